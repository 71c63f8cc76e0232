"""Faces that look like the fonts of Office: words that are drawn as outlines need a font file, and those have none."""

from __future__ import annotations

import functools

from briefpack.look.font_widths import Face, em_width, measured_family
from briefpack.look.fonts import font_file, stem_of

DRAWN_AS = {
    "Carlito": "Lato",
    "Liberation Sans": "Roboto",
    "Liberation Serif": "Gentium Book Plus",
    "Caladea": "Gentium Book Plus",
    "DejaVu Sans": "Noto Sans",
    "DejaVu Serif": "Gentium Book Plus",
}
"""Fonts by whose widths those of Office are measured, to families of ours that look like them."""
SAMPLE = "The quick brown fox jumps over the lazy dog, 0123456789"


@functools.cache
def drawn_as(family: str, otherwise: str) -> tuple[str, float]:
    """Return the family in which figures of a file are drawn that names a font, and the size at which both are as wide.

    The size is a part of the font's own. A font that nobody knows is drawn in another, at its size.
    """
    if stem_of(family, bold=False):
        return family, 1.0
    alike = DRAWN_AS.get(measured_family(family), "")
    if not alike:
        return otherwise, 1.0
    file = font_file(stem_of(alike, bold=False))
    wide = sum(file.metrics[file.characters[ord(letter)]][0] for letter in SAMPLE) / file.em
    return alike, em_width(SAMPLE, Face(family)) / wide
