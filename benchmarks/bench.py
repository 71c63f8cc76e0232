"""The measurements: each section runs whole processes in turn and returns a table; what came out wrong is collected."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from benchmarks import peers, projects
from benchmarks.outputs import digests, wrong_files
from benchmarks.processes import LIMITS, Cost, Limits, Result, Work, in_turn, measure
from benchmarks.projects import AUDIENCES, FOUR, PACK, REPOSITORY
from benchmarks.tables import Table, ratio

TWELVE = [f"{audience}-{name}.{one}" for audience in AUDIENCES for name, own in FOUR.items() for one in own]
BUILD = "briefpack"
BEFORE = "briefpack before"
OUTLINE = "slides.md"
"""Is what the peers read, so none of them writes it."""


@dataclass(frozen=True)
class Product:
    """Run one checkout's commands: the one that is measured, or an older one beside it."""

    name: str
    checkout: Path
    folder: Path
    """Where it is installed and its projects are made; also its cache, so that a cold run finds none."""

    @cached_property
    def package(self) -> Path:
        """The folder of what its wheel holds, compiled; where no wheel can be built, the checkout itself."""
        wheels, installed = self.folder / "wheels", self.folder / "installed"
        pip = (sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--no-index", "--quiet")
        made = subprocess.run([*pip, "--wheel-dir", wheels, self.checkout], capture_output=True, check=False)
        if made.returncode:
            return self.checkout
        shutil.unpack_archive(next(wheels.glob("*.whl")), installed, "zip")
        subprocess.run([sys.executable, "-m", "compileall", "-q", installed], check=True)
        return installed

    def work(
        self, project: Path, *arguments: str, name: str = "", prepare: Callable[[], object] = lambda: None
    ) -> Work:
        environment = {"PYTHONPATH": str(self.package), "XDG_CACHE_HOME": str(self.folder / "cache")}
        command = (sys.executable, "-m", "invoke", *arguments)
        return Work(name or self.name, [command], project, environment, prepare)

    def cold(self, project: Path, *arguments: str, name: str = "", keep_cache: bool = False) -> Work:
        """Return a build that finds nothing of an earlier one, but perhaps what the user's cache folder keeps."""

        def prepare() -> None:
            shutil.rmtree(project / "build", ignore_errors=True)
            if not keep_cache:
                shutil.rmtree(self.folder / "cache", ignore_errors=True)

        return self.work(project, "build", *arguments, name=name, prepare=prepare)


@dataclass
class Bench:
    """Hold where the projects are made, how much is measured, and what came out wrong."""

    folder: Path
    before: Path | None = None
    short: bool = False
    limits: Limits = LIMITS
    wrong: list[str] = field(default_factory=list)

    @property
    def rounds(self) -> int:
        return 1 if self.short else 5

    @cached_property
    def product(self) -> Product:
        return Product(BUILD, REPOSITORY, self.folder / "now")

    @cached_property
    def products(self) -> list[Product]:
        older = [Product(BEFORE, self.before, self.folder / "before")] if self.before else []
        return [self.product, *older]

    @cached_property
    def twelve(self) -> dict[str, Path]:
        """The project of twelve files of each product."""
        return {one.name: projects.first_project(one.folder / "twelve", checkout=one.checkout) for one in self.products}

    @cached_property
    def sources(self) -> Path:
        """The folder of what the peers read for the twelve files."""
        return self.sources_of(self.twelve[BUILD])

    def sources_of(self, project: Path, *documents: str) -> Path:
        """Write the product's trees as the peers read them; that is not measured."""
        folder = project / "sources"
        folder.mkdir(exist_ok=True)
        command = [sys.executable, "-m", "benchmarks.trees", str(project), str(folder), *documents]
        measure(command, REPOSITORY, {"PYTHONPATH": str(REPOSITORY)}, self.limits)
        return folder

    def run(self, works: list[Work], rounds: int = 0) -> dict[str, Result]:
        """Measure works in turn; a command of briefpack that fails is wrong."""
        results = in_turn(works, rounds or self.rounds, self.limits)
        self.wrong += [
            f"{name} {result}"
            for name, result in results.items()
            if isinstance(result, str) and result.startswith("fails") and name != BEFORE
        ]
        return results

    def check_files(self, project: Path, sources: Path, names: list[str]) -> None:
        self.wrong += wrong_files(project / "build" / PACK, sources, names)

    def check_same(self, one: Path, other: Path, what: str) -> None:
        """Compare two builds that should be the same, byte for byte."""
        first, second = digests(one / "build"), digests(other / "build")
        differing = sorted(name for name in first.keys() | second.keys() if first.get(name) != second.get(name))
        self.wrong += [f"{what}: {name} differs" for name in differing]


def cold_build(bench: Bench) -> Iterator[Table]:
    """Make twelve files from nothing, beside the nine processes of pandoc and typst that make nine of them."""
    works = [one.cold(bench.twelve[one.name]) for one in bench.products]
    works.append(bench.product.cold(bench.twelve[BUILD], name=KEPT, keep_cache=True))
    alone = projects.first_project(bench.product.folder / "alone")
    works.append(bench.product.cold(alone, "--jobs", "1", name=f"{BUILD} --jobs 1"))
    nine = [name for name in TWELVE if not name.endswith(OUTLINE)]
    has_peers = {"pandoc", "typst"} <= peers.versions().keys()
    if has_peers:
        works.append(Work(PEERS, [_peer_command(bench.sources, name) for name in nine], bench.sources))
    results = bench.run(works)
    bench.check_files(bench.twelve[BUILD], bench.sources, TWELVE)
    bench.check_same(bench.twelve[BUILD], alone, "--jobs 1")
    if has_peers:
        bench.wrong += wrong_files(bench.sources, bench.sources, nine)
    yield Table(
        "Twelve files, cold",
        ("work", "CPU s", "of the nine", "wall s", "of the nine", "peak MiB", "aim"),
        [
            (name, *_beside(result, results.get(PEERS)), "≤ 0.6 of the CPU" if name == BUILD else "")
            for name, result in results.items()
        ],
    )


KEPT = f"{BUILD}, with what the user’s cache folder keeps"
PEERS = "nine processes of pandoc and typst"


def _peer_command(sources: Path, name: str) -> list[str]:
    """Return the command of the peer that is measured for a file: typst for a PDF, pandoc for all else."""
    target = sources / name
    source = target.with_suffix(".md")
    return peers.typst(peers.as_typst(source), target) if target.suffix == ".pdf" else peers.pandoc(source, target)


def _beside(result: Result, other: Result | None) -> tuple[str, ...]:
    """Return the cells of a result: CPU and wall time, each with its share of another's, and memory."""
    if not isinstance(result, Cost):
        return (result.splitlines()[0], "", "", "", "")
    cpu, wall = (f"{value:.2f}" for value in (result.cpu, result.wall))
    shares = [ratio(result, other, what) for what in ("cpu", "wall")]
    return (cpu, shares[0], wall, shares[1], f"{result.peak:.0f}")


EMPTY = "`invoke --list`, empty tasks.py"


def small_runs(bench: Bench) -> Iterator[Table]:
    """Run what changes nothing, or one word, beside what Python and invoke cost alone and beside the full build."""
    empty = bench.folder / "empty"
    empty.mkdir()
    (empty / "tasks.py").write_text("from invoke.collection import Collection\nnamespace = Collection()\n")
    project = bench.twelve[BUILD]
    works = [
        Work("`python -c pass`", [(sys.executable, "-c", "pass")], empty),
        Work(EMPTY, [(sys.executable, "-m", "invoke", "--list")], empty, statuses=(0, 1)),
        *(bench.product.work(project, name, name=f"`invoke {name}`") for name in ("--list", "list")),
        bench.product.work(project, "check", name="`invoke check`, nothing changed"),
    ]
    works += _repeated_builds(bench.product)
    results = bench.run(works)
    _check_change(bench)
    rows = [
        (name, *_beside(result, results[EMPTY])[:3], ratio(result, results[FULL]), *_memory(result), aim)
        for name, result in results.items()
        for aim in [AIMS.get(name, "")]
    ]
    headings = ("work", "CPU s", "× empty list", "wall s", "CPU of the full build", "peak MiB", "aim")
    yield Table("Little to do", headings, rows)


FULL = f"{BUILD}, full build"
AIMS = {
    f"{BUILD}, nothing changed": "≤ 1.15 × empty list",
    f"{BUILD}, one word of one audience changed": "≤ 0.4 of the full build",
}


def _memory(result: Result) -> tuple[str]:
    return (f"{result.peak:.0f}" if isinstance(result, Cost) else "",)


def _repeated_builds(product: Product) -> list[Work]:
    """Return the full build, the same with nothing changed, and with one word changed for one audience."""
    again = projects.first_project(product.folder / "again")
    fresh = projects.first_project(product.folder / "fresh")

    def settle() -> None:
        product.work(again, "build").measure()

    def change() -> None:
        settle()
        projects.change_word(again)

    return [
        product.cold(fresh, name=FULL),
        product.work(again, "build", name=f"{BUILD}, nothing changed", prepare=settle),
        product.work(again, "build", name=f"{BUILD}, one word of one audience changed", prepare=change),
    ]


def _check_change(bench: Bench) -> None:
    """Compare what a build makes over an earlier one with a clean one, when a word changed and when it changed back."""
    again, clean = bench.product.folder / "again", bench.product.folder / "clean"
    for _ in range(2):
        projects.change_word(again)
        bench.product.work(again, "build").measure(bench.limits)
        shutil.rmtree(clean, ignore_errors=True)
        shutil.copytree(again, clean, ignore=shutil.ignore_patterns("build"))
        bench.product.cold(clean).measure(bench.limits)
        bench.check_same(again, clean, "one word changed")


def warm(bench: Bench) -> Iterator[Table]:
    """Make single documents in one process that has made them before."""
    rounds = 1 if bench.short else 15
    command = [sys.executable, "-m", "benchmarks.warm", str(bench.twelve[BUILD]), str(bench.sources), str(rounds)]
    environment = {"PYTHONPATH": str(REPOSITORY)}
    ran = subprocess.run(command, cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=False)
    if ran.returncode:
        bench.wrong.append(f"the warm documents: {ran.stderr.strip()[-500:]}")
        return
    found = json.loads(ran.stdout)
    changed = found.pop("by the library")
    rows = [
        (
            document,
            what,
            f"{spent:.1f}",
            _of_peers(spent, runs) if what in OURS else "",
            WARM_AIMS.get((document, what), ""),
        )
        for document, runs in found.items()
        for what, spent in runs.items()
    ]
    yield Table("Warm, in one process, ms of CPU", ("document", "work", "ms", "of its peers", "aim"), rows)
    library = [(what, f"{spent:.1f}", "< 100") for what, spent in changed.items()]
    yield Table("Built by the library, one word changed since the last call", ("document", "ms", "aim"), library)


OURS = ("fit and write", "write", "render and parse", "render, parse and fit", "all of it")
WARM_AIMS = {
    ("memo.docx", "write"): "≤ 0.1 of python-docx",
    ("onepager.pdf", "fit and write"): "≤ 3 of typst",
    ("slides.pptx", "write"): "≤ 0.35 of python-pptx",
}


def _of_peers(spent: float, runs: dict[str, float]) -> str:
    return ", ".join(f"{spent / other:.2f} {name}" for name, other in runs.items() if name not in OURS)
