"""Block nodes as paragraphs and tables: one function per node type, and one table. Regions are in `regions`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import groupby, zip_longest
from typing import Any

from briefpack.document import tree as t
from briefpack.document.figure_words import figure_words
from briefpack.document.forms import TICK_BOX
from briefpack.languages.scripts import office_tag
from briefpack.look.theme import Theme
from briefpack.look.typefaces import Typesetter
from briefpack.units import mm
from briefpack.writers.word.flow import PAD_PT, Grid, Panel, Par, Piece
from briefpack.writers.word.inlines import Story, runs
from briefpack.writers.word.languages import date_format
from briefpack.writers.word.markup import TAB, border, escape, run, tab_stop
from briefpack.writers.word.numbering import HANG_PT, LEVELS, Numbering
from briefpack.writers.word.paper import Paper
from briefpack.writers.word.pictures import LEAST_SCALE, drawing_of, picture_of, picture_run
from briefpack.writers.word.styles import quiet_size
from briefpack.writers.word.tables import table_xml, text_width

FIELD_LABEL = '<w:rStyle w:val="FieldLabel"/>'
QUOTE_PT = mm(6)
FIRST_CONTROL = 1000
"""Content controls are numbered from here on."""
DEEPEST = 0.5
"""What is nested is indented to this share of the line at most."""


@dataclass(frozen=True, slots=True)
class At:
    """Say where a block stands: what the nodes around it make of it."""

    style: str = "Normal"
    left_pt: float = 0
    right_pt: float = 0
    panel: Panel | None = None
    level: int = -1
    """Level of the list around it; -1 outside lists."""
    ordered_depth: int = 0
    ticks: bool = False
    """List items are boxes to tick."""
    keep: bool = False


@dataclass(slots=True)
class Body:
    """Collect the pieces of a body, and its lists and links."""

    story: Story
    width_pt: float
    height_pt: float
    typesetter: Typesetter
    meta: t.Meta
    numbering: Numbering = field(default_factory=Numbering)
    pieces: list[Piece] = field(default_factory=list)
    controls: int = 0
    """How many content controls there are."""

    @property
    def theme(self) -> Theme:
        return self.story.theme

    def add(self, text: str, at: At, style: str = "") -> Par:
        """Append a paragraph at its place and return it, to be altered."""
        par = Par(text, style or at.style, panel=at.panel, keep_next=at.keep)
        inset = at.panel.inset_pt if at.panel else 0
        if at.left_pt + inset or at.right_pt:
            par.left_pt = min(at.left_pt, self.width_pt * DEEPEST) + inset
            par.right_pt = at.right_pt
        if at.panel:
            par.right_pt = at.right_pt + PAD_PT
        self.pieces.append(par)
        return par


def body_of(paper: Paper, meta: t.Meta) -> Body:
    """Return an empty body, as wide as the paper's text, whose numbers come after those of the paper."""
    starts = paper.starts
    story = Story(paper.theme, meta.language, starts.link, starts.note)
    typesetter = Typesetter(paper.theme, meta.language)
    numbering = Numbering(before=starts.number)
    return Body(
        story, paper.width_pt, paper.height_pt, typesetter, meta, numbering, controls=starts.control - FIRST_CONTROL
    )


def blocks(nodes: t.Blocks, at: At, body: Body) -> None:
    for node, following in zip_longest(nodes, nodes[1:]):
        BLOCKS[type(node)](node, replace(at, keep=True) if t.introduces(node, following) else at, body)


def heading(node: t.Heading, at: At, body: Body) -> None:
    body.add(runs(node.inlines, body.story), at, f"Heading{min(4, max(1, node.level))}")


def paragraph(node: t.Paragraph, at: At, body: Body) -> None:
    body.add(runs(node.inlines, body.story), at)


def list_(node: t.List, at: At, body: Body) -> None:
    """Add the items one level deeper; an ordered list counts on its own and starts where it says."""
    level = min(LEVELS - 1, at.level + 1)
    ticks = at.ticks and not node.ordered
    style = at.style if at.panel and at.style != "Normal" else "ListParagraph"
    inner = replace(
        at, style=style, level=level, left_pt=at.left_pt + HANG_PT, ordered_depth=at.ordered_depth + node.ordered
    )
    number = None if ticks else _number(node, level, at.ordered_depth, body)
    for item in node.items:
        list_item(item, inner, body, number)
    last = body.pieces[-1] if node.items else None
    if isinstance(last, Par) and at.level < 0 and not at.panel:
        last.after_pt = body.theme.step_pt / 2


