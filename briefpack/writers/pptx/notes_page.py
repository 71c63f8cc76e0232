"""Notes pages as XML: on our own notes master a handout, on another one what it has places for.

Fonts and colours are named, not referred to: LibreOffice knows no theme on notes pages.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from briefpack.document.tree import Meta
from briefpack.languages.line_breaks import unbroken
from briefpack.office.markup import escape
from briefpack.units import emu
from briefpack.writers.pptx.deck import PlannedSlide
from briefpack.writers.pptx.flows import TextFlow
from briefpack.writers.pptx.inlines import marked_runs
from briefpack.writers.pptx.markup import SlidePart, TextStyle, paragraph_xml, paragraphs_xml
from briefpack.writers.pptx.notes_master import (
    BEFORE_PT,
    BELOW_PICTURE,
    END,
    FEET,
    LINE_PART,
    MARGIN,
    MARGIN_WIDE,
    MEASURE,
    NUMBER_PT,
    NUMBER_TALL,
    SIDE,
    SMALL_PT,
    SPACING,
    TEXT_PT,
    TITLE_PT,
    TOP,
)
from briefpack.writers.pptx.own_layouts import KERNED, body_properties
from briefpack.writers.pptx.shapes import (
    DECORATIVE,
    PLACEHOLDER,
    SLIDE_IMAGE,
    TEXT_BOX,
    Box,
    outline,
    part_xml,
    placeholder_use,
    shape_xml,
    slide_number,
    transform,
)
from briefpack.writers.pptx.text import Level, Paragraph, Setting, balanced
from briefpack.writers.pptx.words import Run

NAMES = {"hdr": "Head", "ftr": "Marking", "sldNum": "Number"}
SCALES = (1.0, 0.95, 0.9, 0.85, 0.8)
"""The sizes in which what is said is tried, so that it ends on its page."""
NEARLY_ALL = 0.92
"""How much of its place what is said may take: another program may break its lines elsewhere."""
LINE, LEAST_LINES = 21.0, 4
"""The distance of the lines to write on, and how many there must be room for below what is said to get any."""
BELOW_TITLE, ABOVE_LINES, BETWEEN_SOURCES = 4.0, 6.0, 3.0


def notes_xml(slide: PlannedSlide, number: int, meta: Meta, part: SlidePart) -> str:
    """Return a notes page: the slide's picture, what the speaker says, the marking and the slide's number.

    On our own notes master the title stands between the two, the sources and lines to write on in the margin.
    """
    part.master = replace(part.master, scheme={})
    is_own = not part.master.notes_master or part.master.notes_feet == FEET
    feet = FEET if is_own else part.master.notes_feet
    own = Level(TEXT_PT, line=LINE_PART, before=BEFORE_PT, indent=-12, family=part.master.family)
    style = TextStyle(Setting(tuple(own._replace(margin=14 * n) for n in range(1, 10))), free=is_own)
    picture = shape_xml(part.next_id(), "Slide", None, kind=SLIDE_IMAGE, use=placeholder_use("sldImg"))
    shapes = picture + (_handout(slide, style, part) if is_own else _notes(slide.notes, style, part))
    return part_xml("notes", shapes + _feet(feet, slide, number, meta, part))


def _handout(slide: PlannedSlide, style: TextStyle, part: SlidePart) -> str:
    """Return title, words and sources, each as high as it is, and lines where there is room."""
    title, end = _title(slide, part)
    room = END - end
    said = _on_one_page(slide.notes, style.setting, room)
    ends = end + said.height(MEASURE) + ABOVE_LINES
    is_open = END - ends >= LINE * LEAST_LINES
    beside, margin = _sources(slide, part)
    lines = _lines((MARGIN, margin, MARGIN_WIDE, (ends if is_open else END) - margin), part)
    if is_open:
        lines += _lines((SIDE, ends, MARGIN + MARGIN_WIDE - SIDE, END - ends), part)
    return lines + title + _notes(said.paras, style, part, (SIDE, end, MEASURE, room)) + beside


def _notes(paras: tuple[Paragraph, ...], style: TextStyle, part: SlidePart, box: Box | None = None) -> str:
    words = paragraphs_xml(paras, style, part)
    levels = _levels(part) if box else ""
    text = f"<p:txBody><a:bodyPr/><a:lstStyle>{levels}</a:lstStyle>{words}</p:txBody>"
    properties = transform(box) if box else ""
    return shape_xml(part.next_id(), "Notes", properties, text, PLACEHOLDER, placeholder_use("body", 1))


def _title(slide: PlannedSlide, part: SlidePart) -> tuple[str, float]:
    """Return the slide's title in lines of one length, and where what is said begins below it."""
    face = slide.layout.title.setting.levels[0].family
    setting = Setting((Level(TITLE_PT, bold=True, family=face),))
    runs = tuple(run._replace(text=unbroken(run.text), colour="") for run in slide.title.runs)
    para = Paragraph(runs)
    flow = TextFlow((para._replace(runs=balanced(para, MEASURE, setting)),), setting)
    tall = flow.height(MEASURE)
    box = (SIDE, BELOW_PICTURE, MEASURE, tall)
    return _words(
        "Title of the slide", flow, box, _heading(TITLE_PT, slide, part), part
    ), BELOW_PICTURE + tall + BELOW_TITLE


