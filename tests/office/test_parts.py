"""Packages that were packed, opened again."""

from __future__ import annotations

from lxml import etree

from briefpack.office.packing import packed, relation, relations_of, relations_xml
from briefpack.office.parts import Parts, relative_relations, unpacked
from briefpack.office.reading import Relation

MAIN, THEME = "ppt/presentation.xml", "ppt/theme/theme & 1.xml"
KIND = "https://example.org/theme"


def package() -> Parts:
    rows = relation("rId1", KIND, THEME) + relation("rId2", "https://example.org/link", "https://a.example/?b&c", True)
    files = {MAIN: "<main/>", THEME: "<theme/>", relations_of(MAIN): relations_xml(rows)}
    return unpacked(packed(files, {MAIN: "application/main+xml", THEME: "application/theme+xml"}))


def test_parts_come_back_with_their_content_types_and_relations() -> None:
    parts = package()
    assert (parts.files, parts.kinds) == (
        {MAIN: b"<main/>", THEME: b"<theme/>"},
        {MAIN: "application/main+xml", THEME: "application/theme+xml"},
    )
    assert parts.relations[MAIN] == [
        Relation("rId1", KIND, THEME, external=False),
        Relation("rId2", "https://example.org/link", "https://a.example/?b&c", external=True),
    ]
    assert parts.relations[""] == parts.relations[THEME] == []


def test_relations_are_written_from_the_folder_of_their_part_in_the_order_of_their_numbers() -> None:
    relations = [Relation(name, KIND, THEME, external=False) for name in ("rId10", "rId9", "logo")]
    linked = Relation("rId3", KIND, "https://a.example/", external=True)
    root = etree.fromstring(relative_relations("ppt/slides/slide1.xml", [*relations, linked]))
    assert [(node.get("Id"), node.get("Target"), node.get("TargetMode")) for node in root] == [
        ("logo", "../theme/theme & 1.xml", None),
        ("rId3", "https://a.example/", "External"),
        ("rId9", "../theme/theme & 1.xml", None),
        ("rId10", "../theme/theme & 1.xml", None),
    ]
