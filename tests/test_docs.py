"""The pages that newcomers follow, followed: every command is run and every snippet written, in a copy of the project.

A block of code says what a reader does with it: `sh` is typed in; `file=…` is written as that file; `edit=…` takes the
place of the keys of that name in a YAML file. `sh warnings` is a build that is not to be perfect yet, and says so.
"""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY
from tests.delivery.mail_servers import server
from tests.typed import invoke

DOCS = REPOSITORY / "docs"
PAGES = ("new-audience", "letterhead-and-colours", "new-subject", "translating")
BLOCK = re.compile(
    r"^```(?P<language>\w+)(?: (?:(?P<use>edit|file)=(?P<path>\S+)|(?P<warned>warnings)))?\n(?P<text>.*?)^```$",
    re.M | re.S,
)
TOP = r"(?:\n*[ ]+.*\n)*"
"""The lines that belong to a top-level key: what is indented below it."""


def blocks(page: str) -> Iterator[re.Match[str]]:
    return BLOCK.finditer((DOCS / f"{page}.md").read_text(encoding="utf-8"))


def edited(text: str, snippet: str) -> str:
    """Put each top-level key of a snippet in the place of the same key, or at the end."""
    for found in re.finditer(rf"^(\w+):.*\n{TOP}", snippet, re.M):
        old = re.search(rf"^{found[1]}:.*\n{TOP}", text, re.M)
        text = text.replace(old[0], found[0]) if old else f"{text.rstrip()}\n{found[0]}"
    return text


def follow(step: re.Match[str], project: Path) -> None:
    path = project / (step["path"] or "")
    if step["language"] == "sh":
        for line in step["text"].splitlines():
            typed(line, project, warned=bool(step["warned"]))
    elif step["use"] == "file":
        path.write_text(step["text"], encoding="utf-8")
    elif step["use"] == "edit":
        path.write_text(edited(path.read_text(encoding="utf-8"), step["text"]), encoding="utf-8")


def typed(line: str, project: Path, warned: bool) -> None:
    """Run a command; where it builds, there is nothing to complain of, or warnings alone if the page says so."""
    program, *arguments = shlex.split(line)
    if program == "invoke":
        done = invoke(project, *arguments)
    else:
        done = subprocess.run([program, *arguments], cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
    if arguments[0] in ("build", "check"):
        assert " 0 errors, " in done.stdout, f"{line}\n{done.stderr}"
        assert (" 0 warnings." not in done.stdout) == warned, f"{line}\n{done.stderr}"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for folder in ("content", "docs", "templates"):
        shutil.copytree(REPOSITORY / folder, tmp_path / folder)
    (tmp_path / "tasks.py").write_text("from briefpack.tasks import namespace\n", encoding="utf-8")
    return tmp_path


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_a_page_can_be_followed_as_it_is_written(page: str, project: Path) -> None:
    steps = list(blocks(page))
    assert any(step["text"].startswith("invoke new.") for step in steps)
    assert any("invoke build" in step["text"] for step in steps[-3:]), "at the end it is built"
    for step in steps:
        follow(step, project)


@pytest.mark.slow
def test_a_pack_is_sent_out_as_the_page_says(project: Path) -> None:
    """From the list to the mail that is sent: a server on this machine stands for the one of the page."""
    steps = [step for step in blocks("sending") if step["language"] in ("sh", "csv")]
    with server() as (kept, address):
        for step in steps:
            if "invoke whose" in step["text"]:
                shutil.copy(next((project / "copies").rglob("2_*/*memo*.pdf")), project / "found.pdf")
            for line in step["text"].splitlines() if step["language"] == "sh" else ():
                done = invoke(project, *shlex.split(line.replace("smtp://mail.example.org:587", address))[1:])
                assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
                assert "invoke whose" not in line or done.stdout.startswith("copy 2 of 3: 田中 宏")
            if step["use"]:
                (project / step["path"]).write_text(step["text"], encoding="utf-8")
    assert len(list((project / "mail").rglob("*.eml"))) == 3
    assert kept.mailbox == {f"{name}@example.org": 1 for name in ("jana", "tanaka", "max")}


def test_an_edit_takes_the_place_of_its_key() -> None:
    text = "# a\na: 1 # x\n\nb:\n  - c\n\n  - d\n# e\nf: 2\n"
    assert edited(text, "b: 3\n") == "# a\na: 1 # x\n\nb: 3\n# e\nf: 2\n"
    assert edited(text, "f:\n  - 4\ng: 5\n") == "# a\na: 1 # x\n\nb:\n  - c\n\n  - d\n# e\nf:\n  - 4\ng: 5\n"


@pytest.mark.parametrize("page", sorted(DOCS.glob("*.md")), ids=lambda path: path.stem)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:\s]+)\)", page.read_text(encoding="utf-8").replace("\n", " ")):
        assert (page.parent / target).exists(), target
