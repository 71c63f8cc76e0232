"""Jobs: names that travel to another process, where the same document is made of them."""

from __future__ import annotations

import pickle
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest

from briefpack.build.jobs import Folders, Job, Request, WrongUse, chosen
from briefpack.build.plan import plan_jobs
from briefpack.build.results import Output
from briefpack.build.run import make_document
from briefpack.build.workshop import Workshop
from briefpack.errors import Findings
from tests.conftest import REPOSITORY

FOLDERS = Folders(REPOSITORY / "content", (REPOSITORY / "templates",), REPOSITORY / "build")


def first_jobs() -> list[Job]:
    findings = Findings()
    jobs = plan_jobs(Request(packs=("japan-korea-ties",)), Workshop(FOLDERS), findings)
    assert not findings.failed
    return jobs


def made_elsewhere(folders: Folders, job: Job) -> tuple[list[Output], Findings]:
    findings = Findings()
    return make_document(job, Workshop(folders), findings), findings


def test_a_job_names_the_path_of_its_files() -> None:
    assert Job("ferries", "voters", "ja", "memo", ("docx",)).name == "ferries/voters/ja/memo"


def test_every_job_of_the_first_pack_travels_and_makes_the_same_document() -> None:
    here, there = Workshop(FOLDERS), Workshop(pickle.loads(pickle.dumps(FOLDERS)))
    for job in first_jobs():
        packed = pickle.dumps(job)
        assert len(packed) < 300
        copy = pickle.loads(packed)
        assert copy == job
        assert there.draft(copy).parsed() == here.draft(job).parsed()


def test_another_process_makes_the_same_bytes() -> None:
    job = next(job for job in first_jobs() if job.document == "onepager" and job.language == "ja")
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        outputs, findings = pool.submit(made_elsewhere, FOLDERS, job).result()
    assert (outputs, findings) == made_elsewhere(FOLDERS, job)
    assert [output.path for output in outputs] == [f"{job.name}.{name}" for name in job.formats]


def test_what_a_run_is_asked_for_and_returns_loads_no_library() -> None:
    script = (
        "import sys, briefpack.build.jobs, briefpack.build.results; "
        "print(sorted({'pydantic', 'yaml', 'jinja2', 'babel', 'markdown_it', 'lxml'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True, cwd=REPOSITORY)
    assert done.stdout.strip() == "[]"


def test_no_name_chooses_all_and_an_unknown_one_is_wrong_use() -> None:
    assert chosen((), ["b", "a"], "pack") == ["a", "b"]
    assert chosen(("b",), ["b", "a"], "pack") == ["b"]
    with pytest.raises(WrongUse, match=r"there is no pack “ferris”\. Did you mean “ferries”"):
        chosen(("ferris",), ["ferries"], "pack")


def test_a_run_that_names_nothing_wants_everything() -> None:
    assert Request().everything and Request(release=True).everything
    assert not Request(languages=("ja",)).everything
