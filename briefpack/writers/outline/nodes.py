"""Blocks in outlines: as Markdown or the plain lines that a presenter reads, and as lines of levels. One table."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil
from typing import Any

from briefpack.document import tree as t
from briefpack.document.forms import BLANK, ticked
from briefpack.figures import KINDS
from briefpack.figures.cells import labelled
from briefpack.languages.characters import cells
from briefpack.writers.outline.inlines import BREAK, line_escaped, markdown_of, plain_of

RULES = {"left": "---", "center": ":-:", "right": "--:"}
BETWEEN_LISTS = "<!-- -->"
"""Keeps two lists apart that pandoc would join."""
TITLE, TEXT, DETAIL = 1, 2, 3
"""The levels of lines. PowerPoint takes nine by some accounts and three by others: all take three."""
LINE_LETTERS = 80
"""What a line of body text holds on a slide, measured on Marp's."""
Lines = Iterator["Line"]


@dataclass(frozen=True, slots=True)
class Line:
    """Hold one line of an outline, never empty, without tabs and line ends."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Notation:
    """Choose Markdown, or plain lines for a comment that is shown as it stands."""

    is_plain: bool

    def line(self, inlines: t.Inlines) -> str:
        """Return inline nodes as one line."""
        return one_line(inlines) if self.is_plain else markdown_of(inlines, " <br> ")

    def lines(self, inlines: t.Inlines) -> str:
        """Return inline nodes as the lines of a paragraph."""
        if self.is_plain:
            return plain_of(inlines)
        return "\n".join(map(line_escaped, markdown_of(inlines, "\\\n").split("\n")))

    def mark(self, mark: str) -> str:
        """Return a mark of Markdown, or nothing."""
        return "" if self.is_plain else mark


MARKDOWN, PLAIN = Notation(is_plain=False), Notation(is_plain=True)


def one_line(inlines: t.Inlines) -> str:
    """Return the words of inline nodes; a line break is a blank."""
    return plain_of(inlines).replace(BREAK, " ")


def blocks(nodes: t.Blocks, notation: Notation, gap: str = "\n\n") -> str:
    """Return blocks with a gap between them; a block without words leaves none."""
    texts = [(node, text) for node in nodes if (text := NODES[type(node)].text(node, notation))]
    between = [gap + notation.mark(BETWEEN_LISTS + gap) * _lists_meet(a, b) for (a, _), (b, _) in pairwise(texts)]
    return "".join(text + apart for (_, text), apart in zip(texts, [*between, ""], strict=bool(texts)))


def _lists_meet(first: t.Block, second: t.Block) -> bool:
    return isinstance(_edge(first, -1), t.List) and isinstance(_edge(second, 0), t.List)


def _edge(node: t.Block, index: int) -> t.Block:
    return _edge(node.blocks[index], index) if isinstance(node, t.Region) and node.blocks else node


def lines_of(nodes: t.Blocks, level: int) -> Lines:
    """Yield blocks as lines of a level and of those below it."""
    for node in nodes:
        yield from NODES[type(node)].lines(node, level)


def _line(text: str, level: int) -> Lines:
    if text:
        yield Line(min(level, DETAIL), text)


def height_of(nodes: t.Blocks) -> float:
    """Estimate how many lines of body text blocks take on a slide."""
    return sum(NODES[type(node)].height(node) for node in t.walk(nodes) if type(node) in NODES)


def heading(node: t.Heading, notation: Notation) -> str:
    """Write a heading within a slide: one level higher in Markdown, as slides begin at level 1."""
    text = notation.line(node.inlines)
    return text and notation.mark("#" * max(2, node.level - 1) + " ") + text


def paragraph(node: t.Paragraph, notation: Notation) -> str:
    """Write a paragraph that begins no block of another kind."""
    return notation.lines(node.inlines)


def words_lines(node: t.Heading | t.Paragraph, level: int) -> Lines:
    """Yield a line, if there are words."""
    yield from _line(one_line(node.inlines), level)


def words_height(node: t.Heading | t.Paragraph) -> float:
    """Estimate the lines of a paragraph and the gap below it."""
    return ceil(cells(t.plain_text(node.inlines)) / LINE_LETTERS) + 0.45


def list_(node: t.List, notation: Notation) -> str:
    """Write a list without blank lines, if its items need none."""
    tight = all(map(_is_tight, node.items))
    markers = (f"{n}. " if node.ordered else "- " for n in range(node.start, node.start + len(node.items)))
    items = (_item(item, notation, marker, tight) for item, marker in zip(node.items, markers, strict=True))
    return ("\n" if tight else "\n\n").join(items)


def _item(item: t.ListItem, notation: Notation, marker: str, tight: bool) -> str:
    text = blocks(item.blocks, notation, "\n" if tight else "\n\n")
    return (marker + textwrap.indent(text, " " * len(marker)).lstrip(" ")).rstrip(" ")


def _is_tight(item: t.ListItem) -> bool:
    """Tell whether an item needs no blank lines: a paragraph, or one with a list that may follow it directly."""
    match item.blocks:
        case (t.Paragraph(),):
            return True
        case (t.Paragraph(inlines), t.List(ordered=False) as inner):
            return bool(inlines) and all(map(_is_tight, inner.items))
    return False


def list_lines(node: t.List, level: int) -> Lines:
    """Yield a line an item, numbered if the list is; what else an item holds stands below it."""
    for number, item in enumerate(node.items, node.start):
        for place, line in enumerate(lines_of(item.blocks[:1], level)):
            yield replace(line, text=f"{number}. {line.text}") if node.ordered and not place else line
        yield from lines_of(item.blocks[1:], level + 1)


def quote(node: t.Quote, notation: Notation) -> str:
    """Write a quotation with a mark before each of its lines."""
    text = blocks(node.blocks, notation)
    return text if notation.is_plain else "\n".join(f"> {line}".rstrip(" ") for line in text.split("\n"))


def quote_lines(node: t.Quote, level: int) -> Lines:
    """Yield what is quoted, and who said it."""
    yield from lines_of(node.blocks, level)


def table(node: t.Table, notation: Notation) -> str:
    """Write a table a line a row; its alignments stand below the header."""
    rules = "| " + " | ".join(RULES[cell.alignment] for cell in node.header.cells) + " |"
    rows = [_row(row, notation) for row in (node.header, *node.rows)]
    return "\n".join(rows if notation.is_plain else [rows[0], rules, *rows[1:]])


def _row(row: t.Row, notation: Notation) -> str:
    text = " | ".join(notation.line(cell.inlines) for cell in row.cells)
    return text if notation.is_plain else f"| {text} |"


def table_lines(node: t.Table, level: int) -> Lines:
    """Yield the first cell of each row, and below it the others, each after the head of its column."""
    heads, *rows = _texts(node)
    for row in rows:
        texts = [labelled(head, text) if text else "" for head, text in zip(heads, row, strict=True)]
        for text, depth in zip(texts, (level, *[DETAIL] * len(texts)), strict=False):
            yield from _line(text, depth)


def _texts(node: t.Table) -> list[list[str]]:
    return [[one_line(cell.inlines) for cell in row.cells] for row in (node.header, *node.rows)]


def table_height(node: t.Table) -> float:
    """Estimate the lines of a table: columns share the slide by their widest cell, in smaller type."""
    widths = [[cells(t.plain_text(cell.inlines)) for cell in row.cells] for row in (node.header, *node.rows)]
    columns: list[int] = [max(1, *column) for column in zip(*widths, strict=True)]
    share = min(1.0, LINE_LETTERS * 1.25 / sum(columns))
    lines = (max(ceil(w / (column * share)) for w, column in zip(row, columns, strict=True)) for row in widths)
    return 0.95 * sum(lines)


def figure(node: t.Figure, notation: Notation) -> str:
    """Write a figure as its finding and its data; the deck puts its `alt` into the speaker notes."""
    return blocks((t.Paragraph((t.Strong(node.title),)), node.table), notation)


def figure_lines(node: t.Figure, level: int) -> Lines:
    """Yield the finding and the data; the drawing stays behind."""
    yield from _line(one_line(node.title), level)
    for text, details in KINDS[node.kind].points(_texts(node.table)):
        yield from _line(text, level)
        for detail in details:
            yield from _line(detail, DETAIL)


def fields(node: t.Fields, notation: Notation) -> str:
    """Write a line a field; an empty one has a blank to write on."""
    lines = (
        notation.lines((t.Strong((t.Text(field.label),)), t.Text(" "), *(field.inlines or (t.Text(BLANK),))))
        for field in node.fields
    )
    return (notation.mark("\\") + "\n").join(lines)


def field_lines(node: t.Fields, level: int) -> Lines:
    """Yield a line a field."""
    for field in node.fields:
        yield from _line(f"{field.label} {one_line(field.inlines) or BLANK}".strip(), level)


def fields_height(node: t.Fields) -> float:
    """Return a line a field."""
    return float(len(node.fields))


def region(node: t.Region, notation: Notation) -> str:
    """Write what the region holds; the choices of a decision get boxes to tick."""
    return blocks(_choices_ticked(node), notation)


def region_lines(node: t.Region, level: int) -> Lines:
    """Yield what the region holds; the choices of a decision get boxes to tick."""
    yield from lines_of(_choices_ticked(node), level)


def _choices_ticked(node: t.Region) -> t.Blocks:
    return tuple(map(ticked, node.blocks)) if node.role == "decision" else node.blocks


def rule(_node: t.Rule, _notation: Notation) -> str:
    """Write nothing: within a list or notes the gap parts enough, and any rule starts a slide in some reader."""
    return ""


def rule_lines(_node: t.Rule, _level: int) -> Lines:
    """Yield nothing."""
    yield from ()


def no_height(_node: t.Block) -> float:
    """Return 0: the block is nothing to see, or what it holds is counted by itself."""
    return 0.0


@dataclass(frozen=True, slots=True)
class Node:
    """Say how a type of block is written: as text, as lines of a level, and how high it is beside what it holds."""

    text: Callable[[Any, Notation], str]
    lines: Callable[[Any, int], Lines]
    height: Callable[[Any], float]
    """In lines of body text."""


NODES: dict[type, Node] = {
    t.Heading: Node(heading, words_lines, words_height),
    t.Paragraph: Node(paragraph, words_lines, words_height),
    t.List: Node(list_, list_lines, no_height),
    t.Quote: Node(quote, quote_lines, no_height),
    t.Table: Node(table, table_lines, table_height),
    t.Figure: Node(figure, figure_lines, no_height),
    t.Fields: Node(fields, field_lines, fields_height),
    t.Region: Node(region, region_lines, no_height),
    t.Rule: Node(rule, rule_lines, no_height),
}
