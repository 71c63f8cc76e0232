"""What a release holds back: each thing that readers would notice, at its one place, unless it is let through."""

from __future__ import annotations

import ast
import datetime
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from briefpack.build.jobs import Folders, Release, Request
from briefpack.build.plan import plan_jobs
from briefpack.build.workshop import Workshop
from briefpack.checks.release import ADVICE, HELD_BACK, held_back
from briefpack.errors import Findings, Place, error, warning
from briefpack.starters import new_audience, new_language, new_pack
from tests.cases import cases, change_project, check_reported
from tests.conftest import REPOSITORY

DAY_OF_THE_PACK = datetime.date(2024, 3, 1)
PLACE = Place("pack.yaml", 1)


def folders(project: Path) -> Folders:
    return Folders(project / "content", (project / "templates", REPOSITORY / "templates"), project / "build")


def released(project: Path, release: Release, **wanted: tuple[str, ...]) -> list[str]:
    """Return what stands in the way of a release, or may be let through; no document is made."""
    findings, request = Findings(), Request(release=release, **wanted)
    plan_jobs(request, Workshop(folders(project), request.audiences), findings)
    return [str(problem) for problem in Findings(held_back(findings, release.allowed)).in_order()]


@pytest.fixture
def real(translated: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose pack has addresses of somebody."""
    monkeypatch.chdir(translated)
    for path in [*Path("content").rglob("*.yaml"), *Path("content").rglob("*.po")]:
        path.write_text(path.read_text(encoding="utf-8").replace("example.org", "two-towns.eu"), encoding="utf-8")
    return translated


@pytest.mark.parametrize("case", cases("release"), ids=lambda path: path.stem)
def test_release_cases(case: Path, real: Path) -> None:
    options = yaml.safe_load(case.read_text(encoding="utf-8"))
    if not options.get("catalogue"):
        (real / "content/two-towns/languages/ja.po").unlink()
    change_project(case, real)
    day = options.get("as_of", DAY_OF_THE_PACK)
    found = released(real, Release(day, "--as-of", tuple(options.get("allow", ()))))
    check_reported(case, "\n".join(found))


def test_what_has_nothing_to_hold_back_goes_out(real: Path) -> None:
    (real / "content/two-towns/languages/ja.po").unlink()
    assert released(real, Release(DAY_OF_THE_PACK)) == []


def test_a_translation_that_somebody_has_read_goes_out(real: Path) -> None:
    audience = real / "content/two-towns/audiences/councillors.yaml"
    audience.write_text(audience.read_text(encoding="utf-8").replace("[en]", "[en, ja]"), encoding="utf-8")
    assert len(released(real, Release(DAY_OF_THE_PACK))) == 2, "nobody has read the pack's words or the templates'"
    for path in (real / "content/two-towns/languages/ja.po", real / "templates/languages/ja.po"):
        path.write_text(path.read_text(encoding="utf-8").replace('By: \\n"', 'By: 山田\\n"'), encoding="utf-8")
    assert released(real, Release(DAY_OF_THE_PACK)) == []


def test_everything_that_a_starting_point_says_is_held_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    new_pack("heat", folders(tmp_path))
    new_audience("senate", folders(tmp_path), "heat")
    new_language("fr", folders(tmp_path), "heat")
    for path in Path("content/heat/audiences").iterdir():
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("theme:", "languages: [en, fr]\nfallback: true\ntheme:"), encoding="utf-8")
    found = "\n".join(released(tmp_path, Release(datetime.date(2026, 1, 16))))
    for words in (
        "pack.yaml:8:7: error: the day of the briefing, 2026-01-15, is over: this goes out on 2026-01-16 (--as-of)",
        "pack.yaml:11:9: error: still says what a starting point says: “Name of your organisation”",
        "pack.yaml:14:10: error: holds an address that belongs to nobody: “example.org”",
        "pack.yaml:86:11: error: still says what a starting point says: “State here why the subject matters now.”",
        "source.yaml:9:8: error: still says what a starting point says: “Author, op-ed (year)”",
        "source.yaml:15:13: error: is the paragraph of a starting point",
        "senate.yaml:4:5: error: still says what a starting point says: “Whom you write to”",
        "error: still says what a starting point says: “State here what could go wrong”",
        "fr.po:1: error: the translation is not yet reviewed by a native speaker",
        "error: “Heat” is not translated into “fr” (pack.title)",
        "error: the templates have no word in “fr”",
    ):
        assert words in found, words
    kept = ("For discussion", "For information", "This year", "Everywhere", "“Heat”\n")
    assert [words for words in kept if f"says: “{words}" in found] == [], "these may be meant"
    assert "warning" not in found


def test_only_what_goes_out_is_held_back(real: Path) -> None:
    audience = real / "content/two-towns/audiences/voters.yaml"
    audience.write_text(audience.read_text(encoding="utf-8").replace("to: The", "to: TBD The"), encoding="utf-8")
    assert released(real, Release(DAY_OF_THE_PACK), audiences=("councillors",)) == []


def test_a_warning_is_held_back_by_its_code_unless_it_is_let_through() -> None:
    said = [warning("a", PLACE, "Mend it.", code) for code in HELD_BACK]
    assert {problem.severity for problem in held_back(said, ())} == {"error"}
    assert next(held_back(said, ())).hint == f"Mend it. If it may go out like this: --allow {said[0].code}."
    assert [problem.severity for problem in held_back(said, list(HELD_BACK)[1:])].count("error") == 1
    others = [*(warning("a", PLACE, "", code) for code in ADVICE), error("a", PLACE)]
    assert list(held_back(others, ())) == others


def codes_in(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the code of each warning that a module makes, and where; an empty one where there is none."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "warning":
            code = (
                node.args[3] if len(node.args) > 3 else next((k.value for k in node.keywords if k.arg == "code"), None)
            )
            if not isinstance(code, ast.Name):
                yield getattr(code, "value", ""), f"{path.name}:{node.lineno}"


def test_every_warning_has_a_code_of_which_a_release_knows_what_to_do() -> None:
    paths = [path for path in (REPOSITORY / "briefpack").rglob("*.py") if "reports" not in path.parts]
    made = [found for path in paths for found in codes_in(path)]
    assert len(made) > 20
    assert [where for code, where in made if code not in {**HELD_BACK, **ADVICE}] == []
    assert not {*HELD_BACK} & {*ADVICE}


def test_the_page_on_releases_names_every_code() -> None:
    page = (REPOSITORY / "docs/release.md").read_text(encoding="utf-8")
    rows = {
        line.split("|")[1].strip(" `"): line.split("|")[2].strip() for line in page.splitlines() if line[:3] == "| `"
    }
    assert rows == {**HELD_BACK}


def test_a_problem_without_a_code_is_as_it_was() -> None:
    one = warning("a", PLACE)
    assert [*held_back([one, replace(one, severity="error")], ())] == [one, replace(one, severity="error")]
