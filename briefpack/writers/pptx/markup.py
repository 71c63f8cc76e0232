"""Paragraphs and the shapes that hold text as DrawingML (ECMA-376 part 1, 20.1 and 21.1)."""

from __future__ import annotations

from dataclasses import dataclass, field

from briefpack.languages.characters import SOFT_HYPHEN
from briefpack.languages.scripts import is_east_asian, is_right_to_left, office_tag
from briefpack.look.theme import Theme
from briefpack.office.markup import escape, hex_colour
from briefpack.units import emu
from briefpack.writers.pptx.places import Placeholder
from briefpack.writers.pptx.shapes import (
    PLACEHOLDER,
    TEXT_BOX,
    Box,
    insets,
    outline,
    placeholder_use,
    shape_xml,
    transform,
)
from briefpack.writers.pptx.slide_master import SlideMaster
from briefpack.writers.pptx.text import Level, Paragraph, Setting, line_pitch, margin_of
from briefpack.writers.pptx.words import BREAK, CUT, Run

LINK_COLOUR = (
    '<a:extLst><a:ext uri="{A12FA001-AC4F-418D-AE19-62706E023703}"><ahyp:hlinkClr '
    'xmlns:ahyp="http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor" val="tx"/></a:ext></a:extLst>'
)
"""Keeps a link in the colour of its run: on a filled ground the theme's own could not be read."""


@dataclass(slots=True)
class SlidePart:
    """Hold what the XML of one slide or notes page depends on, and collect its links and the ids of its shapes."""

    master: SlideMaster
    theme: Theme
    language: str
    links: dict[str, str] = field(default_factory=dict)
    """Address to the id of its relation."""
    ids: int = 1
    drawn: set[int] = field(default_factory=set)
    """The ids of the groups that are drawings."""
    charts: list[tuple[bytes, bytes]] = field(default_factory=list)
    """Each chart with its workbook."""
    images: list[tuple[bytes, str]] = field(default_factory=list)
    """The file of each picture with its kind, png or jpeg."""
    looks: dict[tuple[object, ...], str] = field(default_factory=dict)
    """Properties of runs by what they rest on: most runs of a slide share a handful."""

    @property
    def tag(self) -> str:
        """The document's language as Office names it, escaped."""
        return escape(office_tag(self.language))

    def next_id(self) -> int:
        """Return an id that no other shape of the part has."""
        self.ids += 1
        return self.ids

    def colour(self, colour: str) -> str:
        """Return a colour by the theme's name for it, so that it changes with the theme."""
        name = self.master.scheme.get(colour.upper())
        return f'<a:schemeClr val="{name}"/>' if name else f'<a:srgbClr val="{hex_colour(colour)}"/>'

    def fill(self, colour: str) -> str:
        """Return a fill of one colour, #RRGGBB."""
        return f"<a:solidFill>{self.colour(colour)}</a:solidFill>"

    def image(self, data: bytes, kind: str) -> str:
        """Take the file of a picture in, and return the id of the relation to it."""
        if (data, kind) not in self.images:
            self.images.append((data, kind))
        return f"image{self.images.index((data, kind)) + 1}"

    def chart(self, xml: bytes, workbook: bytes) -> str:
        """Take a chart in, and return the id of the relation to it."""
        self.charts.append((xml, workbook))
        return f"chart{len(self.charts)}"

    def link(self, address: str) -> str:
        """Return the id of the relation to an address."""
        return self.links.setdefault(address, f"link{len(self.links) + 1}")


@dataclass(frozen=True, slots=True)
class TextStyle:
    """Say how a shape's text differs from what it inherits: all of it where there is nothing to inherit."""

    setting: Setting
    free: bool = False
    """A text box of its own, which inherits nothing."""
    colour: str = ""
    """Of all words on a filled ground."""
    over: Level | None = None
    """What a free text inherits where it stands in a layout's place: indents and a side that are not for it."""
    exact: bool = False
    """Whether lines are a number of points apart: in tables, programs differ in what a line of a font is."""


def paragraphs_xml(paras: tuple[Paragraph, ...], style: TextStyle, part: SlidePart) -> str:
    """Return paragraphs; where there are none, an empty one, without which a shape's text is not valid."""
    empty = f'<a:p><a:endParaRPr lang="{part.tag}"/></a:p>'
    return "".join(paragraph_xml(para, style, part) for para in paras) or empty


def paragraph_xml(para: Paragraph, style: TextStyle, part: SlidePart) -> str:
    """Return a paragraph; its runs have sizes of their own only where they differ from what is inherited."""
    level = style.setting.level(para)
    size = level.size * para.scale if style.free or para.scale != 1 else 0
    runs = "".join(_run(run, size, style, part) for run in para.runs)
    return f"<a:p>{_properties(para, level, style, part)}{runs}</a:p>"


def _properties(para: Paragraph, level: Level, style: TextStyle, part: SlidePart) -> str:
    """Return pPr: attributes and children in the order of the schema (CT_TextParagraphProperties)."""
    depth = style.setting.depth(para)
    marks = f' lvl="{depth}"' if depth else ""
    if para.kind == "plain":
        marks += ' marL="0" indent="0"' if level.bullet or level.margin or level.indent or style.over else ""
    elif para.kind == "more":
        own = style.free or level.bullet
        marks += f' marL="{emu(margin_of(para, level))}" indent="0"' if own else ' indent="0"'
    elif style.free or not level.bullet or para.scale > 1:
        larger = margin_of(para, level) / level.margin if level.margin else 1
        marks += f' marL="{emu(level.margin * larger)}" indent="{emu(level.indent * larger)}"'
    marks += _side(para, part) or _own_side(para, style.over or level, part)
    colour = f"<a:buClr>{part.colour(style.colour)}</a:buClr>" if style.colour and para.kind == "item" else ""
    before = f'<a:spcBef><a:spcPts val="{round((level.before + para.space) * 100)}"/></a:spcBef>'
    spacing = before if para.space else ""
    if style.free:
        line, after = f'<a:spcPct val="{round(level.line * 100000)}"/>', round(level.after * 100)
        if style.exact:
            line = f'<a:spcPts val="{round(line_pitch(para, level) * 100)}"/>'
        spacing = f'<a:lnSpc>{line}</a:lnSpc>{before}<a:spcAft><a:spcPts val="{after}"/></a:spcAft>'
    return f"<a:pPr{marks}>{spacing}{colour}{_bullet(para, level, style)}</a:pPr>"


