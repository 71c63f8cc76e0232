"""Pages: frames that flows are placed in, what is drawn, and the furniture around it."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from briefpack.document.running_lines import marked_line, marking_of, sent
from briefpack.document.tree import Inline, Inlines, LineBreak, Meta, Span, Strong, Text
from briefpack.languages.line_breaks import NO_BREAK
from briefpack.languages.marks import DOT, dotted
from briefpack.languages.running_titles import GAP_PT, WIDEST_PAGE, is_room_beside, on_one_line
from briefpack.look.theme import Theme
from briefpack.units import PAGE_SIZES_PT, mm
from briefpack.writers.pdf.columns import Columns, TextColumns
from briefpack.writers.pdf.context import Context
from briefpack.writers.pdf.flows import LEAST_WIDTH, Flow, Hanging, PaddedStack, RuleFlow, Stack
from briefpack.writers.pdf.inlines import NotePlace
from briefpack.writers.pdf.roles import ARTIFACT, FOOTER, HEADER, Role
from briefpack.writers.pdf.styles import TextStyle
from briefpack.writers.pdf.surface import Surface


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
    warnings: tuple[tuple[str, str], ...] = ()
    """What may look wrong, as messages and hints."""
    around: Callable[[int, int], tuple[Placed, ...]] | None = None
    """Returns the furniture of a page, by its number and how many there are; pages that have theirs need none."""


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
    for placed in page.furniture:
        surface.open(HEADER if placed.y < size[1] / 2 else FOOTER, 0)
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


def note_flows(notes: Iterable[Inlines], context: Context, heading: str = "") -> list[Flow]:
    """Return the notes, numbered, under a line and a heading; nothing if there are none."""
    style = replace(context.styles.caption, after=0)
    rows = [_note(number, note, style, context) for number, note in enumerate(notes, 1)]
    if not rows:
        return []
    inside: list[Flow] = list(rows)
    if len(rows) >= MANY_NOTES:
        inside = [TextColumns.of(rows, style.size * 2)]
    space = context.styles.space
    if heading:
        look = replace(style, bold=True, colour="accent", keep=True, after=space * 0.2)
        inside.insert(0, context.text_flow(Role("H2", level=2, words=heading), (Text(heading),), look))
    rule = context.theme.colours.rule
    return [PaddedStack(None, space, flows=inside, line=rule, line_width=0.5, pad_top=space * 0.3)]


def _note(number: int, note: Inlines, style: TextStyle, context: Context) -> Flow:
    label = context.label_flow(
        str(number), replace(style, colour="accent", bold=True), "right", NotePlace("reference", number)
    )
    body = context.text_flow(Role("P"), note, style)
    between, size = style.size * 0.2, style.size
    return Hanging(Role("Note"), between, between, label=label, body=body, indent=size * 2, gap=size * 0.6)


# What the writer adds around and within the document's own words


def furnished(layout: Layout, meta: Meta) -> Layout:
    """Return the layout that is drawn, with what stands around its pages; one that is only measured goes without."""
    if layout.around:
        numbered = enumerate(layout.pages, 1)
        pages = (replace(page, furniture=layout.around(number, len(layout.pages))) for number, page in numbered)
        layout = replace(layout, pages=tuple(pages))
    return with_marking(layout, meta)


def with_marking(layout: Layout, meta: Meta) -> Layout:
    """Return the layout with what heads its first page in the structure of the file, once, before all else.

    There stand the marking, and who writes to whom and when (ISO 14289-1, 7.8); a deck says these on its title slide.
    """
    if not layout.pages or (meta.kind == "slides" and not meta.marking):
        return layout
    first, *others = layout.pages
    heads = 1 if meta.kind == "slides" else sum(placed.y < layout.size[1] / 2 for placed in first.furniture[:1])
    marked, rest = first.furniture[:heads], first.furniture[heads:]
    return replace(layout, pages=(replace(first, furniture=rest, marked=marked), *others))


SENDER = 1.2
"""Who writes is set so much larger than what else stands at the top of a one-pager."""
MOST_HEADS = 64
"""So many lines above and below pages are kept: the same nodes in all settings are measured once."""
Ends = tuple[Inlines, Inlines]
"""What stands at the left and at the right of a line."""


def _above(meta: Meta, width: float, context: Context) -> Flow | None:
    """Return what stands at the top of a page: on a one-pager, who writes; on a memo that goes on, its title."""
    if meta.kind == "slides":
        return None
    return _ends(_head(meta) if meta.kind == "onepager" else _running_title(meta, width, context), width, context)


@functools.lru_cache(maxsize=MOST_HEADS)
def _head(meta: Meta) -> Ends:
    series: Inlines = (Span((Text(f" · {meta.series}" if meta.organisation else meta.series),), voice="quiet"),)
    sender: Inlines = (Strong((Text(meta.organisation),)),) if meta.organisation else ()
    return (*sender, *(series if meta.series else ())), _marked(meta, meta.audience, meta.date_text)


def _running_title(meta: Meta, width: float, context: Context) -> Ends:
    """Return what a line holds of the title, and the marking beside it, or whole below it."""
    marking = _marked(meta)
    wide = _width(marking, context)
    is_beside = is_room_beside(width, wide)
    title = Text(_on_one_line(meta.title, width - (wide + GAP_PT if is_beside and marking else 0), context))
    return ((title,), marking) if is_beside else ((title, LineBreak(), *marking), ())


def _on_one_line(text: str, room: float, context: Context) -> str:
    return on_one_line(text, room, lambda part: _width((Text(part),), context))


def _width(inlines: Inlines, context: Context) -> float:
    """Return how wide a line is that stands above or below pages."""
    return context.text_flow(None, inlines, _running(context)).natural_width() if inlines else 0


def _running(context: Context) -> TextStyle:
    """Return the style of what stands above and below pages."""
    return replace(context.styles.caption, after=0, measure_em=0)


def _foot(meta: Meta, page: int, pages: int) -> Ends:
    """Return what stands at the foot of a page: no number where one page is all there is, nor on a title slide, 0."""
    if meta.kind == "slides":
        label = (Text(str(page)),) if page else ()
        return marked_line(meta, meta.organisation), label
    number = Text(meta.page_label.replace("{page}", str(page)).replace("{pages}", str(pages)))
    if meta.kind == "onepager":
        return (), (number,) if pages > 1 else ()
    return _marked(meta, meta.organisation, meta.date_text), (number,)


def _shortened_foot(ends: Ends, meta: Meta, width: float, context: Context) -> Ends:
    """Return a memo's foot with who writes and when on one line, below the marking where they do not fit beside it."""
    left, number = ends
    room = width - _width(number, context) - GAP_PT
    if meta.kind in ("onepager", "slides") or _width(left, context) <= room:
        return ends
    marking = (*_marked(meta), LineBreak()) if meta.marking else ()
    return (*marking, Text(_on_one_line(sent(meta), room, context))), number


