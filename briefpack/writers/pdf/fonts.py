"""Fonts: static TrueType files of the `rendercv_fonts` package, loaded when first used, chosen run by run.

A character is set in the theme's font, else in the first fallback that has it; one that no font has is a problem.
"""

from __future__ import annotations

import functools
import re
import threading
import unicodedata
from collections.abc import Callable, Iterable
from typing import Literal

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from briefpack.errors import BuildError, MissingGlyphs, Place, Problem, did_you_mean, error
from briefpack.languages.scripts import EAST_ASIAN, HANGUL
from briefpack.look.theme import Theme
from briefpack.look.typefaces import FALLBACKS, font_files

Family = Literal["body", "title"]
_LOADING = threading.Lock()
_CJK, _HANGUL = re.compile(f"[{EAST_ASIAN}]"), re.compile(f"[{HANGUL}]")
_JAPANESE_MARKS = frozenset("“”‘’…—―・×")
"""Marks that Japanese sets as wide as a character, and Latin fonts as narrow as they are."""
SOFT_HYPHEN = "\u00ad"
BREAK_POINTS = (SOFT_HYPHEN, "\u200b")
"""Where a line may end within a word."""
_SPACES = {
    **dict.fromkeys((*range(0x2000, 0x2007), *range(0x2008, 0x200B), 0x205F, 0x3000), " "),
    **dict.fromkeys((0x2007, 0x202F), "\u00a0"),
}


def visible(text: str) -> str:
    """Return what is drawn of a text: without marks that have no glyph, and with one kind of space beside U+00A0."""
    if text.isascii():
        return text
    return "".join(filter(_is_visible, text.translate(_SPACES)))


def _is_visible(character: str) -> bool:
    selects = "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
    return character in BREAK_POINTS or not (selects or unicodedata.category(character) == "Cf")


@functools.cache
def font(family: str, bold: bool, italic: bool) -> TTFont:
    """Load a face and register it under its file's stem; a family without the italic gives its upright."""
    stem = family.replace(" ", "")
    style = {(False, False): "Regular", (True, False): "Bold", (False, True): "Italic", (True, True): "BoldItalic"}
    stems = (f"{stem}-{style[bold, italic]}", f"{stem}-{style[bold, False]}")
    found = next((name for name in stems if name in font_files()), None)
    if not found:
        raise BuildError([_no_family(family)])
    with _LOADING:
        if found not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(found, str(font_files()[found]), asciiReadable=0))
    loaded = pdfmetrics.getFont(found)
    assert isinstance(loaded, TTFont)
    return loaded


def _no_family(family: str) -> Problem:
    known = {re.sub("(?<=[a-z])(?=[A-Z0-9])", " ", stem.partition("-")[0]) for stem in font_files()}
    return error(
        f"there is no font “{family}” to write PDF with", Place("theme", key="fonts"), did_you_mean(family, known)
    )


@functools.lru_cache(maxsize=50_000)
def em_width(name: str, text: str) -> float:
    """Return how wide the text is in the registered font, in ems."""
    return float(pdfmetrics.getFont(name).stringWidth(text, 1))


class _Faces:
    """Remember the fonts of characters in one style; `plain` are those that are set in the first."""

    def __init__(self, first: str, choose: Callable[[str], str]) -> None:
        self.first = first
        self.plain: set[str] = set()
        self._choose = choose
        self._others: dict[str, str] = {}

    def of(self, character: str) -> str:
        if character in self.plain:
            return self.first
        face = self._others.get(character) or self._choose(character)
        if face == self.first:
            self.plain.add(character)
        else:
            self._others[character] = face
        return face


class Fonts:
    """Choose a theme's fonts for the words of one document, and keep the characters that none of them has."""

    def __init__(self, theme: Theme, language: str, name: str) -> None:
        self._theme = theme.fonts
        self.language = language
        self._name = name
        self._faces: dict[tuple[Family, bool, bool, str], _Faces] = {}
        self._missing: dict[str, None] = {}

    def split(
        self, text: str, family: Family = "body", bold: bool = False, italic: bool = False, language: str = ""
    ) -> list[tuple[str, str]]:
        """Split visible text into runs of one font: (name of the font, text)."""
        faces = self._chosen(family, bold, italic, (language or self.language)[:2])
        if faces.plain.issuperset(text):
            return [(faces.first, text)]
        runs: list[tuple[str, str]] = []
        for character in text:
            face = runs[-1][0] if runs and character == " " else faces.of(character)
            if runs and runs[-1][0] == face:
                runs[-1] = (face, runs[-1][1] + character)
            else:
                runs.append((face, character))
        return runs

    def _chosen(self, family: Family, bold: bool, italic: bool, language: str) -> _Faces:
        key = (family, bold, italic, language)
        if key not in self._faces:
            first = str(font(getattr(self._theme, family), bold, italic).fontName)
            self._faces[key] = _Faces(first, lambda character: self._face(character, family, bold, italic, language))
        return self._faces[key]

    def width(self, text: str, size: float, family: Family = "body", bold: bool = False) -> float:
        """Return how wide a text is on one line, in points."""
        shown = "".join(c for c in visible(text) if c not in BREAK_POINTS)
        return sum(em_width(face, part) for face, part in self.split(shown, family, bold)) * size

    def regular(self) -> TTFont:
        """Return the upright face of the body, in which nothing is bold."""
        return font(self._theme.body, False, False)

    def _face(self, character: str, family: Family, bold: bool, italic: bool, language: str) -> str:
        for name in self._families(character, family, language):
            face = font(name, bold, italic)
            if ord(character) in face.face.charToGlyph:
                return str(face.fontName)
        if not character.isspace():
            self._missing[character] = None
        return str(self.regular().fontName)

    def _families(self, character: str, family: Family, language: str) -> tuple[str, ...]:
        """Return the families to try, best first; those of Japanese and Korean are large and come last."""
        own = (self._theme.title, self._theme.body) if family == "title" else (self._theme.body,)
        asian = (self._theme.japanese, self._theme.korean)
        if _HANGUL.match(character) or (language == "ko" and _CJK.match(character)):
            return (*reversed(asian), *own, *FALLBACKS)
        if _CJK.match(character) or (language == "ja" and character in _JAPANESE_MARKS):
            return (*asian, *own, *FALLBACKS)
        return (*own, *FALLBACKS, *asian)

    def raise_missing(self, lines: Iterable[str]) -> None:
        """Raise MissingGlyphs with a problem for each character that no font has; lines: the document's text."""
        if self._missing:
            text = list(lines)
            problems = [self._problem(character, text) for character in self._missing]
            raise MissingGlyphs(dict(zip(self._missing, problems, strict=True)))

    def _problem(self, character: str, lines: list[str]) -> Problem:
        line = next((line for line in lines if character in line), character)
        place = line.index(character)
        around = line[max(0, place - 24) : place + 25].strip()
        name = unicodedata.name(character, "unnamed")
        return error(
            f"no font has the character “{character}” (U+{ord(character):04X}, {name}) in “{around}”",
            Place(self._name),
            "Write it another way, or choose a font that has it in the theme.",
        )
