"""Slides as pages: a slide a page in the largest size that holds it, what the speaker says at the end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from briefpack.document.slides import TITLE_LEVEL, Deck, Slide, deck_of, part_label
from briefpack.document.tree import Document, Figure, Heading, Meta, Text, plain_text
from briefpack.units import SLIDE_SIZE_PT
from briefpack.writers.pdf.blocks import flows
from briefpack.writers.pdf.context import Context
from briefpack.writers.pdf.flows import Flow, Hanging, RuleFlow, Stack
from briefpack.writers.pdf.logo import beside_logo, logo_flow
from briefpack.writers.pdf.pages import Frame, Layout, PageContent, Placed, fill, furniture, note_flows, saving_a_page
from briefpack.writers.pdf.roles import ARTIFACT, Role
from briefpack.writers.pdf.styles import full_setting

SIZES = (1.0, 0.9, 0.8, 0.7, 0.62)
"""The sizes that a slide is tried at, as parts of the full one, before it goes on on a second page."""
FIGURE_SIZES = (1.4, 1.25, 1.12)
"""Larger sizes that a slide with nothing but a figure is tried at first, so that the figure fills it."""
NOTE_LEADINGS = (1.4, 1.34, 1.28, 1.22)
"""The distance of lines in the notes, as parts of their size: the full one, and closer ones that may save a page."""
MOST_TITLE = 0.25
"""The part of a page that a title may take that stands there again."""
MOST_TITLE = 0.25
"""The part of a page that a title may take that stands there again."""
MARGIN_X_PT, MARGIN_TOP_PT, MARGIN_BOTTOM_PT = 56.0, 44.0, 24.0


def lay_out_slides(document: Document, context: Context) -> Layout:
    """Place a document on pages of slides, the notes after them."""
    deck = deck_of(document)
    pages: list[PageContent] = []
    spoken: list[tuple[Slide, int]] = []
    steps: list[str] = []
    for slide in deck.slides:
        own = _slide_pages(slide, deck.meta, context)
        if len(own) > 1:
            steps.append(f"“{plain_text(slide.title) or deck.meta.title}” split into {len(own)}")
        pages += own
        spoken += [(slide, len(pages))]
    pages += [PageContent((placed,)) for placed in _note_pages(deck, spoken, context)]
    numbered = _numbered(pages or [PageContent(())], deck.meta, context)
    return Layout(SLIDE_SIZE_PT, tuple(numbered), steps=tuple(steps))


def _numbered(pages: list[PageContent], meta: Meta, context: Context) -> Iterator[PageContent]:
    """Yield the pages with their furniture, in the colours of their ground."""
    frame = _frame(context)
    margins = Frame(frame.x, 0, frame.width, SLIDE_SIZE_PT[1] - MARGIN_BOTTOM_PT)
    for number, page in enumerate(pages, 1):
        on_ground = replace(context, ground_name="band" if page.ground else "paper")
        yield replace(page, furniture=furniture(meta, number, len(pages), margins, on_ground))


def _frame(context: Context) -> Frame:
    width, height = SLIDE_SIZE_PT
    foot = MARGIN_BOTTOM_PT + context.styles.caption.leading + 14
    return Frame(MARGIN_X_PT, MARGIN_TOP_PT, width - 2 * MARGIN_X_PT, height - foot)


def _slide_pages(slide: Slide, meta: Meta, context: Context) -> list[PageContent]:
    """Return the pages of a slide, its sources at the foot of the last; each that goes on has its title again."""
    cover = _cover(slide, context) if slide.level == TITLE_LEVEL else None
    if cover:
        return [cover]
    frame, role = _frame(context), Role("Sect")
    foot = Stack(role, flows=flows(slide.sources, context.small))
    foot_tall = foot.height(frame.width)
    room = replace(frame, bottom=frame.bottom - (foot_tall + context.styles.space * 0.5 if foot.flows else 0))
    again = _title_room(slide, room, context)
    below_title = replace(room, top=room.top + again)
    placed = fill(_fitted(slide, role, room, context), lambda page: below_title if page else room)
    pages = [PageContent((content,)) for content in placed] or [PageContent(())]
    for number, page in enumerate(pages[1:] if again else (), 2):
        title = _title_again(slide, part_label(meta, number, len(pages)), context)
        pages[number - 1] = replace(page, content=(Placed(title, room.x, room.top, room.width), *page.content))
    if foot.flows:
        below = Placed(foot, frame.x, frame.bottom - foot_tall, frame.width)
        pages[-1] = replace(pages[-1], content=(*pages[-1].content, below))
    return pages


def _title_room(slide: Slide, room: Frame, context: Context) -> float:
    """Return how much room the title takes where it stands again; 0 if there is none, or it is too tall for that."""
    tall = _title_again(slide, "", context).height(room.width)
    return tall + context.styles.section.after if 0 < tall < room.height * MOST_TITLE else 0


def _title_again(slide: Slide, label: str, context: Context) -> Flow:
    """Return the title of a slide that goes on, which reading software need not say again."""
    title = (Heading(slide.level, (*slide.title, Text(label))),) if slide.title else ()
    return Stack(ARTIFACT, flows=flows(title, context))


def _fitted(slide: Slide, role: Role, room: Frame, context: Context) -> Stack:
    """Return the slide's flows in the largest size at which they fit, else in the smallest."""
    full = full_setting(context.theme, "slides")
    body = Stack(role)
    alone = all(isinstance(block, Figure) for block in slide.blocks)
    for size in (*FIGURE_SIZES, *SIZES) if alone else SIZES:
        inner = context.at(replace(full, body_pt=full.body_pt * size))
        shown = [*_title(slide, inner, room.width), *flows(slide.blocks, inner)]
        body = Stack(role, flows=shown)
        if body.height(room.width) <= room.height:
            break
    return body


