"""What a text names that can be true or false: dates, numbers, acronyms and names."""

from __future__ import annotations

from dataclasses import dataclass

from briefpack.checks.mentions.dates import Day, take_dates
from briefpack.checks.mentions.names import acronyms_in, capitals_in, is_held, names_in
from briefpack.checks.mentions.numbers import Number, numbers_in

__all__ = ["Day", "Mentions", "Number", "acronyms_in", "capitals_in", "is_held", "mentions_in", "names_in"]


@dataclass(frozen=True, slots=True)
class Mentions:
    """Hold what a text names, each in the order of the text."""

    dates: tuple[Day, ...]
    numbers: tuple[Number, ...]
    acronyms: tuple[str, ...]
    names: tuple[tuple[str, ...], ...]
    """Names as runs of capitalised words: `("Prime", "Minister", "Kishida")`."""


def mentions_in(text: str, language: str = "en") -> Mentions:
    """Find what a plain text names: dates and digits in its language and in English, words and names in English."""
    dates, rest = take_dates(text, language)
    numbers = numbers_in(rest, language)
    return Mentions(tuple(dates), tuple(numbers), tuple(acronyms_in(text)), tuple(names_in(rest)))
