"""Rows of cells: tables, and labels beside their values."""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from briefpack.languages.line_breaks import is_count, is_wide
from briefpack.look.columns import on_slide, shared
from briefpack.look.rows import KEPT_ROWS, is_kept_whole, keeps_an_end
from briefpack.writers.pdf.columns import Columns
from briefpack.writers.pdf.flows import Flow, Split, Stack, TextFlow
from briefpack.writers.pdf.roles import ARTIFACT, Role

GAP_EM = 1.2
"""The space between the columns of a table."""
LONG_WORD_PT = 140.0
"""A word longer than this may be cut to give other columns room."""

LEAST_WIDE_EM = 4.0
"""A column of text that may end its lines anywhere is no narrower than this, unless its text is."""


@dataclass(frozen=True, slots=True)
class ColumnWidths:
    """Hold how wide each column must be for its longest word, and would be with each cell on one line."""

    least: tuple[float, ...]
    natural: tuple[float, ...]
    rows: tuple[tuple[tuple[float, ...], ...], ...] = ()
    """The lines of each cell of a table on a slide, which takes as few as can be."""

    def at(self, room: float) -> list[float]:
        """Return each column's part of the room."""
        return _shared(self, room)


@functools.lru_cache(maxsize=64)
def _shared(widths: ColumnWidths, room: float) -> list[float]:
    """Share the room once for all rows of a table."""
    if widths.rows:
        return on_slide(widths.least, widths.natural, room, widths.rows)
    return shared(widths.least, widths.natural, room)


def column_widths(rows: Sequence[Sequence[TextFlow]], is_on_slide: bool = False) -> ColumnWidths:
    """Measure the columns of rows, each of as many cells."""
    columns = list(zip(*rows, strict=True))
    least = tuple(max(_longest_word(cell) + 2 for cell in column) for column in columns)
    lines = tuple(tuple(map(_own_lines, row)) for row in rows) if is_on_slide else ()
    if lines:
        natural = tuple(max(map(max, column)) for column in zip(*lines, strict=True))
    else:
        natural = tuple(max(_one_line(cell) + 2 for cell in column) for column in columns)
    return ColumnWidths(least, tuple(map(max, least, natural)), lines)


def _own_lines(cell: TextFlow) -> tuple[float, ...]:
    return tuple(line + 2 for line in cell.passage.own_lines(cell.style.size))


def _longest_word(cell: TextFlow) -> float:
    """Return what the cell needs at least: of Chinese and Japanese several characters, of a date all of them."""
    text = cell.passage.text.strip()
    longest = cell.passage.longest_word(cell.style.size)
    if is_count(text):
        longest = _one_line(cell)
    elif is_wide(text):
        longest = max(longest, min(_one_line(cell), LEAST_WIDE_EM * cell.style.size))
    return min(LONG_WORD_PT, longest)


def _one_line(cell: TextFlow) -> float:
    return cell.passage.one_line(cell.style.size)


@dataclass
class TableRow(Columns):
    """Set cells side by side in columns that all rows of the table share."""

    widths: ColumnWidths = field(default_factory=lambda: ColumnWidths((), ()))
    pad_x: float = 0

    def areas(self, width: float) -> Iterator[tuple[float, float]]:
        """Yield the x and the width of each column."""
        x = self.pad_x
        room = width - 2 * self.pad_x - self.gap * (len(self.columns) - 1)
        for wide in self.widths.at(max(room, 1)):
            yield x, wide
            x += wide + self.gap


@dataclass
class FieldRow(Columns):
    """Set a label beside its value; the label takes two fifths of the width at most."""

    label_width: float = 0

    def areas(self, width: float) -> Iterator[tuple[float, float]]:
        """Yield the x and the width of the label and of the value."""
        left = min(self.label_width, width * 0.4)
        yield from ((0.0, left), (left, width - left))


@dataclass
class TableFlow(Stack):
    """Set rows under a header, which stands again where the table goes on."""

    header: Columns = field(default_factory=lambda: Columns(None))

    def _cut(self, width: float, height: float, force: bool) -> Split:
        rows = len(self.flows) - 1
        if not force and rows <= KEPT_ROWS and is_kept_whole(rows, self.height(width)):
            return None, self
        head, tail = self._with_kept_ends(width)._cut_between(width, height, force)
        # A header is not repeated where it would take half of the page, or left no room for the next row.
        begun = isinstance(head, TableFlow) and any(not flow.keep for flow in head.flows)
        if begun and isinstance(tail, TableFlow) and self.header.height(width) < height / 2:
            tail = replace(tail, flows=[replace(self.header, role=ARTIFACT), *tail.flows])
        return head, tail

    def _cut_between(self, width: float, height: float, force: bool) -> Split:
        return super()._cut(width, height, force)

    def _with_kept_ends(self, width: float) -> TableFlow:
        """Return the table with its first row kept with the second, and its last with the one before."""
        headed = isinstance(self.flows[0], Columns) and self.flows[0].columns is self.header.columns
        rows = self.flows[headed:]
        if len(rows) < 2:
            return self
        begins, ends = keeps_an_end(rows[0].height(width), rows[-1].height(width))
        rows[0] = replace(rows[0], keep=begins)
        rows[-2] = replace(rows[-2], keep=ends or rows[-2].keep)
        return replace(self, flows=[*self.flows[:headed], *rows])


def narrow_tables(flow: Flow, width: float) -> Iterator[list[str]]:
    """Yield the texts of the header of each table in a flow that has a word wider than its column."""
    if isinstance(flow, TableFlow):
        if any(_cuts_words(row, width) for row in flow.flows):
            cells = (cell for cell in flow.header.columns if isinstance(cell, TextFlow))
            yield [cell.passage.text for cell in cells]
        return
    for inner, wide in flow.inside(width):
        yield from narrow_tables(inner, wide)


def _cuts_words(row: Flow, width: float) -> bool:
    return any(isinstance(cell, TextFlow) and cell.cuts_words(wide) for cell, wide in row.inside(width))


@dataclass(frozen=True, slots=True)
class TableLook:
    """Say how a table looks. em: points; rule, header_rule: colours of the lines below rows; fill: the header's.

    mark: the ground of the rows that count, which have a bar of the header's rule before them; pad: within a row, in
    ems.
    """

    em: float
    rule: str
    header_rule: str
    fill: str = ""
    mark: str = ""
    pad: float = 0.3
    is_on_slide: bool = False


def table_flow(rows: Sequence[Sequence[TextFlow]], look: TableLook, marked: Collection[int] = frozenset()) -> TableFlow:
    """Return the flow of a table of cells, the first row its header; `marked`: the rows that count, the header is 0."""
    body = TableRow(
        None,
        gap=look.em * GAP_EM,
        whole=True,
        on_baseline=True,
        pad_x=look.em * 0.5 if look.fill or marked else 0,
        pad_y=look.em * look.pad,
        line=look.rule,
        widths=column_widths(rows, look.is_on_slide),
    )
    head = replace(body, keep=True, line=look.header_rule, thickness=0.8, fill=look.fill)
    strong = replace(body, fill=look.mark, bar=look.header_rule, bar_width=look.em * 0.25)
    kinds = (head, *(strong if number in marked else body for number in range(1, len(rows))))
    flows: list[Flow] = [replace(kind, role=Role("TR"), columns=cells) for kind, cells in zip(kinds, rows, strict=True)]
    return TableFlow(Role("Table"), flows=flows, header=replace(head, columns=rows[0]))
