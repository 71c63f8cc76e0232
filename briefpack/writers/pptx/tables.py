"""Tables as PowerPoint's own: the header row marked as one, its ground tinted, hairlines below the rows."""

from __future__ import annotations

from briefpack.office.markup import escape
from briefpack.units import emu
from briefpack.writers.pptx.flows import CELL_PAD_X, CELL_PAD_Y, TableFlow
from briefpack.writers.pptx.markup import SlidePart, TextStyle, paragraph_xml
from briefpack.writers.pptx.pages import PlacedFlow
from briefpack.writers.pptx.shapes import transform
from briefpack.writers.pptx.text import Paragraph

NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's “No Style, No Grid”: what a cell looks like stands in the cell."""


def table_xml(flow: TableFlow, at: PlacedFlow, part: SlidePart) -> str:
    """Return the table in a graphic frame (ECMA-376 part 1, 19.3.1.21); its header row is its alternative text."""
    grid = "".join(f'<a:gridCol w="{emu(wide)}"/>' for wide in flow.columns(at.width))
    rows = "".join(
        f'<a:tr h="{emu(tall)}">{"".join(_cell(cell, number == 0, flow, part) for cell in row)}</a:tr>'
        for number, (row, tall) in enumerate(zip((flow.header, *flow.rows), flow.row_heights(at.width), strict=True))
    )
    heads = ", ".join(" ".join(cell.text.split()) for cell in flow.header if cell.text.strip())
    return (
        "<p:graphicFrame><p:nvGraphicFramePr>"
        f'<p:cNvPr id="{part.next_id()}" name="Table" descr="{escape(heads or "Table")}"/>'
        '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>'
        f"{transform(at.box, is_frame=True)}<a:graphic>"
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table"><a:tbl><a:tblPr firstRow="1">'
        f"<a:tableStyleId>{NO_STYLE}</a:tableStyleId></a:tblPr><a:tblGrid>{grid}</a:tblGrid>{rows}</a:tbl>"
        "</a:graphicData></a:graphic></p:graphicFrame>"
    )


def _cell(cell: Paragraph, is_head: bool, flow: TableFlow, part: SlidePart) -> str:
    colours = part.master.colours
    text = paragraph_xml(cell, TextStyle(flow.setting, free=True), part)
    rule = f'<a:lnB w="{12700 if is_head else 6350}">{part.fill(colours.accent if is_head else colours.rule)}</a:lnB>'
    edges = "".join(f'<a:ln{side} w="0"><a:noFill/></a:ln{side}>' for side in "LRT")
    ground = part.fill(colours.tint) if is_head else "<a:noFill/>"
    return (
        f'<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{text}</a:txBody><a:tcPr marL="{emu(CELL_PAD_X)}" '
        f'marR="{emu(CELL_PAD_X)}" marT="{emu(CELL_PAD_Y)}" marB="{emu(CELL_PAD_Y)}">{edges}{rule}{ground}'
        "</a:tcPr></a:tc>"
    )
