"""What is wrong in content is said at its place, all at once, with what to do: one readable file a case."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefpack.checks.rules import checked_pack, pack_problems
from briefpack.content.pack import cited_paragraphs
from briefpack.errors import BuildError, sorted_problems
from tests.cases import cases, change_project, check_reported
from tests.conftest import TINY


@pytest.mark.parametrize("case", cases("problems"), ids=lambda path: path.stem)
def test_problem_cases(case: Path, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    change_project(case, project)
    check_reported(case, reported(project / "content" / "two-towns"))


def reported(folder: Path) -> str:
    try:
        found = sorted_problems(pack_problems(checked_pack(folder)))
    except BuildError as problems:
        found = problems.problems
    return "\n".join(str(problem) for problem in found)


def test_the_tiny_pack_has_no_problem() -> None:
    assert reported(TINY) == ""


def test_a_missing_file_is_a_problem(project: Path) -> None:
    (project / "content/two-towns/source.yaml").unlink()
    assert "source.yaml: error: is missing" in reported(project / "content/two-towns")


def test_no_audience_is_a_problem(project: Path) -> None:
    for audience in (project / "content/two-towns/audiences").iterdir():
        audience.unlink()
    assert "holds no audience" in reported(project / "content/two-towns")


def test_runs_of_paragraphs_are_written_out() -> None:
    pack = checked_pack(TINY)
    assert cited_paragraphs(pack, ["p03..p04", "p01", "p03"]) == [1, 3, 4]
