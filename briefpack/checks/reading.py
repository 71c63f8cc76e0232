"""Measure running text: its sentences, their length, and the school grade that reading it takes.

The grade is that of Flesch and Kincaid (1975), made for English and for nothing else. Syllables are counted by
rule: the dictionary that libraries look them up in is fetched from the network when it is first needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from briefpack.content.addresses import without_addresses
from briefpack.languages.scripts import HANGUL

WORD = re.compile(r"[^\W_]+(?:[’'\-.,][^\W_]+)*")
SENTENCE_END = re.compile(rf"[.!?…][”’)\"']*(?=\s+[“‘(\"']?[A-ZÀ-Þ0-9{HANGUL}])|[。！？][」』）]*")
ABBREVIATION = re.compile(
    r"(?:^|[\s(“])(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|St|No|Art|para|vs|cf|e\.g|i\.e|(?:[A-Z]\.)+[A-Z])\.$"
)
"""What ends in a full stop without ending a sentence."""

VOWELS = re.compile(r"[aeiouy]+")
APART = re.compile(
    r"(?<![tcsgx])ia|(?<![tscg])io|(?<=[^aeiou])iu|(?<![qg])ua(?!r)|uou|eo(?!p|u)|(?<=[^aeiou])yi|oi(?=ng)|"
    r"(?<=\bco)o(?=[pr])|(?<=cr)ea|(?<=ar)ea|(?<=id)ea|ie(?=ty|n[ct]|t\b)|ism\b|n[’']t\b"
)
"""Vowels that stand together in two syllables (i-de-a, me-di-um), and consonants that make one (mechan-is-m)."""
SILENT = re.compile(
    r"(?<=[^aeiouy])e\b(?<![^aeiouy]le)|"
    r"(?<=[^aeiouyscgxz])es\b(?<!ches)(?<!shes)(?<![^aeiouy]les)|(?<=[^aeiouytd])ed\b(?<![^aeiouy]led)|"
    r"(?<=[^aeiouyl])e(?=ly\b|ful|less|ness|ment(?:s|al)?\b)"
)
"""An e that is written and not heard: in hope, makes, named, safely."""


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, trimmed; a full stop after an abbreviation or an initial ends none."""
    cuts = [0, *_sentence_ends(text), len(text)]
    return [part.strip() for a, b in pairwise(cuts) if (part := text[a:b]).strip()]


def _sentence_ends(text: str) -> Iterator[int]:
    """Yield where sentences end. No abbreviation reaches over the mark before its own, so each letter is read once."""
    before = 0
    for mark in SENTENCE_END.finditer(text):
        if not ABBREVIATION.search(text, before, mark.end()):
            yield mark.end()
        before = mark.end()


def words(text: str) -> list[str]:
    """Return the words of a text; what an apostrophe or hyphen joins is one word, an address is none."""
    return WORD.findall(without_addresses(text))


@lru_cache(maxsize=1 << 16)
def syllables(word: str) -> int:
    """Count the syllables of an English word, at least one; parts that a hyphen joins count by themselves."""
    return sum(_part_syllables(part) for part in word.lower().split("-") if part) or 1


def _part_syllables(word: str) -> int:
    word = re.sub(r"[’']s$|s[’']$", "", word)
    count = len(VOWELS.findall(word)) + len(APART.findall(word))
    return max(1, count - len(SILENT.findall(word)) if count > 1 else count)


def grade(text: str) -> float:
    """Return the Flesch-Kincaid grade of an English text: years of school that it takes; 0 for an empty one."""
    counted = [words(sentence) for sentence in sentences(text)]
    total = sum(map(len, counted))
    if not total:
        return 0
    spoken = sum(syllables(word) for sentence in counted for word in sentence)
    return max(0.0, 0.39 * total / len(counted) + 11.8 * spoken / total - 15.59)
