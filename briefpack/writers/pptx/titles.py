"""Titles: one on every slide, none twice, in its box or in a higher one."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from briefpack.document.slides import part_label
from briefpack.document.tree import Inlines, Meta
from briefpack.languages.scripts import holds_east_asian
from briefpack.writers.pptx.inlines import Palette, runs_of
from briefpack.writers.pptx.shapes import Box
from briefpack.writers.pptx.slide_master import Layout
from briefpack.writers.pptx.text import Measured, Paragraph, Run, measured, split_paragraph

MOST_LINES, COVER_LINES = 2, 3
"""The lines of a title, and of that of a title slide: more is a warning."""
HIGHEST = 0.34
"""The most of a slide's height that a title may take; what is longer goes on in the text."""
CAUTIOUS = 0.93
"""So much of the width an East Asian title with a number may fill: some programs put space between the two."""
NO_WORDS = "–"


@dataclass(frozen=True, slots=True)
class Title:
    """Hold a slide's title, and what its length does to the slide; lengths are points."""

    runs: tuple[Run, ...]
    lines: int
    rest: tuple[Run, ...] = ()
    """What is too long to stand above the text."""
    box: Box | None = None
    """Where it stands if it is too long for the layout's box."""
    lower: float = 0
    """By how much the text below moves down."""
    spare: float = 0
    """How much of its box stays empty below it."""

    @property
    def name(self) -> str:
        """Its words, as messages name the slide."""
        return name_of(self.runs)


def width_with_label(runs: tuple[Run, ...], width: float) -> float:
    """Return how wide the lines of a title may be that says which part of a slide it heads."""
    return width * (CAUTIOUS if holds_east_asian(Paragraph(runs).text) else 1)


def name_of(runs: tuple[Run, ...]) -> str:
    """Return the words of runs on one line, without the numbers of notes."""
    return " ".join("".join(run.text for run in runs if not run.raised).split())


@dataclass(slots=True)
class Titles:
    """Give each slide of a deck its title."""

    meta: Meta
    slide_height: float
    _seen: dict[str, int] = field(default_factory=dict)
    _last: tuple[Run, ...] = ()

    def title(self, inlines: Inlines, layout: Layout, palette: Palette, fallback: str) -> Title:
        """Return the title; a slide without one, or with one that was there before, gets a number behind it."""
        runs = runs_of(inlines, replace(palette, filled=True))
        if not name_of(runs):
            runs = self._last or (Run(fallback.strip() or NO_WORDS),)
        self._last = runs
        return self._unique(runs, layout)

    def _unique(self, runs: tuple[Run, ...], layout: Layout) -> Title:
        """Place a title; one that reads as another does, whole or cut, gets a number behind it."""
        title = self._placed(runs, (), layout)
        first = title.name
        while title.name in self._seen:
            self._seen[first] += 1
            title = self._placed(runs, (Run(f" ({self._seen[first]})"),), layout)
        self._seen[title.name] = 1
        return title

    def _placed(self, words: tuple[Run, ...], number: tuple[Run, ...], layout: Layout) -> Title:
        place, is_cover = layout.title, layout.kind == "title"
        _, _, width, height = place.inner
        runs = (*words, *number)
        lines = len(measured(Paragraph(runs), width, place.setting).starts)
        with_label = self._with_label(runs, layout)
        most = max(1, int((height if is_cover else self.slide_height * HIGHEST) / with_label.pitch))
        rest: tuple[Run, ...] = ()
        if len(with_label.starts) > most and (
            parts := split_paragraph(Paragraph(words), max(1, most - 1), width, place.setting)
        ):
            within_word = parts[0].text + parts[1].text == Paragraph(words).text
            runs, rest = (*parts[0].runs, Run(" …"), *number), words if within_word else parts[1].runs
            with_label = self._with_label(runs, layout)
        more = with_label.height - height
        if more > 0 and not is_cover:
            x, y, width, height = place.box
            return Title(runs, lines, rest, (x, y, width, height + more), more)
        spare = max(0.0, height - measured(Paragraph(runs), width, place.setting).height)
        return Title(runs, lines, rest, spare=spare if place.from_top else 0)

    def _with_label(self, runs: tuple[Run, ...], layout: Layout) -> Measured:
        label = Run(part_label(self.meta, 10, 10))
        width = layout.title.inner[2]
        width = width if layout.kind == "title" else width_with_label(runs, width)
        return measured(Paragraph((*runs, label)), width, layout.title.setting)
