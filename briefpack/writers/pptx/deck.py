"""The deck as it will be shown: each slide of the document measured, split where it does not fit, and laid out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from briefpack.document import tree as t
from briefpack.document.slides import TITLE_LEVEL, Deck, Slide
from briefpack.look.theme import Theme
from briefpack.writers.pptx.blocks import Piece, Words, figure_paras, paras_of, pieces_of
from briefpack.writers.pptx.flows import FigureFlow, Flow, TableFlow, TextFlow, table_flow
from briefpack.writers.pptx.inlines import PLAIN, Ink, runs_of
from briefpack.writers.pptx.labels import part_label
from briefpack.writers.pptx.measure import STAND_IN, measured_family
from briefpack.writers.pptx.own_layouts import ASK
from briefpack.writers.pptx.pages import NEARLY_FULL, Area, Areas, Page, Placed, pages_of, placed
from briefpack.writers.pptx.stage import Layout, Place, Stage
from briefpack.writers.pptx.text import Level, Para, Run, Setting, in_phrases
from briefpack.writers.pptx.titles import COVER_LINES, MOST_LINES, Box, Title, Titles

SOURCE_PART = 0.3
"""The most of a slide's text area that its source line may take; a longer one becomes text."""
SOURCE_GAP = 8.0
LEAST_AREA = 150.0
TABLE_SIZES, CONTACT_SIZE = (12.0, 16.0), 14.0
LISTED, BELOW_TITLE = 0.72, 0.7
"""The sizes of listed sources, and of a title slide's source, as parts of the text's."""
Finding = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Shown:
    """Hold one slide as it will be written."""

    title: tuple[Run, ...]
    title_box: Box | None
    layout: Layout
    content: tuple[Placed, ...]
    source: Placed | None = None
    notes: tuple[Para, ...] = ()
    fills_body: bool = False
    """Whether its text stands where the layout has it."""


@dataclass(frozen=True, slots=True)
class Draft:
    """Hold one slide of the document before it is known how many it takes."""

    title: Title
    layout: Layout
    flows: tuple[Flow, ...]
    source: TextFlow | None
    notes: tuple[Para, ...]


