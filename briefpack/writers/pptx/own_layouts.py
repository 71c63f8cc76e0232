"""The layouts of our own masters: for a title, text, an ask, a section, two columns, a title alone."""

from __future__ import annotations

from dataclasses import dataclass

from briefpack.languages.scripts import office_tag
from briefpack.look.slide_grid import (
    BODY,
    COVER_LEAD,
    COVER_RULE,
    COVER_TITLE,
    COVER_TITLE_SCALE,
    FOOT_TALL,
    FOOT_Y,
    INNER,
    SIDE,
    SOURCE,
    Box,
)
from briefpack.look.theme import Theme
from briefpack.office.markup import escape
from briefpack.writers.pptx.shapes import (
    DECORATIVE,
    FURNITURE,
    NO_LINE,
    PLACEHOLDER,
    insets,
    outline,
    part_xml,
    placeholder_use,
    shape_xml,
    slide_number,
)

ASK = "ask"
"""The `matchingName` of the layout for a slide that asks something; a name that no language changes."""
SOURCE_INDEX = 4031
"""The index of the placeholder for a slide's source line."""
MARK, DATE, NUMBER = (
    (SIDE, FOOT_Y, 560.0, FOOT_TALL),
    (684.0, FOOT_Y, 180.0, FOOT_TALL),
    (868.0, FOOT_Y, 36.0, FOOT_TALL),
)
ASK_PADS = (28.0, 24.0)
"""The space between an ask's edge and its words, across and down."""
UNLISTED = "<a:buNone/>"
FLUSH = ' marL="0" indent="0"'


@dataclass(frozen=True, slots=True)
class OwnPlaceholder:
    """Describe a placeholder of a layout or master; without a box it stands where the master has it."""

    kind: str
    name: str
    index: int = 0
    box: Box | None = None
    body: str = "<a:bodyPr/>"
    style: str = ""
    prompt: tuple[str, ...] = ()
    """What it says while it is empty, a text a level; without one, its name."""
    fill: str = ""

    def xml(self, number: int, language: str) -> str:
        """Return the placeholder as a shape with the id `number`."""
        use = placeholder_use(self.kind, self.index, self.kind in FURNITURE or self.index == SOURCE_INDEX)
        text = f"<p:txBody>{self.body}<a:lstStyle>{self.style}</a:lstStyle>{self._paragraphs(language)}</p:txBody>"
        properties = (outline(self.box) if self.box else "") + self.fill
        return shape_xml(number, self.name, properties, text, PLACEHOLDER, use)

    def _paragraphs(self, language: str) -> str:
        tag = escape(office_tag(language))
        if self.kind == "sldNum":
            return slide_number(tag)
        if self.kind in FURNITURE:
            return f'<a:p><a:endParaRPr lang="{tag}"/></a:p>'
        return "".join(
            f'<a:p><a:pPr lvl="{level}"/><a:r><a:rPr lang="{tag}"/><a:t>{escape(text)}</a:t></a:r></a:p>'
            for level, text in enumerate(self.prompt or (self.name,))
        )


@dataclass(frozen=True, slots=True)
class OwnLayout:
    """Describe a layout; `kind` is a type of ECMA-376 part 1, 19.7.15, "" where none fits."""

    kind: str
    name: str
    placeholders: tuple[OwnPlaceholder, ...]
    ground: str = ""
    drawn: str = ""
    matching: str = ""
    hides_master: bool = False

    def xml(self, language: str) -> str:
        """Return the layout's part; its prompts are marked as being in the language."""
        marks = f' matchingName="{self.matching}"' if self.matching else ""
        marks += ' showMasterSp="0"' if self.hides_master else ""
        marks += (f' type="{self.kind}"' if self.kind else ' userDrawn="1"') + ' preserve="1"'
        shapes = "".join(each.xml(number, language) for number, each in enumerate(self.placeholders, 20))
        return part_xml("sldLayout", self.drawn + shapes, marks=marks, name=self.name, ground=self.ground)


def decoration(number: int, box: Box, colour: str) -> str:
    """Return a rule that a listener hears nothing of; `colour` is a name of the theme's scheme."""
    use = '<p:nvPr userDrawn="1"/>'
    return shape_xml(number, "Rule", outline(box) + solid(colour) + NO_LINE, use=use, extension=DECORATIVE)


def solid(scheme: str) -> str:
    """Return a fill of one colour, named as in the theme's scheme."""
    return f'<a:solidFill><a:schemeClr val="{scheme}"/></a:solidFill>'


def ground(scheme: str) -> str:
    """Return a background of one colour, named as in the theme's scheme."""
    return f"<p:bg><p:bgPr>{solid(scheme)}<a:effectLst/></p:bgPr></p:bg>"


def body_properties(anchor: str = "t", across: float = 0, down: float = 0) -> str:
    """Return how text stands in its box, `across` and `down` points from its edges; it never shrinks."""
    return (
        f'<a:bodyPr vert="horz" wrap="square"{insets(across, down)} rtlCol="0" anchor="{anchor}">'
        "<a:noAutofit/></a:bodyPr>"
    )


