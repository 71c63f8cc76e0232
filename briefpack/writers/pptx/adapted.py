"""Layouts from elsewhere, made fit for a deck: places reach as far as there is room, and text can be read.

What is changed is written into the layout, so that PowerPoint, LibreOffice and we show the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from lxml import etree

from briefpack.look.slide_grid import ABOVE_SOURCE
from briefpack.look.theme import AA_CONTRAST, contrast
from briefpack.units import emu
from briefpack.writers.pptx import shapes
from briefpack.writers.pptx.ground import Ground
from briefpack.writers.pptx.places import FILLS, Placeholder
from briefpack.writers.pptx.roles import Layout
from briefpack.writers.pptx.theme_colours import MAPPED, Scheme, Shade

A, P = f"{{{shapes.A}}}", f"{{{shapes.P}}}"
LOW_PLACE = 0.4
"""A place for text lower than this part of the slide is used down to the next thing below it."""
MARGIN = 0.04
"""The space at a slide's foot, as a part of its height."""
KEPT = 0.6
"""So much of a place stays when it is cut where something stands on it; else both are left as they are."""
EDGE = 6.0
"""The space between text and the lower edge of the shape on which it stands, in points."""
LOW_ART = 0.8
"""Where in a place, as a part of its height, shapes begin that stand at its foot."""
WITHIN = 0.9
"""A shape that holds this part of a place is its ground, and nothing that it could run over."""
WORST = 0.1
"""The part of a ground whose contrast may be lower than what is given as its own: the edge of a shape, a dark spot."""
GREY = 32
"""A colour whose channels, of 256, are no farther apart becomes one that the theme has for text, if one can be read."""


@dataclass(frozen=True, slots=True)
class Recoloured:
    """Say which text was too pale where it stands, and in which colour it is set instead."""

    layout: str
    place: str
    colour: str
    ratio: float
    instead: str


def legibility(colour: str, ground: Sequence[str]) -> float:
    """Return the contrast of a colour with a ground of many, 1 to 21, but for its worst spots."""
    ratios = sorted(contrast(colour, one) for one in ground)
    return ratios[int(len(ratios) * WORST)]


def seen_below(place: Placeholder, ground: Ground) -> list[str]:
    """Return the colours on which the text of a place stands: those of the slide, under the place's own."""
    below = ground.colours(place.inner)
    return [_mixed(place.fill, one) for one in below] if place.fill else below


def _mixed(shade: Shade, below: str) -> str:
    pairs = ((int(shade.colour[n : n + 2], 16), int(below[n : n + 2], 16)) for n in (1, 3, 5))
    return "#" + "".join(f"{round(upper * shade.alpha + lower * (1 - shade.alpha)):02X}" for upper, lower in pairs)


def with_room(layout: Layout, ground: Ground) -> Layout:
    """Return a layout whose places for text reach down to what stands below them, and not over it."""
    title, *texts = (_on_slide(_level(place), ground.size) for place in (layout.title, *layout.texts))
    layout = replace(layout, title=title, texts=tuple(texts))
    layout = replace(layout, texts=tuple(_with_room(place, layout, ground) for place in layout.texts))
    return replace(layout, floor=_floor(layout.body, layout, ground)) if layout.body else layout


def _level(place: Placeholder) -> Placeholder:
    """Return a place that stands at an angle as a level one, since nothing beside it could be measured."""
    return _moved(place, place.box) if place.is_turned else place


def _on_slide(place: Placeholder, size: tuple[float, float]) -> Placeholder:
    """Return a place without what of it lies beside the slide."""
    x, y, wide, tall = place.box
    left, top, right, bottom = max(0.0, x), max(0.0, y), min(size[0], x + wide), min(size[1], y + tall)
    inside = left, top, right - left, bottom - top
    is_there = inside[2] >= wide * KEPT and inside[3] >= tall * KEPT
    return _moved(place, inside) if is_there and inside != place.box else place


def _floor(place: Placeholder, layout: Layout, ground: Ground) -> float:
    """Return where what stands below a place begins."""
    _, y, _, tall = place.box
    boxes = [box for box in _beside(place, layout, ground) if box[1] >= y + tall - 1]
    around = [thing.box for thing in ground.things if _share(place.box, thing.box) >= WITHIN]
    ends = [box[1] - ABOVE_SOURCE for box in boxes]
    ends += [box[1] + box[3] - EDGE for box in around if y + tall < box[1] + box[3] < ground.size[1]]
    return max(y + tall, min(ends)) if ends else max(y + tall, ground.size[1] * (1 - MARGIN))


def _beside(place: Placeholder, layout: Layout, ground: Ground, only_pictures: bool = False) -> list[shapes.Box]:
    """Return the boxes of what stands above or below a place; what it lies within is its ground."""
    x, _, wide, _ = place.box
    others = (one for one in layout.texts if one is not place)
    boxes = [one.box for one in (layout.title, *layout.feet, *others)]
    things = (thing for thing in ground.things if thing.is_picture or not only_pictures)
    boxes += [thing.box for thing in things if _share(place.box, thing.box) < WITHIN]
    return [box for box in boxes if box[0] < x + wide - 1 and box[0] + box[2] > x + 1]


