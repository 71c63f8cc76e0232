"""What a kind of figure is: how its table is drawn, told in lines, and set as a table where it cannot be drawn.

How many columns its table has stands in `document/tree`, where the kinds are named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from briefpack.document.tree import Figure
from briefpack.figures.cells import Cells, Drawn, ToBeDrawn
from briefpack.figures.pen import Pen

Points = Iterator[tuple[str, list[str]]]
"""Lines of text, each with the lines that belong below it."""
CellLook = Literal["plain", "tinted", "ruled"]
"""How a cell of the table stands out; ruled: with a line above it."""


def plain_row(rows: Cells, number: int, figure: Figure) -> list[CellLook]:
    return ["plain"] * len(rows[number])


@dataclass(frozen=True, slots=True)
class FigureKind:
    """State how a figure of this kind is shown."""

    draw: Callable[[Figure, float, Pen], Drawn | ToBeDrawn]
    """Draws the table over a width in points."""
    points: Callable[[Cells], Points]
    """Tells the table, its header first, in lines for an outline."""
    has_row_heads: bool = False
    """Whether the first cell of a row heads it."""
    values: tuple[int, ...] = ()
    """The columns of numbers, which a table sets to the right."""
    read_as: Literal["picture", "list", "table"] = "picture"
    """What the drawing is to who listens: a table if it shows every cell that is not empty, a list if each row has
    words of its own; else a picture. Shapes say which cell they show."""
    is_whole: bool = False
    """Whether its rows are one picture, which cannot be parted; it may be drawn lower instead."""
    holds_sides: bool = False
    """Whether the drawing is no mirror image where a language is written from the right."""
    row_look: Callable[[Cells, int, Figure], list[CellLook]] = plain_row
    """How the cells of the row with a number, counted from 0 without the header, stand out in a table."""
