"""A number with what it is a number of: money, a share, a multiple, a place in an order, or plain."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

CURRENCIES = {
    "$": r"(?:US|A|C|NZ)?\$|(?:US |Australian |Canadian )?dollars?\b|USD\b",
    "€": r"€|euros?\b|EUR\b",
    "£": r"£|pounds?\b|GBP\b",
    "¥": r"¥|yen\b|JPY\b|円",
    "₩": r"₩|(?:South )?Korean won\b|KRW\b|원",
}
CURRENCY = "|".join(CURRENCIES.values())
UNIT = rf"[%％]|\s?(?:パーセント|퍼센트)|[- ]?per ?cent\b|\spercentage points?\b|\s?(?:{CURRENCY})"
PERCENT = "%"
TIMES = "×"
VAGUE = "~"
ORDINAL = "th"
MOST = "most"
SEVERAL = "several"
"""The units of a share, of a multiple (twice), of a number that says only its order (dozens), of a place in an order
(third), of more than half and of three or more."""
WORDS_ONLY = frozenset((MOST, SEVERAL))
ORDINARY = 2
"""“First” and “second” are words like others."""
FEWEST = 3
"""What “several” is at least."""

STEM = 4
NOUN_WITHIN = 3
BEHIND = 60
"""Of the words behind a number, so many say what it counts; so many letters of each, in so many letters of text."""


@dataclass(frozen=True, slots=True)
class Number:
    """Hold a number; `unit` is empty, a currency, or one of the units above; `rough` if the text says so."""

    words: str
    value: Fraction
    unit: str = ""
    rough: bool = False
    start: int = 0
    """Where it stands in its text."""

    def agrees_with(self, other: Number) -> bool:
        """Tell whether the other number is this one, or rounds to it where this one is rough."""
        if self.unit in WORDS_ONLY:
            return self._is_borne_out_by(other)
        if self.unit != other.unit and not (self.unit == "" and other.unit in ("", PERCENT, *CURRENCIES)):
            return self.unit == ORDINAL and other.unit == "" and self.value == other.value
        return abs(self.value - other.value) <= (self._step() / 2 if self.rough else 0)

    def _is_borne_out_by(self, other: Number) -> bool:
        """Tell whether the other number is more than half, or several."""
        if self.unit == MOST:
            return other.unit == MOST or (other.unit == PERCENT and other.value > 50)
        return other.unit in (SEVERAL, VAGUE) or (not other.unit and other.value >= FEWEST)

    def _step(self) -> Fraction:
        """Return the place to which the number is rounded: 100 for 1,200."""
        step = Fraction(1)
        while self.value and self.value % (step * 10) == 0:
            step *= 10
        return step if step > 1 else Fraction(0)


def unit_of(written: str | None) -> str:
    """Return the unit that is written behind or before a number."""
    written = (written or "").strip(" -")
    if re.search("[%％]|cent|パーセント|퍼센트", written):
        return PERCENT
    return next((sign for sign, form in CURRENCIES.items() if re.fullmatch(form, written)), "") if written else ""


def words_behind(number: Number, text: str) -> set[str]:
    """Return how the words behind a number begin: those of the noun that it counts."""
    behind = text[number.start + len(number.words) :][:BEHIND].casefold()
    return {word[:STEM] for word in re.findall(r"[^\W\d_]{3,}", behind)[:NOUN_WITHIN]}
