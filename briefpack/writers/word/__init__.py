"""The Word writer: a document tree as a memo in Office Open XML (ISO/IEC 29500, transitional)."""

from __future__ import annotations

from briefpack.theme import Theme
from briefpack.tree import Document
from briefpack.writers import Written
from briefpack.writers.word.base import base_document
from briefpack.writers.word.blocks import At, blocks, body_of
from briefpack.writers.word.flow import flow_xml
from briefpack.writers.word.notes import footnotes_xml, uncited
from briefpack.writers.word.numbering import numbering_xml
from briefpack.writers.word.package import add_part, open_document, package_bytes, pour_body, set_properties

__all__ = ["write_word"]


def write_word(document: Document, theme: Theme) -> Written:
    """Return the document as a .docx file; how many pages it has only Word knows."""
    body = body_of(theme, document.meta.language)
    blocks(document.blocks, At(), body)
    blocks(uncited(document, body.story.cited), At(style="Source"), body)
    target = open_document(base_document(theme, document.meta))
    pour_body(target, flow_xml(body.pieces, theme), body.story.links)
    add_part(target, "footnotes", *footnotes_xml(document.notes, body.story))
    if body.numbering.used:
        add_part(target, "numbering", numbering_xml(body.numbering, theme))
    set_properties(target, document.meta)
    return Written(package_bytes(target))
