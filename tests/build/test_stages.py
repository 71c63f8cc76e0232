"""Stages: each has the time that is its own, and none of what runs inside it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from briefpack.build import stages
from briefpack.build.formats import FORMATS
from briefpack.build.jobs import Folders, Request
from briefpack.build.run import build
from briefpack.build.stages import WRITE, Spent, spent, stage


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stages, "_spent", {})


def test_a_stage_inside_another_is_left_out_of_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter((0.0, 1.0, 3.0, 4.0, 10.0, 15.0))
    monkeypatch.setattr(time, "process_time", lambda: next(clock))
    with stage("outer"), stage("inner"):
        pass
    with stage("inner"):
        pass
    assert spent() == {"outer": Spent(1, 2.0), "inner": Spent(2, 7.0)}


def test_a_stage_that_fails_is_closed() -> None:
    @stage("failing")
    def fail() -> None:
        raise ValueError

    for _ in range(2):
        with pytest.raises(ValueError):
            fail()
    assert spent()["failing"].calls == 2
    assert stages._open == []


def test_a_build_goes_through_every_stage(project: Path) -> None:
    folders = Folders(project / "content", (project / "templates",), project / "build")
    build(Request(documents=("slides",), formats=("md", "txt")), folders, lambda *_: None)
    names = {"read", "plan", "check packs", "brief and render", "parse", "fit", "check documents", "publish"}
    assert spent().keys() == names | {WRITE + FORMATS[name].name for name in ("md", "txt")}
