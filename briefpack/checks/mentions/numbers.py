"""Numbers in a text, in digits and in words, with what they are numbers of: money, shares, places, or plain."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from functools import partial
from operator import attrgetter

from briefpack.checks.mentions import east_asian
from briefpack.checks.mentions.dates import DAYS_IN_WORDS
from briefpack.checks.mentions.quantity import (
    CURRENCY,
    MOST,
    ORDINAL,
    PERCENT,
    SEVERAL,
    TIMES,
    UNIT,
    VAGUE,
    Number,
    unit_of,
)
from briefpack.languages.locales import has_decimal_comma, scale_words
from briefpack.languages.number_words import number_words
from briefpack.languages.scripts import is_english, primary

ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
SMALL = {word: n for n, word in enumerate(ONES)} | {word: 10 * n for n, word in enumerate(TENS, 2)} | {"dozen": 12}
SCALES = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
SHORT_SCALES = {"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12}
ORDINALS = {word: n for n, word in enumerate(DAYS_IN_WORDS[1:20], 2)}
MULTIPLES = {"twice": 2, "doubl": 2, "thrice": 3, "tripl": 3, "trebl": 3, "quadrupl": 4, "quintupl": 5, "sextupl": 6}
WORDS = "|".join(sorted([*SMALL, *SCALES], key=len, reverse=True))
PARTS = {"third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4}
LONGEST = 400
"""What is written in more letters is no number that anybody reads."""
SCORE = 20
FORTNIGHT_DAYS = 14
DECADE_YEARS = 10
ROUGHLY = re.compile(
    r"\b(?:about|around|some|roughly|nearly|almost|close to|over|under|up to|at least|(?:more|less|fewer) than)\s\Z",
    re.IGNORECASE,
)
LONGEST_ROUGHLY = len("fewer than ") + 1
DIGIT = re.compile(r"\d")
WORDLIKE = re.compile(r"[a-z]+")
BEGINNING = 4
"""Letters by which words are told apart that may be numbers; most texts have none of them."""
BEGINNINGS = frozenset(
    word[:BEGINNING]
    for word in (
        *(f"{word}{ending}" for word in (*SMALL, *SCALES) for ending in ("", "fold", "s")),
        *(
            *ORDINALS,
            *MULTIPLES,
            *PARTS,
            "half",
            "halving",
            "scores",
            "fortnight",
            "decade",
            "couple",
            "most",
            "several",
        ),
        *("majority", "quarters", "thirds"),
    )
)
BEFORE_HALF = ("first ", "second ")
"""The second half of 2024 is no share."""


def numbers_in(text: str, language: str = "en") -> Iterator[Number]:
    """Yield the numbers of a text from which dates are taken out. “One” alone is a word like “a”, and no number."""
    if has_decimal_comma(language):
        yield from (
            replace(number, words=_other_marks(number.words)) for number in _numbers(_other_marks(text), language)
        )
    else:
        yield from _numbers(text, language)


def _other_marks(text: str) -> str:
    """Write 1.234,5 as 1,234.5, and the other way round."""
    return re.sub(r"(?<=\d)[.,](?=\d)", lambda mark: "," if mark[0] == "." else ".", text)


def _numbers(text: str, language: str) -> Iterator[Number]:
    found: list[Number] = []

    def take(read: Read, match: re.Match[str]) -> str:
        """Note the number, and leave blanks in its place: what one reading finds, the next does not see."""
        value = read(match) if len(match[0]) <= LONGEST else None
        if value is None or _in_name(match):
            return match[0]
        start = match.start()
        rough = bool(ROUGHLY.search(match.string, max(0, start - LONGEST_ROUGHLY), start))
        found.append(Number(match[0].strip(), *value, rough, start))
        return " " * len(match[0])

    for pattern, read in _readings(language, *_kinds(text, language)):
        text = pattern.sub(partial(take, read), text)
    yield from sorted(found, key=attrgetter("start"))


def _kinds(text: str, language: str) -> tuple[bool, bool, bool]:
    """Tell whether a text has digits, English words for numbers, and such of East Asia: most have none."""
    is_east_asian = not text.isascii() and bool(east_asian.HINTS.search(text))
    has_words = primary(language) not in east_asian.LANGUAGES and _may_have_words(text)
    return bool(DIGIT.search(text)), has_words, is_east_asian


def _may_have_words(text: str) -> bool:
    return not BEGINNINGS.isdisjoint([word[:BEGINNING] for word in WORDLIKE.findall(text.lower())])


def _in_name(match: re.Match[str]) -> bool:
    """Tell whether a capitalised word is inside a sentence: “Plus Three” is a name."""
    if not match[0][0].isupper():
        return False
    before = match.start() - 1
    while before >= 0 and match.string[before] in " “‘(\"'":
        before -= 1
    return before >= 0 and match.string[before] not in ".!?:…"


Value = tuple[Fraction, str] | None
Read = Callable[[re.Match[str]], Value]
Reading = tuple[re.Pattern[str], Read]


def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


# In words


def _spelled(match: re.Match[str]) -> Value:
    words = re.split(r"[\s-]+", match["words"].lower())
    unit = unit_of(match["unit"])
    if words == ["one"] and not unit and not match["half"]:
        return None
    value = _value([word for word in words if word != "and"])
    return value / (2 if match["half"] else 1), unit


def _value(words: list[str]) -> Fraction:
    """Return the value of words such as two, hundred, five."""
    total = group = 0
    for word in words:
        if word == "dozen":
            group = (group or 1) * 12
        elif word in SMALL:
            group += SMALL[word]
        elif word == "hundred":
            group = (group or 1) * 100
        else:
            total, group = total + (group or 1) * SCALES[word], 0
    return Fraction(total + group)


def _share(match: re.Match[str]) -> Value:
    if match["halves"]:
        return Fraction(50), PERCENT
    if match["half"]:
        before = match.string[max(0, match.start() - 7) : match.start()].lower()
        return None if before.endswith(BEFORE_HALF) else (Fraction(50), PERCENT)
    return Fraction(100 * COUNTS[match["count"].lower()], PARTS[match["part"].lower()]), PERCENT


def _multiple(match: re.Match[str]) -> Value:
    if match["count"]:
        return _value([match["count"].lower()]), TIMES
    return Fraction(next(n for word, n in MULTIPLES.items() if match[0].lower().startswith(word))), TIMES


def _order(match: re.Match[str]) -> Value:
    return _value([match[1].lower().removesuffix("s")]), VAGUE


def _score(match: re.Match[str]) -> Value:
    count = (match["count"] or "").lower()
    return (Fraction(SCORE * (SMALL.get(count) or 1)), "") if count else (Fraction(SCORE), VAGUE)


def _known(match: re.Match[str]) -> Value:
    """Read words that are one number each: a fortnight, a couple of, several, most."""
    if match["fortnight"]:
        return Fraction(FORTNIGHT_DAYS), ""
    if match["decade"]:
        return Fraction(DECADE_YEARS), ""
    if match["couple"]:
        return Fraction(2), ""
    return (Fraction(3), SEVERAL) if match["several"] else (Fraction(50), MOST)


def _ordinal(match: re.Match[str]) -> Value:
    tens = SMALL.get((match["tens"] or "").lower(), 0)
    one = match["one"].lower()
    return Fraction(tens + ORDINALS.get(one, 1)), ORDINAL


IN_WORDS: tuple[Reading, ...] = (
    (
        _form(
            r"\b(?P<half>half)\b(?![ -](?:an? )?(?:dozen|hundred|thousand|million|billion|trillion|hour|day|week|month|"
            r"year|decade|century)\b)|\b(?P<halves>halv(?:e[sd]?|ing))\b|"
            r"\b(?P<count>a|one|two|three|four)[\s-](?P<part>third|quarter|fifth|tenth)s?\b"
        ),
        _share,
    ),
    (
        _form(
            rf"\b(?:(?:twice|thrice)\b|(?:doubl|tripl|trebl|quadrupl|quintupl|sextupl)(?:e[sd]?|ing)\b|"
            rf"(?P<count>{WORDS})(?:[- ]?fold\b|\stimes\s(?=as\b|more\b|the\b|larger\b|higher\b|bigger\b)))"
        ),
        _multiple,
    ),
    (_form(r"\b(dozens|hundreds|thousands|millions|billions|trillions)\b"), _order),
    (_form(r"\b(?:scores\sof|(?P<count>a|two|three|four|five|six)\sscore(?=\sof\s(?!\d)|\sand\b))\b"), _score),
    (
        _form(
            r"\b(?:(?P<fortnight>fortnights?)|(?P<decade>decade)|(?P<couple>a couple of)|(?P<several>several)|"
            r"(?:the|a)\s(?:\w+\s)?majority|(?<!at\s)(?<!the\s)most(?=\sof\b|\s[a-z]+(?<!ou)(?<!le)s\b))\b"
        ),
        _known,
    ),
)
SPELLED = (
    _form(
        rf"\b(?P<half>half[ -])?(?P<article>an? )?(?P<words>(?:{WORDS})(?:(?:[\s-]| and )(?:{WORDS}))*)\b"
        rf"(?![- ]?fold\b)(?P<unit>{UNIT})?"
    ),
    _spelled,
)
IN_ORDER = (
    _form(
        rf"\b(?:(?P<tens>{'|'.join(TENS)})-)?(?P<one>{'|'.join(ORDINALS)}|(?<=-)first)\b"
        r"(?!\s(?:part(?:y|ies)|countr(?:y|ies)|person|sector|half|hand|thoughts?)\b)"
    ),
    _ordinal,
)


# In digits


def _digits_form(scales: Iterable[str]) -> re.Pattern[str]:
    return re.compile(
        r"(?<![\w.,])(?P<times>\d+(?:\.\d+)?)(?:\s?[x×]|[- ]?fold)(?!\w)|"
        rf"(?:(?P<before>{CURRENCY})\s?)?(?<![A-Za-z0-9.,])(?<![A-Za-z]-)(?<![^\W\d_]\+)"
        r"(?!\d국(?!가))(?P<digits>\d{1,3}(?:[, \u00a0\u202f]\d{3})+(?!\d)|\d+)(?P<point>\.\d+)?"
        rf"(?:[\s-]?(?P<scale>{'|'.join(scales)}|(?:k|mn?|bn|tn)\b))?(?P<unit>{UNIT})?(?![A-Za-z0-9])|"
        r"(?<![A-Za-z0-9.,-])(?P<ordinal>\d+)(?:st|nd|rd|th)\b"
    )


@functools.cache
def _digits(language: str) -> Reading:
    """Return the form of a number in digits, and how it is read with a language’s words for large numbers."""
    scales = {**SCALES, **(scale_words(language) if language else {})}

    def read(match: re.Match[str]) -> Value:
        if match["ordinal"]:
            return Fraction(match["ordinal"]), ORDINAL
        if match["times"]:
            return Fraction(match["times"]), TIMES
        plain = re.sub(r"\D", "", match["digits"]) + (match["point"] or "")
        scale = match["scale"] or ""
        value = Fraction(plain) * (scales.get(scale) or SHORT_SCALES.get(scale) or 1)
        return value, unit_of(match["before"] or match["unit"])

    return _digits_form(map(re.escape, sorted(scales, key=len, reverse=True))), read


@functools.cache
def _own_words(language: str) -> tuple[Reading, ...]:
    """Return how a language other than English writes shares and places in an order, as far as it is known."""
    words = number_words(language)
    if words is None:
        return ()
    shares = {**dict.fromkeys(words.half, PERCENT), **dict.fromkeys(words.most, MOST)}
    stems = "|".join(words.ordinals)
    return (
        (_form(rf"\b({'|'.join(shares)})\b"), lambda match: (Fraction(50), shares[match[1].lower()])),
        (_form(rf"\b({stems}){words.endings}\b"), lambda match: (Fraction(words.ordinals[match[1].lower()]), ORDINAL)),
    )


@functools.cache
def _own_numbers(language: str) -> tuple[Reading, ...]:
    words = number_words(language)
    if words is None:
        return ()
    return (
        (_form(rf"\b({'|'.join(words.numbers)})\b"), lambda match: (Fraction(words.numbers[match[1].lower()]), "")),
    )


@functools.cache
def _readings(language: str, digits: bool, words: bool, east: bool) -> tuple[Reading, ...]:
    """Return what is looked for in a text, in the order in which it is."""
    is_read_elsewhere = is_english(language) or primary(language) in east_asian.LANGUAGES
    other = _own_words(language)
    in_words = (*IN_WORDS, *other) if words else other
    in_east = east_asian.without_digits() if east else ()
    in_digits = (
        (*(east_asian.with_digits() if east else ()), _digits("" if is_read_elsewhere else language)) if digits else ()
    )
    spelled = (IN_ORDER, SPELLED) if words else ()
    return (*in_words, *in_digits, *in_east, *_own_numbers(language), *spelled)
