"""Titles: one on every slide, none twice, in its box or in a higher one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from briefpack.document.slides import part_label
from briefpack.document.tree import Inlines, Meta
from briefpack.languages.line_breaks import unbroken
from briefpack.languages.scripts import holds_east_asian
from briefpack.writers.pptx.inlines import Palette, runs_of
from briefpack.writers.pptx.roles import Layout
from briefpack.writers.pptx.shapes import Box
from briefpack.writers.pptx.text import Paragraph, Setting, balanced, measured, whole_text
from briefpack.writers.pptx.words import Run

MOST_LINES, COVER_LINES = 2, 3
"""The lines of a title, and of that of a title slide: more is a warning."""
HIGHEST = 0.34
"""The most of a slide's height that a title may take."""
SMALLER_BY, LEAST, ROUNDING = 0.93, 0.02, 0.001
"""A title that is too long is set smaller in these steps, down to a size at which nobody reads it."""
NEARLY_ALL = 8
"""One in so many titles may be set smaller than the others of its deck."""
CAUTIOUS = 0.93
"""So much of the width an East Asian title with a number may fill: some programs put space between the two."""
NO_WORDS = "–"


@dataclass(frozen=True, slots=True)
class Title:
    """Hold a slide's title, and what its length does to the slide; lengths are points."""

    runs: tuple[Run, ...]
    lines: int
    scale: float = 1
    """Its size as a part of the layout's."""
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

    def shown(self, layout: Layout, label: tuple[Run, ...] = ()) -> Paragraph:
        """Return the paragraph that is written, in lines of about one length."""
        para = Paragraph((*self.runs, *label), scale=self.scale)
        wide = layout.title.inner[2]
        wide = width_with_label(self.runs, wide) if label else wide
        return para._replace(runs=balanced(para, wide, layout.title.setting))


def width_with_label(runs: tuple[Run, ...], width: float) -> float:
    """Return how wide the lines of a title may be that says which part of a slide it heads."""
    return width * (CAUTIOUS if holds_east_asian(Paragraph(runs).text) else 1)


def name_of(runs: Sequence[Run]) -> str:
    """Return the words of runs on one line, without the numbers of notes."""
    said = Paragraph(tuple(run for run in runs if not run.raised))
    return " ".join(unbroken(whole_text(said)).split())


@dataclass(slots=True)
class Titles:
    """Give each slide of a deck its title."""

    meta: Meta
    slide_height: float
    floor: float
    """The size in points down to which a title is set smaller before its box grows."""
    largest: float = 1
    """The size of titles but those of title slides, as a part of the layout's: longer ones alone are smaller."""
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
        """Place a title; one that reads as another does gets a number behind it."""
        first = name = name_of(runs)
        number: tuple[Run, ...] = ()
        while name in self._seen:
            self._seen[first] += 1
            number = (Run(f" ({self._seen[first]})"),)
            name = name_of((*runs, *number))
        self._seen[name] = 1
        return self.placed((*runs, *number), layout)

    def placed(self, runs: tuple[Run, ...], layout: Layout, parts: int = 1) -> Title:
        """Return a title in its box, smaller down to the theme's floor; one longer still takes a higher box.

        What is too long even for that is smaller yet: a title is never cut. `parts` are the slides that it heads.
        """
        place, is_cover = layout.title, layout.role == "cover"
        _, _, width, height = place.inner
        label = (Run(part_label(self.meta, parts, parts)),) if parts > 1 else ()
        width = width_with_label(runs, width) if label else width
        para, setting = Paragraph((*runs, *label)), place.setting
        least = min(1.0, self.floor / setting.levels[0].size)
        highest = height if is_cover else max(height, self.slide_height * HIGHEST)
        largest = 1 if is_cover else self.largest
        sizes = ((height, min(least, largest)), (highest, 0.0))
        fitting = (_fitting(para, width, room, setting, floor, largest) for room, floor in sizes)
        scale = next(filter(None, fitting), LEAST)
        tall = measured(para._replace(scale=scale), width, setting).height
        lines = len(measured(Paragraph(runs, scale=scale), place.inner[2], setting).starts)
        if tall > height and not is_cover:
            x, y, wide, high = place.box
            return Title(runs, lines, scale, (x, y, wide, high + tall - height), tall - height)
        spare = max(0.0, height - tall)
        return Title(runs, lines, scale, spare=spare if place.from_top else 0)


def shared_scale(scales: Sequence[float]) -> float:
    """Return the size in which the titles of a deck are set: the largest in which all but a few fit."""
    return sorted(scales)[len(scales) // NEARLY_ALL] if scales else 1


def _fitting(para: Paragraph, width: float, height: float, setting: Setting, least: float, largest: float) -> float:
    """Return the largest size, as a part of the setting's, in which a title is no higher than this; 0 if none is."""
    scale = largest
    while scale >= max(least, LEAST) - ROUNDING:
        if measured(para._replace(scale=scale), width, setting).height <= height + ROUNDING:
            return scale
        scale *= SMALLER_BY
    return 0
