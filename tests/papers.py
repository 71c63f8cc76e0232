"""Letterheads as other people make them, each with one thing that has spoilt a memo: made here, readable, by name."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from PIL import Image

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
EMU = 12700


class Draft:
    """A letterhead in the making: python-docx's document, and ways to put in what it has no words for."""

    def __init__(self) -> None:
        self.document = docx.Document()
        self.section = self.document.sections[0]

    def properties(self, style: str, xml: str) -> None:
        """Put properties of paragraphs into a style."""
        own = self.document.styles[style].element.get_or_add_pPr()
        for node in parse_xml(f"<w:pPr {NAMESPACES}>{xml}</w:pPr>"):
            for old in own.findall(node.tag):
                own.remove(old)
            own.append(node)
        _in_order(own)

    def defaults(self, xml: str) -> None:
        """Put properties of paragraphs into the defaults of the document."""
        path = f"{qn('w:docDefaults')}/{qn('w:pPrDefault')}"
        node = self.document.styles.element.find(path)
        for old in list(node):
            node.remove(old)
        node.append(parse_xml(f"<w:pPr {NAMESPACES}>{xml}</w:pPr>"))

    def header(self, xml: str) -> None:
        self._fill(self.section.header, xml)

    def footer(self, xml: str) -> None:
        self._fill(self.section.footer, xml)

    def _fill(self, part: object, xml: str) -> None:
        root = part._element  # type: ignore[attr-defined]
        for node in list(root):
            root.remove(node)
        root.extend(list(parse_xml(f"<w:hdr {NAMESPACES}>{xml}</w:hdr>")))

    def body(self, xml: str) -> None:
        """Put blocks before the section's end."""
        body = self.document.element.body
        for node in parse_xml(f"<w:body {NAMESPACES}>{xml}</w:body>"):
            body.insert(len(body) - 1, node)

    def data(self) -> bytes:
        stream = io.BytesIO()
        self.document.save(stream)
        return stream.getvalue()


def _in_order(properties: object) -> None:
    from briefpack.writers.word.style_chain import ORDER

    properties[:] = sorted(properties, key=lambda node: ORDER.get(node.tag, 99))  # type: ignore[index, call-overload]


