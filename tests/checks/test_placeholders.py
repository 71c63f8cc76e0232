"""What nobody means to send is told from what only sounds like it."""

from __future__ import annotations

import pytest

from briefpack.checks.placeholders import NOTE, RESERVED, _placeholder_in
from briefpack.content.starting_points import MAY_STAY, placeholders


@pytest.mark.parametrize("text", sorted(placeholders()))
def test_every_text_of_a_starting_point_is_known_again_whatever_its_capitals_and_full_stops(text: str) -> None:
    assert _placeholder_in(text) and _placeholder_in(f" {text.upper()} ") and _placeholder_in(text.rstrip("."))


@pytest.mark.parametrize("text", [*sorted(MAY_STAY), "Rent the hut.", "He was asked what stands in the way of peace."])
def test_what_may_be_meant_is_no_placeholder(text: str) -> None:
    assert _placeholder_in(text) == ""


@pytest.mark.parametrize(
    "text", ["clerk@example.org", "https://www.example.com/a", "see http://town.test/", "a@b.invalid"]
)
def test_an_address_of_nobody(text: str) -> None:
    assert RESERVED.search(text)


@pytest.mark.parametrize("text", ["clerk@exampletown.org", "https://example.org.uk", "contest.com", "for example, org"])
def test_an_address_of_somebody(text: str) -> None:
    assert not RESERVED.search(text)


@pytest.mark.parametrize(
    ("text", "is_note"),
    [
        ("It costs TBD crowns.", True),
        ("TODO", True),
        ("[insert figure]", True),
        ("Lorem ipsum dolor", True),
        ("It costs ???", True),
        ("The XXX Olympiad", True),
        ("[figure](https://two-towns.eu)", False),
        ("To do so is right.", False),
        ("Is it?", False),
    ],
)
def test_a_note_to_oneself(text: str, is_note: bool) -> None:
    assert bool(NOTE.search(text)) == is_note
