"""A timeline: dots as far apart as their days, the axis of the slides' form, and words one below the other."""

from __future__ import annotations

import dataclasses

from briefpack.document import tree as t
from briefpack.figures import KINDS, Circle, Drawing, Line, draw_figure
from briefpack.figures.cells import cells_of
from briefpack.look.theme import read_theme
from tests import trees
from tests.conftest import REPOSITORY

THEME = read_theme("ministry", REPOSITORY / "templates" / "themes")


def draw(figure: t.Figure, width: float) -> Drawing:
    return draw_figure(figure, width, THEME, lambda text, role, size: len(text) * size / 2)


def dots(drawing: Drawing) -> list[Circle]:
    return [shape for shape in drawing.shapes if isinstance(shape, Circle)]


def test_dots_are_as_far_apart_as_their_days() -> None:
    first, second, third = (dot.x for dot in dots(draw(trees.TIMELINE, 800)))
    assert second - first > 1.5 * (third - second)  # 63 days and 9, but words need their room


def test_where_it_is_narrow_steps_stand_one_below_the_other() -> None:
    drawing = draw(trees.TIMELINE, 150)
    assert len({dot.x for dot in dots(drawing)}) == 1
    axis = next(shape for shape in drawing.shapes if isinstance(shape, Line))
    assert axis.x1 == axis.x2
    assert [axis.y1, axis.y2] == [dots(drawing)[0].y, dots(drawing)[-1].y]


def test_many_steps_take_a_second_axis() -> None:
    table = dataclasses.replace(trees.TIMELINE.table, rows=trees.TIMELINE.table.rows * 3)
    drawing = draw(dataclasses.replace(trees.TIMELINE, table=table), 800)
    assert len({dot.y for dot in dots(drawing)}) == 2
    assert len(dots(drawing)) == 9


def test_the_step_that_counts_is_a_ring() -> None:
    first, *others = trees.TIMELINE.table.rows
    date, what, who = first.cells
    marked = t.Cell((*what.inlines, t.Span((t.Text(" (vote)"),), voice="mark")))
    table = dataclasses.replace(trees.TIMELINE.table, rows=(t.Row((date, marked, who)), *others))
    drawn = dots(draw(dataclasses.replace(trees.TIMELINE, table=table), 800))
    assert [dot.fill == THEME.colours.paper for dot in drawn] == [True, False, False]


def test_it_is_told_in_lines() -> None:
    told = list(KINDS["timeline"].points(cells_of(trees.TIMELINE)))
    assert told[0] == ("1 May: Approve the ticket", ["Councils"])
