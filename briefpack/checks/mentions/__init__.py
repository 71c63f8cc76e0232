"""What a text names that can be true or false: dates, numbers, acronyms and names."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from briefpack.checks.mentions.dates import Day, take_dates
from briefpack.checks.mentions.names import (
    KnownNames,
    Name,
    SmallWord,
    acronyms_in,
    names_in,
    small_words_in,
    tokens_in,
)
from briefpack.checks.mentions.numbers import numbers_in
from briefpack.checks.mentions.quantity import Number, words_behind
from briefpack.content.addresses import without_addresses
from briefpack.languages.characters import is_invisible

__all__ = [
    "Day",
    "Figures",
    "KnownNames",
    "Mentions",
    "Name",
    "Number",
    "acronyms_in",
    "figures_in",
    "mentions_in",
    "prose",
    "words_behind",
]

TEXTS = 1 << 13
"""How many texts are remembered with what they name: an original is compared with each of its translations."""


@dataclass(frozen=True, slots=True)
class Figures:
    """Hold the dates and numbers that some texts name, each in the order of the texts."""

    dates: tuple[Day, ...] = ()
    numbers: tuple[Number, ...] = ()

    @staticmethod
    def of_all(parts: Iterable[Figures]) -> Figures:
        """Return what several texts name together."""
        each = list(parts)
        return Figures(
            tuple(chain.from_iterable(part.dates for part in each)),
            tuple(chain.from_iterable(part.numbers for part in each)),
        )


@dataclass(frozen=True, slots=True)
class Mentions:
    """Hold what one text names."""

    figures: Figures = Figures()
    acronyms: tuple[str, ...] = ()
    names: tuple[Name, ...] = ()
    small_words: tuple[SmallWord, ...] = ()
    """The longer words in small letters, which may be names all the same."""


@lru_cache(maxsize=TEXTS)
def _read(text: str, language: str, today: datetime.date | None) -> tuple[Figures, str]:
    """Return the dates and numbers of a text, and the text without its dates: each text is read once."""
    dates, rest = take_dates(text, language, today)
    return Figures(tuple(dates), tuple(numbers_in(rest, language))), rest


def figures_in(text: str, language: str = "en", today: datetime.date | None = None) -> Figures:
    """Find the dates and numbers of a plain text: digits in its language and in English, words as far as known.

    today: what “tomorrow” is counted from.
    """
    return _read(prose(text), language, today)[0]


def mentions_in(text: str, language: str = "en", today: datetime.date | None = None) -> Mentions:
    """Find what a plain text names: dates and numbers, acronyms, and names as English writes them."""
    text = prose(text)
    figures, rest = _read(text, language, today)
    tokens = tokens_in(rest)
    return Mentions(figures, tuple(acronyms_in(text)), tuple(names_in(rest, tokens)), tuple(small_words_in(tokens)))


def prose(text: str) -> str:
    """Return a text without what is no word of it: addresses, and break points within a number or a word."""
    if not text.isascii() and not text.isprintable():
        text = "".join(letter for letter in text if not is_invisible(letter))
    return without_addresses(text)
