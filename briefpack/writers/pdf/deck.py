"""Slides as pages: a slide a page, its content in the size that suits it; what is said to them in a handout."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from briefpack.document import tree as t
from briefpack.document.slides import CLOSING_ROLES, TITLE_LEVEL, Slide, deck_of, part_label
from briefpack.document.traits import said_and_speaker
from briefpack.languages.marks import dotted
from briefpack.look.slide_grid import (
    ABOVE_ON_PAPER,
    ABOVE_OPEN,
    ABOVE_QUOTE,
    ABOVE_SOURCE,
    ASK,
    BODY,
    COVER_LEAD,
    COVER_RULE,
    COVER_TITLE,
    FULL_WITH_ASK,
    INNER,
    LARGER,
    LEAST_AREA,
    LEAST_ASK,
    LEAST_CARD,
    LEAST_LIST,
    LEAST_ON_PAPER,
    MOST_ASKED,
    MOST_BETWEEN,
    ON_GROUND,
    OPEN,
    QUOTE,
    QUOTE_BAR,
    QUOTE_PADS,
    ROOMY,
    ROOMY_ON_PAPER,
    SECTION_TITLE,
    SIDE,
    SMALLER,
    SOURCE,
    SPEAKER,
    TITLE,
    row_heights,
)
from briefpack.units import SLIDE_SIZE_PT
from briefpack.writers import SlideFill, ask_warnings, count_warnings, fill_warnings
from briefpack.writers.pdf.blocks import flows
from briefpack.writers.pdf.columns import PartColumns
from briefpack.writers.pdf.context import Context
from briefpack.writers.pdf.flows import Flow, Hanging, PaddedStack, RuleFlow, Stack
from briefpack.writers.pdf.handout import Shown, handout_pages
from briefpack.writers.pdf.logo import beside_logo, logo_flow
from briefpack.writers.pdf.pages import Frame, Layout, PageContent, Placed, fill, furniture
from briefpack.writers.pdf.roles import ARTIFACT, Role
from briefpack.writers.pdf.styles import full_setting
from briefpack.writers.pdf.tables import TableFlow, TableRow

FIGURE_SIZES = (1.4, 1.3, 1.2, 1.1, 1.0, 0.92, 0.85, 0.8, 0.75)
"""The sizes that a slide with nothing but a figure is tried in, so that the figure fills it."""
MOST_TITLE = 0.25
"""What a title may take of the room for content, as a part of it."""
FOOT_BOTTOM = 17.0
"""The space below the foot of a slide; points."""


def lay_out_slides(document: t.Document, context: Context) -> Layout:
    """Place a document on pages of slides, the handout after them."""
    deck = deck_of(document)
    pages: list[PageContent] = []
    shown: list[Shown] = []
    steps: list[str] = []
    notices = Notices()
    for slide in deck.slides:
        own = [
            _with_foot(page, slide, len(pages) + n, deck.meta, context)
            for n, page in enumerate(_slide_pages(slide, deck.meta, context, notices), 1)
        ]
        if len(own) > 1:
            steps.append(f"“{t.plain_text(slide.title) or deck.meta.title}” split into {len(own)}")
        shown.append(Shown(slide, own[0], len(pages) + 1))
        pages += own
    pages = pages or [_with_foot(PageContent(()), Slide((), TITLE_LEVEL), 1, deck.meta, context)]
    whole = (*pages, *handout_pages(deck, shown, context))
    warnings = (
        *count_warnings(len(deck.slides), len(pages)),
        *ask_warnings(notices.parted_asks),
        *fill_warnings(notices.fills),
    )
    return Layout(SLIDE_SIZE_PT, whole, steps=tuple(steps), warnings=warnings)


@dataclass
class Notices:
    """Collect what there is to say of the slides of a deck."""

    fills: list[SlideFill] = field(default_factory=list)
    parted_asks: list[str] = field(default_factory=list)
    """The titles of slides whose ask no page holds."""


def _with_foot(page: PageContent, slide: Slide, number: int, meta: t.Meta, context: Context) -> PageContent:
    """Return a page with its foot, in the colours of its ground; a title slide has no number and names its sender."""
    on_ground = replace(context, ground_name="band" if page.ground else "paper")
    margins = Frame(SIDE, 0, INNER, SLIDE_SIZE_PT[1] - FOOT_BOTTOM)
    if slide.level == TITLE_LEVEL:
        return replace(page, furniture=furniture(replace(meta, organisation=""), 0, 0, margins, on_ground))
    part = t.plain_text(slide.part)
    named = replace(meta, organisation=dotted(meta.organisation, part)) if part else meta
    return replace(page, furniture=furniture(named, number, number, margins, on_ground))


def _slide_pages(slide: Slide, meta: t.Meta, context: Context, notices: Notices) -> list[PageContent]:
    """Return the pages of a slide, its sources at the foot of the last; each that goes on has its title again.

    Add to the notices how far each is filled, and whether its ask had to be parted.
    """
    cover = _cover(slide, context) if slide.level == TITLE_LEVEL or slide.is_section else None
    if cover:
        return [cover]
    role = Role("Sect")
    title, foot = Stack(role, flows=_title(slide, context)), Stack(role, flows=flows(slide.sources, context.small))
    over = title.height(INNER) - TITLE[3]
    area = _area(max(0.0, over), foot)
    if over > BODY[3] * MOST_TITLE:  # it goes on where the content stands
        area = _area(TITLE[1] - BODY[1], foot)
        content = Stack(role, flows=[*title.flows, _content(slide, role, context, SMALLER[0])])
        pages = [PageContent((part,)) for part in fill(content, lambda page: area)]
    else:
        body = _sized(slide, role, area, context)
        placed = _lowered(fill(body, lambda page: area), slide, area)
        pages = _titled([PageContent((part,)) for part in placed], title, slide, meta, context)
        name = " ".join(t.plain_text(slide.title).split())
        notices.fills += [_fill(name, part, area) for part in placed]
        notices.parted_asks += [name] if _has_long_ask(slide, body, area) else []
    if foot.flows:
        y = SOURCE[1] + SOURCE[3] - foot.height(INNER)
        pages[-1] = replace(pages[-1], content=(*pages[-1].content, Placed(foot, SIDE, y, INNER)))
    return pages


def _has_long_ask(slide: Slide, body: Stack, area: Frame) -> bool:
    """Tell whether what a slide asks is taller than a page."""
    asking = (
        flow
        for block, flow in zip(slide.blocks, body.flows, strict=False)
        if isinstance(block, t.Region) and block.role in CLOSING_ROLES
    )
    return any(flow.height(area.width) > area.height for flow in asking)


def _lowered(placed: list[Placed], slide: Slide, area: Frame) -> list[Placed]:
    """Return a quotation, or cards on paper, that stand alone in the middle of their slide.

    Steps, key figures or a drawing stand nearly so.
    """
    roles = {block.role if isinstance(block, t.Region) else "" for block in slide.blocks}
    drawn = bool(slide.blocks) and all(isinstance(block, t.Figure) for block in slide.blocks)
    on_paper = len(slide.blocks) == 1 and roles <= ON_GROUND and bool(placed) and _is_on_paper(placed[0].flow)
    above = ABOVE_OPEN if drawn or (roles and roles <= OPEN) else ABOVE_ON_PAPER if on_paper else 0
    above = ABOVE_QUOTE if slide.quotes_alone else above
    if not above or len(placed) != 1:
        return placed
    (only,) = placed
    return [replace(only, y=only.y + above * (area.height - only.flow.height(only.width)))]


def _fill(name: str, placed: Placed, area: Frame) -> SlideFill:
    empty = area.bottom - placed.y - placed.flow.height(placed.width)
    return SlideFill(name, 1 - empty / area.height, empty / SLIDE_SIZE_PT[1])


def _titled(pages: list[PageContent], title: Stack, slide: Slide, meta: t.Meta, context: Context) -> list[PageContent]:
    """Return the pages of a slide under its title, which stands there again where the slide goes on."""
    first, *others = pages or [PageContent(())]
    titled = [replace(first, content=(_on_title_line(title), *first.content))]
    for number, page in enumerate(others, 2):
        again = _title_again(slide, part_label(meta, number, len(pages)), context)
        titled.append(replace(page, content=(_on_title_line(again), *page.content)))
    return titled


def _on_title_line(title: Stack) -> Placed:
    """Place a title so that it ends where all of them do; one that is too tall starts where they start."""
    x, y, width, height = TITLE
    return Placed(title, x, y + max(0.0, height - title.height(width)), width)


def _area(lower: float, foot: Stack) -> Frame:
    """Return where the content of a slide stands: so much below its usual place, above its source line."""
    x, y, width, height = BODY
    bottom = y + height
    if foot.flows:
        bottom = min(bottom, SOURCE[1] + SOURCE[3] - foot.height(INNER) - ABOVE_SOURCE)
    return Frame(x, y + lower, width, max(bottom, y + lower + LEAST_AREA))


def _title(slide: Slide, context: Context) -> list[Flow]:
    """Return the title, beside it a small logo: an ornament here, which the first slide describes."""
    title = flows((t.Heading(slide.level, slide.title),) if slide.title else (), context)
    logo = context.theme.picture
    shown = logo.in_corner(INNER) if logo else None
    return beside_logo(title, shown, INNER, context.styles.space, ornament=True)


def _title_again(slide: Slide, label: str, context: Context) -> Stack:
    """Return the title of a slide that goes on, which reading software need not say again."""
    title = (t.Heading(slide.level, (*slide.title, t.Text(label))),) if slide.title else ()
    return Stack(ARTIFACT, flows=flows(title, context))


# The content of a slide, as large as suits it


def _sized(slide: Slide, role: Role, area: Frame, context: Context) -> Stack:
    """Return a slide's content in the size that suits it: few words large, many a little smaller before a split."""
    pictured = any(isinstance(block, t.Region) and block.role == "beside" for block in slide.blocks)
    for size in _sizes(slide):
        body = _content(slide, role, context, size)
        roomy = ROOMY_ON_PAPER if len(body.flows) == 1 and _is_on_paper(body) else ROOMY
        room = area.height * (roomy if size in LARGER and not pictured else 1)
        if body.height(area.width) <= room:
            return _spread(slide, _with_larger_ask(slide, body, role, area, context, size), area)
    parted = [_content(slide, role, context, size) for size in SMALLER]
    return min(parted, key=lambda body: (_has_long_ask(slide, body, area), len(fill(body, lambda page: area))))


