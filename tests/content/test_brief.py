"""A pack as an audience sees it: selection, order, wording, paragraphs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from briefpack.content.brief import Brief, brief_pack, document_view, item_as_told, paragraph_labels
from briefpack.content.model import Rewording
from briefpack.content.pack import read_pack
from tests.conftest import TINY

BRIEF: Brief = brief_pack(read_pack(TINY), "councillors", "en")


def view(document: str) -> Any:
    return document_view(BRIEF, document)


def test_items_come_in_the_audience_s_order_and_words() -> None:
    proposals = view("memo")["proposals"]
    assert [proposal.id for proposal in proposals] == ["new-bridge", "shared-kiosk"]
    assert proposals[1].text == "A kiosk that both towns run."
    assert proposals[1].cites == ["p02..p03"]
    assert [actor.name for actor in proposals[1].leads] == ["Upper Town Council", "Lower Town Council"]
    assert proposals[1].horizon.name == "This year"
    assert proposals[1].region.name == "Harbour"


def test_a_new_long_wording_without_a_short_one_drops_the_pack_s_short_one() -> None:
    rewording = BRIEF.audience.data.reword["shared-kiosk"]
    long_only = Rewording(text=rewording.text)
    data = BRIEF.audience.data.model_copy(update={"reword": {"shared-kiosk": long_only}})
    brief = replace(BRIEF, audience=replace(BRIEF.audience, data=data))
    told = item_as_told(brief, BRIEF.pack.item("shared-kiosk"))
    assert (told.title, told.text, told.short) == ("A shared kiosk", "A kiosk that both towns run.", "")


def test_horizons_group_the_selected_proposals() -> None:
    groups = {horizon.id: [proposal.id for proposal in horizon.proposals] for horizon in view("memo")["horizons"]}
    assert groups == {"near": ["shared-kiosk"], "medium": [], "long": ["new-bridge"]}


def test_a_statement_cites_what_it_draws_on() -> None:
    assert view("memo")["audience"].message.paragraphs == "1–3"


def test_paragraphs_are_named_in_runs() -> None:
    assert paragraph_labels(BRIEF, ["p04", "p01..p02"]) == "1–2, 4"
    assert paragraph_labels(BRIEF, ["title", "p01", "p02"]) == "title, 1–2"
    assert paragraph_labels(BRIEF, []) == ""


def test_dates_are_written_for_readers() -> None:
    steps = view("memo")["steps"]
    assert [step.due_text for step in steps] == ["1\u00a0May\u00a02024", "before summer"]
