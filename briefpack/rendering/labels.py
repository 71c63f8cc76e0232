"""The words of documents that are not the pack's: those of templates, and the few that writers and figures add.

All of them stand in one catalogue a language, `templates/languages/<language>.po`.
"""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

from briefpack.document.tree import Meta
from briefpack.errors import Place
from briefpack.languages.catalogues import Message
from briefpack.rendering.phrases import Phrases, needs_translation, phrase_catalogues
from briefpack.rendering.templates import template_messages

ENDING = "_label"


def label_messages() -> list[Message]:
    """Return the words that writers add; `page_label` has the context `words.page`."""
    return [Message(_context(field.name), str(field.default)) for field in fields(Meta) if field.name.endswith(ENDING)]


def _context(name: str) -> str:
    return f"words.{name.removesuffix(ENDING)}"


def labels_in(language: str, templates: tuple[Path, ...]) -> dict[str, str]:
    """Return the fields of a Meta that hold words of the language."""
    phrases = Phrases(phrase_catalogues(templates, language), language)
    named = {_context(field.name): field.name for field in fields(Meta)}
    return {named[message.context]: phrases.text(*message.key) for message in label_messages()}


def phrase_messages(templates: tuple[Path, ...], audience: str = "*") -> list[Message]:
    """Return all words of the templates, or those that an audience may read, each once."""
    found = {message.key: message for message in (*label_messages(), *template_messages(templates, audience))}
    return list(found.values())


def phrase_gaps(templates: tuple[Path, ...], audience: str, language: str) -> tuple[list[str], list[Place]]:
    """Return the words of templates that an audience would read in English, and where uncertain translations stand.

    Raise BuildError for a catalogue that cannot be read.
    """
    if not needs_translation(language):
        return [], []
    phrases = Phrases(phrase_catalogues(templates, language), language)
    found = {message.key: phrases.translation(*message.key) for message in phrase_messages(templates, audience)}
    missing = [original for (_, original), translation in found.items() if not translation]
    uncertain = [catalogue.place(message) for catalogue, message in filter(None, found.values()) if message.unsure]
    return missing, uncertain
