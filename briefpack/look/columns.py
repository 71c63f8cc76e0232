"""How the columns of a table share a line."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import ceil

from briefpack.look.slide_grid import MOST_IN_TABLE

Cell = Sequence[float]
"""How wide each line of a cell would be if it were not broken."""
NARROWER, BROKEN = 0.94, 0.95
"""A column is made narrower in these steps, and so much of it a line fills that goes on on another."""


FEW_ROWS = 8
"""The widths of columns are tried in tables of no more rows than these."""


def on_slide(
    least: Sequence[float], wanted: Sequence[float], room: float, rows: Sequence[Sequence[Cell]]
) -> list[float]:
    """Divide the room among the columns of a table on a slide, as `shared` does; a small one takes few lines.

    rows: the lines of each cell, those of the header first.
    """
    widths = shared(least, wanted, room)
    is_small = len(widths) <= MOST_IN_TABLE and len(rows) <= FEW_ROWS + 1
    return in_fewer_lines(widths, rows, least) if is_small and sum(wanted) > room else widths


def in_fewer_lines(widths: Sequence[float], rows: Sequence[Sequence[Cell]], least: Sequence[float]) -> list[float]:
    """Return columns that add up to as much, in which rows take fewer lines if they can, else the columns as they are.

    Columns are made narrower as long as no line more is taken, and some of them share what that spares: for tables of
    few columns. rows: the lines of each cell; least: the longest word of each column.
    """
    usual = _lines(widths, rows)
    narrow = [_narrowed(widths, rows, column, least[column], usual) for column in range(len(widths))]
    spare, all_of_them = sum(widths) - sum(narrow), range(len(widths))
    tries = [
        [own + (spare / count if column in wider else 0) for column, own in enumerate(narrow)]
        for count in range(len(widths), 0, -1)
        for wider in combinations(all_of_them, count)
    ]
    best = min(tries, key=lambda tried: _lines(tried, rows), default=list(widths))
    return best if _lines(best, rows) < usual else list(widths)


def _narrowed(widths: Sequence[float], rows: Sequence[Sequence[Cell]], column: int, least: float, lines: int) -> float:
    """Return how narrow a column may be without a line more in the table."""
    wide = widths[column]
    while wide * NARROWER > least and _lines([*widths[:column], wide * NARROWER, *widths[column + 1 :]], rows) <= lines:
        wide *= NARROWER
    return wide


def _lines(widths: Sequence[float], rows: Sequence[Sequence[Cell]]) -> int:
    """Return how many lines rows take, about."""
    return sum(max(map(_lines_in, row, widths), default=0) for row in rows)


def _lines_in(cell: Cell, width: float) -> int:
    return sum(1 if line <= width else ceil(line / max(width * BROKEN, 1)) for line in cell)


def shared(least: Sequence[float], wanted: Sequence[float], room: float) -> list[float]:
    """Divide the room among columns; the widths add up to it. All lengths are of one unit.

    `least`: the longest word of each column; `wanted`: each with no line broken, no less than `least`. Where all that
    is wanted does not fit, little text stays in full and much text is broken into lines. Where not even the longest
    words do, the columns with the longest ones have what the others leave, so that as few as can be are cut.
    """
    if sum(wanted) <= room:
        return _scaled(wanted, room)
    if sum(least) >= room:
        return _capped(least, room)
    low, high = 0.0, room
    for _ in range(24):
        middle = (low + high) / 2
        low, high = (low, middle) if sum(_grown(least, wanted, middle)) > room else (middle, high)
    return _scaled(_grown(least, wanted, low), room)


def _grown(least: Sequence[float], wanted: Sequence[float], factor: float) -> list[float]:
    """Return widths that grow with the square root of what is wanted, so that no wordy column starves the others."""
    return [min(want, max(low, factor * want**0.5)) for low, want in zip(least, wanted, strict=True)]


def _capped(least: Sequence[float], room: float) -> list[float]:
    """Return widths of which none is wider than the widest."""
    widths, left = [0.0] * len(least), room
    for place, column in enumerate(sorted(range(len(least)), key=least.__getitem__)):
        widths[column] = min(least[column], left / (len(least) - place))
        left -= widths[column]
    return _scaled(widths, room)


def _scaled(widths: Sequence[float], room: float) -> list[float]:
    total = sum(widths) or 1
    return [width * room / total for width in widths]