def _side(para: Paragraph, part: SlidePart) -> str:
    languages = {run.language or part.language for run in para.runs} or {part.language}
    from_right = all(map(is_right_to_left, languages))
    if para.centred:
        return ' algn="ctr"' + (' rtl="1"' if from_right else "")
    if from_right:
        return f' algn="{"l" if para.at_end else "r"}" rtl="1"'
    return ' algn="r"' if para.at_end else ""


def _own_side(para: Paragraph, level: Level, part: SlidePart) -> str:
    """Return what of the master's is not for a paragraph: text from the right, which is for Arabic and Hebrew alone.

    Centred items stand apart from their bullets, and justified lines of large type are full of holes.
    """
    turned = level.from_right and not is_right_to_left(part.language)
    uneven = level.side in ("just", "dist") or (level.side == "ctr" and para.kind != "plain")
    at_start = ' algn="l"' if uneven or (turned and level.side == "r") else ""
    return at_start + (' rtl="0"' if turned else "")


def _bullet(para: Paragraph, level: Level, style: TextStyle) -> str:
    if para.kind != "item":
        return "<a:buNone/>" if level.bullet or style.free else ""
    if para.number:
        start = f' startAt="{min(para.start, 32767)}"' if para.start > 1 else ""
        return f'<a:buFont typeface="+mj-lt"/><a:buAutoNum type="arabicPeriod"{start}/>'
    return '<a:buFont typeface="Arial"/><a:buChar char="•"/>' if style.free or not level.bullet else ""


def _run(run: Run, size: float, style: TextStyle, part: SlidePart) -> str:
    """Return a run; a `size` of 0 is inherited."""
    look = (run[1:], size, style.colour, style.free)
    if look not in part.looks:
        part.looks[look] = _run_properties(run, size, style, part)
    properties = part.looks[look]
    lines = run.text.replace(SOFT_HYPHEN + CUT, f"-{BREAK}").replace(CUT, BREAK).replace(SOFT_HYPHEN, "").split(BREAK)
    return "<a:br/>".join([f"<a:r>{properties}<a:t>{escape(line)}</a:t></a:r>" if line else "" for line in lines])


def _run_properties(run: Run, size: float, style: TextStyle, part: SlidePart) -> str:
    """Return what a run looks like, attributes and children in the order of the schema (CT_TextCharacterProperties)."""
    language = run.language or part.language
    marks = f' lang="{escape(office_tag(language))}"'
    marks += ' altLang="en-US"' if is_east_asian(language) else ""
    marks += f' sz="{round(size * 100)}"' if size else ""
    marks += ' b="1"' if run.bold else ""
    marks += ' i="1"' if run.italic else ""
    marks += ' cap="all"' if run.capitals else ""
    marks += ' baseline="30000"' if run.raised else ""
    children = _fill(run, style, part) + _east_asian_font(run, part.theme) + _link(run, style, part)
    return f'<a:rPr{marks} dirty="0">{children}</a:rPr>'


def _fill(run: Run, style: TextStyle, part: SlidePart) -> str:
    """Return the colour of a run; a link has the theme's own, but on a filled ground."""
    colour = style.colour or run.colour or (part.master.colours.ink if style.free else "")
    return part.fill(colour) if colour and (style.colour or not run.link) else ""


def _east_asian_font(run: Run, theme: Theme) -> str:
    if not (run.language and is_east_asian(run.language)):
        return ""
    return f'<a:ea typeface="{escape(theme.fonts.office_east_asian(run.language))}"/>'


def _link(run: Run, style: TextStyle, part: SlidePart) -> str:
    kept = LINK_COLOUR if style.colour else ""
    return f'<a:hlinkClick r:id="{part.link(run.link)}">{kept}</a:hlinkClick>' if run.link else ""


def placeholder_xml(
    part: SlidePart, name: str, at: Placeholder, content: str, box: Box | None = None, fill: str = "", inset: str = ""
) -> str:
    """Return a layout's placeholder with `content`, paragraphs as XML; without a box it is where the layout has it."""
    text = f"<p:txBody><a:bodyPr{inset}/><a:lstStyle/>{content}</p:txBody>"
    properties = (transform(box) if box else "") + fill
    return shape_xml(part.next_id(), name, properties, text, PLACEHOLDER, placeholder_use(at.kind, at.index))


def text_box(
    part: SlidePart,
    name: str,
    content: str,
    box: Box,
    inset: str = insets(0, 0),
    fill: str = "<a:noFill/>",
    anchor: str = "t",
) -> str:
    """Return a text box of its own, of a fixed size, with `content`, paragraphs as XML."""
    text = (
        f'<p:txBody><a:bodyPr wrap="square"{inset} rtlCol="0" anchor="{anchor}"><a:noAutofit/></a:bodyPr>'
        f"<a:lstStyle/>{content}</p:txBody>"
    )
    return shape_xml(part.next_id(), name, outline(box) + fill, text, TEXT_BOX)
