"""The Word writer: a document tree as a memo in Office Open XML (ISO/IEC 29500, transitional)."""

from __future__ import annotations

from briefpack.document.contents import front_and_body
from briefpack.document.tree import Document, Region
from briefpack.look.last_page import CLOSER, closer_leading, without_holes
from briefpack.look.theme import Theme
from briefpack.office.reading import ForeignFile
from briefpack.writers import Written, table_warnings
from briefpack.writers.word.blocks import BLOCKS
from briefpack.writers.word.body import At, Body, body_of
from briefpack.writers.word.contents import set_contents
from briefpack.writers.word.flow import flow_xml, separated
from briefpack.writers.word.logo import RELATION, set_beside_title
from briefpack.writers.word.missing_heads import Heads, add_heads, number_drawings, plan_heads
from briefpack.writers.word.notes import footnotes_xml, separators_xml, uncited
from briefpack.writers.word.numbering import numbering_parts
from briefpack.writers.word.package import (
    package_bytes,
    parse_body,
    poured,
    put_figures,
    put_image,
    put_notes,
    put_numbering,
    put_photos,
    set_properties,
)
from briefpack.writers.word.paging import CAUTIOUS, Paged, paged
from briefpack.writers.word.regions import region
from briefpack.writers.word.running_heads import marking_run
from briefpack.writers.word.stationery import Stationery, stationery_of

__all__ = ["SETTERS", "write_word"]

SETTERS = {**BLOCKS, Region: region}
"""How each type of block is set."""


def write_word(document: Document, theme: Theme, letterhead: ForeignFile | None = None) -> Written:
    """Return the document as a .docx file, on a letterhead if one is given; how many pages it has only Word knows.

    Raise MissingGlyphs if a figure holds characters that no font has.
    """
    stationery, body, heads = _set(document, theme, letterhead)
    logo = None if letterhead else theme.picture
    body.typesetter.raise_missing(document.meta.kind)
    notes, links = footnotes_xml(document.notes, body.story)
    text = flow_xml(body.flow, stationery.theme, body.markup, own_styles=not letterhead)
    word = stationery.document
    if heads:
        add_heads(stationery, heads, document.meta)
    put_notes(word, notes, separators_xml(body.markup), links)
    poured_body = poured(word, text, body.story.links)
    del text
    put_figures(word, body.story.figures)
    put_photos(word, body.story.photos)
    if logo:
        put_image(word, "logo.png", logo.data, RELATION)
    if letterhead:
        parse_body(word, poured_body)
        number_drawings(word)
    if body.numbering.used:
        first = stationery.starts.definition + 1
        put_numbering(word, *numbering_parts(body.numbering, stationery.theme, first, stationery.starts.marks))
    set_properties(word, document.meta)
    warnings = (*(heads.warnings if heads else ()), *table_warnings(body.story.narrow_tables))
    return Written(package_bytes(word, None if letterhead else poured_body), warnings=warnings)


def _set(document: Document, theme: Theme, letterhead: ForeignFile | None) -> tuple[Stationery, Body, Heads | None]:
    """Set the blocks; on paper of ours closer, where a page would else be nearly empty."""
    if letterhead:
        stationery = stationery_of(theme, document.meta, letterhead)
        heads = plan_heads(stationery, document.meta)
        return *_set_in(document, stationery, heads.marks_body), heads
    stationery, body = _set_in(document, stationery_of(theme, document.meta, None))
    themes = (theme, *(_closer(theme, factor) for factor in CLOSER))
    tried = ((one, _paged(body, one)) for one in themes)
    chosen, _ = without_holes(tried, lambda one: one[1].pages, lambda one: one[1].filled, lambda one: one[1].hole)
    if chosen is not theme:
        stationery, body = _set_in(document, stationery_of(chosen, document.meta, None))
    return stationery, body, None


def _set_in(document: Document, stationery: Stationery, is_marked: bool = False) -> tuple[Stationery, Body]:
    body = body_of(stationery, document.meta, SETTERS)
    if is_marked:
        body.add(marking_run(document.meta, body.markup), At(keep=True), "Kicker")
    front, sections = front_and_body(document.blocks) if document.meta.with_contents else (document.blocks, ())
    body.set(front, At())
    first = len(body.flow)
    body.set(sections, At())
    body.set(uncited(document, body.story.cited), At(style="Source"))
    if stationery.styles is None and stationery.theme.picture:
        before = len(body.flow)
        set_beside_title(stationery.theme.picture, body)
        first += len(body.flow) - before
    if body.sections and sections:
        set_contents(body, first)
    return stationery, body


def _closer(theme: Theme, factor: float) -> Theme:
    leading = theme.leading.model_copy(update={"memo": closer_leading(theme.leading.memo, factor)})
    return theme.model_copy(update={"step_pt": theme.step_pt * factor, "leading": leading})


def _paged(body: Body, theme: Theme) -> Paged:
    """Estimate the pages of what was set once, as if it were set in a closer theme."""
    flow = separated(body.flow, theme)
    return paged(flow, theme, body.meta.language, body.width_pt, body.height_pt * CAUTIOUS)
