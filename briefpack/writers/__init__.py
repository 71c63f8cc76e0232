"""Writers: each turns a document tree into the bytes of one format and knows nothing of the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from briefpack.errors import shortened

MOST_EMPTY = 1 / 3
"""The part of a slide's height that may be empty below its content."""


@dataclass(frozen=True, slots=True)
class Written:
    """Hold a file's bytes and how many pages or slides it has; 0 where only the reader's program knows."""

    data: bytes
    pages: int = 0
    steps: tuple[str, ...] = ()
    """What was done to make the document fit, in words: which slides were split."""
    warnings: tuple[tuple[str, str], ...] = ()
    """What may look wrong, as messages and hints; the writer knows no place in a person's file."""


@dataclass(frozen=True, slots=True)
class SlideFill:
    """Say how far a slide is filled, from 0 to 1: what its content takes of its room, what of its height is empty."""

    title: str
    taken: float
    empty: float


MANY_MORE = 1.5
"""So many times the slides that a deck has are a warning."""


def count_warnings(planned: int, count: int, why: str = "", way_out: str = "") -> Iterator[tuple[str, str]]:
    """Warn of a deck that becomes another one, as so many of its slides are split; `why` and `way_out` say more."""
    if count >= planned * MANY_MORE:
        yield f"the deck takes {count} slides and not {planned}{why}", f"{way_out}Put less on a slide."


def table_warnings(headers: Iterable[Iterable[str]]) -> Iterator[tuple[str, str]]:
    """Warn of each table whose columns are too narrow for a word; `headers` are the texts of their header cells."""
    names = [", ".join(" ".join(text.split()) for text in header if text.strip()) for header in headers]
    for header in dict.fromkeys(names):
        hint = "Give it fewer columns or shorter words, or let its columns be its rows."
        yield f"words of the table “{shortened(header)}” are cut, as they are wider than their columns", hint


def ask_warnings(titles: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Warn of each slide whose ask no slide holds, so that it had to be parted."""
    for title in titles:
        hint = "Shorten it: who has to turn the page for half of a question answers the other half."
        yield f"the ask of the slide “{title}” is too long for one slide", hint


def fill_warnings(fills: Sequence[SlideFill]) -> Iterator[tuple[str, str]]:
    """Warn once of all slides that are too empty below their content."""
    names = [f"“{fill.title}”" for fill in fills if fill.empty > MOST_EMPTY]
    if names:
        those = "the slide" if len(names) == 1 else f"{len(names)} slides:"
        hint = "Give it another item or another form: invoke explain shows how far each slide is filled."
        yield f"more than a third is empty below the content of {those} {', '.join(names)}", hint
