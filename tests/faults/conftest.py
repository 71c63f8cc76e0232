"""What the tests of faults share: the command as a person runs it, and what is in `build/`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

COMMAND = [sys.executable, "-m", "invoke"]
MARKDOWN = ("build", "--format", "md")


def invoke(folder: Path, *arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, *arguments], cwd=folder, capture_output=True, text=True, check=False, **options)


def refused(done: subprocess.CompletedProcess[str], *words: str) -> None:
    """Check that a command has ended with status 1 and a sentence."""
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    for word in words:
        assert word in done.stderr


def files(folder: Path) -> dict[str, bytes]:
    """Return the files in a folder but the cache."""
    paths = (path for path in folder.rglob("*") if path.is_file() and ".cache" not in path.parts)
    return {os.fsdecode(path.relative_to(folder)): path.read_bytes() for path in paths}


def reword(project: Path, text: str = "today") -> None:
    """Change a word that is in every document."""
    pack = project / "content/two-towns/pack.yaml"
    old = pack.read_text(encoding="utf-8")
    assert "own fare." in old
    pack.write_text(old.replace("own fare.", f"own fare {text}."), encoding="utf-8")
