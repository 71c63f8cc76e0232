"""What a text names that can be true or false: dates, numbers, acronyms and names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from briefpack.checks.mentions.dates import Day, take_dates
from briefpack.checks.mentions.names import KnownNames, acronyms_in, capitals_in, names_in
from briefpack.checks.mentions.numbers import Number, numbers_in
from briefpack.content.addresses import without_addresses

__all__ = ["Day", "KnownNames", "Mentions", "Number", "acronyms_in", "capitals_in", "mentions_in"]


@dataclass(frozen=True, slots=True)
class Mentions:
    """Hold what some texts name, each in the order of the texts."""

    dates: tuple[Day, ...] = ()
    numbers: tuple[Number, ...] = ()
    acronyms: tuple[str, ...] = ()
    names: tuple[tuple[str, ...], ...] = ()
    """Names as runs of capitalised words: `("Prime", "Minister", "Kishida")`."""
    capitals: frozenset[str] = frozenset()
    """Every capitalised word, those that begin a sentence, too."""

    @staticmethod
    def of_all(parts: Iterable[Mentions]) -> Mentions:
        """Return what several texts name together."""
        each = list(parts)
        return Mentions(
            tuple(chain.from_iterable(part.dates for part in each)),
            tuple(chain.from_iterable(part.numbers for part in each)),
            tuple(chain.from_iterable(part.acronyms for part in each)),
            tuple(chain.from_iterable(part.names for part in each)),
            frozenset().union(*(part.capitals for part in each)),
        )


def mentions_in(text: str, language: str = "en") -> Mentions:
    """Find what a plain text names: dates and digits in its language and in English, words and names in English.

    An address names nothing.
    """
    text = without_addresses(text)
    dates, rest = take_dates(text, language)
    numbers, names = tuple(numbers_in(rest, language)), tuple(names_in(rest))
    return Mentions(tuple(dates), numbers, tuple(acronyms_in(text)), names, frozenset(capitals_in(text)))
