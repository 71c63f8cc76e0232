"""What a document is made from: parsed with cuts or without, fitted only where it has a page to fit."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefpack.build.drafts import Draft, brief_with_cuts
from briefpack.build.fit import Cut
from briefpack.build.jobs import Request
from briefpack.build.workshop import Workshop
from briefpack.content.model import Limits
from briefpack.document import tree
from tests.drafts import TINY_FOLDERS, jobs


@pytest.fixture(scope="module")
def drafts() -> dict[str, Draft]:
    workshop = Workshop(TINY_FOLDERS)
    return {f"{job.audience} {job.document}": workshop.draft(job) for job in jobs(Request(), workshop)}


def text(document: tree.Document) -> str:
    return " ".join(tree.words(document))


def test_a_document_is_on_paper_where_the_audience_gets_it_in_a_format_with_pages(drafts: dict[str, Draft]) -> None:
    assert {name: draft.on_paper for name, draft in drafts.items()} == {
        "councillors memo": True,
        "councillors onepager": True,
        "councillors slides": True,
        "voters memo": False,
        "voters onepager": True,
    }


def test_a_cut_leaves_its_item_out_of_the_document_alone(drafts: dict[str, Draft]) -> None:
    draft = drafts["councillors memo"]
    cut = Cut("two-prices", "Two prices", "out")
    assert "Each town keeps its own fare." in text(draft.parsed())
    assert "Each town keeps its own fare." not in text(draft.parsed((cut,)))
    assert "Each town keeps its own fare." in text(draft.parsed()), "the draft is as it was"


def test_cuts_shorten_or_leave_out(drafts: dict[str, Draft]) -> None:
    cuts = (Cut("harbour-fact", "One harbour", "short"), Cut("two-prices", "Two prices", "out"))
    brief = brief_with_cuts(drafts["councillors memo"].brief, cuts)
    assert (brief.shortened, brief.left_out) == ({"harbour-fact"}, {"two-prices"})


def test_a_page_with_room_takes_the_long_wordings_by_priority(drafts: dict[str, Draft]) -> None:
    draft = drafts["councillors onepager"]
    fitted = draft.fitted()
    assert draft.fitting_steps(fitted, tightens=True) == (
        "“A joint kiosk” in full, as there is room",
        "“One harbour” in full, as there is room",
    )
    assert fitted.document == draft.parsed(fitted.cuts) != draft.parsed()
    assert "One kiosk would sell tickets" not in text(draft.parsed())
    assert {("shared-kiosk", "text"), ("harbour-fact", "text")} <= draft.told(fitted.cuts)
    assert draft.pages(fitted) == 1


@pytest.mark.parametrize("limits", [{"words_max": 100}, {}])
def test_no_more_is_taken_than_the_limit_of_words_and_the_audience_allow(
    drafts: dict[str, Draft], limits: dict[str, int]
) -> None:
    draft = drafts["councillors onepager"]
    data = draft.brief.audience.data
    wording = {} if limits else {"proposals": "short", "harbour-fact": "short"}
    choice = data.documents["onepager"].model_copy(update={"limits": Limits(**limits), "wording": wording})
    changed = data.model_copy(update={"documents": {**data.documents, "onepager": choice}})
    brief = replace(draft.brief, audience=replace(draft.brief.audience, data=changed))
    assert Draft(brief, "onepager", draft.theme, draft.templates).fitted().cuts == ()


def test_the_last_told_is_what_may_be_cut_first(drafts: dict[str, Draft]) -> None:
    draft = drafts["councillors onepager"]
    assert [*draft.further_cuts(draft.fitted())] == [
        *("A doubt", "Spelling", "On bridges", "Hire a clerk", "Rent the hut", "Wait", "Now", "Cost", "One town"),
        *("Two prices", "Other towns", "One harbour", "A joint kiosk", "A new bridge"),
    ]
