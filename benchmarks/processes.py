"""Whole processes and what they cost: CPU of a process and its children, wall time, memory of the largest of them."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

LAUNCH = Path(__file__).with_name("launch.py")


@dataclass(frozen=True)
class Cost:
    """Hold what a run took: seconds of CPU (user and system), seconds of wall time, the largest process in MiB."""

    cpu: float
    wall: float
    peak: float

    def __add__(self, other: Cost) -> Cost:
        return Cost(self.cpu + other.cpu, self.wall + other.wall, max(self.peak, other.peak))


NOTHING = Cost(0, 0, 0)


class Stopped(Exception):
    """Say that a run went over a limit, or failed, in as many words as a cell of the table holds."""


@dataclass(frozen=True)
class Limits:
    """Say when a run is ended: after so many seconds of CPU, or at so many MiB."""

    seconds: float = 120
    mebibytes: float = 6_000


LIMITS = Limits()


@dataclass(frozen=True)
class Work:
    """Name what is measured: commands that run one after the other, and what is made ready before, which is not."""

    name: str
    commands: Sequence[Sequence[str]]
    folder: Path
    environment: Mapping[str, str] = field(default_factory=dict)
    prepare: Callable[[], object] = lambda: None
    statuses: tuple[int, ...] = (0,)
    """The exit statuses that are right."""

    def measure(self, limits: Limits = LIMITS) -> Cost:
        """Run it once. Raise Stopped."""
        self.prepare()
        total = NOTHING
        for command in self.commands:
            total += measure(command, self.folder, self.environment, limits, self.statuses)
        return total


def measure(
    command: Sequence[str],
    folder: Path,
    environment: Mapping[str, str],
    limits: Limits = LIMITS,
    statuses: tuple[int, ...] = (0,),
) -> Cost:
    """Run a command and return what it cost. Raise Stopped."""
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    launch = [sys.executable, "-I", "-S", str(LAUNCH), str(limits.seconds), str(limits.mebibytes), *command]
    ran = subprocess.run(
        launch,
        cwd=folder,
        env={**inherited, **environment},  # Python keeps what it has compiled, as it does wherever it is installed
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if ran.returncode:
        raise Stopped(f"fails: the launcher ended with status {ran.returncode}: {ran.stderr.strip()[-300:]}")
    found = json.loads(ran.stdout)
    if found["stopped"]:
        raise Stopped(found["stopped"])
    if found["status"] not in statuses:
        raise Stopped(f"fails with status {found['status']}: {ran.stderr.strip()[-600:]}")
    return Cost(found["cpu"], found["wall"], found["peak"])


Result = Cost | str
"""The medians of a work's runs, or why there are none."""


def in_turn(works: list[Work], rounds: int, limits: Limits = LIMITS) -> dict[str, Result]:
    """Measure works in turn, so that a busy machine slows all of them alike; return each one's medians by its name."""
    runs: dict[str, list[Cost]] = {work.name: [] for work in works}
    stopped: dict[str, str] = {}
    for number in range(rounds):
        for work in works[number % len(works) :] + works[: number % len(works)]:
            if work.name not in stopped:
                try:
                    runs[work.name].append(work.measure(limits))
                except Stopped as why:
                    stopped[work.name] = str(why)
    return {name: stopped[name] if name in stopped else median(costs) for name, costs in runs.items()}


def median(costs: Sequence[Cost]) -> Cost:
    return Cost(*(statistics.median(getattr(cost, name) for cost in costs) for name in ("cpu", "wall", "peak")))
