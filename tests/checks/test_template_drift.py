"""What templates state themselves is compared with the pack, at their lines, in every language."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefpack.build.jobs import Folders, Request
from briefpack.build.plan import plan_jobs
from briefpack.build.workshop import Workshop
from briefpack.errors import Findings
from tests.cases import cases, change_project, check_reported


@pytest.mark.parametrize("case", cases("template-drift"), ids=lambda path: path.stem)
def test_template_cases(case: Path, translated: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(translated)
    change_project(case, translated)
    findings = Findings()
    folders = Folders(translated / "content", (translated / "templates",), translated / "build")
    plan_jobs(Request(), Workshop(folders), findings)
    about_drift = [problem for problem in findings.in_order() if problem.place.file.startswith("templates/")]
    check_reported(case, "\n".join(map(str, about_drift)))
