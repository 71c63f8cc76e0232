"""Tables as Markdown, and what stands in their cells."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.processes import Cost, Result


@dataclass(frozen=True)
class Table:
    """Hold a table of the report, ready to be printed."""

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]

    def __str__(self) -> str:
        lines = [self.headings, ["---", *["---:"] * (len(self.headings) - 1)], *self.rows]
        return "\n".join([f"### {self.title}", "", *(f"| {' | '.join(line)} |" for line in lines), ""])


def cell(result: Result | None) -> str:
    """Return the CPU seconds and the memory of a run, or why there are none; a dash where it was not tried."""
    if isinstance(result, Cost):
        return f"{result.cpu:.2f} s, {result.peak:.0f} MiB"
    return result.splitlines()[-1].strip()[-60:] if result else "–"


def ratio(result: Result | None, other: Result | None, what: str = "cpu") -> str:
    """Return how much of another's cost a run takes; nothing where one of them has none."""
    if not isinstance(result, Cost) or not isinstance(other, Cost):
        return ""
    return f"{getattr(result, what) / getattr(other, what):.2f}"


def exponent(sizes: Sequence[int], results: Sequence[Result | None]) -> str:
    """Return the power of the size with which CPU time grows, by the last two decades that were measured.

    What the smallest size takes is left out of each, so that what every run costs does not hide how it grows: the
    slope of log(time - first time) over log(size - first size) by least squares, which is 1 for what is linear.
    """
    measured = [(size, one.cpu) for size, one in zip(sizes, results, strict=True) if isinstance(one, Cost)]
    more = [(size - measured[0][0], cpu - measured[0][1]) for size, cpu in measured[1:]]
    points = [(math.log(size), math.log(cpu)) for size, cpu in more if cpu > 0]
    last = [point for point in points if point[0] >= points[-1][0] - 2 * math.log(10) - 0.01]
    if len(last) < 2:
        return ""
    mean_x, mean_y = (sum(values) / len(last) for values in zip(*last, strict=True))
    spread = sum((x - mean_x) ** 2 for x, _ in last)
    return f"{sum((x - mean_x) * (y - mean_y) for x, y in last) / spread:.2f}"
