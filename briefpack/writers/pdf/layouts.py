"""Page layouts: which flows stand where on which page, for each kind of document.

A layout is made before anything is drawn, so that it can be measured, compared and made again tighter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, groupby

from briefpack.document.contents import LISTED_LEVELS, front_and_body
from briefpack.document.tree import Block, Blocks, Document, Heading, List, Region
from briefpack.look.theme import Theme
from briefpack.writers.pdf.blanks import TickBoxFlow
from briefpack.writers.pdf.blocks import flows, region_role
from briefpack.writers.pdf.columns import Columns
from briefpack.writers.pdf.contents import contents_flows, cover_context, first_pages, section_roles
from briefpack.writers.pdf.context import Context
from briefpack.writers.pdf.deck import lay_out_slides
from briefpack.writers.pdf.flows import Flow, Hanging, ListStack, PaddedStack, RuleFlow, Stack, TextFlow
from briefpack.writers.pdf.fonts import Fonts
from briefpack.writers.pdf.logo import beside_logo
from briefpack.writers.pdf.pages import (
    Frame,
    Layout,
    PageContent,
    Placed,
    fill,
    foot_height,
    furniture,
    masthead,
    note_flows,
    page_frame,
)
from briefpack.writers.pdf.roles import ARTIFACT, Role
from briefpack.writers.pdf.styles import Setting, make_styles

FOOT_SHARE = 10 / 12
"""The part of the width that a one-pager's source line may take; the number of the page has the rest."""
FOOT_LIMIT = 0.3
"""The part of the height that the foot may take; a taller one follows the rest instead of standing at the foot."""
LOWER = 5
"""The title of a cover stands by so many times the space around blocks lower than that of a page with text below."""
SIDES = 4
"""In large print, a one-pager takes as many sides of two sheets, and its columns stand one below the other.

Who needs large print is told as much as everybody else: type grows, words are not cut for it."""
LEVELLED = 0.2
"""Columns that differ by a smaller part of their height than this are made to end on one line."""


def lay_out(document: Document, theme: Theme, fonts: Fonts, setting: Setting) -> Layout:
    """Place a document on pages, in the sizes of a setting."""
    context = context_of(document, theme, fonts, setting)
    if document.meta.kind == "onepager":
        return OnePager(document, context).layout
    set_pages = lay_out_slides if document.meta.kind == "slides" else _memo
    return set_pages(document, context)


def context_of(document: Document, theme: Theme, fonts: Fonts, setting: Setting) -> Context:
    """Return what the flows of a document are made with."""
    kind = document.meta.kind
    styles = make_styles(theme, kind, setting, document.meta.language)
    return Context(theme, kind, styles, fonts, last_number=_last_number(document.blocks))


def _last_number(blocks: Blocks) -> int:
    """Return the highest number of lists that are not within others."""
    inner = (block.blocks if isinstance(block, Region) else (block,) for block in blocks)
    lists = [block for group in inner for block in group if isinstance(block, List) and block.ordered]
    return max((one.start + len(one.items) - 1 for one in lists), default=0)


# One-pager


