"""How much a template may do for one document: steps and letters are counted, and what uses them up is a problem.

A step is what Python does for one node of a template’s code, or with sixteen letters or four entries of a list.
Counting, and not a clock, ends a template at the same line on every machine, in every thread and process; it needs no
process of its own, which would cost each document its start; and it holds memory, since whatever is made is paid for
beforehand.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Iterator, Mapping, Sized
from contextlib import contextmanager
from contextvars import ContextVar
from types import SimpleNamespace
from typing import Any

from jinja2.runtime import Undefined

from briefpack.rendering.mistakes import Mistake

STEPS, STEPS_AN_ITEM = 4_000_000, 10_000
"""A document of the packs that come with briefpack takes some 30,000 steps, 300 an item."""
LETTERS, LETTERS_AN_ITEM = 300_000, 5_000
"""How long a text may be: a document, or what is put together on the way to it."""
LARGEST_BITS = 1000
"""A whole number of 300 digits: nothing that is printed is larger."""
WIDEST = 100
"""The width to which a place of a text may be filled up."""
COMPARED_WITHIN = (list, tuple, dict, set, SimpleNamespace)
_PLACE = re.compile(r"%(?:\([^)(%]*\))?[#0 +-]*([\d*]*)(?:\.([\d*]*))?")
"""A place that `%` fills: its width and its precision."""


class TooMuch(Mistake):
    """Say that a template does more than any document needs."""


class Allowance:
    """Hold what is left for one document, and which templates it has read. items: how many the document may tell."""

    __slots__ = ("letters", "steps", "templates")

    def __init__(self, items: int = 0) -> None:
        self.templates: set[str] = set()
        self.steps = STEPS + items * STEPS_AN_ITEM
        self.letters = LETTERS + items * LETTERS_AN_ITEM


_ALLOWANCE: ContextVar[Allowance] = ContextVar("allowance")


@contextmanager
def allowed(items: int) -> Iterator[Allowance]:
    """Count what is done within for one document of so many items."""
    allowance = Allowance(items)
    token = _ALLOWANCE.set(allowance)
    try:
        yield allowance
    finally:
        _ALLOWANCE.reset(token)


def _begun() -> Allowance:
    """Return an allowance for what is rendered alone, as in a test: that of a document without items."""
    _ALLOWANCE.set(Allowance())
    return _ALLOWANCE.get()


def spend(steps: int) -> None:
    """Count steps. Raise TooMuch if there are none left."""
    allowance = _ALLOWANCE.get(None) or _begun()
    allowance.steps -= steps
    if allowance.steps < 0:
        hint = "Loop over the items themselves, not over loops of loops; a macro that calls itself must come to an end."
        raise TooMuch("goes round too often, or makes too much: it was stopped here", hint)


def read_template(name: str) -> None:
    """Count that a template is put in, and note its inside name."""
    spend(1)
    _ALLOWANCE.get().templates.add(name)


def steps(values: Iterable[Any], each: int = 1) -> Iterator[Any]:
    """Yield values and count each as so many steps."""
    allowance = _ALLOWANCE.get(None) or _begun()
    for value in values:
        allowance.steps -= each
        if allowance.steps < 0:
            spend(0)
        yield value


def spend_letters(count: int) -> None:
    """Count the letters of a text before it is made. Raise TooMuch if it is too long for any document."""
    if count > (most := (_ALLOWANCE.get(None) or _begun()).letters):
        raise TooMuch(f"makes a text of more than {most:,} letters: it was stopped here", "Repeat less.")
    spend(1 + count // 16)


def spend_entries(count: int) -> None:
    """Count the entries of a list before it is made."""
    spend(1 + count // 4)


def text_of(pieces: Iterable[str]) -> str:
    """Join texts, as long as they are not too long together; of a generator, the line that goes too far is at fault."""
    if not isinstance(pieces, Iterator):
        pieces = list(pieces)
        spend_letters(sum(map(len, pieces)))
        return "".join(pieces)
    made, letters, most = [], 0, (_ALLOWANCE.get(None) or _begun()).letters
    for piece in pieces:
        made.append(piece)
        letters += len(piece)
        if letters > most:
            _stop(pieces, letters)
    spend_letters(letters)
    return "".join(made)


def _stop(pieces: Iterator[str], letters: int) -> None:
    try:
        spend_letters(letters)
    except TooMuch as too_much:
        if isinstance(pieces, Generator):
            pieces.throw(too_much)
        raise


def counted(value: Any) -> Any:
    """Return a value that a filter goes through once, with its entries counted: now, or as they come."""
    if isinstance(value, str):
        spend(1 + len(value) // 16)
    elif isinstance(value, Undefined):
        spend(1)  # whoever needs more of it says so
    elif isinstance(value, Sized):
        spend(1 + len(value))
    elif hasattr(value, "__next__"):
        return steps(value)
    return value


def compared(value: Any) -> Any:
    """Return a value that is compared, hashed or sorted, once all that is within it is counted.

    A list that holds a list twice, which holds a list twice …, is small in memory and has no end for who compares it.
    """
    if isinstance(value, str):
        spend(1 + len(value) // 16)
    elif isinstance(value, COMPARED_WITHIN):
        waiting = [value]
        while waiting:
            inner = waiting.pop()
            entries = _entries(inner)
            spend(1 + len(entries))
            waiting += [entry for entry in entries if isinstance(entry, COMPARED_WITHIN)]
    return value


def _entries(value: Any) -> list[Any]:
    if isinstance(value, SimpleNamespace):
        return list(vars(value).values())
    return [*value, *value.values()] if isinstance(value, Mapping) else list(value)


def checked_format(text: str) -> str:
    """Return a text whose places `%` fills, unless one of them is filled up to more than a line is wide."""
    for match in _PLACE.finditer(text):
        if any("*" in size or len(size) > 3 or int(size) > WIDEST for size in match.groups() if size):
            raise TooMuch(f"fills a place of a text up to more than {WIDEST} letters", "Write %s or %(name)s.")
    return text


def checked_number(bits: float) -> None:
    """Raise OverflowError for a whole number of more bits than anything that is printed has."""
    if bits > LARGEST_BITS:
        raise OverflowError
