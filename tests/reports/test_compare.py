"""Comparisons of two audiences: the same either way round, and word by word."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpack.reports.compare import REWORDABLE, Comparison, comparisons, difference
from briefpack.reports.trace import Trace


def mirrored(found: Comparison) -> Comparison:
    def swap(part: object) -> object:
        return replace(part, first=part.second, second=part.first)  # type: ignore[attr-defined, type-var]

    return replace(
        found,
        first=found.second,
        second=found.first,
        first_only=found.second_only,
        second_only=found.first_only,
        sides=tuple(map(swap, found.sides)),
        lengths=tuple(map(swap, found.lengths)),
        orders=tuple(map(swap, found.orders)),
        wordings=tuple(replace(swap(w), difference=difference(w.second, w.first)) for w in found.wordings),
    )


def unordered(found: Comparison) -> dict[str, object]:
    return {name: set(value) if isinstance(value, tuple) else value for name, value in vars(found).items()}


def test_a_comparison_is_the_same_either_way_round(first_pack: list[Trace]) -> None:
    found = comparisons(first_pack, "ministers", "journalists")
    assert [one.language for one in found] == ["en", "ja", "ko"]
    for there, back in zip(found, comparisons(first_pack, "journalists", "ministers"), strict=True):
        assert unordered(mirrored(back)) == unordered(there)
        assert set(there.first_only).isdisjoint(there.second_only)


def test_what_both_are_told_alike_is_no_difference(first_pack: list[Trace]) -> None:
    for one in comparisons(first_pack, "ministers", "ministers"):
        assert not (one.first_only or one.second_only or one.wordings or one.lengths or one.orders or one.sides)


@given(st.text("ab 。日本", max_size=12), st.text("ab 。日本", max_size=12))
def test_a_difference_holds_both_texts_and_turns_round(first: str, second: str) -> None:
    found = difference(first, second)
    assert "".join(text for change, text in found if change != "added") == first
    assert "".join(text for change, text in found if change != "removed") == second
    turned = {"same": "same", "added": "removed", "removed": "added"}
    back = [(turned[change], text) for change, text in difference(second, first)]
    assert sorted(back) == sorted(found)


@pytest.mark.parametrize(
    ("first", "second", "marked"),
    [
        ("one ticket", "one ticket", "one ticket"),
        ("a cheap red ticket", "a dear blue ticket", "a -cheap red- +dear blue+ ticket"),
        ("a ticket for two", "a ticket for two now", "a ticket for two+ now+"),
        ("nothing in common", "entirely different here", "-nothing in common- +entirely different here+"),
        ("東京の共同窓口", "大阪の共同窓口", "-東京- +大阪+の共同窓口"),
    ],
)
def test_a_difference_shows_phrases_and_not_words(first: str, second: str, marked: str) -> None:
    signs = {"same": "", "removed": "-", "added": "+"}
    shown = "".join(f"{signs[change]}{text}{signs[change]}" for change, text in difference(first, second))
    assert shown.replace("-+", "- +") == marked


def test_the_fields_that_are_compared_are_those_that_may_be_reworded() -> None:
    assert REWORDABLE == ["title", "long", "short", "rationale", "first step"]


def test_the_audiences_own_words_are_compared_by_field(traces: list[Trace]) -> None:
    (found,) = comparisons(traces, "councillors", "voters")
    sides = {side.name: (side.first, side.second) for side in found.sides}
    assert sides["ask by"] == ("1 May 2024", "1 April 2024")
    assert sides["headline text"] == ("One ticket would join two towns", "One ticket for you")
    assert sides["ask details 2"] == ("One clerk.", "")
    assert "sender" not in sides, "both have the same"
