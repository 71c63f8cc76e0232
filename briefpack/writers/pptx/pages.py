"""Flows onto slides: as many as it takes, evenly filled, none over its area."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from briefpack.look.slide_grid import (
    ABOVE_ON_PAPER,
    ABOVE_OPEN,
    ABOVE_QUOTE,
    FULL_WITH_ASK,
    LARGER,
    LEAST_ASK,
    LEAST_CARD,
    LEAST_LIST,
    LEAST_ON_PAPER,
    MOST_ASKED,
    NEARLY_FULL,
    ON_GROUND,
    OPEN,
    ROOMY,
    ROOMY_ON_PAPER,
    SMALLER,
    Box,
)
from briefpack.writers.pptx.figure_flows import FigureFlow, PhotoFlow
from briefpack.writers.pptx.flows import Flow, TableFlow, TextFlow
from briefpack.writers.pptx.parts import PartsFlow
from briefpack.writers.pptx.places import Placeholder
from briefpack.writers.pptx.text import Panel

ENOUGH = 0.01
GAP = 14.0
"""The space between flows, in points."""
COVER_SMALLER = (0.76, 0.68, 0.6, 0.52)
"""Further sizes of a title slide's words, which hardly ever go on on a slide of their own."""
ASK_SMALLER = COVER_SMALLER[:2]
LEAST_ASKED = 13.6
"""Further sizes of a slide on which something is asked, as who answers has it before them whole; and how small a
master’s text may be set for that, in points."""
EVEN = (0.5, 0.6, 0.7, 0.8, 0.9)
"""How full a slide that was split may be, as parts of its area: the least that takes no more slides."""


@dataclass(frozen=True, slots=True)
class Area:
    """Say where text stands on a slide, in points; only a title slide's takes nothing but text."""

    x: float
    y: float
    width: float
    height: float
    only_text: bool = False


Areas = Callable[[int], Area]
"""The area of each slide, counted from 0."""


def fitted(flows: Sequence[Flow], areas: Areas) -> list[list[Flow]]:
    """Return the flows by slide, in the size that suits them: few words large, many a little smaller before a split."""
    area = areas(0)
    further = COVER_SMALLER if area.only_text else [one for flow in flows if is_ask(flow) for one in _smaller_ask(flow)]
    scales = [*(LARGER if _may_grow(flows, area) else ()), *SMALLER, *further]
    for scale in scales:
        sized = [flow.at(scale) for flow in flows]
        if scale > 1 and any(isinstance(flow, TableFlow) and flow.cuts_words(area.width) for flow in sized):
            continue
        if _fit(sized, area.width, area.height * (_roomy(sized) if scale > 1 else NEARLY_FULL)):
            return [sized]
    parted = (paginate([flow.at(scale) for flow in flows], areas) for scale in SMALLER)
    return min(parted, key=lambda pages: (asking_pages(pages), len(pages)))


def _roomy(page: Sequence[Flow]) -> float:
    """Return how much of a slide's area its content may take in a larger size."""
    return ROOMY_ON_PAPER if len(page) == 1 and _is_on_paper(page[0]) else ROOMY


def _is_on_paper(flow: Flow) -> bool:
    return isinstance(flow, PartsFlow) and flow.is_on_paper


def _smaller_ask(flow: Flow) -> list[float]:
    usual = flow.setting.levels[0].size if isinstance(flow, TextFlow) else 0
    return [one for one in COVER_SMALLER if one in ASK_SMALLER or usual * one >= LEAST_ASKED]


def asking_pages(pages: list[list[Flow]]) -> int:
    """Return on how many slides something is asked: it is to be one."""
    return sum(any(map(is_ask, page)) for page in pages)


def _may_grow(flows: Sequence[Flow], area: Area) -> bool:
    return bool(flows) and not area.only_text and all(flow.grows or _stands_on(flow, "contact") for flow in flows)


def _stands_on(flow: Flow, panel: Panel) -> bool:
    return isinstance(flow, TextFlow) and flow.panel == panel


def paginate(flows: Sequence[Flow], areas: Areas) -> list[list[Flow]]:
    """Return the flows by slide: on one if they fit, else on as few as hold them, evenly filled."""
    pages = _filled(flows, areas, 1)
    if len(pages) == 1:
        return pages
    for part in EVEN:
        even = _filled(flows, areas, part)
        if len(even) <= len(pages):
            return even
    return pages


def _filled(flows: Sequence[Flow], areas: Areas, part: float) -> list[list[Flow]]:
    pages: list[list[Flow]] = [[]]
    waiting = deque(flows)
    while waiting:
        flow, page, area = waiting.popleft(), pages[-1], areas(len(pages) - 1)
        room = area.height * part - _used(page, area.width) - (GAP if page else 0)
        suits = isinstance(flow, TextFlow) and not flow.panel if area.only_text else True
        if suits and flow.fits(area.width, room + ENOUGH):
            page.append(flow)
            continue
        whole = isinstance(flow, FigureFlow) or is_ask(flow)
        if not page and suits and whole:
            room = area.height  # a figure shares its rows evenly by itself, an ask stays whole
        parts = suits and not (page and whole)
        head, tail = flow.split(area.width, room, not page and not area.only_text) if parts else (None, flow)
        page += [head] if head else []
        if tail:
            waiting.appendleft(tail)
            waiting.extendleft(_left_over(page))
            pages.append([])
    return pages


