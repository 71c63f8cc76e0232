"""Acronyms and names in a text: capitals where a sentence has none of its own, and where it has one, too."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from briefpack.checks.mentions.dates import MONTHS, WEEKDAYS
from briefpack.content.addresses import without_addresses

ACRONYM = re.compile(
    r"(?<![A-Za-z0-9.])(?:[A-Z]{2}[A-Z0-9]*(?:[&/-][A-Z0-9]+)*|[A-Z]\d{1,3}|(?:[A-Z]\.){2,}|[A-Z]&[A-Z])(?=s?(?![A-Za-z0-9]))"
)
LONGEST_ACRONYM = 20
"""What has more capitals than this is a word."""
ROMAN = re.compile(r"[IVX]+\Z")
TOKEN = re.compile(r"[^\W\d_]+(?:[’'&.-][^\W\d_]+)*")
JOINED = re.compile(r"(?:\s|\sof\s(?:the\s)?)\Z")
ENDS = ".!?:…—"
"""Marks behind which a sentence begins."""
POSSESSIVE = re.compile(r"[’']s\b")
NO_NAMES = frozenset(("I", *MONTHS, *WEEKDAYS))
TITLE_CASE = 0.6
"""The share of capitalised words from which a headline is taken to be in title case, where names do not show."""
OFFICES = frozenset(
    """president minister premier chancellor king queen emperor pope prince princess ambassador governor mayor senator
    secretary chairman chairwoman professor commissioner""".split()  # noqa: SIM905
)
"""What people are called by what they are: with a name behind it, in small letters, too."""
COURTESY = frozenset(("mr", "mrs", "ms"))
LONGEST_NAME = 8
"""Words of a name that are taken to belong together."""
STEM = 4
"""Letters that words share which are derived from each other."""
LONGEST_STEM = 40
"""Letters of a word by which others are found that are derived from it."""
FEWEST_LETTERS = 4
"""A word in small letters that is shorter is no name that anybody would miss."""


@dataclass(frozen=True, slots=True)
class Name:
    """Hold a run of capitalised words and acronyms: `("Prime", "Minister", "Kishida")`, with an office before it."""

    words: tuple[str, ...]
    opens: bool = False
    """Whether it begins a sentence, where any word has a capital."""
    headline: bool = False
    """Whether all words around it have capitals, too."""
    of: int = -1
    """The word before which “of” stands, if one does."""


class SmallWord(NamedTuple):
    """Hold a word in small letters."""

    word: str
    has_office: bool
    """Whether an office stands before it: prime minister modi."""


def acronyms_in(text: str) -> Iterator[str]:
    """Yield the acronyms of a text, without full stops and plural s: ASEAN, COP28, US. A text in capitals has none.

    What stands in an address is none either.
    """
    text = without_addresses(text)
    if text.isupper() and " " in text.strip():
        return
    for match in ACRONYM.finditer(text):
        if len(match[0]) <= LONGEST_ACRONYM and not ROMAN.match(match[0]):
            yield match[0].replace(".", "")


Tokens = list[re.Match[str]]


def tokens_in(text: str) -> Tokens:
    """Return the words of a text."""
    return list(TOKEN.finditer(text))


def names_in(text: str, tokens: Tokens) -> Iterator[Name]:
    """Yield the runs of capitalised words of a text, each of a headline in title case by itself.

    “Japan’s Prime Minister” are two; acronyms alone are none.
    """
    headline = _in_title_case(text, tokens)
    for run in _runs(text, tokens, headline):
        words = tuple(_bare(token[0]) for token in run)
        if any(map(_capitalised, words)):
            opens = headline or _opens_sentence(text, run[0].start())
            gaps = (text[first.end() : second.start()] for first, second in pairwise(run))
            of = next((n for n, gap in enumerate(gaps, 1) if " of " in gap), -1)
            yield Name(words, opens, headline, of)


def _opens_sentence(text: str, start: int) -> bool:
    """Tell whether a sentence begins here, behind marks that open a quotation or close the one before."""
    before = start - 1
    while before >= 0 and (text[before].isspace() or text[before] in "“‘(\"'*"):
        before -= 1
    while before >= 0 and text[before] in "”’)":
        before -= 1
    return before < 0 or text[before] in ENDS


def small_words_in(tokens: Tokens) -> Iterator[SmallWord]:
    """Yield the longer words in small letters, in parts where they have hyphens."""
    before = ""
    for token in tokens:
        word = token[0]
        if word.islower() and "." not in word:
            parts = (part for part in _bare(word).split("-") if len(part) >= FEWEST_LETTERS and part.isalpha())
            yield from (SmallWord(part, before.lower() in OFFICES) for part in parts)
        before = word


def _in_title_case(text: str, tokens: Tokens) -> bool:
    if text[-1:] in ".!?":  # as most texts end
        return False
    longer = [token[0] for token in tokens if token.end() - token.start() > 3]
    return len(longer) > 3 and sum(map(_capitalised, longer)) > TITLE_CASE * len(longer)


def _runs(text: str, tokens: Tokens, headline: bool) -> Iterator[Tokens]:
    run: Tokens = []
    before: re.Match[str] | None = None
    for token in tokens:
        word = token[0]
        if word[0].isupper() and word not in NO_NAMES:
            joins = run and JOINED.match(text, run[-1].end(), token.start()) and not _is_possessive(run[-1][0])
            if not joins:
                if run:
                    yield run
                has_office = before is not None and before[0] in OFFICES and token.start() - before.end() == 1
                run = [before] if before and has_office and not headline else []
            run.append(token)
        before = token
    if run:
        yield run


class Said(NamedTuple):
    """Hold the words of a text, casefolded, its names, and which words stand side by side or in one name."""

    words: tuple[str, ...]
    names: tuple[tuple[str, ...], ...]
    capitals: frozenset[str]
    """Words that have one, as they are written."""
    pairs: frozenset[tuple[str, str]]
    inner: frozenset[str]
    """The names within sentences, casefolded."""


@lru_cache(maxsize=1 << 12)
def _said(text: str) -> Said:
    """Read a text, once for all who know it."""
    tokens = tokens_in(text)
    names = tuple(names_in(text, tokens))
    pairs, inner = {*_side_by_side(tokens)}, set[str]()
    for name in names:
        words = tuple(map(str.casefold, name.words))
        for n in range(len(words)):
            pairs.update((words[n], other) for other in words[n + 1 : n + LONGEST_NAME])
        inner.update(words[1:] if name.opens else words)
    return Said(
        tuple(TOKEN.findall(POSSESSIVE.sub("", text.casefold()))),
        tuple(name.words for name in names),
        frozenset(_bare(token[0]) for token in tokens if token[0][0].isupper() and _capitalised(token[0])),
        frozenset(pairs),
        frozenset(inner),
    )


def _side_by_side(tokens: Tokens) -> Iterator[tuple[str, str]]:
    """Yield the words with capitals, each with the one beside it, casefolded."""
    for first, second in pairwise(tokens):
        if second.start() - first.end() == 1 and (first[0][0].isupper() or second[0][0].isupper()):
            yield _bare(first[0]).casefold(), _bare(second[0]).casefold()


class KnownNames:
    """Know the words and names of texts: what is among them, as itself or derived, and which stand side by side."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.words: set[str] = set()
        self.pairs: set[tuple[str, str]] = set()
        self.names: dict[tuple[str, ...], None] = {}
        capitals: set[str] = set()
        inner: set[str] = set()
        for said in map(_said, texts):
            self.words.update(said.words)
            self.pairs.update(said.pairs)
            self.names.update(dict.fromkeys(said.names))
            capitals.update(said.capitals)
            inner.update(said.inner)
        self.words.update(part for word in list(self.words) if "-" in word for part in word.split("-"))
        self.inner = frozenset(inner)
        """The names that stand within a sentence, casefolded, and so are no ordinary words."""
        self._capitals = RelatedNames(capitals)
        self._alike: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
        for first, second in self.pairs:
            self._alike[first[:STEM], second[:STEM]].append((first, second))

    def __contains__(self, word: str) -> bool:
        """Tell whether a name is known; what has a hyphen, in small letters as well: Op-Ed from op-ed."""
        return word in self._capitals or ("-" in word and word.casefold() in self.words)

    def stand_together(self, first: str, second: str) -> bool:
        """Tell whether two words stand side by side, or in one name, as themselves or in derived forms."""
        pair = first.casefold(), second.casefold()
        alike = self._alike.get((pair[0][:STEM], pair[1][:STEM]), ())
        return pair in self.pairs or any(all(map(related, pair, other)) for other in alike)

    def with_word(self, word: str) -> list[str]:
        """Return the names of several words that hold a word, the shortest first."""
        folded = word.casefold()
        names = [name for name in self.names if len(name) > 1 and folded in map(str.casefold, name)]
        return [" ".join(name) for name in sorted(names, key=len)]


