"""Slides in languages from the right: what our own layouts place from the left stands as in a mirror.

Places are mirrored, not what is in them: words know their side, drawings and charts are made for the direction. An
organisation's own master says by itself where things stand.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from lxml import etree

from briefpack.look.slide_grid import WIDTH
from briefpack.office.markup import DECLARATION
from briefpack.units import emu
from briefpack.writers.pptx.shapes import A, P

PARTS = re.compile(r"ppt/slide(Layouts/slideLayout|Masters/slideMaster)\d+\.xml")
"""The parts of a master that place things on slides."""
_A, _P = f"{{{A}}}", f"{{{P}}}"
_OTHER_SIDE = {"l": "r", "r": "l"}


def mirrored_master(files: dict[str, str | bytes]) -> dict[str, str | bytes]:
    """Return the parts of our own master, by part name, with its layouts mirrored."""
    return {name: mirrored(data) if PARTS.fullmatch(name) else data for name, data in files.items()}


def mirrored(data: str | bytes, whole: Collection[int] = ()) -> str:
    """Return a slide, layout or master with its shapes at the other side; groups with the ids in `whole` only move."""
    root = etree.fromstring(data.encode() if isinstance(data, str) else data)
    for shape in root.find(f"{_P}cSld/{_P}spTree"):
        place, is_group = _place(shape), shape.tag == f"{_P}grpSp"
        is_whole = is_group and int(shape.find(f"{_P}nvGrpSpPr/{_P}cNvPr").get("id")) in whole
        for body in () if is_whole else shape.iter(f"{_A}bodyPr"):
            _turn_insets(body)
        if place is None:
            continue
        if is_group and not is_whole:
            left, width = _across(place)
            for inner in filter(lambda one: one is not None, map(_place, shape)):
                _mirror(inner, 2 * left + width)
        _mirror(place, emu(WIDTH))
    for level in root.iter(f"{_A}lvl1pPr"):  # the foot is of numbers and of words that say their side themselves
        if level.get("rtl") is None and level.get("algn") in _OTHER_SIDE:
            level.set("algn", _OTHER_SIDE[level.get("algn")])
    return f"{DECLARATION}{etree.tostring(root, encoding='unicode')}"


def _turn_insets(body: Any) -> None:
    """Exchange how far words are from the left and the right edge of their box, where the box says so."""
    insets = {side: body.attrib.pop(side, None) for side in ("lIns", "rIns")}
    for side, other in (("lIns", "rIns"), ("rIns", "lIns")):
        if insets[other] is not None:
            body.set(side, insets[other])


def _place(shape: Any) -> Any:
    """Return where a shape, a picture, a group or a frame says that it stands; None where it does not."""
    own = shape.find(f"{_P}xfrm")
    properties = shape.find(f"{_P}spPr") if shape.tag != f"{_P}grpSp" else shape.find(f"{_P}grpSpPr")
    return own if own is not None else None if properties is None else properties.find(f"{_A}xfrm")


def _across(place: Any) -> tuple[int, int]:
    return int(place.find(f"{_A}off").get("x")), int(place.find(f"{_A}ext").get("cx"))


def _mirror(place: Any, total: int) -> None:
    """Move a place to the other side of a width that begins and ends as far from it."""
    left, width = _across(place)
    place.find(f"{_A}off").set("x", str(total - left - width))
