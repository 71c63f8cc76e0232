"""Count what becomes of hostile input, reader by reader: `python -m tests.hostile.table` prints the table of SECURITY.md.

Inputs are altered from good files at random, the same ones every time. What is written outside of the folders that a
run may write into, what is sent and what is started is seen by the interpreter’s own audit (PEP 578).
"""

from __future__ import annotations

import os
import random
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import Any

import yaml

from briefpack.build.jobs import Job
from briefpack.build.workshop import Workshop
from briefpack.checks.rules import pack_problems
from briefpack.content.model import AudienceFile, PackFile, SourceFile
from briefpack.document.inline_markdown import inline_words
from briefpack.document.tree import text_lines
from briefpack.errors import BuildError, Findings
from briefpack.languages.characters import in_one_line
from briefpack.yaml_file import read_model
from tests.conftest import TINY
from tests.hostile import test_cases
from tests.hostile.targets import TARGETS, file, folders_with

EACH, TEXTS, SLOW_S = 400, 200, 2.0
WRONG: tuple[Any, ...] = (
    *(
        "",
        "  ",
        "x" * 5000,
        "9" * 5000,
        "-1",
        "1e999",
        "nan",
        "true",
        "null",
        "~",
        "2024-13-01",
        "<b>x</b>",
        "a\x01b",
        "\u202e",
    ),
    *([], ["x"], [[]], {}, {"x": "y"}, [{"id": "x"}], "[a](javascript:x)", "{{ 1 }}", "::: ask", "=1+1"),
)
"""What stands in place of a value, of a type that it has not, or of one that it has."""
PIECES = (b"*", b"[", b"](", b": ", b"- ", b"\n", b"\r", b"\xff", b"\0", b"<", b'"', b"%s", b"{" * 99, b"\xcc\x81" * 40)
SENDS = (
    "socket.connect",
    "socket.bind",
    "socket.getaddrinfo",
    "subprocess.Popen",
    "os.system",
    "os.exec",
    "os.posix_spawn",
)
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
HOMES = (gettempdir(), str(Path.home() / ".cache"), os.devnull)
"""Where a run may write: in tests, its project lies in the folder for temporary files."""


@dataclass
class Row:
    """Count what becomes of the inputs of one kind."""

    what: str
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COLUMNS, 0))
    seconds: float = 0

    def line(self) -> str:
        cells = (f"{self.counts[name]:,}" for name in COLUMNS)
        return f"| {self.what} | {' | '.join(cells)} | {self.seconds:.0f} |"


COLUMNS = ("inputs", "problem", "used", "traceback", "over 2 s", "text lost", "written outside", "sent or started")
current = Row("")


def watch(event: str, arguments: tuple[Any, ...]) -> None:
    """Count what leaves the folders of a run."""
    if event in SENDS:
        current.counts["sent or started"] += 1
    elif event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITES:
        path = str(arguments[0])
        current.counts["written outside"] += (
            not path.startswith(HOMES) and not path.isdigit() and "__pycache__" not in path
        )


def count(what: str, inputs: Iterator[Callable[[], bool]]) -> Row:
    """Try the inputs of a kind; each tells whether it was used, or raises BuildError. AssertionError: a text is lost."""
    global current
    current = row = Row(what)
    for attempt in inputs:
        started = time.process_time()
        row.counts["inputs"] += 1
        try:
            row.counts["used" if attempt() else "problem"] += 1
        except BuildError:
            row.counts["problem"] += 1
        except AssertionError:
            row.counts["text lost"] += 1
        except Exception:
            row.counts["traceback"] += 1
            traceback.print_exc()
        spent = time.process_time() - started
        row.counts["over 2 s"] += spent > SLOW_S
        row.seconds += spent
    return row


def altered(name: str) -> Iterator[Callable[[], bool]]:
    """Yield a reader’s good files with pieces of them gone, doubled or replaced."""
    chance, seeds = random.Random(name), TARGETS[name].seeds()
    for _ in range(EACH):
        data = chance.choice(seeds)
        for _ in range(chance.randrange(1, 5)):
            start = chance.randrange(len(data) + 1)
            end = min(len(data), start + chance.randrange(40))
            piece = data[start:end] * 2 if chance.random() < 0.4 else chance.choice(PIECES)
            data = data[:start] + piece + data[end:]
        yield lambda data=data: refuses_nothing(lambda: TARGETS[name].run(data))  # type: ignore[misc]


