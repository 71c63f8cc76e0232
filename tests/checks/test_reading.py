"""Sentences, syllables and the grade, against counts made by hand and the published formula."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpack.checks.reading import grade, sentences, syllables, words
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
