"""A deck as lines of three levels: what presentation programs make slides of.

Level 1 is a slide's title, 2 a line of its text, 3 a line below one. Nothing else travels in an outline: no speaker
notes, no drawing, no emphasis, no soft hyphen. Every word that stands on a slide does, a link's address behind its
words.
"""

from __future__ import annotations

from dataclasses import replace

from briefpack.document.slides import Deck
from briefpack.document.tree import Paragraph, Text
from briefpack.languages.characters import SOFT_HYPHEN
from briefpack.writers.outline.nodes import TEXT, TITLE, Line, lines_of, one_line
from briefpack.writers.outline.sources import sources_slides


def with_marking(deck: Deck) -> Deck:
    """Return a deck whose first slide ends with the marking, for formats that have no other place for it."""
    if not deck.slides or not deck.meta.marking:
        return deck
    first, *others = deck.slides
    marked = replace(first, sources=(*first.sources, Paragraph((Text(deck.meta.marking),))))
    return replace(deck, slides=(marked, *others))


def outline_lines(deck: Deck) -> list[Line]:
    """Return the lines of every slide, its source line last, and of those that list the sources at the end.

    Without a title a slide cannot begin, so one that has none goes on under the last, numbered.
    """
    lines: list[Line] = []
    title, part = deck.meta.title.strip() or deck.meta.kind, 0
    for slide in (*deck.slides, *sources_slides(deck)):
        own = one_line(slide.title)
        title, part = (own, 1) if own else (title, part + 1)
        lines.append(Line(TITLE, title if part == 1 else f"{title} ({part})"))
        lines += lines_of((*slide.blocks, *slide.sources), TEXT)
    return [replace(line, text=line.text.replace(SOFT_HYPHEN, "")) for line in lines]
