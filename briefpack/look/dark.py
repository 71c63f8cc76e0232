"""A theme's colours for screens that are set to dark: the same hues, as light as they must be to be read."""

from __future__ import annotations

from colorsys import hls_to_rgb, rgb_to_hls

from briefpack.look.shades import hex_of, rgb_of
from briefpack.look.theme import Colours, contrast, luminance

PAPER, TINT, RULE, INK = 0.09, 0.15, 0.32, 0.93
"""How light the grounds, the lines and the text are, from 0 to 1; paper, tint and text take a hint of the ink's hue."""
EASY_CONTRAST = 7.0
"""The least contrast of coloured text: WCAG 2.1, success criterion 1.4.6, level AAA."""
DARK = 0.18
"""A ground of less luminance than this is dark: light text is read on it."""


def dark_colours(colours: Colours) -> Colours:
    """Return the colours for a dark screen: every pair of text and ground has the contrast of level AA and more.

    A theme whose paper is dark stays as it is, and so does a title block on a dark ground.
    """
    if luminance(colours.paper) < DARK:
        return colours
    paper, tint, rule = (_shade(colours.ink, light, 0.28) for light in (PAPER, TINT, RULE))
    ink = _shade(colours.ink, INK, 0.2)
    kept = luminance(colours.band) < DARK
    return Colours(
        paper=paper,
        ink=ink,
        quiet=_lit(colours.quiet, tint),
        accent=_lit(colours.accent, tint),
        on_accent=paper,
        second=_lit(colours.second, tint),
        tint=tint,
        band=colours.band if kept else paper,
        on_band=colours.on_band if kept else ink,
        rule=rule,
    )


def _shade(colour: str, light: float, most_saturated: float) -> str:
    """Return the hue of a colour, so light, and not more saturated than that."""
    hue, _, saturation = rgb_to_hls(*rgb_of(colour))
    return hex_of(hls_to_rgb(hue, light, min(saturation, most_saturated)))


def _lit(colour: str, ground: str) -> str:
    """Return a colour as light as it must be to stand out from a dark ground."""
    hue, light, saturation = rgb_to_hls(*rgb_of(colour))
    steps = (light + (1 - light) * step / 50 for step in range(51))
    lit = (hex_of(hls_to_rgb(hue, step, saturation)) for step in steps)
    return next((one for one in lit if contrast(one, ground) >= EASY_CONTRAST), "#FFFFFF")
