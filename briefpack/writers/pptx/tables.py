"""Tables as PowerPoint's own: the header row marked as one, its ground tinted, hairlines below the rows."""

from __future__ import annotations

from briefpack.office.markup import escape
from briefpack.units import emu
from briefpack.writers.pptx.flows import CELL_PAD_X, CELL_PAD_Y, TableFlow
from briefpack.writers.pptx.markup import Manner, Pen, paragraph
from briefpack.writers.pptx.own_layouts import transform
from briefpack.writers.pptx.pages import Placed
from briefpack.writers.pptx.text import Para

NO_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's “No Style, No Grid”: what a cell looks like stands in the cell."""


def table_xml(flow: TableFlow, at: Placed, pen: Pen) -> str:
    across = flow.columns(at.width)
    grid = "".join(f'<a:gridCol w="{emu(wide)}"/>' for wide in across)
    talls = flow.row_heights(at.width)
    rows = "".join(
        f'<a:tr h="{emu(tall)}">{"".join(_cell(cell, number == 0, flow, pen) for cell in row)}</a:tr>'
        for number, (row, tall) in enumerate(zip((flow.header, *flow.rows), talls, strict=True))
    )
    about = ", ".join(" ".join(cell.text.split()) for cell in flow.header if cell.text.strip())
    return (
        "<p:graphicFrame><p:nvGraphicFramePr>"
        f'<p:cNvPr id="{pen.next_id()}" name="Table" descr="{escape(about or "Table")}"/>'
        '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>'
        f"{transform((at.x, at.y, at.width, at.height), is_frame=True)}<a:graphic>"
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table"><a:tbl><a:tblPr firstRow="1">'
        f"<a:tableStyleId>{NO_STYLE}</a:tableStyleId></a:tblPr><a:tblGrid>{grid}</a:tblGrid>{rows}</a:tbl>"
        "</a:graphicData></a:graphic></p:graphicFrame>"
    )


def _cell(cell: Para, is_head: bool, flow: TableFlow, pen: Pen) -> str:
    colours = pen.stage.colours
    text = paragraph(cell, Manner(flow.setting, free=True), pen)
    rule = f'<a:lnB w="{12700 if is_head else 6350}">{pen.fill(colours.accent if is_head else colours.rule)}</a:lnB>'
    edges = "".join(f'<a:ln{side} w="0"><a:noFill/></a:ln{side}>' for side in "LRT")
    ground = pen.fill(colours.tint) if is_head else "<a:noFill/>"
    return (
        f'<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{text}</a:txBody><a:tcPr marL="{emu(CELL_PAD_X)}" '
        f'marR="{emu(CELL_PAD_X)}" marT="{emu(CELL_PAD_Y)}" marB="{emu(CELL_PAD_Y)}">{edges}{rule}{ground}'
        "</a:tcPr></a:tc>"
    )
