"""Letters as outlines: SVG path data in whole units of the font, relative from point to point."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from briefpack.look.truetype import Point

Place = tuple[float, float]


def path_of(contours: Iterable[Sequence[Point]]) -> str:
    """Return the path of a glyph's curves, from its origin and back to it; empty for a blank."""
    path = _Path()
    for contour in contours:
        path.add(contour)
    return "".join(path.steps) + path.step("m", (0, 0)) if path.steps else ""


class _Path:
    """Collect a path step by step."""

    def __init__(self) -> None:
        self.steps: list[str] = []
        self._at: tuple[int, int] = (0, 0)

    def step(self, letter: str, *places: Place) -> str:
        """Return one step, and stand at its end."""
        whole = [(round(x), round(y)) for x, y in places]
        moved = " ".join(f"{x - self._at[0]} {y - self._at[1]}" for x, y in whole)
        self._at = whole[-1]
        return (letter + moved).replace(" -", "-")

    def add(self, contour: Sequence[Point]) -> None:
        """Add a closed curve; it starts at its last point on the curve, or between two if there is none."""
        first = next((number for number, (_, _, on) in enumerate(contour) if on), None)
        points = [*contour] if first is None else [*contour[first + 1 :], *contour[: first + 1]]
        if first is None:
            points.append((*_middle(points[-1][:2], points[0][:2]), True))
        self.steps.append(self.step("m", points[-1][:2]))
        start = self._at
        controls: list[Place] = []
        for number, (x, y, on) in enumerate(points, 1):
            if not on:
                controls.append((x, y))
            elif controls:
                ends = [*(_middle(*pair) for pair in pairwise(controls)), (x, y)]
                self.steps += [self.step("q", *curve) for curve in zip(controls, ends, strict=True)]
                controls = []
            elif number < len(points):
                self.steps.append(self.step("l", (x, y)))
        self.steps.append("z")
        self._at = start


def _middle(one: Place, other: Place) -> Place:
    return 0.5 * (one[0] + other[0]), 0.5 * (one[1] + other[1])
