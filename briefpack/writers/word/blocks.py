"""Block nodes as paragraphs and tables: one function per node type, and one table. Regions are in `regions`."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from briefpack.document import tree as t
from briefpack.document.contents import LISTED_LEVELS
from briefpack.document.figure_words import figure_words
from briefpack.document.forms import TICK_BOX
from briefpack.document.traits import are_short, is_quiet, is_reference, said_and_speaker
from briefpack.figures import KINDS
from briefpack.languages.line_breaks import NO_BREAK
from briefpack.languages.scripts import office_tag
from briefpack.look.font_widths import Face, em_width
from briefpack.look.photos import TALL, TALLEST_PT, size_within
from briefpack.look.pictures import WIDEST
from briefpack.office.markup import escape
from briefpack.units import mm
from briefpack.writers.word.body import At, Body, Setter
from briefpack.writers.word.contents import COVER, cover_space
from briefpack.writers.word.flow import PAD_PT, Panel, Paragraph, Steps
from briefpack.writers.word.inlines import PLAIN, runs
from briefpack.writers.word.languages import date_format
from briefpack.writers.word.markup import border, tab_stop, text_xml
from briefpack.writers.word.numbering import HANG_PT, LEVELS, widest_label
from briefpack.writers.word.pictures import (
    LEAST_SCALE,
    PhotoFile,
    drawing_of,
    figure_files,
    figure_xml,
    photo_xml,
)
from briefpack.writers.word.stationery import FIRST_CONTROL
from briefpack.writers.word.styles import LABEL_SPACING_PT, paragraph_styles, quiet_size
from briefpack.writers.word.tables import figure_table_xml, table_xml, text_width
from briefpack.writers.word.titles import balanced, without_runt

QUOTE_PT, QUOTE_BAR_PT = mm(6), 2.25
NUMBERED_EM = 18 / 11
"""From a number to its text: room for two figures, so that lists of a memo stand on one edge."""
ITEM_GAP_PT = 4.0
"""Between the items of a list in a panel."""
CHOICES_LEADING = 2.0
"""A line of choices to tick is so much as high as its type: panels take no space between paragraphs."""
FEW_ITEMS, ALONE_LINES = 3, 3.4
"""The last item of a list that has more items has more lines if it stands on a page without the one before it."""
BOX_EM = 2.5
"""A box to tick with the space behind it, and that before the next choice."""
GAP_EM = 0.3
"""Between a label and its text, at least."""
LABEL_SHARE = 0.4
"""The part of a line that labels of fields may take."""
PICTURE_SHARE = 0.8
"""How much of a page's height a picture may take: its title stands with it."""


def heading(node: t.Heading, at: At, body: Body) -> None:
    """Add a heading; what is deeper than the fourth level looks like the fourth."""
    style = _heading_style(node.level - body.counts_headings)
    body.story.heading = " ".join(t.plain_text(node.inlines).split())
    on_cover = node.level == 1 and body.meta.with_contents
    inlines = _title(node.inlines, style, body, on_cover) if node.level == 1 else node.inlines
    par = body.add(runs(inlines, body.story, COVER if on_cover else PLAIN), at, style)
    if node.level == 1 and style in body.markup.inherited and not body.markup.inherited[style].space("after"):
        par.after = Steps(0.5)
    if on_cover:
        par.before, par.after, par.line = cover_space(body.theme)
    if node.level in LISTED_LEVELS and at == At():
        body.sections.append((node, par))


def _heading_style(level: int) -> str:
    return f"Heading{min(4, max(1, level))}" if level else "Title"


def _title(inlines: t.Inlines, style: str, body: Body, on_cover: bool) -> t.Inlines:
    """Return the title with its lines even, in what the logo beside it leaves of the width."""
    picture = body.theme.picture
    beside = picture.within(body.width_pt * WIDEST).width_pt + body.theme.step_pt if picture else 0
    return _evened(inlines, style, body.width_pt - beside, body, body.theme.cover_scale if on_cover else 1)


