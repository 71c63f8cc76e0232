"""Drawings on pages: one small function for each shape of a figure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from briefpack.figures import Circle, Drawing, Line, Polygon, Rect, Words
from briefpack.writers.pdf.flows import Flow, Split
from briefpack.writers.pdf.fonts import Fonts
from briefpack.writers.pdf.inlines import Look, StyledText
from briefpack.writers.pdf.surface import Surface
from briefpack.writers.pdf.text import TextLine, break_lines, shape

LEAST_SCALE = 0.35


@dataclass
class DrawingFlow(Flow):
    """Show a figure as the drawing that `make` gives for a width; one taller than a page is made smaller."""

    fonts: Fonts | None = None
    make: Callable[[float], Drawing] = lambda width: Drawing(width, 0, ())
    scale: float = 1
    _drawings: dict[float, Drawing] = field(default_factory=dict)

    def drawing(self, width: float) -> Drawing:
        """Return the drawing for a width, not scaled."""
        if width not in self._drawings:
            self._drawings[width] = self.make(width)
        return self._drawings[width]

    def _measure(self, width: float) -> float:
        return self.drawing(width).height * self.scale

    def _cut(self, width: float, height: float, force: bool) -> Split:
        if not force:
            return None, self
        return replace(self, scale=max(LEAST_SCALE, self.scale * height / self.height(width))), None

    def _draw(self, surface: Surface, x: float, y: float, width: float) -> None:
        surface.begin_drawing(x, y, width, self.height(width))
        origin = _Origin(surface, x, y, self.scale)
        shapes = self.drawing(width).shapes
        for drawn in shapes:
            if not isinstance(drawn, Words):
                SHAPES[type(drawn)](drawn, origin)
        assert self.fonts
        words = (drawn for drawn in shapes if isinstance(drawn, Words))
        surface.write_lines(line for drawn in words for line in _lines(drawn, origin, self.fonts))
        surface.end_drawing()


@dataclass(frozen=True, slots=True)
class _Origin:
    """Say where the drawing's corner stands, and how many points one of its points is."""

    surface: Surface
    left: float
    top: float
    scale: float

    def at(self, x: float, y: float) -> tuple[float, float]:
        return self.left + x * self.scale, self.top + y * self.scale


def _rect(rect: Rect, origin: _Origin) -> None:
    corner, scale = origin.at(rect.x, rect.y), origin.scale
    origin.surface.fill_rect(*corner, rect.width * scale, rect.height * scale, rect.fill)


def _line(line: Line, origin: _Origin) -> None:
    ends = (*origin.at(line.x1, line.y1), *origin.at(line.x2, line.y2))
    origin.surface.draw_line(*ends, line.colour, line.thickness)


def _circle(circle: Circle, origin: _Origin) -> None:
    x, y = origin.at(circle.x, circle.y)
    origin.surface.draw_circle(x, y, circle.radius * origin.scale, circle.fill, circle.stroke, circle.thickness)


def _polygon(polygon: Polygon, origin: _Origin) -> None:
    points = [origin.at(*point) for point in polygon.points]
    origin.surface.draw_polygon(points, polygon.fill, polygon.stroke, polygon.thickness)


def _lines(words: Words, origin: _Origin, fonts: Fonts) -> Iterator[tuple[float, float, TextLine]]:
    look = Look(words.size * origin.scale, words.colour, bold=words.bold)
    for baseline, (text, goes_on) in words.baselines():
        (line,) = break_lines(shape([StyledText(text, look)], fonts), 1e6)
        x, y = origin.at(words.x, baseline)
        shift = {"start": 0, "middle": line.width / 2, "end": line.width}[words.anchor]
        yield x - shift, y, replace(line, spaced=not goes_on)


SHAPES: dict[type, Callable[[Any, _Origin], None]] = {Rect: _rect, Line: _line, Circle: _circle, Polygon: _polygon}
