"""Each slide of a document as a draft: its title, its layout and its flows, before it is known how many it takes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from briefpack.document import tree as t
from briefpack.document.figure_words import figures_told
from briefpack.document.slides import TITLE_LEVEL, Deck, Slide
from briefpack.document.traits import heads_rows, is_marked
from briefpack.figures import KINDS
from briefpack.languages.scripts import is_east_asian
from briefpack.look.slide_grid import (
    ABOVE_SOURCE,
    HEIGHT,
    LISTED,
    MEASURE_EM,
    MOST_IN_TABLE,
    SMALLER,
    TABLE,
    WIDE_TABLE,
    narrowed,
)
from briefpack.look.theme import Theme
from briefpack.writers.pptx.blocks import (
    Content,
    FormContent,
    PictureContent,
    TextGroup,
    contents_of,
    paragraphs_of,
    told,
)
from briefpack.writers.pptx.contents import asking, cell_text, quotation, sized, told_apart, words
from briefpack.writers.pptx.figure_flows import FigureFlow, PhotoFlow
from briefpack.writers.pptx.flows import Flow, TableFlow, TextFlow, matrix_flow, table_flow
from briefpack.writers.pptx.inlines import PLAIN, Palette
from briefpack.writers.pptx.own_places import own_columns, own_picture
from briefpack.writers.pptx.pages import PlacedFlow
from briefpack.writers.pptx.parts import PartsFlow
from briefpack.writers.pptx.places import Placeholder
from briefpack.writers.pptx.quotations import Quotation, own_quotation
from briefpack.writers.pptx.roles import Layout, Role
from briefpack.writers.pptx.slide_master import SlideMaster
from briefpack.writers.pptx.text import Level, Paragraph, Setting
from briefpack.writers.pptx.titles import Title, Titles, shared_scale

SOURCE_PART = 0.3
"""The most of a slide's text area that its source line may take; a longer one becomes text."""
TABLE_HEAD = 0.8
LEAST_TABLE, CONTACT_SIZE, LEAST_SOURCE = 12.0, 14.0, 8.0
LARGEST_TEXT, EAST_ASIAN = 20.0, 0.92
"""The largest text of tables and forms: a master's own may be larger, for lists."""
BELOW_TITLE = 0.7
"""The size of a title slide's source, as a part of the text's."""


OWN_PLACES: dict[Role, Callable[[Content, Layout, float, float], tuple[PlacedFlow, ...]]] = {
    "comparison": own_columns,
    "picture": own_picture,
}


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
    placed: tuple[PlacedFlow, ...] = ()
    """What stands in a layout's own places for it: who says what is quoted, columns with their heads, a picture."""
    lower: float = 0
    """By how much the text of the slides after a title slide moves down."""

    @property
    def is_cover(self) -> bool:
        """Whether it is a title slide, or one that opens a part."""
        return self.layout.opens


@dataclass(frozen=True, slots=True)
class Head:
    """Say what heads a slide, and on which layout, before the size of the titles is known."""

    words: t.Inlines
    layout: Layout
    fallback: str
    quoted: Quotation | None = None
    placed: tuple[PlacedFlow, ...] = ()


