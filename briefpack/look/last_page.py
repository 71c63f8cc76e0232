"""How closely a document is set: a page that holds a line or two, or ends in a hole, looks forgotten."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from typing import TypeVar

NEARLY_EMPTY = 0.15
"""A last page of which less than this is taken looks forgotten."""
LITTLE = 0.5
"""A memo is set closer even for a last page of which less than this is taken: a page fewer is read sooner."""
HOLE = 0.15
"""A page before the last of which more than this stays empty, as what follows is whole, is better filled."""
FEW = 12
"""Of more pages than this, nobody looks at one alone."""
CLOSER = (0.9, 0.8, 0.7, 0.62)
"""The space around blocks that is tried then, as parts of the full one; lines come closer by a tenth of that."""
Attempt = TypeVar("Attempt")


def closer_leading(leading: float, factor: float) -> float:
    """Return the distance of lines that goes with a part of the space around blocks."""
    return leading * (1 - (1 - factor) * 0.1)


def saving_a_page(
    attempts: Iterator[Attempt],
    pages: Callable[[Attempt], int],
    filled: Callable[[Attempt], float],
    little: float = NEARLY_EMPTY,
) -> Attempt:
    """Return the first; if its last page of a few would hold too little, the first of the closer ones with fewer pages.

    filled: how much of the last page is taken, from 0 to 1; little: how much of it is too little.
    """
    first = next(attempts)
    if not 1 < pages(first) <= FEW or filled(first) > little:
        return first
    return next((closer for closer in attempts if pages(closer) < pages(first)), first)


def without_holes(
    attempts: Iterator[Attempt],
    pages: Callable[[Attempt], int],
    filled: Callable[[Attempt], float],
    hole: Callable[[Attempt], float],
) -> Attempt:
    """Return the first that `saving_a_page` would; where that has a hole, the first of the closer ones that has none.

    hole: how much of a page before the last stays empty at most, from 0 to 1.
    """
    tried: list[Attempt] = []

    def kept() -> Iterator[Attempt]:
        for attempt in attempts:
            tried.append(attempt)
            yield attempt

    first = saving_a_page(kept(), pages, filled, LITTLE)
    if hole(first) <= HOLE or pages(first) > FEW:
        return first
    known = next(number for number, attempt in enumerate(tried) if attempt is first)
    closer = chain(tried[known + 1 :], attempts)
    return next((one for one in closer if hole(one) <= HOLE and filled(one) > NEARLY_EMPTY), first)
