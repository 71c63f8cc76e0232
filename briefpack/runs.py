"""Runs from the command line: what a command builds or checks, and the reports that it writes into `build/`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from invoke.exceptions import Exit

from briefpack.command_line import JSON_HELP, ending, need, project_folders
from briefpack.terminal import Progress, Said, plain, said_of

if TYPE_CHECKING:
    from briefpack.build.cache import Cache
    from briefpack.build.jobs import Request
    from briefpack.build.workers import Workers

RUN_HELP = {
    "release": "it goes out to its readers: what they would notice is an error (docs/release.md)",
    "allow": "what a release lets through, by the codes that its errors name, with commas between them",
    "as-of": "the day on which a release goes out, as 2026-03-31; otherwise that of SOURCE_DATE_EPOCH, or today",
    "jobs": "how many processes make documents; otherwise one a core, where that pays",
    "scheduler": "make documents on the Dask cluster whose scheduler has this address, such as tcp://10.0.0.5:8786",
    "force": "make everything anew, whatever earlier runs have kept in build/.cache",
    **JSON_HELP,
}

RELEASE_HELP = {name: RUN_HELP[name] for name in ("release", "allow", "as-of")}


def run_and_end(
    request: Request, workers: tuple[int, str], force: bool, as_json: bool, publish: bool, to: str = ""
) -> None:
    """Build or check; if nothing has changed since the last run, say again what that one said.

    `to`: an address at which the files are written, in place of `build/`.
    """
    if workers[0] < 0:
        raise Exit("--jobs is a number of processes: 1 or more.", code=2)
    said = _run_elsewhere(request, workers, to) if to else run(request, workers, force, publish)
    said.print(as_json)
    raise Exit(code=1 if said.failed else 0)


def build_first(request: Request) -> Said:
    """Build what a command hands on, and say what there is to say of it; end with 1 if that fails."""
    said = run(request, (0, ""), force=False, publish=True)
    print(plain(said.err), end="", file=sys.stderr)
    if said.failed:
        raise Exit(code=1)
    return said


def run(request: Request, workers: tuple[int, str], force: bool, publish: bool) -> Said:
    """Return what a run has to say: how many processes and which cluster are its workers."""
    from briefpack.build.cache import Cache

    with ending():
        cache = Cache(request, project_folders(), publish, force)
    kept = cache.said()
    return Said(*kept) if kept else _new_run(request, _workers(*workers), cache, publish)


def _new_run(request: Request, workers: Workers, cache: Cache, publish: bool) -> Said:
    from briefpack.build.run import build

    with ending(), Progress() as progress:
        report = build(request, project_folders(), progress, publish, workers, cache)
    cache.keep(report, [*said_of(replace(report, removed=(), left=(), lost=False), publish)])
    return said_of(report, publish)


def _run_elsewhere(request: Request, workers: tuple[int, str], to: str) -> Said:
    need("fsspec", "cluster", "--to")
    from briefpack.build.addresses import Address
    from briefpack.build.elsewhere import Elsewhere
    from briefpack.build.run import build_elsewhere

    there = Elsewhere(Address(to if "://" in to else Path(to).absolute().as_uri()))
    with ending(), Progress() as progress:
        report = build_elsewhere(request, project_folders(), progress, _workers(*workers), there)
    return said_of(report, publish=True)


def _workers(jobs: int, scheduler: str) -> Workers:
    """Return who makes the documents: processes of this machine, or a cluster."""
    if not scheduler:
        from briefpack.build.workers import Processes

        return Processes(jobs)
    need("distributed", "cluster", "--scheduler")
    from briefpack.build.cluster import Cluster

    return Cluster(scheduler)


@contextmanager
def writing_reports(quiet: bool = False) -> Iterator[dict[str, bytes]]:
    """Write the reports on packs that are put into this, by their paths, into the build folder as one set; name them.

    The content that they are about is what it is when this begins; if it changes meanwhile, nothing is written.
    """
    from briefpack.build.cache import Cache
    from briefpack.build.jobs import Request
    from briefpack.errors import relative_name

    folders, reports = project_folders(), dict[str, bytes]()
    with ending():
        cache = Cache(Request(), folders)
    yield reports
    if reports:
        from briefpack.build.publish import publish_reports

        with ending():
            cache.inputs.check()
            renewed = publish_reports(reports, folders.build, cache.inputs.digests_by_name())
            cache.keep_manifest(*renewed)
    for path in () if quiet else reports:
        print(relative_name(folders.build / path))
