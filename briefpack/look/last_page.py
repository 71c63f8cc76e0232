"""How closely a document is set: a page that holds a line or two, or ends in a hole, looks forgotten."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

NEARLY_EMPTY = 0.15
"""A last page of which less than this is taken looks forgotten."""
LITTLE = 0.55
"""A memo is set closer even for a last page of which less than this is taken: a page fewer is read sooner."""
HOLE = 0.15
"""A page before the last of which more than this stays empty, as what follows is whole, is better filled."""
FEW = 12
"""Of more pages than this, nobody looks at one alone."""
CLOSER = (0.9, 0.8, 0.7, 0.62, 0.55)
"""The space around blocks that is tried then, as parts of the full one; lines come closer by a tenth of that, and
plots are flatter by a third of it."""
WIDER = (1.1, 1.2, 1.3)
"""The same where nothing spares a page of which little is taken: what stands before it goes on to it."""
SOME = 0.4
"""A last page of which less than this is taken is better filled so."""
PAGE_WEIGHT, HOLE_WEIGHT = 0.2, 2
"""What a page more, and what a hole takes of a page, weighs against what is missing on a last page."""
Attempt = TypeVar("Attempt")


def closer_leading(leading: float, factor: float) -> float:
    """Return the distance of lines that goes with a part of the space around blocks."""
    return leading * (1 - (1 - factor) * 0.1)


def flatter_plots(factor: float) -> float:
    """Return the part of their usual height that plots have with a part of the space around blocks."""
    return 1 - (1 - factor) / 3


def saving_a_page(
    attempts: Iterator[Attempt],
    pages: Callable[[Attempt], int],
    filled: Callable[[Attempt], float],
) -> Attempt:
    """Return the first; if its last page of a few would look forgotten, the first of the closer ones with fewer pages.

    filled: how much of the last page is taken, from 0 to 1.
    """
    first = next(attempts)
    if not 1 < pages(first) <= FEW or filled(first) > NEARLY_EMPTY:
        return first
    return next((closer for closer in attempts if pages(closer) < pages(first)), first)


def without_holes(
    attempts: Iterator[Attempt],
    pages: Callable[[Attempt], int],
    filled: Callable[[Attempt], float],
    hole: Callable[[Attempt], float],
    wider: Iterable[Attempt] = (),
) -> Attempt:
    """Return the first that has no hole and fills its last page, or has a page fewer; else the one that is next best.

    Pages, holes and what a last page lacks are weighed against each other then; among those that are wider, too, if
    little of its last page is taken. hole: how much of a page before the last stays empty at most, from 0 to 1.
    """

    def lacks(attempt: Attempt) -> float:
        return max(0.0, hole(attempt) - HOLE) * HOLE_WEIGHT + max(0.0, SOME - filled(attempt))

    def cost(attempt: Attempt) -> float:
        return pages(attempt) * PAGE_WEIGHT + lacks(attempt)

    first = next(attempts)
    is_full = pages(first) == 1 or filled(first) > LITTLE
    if pages(first) > FEW or (is_full and hole(first) <= HOLE):
        return first
    tried = [first]
    for attempt in attempts:
        tried.append(attempt)
        if not lacks(attempt) and (filled(attempt) > LITTLE or pages(attempt) < pages(first)):
            return attempt
    best = min(tried, key=cost)
    return best if pages(best) == 1 or filled(best) >= SOME else min((best, *wider), key=cost)
