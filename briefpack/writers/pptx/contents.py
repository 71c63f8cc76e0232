"""What stands on a slide before it has a size: texts together, larger, or on the ground of what is asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefpack.document import tree as t
from briefpack.document.traits import said_and_speaker
from briefpack.look.slide_grid import ASK, QUOTE, SPEAKER
from briefpack.writers.pptx.blocks import Content, TextGroup, paragraphs_of
from briefpack.writers.pptx.inlines import PLAIN, Palette, runs_of
from briefpack.writers.pptx.text import Paragraph
from briefpack.writers.pptx.words import Run

SPEAKER_SPACE = 16.0
"""The space between a quotation alone and its speaker, in points."""


def words(contents: Sequence[Content]) -> tuple[tuple[Paragraph, ...], list[Content]]:
    """Return the paragraphs of all texts, and what is no text."""
    paras = tuple(para for content in contents if isinstance(content, TextGroup) for para in content.paras)
    return paras, [content for content in contents if not isinstance(content, TextGroup)]


def sized(content: Content, scale: float) -> Content:
    """Return a text in another size, as a multiple of its own; other content as it is."""
    if not isinstance(content, TextGroup):
        return content
    return replace(content, paras=tuple(para._replace(scale=scale) for para in content.paras))


def asking(contents: list[Content]) -> list[Content]:
    """Put all the words of a closing slide on one ground, but whom to ask."""
    merged: list[Content] = []
    for content in contents:
        last = merged[-1] if merged else None
        if not isinstance(content, TextGroup) or content.panel == "contact":
            merged.append(content)
        elif isinstance(last, TextGroup) and last.panel == "ask":
            merged[-1] = TextGroup((*last.paras, *map(_asked, content.paras)), "ask")
        else:
            merged.append(TextGroup(tuple(map(_asked, content.paras)), "ask"))
    return merged


def _asked(para: Paragraph) -> Paragraph:
    """Set what is asked larger than what it takes."""
    return para._replace(scale=para.scale * ASK) if para.kind == "plain" else para


def quotation(quote: t.Block, palette: Palette) -> TextGroup:
    """Set a quotation that stands alone large, upright, beside a bar; below it, who says it."""
    assert isinstance(quote, t.Quote)
    said, speaker = said_and_speaker(quote)
    large = [
        para._replace(scale=QUOTE, runs=tuple(run._replace(italic=False) for run in para.runs))
        for para in paragraphs_of(said, palette)
    ]
    below = paragraphs_of((speaker,) if speaker else (), palette)
    return TextGroup((*large, *(para._replace(scale=SPEAKER, space=SPEAKER_SPACE) for para in below)), "quote")


def told_apart(cell: Paragraph, leads: str, accent: str) -> Paragraph:
    """Let a cell of a matrix stand out if it says who leads."""
    strong = cell.text.strip() == leads
    runs = tuple(run._replace(bold=True, colour=accent) if strong else run for run in cell.runs)
    return cell._replace(runs=runs, centred=True)


def cell_text(cell: t.Cell, palette: Palette, style: Run = PLAIN) -> Paragraph:
    """Return what a cell of a table holds, at the side on which its column stands."""
    runs = runs_of(cell.inlines, palette, style)
    return Paragraph(runs, centred=cell.alignment == "center", at_end=cell.alignment == "right")
