"""A drawing as SVG 1.1: a file whose letters are outlines or of named fonts, or a part of a page, with its letters."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from itertools import pairwise
from typing import Any

from briefpack.figures.mirrored import OTHER_SIDE
from briefpack.figures.shapes import Area, Circle, Drawing, Line, Polygon, Rect, Ring, Strokes, Words
from briefpack.languages.scripts import is_right_to_left
from briefpack.look.fonts import font_file
from briefpack.look.shaping import Glyph
from briefpack.look.typefaces import Typesetter, outline

START = {"start": 0.0, "middle": 0.5, "end": 1.0}
"""Which share of a label's width stands to the left of its place."""


def svg_of(drawing: Drawing, type_: Typesetter, alt: str) -> bytes:
    """Return the drawing as a file; one of its units is a point, `alt` is its title for people who listen.

    Its letters are outlines: no reader needs a font, none changes a line.
    """
    shapes = "".join(SHAPES[type(shape)](shape, type_) for shape in drawing.shapes)
    width, height = number(drawing.width), number(drawing.height)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}pt" height="{height}pt" '
        f'viewBox="0 0 {width} {height}"><title>{escape(alt, quote=False)}</title>{shapes}</svg>'
    ).encode()


def inline_svg(drawing: Drawing, type_: Typesetter, name: str) -> str:
    """Return the drawing for an HTML page, where it has that class and is as wide as what it stands in.

    Its letters are text in the page's font, which readers may select and search; each line is as wide as it was
    measured, whatever that font is.
    """
    shapes = "".join(INLINE_SHAPES[type(shape)](shape, type_) for shape in drawing.shapes)
    size = f"0 0 {number(drawing.width)} {number(drawing.height)}"
    return f'<svg class="{name}" viewBox="{size}" aria-hidden="true">{shapes}</svg>'


def named_svg(drawing: Drawing, type_: Typesetter, families: str) -> bytes:
    """Return the drawing as a file whose letters are text in the first of some families that a reader has.

    `families` are as CSS has them; each line is as wide as it was measured.
    """
    shapes = "".join(INLINE_SHAPES[type(shape)](shape, type_) for shape in drawing.shapes)
    width, height = number(drawing.width), number(drawing.height)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}pt" height="{height}pt" viewBox="0 0 {width} {height}" '
        f'font-family="{escape(families)}">{shapes}</svg>'
    ).encode()


def number(value: float) -> str:
    return f"{round(value, 2):g}"


def rect(shape: Rect, type_: Typesetter) -> str:
    place = f'x="{number(shape.x)}" y="{number(shape.y)}"'
    return f'<rect {place} width="{number(shape.width)}" height="{number(shape.height)}" fill="{shape.fill}"/>'


def line(shape: Line, type_: Typesetter) -> str:
    ends = zip(("x1", "y1", "x2", "y2"), (shape.x1, shape.y1, shape.x2, shape.y2), strict=True)
    placed = " ".join(f'{name}="{number(value)}"' for name, value in ends)
    return f'<line {placed} stroke="{shape.colour}" stroke-width="{number(shape.thickness)}"/>'


def circle(shape: Circle, type_: Typesetter) -> str:
    place = f'cx="{number(shape.x)}" cy="{number(shape.y)}" r="{number(shape.radius)}"'
    return f"<circle {place} {_paint(shape)}/>"


def polygon(shape: Polygon, type_: Typesetter) -> str:
    points = " ".join(f"{number(x)},{number(y)}" for x, y in shape.points)
    return f'<polygon points="{points}" {_paint(shape)}/>'


def area(shape: Area, type_: Typesetter) -> str:
    return f'<path d="{"".join(map(_ring, shape.rings))}" {_paint(shape)}/>'


