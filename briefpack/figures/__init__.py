"""Figures as drawings: a table and a kind become shapes that every format can draw.

The drawing knows no fonts: the caller says how wide words are. Every word of the figure's rows stands in the drawing.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from briefpack.document.tree import Figure
from briefpack.figures.bars import BARS
from briefpack.figures.charts import COLUMNS, LINES, STACKED
from briefpack.figures.kind import FigureKind
from briefpack.figures.maps import MAP
from briefpack.figures.matrix import MATRIX
from briefpack.figures.pen import Paint, Pen
from briefpack.figures.roadmap import ROADMAP
from briefpack.figures.shapes import Area, Circle, Drawing, Line, Measure, Polygon, Rect, Strokes, Words
from briefpack.figures.timeline import TIMELINE
from briefpack.look.theme import Theme

__all__ = [
    "KINDS",
    "Area",
    "Circle",
    "Drawing",
    "Line",
    "Measure",
    "Polygon",
    "Rect",
    "Strokes",
    "Words",
    "draw_figure",
    "in_largest_type",
]


def draw_figure(
    figure: Figure,
    width_pt: float,
    theme: Theme,
    measure: Measure,
    size_pt: float = 0,
    paint: Paint | None = None,
    language: str = "",
    room_pt: float = math.inf,
    flatter: float = 1,
) -> Drawing:
    """Draw the figure's table over the width; its title and alt text are the caller's to place.

    `size_pt` is the size of its type; without it, a little over the theme's captions. `paint` returns the colours of so
    many series; without it, they are made of the theme's. `language`: by whose rules long words are parted.
    `room_pt`: how high a drawing that can be lower, as a map can, had better be; `flatter`: the part of their
    usual height that plots and maps have.
    """
    size, side_start = size_pt or theme.sizes.caption + 0.6, theme.page.side_start(width_pt)
    pen = Pen(theme.colours, size, measure, side_start, paint, language, room_pt, flatter)
    kind = KINDS[figure.kind]
    shapes, height, *least = kind.draw(figure, width_pt, pen)
    return Drawing(width_pt, height, shapes, kind.holds_sides, *least)


def in_largest_type(draw: Callable[[float], Drawing], sizes: Sequence[float], room_pt: float) -> Drawing | None:
    """Return the drawing in the largest type, of sizes the largest first, with which it is no higher than its room.

    Larger type makes no drawing lower: the size is found by halving.
    """
    low, high, fitting = 0, len(sizes), None
    while low < high:
        middle = (low + high) // 2
        drawing = draw(sizes[middle])
        if drawing.fits(room_pt):
            high, fitting = middle, drawing
        else:
            low = middle + 1
    return fitting


KINDS: dict[str, FigureKind] = {
    "roadmap": ROADMAP,
    "timeline": TIMELINE,
    "map": MAP,
    "matrix": MATRIX,
    "bars": BARS,
    "columns": COLUMNS,
    "lines": LINES,
    "stacked": STACKED,
}