def _number(node: t.List, level: int, ordered_depth: int, body: Body) -> int:
    if node.ordered:
        return body.numbering.add_ordered(level, ordered_depth, node.start)
    return body.numbering.add_bullets()


def list_item(node: t.ListItem, at: At, body: Body, number: int | None) -> None:
    """Add the item's blocks and label the first paragraph; where none can take the label, an empty one does."""
    start = len(body.pieces)
    blocks(node.blocks, replace(at, ticks=False), body)
    first = body.pieces[start] if len(body.pieces) > start else None
    if not isinstance(first, Par) or first.panel is not at.panel or first.number or first.borders or first.hanging_pt:
        first = body.add("", at)
        body.pieces.insert(start, body.pieces.pop())
    first.hanging_pt = HANG_PT
    if at.panel:
        first.line_pt, first.after_pt = body.theme.sizes.memo_body * body.theme.leading.memo + 4, 0
    if number is not None:
        first.number = (number, at.level)
    else:
        first.runs = tick_box(t.plain_text(_first_words(node)), body) + TAB + first.runs


def _first_words(node: t.ListItem) -> t.Inlines:
    first = node.blocks[0] if node.blocks else None
    return first.inlines if isinstance(first, t.Paragraph | t.Heading) else ()


def tick_box(name: str, body: Body) -> str:
    """Return a box that a reader can tick in Word (content control of [MS-DOCX] 2.5.2.1), named by its item."""
    font = "MS Gothic"
    states = (
        f'<w14:checkedState w14:val="2612" w14:font="{font}"/><w14:uncheckedState w14:val="2610" w14:font="{font}"/>'
    )
    fonts = f'<w:rFonts w:ascii="{font}" w:eastAsia="{font}" w:hAnsi="{font}" w:hint="eastAsia"/>'
    kind = f'<w14:checkbox><w14:checked w14:val="0"/>{states}</w14:checkbox>'
    return control(name, "tick", kind, run(TICK_BOX, fonts), body)


def control(name: str, tag: str, kind: str, held: str, body: Body) -> str:
    """Return runs in a content control (ECMA-376 part 1, 17.5.2): named, so that a person or a program finds it."""
    body.controls += 1
    named = f'<w:alias w:val="{escape(name[:60])}"/>' if name else ""
    marks = f'<w:tag w:val="{tag}{body.controls}"/><w:id w:val="{FIRST_CONTROL + body.controls}"/>'
    return f"<w:sdt><w:sdtPr>{named}{marks}{kind}</w:sdtPr><w:sdtContent>{held}</w:sdtContent></w:sdt>"


def quote(node: t.Quote, at: At, body: Body) -> None:
    """Add the quotation indented, and who said it below, on the same page."""
    inner = replace(at, style="Quote", left_pt=at.left_pt + QUOTE_PT, right_pt=QUOTE_PT)
    said, speaker = t.said_and_speaker(node)
    blocks(said or (t.Paragraph(()),), inner, body)
    if speaker:
        if isinstance(last := body.pieces[-1], Par):
            last.keep_next, last.after_pt = True, 2
        paragraph(speaker, replace(inner, style="Attribution"), body)


def table(node: t.Table, at: At, body: Body) -> None:
    left, width = _measure(at, body)
    body.pieces.append(Grid(table_xml(node, body.story, left, width, at.keep)))


def figure(node: t.Figure, at: At, body: Body) -> None:
    """Add the finding as a title and the data as a drawing; as a table if the drawing would not fit a page."""
    if t.plain_text(node.title).strip():
        body.add(runs(node.title, body.story), at, "FigureTitle")
    left, width = _measure(at, body)
    drawing = drawing_of(node, width, body.theme, body.typesetter)
    scale = min(1.0, body.height_pt * PICTURE_SHARE / max(1.0, drawing.height))
    if scale < LEAST_SCALE:
        body.pieces.append(Grid(table_xml(node.table, body.story, left, width, at.keep, node)))
        return
    alt, story = figure_words(node), body.story
    number = len(story.pictures) + 1
    picture = picture_of(drawing, body.typesetter, alt, f"{story.link_name}figure{number}", _ground(at, body))
    story.pictures.append(picture)
    body.add(picture_run(picture, drawing, scale, number, alt), at, "Figure")


