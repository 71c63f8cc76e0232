"""Columns: they fill the line, give each its longest word, and let no wordy column starve the others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpack.look.columns import in_fewer_lines, shared

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


def test_a_column_that_is_broken_anyway_leaves_room_to_one_that_need_not_be() -> None:
    rows = [[[290.0], [240.0]], [[100.0], [260.0]]]
    assert in_fewer_lines([200, 250], rows, [60, 60]) != [200, 250]
    narrow, wide = in_fewer_lines([200, 250], rows, [60, 60])
    assert narrow + wide == pytest.approx(450)
    assert wide >= 260
    assert narrow >= 290 / 2 / 0.95, "and takes no line more"


def test_columns_stay_as_they_are_where_that_saves_no_line() -> None:
    assert in_fewer_lines([200, 250], [[[290.0], [600.0]]], [60, 60]) == [200, 250]
    assert in_fewer_lines([], [], []) == []


@given(st.lists(st.tuples(st.floats(20, 100), st.floats(10, 500)), min_size=1, max_size=4), st.floats(100, 600))
def test_columns_in_fewer_lines_fill_the_line_and_hold_their_words(
    columns: list[tuple[float, float]], room: float
) -> None:
    least, wanted = [low for low, _ in columns], [low + more for low, more in columns]
    widths = shared(least, wanted, room)
    changed = in_fewer_lines(widths, [[[want] for want in wanted]], least)
    assert sum(changed) == pytest.approx(room)
    assert all(new >= min(low, old) for new, low, old in zip(changed, least, widths, strict=True))
