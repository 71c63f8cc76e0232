"""Tables and figures: column widths by what the columns hold, header rows that repeat, figures as tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from briefpack.document import tree as t
from briefpack.figures import KINDS
from briefpack.figures.kind import CellLook
from briefpack.languages.characters import cells
from briefpack.languages.scripts import is_right_to_left
from briefpack.look.columns import shared
from briefpack.look.theme import Theme
from briefpack.units import twips
from briefpack.writers.word.inlines import Story, runs
from briefpack.writers.word.markup import border, escape, shading
from briefpack.writers.word.styles import CELL_MARGINS_PT, table_size

NARROW = 0.62
"""A table that needs less than this share of the line is left narrow, so that the eye need not leap."""
KEPT_ROWS = 8
"""A table of so many rows at most stays on one page."""
LETTER_EM = 0.5
"""Mean advance of Latin text in the office fonts, in ems, with a little to spare."""
SEAM = re.compile("(?<=[A-Za-z0-9])(?=[\u3041-\ud7a3])|(?<=[\u3041-\ud7a3])(?=[A-Za-z0-9])")
"""Where a letter or figure meets kana, an ideograph or Hangul."""
WORD_LIMIT = 24
"""No word claims room for more letters than this; longer ones break, as East Asian text does anywhere."""


def text_width(text: str, size_pt: float) -> float:
    """Estimate how wide a line of text is; East Asian letters are as wide as high.

    LibreOffice sets figures apart from them by a quarter of an em, whatever the file says.
    """
    return (cells(text) * LETTER_EM + len(SEAM.findall(text)) * 0.25) * size_pt


def column_widths(rows: Sequence[t.Row], available_pt: float, size_pt: float) -> list[float]:
    """Return the width of each column: its longest word at least, the rest by how much text waits in it."""
    padding = CELL_MARGINS_PT["left"] + CELL_MARGINS_PT["right"]
    limit = WORD_LIMIT * LETTER_EM * size_pt
    least, wanted = [], []
    for column in zip(*(row.cells for row in rows), strict=True):
        texts = [t.plain_text(cell.inlines) for cell in column]
        words = (word for text in texts for word in text.split())
        longest = min(limit, max((text_width(word, size_pt) for word in words), default=0) * 1.06)
        least.append(longest + padding + 2)
        lines = (text_width(line, size_pt) for text in texts for line in text.split("\n"))
        wanted.append(max(longest, max(lines, default=0) * 1.06) + padding + 2)
    room = available_pt if sum(wanted) > available_pt * NARROW else min(available_pt, sum(wanted) * 1.25)
    return shared(least, wanted, room)


def table_xml(
    table: t.Table, story: Story, left_pt: float, width_pt: float, keep: bool = False, figure: t.Figure | None = None
) -> str:
    """Return a table in the light style, or a figure's, which looks as its kind of figure says.

    The caption and alternative text are what a screen reader says first.
    """
    kind = KINDS[figure.kind] if figure else None
    if kind:
        table = _numbers_right(table, kind.values)
    rows = (table.header, *table.rows)
    widths = column_widths(rows, width_pt, table_size(story.theme))
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    title, alt = (t.plain_text(figure.title), figure.alt) if figure else ("", "")
    named = title or ", ".join(t.plain_text(cell.inlines) for cell in table.header.cells)
    turned, has_row_heads = is_right_to_left(story.language), bool(kind and kind.has_row_heads)
    properties = _properties(sum(widths), left_pt, named, alt, has_row_heads, turned)
    looks = _looks(figure, story.theme) if figure else [[""] * len(row.cells) for row in table.rows]
    kept = len(table.rows) <= KEPT_ROWS
    body = [_header(table.header, widths, story)]
    for number, (row, look) in enumerate(zip(table.rows, looks, strict=True)):
        left = len(table.rows) - 1 - number
        # A longer table breaks, but leaves no row alone on either page.
        stays = keep or (left > 0 if kept else number == 0 or left == 1)
        body.append(_row(row, look, widths, story, stays))
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{''.join(body)}</w:tbl>"


def _numbers_right(table: t.Table, columns: tuple[int, ...]) -> t.Table:
    """Return the table with its columns of numbers set to the right."""
    rows = [
        t.Row(tuple(replace(c, alignment="right") if n in columns else c for n, c in enumerate(row.cells)))
        for row in (table.header, *table.rows)
    ]
    return t.Table(rows[0], tuple(rows[1:]))


def _properties(
    width_pt: float, left_pt: float, caption: str, alt: str, first_column: bool, right_to_left: bool
) -> str:
    turned = "<w:bidiVisual/>" if right_to_left else ""
    look = (
        f'<w:tblLook w:val="{"00A0" if first_column else "0020"}" w:firstRow="1" w:lastRow="0" '
        f'w:firstColumn="{int(first_column)}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
    )
    described = f'<w:tblDescription w:val="{escape(alt)}"/>' if alt else ""
    return (
        f'<w:tblPr><w:tblStyle w:val="LightTable"/>{turned}<w:tblW w:w="{twips(width_pt)}" w:type="dxa"/>'
        f'<w:tblInd w:w="{twips(left_pt)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{look}'
        f'<w:tblCaption w:val="{escape(caption)}"/>{described}</w:tblPr>'
    )


def _header(row: t.Row, widths: list[float], story: Story) -> str:
    cells = [
        _cell(cell, width, story, "TableHeading", "", "", cell.alignment)
        for cell, width in zip(row.cells, widths, strict=True)
    ]
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{''.join(cells)}</w:tr>"


def _row(row: t.Row, looks: list[str], widths: list[float], story: Story, keep: bool) -> str:
    kept = "<w:keepNext/>" if keep else ""
    cells = [
        _cell(cell, width, story, "TableText", kept, look, cell.alignment)
        for cell, width, look in zip(row.cells, widths, looks, strict=True)
    ]
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>"


def _cell(cell: t.Cell, width_pt: float, story: Story, style: str, kept: str, look: str, align: str) -> str:
    justified = f'<w:jc w:val="{align}"/>' if align != "left" else ""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/>{kept}{justified}</w:pPr>'
    size = f'<w:tcW w:w="{twips(width_pt)}" w:type="dxa"/>'
    return f"<w:tc><w:tcPr>{size}{look}</w:tcPr><w:p>{properties}{runs(cell.inlines, story)}</w:p></w:tc>"


def _looks(figure: t.Figure, theme: Theme) -> list[list[str]]:
    """Return the properties that distinguish the cells of a figure's table, row by row."""
    xml: dict[CellLook, str] = {
        "plain": "",
        "tinted": shading(theme.colours.tint),
        "ruled": f"<w:tcBorders>{border('top', theme.colours.accent, 1)}</w:tcBorders>",
    }
    rows = [[t.plain_text(cell.inlines) for cell in row.cells] for row in figure.table.rows]
    row_look = KINDS[figure.kind].row_look
    return [[xml[look] for look in row_look(rows, number, figure)] for number in range(len(rows))]