@functools.lru_cache(maxsize=MOST_HEADS)
def _marked(meta: Meta, *others: str) -> Inlines:
    """Return the marking, which is to be seen, and what else stands with it."""
    rest = dotted(*others)
    if not meta.marking:
        return (Text(rest),) if rest else ()
    between = (Text(DOT + rest),) if rest else ()
    return (Span(marking_of(meta), voice="label"), *between)


def masthead(meta: Meta, width: float, context: Context) -> Flow:
    """Return what heads a memo's first page, as in Word: who writes, the series, how it is marked, over a rule."""
    styles, filled = context.styles, context.theme.manner.band == "filled"
    name = replace(styles.section, colour="accent" if filled else "ink", before=0, after=0)
    rows: list[Flow] = (
        [replace(context.label_flow(meta.organisation, name), role=Role("P"))] if meta.organisation else []
    )
    series: Inlines = (Text(meta.series),) if meta.series else ()
    below = _ends((series, _marked(meta)), width, context)
    rule = RuleFlow(ARTIFACT, before=styles.space * 0.4, thickness=1.5 if filled else 2.25)
    rule.colour = context.theme.colours.accent if filled else context.theme.colours.ink
    return Stack(None, flows=[*rows, *([below] if below else []), rule])


def furniture(
    meta: Meta, page: int, pages: int, frame: Frame, context: Context, first: Flow | None = None
) -> tuple[Placed, ...]:
    """Return the running head above the frame and the foot below it; `first` heads the first page instead."""
    above = first if first and page == 1 else _above(meta, frame.width, context)
    below = _below(meta, page, pages, frame.width, context)
    placed = []
    if above:  # what has several lines goes up, into the margin
        leading = context.styles.caption.leading
        tall = 0 if above is first else above.height(frame.width)
        y = frame.top - (tall - leading if tall > leading * 1.9 else 0)
        placed = [Placed(above, frame.x, max(y, frame.top / 2), frame.width)]
    if below:
        y = frame.bottom - below.height(frame.width)
        placed.append(Placed(below, frame.x, y, frame.width))
    return tuple(placed)


