"""Make the map of the world: python docs/world/make.py FOLDER, which is that of the npm package world-atlas (2.0.2).

Writes briefpack/look/world.json, the same bytes every time: `unit`, how many degrees a whole number stands for; `arcs`,
the lines of coasts and borders, each once however many countries it belongs to: steps of longitude and latitude from
the first point, as whole numbers of 16 bits, the lower half first, in base 64, and of each point how coarse a line may
be that still has it, 0 to 9; `countries`, by ISO 3166-1 alpha-3 code (XKX for Kosovo; empty where there is none) their
parts, the largest first: area in square degrees, west, south, east and north, and rings of arcs, the outer one first,
~n being arc n backwards; `places`, where a country stands that is too small to be seen. Data by Natural Earth, 1:50m
and for the smallest states 1:10m, in the public domain; TopoJSON by world-atlas (ISC). Antarctica is left out.
"""

from __future__ import annotations

import json
import math
import struct
import sys
from base64 import b64encode
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from babel.core import get_global

from briefpack.look.world import COARSEST, FINEST

WORLD = Path(__file__).parent.parent.parent / "briefpack/look/world.json"
UNIT = 0.01
TOLERANCE = 0.03
"""How far a simplified line may be from the true one, in degrees."""
WITHOUT_NUMBER = {"Kosovo": "XKX"}
PLACES = {"KIR": (172.98, 1.42), "FSM": (158.2, 6.9), "MHL": (171.2, 7.1), "TUV": (179.2, -8.5), "TON": (-175.2, -21.2)}
"""States of far-flung islands, where their capitals are: longitude and latitude."""
LEFT_OUT = "ATA"
OF_THE_PAST = {"ANT", "BUR", "DDR", "FXX", "NTZ", "SCG", "SUN", "TMP", "YMD", "YUG", "ZAR"}
Point = tuple[float, float]


class Atlas:
    """Read a file of TopoJSON."""

    def __init__(self, path: Path) -> None:
        data = json.loads(path.read_text("utf-8"))
        self.scale, self.origin = data["transform"]["scale"], data["transform"]["translate"]
        self.arcs = data["arcs"]
        self.countries: list[dict[str, Any]] = data["objects"]["countries"]["geometries"]

    def points(self, arc: int) -> list[Point]:
        """Return the points of an arc; one that goes beyond 180° counts on."""
        x = y = 0
        points: list[Point] = []
        for dx, dy in self.arcs[arc]:
            x, y = x + dx, y + dy
            longitude, latitude = x * self.scale[0] + self.origin[0], y * self.scale[1] + self.origin[1]
            before = points[-1][0] if points else longitude
            points.append((longitude - 360 * round((longitude - before) / 360), latitude))
        return points


def main() -> None:
    folder = Path(sys.argv[1])
    arcs: list[list[int]] = []
    countries: dict[str, list[list[list[int]]]] = {}
    for atlas in (Atlas(folder / "countries-50m.json"), Atlas(folder / "countries-10m.json")):
        known = {*countries}
        numbers: dict[int, int] = {}
        for feature in sorted(atlas.countries, key=code_of):
            code = code_of(feature)
            if code == LEFT_OUT or code in known or (known and not code):
                continue
            polygons = feature["arcs"] if feature["type"] == "MultiPolygon" else [feature["arcs"]]
            for polygon in polygons:
                rings = [[numbered(arc, atlas, arcs, numbers) for arc in ring] for ring in polygon]
                countries.setdefault(code, []).append(rings)
    WORLD.write_text(written(arcs, countries), "utf-8")
    sys.stdout.write(f"{len(countries)} countries, {sum(map(len, arcs)) // 2} points\n")


def written(arcs: list[list[int]], countries: dict[str, list[list[list[int]]]]) -> str:
    """Return the file of arcs, as steps, and of countries by their polygons."""
    lines = [[*zip(accumulate(steps[::2]), accumulate(steps[1::2]), strict=True)] for steps in arcs]
    parts = {
        code: sorted((part(*rings, lines=lines) for rings in own), key=lambda one: -one[0])
        for code, own in countries.items()
    }
    places = {code: [round(one / UNIT) for one in place] for code, place in sorted(PLACES.items())}
    packed = (b64encode(struct.pack(f"<{len(steps)}h", *steps)).decode("ascii") for steps in arcs)
    coded = [[steps, kept(line)] for steps, line in zip(packed, lines, strict=True)]
    data = {"unit": UNIT, "arcs": coded, "countries": dict(sorted(parts.items())), "places": places}
    return json.dumps(data, separators=(",", ":")) + "\n"


