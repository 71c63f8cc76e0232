"""What lies below the text of a layout, painted small: grounds, gradients, shapes and pictures of master and layout.

Good enough to tell whether text can be read there, and where things stand that text must not run over.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from lxml import etree

from briefpack.look.pictures import small_picture
from briefpack.look.theme import contrast
from briefpack.writers.pptx import shapes
from briefpack.writers.pptx.demands import EMU_A_POINT
from briefpack.writers.pptx.theme_colours import Scheme, Shade, shade_of

A, P, R = f"{{{shapes.A}}}", f"{{{shapes.P}}}", f"{{{shapes.R}}}"
ACROSS = 240
"""How many pixels wide the painted slide is."""
SEEN = 0.25
"""What covers less of what lies below it than this part is no thing that text could run over."""
ABOUT_ONE = 1.35
"""Colours of less contrast look as one to who reads what stands on them."""
LEAST_LINE = 0.4
"""A line thinner than this, in pixels of the painted slide, is not painted."""
ROUND = ("ellipse", "donut", "pie", "chord", "arc", "circularArrow", "flowChartConnector")
CURVE_STEPS = 8
USUAL_LINE = "9525"
"""The width of a line that says none, in EMU (ECMA-376 part 1, 20.1.2.2.24)."""
STRAIGHT = ("line", "straightConnector1")
Ring = list[tuple[float, float]]
WHOLE: Ring = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]


class Frame(NamedTuple):
    """Say where the coordinates of shapes are on the slide, in EMU: moved by x and y, then larger by a factor."""

    x: float = 0
    y: float = 0
    wide: float = 1
    tall: float = 1

    def box(self, transform: Any) -> tuple[float, float, float, float] | None:
        """Return the box of a shape by its xfrm, in EMU from the corner of the slide."""
        off, ext = transform.find(f"{A}off"), transform.find(f"{A}ext")
        if off is None or ext is None:
            return None
        x, y, wide, tall = (
            _amount(node.get(name)) for node, names in ((off, "xy"), (ext, ("cx", "cy"))) for name in names
        )
        return self.x + x * self.wide, self.y + y * self.tall, wide * self.wide, tall * self.tall

    def within(self, group: Any) -> Frame | None:
        """Return the frame of what stands in a group."""
        transform = group.find(f"{P}grpSpPr/{A}xfrm")
        if transform is None:
            return self
        off, ext, box = transform.find(f"{A}chOff"), transform.find(f"{A}chExt"), self.box(transform)
        if box is None or off is None or ext is None:
            return self
        x, y, wide, tall = box
        across, down = _amount(ext.get("cx")), _amount(ext.get("cy"))
        if not across or not down:
            return self if not (wide or tall) else None
        larger, higher = wide / across, tall / down
        return Frame(x - _amount(off.get("x")) * larger, y - _amount(off.get("y")) * higher, larger, higher)


def _amount(text: str | None) -> float:
    return float(text) if text and re.fullmatch("-?[0-9]{1,10}", text) else 0.0


class Thing(NamedTuple):
    """Hold what is to be seen on a layout: its box in points, and whether it is a picture."""

    box: shapes.Box
    is_picture: bool


@dataclass(slots=True)
class Ground:
    """Paint a layout without its placeholders' words."""

    size: tuple[float, float]
    """Of the slide, in points."""
    image: Any
    things: list[Thing] = field(default_factory=list)

    def colours(self, box: shapes.Box) -> list[str]:
        """Return the colours that lie below a box, some dozens of samples."""
        scale = ACROSS / self.size[0]
        x, y, wide, tall = (one * scale for one in box)
        left, top = max(0, min(self.image.width - 1, round(x))), max(0, min(self.image.height - 1, round(y)))
        right, bottom = max(left + 1, min(self.image.width, round(x + wide))), round(y + tall)
        part = self.image.crop((left, top, right, max(top + 1, min(self.image.height, bottom))))
        raw = part.resize((16, 8), 4).tobytes()  # 4: the mean of what lies below each sample
        return [f"#{raw[n]:02X}{raw[n + 1]:02X}{raw[n + 2]:02X}" for n in range(0, len(raw), 3)]

    def calm(self, box: shapes.Box) -> float:
        """Return how much of a box has about one colour, 1 being all."""
        below = self.colours(box)
        most = max(set(below), key=lambda colour: (below.count(colour), colour))
        return sum(contrast(one, most) < ABOUT_ONE for one in below) / len(below)


@dataclass(frozen=True, slots=True)
class Painted:
    """Hold a part that is painted: its tree, its colours, and how its pictures are read by the ids of relations."""

    tree: Any
    scheme: Scheme
    picture: Callable[[str], bytes | None]


