"""What a run keeps in `build/.cache` for the next: what it read, wrote and said, and what each file was made from.

It loads nothing heavier than hashing, so that a run with nothing to do ends before anything else is loaded. What is
damaged, or was written by other code, counts as absent.
"""

from __future__ import annotations

import json
import os
import sys
import time
import zlib
from collections.abc import Iterable
from contextlib import suppress
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefpack.build.inputs import Inputs, digests, files_in, settled, stamps_of
from briefpack.build.jobs import MANIFEST
from briefpack.layers import PACKAGE

if TYPE_CHECKING:
    from briefpack.build.jobs import Folders, Job, Request
    from briefpack.build.results import Output, Report
    from briefpack.errors import Findings
    from briefpack.writers import Written

FOLDER = ".cache"
FILES, RUNS = "files.json", "runs"
OVERLAYS = {"audiences": 2, "packs": 3}
"""The folders in `templates` that hold overlays, and how many parts of a path say whose one is."""
MOST_RUNS = 16
"""For so many requests the last run is kept."""


class Cache:
    """Tell what need not be made again, and keep what a run has made.

    It is opened before a run reads anything and written when the run is over; in between it only answers, so it can be
    handed to other processes. A file's size and times stand for its content only where no change can hide behind them.
    """

    def __init__(self, request: Request, folders: Folders, publish: bool = True, force: bool = False) -> None:
        """With `force`, know nothing of earlier runs."""
        self._request, self._folders, self._publish, self._here = request, folders, publish, Path.cwd()
        self._path, self._code, self._opened_ns = folders.build / FOLDER, _code(), time.time_ns()
        self._run_name = f"{RUNS}/{_digest(self._here, folders, request, publish)}.json"
        self._run = {} if force else self._read(self._run_name)
        self._known = settled(self._run.get("stamps", {}), self._run.get("opened_ns", 0))
        self.inputs = Inputs(folders, self._known)
        self._files: dict[str, Any] | None = {} if force else None

    # The whole run

    def said(self) -> list[Any] | None:
        """Return what the last run for this request said, if one now would read, write and say the same."""
        if not self._run or self._folders.unfinished or digests(self.inputs.stamps) != self._run["inputs"]:
            return None
        written = self._run["outputs"]
        try:
            paths = [self._folders.build / path for path in written]
            outputs = stamps_of([(str(path), path.stat()) for path in paths], self._known)
        except OSError:
            return None
        if list(digests(outputs).values()) != list(written.values()):
            return None
        stamps = {**self.inputs.stamps, **outputs}
        if stamps != self._known:
            with suppress(OSError):
                self._write(self._run_name, {**self._run, "stamps": stamps, "opened_ns": self._opened_ns})
        said: list[Any] = self._run["said"]
        return said

    def keep(self, report: Report, said: list[Any]) -> None:
        """Keep what a run has made and said, unless what it was made from was touched in the meantime.

        A check and a build that fails leave no folder behind where there was none.
        """
        published = self._publish and not report.failed
        if not self.inputs.stamps or not (published or self._path.is_dir()):
            return
        if Inputs(self._folders, self._known).stamps != self.inputs.stamps or _code() != self._code:
            return
        written = {output.path: output.sha256 for output in report.outputs} if published else {}
        try:
            if published:
                written[MANIFEST] = sha256((self._folders.build / MANIFEST).read_bytes()).hexdigest()
                self._keep_files(report.outputs)
            stale = bool(report.stale)
            run = {"inputs": digests(self.inputs.stamps), "outputs": written, "said": said, "stale": stale}
            self._write(self._run_name, {**run, "stamps": self.inputs.stamps, "opened_ns": self._opened_ns})
            self._sweep()
        except OSError:
            return

    def keep_manifest(self, before: str, after: str) -> None:
        """Keep the runs that left the manifest with one digest, now that reports on the same content have made another.

        Not those that called a report stale: they would say so again.
        """
        with suppress(OSError):
            for path in self._runs():
                name = path.relative_to(self._path).as_posix()
                run = self._read(name)
                same = run and run["outputs"].get(MANIFEST) == before and run["inputs"] == digests(self.inputs.stamps)
                if same and not run["stale"]:
                    self._write(name, {**run, "outputs": {**run["outputs"], MANIFEST: after}})

    def _runs(self) -> list[Path]:
        """Return the files of the runs that are kept, the oldest first."""
        return sorted((self._path / RUNS).glob("*.json"), key=lambda path: path.stat().st_mtime_ns)

    def _sweep(self) -> None:
        for path in self._runs()[:-MOST_RUNS]:
            path.unlink(missing_ok=True)

    # File by file

    def digest(self, *values: object) -> str:
        """Return the digest of what a file is made from, and of the code that makes it."""
        return _digest(self._code, values)

    def made(self, job: Job) -> tuple[list[Output], Findings] | None:
        """Return a document's files and what was found, if all of them are there and made from what there is now."""
        from briefpack.errors import Findings

        made_from = self.made_from(job)
        files = [self._output(job.path(name), "made_from", made_from) for name in job.formats]
        outputs = [output for output in files if output]
        if len(outputs) < len(files):
            return None
        return outputs, Findings(found for output in outputs for found in output.basis.findings)

    def written(self, path: str, written_from: str) -> Written | None:
        """Return what a writer made, if it was handed the same and the file is there."""
        from briefpack.writers import Written

        output = self._output(path, "written_from", written_from)
        return Written(output.data, output.pages, output.split, output.basis.warnings) if output else None

    def made_from(self, job: Job) -> str:
        """Return the digest of what a document is made from: its files, and the folder from which places are named."""
        groups = (
            *(("templates",), ("templates", "audiences", job.audience), *self._overlays(job), ("content", job.pack)),
            *(("content", job.pack, "audiences", job.audience), ("content", job.pack, "languages", job.language)),
        )
        return self.digest(self._here, job.name, [self._groups.get(group) for group in groups])

    def _overlays(self, job: Job) -> list[tuple[str, ...]]:
        """Return the groups of a pack’s own templates, but those of its other audiences."""
        others = {group[3] for group in self._groups if group[:3] == ("content", job.pack, "audiences")}
        ours = [group for group in self._groups if group[:3] == ("templates", "packs", job.pack)]
        return [group for group in ours if not {*group[3:]} & others - {job.audience}]

    def folder_digests(self) -> dict[str, str]:
        """Return the digest of each pack's files by its name, and that of all templates by an empty one."""
        names = {_folder_name(group) for group in self._groups}
        return {
            name: _digest([(group, files) for group, files in self._groups.items() if name == _folder_name(group)])
            for name in names
        }

    def _output(self, path: str, key: str, made_from: str) -> Output | None:
        if self._files is None:
            self._files = self._read(FILES)
        kept = self._files.get(path)
        if not self.inputs.stamps or not kept or kept["basis"][key] != made_from:
            return None
        data = _contents(self._folders.build / path)
        from briefpack.build.results import Output

        return Output.from_kept(kept, data) if data is not None and sha256(data).hexdigest() == kept["sha256"] else None

    def _keep_files(self, outputs: Iterable[Output]) -> None:
        """Keep what files were made from; after a full build, of no others than were made."""
        others = {} if self._request.everything else self._read(FILES)
        self._write(FILES, {**others, **{output.path: output.kept() for output in outputs}})

    # What is read

    @cached_property
    def _groups(self) -> dict[tuple[str, ...], str]:
        """Return a digest of the files that are read together: those of an audience, of a language, of all others."""
        groups: dict[tuple[str, ...], list[tuple[str, str]]] = {}
        content, own = self._folders.content.parts, self._folders.templates[0].parts
        for path, content_digest in digests(self.inputs.stamps).items():
            parts = Path(path).parts
            group: tuple[str, ...] = ("templates",)
            if parts[: len(content)] == content:
                pack, *below = parts[len(content) :]
                named = len(below) == 2 and below[0] in ("audiences", "languages")
                group = ("content", pack, below[0], Path(below[1]).stem) if named else ("content", pack)
            elif parts[: len(own)] == own and parts[len(own)] in OVERLAYS:
                group = ("templates", *parts[len(own) : len(own) + OVERLAYS[parts[len(own)]]])
            groups.setdefault(group, []).append((path, content_digest))
        return {group: _digest(files) for group, files in groups.items()}

    # On disk

    def _read(self, name: str) -> dict[str, Any]:
        """Return a part of the cache; nothing if it is missing, damaged or other code's."""
        signature, _, data = (_contents(self._path / name) or b"").partition(b"\n")
        kept: dict[str, Any] = json.loads(data) if signature == self._signature(data) else {}
        return kept

    def _write(self, name: str, kept: dict[str, Any]) -> None:
        from briefpack.build.disk import write_whole

        data = json.dumps(kept).encode()
        write_whole(self._path / name, self._signature(data) + b"\n" + data)

    def _signature(self, data: bytes) -> bytes:
        return sha256(self._code.encode() + data).hexdigest().encode()


def _contents(path: Path) -> bytes | None:
    """Return what a file holds; nothing of what is no file, or cannot be read."""
    try:
        return path.read_bytes() if path.is_file() else None
    except OSError:
        return None


def _folder_name(group: tuple[str, ...]) -> str:
    return group[1] if group[0] == "content" else ""


def _digest(*values: object) -> str:
    """Return the digest of values by how they show themselves: that must be all that there is to them."""
    return sha256(repr(values).encode()).hexdigest()


def _code() -> str:
    """Return a digest of what turns inputs into files: briefpack, the libraries as installed, Python and zlib."""
    own = [(path, status.st_size, status.st_mtime_ns, status.st_ino) for path, status in files_in(PACKAGE)]
    installed = [
        (entry.path, entry.stat().st_mtime_ns)
        for folder in filter(os.path.isdir, dict.fromkeys(sys.path))
        for entry in os.scandir(folder)
        if entry.name.endswith(".dist-info")
    ]
    return _digest(own, sorted(installed), sys.version, zlib.ZLIB_RUNTIME_VERSION)
