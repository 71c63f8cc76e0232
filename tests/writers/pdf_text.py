"""What a PDF says, read back with pypdfium2, and what it should say."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

import pypdfium2 as pdfium

from briefpack.document import tree as t
from briefpack.writers.pdf import Layout
from briefpack.writers.pdf.fonts import clean
from briefpack.writers.pdf.pages import added_text, figure_words

LINE_END_HYPHEN = "\ufffe\x02"
"""What PDFium gives for a hyphen that ends a line."""


def pages_text(data: bytes) -> list[str]:
    """Return the text of each page in the order in which it is drawn."""
    pdf = pdfium.PdfDocument(data)
    try:
        return [_page_text(page) for page in pdf]
    finally:
        pdf.close()


def _page_text(page: pdfium.PdfPage) -> str:
    text = page.get_textpage().get_text_bounded() or ""
    return re.sub(f"[{LINE_END_HYPHEN}]", "-", text)


def letters(text: str) -> str:
    """Return a text without spaces, which a reader may see where letters of two fonts meet."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(composed.split())


def expected_lines(node: object) -> list[str]:
    """Return the text of each paragraph, heading, cell and label, figures without their tables."""
    if isinstance(node, t.Figure):
        return [t.plain_text(node.title)]
    if isinstance(node, tuple) and not (node and isinstance(node[0], t.INLINE_TYPES)):
        return [line for child in node for line in expected_lines(child)]
    if isinstance(node, t.Region | t.Quote | t.ListItem):
        return expected_lines(node.blocks)
    if isinstance(node, t.List):
        return expected_lines(node.items)
    return list(t.text_lines(node))


def expected_letters(document: t.Document, layout: Layout) -> Counter[str]:
    """Count the letters of the document's words, of its drawings and of what the writer adds."""
    lines = [*expected_lines(document.blocks), *expected_lines(document.notes)]
    words = [*lines, *figure_words(layout), *added_text(layout)]
    return Counter(letters(clean(" ".join(words))))


def found_letters(data: bytes) -> Counter[str]:
    return Counter(letters("".join(pages_text(data))))


def joined(text: str) -> str:
    """Return a text with one space between words."""
    return " ".join(unicodedata.normalize("NFC", text).split())
