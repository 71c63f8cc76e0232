"""briefpack as a library: the wheel, installed in a fresh environment, serves a project of two lines and its content."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY, TINY

pytestmark = pytest.mark.slow
TASKS = """\
from briefpack.tasks import namespace

__all__ = ["namespace"]
"""


def run(*command: str | Path, folder: Path, status: int = 0) -> str:
    """Run a program as somebody would who has this environment alone. Return what it says."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder)}
    done = subprocess.run(
        list(map(str, command)), cwd=folder, capture_output=True, text=True, check=False, env=environment
    )
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel, install it in a new environment and return that environment's Python.

    Nothing is fetched: what briefpack needs is lent by the environment of the tests.
    """
    folder = tmp_path_factory.mktemp("library")
    source = folder / "source"
    for name in ("briefpack", "templates"):
        shutil.copytree(REPOSITORY / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for path in REPOSITORY.glob("*.*"):
        if path.is_file():
            shutil.copy(path, source)
    pip = (sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--no-index", "--quiet")
    run(*pip, "--wheel-dir", folder, source, folder=folder)
    (wheel,) = folder.glob("briefpack-*.whl")
    run(sys.executable, "-m", "venv", "--without-pip", folder / "venv", folder=folder)
    python = folder / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
    install = ("install", "--no-deps", "--no-index", "--quiet", wheel)
    run(sys.executable, "-m", "pip", "--python", python, *install, folder=folder)
    lend_packages(folder / "lent", site_packages(python))
    shutil.rmtree(source)
    return python


def site_packages(python: Path) -> Path:
    return Path(sysconfig.get_path("purelib", vars={"base": str(python.parent.parent)}))


def lend_packages(lent: Path, site: Path) -> None:
    """Link every package of this environment but briefpack itself into the path of another."""
    lent.mkdir()
    for path in (Path(found) for found in sys.path if found.endswith("site-packages")):
        for package in path.iterdir():
            if package.suffix != ".pth" and "briefpack" not in package.name and not (lent / package.name).exists():
                (lent / package.name).symlink_to(package)
    (site / "lent.pth").write_text(f"{lent}\n", encoding="utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "tasks.py").write_text(TASKS, encoding="utf-8")
    shutil.copytree(TINY, tmp_path / "content" / "two-towns", ignore=shutil.ignore_patterns("languages"))
    return tmp_path


def test_the_installed_package_is_the_one_that_runs(python: Path, project: Path) -> None:
    said = run(python, "-c", "import briefpack; print(briefpack.__file__)", folder=project)
    assert str(python.parent.parent) in said


def test_a_project_without_templates_builds(python: Path, project: Path) -> None:
    said = run(python, "-m", "invoke", "build", folder=project)
    assert "files written to build/; 0 errors, 0 warnings." in said
    assert "build/two-towns/matrix.html" in run(python, "-m", "invoke", "matrix", "--html", folder=project)


def test_templates_that_come_with_it_are_compiled_already(python: Path, project: Path) -> None:
    """Where one has to be compiled, the build says so: here it cannot be."""
    compiles = (
        "jinja2.Environment._generate = lambda *_, **__: (_ for _ in ()).throw(SystemExit('compiles a template'))"
    )
    build = "from invoke.main import program; program.run('invoke build')"
    run(python, "-c", f"import jinja2; {compiles}; {build}", folder=project)
    own = project / "templates" / "audiences" / "voters" / "documents" / "memo.md.j2"
    own.parent.mkdir(parents=True)
    own.write_text('{% extends "documents/memo.md.j2" %}', encoding="utf-8")
    assert "compiles a template" in run(python, "-c", f"import jinja2; {compiles}; {build}", folder=project, status=1)


def test_templates_and_themes_of_the_project_lie_over_those_of_the_wheel(python: Path, project: Path) -> None:
    run(python, "-m", "invoke", "new.theme", "harbour", "--like", "newsroom", folder=project)
    audience = project / "content" / "two-towns" / "audiences" / "councillors.yaml"
    text = audience.read_text(encoding="utf-8").replace("theme: ministry", "theme: harbour\nletterhead: plain")
    audience.write_text(text, encoding="utf-8")
    memo = project / "templates" / "audiences" / "councillors" / "documents" / "memo.md.j2"
    memo.parent.mkdir(parents=True)
    memo.write_text(
        '{% extends "documents/memo.md.j2" %}{% block decision %}\n## For the vote\n\nRaise your hand.\n\n{% endblock %}',
        encoding="utf-8",
    )
    run(python, "-m", "invoke", "build", folder=project)
    built = project / "build" / "two-towns" / "councillors" / "en"
    memo_text = (built / "memo.md").read_text(encoding="utf-8")
    assert "For the vote" in memo_text
    assert "Recommendation" in memo_text, "the wheel’s template lies below"
    assert b"EBGaramond" in (built / "memo.pdf").read_bytes(), "the title of a newsroom"
    manifest = (project / "build" / "manifest.json").read_text(encoding="utf-8")
    assert '"templates/themes/harbour.yaml"' in manifest
    assert '"briefpack/templates/documents/memo.md.j2"' in manifest
    assert str(project) not in manifest
    assert "site-packages" not in manifest


def test_a_new_project_starts_from_nothing_in_a_sub_folder(python: Path, tmp_path: Path) -> None:
    (tmp_path / "tasks.py").write_text(TASKS, encoding="utf-8")
    folder = tmp_path / "content"
    folder.mkdir()
    (tmp_path / "op-ed.txt").write_text("A title\n\nA paragraph.\n", encoding="utf-8")
    said = run(python, "-m", "invoke", "new.pack", "night-trains", "--source", "../op-ed.txt", folder=folder)
    assert "wrote night-trains/pack.yaml" in said
    said = run(python, "-m", "invoke", "new.audience", "riders", folder=folder)
    assert "Edit next:\n  night-trains/audiences/riders.yaml:3  who they are" in said
    assert "0 errors, 0 warnings" in run(python, "-m", "invoke", "build", folder=folder)
    assert "Did you mean “riders”?" in run(
        python, "-m", "invoke", "new.audience", "x", "--like", "rider", folder=folder, status=2
    )


def test_nothing_of_our_own_packs_is_in_the_wheel(python: Path) -> None:
    packaged = site_packages(python) / "briefpack" / "packaged"
    names = {path.name for path in (packaged / "templates").iterdir()}
    assert {"documents", "parts", "themes", "letterheads"} <= names
    assert "audiences" not in names
    assert not list(packaged.rglob("*.py"))
