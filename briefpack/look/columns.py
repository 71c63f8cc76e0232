"""How the columns of a table share a line."""

from __future__ import annotations

from collections.abc import Sequence


def shared(least: Sequence[float], wanted: Sequence[float], room: float) -> list[float]:
    """Divide the room among columns; the widths add up to it. All lengths are of one unit.

    `least`: the longest word of each column; `wanted`: each with no line broken, no less than `least`. Where all that
    is wanted does not fit, little text stays in full and much text is broken into lines.
    """
    if sum(wanted) <= room:
        return _scaled(wanted, room)
    if sum(least) >= room:
        return _scaled(least, room)
    low, high = 0.0, room
    for _ in range(24):
        middle = (low + high) / 2
        low, high = (low, middle) if sum(_grown(least, wanted, middle)) > room else (middle, high)
    return _scaled(_grown(least, wanted, low), room)


def _grown(least: Sequence[float], wanted: Sequence[float], factor: float) -> list[float]:
    """Return widths that grow with the square root of what is wanted, so that no wordy column starves the others."""
    return [min(want, max(low, factor * want**0.5)) for low, want in zip(least, wanted, strict=True)]


def _scaled(widths: Sequence[float], room: float) -> list[float]:
    total = sum(widths) or 1
    return [width * room / total for width in widths]
