"""What stands on a slide, with its height and the ways to part it: text, tables, figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import accumulate, pairwise
from math import inf
from operator import attrgetter
from typing import Protocol

from briefpack.languages.scripts import holds_east_asian
from briefpack.look.slide_grid import MOST_BETWEEN, QUOTE_PADS
from briefpack.writers.pptx.own_layouts import ASK_PADS
from briefpack.writers.pptx.table_columns import CELL_FILLED, CELL_PAD_X, column_parts, longest_word, unbroken
from briefpack.writers.pptx.text import (
    Measured,
    Panel,
    Paragraph,
    Setting,
    balanced,
    measured,
    split_paragraph,
    with_cut_words,
    without_orphan,
)
from briefpack.writers.pptx.words import BREAK, Run

PADS = {"": (0.0, 0.0), "contact": (0.0, 0.0), "callout": (16.0, 12.0), "ask": ASK_PADS, "quote": QUOTE_PADS}
"""The space between a panel's edge and its words, across and down, in points."""
CELL_PAD_EM, CLOSE_PAD_EM, CELL_SPACE = 0.48, 0.26, 5.0
"""The space above and below what a cell holds, in ems, in a table of marks too; between two statements, in points."""
NAMES = 0.36
"""The most of a table of marks that its names take, as a part of its width."""
HEAD_SCALES = (1.0, 0.96, 0.92, 0.88)
"""The sizes of its header, as parts of a header's usual one, until its lines end where all programs end them."""
Parted = tuple["Flow | None", "Flow | None"]
"""What fits, and what is left."""


class Flow(Protocol):
    """Stand on a slide: text, a table, a figure, or parts side by side."""

    @property
    def grows(self) -> bool:
        """Whether few words may be set larger."""

    def at(self, scale: float) -> Flow:
        """Return it in type larger or smaller by a factor."""

    def finished(self, width: float) -> Flow:
        """Return it as it is written over a width, with no word alone on a line."""

    def height(self, width: float) -> float:
        """Return its least height."""

    def fits(self, width: float, room: float) -> bool:
        """Tell whether it is no higher than this, without measuring much more of it than has room."""

    def split(self, width: float, room: float, force: bool = False) -> Parted:
        """Return what fits and what is left; with `force` something fits, as nothing else stands on the slide."""


def _fitting(heights: Iterable[float], room: float) -> tuple[int, float]:
    """Return how many of the heights fit, one below the other, and the room that is left; look at no more of them."""
    count = 0
    for height in heights:
        if height > room:
            break
        count, room = count + 1, room - height
    return count, room


