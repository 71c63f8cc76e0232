"""The commands that show what audiences get: what a person reads, JSON for programs, files, exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefpack.languages.characters import cells
from tests.conftest import REFRESH
from tests.reports.test_trace import CASES
from tests.typed import invoke

COMMANDS = {
    "explain-memo": "explain --audience councillors --document memo",
    "explain-onepager": "explain --audience voters --document onepager",
    "explain-slides": "explain --audience councillors --document slides",
    "matrix": "matrix",
    "compare": "compare councillors voters",
}


@pytest.mark.parametrize("case", COMMANDS)
def test_what_a_person_reads(shared: Path, case: str) -> None:
    done = invoke(shared, *COMMANDS[case].split())
    assert (done.returncode, done.stderr) == (0, "")
    expected = CASES / f"{case}.txt"
    if REFRESH:
        expected.write_text(done.stdout, encoding="utf-8")
    refresh = "refresh with: BRIEFPACK_REFRESH=1 invoke test --only tests/test_reports.py"
    assert done.stdout == expected.read_text(encoding="utf-8"), refresh
    assert max(map(cells, done.stdout.splitlines())) <= 100


def test_json_is_for_programs(shared: Path) -> None:
    explained, rows, (compared,) = (
        json.loads(invoke(shared, *command.split(), "--json").stdout)
        for command in ("explain", "matrix", "compare councillors voters")
    )
    places = [p["place"]["file"] for d in explained for b in d["blocks"] for p in b["passages"]]
    assert "content/two-towns/audiences/voters.yaml" in places
    fills = {fill["title"]: fill for one in explained if one["document"] == "slides" for fill in one["fill"]}
    assert 0 < fills["Each town keeps its own fare"]["taken"] <= 1
    assert {row["audience"] for row in rows} == {"councillors", "voters"}
    assert (compared["first"], compared["second"]) == ("councillors", "voters")
    assert {"name": "label", "first": "Councillors", "second": "Voters"} in compared["sides"]


def test_the_matrix_goes_to_the_build_folder_or_where_it_is_told(shared: Path) -> None:
    done = invoke(shared / "content", "matrix", "--html", "--csv=wordings.csv")
    assert done.stderr == ""
    assert (shared / "build" / "two-towns" / "matrix.html").is_file()
    assert (shared / "content" / "wordings.csv").is_file()


def test_a_build_leaves_the_matrix_alone(project: Path) -> None:
    assert invoke(project, "matrix", "--html").stdout == "build/two-towns/matrix.html\n"
    for _ in range(2):
        done = invoke(project, "build")
        assert (done.returncode, "removed" in done.stdout) == (0, False)
    assert (project / "build" / "two-towns" / "matrix.html").is_file()


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("explain --audience councilors", "Did you mean “councillors”?"),
        ("explain --document memmo", "Did you mean “memo”?"),
        ("explain --language fr", "Known here: en."),
        ("matrix --pack two-town", "Did you mean “two-towns”?"),
        ("compare councillors voter", "Did you mean “voters”?"),
        ("compare voters voters", "Name two different audiences"),
    ],
)
def test_wrong_use_has_status_2(shared: Path, command: str, words: str) -> None:
    done = invoke(shared, *command.split())
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr


def test_problems_have_status_1(project: Path) -> None:
    pack = project / "content" / "two-towns" / "pack.yaml"
    pack.write_text(pack.read_text(encoding="utf-8").replace("series:", "serie:"), encoding="utf-8")
    for command in ("explain", "matrix"):
        done = invoke(project, command)
        assert (done.returncode, done.stdout) == (1, "")
        assert "there is no field “serie” here" in done.stderr
