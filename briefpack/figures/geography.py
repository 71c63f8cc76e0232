"""Places on the earth as points of a drawing: equal-area projections, and what of a line a frame holds."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefpack.figures.shapes import Point, Ring
from briefpack.look.world import Box, LonLat, Part, line_of

WIDE = 110
"""An area wider than this, in degrees, is shown as the whole earth is; a smaller one as it is seen from above."""
COAST = 0.35
"""How far a coast may be from where it is, in points."""
FINEST = 0.03
"""How exact the outlines are that there are, in degrees."""
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796


@dataclass(frozen=True, slots=True)
class Projection:
    """Lay the earth flat around a place; lengths are in radii, y grows downwards."""

    longitude: float
    latitude: float
    is_wide: bool

    def xy(self, place: LonLat) -> Point:
        """Return where a place lies; its longitude may count on beyond 180°."""
        x, y = math.radians(place[0] - self.longitude), math.radians(place[1])
        return equal_earth(x, y) if self.is_wide else azimuthal(x, y, math.radians(self.latitude))


def equal_earth(x: float, y: float) -> Point:
    """Return where a place lies by the Equal Earth projection (Šavrič, Patterson and Jenny, 2018)."""
    t = math.asin(math.sqrt(3) / 2 * math.sin(max(-math.pi / 2, min(math.pi / 2, y))))
    slope = 9 * _A4 * t**8 + 7 * _A3 * t**6 + 3 * _A2 * t**2 + _A1
    return 2 * math.sqrt(3) * x * math.cos(t) / (3 * slope), -(_A4 * t**9 + _A3 * t**7 + _A2 * t**3 + _A1 * t)


def azimuthal(x: float, y: float, middle: float) -> Point:
    """Return where a place lies by Lambert’s azimuthal equal-area projection (Snyder, 1987, 24-2 to 24-4)."""
    level = math.sin(middle) * math.sin(y) + math.cos(middle) * math.cos(y) * math.cos(x)
    k = math.sqrt(2 / max(1e-6, 1 + level))
    return k * math.cos(y) * math.sin(x), -k * (
        math.cos(middle) * math.sin(y) - math.sin(middle) * math.cos(y) * math.cos(x)
    )


@dataclass(frozen=True, slots=True)
class Frame:
    """Show an area in a rectangle of points whose corner is that of the drawing."""

    projection: Projection
    middle: Point
    """The middle of the area, as it is projected."""
    scale: float
    """Points for a radius of the earth."""
    width: float
    height: float
    seen: Box
    """An area that holds all that it shows."""

    def at(self, place: LonLat) -> Point:
        """Return the point of a place, by the shortest way around the earth."""
        turns = 360 * round((self.projection.longitude - place[0]) / 360)
        return self._laid(self.projection.xy((place[0] + turns, place[1])))[0]

    def _laid(self, *points: Point) -> list[Point]:
        """Return projected points as those of the frame."""
        scale, (middle, level) = self.scale, self.middle
        across, down = self.width / 2, self.height / 2
        return [((x - middle) * scale + across, (y - level) * scale + down) for x, y in points]

    def holds(self, point: Point) -> bool:
        return 0 <= point[0] <= self.width and 0 <= point[1] <= self.height

    def rings(self, part: Part, arcs: Sequence[int]) -> Iterator[Ring]:
        """Yield what the frame holds of a ring of a part, in points."""
        degree = self.scale * math.pi / 180
        tolerance = COAST / degree
        # by powers of two, so that the simpler outlines serve drawings of about the same size
        tolerance = 0 if tolerance < FINEST else FINEST * 2 ** math.floor(math.log2(tolerance / FINEST))
        middle = (part.box[0] + part.box[2]) / 2
        turns = 360 * round((self.projection.longitude - middle) / 360)
        for turn in (turns - 360, turns, turns + 360) if self.projection.is_wide else (turns,):
            if self._may_hold(part, turn):
                points = self._laid(*_projected(self.projection, tuple(arcs), turn, tolerance))
                if ring := clipped(points, self.width, self.height):
                    yield ring

    def _may_hold(self, part: Part, turn: float) -> bool:
        """Tell whether a part may be seen, before its points are projected."""
        west, south, east, north = self.seen
        least, low, greatest, high = part.box
        return least + turn <= east and greatest + turn >= west and low <= north and high >= south


@lru_cache(maxsize=4096)
def _projected(projection: Projection, arcs: tuple[int, ...], turn: int, tolerance: float) -> list[Point]:
    """Return a ring as it is projected: drawings of one area in several sizes share it."""
    return [projection.xy((x + turn, y)) for x, y in line_of(arcs, tolerance)]


def _seen(box: Box, is_wide: bool, degrees: Point) -> Box:
    """Return an area that holds all that a frame does: more than is asked for, where the frame has another shape.

    degrees: how wide and how high the frame is, in degrees of the equator.
    """
    west, south, east, north = box
    level, tall = (south + north) / 2, max(north - south, degrees[1]) / 2 + 8
    farthest = min(89.0, max(abs(level - tall), abs(level + tall)))
    wide = degrees[0] if is_wide else degrees[0] / max(0.15, math.cos(math.radians(farthest)))
    wide = min(180.0, max(east - west, wide) / 2 + 8)
    middle = (west + east) / 2
    return middle - wide, level - tall, middle + wide, level + tall


def frame_of(box: Box, width: float, height: float) -> Frame:
    """Return the frame of a size, in points, in which an area is as large as it can be."""
    west, south, east, north = box = unwrapped(box)
    projection = Projection((west + east) / 2, (south + north) / 2, east - west > WIDE)
    left, top, right, bottom = _extent(box, projection)
    scale = min(width / (right - left), height / (bottom - top))
    degree = scale * math.pi / 180
    seen = _seen(box, projection.is_wide, (width / degree, height / degree))
    return Frame(projection, ((left + right) / 2, (top + bottom) / 2), scale, width, height, seen)


def shape_of(box: Box) -> float:
    """Return how high an area is for its width, as it is shown."""
    west, south, east, north = box = unwrapped(box)
    left, top, right, bottom = _extent(box, Projection((west + east) / 2, (south + north) / 2, east - west > WIDE))
    return (bottom - top) / (right - left)


def unwrapped(box: Box) -> Box:
    """Return an area whose east is east of its west, counting on beyond 180°."""
    west, south, east, north = box
    return west, south, east if east > west else east + 360, north


def around(boxes: Iterable[Box]) -> Box:
    """Return the least area that holds others, which may lie on both sides of 180°, with some room around it."""
    spans = sorted((box[0] % 360, box[0] % 360 + unwrapped(box)[2] - box[0], box[1], box[3]) for box in boxes)
    west, gap, reach = spans[0][0], -1.0, spans[0][1]
    for start, end, _, _ in [*spans[1:], (spans[0][0] + 360, 0.0, 0.0, 0.0)]:
        if start - reach > gap:
            west, gap = start, start - reach
        reach = max(reach, end)
    wide = max(360 - gap, 0.0)
    south, north = min(span[2] for span in spans), max(span[3] for span in spans)
    pad_x, pad_y = (
        max(wide * 0.12, LEAST_SPAN - wide, 2) / 2,
        max((north - south) * 0.24, LEAST_SPAN - (north - south), 2) / 2,
    )
    west = (west + 180) % 360 - 180
    return west - pad_x, max(-85.0, south - pad_y), west + wide + pad_x, min(85.0, north + pad_y)


LEAST_SPAN = 12.0
"""A map shows so many degrees at least: one who sees less does not know where it is."""


@lru_cache(maxsize=64)
def _extent(box: Box, projection: Projection) -> Box:
    """Return left, top, right and bottom of an area as it is projected."""
    west, south, east, north = box
    along = [n / 24 for n in range(25)]
    edge = [(west + (east - west) * n, y) for n in along for y in (south, north)]
    edge += [(x, south + (north - south) * n) for n in along for x in (west, east)]
    xs, ys = zip(*map(projection.xy, edge), strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def clipped(points: Sequence[Point], width: float, height: float) -> Ring:
    """Return the part of a ring that a frame holds (Sutherland and Hodgman, 1974); nothing if it holds none."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    if max(xs) < 0 or min(xs) > width or max(ys) < 0 or min(ys) > height:
        return ()
    if min(xs) >= 0 and max(xs) <= width and min(ys) >= 0 and max(ys) <= height:
        return tuple(points)
    ring = list(points)
    for axis, limit, is_least in ((0, 0.0, True), (0, width, False), (1, 0.0, True), (1, height, False)):
        ring = _cut(ring, axis, limit, is_least)
    return tuple(ring)


