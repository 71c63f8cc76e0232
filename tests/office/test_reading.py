"""Untrusted packages: what is not reached or not kept stays behind; what is damaged is refused at the file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from briefpack.errors import BuildError
from briefpack.office.packing import OFFICE, packed, relation, relations_of, relations_xml
from briefpack.office.reading import ForeignFile, R, Rules, UntrustedPackage, dangling, is_described, read_foreign_file

KIND = "application/x-main+xml"
NAMES = f'xmlns:r="{R[1:-1]}"'


def clean(package: UntrustedPackage, tree: Any, kept: set[str]) -> None:
    for node in dangling(tree, kept):
        tree.remove(node)


def check(package: UntrustedPackage) -> None:
    if package.trees[package.main].get("bad"):
        raise package.refused("the thing is bad")


RULES = Rules(
    noun="thing",
    resave="Save it anew.",
    leave_out="Take it out.",
    main_kinds=frozenset({KIND, "application/x-template+xml"}),
    main_kind=KIND,
    kept=frozenset({"officeDocument", "image", "hyperlink"}),
    quiet=frozenset({"thumbnail"}),
    named={"vbaProject": "macros"},
    roots={"officeDocument": "main"},
    clean=clean,
    check=check,
)


def parts(body: str = "<main/>", **related: str) -> dict[str, str | bytes]:
    """Return a package's parts: its main part, related to parts that are named after the relation's kind."""
    rows = (relation(kind, f"{OFFICE}/relationships/{kind}", target) for kind, target in related.items())
    return {
        relations_of(""): relations_xml(relation("rId1", f"{OFFICE}/relationships/officeDocument", "main.xml")),
        "main.xml": body,
        relations_of("main.xml"): relations_xml("".join(rows)),
        **dict.fromkeys(related.values(), b"data"),
    }


def read(folder: Path, files: Mapping[str, str | bytes], kind: str = KIND) -> ForeignFile:
    kinds = {name: "image/png" for name in files if not name.endswith((".xml", ".rels"))}
    path = folder / "thing.x"
    path.write_bytes(packed(files, {**kinds, "main.xml": kind}))
    return read_foreign_file(path, RULES)


def names(thing: ForeignFile) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(thing.data)) as archive:
        return archive.namelist()


def refused(folder: Path, files: Mapping[str, str | bytes], kind: str = KIND) -> str:
    with pytest.raises(BuildError) as raised:
        read(folder, files, kind)
    (problem,) = raised.value.problems
    assert problem.place.file.endswith("thing.x") and problem.hint
    return problem.message


def test_what_is_related_and_kept_stays_and_all_else_stays_behind(tmp_path: Path) -> None:
    thing = read(tmp_path, {**parts(image="a.png", thumbnail="b.png"), "unrelated.png": b"data"})
    assert thing.name == "thing" and thing.problems == ()
    assert names(thing) == ["[Content_Types].xml", "_rels/.rels", "_rels/main.xml.rels", "a.png", "main.xml"]


def test_what_is_left_out_is_named_once_where_it_is(tmp_path: Path) -> None:
    thing = read(tmp_path, parts(vbaProject="a.bin", strange="b.bin"))
    assert [problem.message for problem in thing.problems] == [
        "the thing holds a part of the kind “strange”, which was left out",
        "the thing holds macros, which was left out",
    ]
    assert {problem.hint for problem in thing.problems} == {"Take it out."}


def test_a_template_becomes_a_document(tmp_path: Path) -> None:
    thing = read(tmp_path, parts(), "application/x-template+xml")
    with zipfile.ZipFile(io.BytesIO(thing.data)) as archive:
        assert KIND.encode() in archive.read("[Content_Types].xml")


@pytest.mark.parametrize(
    ("body", "kind", "message"),
    [
        ("<main", KIND, "is not sound XML"),
        ("<!DOCTYPE main [<!ENTITY a 'b'>]><main>&a;</main>", KIND, "defines entities"),
        ("<other/>", KIND, "“Strict” kind"),
        ("<main/>", "application/x-sheet+xml", "another kind of file than its name says"),
        ("<main bad='1'/>", KIND, "the thing is bad"),
    ],
)
def test_what_cannot_be_trusted_is_refused(body: str, kind: str, message: str, tmp_path: Path) -> None:
    assert message in refused(tmp_path, parts(body), kind)


@pytest.mark.parametrize("name", ["../a.png", "/a.png", "a\\b.png", "a\u202egnp.png", "MAIN.xml"])
def test_names_that_office_does_not_write_are_refused(name: str, tmp_path: Path) -> None:
    assert "names that Office does not write" in refused(tmp_path, {**parts(), name: b"data"})


def test_a_part_that_is_named_and_not_there_is_left_out_or_refused(tmp_path: Path) -> None:
    files = parts(image="a.png")
    del files["a.png"]
    assert "a.png" not in names(read(tmp_path, files))
    assert "lacks its part “_rels/.rels”" in refused(tmp_path, {"main.xml": "<main/>"})
    files = parts()
    files[relations_of("")] = relations_xml("")
    assert "holds no document" in refused(tmp_path, files)


def test_what_needs_a_lost_relation_is_found_and_a_link_beside_a_picture_is_dropped() -> None:
    tree = etree.fromstring(f'<main {NAMES}><a r:id="x"/><b r:id="y"/><c r:embed="x" r:link="y"/><d r:id=""/></main>')
    assert [node.tag for node in dangling(tree, {"x"})] == ["b", "d"]
    assert dict(tree[2].attrib) == {f"{R}embed": "x"}
    assert [node.tag for node in dangling(tree, {"x", ""})] == ["b"]


def test_a_picture_is_described_by_words_or_by_being_decorative() -> None:
    bare, blank, worded, decorative = etree.fromstring(
        '<m><p/><p descr=" "/><p descr="A ferry"/><p><x:decorative xmlns:x="urn:x" val="1"/></p></m>'
    )
    assert [is_described(node) for node in (bare, blank, worded, decorative)] == [False, False, True, True]
