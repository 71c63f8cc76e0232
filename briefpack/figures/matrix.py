"""Actors down, proposals across."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

from briefpack.document.figure_words import marks_of
from briefpack.document.tree import Figure
from briefpack.figures.cells import Cells, Drawn, cell, cells_of, labelled
from briefpack.figures.kind import CellLook, FigureKind, Points
from briefpack.figures.marks import KeyItem, Mark, disc, draw_key, ring
from briefpack.figures.pen import Pen
from briefpack.figures.shapes import Line, Shape, TextLine


def draw_matrix(figure: Figure, width: float, pen: Pen) -> Drawn:
    header, *rows = cells = cells_of(figure)
    marks: dict[str, Mark] = {figure.leads.casefold(): disc, figure.takes_part.casefold(): ring}
    columns = max(1, len(header) - 1)
    names = max(pen.width(cell(row, 0)) for row in cells) + pen.size
    names = min(names, width * 0.36) if len(header) > 1 else width
    column = (width - names) / columns
    heads, numbered = _matrix_heads(header[1:], column, pen)
    shapes, y = _matrix_header(header[0], heads, names, column, pen)
    for number, row in enumerate(rows, 1):
        shapes.append(Line(0, y, width, y, pen.colours.rule))
        drawn, y = _matrix_row(number, row, marks, y, names, column, pen)
        shapes += drawn
    shapes.append(Line(0, y, width, y, pen.colours.rule))
    drawn, height = draw_key(_matrix_key(header, rows, marks, numbered), y + pen.leading * 0.6, width, pen)
    return shapes + drawn, height


def _matrix_heads(titles: list[str], column: float, pen: Pen) -> tuple[list[list[TextLine]], bool]:
    """Return the lines that head the columns: the titles where they fit in three lines, else numbers."""
    room = column - pen.size * 0.6
    heads = [pen.lines(title, room, bold=True) for title in titles]
    fits = all(len(head) <= 3 for head in heads) and all(pen.longest_word(title, True) <= room for title in titles)
    return (heads, False) if fits else ([[TextLine(str(number))] for number in range(1, len(titles) + 1)], True)


def _matrix_header(
    corner: str, heads: list[list[TextLine]], names: float, column: float, pen: Pen
) -> tuple[list[Shape], float]:
    corner_lines = pen.lines(corner, names - pen.size * 0.5)
    bottom = max(len(lines) for lines in (corner_lines, *heads)) * pen.leading
    shapes = pen.words(corner_lines, 0, bottom - len(corner_lines) * pen.leading, pen.colours.quiet, place=(0, 0))
    for number, head in enumerate(heads):
        x = names + (number + 0.5) * column
        shapes += pen.words(
            head, x, bottom - len(head) * pen.leading, pen.colours.accent, True, "middle", place=(0, number + 1)
        )
    return shapes, bottom + pen.size * 0.4


def _matrix_row(
    row_number: int, row: list[str], marks: dict[str, Mark], top: float, names: float, column: float, pen: Pen
) -> Drawn:
    pad = pen.size * 0.42
    texts = [pen.lines(row[0], names - pen.size * 0.5)]
    texts += [[] if marks.get(text.casefold()) else pen.lines(text, column - pen.size * 0.4) for text in row[1:]]
    height = max(1, *(len(text) for text in texts)) * pen.leading if texts else pen.leading
    shapes: list[Shape] = []
    for number, text in enumerate(texts):
        place = row_number, number
        y = top + pad + (height - max(1, len(text)) * pen.leading) / 2
        if number == 0:
            shapes += pen.words(text, 0, y, pen.colours.ink, place=place)
            continue
        x = names + (number - 0.5) * column
        if mark := marks.get(row[number].casefold()):
            drawn = mark(x, pen.middle(y), pen.size * 0.42, pen.colours.accent, pen.colours.paper)
            shapes.append(replace(drawn, place=place))
        shapes += pen.words(text, x, y, pen.colours.ink, anchor="middle", place=place)
    return shapes, top + height + 2 * pad


def _matrix_key(header: list[str], rows: Cells, marks: dict[str, Mark], numbered: bool) -> list[KeyItem]:
    """Explain the dots as the table words them, and the numbers if columns have numbers."""
    used = {text: mark for row in rows for text in row[1:] if (mark := marks.get(text.casefold()))}
    items = [KeyItem(text, mark) for text, mark in sorted(used.items(), key=lambda pair: (pair[1] is ring, pair[0]))]
    if numbered:
        items += [KeyItem(text, number=str(number)) for number, text in zip(count(1), header[1:])]
    return items


def _points(cells: Cells) -> Points:
    """Tell each column's heading, and below it who takes part in which way; last, the actors that take no part."""
    header, *rows = cells
    marks = marks_of(header)
    for column, heading in enumerate(header[1:], 1):
        ways = dict.fromkeys(row[column] for row in rows if row[column])
        yield (
            heading,
            [labelled(way, marks.cells.join(row[0] for row in rows if row[column] == way), marks.head) for way in ways],
        )
    yield from ((actor, []) for actor, *others in rows if not any(others))


def _row_look(rows: Cells, number: int, figure: Figure) -> list[CellLook]:
    """Tint the cells of those who lead."""
    return ["tinted" if text == figure.leads else "plain" for text in rows[number]]


MATRIX = FigureKind(draw_matrix, _points, has_row_heads=True, row_look=_row_look, read_as="table")