def _cut(ring: list[Point], axis: int, limit: float, is_least: bool) -> list[Point]:
    """Return what of a ring lies on one side of a line."""
    kept: list[Point] = []
    before = ring[-1] if ring else (0.0, 0.0)
    for point in ring:
        is_in, was_in = ((one[axis] >= limit) == is_least or one[axis] == limit for one in (point, before))
        if is_in != was_in:
            share = (limit - before[axis]) / (point[axis] - before[axis])
            other = before[1 - axis] + (point[1 - axis] - before[1 - axis]) * share
            kept.append((limit, other) if axis == 0 else (other, limit))
        if is_in:
            kept.append(point)
        before = point
    return kept


def hatching(rings: Sequence[Ring], angle: float, step: float) -> list[tuple[Point, Point]]:
    """Return stretches of parallel lines that fill rings, so many points apart, at an angle in degrees."""
    cosine, sine = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    turned = [[(x * cosine + y * sine, y * cosine - x * sine) for x, y in ring] for ring in rings if len(ring) > 2]
    crossings: dict[int, list[float]] = {}
    for ring in turned:
        for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
            if y1 == y2:
                continue
            low, high = sorted((y1, y2))
            for line in range(math.ceil(low / step), math.ceil(high / step)):
                crossings.setdefault(line, []).append(x1 + (x2 - x1) * (line * step - y1) / (y2 - y1))
    stretches = []
    for line, found in sorted(crossings.items()):
        found.sort()
        y = line * step
        for left, right in zip(found[::2], found[1::2], strict=False):
            ends = ((x * cosine - y * sine, x * sine + y * cosine) for x in (left, right))
            stretches.append((next(ends), next(ends)))
    return stretches


def is_inside(point: Point, ring: Ring) -> bool:
    """Tell whether a ring holds a point."""
    x, y = point
    inside = False
    x1, y1 = ring[-1]
    for x2, y2 in ring:
        if (y1 > y) != (y2 > y) and x < x1 + (x2 - x1) * (y - y1) / (y2 - y1):
            inside = not inside
        x1, y1 = x2, y2
    return inside
