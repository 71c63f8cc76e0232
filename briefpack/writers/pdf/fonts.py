"""Fonts: static TrueType files, loaded when first used; words into glyphs, their widths, and where they may be cut.

A letter with its marks is set in the theme's font, else in the first fallback that sets it; one that no font has is a
problem. What a page shows of a word is a character for each glyph: the letter itself, or one that stands in for a
ligature, a letter with its marks or another form, and that `spelled` turns back for who copies the text.
"""

from __future__ import annotations

import functools
import re
import threading
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from typing import Any, NamedTuple, TypeVar

from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfbase.ttfonts import TTFont

from briefpack.errors import BuildError, Place, did_you_mean, error
from briefpack.languages.characters import JOINER, SOFT_HYPHEN, visible
from briefpack.languages.line_breaks import atoms
from briefpack.languages.scripts import is_right_to_left
from briefpack.look.fonts import damaged, font_files, stem_in
from briefpack.look.shaping import NOTDEF, Glyph, shaped
from briefpack.look.theme import Fonts as ThemeFonts
from briefpack.look.theme import Theme
from briefpack.look.truetype import BROKEN
from briefpack.look.typefaces import UNSEEN, Absent, FontStyle, Runs, missing_glyphs, typefaces_of
from briefpack.writers.pdf.faces import Face

_LOADING = threading.RLock()
ttfonts.TTFontFace = Face  # type: ignore[misc]  # ReportLab's fonts take no face: they make one of this class
NO_BREAK_SPACE = 0xA0
_FIRST_STAND_IN = 0x40000
"""Unicode keeps the code points from here on free, to the plane of tags."""
_STAND_INS: dict[tuple[str, int, str], str] = {}
_SPELLED: list[str] = []
AFTER_FIRST = "\u200d"
"""What a glyph is spelled as that shares its letters with the one before: a joiner, which no search minds."""


@functools.cache
def font(stem: str) -> TTFont:
    """Load a font file and register it under its stem."""
    with _LOADING:
        if stem not in pdfmetrics.getRegisteredFontNames():
            try:
                pdfmetrics.registerFont(TTFont(stem, stem, asciiReadable=0))
            except (ttfonts.TTFError, *BROKEN):
                raise BuildError([damaged(stem)]) from None
    loaded = pdfmetrics.getFont(stem)
    assert isinstance(loaded, TTFont)
    return loaded


class Shown(NamedTuple):
    """Hold what a page shows of a word in one font; lengths in thousandths of an em.

    codes: a character for each glyph; shifts: how far to the left the glyph of that number moves, and all after it;
    lifts: how high each glyph stands, if one is lifted; marks: the numbers of glyphs without a width;
    speaks: from left to right, the glyphs do not spell the word one by one, or marks stand on letters, which who copies
    text by its places would part: so the word must be spelled beside them.
    """

    codes: str
    shifts: tuple[tuple[int, float], ...]
    lifts: tuple[float, ...]
    marks: tuple[int, ...]
    width: float
    speaks: bool


@functools.lru_cache(maxsize=8_192)
def shown(stem: str, text: str, language: str, joined: bool = True, leftwards: bool = False) -> Shown:
    """Return what a page shows of a text in a font, from left to right.

    `joined`: its letters are not set apart; `leftwards`: it is read from the right.
    """
    face: Any = font(stem).face
    if text == SOFT_HYPHEN:
        return Shown(text, (), (), (), face.getCharWidth(ord(text)), False)
    glyphs = shaped(stem, text, language, joined, leftwards)
    codes = "".join([_code(stem, face, glyph) for glyph in glyphs])
    known, other = face.charWidths, face.defaultWidth
    widths = [known.get(ord(code), other) for code in codes]
    shifts = shifts_of(glyphs, widths)
    lifts = tuple([glyph.y * 1000 for glyph in glyphs]) if any(glyph.y for glyph in glyphs) else ()
    marks = tuple([number for number, glyph in enumerate(glyphs) if not glyph.advance])
    width = sum(widths) - sum([shift for _, shift in shifts])
    speaks = not leftwards and not all(glyph.text and glyph.advance for glyph in glyphs)
    return Shown(codes, tuple(shifts), lifts, marks, width, speaks)


def shifts_of(glyphs: Sequence[Glyph], widths: Sequence[float]) -> list[tuple[int, float]]:
    """Return the numbers of glyphs that do not stand where the one before them ends, and how far to the left they move.

    All in thousandths of an em; the last may be that of what follows.
    """
    shifts, carried = [], 0.0
    for number, (glyph, width) in enumerate(zip(glyphs, widths, strict=True)):
        shift = round(carried - glyph.x * 1000, 1)
        if shift:
            shifts.append((number, shift))
        carried = glyph.x * 1000 + width - glyph.advance * 1000
    return [*shifts, (len(glyphs), round(carried, 1))] if round(carried, 1) else shifts