@dataclass(slots=True)
class Planner:
    """Plan the slides of one deck, and keep what was split and what may look wrong."""

    stage: Stage
    theme: Theme
    language: str
    steps: list[str] = field(default_factory=list)
    warnings: list[Finding] = field(default_factory=list)

    @property
    def body(self) -> Place:
        """The place for text on a slide of content."""
        found = self.stage.layout("obj").body
        assert found
        return found

    @property
    def ink(self) -> Ink:
        return Ink(self.stage.colours, self.language)

    def slides(self, deck: Deck) -> list[Shown]:
        titles = Titles(deck.meta, self.stage.height)
        drafts = [self._draft(slide, deck, titles) for slide in deck.slides]
        drafts += [self._sources(deck, titles)] if deck.notes else []
        shown = [one for draft in drafts for one in self._shown(draft, deck.meta)]
        self._check_fonts()
        return shown

    def _draft(self, slide: Slide, deck: Deck, titles: Titles) -> Draft:
        if slide.level == TITLE_LEVEL:
            return self._cover(slide, deck, titles)
        closing = slide.asks or slide is deck.slides[-1]
        layout = self.stage.layout(ASK, "obj") if closing else self.stage.layout("obj")
        title = titles.title(slide.title, layout, self.ink, deck.meta.title)
        source, others = self._source(slide)
        pieces = [*_carried(title), *pieces_of(slide.blocks, replace(self.ink, filled=closing)), *others]
        flows = self._flows(_asking(pieces) if closing else pieces, layout)
        return Draft(title, layout, flows, source, self._notes(slide))

    def _cover(self, slide: Slide, deck: Deck, titles: Titles) -> Draft:
        """Draft a title slide: its words as one text, its source below in small type, then what is no text."""
        layout = self.stage.layout("title", "secHead", "obj")
        ink = replace(self.ink, filled=True)
        title = titles.title(slide.title, layout, ink, deck.meta.title)
        small = [_sized(piece, BELOW_TITLE) for piece in pieces_of(slide.sources, ink)]
        pieces = [*_carried(title), *pieces_of(slide.blocks, ink), *small]
        paras = tuple(para for piece in pieces if isinstance(piece, Words) for para in piece.paras)
        others: list[Piece] = [piece for piece in pieces if not isinstance(piece, Words)]
        flows = self._flows([Words(paras), *others] if paras else others, layout)
        return Draft(title, layout, flows, None, self._notes(slide))

    def _sources(self, deck: Deck, titles: Titles) -> Draft:
        """Draft the slide that lists what the notes cite."""
        layout = self.stage.layout("obj")
        title = titles.title((t.Text(deck.meta.sources_label),), layout, self.ink, "")
        items = tuple(t.ListItem((t.Paragraph(note),)) for note in deck.notes)
        pieces = [_sized(piece, LISTED) for piece in pieces_of((t.List(items, ordered=True),), self.ink)]
        return Draft(title, layout, self._flows(pieces, layout), None, ())

    def _notes(self, slide: Slide) -> tuple[Para, ...]:
        """Return what the speaker says, then what the figures show, with their data, for who cannot see them."""
        figures = [node for node in t.walk((slide.blocks, slide.sources)) if isinstance(node, t.Figure)]
        shown = (para for figure in figures for para in figure_paras(figure, self.ink))
        return (*paras_of(slide.notes, self.ink), *shown)

    def _source(self, slide: Slide) -> tuple[TextFlow | None, list[Piece]]:
        """Return a slide's source line, and what of its source must stand among its content."""
        pieces = pieces_of(slide.sources, self.ink)
        words = tuple(para for piece in pieces if isinstance(piece, Words) for para in piece.paras)
        others: list[Piece] = [piece for piece in pieces if not isinstance(piece, Words)]
        level = Level(self.theme.sizes.slide_caption, family=self.stage.family)
        flow = TextFlow(tuple(replace(para, kind="plain", level=0) for para in words), Setting((level,)))
        if not words:
            return None, others
        _, _, width, height = self.body.inner
        if flow.height(width) > height * SOURCE_PART:
            return None, [_sized(piece, LISTED) for piece in pieces]
        return flow, others

    def _flows(self, pieces: list[Piece], layout: Layout) -> tuple[Flow, ...]:
        setting = (layout.body or self.body).setting
        return tuple(self._flow(piece, setting) for piece in pieces)

    def _flow(self, piece: Piece, setting: Setting) -> Flow:
        match piece:
            case Words(paras, panel):
                small = max(CONTACT_SIZE / setting.levels[0].size, 0.6)
                return TextFlow(paras, setting.scaled(min(1, small)) if panel == "contact" else setting, panel)
            case t.Table():
                return self._table(piece)
            case t.Figure():
                theme = self.theme.model_copy(update={"colours": self.stage.colours})
                return FigureFlow(piece, theme, self.stage.family, self._table(piece.table))

    def _table(self, table: t.Table) -> TableFlow:
        least, most = TABLE_SIZES
        size = min(most, max(least, self.body.setting.levels[0].size * 0.8))
        header = tuple(_cell(cell, self.ink, bold=True) for cell in table.header.cells)
        rows = [tuple(_cell(cell, self.ink) for cell in row.cells) for row in table.rows]
        return table_flow(header, rows, Setting((Level(size, family=self.stage.family),)), self.body.inner[2])

    def _areas(self, draft: Draft) -> Areas:
        """Return where content stands on the slides that a draft becomes."""
        x, y, width, height = self.body.inner
        top = y + (draft.title.lower if draft.layout.kind != "title" else 0)
        bottom = min(y + height, self._source_top(draft.source) - SOURCE_GAP) if draft.source else y + height
        rest = Area(x, top, width, max(LEAST_AREA, bottom - top))
        if draft.layout.kind != "title":
            alone = len(draft.flows) == 1 and isinstance(draft.flows[0], FigureFlow)
            spare = draft.title.spare if alone else 0
            first = replace(rest, y=rest.y - spare, height=rest.height + spare)
        else:
            first = self._cover_area(draft.layout)
        return lambda number: rest if number else first

    def _cover_area(self, layout: Layout) -> Area:
        """Return where a title slide's words stand: from its place for them down to its foot."""
        x, y, width, height = (layout.body or self.body).inner
        return Area(x, y, width, _foot_of(layout, y + height) - y, only_text=True)

    def _source_top(self, source: TextFlow) -> float:
        """Return where a source line starts: it ends where the layout's place for it does, else above the foot."""
        layout, body = self.stage.layout("obj"), self.body
        tall = source.height(body.inner[2])
        if holder := layout.source:
            return min(holder.y, holder.y + holder.height - tall)
        return _foot_of(layout, body.y + body.height) - tall

    def _shown(self, draft: Draft, meta: t.Meta) -> Iterator[Shown]:
        areas = self._areas(draft)
        pages = pages_of(draft.flows, areas)
        self._say(draft, pages, areas)
        source = self._placed_source(draft.source) if draft.source else None
        for number, page in enumerate(pages):
            label = (Run(part_label(meta, number + 1, len(pages))),) if len(pages) > 1 else ()
            layout = self._layout(draft.layout, page, number)
            area = areas(number)
            yield Shown(
                title=in_phrases(Para((*draft.title.runs, *label)), layout.title.inner[2], layout.title.setting),
                title_box=draft.title.box,
                layout=layout,
                content=placed(page, area),
                source=source,
                notes=() if number else draft.notes,
                fills_body=_fills(page, area, layout),
            )

    def _layout(self, first: Layout, page: Page, number: int) -> Layout:
        """Return the layout of a part: that of text after a title slide, and none with text where there is none."""
        if first.kind == "title":
            if number == 0:
                return first
            first = self.stage.layout("obj")
        return first if any(isinstance(flow, TextFlow) and flow.in_body for flow in page) else self.stage.title_only()

    def _placed_source(self, flow: TextFlow) -> Placed:
        holder, (x, _, width, _) = self.stage.layout("obj").source, self.body.inner
        tall = flow.height(width)
        if holder and tall <= holder.height:
            return Placed(flow, holder.x, holder.y, holder.width, holder.height)
        return Placed(flow, x, self._source_top(flow), width, tall)

    def _say(self, draft: Draft, pages: list[Page], areas: Areas) -> None:
        """Note what was split, and what another program may set otherwise."""
        title = draft.title
        if title.lines > (COVER_LINES if draft.layout.kind == "title" else MOST_LINES):
            hint = "Shorten it: a title is one sentence, of two lines at most."
            self.warnings.append((f"the title “{title.name}” takes {title.lines} lines", hint))
        if len(pages) > 1:
            self.steps.append(f"“{title.name}” split into {len(pages)}")
            return
        full = filling(pages[0], areas(0))
        if full > NEARLY_FULL:
            hint = "Cut a few words: another program may break lines differently, and the text would run over."
            self.warnings.append((f"the slide “{title.name}” is {full:.0%} full", hint))

    def _check_fonts(self) -> None:
        places = [place for one in self.stage.layouts for place in (one.title, one.body) if place]
        used = {place.setting.levels[0].family for place in places}
        for family in sorted({*used, self.stage.family}):
            if not measured_family(family):
                message = f"not measured exactly: the font “{family}” is not known here, “{STAND_IN}” was measured"
                self.warnings.append((message, "Look whether the text of the slides stays within its boxes."))