def _evened(inlines: t.Inlines, style: str, width_pt: float, body: Body, scale: float = 1) -> t.Inlines:
    """Return a title with its lines even, as far as its style is ours."""
    own = paragraph_styles(body.theme)[style]
    face = Face(own.font or body.theme.fonts.office_body, bold=True)
    size = (own.size_pt or body.theme.sizes.memo_body) * scale
    return balanced(inlines, width_pt, face, size) if body.own_styles else inlines


def paragraph(node: t.Paragraph, at: At, body: Body) -> None:
    """Add a paragraph in the style of its place; one of side remarks below an item or a figure is smaller."""
    last = body.last_paragraph()
    is_noted = bool(last and last.style == "FigurePicture" and at.style == "Normal")
    aside = (is_noted or at.style == "ListParagraph") and is_quiet(node)
    if aside and last:
        last.keep_next, last.after, last.may_part = True, 3 if is_noted else 1, not is_noted
    words = runs(without_runt(node.inlines), body.story)
    body.add(words, at, "Aside" if aside else "").keep_lines = is_reference(node)


def list_(node: t.List, at: At, body: Body) -> None:
    """Add the items one level deeper; an ordered list counts on its own and starts where it says."""
    ticks = at.ticks and not node.ordered
    if ticks and _stand_on_a_line(node, at, body):
        _choices(node, at, body)
        return
    level = min(LEVELS - 1, at.level + 1)
    style = at.style if at.panel and at.style != "Normal" else "ListParagraph"
    hang = hang_of(node, at, body)
    left, deep = at.left_pt + hang, at.ordered_depth + node.ordered
    inner = replace(at, style=style, level=level, left_pt=left, hang_pt=hang, ordered_depth=deep)
    if at.panel and (before := body.last_paragraph()) and before.panel is at.panel and not before.number:
        body.add("", replace(inner, keep=True), "Gap").hanging_pt = hang  # panels take no space between paragraphs
    number = None if ticks else _number(node, level, at.ordered_depth, body)
    starts = []
    for item in node.items:
        starts.append(len(body.flow))
        list_item(item, inner, body, number)
    if at == At() and len(node.items) > FEW_ITEMS and _lines(node.items[-1], body) <= ALONE_LINES:
        for par in body.flow[starts[-2] : starts[-1]]:
            if isinstance(par, Paragraph):
                par.keep_next = True
    last = body.last_paragraph() if node.items else None
    if last and at.level < 0 and not at.panel:
        last.after = Steps(0.5)


def _lines(item: t.ListItem, body: Body) -> float:
    return text_width(" ".join(t.text_lines((item,))), body.theme.sizes.memo_body) / body.width_pt


def _stand_on_a_line(node: t.List, at: At, body: Body) -> bool:
    """Tell whether choices to tick have room side by side, as they stand in PDF."""
    if not are_short(node.items) or any(len(one.blocks) > 1 or not _first_words(one) for one in node.items):
        return False
    widest = max(em_width(t.plain_text(_first_words(one)), Face(body.theme.fonts.office_body)) for one in node.items)
    return (widest + BOX_EM) * body.theme.sizes.memo_body < _share(node, at, body)


def _share(node: t.List, at: At, body: Body) -> float:
    """Return how far choices side by side stand from each other."""
    inset = at.panel.inset_pt + PAD_PT if at.panel else 0
    return (body.width_pt - body.indented(at) - at.right_pt - inset) / len(node.items)


def _choices(node: t.List, at: At, body: Body) -> None:
    """Add choices to tick on one line."""
    words, space = [_first_words(one) for one in node.items], body.markup.text(NO_BREAK)
    boxes = [tick_box(t.plain_text(one), body) + space + runs(one, body.story) for one in words]
    line = body.add(body.markup.tab().join(boxes), at)
    line.line = body.theme.sizes.memo_body * CHOICES_LEADING
    start, share = line.left_pt or 0, _share(node, at, body)
    line.tabs = "".join(tab_stop(start + share * number) for number in range(1, len(boxes)))