def words(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def shape(x_pt: float, y_pt: float, width_pt: float, height_pt: float, wrap: str = "wrapNone", of: str = "page") -> str:
    """Return a paragraph in which a filled rectangle hangs."""
    place = "".join(
        f'<wp:position{way} relativeFrom="{of}"><wp:posOffset>{int(at * EMU)}</wp:posOffset></wp:position{way}>'
        for way, at in (("H", x_pt), ("V", y_pt))
    )
    size = f'cx="{int(width_pt * EMU)}" cy="{int(height_pt * EMU)}"'
    around = f'<wp:{wrap} wrapText="bothSides"/>' if wrap == "wrapSquare" else f"<wp:{wrap}/>"
    return (
        '<w:p><w:r><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" '
        'behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'{place}<wp:extent {size}/><wp:effectExtent l="0" t="0" r="0" b="0"/>{around}'
        '<wp:docPr id="7" name="Band" descr="A band"/><wp:cNvGraphicFramePr/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f'<wps:wsp><wps:cNvSpPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="1F6F78"/></a:solidFill>'
        "</wps:spPr><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r></w:p>"
    )


def field(order: str, shown: str) -> str:
    return f'<w:fldSimple w:instr=" {order} "><w:r><w:t>{shown}</w:t></w:r></w:fldSimple>'


def tabs(draft: Draft) -> None:
    stops = "".join(f'<w:tab w:val="left" w:pos="{at}"/>' for at in (567, 1701, 2835, 3969))
    draft.properties("Normal", f"<w:tabs>{stops}</w:tabs>")


def justified(draft: Draft) -> None:
    draft.properties("Normal", '<w:jc w:val="both"/><w:ind w:firstLine="709"/>')


def chinese_indent(draft: Draft) -> None:
    draft.properties(
        "Normal", '<w:ind w:firstLine="640" w:firstLineChars="200"/><w:spacing w:line="560" w:lineRule="exact"/>'
    )


def unspaced(draft: Draft) -> None:
    draft.defaults('<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>')


def widely_spaced(draft: Draft) -> None:
    draft.properties(
        "Normal", '<w:spacing w:beforeAutospacing="1" w:afterAutospacing="1" w:line="480" w:lineRule="auto"/>'
    )


def wide_type(draft: Draft) -> None:
    draft.document.styles["Normal"].font.name = "Verdana"
    draft.document.styles["Normal"].font.size = Pt(14)


def notes_style(draft: Draft) -> None:
    style = draft.document.styles.add_style("footnote text", 1)
    style.font.size = Pt(10)
    style.paragraph_format.space_after = Pt(10)


def right_to_left(draft: Draft) -> None:
    draft.defaults('<w:bidi/><w:spacing w:after="160"/>')


def right_to_left_words(draft: Draft) -> None:
    draft.properties("Normal", "<w:bidi/>")
    draft.document.styles["Normal"].font.rtl = True


def numbered_headings(draft: Draft) -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Heading{n + 1}"/>'
        f'<w:lvlText w:val="{".".join(f"%{k + 1}" for k in range(n + 1))}"/><w:lvlJc w:val="left"/></w:lvl>'
        for n in range(4)
    )
    root = draft.document.part.numbering_part.element
    definition = f'<w:abstractNum {NAMESPACES} w:abstractNumId="90"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    root.insert(0, parse_xml(definition))
    root.append(parse_xml(f'<w:num {NAMESPACES} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    for n in range(4):
        level = f'<w:ilvl w:val="{n}"/>' if n else ""
        draft.properties(f"Heading {n + 1}", f'<w:numPr>{level}<w:numId w:val="90"/></w:numPr>')


def coloured(draft: Draft) -> None:
    for level in (1, 2):
        draft.document.styles[f"Heading {level}"].font.color.rgb = RGBColor(0xB0, 0x1E, 0x3C)


def black(draft: Draft) -> None:
    for level in range(1, 5):
        draft.document.styles[f"Heading {level}"].font.color.rgb = RGBColor(0, 0, 0)


def breaking_headings(draft: Draft) -> None:
    draft.properties("Heading 2", "<w:pageBreakBefore/>")


def band_in_header(draft: Draft) -> None:
    draft.header(shape(0, 0, 612, 64))


def logo_beside_header(draft: Draft) -> None:
    """A drawing that leaves the left of the line free."""
    draft.header(shape(430, 20, 120, 40))


def band_in_footer(draft: Draft) -> None:
    draft.footer(shape(0, 720, 612, 72))


def bands(draft: Draft) -> None:
    draft.header(shape(0, 0, 612, 64))
    draft.footer(shape(0, 720, 612, 72))


def drawn_band(draft: Draft) -> None:
    style = "position:absolute;margin-left:0;margin-top:0;width:612pt;height:60pt;z-index:1;mso-position-horizontal-relative:page;mso-position-vertical-relative:page"
    draft.header(f'<w:p><w:r><w:pict><v:rect style="{style}" fillcolor="#1f6f78" alt="A band"/></w:pict></w:r></w:p>')


def framed_header(draft: Draft) -> None:
    frame = '<w:framePr w:w="9000" w:h="900" w:hRule="exact" w:wrap="notBeside" w:vAnchor="page" w:hAnchor="page" w:x="1800" w:y="700"/>'
    draft.header(words("TELEFAX", frame) + words(""))


def wrapped_logo(draft: Draft) -> None:
    draft.header(shape(90, 20, 120, 40, "wrapSquare"))


def logo_above_header(draft: Draft) -> None:
    draft.header(shape(90, 20, 120, 40, "wrapTopAndBottom"))


def wide_header(draft: Draft) -> None:
    """Nothing but a drawing over the whole page, as of paper that was scanned."""
    draft.header(shape(0, 0, 612, 792, "wrapNone"))


def page_picture(*dark: tuple[int, int, int, int]) -> bytes:
    """Return a picture of a whole page of Letter paper, white but for boxes of left, top, right, bottom in points."""
    image = Image.new("RGB", (612, 792), "white")
    for box in dark:
        image.paste((31, 111, 120), box)
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()


def _scanned(draft: Draft, picture: bytes) -> None:
    """Lay a picture over the whole page, as paper is that was scanned."""
    relation, _ = draft.section.header.part.get_or_add_image(io.BytesIO(picture))
    graphic = (
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic '
        'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="0" name="Art"/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{612 * EMU}" cy="{792 * EMU}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
    )
    drawn = shape(0, 0, 612, 792).replace('behindDoc="0"', 'behindDoc="1"')
    draft.header(re.sub("<a:graphicData .*</a:graphicData>", graphic, drawn))


def scanned(draft: Draft) -> None:
    _scanned(draft, page_picture((0, 0, 200, 30)))


def scanned_with_bands(draft: Draft) -> None:
    """Where headers and footers stand is dark, and so is the foot; above the text it is white."""
    _scanned(draft, page_picture((0, 30, 612, 60), (0, 700, 612, 792)))


def scanned_dark(draft: Draft) -> None:
    _scanned(draft, page_picture((0, 0, 612, 792)))


def in_columns(draft: Draft) -> None:
    """Two columns on its first page, one on those that follow."""
    columns = draft.section._sectPr.find(qn("w:cols"))
    columns.set(qn("w:num"), "2")
    columns.set(qn("w:space"), "720")


def lost_style(draft: Draft) -> None:
    draft.header(f"<w:p>{field('STYLEREF Subject', 'Your request of 3 May')}</w:p>")
    draft.document.styles.add_style("Subject", 1)


def lost_bookmark(draft: Draft) -> None:
    draft.footer(f"<w:p>{field('REF reference', 'AZ 17/4')}</w:p>")
    draft.body(
        '<w:p><w:bookmarkStart w:id="5" w:name="reference"/><w:r><w:t>AZ 17/4</w:t></w:r><w:bookmarkEnd w:id="5"/></w:p>'
    )


def titled_header(draft: Draft) -> None:
    draft.header(f"<w:p>{field('TITLE', 'Contract with a neighbour')}</w:p>")


def quotations(draft: Draft) -> None:
    draft.properties("Quote", '<w:ind w:left="864" w:right="864"/><w:jc w:val="center"/>')


def listed(draft: Draft) -> None:
    draft.properties(
        "List Paragraph",
        '<w:spacing w:before="0" w:after="0"/><w:ind w:left="720" w:firstLine="360"/><w:contextualSpacing/><w:jc w:val="both"/>',
    )


def house_names(draft: Draft) -> None:
    """Styles of the house under names that ours have, too, and one that stands in a frame."""
    for name in ("Table Text", "Contact", "Source", "Memo Field"):
        style = draft.document.styles.add_style(name, 1)
        style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        style.paragraph_format.left_indent = Pt(60)
        style.paragraph_format.first_line_indent = Pt(-20)
    draft.properties(
        "Contact",
        '<w:framePr w:w="2000" w:hSpace="100" w:wrap="around" w:vAnchor="page" w:hAnchor="page" w:x="9000" w:y="3000"/>',
    )


def cover_and_text(draft: Draft) -> None:
    """A cover without margins, and a page on which the memo shall stand."""
    cover = '<w:sectPr><w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:top="5000" w:right="3000" w:bottom="3000" w:left="3000" w:header="700" w:footer="700" w:gutter="0"/></w:sectPr>'
    draft.body(words("Annual papers") + f"<w:p><w:pPr>{cover}</w:pPr></w:p>" + words("{{body}}"))


def plain(draft: Draft) -> None:
    draft.body(words("Dear Sir or Madam,"))


PAPERS: dict[str, Callable[[Draft], None]] = {
    make.__name__.replace("_", "-"): make
    for make in (
        *(plain, tabs, justified, chinese_indent, unspaced, widely_spaced, wide_type, notes_style, right_to_left),
        *(right_to_left_words, numbered_headings, coloured, black, breaking_headings, band_in_header, band_in_footer),
        *(
            logo_beside_header,
            bands,
            drawn_band,
            framed_header,
            wrapped_logo,
            logo_above_header,
            wide_header,
            *(scanned, scanned_with_bands, scanned_dark, in_columns),
            lost_style,
            lost_bookmark,
            titled_header,
            quotations,
        ),
        *(listed, house_names, cover_and_text),
    )
}
"""Names to what makes the letterhead out of python-docx's own empty document."""


def paper(name: str, folder: Path) -> Path:
    """Write a letterhead and return where it lies."""
    draft = Draft()
    PAPERS[name](draft)
    path = folder / f"{name}.docx"
    path.write_bytes(draft.data())
    return path


def without(data: bytes, part: str) -> bytes:
    """Return a file that lacks a part."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as whole, zipfile.ZipFile(stream, "w") as less:
        for name in whole.namelist():
            if name != part:
                less.writestr(name, whole.read(name))
    return stream.getvalue()