KERNED = ' kern="1200"'
"""Pairs of letters are kerned from 12 points on, as in PowerPoint's own masters (ECMA-376 part 1, 21.1.2.3.9)."""


def level(
    number: int, size: float, colour: str, marks: str = "", inside: str = "", face: str = "mn", bold: bool = False
) -> str:
    """Return one level of a text style, counted from 1: `marks` are its attributes, `inside` children before its font.

    `size` is in points, `colour` a name of the theme's scheme, `face` mj or mn: the font of titles or of text.
    """
    weight = ' b="1"' if bold else ""
    return (
        f'<a:lvl{number}pPr{marks}>{inside}<a:defRPr sz="{round(size * 100)}"{weight}{KERNED}>{solid(colour)}'
        f'<a:latin typeface="+{face}-lt"/><a:ea typeface="+{face}-ea"/><a:cs typeface="+{face}-cs"/></a:defRPr>'
        f"</a:lvl{number}pPr>"
    )


def layouts_of(theme: Theme, on_cover: str = "") -> list[OwnLayout]:
    """Return the layouts in the order in which PowerPoint offers them; `on_cover` is drawn on that of the title."""
    title, body, source = OwnPlaceholder("title", "Title"), OwnPlaceholder("obj", "Content", 1), _source(theme)
    feet = tuple(OwnPlaceholder(*one) for one in (("ftr", "Marking", 11), ("dt", "Date", 10), ("sldNum", "Number", 12)))
    _, top, _, tall = BODY
    columns = [
        OwnPlaceholder("obj", "Content", number, (x, top, INNER / 2 - 14, tall))
        for number, x in enumerate((SIDE, SIDE + INNER / 2 + 14), 1)
    ]
    return [
        _title_layout(theme, on_cover),
        OwnLayout("obj", "Title and content", (title, body, source, *feet)),
        OwnLayout("", "Ask", (title, _ask(theme), source, *feet), matching=ASK),
        _section_layout(theme, feet),
        OwnLayout("twoObj", "Two columns", (title, *columns, source, *feet)),
        OwnLayout("titleOnly", "Title only", (title, source, *feet)),
    ]


def _source(theme: Theme) -> OwnPlaceholder:
    inside = f'<a:spcBef><a:spcPts val="0"/></a:spcBef>{UNLISTED}'
    style = level(1, theme.sizes.slide_caption, "accent3", FLUSH, inside)
    return OwnPlaceholder("body", "Source", SOURCE_INDEX, SOURCE, body_properties("b"), style)


def _ask(theme: Theme) -> OwnPlaceholder:
    size, bullet = theme.sizes.slide_body, '<a:buClr><a:schemeClr val="bg1"/></a:buClr>'
    style = level(1, size, "bg1", inside=bullet) + level(2, size - 2, "bg1", inside=bullet)
    body = body_properties("ctr", *ASK_PADS)
    return OwnPlaceholder("obj", "Ask", 1, BODY, body, style, fill=solid("accent1"))


def _title_layout(theme: Theme, on_cover: str) -> OwnLayout:
    """Set the title low on the left, on the band or over a thick rule; who sends it and when stands below it."""
    filled, sizes = theme.manner.band == "filled", theme.sizes
    ink, quiet, rule = ("bg1", "bg1", "accent4") if filled else ("tx1", "accent3", "accent1")
    title = level(1, sizes.slide_title * COVER_TITLE_SCALE, ink, ' algn="l"', face="mj", bold=True)
    lead = level(1, sizes.slide_body, ink, FLUSH, UNLISTED)
    mark = level(1, sizes.slide_caption, quiet, ' algn="l"')
    placeholders = (
        OwnPlaceholder("ctrTitle", "Title", 0, COVER_TITLE, body_properties("b"), title),
        OwnPlaceholder("subTitle", "Subtitle", 1, COVER_LEAD, body_properties(), lead),
        OwnPlaceholder("ftr", "Marking", 11, MARK, style=mark),
    )
    drawn = decoration(8, COVER_RULE, rule) + on_cover
    return OwnLayout("title", "Title", placeholders, ground("dk2") if filled else "", drawn, hides_master=True)


def _section_layout(theme: Theme, feet: tuple[OwnPlaceholder, ...]) -> OwnLayout:
    title = level(1, theme.sizes.slide_title + 6, "accent1", face="mj", bold=True)
    lead = level(1, theme.sizes.slide_body, "tx1", FLUSH, UNLISTED)
    placeholders = (
        OwnPlaceholder("title", "Title", 0, (SIDE, 180, INNER, 120), body_properties("b"), title),
        OwnPlaceholder("body", "Text", 1, (SIDE, 316, INNER, 120), body_properties(), lead),
    )
    return OwnLayout("secHead", "Section", (*placeholders, *feet))
