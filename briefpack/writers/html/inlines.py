"""Inline nodes as HTML: one small function for each type of node, named after it, and one table."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from briefpack.document import tree as t
from briefpack.languages.marks import DOT
from briefpack.languages.scripts import is_right_to_left
from briefpack.look.css import dotted_html
from briefpack.writers.html.story import Story


def inlines(nodes: t.Inlines, story: Story) -> str:
    """Return inline nodes as HTML."""
    return "".join([INLINES[type(node)](node, story) for node in nodes])


def text(node: t.Text, story: Story) -> str:
    """Return words; what dots part is kept together."""
    words = escape(node.text, quote=False)
    pieces = words.split(DOT)
    return dotted_html(pieces) if len(pieces) > 1 and all(pieces) else words


def line_break(node: t.LineBreak, story: Story) -> str:
    """Return a break within the paragraph."""
    return "<br>"


def strong(node: t.Strong, story: Story) -> str:
    """Return words in bold."""
    return f"<strong>{inlines(node.inlines, story)}</strong>"


def emphasis(node: t.Emphasis, story: Story) -> str:
    """Return words that are stressed; the style sheet says how each script does that."""
    return f"<em>{inlines(node.inlines, story)}</em>"


def link(node: t.Link, story: Story) -> str:
    """Return a link."""
    return f'<a href="{escape(node.url)}">{inlines(node.inlines, story)}</a>'


def span(node: t.Span, story: Story) -> str:
    """Return words in a language or voice of their own."""
    voice = f' class="{node.voice}"' if node.voice else ""
    tag, day = ("time", f' datetime="{escape(node.day)}"') if node.day else ("span", "")
    return f"<{tag}{voice}{day}{language_of(node.language, story)}>{inlines(node.inlines, story)}</{tag}>"


def language_of(language: str, story: Story) -> str:
    """Return the attributes of words in a language, with their direction where it is not that of the page."""
    if not language:
        return ""
    from_right = is_right_to_left(language)
    turned = from_right != is_right_to_left(story.meta.language)
    direction = f' dir="{"rtl" if from_right else "ltr"}"' if turned else ""
    return f' lang="{escape(language)}"{direction}'


def note(node: t.Note, story: Story) -> str:
    """Return a raised number that leads to the note; the note leads back to each of them."""
    story.cited[node.number] += 1
    name = escape(story.meta.note_label.replace("{number}", str(node.number)))
    mark = reference_id(node.number, story.cited[node.number])
    link = f'<a id="{mark}" href="#{note_id(node.number)}" role="doc-noteref" aria-label="{name}">{node.number}</a>'
    return f"<sup>{link}</sup>"


def note_id(number: int) -> str:
    """Return the id of a note."""
    return f"note.{number}"


def reference_id(number: int, time: int) -> str:
    """Return the id of the place at which a note is cited for the first, second … time."""
    return f"cited.{number}" if time == 1 else f"cited.{number}.{time}"


INLINES: dict[type, Callable[[Any, Story], str]] = {
    t.Text: text,
    t.LineBreak: line_break,
    t.Strong: strong,
    t.Emphasis: emphasis,
    t.Link: link,
    t.Span: span,
    t.Note: note,
}
