"""Where a table may be parted between pages: the same in every format that has pages."""

from __future__ import annotations

from briefpack.units import mm

KEPT_ROWS, KEPT_PT = 8, mm(75)
"""A table of so many rows and so tall at most stays on one page: a taller one would leave a hole on the page before."""
ALONE_PT = mm(14)
"""A row that is so tall may stand alone at the foot or at the head of a page."""


def is_kept_whole(rows: int, height_pt: float) -> bool:
    """Tell whether a table of so many rows below its header stays on one page."""
    return rows <= KEPT_ROWS and height_pt <= KEPT_PT


def keeps_an_end(first_pt: float, last_pt: float) -> tuple[bool, bool]:
    """Tell whether the first row stays with the second, and the last with the one before it; by their heights."""
    return first_pt < ALONE_PT, last_pt < ALONE_PT
