"""Scripts: which one a language is written in, and what follows from that; and the letters of those of East Asia.

What CLDR knows comes from Babel, which is loaded when it is first asked.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Callable, Iterator

KANA = "\u3041-\u30ff\u31f0-\u31ff"
IDEOGRAPHS = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
HANGUL = "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff"
WIDE = (
    "\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\U00020000-\U0003ffff"
)
"""Letters and marks as wide as high: of Chinese and Japanese, Hangul in single letters."""
EAST_ASIAN = WIDE + HANGUL + "\uff61-\uffdc"
"""All letters and marks of Chinese, Japanese and Korean. All five are ranges for a regular expression."""
_NONE_OF_THEM = re.compile("[\0-\u10ff\u1200-\u2e7f]*")
FULL_WIDTH = frozenset({"Hans", "Hant", "Jpan"})
"""The scripts (ISO 15924) with marks as wide as letters and no space between words."""
WITHOUT_SPACES = FULL_WIDTH | {"Khmr", "Laoo", "Mymr", "Thai"}
LEANING = frozenset({"Cyrl", "Grek", "Latn", ""})
"""The scripts whose type has italics; "" is that of a language which CLDR does not know, taken for Latin."""
SET_APART = LEANING | FULL_WIDTH | {"Armn", "Geor", "Hebr", "Kore"}
"""The scripts whose letters may be set apart: in others they join, hang from one line, or take marks at their sides."""
OFFICE_REGIONS = {"ar": "SA", "pt": "PT"}
"""The regions that Office assumes for a language named without one, where CLDR assumes another."""


class EastAsian:
    """Find what holds a letter or mark of Chinese, Japanese or Korean.

    The expression is compiled when a text first holds one: its ranges take milliseconds, and most texts need none.
    """

    def __init__(self, expression: str) -> None:
        self._expression = expression

    @functools.cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(self._expression)

    def search(self, text: str) -> re.Match[str] | None:
        return None if _NONE_OF_THEM.fullmatch(text) else self._pattern.search(text)

    def findall(self, text: str) -> list[str]:
        return [] if _NONE_OF_THEM.fullmatch(text) else self._pattern.findall(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        return iter(()) if _NONE_OF_THEM.fullmatch(text) else self._pattern.finditer(text)

    def sub(self, replace: Callable[[re.Match[str]], str], text: str) -> str:
        return text if _NONE_OF_THEM.fullmatch(text) else self._pattern.sub(replace, text)


_EAST_ASIAN = EastAsian(f"[{EAST_ASIAN}]")


def holds_east_asian(text: str) -> bool:
    """Tell whether a text holds a letter or mark of Chinese, Japanese or Korean."""
    return _EAST_ASIAN.search(text) is not None


def primary(language: str) -> str:
    """Return the language without its region or script: pt of pt-BR."""
    return language.partition("-")[0].lower()


@functools.cache
def _likely(language: str) -> tuple[str, str]:
    """Return the likeliest script and region of a language by CLDR; empty if it does not know the language."""
    from babel.core import get_global

    subtags = get_global("likely_subtags")
    likely = subtags.get(language.replace("-", "_")) or subtags.get(primary(language), "")
    script, _, region = likely.partition("_")[2].partition("_")
    return script, region


@functools.cache
def script(language: str) -> str:
    """Return the script of a language (ISO 15924): Jpan of ja, Hant of zh-TW; "" if CLDR does not know it."""
    named = (part.title() for part in language.split("-")[1:] if len(part) == 4 and part.isalpha())
    return next(named, "") or _likely(language)[0]


def is_english(language: str) -> bool:
    return primary(language) == "en"


def is_korean(language: str) -> bool:
    return primary(language) == "ko"


@functools.cache
def is_east_asian(language: str) -> bool:
    """Tell whether a language is written in Chinese, Japanese or Korean letters."""
    return script(language) in FULL_WIDTH | {"Kore"}


@functools.cache
def has_italics(language: str) -> bool:
    """Tell whether type of the language leans; where it does not, weight stresses, and quotations stand upright."""
    return script(language) in LEANING


@functools.cache
def may_be_set_apart(language: str) -> bool:
    """Tell whether letters of the language may be set apart, as in labels."""
    return script(language) in SET_APART


def has_full_width_marks(language: str) -> bool:
    """Tell whether a language sets marks as wide as letters, with no space beside them: Chinese and Japanese."""
    return script(language) in FULL_WIDTH


def writes_spaces(language: str) -> bool:
    """Tell whether a language writes spaces between words, so that words can be counted."""
    return script(language) not in WITHOUT_SPACES


@functools.cache
def is_right_to_left(language: str) -> bool:
    """Tell whether a language is written from the right; one that CLDR does not know is not."""
    from babel import Locale, UnknownLocaleError

    try:
        order: str = Locale.parse(primary(language)).character_order
    except (ValueError, UnknownLocaleError):
        return False
    return order == "right-to-left"


def holds_right_to_left(text: str) -> bool:
    """Tell whether a letter of the text is of a script that goes from the right (Unicode annex 9)."""
    found = [] if text.isascii() else _FROM_RIGHT.findall(text)
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in found)


_FROM_RIGHT = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
"""Where Unicode keeps letters that go from the right."""


def script_name(code: str) -> str:
    """Return what a script (ISO 15924) is called in English; its code if CLDR does not know it."""
    from babel import Locale

    name: str = Locale("en").scripts.get(code, code)
    return name


@functools.cache
def office_tag(language: str) -> str:
    """Return a language as Office names it, which checks the spelling only of a tag with a region: en-US."""
    region = OFFICE_REGIONS.get(language.lower()) or _likely(language)[1]
    return f"{language.lower()}-{region}" if region and "-" not in language else language
