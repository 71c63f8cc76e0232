"""A horizontal bar for each row, or one for each series of it; how thick a bar is says nothing."""

from __future__ import annotations

from collections.abc import Sequence

from briefpack.document.figure_words import marks_of
from briefpack.document.tree import Figure
from briefpack.figures.amounts import amount
from briefpack.figures.cells import Cells, Drawn, cell, cells_of, labelled
from briefpack.figures.kind import FigureKind, Points
from briefpack.figures.pen import Pen
from briefpack.figures.series import block, draw_names
from briefpack.figures.shapes import Line

THICK = 0.78
"""How thick a bar is, as a part of a line of type."""


def draw_bars(figure: Figure, width: float, pen: Pen) -> Drawn:
    header, *rows = cells_of(figure)
    series = max(1, len(header) - 1)
    names = min(max(pen.width(cell(row, 0)) for row in (header, *rows)) + pen.size, width * 0.36)
    texts = [text for row in rows for text in row[1:]]
    values = min(max((pen.width(text, bold=True) for text in texts), default=0) + pen.size, width * 0.4)
    amounts = [[amount(cell(row, n + 1)) for n in range(series)] for row in rows]
    scale = _Scale(names, max(1.0, width - names - values), [one for row in amounts for one in row])
    shapes, y = _head(header, scale, width, pen)
    start = y
    paint = pen.series(series)
    for number, (row, own) in enumerate(zip(rows, amounts, strict=True), 1):
        drawn, y = _row(number, row, own, y, scale, values, paint, pen)
        shapes += drawn
    return [*shapes, Line(scale.zero, start, scale.zero, y, pen.colours.quiet)], y


def _head(header: list[str], scale: _Scale, width: float, pen: Pen) -> Drawn:
    """Head the labels, and the bars: with what they show, or with the names of the series."""
    quiet = pen.colours.quiet
    lines = pen.lines(cell(header, 0), scale.left - pen.size * 0.6)
    shapes = pen.words(lines, 0, 0, quiet, place=(0, 0))
    if len(header) <= 2:
        of_values = pen.lines(cell(header, 1), max(pen.size, width - scale.zero - pen.size * 0.5))
        shapes += pen.words(of_values, scale.zero + pen.size * 0.5, 0, quiet, place=(0, 1))
        return shapes, max(1, len(lines), len(of_values)) * pen.leading + pen.size * 0.3
    drawn, bottom = draw_names(header[1:], scale.left, 0, width - scale.left, pen)
    return shapes + drawn, max(bottom, len(lines) * pen.leading) + pen.size * 0.3


def _points(cells: Cells) -> Points:
    """Tell each row as its label and value, or as its label with the values of all series below it."""
    header, *rows = cells
    colon = marks_of(header).head
    for label, *values in rows:
        if len(values) == 1:
            yield labelled(label, values[0], colon), []
        else:
            yield label, [labelled(name, value, colon) for name, value in zip(header[1:], values, strict=True) if value]


class _Scale:
    """Place amounts between the least and the greatest, zero always among them."""

    def __init__(self, left: float, width: float, amounts: Sequence[float | None]) -> None:
        known = [value for value in amounts if value is not None]
        self.left, self.width = left, width
        self.low, self.high = min([0.0, *known]), max([0.0, *known])
        self.zero = self.x(0.0)

    def x(self, value: float) -> float:
        return self.left + self.width * (value - self.low) / ((self.high - self.low) or 1)


def _row(
    number: int,
    row: list[str],
    amounts: Sequence[float | None],
    top: float,
    scale: _Scale,
    values: float,
    paint: Sequence[str],
    pen: Pen,
) -> Drawn:
    pad, thick = pen.size * 0.3, pen.leading * THICK
    name = pen.lines(cell(row, 0), scale.left - pen.size * 0.6)
    texts = [
        pen.lines(cell(row, n + 1), values - pen.size * 0.5, bold=own is not None) for n, own in enumerate(amounts)
    ]
    heights = [max(1, len(text)) * pen.leading for text in texts]
    height = max(len(name) * pen.leading, sum(heights))
    shapes = pen.words(name, 0, top + pad + (height - len(name) * pen.leading) / 2, pen.colours.ink, place=(number, 0))
    y = top + pad + (height - sum(heights)) / 2
    for n, (own, text, tall) in enumerate(zip(amounts, texts, heights, strict=True), 1):
        end = scale.zero
        if own is not None:
            x1, x2 = sorted((scale.zero, scale.x(own)))
            shapes.append(block(x1, y + (tall - thick) / 2, x2 - x1, thick, paint[(n - 1) % len(paint)], pen))
            end = x2
        middle = y + (tall - len(text) * pen.leading) / 2
        shapes += pen.words(text, end + pen.size * 0.5, middle, pen.colours.ink, own is not None, place=(number, n))
        y += tall
    return shapes, top + height + 2 * pad


BARS = FigureKind(draw_bars, _points, values=tuple(range(1, 12)), read_as="table")
