"""Passages: words of one style, measured once for all its sizes and shaped again only in those that are drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from briefpack.languages.line_breaks import ends_with_phrases, is_wide
from briefpack.writers.pdf.inlines import LEAST_PLACE_PT, RAISED
from briefpack.writers.pdf.lines import ROUNDING, break_lines, fill_lines
from briefpack.writers.pdf.text import TextLine, Word, line_width

NO_LIMIT = 1e6
"""A line that only its own line breaks end is no wider, in points."""


@dataclass(eq=False)
class Passage:
    """Hold words that a layout may try in several sizes. shape: returns them in one; size: that in which they measure.

    What is measured is as wide in ems in every size, unless a part of it has a size of its own, as the smallest type
    has. What is kept here lives as long as the document is laid out, and is as much as its settings ask for.
    """

    shape: Callable[[float], list[Word]]
    size: float
    _words: dict[float, list[Word]] = field(default_factory=dict, init=False, repr=False)
    _lines: dict[tuple[float, float, bool, bool], list[TextLine]] = field(default_factory=dict, init=False, repr=False)
    _counts: dict[tuple[float, float, bool, bool], int] = field(default_factory=dict, init=False, repr=False)

    @classmethod
    def of(cls, words: list[Word], size: float) -> Passage:
        """Return the passage of words that are shaped already, and set in no other size."""
        return cls(lambda _: words, size)

    def words(self, size: float) -> list[Word]:
        """Return the words in a size, to be drawn."""
        if size not in self._words:
            self._words[size] = self.shape(size)
        return self._words[size]

    def lines(self, size: float, limit: float, balanced: bool, narrow: bool) -> list[TextLine]:
        """Return lines no wider than a limit, to be drawn; so closely set or not, they are the same."""
        key = size, limit, balanced, narrow
        if key not in self._lines:
            self._lines[key] = break_lines(self.words(size), limit, balanced, narrow)
        return self._lines[key]

    def count(self, size: float, limit: float, balanced: bool, narrow: bool) -> int:
        """Return how many lines there are: as many as `lines` returns."""
        key = size, limit, balanced, narrow
        if key not in self._counts:
            parted = narrow or self._ends_elsewhere
            self._counts[key] = len(self.lines(*key)) if parted else self._count(size, limit)
        return self._counts[key]

    def _count(self, size: float, limit: float) -> int:
        words, scale = self._measuring(size)
        most = (limit + ROUNDING) / scale
        count, used, is_begun = 0, 0.0, False
        for end, advance, stop in self._advances if words is self._measured else _advances(words):
            if end > most:
                return len(fill_lines(self.words(size), limit))  # it is cut
            if is_begun and used + end > most:
                count, used = count + 1, 0.0
            used, is_begun = used + advance, True
            if stop:
                count, used, is_begun = count + 1, 0.0, False
        return count + is_begun

    def natural_width(self, size: float) -> float:
        """Return how wide it is where only its own line breaks end lines."""
        words, scale = self._measuring(size)
        wide = self._natural if words is self._measured else _natural(words)
        return wide * scale

    def longest_word(self, size: float) -> float:
        """Return how wide the longest word is where it ends a line."""
        words, scale = self._measuring(size)
        return max((word.end_width for word in words), default=0) * scale

    def one_line(self, size: float) -> float:
        """Return how wide it is on one line, with the spaces at its ends."""
        words, scale = self._measuring(size)
        return sum([word.width + word.space for word in words]) * scale

    def own_lines(self, size: float) -> list[float]:
        """Return how wide each of the lines is that its own breaks end."""
        words, scale = self._measuring(size)
        lines = [0.0]
        for word in words:
            lines[-1] += word.width + word.space
            lines += [0.0] if word.stop else []
        return [line * scale for line in lines]

    @cached_property
    def stops(self) -> int:
        """How many of its lines a break ends, before the last."""
        return sum(word.stop for word in self._measured[:-1])

    @cached_property
    def text(self) -> str:
        """What it says, without raised numbers."""
        return "".join([word.text for word in self._measured])

    @property
    def _measured(self) -> list[Word]:
        return self.words(self.size)

    @cached_property
    def _advances(self) -> list[tuple[float, float, bool]]:
        return _advances(self._measured)

    @cached_property
    def _natural(self) -> float:
        return _natural(self._measured)

    def _measuring(self, size: float) -> tuple[list[Word], float]:
        """Return words that tell how wide it is in a size, and by what their widths are multiplied."""
        return (self._measured, size / self.size) if self._scales else (self.words(size), 1.0)

    @cached_property
    def _scales(self) -> bool:
        sizes = self.size, self.size * RAISED
        return self.size > LEAST_PLACE_PT and all(
            run.look.size in sizes for word in self._measured for run in word.runs
        )

    @cached_property
    def _ends_elsewhere(self) -> bool:
        """Whether lines may be more than those that are filled one by one."""
        if any(word.hyphen for word in self._measured):
            return True
        text = "".join([run.text for word in self._measured for run in word.runs])
        return is_wide(text) and any(ends_with_phrases(word.text) for word in self._measured)


def _advances(words: Sequence[Word]) -> list[tuple[float, float, bool]]:
    """Return of each word how wide it is at the end of a line and with the space after it, and whether it ends one."""
    return [(word.end_width if word.hyphen else word.width, word.width + word.space, word.stop) for word in words]


def _natural(words: Sequence[Word]) -> float:
    return max(map(line_width, fill_lines(words, NO_LIMIT)), default=0)