PICTURE_SHARE = 0.8
"""How much of a page's height a picture may take: its title stands with it."""


def _ground(at: At, body: Body) -> str:
    return at.panel.ground if at.panel else body.theme.colours.paper


def _measure(at: At, body: Body) -> tuple[float, float]:
    """Return where a table starts and how wide it may be, in points."""
    inset = at.panel.left_pt if at.panel else 0
    left = min(at.left_pt, body.width_pt * DEEPEST) + inset
    return left, body.width_pt - left - at.right_pt


def fields(node: t.Fields, at: At, body: Body) -> None:
    """Add labelled values as tabbed lines over a hairline; a field without a value is a line to write on."""
    filled = [one for one in node.fields if one.inlines]
    column = _label_column(filled, body.theme)
    for empty, group in groupby(node.fields, key=lambda one: not one.inlines):
        if empty:
            _lines_to_sign(list(group), at, body)
        else:
            for one in group:
                field_(one, at, body, column)
    last = body.pieces[-1] if node.fields else None
    if isinstance(last, Par) and last.style == "MemoField" and not at.panel:
        last.borders = border("bottom", body.theme.colours.rule, 0.75, 7)
        last.after_pt = body.theme.step_pt * 1.25


def field_(node: t.Field, at: At, body: Body, column_pt: float) -> None:
    value = control(node.label, "field", _field_kind(node, body), runs(node.inlines, body.story), body)
    par = body.add(run(node.label, FIELD_LABEL) + TAB + value, at, "MemoField")
    par.left_pt = (par.left_pt or 0) + column_pt
    par.hanging_pt = column_pt
    par.tabs = tab_stop(par.left_pt)


def _field_kind(node: t.Field, body: Body) -> str:
    """Return what makes the document's own date a date to pick; other values are text like any other."""
    meta = body.meta
    if node.inlines != (t.Text(meta.date_text),):
        return ""
    form, tag = escape(date_format(meta.language)), escape(office_tag(meta.language))
    return (
        f'<w:date w:fullDate="{meta.date}T00:00:00Z"><w:dateFormat w:val="{form}"/><w:lid w:val="{tag}"/>'
        '<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>'
    )


def _label_column(found: list[t.Field], theme: Theme) -> float:
    """Return the room that the labels take, so that the values stand in one line."""
    widths = (text_width(one.label, quiet_size(theme)) * 1.15 for one in found)
    return min(130.0, max(56.0, max(widths, default=0) + 14))


def _lines_to_sign(found: list[t.Field], at: At, body: Body) -> None:
    """Add lines to write on, two abreast: who signs also dates."""
    for n in range(0, len(found), 2):
        pair = found[n : n + 2]
        left = min(at.left_pt, body.width_pt * DEEPEST) + (at.panel.inset_pt if at.panel else 0)
        right = body.width_pt - at.right_pt - (PAD_PT if at.panel else 0) - 4  # a stop on the very edge would wrap
        middle = left + (right - left) * 0.6
        ends = [right] if len(pair) == 1 else [middle - 12, right]
        stops = "".join(tab_stop(end, leader="underscore") for end in ends[:1])
        if len(pair) == 2:
            stops += tab_stop(middle) + tab_stop(right, leader="underscore")
        text = f"{TAB}{TAB}".join(run(f"{one.label} ", FIELD_LABEL) for one in pair) + TAB
        body.add(text, at, "Signature").tabs = stops


def rule(node: t.Rule, at: At, body: Body) -> None:
    body.add("", at, "Rule")


def region(node: t.Region, at: At, body: Body) -> None:
    from briefpack.writers.word.regions import REGIONS  # regions hold blocks and blocks hold regions

    REGIONS[node.role](node, at, body)


BLOCKS: dict[type, Callable[[Any, At, Body], None]] = {
    t.Heading: heading,
    t.Paragraph: paragraph,
    t.List: list_,
    t.Quote: quote,
    t.Table: table,
    t.Figure: figure,
    t.Fields: fields,
    t.Region: region,
    t.Rule: rule,
}
