"""Flows onto slides: as many as it takes, evenly filled, none over its area."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from briefpack.look.slide_grid import ASK_SMALLER, LARGER, LEAST_CARD, LEAST_LIST, NEARLY_FULL, ROOMY, SMALLER, Box
from briefpack.writers.pptx.flows import FigureFlow, Flow, TextFlow
from briefpack.writers.pptx.parts import PartsFlow

ENOUGH = 0.01
GAP = 14.0
"""The space between flows, in points."""
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
    scales = [*(LARGER if _may_grow(flows, area) else ()), *SMALLER]
    for scale in scales:
        sized = [flow.at(scale) for flow in flows]
        if _fit(sized, area.width, area.height * (ROOMY if scale > 1 else NEARLY_FULL)):
            return [sized]
    if any(_is_ask(flow) for flow in flows) and not area.only_text:
        for scale in ASK_SMALLER:  # better small than in two parts
            sized = [flow.at(scale) for flow in flows]
            if _fit(sized, area.width, area.height):
                return [sized]
    return min((paginate([flow.at(scale) for flow in flows], areas) for scale in SMALLER), key=len)


def _may_grow(flows: Sequence[Flow], area: Area) -> bool:
    return bool(flows) and not area.only_text and all(flow.grows or _is_contact(flow) for flow in flows)


def _is_contact(flow: Flow) -> bool:
    return isinstance(flow, TextFlow) and flow.panel == "contact"


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
        if not page and suits and part < 1 and (isinstance(flow, FigureFlow) or _is_ask(flow)):
            room = area.height  # a figure shares its rows evenly by itself, an ask stays whole
        head, tail = flow.split(area.width, room, not page and not area.only_text) if suits else (None, flow)
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
    return all(flow.fits(width, room) for flow in page) and _used(page, width) <= room


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

    @property
    def box(self) -> Box:
        """Its place as one value."""
        return self.x, self.y, self.width, self.height


def place_flows(page: list[Flow], area: Area) -> tuple[PlacedFlow, ...]:
    """Return the flows of a slide from the top of its area down.

    Figures are as large as fits, cards and an ask take most of the slide, and an ask below something else its foot.
    """
    spare = max(0.0, area.height - _used(page, area.width))
    figures = sum(isinstance(flow, FigureFlow) for flow in page)
    placed: list[PlacedFlow] = []
    y = area.y
    for flow in page:
        if isinstance(flow, TextFlow) and not flow.panel and len(page) == 1:
            flow = flow.spread(max(0.0, area.height * LEAST_LIST - flow.height(area.width)))
        tall = flow.height(area.width)
        more = 0.0
        if isinstance(flow, FigureFlow):
            more = flow.fitted(area.width, tall + spare / figures).height - tall
        elif _stretches(flow, page):
            more = min(spare, max(0.0, area.height * LEAST_CARD - tall))
        elif _is_ask(flow) and placed and not figures:
            y, spare = y + spare, 0.0
        placed.append(PlacedFlow(flow, area.x, y, area.width, tall + more))
        spare -= more
        y += tall + more + GAP
    return tuple(placed)


def _is_ask(flow: Flow) -> bool:
    return isinstance(flow, TextFlow) and flow.panel == "ask"


def _stretches(flow: Flow, page: list[Flow]) -> bool:
    """Tell whether a flow on a ground takes room that is left: cards, or an ask that comes first."""
    return (isinstance(flow, PartsFlow) and flow.form == "cards") or (_is_ask(flow) and flow is page[0])


def filling(page: list[Flow], area: Area) -> float:
    """Return how much of a slide its text and tables must take, 1 being all; figures are made to fit and count as 0."""
    if any(isinstance(flow, FigureFlow) for flow in page):
        return 0.0
    return _used(page, area.width) / area.height
