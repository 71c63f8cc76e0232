"""The deck as it will be shown: each slide of the document measured, split where it does not fit, and laid out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from briefpack.document import tree as t
from briefpack.document.slides import Deck, part_label
from briefpack.look.slide_grid import (
    ABOVE_SOURCE,
    LEAST_AREA,
    NEARLY_FULL,
)
from briefpack.look.theme import Theme
from briefpack.writers import SlideFill, ask_warnings, fill_warnings, table_warnings
from briefpack.writers.pptx.cautions import count_cautions, master_cautions, title_cautions
from briefpack.writers.pptx.drafts import LARGEST_TEXT, Drafter, DraftSlide
from briefpack.writers.pptx.figure_flows import FigureFlow
from briefpack.writers.pptx.flows import Flow, TableFlow, TextFlow
from briefpack.writers.pptx.pages import (
    Area,
    Areas,
    PlacedFlow,
    asking_pages,
    filling,
    fitted,
    place_flows,
    with_larger_ask,
)
from briefpack.writers.pptx.parts import PartsFlow
from briefpack.writers.pptx.places import Placeholder
from briefpack.writers.pptx.roles import Layout
from briefpack.writers.pptx.shapes import Box
from briefpack.writers.pptx.slide_master import SlideMaster
from briefpack.writers.pptx.text import Paragraph
from briefpack.writers.pptx.titles import COVER_LINES, MOST_LINES, Titles
from briefpack.writers.pptx.words import Run

TEXT_SCALES, SOME_MORE = (0.9, 0.8, 0.7, 0.6, 0.5), 1.1
"""Sizes of a master's text that is larger than ours, tried until the deck has no more than so many times its slides."""


@dataclass(frozen=True, slots=True)
class PlannedSlide:
    """Hold one slide as it will be written."""

    title: Paragraph
    title_box: Box | None
    layout: Layout
    content: tuple[PlacedFlow, ...]
    source: PlacedFlow | None
    notes: tuple[Paragraph, ...]
    part: t.Inlines
    """The part of the deck in which it stands."""
    fill: SlideFill | None
    """How far it is filled; a title slide need not be."""
    fills_body: bool
    """Whether its text stands where the layout has it."""


