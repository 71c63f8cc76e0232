"""A deck's handout: each slide in small, below it what is said to it, on paper that a reader can hold and write on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from briefpack.document.slides import Deck, Slide
from briefpack.document.tree import Meta, Text, plain_text
from briefpack.look.last_page import saving_a_page
from briefpack.units import SLIDE_SIZE_PT, mm
from briefpack.writers.pdf.blocks import flows
from briefpack.writers.pdf.context import Context
from briefpack.writers.pdf.flows import Flow, Stack
from briefpack.writers.pdf.pages import (
    Frame,
    PageContent,
    Placed,
    fill,
    furniture,
    note_flows,
    page_frame,
    paint,
)
from briefpack.writers.pdf.roles import ARTIFACT, Role
from briefpack.writers.pdf.styles import TextStyle
from briefpack.writers.pdf.surface import Surface

MEASURE_MM = 110
"""How wide the pictures and the lines below them are: the rest of the page is for the reader's own notes."""
TEXT_PT, LEADING = 10.0, 1.4
NOTE_LEADINGS = (1.4, 1.34, 1.28, 1.22)
"""The distance of lines, as parts of their size: the full one, and closer ones that may save a page."""
HEAD_LINES = 2.2
"""How many lines the running head takes, with the space below it."""


@dataclass
class PictureFlow(Flow):
    """Show a slide in small within a thin frame; reading software has read it already."""

    page: PageContent = field(default_factory=lambda: PageContent(()))
    rule: str = "#000000"
    ground: str = "#FFFFFF"

    def _measure(self, width: float) -> float:
        return width * SLIDE_SIZE_PT[1] / SLIDE_SIZE_PT[0]

    def _draw(self, surface: Surface, x: float, y: float, width: float) -> None:
        tall = self.height(width)
        surface.fill_rect(x, y, width, tall, self.ground)
        surface.begin_picture(x, y, width / SLIDE_SIZE_PT[0], SLIDE_SIZE_PT[1])
        paint(self.page, SLIDE_SIZE_PT, surface)
        surface.end_picture()
        surface.stroke_rect(x, y, width, tall, self.rule, 0.5)


def handout_pages(deck: Deck, shown: Sequence[tuple[Slide, PageContent]], context: Context) -> list[PageContent]:
    """Return the pages of the handout, with the sources that the deck cites; none where there is nothing to print."""
    size, paper = page_frame(context.theme, context.theme.page.margin_side_mm)

    def noted(leading: float) -> list[Placed]:
        inner = _on_paper(context, leading)
        top = paper.top + inner.styles.caption.leading * HEAD_LINES
        frame = Frame(paper.x, top, mm(MEASURE_MM), paper.bottom - inner.styles.caption.leading * 2)
        spoken = (flow for slide, page in shown for flow in _spoken(slide, page, inner))
        said = [*spoken, *note_flows(deck.notes, inner, deck.meta.notes_label)]
        said = [*_title(deck.meta, inner), *said] if said else []
        return list(fill(Stack(None, flows=said), lambda page: frame)) if said else []

    def filled(pages: list[Placed]) -> float:
        return pages[-1].flow.height(pages[-1].width) / paper.height

    placed = saving_a_page(map(noted, NOTE_LEADINGS), len, filled)
    return list(_numbered(placed, replace(deck.meta, kind=HANDOUT), paper, size, context))


HANDOUT = "handout"
"""The kind of document as which its pages are numbered: on their own, from 1."""


def _numbered(
    placed: list[Placed], meta: Meta, paper: Frame, size: tuple[float, float], context: Context
) -> Iterator[PageContent]:
    """Yield the pages with title, marking and number."""
    inner = _on_paper(context, LEADING)
    for number, content in enumerate(placed, 1):
        around = furniture(meta, number, len(placed), paper, inner)
        yield PageContent((content,), around, size=size)


def _on_paper(context: Context, leading: float) -> Context:
    """Return the context of text on paper, in the colours of the deck."""
    text = TextStyle(TEXT_PT, TEXT_PT * leading, after=TEXT_PT * 0.45)
    small = replace(context.styles.caption, size=TEXT_PT * 0.8, leading=TEXT_PT * 0.8 * 1.3)
    styles = replace(
        context.styles,
        step=text.leading,
        space=text.leading,
        body=text,
        quiet=replace(text, colour="quiet"),
        caption=small,
    )
    return replace(context, kind=HANDOUT, styles=styles, text=text, in_panel=True)


def _spoken(slide: Slide, page: PageContent, context: Context) -> list[Flow]:
    """Return what is said to a slide below its picture and its title, which stay together with the first lines."""
    if not slide.notes:
        return []
    colours = context.theme.colours
    around = TEXT_PT * 2.4
    picture = PictureFlow(ARTIFACT, after=TEXT_PT * 0.8, keep=True, page=page, rule=colours.rule, ground=colours.paper)
    inside = [picture, *_heading(slide, context), *flows(slide.notes, context)]
    return [Stack(Role("Sect"), before=around, after=around, flows=inside)]


def _title(meta: Meta, context: Context) -> list[Flow]:
    """Return what heads the handout: in the outline, it stands beside the slides and not below the last of them."""
    style = TextStyle(TEXT_PT * 1.5, TEXT_PT * 1.9, "accent", "title", bold=True, after=TEXT_PT, keep=True)
    label = meta.speaker_notes_label
    return [context.text_flow(Role("H2", level=2, words=label), (Text(label),), style)]


def _heading(slide: Slide, context: Context) -> list[Flow]:
    title = " ".join(plain_text(slide.title).split())
    style = TextStyle(TEXT_PT * 1.15, TEXT_PT * 1.5, "accent", "title", bold=True, after=TEXT_PT * 0.5, keep=True)
    role = Role("H3", level=3, words=title)
    return [context.text_flow(role, (Text(title),), replace(style, balanced=True))] if title else []
