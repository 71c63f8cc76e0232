"""Edits that say what is not so are found, and honest sentences pass: readable lists of both, on our packs and a tiny one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefpack.checks.deadlines import deadline_problems
from briefpack.checks.drift import drift_problems
from briefpack.checks.item_figures import item_problems
from briefpack.content.fields import replaced
from briefpack.content.pack import Pack, read_pack
from briefpack.errors import Problem
from briefpack.yaml_file import KeyPath
from tests.conftest import REFRESH, REPOSITORY

CASES = REPOSITORY / "tests" / "cases" / "drift"
FALSE, HONEST = CASES / "false-edits.yaml", CASES / "honest-sentences.yaml"
Case = dict[str, Any]


def listed(path: Path) -> list[Case]:
    cases: list[Case] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return cases


@cache
def pack_called(name: str) -> Pack:
    return read_pack(
        next(path for folder in ("content", "tests/packs") if (path := REPOSITORY / folder / name).is_dir())
    )


def path_of(key: str) -> KeyPath:
    return tuple(int(part) if part.isdigit() else part for part in key.split("."))


def problems(case: Case) -> Iterator[Problem]:
    """Yield what is reported at the text that a case changes."""
    pack, path = pack_called(case["pack"]), path_of(case["key"])
    if case["file"] == "pack":
        pack = replace(pack, facts=replaced(pack.facts, {path: case["says"]}), audiences={})
    else:
        audience = pack.audiences[case["file"]]
        changed = replace(audience, data=replaced(audience.data, {path: case["says"]}))
        pack = replace(pack, audiences={case["file"]: changed})
    found = (*item_problems(pack), *deadline_problems(pack), *drift_problems(pack))
    yield from (problem for problem in found if problem.place.key == case["key"])


def reported(case: Case) -> list[str]:
    return list(dict.fromkeys(f"{problem.severity}: {problem.message}" for problem in problems(case)))


def test_false_edits_are_found() -> None:
    found = {case["what"]: reported(case) for case in listed(FALSE)}
    if REFRESH:
        _write(found)
    assert found == {case["what"]: case.get("reported", []) for case in listed(FALSE)}, "BRIEFPACK_REFRESH=1"


def test_what_cannot_be_found_is_marked_as_such() -> None:
    for case in listed(FALSE):
        assert bool(case.get("passes")) != bool(case.get("reported")), case["what"]


@pytest.mark.parametrize("case", listed(HONEST), ids=lambda case: case["says"][:40])
def test_an_honest_sentence_passes(case: Case) -> None:
    assert reported(case) == case.get("reported", [])


def test_honest_sentences_raise_at_most_two_warnings_and_no_error() -> None:
    told = [problem for case in listed(HONEST) for problem in case.get("reported", [])]
    assert len(told) <= 2
    assert all(problem.startswith("warning: ") for problem in told)


def _write(found: dict[str, list[str]]) -> None:
    """Write what is reported behind each case, and leave the rest of the file as it is."""
    lines: list[str] = []
    what = ""
    for line in [*FALSE.read_text(encoding="utf-8").splitlines(), "- what: "]:
        if line.startswith(("- what: ", "# ")) or not line:
            lines += [f"  reported: {json.dumps(found[what], ensure_ascii=False)}"] if found.get(what) else []
            what = yaml.safe_load(line)[0]["what"] if line.startswith("- what: ") else ""
        if not line.startswith("  reported: "):
            lines.append(line)
    FALSE.write_text("\n".join(lines[:-1]) + "\n", encoding="utf-8")