def hang_of(node: t.List, at: At, body: Body) -> float:
    """Return how far the text of a list stands from its labels: as far as the widest label needs."""
    size = body.theme.sizes.memo_body
    if not node.ordered:
        return max(HANG_PT, size + GAP_EM * size) if at.ticks else HANG_PT
    label = widest_label(at.ordered_depth, node.start + len(node.items) - 1)
    return max(NUMBERED_EM, em_width(label, Face(body.theme.fonts.office_body)) + GAP_EM) * size


def _number(node: t.List, level: int, ordered_depth: int, body: Body) -> int:
    if node.ordered:
        return body.numbering.add_ordered(level, ordered_depth, node.start)
    return body.numbering.add_bullets()


def list_item(node: t.ListItem, at: At, body: Body, number: int | None) -> None:
    """Add the item's blocks and label the first paragraph; where none can take the label, an empty one does.

    Without the number of a list the label is a box to tick.
    """
    start = len(body.flow)
    body.set(node.blocks, replace(at, ticks=False) if at.ticks else at)
    first = body.flow[start] if len(body.flow) > start else None
    if not isinstance(first, Paragraph) or not _takes_label(first, at):
        first = body.add("", at)
        body.flow.insert(start, body.flow.pop())
    first.hanging_pt = at.hang_pt
    if at.panel:
        first.after = ITEM_GAP_PT
    if number is not None:
        first.number = (number, at.level)
    else:
        first.runs = tick_box(t.plain_text(_first_words(node)), body) + body.markup.tab() + first.runs


def _takes_label(first: Paragraph, at: At) -> bool:
    return first.panel is at.panel and not (first.number or first.borders or first.hanging_pt)


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
    return control(name, "tick", kind, body.markup.run(text_xml(TICK_BOX), fonts), body)


def control(name: str, tag: str, kind: str, content: str, body: Body) -> str:
    """Return runs in a content control (ECMA-376 part 1, 17.5.2): named, so that a person or a program finds it."""
    body.control += 1
    alias = f'<w:alias w:val="{escape(name[:60])}"/>' if name else ""
    marks = f'<w:tag w:val="{tag}{body.control - FIRST_CONTROL}"/><w:id w:val="{body.control}"/>'
    return f"<w:sdt><w:sdtPr>{alias}{marks}{kind}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def quote(node: t.Quote, at: At, body: Body) -> None:
    """Add the quotation beside a bar, or within a panel indented, and who said it below, on the same page."""
    colours = body.theme.colours
    if at.panel:
        inner = replace(at, style="Quote", left_pt=at.left_pt + QUOTE_PT, right_pt=QUOTE_PT)
    else:
        beside = Panel(colours.paper, colours.second, QUOTE_BAR_PT, left_pt=at.left_pt, pad_pt=1)
        inner = replace(at, style="Quote", panel=beside, left_pt=0)
    said, speaker = said_and_speaker(node)
    body.set(said or (t.Paragraph(()),), inner)
    if speaker:
        if last := body.last_paragraph():
            last.keep_next, last.after = True, 2
        paragraph(speaker, replace(inner, style="Attribution"), body)


def table(node: t.Table, at: At, body: Body) -> None:
    """Add a table over the room at its place, or narrower."""
    left, width = body.room(at)
    body.flow.append(table_xml(node, body.story, left, width, at.keep))


def figure(node: t.Figure, at: At, body: Body) -> None:
    """Add the finding as a title and the data as a drawing; as a table if the drawing would not fit a page."""
    if t.plain_text(node.title).strip():
        title = _evened(node.title, "FigureTitle", body.width_pt, body) if at == At() else node.title
        body.add(runs(title, body.story), at, "FigureTitle")
    left, width = body.room(at)
    drawing = drawing_of(node, width, body.theme, body.typesetter)
    scale = min(1.0, body.height_pt * PICTURE_SHARE / max(1.0, drawing.height))
    if scale < LEAST_SCALE or KINDS[node.kind].has_row_heads:
        body.flow.append(figure_table_xml(node, body.story, left, width, at.keep))
        return
    alt, story = figure_words(node), body.story
    number = story.drawings + 1
    ground = at.panel.ground if at.panel else body.theme.colours.paper
    files = figure_files(drawing, body.typesetter, alt, f"{story.link_name}figure{number}", ground)
    story.figures.append(files)
    body.add(body.markup.run(figure_xml(files, drawing, scale, number, alt)), at, "FigurePicture")


