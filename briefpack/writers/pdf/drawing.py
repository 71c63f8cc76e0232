"""Drawings on pages: one small function for each shape of a figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from briefpack.document.tree import Picture
from briefpack.figures import Area, Circle, Drawing, Line, Polygon, Rect, Strokes, Words
from briefpack.figures.shapes import Place, Shape
from briefpack.look.photos import TALL, size_within
from briefpack.writers.pdf.flows import Flow, Split
from briefpack.writers.pdf.fonts import Fonts
from briefpack.writers.pdf.inlines import Look, Path, StyledText
from briefpack.writers.pdf.lines import break_lines
from briefpack.writers.pdf.roles import ARTIFACT, Role
from briefpack.writers.pdf.surface import Surface
from briefpack.writers.pdf.text import TextLine, shape

LEAST_SCALE = 0.35


@dataclass(frozen=True)
class CellRoles:
    """Say what the cells of a figure's table are in the structure, row by row, if it is read as a table or a list.

    texts: what the cells say; paths: the roles around what a cell shows, outermost first; whole: whether the innermost
    says all that there is to say, whatever is drawn.
    """

    texts: Sequence[Sequence[str]]
    paths: Sequence[Sequence[Path]]
    whole: bool

    def of(self, row: int, column: int, shapes: Sequence[Shape]) -> Path:
        """Return the roles around the shapes of a cell; what shows its text by other means says it."""
        path, text = self.paths[row][column], self.texts[row][column]
        shown = " ".join(line.letters for shape in shapes if isinstance(shape, Words) for line in shape.lines)
        says_it = self.whole or not shapes or "".join(shown.split()) == "".join(text.split())
        return path if says_it else (*path, Role("Span", actual=text))


@dataclass
class DrawingFlow(Flow):
    """Show a figure as the drawing that `make` gives for a width; one taller than a page is made smaller.

    cells: returns what its cells are in the structure, which only a page that is drawn has to know; without them it is
    read as one thing. told: the roles around what stands outside of the cells, if it is described in words; else it is
    passed over.
    """

    fonts: Fonts | None = None
    make: Callable[[float], Drawing] = lambda width: Drawing(width, 0, ())
    cells: Callable[[], CellRoles] | None = None
    told: Path = ()
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
        assert self.fonts
        drawing = self.drawing(width)
        if drawing.holds_sides:
            surface.hold_sides(x, drawing.width * self.scale)
        self._show(drawing.shapes, self.fonts, _Origin(surface, x, y, self.scale), width)
        surface.turn_sides()

    def _show(self, shapes: Sequence[Shape], fonts: Fonts, origin: _Origin, width: float) -> None:
        surface, x, y = origin.surface, origin.left, origin.top
        if not self.cells:
            surface.begin_drawing(x, y, width, self.height(width))
            _paint(shapes, origin, fonts)
            surface.end_drawing()
            return
        cells, placed = self.cells(), defaultdict[Place | None, list[Shape]](list)
        for drawn in shapes:
            placed[_place(drawn)].append(drawn)
        if self.told:
            _paint_as_one(placed[None], self.told, origin, fonts)
        else:
            surface.open(ARTIFACT, y)
            _paint(placed[None], origin, fonts)
            surface.close()
        for row, texts in enumerate(cells.texts):
            for column in range(len(texts)):
                shown = placed[row, column]
                _paint_cell(shown, cells.of(row, column, shown), origin, fonts)


def _place(shape: Shape) -> Place | None:
    return None if isinstance(shape, Rect | Line) else shape.place


def _paint_as_one(shapes: Sequence[Shape], path: Path, origin: _Origin, fonts: Fonts) -> None:
    """Draw shapes as one thing, in place of which the innermost role is read."""
    for role in path:
        origin.surface.open(role, origin.top)
    origin.surface.begin_drawing(origin.left, origin.top, 0, 0)
    _paint(shapes, origin, fonts)
    origin.surface.end_drawing()
    for _ in path:
        origin.surface.close()


def _paint_cell(shapes: Sequence[Shape], path: Path, origin: _Origin, fonts: Fonts) -> None:
    """Draw what a cell shows as that cell; where it shows nothing, it still has its place in its row."""
    for role in path:
        origin.surface.open(role, origin.top)
    marks = [shape for shape in shapes if not isinstance(shape, Words)]
    if marks:
        origin.surface.begin_drawing(origin.left, origin.top, 0, 0)
        _paint(marks, origin, fonts)
        origin.surface.end_drawing()
    _paint([shape for shape in shapes if isinstance(shape, Words)], origin, fonts)
    for _ in path:
        origin.surface.close()


def _paint(shapes: Sequence[Shape], origin: _Origin, fonts: Fonts) -> None:
    for drawn in shapes:
        if not isinstance(drawn, Words):
            SHAPES[type(drawn)](drawn, origin)
    words = [drawn for drawn in shapes if isinstance(drawn, Words)]
    if words:
        origin.surface.write_lines(line for drawn in words for line in _lines(drawn, origin, fonts))


@dataclass
class PhotoFlow(Flow):
    """Show a picture as wide as its column, but not higher than a part of that or than what is left of a page."""

    picture: Picture = field(default_factory=lambda: Picture("", (), ""))
    tallest: float = TALL
    """How high it is at most for the width of its column."""
    most: float = 1e6

    def size(self, width: float) -> tuple[float, float]:
        tall = min(self.most, width * self.tallest)
        return size_within(self.picture.width, self.picture.height, width, tall)

    def _measure(self, width: float) -> float:
        return self.size(width)[1]

    def _cut(self, width: float, height: float, force: bool) -> Split:
        return (replace(self, most=max(1.0, height)), None) if force else (None, self)

    def _draw(self, surface: Surface, x: float, y: float, width: float) -> None:
        wide, tall = self.size(width)
        surface.begin_drawing(x, y, wide, tall)
        surface.draw_picture(self.picture.data, x, y, wide, tall)
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


def _area(area: Area, origin: _Origin) -> None:
    rings = [[origin.at(*point) for point in ring] for ring in area.rings]
    origin.surface.draw_area(rings, area.fill, area.stroke, area.thickness)


def _strokes(strokes: Strokes, origin: _Origin) -> None:
    lines = [(origin.at(*start), origin.at(*end)) for start, end in strokes.lines]
    origin.surface.draw_strokes(lines, strokes.colour, strokes.thickness)


def _lines(words: Words, origin: _Origin, fonts: Fonts) -> Iterator[tuple[float, float, TextLine]]:
    look = Look(words.size * origin.scale, words.colour, bold=words.bold)
    for baseline, (text, goes_on) in words.baselines():
        (line,) = break_lines(shape([StyledText(text, look)], fonts, goes_on), 1e6)
        x, y = origin.at(words.x, baseline)
        shift = {"start": 0, "middle": line.width / 2, "end": line.width}[words.anchor]
        yield x - shift, y, replace(line, after="" if goes_on else " ")


SHAPES: dict[type, Callable[[Any, _Origin], None]] = {
    Rect: _rect,
    Line: _line,
    Circle: _circle,
    Polygon: _polygon,
    Area: _area,
    Strokes: _strokes,
}
