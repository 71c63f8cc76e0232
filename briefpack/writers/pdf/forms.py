"""Forms as flows: cards, columns, steps along an axis, key figures, an agenda; on slides and, smaller, on pages.

What has no form that it fills is set as it stands, and says so by returning nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from briefpack.document import tree as t
from briefpack.document.traits import is_aside, is_marked, is_ours, parts_of
from briefpack.look.slide_grid import (
    AGENDA,
    BAND_HEAD,
    CARD_RULE,
    INNER,
    LARGEST_HEAD,
    MARKED_RULE,
    MOST_PARTS,
    ON_GROUND,
    PICTURE_GAP,
    FormLook,
    across,
    column_shares,
    head_scale,
    in_rows,
    is_in_bands,
    look_of,
    picture_share,
)
from briefpack.writers.pdf.columns import AxisColumns, BandColumns, Columns, PartColumns
from briefpack.writers.pdf.context import Context
from briefpack.writers.pdf.drawing import PhotoFlow
from briefpack.writers.pdf.flows import Flow, PaddedStack, Stack, TextFlow
from briefpack.writers.pdf.roles import Role, list_role
from briefpack.writers.pdf.styles import TextStyle, full_setting

FlowsOf = Callable[[t.Blocks, Context], list[Flow]]
"""Makes the flows of blocks; `blocks.flows`, handed in because that module needs this one."""
ON_PAGE = {
    "cards": FormLook(1.08, 1.0, 0.9, gap=14, pad_x=9, pad_y=8, after_head=2),
    "columns": FormLook(1.08, 1.0, 0.9, gap=22, after_head=3),
    "timeline": FormLook(1.0, 0.95, 0.88, gap=9, after_head=8),
    "key_figures": FormLook(2.3, 1.0, 0.86, gap=18, after_head=1),
}
"""How forms are set on a page, as `slide_grid.LOOKS` is for slides: sizes are multiples of the page's text."""
NUMBER_LEADING, HEAD_LEADING, TEXT_LEADING = 1.02, 1.16, 1.32


@dataclass(frozen=True, slots=True)
class PartStyles:
    """Hold how the parts of a form are set."""

    look: FormLook
    head: TextStyle
    text: TextStyle
    foot: TextStyle
    in_bands: bool = False
    """Whether each part is a band, in which its text stands beside its head."""

    def inside(self, context: Context) -> Context:
        """Return the context of what a part says."""
        styles = replace(context.styles, body=self.text, quiet=self.foot)
        return replace(context, styles=styles, text=None, in_panel=True)


def _part_styles(form: str, count: int, context: Context) -> PartStyles:
    on_slide = context.kind == "slides"
    look = look_of(form, count) if on_slide else ON_PAGE[form]
    size = context.styles.body.size
    loose = TEXT_LEADING if on_slide else context.styles.body.leading / size
    large = size * look.head
    if on_slide and form == "cards":
        large = min(large, full_setting(context.theme, "slides").body_pt * LARGEST_HEAD)
    head = TextStyle(large, large * HEAD_LEADING, bold=True, family="body" if on_slide else "title", balanced=True)
    if form in ("timeline", "key_figures"):
        head = replace(head, colour="accent", family="body", leading=head.size * NUMBER_LEADING)
    if form == "columns":
        head = replace(head, colour="accent")
    in_bands = on_slide and is_in_bands(form, count)
    said = large if in_bands else size * look.text  # in a band as large as the head beside it
    text = TextStyle(said, said * loose, after=size * 0.3)
    foot = TextStyle(size * look.foot, size * look.foot * loose, "quiet", before=size * 0.15, balanced=on_slide)
    return PartStyles(look, head, replace(text, balanced=in_bands), foot, in_bands)


def form_flow(node: t.Region, context: Context, flows: FlowsOf) -> Flow | None:
    """Return a region in its form; None where its content cannot fill it, or there is no room for one."""
    if context.in_panel or context.depth:
        return None
    return FORMS[node.role](node, context, flows)


