"""Rows of cells: tables, and labels beside their values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from briefpack.document.tree import Row, Table
from briefpack.languages.line_breaks import is_count, is_wide
from briefpack.writers.pdf.flows import Columns, Flow, TableFlow, TextFlow

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
    wanted: tuple[float, ...]

    def at(self, room: float) -> list[float]:
        """Share the room: in proportion to what is wanted, but no column less than its longest word."""
        least, wanted = sum(self.least), sum(self.wanted)
        if wanted <= room:
            return [part * room / wanted for part in self.wanted]
        if least >= room:
            return [part * room / least for part in self.least]
        spare = (room - least) / (wanted - least)
        return [low + (want - low) * spare for low, want in zip(self.least, self.wanted, strict=True)]


def column_widths(rows: Sequence[Sequence[TextFlow]]) -> ColumnWidths:
    columns = list(zip(*rows, strict=True))
    least = tuple(max(_longest_word(cell) + 2 for cell in column) for column in columns)
    wanted = tuple(max(_one_line(cell) + 2 for cell in column) for column in columns)
    return ColumnWidths(least, tuple(map(max, least, wanted)))


def _longest_word(cell: TextFlow) -> float:
    """Return what the cell needs at least: of Chinese and Japanese several characters, of a date all of them."""
    text = "".join(word.text for word in cell.words).strip()
    longest = max((word.width for word in cell.words), default=0)
    if is_count(text):
        longest = _one_line(cell)
    elif is_wide(text):
        longest = max(longest, min(_one_line(cell), LEAST_WIDE_EM * cell.style.size))
    return min(LONG_WORD_PT, longest)


def _one_line(cell: TextFlow) -> float:
    return sum(word.width + word.space for word in cell.words)


@dataclass
class TableRow(Columns):
    cell_widths: ColumnWidths = field(default_factory=lambda: ColumnWidths((), ()))
    pad_x: float = 0

    def placed(self, width: float) -> Iterator[tuple[Flow | None, float, float]]:
        x = self.pad_x
        room = width - 2 * self.pad_x - self.gap * (len(self.columns) - 1)
        for column, wide in zip(self.columns, self.cell_widths.at(max(room, 1)), strict=True):
            yield column, x, wide
            x += wide + self.gap


@dataclass
class FieldRow(Columns):
    """Set a label beside its value; the label takes two fifths of the width at most."""

    label_width: float = 0

    def placed(self, width: float) -> Iterator[tuple[Flow | None, float, float]]:
        label, value = self.columns
        left = min(self.label_width, width * 0.4)
        yield label, 0.0, left
        yield value, left, width - left


def table_flow(
    node: Table, cells_of: Callable[[Row, bool], list[TextFlow]], rule: str, head_rule: str, fill: str, em: float
) -> TableFlow:
    """Return a table's flow.

    cells_of gives the cells of a row, in bold if told so; rule, head_rule: colours of the lines below rows;
    fill: the header's ground, or nothing; em: points.
    """
    rows = [cells_of(row, row is node.header) for row in (node.header, *node.rows)]
    widths = column_widths(rows)

    def made(row: Row, cells: list[TextFlow]) -> TableRow:
        head = row is node.header
        return TableRow(
            row,
            keep=head,
            columns=list(cells),
            gap=em * GAP_EM,
            whole=True,
            on_baseline=True,
            pad_x=em * 0.5 if fill else 0,
            pad_y=em * 0.3,
            line=head_rule if head else rule,
            thickness=0.8 if head else 0.5,
            fill=fill if head else "",
            cell_widths=widths,
        )

    flows = [made(row, cells) for row, cells in zip((node.header, *node.rows), rows, strict=True)]
    return TableFlow(node, flows=list(flows), header=flows[0])
