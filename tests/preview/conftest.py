"""What the tests of the preview share: a project whose audiences get web pages, and a preview of it that runs."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator

import pytest

from briefpack.build.jobs import Folders, Request
from briefpack.layers import template_folders
from briefpack.preview.session import Session, previewing
from tests.conftest import TINY

AUDIENCE = "content/two-towns/audiences/councillors.yaml"
MEMO = "two-towns/councillors/en/memo"
Change = Callable[[str, str], None]


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    project = tmp_path_factory.mktemp("preview")
    shutil.copytree(TINY, project / "content" / "two-towns", ignore=shutil.ignore_patterns("languages"))
    (project / "tasks.py").write_text("from briefpack.tasks import namespace\n", encoding="utf-8")
    audience = project / AUDIENCE
    text = audience.read_text(encoding="utf-8")
    audience.write_text(
        text.replace("[docx, pdf, md]", "[docx, pdf, html]").replace("[pdf, docx, md]", "[html]"), "utf-8"
    )
    return Folders(project / "content", template_folders(project), project / "build")


@pytest.fixture
def change(folders: Folders) -> Iterator[Change]:
    """Return what puts other words into the councillors' file; after the test, the file is as it was."""
    path = folders.content.parent / AUDIENCE
    before = path.read_text(encoding="utf-8")

    def replace(old: str, new: str) -> None:
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    yield replace
    path.write_text(before, encoding="utf-8")


@pytest.fixture(scope="module")
def session(folders: Folders) -> Iterator[Session]:
    with previewing(folders, Request()) as running:
        yield running
