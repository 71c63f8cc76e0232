"""A figure or a table in words, for people who listen to a document: every value with what it belongs to, once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from briefpack.document.tree import Figure, Inlines, LineBreak, Row, Table, Text, plain_text, walk

ENDS = (".", "!", "?", "。", "！", "？", ";", ":")
"""What parts a text from the next one already."""


@lru_cache(maxsize=64)
def figure_words(figure: Figure) -> str:
    """Return the alternative text, with the data if it lacks any of them: a listener gets what a reader sees.

    Never empty. A cell that says who leads or who takes part counts as said where the head of its column is: the words
    of a sentence need not be those of the cell.
    """
    seen = figure.alt or _text(plain_text(figure.title))
    if _holds_data(seen, figure):
        return seen or figure.kind
    rows = (" ".join(plain_text(row).split()).rstrip(".") for row in rows_told(figure.table))
    return f"{seen} {'; '.join(filter(None, rows))}.".strip()


def figure_told(figure: Figure) -> list[Inlines]:
    """Return a figure as the lines of a text: its alternative text, and its rows if that lacks any of their data."""
    alt: list[Inlines] = [(Text(figure.alt),)] if figure.alt.strip() else []
    return alt if alt and _holds_data(figure.alt, figure) else [*alt, *rows_told(figure.table)]


def figures_told(shown: object) -> list[Inlines]:
    """Return the figures among what a slide shows as lines for its notes."""
    return [line for node in walk(shown) if isinstance(node, Figure) for line in figure_told(node) if line]


def figure_name(figure: Figure) -> str:
    """Return what a figure is called where its data can be reached one by one: its finding, else what it tells."""
    heads = ", ".join(filter(None, _texts(figure.table.header)))
    return _text(plain_text(figure.title)) or heads or figure.kind


def rows_told(table: Table) -> list[Inlines]:
    """Return each row as a line in which the head of its column stands before each cell; empty cells are not told."""
    heads = [_text(plain_text(cell.inlines)) for cell in table.header.cells]
    return [_row_told(heads, row) for row in table.rows]


def _row_told(heads: Sequence[str], row: Row) -> Inlines:
    """Join cells by a semicolon, unless a sentence ends there."""
    line: Inlines = ()
    for head, cell in zip(heads, row.cells, strict=True):
        if not plain_text(cell.inlines).strip():
            continue
        between = "" if not line else " " if plain_text(line).rstrip().endswith(ENDS) else "; "
        label = f"{between}{head}: " if head else between
        line = (*line, *((Text(label),) if label else ()), *_on_one_line(cell.inlines))
    return line


def _on_one_line(inlines: Inlines) -> Inlines:
    """Return inline nodes on one line: what a line break parts, a comma does, unless a sentence ends there."""
    line: Inlines = ()
    for inline in inlines:
        ended = plain_text(line).rstrip().endswith(ENDS)
        line = (*line, Text(" " if ended else ", ") if isinstance(inline, LineBreak) else inline)
    return line


def _holds_data(told: str, figure: Figure) -> bool:
    """Tell whether a text holds what a figure shows: each line of a cell for itself, such as a horizon and a day."""
    heads, *rows = (_texts(row) for row in (figure.table.header, *figure.table.rows))
    marks = (figure.leads, figure.takes_part)
    lines = [[plain_text(cell.inlines).split("\n") for cell in row.cells] for row in figure.table.rows]
    named = [head for row in rows for head, cell in zip(heads, row, strict=True) if cell in marks]
    data = [line.strip() for row in lines for cell in row for line in cell if line.strip() not in marks]
    return all(text in told for text in (*named, *data))


def _texts(row: Row) -> list[str]:
    return [_text(plain_text(cell.inlines)) for cell in row.cells]


def _text(text: str) -> str:
    return text.replace("\n", " ").strip()
