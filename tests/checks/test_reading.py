"""Sentences, syllables and the grade, against counts made by hand and the published formula."""

from __future__ import annotations

from itertools import pairwise
from unittest.mock import Mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpack.checks import reading
from briefpack.checks.reading import ABBREVIATION, SENTENCE_END, grade, sentences, syllables, words
from tests.conftest import REPOSITORY

COUNTED = [
    (word, int(count))
    for count, *line in map(
        str.split, (REPOSITORY / "tests/cases/syllables.txt").read_text(encoding="utf-8").splitlines()
    )
    for word in line
]


@pytest.mark.parametrize(("word", "count"), COUNTED)
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Dr. Kim asked A. Ferryman, i.e. the boss. It costs $2.5 million! Why?", 3),
        ("She said: “Yes.” He left.", 2),
        ("これは文です。「次の文。」終わり。", 3),
        ("No end", 1),
        ("", 0),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(sentences(text)) == count
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


def test_an_address_is_no_word() -> None:
    assert words("See https://example.org/a/very/long/path?q=1&r=2 and a@b.org.") == ["See", "and"]


def test_the_grade_is_that_of_flesch_and_kincaid() -> None:
    text = "The table meets in May. Ministers approve the budget."  # nine words, two sentences, fourteen syllables
    assert sum(map(syllables, words(text))) == 14
    assert grade(text) == pytest.approx(0.39 * 9 / 2 + 11.8 * 14 / 9 - 15.59)
    assert grade("") == grade("Go.") == 0


@given(st.text(max_size=300))
def test_no_text_breaks_the_measure(text: str) -> None:
    assert grade(text) >= 0
    assert all(syllables(word) >= 1 for word in words(text))
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


@given(st.text(alphabet="A. k.\n(Mrs“”。!?Dé", max_size=60))
def test_an_abbreviation_is_looked_for_after_the_mark_before_as_in_the_whole_text(text: str) -> None:
    ends = [end.end() for end in SENTENCE_END.finditer(text) if not ABBREVIATION.search(text[: end.end()])]
    parts = [text[a:b].strip() for a, b in pairwise([0, *ends, len(text)])]
    assert sentences(text) == [part for part in parts if part]


def test_each_letter_is_read_once_for_abbreviations(monkeypatch: pytest.MonkeyPatch) -> None:
    read = Mock(wraps=ABBREVIATION.search)
    monkeypatch.setattr(reading, "ABBREVIATION", Mock(search=read))
    text = "Dr. Kim asked. Who knows? " * 100
    sentences(text)
    assert sum(end - start for _, start, end in (call.args for call in read.call_args_list)) <= len(text)
