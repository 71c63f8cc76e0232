"""The deck as it will be shown: each slide of the document measured, split where it does not fit, and laid out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from briefpack.document import tree as t
from briefpack.document.figure_words import figures_told
from briefpack.document.slides import TITLE_LEVEL, Deck, Slide, part_label
from briefpack.document.traits import heads_rows, is_marked
from briefpack.figures import KINDS
from briefpack.languages.scripts import is_east_asian
from briefpack.look.slide_grid import (
    ABOVE_SOURCE,
    HEIGHT,
    LEAST_AREA,
    LISTED,
    MEASURE_EM,
    MOST_IN_TABLE,
    NEARLY_FULL,
    TABLE,
    WIDE_TABLE,
)
from briefpack.look.theme import Theme
from briefpack.writers import SlideFill, ask_warnings, fill_warnings, table_warnings
from briefpack.writers.pptx.blocks import (
    Content,
    FormContent,
    PictureContent,
    TextGroup,
    contents_of,
    paragraphs_of,
    told,
)
from briefpack.writers.pptx.cautions import count_cautions, master_cautions, title_cautions
from briefpack.writers.pptx.contents import asking, cell_text, quotation, sized, told_apart, words
from briefpack.writers.pptx.figure_flows import FigureFlow, PhotoFlow
from briefpack.writers.pptx.flows import Flow, TableFlow, TextFlow, matrix_flow, table_flow
from briefpack.writers.pptx.inlines import PLAIN, Palette
from briefpack.writers.pptx.pages import Area, Areas, PlacedFlow, asking_pages, filling, fitted, place_flows
from briefpack.writers.pptx.parts import PartsFlow
from briefpack.writers.pptx.places import Placeholder
from briefpack.writers.pptx.quotations import Quotation, own_quotation
from briefpack.writers.pptx.roles import Layout
from briefpack.writers.pptx.shapes import Box
from briefpack.writers.pptx.slide_master import SlideMaster
from briefpack.writers.pptx.text import Level, Paragraph, Setting
from briefpack.writers.pptx.titles import COVER_LINES, MOST_LINES, Title, Titles, shared_scale
from briefpack.writers.pptx.words import Run

SOURCE_PART = 0.3
"""The most of a slide's text area that its source line may take; a longer one becomes text."""
TABLE_HEAD = 0.8
TEXT_SCALES, SOME_MORE = (0.9, 0.8, 0.7, 0.6, 0.5), 1.1
"""Sizes of a master's text that is larger than ours, tried until the deck has no more than so many times its slides."""
LEAST_TABLE, CONTACT_SIZE, LEAST_SOURCE = 12.0, 14.0, 8.0
LARGEST_TEXT, EAST_ASIAN = 20.0, 0.92
"""The largest text of tables and forms: a master's own may be larger, for lists."""
BELOW_TITLE = 0.7
"""The size of a title slide's source, as a part of the text's."""


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


@dataclass(frozen=True, slots=True)
class DraftSlide:
    """Hold one slide of the document before it is known how many it takes."""

    title: Title
    layout: Layout
    flows: tuple[Flow, ...]
    source: TextFlow | None
    notes: tuple[Paragraph, ...]
    part: t.Inlines = ()
    is_section: bool = False
    speaker: PlacedFlow | None = None
    """Who says what is quoted, in a layout's own place for that."""
    lower: float = 0
    """By how much the text of the slides after a title slide moves down."""

    @property
    def is_cover(self) -> bool:
        """Whether it is a title slide, or one that opens a part."""
        return self.layout.role in ("cover", "section")


