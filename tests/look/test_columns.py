"""Columns: they fill the line, give each its longest word, and let no wordy column starve the others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpack.look.columns import shared

COLUMNS = st.lists(st.tuples(st.floats(1, 100), st.floats(0, 500)), min_size=1, max_size=8)


@given(COLUMNS, st.floats(50, 1000))
def test_columns_fill_the_line_and_hold_their_longest_words(columns: list[tuple[float, float]], room: float) -> None:
    least, wanted = [low for low, _ in columns], [low + more for low, more in columns]
    widths = shared(least, wanted, room)
    assert sum(widths) == pytest.approx(room)
    if sum(least) <= room:
        assert all(width >= low * 0.999 for width, low in zip(widths, least, strict=True))


def test_little_text_stays_in_full_beside_much() -> None:
    short, long = shared([20, 20], [60, 900], 300)
    assert short == pytest.approx(60)
    assert long == pytest.approx(240)


def test_columns_without_text_share_nothing_but_fail_not() -> None:
    assert shared([], [], 100) == []
    assert shared([0, 0], [0, 0], 100) == [0, 0]