@dataclass(frozen=True)
class OnePager:
    """Place a one-pager: title block, columns side by side, what takes the full width, the source at the foot.

    How much too tall it is needs no pages: fitting asks for these once, when the setting is chosen.
    """

    document: Document
    context: Context

    @cached_property
    def _flows(self) -> tuple[Stack | None, Stack | None]:
        return _onepager_flows(self.document, self.context, self._paper)

    @cached_property
    def _sheet(self) -> tuple[tuple[float, float], Frame]:
        return page_frame(self.context.theme, self.context.theme.page.margin_side_mm)

    @property
    def _paper(self) -> Frame:
        return self._sheet[1]

    @property
    def _caption(self) -> float:
        return self.context.styles.caption.leading

    @property
    def _foot_tall(self) -> float:
        """The height of the foot, whose last line shares it with the number of the page."""
        foot = self._flows[1]
        return max(foot.height(self._paper.width * FOOT_SHARE) if foot else 0, self._caption)

    @property
    def _room(self) -> Frame:
        paper = self._paper
        bottom = paper.bottom - self._foot_tall - self.context.styles.space * 0.6
        top = max(paper.top + self._caption * 1.7, self._head_end + self._caption * 0.6)
        return replace(paper, top=top, bottom=bottom)

    @cached_property
    def _head_end(self) -> float:
        """Where what heads a page ends."""
        caption = self.context.styles.caption
        kept, style = self.context.fonts.heads, (caption.size, caption.leading)
        if style not in kept:
            around = furniture(self.document.meta, 1, 1, self._paper, self.context)
            heads = (placed for placed in around if placed.y < self._paper.bottom / 2)
            kept[style] = max((placed.y + placed.flow.height(placed.width) for placed in heads), default=0.0)
        return kept[style]

    @cached_property
    def excess_pt(self) -> float:
        """By how much it is taller than its page; negative: the room left."""
        body, room = self._flows[0], self._room
        over = body.height(room.width) - room.height if body else 0
        if not self.context.theme.is_large_print or over <= 0:
            return over
        more = max(over - room.height * (SIDES - 1), self.context.styles.body.leading)
        return 0 if len(self._placed) <= SIDES else more

    @cached_property
    def _placed(self) -> list[Placed | None]:
        body = _levelled(self._flows[0], self._room.width)
        return _fill_before_foot(body, self._room, self._paper.bottom - self._caption * 1.4, self._caption)

    @cached_property
    def layout(self) -> Layout:
        """Its pages."""
        (size, paper), foot, placed = self._sheet, self._flows[1], self._placed
        pages = []
        for number, content in enumerate(placed, 1):
            contents = [content] if content else []
            if foot and number == len(placed):
                contents.append(Placed(foot, paper.x, paper.bottom - self._foot_tall, paper.width * FOOT_SHARE))
            pages.append(PageContent(tuple(contents)))

        def around(page: int, count: int) -> tuple[Placed, ...]:
            return furniture(self.document.meta, page, count, paper, self.context)

        return Layout(size, tuple(pages), self.excess_pt, around=around)


def _fill_before_foot(body: Flow | None, room: Frame, bottom: float, caption: float) -> list[Placed | None]:
    """Fill pages so that the last leaves room for the foot; the others end at the bottom, and start a little lower."""
    placed: list[Placed | None] = []
    while body:
        top = room.top + (caption * 1.4 if placed else 0)
        if body.height(room.width) <= room.bottom - top:
            return [*placed, Placed(body, room.x, top, room.width)]
        head, rest = body.split(room.width, bottom - top, force=True)
        if not rest:  # it would take the room of the foot
            head, rest = body.split(room.width, room.bottom - top, force=True)
        body = rest
        if head:
            placed.append(Placed(head, room.x, top, room.width))
    return placed or [None]


@dataclass
class MainAndSide(Columns):
    """Set the main column of a page beside its side column."""


def _onepager_flows(document: Document, context: Context, paper: Frame) -> tuple[Stack | None, Stack | None]:
    """Return the flows of the page and those that stand at its foot."""
    blocks = document.blocks
    sources = [block for block in blocks if isinstance(block, Region) and block.role == "source"]
    others = [block for block in blocks if block not in sources]
    body: list[Flow] = []
    for columns, group in groupby(others, key=_in_columns):
        part = tuple(group)
        body += [_columns(part, context, paper.width)] if columns else _full_width(part, context, paper)
    foot = [*flows(tuple(sources), context), *note_flows(document.notes, context)]
    if Stack(None, flows=foot).height(paper.width * FOOT_SHARE) > paper.height * FOOT_LIMIT:
        body, foot = [*body, *foot], []
    return Stack(None, flows=body) if body else None, Stack(None, flows=foot) if foot else None


def _in_columns(block: Block) -> bool:
    return isinstance(block, Region) and block.role in ("main", "side")


