"""Typefaces: which font sets which letters of a text, for pages and for drawings alike.

A drawing whose letters are outlines looks the same on every machine, whatever fonts that machine has.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from briefpack.errors import BuildError, MissingGlyphs, Place, Problem, error
from briefpack.languages.bidi import in_order, levels, stretches
from briefpack.languages.characters import BREAK_POINTS, JOINER, clusters, is_invisible, visible
from briefpack.languages.scripts import holds_right_to_left, is_right_to_left, script_name
from briefpack.look.fonts import damaged, families, font_file, stem_in
from briefpack.look.outlines import path_of
from briefpack.look.shaping import Glyph, script_of, sets, shaped
from briefpack.look.theme import Fonts, Theme
from briefpack.look.truetype import BROKEN

WITHOUT_FONT = ("Zyyy", "Zinh", "Zzzz", "Latn")
"""Scripts of which no font is named: signs of all scripts, and Latin letters, which have fonts by hundreds."""
UNSEEN = (*BREAK_POINTS, JOINER)
Family = Literal["body", "title"]
Runs = tuple[tuple[str, str], ...]
"""Stretches of one font: the stem of its file and the text."""
Line = tuple[tuple[str, tuple[Glyph, ...]], ...]
"""A line from left to right, in stretches of one font: the stem of its file, and its glyphs."""
Absent = tuple[str, ...]
"""Characters that no font has, and letters with marks that none sets as they are read."""


class FontStyle(NamedTuple):
    """Say in which fonts of a theme a text is set."""

    language: str
    bold: bool = False
    italic: bool = False
    family: Family = "body"


class Typefaces:
    """Choose the font file of each letter with its marks: the first that sets it."""

    def __init__(self, fonts: Fonts) -> None:
        self._fonts = fonts
        self._chosen: dict[FontStyle, dict[str, tuple[str, Absent]]] = {}
        self._set_by: dict[str, tuple[str, Absent]] = {}
        """One value for all letters that a font sets: those of Chinese are thousands, in each style."""

    def runs(self, text: str, style: FontStyle) -> tuple[Runs, Absent]:
        """Split visible text into runs of one font; a space is of the font before it. What is absent is named once."""
        runs: list[tuple[str, list[str]]] = []
        absent: dict[str, None] = {}
        chosen = self._chosen.setdefault(style, {})
        for cluster in clusters(text):
            if cluster not in chosen:
                chosen[cluster] = self._choose(cluster, style)
            stem, missing = chosen[cluster]
            absent |= dict.fromkeys(missing)
            if runs and (cluster == " " or runs[-1][0] == stem):
                runs[-1][1].append(cluster)
            else:
                runs.append((stem, [cluster]))
        return tuple((stem, "".join(letters)) for stem, letters in runs), tuple(absent)

    def _choose(self, cluster: str, style: FontStyle) -> tuple[str, Absent]:
        """Return the first font that sets a letter with its marks; else the body's, and what of it is absent."""
        names = families(self._fonts, cluster[0], style.language, style.family == "title")
        stems = [stem for stem in (stem_in(self._fonts, name, style.bold, style.italic) for name in names) if stem]
        best = next((stem for stem in stems if sets(stem, cluster)), "")
        if best:
            return self._set_by.setdefault(best, (best, ()))
        own = stem_in(self._fonts, self._fonts.body, False)
        return own, () if cluster.isspace() else _absent(cluster, stems)


def _absent(cluster: str, stems: list[str]) -> Absent:
    """Return the characters that none of the fonts has, or the whole, if none sets them together."""
    known = [font_file(stem).characters for stem in stems]
    lacked = tuple(c for c in cluster if not is_invisible(c) and not any(ord(c) in characters for characters in known))
    return lacked or (cluster,)


typefaces_of = functools.lru_cache(maxsize=8)(Typefaces)


def missing_glyphs(name: str, shown: Mapping[str, str]) -> MissingGlyphs:
    """Return what is wrong with characters that no font has; `shown` says where in the document `name` each stands."""
    return MissingGlyphs({letters: missing_glyph(letters, Place(name)) for letters in shown}, shown)


def missing_glyph(letters: str, place: Place) -> Problem:
    """Return what is wrong at a place with letters that no font has, and the font that would help."""
    return error(_lacked(letters), place, _way_out(letters))


def _way_out(letters: str) -> str:
    """Return what to do, with the letters' script and a font of it, where they are of one."""
    script = script_of(letters)
    if script in WITHOUT_FONT:
        return "Write it another way, or choose a font that has it in the theme."
    return (
        f"It is {script_name(script)}: put a font for it (Noto has one; in Debian: fonts-noto-core) into "
        "templates/fonts and name the family in the theme, “fonts: {others: […]}”. Or write it another way."
    )


