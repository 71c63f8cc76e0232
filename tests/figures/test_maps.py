"""A map: places where they are, small states seen, groups told apart without colour, and names clear of each other."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence
from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefpack.content.exhibits import MapArea
from briefpack.document import tree as t
from briefpack.figures import Area, Circle, Drawing, Line, Polygon, Rect, Strokes, Words, draw_figure
from briefpack.figures.geography import around, clipped, frame_of, hatching
from briefpack.figures.maps import Country, Told, _legend
from briefpack.look.theme import Theme, contrast, read_theme
from briefpack.look.world import AREAS, FINEST, Box, codes, holds, is_box, line_of, parts_of, place_of
from tests import trees
from tests.conftest import REPOSITORY

THEME = read_theme("ministry", REPOSITORY / "templates" / "themes")


def draw(figure: t.Figure, width: float = 480, room: float = math.inf, theme: Theme = THEME) -> Drawing:
    return draw_figure(figure, width, theme, lambda text, role, size: len(text) * size / 2, room_pt=room)


Place = tuple[float, float, str]
"""Latitude, longitude and name."""
Segment = tuple[tuple[float, float], tuple[float, float]]


def figure(
    groups: dict[str, list[str]], area: str = "", borders: bool = False, places: Sequence[Place] = ()
) -> t.Figure:
    rows = [
        t.Row((t.Cell((t.Span((t.Text(code),), spot=code),)), t.Cell((t.Text(name),))))
        for name, group in groups.items()
        for code in group
    ]
    rows += [
        t.Row((t.Cell((t.Span((t.Text(name),), spot=f"{latitude:.3f},{longitude:.3f}"),)), t.Cell(())))
        for latitude, longitude, name in places
    ]
    header = trees.table(("Place", "Shown as")).header
    return t.Figure("map", (), t.Table(header, tuple(rows)), "alt", area=area, borders=borders)


@pytest.mark.parametrize("box", AREAS.values(), ids=list(AREAS))
def test_an_area_is_wholly_within_its_frame(box: Box) -> None:
    frame = frame_of(box, 400, 300)
    west, south, east, north = box
    for longitude in (west, (west + east) / 2, east - 0.001):
        for latitude in (south, north):
            x, y = frame.at((longitude, latitude)) if east - west < 300 else (200, 150)
            assert -1 <= x <= 401
            assert -1 <= y <= 301


def test_areas_are_equal() -> None:
    """A degree square at 60° takes half of the paper that one at the equator takes, in both projections."""
    for box in ((0.0, -5.0, 100.0, 65.0), (-80.0, -5.0, 100.0, 65.0)):
        frame = frame_of(box, 400, 400)
        sizes = [area([frame.at((x, y)) for x, y in square(50, latitude)]) for latitude in (0, 60)]
        truth = (math.sin(math.radians(61)) - math.sin(math.radians(60))) / math.sin(math.radians(1))
        assert sizes[1] / sizes[0] == pytest.approx(truth, rel=0.02)


def square(x: float, y: float) -> list[tuple[float, float]]:
    return [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)]


def area(points: list[tuple[float, float]]) -> float:
    pairs = zip(points, [*points[1:], points[0]], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


def test_what_lies_on_both_sides_of_180_degrees_is_held_together() -> None:
    west, _, east, _ = around([(176, -20, 179, -16), (-176, -22, -174, -18)])
    assert 160 < west < 176
    assert 184 < east < 200
    assert holds((west, -30, east, 0), (-175, -20))
    assert not holds((west, -30, east, 0), (0, -20))


def test_coarse_outlines_are_where_the_fine_ones_are() -> None:
    """No point that is left out is farther from the line that is kept than the coarseness says."""
    for code in ("NOR", "IDN", "CHL", "FJI", "ITA"):
        fine = line_of(parts_of(code)[0].outline)
        for coarse in (1, 3, 5, 9):
            line = line_of(parts_of(code)[0].outline, coarse)
            assert {*line} <= {*fine}
            assert len(line) < len(fine) or len(fine) < 20
            far = FINEST * 2 ** (coarse - 1)
            ends = [n for n, point in enumerate(fine) if point in {*line}]
            for start, end in pairwise(ends):
                assert all(off(fine[n], fine[start], fine[end]) <= far * 1.001 for n in range(start + 1, end))


def off(point: tuple[float, float], start: tuple[float, float], end: tuple[float, float]) -> float:
    (x, y), (dx, dy) = start, (end[0] - start[0], end[1] - start[1])
    share = ((point[0] - x) * dx + (point[1] - y) * dy) / (dx * dx + dy * dy or 1)
    share = min(1, max(0, share))
    return math.dist(point, (x + share * dx, y + share * dy))


def test_a_drawing_that_is_too_high_is_not_drawn() -> None:
    shown = figure({"One": ["JPN", "KOR"], "Two": ["AUS", "NZL"]})
    drawing = draw(shown, 700, 180)
    assert drawing.fits(180)
    assert drawing.shapes
    below = draw(figure({"A long name of a group " * 9: ["JPN", "KOR"]}), 300, 120)
    assert not below.fits(120)
    assert "height" not in vars(below), "a map above its key was drawn to learn that it is too high"
    assert below.height > below.least > 0


def test_a_ring_is_cut_at_the_frame() -> None:
    ring = clipped([(-10, -10), (20, -10), (20, 20), (-10, 20)], 10, 10)
    assert {(round(x), round(y)) for x, y in ring} == {(0, 0), (10, 0), (10, 10), (0, 10)}
    assert clipped([(20, 20), (30, 20), (30, 30)], 10, 10) == ()


def test_hatching_stays_within_its_ring() -> None:
    lines = hatching([((0, 0), (10, 0), (10, 10), (0, 10))], 45, 2)
    assert len(lines) > 4
    assert all(-0.01 <= value <= 10.01 for line in lines for point in line for value in point)


def test_every_country_has_a_place_within_its_box() -> None:
    for code in codes():
        x, y = place_of(code)
        assert any(
            part.box[0] - 3 <= x + turn <= part.box[2] + 3 and part.box[1] - 3 <= y <= part.box[3] + 3
            for part in parts_of(code)
            for turn in (-360, 0, 360)
        ), code


def test_a_country_too_small_to_be_seen_has_a_mark_and_others_have_none() -> None:
    drawing = draw(figure({"Partner": ["NRU", "AUS"]}, "pacific"))
    marks = [shape for shape in drawing.shapes if isinstance(shape, Circle) and shape.place]
    assert [mark.place for mark in marks] == [(1, 0)]
    assert any(isinstance(shape, Area) and shape.place == (2, 0) for shape in drawing.shapes)


def test_groups_differ_without_colour() -> None:
    groups = {"One": ["BRA"], "Two": ["ARG"], "Three": ["PER"], "Four": ["BOL"]}
    drawing = draw(figure(groups, "south-america"), 600)
    hatched = {shape.place: shape.lines[0] for shape in drawing.shapes if isinstance(shape, Strokes) and shape.place}
    slopes = [math.degrees(math.atan2(b[1] - a[1], b[0] - a[0])) % 180 for a, b in hatched.values()]
    assert [*hatched] != [] and (1, 0) not in hatched
    assert [round(slope) for slope in sorted(slopes)] == [0, 45, 135]
    marked = draw(figure({"One": ["NRU"], "Two": ["TUV"], "Three": ["TON"], "Four": ["PLW"]}, "pacific"))
    assert len({len(getattr(shape, "points", ())) for shape in marked.shapes if getattr(shape, "place", None) and not isinstance(shape, Words)}) > 1  # fmt: skip


def test_names_do_not_overlap_and_none_is_lost() -> None:
    codes_shown = ["FJI", "TON", "WSM", "VUT", "NRU", "KIR", "TUV", "SLB", "NIU", "COK", "PLW", "FSM", "MHL"]
    drawing = draw(figure({"Forum": codes_shown}, "pacific"), 300)
    words = [shape for shape in drawing.shapes if isinstance(shape, Words)]
    boxes = [(shape, bounds(shape)) for shape in words]
    for number, (_, one) in enumerate(boxes):
        for _, other in boxes[number + 1 :]:
            assert not (one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1])
    said = " ".join(line.text for shape in words for line in shape.lines)
    assert all(code in said for code in codes_shown)


PLACES = st.lists(
    st.tuples(st.floats(-40, 40), st.floats(-60, 60), st.text("abcdefgh ", min_size=3, max_size=14)),
    min_size=1,
    max_size=12,
    unique_by=lambda place: place[:2],
)


@settings(max_examples=60)
@given(PLACES, st.lists(st.sampled_from(codes()), max_size=8, unique=True), st.sampled_from([260.0, 480.0, 848.0]))
def test_names_and_their_lines_cross_nothing(places: list[Place], countries: list[str], width: float) -> None:
    """A name covers no mark and no other name; a line runs over no name, no other line and no mark but its own."""
    drawing = draw(figure({"One": countries}, places=places), width)
    names = [bounds(shape) for shape in drawing.shapes if isinstance(shape, Words) and shape.place and shape.place[0]]
    ground = next(shape for shape in drawing.shapes if isinstance(shape, Rect))
    on_map = [box for box in names if box[0] < ground.width and box[1] < ground.height]
    marks = {(shape.x, shape.y): shape.radius for shape in drawing.shapes if isinstance(shape, Circle) and shape.place}
    lines = [((one.x1, one.y1), (one.x2, one.y2)) for one in drawing.shapes if isinstance(one, Line)]
    for number, line in enumerate(lines):
        (x1, y1), (x2, y2) = line
        along = [(x1 + (x2 - x1) * n / 40, y1 + (y2 - y1) * n / 40) for n in range(41)]
        assert not any(lies_in(point, box) for point in along for box in on_map)
        assert not any(cross(line, other) for other in lines[number + 1 :])
        own = min(marks, key=lambda mark: math.dist(mark, line[0]), default=None)
        assert not any(math.dist(point, mark) < marks[mark] - 0.01 for point in along for mark in marks if mark != own)
    for number, box in enumerate(on_map):
        assert not any(meet(box, other) for other in on_map[number + 1 :])
        assert not any(lies_in(mark, box) for mark in marks)


@pytest.mark.parametrize("apart", [0.6, 1.0])
def test_a_place_whose_name_has_no_room_is_known_by_a_number_or_a_sign(apart: float) -> None:
    crowd = [(47 + apart * (n // 3), 6 + apart * 1.5 * (n % 3), f"The town by the river {n}") for n in range(9)]
    drawing = draw(figure({"One": ["DEU"]}, "europe", places=crowd), 300)
    words = [shape for shape in drawing.shapes if isinstance(shape, Words)]
    floor = max(shape.y + shape.height for shape in drawing.shapes if isinstance(shape, Rect))
    keyed = [shape for shape in words if shape.lines[0].text.startswith("The town") and shape.top > floor]
    assert len(keyed) > 2
    numbers = {shape.lines[0].text: shape.place for shape in words if shape.lines[0].text.isdecimal()}
    assert len({*numbers.values()}) == len(numbers)
    unnumbered = [shape.place for shape in keyed if shape.place not in numbers.values()]
    signs = [shape for shape in drawing.shapes if isinstance(shape, Polygon) and shape.place in unnumbered]
    outlines = {
        tuple((round(x - shape.points[0][0], 2), round(y - shape.points[0][1], 2)) for x, y in shape.points)
        for shape in signs
    }
    assert len(outlines) == len(signs) == len(unnumbered)


def test_a_place_amid_named_ground_has_its_name_on_a_plate() -> None:
    countries = ["FRA", "DEU", "CHE", "ITA", "AUT", "POL", "CZE", "HUN"]
    shapes = draw(figure({"One": countries}, "5,46,17,54", places=[(50.0, 11.0, "Town")]), 480).shapes
    (name,) = [shape for shape in shapes if isinstance(shape, Words) and shape.lines[0].text == "Town"]
    plates = {shape.place for shape in shapes if isinstance(shape, Polygon) and shape.fill == THEME.colours.paper}
    assert name.place in plates


def test_a_line_has_a_seam_where_it_runs_over_named_ground() -> None:
    """It may be as dark as the ground."""
    shapes = draw(figure({"One": ["DEU", "FRA", "BEL", "NLD", "LUX"]}, "europe"), 320).shapes
    lines = [shape for shape in shapes if isinstance(shape, Line)]
    assert {THEME.colours.ink, THEME.colours.paper} == {line.colour for line in lines}
    for seam, line in pairwise(lines):
        if seam.colour == THEME.colours.paper:
            assert (seam.x1, seam.y1, seam.x2, seam.y2) == (line.x1, line.y1, line.x2, line.y2)
            assert seam.thickness > line.thickness


def lies_in(point: tuple[float, float], box: tuple[float, float, float, float]) -> bool:
    return box[0] < point[0] < box[2] and box[1] < point[1] < box[3]


def meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]


def cross(one: Segment, other: Segment) -> bool:
    def side(line: Segment, point: tuple[float, float]) -> float:
        (x1, y1), (x2, y2) = line
        return (x2 - x1) * (point[1] - y1) - (y2 - y1) * (point[0] - x1)

    return side(one, other[0]) * side(one, other[1]) < 0 and side(other, one[0]) * side(other, one[1]) < 0


def bounds(shape: Words) -> tuple[float, float, float, float]:
    wide = max(len(line.text) for line in shape.lines) * shape.size / 2
    left = shape.x - {"start": 0, "middle": wide / 2, "end": wide}[shape.anchor]
    return left, shape.top + 0.5, left + wide, shape.top + shape.height - 0.5


def test_borders_are_drawn_where_they_are_asked_for() -> None:
    """Without them, the ground of all other countries is one area."""

    def grounds(borders: bool) -> int:
        shapes = draw(figure({"Member": ["DEU"]}, "europe", borders)).shapes
        return sum(isinstance(shape, Area) and not shape.place for shape in shapes)

    assert grounds(borders=False) == 1
    assert grounds(borders=True) > 30


def test_what_lies_within_a_country_is_not_of_it() -> None:
    areas = [shape for shape in draw(figure({"Member": ["ZAF"]})).shapes if isinstance(shape, Area) and shape.place]
    assert [shape.fill == THEME.colours.rule for shape in areas] == [False, True]  # South Africa, then Lesotho


@pytest.mark.parametrize("text", ["110,-50,-120,30", "0,0,10,10"])
def test_a_box_is_four_degrees(text: str) -> None:
    assert is_box(text)
    assert not is_box(text.rpartition(",")[0])
    assert not is_box("0,10,10,0")


def test_west_stays_west_where_a_language_is_written_from_the_right() -> None:
    assert draw(trees.MAP).holds_sides
    assert not draw(trees.ROADMAP).holds_sides


def test_the_drawing_is_the_same_every_time() -> None:
    changed = dataclasses.replace(trees.MAP, area="pacific")
    assert draw(trees.MAP).shapes == draw(trees.MAP).shapes
    assert draw(changed).shapes != draw(trees.MAP).shapes


def test_a_plate_lies_under_the_name_on_hatched_ground() -> None:
    drawing = draw(figure({"One": ["JPN"], "Two": ["AUS"]}, "asia-pacific"), 600)
    plates = [shape for shape in drawing.shapes if isinstance(shape, Polygon) and shape.fill == THEME.colours.paper]
    assert [plate.place for plate in plates if len(plate.points) == 4 and plate.place] == [(2, 0)]


def test_a_map_is_as_low_as_its_room_if_its_key_is() -> None:
    shown = figure({"One": ["JPN", "KOR"], "Two": ["AUS", "NZL"]})
    for room in (90.0, 120.0, 180.0):
        low = draw(shown, 700, room)
        assert low.height <= room < draw(shown, 700).height
        assert {word.lines[0].text for word in low.shapes if isinstance(word, Words)} >= {"One", "Two"}


def test_a_map_is_flatter_where_the_text_around_it_is_set_closer() -> None:
    shown = figure({"One": ["JPN", "KOR"], "Two": ["AUS", "NZL"]})
    flat = draw_figure(shown, 480, THEME, lambda text, role, size: len(text) * size / 2, flatter=0.8)
    assert flat.height == pytest.approx(draw(shown).height * 0.8)


def test_names_can_be_read_on_other_ground_whatever_the_lines_of_a_theme_are() -> None:
    colours = THEME.colours.model_copy(update={"rule": "#101040"})
    theme = THEME.model_copy(update={"colours": colours})
    drawing = draw(figure({"One": ["JPN"]}), theme=theme)
    grounds = {shape.fill for shape in drawing.shapes if isinstance(shape, Area)} - {colours.accent}
    assert all(contrast(colours.ink, ground) >= 4.5 for ground in grounds if ground != colours.accent)


@pytest.mark.parametrize(("language", "said"), [("en", "Hub: Guam, Niue"), ("ja", "Hub：Guam、Niue")])
def test_names_in_the_key_are_parted_as_the_language_parts_them(language: str, said: str) -> None:
    pair = ("Guam", "Niue")
    countries = [Country(row, code, name, 0) for row, (code, name) in enumerate(zip(("GU", "NU"), pair, strict=True))]
    (item,) = _legend(Told(countries, [], ["Hub"]), set(), set(), {}, {}, language)
    assert item.text == said


def test_a_pack_may_name_each_area_that_there_is() -> None:
    assert set(get_args(get_args(MapArea)[0])) == {"", *AREAS}