@dataclass(frozen=True)
class TextFlow:
    """Hold paragraphs on one ground. All flows: widths, heights and room are points, `split` gives head and tail.

    With `force` a flow that does not fit must part all the same, as nothing else stands on its slide. `at` gives the
    flow in type larger or smaller by a factor, `finished` as it is written over a width, with no word alone on a line.
    """

    paras: tuple[Paragraph, ...]
    setting: Setting
    panel: Panel = ""
    measure_em: float = 0
    """The most that a line is wide, in ems of the first level; 0 for no limit."""

    @property
    def in_body(self) -> bool:
        """Whether it may stand in a layout's place for text."""
        return self.panel in ("", "ask", "quote")

    @property
    def grows(self) -> bool:
        """Whether few words may be set larger."""
        return self.panel != "contact"

    def at(self, scale: float) -> TextFlow:
        if scale == 1:
            return self
        return replace(self, paras=tuple(para._replace(scale=para.scale * scale) for para in self.paras))

    def finished(self, width: float) -> TextFlow:
        inner = self._inner(width)
        if self.panel == "quote":
            paras = (para._replace(runs=balanced(para, inner, self.setting)) for para in self.paras)
            return replace(self, paras=tuple(paras))
        if self.panel == "ask":
            return self.evened(width)
        return replace(self, paras=tuple(without_orphan(para, inner, self.setting) for para in self.paras))

    def evened(self, width: float) -> TextFlow:
        """Return it as it is written over a width, what is no list in lines of about one length."""
        inner = self._inner(width)
        return replace(self, paras=tuple(self._evened(para, inner) for para in self.paras))

    def _evened(self, para: Paragraph, inner: float) -> Paragraph:
        """Return a paragraph in even lines; those of East Asia leave room, as their letters may be wider elsewhere."""
        room = inner * CAUTIOUS if holds_east_asian(para.text) else inner
        lines = [len(measured(para, wide, self.setting).starts) for wide in (room, inner)]
        if para.kind != "plain" or lines[0] != lines[1]:
            return without_orphan(para, inner, self.setting)
        return para._replace(runs=balanced(para, room, self.setting))

    def spread(self, more: float) -> TextFlow:
        """Return it with so much more space between the items of its lists, none of them far apart."""
        starts = [n for n, para in enumerate(self.paras) if para.kind == "item" and not para.level and n]
        each = min(MOST_BETWEEN, more / len(starts)) if starts else 0
        paras = (one._replace(space=one.space + each) if n in starts else one for n, one in enumerate(self.paras))
        return replace(self, paras=tuple(paras))

    def across(self, width: float) -> float:
        """Return how wide its box is."""
        return min(width, self.measure_em * self.setting.levels[0].size * self._scale) if self.measure_em else width

    @cached_property
    def _scale(self) -> float:
        """The scale of the largest paragraph."""
        return max(map(attrgetter("scale"), self.paras), default=1)

    def _inner(self, width: float) -> float:
        inner = self.across(width) - (1 if self.panel == "quote" else 2) * PADS[self.panel][0]
        return inner * CAUTIOUS if self.panel == "quote" else inner

    def _measured(self, width: float) -> Iterator[Measured]:
        inner = self._inner(width)
        return (measured(para, inner, self.setting) for para in self.paras)

    def height(self, width: float) -> float:
        """Return the height of all of it, with the panel's padding."""
        return sum(para.height for para in self._measured(width)) + 2 * PADS[self.panel][1]

    def fits(self, width: float, room: float) -> bool:
        """Tell whether it is no higher than this, without measuring much more of it than has room."""
        pads, used = 2 * PADS[self.panel][1], 0.0
        for para in self._measured(width):
            if not para.fits(room):
                return False
            used += para.height
            if used + pads > room:
                return False
        return used + pads <= room

    def split(self, width: float, room: float, force: bool = False) -> Parted:
        """Part between paragraphs, else within one; a heading never comes last."""
        room -= 2 * PADS[self.panel][1]
        count = 0
        for para in self._measured(width):
            if not para.fits(room):
                break
            count, room = count + 1, room - para.height
        parted = self._within(count, width, room, force and not count)
        if parted:
            head, tail = (*self.paras[:count], parted[0]), (parted[1], *self.paras[count + 1 :])
        else:
            while 0 < count < len(self.paras) and self.paras[count - 1].keep:
                count -= 1
            count = max(count, 1) if force else count
            head, tail = self.paras[:count], self.paras[count:]
        return (self._of(head) if head else None), (self._of(tail) if tail else None)

    def _within(self, count: int, width: float, room: float, force: bool) -> tuple[Paragraph, Paragraph] | None:
        """Part the paragraph that does not fit if it is a long one, or if nothing else is left to do."""
        if count >= len(self.paras) or (count and self.panel == "ask"):
            return None
        para = self.paras[count]
        whole = measured(para, self._inner(width), self.setting)
        if len(whole.first_starts(LONG_LINES)) < LONG_LINES and not force:
            return None
        lines = whole.fitting(room)
        if lines < LEAST_LINES and not force:
            return None
        return split_paragraph(para, max(1, lines), self._inner(width), self.setting)

    def _of(self, paras: tuple[Paragraph, ...]) -> TextFlow:
        return replace(self, paras=paras)


CAUTIOUS = 0.9
"""So much of a quotation's width is filled: its lines are ended by us, and no program may break them again."""
LONG_LINES, LEAST_LINES = 6, 2
"""A paragraph of so many lines may be parted, with so many left on each side."""


