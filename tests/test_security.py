"""SECURITY.md: each promise has its test, each limit is the one that holds, and a build sends and runs nothing."""

from __future__ import annotations

import os
import re
import sys
from importlib import import_module
from pathlib import Path

import pytest

from briefpack.build.jobs import Folders, Request
from briefpack.build.run import build
from briefpack.rendering.compiled import cache_folder
from tests.conftest import REPOSITORY

PAGE = (REPOSITORY / "SECURITY.md").read_text(encoding="utf-8")
LIMITS = re.findall(r"^\| .* \| ([\d,]+)[^|]* \| `(\w[\w/.]*):(\w+)` \|$", PAGE, re.MULTILINE)
TESTS = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", PAGE)


def test_the_page_names_limits_and_tests() -> None:
    assert len(LIMITS) > 12 and len(TESTS) > 20


@pytest.mark.parametrize(("number", "module", "name"), LIMITS)
def test_each_limit_is_the_one_that_holds(number: str, module: str, name: str) -> None:
    assert getattr(import_module(f"briefpack.{module.replace('/', '.')}"), name) == int(number.replace(",", ""))


@pytest.mark.parametrize(("path", "name"), TESTS)
def test_each_promise_has_its_test(path: str, name: str) -> None:
    assert f"def {name}" in (REPOSITORY / path).read_text(encoding="utf-8")


def test_a_build_sends_nothing_runs_nothing_and_writes_into_its_folder_alone(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever Python does is heard by its own audit hook; it stays, so it hears only while it is wanted."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    heard: list[str] = []
    listening = True

    def hear(event: str, about: tuple[object, ...]) -> None:
        if not listening:
            return
        if event.startswith(
            ("socket.connect", "socket.getaddrinfo", "subprocess.", "os.exec", "os.system", "os.spawn")
        ):
            heard.append(event)
        if event == "open" and isinstance(about[0], str) and isinstance(about[2], int):
            writes = about[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
            if writes and not Path(about[0]).is_relative_to(project / "build"):
                heard.append(f"{event} {about[0]}")

    sys.addaudithook(hear)
    try:
        folders = Folders(project / "content", (project / "templates",), project / "build")
        assert not build(Request(audiences=("councillors",)), folders, lambda *_: None).failed
    finally:
        listening = False
    assert [one for one in heard if str(cache_folder()) not in one] == []
