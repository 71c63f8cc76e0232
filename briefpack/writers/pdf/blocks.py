"""Block nodes as flows: one small function for each type of node, named after it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby
from typing import Any

from briefpack.document import tree as t
from briefpack.document.traits import (
    are_short,
    head_column,
    introduces,
    is_marked,
    is_quiet,
    is_reference,
    is_strong,
    parts_of,
    said_and_speaker,
)
from briefpack.writers.pdf.blanks import BlankFlow, TickBoxFlow
from briefpack.writers.pdf.columns import Columns, EvenColumns
from briefpack.writers.pdf.context import Context
from briefpack.writers.pdf.figure_blocks import figure, picture
from briefpack.writers.pdf.flows import (
    Flow,
    Hanging,
    ListStack,
    PaddedStack,
    RuleFlow,
    Stack,
    TextFlow,
)
from briefpack.writers.pdf.forms import FORMS, form_flow
from briefpack.writers.pdf.roles import ARTIFACT, Role, header_role, list_role
from briefpack.writers.pdf.styles import TextStyle, varied
from briefpack.writers.pdf.tables import FieldRow, TableLook, table_flow

BULLETS = ("•", "–")
SIGNED = (0.6, 0.4)
"""The parts of a line that a name and the day beside it may take."""
NOTED = 0.2
"""A remark below a figure stands so near to it, as a part of the space around blocks."""
ALONE_LINES = 3.5
"""The last item of a list has more lines than this if it stands on a page without the one before it."""
LABEL_GAP_EM = 0.55
"""The space between a bullet or number and its item."""


def flows(blocks: t.Blocks, context: Context) -> list[Flow]:
    """Return the flows of block nodes, in reading order; a line that introduces what follows stays with it."""
    result: list[Flow] = []
    for before, block, following in zip((None, *blocks), blocks, (*blocks[1:], None), strict=False):
        own = FLOWS[type(block)](block, context)
        if isinstance(before, t.Figure) and is_quiet(block) and result:
            result[-1].keep, result[-1].after = True, context.styles.space * NOTED
            own[-1].after = context.styles.space
        if introduces(block, following, before):
            for flow in own:
                flow.keep = True
        result += own
    return result


def _heading(node: t.Heading, context: Context) -> list[Flow]:
    style = context.styles.heading(node.level)
    if context.in_panel and node.level > 1:
        style = context.styles.panel_head
    words = t.plain_text(node.inlines).strip() or "–"
    return [context.text_flow(Role(f"H{node.level}", level=node.level, words=words), node.inlines, style)]


def _paragraph(node: t.Paragraph, context: Context) -> list[Flow]:
    style = context.text or context.styles.body
    if context.opens_item and is_strong(node):
        style = varied(context.styles.item, before=0, after=context.styles.space * 0.06, balanced=False)
    elif is_quiet(node):
        style = varied(context.styles.quiet, before=0) if not context.text else varied(style, colour="quiet")
    if context.evened and style.colour != "quiet":
        style = varied(style, balanced=True)
    flow = context.text_flow(Role("P"), node.inlines, style)
    flow.whole = is_reference(node)
    return [flow]


def _list(node: t.List, context: Context) -> list[Flow]:
    context = replace(context, text=context.lists) if context.lists else context
    inner = replace(context, depth=context.depth + 1, ticks=False)
    titled = replace(inner, opens_item=True)
    label_of = _label_of(node, context)
    labels = [label_of(number) for number in range(len(node.items))]
    last = [label_of(context.last_number - node.start)] if node.ordered and not context.depth else []
    widest = max((label.natural_width() for label in (*labels, *last) if isinstance(label, TextFlow)), default=0)
    em = (context.text or context.styles.body).size
    indent = max(widest + em * LABEL_GAP_EM, em * (1.5 if context.ticks else 1.05))
    between = _item_space(node, context)
    items: list[Flow] = [
        Hanging(Role("LI"), between, between, label=label, body=body, indent=indent, gap=em * LABEL_GAP_EM)
        for label, body in zip(labels, (_item(item, inner, titled) for item in node.items), strict=True)
    ]
    role = list_role("None" if context.ticks else "Decimal" if node.ordered else "Disc")
    if context.ticks and are_short(node.items):
        shares = (1 / len(items),) * len(items)
        items = [Columns(None, between, between, columns=items, shares=shares, gap=em, whole=True)]
    alone = context.styles.body.leading * ALONE_LINES
    return [ListStack(role, after=context.styles.body.after, flows=items, alone=alone)]


def _item_space(node: t.List, context: Context) -> float:
    """Set short items close together, and items of several blocks as far apart as blocks."""
    long = any(len(item.blocks) > 1 and not isinstance(item.blocks[1], t.List) for item in node.items)
    is_memo = context.kind not in ("onepager", "slides")
    return context.styles.space * ((0.5 if is_memo else 0.75) if long else 0.5 if context.kind == "slides" else 0.25)


def _item(node: t.ListItem, context: Context, titling: Context) -> Stack:
    """Set an item; `titling`: the context of its first block, where that is the title of what it says."""
    titled = len(node.blocks) > 1 and is_strong(node.blocks[0])
    inside = [*flows(node.blocks[:1], titling if titled else context), *flows(node.blocks[1:], context)]
    if len(inside) > 1 and is_quiet(node.blocks[-1]):
        inside[-2].keep = True  # who leads is not named on the next page
        if isinstance(inside[-2], TextFlow):
            inside[-2].may_part = True
    gap = context.styles.space * (0.12 if titled or (node.blocks and is_quiet(node.blocks[-1])) else 0.3)
    for flow in inside:
        flow.after = min(flow.after, gap)
    return Stack(Role("LBody"), flows=_closed(inside))


def _label_of(node: t.List, context: Context) -> Callable[[int], Flow]:
    """Return what makes the label of an item, which are counted from 0."""
    body = context.text or context.styles.body
    if context.ticks:
        return partial(_tick, node, body, context)
    if not node.ordered:
        bullet = BULLETS[min(context.depth, len(BULLETS) - 1)]
        style = replace(body, colour="accent", bold=False)
        return lambda number: context.label_flow(bullet, style)
    if context.theme.manner.numbered_items:
        plain, titled = (
            replace(style, colour="accent", bold=True, family="title") for style in (body, context.styles.item)
        )
        return lambda number: context.label_flow(
            f"{node.start + number}", titled if _is_titled(node, number) else plain, align="right"
        )
    quiet = replace(body, colour="quiet", bold=False)
    return lambda number: context.label_flow(f"{node.start + number}.", quiet, align="right")


def _tick(node: t.List, style: TextStyle, context: Context, number: int) -> Flow:
    words = " ".join(next(t.text_lines(node.items[number : number + 1]), "").split())
    size, ink = style.size * 0.86, context.ground["ink"]
    return TickBoxFlow(Role("Lbl"), words=words, size=size, base=style.baseline, colour=ink)


def _is_titled(node: t.List, number: int) -> bool:
    """Tell whether an item has a title; one behind the last is as that."""
    blocks = node.items[min(number, len(node.items) - 1)].blocks if node.items else ()
    return len(blocks) > 1 and is_strong(blocks[0])


def _quote(node: t.Quote, context: Context) -> list[Flow]:
    styles = context.styles
    said, speaker = said_and_speaker(node)
    inside: list[Flow] = []
    for block in said:
        if is_quiet(block):
            inside[-1:] = [replace(last, keep=True) for last in inside[-1:]]
        inside += flows((block,), _said(block, context))
    if speaker:
        inside[-1:] = [replace(last, keep=True) for last in inside[-1:]]  # nobody is named on the next page
        inside.append(context.text_flow(Role("P"), speaker.inlines, replace(styles.quiet, after=0)))
    around, pad = styles.space * 0.5, styles.space * 0.15
    padded = PaddedStack(Role("BlockQuote"), around, around, flows=_closed(inside), bar=context.ground["second"])
    return [replace(padded, pad_x=styles.body.size, pad_top=pad, pad_bottom=pad)]


def _said(block: t.Block, context: Context) -> Context:
    """Return how a block of a quotation is set: what is said large, a side remark as any other."""
    return replace(context, text=None if is_quiet(block) else context.styles.quote)


def _table(node: t.Table, context: Context) -> list[Flow]:
    """Make headers of the first row, and of the column that names the rows, or the first if its corner is empty."""
    styles = context.styles
    heads = head_column(node) if t.plain_text(node.header.cells[0].inlines).strip() else 0
    head, body = _cell_styles(context)
    rows = [[_cell(cell, header_role("Column"), head, context) for cell in node.header.cells]]
    for row in node.rows:
        roles = [header_role("Row") if number == heads else Role("TD") for number in range(len(row.cells))]
        rows.append([_cell(cell, role, body, context) for cell, role in zip(row.cells, roles, strict=True)])
    tint = context.theme.colours.tint if context.ground_name == "paper" else ""
    marked = [number for number, row in enumerate(node.rows, 1) if is_marked(row)]
    on_slide = context.kind == "slides"
    fill, pad = ("", 0.4) if on_slide else (tint, 0.3)
    look = TableLook(styles.body.size, context.rule, context.ground["accent"], fill, tint, pad, on_slide)
    table = table_flow(rows, look, marked)
    return [replace(table, before=styles.space * 0.35, after=styles.space * 0.65)]


def _cell_styles(context: Context) -> tuple[TextStyle, TextStyle]:
    """Return the styles of the cells that head columns, and of the others."""
    cell = context.styles.cell
    size = 0.8 if context.kind == "slides" else 1.0
    head = replace(cell, bold=True, colour="accent", size=cell.size * size, leading=cell.leading * size)
    return head, replace(cell, bold=False, colour="ink")


def _cell(cell: t.Cell, role: Role, style: TextStyle, context: Context) -> TextFlow:
    flow = context.text_flow(role, cell.inlines, style, cell.alignment)
    flow.parted = flow.parted and role.tag != "TH"  # what heads a row is a name
    return flow


def _fields(node: t.Fields, context: Context) -> list[Flow]:
    styles = context.styles
    labels = [context.label_flow(field.label, styles.label) for field in node.fields]
    widest = max((label.natural_width() for label in labels), default=0) + styles.body.size * 1.4
    rows: list[Flow] = []
    for empty, group in groupby(zip(node.fields, labels, strict=True), key=lambda one: not one[0].inlines):
        lines = [_field(one, label, widest, context) for one, label in group]
        rows += _side_by_side(lines, context) if empty else lines
    result: list[Flow] = [Stack(list_role("None"), before=styles.space * 0.25, after=styles.space, flows=rows)]
    is_memo = context.kind not in ("onepager", "slides")
    if is_memo and not context.in_panel and node.fields and node.fields[-1].inlines:
        line = RuleFlow(ARTIFACT, before=styles.space * 0.3, after=styles.space * 0.7, colour=context.rule)
        result = [replace(result[0], after=0), line]
    return result


def _side_by_side(lines: Sequence[FieldRow], context: Context) -> list[Flow]:
    """Set lines to write on two by two, as in Word: whoever signs adds the date."""
    rows: list[Flow] = []
    for number in range(0, len(lines), 2):
        pair = lines[number : number + 2]
        first = pair[0]
        both = Columns(None, first.before, first.after, columns=pair, shares=SIGNED, gap=context.styles.body.size)
        rows.append(replace(both, whole=True, on_baseline=True) if len(pair) == 2 else lines[number])
    return rows


def _field(node: t.Field, label: TextFlow, widest: float, context: Context) -> FieldRow:
    styles = context.styles
    base = styles.body.baseline + styles.step * 0.6
    value: Flow
    value = BlankFlow(Role("LBody"), words=node.label, room=base + styles.step * 0.4, base=base)
    value = replace(value, colour=context.ground["quiet"], kind="signature" if node.signed else "text")
    gap = styles.space * 0.25
    if node.inlines:
        value = context.text_flow(Role("LBody"), node.inlines, replace(context.text or styles.body, after=0))
        gap = styles.space * 0.12
    row = FieldRow(Role("LI"), before=gap, after=gap, columns=[label, value], label_width=widest)
    return replace(row, whole=True, on_baseline=True)


def _rule(node: t.Rule, context: Context) -> list[Flow]:
    space = context.styles.space * 0.75
    return [RuleFlow(ARTIFACT, before=space, after=space, colour=context.rule)]


def _closed(inside: list[Flow]) -> list[Flow]:
    """Return the flows of a panel, which are new, without space after the last."""
    for last in inside[-1:]:
        last.after = 0
    return inside


def _region(node: t.Region, context: Context) -> list[Flow]:
    """Set a region in its form where its content fills it, else as its role has it."""
    in_form = form_flow(node, context, flows) if node.role in FORMS else None
    if in_form and in_form.role:  # a list within the region
        return [Stack(region_role(node), in_form.before, in_form.after, flows=[in_form])]
    flow = in_form or REGIONS[node.role](node.blocks, context)
    flow.role = region_role(node)
    return [flow]


def region_role(node: t.Region) -> Role:
    """Return what a region is: a part of the document, or only a place on the page."""
    return Role("Div" if node.role in t.LAYOUT_ROLES else "Sect")


def _plain(blocks: t.Blocks, context: Context) -> Flow:
    return Stack(None, after=context.styles.space * 0.5, flows=flows(blocks, context))


def _band(blocks: t.Blocks, context: Context) -> Flow:
    """Set the title block: the title, and what it says under it in a larger size."""
    lead = replace(context, text=context.styles.lead)
    return Stack(None, after=context.styles.space, flows=_closed(flows(blocks, lead)))


def _filled(blocks: t.Blocks, context: Context, fill: str) -> PaddedStack:
    """Set blocks on a ground, whose name and style of text the context has."""
    styles = context.styles
    pad = styles.body.size * {"slides": 1.4, "onepager": 1.1}.get(context.kind, 0.95)
    inside = _closed(flows(blocks, replace(context, in_panel=True, evened=context.kind in ("onepager", "slides"))))
    padded = PaddedStack(None, styles.space * 0.5, styles.space * 0.75, flows=inside, fill=fill)
    padded.pad_x, padded.pad_top, padded.pad_bottom = pad, pad * 0.8, pad * 0.9
    return padded


def _ask(blocks: t.Blocks, context: Context) -> Flow:
    """Fill the ask with the accent; in a memo, and where the theme sets bars, show its edge alone on a tint."""
    colours, is_slide = context.theme.colours, context.kind == "slides"
    inner = replace(context, ground_name="accent", text=context.styles.ask)
    if is_slide:  # what it takes is set smaller than what is asked
        inner = replace(inner, lists=replace(context.styles.body, measure_em=0))
    if is_slide or (context.kind == "onepager" and context.theme.manner.panel == "tint"):
        return replace(_filled(blocks, inner, colours.accent), whole=True)
    is_page = context.kind == "onepager"
    inner = replace(context, ground_name="tint", text=context.styles.ask if is_page else None)
    panel = replace(_filled(blocks, inner, colours.tint), whole=True)
    return (
        replace(panel, line=colours.accent, line_width=2)
        if is_page
        else replace(panel, bar=colours.accent, bar_width=3)
    )


def _callout(blocks: t.Blocks, context: Context) -> Flow:
    if context.theme.manner.panel == "tint" and context.ground_name == "paper":
        return _filled(blocks, replace(context, ground_name="tint", text=None), context.theme.colours.tint)
    return replace(_filled(blocks, context, ""), bar=context.ground["accent"], pad_top=0, pad_bottom=0)


def _decision(blocks: t.Blocks, context: Context) -> Flow:
    """Keep the choices and the place to sign together, under a line."""
    space = context.styles.space
    inside = _closed(flows(blocks, replace(context, ticks=True)))
    padded = PaddedStack(None, space, space, flows=inside, whole=True, line=context.ground["accent"])
    if context.theme.manner.panel == "tint" and context.ground_name == "paper":
        padded = replace(padded, fill=context.theme.colours.tint, pad_x=context.styles.body.size * 1.1)
    return replace(padded, pad_top=space * 0.6, pad_bottom=space * 0.6 if padded.fill else 0)


def _options(blocks: t.Blocks, context: Context) -> Flow:
    """Set alternatives side by side: each starts with a heading of the highest level in the region."""
    first, options = parts_of(blocks)
    if not 2 <= len(options) <= 3 or context.in_panel:
        return _plain(blocks, context)
    columns = [replace(_callout(option, context), role=Role("Sect")) for option in options]
    space = context.styles.space
    shares = (1 / len(options),) * len(options)
    side = EvenColumns(None, columns=columns, shares=shares, gap=context.styles.body.size * 1.2)
    return Stack(None, before=space * 0.5, after=space * 0.75, flows=[*flows(first, context), side])


def _small(blocks: t.Blocks, context: Context) -> Flow:
    return Stack(None, before=context.styles.space * 0.5, flows=_closed(flows(blocks, context.small)))


def _contact(blocks: t.Blocks, context: Context) -> Flow:
    styles, space = context.styles, context.styles.space
    style = replace(styles.quiet, colour="ink", leading=styles.quiet.size * 1.35, strut=0, after=space * 0.25)
    inside = _closed(flows(blocks, replace(context, text=style, in_panel=True)))
    if context.kind == "slides":
        return Stack(None, space * 0.75, space * 0.5, flows=inside)
    padded = PaddedStack(None, space * 0.75, space * 0.5, flows=inside, line=context.rule)
    return replace(padded, line_width=0.5, pad_top=space * 0.4)


REGIONS: dict[str, Callable[[t.Blocks, Context], Flow]] = {
    "band": _band,
    "main": _plain,
    "side": _plain,
    "full": _plain,
    "ask": _ask,
    "callout": _callout,
    "decision": _decision,
    "options": _options,
    "cards": _options,
    "columns": _options,
    "timeline": _plain,
    "key_figures": _plain,
    "beside": _plain,
    "section": _plain,
    "agenda": _plain,
    "notes": _small,
    "source": _small,
    "contact": _contact,
}
FLOWS: dict[type[t.Block], Callable[[Any, Context], list[Flow]]] = {
    t.Heading: _heading,
    t.Paragraph: _paragraph,
    t.List: _list,
    t.Quote: _quote,
    t.Table: _table,
    t.Figure: figure,
    t.Picture: picture,
    t.Fields: _fields,
    t.Region: _region,
    t.Rule: _rule,
}
"""Each function gives its flow a role: a node needs no other place here."""