def _code(stem: str, face: Any, glyph: Glyph) -> str:
    """Return the letter that a glyph shows, or what stands in for the glyph."""
    own = ord(glyph.text) if len(glyph.text) == 1 else -1
    if own == NO_BREAK_SPACE or face.charToGlyph.get(own) == glyph.number or glyph.number == NOTDEF:
        return glyph.text[:1] or AFTER_FIRST
    return stand_in(stem, glyph.number, glyph.text or AFTER_FIRST)


def stand_in(stem: str, glyph: int, letters: str) -> str:
    """Return the character that stands in for a glyph where it shows these letters."""
    face: Any = font(stem).face
    key = stem, glyph, letters
    with _LOADING:
        if key not in _STAND_INS:
            _STAND_INS[key] = chr(_FIRST_STAND_IN + len(_SPELLED))
            _SPELLED.append(letters)
        code = ord(_STAND_INS[key])
        face.charToGlyph[code] = glyph
        face.charWidths[code] = face.width(glyph)
    return chr(code)


def spelled_as(stem: str, glyphs: Shown, letters: Iterable[tuple[str, str]]) -> Shown:
    """Return the glyphs of a word in capitals so that they spell it as it is written.

    letters: each as its capitals, of which a glyph may show several or one of two, and as it is written.
    """
    face: Any = font(stem).face
    written = [own for capitals, letter in letters for own in (letter, *[""] * (len(capitals) - 1))]
    codes, start = "", 0
    for code in glyphs.codes:
        text = spelled(code)
        if text != AFTER_FIRST:
            own = "".join(written[start : start + len(text)])
            start += len(text)
            code = code if own == text else stand_in(stem, face.charToGlyph[ord(code)], own or AFTER_FIRST)
        codes += code
    return glyphs._replace(codes=codes)


def has_glyph(stem: str, character: str) -> bool:
    """Tell whether a font has a glyph for a character."""
    return ord(character) in font(stem).face.charToGlyph


def spelled(code: str) -> str:
    """Return the letters for which a code stands."""
    number = ord(code) - _FIRST_STAND_IN
    return _SPELLED[number] if 0 <= number < len(_SPELLED) else code


@functools.lru_cache(maxsize=8_192)
def em_width(stem: str, text: str, language: str, joined: bool = True, leftwards: bool = False) -> tuple[float, int]:
    """Return how wide the text is, in ems, and how many of its glyphs have a width."""
    glyphs = shown(stem, text, language, joined, leftwards)
    return glyphs.width / 1000, len(glyphs.codes) - len(glyphs.marks)


Piece = tuple[str, FontStyle, bool, bool, bool]
"""Words of one style, whether they are raised, their letters not set apart, and whether they go to the left."""
Cut = tuple[int, str, str, float, int]
"""A part of a piece that is of one font: the piece's number, the font's stem, the text, its width in ems and how many
glyphs have a width."""
Words = tuple[tuple[Cut, ...], ...]
"""Where a line may end in text without spaces."""
Stretch = tuple[str, str, Words]
"""Letters up to what ends them, what that is, and how they are cut if nothing stands right before them."""
Result = TypeVar("Result")
ENDS = re.compile("([ \n\u00ad\u200b])")
"""What ends a word; other kinds of space do not."""
MOST_KEPT = 4_096
"""How many results for words are kept of each kind."""
MOST_TEXTS = 1_024
"""How many whole texts are kept."""


