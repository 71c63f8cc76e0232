"""Names on a map: within what they name, beside it or at the end of a line, clear of each other and of named ground."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from briefpack.figures.geography import Frame, Stretches, stretches
from briefpack.figures.pen import Pen
from briefpack.figures.shapes import Anchor, Circle, Line, Point, Polygon, Ring, Shape, TextLine, Words

Bounds = tuple[float, float, float, float]
"""Left, top, right and bottom."""
Segment = tuple[float, float, float, float]
"""The two ends of a line: x and y of each."""
MOST_EM = 9
"""A longer name takes two lines."""
GAP, FAR = 0.28, (1.2, 2.0, 3.0, 4.2)
"""How far a name stands from what it names, in ems: beside it, and at the end of a line."""
NEAR = 0.8
"""How near a name without a line is to the ground of its area, in ems."""
PLATE = 0.22
APART = 0.3
"""How far a name keeps from what others name, in ems, so that nobody takes it for theirs."""
BEFORE = 0.3
"""Where a line ends before its name, in ems."""
DOT = 0.13
"""The radius of the dot by which a line begins within an area, in ems."""
THIN, SEAM = 0.6, 2.0
"""How thick a line is, in points, and the light seam on both of its sides where it runs over named ground."""
FINE = 0.25
"""How far apart the lines are by which ground is known, in ems."""
BESIDE = ((1, 0), (-1, 0), (1, 1), (1, -1), (0, 1), (0, -1), (-1, 1), (-1, -1))
AROUND = tuple((math.cos(turn * math.pi / 8), math.sin(turn * math.pi / 8)) for turn in range(16))
"""The directions in which a name is looked for at the end of a line, in the order of the clock from the right."""


class Spot(NamedTuple):
    """Say where a mark stands, and how large it is."""

    x: float
    y: float
    radius: float


class Name(NamedTuple):
    """Hold a name, or a number in its place, to be set: the row of the table, its lines, how wide and high they are."""

    row: int
    lines: Sequence[TextLine]
    wide: float
    tall: float
    is_number: bool = False


@dataclass
class Labels:
    """Find room for the names of areas and of spots in a frame.

    Names within or beside what they name come first, then those at the ends of lines, which cross nothing; the name of
    a spot that has no room even so covers named ground. What has no room is left to the key.
    """

    frame: Frame
    pen: Pen
    areas: dict[int, Ring] = field(default_factory=dict)
    """The largest part of each area."""
    spots: dict[int, Spot] = field(default_factory=dict)
    _land: Stretches = field(default_factory=dict)
    _own: dict[int, Stretches] = field(default_factory=dict)
    _taken: list[Bounds] = field(default_factory=list)
    _kept_clear: dict[int, list[Bounds]] = field(default_factory=dict)
    _leaders: list[Segment] = field(default_factory=list)

    def add_area(self, row: int, rings: Sequence[Ring]) -> None:
        largest = self.areas[row] = max(rings, key=_reach)
        own = self._own[row] = stretches([largest], self._step)
        for line, found in (*own.items(), *stretches((one for one in rings if one is not largest), self._step).items()):
            self._land.setdefault(line, []).extend(found)
        for left, top, right, bottom in map(_bounds, rings):
            if bottom - top < self._step:  # an island between two lines
                self._land.setdefault(round((top + bottom) / 2 / self._step), []).append((left, right))

    def add_spot(self, row: int, point: Point, radius: float) -> bool:
        """Tell whether the frame holds a spot, whose place no name takes from then on."""
        if self.frame.holds(point):
            self.spots[row] = Spot(*point, radius)
        return row in self.spots

    def placed(self, names: Mapping[int, str], on_dark: Collection[int]) -> tuple[list[Shape], set[int]]:
        """Return the names that find room, and their rows.

        Within a country one `on_dark` stands on the accent itself, others on paper.
        """
        waiting = [self._name(row, text) for row, text in names.items() if row in self.areas or row in self.spots]
        shapes, shown = list[Shape](), set[int]()
        ways: tuple[Callable[[Name], list[Shape]], ...] = (
            lambda name: self._within(name, name.row in on_dark),
            self._beside,
            self._led_to,
            lambda name: self._beside(name, on_plate=True) if self._is_on_ground(name.row) else [],
        )
        for way in ways:
            for name in waiting:
                if name.row not in shown and (drawn := way(name)):
                    shapes += drawn
                    shown.add(name.row)
        return shapes, shown

    def numbered(self, rows: Iterable[int]) -> tuple[list[Shape], dict[int, str]]:
        """Return numbers for the spots of rows whose names had no room, and which spot has which.

        One amid others, from which no line leads out, has none.
        """
        shapes, numbers = list[Shape](), dict[int, str]()
        for row in rows:
            text = str(len(numbers) + 1)
            name = Name(row, [TextLine(text)], self.pen.width(text, bold=True), self.pen.leading, is_number=True)
            if drawn := self._beside(name) or self._led_to(name) or self._beside(name, on_plate=True):
                shapes, numbers = [*shapes, *drawn], {**numbers, row: text}
        return shapes, numbers

    @property
    def _step(self) -> float:
        return self.pen.size * FINE

    def _name(self, row: int, text: str) -> Name:
        lines = self.pen.lines(text, self.pen.size * MOST_EM)
        return Name(row, lines, max(self.pen.width(line.text) for line in lines), len(lines) * self.pen.leading)

    def _within(self, name: Name, on_dark: bool) -> list[Shape]:
        """Set a name in the largest part of its country, as near to the middle as it holds it."""
        if name.row not in self.areas:
            return []
        left, top, right, bottom = _bounds(self.areas[name.row])
        if name.wide > right - left or name.tall > bottom - top:
            return []
        for x, y in _middles((left, top, right, bottom)):
            box = (x - name.wide / 2, y - name.tall / 2, x + name.wide / 2, y + name.tall / 2)
            if _holds(self._own[name.row], box, self._step) and self._is_free(box, name.row):
                return self._words(name, box, "middle", "on_accent" if on_dark else "ink", not on_dark)
        return []

    def _beside(self, name: Name, on_plate: bool = False) -> list[Shape]:
        """Set a name beside a spot or an area in the first direction that is free; on a plate, over named ground."""
        x, y, across, down = self._centre(name.row)
        away = GAP * self.pen.size
        for dx, dy in BESIDE:
            far = away * (0.75 if dx and dy else 1)
            own_x, own_y = x + dx * (across + far), y + dy * (down + far * 0.6)
            left = own_x - (0 if dx > 0 else name.wide if dx < 0 else name.wide / 2)
            if dy > 0:
                top = own_y - (name.tall * 0.3 if dx else 0)
            else:
                top = own_y - (name.tall * (0.7 if dx else 1) if dy < 0 else name.tall / 2)
            box = (left, top, left + name.wide, top + name.tall)
            free = self._is_free(box, name.row) and (on_plate or not _meets(self._land, box, self._step))
            if free and self._is_near(box, name.row):
                return self._words(name, box, "start" if dx > 0 else "end" if dx < 0 else "middle", "ink", on_plate)
        return []

    def _led_to(self, name: Name) -> list[Shape]:
        """Set a name farther off, with a line to it that crosses neither names nor lines nor marks."""
        start = self._start(name.row)
        x, y, radius = start
        for gap in FAR:
            away = radius + gap * self.pen.size
            for dx, dy in AROUND:
                anchor: Anchor = "start" if dx > 0.3 else "end" if dx < -0.3 else "middle"
                left = x + dx * away - {"start": 0, "end": name.wide, "middle": name.wide / 2}[anchor]
                top = y + dy * (away + name.tall / 2) - name.tall / 2
                box = (left, top, left + name.wide, top + name.tall)
                if not self._is_free(box, name.row) or _meets(self._land, box, self._step):
                    continue
                if self._may_run(line := _leader(start, box, self.pen), name.row):
                    self._leaders.append(line)
                    self._taken.append((x - radius, y - radius, x + radius, y + radius))
                    dot = [] if name.row in self.spots else [Circle(x, y, radius, self.pen.colours.ink)]
                    drawn = [Line(*line, self.pen.colours.ink, THIN)]
                    if self._runs_over_ground(line):
                        drawn.insert(0, Line(*line, self.pen.colours.paper, SEAM))
                    return [*drawn, *dot, *self._words(name, box, anchor, "ink", False)]
        return []

    def _is_on_ground(self, row: int) -> bool:
        """Tell whether a spot stands on named ground."""
        x, y, reach = self.spots.get(row, Spot(0, 0, 0))
        return row in self.spots and _meets(self._land, (x - reach, y - reach, x + reach, y + reach), self._step)

    def _is_near(self, box: Bounds, row: int) -> bool:
        """Tell whether a box is near the ground of its area, and no other's is as near; that of a spot always is."""
        if row in self.spots:
            return True
        near = _grown(box, NEAR * self.pen.size), _grown(box, NEAR * self.pen.size / 2)
        others = (own for other, own in self._own.items() if other != row)
        return _meets(self._own[row], near[0], self._step) and not any(
            _meets(own, near[1], self._step) for own in others
        )

    def _runs_over_ground(self, line: Segment) -> bool:
        """Tell whether a line runs over named ground, which may be as dark as the line."""
        (x1, y1, x2, y2), near = line, self._step / 2
        points = ((x1 + (x2 - x1) * part / 12, y1 + (y2 - y1) * part / 12) for part in range(13))
        return any(_meets(self._land, (x, y - near, x, y + near), self._step) for x, y in points)

    def _centre(self, row: int) -> tuple[float, float, float, float]:
        """Return the middle of what a row names, and how far it reaches to the sides, up and down."""
        if row in self.spots:
            x, y, radius = self.spots[row]
            return x, y, radius, radius
        left, top, right, bottom = _bounds(self.areas[row])
        return (left + right) / 2, (top + bottom) / 2, (right - left) / 2, (bottom - top) / 2

    def _start(self, row: int) -> Spot:
        """Return where a line begins: at a spot, or within an area where it is wide, near its middle."""
        if row in self.spots:
            return self.spots[row]
        _, top, _, bottom = _bounds(self.areas[row])
        wide = ((right - left, line, left) for line, found in self._own[row].items() for left, right in found)
        width, line, left = max(
            wide,
            key=lambda one: one[0] - 0.5 * abs(one[1] * self._step - (top + bottom) / 2),
            default=(0.0, (top + bottom) / 2 / self._step, self._centre(row)[0]),
        )
        return Spot(left + width / 2, line * self._step, DOT * self.pen.size)

    def _words(self, name: Name, box: Bounds, anchor: Anchor, colour: str, on_plate: bool) -> list[Shape]:
        left, top, right, bottom = box
        x = {"start": left, "end": right}.get(anchor, (left + right) / 2)
        ink, place = getattr(self.pen.colours, colour), (name.row, 0)
        words = Words(tuple(name.lines), x, top, self.pen.size, ink, name.is_number, anchor, place=place)
        pad = PLATE * self.pen.size if on_plate else 0
        left, right = left - pad, right + pad
        self._taken.append((left, top, right, bottom))
        corners = ((left, top), (right, top), (right, bottom), (left, bottom))
        return [Polygon(corners, self.pen.colours.paper, place=place), words] if on_plate else [words]

    def _is_free(self, box: Bounds, row: int) -> bool:
        """Tell whether the frame holds a box, no other name, mark or line is there, and no other mark is as near."""
        pad = self.pen.size * 0.1
        left, top, right, bottom = box[0] - pad, box[1], box[2] + pad, box[3]
        if left < 0 or top < 0 or right > self.frame.width or bottom > self.frame.height:
            return False
        padded = (left, top, right, bottom)
        return not (
            any(_meet(padded, other) for other in self._taken)
            or any(_meet(padded, other) for other in self._marks(row))
            or any(_crosses(line, padded) for line in self._leaders)
        )

    def _marks(self, row: int) -> list[Bounds]:
        """Return the places of the marks with some room around them, the row's own as it is."""
        if row not in self._kept_clear:
            reaches = [
                (x, y, radius + (APART * self.pen.size if other != row else 0))
                for other, (x, y, radius) in self.spots.items()
            ]
            self._kept_clear[row] = [(x - reach, y - reach, x + reach, y + reach) for x, y, reach in reaches]
        return self._kept_clear[row]

    def _may_run(self, line: Segment, row: int) -> bool:
        """Tell whether a line crosses no name, no mark but its own, and no other line."""
        marks = (spot for other, spot in self.spots.items() if other != row)
        places = ((x - radius, y - radius, x + radius, y + radius) for x, y, radius in marks)
        return not (
            any(_crosses(line, box) for box in (*self._taken, *places))
            or any(_cross(line, other) for other in self._leaders)
        )


