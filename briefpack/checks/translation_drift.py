"""Find what a translation says and its original does not, or the other way round: another date, another number.

Small numbers are left alone: languages say them in words of their own (“the two” is 両国 or 양국), and write them
where others do not (“a co-chair each” is 1명씩). So are times of the day, which some count to twelve and some to 24.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import TypeVar

from briefpack.checks.mentions import Day, Number, mentions_in
from briefpack.errors import Problem, warning
from briefpack.languages.catalogues.model import Catalogue, Message

Mention = TypeVar("Mention", Day, Number)
SMALL = 10
"""Up to here numbers are words like others."""
TIME = r"(?<!\d)(?:[01]?\d|2[0-4])"
MINUTES = r"(?:[.:]\d{2})?"
TIMES_OF_DAY = re.compile(
    rf"(?:{TIME}{MINUTES}(?:\s?[–~〜-]\s?|\s\w{{1,4}}\s))?"
    rf"(?:{TIME}{MINUTES}\s?(?:Uhr\b|h(?:\d{{2}})?\b|[ap]\.?m\b|時(?!間)|시(?!간))|{TIME}:\d{{2}}(?!\d))"
)
"""One time, or two with a word or a dash between them: 22 Uhr, von 12 bis 22 Uhr, 12:00–22:00."""
ITS_HINT = "Say what the original says; if that has changed, correct pack.yaml or the audience first."


def translation_drift(catalogue: Catalogue, original: str) -> Iterator[Problem]:
    """Compare the dates and numbers of each translation with those of its original, at the catalogue's line.

    `original`: the language from which it is translated.
    """
    for message in catalogue.messages:
        if message.context and message.translated and not message.unsure:
            for difference in _differences(message, original, catalogue.language):
                yield warning(difference, catalogue.place(message), ITS_HINT, "translation-drift")


def _differences(message: Message, from_language: str, to_language: str) -> Iterator[str]:
    original = mentions_in(_without_times(message.original), from_language)
    translation = mentions_in(_without_times(message.translations[0]), to_language)
    for day in _only(translation.dates, original.dates):
        yield f"the translation says “{day.words}”, which its original does not"
    for day in _only(original.dates, translation.dates):
        yield f"the translation leaves “{day.words}” out"
    originals = (*original.numbers, *_years(original.dates))
    for number in _only(filter(_counts, translation.numbers), originals):
        yield f"the translation says “{number.words}”, which its original does not"
    for number in _only(filter(_counts, original.numbers), (*translation.numbers, *_years(translation.dates))):
        yield f"the translation leaves “{number.words}” out"


def _without_times(text: str) -> str:
    return TIMES_OF_DAY.sub(lambda time: " " * len(time[0]), text)


def _only(ours: Iterable[Mention], theirs: Iterable[Mention]) -> Iterator[Mention]:
    """Yield what is in the first alone; a date that says less than another agrees with it."""
    others = list(theirs)
    for one in ours:
        if not any(_agree(one, other) for other in others):
            yield one


def _agree(one: Day | Number, other: Day | Number) -> bool:
    if isinstance(one, Day) and isinstance(other, Day):
        return one.agrees_with(other) or other.agrees_with(one)
    return isinstance(one, Number) and isinstance(other, Number) and one.value == other.value


def _counts(number: Number) -> bool:
    """Tell whether a number is written in digits and large enough to be nothing but a number."""
    return number.value > SMALL and bool(re.search(r"\d", number.words))


def _years(days: Iterable[Day]) -> list[Number]:
    """Return the years of dates: one language may write as a bare number what another writes as a year."""
    return [Number(day.words, Fraction(day.year)) for day in days if day.year]