def foot_height(meta: Meta, width: float, context: Context) -> float:
    """Return how tall a memo's foot is on a page with a number of two figures."""
    below = _below(meta, WIDEST_PAGE, WIDEST_PAGE, width, context)
    return below.height(width) if below else 0


def _below(meta: Meta, page: int, pages: int, width: float, context: Context) -> Flow | None:
    return _ends(_shortened_foot(_foot(meta, page, pages), meta, width, context), width, context)


def _ends(ends: Ends, width: float, context: Context) -> Flow | None:
    """Set one text at the left and one at the right; the shorter gets no more than it needs."""
    style = _running(context)
    first = style if context.kind != "onepager" else replace(style, size=style.size * SENDER, colour="ink", strut=0)
    flows = [context.text_flow(Role("P"), ends[0], first), context.text_flow(Role("P"), ends[1], style, "right")]
    needed = [max(flow.natural_width() + 2, LEAST_WIDTH) if flow.words else 0 for flow in flows]
    wide = [min(one, width / 2) for one in needed]
    if not any(wide):
        return None
    for number, inlines in enumerate(ends):
        parted = context.text_flow(Role("P"), _in_whole_parts(inlines), flows[number].style, flows[number].align)
        if needed[number] > wide[number] >= max(word.width for word in parted.words):
            flows[number] = parted
    share = 1 - wide[1] / width if wide[0] > wide[1] else wide[0] / width
    columns = [flow if room else None for flow, room in zip(flows, wide, strict=True)]
    return Columns(None, columns=columns, shares=(share, 1 - share), on_baseline=True)


@functools.lru_cache(maxsize=MOST_HEADS)
def _in_whole_parts(inlines: Inlines) -> Inlines:
    """Return a line of parts with dots between them that ends at a dot alone, where it has to end."""
    whole: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Text):
            text = inline.text.replace(" ", NO_BREAK).replace(DOT.replace(" ", NO_BREAK), DOT)
            whole.append(Text(text))
        else:
            whole.append(
                replace(inline, inlines=_in_whole_parts(inline.inlines))
                if isinstance(inline, Span | Strong)
                else inline
            )
    return tuple(whole)


def page_frame(theme: Theme, side_mm: float) -> tuple[tuple[float, float], Frame]:
    """Return the size of the paper and the frame between its margins, of which those at the sides are given."""
    page = theme.page
    width, height = PAGE_SIZES_PT[page.size]
    side = mm(side_mm)
    return (width, height), Frame(side, mm(page.margin_top_mm), width - 2 * side, height - mm(page.margin_bottom_mm))
