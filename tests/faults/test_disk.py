"""What the disk refuses is a sentence with status 1, and the last files stay as they were."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from briefpack.build import run
from briefpack.build.jobs import Folders, Request, RunStopped
from briefpack.build.staging import replace_set
from tests.faults.conftest import MARKDOWN, files, invoke, refused, reword

SLIDES = "two-towns/councillors/en/slides.md"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Mount a file system of 4 MB, as only root may."""
    folder = tmp_path / "small"
    folder.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder], capture_output=True, check=False)
    if done.returncode:
        pytest.skip("mount IS MISSING or not allowed: a full disk is tried as root, in CI")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=False)


def test_a_full_disk(project: Path, small_disk: Path) -> None:
    shutil.move(project / "content", small_disk)
    (small_disk / "tasks.py").write_text("from briefpack.tasks import namespace\n", encoding="utf-8")
    assert invoke(small_disk, *MARKDOWN).returncode == 0
    before = files(small_disk / "build")
    reword(small_disk)
    filler = small_disk / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 4096)
        except OSError:
            pass
    refused(invoke(small_disk, *MARKDOWN), "the disk is full", "Make room", "No file in build/ was changed")
    assert files(small_disk / "build") == before
    filler.unlink()
    assert invoke(small_disk, *MARKDOWN).returncode == 0
    assert b"own fare today" in files(small_disk / "build")[SLIDES]
    assert not (small_disk / "build" / ".staging").exists()


def test_a_disk_that_is_read_only(project: Path, small_disk: Path) -> None:
    shutil.move(project / "content", small_disk)
    (small_disk / "tasks.py").write_text("from briefpack.tasks import namespace\n", encoding="utf-8")
    invoke(small_disk, *MARKDOWN)
    reword(small_disk)
    before = files(small_disk / "build")
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    for command in (MARKDOWN, ("clean",), ("schema",), ("new.theme", "harbour")):
        refused(invoke(small_disk, *command), "the disk is read-only", "then run the command again")
    assert files(small_disk / "build") == before


