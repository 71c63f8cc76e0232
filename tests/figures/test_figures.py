"""Figures: every word is drawn, nothing overlaps or leaves the drawing, no meaning by colour alone."""

from __future__ import annotations

import dataclasses
import io
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from briefpack.document import tree as t
from briefpack.figures import (
    KINDS,
    Area,
    Circle,
    Drawing,
    Line,
    Pen,
    Polygon,
    Rect,
    Strokes,
    Words,
    draw_figure,
)
from briefpack.figures.amounts import amount
from briefpack.figures.marks import KeyItem, draw_key
from briefpack.figures.png import png_of
from briefpack.look.series import series_colours
from briefpack.look.theme import Theme, read_theme
from briefpack.look.typefaces import Typesetter
from tests import trees
from tests.conftest import REPOSITORY
from tests.figures.words import drawn_words

FIGURES = (trees.ROADMAP, trees.TIMELINE, trees.MATRIX, trees.BARS, trees.MAP)


def theme() -> Theme:
    return read_theme("ministry", REPOSITORY / "templates" / "themes")


def measure(text: str, role: str, size: float) -> float:
    return len(text) * size * (0.55 if role == "bold" else 0.5)


def draw(figure: t.Figure, width: float = 480, size: float = 0) -> Drawing:
    return draw_figure(figure, width, theme(), measure, size)


def figure(kind: str, *rows: tuple[str, ...]) -> t.Figure:
    return t.Figure(kind, (), trees.table(*rows), "")


def words_of(shown: t.Figure) -> set[str]:
    """Return the words that must be drawn: all, but for what lanes and bars and an axis say by being there."""
    headed = {"roadmap": slice(2, 3), "timeline": slice(0), "map": slice(0)}.get(shown.kind, slice(None))
    header = shown.table.header.cells[headed]
    return set(t.words((header, shown.table.rows)))


def drawn(drawing: Drawing, shown: t.Figure) -> list[str]:
    """Return the words that are drawn; the key of a map sets names in a row, with commas and behind a colon."""
    words = drawn_words(drawing)
    return words if shown.kind != "map" else words + [word.rstrip(",:") for word in words]


def texts(drawing: Drawing) -> list[Words]:
    return [shape for shape in drawing.shapes if isinstance(shape, Words)]


def test_every_kind_is_drawn() -> None:
    assert set(KINDS) == set(t.FIGURE_KINDS)


@pytest.mark.parametrize("shown", FIGURES, ids=lambda f: f.kind)
@pytest.mark.parametrize("width", [120.0, 240.0, 480.0, 850.0])
def test_every_word_of_the_table_is_drawn(shown: t.Figure, width: float) -> None:
    assert words_of(shown) <= set(drawn(draw(shown, width), shown))


@settings(max_examples=40)
@given(
    kind=st.sampled_from(sorted(t.FIGURE_KINDS)),
    rows=st.integers(1, 4).flatmap(
        lambda columns: st.lists(
            st.tuples(
                *[st.one_of(st.just(""), trees.texts(1, 6), st.sampled_from(["leads", "takes part", "12"]))] * columns
            ),
            min_size=1,
            max_size=6,
        )
    ),
    width=st.sampled_from([130.0, 300.0, 500.0]),
)
def test_every_word_of_any_table_is_drawn(kind: str, rows: list[tuple[str, ...]], width: float) -> None:
    shown = figure(kind, *rows)
    drawing = draw(shown, width)
    assert words_of(shown) <= set(drawn(drawing, shown))
    assert_inside(drawing)


def assert_inside(drawing: Drawing) -> None:
    for shape in drawing.shapes:
        left, top, right, bottom = box(shape)
        assert left >= -1
        assert top >= -1
        assert right <= drawing.width + 1
        assert bottom <= drawing.height + 1


def box(shape: object) -> tuple[float, float, float, float]:
    match shape:
        case Rect(x, y, width, height):
            return x, y, x + width, y + height
        case Line(x1, y1, x2, y2):
            return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)
        case Circle(x, y, radius):
            return x - radius, y - radius, x + radius, y + radius
        case Area(rings):
            return box(Polygon(tuple(point for ring in rings for point in ring), ""))
        case Strokes(lines):
            return box(Polygon(tuple(point for line in lines for point in line), ""))
        case Polygon(points):
            xs, ys = zip(*points, strict=True)
            return min(xs), min(ys), max(xs), max(ys)
        case Words():
            lefts, tops, rights, bottoms = zip(*line_boxes(shape), strict=True)
            return min(lefts), min(tops), max(rights), max(bottoms)
    raise TypeError(shape)


