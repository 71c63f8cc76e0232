"""Places on the earth as points of a drawing: equal-area projections, and what of a line a frame holds."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from briefpack.figures.shapes import Point, Ring
from briefpack.look.world import Box, Line, LonLat, Part, coarseness, line_of

WIDE = 110
"""An area wider than this, in degrees, is shown as the whole earth is; a smaller one as it is seen from above."""
COAST = 0.35
"""How far a coast may be from where it is, in points."""
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796


@dataclass(frozen=True, slots=True)
class Projection:
    """Lay the earth flat around a place; lengths are in radii, y grows downwards."""

    longitude: float
    latitude: float
    is_wide: bool

    def xy(self, place: LonLat) -> Point:
        """Return where a place lies; its longitude may count on beyond 180°."""
        return self.laid([place])[0]

    def laid(self, line: Line, turn: float = 0) -> list[Point]:
        """Return where the points of a line lie that is turned by some degrees."""
        turn, radian = turn - self.longitude, math.pi / 180
        points = [((x + turn) * radian, y * radian) for x, y in line]
        return equal_earth(points) if self.is_wide else azimuthal(points, self.latitude * radian)


def equal_earth(points: Sequence[Point]) -> list[Point]:
    """Return where points lie by the Equal Earth projection (Šavrič, Patterson and Jenny, 2018)."""
    asin, sin, cos, half = math.asin, math.sin, math.cos, math.sqrt(3) / 2
    laid = []
    for x, y in points:
        t = asin(half * sin(y))
        t2 = t * t
        t6 = t2 * t2 * t2
        slope = 3 * (_A1 + 3 * _A2 * t2 + t6 * (7 * _A3 + 9 * _A4 * t2))
        laid.append((4 * half * x * cos(t) / slope, -t * (_A1 + _A2 * t2 + t6 * (_A3 + _A4 * t2))))
    return laid


def azimuthal(points: Sequence[Point], middle: float) -> list[Point]:
    """Return where points lie by Lambert’s azimuthal equal-area projection (Snyder, 1987, 24-2 to 24-4)."""
    sin, cos, sqrt = math.sin, math.cos, math.sqrt
    sine, cosine = sin(middle), cos(middle)
    laid = []
    for x, y in points:
        high, wide = sin(y), cos(y)
        along = wide * cos(x)
        k = sqrt(2 / max(1e-6, 1 + sine * high + cosine * along))
        laid.append((k * wide * sin(x), -k * (cosine * high - sine * along)))
    return laid


class Outline(NamedTuple):
    """Hold a ring as it is projected, and its bounds: left, top, right and bottom."""

    points: list[Point]
    bounds: Box


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
    coarse: int
    """How coarse the outlines may be."""

    def at(self, place: LonLat) -> Point:
        """Return the point of a place, by the shortest way around the earth."""
        turns = 360 * round((self.projection.longitude - place[0]) / 360)
        return self._set(*self.projection.xy((place[0] + turns, place[1])))

    def _set(self, x: float, y: float) -> Point:
        """Return a projected point as one of the frame."""
        return (x - self.middle[0]) * self.scale + self.width / 2, (y - self.middle[1]) * self.scale + self.height / 2

    def holds(self, point: Point) -> bool:
        return 0 <= point[0] <= self.width and 0 <= point[1] <= self.height

    def rings(self, parts: Iterable[Part], least: float) -> list[Ring]:
        """Return what the frame holds of the outlines of parts, in points, but what is no larger than that."""
        return [ring for part, turn in self._near(parts, least) for ring in self._ring(part.outline, turn, least)]

    def holes(self, parts: Iterable[Part], least: float) -> list[Ring]:
        """Return the same of what is cut out of them."""
        cut_out = ((hole, turn) for part, turn in self._near(parts, least) for hole in part.holes)
        return [ring for hole, turn in cut_out for ring in self._ring(hole, turn, least)]

    def _near(self, parts: Iterable[Part], smallest: float) -> Iterator[tuple[Part, int]]:
        """Yield the parts that may be seen, before their points are projected, each as it is turned to be seen."""
        west, south, east, north = self.seen
        around = (-360, 0, 360) if self.projection.is_wide else (0,)
        smallest /= self.scale * math.pi / 180
        for part in parts:
            least, low, greatest, high = part.box
            if low > north or high < south:
                continue
            if high - low > smallest or (greatest - least) * math.cos(math.radians(high)) > smallest:
                turns = 360 * round((self.projection.longitude - (least + greatest) / 2) / 360)
                for turn in around:
                    if least + turns + turn <= east and greatest + turns + turn >= west:
                        yield part, turns + turn

    def _ring(self, arcs: tuple[int, ...], turn: int, least: float) -> Sequence[Ring]:
        """Return what the frame holds of a ring, or nothing; what is wholly within need not be cut."""
        outline = _projected(self.projection, arcs, turn, self.coarse)
        (left, top), (right, bottom) = self._set(*outline.bounds[:2]), self._set(*outline.bounds[2:])
        if (
            right < 0
            or left > self.width
            or bottom < 0
            or top > self.height
            or max(right - left, bottom - top) <= least
        ):
            return ()
        scale, (middle, level), across, down = self.scale, self.middle, self.width / 2, self.height / 2
        ring = [((x - middle) * scale + across, (y - level) * scale + down) for x, y in outline.points]
        if left >= 0 and right <= self.width and top >= 0 and bottom <= self.height:
            return (tuple(ring),)
        cut = clipped(ring, self.width, self.height)
        return (cut,) if cut and size_of(cut) > least else ()


@lru_cache(maxsize=4096)
def _projected(projection: Projection, arcs: tuple[int, ...], turn: int, coarse: int) -> Outline:
    """Return a ring as it is projected: drawings of one area in several sizes share it."""
    points = projection.laid(line_of(arcs, coarse), turn)
    xs, ys = zip(*points, strict=True)
    return Outline(points, (min(xs), min(ys), max(xs), max(ys)))


def size_of(ring: Ring) -> float:
    """Return how wide or how high a ring is, whichever is more."""
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return max(max(xs) - min(xs), max(ys) - min(ys))


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
    middle = (left + right) / 2, (top + bottom) / 2
    return Frame(projection, middle, scale, width, height, seen, coarseness(COAST / degree))


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
    ring = list(points)
    for axis, limit, is_least in ((0, 0.0, True), (0, width, False), (1, 0.0, True), (1, height, False)):
        values = [point[axis] for point in ring]
        if values and (min(values) < limit if is_least else max(values) > limit):
            ring = _cut(ring, axis, limit, is_least)
    return tuple(ring)


def _cut(ring: list[Point], axis: int, limit: float, is_least: bool) -> list[Point]:
    """Return what of a ring lies on one side of a line."""
    kept: list[Point] = []
    before, was_in = ring[-1], (ring[-1][axis] >= limit) if is_least else (ring[-1][axis] <= limit)
    for point in ring:
        is_in = (point[axis] >= limit) if is_least else (point[axis] <= limit)
        if is_in != was_in:
            share = (limit - before[axis]) / (point[axis] - before[axis])
            other = before[1 - axis] + (point[1 - axis] - before[1 - axis]) * share
            kept.append((limit, other) if axis == 0 else (other, limit))
        if is_in:
            kept.append(point)
        before, was_in = point, is_in
    return kept


def hatching(rings: Sequence[Ring], angle: float, step: float) -> list[tuple[Point, Point]]:
    """Return stretches of parallel lines that fill rings, so many points apart, at an angle in degrees."""
    cosine, sine = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    turned = [tuple((x * cosine + y * sine, y * cosine - x * sine) for x, y in ring) for ring in rings]
    lines = []
    for line, found in sorted(stretches(turned, step).items()):
        y = line * step
        for ends in found:
            start, end = ((x * cosine - y * sine, x * sine + y * cosine) for x in ends)
            lines.append((start, end))
    return lines


Stretches = dict[int, list[tuple[float, float]]]
"""What of each of many level lines lies within rings, from left to right, by the number of the line from the top."""


def stretches(rings: Iterable[Ring], step: float) -> Stretches:
    """Return what of level lines, so many points apart, lies within rings."""
    crossings: dict[int, list[float]] = {}
    for ring in rings:
        levels = [math.ceil(y / step) for _, y in ring]
        (x1, y1), before = ring[-1], levels[-1]
        for (x2, y2), level in zip(ring, levels, strict=True):
            if level != before:
                slope = (x2 - x1) / (y2 - y1)
                for line in range(min(level, before), max(level, before)):
                    crossings.setdefault(line, []).append(x1 + slope * (line * step - y1))
            x1, y1, before = x2, y2, level
    pairs: Stretches = {}
    for line, places in crossings.items():
        places.sort()
        pairs[line] = [*zip(places[::2], places[1::2], strict=False)]
    return pairs
