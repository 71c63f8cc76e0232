"""Words that plain English does without."""

from __future__ import annotations

import pytest

from briefpack.languages.plain_words import AVOID, HEDGED, PASSIVE, words_to_avoid


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We utilise, utilized and are utilising it.", ["utilise"]),
        ("They facilitated talks prior to May.", ["facilitated", "prior to"]),
        ("Leveraging commences", ["commences", "Leveraging"]),
        ("The facilitator has leverageable priorities.", []),
    ],
)
def test_words_are_found_with_their_endings_and_spellings(text: str, words: list[str]) -> None:
    assert [word for word, _ in words_to_avoid(text, AVOID, english=True)] == words


def test_other_languages_are_searched_as_written() -> None:
    avoid = {"zwecks": "um zu", "bezüglich": ""}
    assert list(words_to_avoid("zwecks Einzug bezüglich", avoid, english=False)) == [("zwecks", "um zu")]
    assert not list(words_to_avoid("Zwecks", avoid, english=False))


def test_ways_of_asking_that_do_not_ask() -> None:
    assert HEDGED.search("We hope you might consider it.")
    assert PASSIVE.search("The plan should be approved.")
    assert PASSIVE.search("You are kindly requested to sign.")
    assert not HEDGED.search("Approve the plan by May.") and not PASSIVE.search("Approve the plan by May.")
