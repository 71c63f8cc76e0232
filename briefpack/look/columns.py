"""How the columns of a table share a line."""

from __future__ import annotations

from collections.abc import Sequence


def shared(least: Sequence[float], wanted: Sequence[float], room: float) -> list[float]:
    """Divide the room among columns; the widths add up to it. All lengths are of one unit.

    `least`: the longest word of each column; `wanted`: each with no line broken, no less than `least`. Where all that
    is wanted does not fit, little text stays in full and much text is broken into lines. Where not even the longest
    words do, the columns with the longest ones have what the others leave, so that as few as can be are cut.
    """
    if sum(wanted) <= room:
        return _scaled(wanted, room)
    if sum(least) >= room:
        return _capped(least, room)
    low, high = 0.0, room
    for _ in range(24):
        middle = (low + high) / 2
        low, high = (low, middle) if sum(_grown(least, wanted, middle)) > room else (middle, high)
    return _scaled(_grown(least, wanted, low), room)


def _grown(least: Sequence[float], wanted: Sequence[float], factor: float) -> list[float]:
    """Return widths that grow with the square root of what is wanted, so that no wordy column starves the others."""
    return [min(want, max(low, factor * want**0.5)) for low, want in zip(least, wanted, strict=True)]


def _capped(least: Sequence[float], room: float) -> list[float]:
    """Return widths of which none is wider than the widest."""
    widths, left = [0.0] * len(least), room
    for place, column in enumerate(sorted(range(len(least)), key=least.__getitem__)):
        widths[column] = min(least[column], left / (len(least) - place))
        left -= widths[column]
    return _scaled(widths, room)


def _scaled(widths: Sequence[float], room: float) -> list[float]:
    total = sum(widths) or 1
    return [width * room / total for width in widths]
