"""Colours of the series of a chart: told apart by how light they are, so that grey and any eyes will do."""

from __future__ import annotations

from briefpack.look.theme import Colours, contrast

TWO, MORE = ("accent", "second"), ("accent", "quiet")
"""The colours from which two series are made, and more, in turn: of more hues some eyes would see two as one."""
LIGHTEST = {1: 1.0, 2: 2.6, 3: 2.2, 4: 1.8}
"""The contrast to paper of the last of so many series; the others lie between it and the first in equal steps."""
STEPS = 24


def series_shares(colours: Colours, count: int) -> list[tuple[str, float]]:
    """Return for each series a colour of the theme, and how much of it is mixed with paper, from 0 to 1."""
    count = max(1, count)
    darkest = contrast(colours.accent, colours.paper)
    last = LIGHTEST.get(count, min(LIGHTEST.values()))
    shares = [("accent", 1.0)]
    for number in range(1, count):
        wanted = darkest * (last / darkest) ** (number / (count - 1))
        base = (TWO if count == 2 else MORE)[number % 2]
        shares.append((base, _share(getattr(colours, base), colours.paper, wanted)))
    return shares


def series_colours(colours: Colours, count: int) -> tuple[str, ...]:
    """Return the colours of so many series, #RRGGBB."""
    return tuple(mixed(getattr(colours, base), colours.paper, share) for base, share in series_shares(colours, count))


def paled(colour: str, ground: str, most: float) -> str:
    """Return a colour, mixed with its ground where its contrast to that is more than `most`."""
    return mixed(colour, ground, _share(colour, ground, most)) if contrast(colour, ground) > most else colour


def mixed(colour: str, ground: str, share: float) -> str:
    """Return a colour mixed with a ground."""
    parts = ((int(colour[n : n + 2], 16), int(ground[n : n + 2], 16)) for n in (1, 3, 5))
    return "#" + "".join(f"{round(own * share + other * (1 - share)):02X}" for own, other in parts)


def _share(colour: str, ground: str, wanted: float) -> float:
    """Return how much of a colour has that contrast to the ground on which it is mixed."""
    low, high = 0.0, 1.0
    for _ in range(STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if contrast(mixed(colour, ground, middle), ground) < wanted else (low, middle)
    return round(high, 3)
