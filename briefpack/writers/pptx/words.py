"""The words of a paragraph, looked up by letter: what a slide needs of them costs the same however many follow.

A paragraph as long as a book becomes hundreds of slides, each of which is handed what is left of it. That is a stretch
of the same words, in which nothing is copied, joined or measured anew.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate, pairwise
from math import inf
from typing import NamedTuple, overload

from briefpack.languages.capitals import in_capitals
from briefpack.languages.line_breaks import atoms
from briefpack.languages.scripts import holds_east_asian
from briefpack.look.font_widths import Face, kerned_width

BREAK = "\n"
"""What stands in a run's text for a line that ends within a paragraph."""
CUT = "\u2028"
"""The same within a word that no line holds, behind a soft hyphen that is shown; no text of others has it."""
_BLANK = "\t \u1680\u2000-\u2006\u2008-\u200b\u205f\u3000"
"""White space at which a line may end, and that without a width (U+200B); a no-break space is none."""
_WORD = re.compile(f"[\n{CUT}]|[^\n{CUT}{_BLANK}]+[{_BLANK}]*|[{_BLANK}]+")
_FIRST_LOOK = 64
"""So many letters are measured first of a word that may be too long, then twice as many."""
MOST_KNOWN = 64
"""What is longer than so many letters is not measured whole."""
RAISED = 0.66
"""The size of a note's number, as a part of the text's."""


class Run(NamedTuple):
    """Hold words of one style."""

    text: str
    bold: bool = False
    italic: bool = False
    colour: str = ""
    """#RRGGBB; "" is the colour of the text around."""
    language: str = ""
    link: str = ""
    raised: bool = False
    capitals: bool = False
    """Whether its letters are shown in capitals."""


class Type(NamedTuple):
    """Say what runs are set in: the family, and the size in points."""

    family: str
    size: float
    bold: bool = False
    caps: bool = False


class Piece(NamedTuple):
    """Hold a stretch that a line does not break: how many letters stand before its white space, how wide both are.

    Widths are ems; a piece of very many letters is measured where it is set, and without end here.
    """

    start: int
    end: int
    core: int
    wide: float
    after: float


MeasuredPiece = tuple[int, int, int, float, float]
"""The same from the start of a stretch, in points."""


class Words:
    """Hold the runs of a whole paragraph, with what is asked of any stretch of it, each worked out once."""

    def __init__(self, runs: Sequence[Run]) -> None:
        self._runs = tuple(runs)
        self._ends = list(accumulate(len(run.text) for run in self._runs))
        self._shown: dict[Type, list[tuple[str, Face, float]]] = {}
        self._measured: dict[Type, list[Piece]] = {}
        self.text = "".join(run.text for run in self._runs)

    def between(self, start: int, end: int) -> Iterator[Run]:
        """Yield the runs between two letters."""
        for number in self._from(start):
            run, first = self._runs[number], self._first(number)
            if first >= end:
                return
            if text := run.text[max(0, start - first) : end - first]:
                yield run._replace(text=text)

    def width(self, start: int, end: int, type_: Type) -> float:
        """Return the width between two letters in points."""
        wide, shown = 0.0, self._in(type_)
        for number in self._from(start):
            first = self._first(number)
            if first >= end:
                break
            text, face, size = shown[number]
            wide += kerned_width(text[max(0, start - first) : end - first], face) * size
        return wide

    def measured(self, type_: Type) -> list[Piece]:
        """Return the pieces in a size of 1, measured once for all sizes and widths in which they are tried."""
        unit = type_._replace(size=1)
        if unit not in self._measured:
            self._measured[unit] = [self._piece(start, end, unit) for start, end in pairwise([0, *self.pieces])]
        return self._measured[unit]

    def _piece(self, start: int, end: int, unit: Type) -> Piece:
        core = start + len(self.text[start:end].rstrip())
        if end - start > MOST_KNOWN:
            return Piece(start, end, core - start, inf, 0)
        return Piece(start, end, core - start, self.width(start, core, unit), self.width(core, end, unit))

    def _from(self, start: int) -> range:
        return range(bisect_right(self._ends, start), len(self._runs))

    def _first(self, number: int) -> int:
        return self._ends[number - 1] if number else 0

    def _in(self, type_: Type) -> list[tuple[str, Face, float]]:
        """Return the letters of each run as they are shown, with their font and size."""
        if type_ not in self._shown:
            self._shown[type_] = [_shown(run, type_) for run in self._runs]
        return self._shown[type_]

    @cached_property
    def pieces(self) -> list[int]:
        """Where each stretch ends that a line does not break, with the white space after it."""
        return list(accumulate(len(atom) for word in _WORD.findall(self.text) for atom in atoms(word)))

    @cached_property
    def has_long(self) -> bool:
        """Whether a piece is longer than what is measured whole."""
        return any(end - start > MOST_KNOWN for start, end in pairwise([0, *self.pieces]))

    @cached_property
    def last_east_asian(self) -> int:
        """Where the last letter of Chinese, Japanese or Korean stands; -1 if there is none."""
        if not holds_east_asian(self.text):
            return -1
        return max(place for place, letter in enumerate(self.text) if holds_east_asian(letter))


