"""Check what a translation lacks: texts, certainty, words of the templates, and a native speaker's eye."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from briefpack.content.brief import Brief
from briefpack.content.pack import Pack
from briefpack.content.translation import pack_messages
from briefpack.document.inline_markdown import inline_words
from briefpack.document.tree import Document, text_lines
from briefpack.errors import Place, Problem, error, warning
from briefpack.languages.catalogues.model import REVIEWED, Catalogue, Message

NAMED = 10
"""How many missing translations are named one by one."""
UNCERTAIN = "the translation is uncertain: it is marked fuzzy, or its original has changed"
UNCERTAIN_HINT = (
    "Run invoke translations, compare it with the original, then take the mark off (“Needs work” in Poedit)."
)
NOT_REVIEWED = "the translation is not yet reviewed by a native speaker"
Translation = tuple[Catalogue, Message]
"""A translated entry, and its catalogue."""
Phrases = Sequence[tuple[str, Translation | None]]
"""Originals, each with its translation if it has one."""


def translation_problems(pack: Pack, translated: Pack, audience: str, release: bool) -> Iterator[Problem]:
    """Find what an audience's translation lacks: texts, certainty, and for a release a native speaker's eye.

    An uncertain translation is a warning in a draft. What is missing is an error, unless the audience takes the pack's
    own words instead: then each document says so (`untranslated_problems`).
    """
    catalogue = translated.catalogue
    if not catalogue:
        return
    for message in pack_messages(pack):
        entry = catalogue.by_context.get(message.context)
        is_stale = entry and entry.translated and (entry.unsure or entry.original != message.original)
        if entry and is_stale and concerns(message.context, audience):
            yield _uncertain(catalogue, entry)
    falls_back = pack.audiences[audience].data.fallback
    if release or not falls_back:
        missing = [Message(*text) for text in translated.untranslated.items() if concerns(text[0], audience)]
        yield from _missing_texts(missing, catalogue, falls_back)
    if release:
        yield from _unreviewed(catalogue)


def review_state(pack: Pack) -> str:
    """Say who has reviewed a translated pack; nothing of a pack in its own language."""
    if not pack.catalogue:
        return ""
    return f"reviewed by {pack.catalogue.reviewed_by}" if pack.catalogue.reviewed_by else NOT_REVIEWED


def concerns(key: str, audience: str) -> bool:
    """Tell whether an audience may read the text with this key path."""
    return not key.startswith("audiences.") or key.split(".")[1] == audience


def _uncertain(catalogue: Catalogue, entry: Message) -> Problem:
    return warning(UNCERTAIN, catalogue.place(entry), UNCERTAIN_HINT, "unsure-translation")


def _unreviewed(catalogue: Catalogue) -> Iterator[Problem]:
    if not catalogue.reviewed_by:
        hint = f"Write who has read it into the header {REVIEWED}."
        yield warning(NOT_REVIEWED, catalogue.place(), hint, "not-reviewed")


def _missing_texts(missing: list[Message], catalogue: Catalogue, falls_back: bool) -> Iterator[Problem]:
    """Name the first texts without a translation, each at its entry if it has one, and count the rest.

    Where the audience takes the original words instead, they are warnings.
    """
    hint = "Translate it, or write “fallback: true” into the audience file to take the original words for now."
    report = _untranslated if falls_back else error
    for message in missing[:NAMED]:
        entry = catalogue.by_key.get(message.key)
        place = replace(catalogue.place(entry), key=message.context)
        words = message.original if len(message.original) <= 60 else f"{message.original[:59]}…"
        hint = "Translate it: its readers would meet the original words." if falls_back else hint
        yield report(f"“{words}” is not translated into “{catalogue.language}”", place, hint)
    if len(missing) > NAMED:
        message_of_rest = f"{len(missing) - NAMED} more texts are not translated into “{catalogue.language}”"
        yield report(message_of_rest, catalogue.place(), "invoke translations adds what has no entry yet.")


def _untranslated(message: str, place: Place, hint: str = "") -> Problem:
    return warning(message, place, hint, "not-translated")


def phrase_problems(phrases: Phrases, language: str, release: bool, fallback: bool, place: Place) -> Iterator[Problem]:
    """Find words of the templates that an audience would read in English, and translations that are uncertain.

    place: where the audience asks for the language.
    """
    missing = []
    for original, translation in phrases:
        if not translation:
            missing.append(original)
        elif translation[1].unsure:
            yield _uncertain(*translation)
    if release:
        catalogues = {translation[0].path: translation[0] for _, translation in phrases if translation}
        for catalogue in catalogues.values():
            yield from _unreviewed(catalogue)
    if missing:
        named = _first(missing, NAMED)
        message = f"the templates have no word in “{language}” for {named} ({len(missing)} in all)"
        adds = f"invoke translations --language {language} adds what is not there"
        hint = f"Translate them in templates/languages/{language}.po: {adds}."
        yield _untranslated(message, place, hint) if fallback else error(message, place, hint)


def unmarked_problems(words: Iterable[tuple[Place, str]]) -> Iterator[Problem]:
    """Find words of the templates that a translated document would hold as they stand, each with its place."""
    for place, text in words:
        hint = f'Write {{{{ _("{text}") }}}}, then run invoke translations.'
        yield warning(
            f"“{text}” is not marked for translation and would stand in every language", place, hint, "unmarked-words"
        )


def untranslated_problems(document: Document, brief: Brief) -> Iterator[Problem]:
    """Say that a document has fallen back to original words, with their number and the first of them."""
    pack, name, kind = brief.pack, brief.audience.name, document.meta.kind
    if not pack.catalogue or not pack.untranslated or not brief.audience.data.fallback:
        return
    shown = "\n".join(text_lines((document.blocks, document.notes)))
    originals = {key: text for key, text in pack.untranslated.items() if concerns(key, name)}
    missing = [key for key, text in originals.items() if inline_words(text) in shown]
    if missing:
        many = "1 text is" if len(missing) == 1 else f"{len(missing)} texts are"
        message = f"the {kind} in “{brief.language}”: {many} not translated and in the original: {_first(missing, 3)}"
        yield warning(message, pack.catalogue.place(), code="original-words")


def _first(texts: Sequence[str], most: int) -> str:
    return ", ".join(f"“{text}”" for text in texts[:most]) + (" …" if len(texts) > most else "")
