"""What people run: the commands of briefpack, and those of whoever works on briefpack itself."""

from __future__ import annotations

import shutil
from pathlib import Path

from invoke import Collection, Context, task

from briefpack.tasks import namespace as commands

HERE = Path(__file__).parent


@task(help={"quick": "leave out the tests that take more than a few seconds", "only": "a file, folder or test name"})
def test(context: Context, quick: bool = False, only: str = "tests") -> None:
    """
    Run the tests.

    Example: invoke test --quick
    """
    with context.cd(str(HERE)):
        chosen = "not slow" if quick else "slow or not slow"
        context.run(f'python -m pytest -m "{chosen}" {only}')


@task
def lint(context: Context) -> None:
    """
    Check style and types.

    Example: invoke lint
    """
    with context.cd(str(HERE)):
        context.run("ruff check . && ruff format --check . && mypy")


@task
def clean(context: Context) -> None:
    """
    Remove what was built.

    Example: invoke clean
    """
    for path in (HERE / "build").iterdir():
        if path.name != ".gitkeep":
            shutil.rmtree(path) if path.is_dir() else path.unlink()


namespace = Collection(*commands.tasks.values(), test, lint, clean)
