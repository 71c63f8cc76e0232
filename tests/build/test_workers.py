"""Several processes make what one makes, and none of them dies or fails without a word."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from briefpack.build.jobs import Job, Request, RunStopped
from briefpack.build.run import build
from briefpack.build.workers import JobFailed, Processes, by_language, next_job, one_by_one
from briefpack.build.workshop import Workshop
from briefpack.errors import BuildError, Findings, Place, error, warning
from tests.build.test_run import change, folders, on_disk
from tests.conftest import REPOSITORY

JOBS = [Job("two-towns", audience, "en", "memo", ("md",)) for audience in ("a", "b", "c", "d")]


def silent(name: str, done: int, total: int) -> None: ...


def named(job: Job, workshop: Workshop, findings: Findings) -> str:
    """Find something, fail for `b`, and take longest for the first."""
    findings.append(warning(f"seen by {job.audience}", Place("pack.yaml", 1)))
    if job.audience == "a":
        time.sleep(0.2)
    if job.audience == "b":
        raise BuildError([error("is bad", Place("pack.yaml", 2))])
    return job.audience


def our_mistake(job: Job, workshop: Workshop, findings: Findings) -> str:
    return {"a": "fine"}[job.audience]


def killed(job: Job, workshop: Workshop, findings: Findings) -> str:
    if job.audience == "c":
        os.kill(os.getpid(), signal.SIGKILL)
    return job.audience


def made(project: Path, count: int, make: Callable[[Job, Workshop, Findings], str], jobs: list[Job] = JOBS) -> object:
    return list(Processes(count)(jobs, Workshop(folders(project)), make, silent))


def test_what_two_processes_give_is_what_one_gives_in_its_order(project: Path) -> None:
    assert made(project, 2, named) == list(one_by_one(JOBS, Workshop(folders(project)), named, silent))


def test_two_processes_write_the_bytes_of_one_and_find_its_problems(project: Path) -> None:
    change(project, "pack.yaml", "title: One ticket", "title: One ticket — “of Upper Town alone”, 1789")
    reports, files = [], []
    for count in (1, 2):
        reports.append(build(Request(), folders(project), silent, workers=Processes(count)))
        files.append(on_disk(project))
        (project / "build" / "manifest.json").unlink(missing_ok=True)
    assert reports[0] == reports[1]
    assert files[0] == files[1]


def test_a_mistake_of_ours_comes_back_with_its_traceback(project: Path) -> None:
    with pytest.raises(JobFailed, match=r"(?s)two-towns/[bcd]/en/memo.*in our_mistake.*KeyError: '[bcd]'"):
        made(project, 2, our_mistake)
    assert multiprocessing.active_children() == []


def test_a_process_that_dies_ends_the_run_and_names_its_document(project: Path) -> None:
    with pytest.raises(RunStopped, match=r"exit status -9\) while it made two-towns/c/en/memo: nothing was written"):
        made(project, 2, killed)
    assert multiprocessing.active_children() == []


def test_an_error_in_a_process_leaves_the_previous_outputs(project: Path) -> None:
    (project / "templates/documents/memo.md.j2").write_text("# {{ nmae }}\n", encoding="utf-8")
    report = build(Request(), folders(project), silent, workers=Processes(2))
    assert report.failed
    assert not (project / "build").exists()


def test_a_process_stays_with_its_language_and_then_takes_the_one_with_most_to_do() -> None:
    languages = ("en", "ja", "en", "ko", "ko", "en")
    waiting = by_language([replace(JOBS[0], language=language) for language in languages])
    assert [next_job(waiting, language) for language in ("", "ja", "ja", "ko", "ja", "ja")] == [0, 1, 2, 3, 5, 4]
    assert waiting == {}


@pytest.mark.parametrize("to_all", [False, True])
def test_ctrl_c_ends_all_processes(tmp_path: Path, to_all: bool) -> None:
    """The first process alone gets the signal, as from `kill`, or all of them, as from a terminal."""
    script = tmp_path / "run.py"
    script.write_text(
        "import os, time\n"
        "from pathlib import Path\n"
        "from briefpack.build.jobs import Folders, Job\n"
        "from briefpack.build.workers import Processes\n"
        "from briefpack.build.workshop import Workshop\n"
        "def wait(job, workshop, findings):\n"
        "    os.write(1, b'%d\\n' % os.getpid())\n"
        "    time.sleep(60)\n"
        "if __name__ == '__main__':\n"
        "    workshop = Workshop(Folders(Path('c'), (Path('t'),), Path('b')))\n"
        "    jobs = [Job('p', 'a', 'en', 'memo', ('md',))] * 2\n"
        "    list(Processes(2)(jobs, workshop, wait, lambda *_: None))\n",
        encoding="utf-8",
    )
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}
    run = subprocess.Popen(
        [sys.executable, script],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        start_new_session=True,
    )
    assert run.stdout
    workers = [int(run.stdout.readline()) for _ in range(2)]
    os.killpg(run.pid, signal.SIGINT) if to_all else run.send_signal(signal.SIGINT)
    _, said = run.communicate(timeout=30)
    assert said.rstrip().endswith(b"KeyboardInterrupt")
    assert said.count(b"Traceback") == 1, "the other processes end without a word"
    for worker in workers:
        with pytest.raises(ProcessLookupError):
            os.kill(worker, 0)
