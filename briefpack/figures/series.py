"""The series of a chart: what a value is drawn as, and the signs by which a reader tells series apart."""

from __future__ import annotations

from collections.abc import Sequence

from briefpack.figures.cells import Drawn
from briefpack.figures.marks import REGION_MARKS, Mark, polygon
from briefpack.figures.pen import Pen
from briefpack.figures.shapes import Polygon, Rect, Shape

OUTLINE = 0.5
SWATCH: Mark = polygon((-1.0, -0.8), (1.0, -0.8), (1.0, 0.8), (-1.0, 0.8))


def block(x: float, y: float, width: float, height: float, colour: str, pen: Pen) -> Shape:
    """Return a bar: one in another colour than the darkest has an outline, so that it stands out from paper."""
    if colour == pen.series(1)[0]:
        return Rect(x, y, width, height, colour)
    corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
    return Polygon(corners, colour, pen.colours.quiet, OUTLINE)


def point_mark(number: int) -> Mark:
    """Return the sign of the points of a line: another one for each."""
    return REGION_MARKS[number % len(REGION_MARKS)]


def swatch(number: int, colour: str, x: float, y: float, lines: bool, pen: Pen) -> Shape:
    """Return the sign of a series before its name."""
    radius = pen.size * 0.32
    if lines:
        return point_mark(number)(x, y, radius, colour, pen.colours.paper)
    return block(x - radius, y - radius * 0.9, radius * 2, radius * 1.8, colour, pen)


def draw_names(names: Sequence[str], left: float, top: float, width: float, pen: Pen, lines: bool = False) -> Drawn:
    """Set the names of the series behind their signs, one after the other in as many lines as they need."""
    shapes: list[Shape] = []
    x, y, lead = 0.0, top, pen.size * 1.15
    paint = pen.series(len(names))
    for number, name in enumerate(names):
        text = pen.lines(name, width - lead)
        wide = lead + max((pen.width(line.shown) for line in text), default=0)
        if x and x + wide > width:
            x, y = 0.0, y + pen.leading
        colour = paint[number % len(paint)]
        shapes.append(swatch(number, colour, left + x + pen.size * 0.4, pen.middle(y), lines, pen))
        shapes += pen.words(text, left + x + lead, y, pen.colours.ink, place=(0, number + 1))
        x, y = x + wide + pen.size * 1.5, y + pen.leading * max(0, len(text) - 1)
    return shapes, y + pen.leading
