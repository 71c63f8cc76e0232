"""What a document is made from: parsed with cuts or without, fitted only where it has a page to fit."""

from __future__ import annotations

import pytest

from briefpack.build.drafts import Draft, brief_with_cuts
from briefpack.build.fit import Cut
from briefpack.build.jobs import Request
from briefpack.build.workshop import Workshop
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


def test_what_fits_is_the_parsed_document_and_needs_no_step(drafts: dict[str, Draft]) -> None:
    draft = drafts["councillors onepager"]
    fitted = draft.fitted()
    assert fitted.document == draft.parsed()
    assert draft.fitting_steps(fitted, tightens=True) == ()
    assert draft.pages(fitted) == 1


def test_the_last_told_is_what_may_be_cut_first(drafts: dict[str, Draft]) -> None:
    draft = drafts["councillors onepager"]
    assert [*draft.further_cuts(draft.fitted())] == ["Two prices", "A joint kiosk", "A new bridge"]
