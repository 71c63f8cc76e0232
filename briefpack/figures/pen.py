"""Words in a drawing: into lines, and where they stand."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from briefpack.figures.shapes import (
    LINE_PITCH,
    Anchor,
    Measure,
    Place,
    Rect,
    Shape,
    TextLine,
    Words,
    with_hyphen,
)
from briefpack.languages.characters import SOFT_HYPHEN
from briefpack.languages.hyphenation import hyphen_places, own_hyphens
from briefpack.languages.line_breaks import SPACE, atoms, ends_with_phrases, handed_down, parts_with_hyphen
from briefpack.languages.ragged import MOST_BALANCED, Atom, even_ends, in_phrases
from briefpack.look.series import series_colours
from briefpack.look.theme import Colours

Paint = Callable[[int], Sequence[str]]
"""Returns the colours of so many series."""


@dataclass(frozen=True, slots=True)
class Pen:
    colours: Colours
    size: float
    measure: Measure
    side_start: float = 0
    """How far from the left the page's side column starts, for what should stand in line with it; 0: there is none."""
    paint: Paint | None = None
    """Left out: the colours of series are made of the theme's."""
    language: str = ""
    """By whose rules a word is parted that no line holds."""
    room: float = math.inf
    """How high a drawing that can be lower had better be."""
    flatter: float = 1
    """The part of their usual height that plots and maps have."""

    def series(self, count: int) -> Sequence[str]:
        """Return the colours of so many series."""
        return self.paint(count) if self.paint else series_colours(self.colours, count)

    @property
    def leading(self) -> float:
        return self.size * LINE_PITCH

    def width(self, text: str, bold: bool = False) -> float:
        return self.measure(text, "bold" if bold else "body", self.size)

    def lines(self, text: str, width: float, bold: bool = False) -> list[TextLine]:
        """Break text into lines no wider than the width; no text has none."""
        whole = _in_one_line(text)
        if self.width(whole, bold) <= width:
            return [TextLine(whole)] if whole else []
        lines = self._filled(text, width, bold)
        if len(lines) > 1:
            lines = self._even(lines, width, bold)
        starts = [line[0][1] for line in lines]
        return [TextLine(_line(line), goes_on) for line, goes_on in zip(lines, [*starts[1:], False], strict=False)]

    def line_count(self, text: str, width: float, bold: bool = False) -> int:
        """Return how many lines `lines` makes of a text, in less time."""
        whole = _in_one_line(text)
        return len(self._filled(text, width, bold)) if self.width(whole, bold) > width else min(len(whole), 1)

    def _filled(self, text: str, width: float, bold: bool) -> list[list[tuple[str, bool]]]:
        """Fill line after line."""
        lines: list[list[tuple[str, bool]]] = []
        line = ""
        for piece, glued in self._pieces(text, width, bold):
            longer = f"{line.removesuffix(SOFT_HYPHEN)}{piece}" if glued else f"{line} {piece}"
            if lines and self.width(with_hyphen(longer), bold) <= width:
                lines[-1].append((piece, glued))
                line = longer
            else:
                lines.append([(piece, glued)])
                line = piece
        return lines

    def _even(self, lines: list[list[tuple[str, bool]]], width: float, bold: bool) -> list[list[tuple[str, bool]]]:
        """Return as many lines, even and ended by their sense; of many, the last is no lone character."""
        pieces = [piece for line in lines for piece in line]
        glued = [piece[1] for piece in pieces[1:]] + [True]
        space = self.width(" ", bold)
        parts = [
            Atom(text if joins else f"{text} ", self.width(with_hyphen(text), bold), 0 if joins else space)
            for (text, _), joins in zip(pieces, glued, strict=True)
        ]
        if len(lines) <= MOST_BALANCED:
            # hyphens of words that end no line count in their widths, so that too little may seem to fit
            ends = even_ends(parts, width, len(lines), self.size) or list(accumulate(map(len, lines)))
        else:
            ends = list(accumulate(map(len, lines)))
            first, last = ends[-3], ends[-2]
            count = handed_down([part.text for part in parts[first:last]], "".join(part.text for part in parts[last:]))
            if sum(part.width + part.space for part in parts[last - count :]) <= width:
                ends[-2] -= count
        return [pieces[first:last] for first, last in pairwise([0, *ends])]

    def _pieces(self, text: str, width: float, bold: bool) -> Iterable[tuple[str, bool]]:
        """Return what is not broken, and whether it joins what stands before it without a space."""
        pieces = [
            (piece, glued or part > 0)
            for atom, glued in _atoms(text)
            for part, piece in enumerate(self._chopped(atom, width, bold))
        ]
        return self._in_phrases(pieces, width, bold) if ends_with_phrases(text) else pieces

    def _in_phrases(self, pieces: Sequence[tuple[str, bool]], width: float, bold: bool) -> list[tuple[str, bool]]:
        """Return phrases of Japanese whole, but for those that are wider than half the column."""
        starts = [*(glued for _, glued in pieces[1:]), True]
        texts = [piece if joins else f"{piece} " for (piece, _), joins in zip(pieces, starts, strict=True)]
        ends = in_phrases(texts, [self.width(text, bold) for text in texts], width)
        return [
            ("".join(piece for piece, _ in pieces[first:last]), pieces[first][1])
            for first, last in pairwise([0, *ends])
        ]

    def _chopped(self, atom: str, width: float, bold: bool) -> list[str]:
        """Split an atom that is wider than the column, a word where a hyphen may stand."""
        if self.width(atom, bold) <= width:
            return [atom]
        hyphen = SOFT_HYPHEN if parts_with_hyphen(atom) else ""
        places = hyphen_places(atom, self.language) if hyphen else ()
        own = own_hyphens(atom, 1) if hyphen else ()
        pieces, start = list[str](), 0
        while start < len(atom):
            end = start + self._fitting(atom[start:], hyphen, width, bold)
            if end < len(atom):
                best = [place for place in own if start < place <= end] or [p for p in places if start < p <= end]
                end = max(best, default=end)
            pieces.append(atom[start:end] + (hyphen if end < len(atom) and end not in own else ""))
            start = end
        return pieces

    def _fitting(self, text: str, hyphen: str, width: float, bold: bool) -> int:
        """Return how many letters of a text fit, one at least, before a hyphen unless they are all."""
        for count in range(2, len(text) + 1):
            shown = with_hyphen(text[:count] + (hyphen if count < len(text) else ""))
            if self.width(shown, bold) > width:
                return count - 1
        return len(text)

    def longest_word(self, text: str, bold: bool = False) -> float:
        return max((self.width(atom, bold) for atom, _ in _atoms(text)), default=0)

    def words(
        self,
        lines: Sequence[TextLine],
        x: float,
        top: float,
        colour: str,
        bold: bool = False,
        anchor: Anchor = "start",
        box: Rect | None = None,
        place: Place | None = None,
    ) -> list[Shape]:
        """Return the shape that sets the lines, or none where there are no lines."""
        return [Words(tuple(lines), x, top, self.size, colour, bold, anchor, box, place)] if lines else []

    def middle(self, top: float) -> float:
        """The height at which a mark before a line that starts at `top` stands: half of the capitals'."""
        return top + self.leading / 2


@functools.lru_cache(maxsize=4096)
def _atoms(text: str) -> tuple[tuple[str, bool], ...]:
    """Return what is not broken, and whether it joins what stands before it without a space."""
    words = (atoms(word) for word in SPACE.split(text) if word)
    return tuple((atom, number > 0) for word in words for number, atom in enumerate(word))


@functools.lru_cache(maxsize=4096)
def _in_one_line(text: str) -> str:
    return _joined(_atoms(text))


def _joined(pieces: Sequence[tuple[str, bool]]) -> str:
    """Return the text of a line: pieces, each with whether it joins the one before without a space."""
    return "".join(text if glued or not number else f" {text}" for number, (text, glued) in enumerate(pieces))


def _line(pieces: Sequence[tuple[str, bool]]) -> str:
    """Return the text of a line, in which a hyphen stands at its end alone."""
    text = _joined(pieces)
    return text[:-1].replace(SOFT_HYPHEN, "") + text[-1:] if SOFT_HYPHEN in text else text
