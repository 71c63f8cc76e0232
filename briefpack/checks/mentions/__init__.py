"""What a text names that can be true or false: dates, numbers, acronyms and names."""

from __future__ import annotations

from dataclasses import dataclass

from briefpack.checks.mentions.dates import Day, take_dates
from briefpack.checks.mentions.names import acronyms_in, capitals_in, is_known, names_in
from briefpack.checks.mentions.numbers import Number, numbers_in

__all__ = ["Day", "Mentions", "Number", "acronyms_in", "is_known", "mentions_in"]


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

    def __add__(self, other: Mentions) -> Mentions:
        return Mentions(
            self.dates + other.dates,
            self.numbers + other.numbers,
            self.acronyms + other.acronyms,
            self.names + other.names,
            self.capitals | other.capitals,
        )


def mentions_in(text: str, language: str = "en") -> Mentions:
    """Find what a plain text names: dates and digits in its language and in English, words and names in English."""
    dates, rest = take_dates(text, language)
    numbers, names = tuple(numbers_in(rest, language)), tuple(names_in(rest))
    return Mentions(tuple(dates), numbers, tuple(acronyms_in(text)), names, frozenset(capitals_in(text)))