def line_boxes(words: Words) -> Iterator[tuple[float, float, float, float]]:
    for baseline, line in words.baselines():
        wide = measure(line.text, "bold" if words.bold else "body", words.size)
        left = words.x - {"start": 0.0, "middle": wide / 2, "end": wide}[words.anchor]
        yield left, baseline - words.size * 0.7, left + wide, baseline + words.size * 0.2


@pytest.mark.parametrize("shown", FIGURES, ids=lambda f: f.kind)
def test_lines_of_words_do_not_overlap(shown: t.Figure) -> None:
    boxes = [each for words in texts(draw(shown)) for each in line_boxes(words)]
    for number, (left, top, right, bottom) in enumerate(boxes):
        for other in boxes[number + 1 :]:
            apart = right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top
            assert apart


def test_a_roadmap_has_a_lane_for_each_horizon_in_their_order() -> None:
    heads = [words for words in texts(draw(trees.ROADMAP)) if words.bold]
    assert [words.lines for words in heads] == [
        (("Near term", False),),
        (("Medium term", False),),
        (("Long term", False),),
    ]
    assert [words.x for words in heads] == sorted(words.x for words in heads)


@pytest.mark.parametrize("shown", FIGURES, ids=lambda f: f.kind)
def test_only_the_words_of_a_bar_name_the_box_that_holds_them(shown: t.Figure) -> None:
    """Programs that can put words into a shape do so with these."""
    drawing = draw(shown, 240)
    boxed = [words for words in texts(drawing) if words.box]
    assert len(boxed) == (len(shown.table.rows) if shown.kind == "roadmap" else 0)
    for words in boxed:
        assert words.box in drawing.shapes
        left, top, right, bottom = box(words)
        outer = box(words.box)
        assert outer[0] < left < right <= outer[2]
        assert outer[1] < top < bottom < outer[3]


def test_regions_are_told_apart_by_shape() -> None:
    drawing = draw(trees.ROADMAP)
    marks = [shape for shape in drawing.shapes if isinstance(shape, Circle | Polygon)]
    corners = {len(shape.points) if isinstance(shape, Polygon) else 0 for shape in marks}
    assert {0, 3, 4} <= corners


def in_time(*rows: tuple[str, str, str, str]) -> t.Figure:
    """Return a roadmap of bars (label, horizon, region, number) and, where the last is a day, of dates."""
    made = [t.Row(tuple(t.Cell((t.Text(text),)) for text in ("Proposal", "Horizon", "Region")))]
    for label, horizon, region, extra in rows:
        day = (t.LineBreak(), t.Span((t.Text(region),), day=extra)) if "-" in extra else ()
        number = (t.Strong((t.Text(extra),)), t.Text(" ")) if extra and not day else ()
        where = () if day or not region else (t.Text(region),)
        made.append(t.Row((t.Cell((*number, t.Text(label))), t.Cell((t.Text(horizon), *day)), t.Cell(where))))
    return t.Figure("roadmap", (), t.Table(made[0], tuple(made[1:])), "alt", regions=("Hill", "Harbour", "Both"))


def test_a_region_has_the_sign_of_its_place_among_all_that_there_are() -> None:
    """Whatever else a document shows: a reader of two finds one region under one sign."""
    shapes = [
        type(shape)
        for shown in (
            in_time(("a", "Near", "Harbour", "")),
            in_time(("b", "Near", "Hill", ""), ("a", "Near", "Harbour", "")),
        )
        for shape in draw(shown).shapes
        if isinstance(shape, Polygon) and len(shape.points) == 4
    ]
    assert len(shapes) == 4, "twice in its bar, twice in the key"


def test_bars_are_of_one_height_and_their_signs_and_numbers_stand_in_their_middle() -> None:
    long = "A name of a proposal that goes on and on and takes two lines, or more"
    drawing = draw(in_time(("Short", "Near", "Hill", "1"), (long, "Near", "Harbour", "2"), ("c", "Far", "Both", "3")))
    bars = [words.box for words in texts(drawing) if words.box]
    assert len({round(bar.height, 3) for bar in bars}) == 1
    numbers = [words for words in texts(drawing) if words.bold and words.lines[0].text in "123"]
    middles = sorted(round(bar.y + bar.height / 2, 3) for bar in bars)
    assert sorted(round(words.top + words.height / 2, 3) for words in numbers) == middles


