"""Forms are set the same in every format: their parts in rows, steps along an axis as far apart as their days."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from briefpack.look.slide_grid import (
    LEAST_STEP,
    SMALLER,
    column_shares,
    head_scale,
    in_rows,
    picture_share,
    row_heights,
    step_widths,
    time_places,
)


@pytest.mark.parametrize(
    ("form", "parts", "rows"),
    [
        ("cards", "", []),
        ("cards", "ab", ["a", "b"]),
        ("cards", "abc", ["abc"]),
        ("cards", "abcd", ["ab", "cd"]),
        ("cards", "abcde", ["ab", "cde"]),
        ("cards", "abcdef", ["abc", "def"]),
        ("cards", "abcdefgh", ["abc", "def", "gh"]),
        ("columns", "abcd", ["abcd"]),
        ("timeline", "", []),
    ],
)
def test_cards_stand_in_rows_and_other_parts_in_one(form: str, parts: str, rows: list[str]) -> None:
    assert in_rows(form, parts) == rows


@pytest.mark.parametrize(
    ("least", "spare", "heights"),
    [
        ([50.0], 0.0, [50.0]),
        ([50.0, 80.0], 30.0, [80.0, 80.0]),
        ([50.0, 80.0], 50.0, [90.0, 90.0]),
        ([50.0, 80.0], 15.0, [65.0, 80.0]),
        ([80.0, 80.0], 0.0, [80.0, 80.0]),
    ],
)
def test_rows_of_cards_are_even_first_and_taller_then(least: list[float], spare: float, heights: list[float]) -> None:
    assert row_heights(least, spare) == heights


def test_rows_of_cards_that_stand_on_paper_are_taller_by_as_much() -> None:
    assert row_heights([50.0, 80.0], 30.0, on_ground=False) == [65.0, 95.0]


def test_two_columns_are_of_two_widths_where_that_makes_them_clearly_lower() -> None:
    def tall(*words: int) -> Callable[[Sequence[float]], float]:
        return lambda shares: max(count / share for count, share in zip(words, shares, strict=True))

    assert column_shares(tall(100, 100)) == (1 / 2, 1 / 2)
    assert column_shares(tall(100, 95)) == (1 / 2, 1 / 2)
    assert column_shares(tall(200, 95)) == (5 / 8, 3 / 8)
    assert column_shares(tall(70, 100)) == (5 / 12, 7 / 12)


def test_a_picture_takes_more_of_the_width_the_wider_it_is() -> None:
    assert [picture_share(wide, 200) for wide in (100, 200, 800)] == [0.5, 0.5, 0.58]
    assert 0.56 < picture_share(300, 200) < 0.58


def test_heads_are_no_smaller_than_it_takes_to_save_a_line() -> None:
    assert [head_scale(lambda scale, most=most: 1 if scale <= most else 2) for most in (1.0, 0.95, 0.9, 0.5)] == [
        *SMALLER,
        SMALLER[0],
    ]


def test_dates_stand_on_one_line_where_all_of_them_can() -> None:
    assert step_widths([90, 170, 90], [60, 60, 60], 420) == [LEAST_STEP * 140, 170, LEAST_STEP * 140]
    assert step_widths([200, 200, 200], [60, 150, 60], 420) == [LEAST_STEP * 140, 150, LEAST_STEP * 140]


def test_steps_are_as_far_apart_as_their_days() -> None:
    days = ("2024-05-01", "2024-05-11", "2024-06-10")
    first, second, third = time_places(days, [50, 50, 50], 600)
    assert first == 0
    assert (third - second) / (second - first) == pytest.approx(3)
    assert time_places(("2024-05-01", "", "2024-06-10"), [50, 50, 50], 600) == pytest.approx([0, 200, 400])
