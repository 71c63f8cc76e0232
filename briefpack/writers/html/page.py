"""The page around a document: what it says of itself to programs, its head and foot, its contents and its notes."""

from __future__ import annotations

from html import escape

from briefpack import __version__
from briefpack.document import tree as t
from briefpack.languages.scripts import is_right_to_left
from briefpack.look.css import dotted_html, marking_html, png_address, source_digest
from briefpack.look.theme import Theme
from briefpack.writers.html.blocks import blocks
from briefpack.writers.html.deck import deck_html
from briefpack.writers.html.inlines import inlines, note_id, reference_id
from briefpack.writers.html.sheet import style_sheet
from briefpack.writers.html.story import ENTRY_LEVEL, Story

DECK, ONE_PAGE = "slides", "onepager"
PX_PER_PT = 4 / 3
LEAST_ENTRIES = 4
"""A page with fewer headings needs no contents."""


def page_html(document: t.Document, theme: Theme) -> tuple[str, int]:
    """Return a page, and how many slides it has."""
    meta = document.meta
    story = Story(meta, theme)
    body, slides = deck_html(document, story) if meta.kind == DECK else (blocks(document.blocks, story), 0)
    notes = _notes(document.notes, story)
    manner = theme.manner
    switched = [name for name, on in (("numbered", manner.numbered_items), ("hyphenated", manner.hyphenated)) if on]
    looks = " ".join((meta.kind, manner.band, manner.panel, *switched))
    direction = ' dir="rtl"' if is_right_to_left(meta.language) else ""
    page = (
        f'<!DOCTYPE html>\n<html lang="{escape(meta.language)}"{direction}>\n{_head(meta, theme)}\n'
        f'<body class="{looks}">\n{_masthead(meta, theme)}\n<div class="page">\n{_contents(story)}'
        f"<main>\n{body}\n{notes}</main>\n</div>\n{_foot(meta)}\n</body>\n</html>\n"
    )
    return page, slides


def _head(meta: t.Meta, theme: Theme) -> str:
    """Return what programs read; the policy lets the page show itself and nothing else, fetch nothing and run nothing.

    Content Security Policy level 3: the style sheet is known by its digest.
    """
    style = style_sheet(meta, theme)
    policy = f"default-src 'none'; style-src {source_digest(style)}; img-src data:; base-uri 'none'; form-action 'none'"
    named = {
        "viewport": "width=device-width, initial-scale=1",
        "color-scheme": "light dark",
        "referrer": "no-referrer",
        "author": meta.organisation,
        "description": meta.subject,
        "keywords": ", ".join(meta.keywords),
        "dcterms.date": meta.date,
        "dcterms.accessRights": meta.marking,
        "generator": f"briefpack {__version__}",
    }
    said = "".join(f'<meta name="{name}" content="{escape(value)}">\n' for name, value in named.items() if value)
    return (
        f'<head>\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy" content="{policy}">\n{said}'
        f"<title>{_words(meta.title)}</title>\n<style>{style}</style>\n</head>"
    )


def _masthead(meta: t.Meta, theme: Theme) -> str:
    """Return who publishes what for whom, and how it is to be handled: the first that a reader meets."""
    date = f'<time datetime="{escape(meta.date)}">{_words(meta.date_text)}</time>' if meta.date_text else ""
    lines = {
        "marking": marking_html(meta.marking, meta.in_capitals),
        "sender": f"<b>{_words(meta.organisation)}</b>" if meta.organisation else "",
        "series": _words(meta.series),
    }
    if readers := [part for part in (_words(meta.audience), date) if part]:
        lines["readers"] = dotted_html(readers)
    said = "".join(f'<p class="{name}">{line}</p>' for name, line in lines.items() if line)
    return f'<header class="masthead">\n{_logo(theme)}{said}\n</header>'


def _logo(theme: Theme) -> str:
    if not (picture := theme.picture):
        return ""
    size = f'width="{picture.width_pt * PX_PER_PT:.0f}" height="{picture.height_pt * PX_PER_PT:.0f}"'
    return f'<img src="{png_address(picture.data)}" alt="{escape(picture.alt)}" {size}>'


def _contents(story: Story) -> str:
    """Return links to the parts of a page that has many: closed on a narrow screen, beside the text on a wide one."""
    entries = [one for one in story.outline if one.level == ENTRY_LEVEL and one.words]
    if len(entries) < LEAST_ENTRIES or story.meta.kind == ONE_PAGE:
        return ""
    name = _words(story.meta.contents_label)
    links = "".join(f'<li><a href="#{escape(one.anchor)}">{_words(one.words)}</a></li>\n' for one in entries)
    return (
        f'<nav class="contents" aria-label="{name}"><details>\n<summary>{name}</summary>\n'
        f"<ol>\n{links}</ol>\n</details></nav>\n"
    )


def _notes(notes: tuple[t.Inlines, ...], story: Story) -> str:
    """Return the notes, each with links back to where it is cited."""
    if not notes:
        return ""
    name = story.meta.notes_label
    anchor = story.head(ENTRY_LEVEL, name).anchor
    items = "".join(_note(number, note, story) for number, note in enumerate(notes, 1))
    return (
        f'<section class="endnotes" role="doc-endnotes" aria-labelledby="{anchor}">\n'
        f'<h{ENTRY_LEVEL} id="{anchor}">{_words(name)}</h{ENTRY_LEVEL}>\n<ol>\n{items}</ol>\n</section>\n'
    )


def _note(number: int, note: t.Inlines, story: Story) -> str:
    words = inlines(note, story)
    name = escape(story.meta.back_label.replace("{number}", str(number)))
    times = range(1, story.cited[number] + 1)
    back = "".join(
        f' <a href="#{reference_id(number, time)}" role="doc-backlink" '
        f'aria-label="{name}{f" ({time})" if time > 1 else ""}">↩</a>'
        for time in times
    )
    return f'<li id="{note_id(number)}">{words}{back}</li>\n'


def _foot(meta: t.Meta) -> str:
    """Return the marking once more, with the sender: whoever sees only the end knows both."""
    lines = {"marking": marking_html(meta.marking, meta.in_capitals), "sender": _words(meta.organisation)}
    said = "".join(f'<p class="{name}">{line}</p>' for name, line in lines.items() if line)
    return f'<footer class="foot">{said}</footer>'


def _words(text: str) -> str:
    return escape(text, quote=False)
