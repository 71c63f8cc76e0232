"""What people run: the commands of briefpack, and those of whoever works on briefpack itself."""

from __future__ import annotations

import sys
from pathlib import Path

from invoke.collection import Collection
from invoke.context import Context
from invoke.tasks import task

from briefpack.tasks import namespace as commands

HERE = Path(__file__).parent


@task(help={"quick": "leave out the tests that take more than a few seconds", "only": "a file, folder or test name"})
def test(context: Context, quick: bool = False, only: str = "tests") -> None:
    """
    Run the tests.

    Example: invoke test --quick
    """
    chosen = "not slow" if quick else "slow or not slow"
    _python(context, f"-m pytest -n auto -m '{chosen}' {only}")


@task
def lint(context: Context) -> None:
    """
    Check style and types.

    Example: invoke lint
    """
    for tool in ("ruff check .", "ruff format --check .", "mypy"):
        _python(context, f"-m {tool}")


@task(
    help={
        "short": "small sizes, one round: fails if a file is wrong, whatever it cost",
        "before": "the folder of an older checkout, to be measured in turn with this one",
        "only": "only these tables, with commas between them: cold, little, warm, copies, all, growth",
        "limit": "end a run after so many seconds of CPU",
        "keep": "write the tables into benchmarks/README.md",
    }
)
def bench(
    context: Context, short: bool = False, before: str = "", only: str = "", limit: int = 120, keep: bool = False
) -> None:
    """
    Measure what builds cost, beside other programs that write the same words.

    Example: invoke bench --only cold,warm
    """
    options = {"--before": before, "--only": only, "--limit": limit}
    flags = [name for name, given in (("--short", short), ("--keep", keep)) if given]
    given = [f'{name} "{value}"' for name, value in options.items() if value]
    _python(context, " ".join(["-m benchmarks", *flags, *given]))


@task(
    help={
        "seconds": "how long each reader is tried",
        "only": "only these readers, with commas between them: text, look, content, catalogue, markdown, picture, …",
    }
)
def fuzz(context: Context, seconds: int = 60, only: str = "") -> None:
    """
    Try bytes that nobody means on everything that is read, guided by what they make it do.

    Needs the extra `fuzz`. What ends otherwise than in a problem is kept in .fuzz/ and ends the command.

    Example: invoke fuzz --seconds 300 --only content
    """
    _python(context, f"-m tests.hostile.fuzz {seconds} {only}")


def _python(context: Context, arguments: str) -> None:
    """Run this environment's Python, whether or not the environment is active."""
    with context.cd(str(HERE)):
        context.run(f'"{sys.executable}" {arguments}')


namespace = Collection(*commands.tasks.values(), *commands.collections.values(), test, lint, bench, fuzz)
