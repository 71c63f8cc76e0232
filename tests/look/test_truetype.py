"""Tables of font files are read as fontTools reads them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont

from briefpack.look.fonts import font_file, font_files
from briefpack.look.outlines import path_of

STEMS = ("SourceSans3-Italic", "Lato-Bold", "NotoSansJP-Regular", "NotoSansKR-Bold")
"""Of both formats of tables of characters, of 1,000 and 2,000 units to the em, with composite glyphs and without."""


class Steps(BasePen):  # type: ignore[misc]
    """Collect the places of a path, rounded as a path's are."""

    def __init__(self, glyphs: Any) -> None:
        super().__init__(glyphs)
        self.steps: list[tuple[str, tuple[tuple[int, int], ...]]] = []

    def _add(self, letter: str, *places: tuple[float, float]) -> None:
        self.steps.append((letter, tuple((round(x), round(y)) for x, y in places)))

    def _moveTo(self, place: tuple[float, float]) -> None:
        self._add("m", place)

    def _lineTo(self, place: tuple[float, float]) -> None:
        self._add("l", place)

    def _qCurveToOne(self, control: tuple[float, float], end: tuple[float, float]) -> None:
        self._add("q", control, end)


def steps(path: str) -> list[tuple[str, tuple[tuple[int, int], ...]]]:
    """Return the places of relative path data, without the last step back to the origin."""
    found = []
    at = start = (0, 0)
    for letter, numbers in re.findall(r"([mlqz])([\d -]*)", path):
        if letter == "z":
            at = start
            continue
        values = list(map(int, re.findall(r"-?\d+", numbers)))
        places = tuple((at[0] + x, at[1] + y) for x, y in zip(values[::2], values[1::2], strict=True))
        at = places[-1]
        start = at if letter == "m" else start
        found.append((letter, places))
    return found[:-1]


@pytest.mark.parametrize("stem", STEMS)
def test_characters_and_widths(stem: str) -> None:
    ours = font_file(stem)
    with TTFont(font_files()[stem], lazy=True) as theirs:
        numbers, widths = theirs.getReverseGlyphMap(), theirs["hmtx"].metrics
        known = {code: numbers[name] for code, name in theirs.getBestCmap().items()}
        assert {code: glyph for code, glyph in ours.characters.items() if glyph} == known
        assert ours.em == theirs["head"].unitsPerEm
        assert ours.metrics.widths == [widths[name][0] for name in theirs.getGlyphOrder()]


@pytest.mark.parametrize("stem", STEMS)
def test_outlines_alone_put_together_and_blank(stem: str) -> None:
    ours = font_file(stem)
    with TTFont(font_files()[stem], lazy=True) as theirs:
        names, glyphs = theirs.getGlyphOrder(), theirs.getGlyphSet()
        some = range(0, len(names), 1 + len(names) // 400)
        for number in (*some, *(ours.characters[ord(letter)] for letter in " éÄ½ñ" if ord(letter) in ours.characters)):
            pen = Steps(glyphs)
            glyphs[names[number]].draw(pen)
            assert steps(path_of(ours.contours(number))) == pen.steps, names[number]


def test_a_curve_without_a_point_on_it_starts_between_two() -> None:
    square = [(0.0, 0.0, False), (10.0, 0.0, False), (10.0, 10.0, False), (0.0, 10.0, False)]
    assert path_of([square]) == "m0 5q0-5 5-5q5 0 5 5q0 5-5 5q-5 0-5-5zm0-5"
