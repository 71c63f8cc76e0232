"""A line of text as PDF objects, with the few glyphs that it needs: what a copy adds to a finished file."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import groupby

from briefpack.languages.characters import in_one_line
from briefpack.languages.scripts import holds_right_to_left
from briefpack.look.fonts import font_file
from briefpack.look.shaping import Glyph
from briefpack.look.subsets import Subsets
from briefpack.look.theme import Theme
from briefpack.look.typefaces import Absent, Line, Typesetter, drawn
from briefpack.writers.pdf.fonts import AFTER_FIRST, shifts_of
from briefpack.writers.pdf.spelling import to_unicode

CHINESE, HEBREW = "Noto Sans SC", "Open Sans"
"""Are tried for names in letters that the theme's own fonts lack."""
LOW, HIGH = 0.3, 0.9
"""How far the ground of a line goes below its baseline and above it, as a part of its size."""
LEVEL = 3
"""How hard fonts are packed: harder takes twice the time and saves some hundred bytes."""
COLOUR, GROUND = "0.2 0.2 0.2 rg", "1 1 1 rg"
OBJECTS = 5
"""So many objects are a font."""
_NO_NAME = re.compile(r"[^A-Za-z0-9.-]")


class LineSetter:
    """Set short lines in a theme's fonts, each as a form that stands on the middle of its baseline."""

    def __init__(self, theme: Theme, language: str) -> None:
        fonts = theme.fonts.model_copy(update={"others": (*theme.fonts.others, HEBREW)})
        chinese = fonts.model_copy(update={"japanese": CHINESE})
        themes = (theme.model_copy(update={"fonts": one}) for one in (fonts, chinese))
        self._setters = [Typesetter(one, language) for one in themes]
        self._last: tuple[str, Line, Absent] = ("", (), ())

    def lacking(self, text: str) -> Absent:
        """Return what of a text no font sets."""
        return self._line(in_one_line(text))[1]

    def _line(self, text: str) -> tuple[Line, Absent]:
        """Return the runs of a text, and what fonts lack of it; of all texts only the last is kept."""
        if text != self._last[0]:
            line, absent = self._setters[0].line(text)
            if absent:
                line, absent = self._setters[1].line(text)
            self._last = (text, line, absent)
        return self._last[1:]

    def form(self, text: str, fonts: LineFonts, size: float, width: float) -> bytes:
        """Return a line as a form, in these fonts and of this size; smaller where it would be wider than the width."""
        text = in_one_line(text)
        runs, absent = self._line(text)
        assert not absent, text
        ems = sum(glyph.advance for _, glyphs in runs for glyph in glyphs)
        size = min(size, width / max(1.0, ems))
        half = ems * size / 2
        low, high = -LOW * size, HIGH * size
        used = {stem: fonts.of(stem) for stem, _ in runs}
        names = "".join(f"/F{font.number} {font.number} 0 R" for font in used.values())
        shown = "".join(
            f"/F{used[stem].number} {size:.2f} Tf {used[stem].shown(glyphs, size)}" for stem, glyphs in runs
        )
        ground = f"{GROUND} {-half - 3:.2f} {low:.2f} {2 * half + 6:.2f} {high - low:.2f} re f"
        begin, end = _spelled(text, runs)
        content = f"{ground} {begin}BT {COLOUR} {-half:.2f} 0 Td {shown} ET{end}"
        box = f"{-half - 3:.2f} {low:.2f} {half + 3:.2f} {high:.2f}"
        form = f"/Type/XObject/Subtype/Form/BBox[{box}]/Resources<</Font<<{names}>>>>"
        return stream(form, content.encode())


def _spelled(text: str, runs: Line) -> tuple[str, str]:
    """Return what stands around glyphs that do not spell the text one by one: its letters (14.9.4).

    Who reads a page turns round the letters that go from the right, and would turn round those as well.
    """
    letters = [glyph.text for _, glyphs in runs for glyph in glyphs]
    words = drawn(text)
    if all(letters) and ("".join(letters) == words or holds_right_to_left(text)):
        return "", ""
    return f"/Span<</ActualText<FEFF{words.encode('utf-16-be').hex().upper()}>>>BDC ", " EMC"


