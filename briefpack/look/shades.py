"""Shades of colours: mixed with their ground, or as dark as a reader needs them."""

from __future__ import annotations

from colorsys import hls_to_rgb, rgb_to_hls

from briefpack.look.theme import AA_CONTRAST, contrast

GREY = 0.12
"""Colours of less saturation than this are greys."""
DARKEST, LIGHTEST = 0.08, 0.95
"""What is darker or lighter than this looks black or white."""


def rgb_of(colour: str) -> tuple[float, float, float]:
    """Return red, green and blue of #RRGGBB, 0 to 1."""
    red, green, blue = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    return red, green, blue


def hex_of(parts: tuple[float, float, float]) -> str:
    """Return red, green and blue, 0 to 1, as #RRGGBB."""
    return "#" + "".join(f"{round(part * 255):02X}" for part in parts)


def is_grey(colour: str) -> bool:
    """Say whether a colour is a grey, black or white."""
    _, light, saturation = rgb_to_hls(*rgb_of(colour))
    return saturation < GREY or not DARKEST < light < LIGHTEST


def mixed(colour: str, ground: str, share: float) -> str:
    """Return a colour of which `share` is the first and the rest the second."""
    red, green, blue = (
        one * share + other * (1 - share) for one, other in zip(rgb_of(colour), rgb_of(ground), strict=True)
    )
    return hex_of((red, green, blue))


def darkened(colour: str, ground: str) -> str:
    """Return the colour as dark as it must be to be read on a light ground."""
    hue, light, saturation = rgb_to_hls(*rgb_of(colour))
    steps = (hex_of(hls_to_rgb(hue, light * (1 - step / 50), saturation)) for step in range(51))
    return next((one for one in (colour, *steps) if contrast(one, ground) >= AA_CONTRAST), "#000000")