def test_a_rename_that_is_refused_puts_the_old_set_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As where Word holds a document open: each rename in turn is the one that is refused."""
    old = {"p/a/en/memo.md": b"1", "p/a/en/slides.md": b"1", "p/a/en/gone.md": b"1", "manifest.json": b"1"}
    new = {"p/b/en/memo.md": b"2", "p/a/en/memo.md": b"2", "p/a/en/slides.md": b"2", "p/a/en/gone.md": None}
    replace, unlink = Path.replace, Path.unlink
    for name in [*new, "manifest.json"]:
        build = tmp_path / name.replace("/", "-")
        replace_set(build_with(build), old)

        def held(path: Path, *rest: object, build: Path = build, name: str = name, **options: object) -> object:
            if build / name in (path, *rest) and (rest or name.endswith("gone.md")):
                raise PermissionError(13, "held", str(path), None, str(build / name))
            return (replace if rest else unlink)(path, *rest, **options)  # type: ignore[operator]

        monkeypatch.setattr(Path, "replace", held)
        monkeypatch.setattr(Path, "unlink", held)
        with pytest.raises(PermissionError):
            replace_set(build, {**new, "manifest.json": b"2"})
        monkeypatch.undo()
        assert files(build) == old, name


def build_with(build: Path) -> Path:
    build.mkdir()
    return build


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (lambda build: (build / SLIDES).unlink() or (build / SLIDES).mkdir(), f"build/{SLIDES} is a folder"),
        (lambda build: (build / "manifest.json").unlink() or (build / "manifest.json").mkdir(), "manifest.json is a f"),
        (lambda build: shutil.rmtree(build) or build.write_text("x"), "build is a file"),
        (lambda build: shutil.rmtree(build) or build.symlink_to("nowhere"), "build/ is a link"),
        (lambda build: build.rename(build.with_name("b")) and build.symlink_to("b"), "build/ is a link"),
        (lambda build: shutil.rmtree(build / "two-towns") or (build / "two-towns").write_text("x"), "is a file"),
        (
            lambda build: (
                shutil.move(build / "two-towns", build.with_name("t")) and (build / "two-towns").symlink_to("../t")
            ),
            "is a link",
        ),
    ],
)
def test_something_in_the_way(project: Path, fault: Callable[[Path], object], words: str) -> None:
    folders = Folders(project / "content", (project / "templates",), project / "build")
    run.build(Request(formats=("md",)), folders, lambda *_: None)
    fault(project / "build")
    reword(project)
    before = {path: path.is_file() and path.read_bytes() for path in project.rglob("*")}
    with pytest.raises(RunStopped, match=words):
        run.build(Request(formats=("md",)), folders, lambda *_: None)
    assert {path: path.is_file() and path.read_bytes() for path in project.rglob("*")} == before


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root, to be another user")
def test_a_folder_that_another_user_may_not_write(project: Path) -> None:
    invoke(project, *MARKDOWN)
    reword(project)
    before = files(project / "build")
    refused(as_another_user(project), "you have no right to it")
    assert files(project / "build") == before


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root, to be another user")
def test_a_stray_file_that_another_user_may_not_read(project: Path) -> None:
    for path in (project, *project.rglob("*")):
        os.chown(path, 65534, 65534)
    stray = project / "content/two-towns/notes.txt"
    stray.write_text("x", encoding="utf-8")
    stray.chmod(0)
    done = as_another_user(project)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
    assert (project / "build/manifest.json").exists()


def as_another_user(project: Path) -> subprocess.CompletedProcess[str]:
    for parent in (project, *project.parents):
        if not parent.stat().st_mode & 0o001:
            parent.chmod(0o755)
    return subprocess.run(
        ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", *invoke_command(), *MARKDOWN],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "HOME": "/nonexistent"},
    )


def invoke_command() -> list[str]:
    from tests.faults.conftest import COMMAND

    return COMMAND


def test_content_that_is_saved_while_documents_are_made(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folders = Folders(project / "content", (project / "templates",), project / "build")
    run.build(Request(formats=("md",)), folders, lambda *_: None)
    before, make, pack = files(project / "build"), run.make_document, project / "content/two-towns/pack.yaml"

    def saved_meanwhile(*arguments: object, **options: object) -> object:
        if "own fare now" not in pack.read_text(encoding="utf-8"):
            reword(project, "now")
        return make(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(run, "make_document", saved_meanwhile)
    with pytest.raises(RunStopped, match=r"pack\.yaml: changed while documents were made"):
        run.build(Request(formats=("md",)), folders, lambda *_: None)
    assert files(project / "build") == before


def test_stray_files_stop_nothing_and_are_not_named_as_read(project: Path) -> None:
    pack = project / "content/two-towns"
    with (pack / "film.mov").open("wb") as file:
        file.truncate(6_000_000_000)
    Path(os.fsdecode(os.fsencode(pack) + b"/\xffnotes.txt")).write_text("x", encoding="utf-8")
    os.mkfifo(pack / "pipe")
    assert invoke(project, *MARKDOWN, timeout=60).returncode == 0
    inputs = json.loads((project / "build/manifest.json").read_bytes())["inputs"]
    assert not [one for one in inputs if "film" in one["path"] or "notes" in one["path"] or "pipe" in one["path"]]


def test_without_a_home(project: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name in ("PATH", "PYTHONPATH")}
    done = invoke(project, *MARKDOWN, env={**environment, "HOME": "/nonexistent", "TMPDIR": "/nonexistent"})
    assert (done.returncode, done.stderr) == (0, "")


def test_a_pack_that_is_not_seen_keeps_its_files(project: Path) -> None:
    shutil.copytree(project / "content/two-towns", project / "content/three-towns")
    invoke(project, *MARKDOWN[:1])
    before = files(project / "build")
    shutil.rmtree(project / "content/three-towns")
    done = invoke(project, "build")
    assert done.returncode == 0
    assert "left build/three-towns/voters/: nothing found in content/ makes it now" in done.stdout
    assert files(project / "build").keys() == before.keys()
    (project / "content/two-towns/pack.yaml").unlink()
    refused(invoke(project, "build"))
    assert files(project / "build").keys() == before.keys()
