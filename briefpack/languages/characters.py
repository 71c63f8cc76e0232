"""What a text may hold: which characters no text may, and the form in which a text enters the document tree.

Everything else stays in every format: joiners, variation selectors, the direction marks U+200E, U+200F and U+061C,
the isolates U+2066-2069, private use, and U+00AD and U+200B as places where a line may end.
"""

from __future__ import annotations

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
_BLANKS = re.compile(r"[ \t\n\r]+")


def in_one_line(text: str) -> str:
    """Return the text as the tree holds it: composed (Unicode normalisation form C), with one space for each run of
    spaces, tabs and line feeds."""
    return unicodedata.normalize("NFC", _BLANKS.sub(" ", text))


def cells(text: str) -> int:
    """Return how many columns of a terminal or a table a text takes, wide letters two (Unicode annex 11)."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def is_invisible(character: str) -> bool:
    """Tell whether a character has no shape of its own: it joins, turns, parts, or selects the shape of another."""
    selects = "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
    return selects or unicodedata.category(character) == "Cf"


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
