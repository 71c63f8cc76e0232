"""Numbers in a text, in digits and in English words, with what they are numbers of: money, shares, or plain."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from operator import itemgetter

from briefpack.languages.locales import has_decimal_comma, scale_words
from briefpack.languages.scripts import is_english

ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
SMALL = {word: n for n, word in enumerate(ONES)} | {word: 10 * n for n, word in enumerate(TENS, 2)} | {"dozen": 12}
SCALES = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
EAST_ASIAN_SCALES = {"万": 10**4, "만": 10**4, "億": 10**8, "억": 10**8, "兆": 10**12, "조": 10**12}
SHORT_SCALES = {"k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12}
CURRENCIES = {
    "$": r"(?:US|A|C|NZ)?\$|(?:US |Australian |Canadian )?dollars?\b|USD\b",
    "€": r"€|euros?\b|EUR\b",
    "£": r"£|pounds?\b|GBP\b",
    "¥": r"¥|yen\b|JPY\b|円",
    "₩": r"₩|(?:South )?Korean won\b|KRW\b|원",
}
PERCENT = "%"
TIMES = "×"
VAGUE = "~"
"""The units of a share, of a multiple (twice), and of a number that says only its order (dozens)."""

CURRENCY = "|".join(CURRENCIES.values())
UNIT = rf"[%％]|\s?(?:パーセント|퍼센트)|[- ]?per ?cent\b|\spercentage points?\b|\s?(?:{CURRENCY})"
WORDS = "|".join(sorted([*SMALL, *SCALES], key=len, reverse=True))


def _digits_form(scales: Iterable[str]) -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?P<before>{CURRENCY})\s?)?(?<![A-Za-z0-9.,])(?<![A-Za-z]-)"
        r"(?P<digits>\d{1,3}(?:[, \u00a0\u202f]\d{3})+(?!\d)|\d+)(?P<point>\.\d+)?"
        rf"(?:[\s-]?(?P<scale>{'|'.join(scales)}|(?:k|mn?|bn|tn)\b))?(?P<unit>{UNIT})?(?![A-Za-z0-9])|"
        r"(?<![A-Za-z0-9.,-])(?P<ordinal>\d+)(?:st|nd|rd|th)\b"
    )


_MYRIAD_SCALES = "".join(EAST_ASIAN_SCALES)
_MYRIAD = rf"\d[\d,.]*[千천]?[{_MYRIAD_SCALES}]"
MYRIAD = rf"(\d+(?:,\d{{3}})*(?:\.\d+)?)([千천]?)([{_MYRIAD_SCALES}]?)"
MYRIADS = re.compile(rf"(?<![\d.,])(?P<number>{_MYRIAD}(?:\s?{_MYRIAD}?)*)(?P<unit>{UNIT})?")
"""Groups of four places, in digits: 2万, 1億5千万, 1조 2,000억."""
SPELLED = re.compile(
    rf"\b(?P<half>half )?(?P<article>an? )?(?P<words>(?:{WORDS})(?:(?:[\s-]| and )(?:{WORDS}))*)\b(?P<unit>{UNIT})?",
    re.IGNORECASE,
)
SHARE = re.compile(
    r"(?<!first )(?<!second )\b(?P<half>half)\b(?! an? (?:dozen|hundred|thousand|million|billion))|"
    r"\b(?P<count>a|one|two|three)[\s-](?P<part>third|quarter|fifth|tenth)s?\b",
    re.IGNORECASE,
)
MULTIPLE = re.compile(r"\b(?:(twice|doubl(?:e[sd]?|ing))|(thrice|tripl(?:e[sd]?|ing)|threefold))\b", re.IGNORECASE)
ORDER = re.compile(r"\b(dozens|hundreds|thousands|millions|billions|trillions)\b", re.IGNORECASE)
ROUGHLY = re.compile(
    r"\b(?:about|around|some|roughly|nearly|almost|close to|over|under|up to|at least|(?:more|less|fewer) than)\s\Z",
    re.IGNORECASE,
)
DIGIT = re.compile(r"\d")
NUMBER_WORD = re.compile(
    rf"\b(?:{WORDS}|half|third|quarter|fifth|tenth|twice|doubl|thrice|tripl|threefold)", re.IGNORECASE
)
"""How every word begins that is a number or holds one."""
PARTS = {"third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3}


@dataclass(frozen=True, slots=True)
class Number:
    """Hold a number; `unit` is empty, a currency, or one of PERCENT, TIMES and VAGUE; `rough` if the text says so."""

    words: str
    value: Fraction
    unit: str = ""
    rough: bool = False

    def agrees_with(self, other: Number) -> bool:
        """Tell whether the other number is this one, or rounds to it where this one is rough."""
        if self.unit and self.unit != other.unit:
            return False
        if {self.unit, other.unit} & {TIMES, VAGUE} and self.unit != other.unit:
            return False
        return abs(self.value - other.value) <= (self._step() / 2 if self.rough else 0)

    def _step(self) -> Fraction:
        """Return the place to which the number is rounded: 100 for 1,200."""
        step = Fraction(1)
        while self.value and self.value % (step * 10) == 0:
            step *= 10
        return step if step > 1 else Fraction(0)


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
    placed: list[tuple[int, Number]] = []
    for pattern, read in _readings(language, bool(DIGIT.search(text)), bool(NUMBER_WORD.search(text))):
        for match in pattern.finditer(text):
            number = read(match)
            if number and not _in_name(text, match):
                rough = bool(ROUGHLY.search(text, 0, match.start()))
                placed.append((match.start(), Number(match[0].strip(), *number, rough)))
                text = text[: match.start()] + " " * len(match[0]) + text[match.end() :]
    yield from (number for _, number in sorted(placed, key=itemgetter(0)))


def _in_name(text: str, match: re.Match[str]) -> bool:
    """Tell whether a capitalised word is inside a sentence: “Plus Three” is a name."""
    before = text[: match.start()].rstrip(" “‘(\"'")
    return match[0][0].isupper() and bool(before) and before[-1] not in ".!?:…"


Reading = Callable[[re.Match[str]], tuple[Fraction, str] | None]


def _digits(scales: dict[str, int]) -> tuple[re.Pattern[str], Reading]:
    """Return the form of a number in digits, and how it is read with these words for large numbers."""

    def read(match: re.Match[str]) -> tuple[Fraction, str] | None:
        if match["ordinal"]:
            return Fraction(match["ordinal"]), ""
        plain = re.sub(r"\D", "", match["digits"]) + (match["point"] or "")
        scale = match["scale"] or ""
        value = Fraction(plain) * (scales.get(scale) or SHORT_SCALES.get(scale) or 1)
        return value, _unit(match["before"] or match["unit"])

    return _digits_form(map(re.escape, sorted(scales, key=len, reverse=True))), read


def _spelled(match: re.Match[str]) -> tuple[Fraction, str] | None:
    words = re.split(r"[\s-]+", match["words"].lower())
    unit = _unit(match["unit"])
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


def _share(match: re.Match[str]) -> tuple[Fraction, str] | None:
    if match["half"]:
        return Fraction(50), PERCENT
    return Fraction(100 * COUNTS[match["count"].lower()], PARTS[match["part"].lower()]), PERCENT


def _multiple(match: re.Match[str]) -> tuple[Fraction, str] | None:
    return Fraction(2 if match[1] else 3), TIMES


def _order(match: re.Match[str]) -> tuple[Fraction, str] | None:
    return _value([match[1].lower().removesuffix("s")]), VAGUE


def _unit(written: str | None) -> str:
    written = (written or "").strip(" -")
    if re.search("[%％]|cent|パーセント|퍼센트", written):
        return PERCENT
    return next((sign for sign, form in CURRENCIES.items() if re.fullmatch(form, written)), "") if written else ""


def _myriads(match: re.Match[str]) -> tuple[Fraction, str] | None:
    total = Fraction(0)
    for digits, thousand, scale in re.findall(MYRIAD, match["number"]):
        total += Fraction(digits.replace(",", "")) * (1000 if thousand else 1) * EAST_ASIAN_SCALES.get(scale, 1)
    return total, _unit(match["unit"])


@functools.cache
def _readings(language: str, digits: bool, words: bool) -> tuple[tuple[re.Pattern[str], Reading], ...]:
    """Return what is looked for in a text that has digits, number words or both; what one finds, the next does not see.

    Most texts have neither.
    """
    own = {} if is_english(language) else scale_words(language)
    in_words = ((SHARE, _share), (MULTIPLE, _multiple), (ORDER, _order)) if words else ()
    in_digits = ((MYRIADS, _myriads), _digits({**SCALES, **own})) if digits else ()
    return (*in_words, *in_digits, *(((SPELLED, _spelled),) if words else ()))
