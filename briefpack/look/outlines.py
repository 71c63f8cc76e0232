"""Letters as outlines: SVG path data in whole units of the font, relative from point to point."""

from __future__ import annotations

from typing import Any

from fontTools.pens.basePen import BasePen

Point = tuple[float, float]


def outline_of(glyphs: Any, name: str) -> str:
    """Return a glyph's path, from its origin and back to it; empty for a blank."""
    pen = RelativePen(glyphs)
    glyphs[name].draw(pen)
    return "".join(pen.steps) + pen.step("m", (0, 0)) if pen.steps else ""


class RelativePen(BasePen):  # type: ignore[misc]
    """Collect a path step by step; BasePen opens components and splits long curves."""

    def __init__(self, glyphs: Any) -> None:
        super().__init__(glyphs)
        self.steps: list[str] = []
        self.at = self.start = (0, 0)

    def step(self, letter: str, *points: Point) -> str:
        whole = [(round(x), round(y)) for x, y in points]
        moved = " ".join(f"{x - self.at[0]} {y - self.at[1]}" for x, y in whole)
        self.at = whole[-1]
        return (letter + moved).replace(" -", "-")

    def _moveTo(self, point: Point) -> None:
        self.steps.append(self.step("m", point))
        self.start = self.at

    def _lineTo(self, point: Point) -> None:
        self.steps.append(self.step("l", point))

    def _curveToOne(self, first: Point, second: Point, end: Point) -> None:
        self.steps.append(self.step("c", first, second, end))

    def _qCurveToOne(self, control: Point, end: Point) -> None:
        self.steps.append(self.step("q", control, end))

    def _closePath(self) -> None:
        self.steps.append("z")
        self.at = self.start
