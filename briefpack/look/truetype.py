"""Font files: the tables of TrueType that say which glyphs there are, how wide and of what shape (OpenType 1.9).

Tables are read at once, and only the pages of a file that are used come into memory.
"""

from __future__ import annotations

import mmap
import struct
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Literal

BROKEN = (struct.error, KeyError, IndexError, ValueError, UnicodeError, OverflowError, RecursionError)
"""What reading a damaged table raises."""
Point = tuple[float, float, bool]
"""x and y in units of the font, and whether the point lies on the curve."""


CharacterRun = tuple[range, Sequence[int]]
"""Neighbouring characters, and a glyph for each."""


class Characters(Mapping[int, int]):
    """Give the glyph of each character: a font of Chinese has tens of thousands, of which a document shows hundreds."""

    def __init__(self, runs: Iterable[CharacterRun]) -> None:
        self._codes, self._glyphs = array("I"), array("I")
        self._known: dict[int, int | None] = {}
        rows = list(runs)
        if any(first[-1] >= then[0] for (first, _), (then, _) in pairwise(rows)):  # which the format forbids
            whole = {code: glyph for codes, glyphs in rows for code, glyph in zip(codes, glyphs, strict=True)}
            rows = [(range(code, code + 1), (whole[code],)) for code in sorted(whole)]
        for codes, glyphs in rows:
            self._codes.extend(codes)
            self._glyphs.extend(glyphs)

    def __getitem__(self, code: int) -> int:
        if code not in self._known:
            place = bisect_left(self._codes, code)
            is_there = place < len(self._codes) and self._codes[place] == code
            self._known[code] = self._glyphs[place] if is_there else None
        glyph = self._known[code]
        if glyph is None:
            raise KeyError(code)
        return glyph

    def __iter__(self) -> Iterator[int]:
        return iter(self._codes)

    def __len__(self) -> int:
        return len(self._codes)


class TrueType:
    """Read a file's tables, each when it is first asked for."""

    def __init__(self, data: bytes | mmap.mmap) -> None:
        self.data = data
        (count,) = struct.unpack_from(">H", self.data, 4)
        rows = struct.iter_unpack(">4s3L", self.data[12 : 12 + 16 * count])
        self.tables = {tag.decode("latin-1"): start for tag, _, start, _ in rows}

    def number(self, table: str, place: int) -> int:
        """Return the number of two bytes at a place of a table."""
        number: int = struct.unpack_from(">H", self.data, self.tables[table] + place)[0]
        return number

    @cached_property
    def em(self) -> int:
        """How many units are an em."""
        return self.number("head", 18)

    @cached_property
    def characters(self) -> Characters:
        """The glyph of each character, 0 for one that is named and has none; empty without a table of Unicode."""
        places = [place for platform, code, place in self._subtables() if platform == 3 or (platform == 0 and code < 5)]
        readable = [place for place in places if struct.unpack_from(">H", self.data, place)[0] in (4, 12)]
        return Characters(self._read(readable[-1]) if readable else ())

    def _read(self, place: int) -> Iterator[CharacterRun]:
        (kind,) = struct.unpack_from(">H", self.data, place)
        return self._segments(place) if kind == 4 else self._groups(place)

    def _subtables(self) -> Iterator[tuple[int, int, int]]:
        """Yield platform, encoding and place of each table of characters."""
        start = self.tables["cmap"]
        for number in range(self.number("cmap", 2)):
            platform, code, offset = struct.unpack_from(">HHL", self.data, start + 4 + 8 * number)
            yield platform, code, start + offset

    def _segments(self, start: int) -> Iterator[CharacterRun]:
        """Yield neighbouring characters and their glyphs, of a subtable of format 4."""
        length, _, doubled = struct.unpack_from(">3H", self.data, start + 2)
        numbers = struct.unpack_from(f">{length // 2}H", self.data, start)
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

    def _groups(self, start: int) -> Iterator[CharacterRun]:
        """Yield neighbouring characters and their glyphs, of a subtable of format 12."""
        (count,) = struct.unpack_from(">L", self.data, start + 12)
        for low, high, glyph in struct.iter_unpack(">3L", self.data[start + 16 : start + 16 + 12 * count]):
            yield range(low, high + 1), range(glyph, glyph + high - low + 1)

    @cached_property
    def metrics(self) -> Metrics:
        """The widths and left bearings of the glyphs."""
        wide = self.number("hhea", 34)
        return Metrics(wide, self._numbers("H", self.tables["hmtx"], wide + self.number("maxp", 4)))

    @cached_property
    def positions(self) -> array[int]:
        """Where each glyph's outline starts in its table, and where the last one ends."""
        count = self.number("maxp", 4) + 1
        if self.number("head", 50):
            return self._numbers("I", self.tables["loca"], count)
        return array("I", (number << 1 for number in self._numbers("H", self.tables["loca"], count)))

    def _numbers(self, kind: Literal["H", "I"], place: int, count: int) -> array[int]:
        """Return so many numbers of two or of four bytes, as compact as the file has them. Raise ValueError."""
        numbers = array(kind)
        numbers.frombytes(self.data[place : place + count * numbers.itemsize])
        if len(numbers) < count:
            raise ValueError("a table ends before its numbers do")
        if sys.byteorder == "little":
            numbers.byteswap()
        return numbers

    @property
    def box(self) -> tuple[int, ...]:
        """The box around all outlines: left, bottom, right and top."""
        return struct.unpack_from(">4h", self.data, self.tables["head"] + 36)

    @property
    def heights(self) -> tuple[int, ...]:
        """How far letters go above the baseline, and below it, which is negative."""
        return struct.unpack_from(">2h", self.data, self.tables["hhea"] + 4)

    def contours(self, glyph: int) -> list[list[Point]]:
        """Return the closed curves of a glyph, placed by its left bearing."""
        data = self.outline(glyph)
        contours = self._contours(data)
        if data[:2] == b"\xff\xff" or not contours:
            return contours
        (left,) = struct.unpack_from(">h", data, 2)
        shift = ((self.metrics[glyph][1] ^ 0x8000) - 0x8000) - left
        return [[(x + shift, y, on) for x, y, on in contour] for contour in contours] if shift else contours

    def table(self, name: str, length: int) -> bytes:
        """Return so many bytes from the beginning of a table."""
        return self.data[self.tables[name] : self.tables[name] + length]

    def outline(self, glyph: int) -> bytes:
        """Return a glyph's outline as the file has it; empty for a space."""
        start = self.tables["glyf"]
        return self.data[start + self.positions[glyph] : start + self.positions[glyph + 1]]

    def _contours(self, data: bytes) -> list[list[Point]]:
        if not data:
            return []
        (count,) = struct.unpack_from(">h", data)
        return _simple(data, count) if count >= 0 else self._composite(data)

    def _composite(self, data: bytes) -> list[list[Point]]:
        """Return the curves of a glyph that is put together from others."""
        contours = []
        at, more = 10, True
        while more:
            flags, glyph = struct.unpack_from(">2H", data, at)
            dx, dy = struct.unpack_from(">2h" if flags & 1 else ">2b", data, at + 4)
            at += 8 if flags & 1 else 6
            count = 1 if flags & 0x8 else 2 if flags & 0x40 else 4 if flags & 0x80 else 0
            xx, xy, yx, yy = _matrix([number / 0x4000 for number in struct.unpack_from(f">{count}h", data, at)])
            at += 2 * count
            for contour in self._contours(self.outline(glyph)):
                contours.append([(xx * x + yx * y + dx, xy * x + yy * y + dy, on) for x, y, on in contour])
            more = bool(flags & 0x20)
        return contours


