"""What a body collects while its blocks are set, and where a block stands. Below `blocks` and `regions`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from briefpack.document import tree as t
from briefpack.document.traits import introduces
from briefpack.look.theme import Theme
from briefpack.look.typefaces import Typesetter
from briefpack.writers.word.flow import PAD_PT, Flowed, Panel, Paragraph
from briefpack.writers.word.inlines import Story
from briefpack.writers.word.markup import Markup
from briefpack.writers.word.numbering import HANG_PT, Numbering
from briefpack.writers.word.pictures import typesetter_of
from briefpack.writers.word.stationery import Stationery

DEEPEST = 0.5
"""What is nested is indented to this share of the line at most."""


@dataclass(frozen=True, slots=True)
class At:
    """Say where a block stands: what the nodes around it make of it."""

    style: str = "Normal"
    left_pt: float = 0
    right_pt: float = 0
    panel: Panel | None = None
    level: int = -1
    """Level of the list around it; -1 outside lists."""
    ordered_depth: int = 0
    ticks: bool = False
    """List items are boxes to tick."""
    hang_pt: float = HANG_PT
    """From the label of a list's item to its text."""
    keep: bool = False
    """Stays on the page of what follows."""


@dataclass(slots=True)
class Body:
    """Collect the paragraphs and tables of a body, and its lists, links, notes and figures."""

    setters: Mapping[type, Setter]
    """How each type of block is set."""
    story: Story
    width_pt: float
    height_pt: float
    """Of the text on a page."""
    typesetter: Typesetter
    meta: t.Meta
    numbering: Numbering
    control: int
    """The number of the last content control."""
    own_styles: bool = True
    """Whether the styles are ours: of those of a letterhead nobody knows how wide their type is."""
    counts_headings: bool = False
    """The letterhead numbers its headings: the title is none, and the others stand one level higher."""
    flow: list[Flowed] = field(default_factory=list)
    cover: int | None = None
    """How many parts of the flow stand on the cover, where there is one with contents."""
    notes: tuple[t.Inlines, ...] = ()
    """The notes of the document."""
    sections: list[tuple[t.Heading, Paragraph]] = field(default_factory=list)
    """The headings that a list of contents names, where they stand in the flow."""

    @property
    def theme(self) -> Theme:
        """Return the theme, in the letterhead's own size of text."""
        return self.story.theme

    @property
    def markup(self) -> Markup:
        """Return what writes runs and paragraphs."""
        return self.story.markup

    @property
    def footnotes(self) -> dict[int, str]:
        """Return the words of the notes that are cited, by the numbers that Word knows them by."""
        story = self.story
        return {story.first_note + rank: t.plain_text(self.notes[number - 1]) for number, rank in story.cited.items()}

    def set(self, nodes: t.Blocks, at: At) -> None:
        """Set blocks one below the other; a line that introduces what follows stays with it."""
        for before, node, following in zip((None, *nodes), nodes, (*nodes[1:], None), strict=False):
            keeps = introduces(node, following, before)
            self.setters[type(node)](node, replace(at, keep=True) if keeps else at, self)

    def add(self, runs: str, at: At, style: str = "") -> Paragraph:
        """Append a paragraph at its place and return it, to be altered; without a style it has that of its place."""
        paragraph = Paragraph(runs, style or at.style, panel=at.panel, keep_next=at.keep)
        inset = at.panel.inset_pt if at.panel else 0
        if at.left_pt + inset or at.right_pt:
            paragraph.left_pt = self.indented(at) + inset
        paragraph.right_pt = at.right_pt + (PAD_PT if at.panel else 0)
        self.flow.append(paragraph)
        return paragraph

    def last_paragraph(self, start: int = 0) -> Paragraph | None:
        """Return what was added last if that is a paragraph, and not among the first `start`."""
        last = self.flow[-1] if len(self.flow) > start else None
        return last if isinstance(last, Paragraph) else None

    def indented(self, at: At) -> float:
        """Return the indent of a place in points, without that of its panel."""
        return min(at.left_pt, self.width_pt * DEEPEST)

    def room(self, at: At) -> tuple[float, float]:
        """Return where a table or drawing starts and how wide it may be, in points."""
        left = self.indented(at) + (at.panel.left_pt if at.panel else 0)
        return left, self.width_pt - left - at.right_pt


Setter = Callable[[Any, At, Body], None]
"""Sets a block at its place in the body."""


def body_of(stationery: Stationery, meta: t.Meta, setters: Mapping[type, Setter]) -> Body:
    """Return an empty body, as wide as the stationery's text, whose numbers come after those given out already."""
    starts = stationery.starts
    return Body(
        setters,
        Story(stationery.theme, stationery.markup, starts.link, starts.note),
        stationery.width_pt,
        stationery.height_pt,
        typesetter_of(stationery.theme, meta.language),
        meta,
        Numbering(before=starts.number),
        starts.control,
        stationery.styles is None,
        stationery.counts_headings,
    )
