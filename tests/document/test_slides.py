"""Slides: where a deck is cut, and that nothing is lost."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings

from briefpack.document import tree as t
from briefpack.document.slides import Deck, Slide, deck_of
from tests.trees import EVERY_NODE, META, ROADMAP, documents, inline, item, p


def deck(*blocks: t.Block) -> Deck:
    return deck_of(t.Document(META, blocks))


def titles(found: Deck) -> list[tuple[int, str]]:
    return [(slide.level, t.plain_text(slide.title)) for slide in found.slides]


def heading(level: int, title: str) -> t.Heading:
    return t.Heading(level, inline(title))


def test_a_slide_starts_at_each_heading_of_level_1_and_2_and_at_each_rule() -> None:
    found = deck(
        heading(1, "One"),
        p("a"),
        heading(2, "Two"),
        heading(3, "within"),
        p("b"),
        t.Rule(),
        p("c"),
        heading(2, "Three"),
    )
    assert titles(found) == [(1, "One"), (2, "Two"), (2, ""), (2, "Three")]
    assert found.slides[1].blocks == (heading(3, "within"), p("b"))


def test_a_rule_before_a_heading_or_at_an_end_makes_no_empty_slide() -> None:
    found = deck(t.Rule(), heading(1, "One"), t.Rule(), t.Rule(), heading(2, "Two"), t.Rule())
    assert titles(found) == [(1, "One"), (2, "Two")]


def test_what_stands_before_the_first_heading_gets_the_title_of_the_document() -> None:
    found = deck(p("before"), heading(2, "Two"))
    assert titles(found) == [(1, META.title), (2, "Two")]
    assert found.slides[0].blocks == (p("before"),)


def test_a_document_without_blocks_has_no_slides() -> None:
    assert deck().slides == ()


def test_regions_of_layout_are_opened_and_others_are_cut_at_a_heading() -> None:
    inner = t.Region("callout", (p("a"), heading(2, "Two"), p("b"), t.Region("notes", (p("say"),)), p("c")))
    found = deck(heading(1, "One"), t.Region("main", (inner, t.Region("source", (p("from"),)))))
    assert titles(found) == [(1, "One"), (2, "Two")]
    assert found.slides[0].blocks == (t.Region("callout", (p("a"),)),)
    assert found.slides[1] == Slide(
        inline("Two"),
        2,
        (t.Region("callout", (p("b"),)), t.Region("callout", (p("c"),))),
        (p("say"),),
        (p("from"),),
    )


def test_a_heading_in_a_list_or_in_speaker_notes_starts_no_slide() -> None:
    found = deck(heading(1, "One"), t.List((item(heading(2, "in a list")),)), t.Region("notes", (heading(2, "said"),)))
    assert titles(found) == [(1, "One")]


def test_a_slide_knows_its_figure_and_whether_it_asks() -> None:
    found = deck(heading(1, "One"), t.Region("full", (ROADMAP,)), heading(2, "Two"), t.Region("ask", (p("Approve."),)))
    assert [slide.figure for slide in found.slides] == [ROADMAP, None]
    assert [slide.asks for slide in found.slides] == [False, True]


def check_nothing_is_lost(document: t.Document) -> None:
    found = deck_of(document)
    on_slides: Counter[str] = Counter()
    for slide in found.slides:
        on_slides.update(t.words((t.Heading(2, slide.title), slide.blocks, slide.sources, slide.notes)))
    added = on_slides - Counter(t.words(document.blocks))
    assert not Counter(t.words(document.blocks)) - on_slides
    assert not added or added == Counter(document.meta.title.split())
    assert found.notes == document.notes
    assert not any(isinstance(block, t.Rule) for slide in found.slides for block in slide.blocks)


def test_nothing_is_lost_of_every_node() -> None:
    check_nothing_is_lost(EVERY_NODE)


@given(documents("slides"))
@settings(max_examples=60)
def test_nothing_is_lost_of_any_document(document: t.Document) -> None:
    check_nothing_is_lost(document)
