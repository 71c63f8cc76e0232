"""Words as they are compared: however quotation marks, dashes and spaces are written, and whatever is capital."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from briefpack.languages.locales import CHARACTERS_A_WORD
from briefpack.languages.scripts import IDEOGRAPHS, KANA, has_full_width_marks

FOLDED = {
    **dict.fromkeys("’‘‚‛`´′", "'"),
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
    "…": "...",
}
"""What is written in several ways and read as one: marks of quotation, dashes, places where a word may be parted."""
_FOLD = str.maketrans(FOLDED)
QUOTED = re.compile('“([^“”„]+)”|„([^„“”]+)[“”]|«([^«»]+)»|「([^「」]+)」|『([^『』]+)』|"([^"]+)"')
"""A passage between quotation marks."""
_WORD = re.compile(rf"[{KANA}{IDEOGRAPHS}]|[^\W_{KANA}{IDEOGRAPHS}]+(?:'[^\W_{KANA}{IDEOGRAPHS}]+)*")


class Word(NamedTuple):
    """Hold a word as it is compared, and where it stands in its text."""

    text: str
    start: int
    end: int


def folded(text: str) -> str:
    """Return a text with one way of writing marks, dashes and spaces; capitals stay."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_FOLD).split())


def words_in(text: str) -> list[Word]:
    """Return the words of a folded text; hyphens part them, and Japanese and Chinese letters count one by one."""
    return [Word(match[0].casefold(), match.start(), match.end()) for match in _WORD.finditer(text)]


def length_in(words: int, language: str) -> int:
    """Return how long a passage of so many words is, in words; of Japanese and Chinese, in letters."""
    return round(words * CHARACTERS_A_WORD) if has_full_width_marks(language) else words


def quoted_passages(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield what stands between quotation marks in a text, with where it begins and ends."""
    for match in QUOTED.finditer(text):
        group = match.lastindex or 0
        yield match.start(group), match.end(group), match[group]
