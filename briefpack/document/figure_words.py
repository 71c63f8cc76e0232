"""A figure in words, for people who listen to a document."""

from __future__ import annotations

from briefpack.document.tree import Figure, Row, plain_text


def figure_words(figure: Figure) -> str:
    """Return the alternative text, with the data if it lacks any of them: a listener gets what a reader sees.

    Never empty. A cell that says who leads or who takes part counts as said where the head of its column is: the words
    of a sentence need not be those of the cell.
    """
    seen = figure.alt or _text(plain_text(figure.title))
    heads, *rows = (_texts(row) for row in (figure.table.header, *figure.table.rows))
    marks = (figure.leads, figure.takes_part)
    data = (head if cell in marks else cell for row in rows for head, cell in zip(heads, row, strict=True))
    if all(text in seen for text in data):
        return seen or figure.kind
    return f"{seen} {'; '.join(_row_words(heads, row) for row in rows)}.".strip()


def _row_words(heads: list[str], row: list[str]) -> str:
    cells = (f"{head} {text}".strip() for head, text in zip(heads[1:], row[1:], strict=True) if text)
    return f"{row[0]}: {', '.join(cells)}"


def _texts(row: Row) -> list[str]:
    return [_text(plain_text(cell.inlines)) for cell in row.cells]


def _text(text: str) -> str:
    return text.replace("\n", " ").strip()