def _title(slide: Slide, context: Context, width: float) -> list[Flow]:
    """Return the title, beside it a small logo: an ornament here, which the first slide describes."""
    title = flows((Heading(slide.level, slide.title),) if slide.title else (), context)
    logo = context.theme.picture
    return beside_logo(title, logo.in_corner(width) if logo else None, width, context.styles.space, ornament=True)


def _cover(slide: Slide, context: Context) -> PageContent | None:
    """Set a title slide on the band's ground, its words low on the left; None if they are too many."""
    theme, styles = context.theme, context.styles
    filled = theme.manner.band == "filled"
    inner = replace(context, ground_name="band" if filled else "paper", text=styles.lead)
    title = (Heading(slide.level, slide.title),) if slide.title else ()
    inside = [*flows((*title, *slide.blocks), inner), *flows(slide.sources, replace(inner, text=styles.caption))]
    if not filled:
        inside.append(RuleFlow(ARTIFACT, before=styles.space, colour=theme.colours.accent, thickness=3))
    body, frame = Stack(Role("Sect"), flows=inside), _frame(context)
    spare = frame.height - body.height(frame.width)
    if spare < 0:
        return None
    top = frame.top + spare * 0.55
    content = [Placed(body, frame.x, top, frame.width)]
    if logo := theme.picture_on_band:
        shown = logo.on_cover(frame.width, max(top - frame.top - styles.space, 1))
        content.insert(0, Placed(logo_flow(shown), frame.x, frame.top, frame.width))
    return PageContent(tuple(content), ground=theme.colours.band if filled else "")


def _note_pages(deck: Deck, spoken: list[tuple[Slide, int]], context: Context) -> list[Placed]:
    """Return the notes, a page each; set closer if the last page would be nearly empty otherwise."""
    frame = _frame(context)

    def noted(leading: float) -> list[Placed]:
        notes = [flow for slide, number in spoken for flow in _spoken(slide, number, leading, context)]
        notes += note_flows(deck.notes, context)
        return list(fill(Stack(None, flows=notes), lambda page: frame)) if notes else []

    def filled(pages: list[Placed]) -> float:
        return pages[-1].flow.height(pages[-1].width) / frame.height

    return saving_a_page(map(noted, NOTE_LEADINGS), lambda pages: pages, filled)


def _spoken(slide: Slide, number: int, leading: float, context: Context) -> list[Flow]:
    """Return what the speaker says to a slide, with the number of its page in the margin."""
    if not slide.notes:
        return []
    style = replace(context.styles.caption, leading=context.styles.caption.size * leading)
    label = context.label_flow(str(number), replace(style, colour="accent", bold=True))
    small = replace(context, text=style, in_panel=True, styles=replace(context.styles, body=style))
    body = Stack(None, flows=flows(slide.notes, small))
    gap = style.size * (leading - 0.6)
    return [Hanging(Role("Sect"), gap, gap, label=label, body=body, indent=style.size * 2.4, gap=style.size)]
