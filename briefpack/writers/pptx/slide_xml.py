"""Slides as XML."""

from __future__ import annotations

from briefpack.document.tree import Meta, plain_text
from briefpack.look.photos import size_within
from briefpack.look.slide_grid import QUOTE_BAR, Box
from briefpack.writers.pptx.deck import PlannedSlide
from briefpack.writers.pptx.figure_flows import BELOW_PHOTO, FigureFlow, PhotoFlow
from briefpack.writers.pptx.figures import figure_xml
from briefpack.writers.pptx.flows import PADS, TableFlow, TextFlow
from briefpack.writers.pptx.inlines import marked_runs
from briefpack.writers.pptx.markup import SlidePart, TextStyle, paragraph_xml, paragraphs_xml, placeholder_xml, text_box
from briefpack.writers.pptx.pages import PlacedFlow
from briefpack.writers.pptx.parts import PartsFlow
from briefpack.writers.pptx.parts_xml import columns_xml, parts_xml
from briefpack.writers.pptx.places import Placeholder
from briefpack.writers.pptx.shapes import (
    DECORATIVE,
    NO_LINE,
    insets,
    outline,
    part_xml,
    picture_xml,
    placeholder_use,
    shape_xml,
    slide_number,
)
from briefpack.writers.pptx.tables import table_xml
from briefpack.writers.pptx.text import Level, Paragraph, Setting
from briefpack.writers.pptx.words import Run, Type, stretch_of

PANEL_NAMES = {"": "Text", "ask": "Ask", "callout": "Callout", "contact": "Contact", "quote": "Quotation"}
MARK_SIZE = 10.0
MIDDLE = ' anchor="ctr"'
LEAST_FOOT = 0.5
"""How much smaller a line at the foot is set in a place too narrow for it, on masters from elsewhere."""
NEARLY_ALL = 0.92
"""How much of its place a line at the foot may take: its font may be another than was measured."""


def slide_xml(slide: PlannedSlide, number: int, meta: Meta, part: SlidePart) -> str:
    """Return a slide; its shapes stand in the order in which they are read."""
    place = slide.layout.title
    shapes = _in_placeholder("Title", place, (slide.title,), part, slide.title_box) + _content(slide, part)
    shapes += _source(slide.source, slide, part) if slide.source else ""
    return part_xml("sld", shapes + _feet(slide, number, meta, part))


def _in_placeholder(
    name: str, place: Placeholder, paras: tuple[Paragraph, ...], part: SlidePart, box: Box | None = None
) -> str:
    return placeholder_xml(part, name, place, paragraphs_xml(paras, TextStyle(place.setting), part), box)


def _content(slide: PlannedSlide, part: SlidePart) -> str:
    """Return what stands between title and source; the first text stands in the layout's place for it."""
    shapes, body = "", slide.layout.body
    for at in slide.content:
        match at.flow:
            case TextFlow() as flow if at.place:
                box = None if at.box == at.place.box else at.box
                shapes += _in_placeholder(_place_name(slide), at.place, flow.paras, part, box)
            case TextFlow() as flow if body and flow.in_body:
                shapes += _in_body(flow, at, slide, body, part)
                body = None
            case TextFlow() as flow:
                shapes += _in_box(flow, at, part)
            case TableFlow() as flow:
                shapes += table_xml(flow, at, part)
            case FigureFlow() as flow:
                shapes += figure_xml(flow, at, part)
            case PartsFlow() as flow if flow.is_in_two and len(slide.layout.texts) == 2:
                shapes += columns_xml(flow, at, part, slide.layout.texts)
            case PhotoFlow() as flow:
                shapes += _photo(flow, at, part)
            case PartsFlow() as flow:
                shapes += parts_xml(flow, at, part)
    return shapes


def _place_name(slide: PlannedSlide) -> str:
    return "Speaker" if slide.layout.role == "quotation" else "Text"


def _in_body(flow: TextFlow, at: PlacedFlow, slide: PlannedSlide, place: Placeholder, part: SlidePart) -> str:
    colours = part.master.colours
    if not flow.panel:
        left, top, right, bottom = place.insets
        box = (at.x - left, at.y - top, flow.across(at.width) + left + right, at.height + top + bottom)
        text = paragraphs_xml(flow.paras, TextStyle(flow.setting), part)
        return placeholder_xml(part, "Text", place, text, None if slide.fills_body else box)
    if flow.panel == "quote":
        bar = _bar(at, part)
        text = paragraphs_xml(flow.paras, TextStyle(flow.setting), part)
        return bar + placeholder_xml(part, "Quotation", place, text, at.box, inset=insets(*PADS["quote"]))
    words = paragraphs_xml(flow.paras, TextStyle(flow.setting, colour=colours.on_accent), part)
    if slide.layout.is_ask:
        return placeholder_xml(part, "Ask", place, words, at.box)
    return placeholder_xml(
        part, "Ask", place, words, at.box, part.fill(colours.accent), insets(*PADS[flow.panel]) + MIDDLE
    )


