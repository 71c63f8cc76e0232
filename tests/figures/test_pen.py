"""Words in drawings: lines no wider than the column, and words that none holds parted with a hyphen."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefpack.figures.pen import Pen
from briefpack.look.theme import read_theme
from tests.conftest import REPOSITORY

COLOURS = read_theme("base", REPOSITORY / "templates" / "themes").colours


def pen(language: str = "de") -> Pen:
    """Return a pen that writes each letter half as wide as it is high."""
    return Pen(COLOURS, 10, lambda text, role, size: len(text) * size / 2, language=language)


def test_a_word_wider_than_its_column_is_parted_by_the_rules_of_its_language() -> None:
    lines = pen().lines("Grünflächenunterhaltung", 65)
    assert [line.shown for line in lines] == ["Grünflächen-", "unterhaltung"]
    assert [line.goes_on for line in lines] == [True, False]
    assert "".join(line.letters for line in lines) == "Grünflächenunterhaltung"


def test_an_address_is_parted_without_a_hyphen() -> None:
    assert not any("-" in line.shown for line in pen().lines("https://example.org/a/long/address", 60))


@given(st.text("abcdefgh ü1/.日", min_size=1, max_size=60), st.integers(30, 120))
def test_lines_are_no_wider_than_their_column_and_lose_no_letter(text: str, width: int) -> None:
    lines = pen().lines(text, width)
    assert all(pen().width(line.shown) <= width for line in lines)
    assert "".join("".join(line.letters for line in lines).split()) == "".join(text.split())
