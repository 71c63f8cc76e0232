"""Charts: values are as long as they are, in all forms; nothing overlaps; how thick a bar is says nothing."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpack.document import tree as t
from briefpack.figures import Circle, Drawing, Line, Polygon, Rect, Words, draw_figure
from briefpack.figures.amounts import least_shown, step_text, steps
from briefpack.look.series import series_colours
from tests.figures.test_figures import assert_inside, box, draw, figure, line_boxes, measure, texts, theme
from tests.figures.words import drawn_words

ONE = (("Year", "Passengers"), ("2021", "120"), ("2022", "180"), ("2023", "240"))
THREE = (
    ("Year", "Upper town", "Lower town", "Harbour"),
    ("2021", "3", "5", "1.5"),
    ("2022", "4", "6", "2"),
    ("2023", "9", "13", "4"),
)
BELOW = (("Year", "Change"), ("2021", "−10 %"), ("2022", "20 %"))


def blocks(drawing: Drawing) -> list[tuple[float, float, float, float]]:
    """Return the boxes of what stands for values, without the signs before names."""
    solid = [one for one in drawing.shapes if isinstance(one, Rect | Polygon) and box(one)[3] - box(one)[1] > 5.2]
    colours = {*series_colours(theme().colours, 3), *series_colours(theme().colours, 1)}
    return [box(one) for one in solid if one.fill in colours]


def height(of: tuple[float, float, float, float]) -> float:
    return of[3] - of[1]


@pytest.mark.parametrize("kind", t.CHARTS)
@pytest.mark.parametrize("rows", [ONE, THREE, BELOW], ids=["one", "three", "below"])
@pytest.mark.parametrize("width", [150.0, 330.0, 800.0])
def test_every_number_is_read_and_no_words_overlap(kind: str, rows: tuple[tuple[str, ...], ...], width: float) -> None:
    drawing = draw(figure(kind, *rows), width)
    assert_inside(drawing)
    assert {word for row in rows for cell in row for word in cell.split()} <= set(drawn_words(drawing))
    boxes = [each for words in texts(drawing) for each in line_boxes(words)]
    for one, other in combinations(boxes, 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_columns_are_as_high_as_their_numbers() -> None:
    heights = [height(one) for one in blocks(draw(figure("columns", *ONE), 400))]
    assert [round(one / heights[0], 3) for one in heights] == [1, 1.5, 2]


def test_a_flatter_chart_says_the_same_in_type_of_the_same_size() -> None:
    usual = draw(figure("columns", *ONE), 400)
    flat = draw_figure(figure("columns", *ONE), 400, theme(), measure, flatter=0.8)
    heights = [[height(one) for one in blocks(drawing)] for drawing in (usual, flat)]
    assert heights[1] == pytest.approx([0.8 * one for one in heights[0]])
    assert [(words.lines, words.size) for words in texts(flat)] == [(words.lines, words.size) for words in texts(usual)]


def test_columns_below_zero_hang_from_the_axis() -> None:
    low, high = blocks(draw(figure("columns", *BELOW), 400))
    assert low[1] == pytest.approx(high[3])
    assert height(high) == pytest.approx(2 * height(low))


def test_stacked_columns_stand_on_each_other() -> None:
    ordered = sorted(blocks(draw(figure("stacked", *THREE), 500)), key=lambda one: (one[0], -one[3]))
    first = ordered[:3]
    assert [round(height(one) / height(first[0]), 2) for one in first] == [1, round(5 / 3, 2), 0.5]
    assert all(upper[3] == pytest.approx(lower[1]) for lower, upper in pairwise(first))


def test_each_line_has_points_of_its_own_sign() -> None:
    drawing = draw(figure("lines", *THREE), 500)
    strokes = [one for one in drawing.shapes if isinstance(one, Line) and one.thickness > 1]
    assert len(strokes) == 2 * 3
    signs = {
        (type(one), len(getattr(one, "points", ()))) for one in drawing.shapes if isinstance(one, Circle | Polygon)
    }
    assert len(signs) == 3


def test_a_number_that_is_missing_leaves_a_gap() -> None:
    rows = (("Year", "A"), ("2021", "1"), ("2022", "not known"), ("2023", "3"))
    drawing = draw(figure("lines", *rows), 500)
    assert not [one for one in drawing.shapes if isinstance(one, Line) and one.thickness > 1]
    assert {"not", "known"} <= set(drawn_words(drawing))


@pytest.mark.parametrize("kind", ["bars", "columns"])
def test_how_thick_a_bar_is_does_not_follow_its_label(kind: str) -> None:
    long = "A label that takes several lines wherever it stands, and then some more"
    drawing = draw(figure(kind, ("Year", "Number"), ("2021", "10"), (long, "20")), 300)
    side = 3 if kind == "bars" else 2
    thick = {round(one[side] - one[side - 2], 3) for one in blocks(drawing)}
    assert len(thick) == 1


@given(st.floats(-1e6, 1e6), st.floats(0.001, 1e6))
def test_the_axis_names_few_round_numbers_around_all(low: float, more: float) -> None:
    named = steps(low, low + more)
    assert 2 <= len(named) <= 8
    assert named[0] <= low + more * 1e-6
    assert named[-1] >= low + more * (1 - 1e-6)


def test_numbers_of_the_axis_are_written_as_those_of_the_table() -> None:
    assert [step_text(one, ["3,5"]) for one in (0, 2.5, -5)] == ["0", "2,5", "−5"]
    assert step_text(2.5, ["3.5", "1,240"]) == "2.5"


def test_columns_start_at_zero_and_lines_may_start_higher() -> None:
    assert least_shown([90, 100], from_zero=True) == 0
    assert 80 <= least_shown([90, 100], from_zero=False) <= 90
    assert least_shown([10, 100], from_zero=False) == 0


def test_a_chart_says_what_its_words_are_of() -> None:
    words = [one for one in draw(figure("columns", *ONE), 400).shapes if isinstance(one, Words)]
    assert words[0].lines[0].text == "Passengers"