class LineFonts:
    """Hold the fonts of one line or of many, with the glyphs of these alone.

    `numbers`: gives the first of as many numbers of objects as a font has.
    """

    def __init__(self, numbers: Callable[[], int]) -> None:
        self._numbers = numbers
        self._fonts: dict[str, _Font] = {}

    def of(self, stem: str) -> _Font:
        """Return the font of that stem."""
        if stem not in self._fonts:
            self._fonts[stem] = _Font(stem, self._numbers())
        return self._fonts[stem]

    def objects(self) -> Iterator[tuple[int, str | bytes]]:
        """Yield the objects of all fonts with their numbers, once all lines are set."""
        for font in self._fonts.values():
            yield from enumerate(font.objects(), font.number)


class _Font:
    """Write a font of the glyphs that were shown, its five objects from `number` on (ISO 32000-1, 9.7)."""

    def __init__(self, stem: str, number: int) -> None:
        self.stem, self.number, self._font = stem, number, font_file(stem)
        self._codes: dict[tuple[int, str], int] = {}

    def _width(self, glyph: int) -> float:
        return self._font.metrics[glyph][0] * 1000 / self._font.em

    def shown(self, glyphs: Sequence[Glyph], size: float) -> str:
        """Return the operators that show glyphs at their places."""
        for glyph in glyphs:
            self._codes.setdefault((glyph.number, glyph.text), len(self._codes) + 1)
        left = dict(shifts_of(glyphs, [self._width(glyph.number) for glyph in glyphs]))
        shown, start = [], 0
        for lift, group in groupby(glyph.y for glyph in glyphs):
            end = start + len(list(group))
            steps = [self._step(glyphs[n], left.get(n)) for n in range(start, end)]
            steps += [f"{left[end]:g}"] if end == len(glyphs) and end in left else []
            shown.append(f"{lift * size:.2f} Ts[{''.join(steps)}]TJ")
            start = end
        return " ".join(shown).replace("><", "")

    def _step(self, glyph: Glyph, shift: float | None) -> str:
        return ("" if shift is None else f"{shift:g}") + f"<{self._codes[glyph.number, glyph.text]:04X}>"

    def objects(self) -> list[str | bytes]:
        number, glyphs = self.number, [glyph for glyph, _ in self._codes]
        data = subsets(self.stem).subset(glyphs)
        name = f"{_tag(glyphs)}+{_NO_NAME.sub('', self.stem)}"
        widths = " ".join(f"{self._width(glyph):.0f}" for glyph in glyphs)
        info = "<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        return [
            f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[{number + 1} 0 R]"
            f"/ToUnicode {number + 4} 0 R>>",
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDSystemInfo{info}/CIDToGIDMap/Identity"
            f"/FontDescriptor {number + 2} 0 R/DW 1000/W[1[{widths}]]>>",
            f"<</Type/FontDescriptor/FontName/{name}{_measures(self.stem)}/FontFile2 {number + 3} 0 R>>",
            stream(f"/Filter/FlateDecode/Length1 {len(data)}", zlib.compress(data, LEVEL)),
            stream("", self._to_unicode().encode()),
        ]

    def _to_unicode(self) -> str:
        spelled = [(code, text or AFTER_FIRST) for (_, text), code in self._codes.items()]
        return to_unicode("Adobe-Identity-UCS", spelled, 0xFFFF, code_bytes=2)


@cache
def subsets(stem: str) -> Subsets:
    return Subsets(font_file(stem))


@cache
def _measures(stem: str) -> str:
    """Return what a font descriptor says of a font as a whole (table 122)."""
    font = font_file(stem)
    scale = 1000 / font.em
    box = " ".join(f"{number * scale:.0f}" for number in font.box)
    ascent, descent = (number * scale for number in font.heights)
    return (
        f"/Flags 4/FontBBox[{box}]/ItalicAngle 0/Ascent {ascent:.0f}/Descent {descent:.0f}"
        f"/CapHeight {ascent * 0.9:.0f}/StemV 80"
    )


def _tag(glyphs: Sequence[int]) -> str:
    """Return six letters that differ where subsets do (9.6.4)."""
    number = zlib.crc32(repr(glyphs).encode())
    return "".join(chr(65 + number // 26**place % 26) for place in range(6))


def stream(entries: str, data: bytes) -> bytes:
    """Return a stream object; its end is after an end of line that is no part of it."""
    return f"<<{entries}/Length {len(data)}>>\nstream\n".encode() + data + b"\r\nendstream"
