"""Packages that were packed, opened again."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

from briefpack.office.package import Package, Relation, relative_relations, unpacked
from briefpack.office.packing import OFFICE, packed, relation, relations_of, relations_xml

OFFICE_KIND = "application/vnd.openxmlformats-officedocument"
MAIN, THEME = "ppt/presentation.xml", "ppt/theme/theme & 1.xml"
KIND = "https://example.org/theme"


def package() -> Package:
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


def test_relations_are_written_from_the_folder_of_their_part() -> None:
    relations = [Relation("logo", KIND, THEME, external=False)]
    linked = Relation("rId3", KIND, "https://a.example/", external=True)
    root = etree.fromstring(relative_relations("ppt/slides/slide1.xml", [*relations, linked]))
    assert [(node.get("Id"), node.get("Target"), node.get("TargetMode")) for node in root] == [
        ("logo", "../theme/theme & 1.xml", None),
        ("rId3", "https://a.example/", "External"),
    ]


def test_a_package_names_and_relates_its_parts() -> None:
    package = Package()
    package.add("", "word/document.xml", "<a/>", "wordprocessingml.document.main")
    package.add("word/document.xml", "word/styles.xml", "<b/>", "wordprocessingml.styles")
    package.put("word/media/logo.png", b"png", "image/png")
    package.relate("word/document.xml", "image", "word/media/logo.png", "logo")
    package.relate("word/document.xml", "hyperlink", "https://example.org", external=True)
    assert package.kinds == {
        "word/document.xml": f"{OFFICE_KIND}.wordprocessingml.document.main+xml",
        "word/styles.xml": f"{OFFICE_KIND}.wordprocessingml.styles+xml",
        "word/media/logo.png": "image/png",
    }
    with zipfile.ZipFile(io.BytesIO(package.packed())) as whole:
        root, document = (
            [(node.get("Id"), node.get("Type"), node.get("Target")) for node in etree.fromstring(whole.read(part))]
            for part in ("_rels/.rels", "word/_rels/document.xml.rels")
        )
    assert root == [("rId1", f"{OFFICE}/relationships/officeDocument", "/word/document.xml")]
    assert document == [
        ("rId1", f"{OFFICE}/relationships/styles", "/word/styles.xml"),
        ("logo", f"{OFFICE}/relationships/image", "/word/media/logo.png"),
        ("rId2", f"{OFFICE}/relationships/hyperlink", "https://example.org"),
    ]


def test_parts_that_are_parsed_are_written_anew_and_the_others_as_they_were() -> None:
    made = Package()
    made.add("", "a.xml", "<a>  <b/></a>", "wordprocessingml.styles")
    made.add("a.xml", "b.xml", "<a>  <b/></a>", "theme")
    opened = unpacked(made.packed(), ("styles+xml",))
    opened.trees["a.xml"].set("id", "1")
    written = opened.written()
    assert bytes(written["a.xml"]).endswith(b'<a id="1"><b/></a>')
    assert written["b.xml"] == b"<a>  <b/></a>"
    assert (opened.related("a.xml", "theme"), opened.related("a.xml", "styles")) == ("b.xml", "")
