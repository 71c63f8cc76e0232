"""Pages: frames that flows are placed in, what is drawn, and the furniture around it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from briefpack.document.tree import Document, Inlines, Meta, Note, Paragraph
from briefpack.figures import drawn_words
from briefpack.look.theme import Theme
from briefpack.units import PAGE_SIZES_PT, mm
from briefpack.writers.pdf.blocks import Context, label_flow, text_flow
from briefpack.writers.pdf.canvas import PageCanvas
from briefpack.writers.pdf.drawing import DrawingFlow
from briefpack.writers.pdf.flows import LEAST_WIDTH, Columns, Flow, Hanging, Panel, TextColumns, TextFlow
from briefpack.writers.pdf.fonts import Fonts
from briefpack.writers.pdf.styles import Setting, TextStyle, make_styles

NEARLY_EMPTY = 0.15
"""A last page of which less than this is taken looks forgotten."""


Made = TypeVar("Made")


def saving_a_page(
    tried: Iterator[Made], pages: Callable[[Made], Sequence[object]], filled: Callable[[Made], float]
) -> Made:
    """Return the first; if its last page would be nearly empty, the first of the closer ones that has fewer pages.

    filled: how much of the last page is taken, from 0 to 1.
    """
    first = next(tried)
    if len(pages(first)) < 2 or filled(first) > NEARLY_EMPTY:
        return first
    return next((closer for closer in tried if len(pages(closer)) < len(pages(first))), first)


@dataclass(frozen=True, slots=True)
class Placed:
    """Say where a flow stands: points from the page's top left corner."""

    flow: Flow
    x: float
    y: float
    width: float


@dataclass(frozen=True, slots=True)
class Page:
    """Hold what stands on a page: its content in reading order, then the furniture around it."""

    content: tuple[Placed, ...]
    furniture: tuple[Placed, ...] = ()
    ground: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """Hold all pages. `overflow_pt`: how much taller than its one page a one-pager is; negative: the room left."""

    size: tuple[float, float]
    pages: tuple[Page, ...]
    overflow_pt: float = 0

    def parts(self) -> Iterator[Flow]:
        """Yield every flow of every page in reading order, furniture after its page."""
        for page in self.pages:
            for placed in (*page.content, *page.furniture):
                yield from placed.flow.parts()


def draw(layout: Layout, canvas: PageCanvas) -> None:
    for page in layout.pages:
        if page.ground:
            canvas.fill_rect(0, 0, *layout.size, page.ground)
        for placed in page.content:
            placed.flow.paint(canvas, placed.x, placed.y, placed.width)
        canvas.marks.open_artifact()
        for placed in page.furniture:
            placed.flow.paint(canvas, placed.x, placed.y, placed.width)
        canvas.marks.close()
        canvas.next_page()


@dataclass(frozen=True, slots=True)
class Frame:
    """Hold the part of a page that content may take; points from the top left corner."""

    x: float
    top: float
    width: float
    bottom: float

    @property
    def height(self) -> float:
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


def context_of(document: Document, theme: Theme, fonts: Fonts, setting: Setting) -> Context:
    kind = document.meta.kind
    return Context(theme, kind, make_styles(theme, kind, setting, document.meta.language), fonts)


MANY_NOTES = 8
"""From so many notes on, they stand in two columns."""


def note_flows(notes: Iterable[Inlines], context: Context) -> list[Flow]:
    """Return the notes, numbered, under a line; nothing if there are none."""
    style = replace(context.styles.caption, after=0)
    made = [_note(number, note, style, context) for number, note in enumerate(notes, 1)]
    if not made:
        return []
    inside: list[Flow] = list(made)
    if len(made) >= MANY_NOTES:
        inside = [TextColumns.of(made, style.size * 2)]
    space = context.styles.space
    rule = context.theme.colours.rule
    return [Panel(before=space, flows=inside, line=rule, line_width=0.5, pad_top=space * 0.3)]


