"""Tables: what heads what is said in the markup, and again in a way that narrow screens can show cell by cell."""

from __future__ import annotations

from html import escape

from briefpack.document import tree as t
from briefpack.document.traits import head_column, is_marked
from briefpack.writers.html.inlines import inlines
from briefpack.writers.html.story import Story

FEW, SOME = 2, 4
"""So many columns need little and some width; the style sheet says how much."""


def table_html(node: t.Table, name: str, story: Story) -> str:
    """Return a table that is called so. Roles are said twice: some readers lose them where a style moves cells."""
    heads = [" ".join(t.plain_text(cell.inlines).split()) for cell in node.header.cells]
    width = "few" if len(heads) <= FEW else "some" if len(heads) <= SOME else "many"
    header = "".join(_head(cell, story) for cell in node.header.cells)
    heading = head_column(node)
    rows = "\n".join(_row(row, heads, heading, story) for row in node.rows)
    return (
        f'<div class="table"><table role="table" class="{width}"><caption>{escape(name, quote=False)}</caption>\n'
        f'<thead role="rowgroup"><tr role="row">{header}</tr></thead>\n'
        f'<tbody role="rowgroup">{rows}</tbody></table></div>'
    )


def _row(row: t.Row, heads: list[str], heading: int | None, story: Story) -> str:
    cells = [
        _row_head(cell, story) if number == heading else _cell(cell, head, story)
        for number, (cell, head) in enumerate(zip(row.cells, heads, strict=True))
    ]
    marked = ' class="marked"' if is_marked(row) else ""
    return f'<tr role="row"{marked}>{"".join(cells)}</tr>'


def _row_head(cell: t.Cell, story: Story) -> str:
    return f'<th role="rowheader" scope="row"{_side(cell)}>{inlines(cell.inlines, story)}</th>'


def _head(cell: t.Cell, story: Story) -> str:
    """Return the head of a column; an empty one heads nothing."""
    if not t.plain_text(cell.inlines).strip():
        return f'<td role="cell">{inlines(cell.inlines, story)}</td>'
    return f'<th role="columnheader" scope="col"{_side(cell)}>{inlines(cell.inlines, story)}</th>'


def _cell(cell: t.Cell, head: str, story: Story) -> str:
    label = f' data-head="{escape(head)}"' if head and cell.inlines else ""
    return f'<td role="cell"{_side(cell)}{label}>{inlines(cell.inlines, story)}</td>'


def _side(cell: t.Cell) -> str:
    return f' class="{cell.alignment}"' if cell.alignment != "left" else ""
