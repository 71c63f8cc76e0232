"""Forms in layouts made for them, so that a house's own look holds: two columns under heads, a picture with text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefpack.look.slide_grid import LOOKS
from briefpack.writers.pptx.blocks import Content, FormContent, FormPart, PictureContent
from briefpack.writers.pptx.figure_flows import PhotoFlow
from briefpack.writers.pptx.flows import TextFlow
from briefpack.writers.pptx.pages import PlacedFlow
from briefpack.writers.pptx.places import Placeholder
from briefpack.writers.pptx.roles import Layout, comparison_places
from briefpack.writers.pptx.text import Paragraph

SIZES = (1.0, 0.92, 0.85, 0.78, 0.72, 0.66, 0.6, 0.55, 0.5)
"""The sizes of a layout's text that are tried, as far as it stays as large as in forms of our own."""
Texts = Sequence[tuple[tuple[Paragraph, ...], Placeholder]]
"""Paragraphs, each with the place in which they are to stand."""


def own_columns(content: Content, layout: Layout, end: float, least: float) -> tuple[PlacedFlow, ...]:
    """Return two columns in a layout's own places for heads and texts; nothing where they have no room.

    end: where all text ends at the latest; least: the least size of text; both in points.
    """
    places = comparison_places(layout)
    if not places or not isinstance(content, FormContent) or content.form != "columns" or len(content.parts) != 2:
        return ()
    heads = [((_plain(part.head),), place) for part, place in zip(content.parts, places[:2], strict=True)]
    texts = [(tuple(_said(part)), place) for part, place in zip(content.parts, places[2:], strict=True)]
    above, below = _placed(heads, end, least), _placed(texts, end, least)
    return tuple(one for pair in zip(above, below, strict=True) for one in pair) if above and below else ()


def own_picture(content: Content, layout: Layout, end: float, least: float) -> tuple[PlacedFlow, ...]:
    """Return a picture with the text beside it in a layout's own places; nothing where they have no room."""
    place, body = layout.picture, layout.body
    if not place or not body or not isinstance(content, PictureContent) or not content.beside:
        return ()
    texts = _placed([(content.beside, body)], end, least)
    x, y, width, height = place.box
    small = body.setting.scaled(min(1.0, least / body.setting.levels[0].size))
    caption = TextFlow(content.caption, small) if content.caption else None
    picture = PlacedFlow(PhotoFlow(content.picture, caption, None), x, y, width, min(height, end - y), place)
    return (picture, *texts) if texts else ()


def _plain(para: Paragraph) -> Paragraph:
    """Return a head in the look of its place."""
    return para._replace(runs=tuple(run._replace(bold=False, colour="") for run in para.runs))


def _said(part: FormPart) -> Iterator[Paragraph]:
    for para in part.paras:
        yield para._replace(scale=para.scale * LOOKS["columns"].foot) if para.aside else para


def _placed(texts: Texts, end: float, least: float) -> tuple[PlacedFlow, ...]:
    """Return texts in their places, in one size, the largest in which all fit; none where none is large enough."""
    usual = max(place.setting.levels[0].size for _, place in texts)
    for scale in SIZES:
        placed = tuple(_in_place(paras, place, scale, end) for paras, place in texts)
        if usual * scale < least:
            return ()
        if all(placed):
            return tuple(one for one in placed if one)
    return ()


def _in_place(paras: tuple[Paragraph, ...], place: Placeholder, scale: float, end: float) -> PlacedFlow | None:
    (x, y, width, height), (_, top, _, bottom) = place.box, place.insets
    tall = min(height, end - y)
    flow = TextFlow(paras, place.setting).at(scale)
    if flow.height(place.inner[2]) > tall - top - bottom:
        return None
    return PlacedFlow(replace(flow, paras=flow.finished(place.inner[2]).paras), x, y, width, tall, place)