def _sources(slide: PlannedSlide, part: SlidePart) -> tuple[str, float]:
    """Return the slide's sources below its number, and where the margin's lines may begin."""
    top = TOP + NUMBER_TALL
    if not slide.source or not isinstance(slide.source.flow, TextFlow):
        return "", top
    setting = Setting((Level(SMALL_PT, before=BETWEEN_SOURCES, family=part.master.family),))
    paras = tuple(para._replace(scale=1.0) for para in slide.source.flow.paras)
    flow = TextFlow(paras, setting).finished(MARGIN_WIDE)
    box = (MARGIN, top, MARGIN_WIDE, flow.height(MARGIN_WIDE))
    spaced = f'<a:spcBef><a:spcPts val="{round(BETWEEN_SOURCES * 100)}"/></a:spcBef>'
    return _words("Sources", flow, box, _small(part, spaced), part), top + box[3] + ABOVE_LINES


def _words(name: str, flow: TextFlow, box: Box, style: str, part: SlidePart) -> str:
    """Return words in a box of their own, in a style that the box itself holds."""
    words = paragraphs_xml(flow.paras, TextStyle(flow.setting), part)
    text = f"<p:txBody>{body_properties()}<a:lstStyle>{style}</a:lstStyle>{words}</p:txBody>"
    return shape_xml(part.next_id(), name, outline(box) + "<a:noFill/>", text, TEXT_BOX)


def _lines(box: Box, part: SlidePart) -> str:
    """Return lines to write on, as many as a box has room for, as one shape that a listener hears nothing of."""
    x, top, wide, tall = box
    count = int(tall / LINE)
    if count < 1:
        return ""
    high = LINE * (count - 1)
    across, down = emu(wide), emu(high)
    start, end = '<a:moveTo><a:pt x="0" y="{0}"/></a:moveTo>', f'<a:lnTo><a:pt x="{across}" y="{{0}}"/></a:lnTo>'
    drawn = "".join((start + end).format(emu(LINE * n)) for n in range(count))
    form = (
        "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        '<a:rect l="0" t="0" r="r" b="b"/>'
        f'<a:pathLst><a:path w="{across}" h="{down}" fill="none">{drawn}</a:path></a:pathLst></a:custGeom><a:noFill/>'
    )
    stroke = f'<a:ln w="6350">{part.fill(part.master.colours.rule)}</a:ln>'
    properties = transform((x, top + LINE, wide, high)) + form + stroke
    return shape_xml(part.next_id(), "Lines", properties, extension=DECORATIVE)


def _feet(feet: dict[str, int], slide: PlannedSlide, number: int, meta: Meta, part: SlidePart) -> str:
    """Return what stands at head and foot; a date has a place of its own on other masters."""
    is_own = feet is FEET
    styles = {"hdr": _small(part), "ftr": _small(part), "sldNum": _heading(NUMBER_PT, slide, part)}
    mark = marked_runs(meta, part.master.colours, meta.organisation, meta.date_text if is_own else "")
    plain = TextStyle(Setting((Level(SMALL_PT),)))
    words = {
        kind: paragraph_xml(Paragraph(runs), plain, part) if runs else ""
        for kind, runs in (("hdr", (Run(meta.title),)), ("ftr", mark))
    }
    words["sldNum"] = slide_number(part.tag, str(number))
    shapes = ""
    for kind, index in feet.items():
        if words[kind]:
            style = styles[kind] if is_own else ""
            text = f"<p:txBody><a:bodyPr/><a:lstStyle>{style}</a:lstStyle>{words[kind]}</p:txBody>"
            use = placeholder_use(kind, index, is_small=True)
            shapes += shape_xml(part.next_id(), NAMES[kind], "", text, PLACEHOLDER, use)
    return shapes


def _small(part: SlidePart, spacing: str = "") -> str:
    return _level(1, SMALL_PT, part, spacing, colour=part.master.colours.quiet)


def _heading(size: float, slide: PlannedSlide, part: SlidePart) -> str:
    face = slide.layout.title.setting.levels[0].family
    return _level(1, size, part, face=face, colour=part.master.colours.accent, bold=True)


def _levels(part: SlidePart) -> str:
    """Return how all levels of what is said look, once for the pages of a deck."""
    east = part.theme.fonts.office_east_asian(part.language)
    return _all_levels(part.fill(part.master.colours.ink), part.master.family, east)


@lru_cache(maxsize=16)
def _all_levels(fill: str, face: str, east: str) -> str:
    return "".join(_level_xml(n, TEXT_PT, SPACING, fill, face, east) for n in range(1, 10))


def _level(
    number: int, size: float, part: SlidePart, spacing: str = "", face: str = "", colour: str = "", bold: bool = False
) -> str:
    """Return how one level of text looks; without a face or a colour as text does."""
    fill, east = part.fill(colour or part.master.colours.ink), part.theme.fonts.office_east_asian(part.language)
    return _level_xml(number, size, spacing, fill, face or part.master.family, east, ' b="1"' if bold else "")


def _level_xml(number: int, size: float, spacing: str, fill: str, face: str, east: str, marks: str = "") -> str:
    return (
        f'<a:lvl{number}pPr marL="{emu(14 * (number - 1))}" indent="0" algn="l">{spacing}<a:buNone/>'
        f'<a:defRPr sz="{round(size * 100)}"{marks}{KERNED}>{fill}'
        f'<a:latin typeface="{escape(face)}"/><a:ea typeface="{escape(east)}"/></a:defRPr>'
        f"</a:lvl{number}pPr>"
    )


def _on_one_page(paras: tuple[Paragraph, ...], setting: Setting, room: float) -> TextFlow:
    """Return what is said in the largest size in which a page has room for it, or in the smallest."""
    usual = TextFlow(paras, setting)
    flows = (usual.at(scale) for scale in SCALES)
    fitting = (flow for flow in flows if flow.height(MEASURE) <= room * NEARLY_ALL)
    return next(fitting, None) or usual.at(SCALES[-1])
