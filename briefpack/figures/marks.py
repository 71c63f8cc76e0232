"""Marks that tell regions and roles apart without colour, and the key that explains them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from briefpack.figures.cells import Drawn
from briefpack.figures.pen import Pen
from briefpack.figures.shapes import Circle, Point, Polygon, Shape, TextLine

Mark = Callable[[float, float, float, str, str], Circle | Polygon]


def disc(x: float, y: float, r: float, colour: str, ground: str) -> Circle:
    return Circle(x, y, r, colour)


def ring(x: float, y: float, r: float, colour: str, ground: str) -> Circle:
    return Circle(x, y, r - 0.4, ground, colour, max(1.0, r * 0.34))


def polygon(*corners: Point, hollow: bool = False) -> Mark:
    def mark(x: float, y: float, r: float, colour: str, ground: str) -> Polygon:
        points = tuple((x + dx * r, y + dy * r) for dx, dy in corners)
        return Polygon(points, ground, colour, r * 0.34) if hollow else Polygon(points, colour)

    return mark


_SQUARE = ((-0.88, -0.88), (0.88, -0.88), (0.88, 0.88), (-0.88, 0.88))
_TRIANGLE = ((0.0, -1.05), (1.08, 0.85), (-1.08, 0.85))
_DIAMOND = ((0.0, -1.2), (1.2, 0.0), (0.0, 1.2), (-1.2, 0.0))
_PLUS = (
    (-0.36, -1.05),
    (0.36, -1.05),
    (0.36, -0.36),
    (1.05, -0.36),
    (1.05, 0.36),
    (0.36, 0.36),
    (0.36, 1.05),
    (-0.36, 1.05),
    (-0.36, 0.36),
    (-1.05, 0.36),
    (-1.05, -0.36),
    (-0.36, -0.36),
)
REGION_MARKS: tuple[Mark, ...] = (
    disc,
    polygon(*_SQUARE),
    polygon(*_TRIANGLE),
    polygon(*_DIAMOND),
    ring,
    polygon(*_SQUARE, hollow=True),
    polygon(*_TRIANGLE, hollow=True),
    polygon(*_DIAMOND, hollow=True),
    polygon(*_PLUS),
)


@dataclass(frozen=True, slots=True)
class KeyItem:
    """Explain a mark, or a number, or stand alone as a heading."""

    text: str
    mark: Mark | None = None
    number: str = ""


def draw_key(items: list[KeyItem], top: float, width: float, pen: Pen) -> Drawn:
    """Set the items one after another, in as many lines as they need."""
    shapes: list[Shape] = []
    x, y = 0.0, top
    for item in items:
        lead = _key_lead(item, pen)
        lines = pen.lines(item.text, width - lead)
        wide = lead + max((pen.width(line.text) for line in lines), default=0)
        if x and x + wide > width:
            x, y = 0.0, y + pen.leading * 1.15
        shapes += _key_sign(item, x, y, pen)
        shapes += pen.words(lines, x + lead, y, pen.colours.quiet)
        x, y = x + wide + pen.size * 1.5, y + pen.leading * max(0, len(lines) - 1)
    return shapes, y + pen.leading


def _key_lead(item: KeyItem, pen: Pen) -> float:
    if item.number:
        return pen.width(item.number, bold=True) + pen.size * 0.5
    return pen.size * 1.15 if item.mark else 0


def _key_sign(item: KeyItem, x: float, top: float, pen: Pen) -> list[Shape]:
    if item.number:
        return pen.words([TextLine(item.number)], x, top, pen.colours.accent, bold=True)
    if item.mark:
        radius = pen.size * 0.32
        return [item.mark(x + radius * 1.2, pen.middle(top), radius, pen.colours.accent, pen.colours.paper)]
    return []
