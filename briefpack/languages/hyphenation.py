"""Hyphenation: where a word may be parted with a hyphen, by the patterns of its language.

One rule for all formats: words are parted where a column is narrow or the theme asks for it, in languages with
patterns. PDFs and figures part them here. Word and browsers do with patterns of their own, and are told where, how much
of a word stays on either side and how many lines in a row may end so. Programs for slides have no hyphenation, and what
they make of a soft hyphen differs: there a word is parted only where no line holds it, by a hyphen and a break of ours.
"""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import Any

from briefpack.languages.characters import SOFT_HYPHEN
from briefpack.languages.scripts import primary

LEAST_LETTERS = 6
"""Shorter words are not parted."""
MOST_LETTERS = 80
"""Longer ones are no words."""
LEFT, RIGHT = 2, 3
"""So many letters stay before a hyphen and after it."""
NARROW_EM = 16.0
"""A column narrower than this holds some 33 letters: its lines are of even length only if long words are parted."""
HOLE = 0.3
"""A line of a narrow column that leaves more of it than this is better filled with a part of the next word."""
MOST_IN_A_ROW = 2
"""So many lines that follow each other may end in a hyphen."""
NOUNS_IN_CAPITALS = ("de", "lb")
"""Languages in which a capital does not make a name."""
LEAST_PART = 4
"""A compound is parted at its own hyphen by choice behind so many letters: co- ends no line that a word could end."""
_OWN = re.compile(r"(?<=[^\W\d_])[-‐](?=[^\W\d_])")
_WORD = re.compile(r"[^\W\d_]+")


def is_narrow(width: float, size: float) -> bool:
    """Tell whether words are parted by choice in a column, given its width and the size of its type."""
    return width < NARROW_EM * size


def is_hyphenated(language: str) -> bool:
    """Tell whether words of a language are parted: where patterns say how."""
    return bool(_file_of(language))


@functools.lru_cache(maxsize=4096)
def hyphen_places(text: str, language: str) -> tuple[int, ...]:
    """Return after how many letters of a text without spaces a hyphen may stand; none in languages without patterns."""
    places = (
        match.start() + place
        for match in _WORD.finditer(text)
        if LEAST_LETTERS <= len(match[0]) <= MOST_LETTERS and (patterns := _patterns(language))
        for place in patterns.positions(match[0])
    )
    return tuple(place for place in places if place >= LEFT and len(text) - place >= RIGHT)


def own_hyphens(text: str, least: int = LEAST_PART) -> tuple[int, ...]:
    """Return behind which letters a compound has a hyphen of its own, with no fewer letters on either side of each."""
    if "-" not in text and "‐" not in text:
        return ()
    places = [0]
    for match in _OWN.finditer(text):
        if match.start() - places[-1] >= least and len(text) - match.end() >= min(least, RIGHT):
            places.append(match.end())
    return tuple(places[1:])


@functools.lru_cache(maxsize=4096)
def places_of_choice(text: str, language: str) -> tuple[int, ...]:
    """Return where a word that would fit may be parted, too: none in a name and in capitals."""
    first_small = 1 if primary(language) in NOUNS_IN_CAPITALS else 0
    if any(word[first_small:] != word[first_small:].lower() for word in _WORD.findall(text)):
        return ()
    return hyphen_places(text, language)


def with_soft_hyphens(text: str, language: str) -> str:
    """Return a text whose longer words say where they may be parted; what already does stays as it is."""
    if SOFT_HYPHEN in text or not _patterns(language):
        return text
    return _WORD.sub(lambda match: _parted(match[0], language), text)


def _parted(word: str, language: str) -> str:
    starts = (0, *places_of_choice(word, language))
    return SOFT_HYPHEN.join(word[first:last] for first, last in zip(starts, (*starts[1:], len(word)), strict=True))


@functools.cache
def _file_of(language: str) -> str:
    """Return the name that pyphen has for a language's patterns; "" if there are none."""
    import pyphen

    return pyphen.language_fallback(language) or ""


@functools.cache
def _patterns(language: str) -> Any:
    """Return the patterns of a language, None without; they are loaded when a word first needs them."""
    import pyphen

    known = _file_of(language)
    if not known:
        return None
    path = pyphen.LANGUAGES[known]
    if path not in pyphen.hdcache and (quick := patterns_of(path)):
        pyphen.hdcache[path] = quick
    return pyphen.Pyphen(lang=known, left=LEFT, right=RIGHT)


class _Patterns:
    """Give pyphen the patterns that it asks for, each read when it is: files have up to 70,000 of them."""

    def __init__(self, text: str) -> None:
        lines, letters = text.split("\n"), _FIGURES.sub("", text).split("\n")
        self._lines = {key: line for key, line in zip(letters, lines, strict=True) if key != line}
        self._read: dict[str, tuple[int, tuple[int, ...]] | None] = {}
        self.longest = max(map(len, self._lines), default=0)

    def get(self, letters: str) -> tuple[int, tuple[int, ...]] | None:
        """Return how good it is to part a word between these letters, and before which of them that begins."""
        line = self._lines.get(letters)
        if line is None:
            return None
        if letters not in self._read:
            values = [int(figure or 0) for figure, _ in _PLACE.findall(line)]
            known = [place for place, value in enumerate(values) if value]
            self._read[letters] = (known[0], tuple(values[known[0] : known[-1] + 1])) if known else None
        return self._read[letters]


_FIGURES = re.compile("[0-9]+")
_AROUND = re.compile(r"[ \t\r]*\n[ \t\r]*")
_CHANGE = re.compile(r"^[^%#\n]*(?:=|\^\^)", re.MULTILINE)
_PLACE = re.compile(r"(\d?)(\D?)")


def patterns_of(path: Path) -> Any:
    """Return a file of patterns as pyphen holds it; None if some of them change letters, which it reads itself."""
    import pyphen

    encoding, _, data = path.read_bytes().partition(b"\n")
    try:
        text = _AROUND.sub("\n", data.decode(encoding.strip().decode()))
    except LookupError:
        return None
    if _CHANGE.search(text):
        return None
    patterns, held = _Patterns(text), pyphen.HyphDict.__new__(pyphen.HyphDict)
    held.patterns, held.cache, held.maxlen = patterns, {}, patterns.longest
    return held
