"""Font files as ReportLab needs them, their tables read at once, where it reads them number by number."""

from __future__ import annotations

import mmap
from collections.abc import Callable, Sequence
from typing import Any, Literal

from reportlab.pdfbase import ttfonts

from briefpack.errors import BuildError
from briefpack.look.fonts import damaged, font_file
from briefpack.look.truetype import BROKEN


class Face(ttfonts.TTFontFace):
    """Give ReportLab the tables of a font file that is open."""

    _pdfScale: Callable[[int], float]
    """From the font's own units to thousandths of an em."""

    def readFile(self, f: str) -> None:
        """Take the bytes of the file of that stem."""
        self.filename = f
        self._font = font_file(f)
        self._ttf_data = self._font.data
        self._pos = 0

    def extractInfo(self, charInfo: Literal[0, 1] | bool = 1) -> None:
        """Set the attributes that ReportLab's method sets, but for `glyphToChar`: its shaping is not used."""
        super().extractInfo(0)
        font = self._font
        if isinstance(font.data, bytes):  # ReportLab takes files of one name for one font
            self.name = self.name + b"-" + str(self.filename)[:8].encode()
        self.hmetrics, self.glyphPos, self.defaultWidth = font.metrics, font.positions, self.width(0)
        self.charToGlyph = Overlay(font.characters.get)
        self.charWidths = Overlay(self._own_width)
        space = 0x20 if 0x20 in self.charToGlyph else 0xA0
        for code in (0x20, 0xA0) if space in self.charToGlyph else ():
            self.charToGlyph[code], self.charWidths[code] = self.charToGlyph[space], self.charWidths[space]

    def _own_width(self, code: int) -> float | None:
        glyph = self._font.characters.get(code)
        return None if glyph is None or glyph >= len(self._font.metrics) else self.width(glyph)

    def width(self, glyph: int) -> float:
        """Return the width of a glyph in thousandths of an em."""
        return self._pdfScale(self._font.metrics[glyph][0])

    def makeSubset(self, subset: Sequence[Any]) -> bytes:
        """Return a font file of some characters. Raise BuildError if one of their glyphs cannot be read."""
        try:
            return bytes(super().makeSubset(subset))
        except (ttfonts.TTFError, *BROKEN):
            raise BuildError([damaged(self.filename)]) from None

    def get_table(self, tag: str) -> Any:
        """Return a table; that of outlines is megabytes in some fonts, and what is used of it is copied alone."""
        start, length = self.get_table_pos(tag)
        return Slices(self._font.data, start) if tag == "glyf" else self._font.data[start : start + length]


class Overlay(dict[int, Any]):
    """Hold what was asked for of a font's characters, and what stands in for others: the whole would be megabytes."""

    def __init__(self, own: Callable[[int], Any]) -> None:
        self._own = own

    def __missing__(self, code: int) -> Any:
        value = self._own(code)
        if value is None:
            raise KeyError(code)
        self[code] = value
        return value

    def get(self, code: int, default: Any = None) -> Any:
        """Return what a character has, or the default."""
        try:
            return self[code]
        except KeyError:
            return default

    def __contains__(self, code: object) -> bool:
        return self.get(code) is not None  # type: ignore[arg-type]


class Slices:
    """Give parts of a table without a copy of the whole."""

    def __init__(self, data: bytes | mmap.mmap, start: int) -> None:
        self._data, self._start = data, start

    def __getitem__(self, part: slice) -> bytes:
        return self._data[self._start + part.start : self._start + part.stop]
