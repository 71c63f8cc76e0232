"""Dates in a text, in every form in which readers meet them: 18 August, August 18th, 2023-08-18, 2023年8月18日.

In a language other than English they are read as that language writes them, too: 18. August, 18 de agosto.
"""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from operator import itemgetter

from briefpack.languages.locales import date_patterns, day_names, month_names
from briefpack.languages.scripts import primary

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTH = (
    rf"(?:{'|'.join(MONTHS)}"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
YEAR = r"(\d{4})"
BEFORE_MONTH = (
    r"(?:[Ii]n|[Bb]y|[Ss]ince|[Uu]ntil|[Bb]efore|[Aa]fter|[Ff]rom|[Oo]f|[Ll]ate|[Ee]arly|[Mm]id|[Nn]ext|[Ll]ast)"
)


@dataclass(frozen=True, slots=True)
class Day:
    """Hold a date as far as a text gives it; None where it does not. `weekday` counts from Monday, 0."""

    words: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None

    def agrees_with(self, other: Day) -> bool:
        """Tell whether everything known of this date is in, or follows from, the other."""
        if self.weekday is not None:
            return self.weekday == other.weekday_of()
        stated = ((self.year, other.year), (self.month, other.month), (self.day, other.day))
        return all(mine is None or mine == its for mine, its in stated)

    def weekday_of(self) -> int | None:
        """Return the day of the week, as the text says it or as the calendar does."""
        if self.weekday is not None or self.year is None or self.month is None or self.day is None:
            return self.weekday
        return datetime.date(self.year, self.month, self.day).weekday()


def day_of(date: datetime.date) -> Day:
    """Return a date as a text would name it in full."""
    return Day(f"{date.day} {MONTHS[date.month - 1]} {date.year}", date.year, date.month, date.day)


Reading = Callable[[re.Match[str]], Iterator[Day]]


def _dates(*order: str) -> Reading:
    """Return a reading of a pattern's groups in that order; a group named twice makes two dates."""

    def read(match: re.Match[str]) -> Iterator[Day]:
        parts = list(zip(order, match.groups(), strict=True))
        shared = {name: _number(name, value) for name, value in parts if value and order.count(name) == 1}
        for name, value in parts:
            if order.count(name) > 1:
                yield Day(match[0], **{**shared, name: _number(name, value)})
        if len(set(order)) == len(order):
            yield Day(match[0], **shared)

    return read


def _number(name: str, value: str) -> int:
    if name != "month" or value.isdigit():
        return int(value)
    return next(n for n, month in enumerate(MONTHS, 1) if month.startswith(value[:3]))


def _slashed(match: re.Match[str]) -> Iterator[Day]:
    """Read 31/12/2023 and 12/31/2023; what could be either is read as day, month."""
    first, second, year = map(int, match.groups())
    day, month = (second, first) if second > 12 else (first, second)
    yield Day(match[0], year, month, day)


def _years(match: re.Match[str]) -> Iterator[Day]:
    """Read 2023–25 as both years."""
    first, last = match.groups()
    yield Day(match[0], int(first))
    yield Day(match[0], int(first[: 4 - len(last)] + last))


def _weekday(match: re.Match[str]) -> Iterator[Day]:
    yield Day(match[0], weekday=WEEKDAYS.index(match[0]))


FORMS: tuple[tuple[str, Reading], ...] = (
    (r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)", _dates("year", "month", "day")),
    (r"(?<!\d)(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?!\d)", _slashed),
    (rf"(?<!\d){DAY}(?:[–-]|\s(?:to|and|or)\s){DAY}\s(?:of\s)?({MONTH})(?:,?\s{YEAR})?(?!\d)",
     _dates("day", "day", "month", "year")),
    (rf"(?<!\d){DAY}\s(?:of\s)?({MONTH})(?:,?\s{YEAR})?(?!\d)", _dates("day", "month", "year")),
    (rf"\b({MONTH})\s{DAY}(?!\d)(?:,?\s{YEAR}(?!\d))?", _dates("month", "day", "year")),
    (rf"\b({MONTH}),?\s(?:of\s)?{YEAR}(?!\d)", _dates("month", "year")),
    (rf"\b({'|'.join(MONTHS)})(?![A-Za-z])", _dates("month")),
    (r"(?<!\d)(\d{4})[年년]\s?(\d{1,2})[月월]\s?(\d{1,2})[日일]", _dates("year", "month", "day")),
    (r"(?<!\d)(\d{4})[年년]\s?(\d{1,2})[月월]", _dates("year", "month")),
    (r"(?<!\d)(\d{1,2})[月월]\s?(\d{1,2})[日일]", _dates("month", "day")),
    (r"(?<!\d)(\d{1,2})[月월](?!間)", _dates("month")),
    (r"(?<![\d.,])((?:1[5-9]|20)\d\d)[–-](\d{4}|\d{2})(?![\d-])", _years),
    (r"(?<![\d.,$€£¥₩A-Za-z])((?:1[5-9]|20)\d\d)(?![\d%s]|[,.]\d|\s(?:per|million|billion|thousand))",
     _dates("year")),
    (r"(?<![\d.,A-Za-z])((?:1[5-9]|20)\d0)s\b", _dates("year")),
    (rf"\b(?:{'|'.join(WEEKDAYS)})\b", _weekday),
)  # fmt: skip
"""The forms of a date, the fullest first, with what each of their numbers is."""
FORM_PATTERNS = tuple((re.compile(pattern), read) for pattern, read in FORMS)
WORD_PATTERNS = tuple((re.compile(pattern), read) for pattern, read in FORMS if "\\d" not in pattern)
"""The forms without a digit."""
DIGIT = re.compile(r"\d")
LONE_MONTH = re.compile(rf"{BEFORE_MONTH}[\s-]\Z")
AMBIGUOUS = ("May", "March")
"""Months that are other words, too: alone they count only after a preposition."""


LETTERS = re.compile(r"'(?P<words>[^']*)'|(?P<part>d+|[ML]+|y+)|(?P<space>\s+)|(?P<mark>.)")
"""What CLDR writes a pattern of a date with: d 'de' MMMM."""
PARTS = {"d": "day", "M": "month", "L": "month", "y": "year"}
OTHER_DAY = r"(?P<first>\d{1,2})\.?(?:\s?[–-]\s?|\s\w{1,4}\s)"
"""The first of two days in one month: 27. und 28. Februar."""


@functools.cache
def _forms_in(language: str) -> tuple[tuple[re.Pattern[str], Reading], ...]:
    """Return the forms of a date in a language that is not English, the fullest first, as CLDR writes them."""
    if primary(language) in ("en", "ja", "ko", "zh"):  # these are in FORMS
        return ()
    months = {name.casefold(): number for name, number in month_names(language).items()}
    days = {name.casefold(): number for name, number in day_names(language).items()}

    def read(match: re.Match[str]) -> Iterator[Day]:
        parts = match.groupdict()
        month = months[parts["month"].casefold()]
        year, day, first = (int(parts[name]) if parts.get(name) else None for name in ("year", "day", "first"))
        if first:
            yield Day(match[0], year, month, first)
        yield Day(match[0], year, month, day)

    def read_weekday(match: re.Match[str]) -> Iterator[Day]:
        yield Day(match[0], weekday=days[match[0].casefold()])

    patterns = [_date_form(pattern, _one_of(months)) for pattern in (*date_patterns(language), "MMMM")]
    readings: list[tuple[str, Reading]] = [(pattern, read) for pattern in patterns]
    return tuple(
        (re.compile(rf"(?<!\w){pattern}(?!\w)", re.IGNORECASE), reading)
        for pattern, reading in (*readings, (_one_of(days), read_weekday))
    )


def _one_of(names: Iterable[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


def _date_form(pattern: str, months: str) -> str:
    """Return the regular expression of a date that is written as one of CLDR’s patterns."""
    values = {"day": r"(?P<day>\d{1,2})(?:er|[ºª])?", "month": f"(?P<month>{months})", "year": r"(?P<year>\d{4})"}
    form = OTHER_DAY.join(["(?:", ")?"]) if pattern.startswith("d") else ""
    for token in LETTERS.finditer(pattern):
        part = PARTS.get((token["part"] or " ")[0])
        words = re.escape(token["words"] or token["mark"] or "")
        form += values[part] if part else r"\s" if token["space"] else words
    return form


def take_dates(text: str, language: str = "en") -> tuple[list[Day], str]:
    """Return the dates of a text, in its order, and the text with them blanked out, as long as before."""
    placed: list[tuple[int, Day]] = []
    for pattern, read in (*_forms_in(language), *(FORM_PATTERNS if DIGIT.search(text) else WORD_PATTERNS)):
        for match in pattern.finditer(text):
            if match[0] in AMBIGUOUS and not LONE_MONTH.search(text, 0, match.start()):
                continue
            days = [day for day in read(match) if _possible(day)]
            placed += [(match.start(), day) for day in days]
            if days:
                text = text[: match.start()] + " " * len(match[0]) + text[match.end() :]
    return [day for _, day in sorted(placed, key=itemgetter(0))], text


def _possible(day: Day) -> bool:
    """Tell whether the calendar has such a day, in some year."""
    try:
        datetime.date(day.year or 2000, day.month or 1, day.day or 1)
    except ValueError:
        return False
    return True
