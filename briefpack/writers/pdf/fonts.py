"""Fonts: static TrueType files of the `rendercv_fonts` package, loaded when first used, chosen run by run.

A character is set in the theme's font, else in the first fallback that has it; one that no font has is a problem.
"""

from __future__ import annotations

import functools
import re
import threading
from collections.abc import Iterable
from itertools import accumulate, pairwise
from typing import Any, Literal, TypeVar

from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfbase.ttfonts import TTFont

from briefpack.errors import BuildError, Place, Problem, did_you_mean, error
from briefpack.languages.characters import BREAK_POINTS, is_invisible
from briefpack.languages.line_breaks import JOINER, atoms
from briefpack.languages.scripts import WIDE, EastAsian
from briefpack.look.theme import Fonts as ThemeFonts
from briefpack.look.theme import Theme
from briefpack.look.typefaces import families, font_file, font_files, missing_glyphs
from briefpack.writers.pdf.faces import Face

Family = Literal["body", "title"]
FontStyle = tuple[Family, bool, bool, str]
"""Family, bold, italic, language."""
_LOADING = threading.Lock()
ttfonts.TTFontFace = Face  # type: ignore[misc]  # ReportLab's fonts take no face: they make one of this class
_SPACES = {
    **dict.fromkeys((*range(0x2000, 0x2007), *range(0x2008, 0x200B), 0x205F, 0x3000), " "),
    **dict.fromkeys((0x2007, 0x202F), "\u00a0"),
}


_VARIANT = EastAsian(f"[{WIDE}][\U000e0100-\U000e01ef]")
_VARIANTS: list[str] = []
_FIRST_STAND_IN = 0x3F000
"""Code points of a plane of ideographs that is free: each stands for an ideograph and its variation selector."""


@functools.lru_cache(maxsize=4096)
def visible(text: str) -> str:
    """Return what is drawn of a text, a character a glyph, and with one kind of space beside U+00A0.

    Marks without a glyph are left out, the joiner only when the text is cut where lines may end; an ideograph with
    its variation selector becomes one character, which `spelled` turns back.
    """
    if text.isascii():
        return text
    return "".join(filter(_is_visible, _VARIANT.sub(_stand_in, text.translate(_SPACES))))


def _stand_in(variant: re.Match[str]) -> str:
    with _LOADING:
        if variant[0] not in _VARIANTS:
            _VARIANTS.append(variant[0])
        return chr(_FIRST_STAND_IN + _VARIANTS.index(variant[0]))


def spelled(character: str) -> str:
    """Return the characters for which a visible one stands."""
    number = ord(character) - _FIRST_STAND_IN
    return _VARIANTS[number] if 0 <= number < len(_VARIANTS) else character


def _is_visible(character: str) -> bool:
    return character in BREAK_POINTS or character == JOINER or not is_invisible(character)


@functools.cache
def font(family: str, bold: bool, italic: bool) -> TTFont:
    """Load a face and register it under its file's stem; a family without the italic gives its upright."""
    stem = family.replace(" ", "")
    style = {(False, False): "Regular", (True, False): "Bold", (False, True): "Italic", (True, True): "BoldItalic"}
    stems = (f"{stem}-{style[bold, italic]}", f"{stem}-{style[bold, False]}")
    name = next((stem for stem in stems if stem in font_files()), None)
    if not name:
        raise BuildError([_no_family(family)])
    with _LOADING:
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, str(font_files()[name]), asciiReadable=0))
    loaded = pdfmetrics.getFont(name)
    assert isinstance(loaded, TTFont)
    return loaded


def _add_variant(loaded: TTFont, character: str, text: str) -> None:
    """Let a font draw a character as it draws an ideograph with a variation selector; without a glyph, as without."""
    glyphs, widths = loaded.face.charToGlyph, loaded.face.charWidths
    glyphs[ord(character)] = font_file(str(loaded.fontName)).variant(*map(ord, text)) or glyphs[ord(text[0])]
    widths[ord(character)] = widths[ord(text[0])]


def _no_family(family: str) -> Problem:
    known = {re.sub("(?<=[a-z])(?=[A-Z0-9])", " ", stem.partition("-")[0]) for stem in font_files()}
    return error(
        f"there is no font “{family}” to write PDF with", Place("theme", key="fonts"), did_you_mean(family, known)
    )


@functools.lru_cache(maxsize=50_000)
def em_width(name: str, text: str) -> float:
    """Return how wide the text is in the registered font, in ems."""
    return float(pdfmetrics.getFont(name).stringWidth(text, 1))


Runs = tuple[tuple[str, str], ...]
"""Stretches of one font: its name and the text."""
Piece = tuple[str, FontStyle, bool]
"""Words of one style, and whether they are raised."""
Cut = tuple[int, str, str, float]
"""A part of a piece that is of one font: the piece's number, the font's name, the text and its width in ems."""
Absent = tuple[str, ...]
"""Characters that no font has."""


