"""The marks that stand between texts which are told one after the other, on lines and in rows."""

from __future__ import annotations

from typing import NamedTuple

from briefpack.languages.scripts import has_full_width_marks


class Marks(NamedTuple):
    """Hold what parts cells, a label from what it labels, lines of a cell, and rows."""

    cells: str
    head: str
    lines: str
    rows: str


NARROW_MARKS, WIDE_MARKS = Marks("; ", ": ", ", ", ". "), Marks("；", "：", "、", "。")
DOT = " · "
"""Parts what stands on one line."""


def marks_in(language: str) -> Marks:
    """Return the marks of a language: those of Chinese and Japanese are as wide as letters."""
    return WIDE_MARKS if has_full_width_marks(language) else NARROW_MARKS


def dotted(*texts: str) -> str:
    """Return what there is of some texts, with dots between."""
    return DOT.join(filter(None, texts))