def _matrix(scales: list[float]) -> tuple[float, float, float, float]:
    """Return xx, xy, yx and yy of a scale for both directions, one for each, all four, or none."""
    if len(scales) == 4:
        return scales[0], scales[1], scales[2], scales[3]
    return (scales[0], 0, 0, scales[-1]) if scales else (1, 0, 0, 1)


def _simple(data: bytes, count: int) -> list[list[Point]]:
    """Return the curves of a glyph of so many."""
    ends = struct.unpack_from(f">{count}H", data, 10)
    at = 10 + 2 * count
    at += 2 + int(struct.unpack_from(">H", data, at)[0])
    flags: list[int] = []
    while ends and len(flags) <= ends[-1]:
        repeats = data[at + 1] if data[at] & 8 else 0
        flags += [data[at]] * (repeats + 1)
        at += 2 if data[at] & 8 else 1
    xs, at = _coordinates(data, at, flags, 2, 16)
    ys, at = _coordinates(data, at, flags, 4, 32)
    points: list[Point] = [(x, y, bool(flag & 1)) for x, y, flag in zip(xs, ys, flags, strict=True)]
    return [points[first:last] for first, last in pairwise((0, *(end + 1 for end in ends)))]


def _coordinates(data: bytes, at: int, flags: list[int], short: int, same: int) -> tuple[list[int], int]:
    """Return the xs or ys of points, each written as the step from the one before, and where they end.

    `short`: the flag of a step of one byte; `same`: that of its being positive, or of a step of none.
    """
    value, values = 0, []
    for flag in flags:
        if flag & short:
            value += data[at] if flag & same else -data[at]
            at += 1
        elif not flag & same:
            value += struct.unpack_from(">h", data, at)[0]
            at += 2
        values.append(value)
    return values, at


class Metrics:
    """Give the width and left bearing of each glyph in the font’s own units; the last width holds for all behind it."""

    def __init__(self, wide: int, numbers: array[int]) -> None:
        self._wide, self._numbers = wide, numbers

    def __getitem__(self, glyph: int) -> tuple[int, int]:
        bearing = glyph * 2 + 1 if glyph < self._wide else self._wide + glyph
        return self._numbers[min(glyph, self._wide - 1) * 2], self._numbers[bearing]

    def __len__(self) -> int:
        return len(self._numbers) - self._wide

    @property
    def widths(self) -> list[int]:
        """The widths of all glyphs."""
        wide = list(self._numbers[: self._wide * 2 : 2])
        return wide + wide[-1:] * (len(self) - self._wide)