def _leader(start: Spot, box: Bounds, pen: Pen) -> Segment:
    """Return the line from the edge of a spot to just before a name, at the height of one of its letters."""
    left, top, right, bottom = box
    half = min(pen.leading, bottom - top) / 2
    x, y = min(right, max(left, start.x)), min(bottom - half, max(top + half, start.y))
    if left < x < right:
        y = top if start.y < top else bottom
    length = math.hypot(x - start.x, y - start.y) or 1.0
    dx, dy = (x - start.x) / length, (y - start.y) / length
    short = BEFORE * pen.size
    return start.x + dx * start.radius, start.y + dy * start.radius, x - dx * short, y - dy * short


def _holds(ground: Stretches, box: Bounds, step: float) -> bool:
    """Tell whether a box lies within ground."""
    left, top, right, bottom = box
    return all(
        any(start <= left and right <= end for start, end in ground.get(line, ()))
        for line in range(math.floor(top / step), math.ceil(bottom / step) + 1)
    )


def _meets(ground: Stretches, box: Bounds, step: float) -> bool:
    """Tell whether a box lies on ground, with all or with part of it."""
    left, top, right, bottom = box
    lines = range(math.ceil(top / step), math.floor(bottom / step) + 1)
    return any(start < right and end > left for line in lines for start, end in ground.get(line, ()))


