"""How long the commands take to start, side by side with an empty tasks file, as ratios.

Run: python benchmarks/startup.py
"""

from __future__ import annotations

import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent
EMPTY = "from invoke.collection import Collection\nnamespace = Collection()\n"
ROUNDS = 21


def milliseconds(folder: Path, *arguments: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], cwd=folder, capture_output=True, check=False)
    return (time.perf_counter() - start) * 1000


def main() -> None:
    """Print medians of alternating runs in random order, and what each costs as a multiple of the empty one."""
    with tempfile.TemporaryDirectory() as name:
        empty = Path(name)
        (empty / "tasks.py").write_text(EMPTY, encoding="utf-8")
        runs = {
            "python -c pass": (empty, ("-c", "pass")),
            "invoke --list, empty tasks.py": (empty, ("-m", "invoke", "--list")),
            "invoke --list, briefpack": (REPOSITORY, ("-m", "invoke", "--list")),
            "invoke list, briefpack": (REPOSITORY, ("-m", "invoke", "list")),
            "invoke check, briefpack": (REPOSITORY, ("-m", "invoke", "check")),
        }
        times: dict[str, list[float]] = {label: [] for label in runs}
        for _ in range(ROUNDS):
            for label in random.sample(sorted(runs), len(runs)):
                folder, arguments = runs[label]
                times[label].append(milliseconds(folder, *arguments))
    base = statistics.median(times["invoke --list, empty tasks.py"])
    for label, found in times.items():
        median = statistics.median(found)
        print(f"{label:32} {median:8.1f} ms   {median / base:5.2f} x")


if __name__ == "__main__":
    main()
