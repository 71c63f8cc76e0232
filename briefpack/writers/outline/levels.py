"""A deck as lines of three levels: what presentation programs make slides of.

Level 1 is a slide's title, 2 a line of its text, 3 a line below one. Nothing else travels in an outline: no speaker
notes, no drawing, no emphasis. Every word that stands on a slide does, a link's address behind its words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from briefpack.document.forms import BLANK, ticked
from briefpack.document.slides import Deck, Slide
from briefpack.document.tree import (
    Block,
    Blocks,
    Field,
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
    Table,
)
from briefpack.figures import KINDS
from briefpack.figures.cells import labelled
from briefpack.writers.outline import sources_slides
from briefpack.writers.outline.text import clean, plain_of

DEEPEST = 3
"""PowerPoint takes nine levels by some accounts and three by others: all take three."""
TITLE, TEXT, DETAIL = 1, 2, 3
Lines = Iterator["Line"]


@dataclass(frozen=True, slots=True)
class Line:
    """Hold one line, never empty, without tabs, line ends or control characters."""

    level: int
    text: str


def outline_lines(deck: Deck) -> list[Line]:
    """Return the lines of every slide, those that list the sources at the end."""
    titles = slide_titles(deck)
    slides = zip([*deck.slides, *sources_slides(deck)], titles, strict=True)
    return [line for slide, title in slides for line in (Line(TITLE, title), *slide_lines(slide))]


def slide_titles(deck: Deck) -> list[str]:
    """Return a title for each slide: without one a slide cannot begin, so it goes on under the last, numbered."""
    titles: list[str] = []
    last, parts = clean(deck.meta.title).strip() or deck.meta.kind, 0
    for slide in (*deck.slides, *sources_slides(deck)):
        own = one_line(slide.title)
        last, parts = (own, 1) if own else (last, parts + 1)
        titles.append(last if parts == 1 else f"{last} ({parts})")
    return titles


def slide_lines(slide: Slide) -> Lines:
    """Yield what stands below the title, the source line last."""
    yield from lines_of((*slide.blocks, *slide.sources), TEXT)


def lines_of(blocks: Blocks, level: int) -> Lines:
    for block in blocks:
        yield from LINES[type(block)](block, level)


def one_line(inlines: Inlines) -> str:
    """Return the words of inline nodes; a line break is a blank."""
    return clean(plain_of(inlines)).strip()


def line(text: str, level: int) -> Lines:
    if text:
        yield Line(min(level, DEEPEST), text)


def heading(node: Heading, level: int) -> Lines:
    yield from line(one_line(node.inlines), level)


def paragraph(node: Paragraph, level: int) -> Lines:
    yield from line(one_line(node.inlines), level)


def list_(node: List, level: int) -> Lines:
    """Yield a line an item, numbered if the list is; what else an item holds stands below it."""
    for number, item in enumerate(node.items, node.start):
        yield from list_item(item, f"{number}. " if node.ordered else "", level)


def list_item(node: ListItem, marker: str, level: int) -> Lines:
    lines = list(lines_of(node.blocks[:1], level))
    if lines:
        yield replace(lines[0], text=marker + lines[0].text)
    yield from lines[1:]
    yield from lines_of(node.blocks[1:], level + 1)


def quote(node: Quote, level: int) -> Lines:
    yield from lines_of(node.blocks, level)


def table(node: Table, level: int) -> Lines:
    """Yield the first cell of each row, and below it the others, each after the head of its column."""
    heads = row_texts(node.header)
    for row in node.rows:
        cells = [labelled(head, cell) if cell else "" for head, cell in zip(heads, row_texts(row), strict=True)]
        for text, depth in zip(cells, (level, *[DETAIL] * len(cells)), strict=False):
            yield from line(text, depth)


def figure(node: Figure, level: int) -> Lines:
    """Yield the finding and the data; the drawing stays behind."""
    yield from line(one_line(node.title), level)
    cells = [row_texts(row) for row in (node.table.header, *node.table.rows)]
    for text, details in KINDS[node.kind].points(cells):
        yield from line(text, level)
        for detail in details:
            yield from line(detail, DETAIL)


def row_texts(row: Row) -> list[str]:
    return [one_line(cell.inlines) for cell in row.cells]


def fields(node: Fields, level: int) -> Lines:
    for each in node.fields:
        yield from field(each, level)


def field(node: Field, level: int) -> Lines:
    yield from line(f"{clean(node.label)} {one_line(node.inlines) or BLANK}".strip(), level)


def region(node: Region, level: int) -> Lines:
    """Yield what the region holds; the choices of a decision get boxes to tick."""
    yield from lines_of(tuple(map(ticked, node.blocks)) if node.role == "decision" else node.blocks, level)


def rule(_node: Rule, _level: int) -> Lines:
    yield from ()


LINES: dict[type[Block], Callable[[Any, int], Lines]] = {
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
