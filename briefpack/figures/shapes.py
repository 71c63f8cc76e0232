"""What a drawing is made of. Lengths are points, x grows to the right and y downwards from the top left corner."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

FontRole = Literal["body", "bold"]
Measure = Callable[[str, FontRole, float], float]
Anchor = Literal["start", "middle", "end"]
Point = tuple[float, float]


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


@dataclass(frozen=True, slots=True)
class Polygon:
    points: tuple[Point, ...]
    fill: str
    stroke: str = ""
    thickness: float = 1.0


@dataclass(frozen=True, slots=True)
class Label:
    """Set one line of text; y is its baseline. `goes_on`: the next label goes on within the same word."""

    x: float
    y: float
    text: str
    size: float
    colour: str
    bold: bool = False
    anchor: Anchor = "start"
    goes_on: bool = False


Shape = Rect | Line | Circle | Polygon | Label


@dataclass(frozen=True, slots=True)
class Drawing:
    width: float
    height: float
    shapes: tuple[Shape, ...]
