"""What a language writes in its own way: dates, numbers, rows of names, quotation marks, runs of numbers.

All but the marks comes from CLDR by way of Babel, which does not carry those.
"""

from __future__ import annotations

import datetime
import functools
from collections.abc import Sequence

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

from briefpack.errors import Place, Problem, did_you_mean, error

PLAIN_ENGLISH = "en-001"
"""English without a country: 18 August 2023, and “A, B and C”."""
QUOTATION_MARKS = {
    "cs": "„“‚‘",
    "da": "“”‘’",
    "de": "„“‚‘",
    "el": "«»“”",
    "en": "“”‘’",
    "es": "«»“”",
    "fi": "””’’",
    "fr": "«»‹›",
    "hu": "„”»«",
    "it": "«»“”",
    "ja": "「」『』",
    "ko": "“”‘’",
    "nl": "‘’“”",
    "pl": "„”«»",
    "pt": "“”‘’",
    "ru": "«»„“",
    "sv": "””’’",
    "uk": "«»„“",
    "zh": "“”‘’",
    "zh-TW": "「」『』",
}
"""Outer and inner marks, as in CLDR’s `delimiters`."""
LIST_PATTERNS = frozenset(("2", "start", "middle", "end"))
"""What makes a style of list whole; Babel does not fill in what CLDR inherits from another style."""
SPACED_QUOTES = frozenset({"fr"})
"""Languages that put a no-break space inside their marks."""
RANGE_MARKS = {"ja": "〜", "ko": "~", "zh": "—"}
NO_SPACES = frozenset({"ja", "zh"})
"""Languages that put no space between words."""


def primary(language: str) -> str:
    """Return the language without its region or script: pt of pt-BR."""
    return language.partition("-")[0].lower()


@functools.cache
def locale_of(language: str) -> Locale:
    """Return CLDR’s data of a language. Raise ValueError for one that it does not have."""
    try:
        return Locale.parse(PLAIN_ENGLISH if language == "en" else language, sep="-")
    except UnknownLocaleError:
        raise ValueError(language) from None


def language_problems(language: str, place: Place) -> list[Problem]:
    """Find a language that nobody knows."""
    try:
        locale_of(language)
    except ValueError:
        names = [identifier.replace("_", "-") for identifier in _identifiers()]
        return [error(f"“{language}” is not a language", place, did_you_mean(language, names))]
    return []


def _identifiers() -> list[str]:
    from babel.localedata import locale_identifiers

    return locale_identifiers()


def date_text(date: datetime.date, language: str) -> str:
    """Write a date as readers of the language do, with no-break spaces: 18 August 2023, 2023年8月18日."""
    return format_date(date, "long", locale_of(language)).replace(" ", "\u00a0")


def number_text(number: float, language: str) -> str:
    return str(format_decimal(number, locale=locale_of(language)))


def listed(texts: Sequence[str], language: str, narrow: bool = False) -> str:
    """Write texts in a row: “A, B and C”; narrow: “A, B, C”, where the language has such a row."""
    locale = locale_of(language)
    complete = set(locale.list_patterns.get("standard-narrow", {})) >= LIST_PATTERNS
    return format_list(list(texts), "standard-narrow" if narrow and complete else "standard", locale)


def quotation_marks(language: str) -> tuple[str, str]:
    """Return the mark that opens a quotation and the one that closes it."""
    marks = QUOTATION_MARKS.get(language) or QUOTATION_MARKS.get(primary(language), QUOTATION_MARKS["en"])
    space = "\u00a0" if primary(language) in SPACED_QUOTES else ""
    return marks[0] + space, space + marks[1]


def run_text(first: str, last: str, language: str) -> str:
    """Write a run of numbers: 11–18, 11〜18, 11~18."""
    return f"{first}{RANGE_MARKS.get(primary(language), '–')}{last}"