def picture(node: t.Picture, at: At, body: Body) -> None:
    """Add a picture, and its caption below it on the same page."""
    story, (_, width) = body.story, body.room(at)
    number = story.drawings + 1
    file = PhotoFile(f"{story.link_name}photo{len(story.photos) + 1}", node.data, node.kind)
    story.photos.append(file)
    size = size_within(node.width, node.height, width, min(TALLEST_PT, width * TALL))
    shown = body.add(body.markup.run(photo_xml(file, size, number, node.alt)), at, "FigurePicture")
    shown.before = Steps(0.75)
    if node.caption:
        shown.keep_next, shown.after = True, 3
        body.add(runs(node.caption, story), at, "Source")


def fields(node: t.Fields, at: At, body: Body) -> None:
    """Add labelled values as tabbed lines over a hairline; a field without a value is a line to write on."""
    column = _label_column([one for one in node.fields if one.inlines], body)
    for empty, group in groupby(node.fields, key=lambda one: not one.inlines):
        if empty:
            _lines_to_sign(list(group), at, body)
        else:
            for one in group:
                field_(one, at, body, column)
    last = body.last_paragraph() if node.fields else None
    if last and last.style == "MemoField" and not at.panel:
        last.borders = border("bottom", body.theme.colours.rule, 0.75, 7)
        last.after = Steps(1.25)


def field_(node: t.Field, at: At, body: Body, column_pt: float) -> None:
    """Add a label, and its value in a content control, at a tab stop so far from the label's start."""
    value = control(node.label, "field", _field_kind(node, body), runs(node.inlines, body.story), body)
    paragraph = body.add(body.markup.text(node.label, "FieldLabel") + body.markup.tab() + value, at, "MemoField")
    paragraph.left_pt = (paragraph.left_pt or 0) + column_pt
    paragraph.hanging_pt = column_pt
    paragraph.tabs = tab_stop(paragraph.left_pt)


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


def _label_column(filled: list[t.Field], body: Body) -> float:
    """Return the room that the labels take, in points, so that the values line up."""
    face, size = Face(body.theme.fonts.office_body, bold=True), quiet_size(body.theme)
    widths = (em_width(one.label, face) * size + len(one.label) * LABEL_SPACING_PT for one in filled)
    return min(body.width_pt * LABEL_SHARE, max(56.0, max(widths, default=0) + 14))


def _lines_to_sign(empty: list[t.Field], at: At, body: Body) -> None:
    """Add lines to write on, two side by side: whoever signs adds the date; each line is a control of its own."""
    tab = body.markup.tab()
    left = body.indented(at) + (at.panel.inset_pt if at.panel else 0)
    right = body.width_pt - at.right_pt - (PAD_PT if at.panel else 0) - 4  # a stop on the very edge would wrap
    middle = left + (right - left) * 0.6
    end = tab_stop(right, leader="underscore")
    two = tab_stop(middle - 12, leader="underscore") + tab_stop(middle) + end
    for n in range(0, len(empty), 2):
        pair = empty[n : n + 2]
        blanks = (
            body.markup.text(f"{one.label} ", "FieldLabel") + control(one.label, "field", "", tab, body) for one in pair
        )
        body.add(tab.join(blanks), at, "Signature").tabs = two if len(pair) == 2 else end


def rule(node: t.Rule, at: At, body: Body) -> None:
    """Add an empty paragraph whose style draws the line."""
    body.add("", at, "Rule")


BLOCKS: dict[type, Setter] = {
    t.Heading: heading,
    t.Paragraph: paragraph,
    t.List: list_,
    t.Quote: quote,
    t.Table: table,
    t.Figure: figure,
    t.Picture: picture,
    t.Fields: fields,
    t.Rule: rule,
}
"""How each type of block is set; regions are in `regions`."""
