"""The figure's table as text."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from briefpack.document.traits import day_in
from briefpack.document.tree import Cell, Figure, Strong, plain_text
from briefpack.figures.shapes import Shape
from briefpack.languages.marks import dotted

Drawn = tuple[list[Shape], float]
"""Shapes and the height that they take."""


class ToBeDrawn(NamedTuple):
    """Hold the same where it is drawn only when it is asked for: `least` is what its height is more than."""

    shapes: Callable[[], list[Shape]]
    height: float | Callable[[], float]
    least: float = 0


Cells = list[list[str]]
"""The texts of a table row by row."""


def cells_of(figure: Figure) -> Cells:
    rows = (figure.table.header, *figure.table.rows)
    return [[plain_text(cell.inlines).strip() for cell in row.cells] for row in rows]


def labelled(label: str, text: str, colon: str) -> str:
    """Return a text after its label with the mark between them that its language has."""
    return f"{label}{colon}{text}" if label and text else label or text


def number_of(cell: Cell) -> str:
    """Return the strong words with which a cell begins: the number of what it names."""
    first = cell.inlines[0] if cell.inlines else None
    return plain_text(first.inlines).strip() if isinstance(first, Strong) else ""


def days_of(figure: Figure, column: int) -> list[str]:
    """Return the day that a column names in each row, in ISO 8601; empty where it names none."""
    return [day_in(row.cells[column]) if column < len(row.cells) else "" for row in figure.table.rows]


def cell(row: list[str], column: int) -> str:
    return row[column] if column < len(row) else ""


def with_extras(row: list[str], columns: int) -> str:
    """Return a row's label with the cells that its kind of figure has no place for."""
    return dotted(cell(row, 0), *row[columns:])
