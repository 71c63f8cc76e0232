"""The countries of the world: codes, and outlines by Natural Earth, which draws who holds the ground."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

LonLat = tuple[float, float]
"""A place by its longitude and latitude, in degrees."""
Line = list[LonLat]
Box = tuple[float, float, float, float]
"""West, south, east and north, in degrees; the west is east of the east where 180° lies between them."""
AREAS: dict[str, Box] = {
    "world": (-169, -56, 191, 78),
    "africa": (-20, -36, 53, 38),
    "americas": (-168, -56, -33, 72),
    "arctic": (-60, 55, 120, 82),
    "asia": (40, -11, 147, 56),
    "asia-pacific": (66, -48, 232, 52),
    "caribbean": (-90, 7, -58, 28),
    "central-america": (-95, 5, -75, 24),
    "central-asia": (45, 34, 90, 56),
    "east-asia": (98, 18, 148, 52),
    "europe": (-12, 34, 42, 66),
    "indian-ocean": (30, -40, 122, 30),
    "mediterranean": (-8, 28, 40, 47),
    "middle-east": (24, 12, 64, 42),
    "north-america": (-168, 14, -52, 72),
    "oceania": (110, -48, 190, 12),
    "pacific": (118, -46, 238, 32),
    "south-america": (-84, -56, -33, 13),
    "south-asia": (59, 4, 99, 38),
    "south-east-asia": (91, -12, 142, 29),
}
"""The areas that a map may show, by the names that a pack gives them."""
DISPUTED = frozenset(
    (
        "ARM",
        "AZE",
        "CHN",
        "CYP",
        "ESH",
        "GEO",
        "IND",
        "ISR",
        "MAR",
        "MDA",
        "PAK",
        "PSE",
        "RUS",
        "SDN",
        "SOM",
        "SRB",
        "SSD",
        "SYR",
        "TWN",
        "UKR",
        "XKX",
    )
)
"""Countries of which some government draws other lines than those who hold the ground."""
MAIN = 0.25
"""A part of a country is a main one if it is no smaller than this, measured by the largest part."""


def holds(box: Box, place: LonLat) -> bool:
    """Tell whether an area holds a place."""
    west, south, east, north = box
    wide = (east - west) % 360 or 360
    return (place[0] - west) % 360 <= wide and south <= place[1] <= north


def is_box(text: str) -> bool:
    """Tell whether a text is west, south, east and north in degrees, as `AREAS` has them: 120,-20,180,20."""
    number = r"-?\d{1,3}(?:\.\d{1,3})?"
    if not re.fullmatch(rf"{number},{number},{number},{number}", text):
        return False
    return is_on_earth(tuple(map(float, text.split(","))))


def is_on_earth(numbers: Sequence[float]) -> bool:
    """Tell whether numbers are west, south, east and north of an area, in degrees."""
    if len(numbers) != 4:
        return False
    west, south, east, north = numbers
    return -90 <= south < north <= 90 and abs(west) <= 360 and abs(east) <= 360 and west != east


@dataclass(frozen=True, slots=True)
class Part:
    """Hold an unbroken part of a country: its outline, and what is cut out of it."""

    outline: tuple[int, ...]
    holes: tuple[tuple[int, ...], ...]
    box: tuple[float, float, float, float]
    """Least longitude and latitude, then greatest."""
    area: float
    """In square degrees of the equator, which is enough to compare."""


@cache
def codes() -> tuple[str, ...]:
    """Return the ISO 3166-1 alpha-3 codes of all countries that can be shown, in order."""
    return tuple(code for code in _data()["countries"] if code)


@cache
def parts_of(code: str) -> tuple[Part, ...]:
    """Return the parts of a country, the largest first; an empty code stands for ground without one."""
    parts = [_part(*polygon) for polygon in _data()["countries"][code]]
    return tuple(sorted(parts, key=lambda part: -part.area))


def main_parts(code: str) -> tuple[Part, ...]:
    """Return the parts by which a country is known, so that a map need not reach to every island of it."""
    parts = parts_of(code)
    return tuple(part for part in parts if part.area >= MAIN * parts[0].area)


@cache
def place_of(code: str) -> LonLat:
    """Return where a country that is too small to be seen has its mark: by its capital, or amid its largest part."""
    if code in _data()["places"]:
        x, y = _data()["places"][code]
        return x * _data()["unit"], y * _data()["unit"]
    line = line_of(parts_of(code)[0].outline, 0)
    doubled, x, y = 0.0, 0.0, 0.0
    for (x1, y1), (x2, y2) in pairwise(line):
        cross = x1 * y2 - x2 * y1
        doubled, x, y = doubled + cross, x + (x1 + x2) * cross, y + (y1 + y2) * cross
    return (x / doubled / 3, y / doubled / 3) if doubled else line[0]


def line_of(arcs: Sequence[int], tolerance: float) -> Line:
    """Return a ring of arcs as a closed line whose points are where they are, or no farther off than some degrees.

    One that goes beyond 180° counts on.
    """
    line: Line = []
    for number in arcs:
        points = _arc(number if number >= 0 else ~number, tolerance)
        points = points if number >= 0 else points[::-1]
        turns = 360 * round((line[-1][0] - points[0][0]) / 360) if line else 0
        line += [(x + turns, y) for x, y in points[1 if line else 0 :]] if turns else points[1 if line else 0 :]
    return line


@lru_cache(maxsize=8000)
def _arc(number: int, tolerance: float) -> Line:
    """Return a line of coast or border, alike for all countries that share it."""
    steps, unit = _data()["arcs"][number], _data()["unit"]
    xs, ys = accumulate(steps[::2]), accumulate(steps[1::2])
    points = [(x * unit, y * unit) for x, y in zip(xs, ys, strict=True)]
    return simplified(points, tolerance) if tolerance else points


def simplified(points: Line, tolerance: float) -> Line:
    """Return a line with fewer points, none of the others farther from it (Douglas and Peucker, 1973).

    A closed line keeps more than its two ends, so that it stays an area.
    """
    if len(points) < 5:
        return points
    last, kept = len(points) - 1, {0, len(points) - 1}
    if points[0] == points[-1]:
        x, y = points[0]
        far = max(range(len(points)), key=lambda n: (points[n][0] - x) ** 2 + (points[n][1] - y) ** 2)
        kept |= {far, far // 2, (far + last) // 2}
    waiting = list(pairwise(sorted(kept)))
    while waiting:
        start, end = waiting.pop()
        if far := _farthest(points, start, end, tolerance):
            kept.add(far)
            waiting += [(start, far), (far, end)]
    return [points[n] for n in sorted(kept)]


def _farthest(points: Line, start: int, end: int, least: float) -> int:
    """Return which point between two is the farthest from a straight stretch, if it is farther than that; else 0."""
    (x, y), (dx, dy) = points[start], (points[end][0] - points[start][0], points[end][1] - points[start][1])
    length = dx * dx + dy * dy or 1.0
    far, distance = 0, least * least
    for n in range(start + 1, end):
        px, py = points[n]
        share = min(1.0, max(0.0, ((px - x) * dx + (py - y) * dy) / length))
        own = (px - x - share * dx) ** 2 + (py - y - share * dy) ** 2
        if own > distance:
            far, distance = n, own
    return far


def _part(outline: list[int], *holes: list[int]) -> Part:
    line = line_of(outline, 0)
    xs, ys = [x for x, _ in line], [y for _, y in line]
    area = abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(line))) / 2
    return Part(tuple(outline), tuple(map(tuple, holes)), (min(xs), min(ys), max(xs), max(ys)), area)


@cache
def _data() -> dict[str, Any]:
    """Return the file that docs/world/make.py writes, and describes."""
    return dict(json.loads(Path(__file__).with_name("world.json").read_text("utf-8")))
