"""A set of files in `build/` that changes as one, whatever happens on the way.

New files are written into `build/.staging` and flushed, the old ones are kept there as links; a journal then says what
goes where, and the renames follow. Whoever is next in `build/` finds no journal, and so an unchanged set; or a journal,
and finishes the renames, or undoes them where one is refused.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from briefpack.build.disk import flush_folder, refusal, refusals_said, write_flushed
from briefpack.build.jobs import HOLDER, INDEX, LOCK, MANIFEST, STAGING, Folders, RunStopped

if TYPE_CHECKING:
    from filelock import FileLock

JOURNAL = "journal.json"
BACKWARDS = "backwards"
"""Its presence says that the renames are being undone."""
WAITS_SECONDS = 60
"""How long a run waits for another one to leave `build/`; writing takes a second or two."""
MOMENT_SECONDS = 0.3
"""A shorter wait is not worth a word."""


class Step(NamedTuple):
    """Say what becomes of one file: whether there is a new one, and whether there was one before."""

    path: str
    new: bool
    old: bool


@contextmanager
def alone_in(build: Path) -> Iterator[None]:
    """Keep other runs out of `build/`, which is made if it is not there, and heal what a killed run has left.

    The system takes the lock from a process that dies. Raise RunStopped if another one does not leave, or if the file
    system refuses something.
    """
    from filelock import FileLock, Timeout

    check_folder(build)
    lock = FileLock(build / LOCK)
    with refusals_said():
        build.mkdir(parents=True, exist_ok=True)
        try:
            _acquire(lock, build)
        except Timeout:
            wait = f"Another command{_holder(build)} has been writing into build/ for {WAITS_SECONDS} seconds."
            raise RunStopped(f"{wait} Wait until it is done or end it, then run this one again.") from None
        with suppress(OSError):  # a full disk has no room for it, and what is done here may make room
            (build / HOLDER).write_text(str(os.getpid()), encoding="ascii")
    try:
        with refusals_said():
            heal(build)
            yield
    finally:
        with suppress(OSError):
            (build / HOLDER).unlink(missing_ok=True)
            (build / LOCK).unlink(missing_ok=True)
        lock.release()


def _acquire(lock: FileLock, build: Path) -> None:
    """Take the lock; say at once whom a run waits for, if that takes more than a moment. Raise Timeout."""
    from filelock import Timeout

    try:
        lock.acquire(timeout=MOMENT_SECONDS)
    except Timeout:
        wait = f"for {WAITS_SECONDS} seconds at most"
        logging.getLogger(__name__).warning("Another command%s writes into build/: waiting %s.", _holder(build), wait)
        lock.acquire(timeout=WAITS_SECONDS)


def _holder(build: Path) -> str:
    """Return which process holds the lock, in brackets; nothing where that is not known."""
    with suppress(OSError, ValueError):
        return f" (process {int((build / HOLDER).read_text(encoding='ascii'))})"
    return ""


def heal_if_needed(folders: Folders) -> None:
    """Finish or undo what a killed run has left half done. Raise RunStopped if `build/` is no place for files."""
    check_folder(folders.build)
    if folders.unfinished:
        with alone_in(folders.build):
            pass


def check_folder(build: Path) -> None:
    if build.is_symlink():
        what = "build/ is a link: what it leads to may belong to others, and nothing is written or removed there."
        raise RunStopped(f"{what}\nRemove the link, then run the command again.")
    if build.exists() and not build.is_dir():
        raise RunStopped("build is a file, where a folder is needed.\nMove it elsewhere, then run the command again.")


def replace_set(build: Path, changes: Mapping[str, bytes | None]) -> None:
    """Give files these bytes, and remove those without: all of them or none; the last one after all others.

    Paths are relative to `build`, which this run has for itself. Raise RunStopped or OSError; then nothing has changed.
    """
    for path in changes:
        _check_place(build, path)
    try:
        _go_forward(build, _stage(build, changes))
    except BaseException as stop:
        _undo(build, stop)
        raise
    _sweep(build)


def _check_place(build: Path, path: str) -> None:
    """Raise RunStopped if something other than a file is where a file goes, or other than a folder above it."""
    target = build / path
    for folder in list(target.parents)[: path.count("/")]:
        if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
            what = "a link" if folder.is_symlink() else "a file"
            _raise_in_the_way(folder.relative_to(build).as_posix(), what, "folder")
    if target.is_dir() and not target.is_symlink():
        _raise_in_the_way(path, "a folder", "file")


def _raise_in_the_way(path: str, what: str, needed: str) -> None:
    way_out = "Move it elsewhere, then run the command again. No file in build/ was changed."
    raise RunStopped(f"build/{path} is {what}, where a {needed} is needed.\n{way_out}")


def _stage(build: Path, changes: Mapping[str, bytes | None]) -> list[Step]:
    """Write new files, keep old ones and note the steps, all of it in the staging folder."""
    staging, steps = build / STAGING, []
    staging.mkdir()
    for number, (path, data) in enumerate(changes.items()):
        if data is not None:
            write_flushed(staging / f"{number}.new", data)
        old = os.path.lexists(build / path)
        if old:
            _keep(build / path, staging / f"{number}.old")
        steps.append(Step(path, data is not None, old))
    write_flushed(staging / f"{JOURNAL}.part", json.dumps(steps).encode())
    flush_folder(staging)
    (staging / f"{JOURNAL}.part").replace(staging / JOURNAL)
    flush_folder(staging)
    return steps


def _keep(path: Path, kept: Path) -> None:
    """Link to a file as it is, or copy it where the file system has no such links."""
    try:
        os.link(path, kept, follow_symlinks=False)
    except (OSError, NotImplementedError):
        shutil.copy2(path, kept, follow_symlinks=False)


def _go_forward(build: Path, steps: list[Step]) -> None:
    """Take the steps that have not been taken yet. Raise OSError."""
    for number, step in enumerate(steps):
        if number == len(steps) - 1:
            _flush_folders(build, steps)
        target, new = build / step.path, build / STAGING / f"{number}.new"
        if not step.new:
            target.unlink(missing_ok=True)
        elif new.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            new.replace(target)
    flush_folder(build)
    _remove_empty(build, steps)


def _go_back(build: Path, steps: list[Step]) -> None:
    """Undo the steps that have been taken. Raise OSError."""
    staging = build / STAGING
    write_flushed(staging / BACKWARDS, b"")
    flush_folder(staging)
    for number, step in reversed(list(enumerate(steps))):
        target, old = build / step.path, staging / f"{number}.old"
        not_taken = (staging / f"{number}.new").exists() if step.new else os.path.lexists(target)
        if not_taken:
            continue
        if not step.old:
            target.unlink(missing_ok=True)
        elif os.path.lexists(old):
            old.replace(target)
    _flush_folders(build, steps)
    _remove_empty(build, steps)


def _flush_folders(build: Path, steps: list[Step]) -> None:
    folders = {above for step in steps for above in list((build / step.path).parents)[: step.path.count("/") + 1]}
    for folder in sorted(folders):
        if folder.is_dir():
            flush_folder(folder)


def _remove_empty(build: Path, steps: list[Step]) -> None:
    """Remove the folders of these files that are empty now."""
    for step in steps:
        for folder in list((build / step.path).parents)[: step.path.count("/")]:
            with suppress(OSError):
                folder.rmdir()


def _undo(build: Path, stop: BaseException) -> None:
    """Put the old set back. Raise RunStopped if that is refused, too: then the next run does it."""
    try:
        steps = _journal(build / STAGING)
        if steps:
            _go_back(build, steps)
    except OSError as refused:
        first = refusal(stop, "build/") if isinstance(stop, OSError) else "The run was stopped."
        late = f"{refusal(refused, 'build/')} Files in build/ are partly new; the next build puts that right."
        raise RunStopped(f"{first}\n{late}") from None
    _sweep(build)


def _journal(staging: Path) -> list[Step]:
    """Return the steps that a run was about to take; none if it has not come that far."""
    try:
        steps = [
            Step(str(path), bool(new), bool(old)) for path, new, old in json.loads((staging / JOURNAL).read_bytes())
        ]
    except (OSError, ValueError, TypeError, RecursionError):
        return []
    return steps if all(step.path in (MANIFEST, INDEX) or is_output_name(step.path) for step in steps) else []


def is_output_name(path: object) -> bool:
    """Tell whether something read from a file can be the path of an output: below a pack's folder, nothing hidden."""
    if not isinstance(path, str) or len(path) > 1000:
        return False
    parts = path.split("/")
    if len(parts) < 2 or not path.isprintable() or "\\" in path or ":" in path:
        return False
    return all(part[:1] not in ("", ".") and len(part.encode()) < 256 for part in parts)


def heal(build: Path) -> None:
    """Finish the renames that a killed run has begun, or undo them where one is refused. Raise OSError."""
    staging = build / STAGING
    steps = _journal(staging)
    for step in steps:
        _check_place(build, step.path)
    if steps and not (staging / BACKWARDS).exists():
        try:
            _go_forward(build, steps)
        except OSError:
            _go_back(build, steps)
    elif steps:
        _go_back(build, steps)
    _sweep(build)


def _sweep(build: Path) -> None:
    """Remove the staging folder, the journal first: without it nothing there means anything."""
    staging = build / STAGING
    if staging.is_symlink() or staging.is_file():
        staging.unlink()
    with suppress(OSError):
        (staging / JOURNAL).unlink(missing_ok=True)
        shutil.rmtree(staging)
