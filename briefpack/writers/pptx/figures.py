"""Figures as groups of PowerPoint's own shapes, which whoever presents can move, recolour and reword."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from briefpack.document.figure_words import figure_name
from briefpack.figures import Area, Circle, Drawing, Line, Polygon, Rect, Strokes, Words
from briefpack.figures.cells import Cells, cells_of
from briefpack.figures.shapes import Place, Point
from briefpack.languages.scripts import is_right_to_left
from briefpack.look.font_widths import Face, kerned_width
from briefpack.office.markup import escape
from briefpack.units import emu
from briefpack.writers.pptx.figure_flows import FigureFlow
from briefpack.writers.pptx.markup import SlidePart
from briefpack.writers.pptx.native_charts import chart_data, chart_xml
from briefpack.writers.pptx.pages import PlacedFlow
from briefpack.writers.pptx.shapes import DECORATIVE, NO_LINE, TEXT_BOX, Box, insets, outline, shape_xml, transform

SLACK = 2.0
"""What a text box is wider than its words, in points."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Say where the drawing's corner stands on the slide, of which part that is, and in which font its words are."""

    x: float
    y: float
    part: SlidePart
    family: str
    cells: Cells
    """What the cells of the figure's table say."""
    told: set[Place] = field(default_factory=set)
    """The cells that have been told, or that words of the drawing tell: no mark says these again."""

    def box(self, x: float, y: float, width: float, height: float) -> Box:
        """Return a box of the drawing as one of the slide."""
        return self.x + x, self.y + y, width, height

    def shape(self, name: str, properties: str, text: str = "", kind: str = "<p:cNvSpPr/>", says: str = "") -> str:
        """Return a shape of the group; one that has no words and says nothing is decoration."""
        extension = "" if text or says else DECORATIVE
        return shape_xml(self.part.next_id(), name, properties, text, kind, extension=extension, descr=says)


def figure_xml(flow: FigureFlow, at: PlacedFlow, part: SlidePart) -> str:
    """Return the figure as a chart or a group of shapes, as large as its place allows (ECMA-376 part 1, 19.3.1.22)."""
    if data := chart_data(flow.figure):
        return chart_xml(flow, at, part, data)
    drawing = flow.fitted(at.width, at.height)
    frame = transform((at.x, at.y, drawing.width, drawing.height), is_group=True)
    number = part.next_id()
    part.drawn.add(number)
    worded = {shape.place for shape in drawing.shapes if isinstance(shape, Words) and shape.place}
    shapes = "".join(_shapes(drawing, Origin(at.x, at.y, part, flow.family, cells_of(flow.figure), worded)))
    return (
        f'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="{number}" name="{flow.figure.kind.title()}" '
        f'descr="{escape(figure_name(flow.figure))}"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr>{frame}</p:grpSpPr>'
        f"{shapes}</p:grpSp>"
    )


def _shapes(drawing: Drawing, origin: Origin) -> Iterator[str]:
    """Yield the shapes from back to front, which is the order in which they are read; words go into their box."""
    inside = {shape.box: shape for shape in drawing.shapes if isinstance(shape, Words) and shape.box}
    for shape in drawing.shapes:
        if isinstance(shape, Rect):
            yield _rect(shape, inside.get(shape), origin)
        elif not (isinstance(shape, Words) and shape.box):
            yield SHAPES[type(shape)](shape, origin)


def _rect(rect: Rect, words: Words | None, origin: Origin) -> str:
    text, name = "", "Bar"
    if words:
        from_left = words.anchor != "end"
        left, right = (words.x - rect.x, 0.0) if from_left else (0.0, rect.x + rect.width - words.x)
        body = f' wrap="square" lIns="{emu(left)}" tIns="0" rIns="{emu(right)}" bIns="0" anchor="ctr"'
        text, name = _text_body(words, origin.part, body), _name(words)
    place = outline(origin.box(rect.x, rect.y, rect.width, rect.height))
    return origin.shape(name, f"{place}{origin.part.fill(rect.fill)}{NO_LINE}", text)


def _name(words: Words) -> str:
    return "".join(line.letters if line.goes_on else f"{line.letters} " for line in words.lines).strip()