def _shown(run: Run, type_: Type) -> tuple[str, Face, float]:
    upper = in_capitals(run.text, run.language) if type_.caps or run.capitals else run.text
    text = upper if len(upper) == len(run.text) else run.text
    return text, Face(type_.family, run.bold or type_.bold), type_.size * (RAISED if run.raised else 1)


class Stretch(Sequence[Run]):
    """Hold the runs between two letters of longer words: what is left of a paragraph that goes on."""

    def __init__(self, words: Words, start: int, end: int) -> None:
        self.words, self.start, self.end = words, start, end

    @cached_property
    def _runs(self) -> tuple[Run, ...]:
        return tuple(self.words.between(self.start, self.end))

    @overload
    def __getitem__(self, index: int) -> Run: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Run]: ...
    def __getitem__(self, index: int | slice) -> Run | Sequence[Run]:
        return self._runs[index]

    def __len__(self) -> int:
        return len(self._runs)

    def __bool__(self) -> bool:
        return self.start < self.end

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Stretch):
            return NotImplemented
        return (self.words, self.start, self.end) == (other.words, other.start, other.end)

    def __hash__(self) -> int:
        return hash((self.words, self.start, self.end))

    @property
    def text(self) -> str:
        return self.words.text[self.start : self.end]

    @property
    def holds_east_asian(self) -> bool:
        """Whether it holds a letter or mark of Chinese, Japanese or Korean."""
        if self.end == len(self.words.text):
            return self.start <= self.words.last_east_asian
        return self.words.last_east_asian >= 0 and holds_east_asian(self.text)

    def cut(self, start: int, end: int) -> Stretch:
        """Return the runs between two letters, without white space at the edges."""
        first, last = self.start + start, self.start + end
        text = self.words.text
        while first < last and text[first].isspace():
            first += 1
        while last > first and text[last - 1].isspace():
            last -= 1
        return Stretch(self.words, first, last)

    def pieces(self) -> Iterator[tuple[int, int]]:
        """Yield what a line does not break, with the white space after it, from letter to letter."""
        ends, first = self.words.pieces, self.start
        for number in range(bisect_right(ends, first), len(ends)):
            if first >= self.end:
                return
            last = min(ends[number], self.end)
            yield first - self.start, last - self.start
            first = last

    def known(self, type_: Type) -> list[Piece]:
        """Return the pieces in a size of 1, if these are all words and none is too long to be measured whole."""
        if self.start or self.end < len(self.words.text) or self.words.has_long:
            return []
        return self.words.measured(type_)

    def measured(self, type_: Type, most: float) -> Iterator[MeasuredPiece]:
        """Yield the pieces, each with the letters before its white space, and the widths of these and of that.

        What is wider than `most` is so at least.
        """
        words, first, size = self.words, self.start, type_.size
        known = words.measured(type_)
        for number in range(bisect_right(words.pieces, first), len(known)):
            if first >= self.end:
                return
            before, last, core, wide, after = known[number]
            if first == before and last <= self.end and wide < inf:
                yield first - self.start, last - self.start, core, wide * size, after * size
            else:
                last = min(last, self.end)
                start, core = first - self.start, len(words.text[first:last].rstrip())
                wide = self.width_up_to(start, start + core, type_, most)
                yield start, last - self.start, core, wide, words.width(first + core, last, type_)
            first = last

    def width(self, start: int, end: int, type_: Type) -> float:
        """Return the width between two letters in points."""
        return self.words.width(self.start + start, self.start + end, type_)

    def width_up_to(self, start: int, end: int, type_: Type, most: float) -> float:
        """Return the width between two letters, or one over `most` if they are wider than that."""
        look = _FIRST_LOOK
        while start + look < end:
            if (wide := self.width(start, start + look, type_)) > most:
                return wide
            look *= 2
        return self.width(start, end, type_)

    def fitting(self, start: int, end: int, type_: Type, most: float) -> int:
        """Return how many letters of a word fit, one at least."""
        look = _FIRST_LOOK
        while start + look < end and self.width(start, start + look, type_) <= most:
            look *= 2
        longer = range(start + 2, min(start + look, end) + 1)
        return 1 + bisect_right(longer, most, key=lambda stop: self.width(start, stop, type_))


def stretch_of(runs: Sequence[Run]) -> Stretch:
    """Return runs as words that can be looked up."""
    if not isinstance(runs, tuple) and isinstance(runs, Stretch):
        return runs
    words = _words(tuple(runs))
    return Stretch(words, 0, len(words.text))


@lru_cache(maxsize=1024)
def _words(runs: tuple[Run, ...]) -> Words:
    """Return runs as words, once for all sizes and widths in which they are tried."""
    return Words(runs)
