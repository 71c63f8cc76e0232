"""Pages: frames that flows are placed in, what is drawn, and the furniture around it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from briefpack.document.tree import Inlines, Meta
from briefpack.look.theme import Theme
from briefpack.units import PAGE_SIZES_PT, mm
from briefpack.writers.pdf.columns import Columns, TextColumns
from briefpack.writers.pdf.context import Context
from briefpack.writers.pdf.flows import LEAST_WIDTH, Flow, Hanging, PaddedStack
from briefpack.writers.pdf.roles import ARTIFACT, Role
from briefpack.writers.pdf.styles import TextStyle
from briefpack.writers.pdf.surface import Surface

NEARLY_EMPTY = 0.15
"""A last page of which less than this is taken looks forgotten."""


Attempt = TypeVar("Attempt")


def saving_a_page(
    attempts: Iterator[Attempt], pages: Callable[[Attempt], Sequence[object]], filled: Callable[[Attempt], float]
) -> Attempt:
    """Return the first; if its last page would be nearly empty, the first of the closer ones that has fewer pages.

    filled: how much of the last page is taken, from 0 to 1.
    """
    first = next(attempts)
    if len(pages(first)) < 2 or filled(first) > NEARLY_EMPTY:
        return first
    return next((closer for closer in attempts if len(pages(closer)) < len(pages(first))), first)


@dataclass(frozen=True, slots=True)
class Placed:
    """Say where a flow stands: points from the page's top left corner."""

    flow: Flow
    x: float
    y: float
    width: float


@dataclass(frozen=True, slots=True)
class PageContent:
    """Hold what stands on a page: its content in reading order, then the furniture around it."""

    content: tuple[Placed, ...]
    furniture: tuple[Placed, ...] = ()
    marked: tuple[Placed, ...] = ()
    """What says how the document is to be handled, where that is read first; elsewhere it is furniture."""
    ground: str = ""
    size: tuple[float, float] | None = None
    """Width and height in points, where they are not those of the other pages."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Hold all pages.

    overflow_pt: how much taller than its one page a one-pager is; negative: the room left. steps: which slides were
    split, in words.
    """

    size: tuple[float, float]
    pages: tuple[PageContent, ...]
    overflow_pt: float = 0
    steps: tuple[str, ...] = ()


def draw(layout: Layout, surface: Surface) -> None:
    """Draw all pages."""
    for page in layout.pages:
        size = page.size or layout.size
        surface.begin_page(*size)
        paint(page, size, surface)
        surface.next_page()


def paint(page: PageContent, size: tuple[float, float], surface: Surface) -> None:
    """Draw what stands on a page, on its ground."""
    if page.ground:
        surface.fill_rect(0, 0, *size, page.ground)
    for placed in page.marked:
        surface.open(Role("Div"), 0)
        placed.flow.paint(surface, placed.x, placed.y, placed.width)
        surface.close()
    for placed in page.content:
        placed.flow.paint(surface, placed.x, placed.y, placed.width)
    surface.open(ARTIFACT, 0)
    for placed in page.furniture:
        placed.flow.paint(surface, placed.x, placed.y, placed.width)
    surface.close()


@dataclass(frozen=True, slots=True)
class Frame:
    """Hold the part of a page that content may take; points from the top left corner."""

    x: float
    top: float
    width: float
    bottom: float

    @property
    def height(self) -> float:
        """How tall it is."""
        return self.bottom - self.top


def fill(flow: Flow | None, frames: Callable[[int], Frame]) -> list[Placed]:
    """Place a flow into frame after frame, as many as it needs; frames gives each page's, counted from 0."""
    placed: list[Placed] = []
    while flow:
        frame = frames(len(placed))
        head, flow = flow.split(frame.width, frame.height, force=True)
        if head:
            placed.append(Placed(head, frame.x, frame.top, frame.width))
    return placed


MANY_NOTES = 8
"""From so many notes on, they stand in two columns."""


