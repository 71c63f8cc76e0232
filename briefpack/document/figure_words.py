"""A figure or a table in words, for people who listen to a document: every value with what it belongs to, once."""

from __future__ import annotations

from collections.abc import Sequence, Set
from functools import lru_cache

from briefpack.document.tree import Figure, Inlines, LineBreak, Row, Strong, Table, Text, plain_text, walk
from briefpack.languages.line_breaks import holds_hangul
from briefpack.languages.marks import NARROW_MARKS, WIDE_MARKS, Marks
from briefpack.languages.scripts import IDEOGRAPHS, KANA, EastAsian

ENDS = (".", "!", "?", "。", "！", "？", ";", ":", "；", "：")
"""What parts a text from the next one already."""
_WIDE = EastAsian(f"[{KANA}{IDEOGRAPHS}]")


@lru_cache(maxsize=64)
def figure_words(figure: Figure) -> str:
    """Return the alternative text, with the data if it lacks any of them: a listener gets what a reader sees.

    Never empty. A cell that says who leads or who takes part counts as said where the head of its column is: the words
    of a sentence need not be those of the cell.
    """
    seen = figure.alt or _text(plain_text(figure.title))
    if _holds_data(seen, figure):
        return seen or figure.kind
    stop = marks_of(_texts(figure.table.header)).rows
    rows = (" ".join(plain_text(row).split()).rstrip(stop) + stop for row in figure_rows(figure) if row)
    before = seen.rstrip(stop) + stop if seen else ""
    return f"{before}{''.join(rows)}".strip()


def figure_told(figure: Figure) -> list[Inlines]:
    """Return a figure as the lines of a text: its alternative text, and its rows if that lacks any of their data."""
    alt: list[Inlines] = [(Text(figure.alt),)] if figure.alt.strip() else []
    return [*alt, *figure_rows(figure)] if adds_words(figure) or not alt else alt


def adds_words(figure: Figure) -> bool:
    """Tell whether the alternative text says other than what the data say, of which nothing is told twice."""
    return bool(figure.alt.strip()) and not _holds_data(figure.alt, figure)


def figures_told(shown: object) -> list[Inlines]:
    """Return the figures among what a slide shows as lines for its notes."""
    return [line for node in walk(shown) if isinstance(node, Figure) for line in figure_told(node) if line]


def figure_name(figure: Figure) -> str:
    """Return what a figure is called where its data can be reached one by one: its finding, else what it tells."""
    heads = [head for head in _texts(figure.table.header) if head]
    return _text(plain_text(figure.title)) or marks_of(heads).lines.join(heads) or figure.kind


def figure_rows(figure: Figure) -> list[Inlines]:
    """Return the rows of a figure as lines; in each, the first cell is what it is about, so that it needs no label."""
    return _rows_told(figure.table, {0})


def rows_told(table: Table) -> list[Inlines]:
    """Return each row as a line in which the head of its column stands before each cell; empty cells are not told."""
    return _rows_told(table, frozenset())


def _rows_told(table: Table, bare: Set[int]) -> list[Inlines]:
    marks = marks_of(_texts(table.header))
    heads = [_text(plain_text(cell.inlines)) for cell in table.header.cells]
    labels = ["" if number in bare else head and head + marks.head for number, head in enumerate(heads)]
    return [_row_told(labels, row, marks) for row in table.rows]


def _row_told(labels: Sequence[str], row: Row, marks: Marks) -> Inlines:
    """Join cells by a semicolon, unless a sentence ends there."""
    line: Inlines = ()
    for label, cell in zip(labels, row.cells, strict=True):
        if not plain_text(cell.inlines).strip():
            continue
        before = _parted(line, marks.cells, marks) + label
        line = (*line, *((Text(before),) if before else ()), *on_one_line(cell.inlines, marks))
    return line


def on_one_line(inlines: Inlines, marks: Marks) -> Inlines:
    """Return inline nodes on one line: what a line break parts, a comma does, unless a sentence ends there."""
    line: Inlines = ()
    for inline in inlines:
        line = (*line, Text(_parted(line, marks.lines, marks)) if isinstance(inline, LineBreak) else inline)
    return line


def _parted(before: Inlines, mark: str, marks: Marks) -> str:
    """Return the mark that follows words, or only the space where they end a sentence; nothing after none."""
    words = plain_text(before).rstrip()
    if not words.endswith(ENDS):
        return mark if words else ""
    return " " if marks is NARROW_MARKS else ""


def marks_of(heads: Sequence[str]) -> Marks:
    """Return the marks of the language in which the heads of a table are: those of Chinese and Japanese are wide."""
    text = "".join(heads)
    return WIDE_MARKS if _WIDE.search(text) and not holds_hangul(text) else NARROW_MARKS


def _holds_data(told: str, figure: Figure) -> bool:
    """Tell whether a text holds each line of what a figure shows."""
    marks = (figure.leads, figure.takes_part)
    heads = _texts(figure.table.header)
    cells = (pair for row in figure.table.rows for pair in zip(heads, row.cells, strict=True))
    texts = ((head, plain_text(_without_number(cell.inlines)).strip()) for head, cell in cells)
    data = (line for head, text in texts for line in ([head] if text in marks else text.splitlines()))
    return all(line.strip() in told for line in data)


def _without_number(inlines: Inlines) -> Inlines:
    """Return what a cell says behind the strong words with which it begins: the number of what it names."""
    return inlines[1:] if len(inlines) > 1 and isinstance(inlines[0], Strong) else inlines


def _texts(row: Row) -> list[str]:
    return [_text(plain_text(cell.inlines)) for cell in row.cells]


def _text(text: str) -> str:
    return text.replace("\n", " ").strip()
