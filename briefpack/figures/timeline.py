"""Dated steps along an axis of time, as far apart as their days are; where that has no room, one below the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefpack.document.figure_words import marks_of
from briefpack.document.traits import is_marked
from briefpack.document.tree import Figure
from briefpack.figures.cells import Cells, Drawn, cell, cells_of, days_of, labelled
from briefpack.figures.kind import FigureKind, Points
from briefpack.figures.pen import Pen
from briefpack.figures.shapes import Circle, Line, Shape
from briefpack.look.slide_grid import MOST_PARTS, step_widths, time_places

LEAST_STEP_EM = 8.5
"""Steps that would be narrower than this, in ems of their type, stand one below the other."""
MOST_IN_A_ROW = MOST_PARTS["timeline"].stop - 1
NEAR = 0.55
"""A step is at least so wide, as a part of the width that it would have if all were as wide."""
GAP, DOT, ROOM = 1.2, 0.36, 0.75
"""In ems: between two steps, the radius of a dot, and the space above and below the axis."""


@dataclass(frozen=True, slots=True)
class Step:
    """Hold a row: when, in words and in ISO 8601, then what is done and by whom; `marked` is the one that counts."""

    row: int
    date: str
    day: str
    what: str
    others: tuple[str, ...]
    marked: bool


def draw_timeline(figure: Figure, width: float, pen: Pen) -> Drawn:
    steps = _steps_of(figure)
    rows = -(-len(steps) // MOST_IN_A_ROW)
    per_row, top = -(-len(steps) // rows) if rows else 1, 0.0
    if per_row < 2 or width < per_row * LEAST_STEP_EM * pen.size:
        return _down(steps, width, pen)
    shapes: list[Shape] = []
    for start in range(0, len(steps), per_row):
        drawn, bottom = _across(steps[start : start + per_row], top, width, pen)
        shapes, top = shapes + drawn, bottom + pen.leading
    return shapes, top - pen.leading


def _steps_of(figure: Figure) -> list[Step]:
    _, *rows = cells_of(figure)
    return [
        Step(number, cell(row, 0), day, cell(row, 1), tuple(filter(None, row[2:])), is_marked(data))
        for number, (row, day, data) in enumerate(zip(rows, days_of(figure, 0), figure.table.rows, strict=True), 1)
    ]


def _across(steps: Sequence[Step], top: float, width: float, pen: Pen) -> Drawn:
    gap = pen.size * GAP
    dates = [pen.width(step.date, bold=True) + gap for step in steps]
    words = [_longest_word(step, pen) + gap for step in steps]
    starts = time_places([step.day for step in steps], step_widths(dates, words, width, NEAR), width)
    columns = [end - start - gap for start, end in zip(starts, [*starts[1:], width + gap], strict=True)]
    heads = [pen.lines(step.date, wide, bold=True) for step, wide in zip(steps, columns, strict=True)]
    axis = top + max(map(len, heads)) * pen.leading + pen.size * (ROOM - 0.2)
    shapes: list[Shape] = [Line(0, axis, width, axis, pen.colours.accent, 1.4)]
    bottom = axis
    for step, x, wide, head in zip(steps, starts, columns, heads, strict=True):
        above = axis - pen.size * (ROOM - 0.2) - len(head) * pen.leading
        shapes += pen.words(head, x, above, pen.colours.accent, True, place=(step.row, 0))
        shapes.append(_dot(step, x + pen.size * DOT, axis, pen))
        drawn, low = _told(step, x, axis + pen.size * ROOM, wide, pen)
        shapes, bottom = shapes + drawn, max(bottom, low)
    return shapes, bottom


def _down(steps: Sequence[Step], width: float, pen: Pen) -> Drawn:
    axis, left, top = pen.size * DOT, pen.size * 1.5, 0.0
    shapes: list[Shape] = []
    dots: list[float] = []
    for step in steps:
        dots.append(pen.middle(top))
        head = pen.lines(step.date, width - left, bold=True)
        shapes += pen.words(head, left, top, pen.colours.accent, True, place=(step.row, 0))
        drawn, bottom = _told(step, left, top + len(head) * pen.leading, width - left, pen)
        shapes, top = shapes + drawn, bottom + pen.size * 0.7
    line = [Line(axis, dots[0], axis, dots[-1], pen.colours.accent, 1.4)] if len(dots) > 1 else []
    marks = (_dot(step, axis, y, pen) for step, y in zip(steps, dots, strict=True))
    return [*line, *marks, *shapes], max(0.0, top - pen.size * 0.7)


def _told(step: Step, x: float, top: float, width: float, pen: Pen) -> Drawn:
    """Set what is done in bold, and below it who does it."""
    lines = pen.lines(step.what, width, bold=True)
    shapes = pen.words(lines, x, top, pen.colours.ink, True, place=(step.row, 1))
    top += len(lines) * pen.leading
    for number, text in enumerate(step.others, 2):
        lines = pen.lines(text, width)
        shapes += pen.words(lines, x, top, pen.colours.quiet, place=(step.row, number))
        top += len(lines) * pen.leading
    return shapes, top


def _dot(step: Step, x: float, y: float, pen: Pen) -> Circle:
    """Return a disc on the axis, a ring for the step that counts."""
    accent, radius = pen.colours.accent, pen.size * DOT
    return Circle(x, y, radius - 0.7, pen.colours.paper, accent, 1.4) if step.marked else Circle(x, y, radius, accent)


def _longest_word(step: Step, pen: Pen) -> float:
    words = [pen.longest_word(step.what, bold=True), *(pen.longest_word(text) for text in step.others)]
    return max(pen.longest_word(step.date, bold=True), *words)


def _points(cells: Cells) -> Points:
    """Tell each step after its date, and below it who does it."""
    header, *steps = cells
    colon = marks_of(header).head
    for date, what, *others in steps:
        yield labelled(date, what, colon), [text for text in others if text]


TIMELINE = FigureKind(draw_timeline, _points, read_as="list")