@dataclass
class Planner:
    """Plan the slides of one deck, and keep what was split and what may look wrong."""

    master: SlideMaster
    theme: Theme
    language: str
    scale: float = 1
    """The size of text as a part of the master's."""
    steps: list[str] = field(default_factory=list)
    warnings: list[tuple[str, str]] = field(default_factory=list)
    """Messages and hints."""

    @cached_property
    def _drafter(self) -> Drafter:
        return Drafter(self.master, self.theme, self.language, self.scale)

    @property
    def _body(self) -> Placeholder:
        return self._drafter.body

    def slides(self, deck: Deck) -> list[PlannedSlide]:
        """Return the slides in order, those that list the sources last.

        Where a master's text is so large that the deck becomes another one, it is set smaller on all slides alike.
        """
        usual: float = self._body.setting.levels[0].size
        tries: list[tuple[Planner, list[PlannedSlide]]] = []
        for scale in [1.0, *(one for one in TEXT_SCALES if usual * one >= LARGEST_TEXT * self._drafter.ratio)]:
            planner = replace(self, scale=scale, steps=[], warnings=[])
            planned, count = planner._planned_with(deck)
            tries.append((planner, planned))
            if len(planned) <= count * SOME_MORE:
                break
        planner, planned = min(tries, key=lambda one: len(one[1]))
        if planner.scale < 1:
            size, most = usual * planner.scale, len(tries[0][1])
            planner.steps.insert(
                0, f"text set in {size:.0f} pt, not the master’s {usual:g}: {len(planned)} slides, not {most}"
            )
        self.steps, self.warnings = planner.steps, planner.warnings
        return planned

    def _planned_with(self, deck: Deck) -> tuple[list[PlannedSlide], int]:
        """Return the slides in the planner's size of text, and how many of them the deck has if none is split."""
        drafts, titles = self._drafter.drafts(deck)
        planned = [one for draft in drafts for one in self._planned(draft, titles)]
        self.warnings += title_cautions((one.title, one.layout) for one in drafts)
        self.warnings += master_cautions(self.master)
        self.warnings += count_cautions(len(drafts), len(planned), self._body)
        self.warnings += fill_warnings([slide.fill for slide in planned if slide.fill])
        return planned, len(drafts)

    def _areas(self, draft: DraftSlide) -> Areas:
        """Return where content stands on the slides that a draft becomes."""
        x, y, width, height = self._body.inner
        top = y + (draft.lower if draft.is_cover else draft.title.lower)
        bottom = min(y + height, self._drafter.source_top(draft.source) - ABOVE_SOURCE) if draft.source else y + height
        rest = Area(x, top, width, max(LEAST_AREA, bottom - top))
        if draft.is_cover:
            first = self._cover_area(draft.layout)
        elif draft.layout.role == "quotation":
            x, y, width, height = (draft.layout.body or self._body).inner
            first = Area(x, y + draft.title.lower, width, height - draft.title.lower, only_text=True)
        else:
            alone = len(draft.flows) == 1 and isinstance(draft.flows[0], FigureFlow)
            spare = draft.title.spare if alone else 0
            first = replace(rest, y=rest.y - spare, height=rest.height + spare)
        return lambda number: rest if number else first

    def _cover_area(self, layout: Layout) -> Area:
        """Return where a title slide's words stand: from its place for them down to its foot."""
        x, y, width, height = (layout.body or self._body).inner
        return Area(x, y, width, layout.foot_below(y + height) - y, only_text=True)

    def _planned(self, draft: DraftSlide, titles: Titles) -> Iterator[PlannedSlide]:
        draft, pages = self._paged(draft, titles)
        areas = self._areas(draft)
        self._report(draft, pages, areas)
        source = self._placed_source(draft.source) if draft.source else None
        for number, page in enumerate(pages):
            label = (Run(part_label(titles.meta, number + 1, len(pages))),) if len(pages) > 1 else ()
            layout, area = self._layout(draft, page, number), areas(number)
            title = draft.title if layout is draft.layout else titles.placed(draft.title.runs, layout, len(pages))
            ended = [
                flow.evened(area.width) if draft.is_cover and isinstance(flow, TextFlow) else flow.finished(area.width)
                for flow in with_larger_ask(page, area)
            ]
            content = place_flows(ended, area)
            content += draft.placed
            yield PlannedSlide(
                title=title.shown(layout, label),
                title_box=title.box,
                layout=layout,
                content=content,
                source=source,
                notes=() if number else draft.notes,
                part=draft.part,
                fill=None if area.only_text or draft.is_section else self._fill(draft, content, area),
                fills_body=_fills(page, area, layout),
            )

    def _paged(self, draft: DraftSlide, titles: Titles) -> tuple[DraftSlide, list[list[Flow]]]:
        """Return a draft and its slides: only the title of one that is split has room for “(2 of 3)”."""
        pages = fitted(draft.flows, self._areas(draft))
        if len(pages) > 1:
            title = titles.placed(draft.title.runs, draft.layout, len(pages))
            lower = titles.placed(title.runs, self.master.layout(), len(pages)).lower if draft.is_cover else 0
            draft = replace(draft, title=title, lower=lower)
            pages = fitted(draft.flows, self._areas(draft))
        return draft, pages

    def _fill(self, draft: DraftSlide, content: tuple[PlacedFlow, ...], area: Area) -> SlideFill:
        """Return how far content reaches down to the source line, or to the end of its area."""
        end = self._drafter.source_top(draft.source) if draft.source else area.y + area.height
        reached = max((at.y + _shown(at) for at in content), default=area.y)
        return SlideFill(draft.title.name, (reached - area.y) / (end - area.y), (end - reached) / self.master.height)

    def _layout(self, draft: DraftSlide, page: list[Flow], number: int) -> Layout:
        """Return the layout of a part: for text after a title slide, for two columns, or without text where none is."""
        if draft.is_cover and number == 0:
            return draft.layout
        layout = self.master.layout() if draft.is_cover else draft.layout
        if not draft.flows or any(isinstance(flow, TextFlow) and flow.in_body for flow in page):
            return layout
        in_two = [flow for flow in page if isinstance(flow, PartsFlow) and flow.is_in_two]
        return self.master.layout(*(("two columns",) if len(in_two) == 1 else ()), "title only")

    def _placed_source(self, flow: TextFlow) -> PlacedFlow:
        usual, (x, _, width, _) = self.master.layout().source, self._body.inner
        tall = flow.height(width)
        if usual and tall <= usual.box[3]:
            return PlacedFlow(flow, *usual.box)
        return PlacedFlow(flow, x, self._drafter.source_top(flow), width, tall)

    def _report(self, draft: DraftSlide, pages: list[list[Flow]], areas: Areas) -> None:
        """Note what was split, and what another program may set otherwise."""
        title = draft.title
        if title.lines > (COVER_LINES if draft.is_cover else MOST_LINES):
            hint = "Shorten it: a title is one sentence, of two lines at most."
            self.warnings.append((f"the title “{title.name}” takes {title.lines} lines", hint))
        width = areas(0).width
        tables = (flow for flow in draft.flows if isinstance(flow, TableFlow) and flow.cuts_words(width))
        self.warnings += table_warnings([cell.text for cell in table.header] for table in tables)
        if len(pages) > 1:
            self.steps.append(f"“{title.name}” split into {len(pages)}")
            self.warnings += ask_warnings([title.name] if asking_pages(pages) > 1 else [])
            return
        full = filling(pages[0], areas(0))
        if full > NEARLY_FULL:
            hint = "Cut a few words: another program may break lines differently, and the text would run over."
            self.warnings.append((f"the slide “{title.name}” is {full:.0%} full", hint))


def _shown(at: PlacedFlow) -> float:
    """Return how tall a flow is shown: text in a layout's own place need not fill it."""
    return at.flow.height(at.width) if at.place and isinstance(at.flow, TextFlow) else at.height


def _fills(page: list[Flow], area: Area, layout: Layout) -> bool:
    """Tell whether a slide's text may stand where the layout has it, in its whole box."""
    if len(page) != 1 or not isinstance(page[0], TextFlow) or page[0].panel or not layout.body:
        return False
    _, y, width, height = layout.body.inner
    fits = page[0].height(width) <= height and page[0].across(width) == width
    return fits and abs(y - area.y) < 1 and (layout.body.from_top or abs(height - area.height) < 1)
