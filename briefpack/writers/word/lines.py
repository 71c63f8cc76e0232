"""How many lines Word makes of words, by the widths of the fonts that the styles name."""

from __future__ import annotations

import functools

from briefpack.languages.characters import cells
from briefpack.languages.line_breaks import SPACE, atoms, holds_hangul
from briefpack.languages.scripts import holds_east_asian
from briefpack.look.font_widths import Face, em_width

HANGUL_EM = 0.92
"""How wide a Korean letter is: those of Malgun Gothic and of Noto Sans KR are narrower than an em."""


@functools.lru_cache(maxsize=1024)
def line_count(text: str, face: Face, size_pt: float, width_pt: float) -> int:
    """Return how many lines words take at a width; a line feed ends one."""
    return sum(_filled(line, face, width_pt / size_pt) for line in text.split("\n"))


def _filled(text: str, face: Face, width: float) -> int:
    """Fill line after line, as Word does; widths are in ems."""
    lines, used = 1, 0.0
    space = em_width(" ", face)
    for word in filter(None, SPACE.split(text)):
        for part in atoms(word) if holds_east_asian(word) else (word,):
            wide = _wide(part, face)
            if used and used + wide > width:
                lines, used = lines + 1, 0.0
            lines += int(wide // width)
            used += wide % width
        used += space
    return lines


@functools.lru_cache(maxsize=4096)
def _wide(part: str, face: Face) -> float:
    if cells(part) == len(part):
        return em_width(part, face)
    return cells(part) / 2 * (HANGUL_EM if holds_hangul(part) else 1)
