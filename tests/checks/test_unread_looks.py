"""Pictures, fonts, papers and logos that lie where such files are read, and are not read, are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.test_unread import found

PACK = "content/two-towns"
STRAYS = {
    f"{PACK}/pictures/quay.jpg": "quay.jpg: warning: is shown nowhere: no picture of pack.yaml names it\n"
    "    Name it below “pictures:” in pack.yaml, as “file: quay.jpg”, or take it out of the folder.",
    f"{PACK}/quay.png": "quay.png: warning: is not read here\n    Move it into pictures/",
    f"{PACK}/photos/quay.png": "photos: warning: is not read\n    Rename the folder to “pictures”.",
    "templates/fonts/Own.pfb": "Own.pfb: warning: is not read: only files of fonts are",
    "templates/fonts/own/Own-Regular.ttf": "fonts/own: warning: is not read: fonts are looked for in templates/fonts",
    "templates/letterheads/paper.odt": "paper.odt: warning: is not read: only files that end in .docx or .dotx are",
    "templates/masters/house.ppt": "house.ppt: warning: is not read: only files that end in .pptx or .potx are",
    "templates/themes/logo.svg": "logo.svg: warning: is shown nowhere: no theme names it",
}
READ = (
    f"{PACK}/notes.txt",
    "templates/fonts/OFL.txt",
    "templates/letterheads/README.md",
    f"{PACK}/pictures/credits.txt",
)


@pytest.mark.parametrize("name", STRAYS)
def test_what_is_not_read_is_named(tiny_project: Path, name: str) -> None:
    put(tiny_project / name)
    assert STRAYS[name] in found(tiny_project)


def test_notes_beside_them_are_nobodys_business(tiny_project: Path) -> None:
    for name in READ:
        put(tiny_project / name)
    assert found(tiny_project) == ""


def test_a_logo_that_a_theme_names_is_read(tiny_project: Path) -> None:
    put(tiny_project / "templates/themes/mark.png")
    (tiny_project / "templates/themes/own.yaml").write_text("logo: {file: mark.png, alt: The Desk}\n", encoding="utf-8")
    assert "mark.png: warning" not in found(tiny_project)


def put(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")


@pytest.fixture
def tiny_project(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(project)
    return project