def _columns(blocks: Blocks, context: Context, width: float) -> Flow:
    """Set the main column beside the side column; one without the other takes the whole width.

    Where the side column is the taller, it may take one of the main column's twelfths.
    """
    sides = {role: tuple(b for b in blocks if isinstance(b, Region) and b.role == role) for role in ("main", "side")}
    stacks = [Stack(None, flows=flows(part, context)) for part in sides.values() if part]
    after = context.styles.space
    if len(stacks) == 1:
        return replace(stacks[0], after=after)
    if context.theme.is_large_print:
        first, *others = stacks
        return Stack(None, after=after, flows=[first, *(replace(other, before=after) for other in others)])
    gap = context.theme.page.column_gap_pt
    main = context.theme.page.main_columns
    tried = (
        MainAndSide(None, after=after, columns=stacks, shares=(twelfths / 12, 1 - twelfths / 12), gap=gap)
        for twelfths in (main, main - 1, main - 2)
    )
    return _lowest(tried, width)


def _lowest(tried: Iterator[Columns], width: float) -> Columns:
    """Return the lowest of columns, the main one narrower and narrower: where its words are taller, none is lower."""
    lowest = next(tried)
    for columns in chain((lowest,), tried):
        if columns.height(width) < lowest.height(width):
            lowest = columns
        (main, _, wide), (side, _, narrow) = columns.placed(width)
        if main.height(wide) >= side.height(narrow) and _is_text(main, wide):
            break
    return lowest


def _is_text(flow: Flow, width: float) -> bool:
    """Tell whether a flow holds nothing but text, which is no lower in a narrower column; a drawing may be."""
    if not isinstance(flow, Stack | Hanging):
        return isinstance(flow, TextFlow | RuleFlow | TickBoxFlow)
    return all(_is_text(inner, wide) for inner, wide in flow.inside(width))


def _levelled(body: Stack | None, width: float) -> Stack | None:
    """Return what is drawn of the body, as tall as it is: its columns end on one line."""
    if body is None:
        return None
    return replace(body, flows=[_level(flow, width) if isinstance(flow, MainAndSide) else flow for flow in body.flows])


def _level(columns: Columns, width: float) -> Columns:
    """End both columns on one line: what is spare in the shorter one goes between its items, if it is not much."""
    placed = [(flow, flow.height(wide)) for flow, _, wide in columns.placed(width)]
    tallest = max(height for _, height in placed)
    if any(tallest - height > tallest * LEVELLED for _, height in placed):
        return columns
    return replace(columns, columns=[_lowered(flow, tallest - height) for flow, height in placed])


def _lowered(flow: Flow, spare: float) -> Flow:
    """Return a stack so much taller: long items stand farther apart, and so does the last part with its heading."""
    if not isinstance(flow, Stack) or type(flow) not in (Stack, ListStack) or not (flow.flows and spare):
        return flow
    if len(flow.flows) == 1:
        return replace(flow, flows=[_lowered(flow.flows[0], spare)])
    at = len(flow.flows) - 1
    while at and flow.flows[at - 1].keep:
        at -= 1
    if not at:
        return flow
    above = list(flow.flows[:at])
    lists = {number: one for number, one in enumerate(above) if isinstance(one, Stack) and _holds_long_items(one)}
    share = spare / (1 + sum(len(one.flows) - 1 for one in lists.values()))
    for number, one in lists.items():
        above[number] = _spread(one, share)
    gap = max(flow.flows[at - 1].after, flow.flows[at].before)
    lowered = replace(flow.flows[at], before=gap + share)
    return replace(flow, flows=[*above, lowered, *flow.flows[at + 1 :]])


def _holds_long_items(flow: Stack) -> bool:
    """Tell whether a flow is a list whose items have several parts."""
    bodies = [item.body for item in flow.flows if isinstance(item, Hanging)]
    return len(bodies) > 1 and all(isinstance(body, Stack) and len(body.flows) > 1 for body in bodies)


def _spread(items: Stack, share: float) -> Stack:
    """Return a list with its items so much farther apart."""
    first, *others = items.flows
    return replace(items, flows=[first, *[replace(one, before=max(one.before, one.after) + share) for one in others]])


def _full_width(blocks: Blocks, context: Context, paper: Frame) -> list[Flow]:
    result: list[Flow] = []
    for block in blocks:
        if isinstance(block, Region) and block.role == "band":
            result.append(_title_band(block, context, paper))
        else:
            result += flows((block,), context)
    return result


