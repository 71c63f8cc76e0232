"""A lint of .docx files: faults that Word repairs, hides or obeys and that the Open XML SDK does not report.

Each check is a generator of messages and takes the unpacked file; `lint` runs them all.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from lxml import etree

from briefpack.office.letterhead import ELEMENTS
from briefpack.office.reading import SAFE_ADDRESS
from briefpack.office.word_fields import flatten_fields
from tests.writers.word_text import files

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
TYPES = "[Content_Types].xml"
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|\d{3}))?(-[A-Za-z0-9]{4,8})*")
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TEXTLESS = {"body", "p", "r", "pPr", "rPr", "tbl", "tr", "tc", "hdr", "ftr", "sectPr", "footnote", "sdt", "sdtContent"}
"""Elements between whose children no text may stand."""


@dataclass
class File:
    """A .docx file unpacked: its entries, and the parts that are XML as trees."""

    entries: dict[str, bytes]
    trees: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, data in self.entries.items():
            if name.endswith((".xml", ".rels")):
                self.trees[name] = etree.fromstring(data)

    def stories(self) -> Iterator[tuple[str, Any]]:
        """Yield the parts that hold text."""
        for name, tree in self.trees.items():
            if etree.QName(tree).localname in ("document", "hdr", "ftr", "footnotes", "endnotes"):
                yield name, tree

    def relations(self) -> Iterator[tuple[str, Any]]:
        """Yield the name of the part that each relation starts from, and the relation."""
        for name, tree in self.trees.items():
            if name.endswith(".rels"):
                folder, base = posixpath.split(name)
                source = posixpath.join(posixpath.dirname(folder), base.removesuffix(".rels"))
                yield from ((source, node) for node in tree)

    def ids(self, root: str, tag: str, attribute: str) -> set[str]:
        """Return an attribute of all elements of one name in the parts with one root."""
        trees = (tree for tree in self.trees.values() if etree.QName(tree).localname == root)
        return {node.get(W + attribute, "") for tree in trees for node in tree.iter(W + tag)}


def lint(data: bytes) -> list[str]:
    """Return what is wrong with a .docx file, a line a fault."""
    file = File(files(data))
    return [f"{check.__name__}: {message}" for check in CHECKS for message in check(file)]


def missing_style(file: File) -> Iterator[str]:
    known = file.ids("styles", "style", "styleId")
    for name, tree in file.stories():
        used = (node.get(f"{W}val") for tag in ("pStyle", "rStyle", "tblStyle") for node in tree.iter(W + tag))
        yield from (f"{name} uses the style {style}" for style in sorted(set(used) - known))
    for tag in ("basedOn", "next", "link"):
        yield from (f"{tag} names {style}" for style in sorted(file.ids("styles", tag, "val") - known))


def undefined_number(file: File) -> Iterator[str]:
    known = file.ids("numbering", "num", "numId") | {"0"}
    for name, tree in [*file.stories(), *((n, t) for n, t in file.trees.items() if n.endswith("styles.xml"))]:
        used = {node.get(f"{W}val", "") for node in tree.iter(f"{W}numId")}
        yield from (f"{name} uses the list {number}" for number in sorted(used - known))
    missing = file.ids("numbering", "abstractNumId", "val") - file.ids("numbering", "abstractNum", "abstractNumId")
    yield from (f"no definition {number}" for number in sorted(missing))


def unbalanced_field(file: File) -> Iterator[str]:
    steps = {("", "begin"), ("begin", "separate"), ("begin", "end"), ("separate", "end")}
    for name, tree in file.stories():
        stack: list[str] = []
        for node in tree.iter(f"{W}fldChar"):
            kind = node.get(f"{W}fldCharType", "")
            if ("" if kind == "begin" else (stack or [""])[-1], kind) not in steps:
                yield f"{name} has a {kind} out of place"
            elif kind == "begin":
                stack.append(kind)
            elif kind == "separate":
                stack[-1] = kind
            else:
                stack.pop()
        if stack:
            yield f"{name} has {len(stack)} fields without an end"


def cell_without_paragraph(file: File) -> Iterator[str]:
    for name, tree in file.stories():
        for cell in tree.iter(f"{W}tc"):
            if not len(cell) or cell[-1].tag not in (f"{W}p", f"{W}sdt"):
                yield f"{name} has a cell that does not end in a paragraph"


def bad_grid_span(file: File) -> Iterator[str]:
    for name, tree in file.stories():
        for table in tree.iter(f"{W}tbl"):
            columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
            for row in table.findall(f"{W}tr"):
                spans = [node.get(f"{W}val", "1") for node in row.findall(f"{W}tc/{W}tcPr/{W}gridSpan")]
                whole = [int(span) if span.isdigit() and int(span) else -99 for span in spans]
                if len(row.findall(f"{W}tc")) - len(spans) + sum(whole) != columns:
                    yield f"{name} has a row that does not fill its {columns} columns"


def unclosed_bookmark(file: File) -> Iterator[str]:
    for name, tree in file.stories():
        starts, ends = ([n.get(f"{W}id") for n in tree.iter(W + tag)] for tag in ("bookmarkStart", "bookmarkEnd"))
        if Counter(starts) != Counter(ends) or len(set(starts)) < len(starts):
            yield f"{name} opens {starts} and closes {ends}"


def duplicate_control(file: File) -> Iterator[str]:
    found = Counter(n.get(f"{W}val") for _, tree in file.stories() for n in tree.iterfind(f".//{W}sdtPr/{W}id"))
    yield from (f"the id {number} stands {count} times" for number, count in found.items() if count > 1)


def bad_language(file: File) -> Iterator[str]:
    for name, tree in file.trees.items():
        for node in tree.iter(f"{W}lang", f"{W}themeFontLang"):
            yield from (f"{name}: “{tag}”" for tag in node.attrib.values() if not LANGUAGE.fullmatch(tag))


def stray_text(file: File) -> Iterator[str]:
    for name, tree in file.stories():
        for node in tree.iter(*(W + tag for tag in TEXTLESS)):
            texts = [node.text, *(child.tail for child in node)]
            yield from (f"{name}: “{text.strip()}”" for text in texts if text and text.strip())


def bad_date(file: File) -> Iterator[str]:
    for name, tree in file.trees.items():
        for node in tree.iter("{http://purl.org/dc/terms/}*"):
            try:
                datetime.fromisoformat(node.text or "")
            except ValueError:
                yield f"{name}: “{node.text}”"


def orphan_part(file: File) -> Iterator[str]:
    reached = {TYPES}
    for source, node in file.relations():
        if node.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", posixpath.dirname(source), node.get("Target"))).lstrip("/")
            reached.add(target)
            if target not in file.entries:
                yield f"{source} refers to {target}, which is not there"
    yield from sorted(name for name in file.entries if name not in reached and not name.endswith(".rels"))


def wrong_kind(file: File) -> Iterator[str]:
    """A .docx whose main part says that it is a template or holds macros: Word refuses it by its name."""
    kinds = {node.get("ContentType", "") for node in file.trees[TYPES]}
    if MAIN not in kinds or any("macroEnabled" in kind or "vbaProject" in kind for kind in kinds):
        yield "the main part is no plain document"


def empty_table(file: File) -> Iterator[str]:
    for name, tree in file.stories():
        if any(table.find(f"{W}tr") is None for table in tree.iter(f"{W}tbl")):
            yield f"{name} has a table without rows"


def missing_words(file: File) -> Iterator[str]:
    """Pictures and tables that a screen reader cannot name."""
    for name, tree in file.stories():
        for node in tree.iter(f"{WP}docPr"):
            decorative = any(etree.QName(child).localname == "decorative" for child in node.iter())
            if not decorative and not node.get("descr", "").strip():
                yield f"{name}: the drawing {node.get('id')} has no alternative text"


def duplicate_drawing(file: File) -> Iterator[str]:
    found = Counter(node.get("id") for _, tree in file.stories() for node in tree.iter(f"{WP}docPr"))
    yield from (f"the id {number} stands {count} times" for number, count in found.items() if count > 1)


def outside_target(file: File) -> Iterator[str]:
    """What Word would fetch or open: only links that a person follows may lead out."""
    for source, node in file.relations():
        if node.get("TargetMode") == "External":
            is_link = node.get("Type", "").endswith("/hyperlink")
            if not is_link or not SAFE_ADDRESS.match(node.get("Target", "")):
                yield f"{source} leads to {node.get('Target')}"


def active_content(file: File) -> Iterator[str]:
    """Fields and elements that fetch, run or ask."""
    for name, tree in file.trees.items():
        acting = (tag for tag in ELEMENTS if ELEMENTS[tag] and next(tree.iter(W + tag), None) is not None)
        yield from (f"{name} holds {tag}" for tag in acting)
    for name, tree in file.stories():
        yield from (f"{name} holds the field {one.name}" for one in flatten_fields(tree) if one.name != "TOC")


def dangling_relation(file: File) -> Iterator[str]:
    for name, tree in file.trees.items():
        known = {node.get("Id") for source, node in file.relations() if source == name}
        used = {v for n in tree.iter() for k, v in n.attrib.items() if k.startswith(R)}
        yield from (f"{name} uses {number}" for number in sorted(used - known))


def dangling_note(file: File) -> Iterator[str]:
    known = file.ids("footnotes", "footnote", "id")
    used = [node.get(f"{W}id") for _, tree in file.stories() for node in tree.iter(f"{W}footnoteReference")]
    yield from (f"no footnote {number}" for number in used if number not in known)
    yield from (f"footnote {number} is referred to twice" for number, count in Counter(used).items() if count > 1)


CHECKS: tuple[Callable[[File], Iterator[str]], ...] = (
    missing_style,
    undefined_number,
    unbalanced_field,
    cell_without_paragraph,
    bad_grid_span,
    unclosed_bookmark,
    duplicate_control,
    bad_language,
    stray_text,
    bad_date,
    orphan_part,
    wrong_kind,
    empty_table,
    missing_words,
    duplicate_drawing,
    outside_target,
    active_content,
    dangling_relation,
    dangling_note,
)