def _sizes(slide: Slide) -> tuple[float, ...]:
    """Return the sizes to try, from the largest; figures beside text are as large as the text allows."""
    if slide.blocks and all(isinstance(block, t.Figure) for block in slide.blocks):
        return FIGURE_SIZES
    drawn = any(isinstance(node, t.Figure) for node in t.walk(slide.blocks))
    return SMALLER if drawn else (*LARGER, *SMALLER)


def _with_larger_ask(slide: Slide, body: Stack, role: Role, area: Frame, context: Context, size: float) -> Stack:
    """Return a slide's content with what is asked below a form larger, where that takes no line more."""
    last = slide.blocks[-1] if slide.has_form and len(body.flows) > 1 else None
    if not isinstance(last, t.Region) or last.role != "ask":
        return body
    usual = body.flows[-1].height(area.width)
    for scale in (scale for scale in LARGER if size * scale <= MOST_ASKED):
        larger = _content(slide, role, context, size, scale)
        fits = larger.height(area.width) <= area.height * FULL_WITH_ASK
        if fits and larger.flows[-1].height(area.width) <= usual * scale:
            return larger
    return body


def _content(slide: Slide, role: Role, context: Context, size: float, ask_scale: float = 0) -> Stack:
    """Return a slide's content in a size, a flow a block.

    ask_scale: how much larger what is asked is set; 0 for what is usual, larger where there is no form above it.
    """
    full = full_setting(context.theme, "slides")
    inner = context.at(replace(full, body_pt=full.body_pt * size))
    if slide.quotes_alone:
        return Stack(role, flows=[_quote_alone(slide.blocks[0], inner)])
    if scale := ask_scale or (0 if slide.has_form else ASK):
        ask = replace(inner.styles.ask, size=inner.styles.ask.size * scale, leading=inner.styles.ask.leading * scale)
        inner = replace(inner, styles=replace(inner.styles, ask=ask))
    blocks = [Stack(None, flows=flows((block,), inner)) for block in slide.blocks]
    shown = [replace(one, before=one.flows[0].before, after=one.flows[-1].after) for one in blocks if one.flows]
    kept = [replace(one, keep=all(flow.keep for flow in one.flows)) for one in shown]
    return Stack(role, flows=list(kept))


