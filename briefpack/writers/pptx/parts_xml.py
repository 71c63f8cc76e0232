"""Parts side by side as a group of PowerPoint's own shapes: boxes of text, rules, an axis with its dots."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from briefpack.document.figure_words import marks_of
from briefpack.look.slide_grid import CARD_RULE, HAIRLINE, MARKED_RULE
from briefpack.office.markup import escape
from briefpack.units import emu
from briefpack.writers.pptx.blocks import FormPart
from briefpack.writers.pptx.markup import SlidePart, TextStyle, paragraphs_xml, placeholder_xml, text_box
from briefpack.writers.pptx.pages import PlacedFlow
from briefpack.writers.pptx.parts import AXIS, AXIS_DOT, PartsFlow, Slot
from briefpack.writers.pptx.places import Placeholder
from briefpack.writers.pptx.shapes import DECORATIVE, NO_LINE, Box, insets, outline, shape_xml, transform
from briefpack.writers.pptx.text import Level, Paragraph
from briefpack.writers.pptx.titles import name_of

NAMES = {"cards": ("Cards", "Card"), "columns": ("Columns", "Column"), "timeline": ("Timeline", "Step")}
NAMES["key_figures"] = ("Key figures", "Figure")
"""The names of a group and of one of its parts, as PowerPoint's selection pane shows them."""


def parts_xml(flow: PartsFlow, at: PlacedFlow, part: SlidePart) -> str:
    """Return the parts as a group (ECMA-376 part 1, 19.3.1.22), in reading order; its alternative text names them."""
    number, named = part.next_id(), [_named(one, flow.form) for one in flow.parts]
    marks = marks_of(named)
    names = marks.cells.join(one.rstrip(marks.rows) for one in named)
    shapes = "".join(SHAPES[flow.form](flow, at, part))
    return (
        f'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="{number}" name="{NAMES[flow.form][0]}" descr="{escape(names)}"/>'
        f"<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr>{transform(at.box, is_group=True)}</p:grpSpPr>{shapes}"
        "</p:grpSp>"
    )


def _named(one: FormPart, form: str) -> str:
    """Return the head of a part; a date or a number with the first words below it, as neither says much alone."""
    head = name_of(one.head.runs)
    if not one.paras or form not in ("timeline", "key_figures"):
        return head
    below = name_of(one.paras[0].runs)
    return head + (" " if form == "key_figures" else marks_of([below]).head) + below


def _box(slot: Slot, at: PlacedFlow) -> Box:
    return at.x + slot.x, at.y + slot.y, slot.width, slot.height


def _name(flow: PartsFlow, number: int) -> str:
    return f"{NAMES[flow.form][1]} {number}"


def _head(flow: PartsFlow, slot: Slot, part: SlidePart, over: Level | None = None) -> str:
    return paragraphs_xml((slot.head,), TextStyle(flow.head_setting, free=True, over=over), part)


def _text(flow: PartsFlow, paras: tuple[Paragraph, ...], part: SlidePart, over: Level | None = None) -> str:
    return paragraphs_xml(paras, TextStyle(flow.setting, free=True, over=over), part) if paras else ""


def _whole(flow: PartsFlow, slot: Slot, part: SlidePart, over: Level | None = None) -> str:
    """Return head and text as paragraphs of one box, the text as low as that of its neighbours."""
    if not slot.paras:
        return _head(flow, slot, part, over)
    first, *others = slot.paras
    spaced = (flow.lowered(first, slot.text - flow.look.pad_y - slot.head_tall), *others)
    return _head(flow, slot, part, over) + _text(flow, spaced, part, over)


def _cards(flow: PartsFlow, at: PlacedFlow, part: SlidePart) -> Iterator[str]:
    """Yield each card or column on its ground, its side remark at the foot of that, and the rule over it."""
    for number, slot in enumerate(flow.slots(at.width, at.height), 1):
        paras, foot, tall = flow.at_foot(slot)
        words, (x, y, width, height) = _whole(flow, replace(slot, paras=paras), part), _box(slot, at)
        yield text_box(part, _name(flow, number), words, (x, y, width, height), _inset(flow, slot), _ground(flow, part))
        if foot:
            place = (x, y + height - flow.look.pad_y - tall, width, tall)
            words = _text(flow, (foot,), part)
            yield text_box(part, f"{_name(flow, number)}: foot", words, place, insets(flow.look.pad_x, 0), anchor="b")
        yield _over(slot, at, part)


def _bands(flow: PartsFlow, at: PlacedFlow, part: SlidePart) -> Iterator[str]:
    """Yield each band: its head on its ground, beside it what it says, below it its side remark, the rule over all.

    They stand in the middle of a band that is higher than they are.
    """
    pad = flow.look.pad_x
    for number, slot in enumerate(flow.slots(at.width, at.height), 1):
        paras, foot, tall = flow.at_foot(slot)
        (x, y, width, height), (beside, inner) = _box(slot, at), flow.inner(slot.width)
        name, top = _name(flow, number), slot.text + slot.lower
        inset = _insets(pad, top, width - pad - beside, 0)
        yield text_box(part, name, _head(flow, slot, part), (x, y, width, height), inset, _ground(flow, part))
        if paras:
            start = top + flow.drop(slot)
            box = (x + width - pad - inner, y + start, inner, height - start)
            yield text_box(part, f"{name}: text", _text(flow, paras, part), box)
        if foot:
            below = (x + pad, y + top + slot.head_tall + flow.look.after_head * flow.scale, beside, tall)
            yield text_box(part, f"{name}: foot", _text(flow, (foot,), part), below)
        yield _over(slot, at, part)


