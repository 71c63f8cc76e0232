"""Words that plain English does without, and ways of asking that leave the reader unsure who is to do what.

Our own selection; the guides that ask for plain words are named in docs/prose.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

_LIST = Path(__file__).with_suffix(".txt").read_text(encoding="utf-8")
AVOID = dict(line.split(": ") for line in _LIST.splitlines())
"""A word or phrase in British spelling, and what to write instead; -ize is found as well as -ise."""

HEDGED = re.compile(
    r"\b(?:(?:could|might|may) (?:perhaps|possibly|usefully|want to|wish to|consider)|might|perhaps|possibly|ideally|"
    r"if (?:at all )?possible|where (?:possible|appropriate)|as appropriate|(?:we )?would (?:like|hope|be grateful)|"
    r"we hope|it would be (?:good|helpful|useful|desirable)|give (?:some )?(?:thought|consideration) to|"
    r"(?:try|seek|endeavour) to|to the extent (?:possible|feasible))\b",
    re.IGNORECASE,
)
"""Ways to ask without asking."""
PARTICIPLE = (
    r"(?:\w+ed|given|taken|made|done|sent|held|kept|begun|built|chosen|drawn|found|paid|put|set|shown|told|written)"
)
PASSIVE = re.compile(
    rf"\bit is (?:\w+ly )?\w+ed that\b|\b(?:should|must|can|could|may|might|would|will|shall|to|needs? to) "
    rf"(?:also |now |therefore |\w+ly )?be {PARTICIPLE}\b|"
    r"\b(?:is|are) (?:hereby |kindly |respectfully )?(?:requested|asked|invited|urged|recommended|suggested|advised|"
    r"encouraged|sought|required|needed|called upon)\b",
    re.IGNORECASE,
)
"""Ways to ask that do not say who is to act."""


def words_to_avoid(text: str, avoid: Mapping[str, str], english: bool) -> Iterator[tuple[str, str]]:
    """Yield each word of a text that is to be avoided, as it stands there, with the word to use."""
    words = tuple(word for word, better in avoid.items() if better)
    if not words or not _any_of(words, english).search(text):  # most texts hold none of them
        return
    for word in words:
        if match := _pattern(word, english).search(text):
            yield match[0], avoid[word]


@cache
def _any_of(words: tuple[str, ...], english: bool) -> re.Pattern[str]:
    """Return what finds any of the words, as `_pattern` finds each."""
    return re.compile("|".join(_form(word, english) for word in words), re.IGNORECASE if english else 0)


@cache
def _pattern(word: str, english: bool) -> re.Pattern[str]:
    """Return what finds a word, in English with its endings and in the other spelling."""
    return re.compile(_form(word, english), re.IGNORECASE if english else 0)


def _form(word: str, english: bool) -> str:
    """Return the regular expression of a word: to compile that of each takes longer than to look for all of them."""
    if not english:
        return re.escape(word)
    if " " in word or not word.isalpha():
        return rf"\b{re.escape(word)}\b"
    stem = re.sub(r"is(?=e\Z)", "i[sz]", word.removesuffix("e") + "e" * word.endswith("e"))
    if word.endswith("e"):
        return rf"\b{stem[:-1]}(?:e[sd]?|ing)\b"
    return rf"\b{stem}(?:s|ed|ing)?\b"
