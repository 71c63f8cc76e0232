"""Documents from a Dask cluster: a real scheduler and real workers, as processes of this machine."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from briefpack.build.jobs import Folders, Job, Request, RunStopped
from briefpack.build.results import Basis, Output
from briefpack.build.run import build, build_elsewhere, make_document, run_jobs
from briefpack.build.workers import JobFailed
from briefpack.build.workshop import Workshop
from briefpack.errors import Findings, Place, warning
from tests.build.test_run import change, folders, on_disk
from tests.conftest import REPOSITORY
from tests.tools import module

module("distributed")

from briefpack.build import cluster  # noqa: E402
from briefpack.build.addresses import Address  # noqa: E402
from briefpack.build.cluster import Cluster  # noqa: E402
from briefpack.build.elsewhere import Elsewhere  # noqa: E402

MARK = "BRIEFPACK_TEST_MARK"


def silent(name: str, done: int, total: int) -> None: ...


def killed_once(job: Job, workshop: Workshop, findings: Findings) -> list[Output]:
    """Kill the worker that makes the first slides, with its process."""
    mark = Path(os.environ[MARK])
    if job.document == "slides" and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return make_document(job, workshop, findings)


def our_mistake(job: Job, workshop: Workshop, findings: Findings) -> str:
    return {}["nothing"]


def seen(job: Job, workshop: Workshop, findings: Findings) -> list[str]:
    return sorted(path.name for path in workshop.folders.content.parent.iterdir())


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Start a scheduler and two workers on ports that the system chooses, without their pages.

    Return the address and the file that a killed worker leaves.
    """
    folder = tmp_path_factory.mktemp("cluster")
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY), MARK: str(folder / "mark")}
    address = folder / "scheduler.json"

    def start(*arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "dask", *arguments, "--no-dashboard", "--host", "127.0.0.1"]
        log = (folder / f"{len(processes)}.log").open("wb")
        with log:
            return subprocess.Popen(command, env=environment, cwd=folder, stdout=log, stderr=log)

    processes: list[subprocess.Popen[bytes]] = []
    try:
        processes.append(start("scheduler", "--port", "0", "--scheduler-file", str(address)))
        for _ in range(2):
            options = ("--nthreads", "1", "--no-nanny", "--local-directory", str(folder))
            processes.append(start("worker", "--scheduler-file", str(address), *options))
        deadline = time.monotonic() + 60
        while not address.exists():
            assert time.monotonic() < deadline, "the scheduler does not start"
            time.sleep(0.05)
        import distributed

        with distributed.Client(scheduler_file=str(address), set_as_default=False) as client:
            client.wait_for_workers(2, timeout=60)
            yield client.scheduler.address, folder / "mark"
    finally:
        for process in processes:
            process.kill()
            process.wait()


@pytest.mark.slow
def test_a_cluster_makes_the_files_of_one_process_though_a_worker_dies(
    project: Path, scheduler: tuple[str, Path]
) -> None:
    change(project, "pack.yaml", "title: One ticket", "title: One ticket — “of Upper Town alone”, 1789")
    address, mark = scheduler
    alone = build(Request(), folders(project), silent)
    files = on_disk(project)
    there = build(Request(), folders(project), silent, workers=Cluster(address))
    assert there == alone
    assert on_disk(project) == files
    with pytest.raises(JobFailed, match=r"(?s)in our_mistake.*KeyError: 'nothing'"):
        run_jobs(Request(), Workshop(folders(project)), silent, Findings(), our_mistake, Cluster(address))
    assert run_jobs(Request(), Workshop(folders(project)), silent, Findings(), seen, Cluster(address))[0] == [
        "content",
        "templates",
    ]
    findings, counts = Findings(), []
    documents = run_jobs(
        *(Request(), Workshop(folders(project)), lambda name, done, total: counts.append((done, total)), findings),
        *(killed_once, Cluster(address)),
    )
    assert mark.exists(), "no worker was killed"
    assert tuple(output for outputs in documents for output in outputs) == alone.outputs
    assert findings.in_order() == alone.problems
    assert counts == [(n, len(documents)) for n in range(1, len(documents) + 1)]


