"""How wide the columns of a table on a slide are, by the words in their cells."""

from __future__ import annotations

from collections.abc import Sequence

from briefpack.languages.line_breaks import whole_words
from briefpack.look.columns import on_slide
from briefpack.look.font_widths import Face, kerned_width
from briefpack.writers.pptx.text import Paragraph, Setting
from briefpack.writers.pptx.words import BREAK

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
    return _widest(cell, setting, whole_words(cell.text))


def _in_lines(cell: Paragraph, setting: Setting) -> list[float]:
    """Return how wide a column must be for each of the lines of a cell."""
    return [_column(_widest(cell, setting, [line])) for line in cell.text.split(BREAK)]


def _column(words: float) -> float:
    """Return how wide a column must be for words of a width to stand on one line."""
    return words / CELL_FILLED + CELL_PADS + 1


def _widest(cell: Paragraph, setting: Setting, words: Sequence[str]) -> float:
    level = setting.level(cell)
    face = Face(level.family, level.bold or any(run.bold for run in cell.runs))
    return max((kerned_width(text, face) for text in words), default=0) * level.size * cell.scale