def _grown(box: Bounds, reach: float) -> Bounds:
    left, top, right, bottom = box
    return left - reach, top - reach, right + reach, bottom + reach


def _middles(bounds: Bounds) -> Iterator[Point]:
    """Yield points within bounds, the middle ones first."""
    left, top, right, bottom = bounds
    for x, y in STEPS:
        yield left + (right - left) * x / 12, top + (bottom - top) * y / 12


STEPS = sorted(
    ((x, y) for x in range(1, 12) for y in range(1, 12)), key=lambda one: (one[0] - 6) ** 2 + (one[1] - 6) ** 2
)


def _bounds(points: Iterable[Point]) -> Bounds:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _reach(ring: Ring) -> float:
    left, top, right, bottom = _bounds(ring)
    return (right - left) * (bottom - top)


def _meet(one: Bounds, other: Bounds) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]


def _crosses(line: Segment, box: Bounds) -> bool:
    """Tell whether a part of a line lies in a box (Liang and Barsky, 1984)."""
    x, y, to_x, to_y = line
    first, last = 0.0, 1.0
    for start, way, least, most in ((x, to_x - x, box[0], box[2]), (y, to_y - y, box[1], box[3])):
        if not way:
            if not least < start < most:
                return False
            continue
        enters, leaves = sorted(((least - start) / way, (most - start) / way))
        first, last = max(first, enters), min(last, leaves)
    return first < last


def _cross(one: Segment, other: Segment) -> bool:
    """Tell whether two lines cross."""

    def side(line: Segment, x: float, y: float) -> float:
        return (line[2] - line[0]) * (y - line[1]) - (line[3] - line[1]) * (x - line[0])

    apart = side(one, *other[:2]) * side(one, *other[2:]), side(other, *one[:2]) * side(other, *one[2:])
    return apart[0] <= 0 and apart[1] <= 0
