"""Columns, lines and stacked columns: labels along an axis, one series or several, and every value in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefpack.document.tree import Figure
from briefpack.figures.amounts import amount, least_shown, step_text, steps
from briefpack.figures.bars import BARS
from briefpack.figures.cells import Cells, Drawn, cell, cells_of
from briefpack.figures.kind import FigureKind
from briefpack.figures.pen import Pen
from briefpack.figures.series import block, point_mark, swatch
from briefpack.figures.shapes import Line, Shape

FLAT, LEAST_EM, MOST_EM = 0.27, 11, 21
"""How high the plot is: a part of its width, but not lower or higher than so many ems."""
COLUMN = 0.66
"""How much of its place along the axis a column takes, or a group of them."""
NAMES = 0.3
"""The most that names of series take of the width."""
STROKE = 0.2
"""How thick a line is, in ems."""


@dataclass(frozen=True, slots=True)
class Plot:
    """Hold what is drawn, and where: the axis from `left` to `right`, its scale from `low` to `high`."""

    header: list[str]
    rows: Cells
    amounts: list[list[float | None]]
    """A list for each series."""
    left: float
    right: float
    top: float
    height: float
    low: float
    high: float
    pen: Pen

    @property
    def step(self) -> float:
        """The width of the place that a label has along the axis."""
        return (self.right - self.left) / max(1, len(self.rows))

    @property
    def bottom(self) -> float:
        return self.top + self.height

    def x(self, row: int) -> float:
        """Return the middle of a label's place."""
        return self.left + (row + 0.5) * self.step

    def y(self, value: float) -> float:
        return self.bottom - self.height * (value - self.low) / ((self.high - self.low) or 1)

    @property
    def base(self) -> float:
        """The height of zero, or of the least number that is shown."""
        return self.y(min(max(0.0, self.low), self.high))


Draw = Callable[[Plot, Sequence[str]], list[Shape]]


def chart(draw: Draw, from_zero: bool, lines: bool, stacked: bool) -> FigureKind:
    """Return a kind of chart."""

    def drawn(figure: Figure, width: float, pen: Pen) -> Drawn:
        cells = cells_of(figure)
        header, *rows = [row if len(row) > 1 else [*row, ""] for row in cells]
        amounts = [[amount(row[n]) for row in rows] for n in range(1, len(header))]
        low, high, marks = _scale(amounts, from_zero, stacked)
        shown = len(amounts) > 1 or stacked
        left = _gutter(header, rows, [step_text(mark, _texts(rows)) for mark in marks] if shown else [], width, pen)
        tall = min(max((width - left) * FLAT, pen.size * LEAST_EM), pen.size * MOST_EM) * pen.flatter
        shapes, top = ([], pen.size * 0.6) if shown else _value_head(header[1], width, pen)
        plot = Plot(header, rows, amounts, left, width, top, tall, low, high, pen)
        shapes += _grid(plot, marks) if shown else []
        shapes += draw(plot, pen.series(len(amounts)))
        shapes += [Line(left, plot.base, width, plot.base, pen.colours.quiet, 0.8)]
        if not shown:
            shapes += _values_at(plot)
        below, y = _labels(plot, pen.leading if not shown and min(_known(amounts), default=0) < 0 else 0)
        if shown:
            rows_below, y = _value_rows(plot, y, lines)
            below += rows_below
        return shapes + below, y

    return FigureKind(drawn, BARS.points, values=BARS.values, read_as=BARS.read_as)


def _texts(rows: Cells) -> list[str]:
    return [text for row in rows for text in row[1:]]


def _known(amounts: list[list[float | None]]) -> list[float]:
    return [one for series in amounts for one in series if one is not None]


def _scale(amounts: list[list[float | None]], from_zero: bool, stacked: bool) -> tuple[float, float, list[float]]:
    """Return the least and the greatest number that the axis shows, and the round ones that it names."""
    known = _known(amounts)
    if stacked:
        columns = [[one for one in column if one is not None] for column in zip(*amounts, strict=True)]
        known = [sum(one for one in column if (one > 0) is up) for column in columns for up in (True, False)]
    low = least_shown(known, from_zero)
    marks = steps(low, max([low, 0.0, *known]))
    return marks[0], marks[-1], marks


def _gutter(header: list[str], rows: Cells, marks: list[str], width: float, pen: Pen) -> float:
    """Return how much stands left of the axis: the names of the rows below it, and the numbers of its scale."""
    if not marks:
        return min(pen.width(header[0]) + pen.size, width * NAMES) if header[0] else 0
    names = max((pen.width(name) for name in header[1:]), default=0) + pen.size * 1.15
    return min(max(pen.width(header[0]), names, *map(pen.width, marks)) + pen.size, width * NAMES)


def _value_head(text: str, width: float, pen: Pen) -> Drawn:
    """Say above the plot what its values are, with room for the value of the highest."""
    lines = pen.lines(text, width)
    return pen.words(lines, 0, 0, pen.colours.quiet, place=(0, 1)), (len(lines) + 1.2) * pen.leading


def _grid(plot: Plot, marks: Sequence[float]) -> list[Shape]:
    shapes: list[Shape] = []
    pen, samples = plot.pen, _texts(plot.rows)
    for mark in marks:
        y = plot.y(mark)
        shapes.append(Line(plot.left, y, plot.right, y, pen.colours.rule))
        line = pen.lines(step_text(mark, samples), plot.left)
        shapes += pen.words(line, plot.left - pen.size * 0.5, y - pen.leading / 2, pen.colours.quiet, anchor="end")
    return shapes