def _bar(at: PlacedFlow, part: SlidePart) -> str:
    """Return the bar beside a quotation that stands alone."""
    bar = outline((at.x, at.y, QUOTE_BAR, at.height)) + part.fill(part.master.colours.accent) + NO_LINE
    return shape_xml(part.next_id(), "Bar", bar, extension=DECORATIVE)


def _in_box(flow: TextFlow, at: PlacedFlow, part: SlidePart) -> str:
    colours = part.master.colours
    bar = _bar(at, part) if flow.panel == "quote" else ""
    colour = colours.on_accent if flow.panel == "ask" else ""
    fill = {"ask": part.fill(colours.accent), "callout": part.fill(colours.tint)}.get(flow.panel, "<a:noFill/>")
    words = paragraphs_xml(flow.paras, TextStyle(flow.setting, free=True, colour=colour), part)
    anchor = "ctr" if flow.panel == "ask" else "t"
    return bar + text_box(part, PANEL_NAMES[flow.panel], words, at.box, insets(*PADS[flow.panel]), fill, anchor)


def _photo(flow: PhotoFlow, at: PlacedFlow, part: SlidePart) -> str:
    """Return a picture, its caption below it, and what is said beside it."""
    own, other = flow.columns(at.width)
    wide, tall = size_within(flow.picture.width, flow.picture.height, own, at.height - flow.below(at.width))
    relation = part.image(flow.picture.data, flow.picture.kind)
    use, box = placeholder_use("pic", at.place.index) if at.place else "<p:nvPr/>", (at.x, at.y, wide, tall)
    shapes = picture_xml(part.next_id(), "Picture", flow.picture.alt, relation, box, use)
    if flow.caption:
        below = PlacedFlow(flow.caption, at.x, at.y + tall + BELOW_PHOTO, own, flow.caption.height(own))
        shapes += _in_box(flow.caption, below, part)
    if flow.beside:
        place = PlacedFlow(flow.beside, at.x + at.width - other, at.y, other, flow.beside.height(other))
        shapes += _in_box(flow.beside, place, part)
    return shapes


def _source(at: PlacedFlow, slide: PlannedSlide, part: SlidePart) -> str:
    assert isinstance(at.flow, TextFlow)
    if place := slide.layout.source:
        return _in_placeholder("Source", place, at.flow.paras, part, None if at.box == place.box else at.box)
    words = paragraphs_xml(at.flow.paras, TextStyle(at.flow.setting, free=True, colour=part.master.colours.quiet), part)
    return text_box(part, "Source", words, at.box, anchor="b")


def _feet(slide: PlannedSlide, number: int, meta: Meta, part: SlidePart) -> str:
    """Return marking, date and number where the layout has a place for them; a marking stands on every slide."""
    feet = {place.kind: place for place in slide.layout.feet}
    shapes = ""
    if place := feet.get("ftr"):
        shapes += _foot(place, "Marking", _marking(slide, meta, place, part), part)
    elif meta.marking:
        shapes += _own_mark(meta, part)
    if place := feet.get("dt"):
        shapes += _foot(place, "Date", (Run(meta.date_text),), part)
    if place := feet.get("sldNum"):
        shapes += placeholder_xml(part, "Number", place, slide_number(part.tag, str(number)))
    return shapes


def _foot(place: Placeholder, name: str, runs: tuple[Run, ...], part: SlidePart) -> str:
    if not "".join(run.text for run in runs).strip():
        return ""
    scale = max(LEAST_FOOT, min(1.0, place.inner[2] * NEARLY_ALL / _foot_width(runs, place)))
    return _in_placeholder(name, place, (Paragraph(runs, scale=scale),), part)


def _foot_width(runs: tuple[Run, ...], place: Placeholder) -> float:
    level, line = place.setting.levels[0], stretch_of(runs)
    return line.width(0, len(line.text), Type(level.family, level.size, level.bold))


def _marking(slide: PlannedSlide, meta: Meta, place: Placeholder, part: SlidePart) -> tuple[Run, ...]:
    """Return marking, sender and the part of the deck, or what of them fits; a title slide names the sender itself."""
    of_deck = plain_text(slide.part)
    wholes = [(meta.organisation, of_deck), (of_deck,), (meta.organisation,)]
    if slide.layout.role == "cover":
        wholes = []
    for others in wholes:
        line = marked_runs(meta, part.master.colours, *others)
        if _foot_width(line, place) <= place.inner[2] * NEARLY_ALL:
            return line
    return marked_runs(meta, part.master.colours) if meta.marking or not wholes else (Run(meta.organisation),)


def _own_mark(meta: Meta, part: SlidePart) -> str:
    style = TextStyle(Setting((Level(MARK_SIZE, family=part.master.family),)), free=True)
    box = (20.0, part.master.height - 18, part.master.width - 40, 14.0)
    return text_box(
        part,
        "Marking",
        paragraph_xml(Paragraph(marked_runs(meta, part.master.colours), centred=True), style, part),
        box,
    )
