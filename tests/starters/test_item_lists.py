"""A new audience's lists: every item to choose from, the foremost of them chosen."""

from __future__ import annotations

import pytest

from briefpack.content.pack import read_pack
from briefpack.starters.item_lists import Items, deck_lines, items_by_kind, memo_lines, one_page_lines, select_lines
from tests.conftest import TINY

FACTS = read_pack(TINY).facts
ITEMS = items_by_kind(FACTS)
KIOSK = FACTS.proposals[0]


def proposals(count: int) -> Items:
    """Return so many proposals, the later the more urgent, but for the last that may go first."""
    made = [KIOSK.model_copy(update={"id": f"p{n}", "priority": 4 - min(n, 3)}) for n in range(count - 1)]
    return {"proposals": [*made, KIOSK.model_copy(update={"id": "last", "priority": 5})]}


def test_every_item_is_there_with_its_title() -> None:
    lines = select_lines(ITEMS).splitlines()
    assert lines[:3] == ["  proposals:", "    - shared-kiosk # A shared kiosk", "    - new-bridge # A new bridge"]
    assert [line.strip(" :") for line in lines if not line.startswith("    ")] == list(ITEMS)
    assert len(lines) == len(ITEMS) + sum(map(len, ITEMS.values()))


@pytest.mark.parametrize(("count", "chosen"), [(4, "p0, p1, p2, last"), (6, "p1, p2, p3, p4")])
def test_a_one_pager_starts_with_the_foremost_in_their_order(count: int, chosen: str) -> None:
    assert one_page_lines(proposals(count)) == f"      proposals: [{chosen}]"


def test_a_one_pager_starts_with_nothing_of_other_kinds() -> None:
    assert "      quotes: []" in one_page_lines(ITEMS).splitlines()


def test_a_memo_selects_only_from_more_than_it_has_room_for() -> None:
    assert memo_lines(proposals(8)) == ""
    assert memo_lines(proposals(9)).endswith("\n      proposals: [p0, p1, p2, p3, p4, p5, p6, p7]")


def test_a_deck_is_made_of_three_slides_or_not_at_all() -> None:
    assert deck_lines({"context": ITEMS["context"], "proposals": ITEMS["proposals"]}) == ""
    made = deck_lines(ITEMS)
    assert "        items: [two-prices, cost-unknown]" in made.splitlines()
    assert "harbour-fact" not in made, "a slide of one item would be a list of one"


def test_a_memo_starts_with_fewer_items_where_they_are_long() -> None:
    long = KIOSK.model_copy(update={"text": "word " * 250})
    made = [long.model_copy(update={"id": f"p{n}"}) for n in range(8)]
    assert memo_lines({"proposals": made}).endswith("\n      proposals: [p0, p1, p2]")
