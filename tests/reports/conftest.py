"""What the tests of reports share: a project with two audiences, and the traces of its documents."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from briefpack.build.jobs import Folders, Request
from briefpack.layers import template_folders
from briefpack.reports.trace import Trace, trace_documents
from tests.conftest import TINY
from tests.drafts import FOLDERS
from tests.reports.test_trace import traces as known_traces
from tests.reports.test_trace import two_audiences


@pytest.fixture(scope="package")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project with two audiences that no test changes."""
    project = tmp_path_factory.mktemp("reports")
    shutil.copytree(TINY, project / "content" / "two-towns")
    (project / "tasks.py").write_text("from briefpack.tasks import namespace\n", encoding="utf-8")
    two_audiences(project)
    return project


@pytest.fixture(scope="package")
def traces(shared: Path) -> list[Trace]:
    folders = Folders(shared / "content", template_folders(shared), shared / "build")
    found, problems = trace_documents(Request(), folders, lambda *_: None)
    assert problems == ()
    return found


@pytest.fixture(scope="package")
def first_pack() -> list[Trace]:
    return [trace for trace in known_traces(FOLDERS).values() if trace.pack.name == "japan-korea-ties"]
