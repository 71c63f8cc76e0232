"""How costs grow with what a pack holds, and what the build of everything costs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks import peers, projects
from benchmarks.bench import BEFORE, BUILD, Bench
from benchmarks.processes import Cost, Result, Stopped, Work
from benchmarks.projects import COPIED
from benchmarks.tables import Table, cell, exponent, ratio

PROPOSALS = (15, 150, 1_500, 15_000)
ON_PAGE = (15, 50, 150, 500)
CHECKED = 150
"""Files of larger packs are not read back: that would take longer than to make them."""
SEVERAL_ROUNDS = 150
"""Up to this size, a run is short enough to be measured several times."""


@dataclass(frozen=True)
class Series:
    """Describe a row of growth: what is built, in which sizes, and the peer beside it."""

    name: str
    make: Callable[[Path, int], Path]
    sizes: tuple[int, ...]
    document: str = ""
    format: str = ""
    peer: str = ""
    aim: str = "exponent ≤ 1.05"


def _choosing(folder: Path, number: int) -> Path:
    return projects.with_proposals(folder, number, number)


SERIES = (
    Series("memo.docx", projects.with_proposals, PROPOSALS, "memo", "docx", "pandoc", "≤ 1 of pandoc"),
    Series("memo.pdf", projects.with_proposals, PROPOSALS, "memo", "pdf", "typst", "≤ 0.1 of typst, memory ≤ 0.05"),
    Series("slides.pptx", projects.with_proposals, PROPOSALS, "slides", "pptx", "pandoc", "≤ 1 of pandoc"),
    Series("one-pager, choosing among", _choosing, ON_PAGE, "onepager", "pdf"),
    Series("audiences, 4 files each", projects.with_audiences, (3, 20, 200)),
    Series("languages, 12 files each", projects.with_languages, (1, 2, 5, 20)),
)


def growth(bench: Bench) -> Iterator[Table]:
    """Build ever larger packs, until one takes longer than the limit."""
    made: dict[tuple[object, int], Path] = {}
    for series in SERIES:
        sizes = _short(series) if bench.short else series.sizes
        results: dict[str, list[Result | None]] = {}
        for size in sizes:
            _add_size(bench, series, size, made, results)
        yield _table(series, sizes, results)


def _short(series: Series) -> tuple[int, ...]:
    """Return one size that is small and not the smallest, so that something is repeated."""
    return (2 * series.sizes[0],)


def _add_size(
    bench: Bench,
    series: Series,
    size: int,
    made: dict[tuple[object, int], Path],
    results: dict[str, list[Result | None]],
) -> None:
    """Measure one size of a series; what went over the limit at a smaller size is not tried again."""
    project = made.get((series.make, size)) or series.make(bench.folder / f"{series.make.__name__}-{size}", size)
    made[series.make, size] = project
    going_on = {name for name, before in results.items() if isinstance(before[-1], Cost)}
    works = [one for one in _works(bench, series, project) if one.name in going_on or not results]
    for_one = bench.run(works, 3 if size <= SEVERAL_ROUNDS and not bench.short else 1) if works else {}
    for name in results or for_one:
        results.setdefault(name, []).append(for_one.get(name))
    if series.document and size <= CHECKED and isinstance(for_one.get(BUILD), Cost):
        sources = bench.sources_of(project, series.document)
        bench.check_files(project, sources, [f"{COPIED}-{series.document}.{series.format}"])


def _works(bench: Bench, series: Series, project: Path) -> Iterator[Work]:
    """Yield the build of a series in one size, and the peer's process that writes the same words."""
    chosen = ["--document", series.document, "--format", series.format] if series.document else []
    yield bench.product.cold(project, *chosen)
    if series.peer and {series.peer, "pandoc"} <= peers.versions().keys():
        source = project / "sources" / f"{COPIED}-{series.document}.md"
        try:
            bench.sources_of(project, series.document)
            target = source.with_suffix(f".by-peer.{series.format}")
            command = (
                peers.typst(peers.as_typst(source), target) if series.peer == "typst" else peers.pandoc(source, target)
            )
        except Stopped:
            return
        yield Work(series.peer, [command], project)


def _table(series: Series, sizes: tuple[int, ...], results: dict[str, list[Result | None]]) -> Table:
    rows = [
        (name, *map(cell, found), exponent(sizes, found), series.aim if name == BUILD else "")
        for name, found in results.items()
    ]
    if series.peer in results:
        pairs = list(zip(results[BUILD], results[series.peer], strict=True))
        for what, label in (("cpu", "CPU"), ("peak", "memory")):
            rows.append((f"{label}, briefpack / {series.peer}", *(ratio(*pair, what) for pair in pairs), "", ""))
    return Table(series.name, ("", *(f"{size:,}" for size in sizes), "exponent", "aim"), rows)


def everything(bench: Bench) -> Iterator[Table]:
    """Build all files of all packs in all languages: as it comes, and in one process; without pages, and with them."""
    works, wholes = [], {}
    for one in bench.products:
        wholes[one.name] = whole = projects.whole_project(one.folder / "whole", one.checkout)
        projects.without_pages(whole)
        works.append(one.cold(whole, name=one.name))
    alone, pages = (projects.whole_project(bench.product.folder / name) for name in ("whole-alone", "whole-pages"))
    projects.without_pages(alone)
    works.append(bench.product.cold(alone, "--jobs", "1", name=f"{BUILD} --jobs 1"))
    works.append(bench.product.cold(pages, name=f"{BUILD}, with the web pages"))
    results = bench.run(works, 1 if bench.short else 3)
    bench.check_same(wholes[BUILD], alone, "--jobs 1")
    before = results.get(BEFORE)
    rows = [_whole_row(name, result, before) for name, result in results.items()]
    headings = ("work", "CPU s", "of before", "wall s", "of before", "largest process MiB", "aim")
    yield Table("All files of both packs", headings, rows)


def _whole_row(name: str, result: Result, before: Result | None) -> tuple[str, ...]:
    if not isinstance(result, Cost):
        return (name, result, "", "", "", "", "")
    shares = [ratio(result, before, what) for what in ("cpu", "wall")]
    aim = "≤ 0.25 of the wall time before, ≤ 150 MiB" if name == BUILD else ""
    return (name, f"{result.cpu:.2f}", shares[0], f"{result.wall:.2f}", shares[1], f"{result.peak:.0f}", aim)
