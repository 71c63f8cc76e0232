"""How many pages a memo takes at least and at most, told from its letters: what is clear from these needs no layout.

Nothing is shaped or placed. At most: lines are filled badly, blocks are as tall as in any theme, and what stays on one
page leaves a hole on the page before. At least: there is nothing but letters, all as small as captions, without
space between lines or around blocks.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

from briefpack.document import tree as t
from briefpack.languages.characters import cells
from briefpack.languages.scripts import is_east_asian
from briefpack.look.columns import shared
from briefpack.look.font_widths import Face, em_width
from briefpack.look.photos import TALLEST_PT
from briefpack.look.rows import KEPT_PT, is_kept_whole
from briefpack.look.theme import Theme
from briefpack.units import PAGE_SIZES_PT, mm

NARROW_EM = 0.3
"""The width of a letter on average, the spaces between words counted in, of no font that anybody reads."""
SAMPLE = "The quick brown fox jumps over the lazy dog, and a memo of several pages says what was decided."
WIDE_WORD_EM = 4.0
"""A column of East Asian text, which may be parted nearly everywhere, is no narrower."""
SPARED_EM = 1.8
"""What the words of a line leave of it on average, where there are several: more than half of a word."""
LOOSE, SMALLER = 1.1, 0.97
"""East Asian lines stand so much farther apart, and are set so much smaller, but for large print."""
HEADS_PT = 48.0
"""What heads the first page: who writes, and how it is marked."""
ROW_LINES, FRAME_LINES = 2.5, 9.0
"""A drawing takes no more lines than these for each row of its table, and around them."""
LEAST_ROOM_PT = 24.0
BOXES = frozenset(("ask", "callout", "decision", "contact"))
"""The regions that may stand on a ground."""
PARTED = frozenset(("options", "cards", "columns", "timeline", "key_figures", "beside"))
"""The regions of which parts stand side by side, in narrow columns."""
WHOLE = frozenset(("ask", "decision", *PARTED))
"""The regions that stay on one page."""


def memo_pages(document: t.Document, theme: Theme) -> tuple[float, float]:
    """Return how many pages a memo takes at least and at most."""
    most = _Most(theme, document.meta.language)
    notes = sum(most.text(note, theme.sizes.caption, most.width) + 3 for note in document.notes)
    tall = HEADS_PT + most.blocks(document.blocks, most.width) + notes + most.space * 2
    return _least(document, theme, most), tall / (most.height - most.space)  # a line more would not fit


def _least(document: t.Document, theme: Theme, paper: _Most) -> float:
    letters = sum(map(cells, t.words(document.blocks)))
    size = theme.sizes.caption
    return letters * NARROW_EM * size * size / (paper.width * paper.height)


@dataclass
class _Most:
    """Measure blocks at their tallest, in points."""

    theme: Theme
    language: str

    def __post_init__(self) -> None:
        page, sizes = self.theme.page, self.theme.sizes
        wide, tall = PAGE_SIZES_PT[page.size]
        leading = self.theme.leading.memo
        if is_east_asian(self.language):
            leading *= LOOSE * (1 if self.theme.is_large_print else SMALLER)
        self.width = wide - 2 * mm(page.memo_margin_side_mm)
        self.height = tall - mm(page.margin_top_mm + page.margin_bottom_mm) - 5 * sizes.caption
        self.leading = max(leading, 1.3)
        self.space = sizes.memo_body * self.leading

    @cached_property
    def em(self) -> float:
        """How wide a letter is, in ems."""
        return em_width(SAMPLE, Face(self.theme.fonts.body)) / len(SAMPLE)

    def blocks(self, blocks: t.Blocks, width: float, gap: float = 0.5) -> float:
        """Return how tall blocks are below each other; gap: what parts paragraphs, as a part of a line."""
        return sum(self.block(block, width, gap) for block in blocks)

    def block(self, block: t.Block, width: float, gap: float = 0.5) -> float:
        """Return how tall a block is, with the space around it."""
        size = self.theme.sizes.memo_body
        match block:
            case t.Heading(level, inlines):
                large = {1: self.theme.sizes.memo_title, 2: self.theme.sizes.memo_section}.get(level, size * 1.15)
                return self.text(inlines, large, width, 1.25) + self.space * (1.5 if level < 3 else 0.9)
            case t.Paragraph(inlines):
                return self.text(inlines, size, width) + self.space * gap
            case t.List(items):
                inner = width - size * 2
                return sum(self.blocks(item.blocks, inner, 0.3) + self.space * 0.2 for item in items) + self.space * 0.5
            case t.Quote(inner):
                return self.blocks(inner, width - size) * 1.17 + self.space
            case t.Table():
                tall = self._table(block, width) + self.space
                return tall + (KEPT_PT if is_kept_whole(len(block.rows), tall * 0.6) else 0)
            case t.Figure(_, title, table):
                lines = len(table.rows) * ROW_LINES + FRAME_LINES
                return min(self.text(title, size * 1.15, width) + self.space * lines, self.height) * 1.5
            case t.Picture(_, caption):
                return (TALLEST_PT + self.text(caption, size, width) + self.space * 1.5) * 1.5
            case t.Fields(fields):
                values = (self.text(one.inlines, size, width * 0.7) + self.space * 0.25 for one in fields)
                return sum(values) + self.space * 1.5
            case t.Region(role, inner):
                return self._region(role, inner, width)
            case _:
                return self.space * 1.5

    def _region(self, role: str, blocks: t.Blocks, width: float) -> float:
        pad = self.space * 2 if role in BOXES else 0
        tall = self.blocks(blocks, width - pad) + self.space * 2.5
        return tall * (1.5 if role in WHOLE else 1) * (1.8 if role in PARTED else 1)

    def _table(self, table: t.Table, width: float) -> float:
        size = self.theme.sizes.memo_body * 10 / 11
        columns = [[t.plain_text(cell.inlines) for cell in column] for column in zip(*_cells(table), strict=True)]
        wide = [[self._wide(text) * size for text in column] for column in columns]
        least = [max(map(self._longest_word, column)) * size + 2 for column in columns]
        natural = [max(*column, low) for column, low in zip(wide, least, strict=True)]
        room = width - size * (1 + 1.2 * (len(columns) - 1))
        shares = shared(least, natural, room)
        crowded = max(1.0, sum(least) / room) ** 2  # words are cut, and cut words fill lines badly
        lines = (
            max(self._lines(*cell, size) for cell in zip(row, shares, strict=True)) for row in zip(*wide, strict=True)
        )
        rows = [count * size * 1.28 * crowded + size * 0.7 for count in lines]
        # On each page the header stands again, and a row that is whole may leave a hole.
        return sum(rows) + sum(rows) // self.height * (rows[0] + max(rows))

    def _longest_word(self, text: str) -> float:
        """Return how wide a column is at least, in ems; East Asian text may be parted nearly everywhere."""
        return WIDE_WORD_EM if cells(text) > len(text) else max(map(self._wide, text.split()), default=0)

    def text(self, inlines: t.Inlines, size: float, width: float, leading: float = 0) -> float:
        """Return how tall a text is, its lines alone."""
        lines = t.plain_text(inlines).split("\n")
        return (
            sum(self._lines(self._wide(line) * size, width, size) for line in lines) * size * (leading or self.leading)
        )

    def _wide(self, text: str) -> float:
        """Return how wide a text is on one line, in ems."""
        letters, columns = len(text), cells(text)
        return (2 * letters - columns) * self.em + (columns - letters)

    def _lines(self, wide: float, width: float, size: float) -> int:
        room = max(width, LEAST_ROOM_PT)
        return 1 if wide <= room else math.ceil(wide / max(room - size * SPARED_EM, size))


def _cells(table: t.Table) -> list[tuple[t.Cell, ...]]:
    return [row.cells for row in (table.header, *table.rows)]
