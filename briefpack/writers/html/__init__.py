"""HTML: one file a document, for screens of any width and for paper, without scripts or anything from elsewhere.

HTML Living Standard; roles of notes by Digital Publishing WAI-ARIA 1.1; WCAG 2.2 AA.
"""

from __future__ import annotations

from briefpack.document.tree import Document
from briefpack.look.theme import Theme
from briefpack.writers import Written
from briefpack.writers.html.page import page_html

__all__ = ["write_html"]


def write_html(document: Document, theme: Theme) -> Written:
    """Write a document as a page in UTF-8; slides stand one below the other, with their notes."""
    page, slides = page_html(document, theme)
    return Written(page.encode(), slides)
