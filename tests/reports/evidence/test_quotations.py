"""Quotations and slips: word for word where they are cited, however marks are written."""

from __future__ import annotations

import pytest

from briefpack.content.values import Markdown
from briefpack.reports.evidence.quotations import denial_beside, find_passage, occurrences
from briefpack.reports.evidence.wording import folded
from tests.reports.evidence.packs import LETTER, PACK, evidence, messages, problems, with_item, with_source

TEXT = folded("It’s a “long-term” plan – and the co-operation is not a fate. Two towns … one harbour.")


def test_the_packs_quotation_and_slips_are_verbatim() -> None:
    assert messages("quotations") == messages("slips") == []
    assert {item: match.paragraph for item, match in evidence().verbatim.items()} == {"promise": 4}


@pytest.mark.parametrize(
    ("passage", "differs"),
    [
        ('It\'s a "long-term" plan - and', ()),
        ("It’s a “long‑term” plan — and", ()),
        ("it’s a “long-term” plan", ("first letter",)),
        ("the co-operation is not a fate,", ("last mark",)),
        ("the\u00a0co-operation\nis not", ()),
        ("Two towns ... one harbour", ()),
        ("It’s … a fate", ()),
        ("[T]he co-operation […] a fate", ()),
        ("the [planned] co-operation", ()),
    ],
)
def test_marks_dashes_spaces_and_what_is_left_out_may_differ(passage: str, differs: tuple[str, ...]) -> None:
    (match,) = find_passage(passage, {7: TEXT})
    assert (match.paragraph, match.differs) == (7, differs)


@pytest.mark.parametrize(
    "passage", ["a long-term plan", "the operation", "harbours", "a fate … the co-operation", "Co-Operation", ""]
)
def test_other_words_another_order_and_parts_of_words_are_not_found(passage: str) -> None:
    assert list(find_passage(passage, {0: TEXT})) == []


def test_words_without_spaces_are_found_anywhere() -> None:
    assert [match.start for match in find_passage("港は一つ", {0: "二つの町に港は一つである。"})] == [5]


def test_an_altered_quotation_is_an_error_with_the_sentence_of_the_text() -> None:
    pack = with_item("quotes", lambda quote: {"text": Markdown("A bridge is a burden.")})
    (found,) = problems("quotations", pack)
    assert (found.severity, found.place.key) == ("error", "quotes.0.text")
    assert found.message == "“A bridge is a burden.” is nowhere in the text, word for word"
    assert found.hint == "The text has, in paragraph 4: “A bridge is a promise.”"
    assert evidence(pack).verbatim == {}


def test_a_quotation_from_another_paragraph_than_it_cites_is_an_error() -> None:
    (found,) = problems("quotations", with_item("quotes", lambda quote: {"cites": ("p02",)}))
    assert (found.severity, found.message) == ("error", "stands in paragraph 4, and paragraph 2 is cited")
    assert found.hint == "Write “cites: [p04]”."


def test_a_denial_outside_the_quotation_is_to_be_read() -> None:
    letter = LETTER.replace("A bridge is a promise.", "What is not inevitable is a promise.")
    pack = with_item("quotes", lambda quote: {"text": Markdown("inevitable is a promise")})
    (found,) = problems("quotations", pack, letter)
    assert found.severity == "warning"
    assert found.message.startswith("its sentence says “not” outside the quotation")


@pytest.mark.parametrize(
    ("text", "passage", "denied"),
    [
        ("It does not preclude a second table.", "a second table", ""),
        ("It is not only a table, it is a bridge.", "it is a bridge", ""),
        ("A table isn't a bridge.", "a bridge", "isn't"),
        ("Not now. It is a bridge. Never.", "It is a bridge", ""),
        ("It is a notable bridge.", "bridge", ""),
        ("It is not a bridge.", "It is not a bridge", ""),
    ],
)
def test_what_denies_is_told_from_what_does_not(text: str, passage: str, denied: str) -> None:
    (match,) = find_passage(passage, {0: text})
    assert denial_beside(match, text, "en") == denied
    assert denial_beside(match, text, "de") == ""


def test_words_in_quotation_marks_that_the_text_does_not_have_are_to_be_read() -> None:
    pack = with_item("context", lambda item: {"text": Markdown("They share “one harbour” and “a grudge”.")})
    assert messages("quotations", pack) == ["warning: “a grudge” is in quotation marks, and the text does not have it"]


def test_a_slip_is_printed_where_it_is_said_to_be() -> None:
    assert messages("slips", with_item("corrections", lambda slip: {"cites": ("p01",)})) == [
        "error: “hil” is not printed in paragraph 1",
        "warning: “hil” is also printed in paragraph 5",
    ]
    assert messages("slips", with_item("corrections", lambda slip: {"printed": "hillock"})) == [
        "error: “hillock” is not printed in paragraph 5"
    ]
    assert occurrences("hil", folded("hill Hil hil, hil")) == 2


def test_of_a_text_in_another_language_quotations_are_not_checked() -> None:
    result = evidence(with_source(language="fr")).result("quotations")
    assert (result.state, result.problems) == ("not checked", ())
    assert PACK.source.language == "en"