def _ring(points: Ring) -> str:
    """Return a closed path, each point by the steps from the one before, in tenths: what is added up is exact."""
    tenths = [(round(x * 10), round(y * 10)) for x, y in points]
    steps = ((x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in pairwise(tenths))
    moves = "".join(f"{_tenths(x)} {_tenths(y)} " for x, y in steps if x or y)
    return f"M{_tenths(tenths[0][0])} {_tenths(tenths[0][1])}l{moves.rstrip()}z" if moves else ""


def _tenths(value: int) -> str:
    return f"{value / 10:g}"


def strokes(shape: Strokes, type_: Typesetter) -> str:
    path = "".join(f"M{number(x1)} {number(y1)}L{number(x2)} {number(y2)}" for (x1, y1), (x2, y2) in shape.lines)
    return f'<path d="{path}" fill="none" stroke="{shape.colour}" stroke-width="{number(shape.thickness)}"/>'


def _paint(shape: Circle | Polygon | Area) -> str:
    edge = f' stroke="{shape.stroke}" stroke-width="{number(shape.thickness)}"' if shape.stroke else ""
    return f'fill="{shape.fill or "none"}"{edge}'


def words(shape: Words, type_: Typesetter) -> str:
    """Return a path for each face that a line needs, in the face's own units, which are whole numbers."""
    paths = []
    for y, line in shape.baselines():
        x = shape.x - START[shape.anchor] * type_.measure(line.shown, "bold" if shape.bold else "body", shape.size)
        for stem, glyphs in type_.runs(line.shown, shape.bold):
            scale = shape.size / font_file(stem).em
            place = f"translate({number(x)} {number(y)}) scale({scale:.5f} {-scale:.5f})"
            paths.append(f'<path transform="{place}" fill="{shape.colour}" d="{_outline(stem, glyphs)}"/>')
            x += sum(glyph.advance for glyph in glyphs) * shape.size
    return "".join(paths)


def live_words(shape: Words, type_: Typesetter) -> str:
    """Return a text for each line; one that holds a character of no known width is as wide as it comes out."""
    look = f'font-size="{number(shape.size)}" fill="{shape.colour}"' + (' font-weight="700"' if shape.bold else "")
    from_right = is_right_to_left(type_.language)
    anchor = OTHER_SIDE[shape.anchor] if from_right else shape.anchor  # text starts at its own side
    look += f' text-anchor="{anchor}"' if anchor != "start" else ""
    look += ' direction="rtl"' if from_right else ""
    lines = []
    for y, line in shape.baselines():
        wide = type_.measure(line.shown, "bold" if shape.bold else "body", shape.size)
        fixed = (
            f' textLength="{number(wide)}" lengthAdjust="spacingAndGlyphs"'
            if wide and not type_.missing.keys() & {*line.shown}
            else ""
        )
        place = f'x="{number(shape.x)}" y="{number(y)}"'
        lines.append(f"<text {place} {look}{fixed}>{escape(line.shown, quote=False)}</text>")
    return "".join(lines)


def _outline(stem: str, glyphs: Iterable[Glyph]) -> str:
    """Return the outlines of a line as path data in units of the font.

    A letter is written the same way wherever it stands, so that packing the file makes it small.
    """
    steps, em, at = ["M0 0"], font_file(stem).em, (0, 0)
    pen = 0.0
    for glyph in glyphs:
        place = round((pen + glyph.x) * em), round(glyph.y * em)
        steps += [_move(place[0] - at[0], place[1] - at[1]), outline(stem, glyph.number)]
        at, pen = place, pen + glyph.advance
    return "".join(steps)


def _move(x: int, y: int) -> str:
    return f"m{x} {y}" if x or y else ""


SHAPES: dict[type, Callable[[Any, Typesetter], str]] = {
    Rect: rect,
    Line: line,
    Circle: circle,
    Polygon: polygon,
    Area: area,
    Strokes: strokes,
    Words: words,
}
INLINE_SHAPES: dict[type, Callable[[Any, Typesetter], str]] = {**SHAPES, Words: live_words}