def _used(page: list[Flow], width: float) -> float:
    return sum(flow.height(width) for flow in page) + GAP * max(0, len(page) - 1)


def _fit(page: list[Flow], width: float, room: float) -> bool:
    """Tell whether flows are no higher than this one below the other; what is higher alone is not measured whole."""
    return all(flow.fits(width, room) for flow in page) and (len(page) == 1 or _used(page, width) <= room)


def _left_over(page: list[Flow]) -> list[Flow]:
    """Take headings from the end of a slide, if something else stays on it."""
    last = page[-1] if page else None
    if not isinstance(last, TextFlow):
        return []
    count = len(last.paras)
    while count and last.paras[count - 1].keep:
        count -= 1
    if count == len(last.paras) or (not count and len(page) == 1):
        return []
    page[-1:] = [replace(last, paras=last.paras[:count])] if count else []
    return [replace(last, paras=last.paras[count:])]


@dataclass(frozen=True, slots=True)
class PlacedFlow:
    """Hold a flow with its place on the slide, in points."""

    flow: Flow
    x: float
    y: float
    width: float
    height: float
    place: Placeholder | None = None
    """The layout's own place in which it stands."""

    @property
    def box(self) -> Box:
        """Its place as one value."""
        return self.x, self.y, self.width, self.height


def place_flows(page: list[Flow], area: Area) -> tuple[PlacedFlow, ...]:
    """Return the flows of a slide from the top of its area down.

    Figures are as large as fits, cards and an ask take most of the slide, and an ask below something else its foot; a
    quotation alone stands in the middle.
    """
    spare = max(0.0, area.height - _used(page, area.width))
    figures = sum(isinstance(flow, FigureFlow | PhotoFlow) for flow in page)
    placed: list[PlacedFlow] = []
    y = area.y
    for flow in page:
        if len(page) == 1:
            flow = _looser(flow, area)
            y += spare * _above(flow)
        tall = flow.height(area.width)
        more = 0.0
        if isinstance(flow, FigureFlow | PhotoFlow):
            more = flow.filled(area.width, tall + spare / figures) - tall
            y += (spare - more) * ABOVE_OPEN if len(page) == 1 and isinstance(flow, FigureFlow) else 0
        elif _stretches(flow, page):
            more = min(spare, max(0.0, area.height * _least(flow) - tall, _to_even(flow, area.width)))
            y += (spare - more) * ABOVE_ON_PAPER if len(page) == 1 and _is_on_paper(flow) else 0
        elif is_ask(flow) and placed and not figures:
            y, spare = y + spare, 0.0
        placed.append(PlacedFlow(flow, area.x, y, area.width, tall + more))
        spare -= more
        y += tall + more + GAP
    return tuple(placed)


def with_larger_ask(page: list[Flow], area: Area) -> list[Flow]:
    """Return the flows of a slide with what is asked below others larger, where that takes no line more."""
    others, last = page[:-1], page[-1] if page else None
    if not others or not isinstance(last, TextFlow) or not is_ask(last):
        return page
    room = area.height * FULL_WITH_ASK - _used(others, area.width) - GAP
    usual, largest = last.height(area.width), max(para.scale for para in last.paras)
    for scale in (scale for scale in LARGER if largest * scale <= MOST_ASKED):
        larger = last.at(scale)
        if larger.height(area.width) <= min(room, usual * scale):
            return [*others, larger]
    return page


def _above(flow: Flow) -> float:
    """Return the part of the room that is left which stands above a flow that is alone on its slide."""
    if isinstance(flow, PartsFlow) and flow.form in OPEN:
        return ABOVE_OPEN
    return ABOVE_QUOTE if _stands_on(flow, "quote") else 0


def _looser(flow: Flow, area: Area) -> Flow:
    """Return a list or a table with more space between its parts, as far as its slide is to be filled."""
    if isinstance(flow, TableFlow) or (isinstance(flow, TextFlow) and not flow.panel):
        return flow.spread(max(0.0, area.height * LEAST_LIST - flow.height(area.width)))
    return flow


def is_ask(flow: Flow) -> bool:
    """Tell whether a flow is what the reader is asked."""
    return _stands_on(flow, "ask")


def _least(flow: Flow) -> float:
    """Return how much of a slide's area a flow takes at least that takes room that is left."""
    return LEAST_ASK if is_ask(flow) else LEAST_ON_PAPER if _is_on_paper(flow) else LEAST_CARD


def _to_even(flow: Flow, width: float) -> float:
    """Return how much taller rows of cards are where all are as tall as the tallest, which shows on a ground."""
    return flow.to_even(width) if isinstance(flow, PartsFlow) and not flow.is_on_paper else 0.0


def _stretches(flow: Flow, page: list[Flow]) -> bool:
    """Tell whether a flow on a ground takes room that is left: cards, or an ask that comes first."""
    return (isinstance(flow, PartsFlow) and flow.form in ON_GROUND) or (is_ask(flow) and flow is page[0])


def filling(page: list[Flow], area: Area) -> float:
    """Return how much of a slide its text and tables must take, 1 being all; figures are made to fit and count as 0."""
    if any(isinstance(flow, FigureFlow | PhotoFlow) for flow in page):
        return 0.0
    return _used(page, area.width) / area.height
