"""Acronyms and names in a text: capitals where a sentence has none of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from briefpack.checks.mentions.dates import MONTHS, WEEKDAYS
from briefpack.content.addresses import without_addresses

ACRONYM = re.compile(
    r"(?<![A-Za-z0-9.])(?:[A-Z]{2,}(?:[&/-]?[A-Z0-9]+)*|[A-Z]\d{1,3}|(?:[A-Z]\.){2,}|[A-Z]&[A-Z])(?=s?(?![A-Za-z0-9]))"
)
ROMAN = re.compile(r"[IVX]+\Z")
TOKEN = re.compile(r"[^\W\d_]+(?:[’'&.-][^\W\d_]+)*")
JOINED = re.compile(r"(?:\s|\sof\s(?:the\s)?)\Z")
SENTENCE_START = re.compile(r"(?:\A|[.!?:…—][”’)]*)[\s“‘(\"'*]*\Z")
NO_NAMES = frozenset(("I", *MONTHS, *WEEKDAYS))
TITLE_CASE = 0.6
"""The share of capitalised words from which a headline is taken to be in title case, where names do not show."""


def acronyms_in(text: str) -> Iterator[str]:
    """Yield the acronyms of a text, without full stops and plural s: ASEAN, COP28, US. A text in capitals has none.

    What stands in an address is none either.
    """
    text = without_addresses(text)
    if text.isupper() and " " in text.strip():
        return
    for match in ACRONYM.finditer(text):
        if not ROMAN.match(match[0]):
            yield match[0].replace(".", "")


def capitals_in(text: str) -> Iterator[str]:
    """Yield every capitalised word of a text, without the possessive s; those that begin a sentence, too."""
    yield from (_bare(match[0]) for match in TOKEN.finditer(text) if _capitalised(match[0]))


def names_in(text: str) -> Iterator[tuple[str, ...]]:
    """Yield runs of capitalised words; a single word that begins a sentence may be any word and is left out.

    Of a longer run that begins a sentence, the first word is left out, too. A headline in title case has no names.
    """
    if _in_title_case(text):
        return
    for run in _runs(text):
        starts = SENTENCE_START.search(text, 0, run[0].start())
        name = tuple(_bare(token[0]) for token in run[1 if starts else 0 :])
        if name and not NO_NAMES.issuperset(name):
            yield name


def _in_title_case(text: str) -> bool:
    longer = [match[0] for match in TOKEN.finditer(text) if len(match[0]) > 3]
    headline = len(longer) > 3 and not re.search(r"[.!?]\Z", text)
    return headline and sum(map(_capitalised, longer)) > TITLE_CASE * len(longer)


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    run: list[re.Match[str]] = []
    for token in TOKEN.finditer(text):
        if not _capitalised(token[0]):
            continue
        if run and JOINED.match(text, run[-1].end(), token.start()):
            run.append(token)
            continue
        if run:
            yield run
        run = [token]
    if run:
        yield run


class KnownNames:
    """Tell whether a name is among others, as itself or as what is derived from it: Korean from Korea.

    Two are related if they share all letters but the last of the shorter one, which has more than four.
    """

    def __init__(self, known: Iterable[str]) -> None:
        self._names = frozenset(known)
        self._stems = {name[:-1] for name in self._names if len(name) > 4}
        self._beginnings = {name[:n] for name in self._names for n in range(4, len(name))}

    def __contains__(self, name: str) -> bool:
        shorter = (name[:n] in self._stems for n in range(4, len(name)))
        return name in self._names or (len(name) > 4 and (name[:-1] in self._beginnings or any(shorter)))


@lru_cache(maxsize=1 << 16)
def _capitalised(word: str) -> bool:
    return word[0].isupper() and not re.fullmatch(r"[^\W\d_a-z]{2,}s?|(?:\w\.)+\w?", word)


@lru_cache(maxsize=1 << 16)
def _bare(word: str) -> str:
    return re.sub(r"[’']s?\Z", "", word)
