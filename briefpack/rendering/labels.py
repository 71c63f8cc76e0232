"""The words of documents that are not the pack's: those of templates, and the few that writers and figures add.

All of them stand in one catalogue a language, `templates/languages/<language>.po`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

from briefpack.content.translation import NAMED, UNCERTAIN, UNCERTAIN_HINT
from briefpack.document.tree import Meta
from briefpack.errors import Place, Problem, error, warning
from briefpack.languages.catalogues import Message
from briefpack.rendering.phrases import Phrases, needs_translation, phrase_catalogues
from briefpack.rendering.template_words import template_messages, unmarked_words

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


def phrase_problems(
    templates: tuple[Path, ...], audience: str, language: str, release: bool, fallback: bool, place: Place
) -> Iterator[Problem]:
    """Find words of the templates that an audience would read in English, and translations that are uncertain.

    `place` is where the audience asks for the language.
    """
    if not needs_translation(language):
        return
    catalogues = phrase_catalogues(templates, language)
    phrases = Phrases(catalogues, language)
    found = {message.key: phrases.translation(*message.key) for message in phrase_messages(templates, audience)}
    for catalogue, message in filter(None, found.values()):
        if message.unsure:
            yield Problem("error" if release else "warning", UNCERTAIN, catalogue.place(message), UNCERTAIN_HINT)
    yield from _missing_phrases(
        [original for (_, original), told in found.items() if not told], language, fallback, place
    )


def unmarked_problems(templates: tuple[Path, ...], audience: str) -> Iterator[Problem]:
    """Find words of the templates that a translated document would hold as they stand."""
    for place, words in unmarked_words(templates, audience):
        hint = f'Write {{{{ _("{words}") }}}}, then run invoke translations.'
        yield warning(f"“{words}” is said like this in every language", place, hint)


def _missing_phrases(missing: list[str], language: str, fallback: bool, place: Place) -> Iterator[Problem]:
    if missing:
        named = ", ".join(f"“{text}”" for text in missing[:NAMED]) + (" …" if len(missing) > NAMED else "")
        message = f"the templates have no word in “{language}” for {named} ({len(missing)} in all)"
        hint = f"Translate them in templates/languages/{language}.po: invoke translations adds what is not there."
        yield warning(message, place) if fallback else error(message, place, hint)