def _lacked(letters: str) -> str:
    if len(letters) == 1:
        return f"no font has the character “{letters}” (U+{ord(letters):04X}, {unicodedata.name(letters, 'unnamed')})"
    codes = " ".join(f"U+{ord(letter):04X}" for letter in letters)
    return f"no font sets “{letters}” ({codes}) as it is read"


def lacking(text: str, fonts: Fonts, language: str) -> set[str]:
    """Return the characters of a text that no font has."""
    shown = "".join(c for c in visible(text) if c not in UNSEEN)
    return set(typefaces_of(fonts).runs(shown, FontStyle(language))[1])


@dataclass(frozen=True, slots=True)
class Typesetter:
    """Set the words of drawings in one theme and language, and measure them."""

    theme: Theme
    language: str
    missing: dict[str, None] = field(default_factory=dict)
    """Characters that no font has."""
    _typefaces: Typefaces = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # to find it by the theme's fonts at each word would cost more than to measure the word
        object.__setattr__(self, "_typefaces", typefaces_of(self.theme.fonts))

    def measure(self, text: str, role: str, size: float) -> float:
        """Return the width of a line in points; `role` is body or bold."""
        ems, absent = _ems(self._typefaces, text, FontStyle(self.language, role == "bold"))
        self.missing.update(dict.fromkeys(absent))
        return ems * size

    def runs(self, text: str, bold: bool) -> Iterator[tuple[str, tuple[Glyph, ...]]]:
        """Yield the line in stretches of one font: the stem of its file, and its glyphs from left to right."""
        runs, absent = _ordered(self._typefaces, text, FontStyle(self.language, bold))
        self.missing.update(dict.fromkeys(absent))
        for stem, run, level in runs:
            yield stem, _shaped(stem, run, self.language, level)

    def line(self, text: str) -> tuple[Line, Absent]:
        """Return the runs of a line that comes but once, of which nothing is kept, and what of it fonts lack."""
        runs, absent = _ordered(self._typefaces, text, FontStyle(self.language))
        shape = shaped.__wrapped__
        return tuple(
            [(stem, shape(stem, run, self.language, True, level % 2 == 1)) for stem, run, level in runs]
        ), absent

    def raise_missing(self, name: str) -> None:
        """Raise MissingGlyphs with a problem for each character that no font has; `name` is the document's."""
        if self.missing:
            raise missing_glyphs(name, dict.fromkeys(self.missing, ", which a figure shows"))


def _ordered(typefaces: Typefaces, text: str, style: FontStyle) -> tuple[list[tuple[str, str, int]], Absent]:
    """Return a line in stretches of one font from left to right, with their levels; and what fonts lack."""
    found, missing = list[tuple[str, str, int]](), Absent()
    for part, level in _levelled(text, style.language):
        runs, absent = typefaces.runs(drawn(part), style)
        missing += absent
        found += [(stem, run, level) for stem, run in runs]
    return in_order(found, lambda item: item[2]), missing


@functools.lru_cache(maxsize=8_192)
def _ems(typefaces: Typefaces, text: str, style: FontStyle) -> tuple[float, Absent]:
    """Return how wide a line is, in ems, and what fonts lack of it."""
    runs, absent = _ordered(typefaces, text, style)
    glyphs = (glyph for stem, run, level in runs for glyph in _shaped(stem, run, style.language, level))
    return sum(glyph.advance for glyph in glyphs), absent


def _shaped(stem: str, run: str, language: str, level: int) -> tuple[Glyph, ...]:
    return shaped(stem, run, language, leftwards=level % 2 == 1)


def _levelled(text: str, language: str) -> Iterator[tuple[str, int]]:
    """Yield a text in parts that go one way, with their levels (Unicode annex 9)."""
    if not holds_right_to_left(text):
        yield text, 0
        return
    yield from stretches(text, iter(levels(text, is_right_to_left(language))))


def drawn(text: str) -> str:
    """Return what of a text leaves a mark or a space, or shapes what does."""
    return "".join(" " if c.isspace() else c for c in visible(text) if c not in UNSEEN)


@functools.lru_cache(maxsize=20_000)
def outline(stem: str, glyph: int) -> str:
    """Return a glyph's outline as SVG path data in whole units of its font, from its origin and back to it."""
    try:
        return path_of(font_file(stem).contours(glyph))
    except BROKEN:
        raise BuildError([damaged(stem)]) from None
