"""Running titles: what a line above or below a page shows of a text that may be longer."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate

from briefpack.languages.characters import clusters
from briefpack.languages.line_breaks import SPACE, atoms

ELLIPSIS = "…"
GAP_PT = 12.0
"""Between what stands at both ends of a line, at least."""
LEAST_SHARE = 0.4
"""A text that would have less of the line than this beside another stands on a line of its own."""
WIDEST_PAGE = 88
"""A page whose number is as wide as any for which room is kept."""
_LOOSE = " ,;:–—-、，；：・·"
"""What no shortened text ends in."""


def is_room_beside(width: float, other: float) -> bool:
    """Tell whether a line has room for a text beside another that takes so much of it."""
    return not other or width - other - GAP_PT >= width * LEAST_SHARE


def on_one_line(text: str, room: float, measure: Callable[[str], float]) -> str:
    """Return what a line holds of a text: all of it, or whole words and an ellipsis; of one long word, its letters."""
    if measure(text) <= room:
        return text
    parts = (_ends_of_words(text), [*accumulate(map(len, clusters(text)))])
    return next(filter(None, (_longest(text, ends, room, measure) for ends in parts)), ELLIPSIS)


def _ends_of_words(text: str) -> list[int]:
    """Return after how many letters a line may end, spaces at its end left out."""
    ends, start = list[int](), 0
    for word in SPACE.split(text):
        start = text.index(word, start)
        ends += accumulate(map(len, atoms(word)), initial=start) if word else ()
        start += len(word)
    return sorted({end for end in ends if end})


def _longest(text: str, ends: list[int], room: float, measure: Callable[[str], float]) -> str:
    """Return the longest beginning that fits with an ellipsis; "" if none does."""
    fitting = bisect_right(ends, room, key=lambda end: measure(text[:end].rstrip(_LOOSE) + ELLIPSIS))
    kept = text[: ends[fitting - 1]].rstrip(_LOOSE) if fitting else ""
    return kept + ELLIPSIS if kept else ""