Result = TypeVar("Result")
MOST_KEPT = 20_000
"""How many results of each kind are kept."""


class Choice:
    """Choose fonts for words; what was chosen is kept for all documents in these fonts, and for all sizes."""

    def __init__(self, fonts: ThemeFonts) -> None:
        self._fonts = fonts
        self._faces: dict[FontStyle, dict[str, tuple[str, Absent]]] = {}
        self.split = functools.lru_cache(maxsize=MOST_KEPT)(self._split)
        self.words = functools.lru_cache(maxsize=MOST_KEPT)(self._words)
        self.ems = functools.lru_cache(maxsize=MOST_KEPT)(self._ems)

    def _split(self, text: str, style: FontStyle) -> tuple[Runs, Absent]:
        runs: list[tuple[str, str]] = []
        absent: Absent = ()
        faces = self._faces.setdefault(style, {})
        for character in text.replace(JOINER, ""):
            if character not in faces:
                faces[character] = self._face(character, style)
            chosen, missing = faces[character]
            absent += missing
            face = runs[-1][0] if runs and character == " " else chosen
            if runs and runs[-1][0] == face:
                runs[-1] = (face, runs[-1][1] + character)
            else:
                runs.append((face, character))
        return tuple(runs), absent

    def _words(self, pieces: tuple[Piece, ...]) -> tuple[tuple[tuple[Cut, ...], ...], Absent]:
        ends = set(accumulate(map(len, atoms("".join(text for text, _, raised in pieces if not raised)))))
        words: list[list[Cut]] = [[]]
        missing: Absent = ()
        place = 0
        for number, (text, style, raised) in enumerate(pieces):
            inner = [] if raised or len(ends) <= 1 else [n for n in range(1, len(text)) if place + n in ends]
            for first, last in pairwise((0, *inner, len(text))):
                if not raised and len(ends) > 1 and place + first in ends:
                    words.append([])
                runs, absent = self._split(text[first:last], style)
                words[-1] += [(number, face, run, em_width(face, run)) for face, run in runs]
                missing += absent
            place += 0 if raised else len(text)
        return tuple(map(tuple, words)), missing

    def _ems(self, text: str, style: FontStyle) -> tuple[float, Absent]:
        shown = "".join(c for c in visible(text) if c not in BREAK_POINTS)
        runs, absent = self._split(shown, style)
        return sum(em_width(face, run) for face, run in runs), absent

    def _face(self, character: str, style: FontStyle) -> tuple[str, Absent]:
        family, bold, italic, language = style
        text = spelled(character)
        for name in families(self._fonts, text[0], language, title=family == "title"):
            face = font(name, bold, italic)
            if ord(text[0]) in face.face.charToGlyph:
                if text != character:
                    _add_variant(face, character, text)
                return str(face.fontName), ()
        return str(font(self._fonts.body, False, False).fontName), () if character.isspace() else (text[0],)


choice_of = functools.lru_cache(maxsize=8)(Choice)


class Fonts:
    """Choose a theme's fonts for the words of one document, and keep the characters that none of them has."""

    def __init__(self, theme: Theme, language: str, name: str) -> None:
        self._theme = theme.fonts
        self._choice = choice_of(theme.fonts)
        self.language = language
        self._name = name
        self._missing: dict[str, None] = {}
        self.shaped: dict[Any, tuple[Any, list[Any]]] = {}
        """The words of the document in these fonts, by what they were shaped from."""

    def split(self, text: str, style: FontStyle) -> Runs:
        """Split visible text into runs of one font."""
        return self._noted(*self._choice.split(text, style))

    def words(self, pieces: tuple[Piece, ...]) -> tuple[tuple[Cut, ...], ...]:
        """Split visible text without spaces where a line may end, and each part into runs of one font.

        Where a line may end does not depend on styles. A raised number belongs to what stands before it, and the text
        is broken as if it were not there.
        """
        return self._noted(*self._choice.words(pieces))

    def width(self, text: str, size: float, bold: bool = False) -> float:
        """Return how wide a text of the body is on one line, in points."""
        return self._noted(*self._choice.ems(text, ("body", bold, False, self.language))) * size

    def _noted(self, result: Result, absent: Absent) -> Result:
        if absent:
            self._missing.update(dict.fromkeys(absent))
        return result

    def regular(self) -> TTFont:
        """Return the upright face of the body, in which nothing is bold."""
        return font(self._theme.body, False, False)

    def raise_missing(self, lines: Iterable[str]) -> None:
        """Raise MissingGlyphs with a problem for each character that no font has; lines: the document's text."""
        if self._missing:
            text = list(lines)
            raise missing_glyphs(self._name, {c: f" in “{_around(c, text)}”" for c in self._missing})


def _around(character: str, lines: list[str]) -> str:
    """Return the words around the first place where a character stands."""
    line = next((line for line in lines if character in line), character)
    place = line.index(character)
    return line[max(0, place - 24) : place + 25].strip()
