"""Where a document spells an acronym out: “Long Form (LF)”, “LF (Long Form)”, and “LF: Long Form” in a list.

Each line is read once, at its brackets and colons; what stands around them is looked at within a bound.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from briefpack.languages.scripts import holds_east_asian

BRACKET = re.compile("[(（]")
COLON = re.compile(": |：")
INSIDE = re.compile(r"([\w&/-]{1,40}?)s?[)）]")
BEFORE = re.compile(r"(?<![\w&/-])([\w&/-]{1,40}?)s?\s?\Z")
WORD = re.compile(r"\w+")
REACH = 300
"""A long form has no more letters than this."""
GAP = 8
"""The most that stands between two words of which an acronym has the initials: “ of the ”."""


class Spot(NamedTuple):
    """Hold what stands before and behind a bracket or a colon."""

    before: str
    behind: str


class Explanations:
    """Know what the lines of a document say at their brackets, and in which of its lists."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Read the lists of all lines; other places are read where they are asked for."""
        self._listed: dict[str, list[str]] = {}
        for line in lines:
            for colon in COLON.finditer(line):
                spot = _spot(line, colon)
                for name in _names_before(spot.before):
                    self._listed.setdefault(name, []).append(spot.behind)

    def explain(self, acronym: str, long: str, line: str) -> bool:
        """Tell whether an acronym is spelled out where it first occurs, or in a list; an unlisted one by its initials.

        East Asian words have no initials: there any name before the acronym explains it.
        """
        name = acronym.casefold()
        inside, before = _at_brackets(line)
        return (
            any(
                holds_east_asian(spot.before[-1:]) or _ends_with(spot.before, acronym, long)
                for spot in inside.get(name, ())
            )
            or any(_begins_with(spot.behind.removeprefix("the "), acronym, long) for spot in before.get(name, ()))
            or any(_begins_with(behind, acronym, long) for behind in self._listed.get(name, ()))
        )


Spots = dict[str, list[Spot]]


@lru_cache(maxsize=16)
def _at_brackets(line: str) -> tuple[Spots, Spots]:
    """Return the brackets of a line by what stands in them alone, and by what stands before them."""
    inside: Spots = {}
    before: Spots = {}
    for bracket in BRACKET.finditer(line):
        spot = _spot(line, bracket)
        if alone := INSIDE.match(spot.behind):
            for name in _with_plural(alone):
                inside.setdefault(name, []).append(spot)
        for name in _names_before(spot.before):
            before.setdefault(name, []).append(spot)
    return inside, before


def _spot(line: str, mark: re.Match[str]) -> Spot:
    return Spot(line[max(0, mark.start() - REACH) : mark.start()], line[mark.end() : mark.end() + REACH])


def _names_before(text: str) -> set[str]:
    """Return what the last word of a text may be an acronym of: itself, and what stands behind its last hyphen."""
    last = BEFORE.search(text[-50:])
    return {part for name in _with_plural(last) for part in (name, re.split("[-/]", name)[-1])} if last else set()


def _with_plural(match: re.Match[str]) -> set[str]:
    """Return a word without the plural s that it ends in, and with it."""
    return {match[1].casefold(), match[0].rstrip(")） \t\u00a0").casefold()}


def _begins_with(text: str, acronym: str, long: str) -> bool:
    if long:
        return text.casefold().startswith(long.casefold())
    words = [(word.start(), word.end(), word[0][0].casefold()) for word in WORD.finditer(text)]
    return bool(words) and words[0][0] == 0 and _initials(words, acronym)


def _ends_with(text: str, acronym: str, long: str) -> bool:
    text = text[:-1] if text[-1:].isspace() else text
    if long:
        return text.casefold().endswith(long.casefold())
    words = [(len(text) - word.end(), len(text) - word.start(), word[0][0].casefold()) for word in WORD.finditer(text)]
    return bool(words) and words[-1][0] == 0 and _initials(words[::-1], acronym[::-1])


def _initials(words: list[tuple[int, int, str]], acronym: str) -> bool:
    """Tell whether the words begin with one whose initial is the acronym’s first letter, and so on to its last.

    What stands between two of them is a gap of few letters, in which there may be other words.
    """
    reached = {0}
    for n, letter in enumerate(letter.casefold() for letter in acronym if letter.isalpha()):
        if n:
            reached = {
                after
                for one in reached
                for after in range(one + 1, min(one + 1 + GAP, len(words)))
                if words[after][0] - words[one][1] <= GAP
            }
        reached = {one for one in reached if words[one][2] == letter}
    return bool(reached)
