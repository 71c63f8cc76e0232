"""The Word writer: a document tree as a memo in Office Open XML (ISO/IEC 29500, transitional)."""

from __future__ import annotations

from briefpack.document.tree import Document, Region
from briefpack.look.theme import Theme
from briefpack.office.reading import ForeignFile
from briefpack.writers import Written
from briefpack.writers.word.blocks import BLOCKS
from briefpack.writers.word.body import At, body_of
from briefpack.writers.word.flow import flow_xml
from briefpack.writers.word.logo import RELATION, set_beside_title
from briefpack.writers.word.missing_heads import add_heads, number_drawings, plan_heads
from briefpack.writers.word.notes import SEPARATORS, footnotes_xml, uncited
from briefpack.writers.word.numbering import numbering_parts
from briefpack.writers.word.package import (
    package_bytes,
    parse_body,
    poured,
    put_figures,
    put_image,
    put_notes,
    put_numbering,
    set_properties,
)
from briefpack.writers.word.regions import region
from briefpack.writers.word.running_heads import marking_run
from briefpack.writers.word.stationery import stationery_of

__all__ = ["SETTERS", "write_word"]

SETTERS = {**BLOCKS, Region: region}
"""How each type of block is set."""


def write_word(document: Document, theme: Theme, letterhead: ForeignFile | None = None) -> Written:
    """Return the document as a .docx file, on a letterhead if one is given; how many pages it has only Word knows.

    Raise MissingGlyphs if a figure holds characters that no font has.
    """
    stationery = stationery_of(theme, document.meta, letterhead)
    body = body_of(stationery, document.meta, SETTERS)
    heads = plan_heads(stationery, document.meta) if letterhead else None
    if heads and heads.marks_body:
        body.add(marking_run(document.meta, body.markup), At(keep=True), "Kicker")
    body.set(document.blocks, At())
    body.set(uncited(document, body.story.cited), At(style="Source"))
    logo = None if letterhead else theme.picture
    if logo:
        set_beside_title(logo, body)
    body.typesetter.raise_missing(document.meta.kind)
    notes, links = footnotes_xml(document.notes, body.story)
    text = flow_xml(body.flow, stationery.theme, body.markup, own_styles=not letterhead)
    word = stationery.document
    if heads:
        add_heads(stationery, heads)
    put_notes(word, notes, SEPARATORS, links)
    poured_body = poured(word, text, body.story.links)
    del text
    put_figures(word, body.story.figures)
    if logo:
        put_image(word, "logo.png", logo.data, RELATION)
    if letterhead:
        parse_body(word, poured_body)
        number_drawings(word)
    if body.numbering.used:
        first = stationery.starts.definition + 1
        put_numbering(word, *numbering_parts(body.numbering, stationery.theme, first, stationery.starts.marks))
    set_properties(word, document.meta)
    return Written(package_bytes(word, None if letterhead else poured_body), warnings=heads.warnings if heads else ())
