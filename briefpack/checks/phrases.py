"""What templates lack in a language: translations of their words, certainty, and marks on words to translate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from briefpack.content.translation import NAMED, UNCERTAIN, UNCERTAIN_HINT
from briefpack.errors import Place, Problem, error, warning


def uncertain_problems(uncertain: Iterable[Place], release: bool) -> Iterator[Problem]:
    """Name the translations that are marked as unsure: in a release they are errors."""
    for place in uncertain:
        yield Problem("error" if release else "warning", UNCERTAIN, place, UNCERTAIN_HINT)


def missing_phrase_problems(missing: Sequence[str], language: str, fallback: bool, place: Place) -> Iterator[Problem]:
    """Name the words that an audience would read in English; `place` is where it asks for the language."""
    if missing:
        named = ", ".join(f"“{text}”" for text in missing[:NAMED]) + (" …" if len(missing) > NAMED else "")
        message = f"the templates have no word in “{language}” for {named} ({len(missing)} in all)"
        hint = f"Translate them in templates/languages/{language}.po: invoke translations adds what is not there."
        yield warning(message, place) if fallback else error(message, place, hint)


def unmarked_problems(unmarked: Iterable[tuple[Place, str]]) -> Iterator[Problem]:
    """Name the words of templates that a translated document would hold as they stand."""
    for place, words in unmarked:
        hint = f'Write {{{{ _("{words}") }}}}, then run invoke translations.'
        yield warning(f"“{words}” is not marked for translation and would stand in every language", place, hint)
