"""PDF: a document tree becomes pages that are measured before they are drawn."""

from __future__ import annotations

from briefpack.theme import Theme
from briefpack.tree import Document, text_lines
from briefpack.writers import Written
from briefpack.writers.pdf.canvas import PageCanvas
from briefpack.writers.pdf.fonts import Fonts, clean
from briefpack.writers.pdf.layouts import lay_out
from briefpack.writers.pdf.pages import Layout, draw
from briefpack.writers.pdf.styles import Setting

__all__ = ["Layout", "Setting", "lay_out_document", "write_pdf"]


def write_pdf(document: Document, theme: Theme, setting: Setting | None = None) -> Written:
    """Write a document as PDF. Raise BuildError if no font has one of its characters."""
    fonts = _fonts(document, theme)
    layout = lay_out(document, theme, fonts, setting)
    canvas = PageCanvas(document.meta, fonts, layout.size)
    fonts.raise_missing(map(clean, text_lines(document)))
    draw(layout, canvas)
    return Written(canvas.to_bytes(), len(layout.pages))


def lay_out_document(document: Document, theme: Theme, setting: Setting | None = None) -> Layout:
    """Place a document on pages without drawing it: what `write_pdf` would draw."""
    return lay_out(document, theme, _fonts(document, theme), setting)


def _fonts(document: Document, theme: Theme) -> Fonts:
    return Fonts(theme, document.meta.language, f"{document.meta.kind}.pdf")