def test_dates_stand_on_the_axis_of_their_horizon_in_the_order_of_time() -> None:
    shown = in_time(
        ("Hut", "Near", "Hill", ""),
        ("Rent it", "Near", "1 May", "2024-05-01"),
        ("Open it", "Near", "9 May", "2024-05-09"),
        ("Bridge", "Far", "Hill", ""),
        ("Look back", "Far", "1 Jan 2026", "2026-01-01"),
    )
    drawing = draw(shown)
    rings = [shape for shape in drawing.shapes if isinstance(shape, Circle) and shape.stroke]
    far = next(words.x for words in texts(drawing) if words.lines[0].text == "Far")
    assert [ring.x < far for ring in rings] == [True, True, False]
    assert rings[0].x < rings[1].x
    said = drawn_words(drawing)
    assert "Rent" in said
    assert said.count("May") == 4, "below the ring, and in the key"
    assert_inside(drawing)
    assert_inside(draw(shown, 130))
    assert {"1", "May"} <= set(drawn_words(draw(shown, 130)))


def test_the_last_lane_starts_where_the_side_column_does() -> None:
    side = theme().page.side_start(480)
    for horizons in (("Near", "Far"), ("Near", "Next", "Far")):
        drawing = draw(in_time(*(("a", horizon, "Hill", "") for horizon in horizons)))
        assert next(words.x for words in texts(drawing) if words.lines[0].text == "Far") == pytest.approx(side)


@pytest.mark.parametrize(("count", "rows"), [(4, [2, 2]), (5, [3, 2]), (6, [3, 3])])
def test_rows_of_a_key_are_about_equally_full(count: int, rows: list[int]) -> None:
    items = [KeyItem(f"What is done on day {day}", number=f"{day} May") for day in range(1, count + 1)]
    pen = Pen(theme().colours, 10, measure)
    room = 3.5 * (pen.width("What is done on day 1") + pen.width("1 May", bold=True) + 10)
    tops = Counter(shape.top for shape in draw_key(items, 0, room, pen)[0] if isinstance(shape, Words) and shape.bold)
    assert [tops[top] for top in sorted(tops)] == rows


def test_a_key_that_needs_lines_stands_in_columns() -> None:
    names = [f"A region with a name of some length, number {n}" for n in range(6)]
    shown = figure("roadmap", ("Proposal", "Horizon", "Region"), *(("a", "Near", name) for name in names))
    key = [words for words in texts(draw(shown, 500)) if words.lines[0].text.startswith("A region")]
    assert len({round(words.x, 2) for words in key}) < len(key)
    assert len({round(words.top, 2) for words in key}) == len(key) / len({round(words.x, 2) for words in key})


def test_a_long_label_is_wrapped_and_never_cut() -> None:
    name = "A very long name of a proposal that no bar could hold on a single line of its own"
    drawing = draw(figure("roadmap", ("Proposal", "Horizon", "Region"), (name, "Near", "Here"), ("b", "Far", "There")))
    assert name in " ".join(drawn_words(drawing))
    assert_inside(drawing)


def test_a_word_longer_than_its_bar_is_broken_but_stays_one_word() -> None:
    drawing = draw(figure("roadmap", ("P", "H", "R"), ("x" * 90, "Near", "Here")), 120)
    assert "x" * 90 in drawn_words(drawing)
    assert_inside(drawing)


def test_a_matrix_explains_its_dots_only_when_it_has_them() -> None:
    plain = figure("matrix", ("Actor", "One"), ("Council", "asks first"))
    assert not {"leads", "takes"} & set(drawn_words(draw(plain)))
    assert {"leads", "takes", "part"} <= set(drawn_words(draw(trees.MATRIX)))


def test_a_matrix_with_long_titles_numbers_its_columns() -> None:
    titles = tuple(f"A long title of proposal {chr(65 + n)} in the matrix" for n in range(9))
    shown = figure("matrix", ("Actor", *titles), ("Council", *["leads"] * 9))
    assert {str(number) for number in range(1, 10)} <= set(drawn_words(draw(shown)))
    assert words_of(shown) <= set(drawn_words(draw(shown)))


def test_bars_are_as_long_as_their_amounts() -> None:
    bars = [shape for shape in draw(trees.BARS).shapes if isinstance(shape, Rect)]
    assert [round(bar.width / bars[0].width, 3) for bar in bars] == [1, 1.5, 2]


def test_bars_below_zero_start_at_the_axis() -> None:
    shown = figure("bars", ("Year", "Change"), ("2021", "−10 %"), ("2022", "20 %"), ("2023", "unknown"))
    bars = [shape for shape in draw(shown).shapes if isinstance(shape, Rect)]
    assert len(bars) == 2
    assert bars[0].x + bars[0].width == pytest.approx(bars[1].x)
    assert_inside(draw(shown))


@pytest.mark.parametrize(
    ("text", "value"),
    [("120", 120), ("1,240", 1240), ("€12 000", 12000), ("3.5 %", 3.5), ("3,5", 3.5), ("−2", -2), ("none", None)],
)
def test_amounts_are_read_as_people_write_them(text: str, value: float | None) -> None:
    assert amount(text) == value


