"""Figures as groups of PowerPoint's own shapes, which whoever presents can move, recolour and reword."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from briefpack.figures import Circle, Drawing, Label, Line, Polygon, Rect
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
class Block:
    """Hold labels that are the lines of one text."""

    lines: tuple[Label, ...]

    @property
    def leading(self) -> float:
        return self.lines[0].size * 1.24

    @property
    def top(self) -> float:
        first = self.lines[0]
        return first.y - self.leading / 2 - first.size * 0.33

    @property
    def height(self) -> float:
        return self.leading * len(self.lines)

    def width(self, family: str) -> float:
        return max(em_width(line.text, Face(family, line.bold)) * line.size for line in self.lines)


@dataclass(frozen=True, slots=True)
class Spot:
    """Say where the drawing's corner stands on the slide, and with which pen it is written."""

    x: float
    y: float
    pen: Pen
    family: str


def figure_xml(flow: FigureFlow, at: Placed, pen: Pen) -> str:
    drawing = flow.fitted(at.width, at.height)
    frame = (at.x, at.y, drawing.width, drawing.height)
    place = transform(frame)
    inner = place.replace("</a:xfrm>", "").replace("<a:xfrm>", "")
    children = inner.replace("a:off", "a:chOff").replace("a:ext", "a:chExt")
    number = pen.next_id()
    held = "".join(_shapes(drawing, Spot(at.x, at.y, pen, flow.family)))
    return (
        f'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="{number}" name="{flow.figure.kind.title()}" '
        f'descr="{escape(flow.figure.alt)}"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>{inner}{children}'
        f"</a:xfrm></p:grpSpPr>{held}</p:grpSp>"
    )


def _shapes(drawing: Drawing, spot: Spot) -> Iterator[str]:
    """Yield the shapes from back to front, which is the order in which they are read; words go into their box."""
    shapes = list(_blocks(drawing))
    inside = _inside(shapes, spot.family)
    taken = {id(block) for block in inside.values()}
    for shape in shapes:
        if isinstance(shape, Rect):
            yield _rect(shape, inside.get(id(shape)), spot)
        elif id(shape) not in taken:
            yield SHAPES[type(shape)](shape, spot)


def _blocks(drawing: Drawing) -> Iterator[Any]:
    lines: list[Label] = []
    for shape in drawing.shapes:
        if lines and not (isinstance(shape, Label) and _goes_on(lines[-1], shape)):
            yield Block(tuple(lines))
            lines = []
        if isinstance(shape, Label):
            lines.append(shape)
        else:
            yield shape
    if lines:
        yield Block(tuple(lines))


def _goes_on(line: Label, following: Label) -> bool:
    same = (line.anchor, line.colour, line.bold, line.size) == (
        following.anchor,
        following.colour,
        following.bold,
        following.size,
    )
    return same and abs(line.x - following.x) < 0.01 and abs(following.y - line.y - line.size * 1.24) < 0.01


def _inside(shapes: list[Any], family: str) -> dict[int, Block]:
    """Return the text that stands in each box, by the box's id."""
    found: dict[int, Block] = {}
    boxes: list[Rect] = []
    for shape in shapes:
        if isinstance(shape, Rect):
            boxes.append(shape)
        elif isinstance(shape, Block):
            box = next((box for box in reversed(boxes) if _holds(box, shape, family)), None)
            if box is not None and id(box) not in found:
                found[id(box)] = shape
    return found


def _holds(box: Rect, block: Block, family: str) -> bool:
    first = block.lines[0]
    across = box.x <= first.x and first.x + block.width(family) <= box.x + box.width + 1
    return (
        first.anchor == "start"
        and across
        and box.y <= block.top + 1
        and block.top + block.height <= box.y + box.height + 1
    )


def _rect(rect: Rect, block: Block | None, spot: Spot) -> str:
    words, name = "", "Bar"
    if block:
        left = block.lines[0].x - rect.x
        words = _words(
            block, spot, f' wrap="square" lIns="{emu(left)}" tIns="0" rIns="0" bIns="0" anchor="ctr"', together=True
        )
        name = " ".join(line.text for line in block.lines)
    box = (spot.x + rect.x, spot.y + rect.y, rect.width, rect.height)
    return _shape(name, f"{transform(box)}{_geometry('rect')}{spot.pen.fill(rect.fill)}{_NO_LINE}", words, spot)


_NO_LINE = "<a:ln><a:noFill/></a:ln>"


def _geometry(name: str) -> str:
    return f'<a:prstGeom prst="{name}"><a:avLst/></a:prstGeom>'


def _shape(name: str, properties: str, words: str, spot: Spot, kind: str = "") -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{spot.pen.next_id()}" name="{escape(name)}"/><p:cNvSpPr{kind}/><p:nvPr/>'
        "</p:nvSpPr>"
        f"<p:spPr>{properties}</p:spPr>{words}</p:sp>"
    )


def _words(block: Block, spot: Spot, body: str, together: bool = False) -> str:
    """Return the text of a shape: its lines as they were measured, or together, to be broken again when edited."""
    first = block.lines[0]
    weight = ' b="1"' if first.bold else ""
    marks = (
        f'<a:rPr lang="{escape(office_tag(spot.pen.language))}" sz="{round(first.size * 100)}"{weight} dirty="0">'
        f"{spot.pen.fill(first.colour)}</a:rPr>"
    )
    runs = ""
    for number, line in enumerate(block.lines):
        is_last = number == len(block.lines) - 1
        gap = "" if is_last or line.goes_on else " "
        after = "" if is_last or together else "<a:br/>"
        runs += f"<a:r>{marks}<a:t>{escape(line.text)}{gap if together else ''}</a:t></a:r>{after}"
    side = {"start": "l", "middle": "ctr", "end": "r"}[first.anchor]
    spacing = (
        f'<a:lnSpc><a:spcPts val="{round(block.leading * 100)}"/></a:lnSpc><a:spcBef><a:spcPts val="0"/></a:spcBef>'
    )
    return (
        f"<p:txBody><a:bodyPr{body}><a:noAutofit/></a:bodyPr><a:lstStyle/><a:p>"
        f'<a:pPr marL="0" indent="0" algn="{side}">{spacing}<a:buNone/></a:pPr>{runs}</a:p></p:txBody>'
    )


def _text(block: Block, spot: Spot) -> str:
    first, wide = block.lines[0], block.width(spot.family) + SLACK
    left = first.x - {"start": 0, "middle": wide / 2, "end": wide}[first.anchor]
    box = (spot.x + left, spot.y + block.top, wide, block.height)
    words = _words(block, spot, ' wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"')
    name = " ".join(line.text for line in block.lines)
    return _shape(name, f"{transform(box)}{_geometry('rect')}<a:noFill/>", words, spot, ' txBox="1"')


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


SHAPES: dict[type, Callable[[Any, Spot], str]] = {Block: _text, Line: _line, Circle: _circle, Polygon: _polygon}
