"""A Dask cluster that makes the documents of a run: what they are made from is sent, what was made comes back.

A worker unpacks the run's content and templates into its own temporary folder, once, and removes them at the end.
"""

from __future__ import annotations

import hashlib
import io
import re
import secrets
import shutil
import tempfile
import threading
import traceback
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import CancelledError, as_completed
from contextlib import chdir, contextmanager
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path, PurePosixPath
from typing import Any
from zlib import ZLIB_RUNTIME_VERSION

from distributed import Client, KilledWorker, WorkerPlugin, get_worker

from briefpack import __version__
from briefpack.build.inputs import files_in
from briefpack.build.jobs import Folders, Job, Progress, RunStopped
from briefpack.build.results import Output
from briefpack.build.workers import JobFailed, Made, Make, Result, attempt
from briefpack.build.workshop import Workshop
from briefpack.errors import Findings, Problem, relative_name

ANSWERS_WITHIN = 10
"""How many seconds a scheduler has to answer, and a first worker to be there."""
ALONE = threading.Lock()
"""A worker may have several threads; documents are made by one of them at a time."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Make documents on the cluster whose scheduler has this address, such as `tcp://10.0.0.5:8786`.

    A document whose worker dies is made by another one. Raise RunStopped if the cluster cannot go on.
    """

    address: str

    def __call__(
        self, jobs: Sequence[Job], workshop: Workshop, make: Make[Result], progress: Progress
    ) -> Iterable[Made[Result]]:
        if not jobs:
            return []
        with self._client() as client:
            inputs = Inputs(workshop.folders, workshop.audiences)
            client.register_plugin(inputs, name=inputs.name)
            try:
                return _made(client, inputs.name, jobs, make, progress, _names(workshop.folders))
            finally:
                client.unregister_worker_plugin(inputs.name)

    @contextmanager
    def _client(self) -> Iterator[Client]:
        try:
            client = Client(self.address, timeout=ANSWERS_WITHIN, set_as_default=False)
        except (OSError, ValueError) as refused:
            raise RunStopped(f"No Dask scheduler answers at {self.address}: {refused}") from None
        with client:
            try:
                client.wait_for_workers(1, timeout=ANSWERS_WITHIN)
            except TimeoutError:
                hint = f"Start one with: dask worker {self.address}"
                raise RunStopped(f"The scheduler at {self.address} has no worker. {hint}") from None
            yield client


def _made(
    client: Client, inputs: str, jobs: Sequence[Job], make: Make[Result], progress: Progress, names: dict[str, str]
) -> list[Made[Result]]:
    """Return what the workers give for the jobs, in their order."""
    # By default calls that look equal are made once, whatever they do.
    executor = client.get_executor(pure=False)
    futures = {executor.submit(make_there, job, inputs, make): number for number, job in enumerate(jobs)}
    made: dict[int, Made[Result]] = {}
    for future in as_completed(futures):
        number = futures[future]
        made[number] = _received(future, jobs[number], names)
        progress(jobs[number].name, len(made), len(jobs))
    return [made[number] for number in range(len(jobs))]


def _received(future: Any, job: Job, names: dict[str, str]) -> Made[Any]:
    """Return what a worker sent, with the names that files have here. Raise RunStopped, or JobFailed."""
    try:
        versions, made = future.result()
    except KilledWorker:
        raise RunStopped(f"Several workers ended while they made {job.name}: nothing was written.") from None
    except (CancelledError, OSError):
        raise RunStopped(f"The scheduler ended while {job.name} was made: nothing was written.") from None
    if other := sorted({*versions} - {*libraries()}):
        hint = "Install the same everywhere: only then are the files the same."
        raise RunStopped(f"A worker has {', '.join(other)}, which differs from here. {hint}")
    if isinstance(made, str):
        raise JobFailed(job.name, made)
    result, findings = made
    if isinstance(result, list):
        result = [_checked(one, job, names) if isinstance(one, Output) else one for one in result]
    return result, Findings(_placed_here(problem, names) for problem in findings)


