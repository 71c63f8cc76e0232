"""Paragraphs and shapes as DrawingML (ECMA-376 part 1, 20.1 and 21.1)."""

from __future__ import annotations

from dataclasses import dataclass, field

from briefpack.languages.scripts import is_east_asian, is_right_to_left, office_tag
from briefpack.look.theme import Theme
from briefpack.office.markup import escape, hex_colour
from briefpack.units import emu
from briefpack.writers.pptx.own_layouts import Box, transform
from briefpack.writers.pptx.stage import Stage
from briefpack.writers.pptx.text import BREAK, Level, Para, Run, Setting

LINK_COLOUR = (
    '<a:extLst><a:ext uri="{A12FA001-AC4F-418D-AE19-62706E023703}"><ahyp:hlinkClr '
    'xmlns:ahyp="http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor" val="tx"/></a:ext></a:extLst>'
)
"""Keeps a link in the colour of its run: on a filled ground the theme's own could not be read."""


@dataclass(slots=True)
class Pen:
    """Write the text of one slide or its notes: knows the language and the colours, and collects the links."""

    stage: Stage
    theme: Theme
    language: str
    links: dict[str, str] = field(default_factory=dict)
    """Address to the id of its relation."""
    ids: int = 1

    def next_id(self) -> int:
        self.ids += 1
        return self.ids

    def colour(self, colour: str) -> str:
        """Return a colour by the theme's name for it, so that it changes with the theme."""
        name = self.stage.scheme.get(colour.upper())
        return f'<a:schemeClr val="{name}"/>' if name else f'<a:srgbClr val="{hex_colour(colour)}"/>'

    def fill(self, colour: str) -> str:
        return f"<a:solidFill>{self.colour(colour)}</a:solidFill>"

    def link(self, address: str) -> str:
        return self.links.setdefault(address, f"link{len(self.links) + 1}")


@dataclass(frozen=True, slots=True)
class Manner:
    """Say how a shape's text differs from what it inherits: all of it where there is nothing to inherit."""

    setting: Setting
    free: bool = False
    """A text box of its own, which inherits nothing."""
    colour: str = ""
    """Of all words on a filled ground."""


def paragraphs(paras: tuple[Para, ...], manner: Manner, pen: Pen) -> str:
    return "".join(paragraph(para, manner, pen) for para in paras) or _empty(pen)


def _empty(pen: Pen) -> str:
    return f'<a:p><a:endParaRPr lang="{escape(office_tag(pen.language))}"/></a:p>'


def paragraph(para: Para, manner: Manner, pen: Pen) -> str:
    level = manner.setting.level(para)
    size = level.size * para.scale if manner.free or para.scale != 1 else 0
    runs = "".join(run(part, size, manner, pen) for part in para.runs)
    return f"<a:p>{_properties(para, level, manner, pen)}{runs}</a:p>"


def _properties(para: Para, level: Level, manner: Manner, pen: Pen) -> str:
    """Return pPr: attributes and children in the order of the schema (CT_TextParagraphProperties)."""
    depth = manner.setting.depth(para)
    marks = f' lvl="{depth}"' if depth else ""
    if para.kind == "plain":
        marks += ' marL="0" indent="0"' if level.bullet or level.margin or level.indent else ""
    elif para.kind == "more":
        marks += f' marL="{emu(level.margin)}" indent="0"' if manner.free or level.bullet else ' indent="0"'
    elif manner.free or not level.bullet:
        marks += f' marL="{emu(level.margin)}" indent="{emu(level.indent)}"'
    marks += _side(para, pen)
    spacing = ""
    colour = f"<a:buClr>{pen.colour(manner.colour)}</a:buClr>" if manner.colour and para.kind == "item" else ""
    if manner.free:
        spacing = f'<a:lnSpc><a:spcPct val="{round(level.line * 100000)}"/></a:lnSpc>'
        spacing += f'<a:spcBef><a:spcPts val="{round(level.before * 100)}"/></a:spcBef>'
        spacing += f'<a:spcAft><a:spcPts val="{round(level.after * 100)}"/></a:spcAft>'
    return f"<a:pPr{marks}>{spacing}{colour}{_bullet(para, level, manner)}</a:pPr>"


