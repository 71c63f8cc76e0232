"""Fitting: loosest first, cuts by order only when the floor is not enough, never a wrong claim to fit."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefpack.build.fit import STEPS, Cut, Cuts, fit
from briefpack.document import tree
from tests.trees import p

META = tree.Meta("onepager", "A title")


class Page:
    """A page of 100 points: an item takes 20 in long, 10 in short; the floor makes it three quarters as tall."""

    def __init__(self, items: int, room: float = 100) -> None:
        self.items, self.room, self.measured = items, room, 0

    def make(self, cuts: Cuts) -> tree.Document:
        out = {cut.item_id for cut in cuts if cut.how == "out"}
        short = {cut.item_id for cut in cuts if cut.how == "short"}
        kept = [str(n) for n in range(self.items) if str(n) not in out]
        return tree.Document(META, tuple(p("short" if n in short else "long and longer") for n in kept))

    def excess(self, document: tree.Document, tightness: float) -> float:
        self.measured += 1
        tall = sum(10 if "short" in tree.words(block) else 20 for block in document.blocks)
        return tall * (1 - tightness / 4) - self.room


def candidates(items: int) -> list[Cut]:
    return [Cut(str(n), f"Item {n}", how) for n in reversed(range(items)) for how in ("short", "out")]  # type: ignore[arg-type]


def test_what_fits_is_left_alone() -> None:
    page = Page(5)
    found = fit(page.make, page.excess, candidates(5))
    assert (found.tightness, found.cuts, found.excess_pt, page.measured) == (0.0, (), 0.0, 1)


def test_tightening_comes_before_cutting_and_goes_no_further_than_needed() -> None:
    page = Page(6)
    found = fit(page.make, page.excess, candidates(6))
    assert found.cuts == ()
    assert -3 < page.excess(found.document, found.tightness) <= 0
    assert page.measured <= 6
    assert page.excess(found.document, found.tightness - 1 / STEPS) > 0


def test_cuts_come_in_the_order_given_the_short_wording_first() -> None:
    page = Page(8)
    found = fit(page.make, page.excess, candidates(8))
    assert [str(cut) for cut in found.cuts] == ["“Item 7” in short", "“Item 7” left out", "“Item 6” in short"]
    assert found.excess_pt == 0


def test_a_cut_that_changes_nothing_is_passed_over() -> None:
    page = Page(8)
    found = fit(page.make, page.excess, [Cut("none", "Nothing", "out"), *candidates(8)])
    assert "Nothing" not in str(found.cuts)


def test_what_cannot_fit_says_by_how_much() -> None:
    page = Page(4, room=10)
    found = fit(page.make, page.excess, [Cut("3", "Item 3", "short")])
    assert found.tightness == 1
    assert found.excess_pt == 70 * 0.75 - 10


@given(st.integers(0, 40), st.integers(1, 300), st.integers(0, 40))
def test_whatever_is_said_to_fit_fits(items: int, room: int, cuttable: int) -> None:
    page = Page(items, room)
    found = fit(page.make, page.excess, candidates(items)[: 2 * cuttable])
    assert (page.excess(found.document, found.tightness) <= 0.02) == (found.excess_pt == 0)
    assert page.make(found.cuts) == found.document