def _parted(node: t.Region, context: Context, flows: FlowsOf) -> Flow | None:
    """Set what each heading begins side by side, what stands before the first above."""
    first, parts = parts_of(node.blocks)
    if len(parts) not in MOST_PARTS[node.role]:
        return None
    styles = _part_styles(node.role, len(parts), context)
    if node.role == "cards" and context.kind == "slides" and not styles.in_bands:
        styles = replace(styles, head=_fewer_lines(parts, styles, context))
    on_ground = node.role in ON_GROUND if context.kind == "slides" else node.role == "cards"
    make = _card if on_ground else _column
    made = [make(part, styles, context, flows) for part in parts]
    rows = [_row(node.role, row, styles, context) for row in _rows(node.role, made, context)]
    space = context.styles.space
    return Stack(None, before=space * 0.5, after=space * 0.75, flows=[*flows(first, context), *rows])


def _rows(form: str, parts: Sequence[Flow], context: Context) -> list[Sequence[Flow]]:
    """Return the parts row by row; on a page two cards stand side by side."""
    return [parts] if context.kind != "slides" and len(parts) == 2 else in_rows(form, parts)


def _fewer_lines(parts: Sequence[t.Blocks], styles: PartStyles, context: Context) -> TextStyle:
    """Return the style of the heads of cards on a slide, a little smaller where that saves a line."""
    look, count = styles.look, across("cards", len(parts))
    width = (INNER - look.gap * (count - 1)) / count - (2 * look.pad_x if _is_tinted(context) else 0)

    def smaller(scale: float) -> TextStyle:
        return replace(styles.head, size=styles.head.size * scale, leading=styles.head.leading * scale)

    def lines(scale: float) -> int:
        heads = (part[0] for part in parts)
        words = [head.inlines for head in heads if isinstance(head, t.Heading)]
        return max(len(context.text_flow(None, inlines, smaller(scale)).lines(width)) for inlines in words)

    return smaller(head_scale(lines))


def _row(form: str, parts: Sequence[Flow], styles: PartStyles, context: Context) -> PartColumns:
    gap, on_slide = styles.look.gap, context.kind == "slides"
    between = context.theme.colours.rule if form == "columns" and not on_slide else ""

    def row(shares: tuple[float, ...]) -> PartColumns:
        beside = PartColumns(None, before=gap, after=gap, columns=parts, shares=shares, gap=gap, between=between)
        return replace(beside, whole=not on_slide)

    if form == "columns" and on_slide and len(parts) == 2:
        return row(column_shares(lambda shares: row(shares).height(INNER)))
    return row((1 / len(parts),) * len(parts))


def _card(blocks: t.Blocks, styles: PartStyles, context: Context, flows: FlowsOf) -> Flow:
    """Set a part under a rule, on a page half as thick, on a ground of its own where the theme has tinted panels."""
    look, on_slide = styles.look, context.kind == "slides"
    tinted = _is_tinted(context)
    inner = replace(context, ground_name="tint") if tinted else context
    thick = (MARKED_RULE if is_marked(blocks[0]) else CARD_RULE) * (1 if on_slide else 0.5)
    has_foot = on_slide and isinstance(blocks[-1], t.Paragraph) and is_aside(blocks[-1].inlines)
    inside = _part(blocks, styles, inner, flows)
    return PaddedStack(
        Role("Sect"),
        flows=[_band(inside, has_foot, styles)] if styles.in_bands else inside,
        foot_last=has_foot and not styles.in_bands,
        in_middle=styles.in_bands,
        fill=context.theme.colours.tint if tinted else "",
        line=context.ground["second" if is_ours(blocks[0]) else "accent"],
        line_width=thick,
        pad_x=look.pad_x if tinted else 0,
        pad_top=look.pad_y + thick / 2,
        pad_bottom=look.pad_y,
    )


