"""Lanes side by side along an axis of time, a bar for each row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from briefpack.document.tree import Figure
from briefpack.figures.cells import Cells, Drawn, cell, cells_of, with_extras
from briefpack.figures.kind import CellLook, FigureKind, Points, plain_row
from briefpack.figures.marks import REGION_MARKS, KeyItem, Mark, draw_key
from briefpack.figures.pen import Pen
from briefpack.figures.shapes import Circle, Point, Polygon, Rect, Shape, TextLine


@dataclass(frozen=True, slots=True)
class Bar:
    text: str
    mark: Mark | None
    row: int


LEAST_LANE_EM = 11
"""A lane narrower than this, in ems of the labels, starts a second row of lanes."""


def draw_roadmap(figure: Figure, width: float, pen: Pen) -> Drawn:
    header, *rows = cells_of(figure)
    marks = _region_marks(cell(row, 2) for row in rows)
    lanes: dict[str, list[Bar]] = {}
    for number, row in enumerate(rows, 1):
        bar = Bar(with_extras(row, 3), marks.get(cell(row, 2)), number)
        lanes.setdefault(cell(row, 1), []).append(bar)
    shapes: list[Shape] = []
    top = 0.0
    for chunk in _chunks(list(lanes.items()), max(1, int(width // (LEAST_LANE_EM * pen.size)))):
        drawn, top = _lanes(chunk, top, width, pen)
        shapes += drawn
        top += pen.leading * 0.75
    drawn, height = draw_key(_roadmap_key(header, marks), top, width, pen)
    return shapes + drawn, height


def _region_marks(regions: Iterable[str]) -> dict[str, Mark]:
    names = [name for name in dict.fromkeys(regions) if name]
    return {name: REGION_MARKS[number % len(REGION_MARKS)] for number, name in enumerate(names)}


def _roadmap_key(header: list[str], marks: dict[str, Mark]) -> list[KeyItem]:
    """Explain the marks of the regions; a lane's head and a bar say themselves what they are."""
    regions = [KeyItem(region, mark) for region, mark in marks.items()]
    return [KeyItem(cell(header, 2)), *regions] if cell(header, 2) else regions


def _arrow(x1: float, x2: float, y: float, head: float) -> tuple[Point, ...]:
    """Return the outline of an arrow to the right, its shaft 1.4 pt thick."""
    neck = x2 - head * 1.5
    return ((x1, y - 0.7), (neck, y - 0.7), (neck, y - head), (x2, y), (neck, y + head), (neck, y + 0.7), (x1, y + 0.7))


def _chunks(lanes: list[tuple[str, list[Bar]]], size: int) -> list[list[tuple[str, list[Bar]]]]:
    """Share the lanes evenly between as few rows as hold them."""
    rows = -(-len(lanes) // size)
    per_row = -(-len(lanes) // rows) if rows else 1
    return [lanes[start : start + per_row] for start in range(0, len(lanes), per_row)]


def _lanes(lanes: list[tuple[str, list[Bar]]], top: float, width: float, pen: Pen) -> Drawn:
    gap = pen.size * 1.1
    lane = (width - gap * (len(lanes) - 1)) / len(lanes)
    xs = [number * (lane + gap) for number in range(len(lanes))]
    heads = [pen.lines(name, lane, bold=True) for name, _ in lanes]
    axis = top + max(len(head) for head in heads) * pen.leading + pen.size * 0.55
    shapes: list[Shape] = []
    for x, head, (_, bars) in zip(xs, heads, lanes, strict=True):
        y = axis - pen.size * 0.55 - len(head) * pen.leading
        shapes += pen.words(head, x, y, pen.colours.accent, bold=True, place=(bars[0].row, 1))
    shapes.append(Polygon(_arrow(0, width, axis, pen.size * 0.42), pen.colours.accent))
    shapes += [Circle(x + pen.size * 0.3, axis, pen.size * 0.3, pen.colours.accent) for x in xs]
    drawn, bottom = _bars_of_lanes([bars for _, bars in lanes], xs, axis + pen.size * 0.85, lane, pen)
    return shapes + drawn, bottom


def _bars_of_lanes(lanes: list[list[Bar]], xs: list[float], top: float, width: float, pen: Pen) -> Drawn:
    """Draw the bars lane by lane; bars of one row are as tall as the tallest of them."""
    indent = pen.size * (1.75 if any(bar.mark for bars in lanes for bar in bars) else 0.85)
    texts = [[pen.lines(bar.text, width - indent - pen.size * 0.5) for bar in bars] for bars in lanes]
    gap, pad = pen.size * 0.42, pen.size * 0.36
    tops = [top]
    for row in range(max(len(bars) for bars in lanes)):
        lines = max(len(text[row]) for text in texts if row < len(text))
        tops.append(tops[-1] + max(1, lines) * pen.leading + 2 * pad + gap)
    shapes: list[Shape] = []
    for x, bars, lane_texts in zip(xs, lanes, texts, strict=True):
        for bar, text, y, following in zip(bars, lane_texts, tops, tops[1:], strict=False):
            height = following - y - gap
            shapes += _bar(bar, text, Rect(x, y, width, height, pen.colours.tint), indent, pen)
    return shapes, tops[-1] - gap


def _bar(bar: Bar, text: list[TextLine], box: Rect, indent: float, pen: Pen) -> list[Shape]:
    top = box.y + (box.height - len(text) * pen.leading) / 2
    shapes: list[Shape] = [box, Rect(box.x, box.y, pen.size * 0.22, box.height, pen.colours.accent)]
    if bar.mark:
        x = box.x + indent / 2 + pen.size * 0.08
        mark = bar.mark(x, pen.middle(top), pen.size * 0.32, pen.colours.accent, box.fill)
        shapes.append(replace(mark, place=(bar.row, 2)))
    return shapes + pen.words(text, box.x + indent, top, pen.colours.ink, box=box, place=(bar.row, 0))


def _points(cells: Cells) -> Points:
    """Tell each horizon, and below it what belongs to it, with its region."""
    rows = cells[1:]
    for horizon in dict.fromkeys(row[1] for row in rows):
        yield horizon, [_with_region(label, region) for label, its_horizon, region in rows if its_horizon == horizon]


def _with_region(label: str, region: str) -> str:
    return f"{label} ({region})" if label and region else label or region


def _row_look(rows: Cells, number: int, figure: Figure) -> list[CellLook]:
    """Rule a line above the first row of each further horizon."""
    if number and cell(rows[number], 1) != cell(rows[number - 1], 1):
        return ["ruled"] * len(rows[number])
    return plain_row(rows, number, figure)


ROADMAP = FigureKind(draw_roadmap, _points, row_look=_row_look, read_as="list")
