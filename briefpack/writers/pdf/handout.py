"""A deck's handout: each slide in small above what is said to it, beside it its sources and lines to write on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from briefpack.document.slides import Deck, Slide
from briefpack.document.tree import Meta, Text, plain_text
from briefpack.look.last_page import saving_a_page
from briefpack.units import SLIDE_SIZE_PT, mm
from briefpack.writers.pdf.blocks import flows
from briefpack.writers.pdf.context import Context
from briefpack.writers.pdf.flows import Flow, Split, Stack
from briefpack.writers.pdf.pages import (
    Frame,
    PageContent,
    Placed,
    fill,
    furniture,
    masthead,
    note_flows,
    page_frame,
    paint,
)
from briefpack.writers.pdf.roles import ARTIFACT, Role
from briefpack.writers.pdf.styles import TextStyle
from briefpack.writers.pdf.surface import Surface

MEASURE_MM, GAP_MM = 110, 9
"""How wide the pictures and the text below them are, and the space beside them: the rest is the margin's."""
LINE_MM, LEAST_LINES = 7.5, 4
"""The distance of the lines to write on, and how many a column that ends early must have room for to get any."""
TEXT_PT, LEADING = 10.0, 1.4
NOTE_LEADINGS = (1.4, 1.34, 1.28, 1.22)
"""The distance of lines, as parts of their size: the full one, and closer ones that may save a page."""
AROUND = TEXT_PT * 2.4
"""The space between two slides; points."""
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


@dataclass
class Margined(Flow):
    """Set a flow in the measure, and at the top of the margin beside it what goes with its beginning."""

    main: Flow = field(default_factory=lambda: Stack(None))
    aside: Flow = field(default_factory=lambda: Stack(None))

    def inside(self, width: float) -> Iterator[tuple[Flow, float]]:
        """Yield what stands in the measure."""
        yield self.main, mm(MEASURE_MM)

    def _measure(self, width: float) -> float:
        return max(self.main.height(mm(MEASURE_MM)), self.aside.height(_margin(width)))

    def _cut(self, width: float, height: float, force: bool) -> Split:
        head, tail = self.main.split(mm(MEASURE_MM), height, force)
        if not head or not tail:
            return (self, None) if head else (None, self)
        return replace(self, main=head), replace(self, main=tail, aside=Stack(None))

    def _draw(self, surface: Surface, x: float, y: float, width: float) -> None:
        self.main.paint(surface, x, y, mm(MEASURE_MM))
        self.aside.paint(surface, x + width - _margin(width), y, _margin(width))


@dataclass
class LinesFlow(Flow):
    """Rule lines to write on over the width, all the way down."""

    tall: float = 0
    colour: str = "#000000"

    def _measure(self, width: float) -> float:
        return self.tall

    def _draw(self, surface: Surface, x: float, y: float, width: float) -> None:
        for number in range(1, int(self.tall / mm(LINE_MM)) + 1):
            line = y + number * mm(LINE_MM)
            surface.draw_line(x, line, x + width, line, self.colour, 0.4)


def _margin(width: float) -> float:
    """Return how wide the margin is on paper whose text may take so much."""
    return width - mm(MEASURE_MM + GAP_MM)


@dataclass(frozen=True, slots=True)
class Shown:
    """Hold a slide, the first of the pages that show it, and the number of that."""

    slide: Slide
    page: PageContent
    number: int


def handout_pages(deck: Deck, shown: Sequence[Shown], context: Context) -> list[PageContent]:
    """Return the pages of the handout, with the sources that the deck cites; none where there is nothing to print."""
    size, paper = page_frame(context.theme, context.theme.page.margin_side_mm)
    on_paper = _on_paper(context, LEADING)
    caption, meta = on_paper.styles.caption.leading, replace(deck.meta, kind=HANDOUT)
    frame = replace(paper, top=paper.top + caption * HEAD_LINES, bottom=paper.bottom - caption * 2)
    head = masthead(meta, paper.width, on_paper)
    first = replace(frame, top=paper.top + head.height(paper.width) + on_paper.styles.space)

    def noted(leading: float) -> list[Placed]:
        inner = _on_paper(context, leading)
        spoken = (flow for one in shown for flow in _spoken(one, inner))
        said = [*spoken, *note_flows(deck.notes, inner, deck.meta.notes_label)]
        said = [*_title(deck.meta, inner), *said] if said else []
        return list(fill(Stack(None, flows=said), lambda page: frame if page else first)) if said else []

    def filled(pages: list[Placed]) -> float:
        return pages[-1].flow.height(pages[-1].width) / paper.height

    placed = saving_a_page(map(noted, NOTE_LEADINGS), len, filled)
    pages = []
    for number, content in enumerate(placed, 1):
        around = furniture(meta, number, len(placed), paper, on_paper, head)
        lines = _lines(content, frame, context.theme.colours.rule)
        pages.append(PageContent((*lines, content), around, size=size))
    return pages


def _lines(content: Placed, frame: Frame, colour: str) -> Iterator[Placed]:
    """Yield the lines to write on: in the margin below what stands there, over the whole width below all."""
    assert isinstance(content.flow, Stack)
    margin, end = _margin(frame.width), content.y + content.flow.height(content.width)
    is_open = frame.bottom - end >= mm(LINE_MM) * LEAST_LINES
    placed = [(flow, content.y + y) for flow, y in content.flow.placed(content.width)]
    tops = [y - AROUND / 2 for _, y in placed[1:]]
    for (flow, y), until in zip(placed, [*tops, end if is_open else frame.bottom], strict=True):
        if isinstance(flow, Margined):
            top = y + flow.aside.height(margin)
            yield _ruled(frame.x + frame.width - margin, top, margin, until - top, colour)
    if is_open:
        yield _ruled(frame.x, end, frame.width, frame.bottom - end, colour)


def _ruled(x: float, top: float, width: float, tall: float, colour: str) -> Placed:
    return Placed(LinesFlow(ARTIFACT, tall=tall, colour=colour), x, top, width)


HANDOUT = "handout"
"""The kind of document as which its pages are numbered: on their own, from 1."""


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
        section=TextStyle(TEXT_PT * 1.3, TEXT_PT * 1.6, "accent", "title", bold=True),
    )
    return replace(context, kind=HANDOUT, styles=styles, text=text, in_panel=True)


def _spoken(shown: Shown, context: Context) -> list[Flow]:
    """Return what is said to a slide below its picture and its title, which stay together with the first lines."""
    slide = shown.slide
    if not slide.notes:
        return []
    colours = context.theme.colours
    picture = PictureFlow(
        ARTIFACT, after=TEXT_PT * 0.8, keep=True, page=shown.page, rule=colours.rule, ground=colours.paper
    )
    inside = [picture, *_heading(slide, context), *flows(slide.notes, context)]
    main = Stack(Role("Sect"), flows=inside)
    return [Margined(None, before=AROUND, after=AROUND, main=main, aside=_aside(shown, context))]


def _aside(shown: Shown, context: Context) -> Flow:
    """Return the number of a slide and its sources, which reading software has met on the slide itself."""
    caption = replace(context.styles.caption, after=TEXT_PT * 0.2)
    number = replace(caption, size=TEXT_PT * 1.3, leading=TEXT_PT * 1.5, colour="accent", bold=True)
    sources = flows(shown.slide.sources, replace(context, text=caption))
    head = [context.label_flow(str(shown.number), number)]
    return Stack(ARTIFACT, flows=[*head, *sources])


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
