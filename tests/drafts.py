"""The documents of the packs that come with briefpack: listed while tests are collected, made when one is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from briefpack.build.jobs import Folders, Job, Request
from briefpack.build.plan import make_plan
from briefpack.build.workshop import Workshop
from briefpack.document.tree import Document
from briefpack.errors import Findings
from tests.conftest import REPOSITORY, TINY

TEMPLATES = (REPOSITORY / "templates",)
FOLDERS = Folders(REPOSITORY / "content", TEMPLATES, REPOSITORY / "build")
TINY_FOLDERS = Folders(TINY.parent, TEMPLATES, Path("unused"))
WORKSHOP = Workshop(FOLDERS)
"""Every test of a process takes from this one, so a pack is read once."""


def jobs(request: Request, workshop: Workshop = WORKSHOP) -> list[Job]:
    return make_plan(request, workshop, Findings()).jobs


class Drafted(NamedTuple):
    """Hold a document with the name of its theme."""

    theme: str
    document: Document


class Drafts(Mapping[str, Drafted]):
    """Give the wanted documents of all packs by name, and others of a test's own."""

    def __init__(self, request: Request, others: Mapping[str, Document]) -> None:
        self.request = request
        self.made = {name: Drafted("ministry", document) for name, document in others.items()}
        self.others = tuple(self.made)

    @cached_property
    def jobs(self) -> dict[str, Job]:
        return {job.name.replace("/", "--"): job for job in jobs(self.request)}

    def __getitem__(self, name: str) -> Drafted:
        if name not in self.made:
            draft = WORKSHOP.draft(self.jobs[name])
            self.made[name] = Drafted(draft.brief.audience.data.theme, draft.parsed())
        return self.made[name]

    def __iter__(self) -> Iterator[str]:
        return iter((*self.others, *self.jobs))

    def __len__(self) -> int:
        return len(self.others) + len(self.jobs)
