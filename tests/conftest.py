"""Folders and projects that tests share."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from briefpack.garbage import collect_rarely

REPOSITORY = Path(__file__).parent.parent
TINY = REPOSITORY / "tests" / "packs" / "two-towns"
REFRESH = bool(os.environ.get("BRIEFPACK_REFRESH"))
"""Set by `BRIEFPACK_REFRESH=1 pytest`: write what is found as what is expected, to be read in the diff."""

os.environ["XDG_CACHE_HOME"] = str(REPOSITORY / ".pytest_cache" / "kept")
"""What is kept for runs to come is kept for tests apart from that of whoever runs them."""

# Tests start Python often; without bytecode each start would compile all of briefpack again.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# Whoever starts the tests in the background may have told their children to ignore these, which tests send.
for _signal in (signal.SIGINT, signal.SIGHUP):
    if signal.getsignal(_signal) is signal.SIG_IGN:
        signal.signal(_signal, signal.default_int_handler if _signal is signal.SIGINT else signal.SIG_DFL)

collect_rarely()  # as every command does when it begins, and here once for all of them

settings.register_profile(
    "briefpack",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("briefpack")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Make a project that holds the tiny pack in its own language and the templates, ready to be changed by a test."""
    shutil.copytree(TINY, tmp_path / "content" / "two-towns", ignore=shutil.ignore_patterns("languages"))
    shutil.copytree(REPOSITORY / "templates", tmp_path / "templates")
    (tmp_path / "tasks.py").write_text("from briefpack.tasks import namespace\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def translated(project: Path) -> Path:
    """Make the same project with the tiny pack's translation into Japanese, which no audience reads yet."""
    languages = Path("content") / "two-towns" / "languages"
    shutil.copytree(REPOSITORY / "tests" / "packs" / "two-towns" / "languages", project / languages)
    return project


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say at the end which checks were left out for want of a program, and how to get it."""
    reasons: dict[str, int] = {}
    for report in terminalreporter.stats.get("skipped", []):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        if " IS MISSING" in reason:
            reason = reason.removeprefix("Skipped: ")
            reasons[reason] = reasons.get(reason, 0) + 1
    if reasons:
        terminalreporter.section("LEFT OUT: these checks need a program that is not here", yellow=True)
        for reason, count in sorted(reasons.items()):
            terminalreporter.write_line(f"{count} check{'s' * (count != 1)}: {reason}")
