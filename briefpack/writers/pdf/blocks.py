"""Block nodes as flows: one small function for each type of node, named after it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Any

from briefpack.document.tree import (
    Block,
    Blocks,
    Cell,
    Field,
    Fields,
    Figure,
    Heading,
    Inlines,
    List,
    ListItem,
    Paragraph,
    Quote,
    Region,
    Row,
    Rule,
    Span,
    Strong,
    Table,
    Text,
    introduces,
    plain_text,
)
from briefpack.figures import Drawing, draw_figure
from briefpack.look.theme import Theme
from briefpack.writers.pdf.drawing import DrawingFlow
from briefpack.writers.pdf.flows import (
    BoxFlow,
    EvenColumns,
    Flow,
    Hanging,
    Panel,
    RuleFlow,
    SpaceFlow,
    Stack,
    TextFlow,
)
from briefpack.writers.pdf.fonts import Fonts, clean
from briefpack.writers.pdf.inlines import Run, look_of, runs
from briefpack.writers.pdf.styles import Ground, GroundName, Styles, TextStyle, ground_colours
from briefpack.writers.pdf.tables import FieldRow, table_flow
from briefpack.writers.pdf.text import shape

BULLETS = ("•", "–")
LABEL_GAP_EM = 0.55
"""The space between a bullet or number and its item."""


@dataclass(frozen=True, slots=True)
class Context:
    """Hold what flows are made with: theme, styles, fonts, and where in the document we are."""

    theme: Theme
    kind: str
    styles: Styles
    fonts: Fonts
    ground_name: GroundName = "paper"
    text: TextStyle | None = None
    """The style of paragraphs here, where it is not the body's."""
    in_panel: bool = False
    ticks: bool = False
    """Whether the items of lists are choices to tick."""
    depth: int = 0
    """How many lists are around."""
    opens_item: bool = False
    """Whether the paragraph here is the title of an item with more to say."""

    @property
    def ground(self) -> Ground:
        return ground_colours(self.theme, self.ground_name)

    @property
    def rule(self) -> str:
        filled = self.ground_name in ("accent", "band")
        return self.ground["ink"] if filled else self.theme.colours.rule


def flows(blocks: Blocks, context: Context) -> list[Flow]:
    """Return the flows of block nodes, in reading order; a line that introduces what follows stays with it."""
    made: list[Flow] = []
    for block, following in zip_longest(blocks, blocks[1:]):
        found = FLOWS[type(block)](block, context)
        made += [replace(flow, keep=True) for flow in found] if introduces(block, following) else found
    return made


def text_flow(inlines: Inlines, style: TextStyle, context: Context, node: object = None) -> TextFlow:
    words = shape(runs(inlines, style, context.ground), context.fonts)
    return TextFlow(node, style.before, style.after, style.keep, words=words, style=style)


def label_flow(text: str, style: TextStyle, context: Context, align: str = "left") -> TextFlow:
    """Set words that the tree has not: a bullet, a number, a running head."""
    words = shape([Run(clean(text), look_of(style, context.ground))], context.fonts)
    return TextFlow(added=True, tag="Lbl", words=words, style=style, align=align)


def _heading(node: Heading, context: Context) -> list[Flow]:
    style = context.styles.heading(node.level)
    if context.in_panel and node.level > 1:
        style = context.styles.panel_head
    made = text_flow(node.inlines, style, context, node)
    return [replace(made, level=node.level, title=plain_text(node.inlines).strip() or "–")]


def _paragraph(node: Paragraph, context: Context) -> list[Flow]:
    style = context.text or context.styles.body
    if context.opens_item and _is_strong(node):
        style = replace(context.styles.item, before=0, after=context.styles.space * 0.06, balanced=False)
    elif _is_quiet(node):
        style = replace(context.styles.quiet, before=0) if not context.text else replace(style, colour="quiet")
    return [text_flow(node.inlines, style, context, node)]


def _is_quiet(node: Paragraph) -> bool:
    return all(isinstance(inline, Span) and inline.voice == "quiet" for inline in node.inlines)


