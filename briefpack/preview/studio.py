"""What a preview shows: documents made as they are asked for, and again when what they are made from has changed.

The document that is looked at comes first, the others after it. What was good stays until there is something better.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from typing import Any

from briefpack.build.builder import Builder
from briefpack.build.jobs import Folders, Job, Request, WrongUse
from briefpack.build.results import Output, Report
from briefpack.content.formats import FORMAT_TITLES
from briefpack.errors import VISIBLE, Place, Problem, error, sorted_problems

FIRST = "html"
"""The format in which all documents are made, where their audiences get it: the quickest, and a browser shows it."""

PAUSE_SECONDS = 0.4
"""How long the rest waits after a change: whoever saves twice sees the second save as soon as the first."""
SHOWN = ("html", "pdf", "md", "txt")
"""The formats that a browser shows, best first; the rest it saves."""


class _Interrupted(Exception):
    """Say that there is something to be made before the rest."""


@dataclass(frozen=True)
class View:
    """Hold what there is to show: documents, their files as they are known, and what is wrong.

    number: counts up; complete: whether all documents have been looked at since the last change.
    """

    number: int = 0
    jobs: tuple[Job, ...] = ()
    files: Mapping[str, Output] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    complete: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return the view as a browser is told it."""
        return {
            "number": self.number,
            "complete": self.complete,
            "failed": any(problem.severity == "error" for problem in self.problems),
            "documents": [self._document(job) for job in self.jobs],
            "problems": [_problem(problem) for problem in self.problems],
        }

    def _document(self, job: Job) -> dict[str, Any]:
        files = {name: self.files.get(job.path(name)) for name in job.formats}
        about = next((file.about for file in files.values() if file), {})
        return {
            "path": job.name,
            "names": [job.pack, job.audience, job.language, job.document],
            "title": about.get("title", ""),
            "pack": about.get("pack", ""),
            "audience": about.get("audience", ""),
            "first": next((name for name in SHOWN if name in files), job.formats[0]),
            "formats": [_format(name, file) for name, file in files.items()],
        }


class Studio:
    """Make documents in one thread at a time, and tell whoever waits when there is something new to see."""

    def __init__(self, folders: Folders, request: Request) -> None:
        """`request`: the packs, audiences, documents and languages that are shown."""
        self.request = request
        self._seen, self._others = Builder(folders), Builder(folders)
        self._making = threading.Lock()
        self._waiting = 0
        self._news = threading.Condition()
        self._files: dict[str, Output] = {}
        self._fresh: set[str] = set()
        self._looked_at = ""
        self._changed = threading.Event()
        self.view = View()
        self.closed = False
        self.fault: BaseException | None = None
        """What has ended it: a mistake of ours, or a system that lets no folder be watched."""

    def begin(self) -> None:
        """Make all documents for the first time, then go on in a thread of its own. Raise WrongUse."""
        self._make_all()
        threading.Thread(target=self._work, name="studio", daemon=True).start()

    def change(self) -> None:
        """Make again what has changed."""
        self._changed.set()

    def end(self, fault: BaseException) -> None:
        """End it for what went wrong in a thread."""
        self.fault = fault
        self.close()

    def close(self) -> None:
        """Let everyone who waits go."""
        self.closed = True
        self._changed.set()
        with self._news:
            self._news.notify_all()

    def file(self, path: str) -> Output | None:
        """Return a file as it is now, or as it was when it was last good; nothing if no document has that path.

        It is looked at from now on: it is the first to be made again.
        """
        job = next((job for job in self.view.jobs for name in job.formats if job.path(name) == path), None)
        if not job:
            return None
        self._looked_at = path
        with self._turn(at_once=True):
            if path not in self._fresh:
                self._make(job, path, self.view.complete)
        return self._files.get(path)

    def after(self, number: int, seconds: float) -> View:
        """Wait so long for a view after the one with that number; return the latest."""
        with self._news:
            self._news.wait_for(lambda: self.closed or self.view.number > number, seconds)
        return self.view

    # One thread at a time

    @contextmanager
    def _turn(self, at_once: bool = False) -> Iterator[None]:
        """Let no other thread make anything meanwhile; whoever must have something at once interrupts the rest."""
        with self._news:
            self._waiting += at_once
        try:
            with self._making:
                yield
        finally:
            with self._news:
                self._waiting -= at_once

    def _work(self) -> None:
        try:
            while not self.closed:
                self._changed.wait()
                self._make_changed()
        except BaseException as fault:
            self.end(fault)

    def _make_changed(self) -> None:
        """Make what is looked at, then all others; start again where that is interrupted."""
        while (not self.closed and not self.view.complete) or self._changed.is_set():
            if self._changed.is_set():
                self._changed.clear()
                self._make_seen()
                if self._changed.wait(PAUSE_SECONDS):
                    continue
            with suppress(_Interrupted):
                self._make_all()

    def _make_seen(self) -> None:
        """Make what is looked at, after a change of files."""
        self._fresh.clear()
        self.view = replace(self.view, complete=False)
        path = self._looked_at
        job = next((job for job in self.view.jobs for name in job.formats if job.path(name) == path), None)
        if job:
            with self._turn():
                self._make(job, path, complete=False)

    def _make(self, job: Job, path: str, complete: bool) -> None:
        """Make one file of a document, and show what came of it; beside what is wrong elsewhere if that is known."""
        wanted = Request(
            *((job.pack,), (job.audience,), (job.document,)),
            formats=(path.rpartition("/")[2].partition(".")[2],),
            languages=(job.language,),
        )
        try:
            report = self._seen.build(wanted)
        except WrongUse:
            return  # it is gone: what is there instead comes with all others
        self._take(report)
        known = self.view.problems if complete else ()
        self._show(complete, sorted_problems((*known, *report.problems)))

    def _make_all(self) -> None:
        """Make all documents in the first format. Raise _Interrupted if something else comes first."""
        wanted = Request(
            *(self.request.packs, self.request.audiences, self.request.documents),
            formats=(FIRST,),
            languages=self.request.languages,
        )
        try:
            with self._turn():
                report = self._others.build(wanted, self._go_on)
                self._go_on("", 0, 0)
                jobs = self._others.jobs(self.request)
        except WrongUse as gone:
            if not self.view.number:
                raise
            lost = error(str(gone), Place("content"))  # its pages stay until it is there again
            return self._show(True, (lost,))
        self._take(report)
        return self._show(True, report.problems, jobs)

    def _go_on(self, name: str, done: int, total: int) -> None:
        if self.view.number and (self._waiting or self._changed.is_set()):
            raise _Interrupted

    def _take(self, report: Report) -> None:
        made = {output.path: output for output in report.outputs}
        self._files |= made
        self._fresh |= made.keys()

    def _show(self, complete: bool, problems: tuple[Problem, ...], jobs: tuple[Job, ...] | None = None) -> None:
        with self._news:
            shown = self.view.jobs if jobs is None else jobs
            self.view = View(self.view.number + 1, shown, dict(self._files), problems, complete)
            self._news.notify_all()


def _format(name: str, file: Output | None) -> dict[str, str | bool]:
    digest = file.sha256 if file else ""
    return {"name": name, "title": FORMAT_TITLES[name], "shown": name in SHOWN, "digest": digest}


def _problem(problem: Problem) -> dict[str, str]:
    said = {"message": problem.message, "hint": problem.hint, "place": str(problem.place)}
    return {"severity": problem.severity, **{name: text.translate(VISIBLE) for name, text in said.items()}}