def _note(number: int, note: Inlines, style: TextStyle, context: Context) -> Flow:
    label = label_flow(str(number), replace(style, colour="accent", bold=True), context, align="right")
    node = Paragraph(note)
    body = text_flow(note, style, context, node)
    gap = style.size * 0.2
    made = Hanging(node, before=gap, after=gap, label=label, body=body, indent=style.size * 2, gap=style.size * 0.6)
    return replace(made, tag="Note")


# What the writer adds around and within the document's own words


def page_label(meta: Meta, page: int, pages: int) -> str:
    return meta.page_label.replace("{page}", str(page)).replace("{pages}", str(pages))


def head_texts(meta: Meta, page: int) -> tuple[str, str]:
    """Return the words at the left and at the right of the top of a page, counted from 1."""
    if meta.kind == "onepager":
        return meta.marking, " · ".join(part for part in (meta.audience, meta.date_text) if part)
    if meta.kind == "slides":
        return "", ""
    if page == 1:
        return " · ".join(part for part in (meta.organisation, meta.series) if part), meta.marking
    return meta.title, meta.marking


def foot_texts(meta: Meta, page: int, pages: int) -> tuple[str, str]:
    """Return the words at the left and at the right of the foot of a page."""
    left = {"onepager": "", "slides": " · ".join(part for part in (meta.marking, meta.organisation) if part)}
    right = str(page) if meta.kind == "slides" else page_label(meta, page, pages)
    return left.get(meta.kind, meta.marking), right


def added_text(layout: Layout) -> list[str]:
    """Return what stands on the pages but not in the tree: furniture, labels, numbers of notes, repeated headers."""
    added: list[str] = []
    for flow in layout.parts():
        if isinstance(flow, TextFlow) and flow.added:
            added.append(_written(flow))
        elif isinstance(flow, TextFlow):
            added += [piece.text for word in flow.words for piece in word.pieces if _is_note(piece.path)]
    return [text for text in added if text]


def _is_note(path: tuple[object, ...]) -> bool:
    return bool(path) and isinstance(path[-1], Note)


def _written(flow: TextFlow) -> str:
    return "".join("".join(p.text for p in word.pieces) + (" " if word.space else "") for word in flow.words)


def figure_words(layout: Layout) -> list[str]:
    """Return the words that the drawings show."""
    drawings = [flow for flow in layout.parts() if isinstance(flow, DrawingFlow)]
    return [word for flow in drawings for drawing in flow.made() for word in drawn_words(drawing)]


def furniture(meta: Meta, page: int, pages: int, frame: Frame, context: Context) -> tuple[Placed, ...]:
    """Return the running head above the frame and the foot below it."""
    style = replace(context.styles.caption, after=0, measure_em=0)
    head, foot = head_texts(meta, page), foot_texts(meta, page, pages)
    above = _ends(head, style.leading, frame, context)
    below = _ends(foot, style.leading, frame, context)
    placed = [Placed(above, frame.x, frame.top, frame.width)] if above else []
    if below:
        y = frame.bottom - below.height(frame.width)
        placed.append(Placed(below, frame.x, y, frame.width))
    return tuple(placed)


def _ends(texts: tuple[str, str], leading: float, frame: Frame, context: Context) -> Flow | None:
    """Set one text at the left and one at the right; the shorter gets no more than it needs."""
    style = replace(context.styles.caption, after=0, measure_em=0, leading=leading)
    left, right = label_flow(texts[0], style, context), label_flow(texts[1], style, context, align="right")
    needed = [max(flow.lines(1e6)[0].width + 2, LEAST_WIDTH) if flow.words else 0 for flow in (left, right)]
    wide = [min(width, frame.width / 2) for width in needed]
    if not any(wide):
        return None
    share = 1 - wide[1] / frame.width if wide[0] > wide[1] else wide[0] / frame.width
    return Columns(columns=[left if wide[0] else None, right if wide[1] else None], shares=(share, 1 - share))


def page_frame(theme: Theme, indent: float = 0) -> tuple[tuple[float, float], Frame]:
    """Return the size of the paper and the frame between its margins."""
    page = theme.page
    width, height = PAGE_SIZES_PT[page.size]
    side = mm(page.margin_side_mm) + indent
    return (width, height), Frame(side, mm(page.margin_top_mm), width - 2 * side, height - mm(page.margin_bottom_mm))
