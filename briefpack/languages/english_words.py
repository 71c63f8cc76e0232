"""Tell an English word from a name: “agrees” is in the dictionary, “Canberra” with its capital only, “Modi” not at all.

The list beside this module is SCOWL’s, British and American, with names of places and persons as far as it has them
(see LICENSES). It is searched where it lies: no set of it is made, for few words are asked about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

CHUNK = 4096
"""Bytes of the list that are searched as they stand."""
SHORTEST = 3
"""Letters that each part of a compound has at least, and one of them has more: fin+tech, road+map."""
PREFIX = re.compile(
    r"(?:anti|bio|co|cyber|de|dis|eco|geo|infra|inter|intra|macro|micro|mini|mis|multi|non|on|out|over|post|pre|pro|re|"
    r"semi|sub|super|tele|trans|un|under|up)(?=[a-z]{3})"
)
SUFFIX = re.compile(
    r"(?:(?<=[a-z]{3})(?:s|es|d|ed|ing|r|er|ers|ly|ness|less|like|wise|ship|hood|ism|ist|ists|able|al|"
    r"i[sz](?:e[sd]?|ing|ations?)))\Z"
)


@lru_cache(maxsize=1 << 14)
def is_word(text: str) -> bool:
    """Tell whether letters are an English word in small letters, one derived from it, or two that are run together."""
    word = text.casefold()
    if _listed(word) or _listed(word.removesuffix("s")):
        return True
    if _listed(word.capitalize()):
        return False
    return _derived(word) or any(
        _listed(word[:n]) and _derived(word[n:])
        for n in range(SHORTEST, len(word) - SHORTEST + 1)
        if len(word) > 2 * SHORTEST
    )


@lru_cache(maxsize=1 << 12)
def is_name(text: str) -> bool:
    """Tell whether the dictionary has the letters with a capital only: Canberra, Monday, French."""
    word = text.casefold()
    return not _listed(word) and (_listed(word.capitalize()) or _listed(word.removesuffix("s").capitalize()))


def _derived(word: str) -> bool:
    """Tell whether a word is in the list, or becomes one without a prefix, a suffix or both."""
    bare = PREFIX.sub("", word, count=1)
    return any(_listed(stem) for form in (word, bare) for stem in _stems(form))


def _stems(word: str) -> Iterator[str]:
    """Yield what a word may be derived from: plans from plan, planned from plan, used from use, parties from party."""
    for form in (word, word.removesuffix("s")):
        stem = SUFFIX.sub("", form)
        yield from (form, stem, f"{stem}e", f"{stem.removesuffix('i')}y")
        if stem[-2:-1] == stem[-1:]:
            yield stem[:-1]


def _listed(word: str) -> bool:
    """Find a line of the sorted list: by halves down to a few hundred of them, and there as it stands."""
    words, sought = _words(), b"\n%b\n" % word.encode()
    low, high = 0, len(words) - 1
    while high - low > CHUNK:
        middle = words.rfind(b"\n", low, (low + high) // 2)
        low, high = (middle, high) if words[middle : middle + len(sought)] <= sought else (low, middle)
    return words.find(sought, low, high + 1) >= 0


@cache
def _words() -> bytes:
    return b"\n" + Path(__file__).with_suffix(".txt").read_bytes()
