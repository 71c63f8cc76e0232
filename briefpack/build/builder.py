"""Build again and again in one process: what a preview stands on.

builder = Builder(Folders(content, templates, build))
report = builder.build(Request(audiences=("ministers",), formats=("memo.docx",)))
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from briefpack.build.cache import Cache
from briefpack.build.jobs import Folders, Job, Progress, Request
from briefpack.build.plan import make_plan
from briefpack.build.results import Output, Report
from briefpack.build.run import make_all, make_document
from briefpack.build.workers import Made, Make, one_by_one
from briefpack.build.workshop import Workshop
from briefpack.errors import Findings
from briefpack.rendering import phrases, template_words

Documents = Made[list[Output]]
EVERYTHING = Request()


def silent(name: str, done: int, total: int) -> None:
    """Show no progress."""


class Builder:
    """Keep what was read and made as long as the files that it came from hold the same.

    Every file of content and templates is read again for each build and known by its digest. Fonts and masters stay
    loaded. One thread at a time may build.
    """

    def __init__(self, folders: Folders) -> None:
        self.folders = folders
        self._workshop = Workshop(folders)
        self._digests: dict[str, str] = {}
        self._made: dict[Job, tuple[str, Documents]] = {}
        self._asked: object = None
        self._report = Report()

    def build(self, request: Request = EVERYTHING, progress: Progress = silent) -> Report:
        """Return every document asked for, and what is wrong, as a new build would; write nothing.

        Raise WrongUse if `request` names what is not there.
        """
        inputs = Cache(request, self.folders, publish=False, force=True)
        asked = (request, inputs.folder_digests(), Path.cwd())
        if asked != self._asked:
            self._report = self._built(request, inputs, progress)
            self._asked = asked
        return self._report

    def jobs(self, request: Request = EVERYTHING) -> tuple[Job, ...]:
        """Return the documents that there are, without making any. Raise WrongUse."""
        inputs = Cache(request, self.folders, publish=False, force=True)
        return tuple(make_plan(request, self._open(request, inputs), Findings()).jobs)

    def _built(self, request: Request, inputs: Cache, progress: Progress) -> Report:
        workshop = self._open(request, inputs)

        def made_before(job: Job) -> Documents | None:
            made_from, made = self._made.get(job, ("", None))
            return made if made_from == inputs.made_from(job) else None

        def keeping(
            jobs: Sequence[Job], workshop: Workshop, make: Make[Any], progress: Progress
        ) -> Iterator[Made[Any]]:
            for job, made in zip(jobs, one_by_one(jobs, workshop, make, progress), strict=True):
                self._made[job] = inputs.made_from(job), made
                yield made

        return make_all(request, workshop, progress, keeping, make_document, made_before)

    def _open(self, request: Request, inputs: Cache) -> Workshop:
        """Return the workshop for a request; what was read of files that have changed is forgotten."""
        digests = inputs.folder_digests()
        changed = {name for name in {*digests, *self._digests} if digests.get(name) != self._digests.get(name)}
        if changed:
            template_words.forget()
            phrases.forget()
        if (*self._workshop.audiences,) != request.audiences:
            self._workshop = Workshop(self.folders, request.audiences)
        self._workshop.forget(changed)
        self._digests = digests
        return self._workshop
