"""The programs that tests ask, asked in ways that save their starts: the answers are those of the programs themselves."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from briefpack.look.theme import read_theme
from briefpack.office.packing import archive
from briefpack.writers.word import write_word
from tests.conftest import REPOSITORY
from tests.tools import PROFILES, sdk_errors, tool
from tests.trees import EVERY_NODE
from tests.typed import invoke
from tests.writers.word_text import files


def faulty(data: bytes) -> bytes:
    """Return a memo in which an element stands where none may, and a colour is not one."""
    parts = files(data)
    body = parts["word/document.xml"].replace(
        b"<w:body>", b'<w:body><w:b/><w:p><w:pPr><w:shd w:fill="red"/></w:pPr></w:p>'
    )
    return archive({**parts, "word/document.xml": body})


@pytest.mark.slow
def test_one_process_of_the_sdk_says_of_each_file_what_a_process_of_its_own_says(tmp_path: Path) -> None:
    whole = write_word(EVERY_NODE, read_theme("ministry", REPOSITORY / "templates/themes")).data
    for data, profile in ((whole, PROFILES[0]), (faulty(whole), PROFILES[0]), (faulty(whole), PROFILES[1])):
        errors = sdk_errors(data, "docx", profile, tmp_path)
        command = [tool("ooxml-validator"), str(tmp_path / "file.docx"), profile]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        assert errors == json.loads(done.stdout)["errors"]
        assert bool(errors) == (data != whole)
    assert sdk_errors(whole, "xyz", PROFILES[0], tmp_path)[0]["errorType"] == "Exception"
    assert sdk_errors(whole, "docx", PROFILES[0], tmp_path) == []


@pytest.mark.parametrize("arguments", [["list"], ["build", "--format", "md"], ["build", "--audience", "councilors"]])
def test_a_command_in_a_fork_does_what_one_in_a_new_process_does(arguments: list[str], project: Path) -> None:
    answers = []
    for run in (invoke, in_a_new_process):
        shutil.rmtree(project / "build", ignore_errors=True)
        done = run(project, *arguments)
        built = {path: path.read_bytes() for path in (project / "build").rglob("*.md")}
        answers.append((done.returncode, done.stdout, done.stderr, built))
    assert answers[0] == answers[1]
    assert answers[0][1] or answers[0][2]


def in_a_new_process(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "invoke", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
