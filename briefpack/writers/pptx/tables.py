"""Tables as PowerPoint's own: the header row marked as one, its ground tinted, hairlines below the rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefpack.document.figure_words import marks_of
from briefpack.languages.scripts import is_right_to_left
from briefpack.office.markup import escape
from briefpack.units import emu
from briefpack.writers.pptx.flows import TableFlow, statements
from briefpack.writers.pptx.markup import SlidePart, TextStyle, paragraphs_xml
from briefpack.writers.pptx.pages import PlacedFlow
from briefpack.writers.pptx.shapes import transform
from briefpack.writers.pptx.table_columns import CELL_PAD_X
from briefpack.writers.pptx.text import Paragraph, whole_text

NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's “No Style, No Grid”: what a cell looks like stands in the cell."""


MARK_WIDE = 5.0
"""The bar before a row that counts, in points."""


def table_xml(flow: TableFlow, at: PlacedFlow, part: SlidePart) -> str:
    """Return the table in a graphic frame (ECMA-376 part 1, 19.3.1.21); its header row is its alternative text."""
    grid = "".join(f'<a:gridCol w="{emu(wide)}"/>' for wide in flow.columns(at.width))
    rows = "".join(
        f'<a:tr h="{emu(tall)}">{"".join(_cells(row, number, flow, part))}</a:tr>'
        for number, (row, tall) in enumerate(
            zip((flow.header, *flow.rows), flow.row_heights(at.width), strict=True), -1
        )
    )
    named = [" ".join(whole_text(cell).split()) for cell in flow.header if cell.text.strip()]
    heads = ' firstCol="1"' if flow.has_row_heads else ""
    heads += ' rtl="1"' if is_right_to_left(part.language) else ""
    return (
        "<p:graphicFrame><p:nvGraphicFramePr>"
        f'<p:cNvPr id="{part.next_id()}" name="Table" descr="{escape(marks_of(named).lines.join(named) or "Table")}"/>'
        '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>'
        f"{transform(at.box, is_frame=True)}<a:graphic>"
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table"><a:tbl>'
        f'<a:tblPr firstRow="1"{heads}>'
        f"<a:tableStyleId>{NO_STYLE}</a:tableStyleId></a:tblPr><a:tblGrid>{grid}</a:tblGrid>{rows}</a:tbl>"
        "</a:graphicData></a:graphic></p:graphicFrame>"
    )


def _cells(row: tuple[Paragraph, ...], number: int, flow: TableFlow, part: SlidePart) -> Iterator[str]:
    """Yield the cells of a row, counted from 0, the header's is -1; a row that counts has a ground and a bar."""
    for place, cell in enumerate(row):
        yield _cell(cell, Marks(number < 0, number in flow.marked, place == 0), flow, part)


@dataclass(frozen=True, slots=True)
class Marks:
    """Say what is special about a cell."""

    is_head: bool
    is_marked: bool
    is_first: bool


def _cell(cell: Paragraph, marks: Marks, flow: TableFlow, part: SlidePart) -> str:
    colours, pad = part.master.colours, flow.pad_y(marks.is_head)
    text = paragraphs_xml(statements(cell), TextStyle(flow.setting, free=True, exact=True), part)
    below, thick = (colours.accent, 1.0) if marks.is_head else (colours.rule, 0.5)
    rule = f'<a:lnB w="{emu(thick)}">{part.fill(below)}</a:lnB>'
    edges = {side: f'<a:ln{side} w="0"><a:noFill/></a:ln{side}>' for side in "LRT"}
    if marks.is_marked and marks.is_first:
        side = "R" if is_right_to_left(part.language) else "L"
        edges[side] = f'<a:ln{side} w="{emu(MARK_WIDE)}">{part.fill(colours.accent)}</a:ln{side}>'
    sides = "".join(edges.values())
    ground = part.fill(colours.tint) if marks.is_marked else "<a:noFill/>"
    return (
        f'<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{text}</a:txBody><a:tcPr marL="{emu(CELL_PAD_X)}" '
        f'marR="{emu(CELL_PAD_X)}" marT="{emu(pad)}" marB="{emu(pad)}">{sides}{rule}{ground}'
        "</a:tcPr></a:tc>"
    )
