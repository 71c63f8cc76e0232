"""The commands as a person runs them: words, exit status, help, sub-folders."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY


def invoke(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "invoke", *arguments], cwd=folder, capture_output=True, text=True, check=False
    )


def test_build_is_quiet_in_a_pipe_and_ends_with_a_table(project: Path) -> None:
    done = invoke(project, "build", "--format", "md", "--document", "memo,onepager")
    assert done.returncode == 0
    assert done.stderr == ""
    assert "two-towns/councillors/en/memo.md" in done.stdout
    assert done.stdout.rstrip().endswith("2 files written to build/; 0 errors, 0 warnings.")
    assert [heading in done.stdout for heading in ("pages", "words", "kB", "problems")] == [True] * 4


def test_commands_work_from_a_sub_folder(project: Path) -> None:
    folder = project / "content" / "two-towns" / "audiences"
    assert invoke(folder, "build", "--format", "md").returncode == 0
    assert (project / "build" / "two-towns" / "councillors" / "en" / "slides.md").is_file()


def test_problems_go_to_stderr_with_status_1(project: Path) -> None:
    pack = project / "content" / "two-towns" / "pack.yaml"
    pack.write_text(pack.read_text(encoding="utf-8").replace("series:", "serie:"), encoding="utf-8")
    done = invoke(project, "build")
    assert done.returncode == 1
    assert done.stderr.startswith("content/two-towns/pack.yaml:4:1: error: the key “serie” is not known here")
    assert done.stderr.endswith("1 error, 0 warnings: nothing was written.\n")
    assert not (project / "build").exists()
    assert invoke(project, "list").returncode == 1


def test_json_is_for_machines(project: Path) -> None:
    done = invoke(project, "check", "--format", "md", "--json")
    report = json.loads(done.stdout)
    assert [output["path"].rpartition("/")[2] for output in report["outputs"]] == [
        "memo.md",
        "onepager.md",
        "slides.md",
    ]
    assert report["problems"] == []
    assert not (project / "build").exists()


def test_wrong_use_has_status_2(project: Path) -> None:
    done = invoke(project, "build", "--audience", "councilors")
    assert (done.returncode, done.stdout) == (2, "")
    assert "Did you mean “councillors”?" in done.stderr


def test_outside_a_project_the_command_says_so(tmp_path: Path) -> None:
    (tmp_path / "tasks.py").write_text("from briefpack.tasks import namespace\n", encoding="utf-8")
    done = invoke(tmp_path, "build")
    assert done.returncode == 2
    assert "There is no project here" in done.stderr


def test_list_shows_what_each_audience_gets(project: Path) -> None:
    done = invoke(project, "list")
    assert "two-towns: One ticket for two towns" in done.stdout
    assert (
        "councillors: memo (docx, pdf, md), onepager (pdf, docx, md), slides (md, docx, pdf); theme ministry"
        in done.stdout
    )


@pytest.mark.parametrize(
    "task", ["build", "check", "explain", "matrix", "compare", "schema", "list", "test", "lint", "clean"]
)
def test_every_command_has_help_with_an_example(task: str) -> None:
    done = invoke(REPOSITORY, "--help", task)
    assert f"Example: invoke {task}" in done.stdout
