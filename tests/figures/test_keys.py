"""Keys of figures: rows as full as each other, words behind dates on one line, columns in line with lanes."""

from __future__ import annotations

import pytest

from briefpack.figures.marks import COLUMN_GAP_EM, KeyItem, draw_key
from briefpack.figures.pen import Pen
from briefpack.figures.shapes import Words
from tests.writers.pdf_text import theme

PEN = Pen(theme().colours, 10, lambda text, role, size: len(text) * size / 2)
DATES = [
    ("20 Nov", "Put the post"),
    ("27 Feb 2026", "Survey"),
    ("1 May 2026", "Publish the list"),
    ("15 Oct", "Look back"),
]


def words_of(width: float) -> list[Words]:
    items = [KeyItem(what, number=when) for when, what in DATES]
    return [shape for shape in draw_key(items, 0, width, PEN)[0] if isinstance(shape, Words)]


@pytest.mark.parametrize(("width", "columns"), [(443.0, 2), (300.0, 2), (200.0, 1)])
def test_rows_are_as_full_as_each_other(width: float, columns: int) -> None:
    dates = [shape for shape in words_of(width) if shape.bold]
    assert len({shape.x for shape in dates}) == columns
    assert len({shape.top for shape in dates}) == len(DATES) // columns


def test_words_behind_dates_start_on_one_line() -> None:
    whats = [shape for shape in words_of(300) if not shape.bold]
    assert len({shape.x for shape in whats}) == 2


def test_columns_are_as_far_apart_as_those_of_lanes() -> None:
    first, second = sorted({shape.x for shape in words_of(300) if shape.bold})
    gap = PEN.size * COLUMN_GAP_EM
    assert second - first == pytest.approx((300 - gap) / 2 + gap)
