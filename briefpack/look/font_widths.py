"""How wide words are and where lines break, without PowerPoint: as HarfBuzz sets them, or by a table of advances.

The table is the same on every computer, so a slide is split at the same place everywhere. Fonts that Office brings
are measured as fonts of equal widths; others that are not in the table as a wide one, and a warning says so.
"""

from __future__ import annotations

import functools
import json
import unicodedata
from pathlib import Path
from typing import NamedTuple

from briefpack.look.fonts import stem_of
from briefpack.look.shaping import NOTDEF, shaped

EQUAL_WIDTHS = {
    "calibri": "Carlito",
    "cambria": "Caladea",
    "arial": "Liberation Sans",
    "arimo": "Liberation Sans",
    "helvetica": "Liberation Sans",
    "times new roman": "Liberation Serif",
    "times": "Liberation Serif",
    "tinos": "Liberation Serif",
    "courier new": "Liberation Mono",
    "cousine": "Liberation Mono",
}
"""Fonts to those that have the same widths."""
_SEGOE = tuple(f"segoe ui{weight}" for weight in ("", " light", " semilight", " semibold"))
_NARROWER = ("aptos", "aptos display", "corbel", "candara", "gill sans mt", "franklin gothic book", "tw cen mt")
_SERIFS = ("georgia", "palatino linotype", "book antiqua", "constantia", "century schoolbook", "bookman old style")
AS_WIDE = {
    "calibri light": "Carlito",
    **dict.fromkeys((*_SEGOE, *_NARROWER), "Open Sans"),
    **dict.fromkeys(("verdana", "tahoma", "trebuchet ms", "century gothic", "lucida sans unicode"), "DejaVu Sans"),
    **dict.fromkeys(_SERIFS, "DejaVu Serif"),
    "garamond": "Liberation Serif",
    "arial narrow": "Liberation Sans",
    "consolas": "Liberation Mono",
}
"""Fonts that Office brings to free ones that are as wide or wider: what fits in these fits in those, though it may be
split a line early. Their own widths are nobody’s to copy."""
STAND_IN = "DejaVu Sans"
"""Measured for a font that neither Office nor LibreOffice brings: the widest of those that a reader’s program takes in
the place of one that is missing."""
PITCH = 1.2
"""The least distance of lines, in ems, that programs for slides give."""
WIDE_PITCH = 1.35
"""The pitch of lines with Chinese, Japanese or Korean letters: those fonts are taller."""
_UNKNOWN = 0.62
"""The width of a letter that the font lacks, in ems; another font shows it."""


class Face(NamedTuple):
    """Name a font as a file names it."""

    family: str
    bold: bool = False


@functools.cache
def _table() -> dict[str, dict[str, dict[str, str]]]:
    text = Path(__file__).with_name("widths.json").read_text(encoding="utf-8")
    families: dict[str, dict[str, dict[str, str]]] = json.loads(text)
    return families


@functools.cache
def measured_family(family: str) -> str:
    """Return the family that is measured in a font's place; "" if the font is not known."""
    name = family.strip().casefold()
    known = {one.casefold(): one for one in _table()}
    return EQUAL_WIDTHS.get(name) or AS_WIDE.get(name) or known.get(name, "")


SHOWN_AS = {"\u00a0": " ", "\u2007": "0", "\u202f": " ", "\u2010": "-", "\u2011": "-"}
"""Characters that programs show as another one where a font lacks them: spaces and hyphens at which no line ends."""


@functools.cache
def _advances(face: Face) -> dict[str, float]:
    """Return the widths of a font's characters in ems."""
    rows = _table()[measured_family(face.family) or STAND_IN]["bold" if face.bold else "regular"]
    own = {letter: int(width) / 1000 for width, letters in rows.items() for letter in letters}
    return {letter: own[other] for letter, other in SHOWN_AS.items() if other in own} | own


@functools.cache
def pitch(family: str) -> float:
    """Return the distance of a font's lines in ems."""
    least: object = _table()[measured_family(family) or STAND_IN]["pitch"]
    assert isinstance(least, float)
    return max(PITCH, least)


@functools.lru_cache(maxsize=100_000)
def em_width(text: str, face: Face) -> float:
    """Return how wide a text is, in ems."""
    advances = _advances(face)
    return sum(advances[letter] if letter in advances else _other(letter) for letter in text)


def kerned_width(text: str, face: Face) -> float:
    """Return how wide a text is where programs kern, in ems, as HarfBuzz has it if the font is at hand.

    That is of the fonts that come with briefpack, the same ones on every computer; others are measured by the table.
    """
    stem = _stem(face)
    if not stem:
        return em_width(text, face)
    words = text.split(" ")
    return sum([_shaped_width(word, stem) for word in words if word]) + (len(words) - 1) * _shaped_width(" ", stem)


@functools.cache
def _stem(face: Face) -> str:
    """Return the stem of the file of a font itself, "" where there is none."""
    family = measured_family(face.family)
    return stem_of(family, face.bold) if family.casefold() == face.family.strip().casefold() else ""


@functools.lru_cache(maxsize=50_000)
def _shaped_width(word: str, stem: str) -> float:
    """Return how wide a word is, shaped once; letters that the font lacks are as wide as another font's."""
    glyphs = shaped(stem, word)
    return sum([glyph.advance if glyph.number != NOTDEF else sum(map(_other, glyph.text)) for glyph in glyphs])


@functools.cache
def _other(letter: str) -> float:
    if unicodedata.combining(letter) or unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    return 1.0 if unicodedata.category(letter)[0] == "S" else _UNKNOWN