@dataclass(slots=True)
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

    @property
    def body(self) -> Placeholder:
        """The place for text on a slide of content."""
        body = self.master.layout().body
        assert body
        return body

    @property
    def ratio(self) -> float:
        """How large the slides are beside ours: text of one size looks larger on those of fewer points."""
        return min(1.0, self.master.height / HEIGHT)

    @property
    def palette(self) -> Palette:
        """The colours of words that stand on no ground of their own."""
        return Palette(self.master.colours, self.language)

    def slides(self, deck: Deck) -> list[PlannedSlide]:
        """Return the slides in order, those that list the sources last.

        Where a master's text is so large that the deck becomes another one, it is set smaller on all slides alike.
        """
        usual: float = self.body.setting.levels[0].size
        tries: list[tuple[Planner, list[PlannedSlide]]] = []
        for scale in [1.0, *(one for one in TEXT_SCALES if usual * one >= LARGEST_TEXT * self.ratio)]:
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
        self.scale, self.steps, self.warnings = planner.scale, planner.steps, planner.warnings
        return planned

    def _planned_with(self, deck: Deck) -> tuple[list[PlannedSlide], int]:
        """Return the slides in the planner's size of text, and how many of them the deck has if none is split."""
        drafts, titles = self._drafts(deck)
        largest = shared_scale([one.title.scale for one in drafts if not one.is_cover])
        if largest < 1:
            drafts, titles = self._drafts(deck, largest)
        planned = [one for draft in drafts for one in self._planned(draft, titles)]
        self.warnings += title_cautions((one.title, one.layout) for one in drafts)
        self.warnings += master_cautions(self.master)
        self.warnings += count_cautions(len(drafts), len(planned), self.body)
        self.warnings += fill_warnings([slide.fill for slide in planned if slide.fill])
        return planned, len(drafts)

    def _drafts(self, deck: Deck, largest: float = 1) -> tuple[list[DraftSlide], Titles]:
        """Return a draft of each slide, and the titles: but for a title slide's, so large a part of their layout's."""
        titles = Titles(deck.meta, self.master.height, self.theme.sizes.slide_title_floor * self.ratio, largest)
        drafts = [self._draft(slide, deck, titles) for slide in deck.slides]
        return drafts + ([self._sources(deck, titles)] if deck.notes else []), titles

    def _draft(self, slide: Slide, deck: Deck, titles: Titles) -> DraftSlide:
        if slide.level == TITLE_LEVEL or slide.is_section:
            return self._cover(slide, deck, titles)
        closing = not slide.has_form and (slide.asks or slide is deck.slides[-1])
        if not closing and (quoted := self._quoted(slide)):
            title = titles.title(slide.title, quoted.layout, self.palette, deck.meta.title)
            said, notes = (quoted.said,), self._notes(slide, deck.meta)
            source, _ = self._source(slide)
            return DraftSlide(title, quoted.layout, said, source, notes, slide.part, speaker=quoted.speaker)
        layout = self.master.layout("ask") if closing else self.master.layout()
        title = titles.title(slide.title, layout, self.palette, deck.meta.title)
        source, others = self._source(slide)
        if slide.quotes_alone and not closing:
            shown: list[Content] = [quotation(slide.blocks[0], self.palette)]
        else:
            shown = contents_of(slide.blocks, replace(self.palette, filled=closing))
        contents = [*shown, *others]
        flows = self._flows(asking(contents) if closing else contents, layout)
        return DraftSlide(title, layout, flows, source, self._notes(slide, deck.meta), slide.part)

    def _quoted(self, slide: Slide) -> Quotation | None:
        """Return a quotation that stands alone in the master's layout for it, if it has one with room."""
        source, others = self._source(slide)
        if "quotation" not in self.master.roles or not slide.quotes_alone or others:
            return None
        end = self._source_top(source) if source else self.master.height
        return own_quotation(slide, self.master.roles["quotation"], self.palette, end)

    def _cover(self, slide: Slide, deck: Deck, titles: Titles) -> DraftSlide:
        """Draft a title slide: its words as one text, its source below in small type, then what is no text."""
        layout = self.master.layout(*(("section", "cover") if slide.is_section else ("cover", "section")))
        palette = replace(self.palette, filled=True)
        title = titles.title(slide.title, layout, palette, deck.meta.title)
        small = [sized(content, BELOW_TITLE) for content in contents_of(slide.sources, palette)]
        paras, others = words([*contents_of(slide.blocks, palette), *small])
        flows = self._flows([TextGroup(paras), *others] if paras else others, layout)
        return DraftSlide(title, layout, flows, None, self._notes(slide, deck.meta), is_section=slide.is_section)

    def _sources(self, deck: Deck, titles: Titles) -> DraftSlide:
        """Draft the slide that lists what the notes cite."""
        layout = self.master.layout()
        title = titles.title((t.Text(deck.meta.sources_label),), layout, self.palette, "")
        items = tuple(t.ListItem((t.Paragraph(note),)) for note in deck.notes)
        contents = [sized(content, LISTED) for content in contents_of((t.List(items, ordered=True),), self.palette)]
        return DraftSlide(title, layout, self._flows(contents, layout), None, ())

    def _notes(self, slide: Slide, meta: t.Meta) -> tuple[Paragraph, ...]:
        """Return what the speaker says, then the drawings in words, for who cannot see them; tables can be read."""
        if not meta.with_notes:
            return ()
        figures = [node for node in t.walk((slide.blocks, slide.sources)) if isinstance(node, t.Figure)]
        drawn = tuple(figure for figure in figures if not KINDS[figure.kind].has_row_heads)
        seen = told(figures_told(drawn), self.palette)
        return (*paragraphs_of(slide.notes, self.palette), *seen)

    def _source(self, slide: Slide) -> tuple[TextFlow | None, list[Content]]:
        """Return a slide's source line, and what of its source must stand among its content."""
        contents = contents_of(slide.sources, self.palette)
        paras, others = words(contents)
        if not paras:
            return None, others
        level = Level(max(LEAST_SOURCE, self.theme.sizes.slide_caption * self.ratio), family=self.master.family)
        flow = TextFlow(tuple(replace(para, kind="plain", level=0) for para in paras), Setting((level,)))
        _, _, width, height = self.body.inner
        if flow.height(width) > height * SOURCE_PART:
            return None, [sized(content, LISTED) for content in contents]
        return flow, others

    def _flows(self, contents: list[Content], layout: Layout) -> tuple[Flow, ...]:
        setting = (layout.body or self.body).setting
        flows = (self._flow(content, setting) for content in contents)
        return tuple(flow.at(self.scale) if isinstance(flow, TextFlow) else flow for flow in flows)

    def _flow(self, content: Content, setting: Setting) -> Flow:
        match content:
            case TextGroup(paras, panel):
                small = max(CONTACT_SIZE / setting.levels[0].size, 0.6)
                measure = MEASURE_EM if panel == "" and setting.levels[0].side != "ctr" else 0
                return TextFlow(paras, setting.scaled(min(1, small)) if panel == "contact" else setting, panel, measure)
            case FormContent(form, parts):
                on_ground = self.theme.manner.panel == "tint" and self.master.colours.tint != self.master.colours.paper
                return PartsFlow(form, parts, self._text_size, self.master.family, setting, on_ground)
            case PictureContent(picture, caption, beside):
                below = TextFlow(caption, setting) if caption else None
                return PhotoFlow(picture, below, TextFlow(beside, setting) if beside else None)
            case t.Table():
                return self._table(content)
            case t.Figure() if KINDS[content.kind].has_row_heads:
                return self._matrix(content)
            case t.Figure():
                theme = self.theme.model_copy(update={"colours": self.master.colours})
                return FigureFlow(content, theme, self.master.family, self._table(content.table), self.language)

    def _table(self, table: t.Table) -> TableFlow:
        part = TABLE if len(table.header.cells) <= MOST_IN_TABLE else WIDE_TABLE
        size = max(LEAST_TABLE * self.ratio, self._text_size * part)
        head = PLAIN._replace(bold=True, colour=self.palette.colours.accent)
        header = tuple(replace(cell_text(cell, self.palette, head), scale=TABLE_HEAD) for cell in table.header.cells)
        rows = [tuple(cell_text(cell, self.palette) for cell in row.cells) for row in table.rows]
        setting = Setting((Level(size, family=self.master.family),), language=self.language)
        flow = table_flow(header, rows, setting, self.body.inner[2])
        flow = replace(flow, has_row_heads=heads_rows(table))
        return replace(flow, marked=frozenset(n for n, row in enumerate(table.rows) if is_marked(row)))

    def _matrix(self, figure: t.Figure) -> TableFlow:
        """Return a figure whose rows have heads as a table, through whose cells one can go; what leads stands out."""
        accent = self.palette.colours.accent
        flow = matrix_flow(self._table(figure.table), self.body.inner[2])
        rows = ((first, *(told_apart(cell, figure.leads, accent) for cell in others)) for first, *others in flow.rows)
        header = (flow.header[0], *(replace(cell, centred=True) for cell in flow.header[1:]))
        return replace(flow, header=header, rows=tuple(rows))

    @property
    def _text_size(self) -> float:
        """The size of text in tables and forms, in points: East Asian letters fill more of it than Latin ones."""
        own: float = self.body.setting.levels[0].size
        return min(LARGEST_TEXT * self.ratio, own) * (EAST_ASIAN if is_east_asian(self.language) else 1)

    def _areas(self, draft: DraftSlide) -> Areas:
        """Return where content stands on the slides that a draft becomes."""
        x, y, width, height = self.body.inner
        top = y + (draft.lower if draft.is_cover else draft.title.lower)
        bottom = min(y + height, self._source_top(draft.source) - ABOVE_SOURCE) if draft.source else y + height
        rest = Area(x, top, width, max(LEAST_AREA, bottom - top))
        if draft.is_cover:
            first = self._cover_area(draft.layout)
        elif draft.layout.role == "quotation":
            x, y, width, height = (draft.layout.body or self.body).inner
            first = Area(x, y + draft.title.lower, width, height - draft.title.lower, only_text=True)
        else:
            alone = len(draft.flows) == 1 and isinstance(draft.flows[0], FigureFlow)
            spare = draft.title.spare if alone else 0
            first = replace(rest, y=rest.y - spare, height=rest.height + spare)
        return lambda number: rest if number else first

    def _cover_area(self, layout: Layout) -> Area:
        """Return where a title slide's words stand: from its place for them down to its foot."""
        x, y, width, height = (layout.body or self.body).inner
        return Area(x, y, width, layout.foot_below(y + height) - y, only_text=True)

    def _source_top(self, source: TextFlow) -> float:
        """Return where a source line starts: it ends where the layout's place for it does, else above the foot."""
        layout, (_, y, _, height) = self.master.layout(), self.body.box
        tall = source.height(self.body.inner[2])
        if layout.source:
            _, top, _, usual = layout.source.box
            return min(top, top + usual - tall)
        return layout.foot_below(y + height) - tall

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
                for flow in page
            ]
            content = place_flows(ended, area)
            content += (draft.speaker,) if draft.speaker else ()
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
        end = self._source_top(draft.source) if draft.source else area.y + area.height
        reached = max((at.y + at.height for at in content), default=area.y)
        return SlideFill(draft.title.name, (reached - area.y) / (end - area.y), (end - reached) / self.master.height)

    def _layout(self, draft: DraftSlide, page: list[Flow], number: int) -> Layout:
        """Return the layout of a part: for text after a title slide, for two columns, or without text where none is."""
        if draft.is_cover and number == 0:
            return draft.layout
        layout = self.master.layout() if draft.is_cover else draft.layout
        if any(isinstance(flow, TextFlow) and flow.in_body for flow in page):
            return layout
        in_two = [flow for flow in page if isinstance(flow, PartsFlow) and flow.is_in_two]
        return self.master.layout(*(("two columns",) if len(in_two) == 1 else ()), "title only")

    def _placed_source(self, flow: TextFlow) -> PlacedFlow:
        usual, (x, _, width, _) = self.master.layout().source, self.body.inner
        tall = flow.height(width)
        if usual and tall <= usual.box[3]:
            return PlacedFlow(flow, *usual.box)
        return PlacedFlow(flow, x, self._source_top(flow), width, tall)

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


def _fills(page: list[Flow], area: Area, layout: Layout) -> bool:
    """Tell whether a slide's text may stand where the layout has it, in its whole box."""
    if len(page) != 1 or not isinstance(page[0], TextFlow) or page[0].panel or not layout.body:
        return False
    _, y, width, height = layout.body.inner
    fits = page[0].height(width) <= height and page[0].across(width) == width
    return fits and abs(y - area.y) < 1 and (layout.body.from_top or abs(height - area.height) < 1)
