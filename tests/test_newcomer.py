"""Mistakes of people who have never written YAML: each is one problem that says where, what is wrong and what to do.

The cases are lists of mistakes, a file for each kind of file: what is changed in the tiny project, and what is reported.
With BRIEFPACK_REFRESH=1 what is reported is written into them, to be read aloud.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from briefpack.build.jobs import Folders, Request
from briefpack.build.plan import plan_jobs
from briefpack.build.run import build
from briefpack.build.workshop import Workshop
from briefpack.content.starting_points import filled
from briefpack.errors import Findings
from tests.conftest import REFRESH, REPOSITORY, TINY
from tests.typed import invoke

CASES = REPOSITORY / "tests/cases/newcomer"
PACK = Path("content/two-towns")
OVERLAY = Path("templates/packs/two-towns/councillors/documents/memo.md.j2")
THEME = Path("templates/themes/harbour.yaml")
FILES = {
    "pack_slips": PACK / "pack.yaml",
    "pack_fields": PACK / "pack.yaml",
    "source": PACK / "source.yaml",
    "audience": PACK / "audiences/councillors.yaml",
    "theme": THEME,
    "catalogue": PACK / "languages/ja.po",
    "files": PACK / "pack.yaml",
}
"""The file that the mistakes of a list are made in."""
JARGON = re.compile(
    r"\b(?:mapping|sequence|scalar|token|tuple|string|pattern|regex|validation|literal|None|NoneType|integer|float"
    r"|alias|anchor|tag|parser?|indentation|document start|expected|Traceback|pydantic|boolean|object|dict|inputs?|keys?|nodes?|null|schema|YAML|render(?:ed|ing)?)\b|\^\["
)
"""Words of libraries and of people who program."""
Mistake = dict[str, Any]


@cache
def mistakes(name: str) -> list[Mistake]:
    listed: list[Mistake] = yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    return listed


def every_mistake() -> Iterator[Any]:
    for name in FILES:
        yield from (
            pytest.param(name, number, id=f"{name}-{one['mistake']}") for number, one in enumerate(mistakes(name))
        )


@pytest.fixture
def tiny(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with the tiny pack, its Japanese translation and a theme, whose templates are briefpack’s."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(TINY, PACK)
    for theme in (REPOSITORY / "templates/themes").glob("*.yaml"):
        THEME.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(theme, THEME.parent)
    THEME.write_text(filled("theme.yaml", {}), encoding="utf-8")
    return tmp_path


def make(mistake: Mistake, file: Path) -> None:
    if file.suffix != ".po" and not mistake.get("catalogue"):
        shutil.rmtree(PACK / "languages")
    else:
        _replace(PACK / "audiences/councillors.yaml", "[en]", "[en, ja]")
    if "from" in mistake:
        _replace(file, mistake["from"], mistake["to"])
    for old, new in mistake.get("rename", {}).items():
        _path(old).rename(_path(new))
    for name, text in mistake.get("write", {}).items():
        _path(name).write_bytes(text.encode("latin-1"))
    for name, encoding in mistake.get("save", {}).items():
        _path(name).write_bytes(_path(name).read_text(encoding="utf-8").encode(encoding, "replace"))
    if "line_ends" in mistake:
        file.write_bytes(file.read_bytes().replace(b"\n", mistake["line_ends"].encode()))


def _path(name: str) -> Path:
    return Path(name) if name.startswith("templates/") else PACK / name


def _replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} does not stand once in {file.name}"
    file.write_text(text.replace(old, new), encoding="utf-8")


def folders() -> Folders:
    templates = (Path("templates").absolute(), REPOSITORY / "templates")
    return Folders(Path("content").absolute(), templates, Path("build"))


def reported(theme: bool) -> Findings:
    """Return what a check finds before documents are made, and for a theme what is found when it is read."""
    findings, workshop = Findings(), Workshop(folders())
    plan_jobs(Request(), workshop, findings)
    if theme:
        with findings.collecting():
            workshop.theme("harbour", "", "en")
    return findings


def ours(said: str) -> str:
    """Return what is said without what it quotes of the mistake."""
    return re.sub("“[^”]*”", "", said)


@pytest.mark.parametrize(("name", "number"), [*every_mistake()])
def test_a_mistake_is_one_problem_in_plain_words(name: str, number: int, tiny: Path) -> None:
    mistake = mistakes(name)[number]
    make(mistake, FILES[name])
    problems = reported(theme=name in ("theme", "files")).in_order()
    said = "\n".join(map(str, problems))
    if REFRESH:
        refresh(name, number, said)
    assert said == mistakes(name)[number]["reported"].rstrip("\n"), "refresh with BRIEFPACK_REFRESH=1"
    assert len(problems) == mistake.get("problems", 1), "one problem a mistake"
    for problem in problems:
        assert problem.place.file and problem.hint, "it says where, and what to do"
        assert not JARGON.search(ours(problem.message + problem.hint)), "it speaks to people who do not program"


@pytest.mark.parametrize("number", [pytest.param(n, id=one["mistake"]) for n, one in enumerate(mistakes("overlay"))])
def test_a_mistake_in_a_template_is_said_in_plain_words(number: int, tiny: Path) -> None:
    mistake = mistakes("overlay")[number]
    OVERLAY.parent.mkdir(parents=True)
    OVERLAY.write_text(mistake["write"], encoding="utf-8")
    request = Request(audiences=("councillors",), documents=("memo",), formats=("md",))
    problems = build(request, folders(), lambda name, done, total: None, publish=False).problems
    said = "\n".join(map(str, problems))
    if REFRESH:
        refresh("overlay", number, said)
    assert said == mistakes("overlay")[number]["reported"].rstrip("\n"), "refresh with BRIEFPACK_REFRESH=1"
    assert len(problems) == mistake.get("problems", 1), "one problem a mistake"
    assert all(problem.place.line and problem.hint for problem in problems)
    assert not JARGON.search(ours(said).replace("tag", "")), "whoever writes a template knows what a tag is"


@pytest.mark.parametrize("number", range(len(mistakes("commands"))))
def test_a_wrong_command_is_wrong_use_in_plain_words(number: int, project: Path) -> None:
    mistake = mistakes("commands")[number]
    before = sorted(project.rglob("*"))
    done = invoke(project, *mistake["command"].split())
    if REFRESH:
        refresh("commands", number, done.stderr)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.rstrip("\n") == mistakes("commands")[number]["reported"].rstrip("\n"), (
        "refresh with BRIEFPACK_REFRESH=1"
    )
    assert not JARGON.search(ours(done.stderr))
    assert sorted(project.rglob("*")) == before


class _Readable(yaml.SafeDumper):
    """Write what is reported line by line, as it is read."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    lines = text.endswith("\n") and not text.startswith(" ") and text.count("\n") > 1
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if lines else None)


_Readable.add_representer(str, _text)


def refresh(name: str, number: int, said: str) -> None:
    listed = mistakes(name)
    listed[number]["reported"] = f"{said.rstrip()}\n" if said else ""
    path = CASES / f"{name}.yaml"
    head = path.read_text(encoding="utf-8").partition("\n")[0]
    text = yaml.dump(listed, Dumper=_Readable, allow_unicode=True, sort_keys=False, width=10_000)
    path.write_text(f"{head}\n{text}", encoding="utf-8")
    mistakes.cache_clear()