def _parted(flow: PartsFlow, at: PlacedFlow, part: SlidePart) -> Iterator[str]:
    return (_bands if flow.is_in_bands else _cards)(flow, at, part)


def _ground(flow: PartsFlow, part: SlidePart) -> str:
    return part.fill(part.master.colours.tint) if flow.on_ground else "<a:noFill/>"


def _inset(flow: PartsFlow, slot: Slot) -> str:
    return _insets(flow.look.pad_x, flow.look.pad_y + slot.lower, flow.look.pad_x, 0)


def _insets(*pads: float) -> str:
    """Return the attributes that keep text from the left, upper, right and lower edge of its shape, in points."""
    return "".join(f' {side}Ins="{emu(pad)}"' for side, pad in zip("ltrb", pads, strict=True))


def _over(slot: Slot, at: PlacedFlow, part: SlidePart) -> str:
    """Return the rule over a part, in the colour of its head: that tells our own words from others’."""
    x, y, width, _ = _box(slot, at)
    colour = next((run.colour for run in slot.part.head.runs if run.colour), part.master.colours.accent)
    return _rule((x, y, width, MARKED_RULE if slot.part.marked else CARD_RULE), colour, part)


def columns_xml(flow: PartsFlow, at: PlacedFlow, part: SlidePart, places: Sequence[Placeholder]) -> str:
    """Return columns in a layout’s own places for them, which no group can hold, and the rules over them."""
    slots, shapes, ground = flow.slots(at.width, at.height), "", _ground(flow, part)
    ordered = sorted(places, key=lambda place: place.box[0])
    for number, (slot, place) in enumerate(zip(slots, ordered, strict=True), 1):
        level = place.setting.levels[0]
        inherited = level if level.margin or level.indent or level.side != "l" or level.from_right else None
        words, fixed = _whole(flow, slot, part, inherited), _inset(flow, slot) + ' anchor="t"'
        shapes += placeholder_xml(part, _name(flow, number), place, words, _box(slot, at), ground, fixed)
        shapes += _over(slot, at, part)
    return shapes


def _between(slots: list[Slot], flow: PartsFlow, at: PlacedFlow, part: SlidePart) -> Iterator[str]:
    for slot in slots[1:]:
        x = at.x + slot.x - flow.look.gap / 2
        yield _rule((x, at.y, HAIRLINE, slot.height), part.master.colours.rule, part)


def _timeline(flow: PartsFlow, at: PlacedFlow, part: SlidePart) -> Iterator[str]:
    """Yield the axis, then of each step its date, its dot, what is done and by whom; the one that counts is a ring."""
    colours, slots = part.master.colours, flow.slots(at.width)
    for row in sorted({slot.y + slot.text for slot in slots}):
        yield _rule((at.x, at.y + row - AXIS / 2 - 1, at.width, 2.0), colours.accent, part, "Axis")
    for number, slot in enumerate(slots, 1):
        x, y, width, height = _box(slot, at)
        axis = y + slot.text - AXIS / 2
        name = _name(flow, number)
        date = slot.text - AXIS
        yield text_box(part, f"{name}: date", _head(flow, slot, part), (x, y, width, date), anchor="b")
        yield _dot((x, axis - AXIS_DOT), slot.part.marked, part)
        text = _text(flow, slot.paras, part)
        if text:
            yield text_box(part, name, text, (x, y + slot.text, width, height - slot.text))


def _dot(corner: tuple[float, float], marked: bool, part: SlidePart) -> str:
    colours = part.master.colours
    place = outline((*corner, 2 * AXIS_DOT, 2 * AXIS_DOT), "ellipse")
    fill = part.fill(colours.paper if marked else colours.accent)
    edge = f'<a:ln w="{emu(2.5)}">{part.fill(colours.accent)}</a:ln>'
    return shape_xml(part.next_id(), "Dot", place + fill + edge, extension=DECORATIVE)


def _key_figures(flow: PartsFlow, at: PlacedFlow, part: SlidePart) -> Iterator[str]:
    """Yield each number, then what it says, and a hairline between each two."""
    slots = flow.slots(at.width)
    for number, slot in enumerate(slots, 1):
        x, y, width, height = _box(slot, at)
        name = _name(flow, number)
        yield text_box(part, f"{name}: number", _head(flow, slot, part), (x, y, width, slot.text), anchor="b")
        text = _text(flow, slot.paras, part)
        if text:
            yield text_box(part, name, text, (x, y + slot.text, width, height - slot.text))
    yield from _between(slots, flow, at, part)


def _rule(box: Box, colour: str, part: SlidePart, name: str = "Rule") -> str:
    return shape_xml(part.next_id(), name, outline(box) + part.fill(colour) + NO_LINE, extension=DECORATIVE)


SHAPES: dict[str, Callable[[PartsFlow, PlacedFlow, SlidePart], Iterator[str]]] = {
    "cards": _parted,
    "columns": _cards,
    "timeline": _timeline,
    "key_figures": _key_figures,
}
