"""Running titles: one line, of whole words, with an ellipsis for what it leaves out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpack.languages.running_titles import ELLIPSIS, is_room_beside, on_one_line

WORDS = st.lists(st.text("aäe-,;", min_size=1, max_size=12), min_size=1, max_size=40).map(" ".join)


@given(WORDS, st.integers(1, 300))
def test_what_is_shown_fits_and_begins_as_the_title(title: str, room: int) -> None:
    shown = on_one_line(title, room, len)
    assert len(shown) <= room
    assert shown == title or (shown.endswith(ELLIPSIS) and title.startswith(shown[:-1]))


@given(WORDS, st.integers(14, 300))
def test_a_title_is_cut_between_words(title: str, room: int) -> None:
    shown = on_one_line(title, room, len)
    if shown != title:
        assert not title[len(shown) - 1].isalpha()


@pytest.mark.parametrize(
    ("title", "room", "shown"),
    [
        ("One ticket, for two towns", 12, "One ticket…"),
        ("Fährgastbeförderung", 8, "Fährgas…"),
        ("太平洋・東南アジアで日韓の協働を促す", 11, "太平洋・東南アジアで…"),
        ("One", 0, "…"),
    ],
)
def test_where_a_title_ends(title: str, room: int, shown: str) -> None:
    assert on_one_line(title, room, len) == shown


def test_a_title_stands_beside_a_marking_that_leaves_it_two_fifths_of_the_line() -> None:
    assert is_room_beside(467, 0) and is_room_beside(467, 268) and not is_room_beside(467, 269)
