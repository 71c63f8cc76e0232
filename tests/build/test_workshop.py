"""The workshop: what documents are made from is read once, whatever the number of jobs."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from briefpack.build import workshop as module
from briefpack.build.jobs import Folders, Job
from briefpack.build.workshop import Workshop
from tests.conftest import REPOSITORY

FOLDERS = Folders(REPOSITORY / "content", (REPOSITORY / "templates",), REPOSITORY / "build")


def test_each_pack_theme_and_letterhead_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read: Counter[str] = Counter()
    for name in ("checked_pack", "read_theme", "translate_pack"):
        original = getattr(module, name)

        def counted(*arguments: Any, name: str = name, original: Any = original) -> Any:
            read[name] += 1
            return original(*arguments)

        monkeypatch.setattr(module, name, counted)
    workshop = Workshop(FOLDERS)
    for language in ("en", "ja"):
        for document in ("memo", "slides"):
            workshop.draft(Job("japan-korea-ties", "ministers", language, document, ("md",)))
    assert read == {"checked_pack": 1, "read_theme": 1, "translate_pack": 1}
    assert workshop.stationery("letterhead", "plain") is workshop.stationery("letterhead", "plain")


def test_a_draft_is_on_the_audience_s_paper_in_its_language() -> None:
    draft = Workshop(FOLDERS).draft(Job("japan-korea-ties", "ministers", "ja", "memo", ("docx",)))
    assert draft.brief.language == "ja"
    assert draft.parsed().meta.language == "ja"
    assert draft.on_paper


def test_what_is_not_named_or_not_there_is_no_stationery() -> None:
    workshop = Workshop(FOLDERS)
    assert workshop.stationery("", "") is None
    assert workshop.stationery("letterhead", "") is None
    assert workshop.stationery("master", "agensy") is None
    assert set(workshop.looks()) == {"theme", "letterhead", "master"}


def test_a_named_audience_is_read_alone(project: Path) -> None:
    folders = Folders(project / "content", (project / "templates",), project / "build")
    assert set(Workshop(folders, ("voters",)).pack("two-towns").audiences) == {"voters"}
    assert set(Workshop(folders).pack("two-towns").audiences) == {"councillors", "voters"}