def _title_band(node: Region, context: Context, paper: Frame) -> Flow:
    """Set the title block on its ground from edge to edge of the paper, or on paper over a thick rule."""
    theme, styles = context.theme, context.styles
    filled = theme.manner.band == "filled"
    inner = replace(context, ground_name="band" if filled else "paper", text=replace(styles.lead, after=0))
    space = styles.space
    first = next((n for n, block in enumerate(node.blocks) if isinstance(block, Heading)), 0)
    kicker = flows(node.blocks[:first], replace(inner, text=styles.kicker))
    words = [*kicker, *flows(node.blocks[first:], inner)]
    inside = beside_logo(words, theme.picture_on_band, paper.width, space * 2)
    if not filled:
        rule = RuleFlow(ARTIFACT, before=space * 0.7, colour=theme.colours.accent, thickness=2)
        return Stack(region_role(node), after=space * 1.1, flows=[*inside, rule])
    padded = PaddedStack(region_role(node), after=space * 1.1, flows=inside, fill=theme.colours.band, bleed=paper.x)
    return replace(padded, pad_top=space * 1.15, pad_bottom=space * 1.25)


# Memo, and any kind that has no layout of its own


def _memo(document: Document, context: Context) -> Layout:
    """Place a document in one column, page after page."""
    size, paper = page_frame(context.theme, context.theme.page.memo_margin_side_mm)
    caption = context.styles.caption.leading
    head = masthead(document.meta, paper.width, context)
    foot = max(caption, foot_height(document.meta, paper.width, context))
    frame = replace(paper, top=paper.top + caption * 2.6, bottom=paper.bottom - caption - foot)
    first = replace(frame, top=paper.top + head.height(paper.width) + context.styles.space * 1.2)
    if document.meta.with_contents:
        placed = _after_cover(document, context, first, frame)
    else:
        body = [
            *_memo_flows(document.blocks, context, frame),
            *_notes(document, context),
        ]
        placed = fill(Stack(None, flows=body), lambda page: frame if page else first)

    def around(page: int, count: int) -> tuple[Placed, ...]:
        return furniture(document.meta, page, count, paper, context, head)

    return Layout(size, tuple(PageContent((content,)) for content in placed), around=around)


def _notes(document: Document, context: Context) -> list[Flow]:
    return note_flows(document.notes, context, document.meta.notes_label)


def _after_cover(document: Document, context: Context, first: Frame, frame: Frame) -> list[Placed]:
    """Place a cover with the contents, then the sections; contents that do not fit begin the page of the first."""
    front, body = front_and_body(document.blocks)
    sections = [*flows(body, context), *_notes(document, context)]
    roles = section_roles(sections)
    title = _memo_flows(front, cover_context(context), frame)

    def contents(shown: Sequence[Role], before: int = 1) -> list[Flow]:
        return contents_flows(document.meta, shown, first_pages(shown, placed, before), context)

    def filled(inside: Sequence[Flow], top: Frame) -> list[Placed]:
        return fill(Stack(None, flows=list(inside)), lambda page: frame if page else top)

    placed = filled(sections, frame)
    lower = replace(first, top=first.top + context.styles.space * LOWER)
    for shown, top in ((roles, lower), (roles, first), ([r for r in roles if r.level == LISTED_LEVELS[0]], first)):
        if len(cover := filled([*title, *contents(shown)], top)) == 1:
            return [*cover, *placed]
    cover = filled(title, lower)
    placed = filled([*contents(roles), *sections], frame)
    return [*cover, *filled([*contents(roles, len(cover)), *sections], frame)]


def _memo_flows(blocks: Blocks, context: Context, frame: Frame) -> list[Flow]:
    """Return the flows of blocks, the logo beside the title."""
    title = blocks[:1] if blocks and isinstance(blocks[0], Heading) else ()
    head = beside_logo(flows(title, context), context.theme.picture, frame.width, context.styles.space)
    return [*head, *flows(blocks[len(title) :], context)]
