"""The layouts of our own masters: for a title, text, an ask, a section, two columns, a title alone."""

from __future__ import annotations

from dataclasses import dataclass

from briefpack.languages.scripts import office_tag
from briefpack.look.theme import Theme
from briefpack.office.markup import DECLARATION, escape
from briefpack.units import SLIDE_SIZE_PT, emu
from briefpack.writers.pptx.own_theme import A

P = "http://schemas.openxmlformats.org/presentationml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = f'xmlns:a="{A}" xmlns:r="{R}" xmlns:p="{P}"'
ASK = "ask"
"""The `matchingName` of the layout for a slide that asks something; a name that no language changes."""
SOURCE_INDEX = 4031
"""The index of the placeholder for a slide's source line."""
SIDE, WIDTH, HEIGHT = 56.0, *SLIDE_SIZE_PT
INNER = WIDTH - 2 * SIDE
TITLE = (SIDE, 38.0, INNER, 66.0)
BODY = (SIDE, 118.0, INNER, 344.0)
RULE = (SIDE, 24.0, 56.0, 4.0)
"""The short rule above a title."""
SOURCE = (SIDE, 468.0, INNER, 32.0)
FOOT_Y, FOOT_TALL = 506.0, 20.0
MARK, DATE, NUMBER = (
    (SIDE, FOOT_Y, 560.0, FOOT_TALL),
    (640.0, FOOT_Y, 180.0, FOOT_TALL),
    (840.0, FOOT_Y, 64.0, FOOT_TALL),
)
Box = tuple[float, float, float, float]
EMPTY_TREE = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
    '<a:off x="0" y="0"/>'
    '<a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)


def transform(box: Box, is_group: bool = False, is_frame: bool = False) -> str:
    """Return where a shape, a group or a graphic frame stands; a group's own shapes count as those outside it do."""
    x, y, wide, tall = map(emu, box)
    inner = f'<a:chOff x="{x}" y="{y}"/><a:chExt cx="{wide}" cy="{tall}"/>' if is_group else ""
    name = "p:xfrm" if is_frame else "a:xfrm"
    return f'<{name}><a:off x="{x}" y="{y}"/><a:ext cx="{wide}" cy="{tall}"/>{inner}</{name}>'


@dataclass(frozen=True, slots=True)
class Holder:
    """Describe a placeholder of a layout or master; without a box it stands where the master has it."""

    kind: str
    name: str
    index: int = 0
    box: Box | None = None
    body: str = ""
    style: str = ""
    prompt: str = ""
    fill: str = ""

    def xml(self, number: int, language: str) -> str:
        index = f' idx="{self.index}"' if self.index else ""
        sized = ' sz="quarter"' if self.kind in ("dt", "ftr", "sldNum") or self.index == SOURCE_INDEX else ""
        kind = f' type="{self.kind}"' if self.kind != "obj" else ""
        box = transform(self.box) if self.box else ""
        shape = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>' if self.box else ""
        return (
            f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{escape(self.name)}"/><p:cNvSpPr><a:spLocks noGrp="1"/>'
            f"</p:cNvSpPr><p:nvPr><p:ph{kind}{sized}{index}/></p:nvPr></p:nvSpPr><p:spPr>{box}{shape}{self.fill}"
            "</p:spPr>"
            f"<p:txBody>{self.body or '<a:bodyPr/>'}<a:lstStyle>{self.style}</a:lstStyle>{self._words(language)}"
            "</p:txBody></p:sp>"
        )

    def _words(self, language: str) -> str:
        tag = escape(office_tag(language))
        if self.kind == "sldNum":
            return slide_number(tag)
        if self.kind in ("dt", "ftr"):
            return f'<a:p><a:endParaRPr lang="{tag}"/></a:p>'
        levels = self.prompt.split("|") if self.prompt else [self.name]
        return "".join(
            f'<a:p><a:pPr lvl="{level}"/><a:r><a:rPr lang="{tag}"/><a:t>{escape(text)}</a:t></a:r></a:p>'
            for level, text in enumerate(levels)
        )


NUMBER_FIELD = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
"""The id of the field that shows a slide's number; any GUID will do, as long as it stays the same."""


def slide_number(tag: str, shown: str = "‹#›") -> str:
    return (
        f'<a:p><a:fld id="{NUMBER_FIELD}" type="slidenum"><a:rPr lang="{tag}"/><a:t>{shown}</a:t></a:fld>'
        f'<a:endParaRPr lang="{tag}"/></a:p>'
    )


@dataclass(frozen=True, slots=True)
class OwnLayout:
    kind: str
    name: str
    holders: tuple[Holder, ...]
    language: str
    ground: str = ""
    drawn: str = ""
    matching: str = ""
    hides_master: bool = False

    def xml(self) -> str:
        kind = f' type="{self.kind}"' if self.kind else ' userDrawn="1"'
        matching = f' matchingName="{self.matching}"' if self.matching else ""
        hidden = ' showMasterSp="0"' if self.hides_master else ""
        shapes = "".join(holder.xml(number, self.language) for number, holder in enumerate(self.holders, 20))
        return (
            f'{DECLARATION}<p:sldLayout {SPACES}{matching}{hidden}{kind} preserve="1">'
            f'<p:cSld name="{escape(self.name)}">'
            f"{self.ground}<p:spTree>{EMPTY_TREE}{self.drawn}{shapes}</p:spTree></p:cSld>"
            "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
        )


