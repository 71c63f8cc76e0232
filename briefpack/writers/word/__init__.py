"""The Word writer: a document tree as a memo in Office Open XML (ISO/IEC 29500, transitional)."""

from __future__ import annotations

from briefpack.document.tree import Document
from briefpack.look.theme import Theme
from briefpack.office.reading import ForeignFile
from briefpack.writers import Written
from briefpack.writers.word.blocks import At, blocks, body_of
from briefpack.writers.word.flow import flow_xml
from briefpack.writers.word.languages import spoken
from briefpack.writers.word.logo import RELATION, set_beside_title
from briefpack.writers.word.notes import SEPARATORS, footnotes_xml, uncited
from briefpack.writers.word.numbering import numbering_parts
from briefpack.writers.word.package import (
    package_bytes,
    pour_body,
    put_logo,
    put_notes,
    put_numbering,
    put_pictures,
    set_properties,
)
from briefpack.writers.word.paper import paper_of
from briefpack.writers.word.paper_heads import finish_paper, number_drawings

__all__ = ["write_word"]


def write_word(document: Document, theme: Theme, letterhead: ForeignFile | None = None) -> Written:
    """Return the document as a .docx file, on a letterhead if one is given; how many pages it has only Word knows."""
    paper = paper_of(theme, document.meta, letterhead)
    body = body_of(paper, document.meta)
    blocks(document.blocks, At(), body)
    blocks(uncited(document, body.story.cited), At(style="Source"), body)
    logo = theme.picture if paper.is_own else None
    if logo:
        set_beside_title(logo, body)
    body.typesetter.raise_missing(document.meta.kind)
    notes, links = footnotes_xml(document.notes, body.story)
    text, notes = (
        spoken(xml, document.meta.language) for xml in (flow_xml(body.pieces, paper.theme, paper.is_own), notes)
    )
    text, notes = finish_paper(paper, document.meta, text, notes)
    put_notes(paper.document, notes, SEPARATORS, links)
    pour_body(paper.document, text, body.story.links)
    put_pictures(paper.document, body.story.pictures)
    if logo:
        put_logo(paper.document, logo.data, RELATION)
    if not paper.is_own:
        number_drawings(paper.document)
    if body.numbering.used:
        first = paper.starts.definition + 1
        put_numbering(paper.document, *numbering_parts(body.numbering, paper.theme, first, paper.starts.marks))
    set_properties(paper.document, document.meta)
    return Written(package_bytes(paper.document))
