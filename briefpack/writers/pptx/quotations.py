"""Quotations in a layout that is for them: what is said in its large place, who says it in the other."""

from __future__ import annotations

from dataclasses import dataclass

from briefpack.document import tree as t
from briefpack.document.slides import Slide
from briefpack.document.traits import said_and_speaker
from briefpack.look.slide_grid import SMALLER, SPEAKER
from briefpack.writers.pptx.blocks import paragraphs_of
from briefpack.writers.pptx.contents import SPEAKER_SPACE
from briefpack.writers.pptx.flows import TextFlow
from briefpack.writers.pptx.inlines import Palette
from briefpack.writers.pptx.pages import PlacedFlow
from briefpack.writers.pptx.roles import Layout
from briefpack.writers.pptx.text import Paragraph


@dataclass(frozen=True, slots=True)
class Quotation:
    """Hold a quotation as a layout shows it; without a speaker's place, who speaks stands below the words."""

    layout: Layout
    said: TextFlow
    speaker: PlacedFlow | None = None


def own_quotation(slide: Slide, layout: Layout, palette: Palette, end: float) -> Quotation | None:
    """Return a slide's quotation in a layout for it; None where it has no room above `end`, in points."""
    quote = slide.blocks[0]
    assert isinstance(quote, t.Quote) and layout.body
    said, speaker = said_and_speaker(quote)
    words, below = _upright(said, palette), _upright((speaker,) if speaker else (), palette)
    own = _with_speaker(layout, words, below) or Quotation(layout, _together(layout, words, below))
    _, _, width, height = layout.body.inner
    places = [layout.body.box, *([own.speaker.box] if own.speaker else [])]
    has_room = max(y + tall for _, y, _, tall in places) <= end
    return own if has_room and own.said.at(SMALLER[-1]).height(width) <= height else None


def _upright(blocks: t.Blocks, palette: Palette) -> tuple[Paragraph, ...]:
    paras = paragraphs_of(blocks, palette)
    return tuple(para._replace(runs=tuple(run._replace(italic=False) for run in para.runs)) for para in paras)


def _with_speaker(layout: Layout, words: tuple[Paragraph, ...], below: tuple[Paragraph, ...]) -> Quotation | None:
    """Return the two in two places, if the layout has a second one in which the speaker has room."""
    for place in layout.texts if below else ():
        flow = TextFlow(below, place.setting)
        if place is not layout.body and flow.height(place.inner[2]) <= place.inner[3]:
            assert layout.body
            return Quotation(layout, TextFlow(words, layout.body.setting), PlacedFlow(flow, *place.box, place))
    return None


def _together(layout: Layout, words: tuple[Paragraph, ...], below: tuple[Paragraph, ...]) -> TextFlow:
    assert layout.body
    small = tuple(para._replace(scale=SPEAKER, space=SPEAKER_SPACE) for para in below)
    return TextFlow((*words, *small), layout.body.setting)
