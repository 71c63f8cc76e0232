"""A drawing as PNG, for readers that draw no SVG."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PIL import Image, ImageColor, ImageDraw

from briefpack.figures.shapes import Area, Circle, Drawing, Line, Polygon, Rect, Strokes, Words
from briefpack.figures.svg import START
from briefpack.look.shaping import PlacedGlyph, coverage
from briefpack.look.typefaces import Typesetter

DPI = 192
FINER = 2
"""Drawn so many times larger, then made smaller: Pillow draws edges without greys."""
COLOURS = 64
NEAR = 8
"""Pillow takes colours for the same that differ by less, in the scale to 255."""
SAMPLED = 4
"""Of so many pixels in a row and in a column, one is looked at for the palette."""
MOST_PIXELS = 40_000_000
"""A drawing of more pixels than this, before it is made smaller, is drawn coarser."""


def png_of(drawing: Drawing, type_: Typesetter, ground: str) -> bytes:
    """Return the drawing as a file on a ground of one colour."""
    scale = DPI * FINER / 72
    scale = min(scale, (MOST_PIXELS / max(1.0, drawing.width * drawing.height)) ** 0.5)
    size = (max(FINER, round(drawing.width * scale)), max(FINER, round(drawing.height * scale)))
    image = Image.new("RGB", size, ground)
    pen = Pen(ImageDraw.Draw(image), type_, scale)
    for shape in drawing.shapes:
        SHAPES[type(shape)](shape, pen)
    stream = io.BytesIO()
    _in_few_colours(image.reduce(FINER), (ground, *_fills(drawing))).save(stream, "PNG", dpi=(scale * 72 / FINER,) * 2)
    return stream.getvalue()


def _fills(drawing: Drawing) -> list[str]:
    """Return the colours that areas have, which a reader would see if they were near others only."""
    return [shape.fill for shape in drawing.shapes if isinstance(shape, Rect | Circle | Polygon | Area) and shape.fill]


def _in_few_colours(image: Any, exact: Iterable[str]) -> Any:
    """Return an image with a palette: what is exact, and what some of its pixels have; to look at each takes long."""
    some = (max(1, image.width // SAMPLED), max(1, image.height // SAMPLED))
    first = [ImageColor.getrgb(colour) for colour in dict.fromkeys(exact)][: COLOURS // 2]
    chosen = image.resize(some, Image.Resampling.NEAREST).quantize(COLOURS - len(first), dither=Image.Dither.NONE)
    parts = chosen.getpalette()
    others = zip(parts[::3], parts[1::3], parts[2::3], strict=True)
    apart = [colour for colour in others if all(_difference(colour, one) > NEAR for one in first)]
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in (*first, *apart) for part in colour])
    return image.quantize(palette=palette, dither=Image.Dither.NONE)


def _difference(one: Sequence[int], other: Sequence[int]) -> int:
    return max(abs(a - b) for a, b in zip(one, other, strict=False))


class Pen:
    """Draw shapes in points on an image of so many pixels to a point."""

    def __init__(self, image: Any, type_: Typesetter, scale: float) -> None:
        self.image, self.type, self.scale = image, type_, scale

    def at(self, *values: float) -> list[float]:
        return [value * self.scale for value in values]


def rect(shape: Rect, pen: Pen) -> None:
    left, top, right, bottom = pen.at(shape.x, shape.y, shape.x + shape.width, shape.y + shape.height)
    pen.image.rectangle((left, top, max(left, right - 1), max(top, bottom - 1)), fill=shape.fill)


def line(shape: Line, pen: Pen) -> None:
    width = max(1, round(shape.thickness * pen.scale))
    pen.image.line(pen.at(shape.x1, shape.y1, shape.x2, shape.y2), fill=shape.colour, width=width)


def circle(shape: Circle, pen: Pen) -> None:
    outer = shape.radius + (shape.thickness / 2 if shape.stroke else 0)
    box = pen.at(shape.x - outer, shape.y - outer, shape.x + outer, shape.y + outer)
    width = max(1, round(shape.thickness * pen.scale)) if shape.stroke else 0
    pen.image.ellipse(box, fill=shape.fill or None, outline=shape.stroke or None, width=width)


def polygon(shape: Polygon, pen: Pen) -> None:
    points = [tuple(pen.at(*point)) for point in shape.points]
    pen.image.polygon(points, fill=shape.fill or None)
    if shape.stroke:
        width = max(1, round(shape.thickness * pen.scale))
        pen.image.line([*points, points[0]], fill=shape.stroke, width=width, joint="curve")


def area(shape: Area, pen: Pen) -> None:
    for ring in shape.rings:
        polygon(Polygon(ring, shape.fill, shape.stroke, shape.thickness), pen)


def strokes(shape: Strokes, pen: Pen) -> None:
    for start, end in shape.lines:
        line(Line(*start, *end, shape.colour, shape.thickness), pen)


def words(shape: Words, pen: Pen) -> None:
    for y, line in shape.baselines():
        x = shape.x - START[shape.anchor] * pen.type.measure(line.shown, "bold" if shape.bold else "body", shape.size)
        letters = []
        for stem, glyphs in pen.type.runs(line.shown, shape.bold):
            for glyph in glyphs:
                place = pen.at(x + glyph.x * shape.size, y - glyph.y * shape.size)
                letters.append(PlacedGlyph(stem, glyph.number, *place))
                x += glyph.advance * shape.size
        if pixels := coverage(letters, shape.size * pen.scale):
            mask = Image.frombytes("L", (pixels.width, pixels.height), pixels.rows, "raw", "L", pixels.stride, -1)
            pen.image.bitmap((pixels.left, pixels.top), mask, fill=shape.colour)


SHAPES: dict[type, Callable[[Any, Pen], None]] = {
    Rect: rect,
    Line: line,
    Circle: circle,
    Polygon: polygon,
    Area: area,
    Strokes: strokes,
    Words: words,
}
