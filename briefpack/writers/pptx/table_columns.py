"""How wide the columns of a table on a slide are, by the words in their cells."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from briefpack.languages.line_breaks import whole_words
from briefpack.look.columns import on_slide
from briefpack.look.font_widths import Face, kerned_width
from briefpack.writers.pptx.text import Paragraph, Setting
from briefpack.writers.pptx.words import BREAK, Run

CELL_PAD_X, CELL_FILLED = 10.0, 0.97
"""The space at both sides within a cell, in points, and how much of its width a line takes: a program that breaks it
earlier then breaks no other one."""
CELL_PADS = 2 * CELL_PAD_X
WIDEST = 0.6


def column_parts(rows: Sequence[Sequence[Paragraph]], setting: Setting, width: float) -> tuple[float, ...]:
    """Return what part of the width each column has, by its words in the size of the table's text.

    rows: the header is the first. A word takes at most `WIDEST` of the width before it is broken.
    """
    columns = list(zip(*rows, strict=True))
    wanted = [max(unbroken(cell, setting) for cell in column) for column in columns]
    words = [max(_column(longest_word(cell, setting)) for cell in column) for column in columns]
    least = [min(WIDEST * width, word) for word in words]
    widths = on_slide(least, wanted, width, [[_in_lines(cell, setting) for cell in row] for row in rows])
    return tuple(wide / width for wide in widths)


def unbroken(cell: Paragraph, setting: Setting) -> float:
    """Return how wide a column must be for each line of a cell to stand unbroken."""
    return max(_in_lines(cell, setting))


def longest_word(cell: Paragraph, setting: Setting) -> float:
    """Return how wide the longest word of a cell is."""
    level = setting.level(cell)
    return _ems(cell.runs, level.family, level.bold)[0] * level.size * cell.scale


def _in_lines(cell: Paragraph, setting: Setting) -> list[float]:
    """Return how wide a column must be for each of the lines of a cell."""
    level = setting.level(cell)
    return [_column(wide * level.size * cell.scale) for wide in _ems(cell.runs, level.family, level.bold)[1]]


@lru_cache(maxsize=2048)
def _ems(runs: Sequence[Run], family: str, bold: bool) -> tuple[float, tuple[float, ...]]:
    """Return how wide the longest word is in ems, and each line, once for all sizes in which a table is tried."""
    face, text = Face(family, bold or any(run.bold for run in runs)), Paragraph(runs).text
    longest = max((kerned_width(word, face) for word in whole_words(text)), default=0)
    return longest, tuple(kerned_width(line, face) for line in text.split(BREAK))


def _column(words: float) -> float:
    """Return how wide a column must be for words of a width to stand on one line."""
    return words / CELL_FILLED + CELL_PADS + 1
