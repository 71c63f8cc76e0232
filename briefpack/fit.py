"""Fit a document to its page: tighten first, then cut editorially, lowest priority first, and say each step.

What is measured is handed in, so that the layout that is measured is the one that is drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from briefpack.tree import Document

STEPS = 25
"""How many settings there are between full size and the floor."""
ENOUGH_PT = 0.01


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
"""Returns how many points a document is too tall at a tightness from 0 (full size) to 1 (the floor)."""


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
    if excess(document, 0.0) <= ENOUGH_PT:
        return Fitted(document)
    document, cuts, over = _cut(make, excess, candidates, document)
    if over > ENOUGH_PT:
        return Fitted(document, 1.0, cuts, over)
    return Fitted(document, _loosest(document, excess), cuts)


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


def _loosest(document: Document, excess: Excess) -> float:
    """Return the least tightness that fits, of STEPS; heights jump with line breaks, so every answer is verified."""
    low, high = 0, STEPS
    while high - low > 1:
        middle = (low + high) // 2
        if excess(document, middle / STEPS) <= ENOUGH_PT:
            high = middle
        else:
            low = middle
    return high / STEPS
