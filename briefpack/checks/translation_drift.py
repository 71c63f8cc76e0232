"""Find what a translation says and its original does not, or the other way round: another date, another number.

Where one stands in the place of another, that is an error; what is only added or left out is a warning. One and two are
left alone where the original has no number: languages say them in words of their own (“the two” is 両国 or 양국, “a
co-chair each” is 1명씩). So are times of the day, which some count to twelve and some to 24.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import TypeVar

from briefpack.checks.mentions import Day, Number, figures_in
from briefpack.checks.mentions.quantity import MOST, SEVERAL
from briefpack.errors import Problem, error, warning
from briefpack.languages.catalogues.model import Catalogue, Message
from briefpack.languages.scripts import is_english

Mention = TypeVar("Mention", Day, Number)
SMALL = 10
"""Up to here numbers are words like others: a translation may leave them out."""
DIGIT = re.compile(r"\d")
PAIR = re.compile(r"\b(?:both|either|neither|each other|pair|half|bilateral|mutual\w*|one|another)\b", re.IGNORECASE)
"""What another language may say with a two."""
TIME = r"(?<!\d)(?:[01]?\d|2[0-4])"
MINUTES = r"(?:[.:]\d{2})?"
TIMES_OF_DAY = re.compile(
    rf"(?:{TIME}{MINUTES}(?:\s?[–~〜-]\s?|\s\w{{1,4}}\s))?"
    rf"(?:{TIME}{MINUTES}\s?(?:Uhr\b|h(?:\d{{2}})?\b|[ap]\.?m\b|時(?!間)|시(?!간))|{TIME}:\d{{2}}(?!\d))"
)
"""One time, or two with a word or a dash between them: 22 Uhr, von 12 bis 22 Uhr, 12:00–22:00."""
ITS_HINT = "Say what the original says; if that has changed, correct pack.yaml or the audience first."


def translation_drift(catalogue: Catalogue, original: str, today: datetime.date | None = None) -> Iterator[Problem]:
    """Compare the dates and numbers of each translation with those of its original, at the catalogue's line.

    `original`: the language from which it is translated. `today`: what “tomorrow” is counted from.
    """
    for message in catalogue.messages:
        if message.translated and not message.unsure:
            yield from _differences(message, original, catalogue, today)


def _differences(
    message: Message, from_language: str, catalogue: Catalogue, today: datetime.date | None
) -> Iterator[Problem]:
    original = figures_in(_without_times(message.plural or message.original), from_language, today)
    translation = figures_in(_without_times(message.translations[-1]), catalogue.language, today)
    new_days, lost_days = (list(_only(*both)) for both in _both_ways(translation.dates, original.dates))
    numbers = (*original.numbers, *_years(original.dates))
    new = [number for number in _only(translation.numbers, numbers) if _says_more(number)]
    new = [number for number in new if not _is_said_otherwise(number, message, from_language)]
    lost = list(_only((n for n in original.numbers if n.value > 2), (*translation.numbers, *_years(translation.dates))))
    missing = lost if new else [number for number in lost if _cannot_be_left_out(number)]
    for added, left_out in ((new_days, lost_days), (new, missing)):
        words = [f"the translation says “{one.words}”, which its original does not" for one in added]
        words += [f"the translation leaves “{one.words}” out" for one in left_out]
        for each in words:
            place = catalogue.place(message)
            changed = added and left_out
            yield error(each, place, ITS_HINT) if changed else warning(each, place, ITS_HINT, "translation-drift")


def _both_ways(ours: tuple[Day, ...], theirs: tuple[Day, ...]) -> tuple[tuple[tuple[Day, ...], tuple[Day, ...]], ...]:
    return (ours, theirs), (theirs, ours)


def _is_said_otherwise(number: Number, message: Message, language: str) -> bool:
    """Tell whether the original says a number in a way that is none: in a name (Plus Three), or as a pair."""
    if not is_english(language):
        return number.value == 2
    if number.value == 2 and PAIR.search(message.original):
        return True
    return any(_agree(number, other) for other in figures_in(message.original.casefold(), language).numbers)


def _without_times(text: str) -> str:
    return TIMES_OF_DAY.sub(lambda time: " " * len(time[0]), text) if DIGIT.search(text) else text


def _only(ours: Iterable[Mention], theirs: Iterable[Mention]) -> Iterator[Mention]:
    """Yield what is in the first alone; a date that says less than another agrees with it."""
    others = list(theirs)
    for one in ours:
        if not any(_agree(one, other) for other in others):
            yield one


def _agree(one: Day | Number, other: Day | Number) -> bool:
    if isinstance(one, Day) and isinstance(other, Day):
        return one.agrees_with(other) or other.agrees_with(one)
    if not isinstance(one, Number) or not isinstance(other, Number):
        return False
    if MOST in (one.unit, other.unit):
        return one.unit == other.unit
    return one.value == other.value or SEVERAL in (one.unit, other.unit)


def _says_more(number: Number) -> bool:
    """Tell whether a number is no mere form of words: one, or a two that is not in digits."""
    return number.value > 2 or (number.value == 2 and bool(re.search(r"\d", number.words)))


def _cannot_be_left_out(number: Number) -> bool:
    """Tell whether a number is written in digits and large enough to be nothing but a number."""
    return number.value > SMALL and bool(re.search(r"\d", number.words))


def _years(days: Iterable[Day]) -> list[Number]:
    """Return the years of dates: one language may write as a bare number what another writes as a year."""
    return [Number(day.words, Fraction(day.year)) for day in days if day.year]