def _quote_alone(block: t.Block, context: Context) -> Flow:
    """Set a quotation that stands alone large and upright, beside a bar; below it, who says it."""
    assert isinstance(block, t.Quote)
    body = context.styles.body
    large = replace(body, size=body.size * QUOTE, leading=body.size * QUOTE * 1.22, balanced=True, measure_em=0)
    said, speaker = said_and_speaker(block)
    inside = flows(said, replace(context, text=large))
    if speaker:
        style = replace(context.styles.quiet, size=body.size * SPEAKER, before=body.size * 0.7)
        inside.append(context.text_flow(Role("P"), speaker.inlines, style))
    bar, (pad_x, pad_y) = context.ground["accent"], QUOTE_PADS
    return PaddedStack(
        Role("BlockQuote"), flows=inside, bar=bar, bar_width=QUOTE_BAR, pad_x=pad_x, pad_top=pad_y, pad_bottom=pad_y
    )


def _spread(slide: Slide, body: Stack, area: Frame) -> Stack:
    """Give room that is left to what stands on a ground: cards, or an ask; an ask below something else stands last."""
    spare = area.height - body.height(area.width)
    flows_of_blocks = list(body.flows)
    for number, (block, flow) in enumerate(zip(slide.blocks, body.flows, strict=False)):
        role = block.role if isinstance(block, t.Region) else ""
        least = LEAST_ASK if role == "ask" else LEAST_ON_PAPER if _is_on_paper(flow) else LEAST_CARD
        more = min(spare, max(0.0, area.height * least - flow.height(area.width)))
        if (isinstance(block, t.List | t.Table) or role == "agenda") and len(body.flows) == 1:
            flows_of_blocks[number] = _looser(flow, max(0.0, area.height * LEAST_LIST - flow.height(area.width)))
        elif role in ON_GROUND:
            flows_of_blocks[number] = _taller_cards(flow, more, spare, area.width)
        elif role == "ask" and not number:
            flows_of_blocks[number] = _taller_ask(flow, more)
        elif role == "ask":
            before = max(flow.before, body.flows[number - 1].after) + spare
            flows_of_blocks[number], spare = replace(flow, before=before), 0.0
    return replace(body, flows=flows_of_blocks)