def _is_strong(node: Block) -> bool:
    return isinstance(node, Paragraph) and all(isinstance(inline, Strong) for inline in node.inlines)


def _list(node: List, context: Context) -> list[Flow]:
    inner = replace(context, depth=context.depth + 1, ticks=False)
    labels = [_item_label(node, number, context) for number in range(len(node.items))]
    widest = max((label.lines(1e6)[0].width for label in labels if isinstance(label, TextFlow)), default=0)
    em = (context.text or context.styles.body).size
    indent = max(widest + em * LABEL_GAP_EM, em * (1.5 if context.ticks else 1.05))
    made = [
        Hanging(item, label=label, body=_item(item, inner), indent=indent, gap=em * LABEL_GAP_EM)
        for item, label in zip(node.items, labels, strict=True)
    ]
    return [Stack(node, after=context.styles.body.after, flows=_spaced(made, node, context))]


def _spaced(items: list[Hanging], node: List, context: Context) -> list[Flow]:
    """Set short items close together, and items of several blocks as far apart as blocks."""
    long = any(len(item.blocks) > 1 and not isinstance(item.blocks[1], List) for item in node.items)
    gap = context.styles.space * (0.75 if long else 0.5 if context.kind == "slides" else 0.25)
    return [replace(item, before=gap, after=gap) for item in items]


def _item(node: ListItem, context: Context) -> Stack:
    titled = len(node.blocks) > 1 and _is_strong(node.blocks[0])
    first = replace(context, opens_item=titled)
    inside = [*flows(node.blocks[:1], first), *flows(node.blocks[1:], context)]
    gap = context.styles.space * (0.12 if titled else 0.3)
    return Stack(tag="LBody", flows=_closed([replace(flow, after=min(flow.after, gap)) for flow in inside]))


def _item_label(node: List, number: int, context: Context) -> Flow:
    body = context.text or context.styles.body
    if context.ticks:
        return BoxFlow(tag="Lbl", size=body.size * 0.86, base=body.baseline, colour=context.ground["ink"])
    if not node.ordered:
        bullet = BULLETS[min(context.depth, len(BULLETS) - 1)]
        return label_flow(bullet, replace(body, colour="accent", bold=False), context)
    if context.theme.manner.numbered_items:
        blocks = node.items[number].blocks
        style = context.styles.item if len(blocks) > 1 and _is_strong(blocks[0]) else body
        loud = replace(style, colour="accent", bold=True, family="title")
        return label_flow(f"{node.start + number}", loud, context, align="right")
    return label_flow(f"{node.start + number}.", replace(body, colour="quiet", bold=False), context, align="right")


def _quote(node: Quote, context: Context) -> list[Flow]:
    styles = context.styles
    blocks = node.blocks
    last = blocks[-1] if len(blocks) > 1 else None
    named = isinstance(last, Paragraph) and plain_text(last.inlines).lstrip().startswith("—")
    said = replace(context, text=styles.quote)
    inside = flows(blocks[:-1] if named else blocks, said)
    if isinstance(last, Paragraph) and named:
        inside.append(text_flow(last.inlines, replace(styles.quiet, after=0), context, last))
    bar = context.ground["second"]
    pad = styles.space * 0.15
    panel = Panel(
        node,
        before=styles.space * 0.5,
        after=styles.space * 0.5,
        flows=_closed(inside),
        bar=bar,
        pad_x=styles.body.size,
        pad_top=pad,
        pad_bottom=pad,
    )
    return [panel]


def _table(node: Table, context: Context) -> list[Flow]:
    styles = context.styles
    plain = context.ground_name == "paper"

    def row_flows(row: Row, bold: bool) -> list[TextFlow]:
        return [_cell(cell, bold, context) for cell in row.cells]

    fill = context.theme.colours.tint if plain else ""
    made = table_flow(node, row_flows, context.rule, context.ground["accent"], fill, styles.body.size)
    return [replace(made, before=styles.space * 0.35, after=styles.space * 0.65)]


