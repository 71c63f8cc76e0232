"""Killed at any moment, a build leaves whole files, and the next one makes of them the old set or the new one."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import pytest

from briefpack.build.jobs import Folders, Request
from briefpack.build.publish import publish_outputs
from briefpack.build.results import Output
from briefpack.build.run import build
from briefpack.build.staging import heal_if_needed

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills need fork(), which this system does not have")
Set = dict[str, bytes]
OLD = {f"p/a/en/{name}.md": f"old {name}".encode() * 50 for name in ("memo", "slides", "gone", "gone-too")}
NEW = {f"p/a/{tongue}/{name}.md": f"new {name}".encode() * 90 for tongue in ("en", "ja") for name in ("memo", "slides")}
CHANGES = ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "shutil.rmtree")
"""What Python reports before it touches a file, by the names of its audit events."""


def on_disk(build: Path) -> Set:
    """Return what people see in `build/`."""
    files = (path for path in build.rglob("*") if path.is_file() and ".cache" not in path.parts)
    return {path.relative_to(build).as_posix(): path.read_bytes() for path in files}


def seen(build: Path) -> Set:
    """Return the files in `build/` but the manifest and what runs leave beside them."""
    return {
        path: data
        for path, data in on_disk(build).items()
        if not path.startswith((".staging/", ".lock", ".holder")) and path != "manifest.json"
    }


def heal(folder: Path) -> None:
    """Do what every build does first."""
    heal_if_needed(Folders(folder, (), folder))


def publish(folder: Path, files: Set) -> None:
    outputs = [Output(path, data, pages=0, words=1, problems=0) for path, data in files.items()]
    publish_outputs(outputs, Request(), folder, {"content/p/pack.yaml": sha256(repr(files).encode()).hexdigest()})


def check_set(folder: Path, *sets: Set) -> None:
    """Check that what is there is one of the sets, and that the manifest names it and nothing else."""
    files = on_disk(folder)
    manifest = json.loads(files.pop("manifest.json"))
    assert files in sets
    assert {one["path"]: one["sha256"] for one in manifest["outputs"]} == {
        path: sha256(data).hexdigest() for path, data in files.items()
    }


def check_whole(folder: Path, *sets: Set) -> None:
    """Check that each file is one of those that were published, whole."""
    for path, data in seen(folder).items():
        assert data in [files.get(path) for files in sets], f"{path} is neither old nor new"


def killed_at(number: int, run: Callable[[], None]) -> bool:
    """Run in a process that is killed at its n-th step on the disk; tell whether it was."""
    child = os.fork()
    if not child:
        left = number

        def count(event: str, _: object) -> None:
            nonlocal left
            if event in CHANGES:
                left -= 1
                if left < 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        with suppress(BaseException):
            sys.addaudithook(count)
            run()
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


@pytest.fixture
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Flush nothing: what a killed process has written stays, only a power cut takes it."""
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)


@pytest.mark.usefixtures("no_waiting")
@pytest.mark.parametrize(("before", "after"), [(OLD, NEW), (NEW, OLD), ({}, NEW)])
def test_killed_at_every_step_of_publishing(tmp_path: Path, before: Set, after: Set) -> None:
    mixed = number = 0
    while True:
        folder = tmp_path / f"{number}"
        publish(folder, before)
        if not killed_at(number, lambda folder=folder: publish(folder, after)):  # type: ignore[misc]
            break
        check_whole(folder, before, after)
        mixed += seen(folder) not in (before, after)
        heal(folder)
        check_set(folder, before, after)
        number += 1
    check_set(folder, after)
    assert number > 30
    assert mixed, "some moments leave work for the next run"


@pytest.mark.slow
@pytest.mark.usefixtures("no_waiting")
def test_killed_while_it_heals(tmp_path: Path) -> None:
    """A run that is killed while it finishes, or undoes, what another has left is healed as well."""
    for first in range(200):
        folder = tmp_path / f"{first}"
        publish(folder, OLD)
        if not killed_at(first, lambda folder=folder: publish(folder, NEW)):  # type: ignore[misc]
            break
        for second in range(first % 7, 60, 7):
            killed_at(second, lambda folder=folder: heal(folder))  # type: ignore[misc]
            check_whole(folder, OLD, NEW)
        heal(folder)
        check_set(folder, OLD, NEW)
    assert first > 30


def contents(project: Path) -> Iterator[None]:
    """Write one content, then the other, in turn: every file of the second differs, and some are not made."""
    pack = project / "content" / "two-towns"
    audience = pack / "audiences" / "councillors.yaml"
    texts = [(pack / "pack.yaml").read_text(encoding="utf-8"), audience.read_text(encoding="utf-8")]
    while True:
        (pack / "pack.yaml").write_text(texts[0].replace("title: One", "title: A single"), encoding="utf-8")
        audience.write_text(texts[1].replace("formats: [pdf, docx, md]", "formats: [pdf]"), encoding="utf-8")
        yield
        (pack / "pack.yaml").write_text(texts[0], encoding="utf-8")
        audience.write_text(texts[1], encoding="utf-8")
        yield


def build_markdown(project: Path) -> None:
    folders = Folders(project / "content", (project / "templates",), project / "build")
    build(Request(formats=("md",)), folders, lambda *_: None)


@pytest.mark.slow
def test_a_hundred_builds_killed_at_random(project: Path) -> None:
    """Kills are as often in the moments of publishing as in all the time before."""
    folder, chance, killed = project / "build", random.Random(14), 0
    turn, sets = contents(project), []
    for _ in range(2):
        next(turn)
        started = time.monotonic()
        build_markdown(project)
        seconds = time.monotonic() - started
        sets.append(seen(folder))
    assert sets[0] != sets[1]
    while killed < 120:
        next(turn)
        child = os.fork()
        if not child:
            with suppress(BaseException):
                build_markdown(project)
            os._exit(0)
        if killed % 2:
            time.sleep(chance.uniform(0, seconds))
        else:
            while not (folder / ".lock").exists() and not os.waitid(
                os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT
            ):
                time.sleep(0.0005)
            time.sleep(chance.uniform(0, 0.03))
        os.kill(child, signal.SIGKILL)
        killed += os.WIFSIGNALED(os.waitpid(child, 0)[1])
        check_whole(folder, *sets)
        heal(folder)
        check_set(folder, *sets)
    next(turn)
    build_markdown(project)
    check_set(folder, *sets)


@pytest.mark.slow
def test_commands_killed_at_random(project: Path) -> None:
    """The same from outside: the command of a person, with its processes and its cache."""
    command = [sys.executable, "-m", "invoke", "build", "--format", "md"]
    turn, chance, sets = contents(project), random.Random(8), []
    for _ in range(2):
        next(turn)
        subprocess.run(command, cwd=project, check=True, capture_output=True)
        sets.append(seen(project / "build"))
    for _ in range(10):
        next(turn)
        process = subprocess.Popen(command, cwd=project, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.2, 3))
        process.kill()
        process.wait()
        check_whole(project / "build", *sets)
        subprocess.run(command, cwd=project, check=True, capture_output=True)
        check_set(project / "build", *sets)
