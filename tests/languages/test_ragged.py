"""Paragraphs: as few lines as can be, of these the most even ones, and no word alone at the end."""

from __future__ import annotations

from itertools import groupby

from hypothesis import given
from hypothesis import strategies as st

from briefpack.languages.line_breaks import Atom, filled, ragged

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


def test_a_hyphen_takes_room_and_is_minded() -> None:
    parts = [Atom("", 19, 1), Atom("", 18, 0, hyphen=2), Atom("", 20, 1), Atom("", 12, 1)]
    assert ragged(parts, WIDTH) == [2, 4]
    assert ragged([parts[0], Atom("", 19.5, 0, hyphen=2), *parts[2:]], WIDTH)[0] == 1


def test_no_more_than_two_lines_in_a_row_end_in_a_hyphen() -> None:
    parts = [Atom("first", 5, 1), *[Atom("parted", 6, 0, 1), Atom("rest", 4, 1)] * 8]
    ends = ragged(parts, 13)
    rows = [len([*group]) for hyphened, group in groupby(parts[end - 1].hyphen > 0 for end in ends) if hyphened]
    assert max(rows, default=0) <= 2


def test_more_of_them_do_where_no_other_line_fits() -> None:
    assert ragged([Atom("parted", 6, 0, 1)] * 5, 8) == [1, 2, 3, 4, 5]
