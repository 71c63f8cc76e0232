"""The slides that list what the notes of a deck cite."""

from __future__ import annotations

from briefpack.document.slides import SLIDE_LEVEL, Deck, Slide
from briefpack.document.tree import List, ListItem, Paragraph, Text

SOURCES_A_SLIDE = 8


def sources_slides(deck: Deck) -> list[Slide]:
    """Return slides that list the notes by number, a few a slide; none where there are no notes."""
    slides = []
    for start in range(0, len(deck.notes), SOURCES_A_SLIDE):
        part = start // SOURCES_A_SLIDE + 1
        title = deck.meta.sources_label + (f" ({part})" if part > 1 else "")
        items = tuple(ListItem((Paragraph(note),)) for note in deck.notes[start : start + SOURCES_A_SLIDE])
        slides.append(Slide((Text(title),), SLIDE_LEVEL, (List(items, ordered=True, start=start + 1),)))
    return slides
