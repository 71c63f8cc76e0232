"""Drawings for languages that are written from the right: the same shapes with left and right exchanged.

PDFs need none of it: they turn whole pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from briefpack.figures.shapes import Anchor, Area, Circle, Drawing, Line, Point, Polygon, Rect, Shape, Strokes, Words
from briefpack.languages.scripts import is_right_to_left

OTHER_SIDE: dict[Anchor, Anchor] = {"start": "end", "middle": "middle", "end": "start"}


def in_direction(drawing: Drawing, language: str) -> Drawing:
    """Return a drawing as it is shown in a language; one that holds its sides is the same in all."""
    if drawing.holds_sides or not is_right_to_left(language):
        return drawing
    return replace(
        drawing,
        tall=lambda: drawing.height,
        drawn=lambda: tuple(MIRRORED[type(shape)](shape, drawing.width) for shape in drawing.shapes),
    )


def _rect(rect: Rect, width: float) -> Rect:
    return replace(rect, x=width - rect.x - rect.width)


def _line(line: Line, width: float) -> Line:
    return replace(line, x1=width - line.x1, x2=width - line.x2)


def _circle(circle: Circle, width: float) -> Circle:
    return replace(circle, x=width - circle.x)


def _polygon(polygon: Polygon, width: float) -> Polygon:
    return replace(polygon, points=_points(polygon.points, width))


def _area(area: Area, width: float) -> Area:
    return replace(area, rings=tuple(_points(ring, width) for ring in area.rings))


def _strokes(strokes: Strokes, width: float) -> Strokes:
    return replace(strokes, lines=tuple(((width - a, b), (width - c, d)) for (a, b), (c, d) in strokes.lines))


def _words(words: Words, width: float) -> Words:
    box = _rect(words.box, width) if words.box else None
    return replace(words, x=width - words.x, anchor=OTHER_SIDE[words.anchor], box=box)


def _points(points: Iterable[Point], width: float) -> tuple[Point, ...]:
    return tuple((width - x, y) for x, y in points)


MIRRORED: dict[type[Shape], Callable[[Any, float], Shape]] = {
    Rect: _rect,
    Line: _line,
    Circle: _circle,
    Polygon: _polygon,
    Area: _area,
    Strokes: _strokes,
    Words: _words,
}
