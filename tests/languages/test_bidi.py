"""Lines of two directions: as annex 9 of Unicode orders them, and as another program does."""

from __future__ import annotations

import pytest
from bidi.algorithm import get_display
from hypothesis import given
from hypothesis import strategies as st

from briefpack.languages.bidi import in_order, levels

LETTERS = "abאבג12٣٤ .,+-$:/ا"


def shown(text: str, from_right: bool = False) -> str:
    """Return the letters of a line from left to right, brackets as they are."""
    found = levels(text, from_right)
    return "".join(text[place] for place in in_order(range(len(text)), found.__getitem__))


@pytest.mark.parametrize(
    ("text", "from_right", "expected"),
    [
        ("plain words", False, "plain words"),
        ("name אבג, 3 of 5", False, "name 3 ,גבא of 5"),
        ("name \u2068אבג\u2069, 3 of 5", False, "name \u2068גבא\u2069, 3 of 5"),
        ("אבג abc דהו", True, "והד abc גבא"),
        ("אבג abc דהו", False, "גבא abc והד"),
        ("א (ab) ב", True, "ב (ab) א".replace("(", "\0").replace(")", "(").replace("\0", ")")),
        ("ab (אב) cd", False, "ab (בא) cd"),
        ("ab (אב", False, "ab (בא"),
        ("مبلغ 123 ريال", True, "لاير 123 غلبم"),
        ("אב 12-13", True, "12-13 בא"),
        ("א\u200dב", True, "ב\u200dא"),
        ("\u2067ab\u2069 c", False, "\u2067ab\u2069 c"),
        ("", True, ""),
    ],
)
def test_lines_are_ordered_as_they_are_read(text: str, from_right: bool, expected: str) -> None:
    assert shown(text, from_right) == expected


@given(st.text(LETTERS, max_size=12), st.booleans())
def test_another_program_orders_lines_the_same(text: str, from_right: bool) -> None:
    """It knows neither brackets nor isolates."""
    assert shown(text, from_right) == get_display(text, base_dir="R" if from_right else "L")


@given(st.text(LETTERS + "()[\u2066\u2067\u2068\u2069\u200b", max_size=16), st.booleans())
def test_no_letter_is_lost(text: str, from_right: bool) -> None:
    found = levels(text, from_right)
    assert len(found) == len(text)
    assert all(level >= from_right for level in found)
    assert sorted(shown(text, from_right)) == sorted(text)
