"""Packages: the same bytes for the same parts, every part named, and properties within what Office takes."""

from __future__ import annotations

import io
import zipfile

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from briefpack.office.packing import (
    MOST_KEPT,
    app_xml,
    appended,
    archive,
    packed,
    relation,
    relations_of,
    relations_xml,
)

ODD = 'a&b"<c>'


def opened(data: bytes) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(data))


def test_equal_parts_are_equal_bytes_whatever_their_order() -> None:
    parts, kinds = {"b.xml": "<b/>", "a.xml": b"<a/>"}, {"b.xml": "text/b", "a.xml": "text/a"}
    data = packed(parts, kinds)
    assert data == packed(dict(reversed(parts.items())), dict(reversed(kinds.items())))
    with opened(data) as whole:
        assert whole.namelist() == ["[Content_Types].xml", "a.xml", "b.xml"]
        assert {(entry.date_time, entry.create_system) for entry in whole.infolist()} == {((1980, 1, 1, 0, 0, 0), 0)}


def test_every_part_has_its_content_type() -> None:
    with opened(packed({f"{ODD}.xml": "<a/>"}, {f"{ODD}.xml": "text/a"})) as whole:
        types = etree.fromstring(whole.read("[Content_Types].xml"))
    named = {node.get("PartName"): node.get("ContentType") for node in types if node.get("PartName")}
    assert named == {f"/{ODD}.xml": "text/a"}
    assert [node.get("Extension") for node in types if node.get("Extension")] == ["rels"]


def test_an_archive_keeps_its_order_and_stores_what_must_be_read_without_unpacking() -> None:
    with opened(archive({"mimetype": "text/plain", "a": "a" * 99}, stored=frozenset({"mimetype"}))) as whole:
        kinds = {entry.filename: entry.compress_type for entry in whole.infolist()}
    assert kinds == {"mimetype": zipfile.ZIP_STORED, "a": zipfile.ZIP_DEFLATED}


NAMES = st.text("aß/한.", min_size=1, max_size=8)
DATA = st.one_of(st.text(max_size=40), st.binary(max_size=40), st.just(b"long " * MOST_KEPT))


@given(st.dictionaries(NAMES, DATA, max_size=4), st.dictionaries(NAMES, DATA, max_size=4), st.sets(NAMES))
def test_an_archive_is_what_python_s_own_module_makes(
    first: dict[str, str | bytes], then: dict[str, str | bytes], stored: set[str]
) -> None:
    more = {name: data for name, data in then.items() if name not in first}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as whole:
        for name, data in (first | more).items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            entry.create_system, entry.external_attr = (0, 0) if name.isascii() else (3, 0o100644 << 16)
            whole.writestr(entry, data, compresslevel=6)
    assert appended(archive(first, frozenset(stored)), more, frozenset(stored)) == stream.getvalue()


def test_relations_name_parts_from_the_root_and_addresses_as_they_are() -> None:
    rows = relation("one", "kind:a", "word/a.xml") + relation(
        ODD, "kind:b", f"https://example.org/{ODD}", external=True
    )
    inside, outside = etree.fromstring(relations_xml(rows).encode())
    assert (inside.get("Target"), inside.get("TargetMode")) == ("/word/a.xml", None)
    assert (outside.get("Id"), outside.get("Target")) == (ODD, f"https://example.org/{ODD}")
    assert outside.get("TargetMode") == "External"
    assert [relations_of(part) for part in ("", "a.xml", "word/a.xml")] == [
        "_rels/.rels",
        "_rels/a.xml.rels",
        "word/_rels/a.xml.rels",
    ]


def test_facts_of_the_program_leave_out_what_is_empty_but_not_what_is_none() -> None:
    app = etree.fromstring(app_xml({"Notes": 0, "Company": ""}).encode())
    assert [(etree.QName(node).localname, node.text) for node in app] == [("Notes", "0")]
