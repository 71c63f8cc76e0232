"""What a language writes in its own way: dates, numbers, rows of names, quotation marks, runs of numbers.

All but the marks comes from CLDR by way of Babel, which does not carry those.
"""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_date, format_skeleton, get_timezone_name
from babel.lists import format_list
from babel.numbers import format_decimal

from briefpack.errors import Place, Problem, did_you_mean, error
from briefpack.languages.marks import marks_in
from briefpack.languages.scripts import IDEOGRAPHS, KANA, EastAsian, primary

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
SPACED_QUOTES = frozenset({"fr"})
"""Languages that put a no-break space inside their marks."""
IDEOGRAPHIC = EastAsian(f"[{KANA}{IDEOGRAPHS}]")
CHARACTERS_A_WORD = 2.2
"""How many characters of Japanese or Chinese make one English word, by translators’ rule of thumb (2 to 2.5)."""
OFTEN_NAMED = ("de", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "ru", "zh")
"""Languages that are known by their own name, too: Deutsch."""
RANGE_MARKS = {"ja": "〜", "ko": "~", "zh": "—"}


@functools.cache
def locale_of(language: str) -> Locale:
    """Return CLDR’s data of a language. Raise ValueError for one that it does not have."""
    try:
        return Locale.parse(PLAIN_ENGLISH if language == "en" else language, sep="-")
    except UnknownLocaleError:
        raise ValueError(language) from None


def language_name(language: str, said_in: str = "en") -> str:
    """Return what English, or another language, calls a language: Portuguese (Brazil) for pt-BR."""
    return Locale.parse(language, sep="-").get_display_name(locale_of(said_in)) or language


def is_language(code: str) -> bool:
    """Tell whether CLDR knows a language by this code."""
    try:
        locale_of(code)
    except ValueError:
        return False
    return True


def own_name(language: str) -> str:
    """Return what a language calls itself: Deutsch, 日本語."""
    return str(Locale.parse(language, sep="-").get_display_name(language.replace("-", "_")) or language)


def language_problems(language: str, place: Place) -> list[Problem]:
    """Find a language that CLDR does not know."""
    if is_language(language):
        return []
    meant = meant_language(language)
    hint = f"Write “{meant}”." if meant else did_you_mean(language, language_codes())
    return [error(f"“{language}” is not a language", place, hint)]


def meant_language(named: str) -> str:
    """Return the code of a language that is named in English, in itself, or by its country’s code; empty if it is not.

    A code whose parts are written in another way counts, too: en_GB, EN, en-UK.
    """
    named = named.strip()
    parts = re.fullmatch("([A-Za-z]{2})(?:[-_]([A-Za-z]{2}))?", named)
    if parts and is_language(parts[1].lower()):
        country = (parts[2] or "").upper()
        country = get_global("territory_aliases").get(country, [country])[0]
        code = "-".join(filter(None, (parts[1].lower(), country)))
        return code if code != named and (not country or locale_of(code).territory == country) else ""
    known = {*language_codes()}
    names = {name.casefold(): code for code, name in Locale("en").languages.items() if code in known}
    own = {own_name(code).casefold(): code for code in OFTEN_NAMED}
    spoken = str(get_global("likely_subtags").get(f"und_{named.upper()}", ""))
    return str({**own, **names}.get(named.casefold(), spoken.partition("_")[0]))


def language_codes() -> list[str]:
    """Return the codes of the languages that CLDR has, as content files write them: ja, pt-BR."""
    from babel.localedata import locale_identifiers

    return [identifier.replace("_", "-") for identifier in locale_identifiers()]


def date_text(date: datetime.date, language: str) -> str:
    """Write a date as readers of the language do, with no-break spaces: 18 August 2023, 2023年8月18日."""
    return format_date(date, "long", locale_of(language)).replace(" ", "\u00a0")


