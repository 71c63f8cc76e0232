"""The words of documents that are not the pack's: those of templates, and the few that writers and figures add;
and the words of what goes with documents out of the building.

All of them stand in one catalogue a language, `templates/languages/<language>.po`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

from briefpack.document.tree import Meta
from briefpack.languages.catalogues.model import Catalogue, Message
from briefpack.rendering.loader import Layer
from briefpack.rendering.phrases import Phrases, needs_translation, phrase_catalogues
from briefpack.rendering.template_words import template_messages

ENDING = "_label"
OUTGOING_WORDS = {
    "copy": "Copy {number} of {total} for {name}",
    "copy_only": "Copy {number} of {total}",
    "pages": "pages: {pages}",
    "check": "To check that nothing has changed: {command}, or invoke verify with this archive.",
    "memo": "Memo",
    "onepager": "One-pager",
    "slides": "Slides",
    "html": "Web page",
    "md": "Markdown slides",
    "outline.docx": "Word outline",
    "txt": "Text outline",
    "odt": "OpenDocument outline",
}
"""What copies and cover notes say; `check` has the context `outgoing.check`."""
Say = Callable[[str, str], str]
"""Say words of OUTGOING_WORDS in a language, which comes first; others are said as they are."""


def label_messages() -> list[Message]:
    """Return the words that writers add; `page_label` has the context `words.page`."""
    return [Message(_context(field.name), str(field.default)) for field in fields(Meta) if field.name.endswith(ENDING)]


def outgoing_messages() -> list[Message]:
    return [Message(f"outgoing.{name}", text) for name, text in OUTGOING_WORDS.items()]


def outgoing_words(templates: tuple[Path, ...]) -> Say:
    """Return what says the words of copies and cover notes."""
    contexts = {message.original: message.context for message in outgoing_messages()}

    @cache
    def say(language: str, words: str) -> str:
        phrases = Phrases(phrase_catalogues(templates, language), language)
        return phrases.text(contexts[words], words) if words in contexts else words

    return say


def _context(name: str) -> str:
    return f"words.{name.removesuffix(ENDING)}"


def labels_in(language: str, templates: tuple[Path, ...]) -> dict[str, Any]:
    """Return the fields of a Meta that hold words of the language."""
    phrases = Phrases(phrase_catalogues(templates, language), language)
    named = {_context(field.name): field.name for field in fields(Meta)}
    return {named[message.context]: phrases.text(*message.key) for message in label_messages()}


def phrase_messages(templates: tuple[Path, ...], layers: Sequence[Layer] = ()) -> list[Message]:
    """Return all words of the templates, or those of some layers, each once."""
    messages = {
        message.key: message
        for message in (*label_messages(), *outgoing_messages(), *template_messages(templates, layers))
    }
    return list(messages.values())


def phrase_translations(
    templates: tuple[Path, ...], layers: Sequence[Layer], language: str
) -> list[tuple[str, tuple[Catalogue, Message] | None]]:
    """Return the words of the templates in some layers, each with its translation; none need no translation."""
    if not needs_translation(language):
        return []
    phrases = Phrases(phrase_catalogues(templates, language), language)
    return [(message.original, phrases.translation(*message.key)) for message in phrase_messages(templates, layers)]
