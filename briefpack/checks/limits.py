"""Check the limits that an audience sets: whether they can be measured, and whether anybody reads that language."""

from __future__ import annotations

from collections.abc import Iterator

from briefpack.content.model import Limits, TextLimits
from briefpack.content.pack import Audience, Pack
from briefpack.errors import Place, Problem, did_you_mean, error, warning
from briefpack.languages.scripts import is_english
from briefpack.yaml_file import KeyPath


def limit_problems(pack: Pack) -> Iterator[Problem]:
    """Find limits for a language in which nobody is briefed, and a reading grade that cannot be measured."""
    for audience in pack.audiences.values():
        languages = audience.data.languages or (pack.facts.language,)
        for path, limits in _all_limits(audience):
            for language in limits.languages:
                if language not in languages:
                    place = audience.file.key_place(*path, "languages", language)
                    hint = did_you_mean(language, languages)
                    yield error(f"this audience is not briefed in “{language}”", place, hint)
            measured: list[tuple[KeyPath, str, TextLimits]] = [((), pack.facts.language, limits)]
            measured += [(("languages", name), name, special) for name, special in limits.languages.items()]
            for inner, language, texts in measured:
                if texts.reading_grade and not is_english(language):
                    yield _grade_problem(audience.file.place(*path, *inner, "reading_grade"), language)


def _all_limits(audience: Audience) -> Iterator[tuple[KeyPath, Limits]]:
    yield ("limits",), audience.data.limits
    for name, choice in audience.data.documents.items():
        yield ("documents", name, "limits"), choice.limits


def _grade_problem(place: Place, language: str) -> Problem:
    hint = "Take it out; “sentence_words” or “sentence_characters” can be measured in any language."
    return warning(
        f"a reading grade can be measured in English only, not in “{language}”", place, hint, "unmeasured-limit"
    )
