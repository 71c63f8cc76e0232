"""Fitting: loosest first, cuts by order only when the floor is not enough, never a wrong claim to fit."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefpack.build.drafts import Draft
from briefpack.build.fit import STEPS, Cut, Cuts, fit
from briefpack.build.jobs import Folders, Job
from briefpack.build.workshop import Workshop
from briefpack.content.values import Markdown
from briefpack.document import tree
from tests.conftest import REPOSITORY, TINY
from tests.trees import p

FOLDERS = Folders(TINY.parent, (REPOSITORY / "templates",), REPOSITORY / "build")
META = tree.Meta("onepager", "A title")


class Page:
    """A page of 100 points: an item takes 20 in long, 10 in short; the floor makes it three quarters as tall."""

    def __init__(self, items: int, room: float = 100, brief: str = "") -> None:
        """`brief` are the items that are told in short at first."""
        self.items, self.room, self.measured, self.brief = items, room, 0, brief

    def make(self, cuts: Cuts) -> tree.Document:
        out = {cut.item_id for cut in cuts if cut.how == "out"}
        short = {cut.item_id for cut in cuts if cut.how == "short"} | {*self.brief} - {
            cut.item_id for cut in cuts if cut.how == "long"
        }
        kept = [str(n) for n in range(self.items) if str(n) not in out]
        return tree.Document(META, tuple(p("short" if n in short else "long and longer") for n in kept))

    def told(self, cuts: Cuts) -> set[tuple[str, str]]:
        """Say which items the page tells, the long ones by their text."""
        short = {cut.item_id for cut in cuts if cut.how == "short"}
        out = {cut.item_id for cut in cuts if cut.how == "out"}
        return {(n, "short" if n in short else "text") for n in map(str, range(self.items)) if n not in out}

    def excess(self, document: tree.Document, tightness: float) -> float:
        self.measured += 1
        tall = sum(10 if "short" in tree.words(block) else 20 for block in document.blocks)
        return tall * (1 - tightness / 4) - self.room


def candidates(items: int) -> list[Cut]:
    return [Cut(str(n), f"Item {n}", how) for n in reversed(range(items)) for how in ("short", "out")]  # type: ignore[arg-type]


def test_what_fits_is_left_alone() -> None:
    page = Page(5)
    found = fit(page.make, page.excess, candidates(5), page.told)
    assert (found.tightness, found.cuts, found.excess_pt, page.measured) == (0.0, (), 0.0, 1)


def longer(names: str) -> list[Cut]:
    return [Cut(name, f"Item {name}", "long") for name in names]


@pytest.mark.parametrize(
    ("room", "grown"), [(60, ""), (75, "43"), (80, "432"), (99, "4321"), (110, "43210"), (500, "43210")]
)
def test_a_page_with_room_is_filled_in_the_order_given(room: float, grown: str) -> None:
    page = Page(5, room, brief="01234")
    found = fit(page.make, page.excess, candidates(5), page.told, lambda _: longer("43210"))
    assert (found.tightness, found.excess_pt) == (0.0, 0.0)
    assert "".join(cut.item_id for cut in found.cuts) == grown
    assert found.document == page.make(found.cuts)
    assert page.excess(found.document, 0.0) <= 0


def test_a_page_that_had_to_be_tightened_takes_nothing_more() -> None:
    page = Page(5, 48, brief="01234")
    found = fit(page.make, page.excess, candidates(5), page.told, lambda _: longer("43210"))
    assert found.tightness > 0
    assert found.cuts == ()


def test_tightening_comes_before_cutting_and_goes_no_further_than_needed() -> None:
    page = Page(6)
    found = fit(page.make, page.excess, candidates(6), page.told)
    assert found.cuts == ()
    assert -3 < page.excess(found.document, found.tightness) <= 0
    assert page.measured <= 6
    assert page.excess(found.document, found.tightness - 1 / STEPS) > 0


def test_cuts_come_in_the_order_given_the_short_wording_first() -> None:
    page = Page(8)
    found = fit(page.make, page.excess, candidates(8), page.told)
    assert [str(cut) for cut in found.cuts] == ["“Item 7” in short", "“Item 7” left out", "“Item 6” in short"]
    assert found.excess_pt == 0


def test_a_cut_that_changes_nothing_is_passed_over() -> None:
    page = Page(8)
    found = fit(page.make, page.excess, [Cut("none", "Nothing", "out"), *candidates(8)], page.told)
    assert "Nothing" not in str(found.cuts)


def test_what_cannot_fit_says_by_how_much() -> None:
    page = Page(4, room=10)
    found = fit(page.make, page.excess, [Cut("3", "Item 3", "short")], page.told)
    assert found.tightness == 1
    assert found.excess_pt == 70 * 0.75 - 10


@given(st.integers(0, 40), st.integers(1, 300), st.integers(0, 40))
def test_whatever_is_said_to_fit_fits(items: int, room: int, cuttable: int) -> None:
    page = Page(items, room)
    found = fit(page.make, page.excess, candidates(items)[: 2 * cuttable], page.told)
    assert (page.excess(found.document, found.tightness) <= 0.02) == (found.excess_pt == 0)
    assert page.make(found.cuts) == found.document


@given(st.integers(0, 40), st.integers(1, 300), st.integers(0, 40))
def test_bisection_finds_what_trying_one_cut_after_the_other_finds(items: int, room: int, cuttable: int) -> None:
    page = Page(items, room)
    chosen = candidates(items)[: 2 * cuttable]
    assert fit(page.make, page.excess, chosen, page.told) == fit(page.make, page.excess, chosen, told_nothing)


def told_nothing(cuts: Cuts) -> set[tuple[str, str]]:
    """Let every cut be tried."""
    return set()


def test_where_another_item_moves_up_each_cut_is_tried() -> None:
    class FirstFive(Page):
        def make(self, cuts: Cuts) -> tree.Document:
            document = super().make(cuts)
            return replace(document, blocks=document.blocks[:5])

        def told(self, cuts: Cuts) -> set[tuple[str, str]]:
            return set(sorted(super().told(cuts))[:5])

    page = FirstFive(8, room=40)
    found = fit(page.make, page.excess, candidates(8), page.told)
    assert found == fit(page.make, page.excess, candidates(8), told_nothing)


def test_a_page_of_many_items_is_measured_a_few_times() -> None:
    """Each doubling of the items takes one trial more."""
    measured = []
    for items in (250, 500, 1000, 2000):
        page = Page(items)
        assert len(fit(page.make, page.excess, candidates(items), page.told).cuts) > items
        measured.append(page.measured)
    assert max(after - before for before, after in pairwise(measured)) <= 2
    assert measured[-1] < 24


TEXT = st.integers(1, 60).map(
    lambda count: " ".join(["A long sentence says what is to be done."] * count)[: count * 12]
)


@settings(max_examples=12)
@given(st.lists(st.tuples(TEXT, st.one_of(st.just(""), TEXT), st.integers(1, 5)), min_size=3, max_size=24))
def test_a_real_one_pager_is_cut_as_one_cut_after_the_other_would(items: list[tuple[str, str, int]]) -> None:
    draft = Workshop(FOLDERS).draft(Job("two-towns", "councillors", "en", "onepager", ("pdf",)))
    facts = draft.brief.pack.facts
    first = facts.proposals[0]
    more = tuple(
        first.model_copy(
            update={"id": f"more-{n}", "title": f"More {n}", "text": Markdown(t), "short": Markdown(s), "priority": p}
        )
        for n, (t, s, p) in enumerate(items)
    )
    facts = facts.model_copy(update={"proposals": (*facts.proposals, *more)})
    places = {item.id: ("proposals", n) for n, item in enumerate(facts.proposals)}
    pack = replace(draft.brief.pack, facts=facts, items={**draft.brief.pack.items, **places})
    select = draft.brief.audience.data.select.model_copy(update={"proposals": None})
    data = draft.brief.audience.data.model_copy(update={"select": select})
    draft = replace(draft, brief=replace(draft.brief, pack=pack, audience=replace(draft.brief.audience, data=data)))
    by_bisection = draft.fitted()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Draft, "told", lambda self, cuts=(): set())
        assert draft.fitted() == by_bisection
