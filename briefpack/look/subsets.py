"""Font files for a few words: the glyphs of their letters alone, in a TrueType file of its own (OpenType 1.9).

Instructions for coarse screens are left out, since the programs that they call stay behind.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from itertools import accumulate

from briefpack.look.truetype import TrueType

NO_OUTLINE = b""
WORDS, SCALE, BOTH, MATRIX, MORE, INSTRUCTED = 0x1, 0x8, 0x40, 0x80, 0x20, 0x100
"""The flags of a part of a glyph that is put together from others."""
CHECKED = 0xB1B0AFBA
SHORT = 0x1FFFE
"""As far into a file's outlines two bytes reach, which count in twos (loca)."""


class Subsets:
    """Make subsets of one font; the outlines that were used are kept."""

    def __init__(self, font: TrueType) -> None:
        self._font = font
        self._outlines: dict[int, bytes] = {}

    def subset(self, glyphs: Sequence[int]) -> bytes:
        """Return a file whose glyph n is the nth of these, counted from 1; 0 is the font's own for what it lacks."""
        chosen = [0, *glyphs]
        outlines = []
        for glyph in chosen:  # which grows meanwhile
            outline = self._outline(glyph)
            outlines.append(_with_parts(outline, chosen) if outline[:2] == b"\xff\xff" else outline)
        parts = [outline + b"\0" * (-len(outline) % 4) for outline in outlines]
        places = [0, *accumulate(map(len, parts))]
        far = places[-1] > SHORT
        located = struct.pack(f">{len(places)}{'L' if far else 'H'}", *(place // (1 if far else 2) for place in places))
        metrics = (struct.pack(">2H", *self._font.metrics[glyph]) for glyph in chosen)
        return _file(
            {
                "glyf": b"".join(parts) or b"\0",
                "head": self._changed("head", 54, {8: b"\0\0\0\0", 50: struct.pack(">H", far)}),
                "hhea": self._changed("hhea", 36, {34: struct.pack(">H", len(chosen))}),
                "hmtx": b"".join(metrics),
                "loca": located,
                "maxp": self._changed("maxp", 32, {4: struct.pack(">H", len(chosen)), 26: b"\0\0"}),
            }
        )

    def _changed(self, name: str, length: int, changes: dict[int, bytes]) -> bytes:
        table = bytearray(self._font.table(name, length))
        for place, value in changes.items():
            table[place : place + len(value)] = value
        return bytes(table)

    def _outline(self, glyph: int) -> bytes:
        if glyph not in self._outlines:
            self._outlines[glyph] = _without_instructions(self._font.outline(glyph))
        return self._outlines[glyph]


def _without_instructions(outline: bytes) -> bytes:
    """Return a glyph's outline without the program that fits it to a grid."""
    if not outline:
        return NO_OUTLINE
    (contours,) = struct.unpack_from(">h", outline)
    if contours >= 0:
        place = 10 + 2 * contours
        (length,) = struct.unpack_from(">H", outline, place)
        return outline[:place] + b"\0\0" + outline[place + 2 + length :]
    changed = bytearray(outline)
    parts = _parts(outline)
    for place, flags, _ in parts:
        struct.pack_into(">H", changed, place, flags & ~INSTRUCTED)
    return bytes(changed[: parts[-1][2]])


def _parts(outline: bytes) -> list[tuple[int, int, int]]:
    """Return where each part of a glyph stands, its flags, and where it ends."""
    parts, place, flags = [], 10, MORE
    while flags & MORE:
        (flags,) = struct.unpack_from(">H", outline, place)
        scales = 2 if flags & SCALE else 4 if flags & BOTH else 8 if flags & MATRIX else 0
        end = place + (8 if flags & WORDS else 6) + scales
        parts.append((place, flags, end))
        place = end
    return parts


def _with_parts(outline: bytes, chosen: list[int]) -> bytes:
    """Return a glyph that is put together from others with their new numbers; those that lack are chosen, too."""
    changed = bytearray(outline)
    for place, _, _ in _parts(outline):
        (glyph,) = struct.unpack_from(">H", outline, place + 2)
        if glyph not in chosen:
            chosen.append(glyph)
        struct.pack_into(">H", changed, place + 2, chosen.index(glyph))
    return bytes(changed)


def _file(tables: dict[str, bytes]) -> bytes:
    """Return a font file of these tables, in the order of their names."""
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    head = struct.pack(">L4H", 0x10000, count, power * 16, power.bit_length() - 1, (count - power) * 16)
    start, rows, body = 12 + 16 * count, b"", b""
    for name, table in tables.items():
        rows += struct.pack(">4s3L", name.encode(), _sum(table), start + len(body), len(table))
        body += table + b"\0" * (-len(table) % 4)
    whole = bytearray(head + rows + body)
    place = start + (len(tables["glyf"]) + 3 & ~3) + 8
    struct.pack_into(">L", whole, place, (CHECKED - _sum(whole)) & 0xFFFFFFFF)
    return bytes(whole)


def _sum(table: bytes | bytearray) -> int:
    padded = bytes(table) + b"\0" * (-len(table) % 4)
    total: int = sum(struct.unpack(f">{len(padded) // 4}L", padded))
    return total & 0xFFFFFFFF
