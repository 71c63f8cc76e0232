"""Dates in a text, in every form in which readers meet them: 18 August, August 18th, 2023-08-18, 2023年8月18日.

In a language other than English they are read as that language writes them, too: 18. August, 18 de agosto.
"""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from operator import itemgetter

from briefpack.languages.locales import date_patterns, day_names, month_names
from briefpack.languages.scripts import is_east_asian, primary

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
DAYS_IN_WORDS = tuple(
    """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth
    sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth
    twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first""".split()  # noqa: SIM905
)
DAY_IN_WORDS = rf"((?i:{'|'.join(sorted((day.replace('-', '[- ]') for day in DAYS_IN_WORDS), key=len, reverse=True))}))"
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
    week: datetime.date | None = None
    """The Monday of the week that is meant: next week."""

    def agrees_with(self, other: Day) -> bool:
        """Tell whether everything known of this date is in, or follows from, the other."""
        if self.weekday is not None:
            return self.weekday == other.weekday_of()
        if self.week is not None:
            return self.week == (other.week or other.monday())
        stated = ((self.year, other.year), (self.month, other.month), (self.day, other.day))
        return all(mine is None or mine == its for mine, its in stated)

    def weekday_of(self) -> int | None:
        """Return the day of the week, as the text says it or as the calendar does."""
        if self.weekday is not None or self.year is None or self.month is None or self.day is None:
            return self.weekday
        return datetime.date(self.year, self.month, self.day).weekday()

    def date(self) -> datetime.date | None:
        """Return the day of the calendar, if it is known to the day."""
        return datetime.date(self.year, self.month, self.day) if self.year and self.month and self.day else None

    def monday(self) -> datetime.date | None:
        """Return the Monday of the week in which it lies."""
        date = self.date()
        return date - datetime.timedelta(date.weekday()) if date else None


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
                yield _day(match[0], {**shared, name: _number(name, value)})
        if len(set(order)) == len(order):
            yield _day(match[0], shared)

    return read


def _day(words: str, parts: dict[str, int]) -> Day:
    return Day(words, parts.get("year"), parts.get("month"), parts.get("day"))


def _number(name: str, value: str) -> int:
    if value.isdecimal():
        return int(value)
    if name == "day":
        return DAYS_IN_WORDS.index(value.lower().replace(" ", "-")) + 1
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


ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925}
"""The eras of Japan, by the year before their first."""


def _era(match: re.Match[str]) -> Iterator[Day]:
    """Read 令和5年8月18日, as far as it goes."""
    era, year, month, day = match.groups()
    first = 1 if year == "元" else int(year)
    yield Day(match[0], ERAS[era] + first, int(month) if month else None, int(day) if day else None)


