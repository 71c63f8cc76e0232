"""What a text may hold: which characters no text may, and the form in which a text enters the document tree.

Everything else stays in every format: joiners, variation selectors, the direction marks U+200E, U+200F and U+061C,
the isolates U+2066-2069, private use, and U+00AD and U+200B as places where a line may end.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby

from briefpack.errors import Place, Problem, error

_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
FORBIDDEN = {
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f": (
        "a control character",
        "Take it out: it stands for nothing that can be read.",
    ),
    "\u2028\u2029": ("a separator of lines or paragraphs", "Write a space in its place, or begin a paragraph."),
    "\u202a-\u202e": (
        "an invisible mark that turns words around",
        "Take it out: Arabic and Hebrew need none.",
    ),
    "\ud800-\udfff": ("one half of a character", "Write the whole character: the other half was lost on the way."),
    _NONCHARACTERS: ("a code that is no character", "Take it out: Unicode keeps it free."),
}
"""The characters that no text may hold, as ranges of a regular expression: what they are, and what to do."""
_KINDS = [(re.compile(f"[{characters}]"), *words) for characters, words in FORBIDDEN.items()]
_FORBIDDEN = re.compile(f"[{''.join(FORBIDDEN)}]")
MOST_MARKS = 30
"""So many marks may stand on one letter: as Unicode annex 15 has it for streams. To sort more is slow without end."""
_MANY_MARKS = re.compile(rf"[^\w\s\x00-\u02ff]{{{MOST_MARKS + 1},}}")
SOFT_HYPHEN = "\u00ad"
BREAK_POINTS = (SOFT_HYPHEN, "\u200b")
"""Where a line may end within a word."""
JOINER = "\u2060"
"""No line ends beside it, and it takes no room."""
NO_BREAK_HYPHEN = "\u2011"
LETTER_JOINERS = ("\u200c", "\u200d")
"""Say whether letters of Arabic and Indic scripts are joined."""
_SPACES = {
    **dict.fromkeys((*range(0x2000, 0x2007), *range(0x2008, 0x200B), 0x205F, 0x3000), " "),
    **dict.fromkeys((0x2007, 0x202F), "\u00a0"),
}
_BLANKS = re.compile(r"[ \t\n\r]+")
_VIRAMA = 9
"""The combining class of marks that make one letter of two in Indic scripts (Unicode, 4.3)."""


_LINE_ENDS = re.compile(f"[{''.join(BREAK_POINTS)}{JOINER}]")


def for_a_name(text: str) -> str:
    """Return a text without what only says where lines end: for the properties of files, where nothing is broken."""
    return _LINE_ENDS.sub("", text)


def in_one_line(text: str) -> str:
    """Return the text as the tree holds it: composed (Unicode normalisation form C), with one space for each run of
    spaces, tabs and line feeds."""
    return unicodedata.normalize("NFC", _BLANKS.sub(" ", text))


def cells(text: str) -> int:
    """Return how many columns of a terminal or a table a text takes, wide letters two (Unicode annex 11)."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def is_invisible(character: str) -> bool:
    """Tell whether a character has no shape of its own: it joins, turns, parts, or selects the shape of another."""
    return _selects(character) or unicodedata.category(character) == "Cf"


def _selects(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


@functools.lru_cache(maxsize=4096)
def visible(text: str) -> str:
    """Return what fonts are asked for of a text, with one kind of space beside U+00A0: also what joins and selects."""
    if text.isascii():
        return text
    kept = (*BREAK_POINTS, *LETTER_JOINERS, JOINER)
    return "".join(c for c in text.translate(_SPACES) if c in kept or _selects(c) or not is_invisible(c))


def clusters(text: str) -> list[str]:
    """Split a text into letters with what belongs to each: marks, joiners, selectors, the rest of a syllable."""
    if text.isascii():
        return list(text)
    split: list[str] = []
    for character in text:
        if split and (goes_on(character) or joins_next(split[-1][-1])):
            split[-1] += character
        else:
            split.append(character)
    return split


@functools.lru_cache(maxsize=4096)
def goes_on(character: str) -> bool:
    """Tell whether a character belongs to the letter before it: a mark, a joiner, a selector, a later jamo."""
    if character < "\u0300":
        return False
    jamo = "\u1160" <= character <= "\u11ff" or "\ud7b0" <= character <= "\ud7ff"
    return jamo or character in LETTER_JOINERS or _selects(character) or unicodedata.category(character)[0] == "M"


def joins_next(character: str) -> bool:
    """Tell whether the letter after a character belongs to it: after a joiner, or an Indic mark that binds two."""
    return character > "\u0300" and (character == LETTER_JOINERS[1] or unicodedata.combining(character) == _VIRAMA)


def character_problems(text: str, place: Place) -> Iterator[Problem]:
    """Find the characters of a text at `place` that no text may hold, each once."""
    for character in dict.fromkeys(() if text.isprintable() else _FORBIDDEN.findall(text)):
        yield _problem(character, place)
    if not text.isascii():
        yield from _crowded(text, place)


def file_problems(text: str, file: str) -> Iterator[Problem]:
    """Find the characters that no text may hold in the text of a whole file, each at its line and column."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.isascii() and line.isprintable():
            continue
        for match in () if line.isprintable() else _FORBIDDEN.finditer(line):
            yield _problem(match[0], Place(file, number, match.start() + 1))
        yield from _crowded(line, Place(file, number))


def _crowded(text: str, place: Place) -> Iterator[Problem]:
    """Find a letter with more marks than any language has."""
    for match in _MANY_MARKS.finditer(text):
        runs = (len(list(run)) for is_mark, run in groupby(match[0], _is_mark) if is_mark)
        if max(runs, default=0) > MOST_MARKS:
            yield error(f"holds a letter with more than {MOST_MARKS} marks", place, "Take out those that nobody reads.")
            return


def _is_mark(character: str) -> bool:
    return unicodedata.combining(character) > 0


def _problem(character: str, place: Place) -> Problem:
    what, hint = next((what, hint) for pattern, what, hint in _KINDS if pattern.match(character))
    return error(f"holds {what} (U+{ord(character):04X})", place, hint)
