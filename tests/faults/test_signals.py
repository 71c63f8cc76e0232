"""Signals, and streams that are closed, full or without a reader: the status says what happened, no file is lost."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import time
from pathlib import Path

import pytest

from briefpack.build.jobs import RunStopped
from briefpack.build.staging import alone_in
from tests.conftest import REPOSITORY
from tests.faults.conftest import COMMAND, MARKDOWN, files, invoke, reword

FILES = 4


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_has_its_status_and_leaves_the_terminal_and_the_files_in_order(
    project: Path, number: int, status: int
) -> None:
    invoke(project, *MARKDOWN)
    before = files(project / "build")
    reword(project)
    ours, theirs = pty.openpty()
    process = subprocess.Popen([*COMMAND, "build"], cwd=project, stdout=theirs, stderr=theirs, stdin=theirs)
    os.close(theirs)
    shown = b""
    while b"\x1b[?25l" not in shown:  # the bar has hidden the cursor
        shown += os.read(ours, 1000)
    process.send_signal(number)
    try:
        while chunk := os.read(ours, 1000):
            shown += chunk
    except OSError:
        pass  # so a terminal says that nobody writes to it any more
    assert process.wait(20) == status, shown.decode(errors="replace")
    assert b"Traceback" not in shown
    assert shown.rindex(b"\x1b[?25h") > shown.rindex(b"\x1b[?25l"), "the cursor is shown again"
    assert files(project / "build") == before


@pytest.mark.parametrize(
    ("redirected", "status"),
    [(">&-", 0), ("2>&-", 0), (">&- 2>&-", 0), ("<&-", 0), ("| true", 0), ("> /dev/full", 1), ("2> /dev/full", 0)],
)
def test_streams_lose_no_build(project: Path, redirected: str, status: int) -> None:
    command = f"set -o pipefail; {' '.join([*COMMAND, *MARKDOWN])} {redirected}"
    done = subprocess.run(["bash", "-c", command], cwd=project, capture_output=True, text=True, check=False)
    assert (done.returncode, "Traceback" in done.stderr) == (status, False), done.stderr
    assert len([name for name in files(project / "build") if name.endswith(".md")]) == FILES
    if status:
        assert "Not all could be shown: No space left on device" in done.stderr


@pytest.mark.parametrize(
    "wrong", ["build --audiences x", "biuld", "explain --document", "compare voters", "build --jobs many", "new.pack"]
)
def test_wrong_use_has_status_2(project: Path, wrong: str) -> None:
    done = invoke(project, *wrong.split())
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr
    assert done.stderr.count("\n") == 1


def test_two_builds_at_once_wait_for_each_other(project: Path) -> None:
    commands = [[*COMMAND, *MARKDOWN], [*COMMAND, *MARKDOWN, "--audience", "voters"], [*COMMAND, *MARKDOWN]]
    processes = [subprocess.Popen(command, cwd=project, stdout=subprocess.DEVNULL) for command in commands]
    assert [process.wait(120) for process in processes] == [0, 0, 0]
    assert len(files(project / "build")) == FILES + 1


def test_a_lock_ends_with_its_process(project: Path) -> None:
    script = "import time, filelock; lock = filelock.FileLock('build/.lock'); lock.acquire(); print('held', flush=True); time.sleep(60)"
    (project / "build").mkdir()
    holder = subprocess.Popen([COMMAND[0], "-c", script], cwd=project, stdout=subprocess.PIPE)
    assert holder.stdout and holder.stdout.readline() == b"held\n"
    waiting = subprocess.Popen([*COMMAND, *MARKDOWN], cwd=project, stdout=subprocess.DEVNULL)
    time.sleep(5)
    assert waiting.poll() is None
    assert not list((project / "build").rglob("*.md"))
    holder.kill()
    holder.communicate()
    assert waiting.wait(60) == 0
    assert len(files(project / "build")) == FILES + 1


def test_who_waits_hears_at_once_and_at_the_end_which_process_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    script = (
        "import sys; from pathlib import Path; from briefpack.build.staging import alone_in\n"
        "with alone_in(Path('build')): print('held', flush=True); sys.stdin.read()"
    )
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    holder = subprocess.Popen([COMMAND[0], "-c", script], cwd=tmp_path, env={"PYTHONPATH": str(REPOSITORY)}, **pipes)
    assert holder.stdout and holder.stdout.readline() == b"held\n"
    monkeypatch.setattr("briefpack.build.staging.WAITS_SECONDS", 0)
    says = rf"Another command \(process {holder.pid}\) has been writing into build/"
    with pytest.raises(RunStopped, match=says), alone_in(tmp_path / "build"):
        pass
    waits = f"Another command (process {holder.pid}) writes into build/: waiting for 0 seconds at most."
    assert caplog.messages == [waits], "as it begins to wait"
    holder.communicate()
    with alone_in(tmp_path / "build"):
        pass
    assert list((tmp_path / "build").iterdir()) == []
