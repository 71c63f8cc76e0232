"""Marks that tell regions and roles apart without colour, and the key that explains them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from briefpack.figures.cells import Drawn
from briefpack.figures.pen import Pen
from briefpack.figures.shapes import Circle, Place, Point, Polygon, Shape, TextLine
from briefpack.languages.scripts import holds_east_asian

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
    place: Place | None = None
    """The cell that the words show, where no other words of the drawing do."""


KEY_GAP_EM, COLUMN_GAP_EM = 1.5, 1.1
"""Between two items of a key, and between its columns: as far apart as those of what it explains."""
LOOSE_GAP_EM = 1.2
"""Behind a date in Chinese, Japanese or Korean, in which programs for slides set space that nobody measured."""


def draw_key(items: list[KeyItem], top: float, width: float, pen: Pen, left: float = 0) -> Drawn:
    """Set the items on one line if they fit there, else in columns of one width, below the heading that they have."""
    wide = [_key_lead(item, pen) + pen.width(item.text) for item in items]
    gap = pen.size * KEY_GAP_EM
    if sum(wide) + gap * (len(items) - 1) <= width:
        shapes: list[Shape] = []
        x = left
        for item, natural in zip(items, wide, strict=True):
            shapes += _key_item(item, x, top, width, pen)[0]
            x += natural + gap
        return shapes, top + pen.leading
    heads = [item for item in items if not (item.mark or item.number)]
    return _key_columns([item for item in items if item not in heads], heads, top, width, pen, left)


def _key_columns(items: list[KeyItem], heads: list[KeyItem], top: float, width: float, pen: Pen, left: float) -> Drawn:
    """Set items in columns of one width, rows as full as each other; words behind numbers start on one line."""
    shapes: list[Shape] = []
    for head in heads:
        drawn, top = _key_item(head, left, top, width, pen)
        shapes += drawn
    lead = max((_key_lead(item, pen) for item in items), default=0)
    gap, widest = pen.size * COLUMN_GAP_EM, lead + max((pen.width(item.text) for item in items), default=0)
    most = min(max(1, int((width + gap) // (widest + gap))), max(1, len(items)))
    count = -(-len(items) // max(1, -(-len(items) // most)))  # four in rows of two, not three and one
    column = (width - gap * (count - 1)) / max(1, count)
    for start in range(0, len(items), max(1, count)):
        row = [
            _key_item(item, left + number * (column + gap), top, column, pen, lead)
            for number, item in enumerate(items[start : start + count])
        ]
        shapes += [shape for drawn, _ in row for shape in drawn]
        top = max(bottom for _, bottom in row) + pen.leading * 0.15
    return shapes, top - (pen.leading * 0.15 if items else 0)


def _key_item(item: KeyItem, x: float, top: float, width: float, pen: Pen, least: float = 0) -> Drawn:
    """Set a sign and its words, in as many lines as they need, beside it; least: how far in they start at least."""
    lead = max(least, _key_lead(item, pen))
    lines = pen.lines(item.text, width - lead)
    words = pen.words(lines, x + lead, top, pen.colours.quiet, place=item.place)
    return [*_key_sign(item, x, top, pen), *words], top + pen.leading * max(1, len(lines))


def _key_lead(item: KeyItem, pen: Pen) -> float:
    if item.number:
        return pen.width(item.number, bold=True) + pen.size * (LOOSE_GAP_EM if holds_east_asian(item.number) else 0.5)
    return pen.size * 1.15 if item.mark else 0


def _key_sign(item: KeyItem, x: float, top: float, pen: Pen) -> list[Shape]:
    if item.number:
        return pen.words([TextLine(item.number)], x, top, pen.colours.accent, bold=True)
    if item.mark:
        radius = pen.size * 0.32
        return [item.mark(x + radius * 1.2, pen.middle(top), radius, pen.colours.accent, pen.colours.paper)]
    return []
