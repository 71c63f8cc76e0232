"""Find what a translation says and its original does not, or the other way round: another date, another number.

Small numbers are left alone: languages say them in words of their own (“the two” is 両国 or 양국), and write them
where others do not (“a co-chair each” is 1명씩).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import TypeVar

from briefpack.catalogues import Catalogue, Message
from briefpack.errors import Problem, warning
from briefpack.mentions import Day, Number, mentions_in

Said = TypeVar("Said", Day, Number)
SMALL = 10
"""Up to here numbers are words like others."""
ITS_HINT = "Say what the original says; if that has changed, correct pack.yaml or the audience first."


def translation_drift(catalogue: Catalogue) -> Iterator[Problem]:
    """Compare the dates and numbers of each translation with those of its original, at the catalogue's line."""
    for message in catalogue.messages:
        if message.context and message.translated and not message.unsure:
            for said in _differences(message):
                yield warning(said, catalogue.place(message), ITS_HINT)


def _differences(message: Message) -> Iterator[str]:
    original, translation = mentions_in(message.original), mentions_in(message.translations[0])
    for day in _only(translation.dates, original.dates):
        yield f"the translation says “{day.words}”, which its original does not"
    for day in _only(original.dates, translation.dates):
        yield f"the translation leaves “{day.words}” out"
    held = (*original.numbers, *_years(original.dates))
    for number in _only(filter(_counts, translation.numbers), held):
        yield f"the translation says “{number.words}”, which its original does not"
    for number in _only(filter(_counts, original.numbers), (*translation.numbers, *_years(translation.dates))):
        yield f"the translation leaves “{number.words}” out"


def _only(ours: Iterable[Said], theirs: Iterable[Said]) -> Iterator[Said]:
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
