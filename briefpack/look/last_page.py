"""A last page that holds a line or two looks forgotten: a document is set closer where that saves the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

NEARLY_EMPTY = 0.15
"""A last page of which less than this is taken looks forgotten."""
LITTLE = 0.5
"""A memo is set closer even for a last page of which less than this is taken: a page fewer is read sooner."""
CLOSER = (0.9, 0.8, 0.7)
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
    """Return the first; if its last page would hold too little, the first of the closer ones that has fewer pages.

    filled: how much of the last page is taken, from 0 to 1; little: how much of it is too little.
    """
    first = next(attempts)
    if pages(first) < 2 or filled(first) > little:
        return first
    return next((closer for closer in attempts if pages(closer) < pages(first)), first)
