"""Cases of mistakes, a file each: how it changes the tiny project (`file`, `from`, `to`), and what is then reported.

A file that is not there is `new`, and `says` what stands in it.
"""

from __future__ import annotations

from pathlib import Path

import yaml

from tests.conftest import REFRESH


def cases(folder: str) -> list[Path]:
    return sorted((Path(__file__).parent / folder).glob("*.yaml"))


def change_project(case: Path, project: Path) -> None:
    """Make a case's changes; a file is one of the tiny pack's or, with `templates/` before it, a template."""
    for change in yaml.safe_load(case.read_text(encoding="utf-8"))["changes"]:
        file = change.get("new") or change["file"]
        path = project / file if file.startswith("templates/") else project / "content" / "two-towns" / file
        if "new" in change:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(change["says"], encoding="utf-8")
            continue
        text = path.read_text(encoding="utf-8")
        assert text.count(change["from"]) == 1, f"{change['from']!r} does not stand once in {path.name}"
        path.write_text(text.replace(change["from"], change["to"]), encoding="utf-8")


def check_reported(case: Path, found: str) -> None:
    """Compare what is reported with what the case says; with BRIEFPACK_REFRESH=1, write it into the case."""
    if REFRESH:
        head = case.read_text(encoding="utf-8").partition("reported:")[0]
        lines = "".join(f"  {line}\n" if line else "\n" for line in found.splitlines())
        case.write_text(f"{head}reported: |\n{lines}", encoding="utf-8")
    expected = yaml.safe_load(case.read_text(encoding="utf-8")).get("reported", "")
    assert found == expected.rstrip("\n"), "refresh with BRIEFPACK_REFRESH=1"