def filling(page: Page, area: Area) -> float:
    """Return how much of a slide its text and tables take; figures are made to fit."""
    if any(isinstance(flow, FigureFlow) for flow in page):
        return 0.0
    content = placed(page, area)
    return (content[-1].y + content[-1].height - area.y) / area.height if content else 0.0


def _foot_of(layout: Layout, bottom: float) -> float:
    """Return where the foot of a slide starts, if it is below the text's bottom; else that."""
    return min((place.y - SOURCE_GAP for place in layout.feet if place.y - SOURCE_GAP >= bottom), default=bottom)


def _fills(page: Page, area: Area, layout: Layout) -> bool:
    """Tell whether a slide's text may stand where the layout has it, in its whole box."""
    if len(page) != 1 or not isinstance(page[0], TextFlow) or page[0].panel or not layout.body:
        return False
    _, y, width, height = layout.body.inner
    fits = page[0].height(width) <= height
    return fits and abs(y - area.y) < 1 and (layout.body.from_top or abs(height - area.height) < 1)


def _carried(title: Title) -> list[Piece]:
    """Return what a title was too long for, as the first words of the text."""
    return [Words((Para(tuple(replace(run, bold=True) for run in title.rest)),))] if title.rest else []


def _sized(piece: Piece, scale: float) -> Piece:
    return (
        replace(piece, paras=tuple(replace(p, scale=scale) for p in piece.paras)) if isinstance(piece, Words) else piece
    )


def _asking(pieces: list[Piece]) -> list[Piece]:
    """Put all the words of a closing slide on one ground, but whom to ask."""
    found: list[Piece] = []
    for piece in pieces:
        last = found[-1] if found else None
        if not isinstance(piece, Words) or piece.panel == "contact":
            found.append(piece)
        elif isinstance(last, Words) and last.panel == "ask":
            found[-1] = Words((*last.paras, *piece.paras), "ask")
        else:
            found.append(Words(piece.paras, "ask"))
    return found


def _cell(cell: t.Cell, ink: Ink, bold: bool = False) -> Para:
    runs = runs_of(cell.inlines, ink, replace(PLAIN, bold=bold))
    return Para(runs, centred=cell.alignment == "center", at_end=cell.alignment == "right")