def paint(layout: Painted, master: Painted, theme: Painted, size: tuple[float, float]) -> Ground:
    """Return what a layout shows: its ground or the master's, the master's shapes unless it hides them, its own."""
    from PIL import Image

    high = max(1, round(ACROSS * size[1] / size[0]))
    ground = Ground(size, Image.new("RGB", (ACROSS, high), layout.scheme["bg1"]))
    backed = next((one for one in (layout, master) if one.tree.find(f"{P}cSld/{P}bg") is not None), None)
    if backed:
        _paint_back(ground, backed, layout.scheme, theme)
    shown = [master] if layout.tree.get("showMasterSp", "1") not in ("0", "false") else []
    for part in (*shown, layout):
        tree = part.tree.find(f"{P}cSld/{P}spTree")
        _Brush(ground, replace(part, scheme=layout.scheme), theme).paint_all(tree, Frame())
    return ground


def _paint_back(ground: Ground, part: Painted, scheme: Scheme, theme: Painted) -> None:
    back = part.tree.find(f"{P}cSld/{P}bg")
    properties, reference = back.find(f"{P}bgPr"), back.find(f"{P}bgRef")
    whole = (0.0, 0.0, ground.size[0] * EMU_A_POINT, ground.size[1] * EMU_A_POINT)
    brush = _Brush(ground, replace(part, scheme=scheme), theme)
    if properties is not None:
        brush.fill(properties, whole, None)
    elif reference is not None:
        brush.fill_by_style(reference, whole, None)


