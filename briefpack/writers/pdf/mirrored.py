"""Pages of languages that are written from the right: laid out as all others, and drawn the other way round.

Columns, lists, tables, drawings and the ends of lines change sides; words, pictures and signs do not turn.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefpack.units import SLIDE_SIZE_PT
from briefpack.writers.pdf.roles import Role
from briefpack.writers.pdf.surface import FieldKind, Point, Surface
from briefpack.writers.pdf.text import TextLine


class MirroredSurface:
    """Draw on another surface with left and right exchanged."""

    def __init__(self, surface: Surface) -> None:
        self._surface = surface
        self._width = self._page_width = 0.0
        self._held: tuple[float, float] | None = None

    def _from_right(self, x: float, width: float = 0) -> float:
        if self._held:
            left, held = self._held
            return self._width - left - held + (x - left)
        return self._width - x - width

    def hold_sides(self, x: float, width: float) -> None:
        self._held = x, width

    def turn_sides(self) -> None:
        self._held = None

    def begin_page(self, width: float, height: float) -> None:
        self._width = self._page_width = width
        self._surface.begin_page(width, height)

    def next_page(self) -> None:
        self._surface.next_page()

    def begin_picture(self, x: float, y: float, scale: float, height: float) -> None:
        """Begin a slide in small: no other page is drawn so."""
        self._surface.begin_picture(self._from_right(x, SLIDE_SIZE_PT[0] * scale), y, scale, height)
        self._width = SLIDE_SIZE_PT[0]

    def end_picture(self) -> None:
        self._width = self._page_width
        self._surface.end_picture()

    def open(self, role: Role | None, y: float) -> None:
        self._surface.open(role, y)

    def close(self) -> None:
        self._surface.close()

    def begin_drawing(self, x: float, y: float, width: float, height: float) -> None:
        self._surface.begin_drawing(self._from_right(x, width), y, width, height)

    def end_drawing(self) -> None:
        self._surface.end_drawing()

    def write_lines(self, lines: Iterable[tuple[float, float, TextLine]]) -> None:
        self._surface.write_lines([(self._from_right(x, line.width), y, line) for x, y, line in lines])

    def fill_rect(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        self._surface.fill_rect(self._from_right(x, width), y, width, height, colour)

    def stroke_rect(self, x: float, y: float, width: float, height: float, colour: str, thickness: float) -> None:
        self._surface.stroke_rect(self._from_right(x, width), y, width, height, colour, thickness)

    def fill_in(self, kind: FieldKind, words: str, x: float, y: float, width: float, height: float) -> None:
        self._surface.fill_in(kind, words, self._from_right(x, width), y, width, height)

    def draw_line(self, x1: float, y1: float, x2: float, y2: float, colour: str, thickness: float = 0.5) -> None:
        self._surface.draw_line(self._from_right(x1), y1, self._from_right(x2), y2, colour, thickness)

    def draw_circle(self, x: float, y: float, radius: float, fill: str, stroke: str, thickness: float) -> None:
        self._surface.draw_circle(self._from_right(x), y, radius, fill, stroke, thickness)

    def draw_polygon(self, points: Iterable[Point], fill: str, stroke: str, thickness: float) -> None:
        self._surface.draw_polygon([(self._from_right(x), y) for x, y in points], fill, stroke, thickness)

    def draw_area(self, rings: Iterable[Sequence[Point]], fill: str, stroke: str, thickness: float) -> None:
        turned = [[(self._from_right(x), y) for x, y in ring] for ring in rings]
        self._surface.draw_area(turned, fill, stroke, thickness)

    def draw_strokes(self, lines: Iterable[tuple[Point, Point]], colour: str, thickness: float) -> None:
        turned = [((self._from_right(x1), y1), (self._from_right(x2), y2)) for (x1, y1), (x2, y2) in lines]
        self._surface.draw_strokes(turned, colour, thickness)

    def draw_picture(self, data: bytes, x: float, y: float, width: float, height: float) -> None:
        self._surface.draw_picture(data, self._from_right(x, width), y, width, height)
