"""Fit a document to its page: tighten first, then cut editorially, lowest priority first, and say each step.

What is measured is handed in, so that the layout that is measured is the one that is drawn.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from briefpack.document.tree import Document

STEPS = 25
"""How many settings there are between full size and the floor."""
ENOUGH_PT = 0.01
CLOSE_PT = 3.0
"""A fit with no more room left than this is taken: the next setting would hardly differ."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Say an item in its short wording, or leave it out."""

    item_id: str
    title: str
    how: Literal["short", "out"]

    def __str__(self) -> str:
        return f"“{self.title}” {'in short' if self.how == 'short' else 'left out'}"


Cuts = tuple[Cut, ...]
Make = Callable[[Cuts], Document]
"""Returns the document with these cuts made."""
Excess = Callable[[Document, float], float]
"""Returns by how many points a document is too tall at a tightness from 0 (full size) to 1 (the floor).

A negative number is the room left.
"""


@dataclass(frozen=True, slots=True)
class Fitted:
    """Hold a document that fits, or the nearest to it. excess_pt: what is still too tall; 0 if it fits."""

    document: Document
    tightness: float = 0.0
    cuts: Cuts = ()
    excess_pt: float = 0.0


def fit(make: Make, excess: Excess, candidates: Sequence[Cut]) -> Fitted:
    """Return the document at the loosest setting found that fits, with as few cuts as that takes.

    `candidates` stand in the order in which they may be cut; one that changes nothing is passed over.
    """
    document = make(())
    at_full = excess(document, 0.0)
    if at_full <= ENOUGH_PT:
        return Fitted(document)
    document, cuts, at_floor = _cut(make, excess, candidates, document)
    if at_floor > ENOUGH_PT:
        return Fitted(document, 1.0, cuts, at_floor)
    if cuts:
        at_full = excess(document, 0.0)
    return Fitted(document, _loosest(document, excess, at_full, at_floor), cuts)


def _cut(make: Make, excess: Excess, candidates: Sequence[Cut], document: Document) -> tuple[Document, Cuts, float]:
    """Cut until the document fits at the floor."""
    cuts: Cuts = ()
    over = excess(document, 1.0)
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
