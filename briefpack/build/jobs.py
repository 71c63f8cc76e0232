"""What a run is asked for and what it is made of: values that load no library and can travel to another process."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

MANIFEST = "manifest.json"
"""Names every file in the build folder, the digest of what it holds and of what it was made from."""
INDEX = "index.html"
"""The page over all packs, beside the manifest."""
STAGING, LOCK, HOLDER = ".staging", ".lock", ".holder"
"""What is in the build folder while a run writes into it."""


@dataclass(frozen=True)
class Folders:
    """Say where content and templates are read and outputs written."""

    content: Path
    templates: tuple[Path, ...]
    """Looked up in this order: the project's own folder, then the one that comes with briefpack."""
    build: Path

    def in_templates(self, name: str) -> tuple[Path, ...]:
        """Return the folder of that name in each of the template folders."""
        return tuple(folder / name for folder in self.templates)

    @property
    def unfinished(self) -> bool:
        """Whether a run writes into the build folder now, or was killed while it did."""
        return any(os.path.lexists(self.build / name) for name in (STAGING, LOCK))


@dataclass(frozen=True)
class Release:
    """Say on which day documents go out, what says so, and the codes of what is let through."""

    day: datetime.date
    day_said_by: str = "--as-of"
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Request:
    """Choose what to build; an empty tuple means all there is."""

    packs: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    """Formats of any document (`docx`), or of one (`memo.docx`)."""
    languages: tuple[str, ...] = ()
    release: Release | None = None
    """That it goes out to its readers, and how; nothing while it is a draft."""

    def asks_for(self, document: str, format_: str) -> bool:
        """Tell whether a document is asked for in a format, where an audience gets it."""
        in_format = not self.formats or {format_, f"{document}.{format_}"} & {*self.formats}
        return bool(in_format) and (not self.documents or document in self.documents)

    def covers(self, pack: str) -> bool:
        """Tell whether everything of a pack is asked for."""
        filtered = self.audiences or self.documents or self.formats or self.languages
        return not filtered and (not self.packs or pack in self.packs)

    @property
    def everything(self) -> bool:
        return not (self.packs or self.audiences or self.documents or self.formats or self.languages)


@dataclass(frozen=True)
class Job:
    """Name one document of one audience in one language, to be written in one or more formats."""

    pack: str
    audience: str
    language: str
    document: str
    formats: tuple[str, ...]

    @property
    def name(self) -> str:
        """The path of its files below the build folder, without their endings."""
        return f"{self.pack}/{self.audience}/{self.language}/{self.document}"

    def path(self, format_name: str) -> str:
        """Return the path of its file in a format, from the build folder."""
        return f"{self.name}.{format_name}"


class Progress(Protocol):
    """Report what is being made: a job's name, its position from 0 and how many jobs there are."""

    def __call__(self, name: str, done: int, total: int) -> None: ...


class WrongUse(Exception):
    """Say that the command named something that is not there."""


class RunStopped(Exception):
    """Say what kept a run from going on other than the content or a mistake of ours: a process or machine ended."""


def chosen(named: tuple[str, ...], known: Iterable[str], what: str) -> list[str]:
    """Return the names asked for, or all known ones where none is. Raise WrongUse for an unknown name."""
    from briefpack.errors import did_you_mean  # loads where something is wrong

    names = sorted(known)
    unknown = [f"there is no {what} “{name}”. {did_you_mean(name, names)}" for name in named if name not in names]
    if unknown:
        raise WrongUse("\n".join(unknown))
    return [name for name in names if name in named] if named else names