def refuses_nothing(run: Callable[[], object]) -> bool:
    """Tell whether nothing is refused on the way; readers of these tests let a refusal pass."""
    raised = 0
    usual = BuildError.__init__

    def noted(self: BuildError, *arguments: Any) -> None:
        nonlocal raised
        raised += 1
        usual(self, *arguments)

    BuildError.__init__ = noted  # type: ignore[method-assign]
    try:
        run()
    finally:
        BuildError.__init__ = usual  # type: ignore[method-assign]
    return not raised


def texts() -> Iterator[Callable[[], bool]]:
    """Yield texts of letters from everywhere, in fields of each kind, which must be in the document or a problem."""
    chance = random.Random("texts")
    blocks = (
        (32, 127),
        (160, 0x2FF),
        (0x300, 0x500),
        (0x590, 0x700),
        (0x900, 0xE7F),
        (0x2000, 0x2BFF),
        (0x3000, 0x30FF),
    )
    for _ in range(TEXTS):
        block = chance.choice(blocks)
        text = "".join(
            chr(chance.randrange(*chance.choice((block, blocks[0])))) for _ in range(chance.randrange(1, 60))
        )
        yield lambda text=text: is_shown(text)  # type: ignore[misc]


def is_shown(text: str) -> bool:
    workshop = Workshop(folders_with(text))
    Findings(pack_problems(workshop.pack("two-towns"))).raise_errors()
    lines = "\n".join(text_lines(workshop.draft(Job("two-towns", "councillors", "en", "memo", ())).parsed().blocks))
    lines, *meant = (one.replace("\u00a0", " ") for one in (lines, in_one_line(text).strip(), inline_words(text)))
    assert all(one in lines for one in meant)
    return True


def wrong_values() -> Iterator[Callable[[], bool]]:
    """Yield every field of the tiny pack with each wrong value; a problem must have its line and column."""
    models = {"pack.yaml": PackFile, "source.yaml": SourceFile, "audiences/councillors.yaml": AudienceFile}
    for name, model in models.items():
        data = yaml.load((TINY / name).read_text(encoding="utf-8"), yaml.BaseLoader)
        for path in paths(data):
            for value in WRONG:
                yield lambda p=path, v=value, d=data, m=model: is_read(p, v, d, m)  # type: ignore[misc]


def paths(data: Any, above: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    rows = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in rows:
        yield (*above, key)
        yield from paths(value, (*above, key))


def is_read(path: tuple[Any, ...], value: Any, data: Any, model: Any) -> bool:
    text = yaml.safe_dump(with_value(data, path, value), allow_unicode=True, sort_keys=False)
    try:
        read_model(file("wrong.yaml", text.encode()), model)
    except BuildError as refused:
        assert all(problem.place.line for problem in refused.problems), "a problem without its line"
        raise
    return True


def with_value(data: Any, path: tuple[Any, ...], value: Any) -> Any:
    """Return data with another value at a path."""
    if not path:
        return value
    same = dict(data) if isinstance(data, dict) else list(data)
    same[path[0]] = with_value(data[path[0]], path[1:], value)
    return same


def cases() -> Iterator[Callable[[], bool]]:
    """Yield the cases of files that nobody means well with, built from end to end."""
    for path in test_cases.CASES:
        yield lambda path=path: is_built(path)  # type: ignore[misc]


def is_built(path: Path) -> bool:
    case, before = test_cases.read_case(path), Path.cwd()
    with TemporaryDirectory() as folder:
        try:
            test_cases.make_mixed(Path(folder))
            test_cases.put(case, Path(folder))
            os.chdir(folder)
            with suppress(BuildError):
                return not any(problem.severity == "error" for problem in test_cases.built(case, Path(folder)))
            return False
        finally:
            os.chdir(before)


def main() -> None:
    for name in TARGETS:  # what loads once is no work of an input
        TARGETS[name].run(TARGETS[name].seeds()[0])
    sys.addaudithook(watch)
    print(f"| input | {' | '.join(COLUMNS)} | CPU s |\n|---|{'--:|' * (len(COLUMNS) + 1)}")
    rows = [count(f"bytes altered: {name}", altered(name)) for name in TARGETS]
    rows.append(count("a wrong value in each field", wrong_values()))
    rows.append(count("texts in fields of every kind", texts()))
    rows.append(count("files of `tests/hostile/cases/`, whole builds", cases()))
    whole = Row(
        "**all**", {name: sum(row.counts[name] for row in rows) for name in COLUMNS}, sum(row.seconds for row in rows)
    )
    print("\n".join(row.line() for row in (*rows, whole)))


if __name__ == "__main__":
    main()
