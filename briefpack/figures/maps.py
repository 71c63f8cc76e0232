"""A map: countries in groups, each told by colour, hatching and a sign, and places, on the ground of all others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import NamedTuple

from briefpack.document.traits import spot_in
from briefpack.document.tree import Figure
from briefpack.figures.cells import Cells, Drawn, ToBeDrawn, cells_of, labelled
from briefpack.figures.geography import Frame, around, frame_of, hatching, shape_of, size_of
from briefpack.figures.kind import FigureKind, Points
from briefpack.figures.labels import Labels
from briefpack.figures.marks import REGION_MARKS, Mark, ring
from briefpack.figures.pen import Pen
from briefpack.figures.shapes import Area, Circle, Polygon, Rect, Ring, Shape, Strokes, TextLine
from briefpack.languages.locales import in_a_row
from briefpack.languages.marks import dotted, marks_in
from briefpack.look.series import paled
from briefpack.look.world import AREAS, Box, LonLat, codes, main_parts, parts_of, place_of

FLATTEST, TALLEST = 0.42, 0.78
"""How high a map is for its width, at least and at most."""
MOST_EM = 24
"""How high a map is at most, in ems of its type."""
KEY_EM, KEYS = 12, (0.28, 0.36, 0.44)
"""How wide a key beside a map is: so many ems at least, or a part of the width."""
SMALLEST, SEEN = 0.8, 0.3
"""Ground that measures less than this, in points, is nothing to see; of a country that is named, less than that."""
MARKED = 1.0
"""A country smaller than this, in ems, has a mark."""
MARK = 0.34
ANGLES = (None, 45, 135, 0)
"""How the hatching of each group runs, in degrees; the first has none."""
HATCH, HATCH_EM = 0.9, 0.36
"""How thick its lines are, in points, and how far apart, in ems."""
PALE = 1.8
"""The contrast that other ground has to the paper at most."""
SIGNS = REGION_MARKS[len(ANGLES) + 1 :]
"""The signs of places for whose name and number there is no room, none of them that of a group or of other places."""
LIGHT = 2
"""From this group on, colours are light."""


@dataclass(frozen=True, slots=True)
class Country:
    """Hold a row that names a country: its code, and the number of its group."""

    row: int
    code: str
    name: str
    group: int


@dataclass(frozen=True, slots=True)
class Town:
    """Hold a row that names a place."""

    row: int
    place: LonLat
    name: str
    what: str


@dataclass(frozen=True, slots=True)
class Legend:
    """Say what a sign of the key stands for: a group, or places if `group` is less than 0."""

    group: int
    text: str
    is_marked: bool = False
    row: int = 0
    """The row of the table that names the place."""
    number: str = ""
    """What stands beside a place on the map whose name has no room there."""
    sign: Mark = ring
    """Where a place is on the map."""


class Told(NamedTuple):
    """Hold the countries and the places that a table names, and the groups in their order there."""

    countries: list[Country]
    towns: list[Town]
    groups: list[str]


def draw_map(figure: Figure, width: float, pen: Pen) -> ToBeDrawn:
    told = _told(figure)
    frame, beside = _frame(figure, told, width, pen)
    shown = cache(partial(_shown, told, frame, beside, width, pen))

    def shapes() -> list[Shape]:
        return [*_ground(told, frame, figure.borders, pen), *shown()[0]]

    if beside:
        return ToBeDrawn(shapes, frame.height)
    return ToBeDrawn(shapes, lambda: max(frame.height, shown()[1]), least=frame.height)


def _shown(told: Told, frame: Frame, beside: bool, width: float, pen: Pen) -> Drawn:
    """Return what stands on the ground, and the key, which takes no more height than a map that it stands beside."""
    shapes: list[Shape] = []
    labels = Labels(frame, pen)
    paint = pen.series(len(told.groups))
    known = [country for country in told.countries if country.code]
    small = set[int]()
    for country in sorted(known, key=lambda one: -parts_of(one.code)[0].area):
        shapes += _country(country, frame, paint, labels, pen)
        small |= {country.group} if country.row in labels.spots else set()
    towns = [town.row for town in told.towns if labels.add_spot(town.row, frame.at(town.place), pen.size * MARK)]
    names = {country.row: country.name for country in known} | {town.row: town.name for town in told.towns}
    drawn_labels, rows = labels.placed(names, {country.row for country in known if not country.group})
    drawn_numbers, numbers = labels.numbered(row for row in towns if row not in rows)
    signs = dict(zip((row for row in towns if row not in rows | {*numbers}), SIGNS, strict=False))
    shapes += [
        replace(signs.get(row, ring)(*labels.spots[row], pen.colours.ink, pen.colours.paper), place=(row, 0))
        for row in towns
    ]
    left, top = (frame.width + pen.size * 1.6, 0.0) if beside else (0.0, frame.height + pen.size * 0.8)
    legend = _legend(told, rows, small, numbers, signs, pen.language)
    key, bottom = _key(legend, left, top, width - left, paint, beside, pen)
    return [*shapes, *drawn_labels, *drawn_numbers, *key], bottom


def _told(figure: Figure) -> Told:
    _, *rows = cells_of(figure)
    countries, towns, groups = list[Country](), list[Town](), list[str]()
    for number, (row, data) in enumerate(zip(rows, figure.table.rows, strict=True), 1):
        where, what = spot_in(data.cells[0]), dotted(*row[1:])
        if isinstance(where, tuple):
            towns.append(Town(number, where, row[0], what))
        else:
            groups += [what] if what not in groups else []
            countries.append(Country(number, where if where in codes() else "", row[0], groups.index(what)))
    return Told(countries, towns, groups)


def _box(figure: Figure, told: Told) -> Box:
    """Return the area that the figure names, else one that holds all that it shows."""
    if figure.area in AREAS:
        return AREAS[figure.area]
    if figure.area:
        west, south, east, north = map(float, figure.area.split(","))
        return west, south, east, north
    boxes: list[Box] = []
    for country in told.countries:
        parts = main_parts(country.code) if country.code else ()
        x, y = place_of(country.code) if country.code else (0.0, 0.0)
        boxes += (
            [part.box for part in parts] if parts and parts[0].area > 0.5 else [(x - 0.5, y, x + 0.5, y)] * bool(parts)
        )
    boxes += [(x - 0.5, y, x + 0.5, y) for x, y in (town.place for town in told.towns)]
    return around(boxes) if boxes else AREAS["world"]


def _frame(figure: Figure, told: Told, width: float, pen: Pen) -> tuple[Frame, bool]:
    """Return the frame of the map, and whether the key stands beside it: there it has room for all names."""
    box = _box(figure, told)
    flat = min(TALLEST, max(FLATTEST, shape_of(box)))
    tall = min(width * flat, pen.size * MOST_EM, pen.room) * pen.flatter
    least = min(width, tall / flat)
    numbers = {town.row: str(number) for number, town in enumerate(told.towns, 1)}
    items = _legend(told, set(), {*range(len(told.groups))}, numbers, {}, pen.language)
    paint = pen.series(len(told.groups))
    texts = (*told.groups, *(labelled(one.name, one.what, marks_in(pen.language).head) for one in told.towns))
    wanted = max(map(pen.width, texts), default=0)
    for key in (max(wanted + 4.5 * pen.size, KEY_EM * pen.size), *(share * width for share in KEYS)):
        has_room = key <= KEYS[-1] * width and least <= width - key
        if has_room and _key(items, 0, 0, key - pen.size * 1.6, paint, True, pen)[1] <= tall:
            return frame_of(box, width - key, tall), True
    return frame_of(box, width, tall), False


def _ground(told: Told, frame: Frame, borders: bool, pen: Pen) -> list[Shape]:
    """Return the sea, and all ground that is not shown as one area, or with borders as one a country."""
    without = {country.code for country in told.countries}
    others = (parts_of(code) for code in ("", *codes()) if code not in without)
    areas = [tuple(frame.rings(parts, SMALLEST)) for parts in others]
    ground, paper = _land(pen), pen.colours.paper
    sea = Rect(0, 0, frame.width, frame.height, pen.colours.tint)
    if borders:
        return [sea, *(Area(area, ground, paper, 0.5) for area in areas if area)]
    whole = tuple(ring for area in areas for ring in area)
    # An outline of its own colour closes the seams between countries that are drawn beside each other.
    return [sea, *([Area(whole, ground, ground, 0.5)] if whole else [])]


def _land(pen: Pen) -> str:
    """Return the colour of other ground, on which names can be read: an organisation's own lines may be dark.

    On the web it is the name of a colour, which is another in dark looks; there are no lines but the theme's.
    """
    rule = pen.colours.rule
    return paled(rule, pen.colours.paper, PALE) if rule.startswith("#") else rule


def _country(country: Country, frame: Frame, paint: Sequence[str], labels: Labels, pen: Pen) -> list[Shape]:
    """Return a country in the colour of its group, and the ground of others within it; a small one has a mark."""
    parts, place = parts_of(country.code), (country.row, 0)
    rings = frame.rings(parts, SEEN)
    colour, ground, paper = paint[country.group % len(paint)], _land(pen), pen.colours.paper
    shapes: list[Shape] = [Area(tuple(rings), colour, paper, 0.6, place)] if rings else []
    if lines := _hatched(rings, country.group, pen):
        shapes.append(replace(lines, place=place))
    if within := tuple(frame.holes(parts, SMALLEST)):
        shapes.append(Area(within, ground, paper, 0.6, place))
    if max(map(size_of, rings), default=0) >= MARKED * pen.size:
        labels.add_area(country.row, rings)
    elif labels.add_spot(country.row, frame.at(place_of(country.code)), pen.size * MARK):
        shapes.append(replace(_mark(country.group, *labels.spots[country.row], colour, pen), place=place))
    return shapes


def _mark(group: int, x: float, y: float, radius: float, colour: str, pen: Pen) -> Circle | Polygon:
    """Return the mark of a small country: the sign of its group."""
    mark = REGION_MARKS[group % len(ANGLES)](x, y, radius, colour, "")
    return replace(mark, stroke=pen.colours.paper, thickness=0.6)


def _hatched(rings: Sequence[Ring], group: int, pen: Pen) -> Strokes | None:
    """Return the lines by which a group is known without its colour: paper on what is dark, dark on what is light."""
    angle = ANGLES[group % len(ANGLES)]
    lines = () if angle is None else tuple(hatching(rings, angle, pen.size * HATCH_EM))
    colour, thick = (pen.colours.paper, HATCH) if group < LIGHT else (pen.colours.ink, HATCH * 0.6)
    return Strokes(lines, colour, thick) if lines else None


def _legend(
    told: Told, shown: set[int], small: set[int], numbers: Mapping[int, str], signs: Mapping[int, Mark], language: str
) -> list[Legend]:
    """Return the key: each group, with its countries if one of them has no room for its name, then the places.

    small: the groups whose mark is shown; numbers, signs: by which a place is known whose name has no room.
    """
    items = []
    for number, group in enumerate(told.groups):
        own = [country for country in told.countries if country.group == number]
        names = "" if all(one.row in shown for one in own) else in_a_row([one.name for one in own], language)
        if group or names:
            items.append(Legend(number, labelled(group, names, marks_in(language).head), number in small))
    head = marks_in(language).head
    return items + [
        Legend(-1, labelled(town.name, town.what, head), False, row, numbers.get(row, ""), signs.get(row, ring))
        for row, town in ((town.row, town) for town in told.towns)
        if town.what or row not in shown
    ]


def _key(
    items: Sequence[Legend], left: float, top: float, width: float, paint: Sequence[str], beside: bool, pen: Pen
) -> Drawn:
    """Set the key one below the other beside a map, below it one after the other in as many lines as they need."""
    shapes: list[Shape] = []
    x, y, low = left, top, top
    for item in items:
        lead = pen.size * (2.9 if item.is_marked else 2.0 if item.group >= 0 else 1.1)
        lead += pen.width(item.number, bold=True) + pen.size * 0.4 if item.number else 0
        lines = pen.lines(item.text, max(pen.size, width - lead))
        wide = lead + max((pen.width(line.text) for line in lines), default=0)
        if (beside and item is not items[0]) or (x > left and x + wide > left + width):
            x, y = left, low + pen.size * 0.35
        shapes += _sign(item, x, pen.middle(y), paint, pen)
        shapes += pen.words(lines, x + lead, y, pen.colours.ink, place=(item.row, 0) if item.row else None)
        low = max(low, y + max(1, len(lines)) * pen.leading)
        x += wide + pen.size * 1.5
    return shapes, low


def _sign(item: Legend, x: float, y: float, paint: Sequence[str], pen: Pen) -> list[Shape]:
    """Return a swatch of a group, and its mark if a small country has one; or the sign of a place and its number."""
    em, colours = pen.size, pen.colours
    if item.group < 0:
        number = [TextLine(item.number)] if item.number else []
        signs = pen.words(number, x + em * 1.1, y - pen.leading / 2, colours.ink, True, place=(item.row, 0))
        return [item.sign(x + em * MARK, y, em * MARK, colours.ink, colours.paper), *signs]
    fill = paint[item.group % len(paint)]
    corners = tuple((x + dx * em, y + dy * em) for dx, dy in ((0, -0.4), (1.5, -0.4), (1.5, 0.4), (0, 0.4)))
    shapes: list[Shape] = [Polygon(corners, fill)]
    if lines := _hatched([corners], item.group, pen):
        shapes.append(lines)
    if item.is_marked:
        shapes.append(_mark(item.group, x + em * 2.1, y, em * MARK, fill, pen))
    return shapes


def _points(cells: Cells) -> Points:
    """Tell each group, and below it its countries; a place with what is there."""
    groups: dict[str, list[str]] = {}
    for name, *what in cells[1:]:
        groups.setdefault(dotted(*what), []).append(name)
    yield from groups.items()


MAP = FigureKind(draw_map, _points, read_as="list", is_whole=True, holds_sides=True)
