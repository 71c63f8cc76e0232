"""Blocks as Markdown, or as the plain lines that a presenter reads."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from briefpack.document.forms import BLANK, ticked
from briefpack.document.tree import (
    Block,
    Blocks,
    Fields,
    Figure,
    Heading,
    Inlines,
    List,
    ListItem,
    Paragraph,
    Quote,
    Region,
    Row,
    Rule,
    Strong,
    Table,
    Text,
)
from briefpack.writers.outline.text import line_escaped, markdown_of, plain_of

RULES = {"left": "---", "center": ":-:", "right": "--:"}
BETWEEN_LISTS = "<!-- -->"
"""Keeps two lists apart that pandoc would join."""


@dataclass(frozen=True, slots=True)
class Pen:
    """Choose Markdown, or plain lines for a comment that is shown as it stands."""

    plain: bool = False

    def line(self, inlines: Inlines) -> str:
        """Return inline nodes as one line."""
        return " ".join(plain_of(inlines).split("\n")) if self.plain else markdown_of(inlines, " <br> ")

    def lines(self, inlines: Inlines) -> str:
        """Return inline nodes as the lines of a paragraph."""
        if self.plain:
            return plain_of(inlines)
        return "\n".join(map(line_escaped, markdown_of(inlines, "\\\n").split("\n")))

    def mark(self, mark: str) -> str:
        return "" if self.plain else mark


def blocks(nodes: Blocks, pen: Pen, gap: str = "\n\n") -> str:
    """Return blocks with a gap between them; a block without words leaves none."""
    texts = [(node, text) for node in nodes if (text := block(node, pen))]
    between = [gap + pen.mark(BETWEEN_LISTS + gap) * _lists_meet(a, b) for (a, _), (b, _) in pairwise(texts)]
    return "".join(text + apart for (_, text), apart in zip(texts, [*between, ""], strict=bool(texts)))


def _lists_meet(first: Block, second: Block) -> bool:
    return isinstance(_edge(first, -1), List) and isinstance(_edge(second, 0), List)


def _edge(node: Block, index: int) -> Block:
    return _edge(node.blocks[index], index) if isinstance(node, Region) and node.blocks else node


def block(node: Block, pen: Pen) -> str:
    return BLOCKS[type(node)](node, pen)


def heading(node: Heading, pen: Pen) -> str:
    """Write a heading within a slide: one level higher in Markdown, as slides begin at level 1."""
    text = pen.line(node.inlines)
    return text and pen.mark("#" * max(2, node.level - 1) + " ") + text


def paragraph(node: Paragraph, pen: Pen) -> str:
    return pen.lines(node.inlines)


def list_(node: List, pen: Pen) -> str:
    tight = all(map(_is_tight, node.items))
    markers = (f"{n}. " if node.ordered else "- " for n in range(node.start, node.start + len(node.items)))
    items = (list_item(item, pen, marker, tight) for item, marker in zip(node.items, markers, strict=True))
    return ("\n" if tight else "\n\n").join(items)


def list_item(node: ListItem, pen: Pen, marker: str, tight: bool) -> str:
    text = blocks(node.blocks, pen, "\n" if tight else "\n\n")
    return (marker + textwrap.indent(text, " " * len(marker)).lstrip(" ")).rstrip(" ")


def _is_tight(item: ListItem) -> bool:
    """Tell whether an item needs no blank lines: a paragraph, or one with a list that may follow it directly."""
    match item.blocks:
        case (Paragraph(),):
            return True
        case (Paragraph(inlines), List(ordered=False) as inner):
            return bool(inlines) and all(map(_is_tight, inner.items))
    return False


def quote(node: Quote, pen: Pen) -> str:
    text = blocks(node.blocks, pen)
    return text if pen.plain else "\n".join(f"> {line}".rstrip(" ") for line in text.split("\n"))


def table(node: Table, pen: Pen) -> str:
    rules = "| " + " | ".join(RULES[cell.alignment] for cell in node.header.cells) + " |"
    rows = [row(each, pen) for each in (node.header, *node.rows)]
    return "\n".join(rows if pen.plain else [rows[0], rules, *rows[1:]])


def row(node: Row, pen: Pen) -> str:
    cells = " | ".join(pen.line(cell.inlines) for cell in node.cells)
    return cells if pen.plain else f"| {cells} |"


def figure(node: Figure, pen: Pen) -> str:
    """Write a figure as its finding and its data; the deck puts its `alt` into the speaker notes."""
    return blocks((Paragraph((Strong(node.title),)), node.table), pen)


def fields(node: Fields, pen: Pen) -> str:
    lines = (pen.lines((Strong((Text(f.label),)), Text(" "), *(f.inlines or (Text(BLANK),)))) for f in node.fields)
    return (pen.mark("\\") + "\n").join(lines)


def region(node: Region, pen: Pen) -> str:
    """Write what the region holds; the choices of a decision get boxes to tick."""
    return blocks(tuple(map(ticked, node.blocks)) if node.role == "decision" else node.blocks, pen)


def rule(_node: Rule, _pen: Pen) -> str:
    """Write nothing: within a list or notes the gap parts enough, and any rule starts a slide in some reader."""
    return ""


BLOCKS: dict[type, Callable[[Any, Pen], str]] = {
    Heading: heading,
    Paragraph: paragraph,
    List: list_,
    Quote: quote,
    Table: table,
    Figure: figure,
    Fields: fields,
    Region: region,
    Rule: rule,
}