def clock_text(moment: datetime.datetime, language: str) -> str:
    """Write a time of the day with its zone: 00:01 BST; 00:01 UTC+1 where the language has no short name for it."""
    offset = moment.utcoffset() or datetime.timedelta()
    hours, minutes = divmod(abs(offset) // datetime.timedelta(minutes=1), 60)
    past = f":{minutes:02}" if minutes else ""
    utc = f"UTC{'-' if offset < datetime.timedelta() else '+'}{hours}{past}" if offset else "UTC"
    short = "" if offset else moment.tzname()
    if offset and isinstance(moment.tzinfo, ZoneInfo):  # of English, the names that the time zone database has
        by_database = primary(language) == "en"
        short = moment.tzname() if by_database else get_timezone_name(moment, "short", locale=locale_of(language))
    return f"{moment:%H:%M}\u00a0{short if short and short.isalpha() else utc}"


def day_text(date: datetime.date, language: str) -> str:
    """Write a day without its year, with no-break spaces: 18 August, 8月18日."""
    return format_skeleton("MMMMd", date, locale=locale_of(language)).replace(" ", "\u00a0")


def brief_day_text(date: datetime.date, language: str, with_year: bool) -> str:
    """Write a day as briefly as figures want it, with no-break spaces: 18 Aug, 18 Aug 2023, 8月18日."""
    text = format_skeleton("yMMMd" if with_year else "MMMd", date, locale=locale_of(language))
    return text.replace(" ", "\u00a0")


def date_patterns(language: str) -> Iterator[str]:
    """Yield how dates are written in full, then without a year, then without a day, as CLDR’s patterns: d. MMMM y."""
    locale = locale_of(language)
    yield locale.date_formats["long"].pattern
    skeletons = locale.datetime_skeletons
    yield from (skeletons[name].pattern for name in ("MMMMd", "yMMMM") if name in skeletons)


def month_names(language: str) -> dict[str, int]:
    """Return the numbers of the months by their names, within a date and alone."""
    return {name: number for form in locale_of(language).months.values() for number, name in form["wide"].items()}


def day_names(language: str) -> dict[str, int]:
    """Return the days of the week by their names, counted from Monday, 0."""
    return {name: number for form in locale_of(language).days.values() for number, name in form["wide"].items()}


def scale_words(language: str) -> dict[str, int]:
    """Return the words for large numbers, and what they stand for: Million, Millionen, Mio."""
    words: dict[str, int] = {}
    for forms in locale_of(language).compact_decimal_formats.values():
        for patterns in forms.values():
            for size, pattern in patterns.items():
                written = pattern.pattern.replace("\u00a0", " ").replace("'", "")
                word = written.strip("0 ")
                if "0" in written and re.fullmatch(r"[^\W\d_][^\W\d_ ]+( [^\W\d_]{2,})?\.?", word):
                    words.setdefault(word, int(size) // 10 ** (written.count("0") - 1))
    return words


@functools.cache
def has_decimal_comma(language: str) -> bool:
    """Tell whether the language writes 1.234,5 or 1 234,5 where English writes 1,234.5."""
    return number_text(0.5, language)[1] == ","


def number_text(number: float, language: str) -> str:
    """Write a number with the language's marks of decimals and thousands: 1,234.5."""
    return str(format_decimal(number, locale=locale_of(language)))


def listed(texts: Sequence[str], language: str) -> str:
    """Write texts as a part of a sentence: “A, B and C”."""
    return format_list(list(texts), "standard", locale_of(language))


def in_a_row(texts: Sequence[str], language: str, apart: bool = False) -> str:
    """Write texts one after the other, outside a sentence: “A, B, C”; apart, as they may hold commas: “A; B; C”."""
    marks = marks_in(language)
    return (marks.cells if apart else marks.lines).join(texts)


def quotation_marks(language: str) -> tuple[str, str]:
    """Return the mark that opens a quotation and the one that closes it."""
    marks = QUOTATION_MARKS.get(language) or QUOTATION_MARKS.get(primary(language), QUOTATION_MARKS["en"])
    space = "\u00a0" if primary(language) in SPACED_QUOTES else ""
    return marks[0] + space, space + marks[1]


def word_count(words: Iterable[str]) -> int:
    """Count words between spaces; Japanese and Chinese have none, so that there a number of characters is one word."""
    signs = [len(IDEOGRAPHIC.findall(word)) for word in words]
    return sum(not count for count in signs) + round(sum(signs) / CHARACTERS_A_WORD)


def run_text(first: str, last: str, language: str) -> str:
    """Write a run of numbers: 11–18, 11〜18, 11~18."""
    return f"{first}{RANGE_MARKS.get(primary(language), '–')}{last}"
