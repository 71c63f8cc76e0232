"""What a .docx file says: its words, and its parts as XML. For tests, and independent of the writer."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import docx
from docx.oxml.ns import qn
from lxml import etree

from briefpack.document import tree as t

CHECKBOX = "{http://schemas.microsoft.com/office/word/2010/wordml}checkbox"
SIGNS = {qn("w:br"): "\n", qn("w:tab"): "\t", qn("w:softHyphen"): "\u00ad", qn("w:noBreakHyphen"): "\u2011"}


def body_words(data: bytes) -> list[str]:
    """Return the words of the body, tables in their place; labels of lists, boxes and note marks are none."""
    return [word for text in paragraph_texts(docx.Document(io.BytesIO(data)).element.body) for word in text.split()]


def footnote_words(data: bytes) -> list[str]:
    """Return the words of the footnotes in the order in which Word numbers them."""
    return [word for text in paragraph_texts(part(data, "word/footnotes.xml")) for word in text.split()]


def drawing_texts(data: bytes) -> list[str]:
    """Return the words that are read out for each drawing of the body, in their order."""
    body = docx.Document(io.BytesIO(data)).element.body
    return [node.get("descr", "") for node in body.iter(qn("wp:docPr"))]


def paragraph_texts(root: Any) -> Iterator[str]:
    for paragraph in root.iter(qn("w:p")):
        yield "".join(_pieces(paragraph))


def _pieces(paragraph: Any) -> Iterator[str]:
    """Yield the text of runs that are neither in a box to tick nor the result of a field."""
    in_result = False
    for node in paragraph.iter(qn("w:t"), *SIGNS, qn("w:fldChar")):
        if node.tag == qn("w:fldChar"):
            in_result = node.get(qn("w:fldCharType")) == "separate"
        elif node.getparent().tag == qn("w:r") and not in_result and not _in_box(node):
            yield SIGNS.get(node.tag) or node.text or ""


def _in_box(node: Any) -> bool:
    return any(box.find(f"{qn('w:sdtPr')}/{CHECKBOX}") is not None for box in node.iterancestors(qn("w:sdt")))


def files(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def part(data: bytes, name: str) -> Any:
    return etree.fromstring(files(data)[name])


def values(root: Any, tag: str, attribute: str = "w:val") -> list[str]:
    """Return an attribute of all elements of one name, in document order."""
    return [node.get(qn(attribute)) for node in root.iter(qn(tag))]


def data_of(figure: t.Figure) -> list[str]:
    """Return the texts of the rows; in a matrix the headings are data, too, in the others what a column is called."""
    headings = figure.table.header.cells[1:] if figure.kind == "matrix" else ()
    return [t.plain_text(cell.inlines) for row in (t.Row(headings), *figure.table.rows) for cell in row.cells]


def titles_only(node: Any) -> Any:
    """Return the blocks with the title alone of each figure that is drawn; a matrix is its table."""
    if isinstance(node, t.Figure):
        title = t.Paragraph(node.title)
        return t.Region("full", (title, node.table)) if node.kind == "matrix" else title
    if isinstance(node, tuple):
        return tuple(map(titles_only, node))
    if isinstance(node, t.Region | t.List | t.ListItem | t.Quote):
        return replace(node, **{"items" if isinstance(node, t.List) else "blocks": titles_only(children(node))})
    return node


def children(node: Any) -> Any:
    return node.items if isinstance(node, t.List) else node.blocks
