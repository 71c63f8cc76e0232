"""Lines for a terminal: runs of text, each with what it is; whoever prints them chooses the colours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from briefpack.languages.characters import cells

Manner = Literal["", "margin", "heading", "strong", "quiet", "place", "added", "removed"]
"""What a run is. A margin stands before a line’s text: where the line wraps, it goes on under the text."""
Run = str | tuple[str, Manner]
Line = tuple[tuple[str, Manner], ...]
WIDTH = 100
"""The cells of a line, where no terminal says how many there are."""


def line(*runs: Run) -> Line:
    return tuple((run, "") if isinstance(run, str) else run for run in runs)


def padded(text: str, width: int) -> str:
    return text + " " * (width - cells(text))


def widest(texts: Iterable[str]) -> int:
    return max(map(cells, texts), default=0)


def quoted(text: str) -> str:
    return f"“{text}”"


def columns(rows: Iterable[Sequence[Run]], aligned: int, indent: int = 0) -> list[Line]:
    """Set rows in columns, two spaces apart; the first `aligned` columns stand under each other."""
    lines = [line(*row) for row in rows]
    widths = [widest(row[n][0] for row in lines) for n in range(aligned)]
    return [((" " * indent, "margin"), *_spaced(row, widths)) for row in lines]


def _spaced(row: Line, widths: list[int]) -> Line:
    padded_runs = [
        (padded(text, width) + "  ", manner) for (text, manner), width in zip(row[:-1], widths, strict=False)
    ]
    rest = [(text + "  ", manner) for text, manner in row[len(widths) : -1]]
    return (*padded_runs, *rest, row[-1])