def part(*rings: list[int], lines: Sequence[Sequence[Point]]) -> list[Any]:
    """Return a part of a country as it is written; one that goes beyond 180° counts on."""
    line: list[Point] = []
    for number in rings[0]:
        points = lines[number] if number >= 0 else lines[~number][::-1]
        turn = round((line[-1][0] - points[0][0]) * UNIT / 360) * 360 / UNIT if line else 0
        line += [(x + turn, y) for x, y in points]
    xs, ys = zip(*line, strict=True)
    doubled = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(line))
    box = map(round, (min(xs), min(ys), max(xs), max(ys)))
    return [round(abs(doubled) / 2 * UNIT**2, 6), *box, *rings]


def code_of(feature: dict[str, Any]) -> str:
    """Return the code of a country, or an empty text where there is none."""
    alpha_3 = {
        two[0]: three for three, two in sorted(get_global("territory_aliases").items()) if is_alpha_3(three, two)
    }
    territory = get_global("territory_aliases").get(feature.get("id", ""), [""])[0]
    return WITHOUT_NUMBER.get(feature["properties"]["name"]) or alpha_3.get(territory, "")


def is_alpha_3(code: str, meant: Sequence[str]) -> bool:
    """Tell whether a code is one of three letters that a territory has today."""
    return len(code) == 3 and code.isalpha() and len(meant) == 1 and code not in OF_THE_PAST


def numbered(arc: int, atlas: Atlas, arcs: list[list[int]], numbers: dict[int, int]) -> int:
    """Return the number of an arc among those that are written, which gets it if it has none."""
    own = arc if arc >= 0 else ~arc
    if own not in numbers:
        numbers[own] = len(arcs)
        arcs.append(list(steps(simplified(atlas.points(own), TOLERANCE))))
    return numbers[own] if arc >= 0 else ~numbers[own]


def steps(points: list[Point]) -> Iterator[int]:
    x = y = 0
    for longitude, latitude in points:
        own = round(longitude / UNIT), round(latitude / UNIT)
        yield from (own[0] - x, own[1] - y)
        x, y = own


def simplified(points: Sequence[Point], tolerance: float) -> list[Point]:
    """Return a line with fewer points, none of the others farther from it (Douglas and Peucker, 1973)."""
    return [point for point, off in zip(points, offsets(points), strict=True) if off > tolerance**2]


def kept(points: Sequence[Point]) -> str:
    """Return of each point how coarse a line may be that still has it; `points` are in units."""
    limits = [(FINEST * 2**n) ** 2 for n in range(COARSEST)]
    degrees = [(x * UNIT, y * UNIT) for x, y in points]
    return "".join(str(sum(off > limit for limit in limits)) for off in offsets(degrees))


def offsets(points: Sequence[Point]) -> list[float]:
    """Return of each point how far a simpler line is from it that is split there, squared.

    None is less than that of a point that comes of the split. A closed line keeps more than its ends, so that it stays
    an area.
    """
    last, off = len(points) - 1, [0.0] * len(points)
    ends = {0, last} if last > 3 else {*range(len(points))}
    if last > 3 and points[0] == points[-1]:
        x, y = points[0]
        far = max(range(len(points)), key=lambda n: (points[n][0] - x) ** 2 + (points[n][1] - y) ** 2)
        ends |= {far, far // 2, (far + last) // 2}
    waiting = [(start, end, math.inf) for start, end in pairwise(sorted(ends))]
    for end in ends:
        off[end] = math.inf
    while waiting:
        start, end, most = waiting.pop()
        far, squared = farthest(points, start, end)
        if far:
            off[far] = min(most, squared)
            waiting += [(start, far, off[far]), (far, end, off[far])]
    return off


def farthest(points: Sequence[Point], start: int, end: int) -> tuple[int, float]:
    """Return which point between two is the farthest from a straight line, and how far, squared; 0 if none is off."""
    (x, y), (dx, dy) = points[start], (points[end][0] - points[start][0], points[end][1] - points[start][1])
    length = dx * dx + dy * dy or 1.0
    far, squared = 0, 0.0
    for n in range(start + 1, end):
        px, py = points[n]
        share = min(1.0, max(0.0, ((px - x) * dx + (py - y) * dy) / length))
        own = (px - x - share * dx) ** 2 + (py - y - share * dy) ** 2
        if own > squared:
            far, squared = n, own
    return far, squared


if __name__ == "__main__":
    main()
