"""Colours as DrawingML writes them (ECMA-376 part 1, 20.1.2.3): of the theme, of six digits, lighter or darker."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from lxml import etree

from briefpack.writers.pptx import shapes
from briefpack.writers.pptx.demands import BrokenMaster, needed

A, P = f"{{{shapes.A}}}", f"{{{shapes.P}}}"
SYSTEM_COLOURS = {"window": "FFFFFF", "windowText": "000000", "btnFace": "F0F0F0", "highlight": "0078D7"}
PRESETS = {"white": "FFFFFF", "black": "000000", "gray": "808080", "red": "FF0000", "blue": "0000FF", "green": "008000"}
SCHEME = ("dk1", "lt1", "dk2", "lt2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
MAPPED = ("bg1", "tx1", "bg2", "tx2", *SCHEME[4:])
"""The names by which slides refer to the colours of a theme."""
Scheme = Mapping[str, str]
"""#RRGGBB by all these names."""


class Shade(NamedTuple):
    """Hold a colour, #RRGGBB, and how much of it covers what lies below, 0 to 1."""

    colour: str
    alpha: float = 1


def scheme_of(theme: Any, mapping: Any) -> dict[str, str]:
    """Return the colours of a theme by all names; `mapping` is a master's clrMap, or what a layout has in its place."""
    root = needed(theme.find(f".//{A}clrScheme"), "names no colours in its theme")
    base = {name: _rgb(root.find(f"{A}{name}"), name) for name in SCHEME}
    return base | {name: base.get(mapping.get(name, name), "#000000") for name in MAPPED}


def _rgb(node: Any, name: str) -> str:
    """Return a colour of the theme as #RRGGBB. Raise BrokenMaster for one that is written in no such way."""
    written = node[0] if node is not None and len(node) else {}
    for text in (written.get("lastClr"), SYSTEM_COLOURS.get(written.get("val", "")), written.get("val")):
        if digits := _digits(text):
            return digits
    raise BrokenMaster(f"has no colour of six digits as “{name}” in its theme")


def _digits(text: str | None) -> str:
    return f"#{text.upper()}" if text and re.fullmatch("[0-9A-Fa-f]{6}", text) else ""


def shade_of(holder: Any, scheme: Scheme, inherited: str = "") -> Shade | None:
    """Return the colour that an element holds; `inherited` is what stands for phClr. None if there is none."""
    for node in holder if holder is not None else ():
        name, value = etree.QName(node).localname, node.get("val", "")
        colour = {
            "srgbClr": _digits(value),
            "schemeClr": inherited if value == "phClr" else scheme.get(value, ""),
            "sysClr": _digits(node.get("lastClr")) or _digits(SYSTEM_COLOURS.get(value)),
            "prstClr": _digits(PRESETS.get(value)),
        }.get(name, "")
        if colour:
            return _changed(colour, node)
    return None


def _changed(colour: str, node: Any) -> Shade:
    """Return a colour with the changes that its element holds: those of lightness, and how much shows through."""
    red, green, blue = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    alpha = 1.0
    for change in node:
        part = _part(change.get("val", ""))
        hue, light, full = colorsys.rgb_to_hls(red, green, blue)
        match etree.QName(change).localname:
            case "lumMod":
                red, green, blue = colorsys.hls_to_rgb(hue, min(1.0, light * part), full)
            case "lumOff":
                red, green, blue = colorsys.hls_to_rgb(hue, min(1.0, max(0.0, light + part)), full)
            case "tint":
                red, green, blue = (_shown(1 - (1 - _light(one)) * min(part, 1.0)) for one in (red, green, blue))
            case "shade":
                red, green, blue = (_shown(_light(one) * min(part, 1.0)) for one in (red, green, blue))
            case "alpha":
                alpha = min(part, 1.0)
    return Shade("#" + "".join(f"{round(255 * one):02X}" for one in (red, green, blue)), alpha)


def _light(channel: float) -> float:
    """Return how much light a channel of sRGB gives; tints and shades are shares of light, as PowerPoint reckons."""
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def _shown(light: float) -> float:
    light = max(0.0, light)
    return light * 12.92 if light <= 0.0031308 else float(1.055 * light ** (1 / 2.4)) - 0.055


def _part(text: str) -> float:
    """Return a percentage as a part of one; what is none changes nothing."""
    return float(text) / 100_000 if re.fullmatch("-?[0-9]{1,7}", text) else 1.0
