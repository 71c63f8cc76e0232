"""Blocks in outlines: as Markdown or the plain lines that a presenter reads, and as lines of levels. One table."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from math import ceil
from typing import Any

from briefpack.document import tree as t
from briefpack.document.figure_words import marks_of, on_one_line, rows_told
from briefpack.document.forms import BLANK, ticked
from briefpack.document.traits import is_aside, is_marked, parts_of
from briefpack.figures import KINDS
from briefpack.figures.cells import labelled
from briefpack.languages.characters import cells
from briefpack.languages.line_breaks import ends_with_phrases
from briefpack.look.css import image_address
from briefpack.look.slide_grid import look_of
from briefpack.writers.outline.drawings import Draw
from briefpack.writers.outline.forms import headed, is_in_two, part_rows, share_name, two_columns
from briefpack.writers.outline.inlines import BREAK, line_escaped, markdown_of, plain_of

RULES = {"left": "---", "center": ":-:", "right": "--:"}
BETWEEN_LISTS = "<!-- -->"
"""Keeps two lists apart that pandoc would join."""
BETWEEN_LINES = " <br> "
TITLE, TEXT, DETAIL = 1, 2, 3
"""The levels of lines. PowerPoint takes nine by some accounts and three by others: all take three."""
LINE_LETTERS, ASIDE = 80, 0.72
"""What a line of body text holds on a slide, measured on Marp's, and how large beside it a side remark is."""
PHRASED = 1.1
"""How much more room Japanese takes whose lines end between phrases."""
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
    draw: Draw | None = None
    """Draws figures, where the program that reads the file shows images; else they are their tables."""

    def line(self, inlines: t.Inlines) -> str:
        """Return inline nodes as one line."""
        return one_line(inlines) if self.is_plain else markdown_of(inlines, BETWEEN_LINES)

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


def height_of(nodes: t.Blocks, share: float = 1.0) -> float:
    """Estimate how many lines of body text blocks take on a slide, or on such a part of its width."""
    return sum(NODES[type(node)].height(node, share) for node in nodes)


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


def words_height(node: t.Heading | t.Paragraph, share: float) -> float:
    """Estimate the lines of a paragraph and the gap below it."""
    size = ASIDE if is_aside(node.inlines) else 1
    return (ceil(_letters(node.inlines) * size / (LINE_LETTERS * share)) + 0.45) * size


def _letters(inlines: t.Inlines) -> float:
    """Return how many narrow letters take the room of a text; Japanese is broken between phrases."""
    text = t.plain_text(inlines)
    return cells(text) * (PHRASED if ends_with_phrases(text) else 1)


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


def list_height(node: t.List, share: float) -> float:
    """Return the lines of all items."""
    return sum(height_of(item.blocks, share) for item in node.items)


def inner_height(node: t.Quote | t.Region, share: float) -> float:
    """Return the lines of what a quotation or a region holds, the parts of a form side by side."""
    rows = part_rows(node) if isinstance(node, t.Region) else []
    if not rows or not isinstance(node, t.Region):
        return height_of(node.blocks, share)
    size = look_of("columns" if node.role == "beside" else node.role, sum(map(len, rows))).text
    if len(rows) == 1 and is_in_two(node):
        return (two_columns(rows[0], height_of, share / size) + 1.2) * size
    return sum((max(height_of(part, share / len(rows[0]) / size) for part in row) + 1.2) * size for row in rows)


def quote(node: t.Quote, notation: Notation) -> str:
    """Write a quotation with a mark before each of its lines."""
    text = blocks(node.blocks, notation)
    return text if notation.is_plain else "\n".join(f"> {line}".rstrip(" ") for line in text.split("\n"))


def quote_lines(node: t.Quote, level: int) -> Lines:
    """Yield what is quoted, and who said it."""
    yield from lines_of(node.blocks, level)


