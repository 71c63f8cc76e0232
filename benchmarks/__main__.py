"""Measure and print every table: python -m benchmarks, or `invoke bench`."""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from pathlib import Path

from benchmarks import peers
from benchmarks.bench import Bench, cold_build, small_runs, warm
from benchmarks.copies import copies
from benchmarks.growth import everything, growth
from benchmarks.processes import Limits

SECTIONS = {
    "cold": cold_build,
    "little": small_runs,
    "warm": warm,
    "copies": copies,
    "all": everything,
    "growth": growth,
}
SHORT = tuple(name for name in SECTIONS if name != "all")
README = Path(__file__).with_name("README.md")
MARK = "<!-- The rest is written by `invoke bench --keep`. -->\n"


def machine() -> str:
    """Describe the machine and the peers, as far as they matter to a figure."""
    there = ", ".join(f"{name} {version}" for name, version in peers.versions().items())
    lines = [f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}, Python {platform.python_version()}."]
    lines.append(f"Peers: {there or 'none'}.")
    if peers.missing():
        lines.append(
            f'Missing, so not measured: {", ".join(peers.missing())}; `pip install -e ".[bench]"` brings them.'
        )
    return " ".join(lines) + "\n"


def main() -> int:
    """Print the tables as they come; return 1 if a file was wrong, whatever it cost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--before", type=Path)
    parser.add_argument("--limit", type=float, default=Limits.seconds)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    report = [machine()]
    print(report[0], flush=True)
    with tempfile.TemporaryDirectory() as name:
        before = options.before.resolve() if options.before else None
        bench = Bench(Path(name), before, options.short, Limits(options.limit))
        for section in options.only.split(",") if options.only else SHORT if options.short else SECTIONS:
            for table in SECTIONS[section](bench):
                report.append(str(table))
                print(table, flush=True)
    for problem in bench.wrong:
        print(f"WRONG: {problem}", file=sys.stderr)
    if options.keep and not bench.wrong:
        kept = README.read_text(encoding="utf-8").partition(MARK)[0]
        README.write_text("\n".join([kept + MARK, *report]).rstrip() + "\n", encoding="utf-8")
    return 1 if bench.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