def _looser(flow: Flow, more: float) -> Flow:
    """Return a list or a table with so much more space between its parts, none of them far apart."""
    match flow:
        case TableFlow(flows=[head, *rows]):
            each = min(MOST_BETWEEN, more / max(len(rows), 1)) / 2
            taller = [replace(row, pad_y=row.pad_y + each) if isinstance(row, TableRow) else row for row in rows]
            return replace(flow, flows=[head, *taller])
        case Stack(flows=[Hanging(), *_] as items):
            each = min(MOST_BETWEEN, more / max(len(items) - 1, 1))
            apart = [replace(item, before=item.before + each, after=item.after + each) for item in items]
            return replace(flow, flows=apart)
        case Stack(flows=[inner]):
            return replace(flow, flows=[_looser(inner, more)])
    return flow


def _taller_cards(flow: Flow, more: float, most: float, width: float) -> Flow:
    """Return a stack whose rows of cards share so much more height, up to `most` where that makes them even."""
    least = [row.height(width) for row in _rows(flow)]
    on_ground = not _is_on_paper(flow)
    even = sum(max(least) - own for own in least) if on_ground else 0
    heights = iter(row_heights(least, max(more, min(even, most)), on_ground))

    def taller(inner: Flow) -> Flow:
        if isinstance(inner, PartColumns):
            return replace(inner, least=next(heights))
        return replace(inner, flows=list(map(taller, inner.flows))) if isinstance(inner, Stack) else inner

    return taller(flow)


