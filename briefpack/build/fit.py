"""Fit a document to its page: tighten first, then cut editorially, lowest priority first, and say each step.

What is measured is handed in, so that the layout that is measured is the one that is drawn.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from briefpack.document.tree import Document

STEPS = 25
"""How many settings there are between full size and the floor."""
ENOUGH_PT = 0.01
LEAST_ROOM_PT = 12.0
"""Less room than a line takes is none."""
CLOSE_PT = 3.0
"""A fit with no more room left than this is taken: the next setting would hardly differ."""


HOW = {"short": "in short", "out": "left out", "long": "in full, as there is room"}


@dataclass(frozen=True, slots=True)
class Cut:
    """Say an item in its short wording, leave it out, or say it in its long wording."""

    item_id: str
    title: str
    how: Literal["short", "out", "long"]
    """`long` is no cut but its reverse: there is room for the item’s long wording."""

    def __str__(self) -> str:
        return f"“{self.title}” {HOW[self.how]}"


Cuts = tuple[Cut, ...]
Make = Callable[[Cuts], Document]
"""Returns the document with these cuts made."""
Excess = Callable[[Document, float], float]
"""Returns by how many points a document is too tall at a tightness from 0 (full size) to 1 (the floor).

A negative number is the room left.
"""
Told = Callable[[Cuts], Collection[tuple[str, str]]]
"""Returns which fields of which items the document prints with these cuts made."""
Growth = Callable[[Document], Sequence[Cut]]
"""Returns which items may be told in their long wording where a page has room, the first to be so first."""
Tried = tuple[Document, float]
"""A document, and by how much it is too tall at the floor."""
Cutting = tuple[Document, Cuts, float]
"""A document, the cuts that were made in it, and by how much it is too tall at the floor."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """Hold a document that fits, or the nearest to it. excess_pt: what is still too tall; 0 if it fits."""

    document: Document
    tightness: float = 0.0
    cuts: Cuts = ()
    excess_pt: float = 0.0


def fit(make: Make, excess: Excess, candidates: Sequence[Cut], told: Told, growth: Growth = lambda _: ()) -> Fitted:
    """Return the document at the loosest setting found that fits, with as few cuts as that takes.

    `candidates` stand in the order in which they may be cut; one that changes nothing is passed over. A page with room
    left takes as much of what `growth` names as it holds at full size.
    """
    document = make(())
    at_full = excess(document, 0.0)
    if at_full <= ENOUGH_PT:
        return Fitted(document) if -at_full < LEAST_ROOM_PT else _grown(make, excess, document, growth(document))
    cuts: Cuts = ()
    at_floor = excess(document, 1.0)
    if at_floor > ENOUGH_PT:
        whole = document, at_floor
        document, cuts, at_floor = _cut(make, excess, candidates, told, whole) or _cut_in_turn(
            make, excess, candidates, whole
        )
        if at_floor > ENOUGH_PT:
            return Fitted(document, 1.0, cuts, at_floor)
        at_full = excess(document, 0.0)
    return Fitted(document, _loosest(document, excess, at_full, at_floor), cuts)


def _grown(make: Make, excess: Excess, document: Document, longer: Sequence[Cut]) -> Fitted:
    """Find by bisection how many items, in their order, the page has room for in their long wordings."""
    fitting = {0: document}

    def is_too_tall(number: int) -> bool:
        fitting[number] = make(tuple(longer[:number]))
        return excess(fitting[number], 0.0) > ENOUGH_PT

    number = bisect_left(range(len(longer) + 1), True, lo=1, key=is_too_tall) - 1
    return Fitted(fitting[number], 0.0, tuple(longer[:number]))


def _cut(make: Make, excess: Excess, candidates: Sequence[Cut], told: Told, whole: Tried) -> Cutting | None:
    """Find by bisection how many cuts it takes until the document fits at the floor; make all if it never does.

    Those count that change what is printed of an item. Return nothing where that is not all that they do, as where
    another item moves up into the place of one that is left out: then each has to be tried.
    """
    likely = _likely(candidates, told(()))
    tried = {0: whole}

    def fits(number: int) -> bool:
        document = make(likely[:number])
        tried[number] = document, excess(document, 1.0)
        return tried[number][1] <= ENOUGH_PT

    number = min(bisect_left(range(len(likely) + 1), True, lo=1, key=fits), len(likely))
    document, over = tried[number]
    cuts = likely[:number]
    others_too = tuple(candidates[: candidates.index(cuts[-1]) + 1]) if over <= ENOUGH_PT else tuple(candidates)
    still_told = {item_id for item_id, _ in told(cuts)}
    if make(others_too) != document or any(cut.how == "out" and cut.item_id in still_told for cut in cuts):
        return None
    return document, cuts, over


def _likely(candidates: Sequence[Cut], printed: Collection[tuple[str, str]]) -> Cuts:
    """Return the cuts of what is printed: of the long wording where the short one may stand in its place."""
    items = {item_id for item_id, _ in printed}
    return tuple(
        cut for cut in candidates if ((cut.item_id, "text") in printed if cut.how == "short" else cut.item_id in items)
    )


def _cut_in_turn(make: Make, excess: Excess, candidates: Sequence[Cut], whole: Tried) -> Cutting:
    """Try one cut after the other until the document fits at the floor."""
    cuts: Cuts = ()
    document, over = whole
    for cut in candidates:
        if over <= ENOUGH_PT:
            break
        shorter = make((*cuts, cut))
        if shorter != document:
            document, cuts = shorter, (*cuts, cut)
            over = excess(document, 1.0)
    return document, cuts, over


def _loosest(document: Document, excess: Excess, at_full: float, at_floor: float) -> float:
    """Return the least tightness found that fits, of STEPS; heights jump with line breaks, so the answer is verified.

    Each trial is made where a straight line between the nearest two would fit (regula falsi).
    """
    if at_full <= ENOUGH_PT:
        return 0.0
    low, high = (0, at_full), (STEPS, at_floor)
    while high[0] - low[0] > 1:
        share = low[1] / (low[1] - high[1]) if low[1] > high[1] else 0.5
        middle = low[0] + max(1, min(high[0] - low[0] - 1, math.ceil(share * (high[0] - low[0]))))
        over = excess(document, middle / STEPS)
        if over > ENOUGH_PT:
            low = (middle, over)
        else:
            high = (middle, over)
            if -over < CLOSE_PT:
                break
    return high[0] / STEPS
