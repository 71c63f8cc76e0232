"""Who makes the documents of a run: this process one by one, or several processes at once.

What comes back is the same, in the order of the jobs: a job and what was made of it are values that travel.
"""

from __future__ import annotations

import os
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from briefpack.build.jobs import Folders, Job, Progress, RunStopped
from briefpack.build.workshop import Workshop
from briefpack.errors import Findings
from briefpack.garbage import collect_rarely, collect_young

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import BaseContext

Result = TypeVar("Result")
Make = Callable[[Job, Workshop, Findings], Result]
"""Makes one thing for a job of what the workshop reads. Raises BuildError; collects warnings."""
Made = tuple[Result | None, Findings]
"""What a job gave, nothing if it failed, and what was found on the way."""

PAYS_FROM = 12
"""With fewer jobs than this, starting processes takes longer than they save."""
WRITERS = tuple(f"briefpack.writers.{name}" for name in ("word", "pdf", "pptx", "outline", "html"))


class Workers(Protocol):
    """Make something for each job, and return it in the order of the jobs. Raise RunStopped.

    Whoever calls does something else before asking for the first: what takes time to start can be started before.
    """

    def __call__(
        self, jobs: Sequence[Job], workshop: Workshop, make: Make[Result], progress: Progress
    ) -> Iterable[Made[Result]]: ...


def attempt(job: Job, workshop: Workshop, make: Make[Result]) -> Made[Result]:
    """Return what a job gives; a BuildError is among what it found."""
    findings = Findings()
    with findings.collecting():
        return make(job, workshop, findings), findings
    return None, findings


def one_by_one(
    jobs: Sequence[Job], workshop: Workshop, make: Make[Result], progress: Progress
) -> Iterable[Made[Result]]:
    """Make everything in this process."""
    for done, job in enumerate(jobs):
        progress(job.name, done, len(jobs))
        yield attempt(job, workshop, make)


@dataclass(frozen=True, slots=True)
class Processes:
    """Make documents in several processes of this machine; count: how many, 0 for one a core where that pays.

    `make` must be a function of a module. A script that calls this needs `if __name__ == "__main__":` around what it
    does, since the processes import it (see `multiprocessing`).
    """

    count: int = 0

    def __call__(
        self, jobs: Sequence[Job], workshop: Workshop, make: Make[Result], progress: Progress
    ) -> Iterable[Made[Result]]:
        count = min(self.count or (cores() if len(jobs) >= PAYS_FROM else 1), len(jobs))
        if count < 2:
            return one_by_one(jobs, workshop, make, progress)
        context = _context()
        if context.get_start_method() == "forkserver":
            from multiprocessing.forkserver import ensure_running

            ensure_running()  # it loads the writers
        return _by(count, context, jobs, workshop, make, progress)


def _by(
    count: int,
    context: BaseContext,
    jobs: Sequence[Job],
    workshop: Workshop,
    make: Make[Result],
    progress: Progress,
) -> Iterator[Made[Result]]:
    """Let so many processes make what is asked for."""
    workers = [Worker(context, (workshop.folders, workshop.audiences, make)) for _ in range(count)]
    try:
        yield from _shared_out(jobs, workers, progress)
    finally:
        for worker in workers:
            worker.end()


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _context() -> BaseContext:
    """Return how processes start: forked from a server that has loaded the writers, where there are such servers.

    That is as quick as forking this process, and safe where this one has threads; it is also what Python itself does
    from 3.14 on. Elsewhere each process starts anew.
    """
    import multiprocessing

    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__, "briefpack.build.run", *WRITERS])
    return context


class Worker:
    """A process that is handed jobs, and the one that it works on."""

    def __init__(self, context: BaseContext, work: tuple[Folders, Iterable[str], Make[Any]]) -> None:
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=serve, args=(theirs, Path.cwd(), *work), daemon=True)  # type: ignore[attr-defined]
        self.process.start()
        theirs.close()
        self.number = -1
        self.language = ""

    def begin(self, number: int, job: Job) -> None:
        self.number, self.language = number, job.language
        with suppress(ConnectionError):  # of a process that has died; `finish` says so
            self.pipe.send(job)

    def finish(self, job: Job) -> Made[Any]:
        """Return what the job gave. Raise RunStopped if the process has died, JobFailed for a mistake of ours."""
        try:
            made = self.pipe.recv()
        except (EOFError, ConnectionError):
            self.process.join()
            raise RunStopped(
                f"A process ended (exit status {self.process.exitcode}) while it made {job.name}: nothing was written. "
                "If memory has run out, let fewer work at once: --jobs 1."
            ) from None
        if isinstance(made, str):
            raise JobFailed(job.name, made)
        return made  # type: ignore[no-any-return]

    def end(self) -> None:
        self.pipe.close()
        self.process.terminate()
        self.process.join()


class JobFailed(Exception):
    """Carry the traceback of a mistake of ours from the process where it happened."""

    def __str__(self) -> str:
        name, trace = self.args
        return f"while {name} was made by another process:\n{trace}"


def _shared_out(jobs: Sequence[Job], workers: list[Worker], progress: Progress) -> list[Made[Any]]:
    """Hand out a job at a time, each to a worker that is free."""
    from multiprocessing.connection import wait

    waiting = by_language(jobs)
    made: dict[int, Made[Any]] = {}
    busy: dict[Any, Worker] = {}
    free = workers
    while waiting or busy:
        progress(jobs[len(made)].name, len(made), len(jobs))
        for worker in free[: sum(map(len, waiting.values()))]:
            number = next_job(waiting, worker.language)
            worker.begin(number, jobs[number])
            busy[worker.pipe] = worker
        free = [busy.pop(pipe) for pipe in wait(list(busy))]
        for worker in free:
            made[worker.number] = worker.finish(jobs[worker.number])
    return [made[number] for number in range(len(jobs))]


def by_language(jobs: Sequence[Job]) -> dict[str, deque[int]]:
    waiting: dict[str, deque[int]] = {}
    for number, job in enumerate(jobs):
        waiting.setdefault(job.language, deque()).append(number)
    return waiting


def next_job(waiting: dict[str, deque[int]], language: str) -> int:
    """Take a job in the worker's language, whose fonts and catalogues it has read; else in the one with most to do."""
    if language not in waiting:
        language = max(waiting, key=lambda one: len(waiting[one]))
    number = waiting[language].popleft()
    if not waiting[language]:
        del waiting[language]
    return number


def serve(pipe: Connection, directory: Path, folders: Folders, audiences: tuple[str, ...], make: Make[Any]) -> None:
    """Make what is asked for over a pipe until its other end is closed, also by a first process that was killed."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who started the processes ends them
    os.chdir(directory)
    collect_rarely()
    workshop = Workshop(folders, audiences)
    while True:
        try:
            job = pipe.recv()
        except EOFError:
            return
        try:
            pipe.send(attempt(job, workshop, make))
        except ConnectionError:
            return
        except Exception:
            pipe.send(traceback.format_exc())
        collect_young()
