"""The body of a mail as HTML: its blocks alone, and no style that a mail program would have to know."""

from __future__ import annotations

from html import escape

from briefpack.document.tree import Document
from briefpack.languages.scripts import is_right_to_left
from briefpack.look.css import families
from briefpack.look.theme import Theme
from briefpack.writers.html.blocks import blocks
from briefpack.writers.html.story import Story


def mail_html(document: Document, theme: Theme) -> str:
    """Return a document as a page for a mail program."""
    meta = document.meta
    direction = ' dir="rtl"' if is_right_to_left(meta.language) else ""
    fonts = families(theme.fonts.office_body).replace('"', "'")
    colours = f"color: {theme.colours.ink}; background: {theme.colours.paper}"
    style = f"font-family: {fonts}, sans-serif; max-width: 38em; line-height: 1.5; {colours}"
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(meta.language)}"{direction}>\n<head><meta charset="utf-8">'
        f"<title>{escape(meta.title, quote=False)}</title></head>\n"
        f'<body style="{style}">\n{blocks(document.blocks, Story(meta, theme))}\n</body>\n</html>\n'
    )