@dataclass(frozen=True)
class TableFlow:
    """Show rows, the first of which heads them on every slide; `across` are the columns' widths as parts of one.

    `marked` are the rows that count, from 0.
    """

    header: tuple[Paragraph, ...]
    rows: tuple[tuple[Paragraph, ...], ...]
    setting: Setting
    across: tuple[float, ...] = ()
    marked: frozenset[int] = frozenset()
    has_row_heads: bool = False
    """Whether the first cell of a row names it."""
    pad_em: float = CELL_PAD_EM
    apart: float = 0
    """How much more space there is above and below the words of a row, in points."""
    wide: float = 0
    """Over which width the columns are shared by their words, which larger ones are anew; 0 where marks share it."""
    grows = True

    def at(self, scale: float) -> TableFlow:
        if scale == 1:
            return self
        sized = replace(self, setting=self.setting.scaled(scale))
        return (
            replace(sized, across=column_parts((self.header, *self.rows), sized.setting, self.wide))
            if scale > 1 and self.wide
            else sized
        )

    def spread(self, more: float) -> TableFlow:
        """Return it with so much more space in its rows, none of them far taller; not in its header."""
        each = min(MOST_BETWEEN, more / len(self.rows)) if self.rows else 0
        return replace(self, apart=each / 2)

    def finished(self, width: float) -> TableFlow:
        wide = self._inner(width)
        cut = (with_cut_words(cell, w, self.setting) for cell, w in zip(self.header, wide, strict=True))
        header = tuple(without_orphan(cell, w, self.setting) for cell, w in zip(cut, wide, strict=True))
        rows = tuple(
            tuple(_without_orphans(c, w, self.setting) for c, w in zip(row, wide, strict=True)) for row in self.rows
        )
        return replace(self, header=header, rows=rows)

    def pad_y(self, is_head: bool) -> float:
        """Return the space between a row's edge and its words, in points."""
        return self.setting.levels[0].size * self.pad_em + (0 if is_head else self.apart)

    def columns(self, width: float) -> list[float]:
        """Return the widths of the columns."""
        return [part * width for part in self.across]

    def cuts_words(self, width: float) -> bool:
        """Tell whether a word is wider than its column, so that programs cut it; an address may be, at its slashes."""
        columns = zip(zip(self.header, *self.rows, strict=True), self._inner(width), strict=True)
        return any(longest_word(cell, self.setting) > wide for cells, wide in columns for cell in cells)

    @cached_property
    def _known_heights(self) -> dict[float, list[float]]:
        return {}

    def _inner(self, width: float) -> list[float]:
        """Return how wide lines are in the columns."""
        return [(column - 2 * CELL_PAD_X) * CELL_FILLED for column in self.columns(width)]

    def has_sure_header(self, width: float) -> bool:
        """Tell whether programs that fill lines of the header a little more or less make as many of them."""
        cells = zip(self.header, self._inner(width), strict=True)
        return all(
            len(measured(cell, wide, self.setting).starts)
            == len(measured(cell, wide / CELL_FILLED, self.setting).starts)
            for cell, wide in cells
        )

    def row_heights(self, width: float, most: float = inf) -> Iterator[float]:
        """Yield the heights of all rows, the header's first; of a row higher than `most`, only that it is."""
        known = self._known_heights.setdefault(width, [])
        yield from known
        for number in range(len(known), len(self.rows) + 1):
            tall = self._tall(self.rows[number - 1] if number else self.header, width, not number, most)
            if tall < inf and number == len(known):
                known.append(tall)
            yield tall

    def height(self, width: float) -> float:
        """Return the height of all rows."""
        return sum(self.row_heights(width))

    def fits(self, width: float, room: float) -> bool:
        """Tell whether it is no higher than this, without measuring much more of it than has room."""
        return all(used <= room for used in accumulate(self.row_heights(width, room)))

    def _tall(self, row: tuple[Paragraph, ...], width: float, is_head: bool, most: float) -> float:
        cells = zip(row, self._inner(width), strict=True)
        return 2 * self.pad_y(is_head) + max(_cell_height(cell, wide, self.setting, most) for cell, wide in cells)

    def split(self, width: float, room: float, force: bool = False) -> Parted:
        """Part between rows; a row that is higher than a slide is parted within its cells."""
        talls = self.row_heights(width, room)
        head = next(talls)
        count, _ = _fitting(talls, room - head)
        if count == len(self.rows):
            return self, None
        if count:
            return self._of(0, count), self._of(count, len(self.rows))
        if not force:
            return None, self
        return self._parted_row(width, room, head)

    def _parted_row(self, width: float, room: float, head: float) -> Parted:
        flow = self if head < room / 2 else self._without_header()
        left = room - (head if flow is self else 0) - 2 * self.pad_y(is_head=False)
        if not flow.rows:
            return flow, None
        first, *others = flow.rows
        parts = [
            _parted_cell(cell, wide, left, self.setting) for cell, wide in zip(first, flow._inner(width), strict=True)
        ]
        upper, lower = tuple(part[0] for part in parts), tuple(part[1] for part in parts)
        rows = (lower, *others) if any(cell.runs for cell in lower) else tuple(others)
        gone = len(flow.rows) - len(rows)
        below = frozenset(number - gone for number in flow.marked if number >= gone)
        return replace(flow, rows=(upper,)), (replace(flow, rows=rows, marked=below) if rows else None)

    def _of(self, start: int, end: int) -> TableFlow:
        """Return the table with some of its rows."""
        marked = frozenset(number - start for number in self.marked if start <= number < end)
        return replace(self, rows=self.rows[start:end], marked=marked)

    def _without_header(self) -> TableFlow:
        """Return the table with a header too high to be repeated as its first row, under an empty one."""
        empty = tuple(cell._replace(runs=()) for cell in self.header)
        marked = frozenset(number + 1 for number in self.marked)
        return replace(self, header=empty, rows=(self.header, *self.rows), marked=marked)


