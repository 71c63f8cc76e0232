"""Make the map of the world: python docs/world/make.py FOLDER, which is that of the npm package world-atlas (2.0.2).

Writes briefpack/look/world.json, the same bytes every time: `unit`, how many degrees a whole number stands for; `arcs`,
the lines of coasts and borders as steps of longitude and latitude from the first point, each line once however many
countries it belongs to; `countries`, by ISO 3166-1 alpha-3 code (XKX for Kosovo; empty where there is none) polygons of
rings of arcs, the outer one first, ~n being arc n backwards; `places`, where a country stands that is too small to be
seen. Data by Natural Earth, 1:50m and for the smallest states 1:10m, in the public domain; TopoJSON by world-atlas
(ISC). Antarctica is left out.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from babel.core import get_global

from briefpack.look.world import simplified

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
    places = {code: [round(one / UNIT) for one in place] for code, place in sorted(PLACES.items())}
    data = {"unit": UNIT, "arcs": arcs, "countries": dict(sorted(countries.items())), "places": places}
    text = json.dumps(data, separators=(",", ":"))
    WORLD.write_text(text + "\n", "utf-8")
    sys.stdout.write(f"{len(text)} bytes, {len(countries)} countries, {sum(map(len, arcs)) // 2} points\n")


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


if __name__ == "__main__":
    main()