FORMS: tuple[tuple[str, Reading], ...] = (
    (r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)", _dates("year", "month", "day")),
    (r"(?<!\d)(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?!\d)", _slashed),
    (rf"(?<!\d){DAY}(?:[–-]|\s(?:to|and|or)\s){DAY}\s(?:of\s)?({MONTH})(?:,?\s{YEAR})?(?!\d)",
     _dates("day", "day", "month", "year")),
    (rf"(?<!\d){DAY}\s(?:of\s)?({MONTH})(?:,?\s{YEAR})?(?!\d)", _dates("day", "month", "year")),
    (rf"\b({MONTH})\s{DAY}(?!\d)(?:,?\s{YEAR}(?!\d))?", _dates("month", "day", "year")),
    (rf"\b({MONTH}),?\s(?:of\s)?{YEAR}(?!\d)", _dates("month", "year")),
    (rf"\b{DAY_IN_WORDS}\s(?:day\s)?of\s({MONTH})(?:,?\s{YEAR})?", _dates("day", "month", "year")),
    (rf"\b({MONTH})\sthe\s{DAY_IN_WORDS}\b(?:,?\s{YEAR})?", _dates("month", "day", "year")),
    (rf"\b({'|'.join(MONTHS)})(?![A-Za-z])", _dates("month")),
    (rf"({'|'.join(ERAS)})(\d{{1,2}}|元)年(?:(\d{{1,2}})月(?:(\d{{1,2}})日)?)?", _era),
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
WORD_PATTERNS = tuple(
    (re.compile(pattern), read) for pattern, read in FORMS if "\\d" not in pattern or DAY_IN_WORDS in pattern
)
"""The forms that a text without a digit may hold."""
DIGIT = re.compile(r"\d")
MONTH_OR_DAY = re.compile(rf"\b(?:{'|'.join(name[:3] for name in (*MONTHS, *WEEKDAYS))})")
"""How every month and every day of the week begins."""
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


def take_dates(text: str, language: str = "en", today: datetime.date | None = None) -> tuple[list[Day], str]:
    """Return the dates of a text, in its order, and the text with them blanked out, as long as before.

    today: what “tomorrow” and “next year” are counted from; without it they are words like others.
    """
    placed: list[tuple[int, Day]] = []

    def take(read: Reading, match: re.Match[str]) -> str:
        if match[0] in AMBIGUOUS and not LONE_MONTH.search(match.string, max(0, match.start() - 8), match.start()):
            return match[0]
        days = [day for day in read(match) if _possible(day)]
        placed.extend((match.start(), day) for day in days)
        return " " * len(match[0]) if days else match[0]

    relative = (relative_form(language, today),) if today else ()
    for pattern, read in (*_forms_in(language), *_english_forms(text), *relative):
        text = pattern.sub(partial(take, read), text)
    return [day for _, day in sorted(placed, key=itemgetter(0))], text


def _english_forms(text: str) -> tuple[tuple[re.Pattern[str], Reading], ...]:
    """Return the forms that a text may hold: most have neither a digit nor the name of a month or a day."""
    if DIGIT.search(text) or "元年" in text:
        return FORM_PATTERNS
    return WORD_PATTERNS if MONTH_OR_DAY.search(text) else ()


def _possible(day: Day) -> bool:
    """Tell whether the calendar has such a day, in some year."""
    try:
        datetime.date(day.year or 2000, day.month or 1, day.day or 1)
    except ValueError:
        return False
    return True


# Counted from today


PERIODS = {"week": 7, "month": 0, "year": 0}
STEPS = {"next": 1, "this": 0, "last": -1}
RELATIVE: dict[str, dict[str, tuple[str, int]]] = {
    "en": {
        "the day after tomorrow": ("day", 2),
        "the day before yesterday": ("day", -2),
        "tomorrow": ("day", 1),
        "yesterday": ("day", -1),
        "tonight": ("day", 0),
        **{f"{word} {period}": (period, step) for word, step in STEPS.items() for period in PERIODS},
    },
    "ja": {
        "明後日": ("day", 2),
        "明日": ("day", 1),
        "昨日": ("day", -1),
        "一昨日": ("day", -2),
        "来週": ("week", 1),
        "今週": ("week", 0),
        "先週": ("week", -1),
        "来月": ("month", 1),
        "今月": ("month", 0),
        "先月": ("month", -1),
        "来年": ("year", 1),
        "今年": ("year", 0),
        "本年": ("year", 0),
        "昨年": ("year", -1),
        "去年": ("year", -1),
    },
    "ko": {
        "모레": ("day", 2),
        "내일": ("day", 1),
        "어제": ("day", -1),
        "다음 주": ("week", 1),
        "이번 주": ("week", 0),
        "지난주": ("week", -1),
        "다음 달": ("month", 1),
        "이번 달": ("month", 0),
        "지난달": ("month", -1),
        "내년": ("year", 1),
        "올해": ("year", 0),
        "금년": ("year", 0),
        "작년": ("year", -1),
        "지난해": ("year", -1),
    },
    "de": {
        "übermorgen": ("day", 2),
        "gestern": ("day", -1),
        "vorgestern": ("day", -2),
        "nächste Woche": ("week", 1),
        "nächster Woche": ("week", 1),
        "diese Woche": ("week", 0),
        "nächsten Monat": ("month", 1),
        "diesen Monat": ("month", 0),
        "letzten Monat": ("month", -1),
        "nächstes Jahr": ("year", 1),
        "nächsten Jahr": ("year", 1),
        "dieses Jahr": ("year", 0),
        "diesem Jahr": ("year", 0),
        "letztes Jahr": ("year", -1),
        "vergangenen Jahr": ("year", -1),
    },
}
"""Words that name a day, a week, a month or a year by its distance from today."""


@functools.cache
def relative_form(language: str, today: datetime.date) -> tuple[re.Pattern[str], Reading]:
    """Return how days are named that are counted from today, in a language and in English."""
    words = RELATIVE.get(primary(language), {})
    if not is_east_asian(language):
        words = {**RELATIVE["en"], **words}

    values = {form.casefold(): value for form, value in words.items()}

    def read(match: re.Match[str]) -> Iterator[Day]:
        yield _counted(match[0], *values[match[0].casefold()], today)

    forms = sorted(words, key=len, reverse=True)
    written = [rf"\b[{form[0]}{form[0].upper()}]{re.escape(form[1:])}\b" for form in forms]
    pattern = "|".join(map(re.escape, forms) if is_east_asian(language) else written)
    return re.compile(pattern), read


def _counted(words: str, period: str, step: int, today: datetime.date) -> Day:
    if period == "year":
        return Day(words, today.year + step)
    if period == "month":
        months = today.year * 12 + today.month - 1 + step
        return Day(words, months // 12, months % 12 + 1)
    day = today + datetime.timedelta(step * PERIODS.get(period, 1))
    if period == "week":
        return Day(words, week=day - datetime.timedelta(day.weekday()))
    return Day(words, day.year, day.month, day.day)