class RelatedNames:
    """Tell whether a name is among others, as itself or as what is derived from it: Korean from Korea."""

    def __init__(self, known: Iterable[str]) -> None:
        self._names = {name.casefold() for name in known}
        self._stems = {name[:-1] for name in self._names if len(name) > 4}
        self._beginnings = {name[:n] for name in self._names for n in range(4, min(len(name), LONGEST_STEM))}

    def __contains__(self, name: str) -> bool:
        name = name.casefold()
        shorter = (name[:n] in self._stems for n in range(4, min(len(name), LONGEST_STEM)))
        return name in self._names or (len(name) > 4 and (name[:-1] in self._beginnings or any(shorter)))


def related(one: str, other: str) -> bool:
    """Tell whether two names share all letters but the last of the shorter one, which has more than four."""
    least = min(len(one), len(other))
    return one == other or (least > 4 and one[: least - 1] == other[: least - 1])


def is_acronym(word: str) -> bool:
    return word[0].isupper() and not _capitalised(word)


@lru_cache(maxsize=1 << 16)
def _capitalised(word: str) -> bool:
    return word[0].isupper() and not re.fullmatch(r"[^\W\d_a-z]{2,}(?:[’']?s)?|(?:\w\.)+\w?", word)


def _is_possessive(word: str) -> bool:
    return word.endswith(("’s", "'s", "s’", "s'"))


@lru_cache(maxsize=1 << 16)
def _bare(word: str) -> str:
    return re.sub(r"[’']s?\Z", "", word)