@lru_cache(maxsize=1024)
def statements(cell: Paragraph) -> tuple[Paragraph, ...]:
    """Return a cell as paragraphs: each of its lines says something, with a little space before it."""
    text = cell.text
    if BREAK not in text and text == text.strip():
        return (cell._replace(space=0) if cell.space else cell,)
    stops = [-1, *(stop.start() for stop in re.finditer(BREAK, text)), len(text)]
    return tuple(
        cell._replace(runs=cell.cut(first + 1, last), space=CELL_SPACE if first >= 0 else 0)
        for first, last in pairwise(stops)
    )


def _cell_height(cell: Paragraph, width: float, setting: Setting, most: float) -> float:
    """Return the height of a cell; without end if one of its lines alone takes more than `most`."""
    lines = [measured(line, width, setting) for line in statements(cell)]
    return sum(line.height for line in lines) if all(line.fits(most) for line in lines) else inf


def _without_orphans(cell: Paragraph, width: float, setting: Setting) -> Paragraph:
    cut = (with_cut_words(line, width, setting) for line in statements(cell))
    lines = [without_orphan(line, width, setting).runs for line in cut]
    ended = ((*line, Run(BREAK)) for line in lines[:-1])
    return cell._replace(runs=tuple(run for line in (*ended, lines[-1]) for run in line))


def _parted_cell(cell: Paragraph, width: float, room: float, setting: Setting) -> tuple[Paragraph, Paragraph]:
    lines = max(1, measured(cell, width, setting).fitting(room))
    return split_paragraph(cell, lines, width, setting) or (cell, cell._replace(runs=()))


def table_flow(
    header: tuple[Paragraph, ...], rows: Sequence[tuple[Paragraph, ...]], setting: Setting, width: float
) -> TableFlow:
    """Return a table whose columns share the width by their words."""
    across = column_parts((header, *rows), setting, width)
    return TableFlow(header, tuple(rows), setting, across, wide=width)


def matrix_flow(flow: TableFlow, width: float) -> TableFlow:
    """Return a table of marks: names on one line if they are no wider than `NAMES`, rows close together."""
    names = min(NAMES, max(unbroken(row[0], flow.setting) for row in (flow.header, *flow.rows)) / CELL_FILLED / width)
    others = len(flow.header) - 1
    across = (names, *[(1 - names) / others] * others) if others else (1.0,)
    matrix = replace(flow, across=across, wide=0, pad_em=CLOSE_PAD_EM)
    headed = (replace(matrix, header=tuple(_scaled(cell, scale) for cell in flow.header)) for scale in HEAD_SCALES)
    return next((one for one in headed if one.has_sure_header(width)), matrix)


def _scaled(cell: Paragraph, scale: float) -> Paragraph:
    return cell._replace(scale=cell.scale * scale)