def _side(para: Para, pen: Pen) -> str:
    languages = {run.language or pen.language for run in para.runs} or {pen.language}
    from_right = all(map(is_right_to_left, languages))
    if para.centred:
        return ' algn="ctr"' + (' rtl="1"' if from_right else "")
    if from_right:
        return f' algn="{"l" if para.at_end else "r"}" rtl="1"'
    return ' algn="r"' if para.at_end else ""


def _bullet(para: Para, level: Level, manner: Manner) -> str:
    if para.kind != "item":
        return "<a:buNone/>" if level.bullet or manner.free else ""
    if para.number:
        start = f' startAt="{min(para.start, 32767)}"' if para.start > 1 else ""
        return f'<a:buFont typeface="+mj-lt"/><a:buAutoNum type="arabicPeriod"{start}/>'
    return '<a:buFont typeface="Arial"/><a:buChar char="•"/>' if manner.free or not level.bullet else ""


def run(part: Run, size: float, manner: Manner, pen: Pen) -> str:
    properties = run_properties(part, size, manner, pen)
    lines = part.text.split(BREAK)
    pieces = [f"<a:r><a:rPr{properties}</a:rPr><a:t>{escape(line)}</a:t></a:r>" if line else "" for line in lines]
    return "<a:br/>".join(pieces)


def run_properties(part: Run, size: float, manner: Manner, pen: Pen) -> str:
    """Return what stands between `<a:rPr` and its end: attributes, then children in the schema's order."""
    language = part.language or pen.language
    marks = f' lang="{escape(office_tag(language))}"'
    marks += ' altLang="en-US"' if is_east_asian(language) else ""
    marks += f' sz="{round(size * 100)}"' if size else ""
    marks += ' b="1"' if part.bold else ""
    marks += ' i="1"' if part.italic else ""
    marks += ' baseline="30000"' if part.raised else ""
    colour = manner.colour or part.colour or (pen.stage.colours.ink if manner.free else "")
    held = pen.fill(colour) if colour and not (part.link and not manner.colour) else ""
    if part.language and is_east_asian(part.language):
        name = pen.theme.fonts.office_east_asian(part.language)
        held += f'<a:ea typeface="{escape(name)}"/>'
    if part.link:
        kept = LINK_COLOUR if manner.colour else ""
        held += f'<a:hlinkClick r:id="{pen.link(part.link)}">{kept}</a:hlinkClick>'
    return f'{marks} dirty="0">{held}'


def text_body(content: str, properties: str = "") -> str:
    return f"<p:txBody><a:bodyPr{properties or '/>'}<a:lstStyle/>{content}</p:txBody>"


def holder(pen: Pen, name: str, mark: str, content: str, box: Box | None = None, fill: str = "", body: str = "") -> str:
    """Return a placeholder; without a box it stands where the layout has it."""
    where = transform(box) if box else ""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{pen.next_id()}" name="{escape(name)}"/><p:cNvSpPr><a:spLocks noGrp="1"/>'
        "</p:cNvSpPr>"
        f"<p:nvPr><p:ph{mark}/></p:nvPr></p:nvSpPr><p:spPr>{where}{fill}</p:spPr>{text_body(content, body)}</p:sp>"
    )


def text_box(
    pen: Pen,
    name: str,
    content: str,
    box: Box,
    pads: tuple[float, float] = (0, 0),
    fill: str = "<a:noFill/>",
    anchor: str = "t",
) -> str:
    across, down = map(emu, pads)
    body = (
        f' wrap="square" lIns="{across}" tIns="{down}" rIns="{across}" bIns="{down}" rtlCol="0" anchor="{anchor}">'
        "<a:noAutofit/></a:bodyPr>"
    )
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{pen.next_id()}" name="{escape(name)}"/><p:cNvSpPr txBox="1"/><p:nvPr/>'
        "</p:nvSpPr>"
        f'<p:spPr>{transform(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{fill}'
        f"</p:spPr>{text_body(content, body)}</p:sp>"
    )