def _is_tinted(context: Context) -> bool:
    """Tell whether cards have a ground of their own."""
    return context.theme.manner.panel == "tint" and context.ground_name == "paper"


def _band(inside: Sequence[Flow], has_foot: bool, styles: PartStyles) -> Flow:
    """Set what a part says beside its head, and below that what is said in the margin."""
    head, *others = inside
    foot = [others.pop()] if has_foot and others else []
    columns = [replace(head, after=0), Stack(None, flows=_closed(others)), *foot]
    below, shares = styles.look.after_head, (BAND_HEAD, 1 - BAND_HEAD)
    return BandColumns(None, columns=columns, shares=shares, gap=styles.look.gap, whole=True, below=below)


def _column(blocks: t.Blocks, styles: PartStyles, context: Context, flows: FlowsOf) -> Flow:
    return Stack(Role("Sect"), flows=_part(blocks, styles, context, flows))


def _part(blocks: t.Blocks, styles: PartStyles, context: Context, flows: FlowsOf) -> list[Flow]:
    """Return a part: its head, what it says, and in small type what is said in the margin."""
    head, *others = blocks
    assert isinstance(head, t.Heading)
    words = t.plain_text(head.inlines).strip() or "–"
    role = Role(f"H{head.level}", level=head.level, words=words)
    made: list[Flow] = [context.text_flow(role, head.inlines, replace(styles.head, after=styles.look.after_head))]
    inner = styles.inside(context)
    for block in others:
        if isinstance(block, t.Paragraph) and is_aside(block.inlines):
            made.append(context.text_flow(Role("P"), block.inlines, styles.foot))
        else:
            made += flows((block,), inner)
    return _closed(made)


def _labelled(node: t.Region, context: Context, flows: FlowsOf) -> Flow | None:
    """Set labelled values side by side: dates along an axis, numbers large."""
    match node.blocks:
        case (t.Fields(fields),) if len(fields) in MOST_PARTS[node.role]:
            styles = _part_styles(node.role, len(fields), context)
            parts = [_field(field, styles, context) for field in fields]
            make = _timeline if node.role == "timeline" else _numbers
            space = context.styles.space
            row = make(fields, parts, styles, context)
            return Stack(list_role("None"), before=space * 0.5, after=space * 0.75, flows=[row])
    return None


def _field(field: t.Field, styles: PartStyles, context: Context) -> Flow:
    """Set a label over its value, each line of that in the style that suits it; several are a paragraph each."""
    label = replace(styles.head, after=styles.look.after_head, measure_em=0)
    lines = t.lines_of(field.inlines)
    several = len(lines) > 1
    body = [context.text_flow(Role("P") if several else None, line, _line_style(line, styles)) for line in lines]
    said = [Stack(Role("LBody"), flows=_closed(body))] if body else []
    return Stack(Role("LI"), flows=[context.label_flow(field.label, label), *said])


def _line_style(line: t.Inlines, styles: PartStyles) -> TextStyle:
    if is_aside(line):
        return styles.foot
    others = (inline for inline in line if not isinstance(inline, t.Strong))
    return replace(styles.text, balanced=bool(line) and not t.plain_text(tuple(others)).strip())


def _timeline(fields: Sequence[t.Field], parts: list[Flow], styles: PartStyles, context: Context) -> Flow:
    size = context.styles.body.size
    room, radius = size * 1.5, size * 0.3
    heads = [replace(part, flows=[_apart(part, room), *part.flows[1:]]) for part in parts if isinstance(part, Stack)]
    return AxisColumns(
        None,
        columns=heads,
        gap=styles.look.gap,
        days=tuple(field.day for field in fields),
        dates=tuple(_date_width(part) + 1 for part in parts),
        words=tuple(_longest_word(part) + 1 for part in parts),
        marked=frozenset(number for number, field in enumerate(fields) if is_marked(field)),
        room=room,
        radius=radius,
        colour=context.ground["accent"],
        paper=context.theme.colours.paper,
    )


