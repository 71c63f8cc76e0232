"""A figure or a table in words, for people who listen to a document: every value with what it belongs to, once."""

from __future__ import annotations

from collections.abc import Sequence

from briefpack.document.tree import Blocks, Figure, Inlines, LineBreak, Row, Table, Text, plain_text, text_lines, walk

ENDS = (".", "!", "?", "。", "！", "？", ";", ":")
"""What parts a text from the next one already."""


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
    """Return a figure as the lines of a text: its alternative text, and its rows if that lacks any of the data."""
    if _holds_data(figure.alt, figure):
        return [(Text(figure.alt),)] if figure.alt.strip() else []
    alt: list[Inlines] = [(Text(figure.alt),)] if figure.alt.strip() else []
    return alt + rows_told(figure.table)


def told_beside(shown: object, notes: Blocks) -> list[Inlines]:
    """Return the figures among what a slide shows as lines for its notes; one whose rows the notes name is told."""
    said = " ".join(" ".join(text_lines(notes)).split())
    figures = (node for node in walk(shown) if isinstance(node, Figure))
    return [line for figure in figures if not _is_told(figure, said) for line in figure_told(figure) if line]


def _is_told(figure: Figure, said: str) -> bool:
    return all(" ".join(_text(plain_text(row.cells[0].inlines)).split()) in said for row in figure.table.rows)


def figure_name(figure: Figure) -> str:
    """Return what a figure is called where its data can be reached one by one: its finding, else what it tells."""
    heads = ", ".join(filter(None, _texts(figure.table.header)))
    return _text(plain_text(figure.title)) or heads or figure.kind


def rows_told(table: Table) -> list[Inlines]:
    """Return each row as a line in which the head of its column stands before each cell; empty cells are not told.

    The first cell, which a row begins with, needs no head.
    """
    heads = [_text(plain_text(cell.inlines)) for cell in table.header.cells]
    return [_row_told(heads, row) for row in table.rows]


def _row_told(heads: Sequence[str], row: Row) -> Inlines:
    first, *others = row.cells
    told: list[Inlines] = [_on_one_line(first.inlines)] if plain_text(first.inlines).strip() else []
    for head, cell in zip(heads[1:], others, strict=True):
        if plain_text(cell.inlines).strip():
            label: Inlines = (Text(f"{head}: "),) if head else ()
            told.append((*label, *_on_one_line(cell.inlines)))
    return _joined(told)


def _joined(parts: Sequence[Inlines]) -> Inlines:
    """Join parts: a colon after the first, a semicolon after others, neither after what ends a sentence."""
    line: Inlines = ()
    for number, part in enumerate(parts):
        if number and not plain_text(line).rstrip().endswith(ENDS):
            line = (*line, Text(":" if number == 1 else ";"))
        line = (*line, *((Text(" "),) if number else ()), *part)
    return line


def _on_one_line(inlines: Inlines) -> Inlines:
    return tuple(Text(" ") if isinstance(inline, LineBreak) else inline for inline in inlines)


def _holds_data(told: str, figure: Figure) -> bool:
    """Tell whether a text holds what a figure shows."""
    heads, *rows = (_texts(row) for row in (figure.table.header, *figure.table.rows))
    marks = (figure.leads, figure.takes_part)
    data = (head if cell in marks else cell for row in rows for head, cell in zip(heads, row, strict=True))
    return all(text in told for text in data)


def _texts(row: Row) -> list[str]:
    return [_text(plain_text(cell.inlines)) for cell in row.cells]


def _text(text: str) -> str:
    return text.replace("\n", " ").strip()
