"""Drawings on pages: one small function for each shape of a figure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from briefpack.figures import Circle, Drawing, Line, Polygon, Rect, Words
from briefpack.writers.pdf.flows import ENOUGH, Flow
from briefpack.writers.pdf.fonts import Fonts, clean
from briefpack.writers.pdf.inlines import Look, Run
from briefpack.writers.pdf.text import Line as TextLine
from briefpack.writers.pdf.text import break_lines, shape

if TYPE_CHECKING:
    from briefpack.writers.pdf.canvas import PageCanvas

LEAST_SCALE = 0.35


@dataclass
class DrawingFlow(Flow):
    """Show a figure as the drawing that `make` gives for a width; one taller than a page is made smaller."""

    fonts: Fonts | None = None
    make: Callable[[float], Drawing] = lambda width: Drawing(width, 0, ())
    scale: float = 1
    _made: dict[float, Drawing] = field(default_factory=dict)

    def drawing(self, width: float) -> Drawing:
        if width not in self._made:
            self._made[width] = self.make(width)
        return self._made[width]

    def made(self) -> list[Drawing]:
        """Return the drawing that was placed: the one that was last made."""
        return list(self._made.values())[-1:]

    def measured(self, width: float) -> float:
        return self.drawing(width).height * self.scale

    def split(self, width: float, height: float, force: bool = False) -> tuple[Flow | None, Flow | None]:
        tall = self.height(width)
        if force and tall > height + ENOUGH:
            return replace(self, scale=max(LEAST_SCALE, self.scale * height / tall)), None
        return Flow.split(self, width, height, force)

    def draw(self, canvas: PageCanvas, x: float, y: float, width: float) -> None:
        canvas.begin_drawing(x, y, width, self.height(width))
        spot = _Spot(canvas, x, y, self.scale)
        shapes = self.drawing(width).shapes
        for drawn in shapes:
            if not isinstance(drawn, Words):
                SHAPES[type(drawn)](drawn, spot)
        assert self.fonts
        words = (drawn for drawn in shapes if isinstance(drawn, Words))
        canvas.write_lines(line for drawn in words for line in _lines(drawn, spot, self.fonts))
        canvas.end_drawing()


@dataclass(frozen=True, slots=True)
class _Spot:
    """Say where on which canvas the drawing's corner stands, and how many points one of its points is."""

    canvas: PageCanvas
    left: float
    top: float
    scale: float

    def at(self, x: float, y: float) -> tuple[float, float]:
        return self.left + x * self.scale, self.top + y * self.scale


def _rect(rect: Rect, spot: _Spot) -> None:
    spot.canvas.fill_rect(*spot.at(rect.x, rect.y), rect.width * spot.scale, rect.height * spot.scale, rect.fill)


def _line(line: Line, spot: _Spot) -> None:
    spot.canvas.draw_line(*spot.at(line.x1, line.y1), *spot.at(line.x2, line.y2), line.colour, line.thickness)


def _circle(circle: Circle, spot: _Spot) -> None:
    x, y = spot.at(circle.x, circle.y)
    spot.canvas.draw_circle(x, y, circle.radius * spot.scale, circle.fill, circle.stroke, circle.thickness)


def _polygon(polygon: Polygon, spot: _Spot) -> None:
    points = [spot.at(*point) for point in polygon.points]
    spot.canvas.draw_polygon(points, polygon.fill, polygon.stroke, polygon.thickness)


def _lines(words: Words, spot: _Spot, fonts: Fonts) -> Iterator[tuple[float, float, TextLine]]:
    look = Look(words.size * spot.scale, words.colour, bold=words.bold)
    for baseline, (text, goes_on) in words.baselines():
        line = replace(break_lines(shape([Run(clean(text), look)], fonts), 1e6)[0], spaced=not goes_on)
        x, y = spot.at(words.x, baseline)
        yield x - {"start": 0, "middle": line.width / 2, "end": line.width}[words.anchor], y, line


SHAPES: dict[type, Callable[[Any, _Spot], None]] = {Rect: _rect, Line: _line, Circle: _circle, Polygon: _polygon}
