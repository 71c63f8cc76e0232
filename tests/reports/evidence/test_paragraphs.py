"""Paragraphs: the text at hand is the one that is listed, or the difference is named."""

from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from briefpack.content.model import Paragraph
from briefpack.reports.evidence.paragraphs import read_text
from tests.reports.evidence.packs import LETTER, PACK, evidence, messages, problems, with_source

PARTS = LETTER.split("\n\n")


def text(*order: int) -> str:
    return "\n\n".join(PARTS[n] for n in order)


def test_the_letter_is_the_one_that_is_listed() -> None:
    assert messages("paragraphs") == []
    assert evidence().text is not None
    assert [standing.state for standing in evidence().text.standings] == ["same"] * 6


def test_a_letter_whose_paragraphs_end_with_the_line_is_the_same() -> None:
    assert messages("paragraphs", text=LETTER.replace("\n\n", "\n")) == []
    assert messages("paragraphs", text=LETTER.replace("\n", "\r\n").replace(" the ", "\u00a0the  ")) == []


def test_a_changed_paragraph_is_named_with_its_new_digest_and_what_cites_it() -> None:
    changed = LETTER.replace("a single counter", "two counters")
    (found,) = problems("paragraphs", text=changed)
    assert found.message == "paragraph 3 is not as it was: the text has “Put two counters where the boats …”"
    assert found.place.file.endswith("source.yaml")
    assert found.place.key == "paragraphs.3.sha256"
    new = " ".join(changed.split("\n\n")[3].split())
    assert (
        f"shared-kiosk cites it. If all holds, write sha256: {hashlib.sha256(new.encode()).hexdigest()}" in found.hint
    )


def test_a_missing_a_new_and_a_moved_paragraph_are_told_apart() -> None:
    assert messages("paragraphs", text=text(0, 1, 2, 4, 5)) == ["error: paragraph 3 is not in the text"]
    new = "\n\n".join([*PARTS[:3], "Nobody has asked the gulls.", *PARTS[3:]])
    assert messages("paragraphs", text=new) == [
        "error: the text has a paragraph more before paragraph 3: “Nobody has asked the gulls.”"
    ]
    assert messages("paragraphs", text=f"{LETTER}\n\nThe editors regret an error.") == [
        "error: the text has a paragraph more at its end: “The editors regret an error.”"
    ]
    assert messages("paragraphs", text=text(0, 1, 4, 2, 3, 5)) == [
        "error: paragraph 4 stands elsewhere in the text: “One day there will be more. …”"
    ]


def test_what_is_listed_beside_the_text_may_be_there_or_not() -> None:
    assert messages("paragraphs", text=text(0, 1, 2, 3, 4, 5)) == []
    assert messages("paragraphs", with_source(beside=())) == [
        "error: the text has a paragraph more at its end: “A. Ferryman, Lower Quay”"
    ]


def test_letters_in_parts_are_those_in_one() -> None:
    composed, in_parts = "Un caf\u00e9.", "Un cafe\u0301."
    listed = Paragraph(id="p01", label="1", sha256=hashlib.sha256(composed.encode()).hexdigest())
    source = PACK.source.model_copy(update={"paragraphs": (listed,), "beside": ()})
    assert read_text(in_parts, source).same == 1


@given(st.lists(st.sampled_from("abcdef"), max_size=12), st.lists(st.sampled_from("abcdef"), min_size=1, max_size=8))
def test_every_paragraph_of_both_has_one_place(at_hand: list[str], listed: list[str]) -> None:
    paragraphs = tuple(
        Paragraph(id=f"p{n:02}", label=str(n), sha256=hashlib.sha256(text.encode()).hexdigest())
        for n, text in enumerate(listed, 1)
    )
    source = PACK.source.model_copy(update={"paragraphs": paragraphs, "beside": ()})
    compared = read_text("\n\n".join(at_hand), source)
    states = [standing.state for standing in compared.standings]
    assert len(states) == len(listed)
    assert len(compared.additions) + len(states) - states.count("missing") == len(at_hand)
    for standing, text in zip(compared.standings, listed, strict=True):
        assert (standing.text == text) == (standing.state in ("same", "moved"))
    if at_hand == listed:
        assert states == ["same"] * len(listed)