@dataclass(slots=True)
class _Brush:
    ground: Ground
    part: Painted
    theme: Painted

    def paint_all(self, tree: Any, frame: Frame | None) -> None:
        if tree is None or frame is None:
            return
        for node in tree:
            match etree.QName(node).localname:
                case "sp" | "pic" | "cxnSp" if node.find(f"*/{P}nvPr/{P}ph") is None:
                    self._paint(node, frame)
                case "grpSp":
                    self.paint_all(node, frame.within(node))
                case "AlternateContent":
                    self.paint_all(node.find("{*}Fallback"), frame)

    def _paint(self, shape: Any, frame: Frame) -> None:
        properties = shape.find(f"{P}spPr")
        transform = properties.find(f"{A}xfrm") if properties is not None else None
        box = frame.box(transform) if transform is not None else None
        if box is None or min(box[2:]) < 0:
            return
        if box[2] and box[3]:
            self._paint_within(shape, properties, transform, box)
        self._stroke(properties, transform, box)

    def _paint_within(self, shape: Any, properties: Any, transform: Any, box: tuple[float, ...]) -> None:
        is_picture = shape.tag == f"{P}pic"
        mask = self._mask(properties, transform, box)
        if is_picture:
            covers: float | None = self._fill_picture(shape.find(f"{P}blipFill"), box, mask)
        else:
            covers = self.fill(properties, box, mask)
            style = shape.find(f"{P}style/{A}fillRef")
            if covers is None and style is not None:
                covers = self.fill_by_style(style, box, mask)
        if (covers or 0) >= SEEN:
            x, y, wide, tall = (one / EMU_A_POINT for one in box)
            self.ground.things.append(Thing((x, y, wide, tall), is_picture))

    def _stroke(self, properties: Any, transform: Any, box: tuple[float, ...]) -> None:
        """Paint the line along a shape's edge, if it is of one colour and thick enough to be seen."""
        line = properties.find(f"{A}ln")
        shade = shade_of(line.find(f"{A}solidFill"), self.part.scheme) if line is not None else None
        thick = _amount(line.get("w", USUAL_LINE)) * ACROSS / (self.ground.size[0] * EMU_A_POINT) if shade else 0
        if shade and thick >= LEAST_LINE:
            mask = self._drawn(_rings(properties), box, transform, max(1, round(thick)))
            self.ground.image.paste(shade.colour, (0, 0), mask.point([round(n * shade.alpha) for n in range(256)]))

    def fill(self, properties: Any, box: tuple[float, ...], mask: Any) -> float | None:
        """Paint what a shape's properties say and return how much it covers; None if they say nothing of a fill."""
        for node in properties:
            match etree.QName(node).localname:
                case "noFill":
                    return 0.0
                case "solidFill":
                    return self._flat(shade_of(node, self.part.scheme), box, mask)
                case "gradFill":
                    return self._gradient(node, box, mask, "")
                case "blipFill":
                    return self._fill_picture(node, box, mask)
                case "pattFill":
                    return self._flat(shade_of(node.find(f"{A}bgClr"), self.part.scheme), box, mask)
        return None

    def fill_by_style(self, reference: Any, box: tuple[float, ...], mask: Any) -> float:
        """Paint a fill of the theme, by its number, in the colour that the reference holds (20.1.4.1.7)."""
        number = int(_amount(reference.get("idx")))
        shade = shade_of(reference, self.part.scheme)
        if not number or not shade:
            return 0.0
        name, place = ("bgFillStyleLst", number - 1001) if number > 1000 else ("fillStyleLst", number - 1)
        fills = self.theme.tree.find(f".//{A}{name}")
        fill = fills[place] if fills is not None and 0 <= place < len(fills) else None
        match None if fill is None else etree.QName(fill).localname:
            case "gradFill":
                return self._gradient(fill, box, mask, shade.colour)
            case "blipFill":
                return replace(self, part=self.theme)._fill_picture(fill, box, mask)
            case "solidFill":
                return self._flat(shade_of(fill, self.part.scheme, shade.colour), box, mask)
        return self._flat(shade, box, mask)

    def _pixels(self, box: tuple[float, ...]) -> tuple[int, int, int, int]:
        """Return the box of a shape in pixels of the painted slide: left, top, width, height."""
        scale = ACROSS / (self.ground.size[0] * EMU_A_POINT)
        limit = 20 * ACROSS
        x, y, wide, tall = (max(-limit, min(limit, one * scale)) for one in box)
        left, top = round(x), round(y)
        return left, top, max(1, round(x + wide) - left), max(1, round(y + tall) - top)

    def _put(self, picture: Any, box: tuple[float, ...], mask: Any, alpha: float) -> float:
        """Lay a picture of RGB or RGBA over the slide, within the outline of its shape."""
        from PIL import Image, ImageChops

        left, top, wide, tall = self._pixels(box)
        cover = picture.getchannel("A") if picture.mode == "RGBA" else Image.new("L", picture.size, 255)
        if mask is not None:
            cover = ImageChops.multiply(cover, mask.crop((left, top, left + wide, top + tall)))
        if alpha < 1:
            cover = cover.point([round(one * alpha) for one in range(256)])
        self.ground.image.paste(picture.convert("RGB"), (left, top), cover)
        total: float = sum(n * count for n, count in enumerate(cover.histogram())) / 255
        return total / (wide * tall)

    def _flat(self, shade: Shade | None, box: tuple[float, ...], mask: Any) -> float:
        from PIL import Image

        if not shade:
            return 0.0
        _, _, wide, tall = self._pixels(box)
        return self._put(Image.new("RGB", (wide, tall), shade.colour), box, mask, shade.alpha)

    def _gradient(self, node: Any, box: tuple[float, ...], mask: Any, inherited: str) -> float:
        from PIL import Image

        stops = [
            (_amount(stop.get("pos")) / 100_000, shade_of(stop, self.part.scheme, inherited))
            for stop in node.iter(f"{A}gs")
        ]
        known = sorted((place, shade) for place, shade in stops if shade)
        if not known:
            return 0.0
        _, _, wide, tall = self._pixels(box)
        straight = node.find(f"{A}lin")
        if straight is None:
            ramp = _round_ramp(node.find(f"{A}path/{A}fillToRect"), wide, tall)
        else:
            turned = Image.linear_gradient("L").rotate(90 - _amount(straight.get("ang")) / 60_000, fillcolor=128)
            ramp = turned.resize((wide, tall))
        bands = [ramp.point([_between(known, n / 255, channel) for n in range(256)]) for channel in range(4)]
        return self._put(Image.merge("RGBA", bands), box, mask, 1)

    def _fill_picture(self, fill: Any, box: tuple[float, ...], mask: Any) -> float:
        blip: Any = fill.find(f"{A}blip") if fill is not None else None
        if blip is None:
            return 0.0
        data = self.part.picture(blip.get(f"{R}embed", ""))
        _, _, wide, tall = self._pixels(box)
        picture = small_picture(data, (wide, tall)) if data else None
        if picture is None:
            return 0.0
        change = blip.find(f"{A}alphaModFix")
        return self._put(picture, box, mask, 1 if change is None else min(1.0, _amount(change.get("amt")) / 100_000))

    def _mask(self, properties: Any, transform: Any, box: tuple[float, ...]) -> Any:
        """Return the outline of a shape as a picture of the whole slide; None for one that fills its box."""
        rings = _rings(properties)
        return self._drawn(rings, box, transform) if rings != [WHOLE] or _turn(transform) else None

    def _drawn(self, rings: list[Ring], box: tuple[float, ...], transform: Any, line: int = 0) -> Any:
        """Return a picture of the whole slide in which rings are filled, or their edges drawn as lines so wide."""
        from PIL import Image, ImageDraw

        mask = Image.new("L", self.ground.image.size, 0)
        draw, scale = ImageDraw.Draw(mask), ACROSS / (self.ground.size[0] * EMU_A_POINT)
        x, y, wide, tall = box
        across, down = (transform.get(name) in ("1", "true") for name in ("flipH", "flipV"))
        turn = math.radians(_turn(transform))
        cos, sin = math.cos(turn), math.sin(turn)
        for ring in rings:
            points = []
            for right, below in ring:
                dx, dy = (
                    (((1 - right) if across else right) - 0.5) * wide,
                    (((1 - below) if down else below) - 0.5) * tall,
                )
                points.append(
                    ((x + wide / 2 + dx * cos - dy * sin) * scale, (y + tall / 2 + dx * sin + dy * cos) * scale)
                )
            if line:
                draw.line(points + points[:1], fill=255, width=line)
            elif len(points) > 2:
                draw.polygon(points, fill=255)
        return mask