def _checked(output: Output, job: Job, names: dict[str, str]) -> Output:
    """Return a file that a worker made. Raise RunStopped if nobody has asked for it: its name is a path here."""
    if output.path not in map(job.path, job.formats):
        raise RunStopped(f"A worker sent {output.path!r}, which is no file of {job.name}: nothing was written.")
    findings = tuple(_placed_here(problem, names) for problem in output.basis.findings)
    return replace(output, basis=replace(output.basis, findings=findings))


def _placed_here(problem: Problem, names: dict[str, str]) -> Problem:
    folder, slash, rest = problem.place.file.partition("/")
    return replace(problem, place=replace(problem.place, file=names.get(folder, folder) + slash + rest))


def _folders_to_send(folders: Folders) -> dict[str, Path]:
    """Return the folders that documents are made from by the names that they get on a worker."""
    return {"content": folders.content, **{f"templates{n or ''}": path for n, path in enumerate(folders.templates)}}


def _names(folders: Folders) -> dict[str, str]:
    return {name: relative_name(path) for name, path in _folders_to_send(folders).items()}


def packed(folders: Folders) -> bytes:
    """Return an archive of everything that documents are made from."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        for name, folder in _folders_to_send(folders).items():
            for path in (Path(found) for found, _ in files_in(folder)):
                if path.is_file():
                    file.write(path, f"{name}/{path.relative_to(folder).as_posix()}")
    return archive.getvalue()


def unpack(archive: bytes, folder: Path) -> None:
    """Unpack an archive into a folder. Raise ValueError for a name that leads out of it."""
    with zipfile.ZipFile(io.BytesIO(archive)) as file:
        for info in file.infolist():
            name = PurePosixPath(info.filename)
            path = folder / name
            if ".." in name.parts or "\\" in info.filename or not path.resolve().is_relative_to(folder.resolve()):
                raise ValueError(f"the archive holds {info.filename!r}, which leads out of its folder")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.read(info))


class Inputs(WorkerPlugin):  # type: ignore[misc]  # mypy does not follow distributed
    """What a run's documents are made from, as it travels to each worker, also to one that joins later."""

    def __init__(self, folders: Folders, audiences: Iterable[str]) -> None:
        self.archive = packed(folders)
        self.digest = hashlib.sha256(self.archive).hexdigest()
        self.name = f"briefpack-{secrets.token_hex(8)}"
        """Of this run: one that has sent the same may end, and take its own away, while this one goes on."""
        self.templates = len(folders.templates)
        self.audiences = tuple(audiences)

    def setup(self, worker: Any) -> None:
        """Unpack what was sent into the worker's own folder."""
        if self.digest != hashlib.sha256(self.archive).hexdigest():
            raise ValueError("what was sent has not arrived whole")
        self.folder = Path(tempfile.mkdtemp(prefix="briefpack-", dir=worker.local_directory))
        unpack(self.archive, self.folder)
        templates = tuple(self.folder / f"templates{n or ''}" for n in range(self.templates))
        self.workshop = Workshop(Folders(self.folder / "content", templates, self.folder / "build"), self.audiences)

    def teardown(self, worker: Any) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


@cache
def libraries() -> tuple[str, ...]:
    """Return the versions of what a file's bytes depend on: briefpack, the libraries that it requires, zlib."""
    try:
        required = [re.split(r"[^\w.-]", one)[0] for one in requires("briefpack") or () if "extra ==" not in one]
    except PackageNotFoundError:
        required = []
    return (
        f"briefpack {__version__}",
        f"zlib {ZLIB_RUNTIME_VERSION}",
        *(f"{name} {version(name)}" for name in required),
    )


def make_there(job: Job, name: str, make: Make[Result]) -> tuple[tuple[str, ...], Made[Result] | str]:
    """Make what a job asks for on a worker; return it, or a traceback, with the versions of the libraries there."""
    inputs: Inputs = get_worker().plugins[name]
    try:
        # Problems name files as seen from the working folder.
        with ALONE, chdir(inputs.folder):
            return libraries(), attempt(job, inputs.workshop, make)
    except Exception:
        return libraries(), traceback.format_exc()
