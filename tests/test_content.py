"""What is wrong in content is said at its place, all at once, with what to do: one readable file a case."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from briefpack.checks import pack_problems
from briefpack.content import cited_paragraphs, read_pack
from briefpack.errors import BuildError, sorted_problems
from tests.conftest import REFRESH, TINY

CASES = sorted((Path(__file__).parent / "cases" / "problems").glob("*.yaml"))


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_problem_cases(case: Path, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each case changes the tiny pack (`file`, `from`, `to`) and says what is then reported."""
    monkeypatch.chdir(project)
    data = yaml.safe_load(case.read_text(encoding="utf-8"))
    for change in data["changes"]:
        path = project / "content" / "two-towns" / change["file"]
        text = path.read_text(encoding="utf-8")
        assert text.count(change["from"]) == 1, f"{change['from']!r} does not stand once in {path.name}"
        path.write_text(text.replace(change["from"], change["to"]), encoding="utf-8")
    found = reported(project / "content" / "two-towns")
    if REFRESH:
        head = case.read_text(encoding="utf-8").partition("reported:")[0]
        lines = "".join(f"  {line}\n" if line else "\n" for line in found.splitlines())
        case.write_text(f"{head}reported: |\n{lines}", encoding="utf-8")
    assert found == data.get("reported", "").rstrip("\n"), "refresh with BRIEFPACK_REFRESH=1"


def reported(folder: Path) -> str:
    try:
        found = sorted_problems(pack_problems(read_pack(folder)))
    except BuildError as problems:
        found = problems.problems
    return "\n".join(str(problem) for problem in found)


def test_the_tiny_pack_has_no_problem() -> None:
    assert reported(TINY) == ""


def test_a_missing_file_is_a_problem(project: Path) -> None:
    (project / "content/two-towns/source.yaml").unlink()
    assert "source.yaml: error: cannot be read" in reported(project / "content/two-towns")


def test_no_audience_is_a_problem(project: Path) -> None:
    (project / "content/two-towns/audiences/councillors.yaml").unlink()
    assert "holds no audience" in reported(project / "content/two-towns")


def test_runs_of_paragraphs_are_written_out() -> None:
    source = read_pack(TINY).source
    assert cited_paragraphs(source, ["p03..p04", "p01", "p03"]) == [1, 3, 4]
