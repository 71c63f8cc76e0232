"""Files that nobody means well with, or that went wrong: each case says in its first lines what must happen.

    What it is, in a sentence.
    put: merge content/two-towns/pack.yaml
    must: refuse
    says: words of a problem
    formats: memo.docx
    ---
    what is put there

`put` is `merge` (YAML over the tiny pack’s), `write`, one of `NO_FILES`, or `part NAME of` an Office file, whose text is
then changed line by line: pattern => replacement, as for `re.sub`; no line drops the part. `must` is `refuse`, or
`build` with only the warnings that `says` names. The project is the tiny pack, with ja as a second language of the
councillors, and `own` as their letterhead and master, copies of those that come with briefpack.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefpack.build.jobs import Folders, Request
from briefpack.build.run import build
from briefpack.errors import BuildError, Problem
from tests.conftest import REPOSITORY, TINY
from tests.hostile.targets import OFFICE, TEMPLATES, entries, zipped

CASES = sorted((REPOSITORY / "tests/hostile/cases").glob("*.txt"))
NO_FILES: dict[str, Callable[[Path], Any]] = {
    "pipe": os.mkfifo,
    "folder": os.mkdir,
    "device": lambda path: path.symlink_to("/dev/zero"),
    "nowhere": lambda path: path.symlink_to("gone"),
    "circle": lambda path: path.symlink_to(path.name),
    "gigabyte": lambda path: path.touch() or os.truncate(path, 10**9),
}
LOGO = "logo: {file: logo.png, alt: The harbour}\n"


@dataclass(frozen=True)
class Case:
    """Hold the lines of a case’s head by their keys, in order, and what is below."""

    what: str
    head: list[tuple[str, str]]
    body: str

    def all(self, key: str) -> list[str]:
        return [value for name, value in self.head if name == key]

    def one(self, key: str, usual: str = "") -> str:
        return next(iter(self.all(key)), usual)


def read_case(path: Path) -> Case:
    head, _, body = path.read_bytes().decode("utf-8", "surrogateescape").partition("---\n")
    what, *lines = head.splitlines()
    return Case(what, [(line.partition(": ")[0], line.partition(": ")[2]) for line in lines], body)


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    return make_mixed(tmp_path)


def make_mixed(tmp_path: Path) -> Path:
    """Make a project that reads a file of every kind."""
    pack = tmp_path / "content/two-towns"
    shutil.copytree(TINY, pack)
    audience = pack / "audiences/councillors.yaml"
    data = yaml.load(audience.read_text(encoding="utf-8"), yaml.BaseLoader)
    data |= {"languages": ["en", "ja"], "fallback": "true", "letterhead": "own", "master": "own", "theme": "own"}
    data["documents"]["slides"]["formats"].append("pptx")
    audience.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    for name in ("documents", "parts", "languages", "themes", "letterheads", "masters"):
        shutil.copytree(TEMPLATES / name, tmp_path / "templates" / name)
    for name in OFFICE.values():
        shutil.copy(TEMPLATES / name, (tmp_path / "templates" / name).with_stem("own"))
    theme = tmp_path / "templates/themes/own.yaml"
    theme.write_text((TEMPLATES / "themes/ministry.yaml").read_text(encoding="utf-8") + LOGO, encoding="utf-8")
    put_logo(theme.with_name("logo.png"))
    return tmp_path


def put_logo(path: Path) -> None:
    from PIL import Image

    Image.new("RGB", (6, 2), "navy").save(path)


def put(case: Case, project: Path) -> None:
    for line in case.all("put"):
        how, _, where = line.partition(" ")
        path = project / where.rpartition(" of ")[2]
        path.parent.mkdir(parents=True, exist_ok=True)
        if how in NO_FILES:
            path.unlink(missing_ok=True)
            NO_FILES[how](path)
        elif how == "merge":
            data = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
            merged = merge(data, yaml.safe_load(case.body))
            path.write_text(yaml.safe_dump(merged, allow_unicode=True, sort_keys=False), encoding="utf-8")
        elif how == "write":
            path.write_bytes(case.body.encode("utf-8", "surrogateescape"))
        else:
            path.write_bytes(zipped(changed_part(where.partition(" of ")[0], case.body, path)))


def merge(old: Any, new: Any) -> Any:
    """Return data with other data over it; entries of lists by their ids."""
    if isinstance(old, dict) and isinstance(new, dict):
        return {**old, **{key: merge(old.get(key), value) for key, value in new.items()}}
    if isinstance(old, list) and new and all(isinstance(one, dict) and "id" in one for one in new):
        by_id = {one["id"]: one for one in new}
        return [merge(one, by_id.pop(one["id"], one)) for one in old] + list(by_id.values())
    return new


def changed_part(pattern: str, body: str, path: Path) -> dict[str, bytes]:
    """Return the parts of an Office file with those whose names match changed."""
    kind = next(kind for kind, name in OFFICE.items() if path.suffix == Path(name).suffix)
    parts = entries(kind)
    names = [name for name in parts if re.fullmatch(pattern, name)]
    assert names, f"no part is called {pattern}"
    if not body.strip():
        return {name: part for name, part in parts.items() if name not in names}
    changed = {}
    for name in names:
        text = parts[name].decode()
        for line in body.splitlines():
            old, _, new = line.partition(" => ")
            text = re.sub(old, new, text, flags=re.DOTALL)
        changed[name] = text.encode()
    assert any(changed[name] != parts[name] for name in names), "the case changes nothing"
    return {**parts, **changed}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_case_ends_as_it_says(path: Path, mixed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = read_case(path)
    put(case, mixed)
    monkeypatch.chdir(mixed)
    try:
        problems = built(case, mixed)
    except BuildError as failure:
        problems = failure.problems
    shown = [str(problem) for problem in problems if not is_usual(str(problem))]
    for words in case.all("says"):
        assert any(words in one for one in shown), "\n".join(shown) or "no problem"
    errors = [one for one in shown if ": error: " in one]
    assert bool(errors) == (case.one("must") == "refuse"), "\n".join(errors) or "no error"
    if count := case.one("problems"):
        assert len(shown) == int(count), "\n".join(shown)


def built(case: Case, project: Path) -> tuple[Problem, ...]:
    """Build what a case asks for, and return what is said. Raise BuildError."""
    folders = Folders(project / "content", (project / "templates",), project / "build")
    request = Request(audiences=("councillors",), formats=tuple(case.one("formats", "memo.md").split()))
    return tuple(build(request, folders, lambda *_: None, publish=False).problems)


def is_usual(problem: str) -> bool:
    """Tell whether a problem is one of the project’s own: its translation is not whole, its slides are short."""
    return any(words in problem for words in ("translat", "reviewed", "“ja”", "is empty below the content"))


def test_every_case_says_what_must_happen() -> None:
    assert len(CASES) > 40
    for path in CASES:
        case = read_case(path)
        assert case.what.endswith("."), path.name
        assert case.one("must") in ("refuse", "build") and case.all("put"), path.name
        assert {name for name, _ in case.head} <= {"put", "must", "says", "formats", "problems"}, path.name
        assert case.one("must") == "build" or case.all("says"), path.name