def test_where_no_scheduler_answers_the_run_says_so(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "ANSWERS_WITHIN", 0.2)
    with pytest.raises(RunStopped, match=r"No Dask scheduler answers at tcp://127\.0\.0\.1:1"):
        build(Request(), folders(project), silent, workers=Cluster("tcp://127.0.0.1:1"))
    assert not (project / "build").exists()


@pytest.mark.parametrize("name", ["../out.txt", "/etc/out.txt", "content/../../out.txt", "content\\..\\out.txt"])
def test_an_archive_that_leads_out_of_its_folder_is_refused(tmp_path: Path, name: str) -> None:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr(name, "x")
    inside = tmp_path / "a" / "b"
    inside.mkdir(parents=True)
    with pytest.raises(ValueError, match="leads out"):
        cluster.unpack(archive.getvalue(), inside)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_what_is_sent_depends_on_content_alone_and_arrives_whole(project: Path, tmp_path: Path) -> None:
    two = Folders(project / "content", (project / "templates", REPOSITORY / "templates"), project / "build")
    archive = cluster.packed(two)
    cluster.unpack(archive, tmp_path / "there")
    for name, folder in (("content", two.content), ("templates", two.templates[0]), ("templates1", two.templates[1])):
        sent = {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        there = tmp_path / "there" / name
        assert {path.relative_to(there): path.read_bytes() for path in there.rglob("*") if path.is_file()} == sent


def test_a_pack_behind_a_link_is_sent_as_it_is_built_here(project: Path, tmp_path: Path) -> None:
    folders = Folders(project / "content", (project / "templates",), project / "build")
    pack = next(path for path in folders.content.iterdir() if path.is_dir())
    pack.rename(tmp_path / "elsewhere")
    pack.symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    cluster.unpack(cluster.packed(folders), tmp_path / "there")
    assert (tmp_path / "there" / "content" / pack.name / "pack.yaml").is_file()


JOB = Job("two-towns", "voters", "en", "memo", ("md",))


def answer(made: object, *others: str) -> SimpleNamespace:
    return SimpleNamespace(result=lambda: ((*cluster.libraries(), *others), made))


def test_a_worker_with_other_libraries_is_refused() -> None:
    with pytest.raises(RunStopped, match=r"A worker has briefpack 0\.0, reportlab 1\.0, which differs from here"):
        cluster._received(answer(([], Findings()), "reportlab 1.0", "briefpack 0.0"), JOB, {})


@pytest.mark.parametrize("path", ["../../precious.txt", "two-towns/voters/en/memo.exe", "/etc/passwd"])
def test_a_file_that_was_not_asked_for_is_refused(path: str) -> None:
    output = Output(path, b"", 0, 0, 0)
    with pytest.raises(RunStopped, match="is no file of two-towns/voters/en/memo"):
        cluster._received(answer(([output], Findings())), JOB, {})


def test_problems_name_files_as_they_are_called_here() -> None:
    problem = warning("is long", Place("templates1/documents/memo.md.j2", 3))
    here = replace(problem, place=Place("/lib/own/documents/memo.md.j2", 3))
    output = Output("two-towns/voters/en/memo.md", b"", 0, 0, 1, basis=Basis("", "", (problem,)))
    made, found = cluster._received(answer(([output], Findings([problem]))), JOB, {"templates1": "/lib/own"})
    assert found == [here]
    assert [one.basis.findings for one in made or ()] == [(here,)]


@pytest.mark.slow
def test_files_go_from_the_workers_to_an_address(project: Path, scheduler: tuple[str, Path], tmp_path: Path) -> None:
    share = tmp_path / "share"
    report = build_elsewhere(
        Request(), folders(project), silent, Cluster(scheduler[0]), Elsewhere(Address(share.as_uri()))
    )
    assert report.outputs and not any(output.data for output in report.outputs), "a file has come back"
    alone = build(Request(), folders(project), silent)
    assert [output.record() for output in report.outputs] == [output.record() for output in alone.outputs]
    assert {path.relative_to(share).as_posix() for path in share.rglob("*") if path.is_file()} == {*on_disk(project)}
    assert all((share / path).read_bytes() == data for path, data in on_disk(project).items())
