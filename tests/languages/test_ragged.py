"""Paragraphs: as few lines as can be, of these the most even ones, and no word alone at the end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate, groupby

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefpack.languages.characters import cells
from briefpack.languages.line_breaks import atoms, phrase_ends
from briefpack.languages.ragged import Atom, filled, in_phrases, ragged

WIDTH = 40.0
WORDS = st.lists(st.integers(1, 20), min_size=1, max_size=60)


def atoms_of(lengths: list[int]) -> list[Atom]:
    return [Atom("", length, 1) for length in lengths]


def lengths(parts: list[Atom], ends: list[int]) -> list[float]:
    lines = [parts[first:last] for first, last in zip([0, *ends], ends, strict=False)]
    return [sum(part.width + part.space for part in line) - line[-1].space for line in lines]


def unevenness(parts: list[Atom], ends: list[int]) -> float:
    return sum((WIDTH - line) ** 2 for line in lengths(parts, ends)[:-1])


@given(WORDS)
def test_lines_fit_and_are_as_few_as_can_be(words: list[int]) -> None:
    parts = atoms_of(words)
    ends = ragged(parts, WIDTH)
    assert ends[-1] == len(parts)
    assert all(line <= WIDTH for line in lengths(parts, ends))
    assert len(ends) == len(filled(parts, WIDTH))


@given(WORDS)
def test_lines_are_no_less_even_than_those_filled_one_by_one(words: list[int]) -> None:
    parts = [*atoms_of(words), *atoms_of([10, 10])]
    ours, theirs = ragged(parts, WIDTH), filled(parts, WIDTH)
    if lengths(parts, theirs)[-1] > WIDTH * 0.3:
        assert unevenness(parts, ours) <= unevenness(parts, theirs)


def test_a_word_does_not_end_a_paragraph_alone() -> None:
    parts = atoms_of([9, 9, 9, 9, 3])
    assert filled(parts, WIDTH) == [4, 5]
    assert ragged(parts, WIDTH) == [3, 5]


def test_lines_above_an_address_are_as_long_as_any() -> None:
    text = [Atom("word", 4, 1)] * 11
    assert ragged([*text, Atom("https://example.org/", 19)], 20) == [4, 8, 11, 12]
    assert ragged(text, 20) == [4, 8, 11]


def test_a_hyphen_takes_room_and_is_minded() -> None:
    parts = [Atom("", 19, 1), Atom("", 18, 0, hyphen=2), Atom("", 20, 1), Atom("", 12, 1)]
    assert ragged(parts, WIDTH) == [2, 4]
    assert ragged([parts[0], Atom("", 19.5, 0, hyphen=2), *parts[2:]], WIDTH)[0] == 1


def test_what_belongs_together_stands_on_one_line_where_it_takes_no_line_more() -> None:
    words = [Atom("", 12, 1), Atom("", 12, 1)]
    together = [Atom("", 6, 1, kept=True), Atom("", 9, 1, kept=True), Atom("", 9, 1)]
    assert ragged([*words, *(replace(part, kept=False) for part in together)], WIDTH) == [3, 5]
    assert ragged([*words, *together], WIDTH) == [2, 5]
    long = [Atom("", 12, 1, kept=True)] * 4
    assert len(ragged([*words, *long], WIDTH)) == len(filled([*words, *long], WIDTH)) == 2, "no line more"


def test_no_more_than_two_lines_in_a_row_end_in_a_hyphen() -> None:
    parts = [Atom("first", 5, 1), *[Atom("parted", 6, 0, 1), Atom("rest", 4, 1)] * 8]
    ends = ragged(parts, 13)
    rows = [len([*group]) for hyphened, group in groupby(parts[end - 1].hyphen > 0 for end in ends) if hyphened]
    assert max(rows, default=0) <= 2


def test_more_of_them_do_where_no_other_line_fits() -> None:
    assert ragged([Atom("parted", 6, 0, 1)] * 5, 8) == [1, 2, 3, 4, 5]


SENTENCES = (
    "筆者は、気候資金と開発により大きな可能性を見いだすが、慎重な着手を勧めている。",
    "両国首脳は8月18日、キャンプ・デービッドで会合し、ASEAN の事務局とも協議する。",
    "太平洋諸国の「共同留学プログラム」を、外務当局と教育担当省庁が運営しうる。",
    "二国間協力の枠組みと共同奨学金について、",
)


def in_ems(text: str) -> list[Atom]:
    """Return what no line parts of a text, a letter of Japanese one wide, any other a half."""
    words = [[*atoms(word)] for word in text.split(" ")]
    return [
        Atom(atom if number < len(word) else f"{atom} ", cells(atom) / 2, 0.25 if number == len(word) else 0)
        for word in words
        for number, atom in enumerate(word, 1)
    ]


def ends_within_phrases(parts: list[Atom], ends: list[int], width: float) -> Iterator[str]:
    """Yield lines that end within a phrase that fits, though its begin would leave no more than half of the width."""
    phrases = phrase_ends("".join(part.text for part in parts))
    letters = [0, *accumulate(len(part.text) for part in parts)]
    better = [place for place, letter in enumerate(letters) if letter in phrases or place in (0, len(parts))]
    for first, last in zip([0, *ends], ends, strict=False):
        if last in better:
            continue
        begins, stops = max(place for place in better if place < last), min(place for place in better if place > last)
        (line,) = lengths(parts[first:begins], [begins - first]) if begins > first else (0,)
        (phrase,) = lengths(parts[max(begins, first) : stops], [stops - max(begins, first)])
        if line >= width / 2 or (begins <= first and phrase <= width):
            yield "".join(part.text for part in parts[first:last])


@settings(max_examples=60)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4), st.integers(12, 80))
def test_no_line_of_japanese_ends_within_a_phrase(sentences: list[str], halves: int) -> None:
    parts, width = in_ems("".join(sentences)), halves / 2
    ends = ragged(parts, width)
    assert not list(ends_within_phrases(parts, ends, width))
    assert all(line <= width + 0.01 for line in lengths(parts, ends) if line > max(part.width for part in parts))
    texts, widths = [part.text for part in parts], [part.width + part.space for part in parts]
    whole = in_phrases(texts, widths, width)
    glued = [
        Atom(
            "".join(texts[first:last]),
            sum(widths[first:last]) - parts[last - 1].space,
            parts[last - 1].space,
        )
        for first, last in zip([0, *whole], whole, strict=False)
    ]
    one_by_one = [whole[end - 1] for end in filled(glued, width)]
    assert width < 26 or not list(
        ends_within_phrases(parts, one_by_one, width)
    )  # 「共同留学プログラム」を fills half of it


def test_a_phrase_ends_a_line_though_another_letter_would_fit() -> None:
    parts = in_ems("対話は慎重に始める")
    assert "".join(part.text for part in parts[: ragged(parts, 4.5)[0]]) == "対話は"
    assert "".join(part.text for part in parts[: ragged(parts, 6.5)[0]]) == "対話は慎重に"


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("フォーラム（PIF）の学生を", 8.5, ["フォーラム", "（PIF）の学生を "]),
        ("設置し、留学・青少年を先行する。", 9.5, ["設置し、留学・", "青少年を先行する。 "]),
        ("9月の ASEAN 関連首脳会議の前に、", 11, ["9月の ASEAN 関連首脳", "会議の前に、 "]),
        ("ASEAN や太平洋諸島フォーラムに断られた場合、", 14, ["ASEAN や太平洋諸島", "フォーラムに断られた場合、 "]),
    ],
)
def test_a_long_phrase_is_parted_between_its_words_and_not_before_a_particle(
    text: str, width: float, lines: list[str]
) -> None:
    parts = in_ems(text)
    ends = ragged(parts, width)
    assert ["".join(part.text for part in parts[a:b]) for a, b in zip([0, *ends], ends, strict=False)] == lines


@pytest.mark.parametrize("width", [2.0, 3.0])
def test_a_phrase_is_parted_that_is_wider_than_the_column(width: float) -> None:
    parts = in_ems("慎重に")
    assert len(ragged(parts, width)) == (2 if width < 3 else 1)
