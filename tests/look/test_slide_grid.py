"""Forms are set the same in every format: their parts in rows, steps along an axis as far apart as their days."""

from __future__ import annotations

import pytest

from briefpack.look.slide_grid import in_rows


@pytest.mark.parametrize(
    ("form", "parts", "rows"),
    [
        ("cards", "", []),
        ("cards", "abc", ["abc"]),
        ("cards", "abcd", ["ab", "cd"]),
        ("cards", "abcde", ["abc", "de"]),
        ("columns", "abcd", ["abcd"]),
        ("timeline", "", []),
    ],
)
def test_cards_stand_in_rows_and_other_parts_in_one(form: str, parts: str, rows: list[str]) -> None:
    assert in_rows(form, parts) == rows