def _cell(cell: Cell, bold: bool, context: Context) -> TextFlow:
    style = replace(context.styles.cell, bold=bold, colour="accent" if bold else "ink")
    return replace(text_flow(cell.inlines, style, context, cell), align=cell.alignment)


def _figure(node: Figure, context: Context) -> list[Flow]:
    styles = context.styles
    size = styles.figure_pt if context.kind != "onepager" else 0

    def make(width: float) -> Drawing:
        return draw_figure(_cleaned(node), width, context.theme, measure, size)

    def measure(text: str, role: str, size: float) -> float:
        return context.fonts.width(text, size, bold=role == "bold")

    paper = replace(context, ground_name="paper") if context.ground_name != "paper" else context
    title = text_flow(node.title, replace(styles.item, before=0, after=styles.space * 0.4), paper, node)
    drawing = DrawingFlow(node, fonts=context.fonts, make=make)
    space = styles.space
    inside: list[Flow] = [title, drawing]
    if context.ground_name == "paper":
        return [Stack(node, before=space * 0.4, after=space, flows=inside, whole=True)]
    pad = styles.body.size * 0.6
    fill = context.theme.colours.paper
    panel = Panel(node, flows=inside, whole=True, fill=fill, pad_x=pad, pad_top=pad, pad_bottom=pad, after=space * 0.5)
    return [panel]


def _cleaned(figure: Figure) -> Figure:
    """Return the figure with words that fonts can measure: clean, and each cell's of one look."""

    def row(cells: Row) -> Row:
        return Row(tuple(Cell(_text(plain_text(cell.inlines))) for cell in cells.cells))

    table = Table(row(figure.table.header), tuple(row(cells) for cells in figure.table.rows))
    return replace(figure, table=table)


def _text(text: str) -> Inlines:
    return (Text(clean(text)),)


def _fields(node: Fields, context: Context) -> list[Flow]:
    styles = context.styles
    labels = [_field_label(field, context) for field in node.fields]
    widest = max((line.width for label in labels for line in label.lines(1e6)), default=0) + styles.body.size * 1.4
    rows: list[Flow] = [_field(f, label, widest, context) for f, label in zip(node.fields, labels, strict=True)]
    return [Stack(node, before=styles.space * 0.25, after=styles.space, flows=rows)]


def _field_label(node: Field, context: Context) -> TextFlow:
    words = shape([Run(clean(node.label), look_of(context.styles.label, context.ground))], context.fonts)
    return TextFlow(node, tag="Lbl", words=words, style=context.styles.label)


def _field(node: Field, label: TextFlow, widest: float, context: Context) -> Flow:
    styles = context.styles
    if node.inlines:
        value: Flow = text_flow(node.inlines, replace(context.text or styles.body, after=0), context, node)
        gap = styles.space * 0.12
    else:
        base = styles.body.baseline + styles.step * 0.6
        value = SpaceFlow(node, tall=base + styles.step * 0.4, colour=context.ground["quiet"], base=base)
        gap = styles.space * 0.25
    columns: list[Flow | None] = [label, replace(value, tag="LBody")]
    return FieldRow(node, before=gap, after=gap, columns=columns, label_width=widest, whole=True, on_baseline=True)


def _rule(node: Rule, context: Context) -> list[Flow]:
    space = context.styles.space * 0.75
    return [RuleFlow(node, before=space, after=space, colour=context.rule)]


def _closed(inside: Sequence[Flow]) -> list[Flow]:
    """Return the flows of a panel without space after the last."""
    return [*inside[:-1], replace(inside[-1], after=0)] if inside else []


def _region(node: Region, context: Context) -> list[Flow]:
    return REGIONS[node.role](node, context)


def _plain(node: Region, context: Context) -> list[Flow]:
    return [Stack(node, before=0, after=context.styles.space * 0.5, flows=flows(node.blocks, context))]


def _band(node: Region, context: Context) -> list[Flow]:
    """Set the title block: the title, and what it says under it in a larger size."""
    lead = replace(context, text=context.styles.lead)
    return [Stack(node, after=context.styles.space, flows=_closed(flows(node.blocks, lead)))]


