"""Font files as ReportLab needs them, their tables of characters and widths read at once and not number by number.

Tables are those of OpenType 1.9. A face that ReportLab must read in another way is left to it.
"""

from __future__ import annotations

import mmap
import struct
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Literal

from reportlab.pdfbase import ttfonts


class Face(ttfonts.TTFontFace):
    """Read a TrueType file; of a large one, only the pages that are used come into memory."""

    def readFile(self, f: str) -> None:
        """Open the file."""
        self.filename = f
        with Path(f).open("rb") as file:
            self._ttf_data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._pos = 0

    _pdfScale: Callable[[int], float]
    """From the font's own units to thousandths of an em."""

    def extractInfo(self, charInfo: Literal[0, 1] | bool = 1) -> None:
        """Set the attributes that ReportLab's method sets, but for `glyphToChar`, which only shaping needs."""
        super().extractInfo(0)
        characters = self._characters()
        if characters is None:
            super().extractInfo(charInfo)
            return
        self.hmetrics = self._metrics()
        widths = self.hmetrics.widths(self._pdfScale)
        self.defaultWidth = widths[0]
        self.charToGlyph = characters
        self.charWidths = {code: widths[glyph] for code, glyph in characters.items() if glyph < len(widths)}
        self.glyphPos = self._positions()
        space = 0x20 if 0x20 in characters else 0xA0
        for code in (0x20, 0xA0) if space in characters else ():
            self.charToGlyph[code], self.charWidths[code] = characters[space], self.charWidths[space]

    def get_table(self, tag: str) -> Any:
        """Return a table; that of outlines is megabytes in some fonts, and what is used of it is copied alone."""
        start, length = self.get_table_pos(tag)
        return Slices(self._ttf_data, start) if tag == "glyf" else self._ttf_data[start : start + length]

    def _characters(self) -> dict[int, int] | None:
        """Return the glyph of each character by the subtable that ReportLab takes, if it is of format 4 or 12."""
        start = self.get_table_pos("cmap")[0]
        (count,) = struct.unpack_from(">H", self._ttf_data, start + 2)
        places = [struct.unpack_from(">HHL", self._ttf_data, start + 4 + 8 * number) for number in range(count)]
        unicode = [place for platform, code, place in places if platform == 3 or (platform == 0 and code != 5)]
        if not unicode or any(platform == code == 1 for platform, code, _ in places):
            return None
        (kind,) = struct.unpack_from(">H", self._ttf_data, start + unicode[-1])
        read = {4: self._segments, 12: self._groups}.get(kind)
        if not read:
            return None
        characters: dict[int, int] = {}
        for codes, glyphs in read(start + unicode[-1]):
            characters.update(zip(codes, glyphs, strict=True))
        return characters

    def _segments(self, start: int) -> Iterator[tuple[Iterable[int], Iterable[int]]]:
        """Yield neighbouring characters and their glyphs, of a subtable of format 4."""
        length, _, doubled = struct.unpack_from(">3H", self._ttf_data, start + 2)
        numbers = struct.unpack_from(f">{length // 2}H", self._ttf_data, start)
        count, first = doubled // 2, 7
        ends, starts, deltas, ranges = (
            numbers[place : place + count] for place in (first, *(first + 1 + count * n for n in (1, 2, 3)))
        )
        for number, (low, high, delta, offset) in enumerate(zip(starts, ends, deltas, ranges, strict=True)):
            codes = range(low, high + 1)
            if not offset:
                yield codes, [(code + delta) & 0xFFFF for code in codes]
                continue
            place = first + 1 + 3 * count + number + offset // 2
            glyphs = numbers[place : place + len(codes)]
            glyphs += (0,) * (len(codes) - len(glyphs))
            yield codes, [(glyph + delta) & 0xFFFF if glyph else 0 for glyph in glyphs]

    def _groups(self, start: int) -> Iterator[tuple[Iterable[int], Iterable[int]]]:
        """Yield neighbouring characters and their glyphs, of a subtable of format 12."""
        (count,) = struct.unpack_from(">L", self._ttf_data, start + 12)
        for low, high, glyph in struct.iter_unpack(">3L", self._ttf_data[start + 16 : start + 16 + 12 * count]):
            yield range(low, high + 1), range(glyph, glyph + high - low + 1)

    def _metrics(self) -> Metrics:
        (wide,) = struct.unpack_from(">H", self._ttf_data, self.get_table_pos("hhea")[0] + 34)
        count = wide + self.numGlyphs
        return Metrics(wide, struct.unpack_from(f">{count}H", self._ttf_data, self.get_table_pos("hmtx")[0]))

    def _positions(self) -> list[int]:
        """Return where each glyph's outline starts in its table."""
        (is_long,) = struct.unpack_from(">H", self._ttf_data, self.get_table_pos("head")[0] + 50)
        kind = "L" if is_long else "H"
        numbers = struct.unpack_from(f">{self.numGlyphs + 1}{kind}", self._ttf_data, self.get_table_pos("loca")[0])
        return list(numbers) if is_long else [number << 1 for number in numbers]


class Metrics:
    """Give the width and left bearing of each glyph in the font’s own units; the last width holds for all behind it."""

    def __init__(self, wide: int, numbers: tuple[int, ...]) -> None:
        self._wide, self._numbers = wide, numbers

    def __getitem__(self, glyph: int) -> tuple[int, int]:
        bearing = glyph * 2 + 1 if glyph < self._wide else self._wide + glyph
        return self._numbers[min(glyph, self._wide - 1) * 2], self._numbers[bearing]

    def widths(self, scale: Callable[[int], float]) -> list[float]:
        """Return the widths of all glyphs."""
        wide = [scale(width) for width in self._numbers[: self._wide * 2 : 2]]
        return wide + wide[-1:] * (len(self._numbers) - self._wide * 2)


class Slices:
    """Give parts of a table without a copy of the whole."""

    def __init__(self, data: mmap.mmap, start: int) -> None:
        self._data, self._start = data, start

    def __getitem__(self, part: slice) -> bytes:
        return self._data[self._start + part.start : self._start + part.stop]