@dataclass(frozen=True)
class Drafter:
    """Draft the slides of decks on one master, with their text in one size."""

    master: SlideMaster
    theme: Theme
    language: str
    scale: float = 1
    """The size of text as a part of the master's."""

    @cached_property
    def body(self) -> Placeholder:
        """The place for text on a slide of content."""
        body = self.master.layout().body
        assert body
        return body

    @property
    def ratio(self) -> float:
        """How large the slides are beside ours: text of one size looks larger on those of fewer points."""
        return min(1.0, self.master.height / HEIGHT)

    @cached_property
    def snug(self) -> float:
        """How much smaller tables and forms are set, with less space between their parts, where text has less width."""
        return narrowed(self.body.inner[2])

    @cached_property
    def palette(self) -> Palette:
        """The colours of words that stand on no ground of their own."""
        return Palette(self.master.colours, self.language)

    def drafts(self, deck: Deck) -> tuple[list[DraftSlide], Titles]:
        """Return a draft of each slide, the one that lists the sources last, and what gives titles to further ones."""
        heads = [self._head(slide, deck) for slide in deck.slides]
        if deck.notes:
            heads.append(Head((t.Text(deck.meta.sources_label),), self.master.layout(), ""))
        shown, titles = self._titled(heads, deck.meta)
        drafts = [
            self._draft(slide, deck, head, title) for slide, head, title in zip(deck.slides, heads, shown, strict=False)
        ]
        return drafts + ([self._sources(deck, shown[-1])] if deck.notes else []), titles

    def _titled(self, heads: Sequence[Head], meta: t.Meta) -> tuple[list[Title], Titles]:
        """Return the titles in one size, but for those of title slides and for a few that are longer."""
        shown, titles = self._titled_in(heads, meta, 1)
        shared = shared_scale([one.scale for one, head in zip(shown, heads, strict=True) if not head.layout.opens])
        return (shown, titles) if shared >= 1 else self._titled_in(heads, meta, shared)

    def _titled_in(self, heads: Sequence[Head], meta: t.Meta, largest: float) -> tuple[list[Title], Titles]:
        floor = self.theme.sizes.slide_title_floor * self.ratio
        titles = Titles(meta, self.master.height, floor, largest)
        return [titles.title(head.words, head.layout, self.palette, head.fallback) for head in heads], titles

    def _head(self, slide: Slide, deck: Deck) -> Head:
        if _opens(slide):
            layout = self.master.layout(*(("section", "cover") if slide.is_section else ("cover", "section")))
        elif _closes(slide, deck):
            layout = self.master.layout("ask")
        elif quoted := self._quoted(slide):
            return Head(slide.title, quoted.layout, deck.meta.title, quoted)
        elif placed := self._placed(slide):
            return Head(slide.title, placed[0], deck.meta.title, placed=placed[1])
        else:
            layout = self.master.layout()
        return Head(slide.title, layout, deck.meta.title)

    def _draft(self, slide: Slide, deck: Deck, head: Head, title: Title) -> DraftSlide:
        if _opens(slide):
            return self._cover(slide, deck.meta, head.layout, title)
        source, others = self._source(slide)
        notes = self._notes(slide, deck.meta)
        if head.quoted:
            placed = (head.quoted.speaker,) if head.quoted.speaker else ()
            return DraftSlide(title, head.layout, (head.quoted.said,), source, notes, slide.part, placed=placed)
        if head.placed and not title.lower:
            return DraftSlide(title, head.layout, (), source, notes, slide.part, placed=head.placed)
        closing = _closes(slide, deck)
        if slide.quotes_alone and not closing:
            shown: list[Content] = [quotation(slide.blocks[0], self.palette)]
        else:
            shown = contents_of(slide.blocks, replace(self.palette, filled=closing))
        contents = [*shown, *others]
        layout = self.master.layout() if head.placed else head.layout
        flows = self._flows(asking(contents) if closing else contents, layout)
        return DraftSlide(title, layout, flows, source, notes, slide.part)

    def _quoted(self, slide: Slide) -> Quotation | None:
        """Return a quotation that stands alone in the master's layout for it, if it has one with room."""
        source, others = self._source(slide)
        if "quotation" not in self.master.roles or not slide.quotes_alone or others:
            return None
        end = self.source_top(source) if source else self.master.height
        return own_quotation(slide, self.master.roles["quotation"], self.palette, end)

    def _placed(self, slide: Slide) -> tuple[Layout, tuple[PlacedFlow, ...]] | None:
        """Return a layout with own places for all that stands on a slide, and that in them, if it has room."""
        if not OWN_PLACES.keys() & self.master.roles.keys():
            return None
        source, others = self._source(slide)
        contents = [] if others else contents_of(slide.blocks, self.palette)
        end = self.source_top(source) - ABOVE_SOURCE if source else self.master.height
        for role, own in OWN_PLACES.items():
            if len(contents) == 1 and role in self.master.roles:
                layout = self.master.roles[role]
                if placed := own(contents[0], layout, end, self._largest * SMALLER[-1]):
                    return layout, placed
        return None

    def _cover(self, slide: Slide, meta: t.Meta, layout: Layout, title: Title) -> DraftSlide:
        """Draft a title slide: its words as one text, its source below in small type, then what is no text."""
        palette = replace(self.palette, filled=True)
        small = [sized(content, BELOW_TITLE) for content in contents_of(slide.sources, palette)]
        paras, others = words([*contents_of(slide.blocks, palette), *small])
        flows = self._flows([TextGroup(paras), *others] if paras else others, layout)
        return DraftSlide(title, layout, flows, None, self._notes(slide, meta), is_section=slide.is_section)

    def _sources(self, deck: Deck, title: Title) -> DraftSlide:
        """Draft the slide that lists what the notes cite."""
        layout = self.master.layout()
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
        flow = TextFlow(tuple(para._replace(kind="plain", level=0) for para in paras), Setting((level,)))
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
                return PartsFlow(form, parts, self._text_size, self.master.family, setting, on_ground, self.snug)
            case PictureContent(picture, caption, beside):
                usual = setting.scaled(min(1.0, self._largest / setting.levels[0].size))
                below = TextFlow(caption, usual) if caption else None
                return PhotoFlow(picture, below, TextFlow(beside, usual) if beside else None)
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
        header = tuple(cell_text(cell, self.palette, head)._replace(scale=TABLE_HEAD) for cell in table.header.cells)
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
        header = (flow.header[0], *(cell._replace(centred=True) for cell in flow.header[1:]))
        return replace(flow, header=header, rows=tuple(rows))

    @property
    def _largest(self) -> float:
        """The size of text that shares the width with something, in points."""
        return LARGEST_TEXT * self.ratio * self.snug

    @property
    def _text_size(self) -> float:
        """The size of text in tables and forms, in points: East Asian letters fill more of it than Latin ones."""
        own: float = self.body.setting.levels[0].size
        return min(self._largest, own) * (EAST_ASIAN if is_east_asian(self.language) else 1)

    def source_top(self, source: TextFlow) -> float:
        """Return where a source line starts: it ends where the layout's place for it does, else above the foot."""
        layout, (_, y, _, height) = self.master.layout(), self.body.box
        tall = source.height(self.body.inner[2])
        if layout.source:
            _, top, _, usual = layout.source.box
            return min(top, top + usual - tall)
        return layout.foot_below(y + height) - tall


def _opens(slide: Slide) -> bool:
    """Tell whether it is a title slide, or one that opens a part."""
    return slide.level == TITLE_LEVEL or slide.is_section


def _closes(slide: Slide, deck: Deck) -> bool:
    """Tell whether a slide asks something, or ends the deck."""
    return not slide.has_form and (slide.asks or slide is deck.slides[-1])
