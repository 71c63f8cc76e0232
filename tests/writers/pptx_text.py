"""A .pptx file read back: its words by slide, and what is wrong with it that a validator of schemas does not see."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import Any

from lxml import etree

from briefpack.document import tree as t
from briefpack.document.figure_words import figure_told
from briefpack.figures import KINDS

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
FURNITURE = ("dt", "ftr", "sldNum")


def files(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def part(data: bytes, name: str) -> Any:
    return etree.fromstring(files(data)[name])


def slides(data: bytes) -> list[Any]:
    return numbered(data, "ppt/slides/slide")


def notes(data: bytes) -> list[Any]:
    return numbered(data, "ppt/notesSlides/notesSlide")


def numbered(data: bytes, start: str) -> list[Any]:
    held = files(data)
    found = sorted((n for n in held if re.fullmatch(rf"{start}\d+\.xml", n)), key=lambda n: int(re.sub(r"\D", "", n)))
    return [etree.fromstring(held[name]) for name in found]


def kind_of(shape: Any) -> str:
    mark = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
    return "" if mark is None else mark.get("type", "obj")


def text_of(node: Any) -> str:
    """Return the words of a shape or cell, a paragraph a line, without the numbers of notes."""
    return "\n".join("".join(map(_run_text, paragraph)) for paragraph in node.iter(f"{A}p"))


def _run_text(run: Any) -> str:
    if run.tag == f"{A}br":
        return "\n"
    properties = run.find(f"{A}rPr")
    raised = properties is not None and properties.get("baseline")
    return "" if raised else run.findtext(f"{A}t") or ""


def title_of(slide: Any) -> str:
    return next((text_of(shape) for shape in slide.iter(f"{P}sp") if kind_of(shape) in ("title", "ctrTitle")), "")


def content_of(slide: Any) -> str:
    """Return a slide's words but for its title and its foot; a notes page's are what is said, it repeats the others."""
    if slide.tag == f"{P}notes":
        return "\n".join(text_of(shape) for shape in slide.iter(f"{P}sp") if kind_of(shape) == "body")
    shapes = (s for s in slide.iter(f"{P}sp") if kind_of(s) not in (*FURNITURE, "title", "ctrTitle"))
    tables = (cell for cell in slide.iter(f"{A}tc"))
    return "\n".join(map(text_of, (*shapes, *tables)))


def chart_words(data: bytes) -> str:
    """Return the words and the numbers of the charts."""
    charts = (etree.fromstring(held) for name, held in files(data).items() if name.startswith("ppt/charts/chart"))
    return "\n".join(node.text or "" for chart in charts for node in chart.iter(f"{A}t", f"{C}v"))


def glued(text: str) -> str:
    """Return letters and marks without white space: a long word may be broken over lines."""
    return "".join(text.split())


def problems(data: bytes) -> list[str]:
    """Return what a reader's program would stumble over, or who listens to the deck."""
    found = [*_part_problems(data), *_title_problems(data)]
    for number, slide in enumerate(slides(data), 1):
        found += [f"slide {number}: {what}" for what in _slide_problems(slide)]
    return found


def _part_problems(data: bytes) -> Iterator[str]:
    held = files(data)
    types = etree.fromstring(held["[Content_Types].xml"])
    named = {node.get("PartName") for node in types if node.get("PartName")}
    parts = {f"/{name}" for name in held if not name.endswith(".rels") and name != "[Content_Types].xml"}
    yield from (f"{name} has no content type" for name in parts - named)
    yield from (f"{name} is not there" for name in named - parts)
    reached = {"/[Content_Types].xml"}
    for name, content in held.items():
        if name.endswith((".xml", ".rels")):
            root = etree.fromstring(content)
            if name.endswith(".rels"):
                yield from _relation_problems(name, root, parts, reached)
            elif broken := _dangling(name, root, held):
                yield f"{name} refers to {broken}, which is no relation of it"
    yield from (f"{name} is referred to by nothing" for name in parts - reached)


def _relation_problems(name: str, root: Any, parts: set[str], reached: set[str]) -> Iterator[str]:
    folder = posixpath.dirname(posixpath.dirname(name))
    ids = [node.get("Id") for node in root]
    yield from (f"{name} has {key} {count} times" for key, count in Counter(ids).items() if count > 1)
    for node in root:
        target = node.get("Target")
        if node.get("TargetMode") == "External":
            if not re.match(r"(https?|mailto):", target):
                yield f"{name} leads out to {target}"
            continue
        whole = posixpath.normpath(posixpath.join("/", folder, target))
        reached.add(whole)
        if whole not in parts:
            yield f"{name} refers to {whole}, which is not there"


def _dangling(name: str, root: Any, held: dict[str, bytes]) -> set[str]:
    rels = f"{posixpath.dirname(name)}/_rels/{posixpath.basename(name)}.rels"
    ids = {node.get("Id") for node in etree.fromstring(held[rels])} if rels in held else set()
    return {value for node in root.iter(etree.Element) for key, value in node.attrib.items() if key.startswith(R)} - ids


def _title_problems(data: bytes) -> Iterator[str]:
    titles = [" ".join(title_of(slide).split()) for slide in slides(data)]
    yield from (f"slide {number} has no title" for number, title in enumerate(titles, 1) if not title)
    yield from (f"{count} slides are called “{title}”" for title, count in Counter(titles).items() if count > 1)


def _slide_problems(slide: Any) -> Iterator[str]:
    ids = [node.get("id") for node in slide.iter(f"{P}cNvPr")]
    yield from (f"the id {key} is there {count} times" for key, count in Counter(ids).items() if count > 1)
    for shape in slide.iter(f"{P}sp"):
        if kind_of(shape) and not text_of(shape).strip() and not list(shape.iter(f"{A}fld")):
            yield f"the placeholder “{kind_of(shape)}” is empty"
    for node in slide.iter(f"{P}pic", f"{P}graphicFrame", f"{P}grpSp"):
        if not node[0].find(f"{P}cNvPr").get("descr", "").strip():
            yield "something drawn has no alternative text"
    for run in slide.iter(f"{A}r", f"{A}fld"):
        if run.find(f"{A}rPr") is None or not run.find(f"{A}rPr").get("lang"):
            yield f"“{run.findtext(f'{A}t')}” has no language"
    for table in slide.iter(f"{A}tbl"):
        if table.find(f"{A}tblPr").get("firstRow") != "1":
            yield "a table has no header row"
        if {len(row.findall(f"{A}tc")) for row in table.iter(f"{A}tr")} != {len(table.findall(f".//{A}gridCol"))}:
            yield "a table's rows differ in their cells"
    yield from ("text shrinks to fit" for _ in slide.iter(f"{A}normAutofit"))


def told_words(document: t.Document) -> list[str]:
    """Return the words that a deck says: of a drawing whose alternative text has all its data, each value once.

    What heads its columns is not drawn; tables are counted as they stand, and drawings whose rows the notes tell, but
    for what heads the first column: a row begins with its name.
    """
    whole = (document.blocks, document.notes)
    drawn = [one for one in t.walk(whole) if isinstance(one, t.Figure) and not KINDS[one.kind].has_row_heads]
    told = [one for one in drawn if len(figure_told(one)) == 1]
    named = Counter(word for one in drawn if one not in told for word in t.words(one.table.header.cells[0]))
    rows = Counter(word for one in told for word in t.words((one.table.header, one.table.rows)))
    values = {word for one in told for word in t.words(one.table.rows)}
    return list((Counter(t.words(whole)) - rows - named + Counter(values)).elements())
