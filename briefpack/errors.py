"""What can be wrong, where, and what to do about it: values, not log lines."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

Severity = Literal["error", "warning"]
VISIBLE = {code: f"\\u{code:04x}" for code in (*range(10), *range(11, 32), *range(127, 160), *range(0x202A, 0x202F))}
"""What a problem quotes of a file may hold characters that a terminal would obey: they are shown as escapes."""

LONGEST_SAID = 600
"""So many letters of a message, a hint or a key are shown."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Say where in a person's own file something stands; line and column count from 1, 0 means unknown."""

    file: str
    line: int = 0
    column: int = 0
    key: str = ""

    def __str__(self) -> str:
        numbers = [str(number) for number in (self.line, self.column) if number]
        return ":".join([self.file, *numbers])


@dataclass(frozen=True, slots=True)
class Problem:
    """State one thing that is wrong, and the hint that mends it."""

    severity: Severity
    message: str
    place: Place
    hint: str = ""
    code: str = ""
    """What a warning is about, in a word: by it a release lets it through."""

    def __str__(self) -> str:
        key = f" ({_bounded(self.place.key)})" if self.place.key else ""
        hint = f"\n    {self.hint}" if self.hint else ""
        return f"{self.place}: {self.severity}: {self.message}{key}{hint}".translate(VISIBLE)


class BuildError(Exception):
    """Carry every problem of a stage; raised once a stage, never for the first problem alone."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted_problems(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class MissingGlyphs(BuildError):
    """Carry a problem for each character that no font has, so that the caller can name the fields that hold it."""

    def __init__(self, by_character: dict[str, Problem], where: Mapping[str, str] | None = None) -> None:
        """`where` says of a character where the document shows it, for one that stands in no field."""
        self.by_character, self.where = by_character, where or {}
        super().__init__(self.shown(character) for character in by_character)

    def shown(self, character: str) -> Problem:
        """Return the problem of a character, with the words around it."""
        problem = self.by_character[character]
        return replace(problem, message=problem.message + self.where.get(character, ""))


def error(message: str, place: Place, hint: str = "") -> Problem:
    return Problem("error", _bounded(message), place, _bounded(hint))


def warning(message: str, place: Place, hint: str = "", code: str = "") -> Problem:
    return Problem("warning", _bounded(message), place, _bounded(hint), code)


def _bounded(text: str) -> str:
    """Return what is said, without what nobody would read of it: it may quote a value that has no end."""
    return text if len(text) <= LONGEST_SAID else f"{text[:LONGEST_SAID]} …"


def shortened(text: str, letters: int = 60) -> str:
    """Return the beginning of a text that a message quotes, if it is a long one."""
    return text if len(text) <= letters else f"{text[:letters].rstrip()}…"


def sorted_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems without repeats, ordered by place."""
    return tuple(sorted(dict.fromkeys(problems), key=lambda problem: (problem.place, problem.message)))


class Findings(list[Problem]):
    """Collect problems: one collector is handed down a run, and each stage adds what it finds."""

    @property
    def failed(self) -> bool:
        """Whether a problem is an error; warnings alone stop nothing."""
        return any(problem.severity == "error" for problem in self)

    def in_order(self) -> tuple[Problem, ...]:
        return sorted_problems(self)

    def raise_errors(self) -> None:
        """Raise one BuildError with all problems if any of them is an error."""
        if self.failed:
            raise BuildError(self)

    @contextmanager
    def collecting(self) -> Iterator[None]:
        """Add the problems of a stage that raises BuildError, and go on after it."""
        try:
            yield
        except BuildError as failure:
            self.extend(failure.problems)


def nearest_name(name: str, known: Iterable[str]) -> str:
    """Return the known name that is most like a name, or has the same words in another order; empty if none is near."""
    import difflib  # loads with the first mistake

    lowered = {known_name.lower(): known_name for known_name in sorted(known)}
    near = difflib.get_close_matches(name.lower(), lowered, n=1, cutoff=0.6)
    words = sorted(re.split("[-_ ]", name.lower()))
    near += [other for other in lowered if sorted(re.split("[-_ ]", other)) == words]
    return lowered[near[0]] if near else ""


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return a hint that names the nearest known name, else all of them (the five nearest of many)."""
    import difflib

    name, names = name[:LONGEST_SAID], sorted(set(known))
    if near := nearest_name(name, names):
        return f"Did you mean “{near}”?"
    if not names:
        return "None is defined here yet."
    if len(names) > 12:
        lowered = {known_name.lower(): known_name for known_name in names}
        nearest = difflib.get_close_matches(name.lower(), lowered, n=5, cutoff=0)
        return f"Nearest of {len(names)}: {', '.join(lowered[name] for name in nearest)}."
    return f"Known here: {', '.join(names)}."


def noun_for(number: int, one: str, several: str = "") -> str:
    """Return the noun that a number wants: `one`, or `several`, which is `one` with an s unless it is said."""
    return one if number == 1 else several or f"{one}s"


def counted(number: int, one: str, several: str = "") -> str:
    """Return a number with its noun."""
    return f"{number} {noun_for(number, one, several)}"


def possible_name(text: str) -> str:
    """Return the nearest name of small letters, digits and hyphens; empty if the text has no such letter."""
    import unicodedata

    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub("[^a-z0-9]+", "-", letters).lstrip("-0123456789").rstrip("-")


def relative_name(path: Path, base: Path | None = None) -> str:
    """Return a path as a person would type it from `base` (default: the working folder); a link keeps its own name."""
    folder = base or Path.cwd()
    for meant in (os.path.abspath, os.path.realpath):
        named, above = Path(meant(path)), meant(folder)
        if named.is_relative_to(above):
            return named.relative_to(above).as_posix()
    return path.as_posix()
