"""Forms of content in Word: key figures side by side, a cell each, so that they are read one after the other."""

from __future__ import annotations

from briefpack.document import tree as t
from briefpack.look.font_widths import Face
from briefpack.look.slide_grid import MOST_PARTS
from briefpack.office.markup import escape
from briefpack.units import twips
from briefpack.writers.word.body import At, Body, Setter
from briefpack.writers.word.flow import TableXml
from briefpack.writers.word.inlines import runs
from briefpack.writers.word.lines import line_count
from briefpack.writers.word.markup import border
from briefpack.writers.word.styles import CELL_MARGINS_PT, NUMBER, paragraph_styles, table_size
from briefpack.writers.word.tables import PADDING, bidi


def key_figures(node: t.Region, at: At, body: Body, otherwise: Setter) -> None:
    """Set numbers large, each over what it says; where they are too many, as a list of labelled values."""
    match node.blocks:
        case (t.Fields(fields),) if len(fields) in MOST_PARTS["key_figures"] and not at.panel:
            body.flow.append(_table(fields, at, body))
        case _:
            otherwise(node, at, body)


def _table(fields: tuple[t.Field, ...], at: At, body: Body) -> TableXml:
    left, width = body.room(at)
    wide = width / len(fields)
    cells = "".join(_cell(field, wide, at, body) for field in fields)
    grid = f'<w:gridCol w:w="{twips(wide)}"/>' * len(fields)
    row = f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"
    xml = f"<w:tbl>{_properties(fields, left, width, body)}<w:tblGrid>{grid}</w:tblGrid>{row}</w:tbl>"
    tall = _height(fields, wide, body)
    return TableXml(xml, tall, tall, at.keep)


def _cell(field: t.Field, width_pt: float, at: At, body: Body) -> str:
    """Return a number over what it says."""
    markup = body.markup
    number = markup.paragraph("KeyNumber", markup.text(field.label), "<w:keepNext/>" + markup.plain("KeyNumber", ""))
    kept = "<w:keepNext/>" if at.keep else ""
    parting = markup.parting("TableText", width_pt - PADDING, table_size(body.theme))
    words = markup.paragraph(
        "TableText", runs(field.inlines, body.story), kept + parting + markup.plain("TableText", "")
    )
    return f'<w:tc><w:tcPr><w:tcW w:w="{twips(width_pt)}" w:type="dxa"/></w:tcPr>{number}{words}</w:tc>'


def _properties(fields: tuple[t.Field, ...], left_pt: float, width_pt: float, body: Body) -> str:
    """Return the table's properties in the order of the schema (CT_TblPr): no lines but between columns."""
    none = "".join(f'<w:{edge} w:val="nil"/>' for edge in ("top", "left", "bottom", "right", "insideH"))
    caption = body.story.heading or ", ".join(field.label for field in fields)
    start_pt = left_pt - CELL_MARGINS_PT["left"]  # numbers stand on the edge of the text
    return (
        f"<w:tblPr>{body.markup.style('tblStyle', 'LightTable')}{bidi(body.markup)}"
        f'<w:tblW w:w="{twips(width_pt)}" w:type="dxa"/><w:tblInd w:w="{twips(start_pt)}" w:type="dxa"/>'
        f"<w:tblBorders>{none}{border('insideV', body.theme.colours.rule, 0.5)}</w:tblBorders>"
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0600" w:firstRow="0" w:lastRow="0" w:firstColumn="0" '
        f'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/><w:tblCaption w:val="{escape(caption)}"/></w:tblPr>'
    )


def _height(fields: tuple[t.Field, ...], width_pt: float, body: Body) -> float:
    style, face = paragraph_styles(body.theme)["TableText"], Face(body.theme.fonts.office_body)
    room = width_pt - CELL_MARGINS_PT["left"] - CELL_MARGINS_PT["right"]
    most = max(line_count(t.plain_text(field.inlines), face, style.size_pt, room) for field in fields)
    pads = 2 * (CELL_MARGINS_PT["top"] + CELL_MARGINS_PT["bottom"])
    return body.theme.sizes.memo_body * NUMBER * 1.1 + most * style.size_pt * style.leading + pads
