"""Outlines: slides as text that other programs make slides of, in dialects."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from briefpack.document.slides import Deck, deck_of
from briefpack.document.tree import Document
from briefpack.look.theme import Theme
from briefpack.writers import Written
from briefpack.writers.outline.impress import impress_bytes
from briefpack.writers.outline.markdown import MARKDOWN_DIALECTS, markdown_bytes
from briefpack.writers.outline.plain import plain_bytes
from briefpack.writers.outline.sources import sources_slides

__all__ = ["DIALECTS", "write_outline"]


def _word_bytes(deck: Deck, theme: Theme) -> bytes:
    # Packing for Word loads lxml, which no other outline needs.
    from briefpack.writers.outline.word import word_bytes

    return word_bytes(deck, theme)


DIALECTS: dict[str, Callable[[Deck, Theme], bytes]] = {
    **{name: partial(markdown_bytes, dialect=dialect) for name, dialect in MARKDOWN_DIALECTS.items()},
    "txt": plain_bytes,
    "outline.docx": _word_bytes,
    "odt": impress_bytes,
}
"""Markdown by the program that reads the speaker notes, the others by their format."""


def write_outline(document: Document, theme: Theme, dialect: str = "marp") -> Written:
    """Write a document's slides in one of `DIALECTS`; what its notes cite is listed on the last slides."""
    deck = deck_of(document)
    return Written(DIALECTS[dialect](deck, theme), len(deck.slides) + len(sources_slides(deck)))
