"""Folders and projects that tests share."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

REPOSITORY = Path(__file__).parent.parent
TINY = REPOSITORY / "tests" / "packs" / "two-towns"
REFRESH = bool(os.environ.get("BRIEFPACK_REFRESH"))
"""Set by `BRIEFPACK_REFRESH=1 pytest`: write what is found as what is expected, to be read in the diff."""

settings.register_profile(
    "briefpack",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("briefpack")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Make a project that holds the tiny pack and the templates, ready to be changed by a test."""
    shutil.copytree(TINY, tmp_path / "content" / "two-towns")
    shutil.copytree(REPOSITORY / "templates", tmp_path / "templates")
    (tmp_path / "tasks.py").write_text("from briefpack.tasks import namespace\n", encoding="utf-8")
    return tmp_path
