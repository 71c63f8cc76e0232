"""Slides and notes pages as XML."""

from __future__ import annotations

from briefpack.document.tree import Meta
from briefpack.languages.scripts import office_tag
from briefpack.office.markup import DECLARATION, escape
from briefpack.units import emu
from briefpack.writers.pptx.deck import Shown
from briefpack.writers.pptx.drawn import figure_xml
from briefpack.writers.pptx.flows import PADS, FigureFlow, TableFlow, TextFlow
from briefpack.writers.pptx.markup import Manner, Pen, holder, paragraphs, text_box
from briefpack.writers.pptx.measure import Face, em_width
from briefpack.writers.pptx.own_layouts import EMPTY_TREE, SPACES, slide_number
from briefpack.writers.pptx.pages import Placed
from briefpack.writers.pptx.stage import Place
from briefpack.writers.pptx.tables import table_xml
from briefpack.writers.pptx.text import Level, Para, Run, Setting

PANEL_NAMES = {"": "Text", "ask": "Ask", "callout": "Callout", "contact": "Contact"}
MARK_SIZE = 10.0


def slide_xml(slide: Shown, number: int, meta: Meta, pen: Pen) -> str:
    """Return a slide; its shapes stand in the order in which they are read."""
    shapes = _title(slide, pen) + _content(slide, pen)
    if slide.source:
        shapes += _source(slide.source, slide, pen)
    shapes += _feet(slide, number, meta, pen)
    return (
        f"{DECLARATION}<p:sld {SPACES}><p:cSld><p:spTree>{EMPTY_TREE}{shapes}</p:spTree></p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>"
    )


def _title(slide: Shown, pen: Pen) -> str:
    place = slide.layout.title
    return holder(
        pen, "Title", _mark(place), paragraphs((Para(slide.title),), Manner(place.setting), pen), slide.title_box
    )


def _mark(place: Place) -> str:
    kind = f' type="{place.kind}"' if place.kind != "obj" else ""
    return kind + (f' idx="{place.index}"' if place.index else "")


def _content(slide: Shown, pen: Pen) -> str:
    shapes, body = "", slide.layout.body
    for at in slide.content:
        match at.flow:
            case TextFlow() as flow if body and flow.in_body:
                shapes += _in_body(flow, at, slide, body, pen)
                body = None
            case TextFlow() as flow:
                shapes += _in_box(flow, at, pen)
            case TableFlow() as flow:
                shapes += table_xml(flow, at, pen)
            case FigureFlow() as flow:
                shapes += figure_xml(flow, at, pen)
    return shapes


def _in_body(flow: TextFlow, at: Placed, slide: Shown, place: Place, pen: Pen) -> str:
    colours = pen.stage.colours
    if not flow.panel:
        left, top, right, bottom = place.insets
        box = None if slide.fills_body else (at.x - left, at.y - top, at.width + left + right, at.height + top + bottom)
        return holder(pen, "Text", _mark(place), paragraphs(flow.paras, Manner(flow.setting), pen), box)
    colour = "" if slide.layout.is_ask else colours.on_accent
    words = paragraphs(flow.paras, Manner(flow.setting, colour=colour or colours.on_accent), pen)
    across, down = map(emu, PADS[flow.panel])
    body = "" if slide.layout.is_ask else f' lIns="{across}" tIns="{down}" rIns="{across}" bIns="{down}"/>'
    fill = "" if slide.layout.is_ask else pen.fill(colours.accent)
    return holder(pen, "Ask", _mark(place), words, (at.x, at.y, at.width, at.height), fill, body)


def _in_box(flow: TextFlow, at: Placed, pen: Pen) -> str:
    colours = pen.stage.colours
    colour = colours.on_accent if flow.panel == "ask" else ""
    fill = {"ask": pen.fill(colours.accent), "callout": pen.fill(colours.tint)}.get(flow.panel, "<a:noFill/>")
    words = paragraphs(flow.paras, Manner(flow.setting, free=True, colour=colour), pen)
    return text_box(pen, PANEL_NAMES[flow.panel], words, (at.x, at.y, at.width, at.height), PADS[flow.panel], fill)


def _source(at: Placed, slide: Shown, pen: Pen) -> str:
    assert isinstance(at.flow, TextFlow)
    place = slide.layout.source
    if place:
        same = (at.x, at.y, at.width, at.height) == (place.x, place.y, place.width, place.height)
        box = None if same else (at.x, at.y, at.width, at.height)
        return holder(pen, "Source", _mark(place), paragraphs(at.flow.paras, Manner(place.setting), pen), box)
    words = paragraphs(at.flow.paras, Manner(at.flow.setting, free=True, colour=pen.stage.colours.quiet), pen)
    return text_box(pen, "Source", words, (at.x, at.y, at.width, at.height), anchor="b")


def _feet(slide: Shown, number: int, meta: Meta, pen: Pen) -> str:
    """Return marking, date and number where the layout has a place for them; a marking stands on every slide."""
    feet = {place.kind: place for place in slide.layout.feet}
    shapes = ""
    if place := feet.get("ftr"):
        shapes += _foot(place, "Marking", _marking(meta, place), pen)
    elif meta.marking:
        shapes += _own_mark(meta.marking, pen)
    if place := feet.get("dt"):
        shapes += _foot(place, "Date", meta.date_text, pen)
    if place := feet.get("sldNum"):
        shapes += holder(
            pen,
            "Number",
            f' type="sldNum" idx="{place.index}"',
            slide_number(escape(office_tag(pen.language)), str(number)),
        )
    return shapes


def _foot(place: Place, name: str, text: str, pen: Pen) -> str:
    if not text.strip():
        return ""
    return holder(pen, name, _mark(place), paragraphs((Para((Run(text),)),), Manner(place.setting), pen))


def _marking(meta: Meta, place: Place) -> str:
    """Return marking and organisation, or what of them fits its place."""
    whole = " · ".join(filter(None, (meta.marking, meta.organisation)))
    level = place.setting.levels[0]
    fits = em_width(whole, Face(level.family, level.bold)) * level.size <= place.inner[2]
    return whole if fits else meta.marking or meta.organisation


def _own_mark(marking: str, pen: Pen) -> str:
    setting = Setting((Level(MARK_SIZE, family=pen.stage.family),))
    box = (20.0, pen.stage.height - 18, pen.stage.width - 40, 14.0)
    return text_box(
        pen, "Marking", paragraphs((Para((Run(marking),), centred=True),), Manner(setting, free=True), pen), box
    )


def notes_xml(paras: tuple[Para, ...], pen: Pen) -> str:
    """Return a notes page: the slide's picture, and what the speaker says."""
    setting = Setting(tuple(Level(12, margin=18 * n, indent=-12, family=pen.stage.family) for n in range(1, 10)))
    words = paragraphs(paras, Manner(setting), pen)
    picture = (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{pen.next_id()}" name="Slide"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" '
        'noChangeAspect="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldImg"/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>'
    )
    notes = holder(pen, "Notes", ' type="body" idx="1"', words)
    return (
        f"{DECLARATION}<p:notes {SPACES}><p:cSld><p:spTree>{EMPTY_TREE}{picture}{notes}</p:spTree></p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
    )
