"""Even lines end where the sense allows: not in a word that leans on the next, not within a pair."""

from __future__ import annotations

from itertools import pairwise

import pytest

from briefpack.languages.leaning_words import (
    AFTER_LEANING,
    BETTER,
    IN_A_ROW,
    LONE,
    USUAL,
    WITHIN_NAME,
    WITHIN_PAIR,
    break_minded,
)
from briefpack.languages.ragged import Atom, even_ends

TITLES = {
    "What do neighbours and clients / say to it?": 16,
    "Standing talks with the Forum and with ASEAN / are a long-term possibility": 24,
    "Japan and Korea could offer / your young people something together": 24,
    "Send your idea by 15 September; / both ministries get a summary by 20 September": 24,
    "The author begins with students, / and sees the real potential in climate finance": 24,
    "Name a heat officer in November / and open cool rooms for one summer": 24,
    "Start with a joint working group / and shared study programmes": 24,
    "Talks with the Pacific and ASEAN / are a long-term possibility, not a plan": 24,
    "In the long run, the author hopes / for more than ties between two countries": 24,
    "Climate and development work / would begin with care": 15,
    "One person / in charge of heat": 9,
    "학생들이 받게 / 될 수도 있는 장학금": 6,
    "Shade on the ways / to the rooms": 9,
    "Besserer Schutz für ältere Menschen / und für alle, die draußen arbeiten": 24,
    "Cool rooms / within ten minutes’ walk": 12,
    "Building on / what SHARE did": 7.5,
    "Summit of ASEAN / and Japan in Tokyo": 9,
    "Ein Sommer mit einer Beauftragten / für Hitze in der Stadt": 20,
}
"""Titles by how many ems their lines may be wide, a letter half an em; where they are parted."""


def in_halves(text: str) -> list[Atom]:
    return [Atom(f"{word} ", len(word) / 2, 0.5) for word in text.split()]


@pytest.mark.parametrize("title", TITLES)
def test_a_title_is_parted_by_its_sense(title: str) -> None:
    text = title.replace(" / ", " ")
    first, _ = even_ends(in_halves(text), TITLES[title], 2, 1)
    assert " ".join(text.split()[:first]) == title.split(" / ")[0]


def test_a_line_ends_in_a_small_word_where_no_other_fits() -> None:
    assert even_ends(in_halves("an overwhelming of the"), 8, 2, 1) == [2, 4]


@pytest.mark.parametrize(
    ("text", "place", "minded"),
    [
        ("the costs of it", 0, AFTER_LEANING),
        ("We recommend it", 0, AFTER_LEANING),
        ("within 22 degrees", 1, AFTER_LEANING),
        ("trains and boats meet", 0, WITHIN_PAIR),
        ("trains, and boats meet", 0, 0),
        ("trains, boats and ferries", 0, IN_A_ROW),
        ("trains, boats and ferries meet", 1, BETTER),
        ("(the end) of it", 1, 0),
        ("that trains of it", 1, BETTER),
        ("in the Cook Islands alone", 2, WITHIN_NAME),
        ("They stay here alone", 2, USUAL + LONE),
    ],
)
def test_what_a_reader_minds(text: str, place: int, minded: int) -> None:
    assert break_minded(text.split(), place) == minded


def test_a_clause_may_begin_a_line_whatever_stands_before_it() -> None:
    clause, noun = (text.split() for text in ("a word on what it cost", "a word on the cost"))
    assert break_minded(clause, 2) < break_minded(noun, 2)


def test_other_languages_have_none() -> None:
    words = "수출 통제와 공동 장학금"
    minded = {break_minded(words.split(), place) for place in range(2)}
    assert len(minded) == 1


def test_lines_of_a_narrow_paragraph_are_even_before_all() -> None:
    text = "The group meets by 25\u00a0September and reports, with costs, by 15\u00a0December 2023."
    words = text.split(" ")
    ends = even_ends([Atom(f"{word} ", len(word) / 2, 0.5) for word in words], 13.5, 4, 1)
    lines = [" ".join(words[a:b]) for a, b in pairwise([0, *ends])]
    assert lines[1:3] == ["by 25\u00a0September and", "reports, with costs,"]