def _filled(node: Region, context: Context, ground: GroundName, fill: str, text: TextStyle | None) -> Panel:
    styles = context.styles
    pad = styles.body.size * 1.1
    inner = replace(context, ground_name=ground, in_panel=True, text=text)
    return Panel(
        node,
        before=styles.space * 0.5,
        after=styles.space * 0.75,
        flows=_closed(flows(node.blocks, inner)),
        fill=fill,
        pad_x=pad,
        pad_top=pad * 0.8,
        pad_bottom=pad * 0.9,
    )


def _ask(node: Region, context: Context) -> list[Flow]:
    panel = _filled(node, context, "accent", context.theme.colours.accent, context.styles.ask)
    return [replace(panel, whole=True)]


def _callout(node: Region, context: Context) -> list[Flow]:
    if context.theme.manner.panel == "tint" and context.ground_name == "paper":
        return [_filled(node, context, "tint", context.theme.colours.tint, None)]
    panel = _filled(node, context, context.ground_name, "", context.text)
    return [replace(panel, bar=context.ground["accent"], pad_top=0, pad_bottom=0)]


def _decision(node: Region, context: Context) -> list[Flow]:
    """Keep the choices and the place to sign together, under a line."""
    inner = replace(context, ticks=True)
    space = context.styles.space
    made = flows(node.blocks, inner)
    return [
        Panel(
            node,
            before=space,
            after=space,
            flows=_closed(made),
            whole=True,
            line=context.ground["accent"],
            pad_top=space * 0.6,
        )
    ]


def _options(node: Region, context: Context) -> list[Flow]:
    """Set alternatives side by side: each starts with a heading of the highest level in the region."""
    first, options = _alternatives(node.blocks)
    if not 2 <= len(options) <= 3 or context.in_panel:
        return _plain(node, context)
    columns: list[Flow | None] = [_callout(Region("callout", option), context)[0] for option in options]
    space = context.styles.space
    shares = (1 / len(options),) * len(options)
    side = EvenColumns(columns=columns, shares=shares, gap=context.styles.body.size * 1.2)
    return [Stack(node, before=space * 0.5, after=space * 0.75, flows=[*flows(first, context), side])]


def _alternatives(blocks: Blocks) -> tuple[Blocks, list[Blocks]]:
    """Return the blocks before the first alternative, and the alternatives."""
    level = min((block.level for block in blocks if isinstance(block, Heading)), default=0)
    starts = [n for n, block in enumerate(blocks) if isinstance(block, Heading) and block.level == level]
    ends = [*starts[1:], len(blocks)]
    first = blocks[: starts[0]] if starts else blocks
    return first, [blocks[start:end] for start, end in zip(starts, ends, strict=True)] if starts else []


def _small(node: Region, context: Context) -> list[Flow]:
    small = replace(context, text=context.styles.caption, in_panel=True)
    return [Stack(node, before=context.styles.space * 0.5, after=0, flows=_closed(flows(node.blocks, small)))]


def _contact(node: Region, context: Context) -> list[Flow]:
    styles = context.styles
    style = replace(styles.quiet, colour="ink", leading=styles.quiet.size * 1.35, strut=0, after=styles.space * 0.25)
    inside = flows(node.blocks, replace(context, text=style, in_panel=True))
    space = styles.space
    panel = Panel(node, before=space * 0.75, after=space * 0.5, flows=_closed(inside), line=context.rule)
    return [replace(panel, line_width=0.5, pad_top=space * 0.4)]


REGIONS: dict[str, Callable[[Region, Context], list[Flow]]] = {
    "band": _band,
    "main": _plain,
    "side": _plain,
    "full": _plain,
    "ask": _ask,
    "callout": _callout,
    "decision": _decision,
    "options": _options,
    "notes": _small,
    "source": _small,
    "contact": _contact,
}
FLOWS: dict[type[Block], Callable[[Any, Context], list[Flow]]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    List: _list,
    Quote: _quote,
    Table: _table,
    Figure: _figure,
    Fields: _fields,
    Region: _region,
    Rule: _rule,
}
