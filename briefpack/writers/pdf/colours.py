"""Colours as ReportLab has them, and as pages set them."""

from __future__ import annotations

import functools

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.rl_accel import fp_str


@functools.lru_cache(maxsize=256)
def filled_in(name: str) -> str:
    """Return the operator that sets the colour of letters and areas; none of ours lets others shine through."""
    colour = colour_of(name)
    return f"{fp_str(colour.red, colour.green, colour.blue)} rg"


@functools.lru_cache(maxsize=256)
def colour_of(name: str) -> Color:
    """Return a colour, #RRGGBB."""
    return HexColor(name)