def table(node: t.Table, notation: Notation) -> str:
    """Write a table a line a row, its alignments below the header; in plain lines, a row names its columns."""
    if notation.is_plain:
        return "\n".join(filter(None, map(one_line, rows_told(node))))
    rules = "| " + " | ".join(RULES[cell.alignment] for cell in node.header.cells) + " |"
    header, *rows = (_row(row, notation) for row in (node.header, *node.rows))
    return "\n".join((header, rules, *rows))


def _row(row: t.Row, notation: Notation) -> str:
    return f"| {' | '.join(_cell(cell.inlines, notation) for cell in row.cells)} |"


def _cell(inlines: t.Inlines, notation: Notation) -> str:
    """Write a cell, its lines but the first in spans, which style sheets set apart as they cannot at breaks."""
    first, *others = [notation.line(line) for line in t.lines_of(inlines)] or [""]
    return BETWEEN_LINES.join((first, *(f'<span class="point">{line}</span>' for line in others)))


def table_lines(node: t.Table, level: int) -> Lines:
    """Yield the first cell of each row, and below it the others, each after the head of its column."""
    heads, *rows = _texts(node)
    colon = marks_of(heads).head
    for row in rows:
        texts = [labelled(head, text, colon) if text else "" for head, text in zip(heads, row, strict=True)]
        for text, depth in zip(texts, (level, *[DETAIL] * len(texts)), strict=False):
            yield from _line(text, depth)


def _texts(node: t.Table) -> list[list[str]]:
    marks = marks_of([one_line(cell.inlines) for cell in node.header.cells])
    rows = (node.header, *node.rows)
    return [[one_line(on_one_line(cell.inlines, marks)) for cell in row.cells] for row in rows]


def table_height(node: t.Table, share: float) -> float:
    """Estimate the lines of a table: columns share the slide by their widest cell, in smaller type."""
    widths: list[list[list[float]]] = [
        [[*map(_letters, t.lines_of(cell.inlines))] for cell in row.cells] for row in (node.header, *node.rows)
    ]
    columns = [max(1.0, *(width for cell in column for width in cell)) for column in zip(*widths, strict=True)]
    part = min(1.0, LINE_LETTERS * share * 1.25 / sum(columns))
    rows: Iterator[int] = (
        max(sum(ceil(width / (column * part)) for width in cell) for cell, column in zip(row, columns, strict=True))
        for row in widths
    )
    return 0.95 * sum(max(1, lines) for lines in rows)


def figure(node: t.Figure, notation: Notation) -> str:
    """Write a figure as its finding and its drawing, or its data; the deck puts it in words into the speaker notes."""
    title = t.Paragraph((t.Strong(node.title),))
    if drawing := notation.draw(node) if notation.draw else "":
        return "\n\n".join(filter(None, (blocks((title,), notation), drawing)))
    return blocks((title, node.table), notation)


def figure_height(node: t.Figure, share: float) -> float:
    """Estimate the lines of the finding and of the data."""
    return words_height(t.Paragraph(node.title), share) + table_height(node.table, share)


def figure_lines(node: t.Figure, level: int) -> Lines:
    """Yield the finding and the data; the drawing stays behind."""
    yield from _line(one_line(node.title), level)
    for text, details in KINDS[node.kind].points(_texts(node.table)):
        yield from _line(text, level)
        for detail in details:
            yield from _line(detail, DETAIL)


def picture(node: t.Picture, notation: Notation) -> str:
    """Write a picture, which the file carries itself, above its caption."""
    if notation.is_plain:
        return "\n".join(filter(None, (node.alt, notation.lines(node.caption))))
    shown = f"![{notation.line((t.Text(node.alt),))}]({image_address(node.data, node.kind)})"
    return "\n\n".join(filter(None, (shown, notation.lines(node.caption))))


def picture_lines(node: t.Picture, level: int) -> Lines:
    """Yield what a picture shows, and its caption: no outline holds the picture itself."""
    yield from _line(node.alt, level)
    yield from _line(one_line(node.caption), DETAIL)