def _with_room(place: Placeholder, layout: Layout, ground: Ground) -> Placeholder:
    x, y, wide, tall = place.box
    middle, high, bottom = y + tall / 2, ground.size[1], y + tall
    solid = _beside(place, layout, ground, only_pictures=True)
    low = y + tall * LOW_ART
    feet = [foot.box for foot in layout.feet]
    crossing = [
        box for box in _beside(place, layout, ground) if low <= box[1] and (box[1] + box[3] >= bottom or box in feet)
    ]
    below = min((box[1] - ABOVE_SOURCE for box in (*solid, *crossing) if box[1] >= middle), default=high)
    above = max((box[1] + box[3] for box in solid if box[1] + box[3] <= middle), default=y)
    if place.grows or tall < high * LOW_PLACE:
        bottom = max(bottom, _floor(place, layout, ground))
    if y + tall * KEPT <= below < bottom:
        bottom = below
    top = above if y < above <= y + tall * (1 - KEPT) else y
    return place if (top, bottom) == (y, y + tall) else _moved(place, (x, top, wide, bottom - top))


def _share(box: shapes.Box, over: shapes.Box) -> float:
    """Return how much of a box lies within another, 1 being all."""
    return overlap(box, over) / max(1.0, box[2] * box[3])


def overlap(box: shapes.Box, over: shapes.Box) -> float:
    """Return how large the part is that two boxes share, in square points."""
    wide = min(box[0] + box[2], over[0] + over[2]) - max(box[0], over[0])
    tall = min(box[1] + box[3], over[1] + over[3]) - max(box[1], over[1])
    return max(0.0, wide) * max(0.0, tall)


def _moved(place: Placeholder, box: shapes.Box) -> Placeholder:
    """Write a place's box into its layout, level."""
    properties = place.shape.find(f"{P}spPr")
    if properties is None:
        return place
    transform = properties.find(f"{A}xfrm")
    if transform is None:
        transform = etree.Element(f"{A}xfrm")
        properties.insert(0, transform)
    transform.attrib.clear()
    x, y, wide, tall = (str(emu(one)) for one in box)
    transform[:] = [etree.Element(f"{A}off", {"x": x, "y": y}), etree.Element(f"{A}ext", {"cx": wide, "cy": tall})]
    return replace(place, box=box)


def with_contrast(layout: Layout, ground: Ground, scheme: Scheme) -> tuple[Layout, list[Recoloured]]:
    """Return a layout whose text can be read on its ground, and what was changed for that."""
    changes: list[Recoloured] = []

    def legible(place: Placeholder, name: str) -> Placeholder:
        below = seen_below(place, ground)
        levels = list(place.setting.levels)
        for number, level in enumerate(levels):
            ratio = legibility(level.colour, below)
            if ratio < AA_CONTRAST:
                instead = nearest(level.colour, below, scheme)
                if legibility(instead, below) > ratio:
                    _colour(place.shape, number + 1, instead, scheme)
                    levels[number] = level._replace(colour=instead)
                    changes.append(Recoloured(layout.name, name, level.colour, ratio, instead))
        return replace(place, setting=replace(place.setting, levels=tuple(levels)))

    return replace(
        layout,
        title=legible(layout.title, "title"),
        texts=tuple(legible(place, "text") for place in layout.texts),
        feet=tuple(legible(place, "foot") for place in layout.feet),
    ), list({(one.place, one.colour): one for one in reversed(changes)}.values())


def nearest(colour: str, ground: Sequence[str], scheme: Scheme) -> str:
    """Return the theme's colour next to this one that can be read on a ground; black or white if none can."""
    names = MAPPED[:4] if _is_grey(colour) else MAPPED
    near = [*_by_distance(colour, {scheme[name] for name in names}), *_by_distance(colour, set(scheme.values()))]
    clear = (one for one in near if legibility(one, ground) >= AA_CONTRAST)
    return next(clear, max(("#000000", "#FFFFFF"), key=lambda one: legibility(one, ground)))


def _is_grey(colour: str) -> bool:
    channels = [int(colour[n : n + 2], 16) for n in (1, 3, 5)]
    return max(channels) - min(channels) < GREY


def _by_distance(colour: str, others: Iterable[str]) -> list[str]:
    def apart(other: str) -> int:
        return sum((int(colour[n : n + 2], 16) - int(other[n : n + 2], 16)) ** 2 for n in (1, 3, 5))

    return sorted(others, key=lambda one: (apart(one), one))


def _colour(shape: Any, level: int, colour: str, scheme: Scheme) -> None:
    """Write the colour of a level of a placeholder's text into its own list of styles."""
    text = shape.find(f"{P}txBody")
    if text is None:
        return
    style = text.find(f"{A}lstStyle")
    if style is None:
        style = etree.Element(f"{A}lstStyle")
        text.insert(1, style)
    letters = _child(_child(style, f"lvl{level}pPr"), "defRPr")
    for node in [node for node in letters if node.tag in FILLS]:
        letters.remove(node)
    fill = etree.Element(f"{A}solidFill")
    name = next((one for one in MAPPED if scheme[one] == colour), "")
    etree.SubElement(fill, f"{A}schemeClr" if name else f"{A}srgbClr", {"val": name or colour[1:]})
    letters.insert(1 if letters.find(f"{A}ln") is not None else 0, fill)


def _child(node: Any, name: str) -> Any:
    """Return a child, made where the schema has it: levels in their order, letters before extensions."""
    child = node.find(f"{A}{name}")
    if child is None:
        child = etree.Element(f"{A}{name}")
        behind = (other for other in node if other.tag == f"{A}extLst" or (name != "defRPr" and other.tag > child.tag))
        first = next(behind, None)
        node.insert(len(node) if first is None else node.index(first), child)
    return child
