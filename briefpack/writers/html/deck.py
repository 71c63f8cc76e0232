"""Slides as a page to read: one below the other, each with what its speaker says."""

from __future__ import annotations

from html import escape

from briefpack.document import tree as t
from briefpack.document.slides import TITLE_LEVEL, Slide, deck_of
from briefpack.writers.html.blocks import blocks, heading, notes_html
from briefpack.writers.html.story import Story


def deck_html(document: t.Document, story: Story) -> tuple[str, int]:
    """Return the slides of a document, and how many they are."""
    slides = deck_of(document).slides
    return "\n".join(_slide(slide, story) for slide in slides), len(slides)


def _slide(slide: Slide, story: Story) -> str:
    kind = "cover" if slide.level == TITLE_LEVEL else "opens" if slide.is_section else "point"
    part = f'<p class="part">{escape(t.plain_text(slide.part), quote=False)}</p>' if slide.part else ""
    title = heading(t.Heading(slide.level, slide.title), story) if slide.title else ""
    source = f'<div class="source">\n{blocks(slide.sources, story)}\n</div>' if slide.sources else ""
    said = notes_html(slide.notes, story) if slide.notes else ""
    sheet = "\n".join(one for one in (part, title, blocks(slide.blocks, story), source) if one)
    return f'<article class="slide {kind}">\n<div class="sheet">\n{sheet}\n</div>\n{said}</article>'
