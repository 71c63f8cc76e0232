"""Words in a drawing: where a line may end, and how wide it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefpack.figures.shapes import Anchor, Label, Measure, Shape
from briefpack.theme import Colours

WIDE = (
    "\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\U00020000-\U0003ffff"
)
CLOSING = "、。，．・：；？！）」』】〕〉》’”…‥ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々,.:;?!)%"
OPENING = "（「『【〔〈《‘“"
_CLOSED = f"[{re.escape(CLOSING)}]*"
_ATOM = re.compile(f"[{OPENING}]*[{WIDE}]{_CLOSED}|(?:(?![{WIDE}{OPENING}]).)+{_CLOSED}|.", re.DOTALL)
_WIDE = re.compile(f"[{WIDE}]")
_SPACE = re.compile(r"[^\S\u00a0]+")


def atoms(word: str) -> list[str]:
    """Split a word without spaces where a line may end: between the characters of Chinese and Japanese."""
    return _ATOM.findall(word) if _WIDE.search(word) else [word]


@dataclass(frozen=True, slots=True)
class Pen:
    colours: Colours
    size: float
    measure: Measure

    @property
    def leading(self) -> float:
        return self.size * 1.24

    @property
    def rise(self) -> float:
        """The distance from the top of a line to its baseline: capitals stand in the middle of the line."""
        return self.leading / 2 + self.size * 0.33

    def width(self, text: str, bold: bool = False) -> float:
        return self.measure(text, "bold" if bold else "body", self.size)

    def lines(self, text: str, width: float, bold: bool = False) -> list[tuple[str, bool]]:
        """Break text into lines no wider than the width; True marks a line that ends within a word."""
        lines: list[tuple[str, bool]] = []
        line = ""
        for atom, glued in self._pieces(text, width, bold):
            longer = line + atom if glued or not line else f"{line} {atom}"
            if line and self.width(longer, bold) > width:
                lines.append((line, glued))
                line = atom
            else:
                line = longer
        return [*lines, (line, False)] if line else lines

    def _pieces(self, text: str, width: float, bold: bool) -> Iterable[tuple[str, bool]]:
        """Yield what is not broken, and whether it joins what stands before it without a space."""
        for word in filter(None, _SPACE.split(text)):
            for number, atom in enumerate(atoms(word)):
                for part, piece in enumerate(self._chopped(atom, width, bold)):
                    yield piece, bool(number or part)

    def _chopped(self, atom: str, width: float, bold: bool) -> list[str]:
        """Split an atom that is wider than the column."""
        if self.width(atom, bold) <= width:
            return [atom]
        pieces = [""]
        for character in atom:
            if pieces[-1] and self.width(pieces[-1] + character, bold) > width:
                pieces.append("")
            pieces[-1] += character
        return pieces

    def longest_word(self, text: str, bold: bool = False) -> float:
        return max(
            (self.width(atom, bold) for word in filter(None, _SPACE.split(text)) for atom in atoms(word)), default=0
        )

    def labels(
        self,
        lines: Sequence[tuple[str, bool]],
        x: float,
        top: float,
        colour: str,
        bold: bool = False,
        anchor: Anchor = "start",
    ) -> list[Shape]:
        return [
            Label(x, top + self.rise + row * self.leading, line, self.size, colour, bold, anchor, goes_on)
            for row, (line, goes_on) in enumerate(lines)
        ]

    def middle(self, top: float) -> float:
        """The height at which a mark before a line that starts at `top` stands: half of the capitals'."""
        return top + self.leading / 2