def _apart(part: Stack, room: float) -> Flow:
    return replace(part.flows[0], after=room)


def _date_width(part: Flow) -> float:
    """Return how wide the date of a step is on one line."""
    head = part.flows[0] if isinstance(part, Stack) else part
    return head.natural_width() if isinstance(head, TextFlow) else 0


def _longest_word(flow: Flow) -> float:
    """Return how wide the longest word in a flow is."""
    if isinstance(flow, Stack):
        return max((_longest_word(inner) for inner in flow.flows), default=0)
    return max((word.end_width for word in getattr(flow, "words", ())), default=0)


def _numbers(fields: Sequence[t.Field], parts: list[Flow], styles: PartStyles, context: Context) -> Flow:
    shares = (1 / len(parts),) * len(parts)
    rule = context.theme.colours.rule
    on_paper = context.kind != "slides"
    return PartColumns(None, columns=parts, shares=shares, gap=styles.look.gap, between=rule, whole=on_paper)


def _agenda(node: t.Region, context: Context, flows: FlowsOf) -> Flow | None:
    """Set the parts of a deck large; on a page as they stand."""
    if context.kind != "slides":
        return None
    body = context.styles.body
    larger = replace(body, size=body.size * AGENDA, leading=body.leading * AGENDA)
    marked = is_marked(node)
    inside = replace(context, styles=replace(context.styles, body=larger, quiet=replace(larger, colour="quiet")))
    made = [flow for block in node.blocks for flow in flows((_pale(block) if marked else block,), inside)]
    return Stack(None, flows=made)


def _beside(node: t.Region, context: Context, flows: FlowsOf) -> Flow | None:
    """Set a picture at the left of what is said to it."""
    pictures = tuple(block for block in node.blocks if isinstance(block, t.Picture))
    others = tuple(block for block in node.blocks if block not in pictures)
    if not pictures or not others:
        return None
    on_slide = context.kind == "slides"
    inside = replace(context, in_panel=True)
    usual = inside.at(full_setting(context.theme, "slides")) if on_slide else inside  # captions do not grow
    shown = [_as_tall_as_wide(flow) if on_slide else flow for flow in flows(pictures, usual)]
    columns: list[Flow] = [Stack(None, flows=shown), Stack(None, flows=flows(others, inside))]
    share = picture_share(pictures[0].width, pictures[0].height) if on_slide else 0.45
    return Columns(
        None, after=context.styles.space, columns=columns, shares=(share, 1 - share), gap=PICTURE_GAP, led=True
    )


def _as_tall_as_wide(flow: Flow) -> Flow:
    """Let a picture be as high as its column is wide."""
    if isinstance(flow, PhotoFlow):
        return replace(flow, tallest=0.8)
    return replace(flow, flows=[_as_tall_as_wide(one) for one in flow.flows]) if isinstance(flow, Stack) else flow


def _pale(block: t.Block) -> t.Block:
    """Return a list whose items are quiet, but for the one that counts, which is strong."""
    if not isinstance(block, t.List):
        return block
    return replace(block, items=tuple(map(_pale_item, block.items)))


def _pale_item(item: t.ListItem) -> t.ListItem:
    match item.blocks:
        case (t.Paragraph(inlines), *others):
            said = t.Strong(inlines) if is_marked(item) else t.Span(inlines, voice="quiet")
            return t.ListItem((t.Paragraph((said,)), *others))
    return item


def _closed(inside: Sequence[Flow]) -> list[Flow]:
    return [*inside[:-1], replace(inside[-1], after=0)] if inside else []


FORMS: dict[str, Callable[[t.Region, Context, FlowsOf], Flow | None]] = {
    "cards": _parted,
    "columns": _parted,
    "timeline": _labelled,
    "key_figures": _labelled,
    "beside": _beside,
    "agenda": _agenda,
}
