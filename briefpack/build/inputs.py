"""The files that a run may read, digested once, before they are used; and what tells whether one is still the same."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterable, Iterator, Mapping
from hashlib import file_digest
from pathlib import Path
from typing import Any

from briefpack.build.jobs import Folders, RunStopped

SLACK_NS = 2_000_000_000
"""The coarsest clock of a file system: a file that young when it is read may change after it and look the same."""
LARGEST = 100_000_000
"""Nothing that is read has more bytes than this: a larger file is known by its size and times alone."""
Stamps = dict[str, list[Any]]
"""Files by their paths: size, times of the last change of content and of entry, inode, and the content's digest.

The digest is empty where a file cannot be read, and no digest at all where it is too large to be read.
"""


class Inputs:
    """The content and the templates of a run, stamped when it began."""

    def __init__(self, folders: Folders, known: Stamps | None = None) -> None:
        """Files that look as they are known are not read."""
        self.folders, self.read_ns = folders, time.time_ns()
        self.stamps = stamps_of(files_in(folders.content, *folders.templates), known or {})

    def changed(self) -> list[str]:
        """Return the paths of the files that hold something else now, are new or gone."""
        old, now = digests(self.stamps), digests(Inputs(self.folders, settled(self.stamps, self.read_ns)).stamps)
        return sorted(path for path in {*old, *now} if old.get(path) != now.get(path))

    def check(self) -> None:
        """Raise RunStopped if what a run was made from has changed since it began: some may be old, some new."""
        from briefpack.errors import relative_name  # loads where something is wrong

        if changed := self.changed():
            names = ", ".join(map(relative_name, map(Path, changed[:3]))) + " …" * (len(changed) > 3)
            raise RunStopped(f"{names}: changed while documents were made, so nothing was written. Build again.")

    def digests_by_name(self) -> dict[str, str]:
        """Return the digest of every file that could be read, by its path from the project's folder.

        The templates that come with briefpack are named `briefpack/templates/…`, wherever it is installed. A file that
        is too large, or whose name is no UTF-8, is left out.
        """
        folders, project = self.folders, self.folders.content.parent
        named = [(folder, _name(folder, project)) for folder in (folders.content, folders.templates[0])]
        named += [(folder, "briefpack/templates") for folder in folders.templates[1:]]
        return {
            f"{name}/{Path(path).relative_to(folder).as_posix()}": digest
            for folder, name in named
            for path, digest in digests(self.stamps).items()
            if len(digest) == 64 and _is_utf8(path) and Path(path).is_relative_to(folder)
        }


def settled(stamps: Stamps, read_ns: int) -> Stamps:
    """Return the stamps of files that were old enough when they were read for no change to hide behind them."""
    return {path: stamp for path, stamp in stamps.items() if max(stamp[1:3]) < read_ns - SLACK_NS}


def digests(stamps: Stamps) -> dict[str, str]:
    return {path: stamp[-1] for path, stamp in stamps.items()}


def _name(folder: Path, project: Path) -> str:
    return (folder.relative_to(project) if folder.is_relative_to(project) else folder).as_posix()


def _is_utf8(path: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in path)


def stamps_of(files: Iterable[tuple[str, os.stat_result]], known: Mapping[str, list[Any]]) -> Stamps:
    """Return the stamps of files by their paths; those with the marks that are known are not read."""
    stamps = {}
    for path, status in files:
        marks = [status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino]
        stamp = known.get(path)
        if not stamp or stamp[:-1] != marks:
            stamp = [*marks, _digest(path, status)]
        stamps[path] = stamp
    return stamps


def _digest(path: str, status: os.stat_result) -> str:
    if status.st_size > LARGEST:
        return f"{status.st_size} bytes, {status.st_mtime_ns}"
    try:
        with Path(path).open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def files_in(*folders: Path | str, above: tuple[tuple[int, int], ...] = ()) -> Iterator[tuple[str, os.stat_result]]:
    """Yield the files in folders, sorted, but what Python compiled and what programs keep in folders called `.cache`.

    A link that leads nowhere counts as what it is; no pipe, no device and no link to a folder `above` is followed.
    """
    for folder in filter(os.path.isdir, folders):
        status = Path(folder).stat()
        identity = (status.st_dev, status.st_ino)
        if identity not in above:
            for entry in _entries(folder):
                if _is_folder(entry):
                    if entry.name not in ("__pycache__", ".cache"):
                        yield from files_in(entry.path, above=(*above, identity))
                elif (found := _file_status(entry)) is not None:
                    yield entry.path, found


def _entries(folder: Path | str) -> list[os.DirEntry[str]]:
    """Return what a folder holds, nothing where that may not be seen: whoever needs it says so."""
    try:
        return sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return []


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads back to itself
        return False


def _file_status(entry: os.DirEntry[str]) -> os.stat_result | None:
    try:
        status = entry.stat()
    except OSError:
        return entry.stat(follow_symlinks=False)
    return status if stat.S_ISREG(status.st_mode) else None
