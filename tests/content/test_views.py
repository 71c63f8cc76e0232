"""What templates get: views in an audience’s order and words, and where each of their texts is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace as View
from typing import Any

from briefpack.content.brief import Brief, brief_pack
from briefpack.content.handling import Handling
from briefpack.content.pack import read_pack
from briefpack.content.views import document_view, paragraph_labels
from briefpack.yaml_file import key_path
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


def test_horizons_group_the_selected_proposals() -> None:
    groups = {horizon.id: [proposal.id for proposal in horizon.proposals] for horizon in view("memo")["horizons"]}
    assert groups == {"near": ["shared-kiosk"], "medium": [], "long": ["new-bridge"]}


def test_a_statement_cites_what_it_draws_on() -> None:
    assert view("memo")["audience"].message.paragraphs == "1–3"


def editors(*ids: str) -> Brief:
    """Return the brief with these items as our own."""
    facts = BRIEF.pack.facts
    lists = {
        kind: tuple(item.model_copy(update={"basis": "editor"}) if item.id in ids else item for item in items)
        for kind, items in (("proposals", facts.proposals), ("context", facts.context), ("obstacles", facts.obstacles))
    }
    return replace(BRIEF, pack=replace(BRIEF.pack, facts=facts.model_copy(update=lists)))


def test_what_draws_on_our_own_items_names_their_paragraphs_as_compared_and_them_as_ours() -> None:
    mixed = document_view(editors("shared-kiosk"), "memo")
    message, ask = mixed["audience"].message, mixed["audience"].ask
    assert (message.paragraphs, message.compared, message.ours) == ("1", "2–3", ["A joint kiosk"])
    assert (ask.paragraphs, ask.compared, ask.ours) == ("", "2–3", ["A joint kiosk"])
    assert (ask.paragraph_count, ask.compared_count) == (0, 2)
    item = next(item for item in mixed["proposals"] if item.id == "shared-kiosk")
    assert (item.paragraphs, item.compared, item.ours) == ("", "2–3", [])
    slide = document_view(editors("harbour-fact", "two-prices"), "slides")["document"].slides[0]
    assert (slide.paragraphs, slide.compared, slide.ours) == ("", "1–2", ["One harbour", "Two prices"])


def test_a_marking_is_the_audience_s_or_the_pack_s() -> None:
    def marking(own: str | None) -> str:
        data = BRIEF.audience.data.model_copy(update={"marking": own})
        brief = replace(BRIEF, audience=replace(BRIEF.audience, data=data))
        handled = brief.handling("memo").marking or ""
        assert document_view(brief, "memo")["audience"].marking == handled
        return handled

    assert [marking(None), marking(""), marking("Open")] == ["For discussion", "", "Open"]


def test_a_marking_in_the_handling_of_audience_or_document_counts_too() -> None:
    handled = {"handling": Handling(marking="For members")}
    own = BRIEF.audience.data.model_copy(update=handled)
    memo = own.documents["memo"].model_copy(update={"handling": Handling(marking="Memo alone")})
    for data, shown in (
        (own, "For members"),
        (own.model_copy(update={"documents": {**own.documents, "memo": memo}}), "Memo alone"),
    ):
        brief = replace(BRIEF, audience=replace(BRIEF.audience, data=data))
        marking = document_view(brief, "memo")["audience"].marking
        assert marking == brief.handling("memo").marking == shown
        assert key_path((*marking.origin.path,)).endswith("handling.marking")


def test_paragraphs_are_named_in_runs() -> None:
    assert paragraph_labels(BRIEF, ["p04", "p01..p02"]) == "1–2, 4"
    assert paragraph_labels(BRIEF, ["title", "p01", "p02"]) == "title, 1–2"
    assert paragraph_labels(BRIEF, []) == ""


def test_dates_are_written_for_readers() -> None:
    steps = view("memo")["steps"]
    assert [step.due_text for step in steps] == ["1\u00a0May\u00a02024", "before summer"]


def written(text: Any) -> tuple[str, str, str, str]:
    """Return whose words a text is, where it is written, and what it belongs to."""
    origin = text.origin
    return origin.words, key_path(origin.path), origin.item, origin.about


MADE_OF = {"date", "due", "by", "cites", "draws_on", "items"}
"""Fields of which a view makes a text of its own: a date in words, the numbers of paragraphs."""


def test_every_text_stands_where_its_origin_names() -> None:
    for document in ("memo", "onepager", "slides"):
        for text in texts_of(view(document)):
            if text and text.origin.path[-1] not in MADE_OF:
                node = text.origin.file.data
                for step in text.origin.path:
                    node = node[step] if isinstance(step, int) or step in node else ""
                assert node in (str(text), ""), f"{text.origin.path} is a default, or these words"


def texts_of(value: Any) -> Iterator[Any]:
    if hasattr(value, "origin"):
        yield value
    elif isinstance(value, list | dict | View):
        children = value if isinstance(value, list) else (value if isinstance(value, dict) else vars(value)).values()
        for child in children:
            yield from texts_of(child)


def test_a_text_belongs_to_an_item_and_to_what_the_item_points_at() -> None:
    kiosk = view("memo")["proposals"][1]
    assert written(view("memo")["proposals"][0].title) == ("pack", "proposals.1.title", "new-bridge", "")
    assert written(kiosk.text) == ("reworded", "reword.shared-kiosk.text", "shared-kiosk", "")
    assert written(kiosk.leads[1].name) == ("pack", "actors.1.name", "shared-kiosk", "actor lower")
    assert written(kiosk.region.name) == ("pack", "regions.0.name", "shared-kiosk", "region harbour")
    assert written(kiosk.horizon.name) == ("pack", "horizons.near", "shared-kiosk", "horizon near")
    assert written(view("memo")["horizons"][0].name) == ("pack", "horizons.near", "", "horizon near")


def test_what_a_view_makes_of_a_field_names_that_field() -> None:
    memo, slides = view("memo"), view("slides")
    assert written(memo["pack"].date_text)[1] == "date"
    assert [written(step.due_text)[1] for step in memo["steps"]] == ["steps.0.due", "steps.1.when"]
    assert [step.due_text.origin.field for step in memo["steps"]] == [("due",)] * 2
    assert written(memo["proposals"][1].paragraphs)[1] == "proposals.0.cites"
    assert written(memo["audience"].message.paragraphs)[1] == "message.draws_on"
    assert written(memo["audience"].ask.by_text)[1] == "ask.by"
    assert written(slides["document"].slides[0].paragraphs)[1] == "documents.slides.slides.0.items"
    assert written(memo["document"].title)[1] == "documents.memo.title"
    assert written(view("onepager")["document"].title)[1] == "headline.text"


def test_the_short_wording_that_fits_a_page_is_told_from_the_one_that_a_template_asks_for() -> None:
    whole = view("memo")["context"][0]
    short = document_view(replace(BRIEF, shortened=frozenset({whole.id})), "memo")["context"][0]
    assert (whole.text.origin.field, whole.text.origin.fitted) == (("text",), False)
    assert (short.text, short.text.origin.field, short.text.origin.fitted) == (whole.short, ("short",), True)
    assert (short.brief, short.brief.origin.fitted) == (whole.short, False)


def worded(document: str, **wording: str) -> dict[str, tuple[str, str]]:
    """Return the wordings, `text` and `brief`, of some items of a document whose audience chooses these."""
    data = BRIEF.audience.data
    own = {name.replace("_", "-"): length for name, length in wording.items()}
    choice = data.documents[document].model_copy(update={"wording": own})
    changed = data.model_copy(update={"documents": {**data.documents, document: choice}})
    found = document_view(replace(BRIEF, audience=replace(BRIEF.audience, data=changed)), document)
    items = [*found["proposals"], *found["context"]]
    return {item.id: (item.text, item.brief) for item in items if item.id in ("shared-kiosk", "harbour-fact")}


KIOSK, HARBOUR = (
    ("A kiosk that both towns run.", "A kiosk of both towns."),
    ("The two towns share a harbour.", "They share a harbour."),
)


def test_an_audience_chooses_long_or_short_for_a_kind_or_for_an_item() -> None:
    assert worded("memo") == {"shared-kiosk": KIOSK, "harbour-fact": HARBOUR}
    assert worded("memo", context="short")["harbour-fact"] == (HARBOUR[1], HARBOUR[1])
    assert worded("onepager", proposals="long")["shared-kiosk"] == (KIOSK[0], KIOSK[0])
    both = worded("memo", proposals="short", shared_kiosk="long", context="short")
    assert both == {"shared-kiosk": (KIOSK[0], KIOSK[0]), "harbour-fact": (HARBOUR[1], HARBOUR[1])}, (
        "an item comes before its kind"
    )


def test_what_is_said_to_a_slide_stays_long() -> None:
    assert worded("slides", context="short")["harbour-fact"] == HARBOUR


def test_the_choice_of_a_document_comes_before_that_for_all() -> None:
    data = BRIEF.audience.data.model_copy(update={"wording": {"harbour-fact": "long", "proposals": "long"}})
    choice = data.documents["memo"].model_copy(update={"wording": {"context": "short"}})
    data = data.model_copy(update={"documents": {**data.documents, "memo": choice}})
    brief = replace(BRIEF, audience=replace(BRIEF.audience, data=data))
    memo, page = document_view(brief, "memo"), document_view(brief, "onepager")
    assert (memo["context"][0].text, page["context"][0].brief) == (HARBOUR[1], HARBOUR[0])
    assert (memo["context"][0].wording, page["proposals"][0].wording) == ("short", "long")


def test_a_source_says_its_language_and_its_title_that_of_its_words() -> None:
    source = view("memo")["source"]
    assert (source.language, source.title_language) == ("en", "en")