def _is_on_paper(flow: Flow) -> bool:
    """Tell whether cards or columns stand on paper, under rules: nothing shows where they end."""
    cards = [card for row in _rows(flow) for card in row.columns if isinstance(card, PaddedStack) and card.line]
    return bool(cards) and not any(card.fill or card.in_middle for card in cards)


def _rows(flow: Flow) -> Iterator[PartColumns]:
    if isinstance(flow, PartColumns):
        yield flow
    elif isinstance(flow, Stack):
        for inner in flow.flows:
            yield from _rows(inner)


def _taller_ask(flow: Flow, more: float) -> Flow:
    if isinstance(flow, PaddedStack):
        return replace(flow, pad_top=flow.pad_top + more / 2, pad_bottom=flow.pad_bottom + more / 2)
    return replace(flow, flows=[_taller_ask(flow.flows[0], more), *flow.flows[1:]]) if isinstance(flow, Stack) else flow


# Title slides, and those that open a part


def _cover(slide: Slide, context: Context) -> PageContent | None:
    """Set a title slide on the band's ground, one that opens a part on paper; None if its words are too many."""
    styles, theme = context.styles, context.theme
    on_band = theme.manner.band == "filled" and not slide.is_section
    inner = replace(context, ground_name="band" if on_band else "paper", text=styles.lead)
    if slide.is_section:
        large = replace(
            styles.section, size=styles.section.size * SECTION_TITLE, leading=styles.section.leading * SECTION_TITLE
        )
        inner = replace(inner, styles=replace(styles, section=large))
    role = Role("Sect")
    title = Stack(role, flows=flows((t.Heading(slide.level, slide.title),) if slide.title else (), inner))
    said = [*flows(slide.blocks, inner), *flows(slide.sources, replace(inner, text=styles.caption))]
    lead = Stack(role, flows=said)
    if title.height(COVER_TITLE[2]) > COVER_TITLE[3] or lead.height(COVER_LEAD[2]) > COVER_LEAD[3]:
        return None
    x, y, width, height = COVER_TITLE
    content = [Placed(title, x, y + height - title.height(width), width)]
    if not slide.is_section:
        colour = theme.colours.on_band if on_band else theme.colours.accent
        rule = RuleFlow(ARTIFACT, colour=colour, thickness=COVER_RULE[3])
        content.append(Placed(rule, COVER_RULE[0], COVER_RULE[1] + COVER_RULE[3] / 2, COVER_RULE[2]))
    content.append(Placed(lead, *COVER_LEAD[:3]))
    if (logo := theme.picture_on_band) and not slide.is_section:
        shown = logo.on_cover(INNER, max(content[0].y - COVER_LOGO_Y - styles.space, 1))
        content.insert(0, Placed(logo_flow(shown), SIDE, COVER_LOGO_Y, INNER))
    return PageContent(tuple(content), ground=theme.colours.band if on_band else "")


COVER_LOGO_Y = 40.0
"""Where the logo of a title slide starts."""