def decoration(number: int, box: Box, colour: str, name: str = "Rule") -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}">{DECORATIVE}</p:cNvPr><p:cNvSpPr/>'
        '<p:nvPr userDrawn="1"/>'
        f'</p:nvSpPr><p:spPr>{transform(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{solid(colour)}<a:ln>'
        "<a:noFill/>"
        "</a:ln></p:spPr></p:sp>"
    )


def solid(scheme: str) -> str:
    return f'<a:solidFill><a:schemeClr val="{scheme}"/></a:solidFill>'


def place(anchor: str = "t", inset: float = 0, down: float = 0) -> str:
    return (
        f'<a:bodyPr vert="horz" wrap="square" lIns="{emu(inset)}" tIns="{emu(down)}" '
        f'rIns="{emu(inset)}" bIns="{emu(down)}" '
        f'rtlCol="0" anchor="{anchor}"><a:noAutofit/></a:bodyPr>'
    )


def level(
    number: int, size: float, colour: str, more: str = "", inside: str = "", face: str = "mn", bold: bool = False
) -> str:
    weight = ' b="1"' if bold else ""
    return (
        f'<a:lvl{number}pPr{more}>{inside}<a:defRPr sz="{round(size * 100)}"{weight}>{solid(colour)}'
        f'<a:latin typeface="+{face}-lt"/><a:ea typeface="+{face}-ea"/><a:cs typeface="+{face}-cs"/></a:defRPr>'
        f"</a:lvl{number}pPr>"
    )


def layouts_of(theme: Theme, language: str, on_cover: str = "") -> list[OwnLayout]:
    """Return the layouts in the order in which PowerPoint offers them; `on_cover` is drawn on that of the title."""
    title, body, source = Holder("title", "Title"), Holder("obj", "Content", 1), _source_holder(theme)
    feet = (Holder("ftr", "Marking", 11), Holder("dt", "Date", 10), Holder("sldNum", "Number", 12))
    halves = [(SIDE, BODY[1], INNER / 2 - 14, BODY[3]), (SIDE + INNER / 2 + 14, BODY[1], INNER / 2 - 14, BODY[3])]
    columns = [Holder("obj", "Content", n, box) for n, box in enumerate(halves, 1)]
    return [
        _title_layout(theme, language, on_cover),
        OwnLayout("obj", "Title and content", (title, body, source, *feet), language),
        OwnLayout("", "Ask", (title, _ask_holder(theme), source, *feet), language, matching=ASK),
        _section_layout(theme, language, feet),
        OwnLayout("twoObj", "Two columns", (title, *columns, source, *feet), language),
        OwnLayout("titleOnly", "Title only", (title, source, *feet), language),
    ]


def _source_holder(theme: Theme) -> Holder:
    style = level(
        1,
        theme.sizes.slide_caption,
        "accent3",
        ' marL="0" indent="0"',
        '<a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>',
    )
    return Holder("body", "Source", SOURCE_INDEX, SOURCE, place("b"), style)


def _ask_holder(theme: Theme) -> Holder:
    size, bullet = theme.sizes.slide_body + 2, '<a:buClr><a:schemeClr val="bg1"/></a:buClr>'
    style = level(1, size, "bg1", inside=bullet) + level(2, size - 2, "bg1", inside=bullet)
    return Holder("obj", "Ask", 1, BODY, place("t", 24, 20), style, fill=solid("accent1"))


def _title_layout(theme: Theme, language: str, on_cover: str) -> OwnLayout:
    """Set the title low on the left, on the band or over a thick rule."""
    filled = theme.manner.band == "filled"
    ink, quiet = ("bg1", "bg1") if filled else ("tx1", "accent3")
    ground = f"<p:bg><p:bgPr>{solid('dk2')}<a:effectLst/></p:bgPr></p:bg>" if filled else ""
    drawn = decoration(8, (SIDE, 320, 96, 4), "accent4" if filled else "accent1") + on_cover
    size = theme.sizes.slide_title + 10
    holders = (
        Holder(
            "ctrTitle",
            "Title",
            0,
            (SIDE, 140, INNER, 164),
            place("b"),
            level(1, size, ink, ' algn="l"', face="mj", bold=True),
        ),
        Holder(
            "subTitle",
            "Subtitle",
            1,
            (SIDE, 340, INNER, 140),
            place(),
            level(1, theme.sizes.slide_body, ink, ' marL="0" indent="0"', "<a:buNone/>"),
        ),
        *(
            Holder(kind, name, index, box, style=level(1, theme.sizes.slide_caption, quiet, f' algn="{side}"'))
            for kind, name, index, box, side in (
                ("ftr", "Marking", 11, MARK, "l"),
                ("dt", "Date", 10, (704.0, FOOT_Y, 200.0, FOOT_TALL), "r"),
            )
        ),
    )
    return OwnLayout("title", "Title", holders, language, ground, drawn, hides_master=True)


def _section_layout(theme: Theme, language: str, feet: tuple[Holder, ...]) -> OwnLayout:
    title = Holder(
        "title",
        "Title",
        0,
        (SIDE, 180, INNER, 120),
        place("b"),
        level(1, theme.sizes.slide_title + 6, "accent1", face="mj", bold=True),
    )
    lead = Holder(
        "body",
        "Text",
        1,
        (SIDE, 316, INNER, 120),
        place(),
        level(1, theme.sizes.slide_body, "tx1", ' marL="0" indent="0"', "<a:buNone/>"),
    )
    return OwnLayout("secHead", "Section", (title, lead, *feet), language)
