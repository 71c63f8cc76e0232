"""Where a table may be parted between pages: the same in every format that has pages."""

from __future__ import annotations

from briefpack.units import mm

KEPT_ROWS, KEPT_PT = 8, mm(110)


def is_kept_whole(rows: int, height_pt: float) -> bool:
    """Tell whether a table stays on one page: a taller one would leave a hole on the page before."""
    return rows <= KEPT_ROWS and height_pt <= KEPT_PT


def stays_with_next(row: int, rows: int) -> bool:
    """Tell whether a row, counted from 0 below the header, stays with the next: two at least stand on either side."""
    return row in (0, rows - 2) and row < rows - 1