class Choice:
    """Choose fonts for words; what was chosen is kept for all documents in these fonts, and for all sizes."""

    def __init__(self, fonts: ThemeFonts) -> None:
        self.split = functools.lru_cache(maxsize=MOST_KEPT)(typefaces_of(fonts).runs)
        self.words = functools.lru_cache(maxsize=MOST_KEPT)(self._words)
        self.stretches = functools.lru_cache(maxsize=MOST_TEXTS)(self._stretches)
        self.ems = functools.lru_cache(maxsize=MOST_KEPT)(self._ems)

    def _stretches(self, text: str, *style: Any) -> tuple[tuple[Stretch, ...], Absent]:
        tokens = (*ENDS.split(visible(text)), "")
        stretches, missing = list[Stretch](), Absent()
        for letters, end in zip(tokens[::2], tokens[1::2], strict=True):
            words, absent = self.words(((letters, *style),)) if letters and end else ((), ())
            stretches.append((letters, end, words))
            missing += absent
        return tuple(stretches), missing

    def _words(self, pieces: tuple[Piece, ...]) -> tuple[Words, Absent]:
        ends = set(accumulate(map(len, atoms("".join([text for text, _, raised, *_ in pieces if not raised])))))
        words: list[list[Cut]] = [[]]
        missing: Absent = ()
        place = 0
        for number, (text, style, raised, *joined) in enumerate(pieces):
            inner = [] if raised or len(ends) <= 1 else [n for n in range(1, len(text)) if place + n in ends]
            for first, last in pairwise((0, *inner, len(text))):
                if not raised and len(ends) > 1 and place + first in ends:
                    words.append([])
                runs, absent = self.split(text[first:last].replace(JOINER, ""), style)
                words[-1] += [(number, face, run, *em_width(face, run, style.language, *joined)) for face, run in runs]
                missing += absent
            place += 0 if raised else len(text)
        return tuple(map(tuple, words)), missing

    def _ems(self, text: str, style: FontStyle) -> tuple[float, Absent]:
        drawn = "".join(c for c in visible(text) if c not in UNSEEN)
        runs, absent = self.split(drawn, style)
        return sum(em_width(face, run, style.language)[0] for face, run in runs), absent


choice_of = functools.lru_cache(maxsize=8)(Choice)


class Fonts:
    """Choose a theme's fonts for the words of one document, and keep the characters that none of them has."""

    def __init__(self, theme: Theme, language: str, name: str) -> None:
        _require(theme.fonts)
        self._theme = theme.fonts
        self._choice = choice_of(theme.fonts)
        self.language = language
        self.from_right = is_right_to_left(language)
        self._name = name
        self._missing: dict[str, None] = {}
        self.passages: dict[Any, tuple[Any, Any]] = {}
        """The passages of the document in these fonts, by what they are shaped from, each with that."""
        self.heads: dict[tuple[float, float], float] = {}
        """Where what heads its pages ends, by the size and the leading in which that is set."""
        self.drawn: dict[Any, tuple[Any, Any]] = {}
        """Its figures, each with the drawing, by the figure’s identity, the width and the size of the type."""

    def split(self, text: str, style: FontStyle) -> Runs:
        """Split visible text into runs of one font."""
        return self._noted(*self._choice.split(text, style))

    def stretches(self, piece: Piece) -> tuple[Stretch, ...]:
        """Split a text of one style at what ends words, and cut what stands before each of these."""
        return self._noted(*self._choice.stretches(*piece))

    def words(self, pieces: tuple[Piece, ...]) -> Words:
        """Split visible text without spaces where a line may end, and each part into runs of one font.

        Where a line may end does not depend on styles. A raised number belongs to what stands before it, and the text
        is broken as if it were not there.
        """
        return self._noted(*self._choice.words(pieces))

    def width(self, text: str, size: float, bold: bool = False) -> float:
        """Return how wide a text of the body is on one line, in points."""
        return self._noted(*self._choice.ems(text, FontStyle(self.language, bold))) * size

    def _noted(self, result: Result, absent: Absent) -> Result:
        if absent:
            self._missing.update(dict.fromkeys(absent))
        return result

    def regular(self) -> TTFont:
        """Return the upright face of the body, in which nothing is bold."""
        return font(stem_in(self._theme, self._theme.body, False))

    def raise_missing(self, lines: Iterable[str]) -> None:
        """Raise MissingGlyphs with a problem for each character that no font has; lines: the document's text."""
        if self._missing:
            text = list(lines)
            raise missing_glyphs(self._name, {c: f" in “{_around(c, text)}”" for c in self._missing})


def _require(fonts: ThemeFonts) -> None:
    """Raise BuildError if there is no file of a family that PDF would need."""
    names = (fonts.title, fonts.body, fonts.japanese, fonts.korean, fonts.chinese, *fonts.others)
    unknown = [name for name in names if not stem_in(fonts, name, False)]
    if unknown:
        known = {re.sub("(?<=[a-z])(?=[A-Z0-9])", " ", stem.partition("-")[0]) for stem in font_files()}
        known |= {font.family for font in fonts.own}
        place = Place("theme", key="fonts")
        problems = [
            error(f"there is no font “{name}” to write PDF with", place, did_you_mean(name, known))
            for name in dict.fromkeys(unknown)
        ]
        raise BuildError(problems)


def _around(character: str, lines: list[str]) -> str:
    """Return the words around the first place where a character stands."""
    line = next((line for line in lines if character in line), character)
    place = line.index(character)
    return line[max(0, place - 24) : place + 25].strip()
