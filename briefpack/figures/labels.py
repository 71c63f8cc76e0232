"""Names on a map: within what they name or beside it, clear of each other and of what they do not name."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from briefpack.figures.geography import Frame, is_inside
from briefpack.figures.pen import Pen
from briefpack.figures.shapes import Anchor, Line, Point, Polygon, Ring, Shape, TextLine, Words

Bounds = tuple[float, float, float, float]
"""Left, top, right and bottom."""
MOST_EM = 9
"""A longer name takes two lines."""
GAP, FAR = 0.28, (1.5, 2.6)
"""How far a name stands from what it names, in ems: beside it, and at the end of a line."""
PLATE = 0.22
DIRECTIONS = ((1, 0), (-1, 0), (1, 1), (1, -1), (0, 1), (0, -1), (-1, 1), (-1, -1))


class Spot(NamedTuple):
    """Say where a mark stands, and how large it is."""

    x: float
    y: float
    radius: float

    @property
    def bounds(self) -> Bounds:
        return self.x - self.radius, self.y - self.radius, self.x + self.radius, self.y + self.radius


@dataclass
class Labels:
    """Find room for the names of areas and of spots in a frame."""

    frame: Frame
    pen: Pen
    areas: dict[int, Sequence[Ring]] = field(default_factory=dict)
    _bounded: list[tuple[Bounds, Ring]] = field(default_factory=list)
    spots: dict[int, Spot] = field(default_factory=dict)
    _taken: list[Bounds] = field(default_factory=list)

    def add_area(self, row: int, rings: Sequence[Ring]) -> None:
        self.areas[row] = rings
        self._bounded += [(_bounds(ring), ring) for ring in rings]

    def add_spot(self, row: int, point: Point, radius: float) -> bool:
        """Tell whether the frame holds a spot, whose place no name takes from then on."""
        if self.frame.holds(point):
            self.spots[row] = Spot(*point, radius)
            self._taken.append(self.spots[row].bounds)
        return row in self.spots

    def placed(self, names: Mapping[int, str], on_dark: Collection[int]) -> tuple[list[Shape], set[int]]:
        """Return the names that find room, and their rows.

        Within a country one `on_dark` stands on the accent itself, others on paper.
        """
        shapes: list[Shape] = []
        shown = set[int]()
        for row, text in names.items():
            lines = self.pen.lines(text, self.pen.size * MOST_EM)
            drawn = self._area(row, lines, row in on_dark) if row in self.areas else self._spot(row, lines)
            if drawn:
                shapes += drawn
                shown.add(row)
        return shapes, shown

    def _size(self, lines: Sequence[TextLine]) -> tuple[float, float]:
        return max(self.pen.width(line.text) for line in lines), len(lines) * self.pen.leading

    def _area(self, row: int, lines: Sequence[TextLine], on_dark: bool) -> list[Shape]:
        """Set a name within its country if that holds it, else beside it."""
        wide, tall = self._size(lines)
        largest = max(self.areas[row], key=_reach)
        for x, y in _middles(largest):
            box = (x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2)
            if self._is_free(box) and all(is_inside(point, largest) for point in _samples(box)):
                return self._words(row, lines, box, "middle", "on_accent" if on_dark else "ink", not on_dark)
        left, top, right, bottom = _bounds(largest)
        middle = Spot((left + right) / 2, (top + bottom) / 2, 0)
        reach = (right - left) / 2, (bottom - top) / 2
        return self._beside(row, lines, middle, reach, (GAP,))

    def _spot(self, row: int, lines: Sequence[TextLine]) -> list[Shape]:
        if row not in self.spots:
            return []
        spot = self.spots[row]
        return self._beside(row, lines, spot, (spot.radius, spot.radius), (GAP, *FAR))

    def _beside(
        self, row: int, lines: Sequence[TextLine], spot: Spot, reach: Point, gaps: Sequence[float]
    ) -> list[Shape]:
        """Set a name beside a spot in the first direction that is free; farther off, with a line to it."""
        wide, tall = self._size(lines)
        for gap in gaps:
            away = gap * self.pen.size
            for dx, dy in DIRECTIONS:
                far = away * (0.75 if dx and dy else 1)
                x = spot.x + dx * (reach[0] + far)
                y = spot.y + dy * (reach[1] + far * 0.6)
                left = x - (0 if dx > 0 else wide if dx < 0 else wide / 2)
                top = y - (
                    tall * 0.3 if dy > 0 and dx else 0 if dy > 0 else tall * (0.7 if dx else 1) if dy < 0 else tall / 2
                )
                box = (left, top, left + wide, top + tall)
                if self._is_free(box) and not self._hides(box, row):
                    anchor: Anchor = "start" if dx > 0 else "end" if dx < 0 else "middle"
                    words = self._words(row, lines, box, anchor, "ink", False)
                    line = Line(spot.x + dx * reach[0], spot.y + dy * reach[1], x, y, self.pen.colours.quiet)
                    return [line, *words] if gap in FAR else words
        return []

    def _words(
        self, row: int, lines: Sequence[TextLine], box: Bounds, anchor: Anchor, colour: str, on_plate: bool
    ) -> list[Shape]:
        self._taken.append(box)
        left, top, right, bottom = box
        x = {"start": left, "end": right}.get(anchor, (left + right) / 2)
        words = Words(
            tuple(lines),
            x,
            top,
            self.pen.size,
            getattr(self.pen.colours, colour),
            anchor=anchor,
            place=(row, 0),
        )
        pad = PLATE * self.pen.size
        left, right = left - pad, right + pad
        corners = ((left, top), (right, top), (right, bottom), (left, bottom))
        return [Polygon(corners, self.pen.colours.paper, place=(row, 0)), words] if on_plate else [words]

    def _is_free(self, box: Bounds) -> bool:
        """Tell whether the frame holds a box, and nothing else stands there."""
        pad = self.pen.size * 0.1
        left, top, right, bottom = box[0] - pad, box[1], box[2] + pad, box[3]
        if left < 0 or top < 0 or right > self.frame.width or bottom > self.frame.height:
            return False
        return not any(_meet((left, top, right, bottom), other) for other in self._taken)

    def _hides(self, box: Bounds, row: int) -> bool:
        """Tell whether a box lies on a country that is shown."""
        left, top, right, bottom = box
        near = [one for one in self._bounded if _meet(one[0], box)]
        if any(left <= x <= right and top <= y <= bottom for _, ring in near for x, y in ring):
            return True
        points = list(_samples(box)) if near else []
        return any(_lies_in(point, bounds) and is_inside(point, ring) for bounds, ring in near for point in points)


def _samples(box: Bounds) -> Iterator[Point]:
    """Yield points all over a box."""
    left, top, right, bottom = box
    for across in range(7):
        for down in range(3):
            yield left + (right - left) * across / 6, top + (bottom - top) * down / 2


def _middles(ring: Ring) -> Iterator[Point]:
    """Yield points within the bounds of a ring, the middle ones first."""
    left, top, right, bottom = _bounds(ring)
    steps = sorted(
        ((x, y) for x in range(1, 12) for y in range(1, 12)), key=lambda one: (one[0] - 6) ** 2 + (one[1] - 6) ** 2
    )
    for x, y in steps:
        yield left + (right - left) * x / 12, top + (bottom - top) * y / 12


def _bounds(ring: Ring) -> Bounds:
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return min(xs), min(ys), max(xs), max(ys)


def _reach(ring: Ring) -> float:
    left, top, right, bottom = _bounds(ring)
    return (right - left) * (bottom - top)


def _lies_in(point: Point, bounds: Bounds) -> bool:
    return bounds[0] <= point[0] <= bounds[2] and bounds[1] <= point[1] <= bounds[3]


def _meet(one: Bounds, other: Bounds) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]