def test_a_figure_takes_its_colours_from_the_theme() -> None:
    colours = set(theme().colours.model_dump().values()) | {*series_colours(theme().colours, 2)}
    for shown in FIGURES:
        named = {getattr(shape, name, "") for shape in draw(shown).shapes for name in ("fill", "stroke", "colour")}
        assert named - {""}
        assert named - {""} <= colours


def test_type_can_be_larger() -> None:
    assert draw(trees.ROADMAP, 480, 14).height > draw(trees.ROADMAP, 480).height


def test_labels_in_japanese_and_korean_break_between_phrases() -> None:
    pen = Pen(theme().colours, 10, lambda text, role, size: len(text) * size)
    assert pen.lines("太平洋諸島フォーラムとの共同協議", 110) == [
        ("太平洋諸島", True),
        ("フォーラムとの共同協議", False),
    ]
    assert pen.lines("省庁間の合同作業部会", 75, True) == [("省庁間の", True), ("合同作業部会", False)]
    assert pen.lines("부처 간 공동 실무협의체 설치", 140) == [("부처 간 공동", False), ("실무협의체 설치", False)]
    assert pen.lines("競い合う援助から共同の援助へ", 110) == [("競い合う援助から", True), ("共同の援助へ", False)]


@pytest.mark.parametrize("width", range(30, 90, 5))
def test_labels_in_japanese_end_in_more_than_a_character(width: int) -> None:
    pen = Pen(theme().colours, 10, lambda text, role, size: len(text) * size)
    for length in range(8, 30):
        text = ("太平洋の若者の留学枠を設けるための共同の基金に資金を拠出することとす" * 2)[:length] + "。"
        found = [line for line, _ in pen.lines(text, width)]
        assert "".join(found) == text
        assert len(found[-1]) >= 3 or width < 50
        assert all(len(line) * 10 <= width for line in found)


def test_no_line_ends_at_a_no_break_space() -> None:
    pen = Pen(theme().colours, 10, lambda text, style, size: len(text) * size)
    assert [line for line, _ in pen.lines("von 5 bis 13\u00a0Uhr", 130)] == ["von 5", "bis 13\u00a0Uhr"]
    assert [line for line, _ in pen.lines(" von 5 bis 13 Uhr ", 130)] == ["von 5 bis", "13 Uhr"]


def test_a_label_of_some_lines_ends_in_more_than_a_word() -> None:
    pen = Pen(theme().colours, 10, lambda text, role, size: len(text) * size)
    lines = [line for line, _ in pen.lines("Joint talks with the Pacific Islands Forum", 360)]
    assert lines == ["Joint talks with the", "Pacific Islands Forum"]


def test_drawings_are_values() -> None:
    assert draw(trees.BARS) == draw(trees.BARS)
    with pytest.raises(dataclasses.FrozenInstanceError):
        draw(trees.BARS).width = 1  # type: ignore[misc]


def test_a_picture_has_the_colours_of_its_ground_and_its_areas_exactly() -> None:
    look = read_theme("campaign", REPOSITORY / "templates" / "themes")
    drawing = draw_figure(trees.ROADMAP, 400, look, Typesetter(look, "en").measure)
    picture = Image.open(io.BytesIO(png_of(drawing, Typesetter(look, "en"), look.colours.paper))).convert("RGB")
    seen = {"#{:02X}{:02X}{:02X}".format(*colour) for _, colour in picture.getcolors(10_000)}
    fills = {shape.fill.upper() for shape in drawing.shapes if isinstance(shape, Rect)}
    assert {look.colours.paper, *fills} <= seen


def test_the_key_of_a_roadmap_stands_where_later_lanes_leave_room() -> None:
    few = [("a", "Far", "Harbour")]
    near = [(letter, "Near", "Hill") for letter in "bcdefghij"]
    shown = figure("roadmap", ("Proposal", "Horizon", "Region"), *near, *few)
    words = {one.lines[0].text: one for one in texts(draw(shown))}
    lowest = max(words[letter].top for letter in "bcdefghij")
    assert words["Region"].x == words["Far"].x and words["Harbour"].top <= lowest + 8
    full = figure(
        "roadmap", ("Proposal", "Horizon", "Region"), *near, *((one, "Far", "Harbour") for one in "klmnopqrs")
    )
    words = {one.lines[0].text: one for one in texts(draw(full))}
    assert words["Region"].x == 0 and words["Region"].top > max(words[letter].top for letter in "bcdefghijklmnopqrs")
