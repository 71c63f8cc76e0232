"""One horizontal bar for each row."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefpack.document.tree import Figure
from briefpack.figures.cells import Cells, Drawn, cell, cells_of, labelled, with_extras
from briefpack.figures.kind import FigureKind, Points
from briefpack.figures.pen import Pen
from briefpack.figures.shapes import Line, Rect, Shape

_NUMBER = re.compile(r"[-−–]?\d[\d\s,.'’]*")


def amount(text: str) -> float | None:
    """Read the number in a value such as `1,240`, `−3.5 %` or `€12 000`; None if it holds none."""
    number = _NUMBER.search(text)
    if not number:
        return None
    digits = re.sub(r"[\s'’]", "", number.group()).rstrip(".,").replace("−", "-").replace("–", "-")
    digits = re.sub(r"[.,](?=\d{3}(?:\D|$))", "", digits).replace(",", ".")
    try:
        return float(digits)
    except ValueError:
        return None


def draw_bars(figure: Figure, width: float, pen: Pen) -> Drawn:
    header, *rows = cells = cells_of(figure)
    names = min(max(pen.width(with_extras(row, 2)) for row in cells) + pen.size, width * 0.36)
    values = min(max(pen.width(cell(row, 1), bold=True) for row in cells) + pen.size, width * 0.4)
    amounts = [amount(cell(row, 1)) for row in rows]
    scale = _Scale(names, max(1.0, width - names - values), amounts)
    shapes, y = _bars_row(0, header, None, 0, scale, values, pen, pen.colours.quiet)
    start = y
    for number, (row, value) in enumerate(zip(rows, amounts, strict=True), 1):
        drawn, y = _bars_row(number, row, value, y, scale, values, pen, pen.colours.ink)
        shapes += drawn
    return [*shapes, Line(scale.zero, start, scale.zero, y, pen.colours.quiet)], y


def _points(cells: Cells) -> Points:
    """Tell each row as its label and value."""
    yield from ((labelled(label, value), []) for label, value in cells[1:])


class _Scale:
    """Place amounts between the least and the greatest, zero always among them."""

    def __init__(self, left: float, width: float, amounts: Sequence[float | None]) -> None:
        known = [value for value in amounts if value is not None]
        self.left, self.width = left, width
        self.low, self.high = min([0.0, *known]), max([0.0, *known])
        self.zero = self.x(0.0)

    def x(self, value: float) -> float:
        return self.left + self.width * (value - self.low) / ((self.high - self.low) or 1)


def _bars_row(
    number: int, row: list[str], value: float | None, top: float, scale: _Scale, values: float, pen: Pen, colour: str
) -> tuple[list[Shape], float]:
    pad = pen.size * 0.3
    name = pen.lines(with_extras(row, 2), scale.left - pen.size * 0.6)
    text = pen.lines(cell(row, 1), values - pen.size * 0.5, bold=value is not None)
    height = max(1, len(name), len(text)) * pen.leading
    shapes = pen.words(name, 0, top + pad, colour, place=(number, 0))
    end = scale.zero
    if value is not None:
        x1, x2 = sorted((scale.zero, scale.x(value)))
        shapes.append(Rect(x1, top + pad * 0.7, x2 - x1, height + pad * 0.6, pen.colours.accent))
        end = x2
    bold = value is not None
    shapes += pen.words(text, end + pen.size * 0.5, top + pad, colour, bold, place=(number, 1))
    return shapes, top + height + 2 * pad


BARS = FigureKind(draw_bars, _points, values=(1,), read_as="table")