def _text_body(words: Words, part: SlidePart, body: str) -> str:
    """Return the text of a shape in the lines that were measured: a program of its own breaks them less evenly."""
    weight = ' b="1"' if words.bold else ""
    marks = (
        f'<a:rPr lang="{part.tag}" sz="{round(words.size * 100)}"{weight} dirty="0">{part.fill(words.colour)}</a:rPr>'
    )
    runs = [f"<a:r>{marks}<a:t>{escape(line.shown)}</a:t></a:r>" for line in words.lines]
    side, broken = {"start": "l", "middle": "ctr", "end": "r"}[words.anchor], "<a:br/>".join(runs)
    side += '" rtl="1' if is_right_to_left(part.language) else ""
    spacing = f'<a:lnSpc><a:spcPts val="{round(words.pitch * 100)}"/></a:lnSpc><a:spcBef><a:spcPts val="0"/></a:spcBef>'
    return (
        f"<p:txBody><a:bodyPr{body}><a:noAutofit/></a:bodyPr><a:lstStyle/><a:p>"
        f'<a:pPr marL="0" indent="0" algn="{side}">{spacing}<a:buNone/></a:pPr>{broken}</a:p></p:txBody>'
    )


def _text(words: Words, origin: Origin) -> str:
    wide = max(kerned_width(line.shown, Face(origin.family, words.bold)) for line in words.lines) * words.size + SLACK
    left = words.x - {"start": 0, "middle": wide / 2, "end": wide}[words.anchor]
    text = _text_body(words, origin.part, f' wrap="none"{insets(0, 0)} anchor="t"')
    place = outline(origin.box(left, words.top, wide, words.height))
    return origin.shape(_name(words), f"{place}<a:noFill/>", text, TEXT_BOX)


def _line(line: Line, origin: Origin) -> str:
    x, y = min(line.x1, line.x2), min(line.y1, line.y2)
    place = outline(origin.box(x, y, abs(line.x2 - line.x1), abs(line.y2 - line.y1)), "line")
    if (line.x2 - line.x1) * (line.y2 - line.y1) < 0:  # a line runs from the upper left unless it says otherwise
        place = place.replace("<a:xfrm>", '<a:xfrm flipV="1">', 1)
    return (
        f'<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="{origin.part.next_id()}" name="Line">{DECORATIVE}</p:cNvPr>'
        f"<p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr><p:spPr>{place}{_edge(line.colour, line.thickness, origin)}</p:spPr>"
        "</p:cxnSp>"
    )


def _edge(colour: str, thickness: float, origin: Origin) -> str:
    return f'<a:ln w="{emu(thickness)}">{origin.part.fill(colour)}</a:ln>' if colour else NO_LINE


def _circle(circle: Circle, origin: Origin) -> str:
    r = circle.radius
    return _mark(circle, outline(origin.box(circle.x - r, circle.y - r, 2 * r, 2 * r), "ellipse"), origin)


def _polygon(polygon: Polygon, origin: Origin) -> str:
    return _mark(polygon, _freeform((polygon.points,), origin), origin)


def _freeform(paths: Sequence[Sequence[Point]], origin: Origin, is_closed: bool = True) -> str:
    """Return the place and the geometry of lines or closed lines (ECMA-376 part 1, 20.1.9.8)."""
    xs, ys = zip(*(point for path in paths for point in path), strict=True)
    left, top, wide, tall = min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)
    drawn = []
    for path in paths:
        first, *others = (f'<a:pt x="{emu(x - left)}" y="{emu(y - top)}"/>' for x, y in path)
        drawn.append(f"<a:moveTo>{first}</a:moveTo>{''.join(f'<a:lnTo>{point}</a:lnTo>' for point in others)}")
    end = "<a:close/>" if is_closed else ""
    kind = "" if is_closed else ' fill="none"'
    geometry = (
        '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
        f'<a:path w="{emu(wide)}" h="{emu(tall)}"{kind}>{end.join((*drawn, ""))}</a:path></a:pathLst></a:custGeom>'
    )
    return transform(origin.box(left, top, wide, tall)) + geometry


def _area(area: Area, origin: Origin) -> str:
    """Return an area as one shape, which has its name in PowerPoint’s selection pane."""
    return _mark(area, _freeform(area.rings, origin), origin)


def _strokes(strokes: Strokes, origin: Origin) -> str:
    place = _freeform(strokes.lines, origin, is_closed=False)
    return origin.shape("Lines", f"{place}<a:noFill/>{_edge(strokes.colour, strokes.thickness, origin)}")


def _mark(shape: Circle | Polygon | Area, place: str, origin: Origin) -> str:
    edge = _edge(shape.stroke, shape.thickness, origin)
    says = origin.cells[shape.place[0]][shape.place[1]] if shape.place else ""
    name = says if isinstance(shape, Area) and says else "Mark"
    if shape.place in origin.told:
        says = ""
    elif shape.place:
        origin.told.add(shape.place)
    return origin.shape(name, f"{place}{origin.part.fill(shape.fill)}{edge}", says=says)


SHAPES: dict[type, Callable[[Any, Origin], str]] = {
    Words: _text,
    Line: _line,
    Circle: _circle,
    Polygon: _polygon,
    Area: _area,
    Strokes: _strokes,
}
