"""The countries of the world: codes, and outlines by Natural Earth, which draws who holds the ground."""

from __future__ import annotations

import json
import math
import re
import struct
from base64 import b64decode
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import accumulate, compress, pairwise
from pathlib import Path
from typing import Any, NamedTuple

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
FINEST, COARSEST = 0.03, 9
"""How exact the outlines are that there are, in degrees; the coarsest of those that are twice as coarse each."""
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


class Part(NamedTuple):
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
    unit, parts = _data()["unit"], []
    for area, west, south, east, north, outline, *holes in _data()["countries"][code]:
        box = (west * unit, south * unit, east * unit, north * unit)
        parts.append(Part(tuple(outline), tuple(map(tuple, holes)), box, area))
    return tuple(parts)


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
    line = line_of(parts_of(code)[0].outline)
    doubled, x, y = 0.0, 0.0, 0.0
    for (x1, y1), (x2, y2) in pairwise(line):
        cross = x1 * y2 - x2 * y1
        doubled, x, y = doubled + cross, x + (x1 + x2) * cross, y + (y1 + y2) * cross
    return (x / doubled / 3, y / doubled / 3) if doubled else line[0]


def coarseness(tolerance: float) -> int:
    """Return how coarse outlines may be of which no point is farther than some degrees from where it is.

    0 is as fine as they are, each further step twice as coarse: so drawings of about the same size share them.
    """
    return 0 if tolerance < FINEST else min(COARSEST, 1 + math.floor(math.log2(tolerance / FINEST)))


def line_of(arcs: Sequence[int], coarse: int = 0) -> Line:
    """Return a ring of arcs as a closed line, as coarse as it may be; one that goes beyond 180° counts on."""
    line: Line = []
    for number in arcs:
        points = arc(number, coarse) if number >= 0 else arc(~number, coarse)[::-1]
        turns = 360 * round((line[-1][0] - points[0][0]) / 360) if line else 0
        line += [(x + turns, y) for x, y in points[1 if line else 0 :]] if turns else points[1 if line else 0 :]
    return line


@lru_cache(maxsize=8000)
def arc(number: int, coarse: int) -> Line:
    """Return a line of coast or border, alike for all countries that share it: the points that are kept so coarse."""
    packed, kept = _data()["arcs"][number]
    unit, steps = _data()["unit"], struct.unpack(f"<{2 * len(kept)}h", b64decode(packed))
    points = zip(accumulate(steps[::2]), accumulate(steps[1::2]), strict=True)
    chosen = compress(points, map(str(coarse).__le__, kept))
    return [(x * unit, y * unit) for x, y in chosen]


@cache
def _data() -> dict[str, Any]:
    """Return the file that docs/world/make.py writes, and describes."""
    return dict(json.loads(Path(__file__).with_name("world.json").read_text("utf-8")))