def note_flows(notes: Iterable[Inlines], context: Context) -> list[Flow]:
    """Return the notes, numbered, under a line; nothing if there are none."""
    style = replace(context.styles.caption, after=0)
    rows = [_note(number, note, style, context) for number, note in enumerate(notes, 1)]
    if not rows:
        return []
    inside: list[Flow] = list(rows)
    if len(rows) >= MANY_NOTES:
        inside = [TextColumns.of(rows, style.size * 2)]
    space = context.styles.space
    rule = context.theme.colours.rule
    return [PaddedStack(None, space, flows=inside, line=rule, line_width=0.5, pad_top=space * 0.3)]


def _note(number: int, note: Inlines, style: TextStyle, context: Context) -> Flow:
    label = context.label_flow(str(number), replace(style, colour="accent", bold=True), "right")
    body = context.text_flow(Role("P"), note, style)
    between, size = style.size * 0.2, style.size
    return Hanging(Role("Note"), between, between, label=label, body=body, indent=size * 2, gap=size * 0.6)


# What the writer adds around and within the document's own words


def with_marking(layout: Layout, meta: Meta) -> Layout:
    """Return the layout with the marking in the structure of the file: once, before all else (ISO 14289-1, 7.8)."""
    if not meta.marking or not layout.pages:
        return layout
    first, *others = layout.pages
    return replace(layout, pages=(replace(first, furniture=first.furniture[1:], marked=first.furniture[:1]), *others))


def head_texts(meta: Meta, page: int) -> tuple[str, str]:
    """Return the words at the left and at the right of the top of a page, counted from 1."""
    if meta.kind == "onepager":
        return meta.marking, " · ".join(part for part in (meta.audience, meta.date_text) if part)
    if meta.kind == "slides":
        return "", ""
    if meta.kind == "handout":
        return meta.title, meta.speaker_notes_label
    if page == 1:
        return " · ".join(part for part in (meta.organisation, meta.series) if part), meta.marking
    return meta.title, meta.marking


def foot_texts(meta: Meta, page: int, pages: int) -> tuple[str, str]:
    """Return the words at the left and at the right of the foot of a page."""
    left = {"onepager": "", "slides": " · ".join(part for part in (meta.marking, meta.organisation) if part)}
    label = ("{page}" if page else "") if meta.kind == "slides" else meta.page_label
    return left.get(meta.kind, meta.marking), label.replace("{page}", str(page)).replace("{pages}", str(pages))


def furniture(meta: Meta, page: int, pages: int, frame: Frame, context: Context) -> tuple[Placed, ...]:
    """Return the running head above the frame and the foot below it."""
    above = _ends(head_texts(meta, page), meta, frame, context)
    below = _ends(foot_texts(meta, page, pages), meta, frame, context)
    placed = []
    if above:  # a second line goes up, into the margin
        y = frame.top + context.styles.caption.leading - above.height(frame.width)
        placed.append(Placed(above, frame.x, y, frame.width))
    if below:
        y = frame.bottom - below.height(frame.width)
        placed.append(Placed(below, frame.x, y, frame.width))
    return tuple(placed)


def _ends(texts: tuple[str, str], meta: Meta, frame: Frame, context: Context) -> Flow | None:
    """Set one text at the left and one at the right; the shorter gets no more than it needs. A marking is bold."""
    style = replace(context.styles.caption, after=0, measure_em=0)
    styles = [replace(style, bold=bool(meta.marking) and text.startswith(meta.marking)) for text in texts]
    left, right = context.label_flow(texts[0], styles[0]), context.label_flow(texts[1], styles[1], "right")
    left, right = replace(left, role=Role("P")), replace(right, role=Role("P"))
    needed = [max(flow.natural_width() + 2, LEAST_WIDTH) if flow.words else 0 for flow in (left, right)]
    wide = [min(width, frame.width / 2) for width in needed]
    if not any(wide):
        return None
    share = 1 - wide[1] / frame.width if wide[0] > wide[1] else wide[0] / frame.width
    return Columns(None, columns=[left if wide[0] else None, right if wide[1] else None], shares=(share, 1 - share))


def page_frame(theme: Theme, indent: float = 0) -> tuple[tuple[float, float], Frame]:
    """Return the size of the paper and the frame between its margins."""
    page = theme.page
    width, height = PAGE_SIZES_PT[page.size]
    side = mm(page.margin_side_mm) + indent
    return (width, height), Frame(side, mm(page.margin_top_mm), width - 2 * side, height - mm(page.margin_bottom_mm))
