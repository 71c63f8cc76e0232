"""Typefaces: the static TrueType files of the `rendercv_fonts` package, for words that are drawn as outlines.

A drawing whose letters are outlines looks the same on every machine, whatever fonts that machine has.
"""

from __future__ import annotations

import functools
import importlib.util
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from briefpack.errors import MissingGlyphs, Place, error
from briefpack.languages.characters import is_invisible
from briefpack.languages.line_breaks import holds_hangul
from briefpack.languages.scripts import holds_east_asian, is_korean, primary
from briefpack.look.font_widths import Face as OfficeFace
from briefpack.look.font_widths import em_width, measured_family
from briefpack.look.outlines import path_of
from briefpack.look.theme import Fonts, Theme
from briefpack.look.truetype import TrueType

FALLBACKS = ("Source Sans 3", "Noto Sans")
"""Families that are tried where the theme's lacks a character."""
JAPANESE_MARKS = frozenset("“”‘’…—―・×")
"""Marks that Japanese sets as wide as a character, and Latin fonts as narrow as they are."""
NOTDEF = 0
"""The glyph that stands for a character without one: an empty box."""


def families(fonts: Fonts, character: str, language: str, title: bool = False) -> tuple[str, ...]:
    """Return the families to try for a character, best first; those of Japanese and Korean are large and come last."""
    own = (fonts.title, fonts.body, *FALLBACKS) if title else (fonts.body, *FALLBACKS)
    asian = (fonts.japanese, fonts.korean)
    east_asian = holds_east_asian(character)
    if holds_hangul(character) or (is_korean(language) and east_asian):
        return (*reversed(asian), *own)
    if east_asian or (primary(language) == "ja" and character in JAPANESE_MARKS):
        return (*asian, *own)
    return (*own, *asian)


def missing_glyphs(name: str, shown: Mapping[str, str]) -> MissingGlyphs:
    """Return what is wrong with characters that no font has; `shown` says where in the document `name` each stands."""
    hint = "Write it another way, or choose a font that has it in the theme."
    message = "no font has the character “{}” (U+{:04X}, {})"
    texts = {c: message.format(c, ord(c), unicodedata.name(c, "unnamed")) for c in shown}
    return MissingGlyphs({c: error(text, Place(name), hint) for c, text in texts.items()}, shown)


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """Hold one font file and the glyph of each character; lengths of glyphs are in its own units."""

    path: Path
    font: TrueType
    characters: dict[int, int] = field(repr=False)
    outlines: dict[int, str] = field(default_factory=dict, repr=False)

    @property
    def em(self) -> int:
        """How many units are the size of type."""
        return self.font.em

    def advance(self, character: str) -> float:
        """Return how wide a character is, in ems."""
        return self.font.metrics[self.characters[ord(character)]][0] / self.font.em

    def outline(self, character: str) -> str:
        """Return the character's outline as SVG path data in whole units, from its origin and back to it."""
        glyph = self.characters[ord(character)]
        if glyph not in self.outlines:
            self.outlines[glyph] = path_of(self.font.contours(glyph))
        return self.outlines[glyph]


DRAWN_AS = {
    "Carlito": "Lato",
    "Liberation Sans": "Roboto",
    "Liberation Serif": "Gentium Book Plus",
    "Caladea": "Gentium Book Plus",
    "DejaVu Sans": "Noto Sans",
    "DejaVu Serif": "Gentium Book Plus",
}
"""Fonts by whose widths those of Office are measured, to families of ours that look like them: outlines need a file."""
SAMPLE = "The quick brown fox jumps over the lazy dog, 0123456789"


def drawn_as(family: str, otherwise: str) -> tuple[str, float]:
    """Return the family in which figures of a file are drawn that names a font, and the size at which both are as wide.

    The size is a part of the font's own. A font that nobody knows is drawn in another, at its size.
    """
    if face(family):
        return family, 1.0
    alike = DRAWN_AS.get(measured_family(family), "")
    if not alike:
        return otherwise, 1.0
    return alike, em_width(SAMPLE, OfficeFace(family)) / sum(map(_known(alike).advance, SAMPLE))


def _known(family: str) -> Face:
    known = face(family)
    assert known, family
    return known


@functools.cache
def font_files() -> dict[str, Path]:
    """Map the stem of each font file, such as `NotoSansJP-Bold`, to its path."""
    spec = importlib.util.find_spec("rendercv_fonts")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("rendercv_fonts")
    folder = Path(next(iter(spec.submodule_search_locations)))
    return {path.stem: path for path in sorted(folder.glob("*/*.ttf"))}


@functools.cache
def font_file(stem: str) -> TrueType:
    """Return the font file of that stem, whose tables are read once."""
    return TrueType(font_files()[stem])


@functools.cache
def face(family: str, bold: bool = False) -> Face | None:
    """Return a family's upright face, or None if there is no such family."""
    stem = f"{family.replace(' ', '')}-{'Bold' if bold else 'Regular'}"
    if stem not in font_files():
        return None
    font = font_file(stem)
    return Face(font_files()[stem], font, {code: glyph for code, glyph in font.characters.items() if glyph})


def lacking(text: str, fonts: Fonts, language: str) -> set[str]:
    """Return the characters of a text that no font has."""
    shown = {character for character in text if not character.isspace() and not is_invisible(character)}
    return {character for character in shown if not any(_having(fonts, character, language))}


def _having(fonts: Fonts, character: str, language: str) -> Iterator[bool]:
    faces = map(face, families(fonts, character, language))
    return (ord(character) in one.characters for one in faces if one)


@dataclass(frozen=True, slots=True)
class Typesetter:
    """Choose the face of each character for one theme and language, and measure words."""

    theme: Theme
    language: str
    chosen: dict[tuple[str, bool], Face] = field(default_factory=dict)
    missing: dict[str, None] = field(default_factory=dict)
    """Characters that no font has."""

    def measure(self, text: str, role: str, size: float) -> float:
        """Return the width of a line in points; `role` is body or bold."""
        return sum(self.face(c, role == "bold").advance(c) for c in self.drawn(text)) * size

    def runs(self, text: str, bold: bool) -> Iterator[tuple[Face, str]]:
        """Yield the line in stretches of one face."""
        for chosen, characters in groupby(self.drawn(text), lambda character: self.face(character, bold)):
            yield chosen, "".join(characters)

    def drawn(self, text: str) -> str:
        """Return the characters that leave a mark or a space: a drawing has no use for the others."""
        return "".join(" " if letter.isspace() else letter for letter in text if not is_invisible(letter))

    def face(self, character: str, bold: bool) -> Face:
        """Return the first face that has the character; of none, the theme's own, whose empty box then stands in."""
        key = (character, bold)
        if key not in self.chosen:
            having = (one for one in self._faces(character, bold) if ord(character) in one.characters)
            self.chosen[key] = next(having, None) or self._absent(character, bold)
        return self.chosen[key]

    def _faces(self, character: str, bold: bool) -> Iterator[Face]:
        """Yield the faces to try, each opened when those before it have failed."""
        return filter(None, (face(name, bold) for name in families(self.theme.fonts, character, self.language)))

    def _absent(self, character: str, bold: bool) -> Face:
        self.missing[character] = None
        own = next(self._faces(character, bold))
        return Face(own.path, own.font, {**own.characters, ord(character): NOTDEF})

    def raise_missing(self, name: str) -> None:
        """Raise MissingGlyphs with a problem for each character that no font has; `name` is the document's."""
        if self.missing:
            raise missing_glyphs(name, dict.fromkeys(self.missing, ", which a figure shows"))