def _labels(plot: Plot, lower: float) -> Drawn:
    """Set the labels along the axis, so much below the plot, and before them what they are."""
    pen, top = plot.pen, plot.bottom + plot.pen.size * 0.35 + lower
    room = max(pen.size, plot.step - pen.size * 0.3)
    head = pen.lines(plot.header[0], max(pen.size, plot.left - pen.size * 0.5)) if plot.left else []
    shapes = pen.words(head, 0, top, pen.colours.quiet, place=(0, 0))
    texts = [pen.lines(row[0], room) for row in plot.rows]
    for number, text in enumerate(texts):
        shapes += pen.words(text, plot.x(number), top, pen.colours.ink, anchor="middle", place=(number + 1, 0))
    return shapes, top + max(1, len(head), *map(len, texts)) * pen.leading


def _values_at(plot: Plot) -> list[Shape]:
    """Set each value of the only series over its column or its point, below it where it is less than zero."""
    pen, shapes = plot.pen, list[Shape]()
    room = max(pen.size, plot.step - pen.size * 0.2)
    for number, (row, value) in enumerate(zip(plot.rows, plot.amounts[0], strict=True)):
        text = pen.lines(row[1], room, bold=True)
        above = value is None or value >= 0
        edge = plot.base if value is None else plot.y(value)
        top = edge - pen.size * 0.35 - len(text) * pen.leading if above else edge + pen.size * 0.35
        top = max(0.0, top)
        place = number + 1, 1
        shapes += pen.words(text, plot.x(number), top, pen.colours.ink, True, "middle", place=place)
    return shapes


def _value_rows(plot: Plot, top: float, lines: bool) -> Drawn:
    """Set a row for each series below the labels: its sign, its name and its values, each under its label."""
    pen, shapes = plot.pen, list[Shape]()
    paint = pen.series(len(plot.amounts))
    room, lead = max(pen.size, plot.step - pen.size * 0.3), pen.size * 1.15
    for number, name in enumerate(plot.header[1:]):
        top += pen.size * 0.25
        shapes.append(Line(0, top, plot.right, top, pen.colours.rule))
        top += pen.size * 0.15
        named = pen.lines(name, max(pen.size, plot.left - lead - pen.size * 0.5))
        colour = paint[number % len(paint)]
        shapes.append(swatch(number, colour, pen.size * 0.45, pen.middle(top), lines, pen))
        shapes += pen.words(named, lead, top, pen.colours.ink, place=(0, number + 1))
        texts = [pen.lines(cell(row, number + 1), room) for row in plot.rows]
        for column, text in enumerate(texts):
            place = column + 1, number + 1
            shapes += pen.words(text, plot.x(column), top, pen.colours.ink, anchor="middle", place=place)
        top += max(1, len(named), *map(len, texts)) * pen.leading
    return shapes, top


def draw_columns(plot: Plot, paint: Sequence[str]) -> list[Shape]:
    """Draw the columns of a label side by side."""
    shapes: list[Shape] = []
    wide = plot.step * COLUMN / max(1, len(plot.amounts))
    for number, series in enumerate(plot.amounts):
        for row, value in enumerate(series):
            if value is not None:
                x = plot.x(row) - plot.step * COLUMN / 2 + number * wide
                top, bottom = sorted((plot.y(value), plot.base))
                colour = paint[number % len(paint)]
                shapes.append(block(x, top, wide * 0.94, bottom - top, colour, plot.pen))
    return shapes


def draw_stacked(plot: Plot, paint: Sequence[str]) -> list[Shape]:
    """Draw the columns of a label on each other, those below zero downwards."""
    shapes: list[Shape] = []
    wide = plot.step * COLUMN
    for row in range(len(plot.rows)):
        ends = {True: 0.0, False: 0.0}
        for number, series in enumerate(plot.amounts):
            if value := series[row]:
                start = ends[value > 0]
                ends[value > 0] = start + value
                top, bottom = sorted((plot.y(start), plot.y(start + value)))
                colour = paint[number % len(paint)]
                shapes.append(block(plot.x(row) - wide / 2, top, wide, bottom - top, colour, plot.pen))
    return shapes


def draw_lines(plot: Plot, paint: Sequence[str]) -> list[Shape]:
    """Draw a line through the points of each series, each with the sign of the series; a gap where there is none."""
    shapes: list[Shape] = []
    pen = plot.pen
    for number, series in enumerate(plot.amounts):
        colour = paint[number % len(paint)]
        points = [None if value is None else (plot.x(row), plot.y(value)) for row, value in enumerate(series)]
        for start, end in pairwise(points):
            if start and end:
                shapes.append(Line(*start, *end, colour, pen.size * STROKE))
        mark = point_mark(number)
        shapes += [mark(*point, pen.size * 0.3, colour, pen.colours.paper) for point in points if point]
    return shapes


COLUMNS = chart(draw_columns, from_zero=True, lines=False, stacked=False)
LINES = chart(draw_lines, from_zero=False, lines=True, stacked=False)
STACKED = chart(draw_stacked, from_zero=True, lines=False, stacked=True)
