"""Figures as groups of PowerPoint's own shapes, which whoever presents can move, recolour and reword."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from briefpack.document.figure_words import figure_words
from briefpack.figures import Circle, Drawing, Line, Polygon, Rect, Words
from briefpack.languages.scripts import office_tag
from briefpack.office.markup import escape
from briefpack.units import emu
from briefpack.writers.pptx.flows import FigureFlow
from briefpack.writers.pptx.markup import Pen
from briefpack.writers.pptx.measure import Face, em_width
from briefpack.writers.pptx.own_layouts import transform
from briefpack.writers.pptx.pages import Placed

SLACK = 2.0
"""What a text box is wider than its words, in points."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Say where the drawing's corner stands on the slide, and with which pen it is written."""

    x: float
    y: float
    pen: Pen
    family: str


def figure_xml(flow: FigureFlow, at: Placed, pen: Pen) -> str:
    """Return the figure as a group of shapes, as large as its place allows (ECMA-376 part 1, 19.3.1.22)."""
    drawing = flow.fitted(at.width, at.height)
    frame = transform((at.x, at.y, drawing.width, drawing.height), is_group=True)
    number = pen.next_id()
    held = "".join(_shapes(drawing, Spot(at.x, at.y, pen, flow.family)))
    return (
        f'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="{number}" name="{flow.figure.kind.title()}" '
        f'descr="{escape(figure_words(flow.figure))}"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr>{frame}</p:grpSpPr>'
        f"{held}</p:grpSp>"
    )


def _shapes(drawing: Drawing, spot: Spot) -> Iterator[str]:
    """Yield the shapes from back to front, which is the order in which they are read; words go into their box."""
    inside = {shape.box: shape for shape in drawing.shapes if isinstance(shape, Words) and shape.box}
    for shape in drawing.shapes:
        if isinstance(shape, Rect):
            yield _rect(shape, inside.get(shape), spot)
        elif not (isinstance(shape, Words) and shape.box):
            yield SHAPES[type(shape)](shape, spot)


def _rect(rect: Rect, words: Words | None, spot: Spot) -> str:
    text, name = "", "Bar"
    if words:
        inset = f' wrap="square" lIns="{emu(words.x - rect.x)}" tIns="0" rIns="0" bIns="0" anchor="ctr"'
        text, name = _text_body(words, spot, inset, reflows=True), _name(words)
    box = (spot.x + rect.x, spot.y + rect.y, rect.width, rect.height)
    return _shape(name, f"{transform(box)}{_geometry('rect')}{spot.pen.fill(rect.fill)}{_NO_LINE}", text, spot)


def _name(words: Words) -> str:
    return " ".join(line.text for line in words.lines)


_NO_LINE = "<a:ln><a:noFill/></a:ln>"


def _geometry(name: str) -> str:
    return f'<a:prstGeom prst="{name}"><a:avLst/></a:prstGeom>'


def _shape(name: str, properties: str, words: str, spot: Spot, kind: str = "") -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{spot.pen.next_id()}" name="{escape(name)}"/><p:cNvSpPr{kind}/><p:nvPr/>'
        "</p:nvSpPr>"
        f"<p:spPr>{properties}</p:spPr>{words}</p:sp>"
    )


def _text_body(words: Words, spot: Spot, body: str, reflows: bool = False) -> str:
    """Return the text of a shape: its lines as they were measured, or as one that breaks anew when it is edited."""
    weight = ' b="1"' if words.bold else ""
    marks = (
        f'<a:rPr lang="{escape(office_tag(spot.pen.language))}" sz="{round(words.size * 100)}"{weight} dirty="0">'
        f"{spot.pen.fill(words.colour)}</a:rPr>"
    )
    *lines, last = words.lines
    runs = [
        f"<a:r>{marks}<a:t>{escape(text)}{' ' if reflows and not goes_on else ''}</a:t></a:r>"
        for text, goes_on in lines
    ]
    runs.append(f"<a:r>{marks}<a:t>{escape(last.text)}</a:t></a:r>")
    side, between = {"start": "l", "middle": "ctr", "end": "r"}[words.anchor], "" if reflows else "<a:br/>"
    spacing = f'<a:lnSpc><a:spcPts val="{round(words.pitch * 100)}"/></a:lnSpc><a:spcBef><a:spcPts val="0"/></a:spcBef>'
    return (
        f"<p:txBody><a:bodyPr{body}><a:noAutofit/></a:bodyPr><a:lstStyle/><a:p>"
        f'<a:pPr marL="0" indent="0" algn="{side}">{spacing}<a:buNone/></a:pPr>{between.join(runs)}</a:p></p:txBody>'
    )


def _text(words: Words, spot: Spot) -> str:
    wide = max(em_width(line.text, Face(spot.family, words.bold)) for line in words.lines) * words.size + SLACK
    left = words.x - {"start": 0, "middle": wide / 2, "end": wide}[words.anchor]
    box = (spot.x + left, spot.y + words.top, wide, words.height)
    text = _text_body(words, spot, ' wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"')
    return _shape(_name(words), f"{transform(box)}{_geometry('rect')}<a:noFill/>", text, spot, ' txBox="1"')


def _line(line: Line, spot: Spot) -> str:
    x, y = min(line.x1, line.x2), min(line.y1, line.y2)
    box = (spot.x + x, spot.y + y, abs(line.x2 - line.x1), abs(line.y2 - line.y1))
    drawn = f'<a:ln w="{emu(line.thickness)}">{spot.pen.fill(line.colour)}</a:ln>'
    return (
        f'<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="{spot.pen.next_id()}" name="Line"/><p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr>'
        f"<p:spPr>{transform(box)}{_geometry('line')}{drawn}</p:spPr></p:cxnSp>"
    )


def _edge(stroke: str, thickness: float, spot: Spot) -> str:
    return f'<a:ln w="{emu(thickness)}">{spot.pen.fill(stroke)}</a:ln>' if stroke else _NO_LINE


def _circle(circle: Circle, spot: Spot) -> str:
    r = circle.radius
    box = (spot.x + circle.x - r, spot.y + circle.y - r, 2 * r, 2 * r)
    edge = _edge(circle.stroke, circle.thickness, spot)
    return _shape("Mark", f"{transform(box)}{_geometry('ellipse')}{spot.pen.fill(circle.fill)}{edge}", "", spot)


def _polygon(polygon: Polygon, spot: Spot) -> str:
    xs, ys = zip(*polygon.points, strict=True)
    left, top, wide, tall = min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)
    points = [f'<a:pt x="{emu(x - left)}" y="{emu(y - top)}"/>' for x, y in polygon.points]
    path = (
        f"<a:moveTo>{points[0]}</a:moveTo>"
        + "".join(f"<a:lnTo>{point}</a:lnTo>" for point in points[1:])
        + "<a:close/>"
    )
    geometry = (
        '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
        f'<a:path w="{emu(wide)}" h="{emu(tall)}">{path}</a:path></a:pathLst></a:custGeom>'
    )
    box = (spot.x + left, spot.y + top, wide, tall)
    edge = _edge(polygon.stroke, polygon.thickness, spot)
    return _shape("Mark", f"{transform(box)}{geometry}{spot.pen.fill(polygon.fill)}{edge}", "", spot)


SHAPES: dict[type, Callable[[Any, Spot], str]] = {Words: _text, Line: _line, Circle: _circle, Polygon: _polygon}
