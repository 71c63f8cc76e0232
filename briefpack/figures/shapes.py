"""What a drawing is made of. Lengths are points, x grows to the right and y downwards from the top left corner."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from briefpack.languages.characters import SOFT_HYPHEN

FontRole = Literal["body", "bold"]
Measure = Callable[[str, FontRole, float], float]
Anchor = Literal["start", "middle", "end"]
Point = tuple[float, float]
Ring = tuple[Point, ...]
"""A closed line; its last point is joined to its first."""
Place = tuple[int, int]
"""The row and the column of a cell of the figure's table, both from 0; the header is row 0."""
LINE_PITCH = 1.24
"""The distance of two baselines, as a multiple of the size of the type."""


@dataclass(frozen=True, slots=True)
class Rect:
    x: float
    y: float
    width: float
    height: float
    fill: str


@dataclass(frozen=True, slots=True)
class Line:
    x1: float
    y1: float
    x2: float
    y2: float
    colour: str
    thickness: float = 0.5


@dataclass(frozen=True, slots=True)
class Circle:
    """Draw a disc, or a ring where `stroke` is a colour."""

    x: float
    y: float
    radius: float
    fill: str
    stroke: str = ""
    thickness: float = 1.0
    place: Place | None = None
    """The cell that it shows; decoration shows none."""


@dataclass(frozen=True, slots=True)
class Polygon:
    points: tuple[Point, ...]
    fill: str
    stroke: str = ""
    thickness: float = 1.0
    place: Place | None = None
    """The cell that it shows; decoration shows none."""


@dataclass(frozen=True, slots=True)
class Area:
    """Fill what lies within rings that do not overlap, with one outline for all if `stroke` is a colour."""

    rings: tuple[Ring, ...]
    fill: str
    stroke: str = ""
    thickness: float = 0.5
    place: Place | None = None
    """The cell that it shows; decoration shows none."""


@dataclass(frozen=True, slots=True)
class Strokes:
    """Draw many straight lines as one shape, such as those that hatch an area."""

    lines: tuple[tuple[Point, Point], ...]
    colour: str
    thickness: float = 0.5
    place: Place | None = None
    """The cell of the area that they hatch."""


class TextLine(NamedTuple):
    """Hold one line of words; `goes_on` says that the next line continues its last word.

    A soft hyphen at its end is shown, but is no letter of the text.
    """

    text: str
    goes_on: bool = False

    @property
    def shown(self) -> str:
        """What the line shows."""
        return with_hyphen(self.text)

    @property
    def letters(self) -> str:
        """The letters of the text."""
        return self.text.removesuffix(SOFT_HYPHEN)


def with_hyphen(text: str) -> str:
    """Return a line as it is shown, with a hyphen in place of a soft one at its end."""
    return f"{text[:-1]}-" if text.endswith(SOFT_HYPHEN) else text


@dataclass(frozen=True, slots=True)
class Words:
    """Set one text in lines, one or more; `x` is their left edge, middle or right edge, as `anchor` says."""

    lines: tuple[TextLine, ...]
    x: float
    top: float
    """The top of the first line; a line is `pitch` high."""
    size: float
    colour: str
    bold: bool = False
    anchor: Anchor = "start"
    box: Rect | None = None
    """The rectangle that holds the text, itself a shape of the drawing."""
    place: Place | None = None
    """The cell that it shows; the words of a key show none."""

    @property
    def pitch(self) -> float:
        return self.size * LINE_PITCH

    @property
    def height(self) -> float:
        return self.pitch * len(self.lines)

    def baselines(self) -> Iterator[tuple[float, TextLine]]:
        """Yield the height of each baseline with its line: capitals stand in the middle of a line."""
        rise = self.pitch / 2 + self.size * 0.33
        for row, line in enumerate(self.lines):
            yield self.top + rise + row * self.pitch, line


Shape = Rect | Line | Circle | Polygon | Area | Strokes | Words


@dataclass(frozen=True)
class Drawing:
    """Hold a drawing; its height and its shapes may be functions, called when they are first asked for."""

    width: float
    tall: float | Callable[[], float]
    drawn: Sequence[Shape] | Callable[[], Sequence[Shape]]
    holds_sides: bool = False
    """Whether left and right are what they are in every language: a map’s are west and east."""
    least: float = 0
    """What its height is more than, known without drawing it."""

    @cached_property
    def height(self) -> float:
        return self.tall() if callable(self.tall) else self.tall

    def fits(self, room: float) -> bool:
        """Tell whether it is no higher than its room, without drawing one that cannot be."""
        return self.least < room and self.height <= room

    @cached_property
    def shapes(self) -> tuple[Shape, ...]:
        return tuple(self.drawn() if callable(self.drawn) else self.drawn)