def _round_ramp(focus: Any, wide: int, tall: int) -> Any:
    """Return a gradient that starts where its focus is, in the middle if nothing says so; it is as wide as the box."""
    from PIL import Image

    around = {name: _amount(focus.get(name)) / 100_000 if focus is not None else 0.5 for name in "ltrb"}
    x, y = (around["l"] + 1 - around["r"]) / 2, (around["t"] + 1 - around["b"]) / 2
    size = round(math.hypot(wide, tall)) + 1
    ramp = Image.new("L", (wide, tall), 255)
    ramp.paste(
        Image.radial_gradient("L").resize((size, size)), (round(x * wide - size / 2), round(y * tall - size / 2))
    )
    return ramp


def _between(stops: list[tuple[float, Shade]], place: float, channel: int) -> int:
    """Return one channel of a gradient: red, green, blue, or how much it covers."""
    low = max((one for one in stops if one[0] <= place), default=stops[0], key=lambda one: one[0])
    high = min((one for one in stops if one[0] >= place), default=stops[-1], key=lambda one: one[0])
    part = (place - low[0]) / (high[0] - low[0]) if high[0] > low[0] else 0
    first, second = (_channel(one[1], channel) for one in (low, high))
    return round(max(0, min(255, first + (second - first) * max(0, min(1, part)))))


def _channel(shade: Shade, channel: int) -> float:
    return shade.alpha * 255 if channel == 3 else int(shade.colour[1 + 2 * channel : 3 + 2 * channel], 16)


def _turn(transform: Any) -> float:
    return _amount(transform.get("rot")) / 60_000 % 360


def _rings(properties: Any) -> list[Ring]:
    """Return the outlines of a shape as parts of its box; what is not known is as its box."""
    preset, custom = properties.find(f"{A}prstGeom"), properties.find(f"{A}custGeom")
    name = preset.get("prst", "") if preset is not None else ""
    rings = list(_outline(custom)) if custom is not None else []
    usual = _ellipse() if name in ROUND else WHOLE[::2] if name in STRAIGHT else WHOLE
    return rings or [usual]


def _ellipse() -> Ring:
    turns = (math.tau * n / 32 for n in range(32))
    return [(0.5 + math.cos(turn) / 2, 0.5 + math.sin(turn) / 2) for turn in turns]


def _outline(custom: Any) -> Iterator[Ring]:
    """Yield the rings of a shape's own outline, as parts of its box (20.1.9.8); curves become short lines."""
    for path in custom.iter(f"{A}path"):
        wide, tall = _amount(path.get("w")), _amount(path.get("h"))
        ring: Ring = []
        for step in path:
            points = [
                (_amount(p.get("x")) / (wide or 1), _amount(p.get("y")) / (tall or 1)) for p in step.iter(f"{A}pt")
            ]
            name = etree.QName(step).localname
            if name == "moveTo" and ring:
                yield ring
                ring = []
            if name == "cubicBezTo" and ring and len(points) == 3:
                ring += [_on_curve((ring[-1], *points), n / CURVE_STEPS) for n in range(1, CURVE_STEPS)] + points[-1:]
            else:
                ring += points[-1:]
        if ring:
            yield ring


def _on_curve(points: tuple[tuple[float, float], ...], place: float) -> tuple[float, float]:
    left = 1 - place
    weights = (left**3, 3 * left**2 * place, 3 * left * place**2, place**3)
    return sum(w * p[0] for w, p in zip(weights, points, strict=True)), sum(
        w * p[1] for w, p in zip(weights, points, strict=True)
    )