def picture_height(node: t.Picture, share: float) -> float:
    """Estimate the lines of a picture that is as wide as its place allows."""
    return LINE_LETTERS * share * 0.12


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


def fields_height(node: t.Fields, share: float) -> float:
    """Return a line a field."""
    return float(len(node.fields))


BESIDE = "beside"
"""The name of columns: what is called so, pandoc makes a slide of that holds nothing else."""
BOXES = frozenset(("ask", "callout", "contact", "agenda"))
"""Regions that a style sheet shows on a ground, or in a size, of their own."""


def region(node: t.Region, notation: Notation) -> str:
    """Write what the region holds, in the boxes of its form; the choices of a decision get boxes to tick."""
    rows = part_rows(node)
    if notation.is_plain or not (rows or node.role in BOXES):
        return blocks(_choices_ticked(node), notation)
    if not rows:
        return _boxed(node.role, blocks(headed(node.blocks), notation))
    parts = [
        _boxed("part marked" if is_marked(part[:1]) else "part", _part_text(part, notation)) for part in chain(*rows)
    ]
    first, _ = parts_of(node.blocks) if node.role in ("cards", "columns") else ((), [])
    name = BESIDE if node.role == "columns" else node.role
    name += share_name(rows[0], height_of) if is_in_two(node) else ""
    return "\n\n".join(filter(None, (blocks(first, notation), _boxed(name, "\n\n".join(parts)))))


def _part_text(part: t.Blocks, notation: Notation) -> str:
    """Write a part of a form, what is said in its margin in small type."""
    texts = [
        f"<small>{notation.line(block.inlines)}</small>"
        if isinstance(block, t.Paragraph) and is_aside(block.inlines)
        else blocks((block,), notation)
        for block in part
    ]
    return "\n\n".join(filter(None, texts))


def _boxed(name: str, text: str) -> str:
    """Return Markdown in a block of HTML that a style sheet knows by its name."""
    return f'<div class="{name}">\n\n{text}\n\n</div>' if text else ""


def region_lines(node: t.Region, level: int) -> Lines:
    """Yield what the region holds, a part of a form below its head; the choices of a decision get boxes to tick."""
    if node.role not in ("cards", "columns"):
        yield from lines_of(_choices_ticked(node), level)
        return
    first, parts = parts_of(node.blocks)
    yield from lines_of(first, level)
    for part in parts:
        yield from lines_of(part[:1], level)
        yield from lines_of(part[1:], level + 1)


def _choices_ticked(node: t.Region) -> t.Blocks:
    return tuple(map(ticked, node.blocks)) if node.role == "decision" else node.blocks


def rule(_node: t.Rule, _notation: Notation) -> str:
    """Write nothing: within a list or notes the gap parts enough, and any rule starts a slide in some reader."""
    return ""


def rule_lines(_node: t.Rule, _level: int) -> Lines:
    """Yield nothing."""
    yield from ()


def no_height(_node: t.Block, _share: float) -> float:
    """Return 0: the block is nothing to see."""
    return 0.0


@dataclass(frozen=True, slots=True)
class Node:
    """Say how a type of block is written: as text, as lines of a level, and how high it is beside what it holds."""

    text: Callable[[Any, Notation], str]
    lines: Callable[[Any, int], Lines]
    height: Callable[[Any, float], float]
    """In lines of body text, over such a part of a slide's width."""


NODES: dict[type, Node] = {
    t.Heading: Node(heading, words_lines, words_height),
    t.Paragraph: Node(paragraph, words_lines, words_height),
    t.List: Node(list_, list_lines, list_height),
    t.Quote: Node(quote, quote_lines, inner_height),
    t.Table: Node(table, table_lines, table_height),
    t.Figure: Node(figure, figure_lines, figure_height),
    t.Picture: Node(picture, picture_lines, picture_height),
    t.Fields: Node(fields, field_lines, fields_height),
    t.Region: Node(region, region_lines, inner_height),
    t.Rule: Node(rule, rule_lines, no_height),
}
