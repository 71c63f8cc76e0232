"""What the terminal shows: problems, files, reports, progress. Libraries load when something is shown."""

from __future__ import annotations

import os
import re
import shutil
import signal
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from errno import EPIPE
from io import BufferedWriter, FileIO, TextIOWrapper
from itertools import takewhile
from typing import TYPE_CHECKING, Any, NamedTuple

from briefpack.errors import VISIBLE, counted

if TYPE_CHECKING:
    from briefpack.build.results import Output, Report
    from briefpack.errors import Problem
    from briefpack.reports.lines import Line
    from briefpack.starters import Started
    from briefpack.starters.translators import Updated

STYLES = {
    "heading": "bold cyan",
    "strong": "bold",
    "quiet": "dim",
    "place": "blue",
    "added": "green",
    "removed": "red",
}
"""How a terminal shows what the runs of a line are."""


LEAST_WIDTH = 40
"""A terminal that says that it has fewer columns is not believed."""


class Progress:
    """Show on a terminal how much is made, how fast and how long the rest takes; stay silent in a pipe."""

    def __enter__(self) -> Any:
        self._bar: Any = None
        if sys.stderr and sys.stderr.isatty():
            self._bar = _bar()
            try:
                self._bar.start()
                self._task = self._bar.add_task("reading …", total=None)
            except BaseException:  # a signal, while the bar is half there and its cursor hidden
                self._bar.console.show_cursor()
                raise
        return self._show

    def _show(self, name: str, done: int, total: int) -> None:
        if self._bar:
            self._bar.update(self._task, description=name, completed=done, total=total)

    def __exit__(self, *_: object) -> None:
        if self._bar:
            try:
                self._bar.stop()
            finally:
                self._bar.console.show_cursor()


def _bar() -> Any:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, ProgressColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar
    from rich.text import Text

    class Rate(ProgressColumn):
        def render(self, task: Any) -> Text:
            return Text(f"{task.speed:.1f} a second" if task.speed else "")

    columns = (BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn(compact=True))
    return Bar(*columns, TextColumn("{task.description}", markup=False), console=Console(stderr=True), transient=True)


class _Stream(FileIO):
    """A stream of output whose failure ends nothing: what cannot be shown is lost, and `refused` says why."""

    refused: OSError | None = None

    def write(self, data: Any) -> int:
        try:
            return super().write(data) if data else 0
        except OSError as refused:
            self.refused = refused
            return len(memoryview(data).cast("B"))


@contextmanager
def safe_streams() -> Iterator[None]:
    """Let no stream that is closed, full or without a reader end a command in the middle of its work.

    What a full disk has swallowed is said at the end, with status 1; whoever closes a pipe has read enough.
    """
    streams = [_safe(name) for name in ("stdout", "stderr")]
    try:
        yield
    finally:
        for stream in filter(None, (sys.stdout, sys.stderr)):
            stream.flush()
        refused = [one.refused for one in streams if one and one.refused and one.refused.errno != EPIPE]
        ending = sys.exc_info()[1]
        if refused and not getattr(ending, "code", 0):
            print(f"Not all could be shown: {refused[0].strerror}. What was to be done is done.", file=sys.stderr)
            raise SystemExit(1)


def _safe(name: str) -> _Stream | None:
    """Replace a standard stream by one that never fails; leave alone what is none, as in a test."""
    stream = getattr(sys, name)
    if stream is None:
        setattr(sys, name, TextIOWrapper(BufferedWriter(FileIO(os.devnull, "w")), "utf-8"))
    if not isinstance(stream, TextIOWrapper) or not isinstance(getattr(stream.buffer, "raw", stream.buffer), FileIO):
        return None
    raw = _Stream(stream.fileno(), "w", closefd=False)
    buffer: Any = BufferedWriter(raw) if hasattr(stream.buffer, "raw") else raw
    safe = TextIOWrapper(buffer, stream.encoding, stream.errors, None, stream.line_buffering, stream.write_through)
    setattr(sys, name, safe)
    return raw


@contextmanager
def signals_as_status() -> Iterator[None]:
    """End a command that is interrupted as it ends by itself, terminal and files in order, with the signal's status."""
    names = [name for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {name: signal.getsignal(getattr(signal, name)) for name in names}
    for name, handler in before.items():
        if handler is not signal.SIG_IGN:
            signal.signal(getattr(signal, name), _end)
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)


def _end(number: int, _: object) -> None:
    raise SystemExit(128 + number)


def plain(text: str) -> str:
    """Return a text without characters that a terminal obeys: they are shown as escapes."""
    return text.translate(VISIBLE)


def show_any_character() -> None:
    """Let a character that the terminal's encoding lacks be shown as another, and not end the command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def print_json(text: str) -> None:
    """Print JSON as programs read it, in UTF-8 (RFC 8259, 8.1), whatever the terminal speaks."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    print(text)


def print_problems(problems: Iterable[Problem]) -> None:
    for problem in problems:
        print(_fitted(f"{problem}\n", sys.stderr), end="", file=sys.stderr)


def _fitted(text: str, stream: Any) -> str:
    """Return lines as a terminal shows them without breaking a word; for a pipe, as they are.

    What goes on in another line stands four blanks further in.
    """
    if not stream.isatty():
        return text
    width = shutil.get_terminal_size((LEAST_WIDTH, 0)).columns
    return "\n".join(row for line in text.split("\n") for row in _rows(line, max(width, LEAST_WIDTH)))


def _rows(line: str, width: int) -> Iterator[str]:
    from briefpack.languages.characters import cells

    if cells(line) <= width:
        yield line
        return
    begun = len(line) - len(line.lstrip())
    row, *words = re.split(r"(?<=\S) (?=\S)", line)
    for word in words:
        if cells(row) + 1 + cells(word) <= width:
            row = f"{row} {word}"
        else:
            yield row
            row = " " * (begun or 4) + word
    yield row


class Said(NamedTuple):
    """Hold what a run says: to people, on the streams of output and of errors, and to programs."""

    out: str
    err: str
    json: str
    failed: bool

    def print(self, as_json: bool) -> None:
        if as_json:
            print_json(self.json)
            return
        print(_fitted(plain(self.err), sys.stderr), end="", file=sys.stderr)
        print(_fitted(plain(self.out), sys.stdout), end="")


def said_of(report: Report, publish: bool) -> Said:
    """Return what is said of a run: its problems, then its files or why there are none."""
    problems = "".join(f"{problem}\n" for problem in report.problems)
    errors = sum(problem.severity == "error" for problem in report.problems)
    counts = f"{counted(errors, 'error')}, {counted(len(report.problems) - errors, 'warning')}"
    if report.failed:
        return Said("", f"{problems}{counts}: nothing was written.\n", report.as_json(), True)
    if not report.outputs:
        nothing = ("Nothing to build: no audience gets such a document.", *_steps(report))
        return Said("", "".join([problems, *(f"{line}\n" for line in nothing)]), report.as_json(), True)
    done = f"written to {report.written_to}" if publish else "checked"
    end = f"{counted(len(report.outputs), 'file')} {done}; {counts}."
    lines = [*_table(report.outputs), *_steps(report), *_release_lines(report), end]
    return Said("".join(f"{line}\n" for line in lines), problems, report.as_json(), False)


def _table(outputs: Sequence[Output]) -> Iterator[str]:
    """Yield the lines of a table of files, an empty one before and after it."""
    cells = [("file", "pages", "words", "kB", "problems")]
    for output in outputs:
        size = f"{output.size / 1000:.1f}"
        cells.append((output.path, str(output.pages or "–"), str(output.words), size, str(output.problems)))
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    rows = ["  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]) for row in cells]
    yield from ("", rows[0], "─" * len(rows[0]), *rows[1:], "")


def _steps(report: Report) -> Iterator[str]:
    for output in report.outputs:
        if output.steps:
            yield f"{output.path}, to fit one page: {'; '.join(output.steps)}"
        if output.split:
            yield f"{output.path}: {'; '.join(output.split)}"
    yield from _overlays(report)
    for path in report.removed:
        yield f"removed {path}: no audience gets it any more"
    for folder in dict.fromkeys("/".join(path.split("/")[:2]) for path in report.left):
        yield f"left build/{folder}/: nothing found in content/ makes it now; delete it if nobody wants it any more"
    if report.stale:
        names = ", ".join(f"build/{path}" for path in report.stale)
        yield f"made before content changed: {names}; make them anew, or delete them"
    if report.lost:
        yield "build/manifest.json could not be read and is new: files of earlier builds that are not in the table stay"


def _release_lines(report: Report) -> Iterator[str]:
    """Yield on which day a release goes out, and what it lets through."""
    if released := report.released:
        yield f"release: goes out on {released.day} ({released.day_said_by})"
        for code, count in released.let_through.items():
            yield f"let through by --allow {code}: {counted(count, 'place')}"


def _overlays(report: Report) -> Iterator[str]:
    """Yield for each audience which of its documents are made with templates of their own, and where those are."""
    documents: dict[tuple[str, str], dict[str, None]] = {}
    for output in report.outputs:
        for folder in output.overlays:
            pack, audience, _, file = output.path.split("/")
            documents.setdefault((f"{pack}/{audience}", folder), {})[file.partition(".")[0]] = None
    for (readers, folder), names in documents.items():
        every = "" if "/packs/" in folder else f", which {readers.partition('/')[2]} in every pack reads"
        yield f"{readers}: {' and '.join(names)} with templates of {folder}/{every}"


def print_stages() -> None:
    """Print, beside what a program may read, how often each stage was entered and the CPU time that it took."""
    from briefpack.build.stages import spent

    stages, total = spent(), time.process_time()
    rest = total - sum(one.seconds for one in stages.values())
    rows = [*((name, f"{one.calls}", one.seconds) for name, one in stages.items()), ("start and rest", "", rest)]
    print(f"{'stage':<20}{'calls':>8}{'CPU s':>10}{'share':>8}", file=sys.stderr)
    for name, calls, seconds in rows:
        print(f"{name:<20}{calls:>8}{seconds:>10.3f}{seconds / total:>8.0%}", file=sys.stderr)


def print_blocks(blocks: Iterable[Iterable[Line]], wrapped: bool = False) -> None:
    """Print blocks of lines with an empty line between them."""
    for number, lines in enumerate(blocks):
        print_lines([*([()] if number else []), *lines], wrapped)


def print_lines(lines: Iterable[Line], wrapped: bool = False) -> None:
    """Print lines; what is wider than the terminal is cut, or wrapped."""
    from rich.console import Console
    from rich.text import Text

    console = Console(width=line_width(), highlight=False)
    for line in lines:
        runs = [(plain(run), STYLES.get(manner, "")) for run, manner in line]
        if not wrapped:
            text = Text.assemble(*runs)
            text.rstrip()
            console.print(text, no_wrap=True, overflow="ellipsis")
            continue
        margins = sum(1 for _ in takewhile(lambda run: run[1] == "margin", line))
        margin = Text.assemble(*runs[:margins])
        for part in Text.assemble(*runs[margins:]).wrap(console, console.width - margin.cell_len):
            console.print(margin + part)
            margin = Text(" " * margin.cell_len)


def line_width() -> int:
    """Return how many cells a line has."""
    from briefpack.reports.lines import WIDTH

    return shutil.get_terminal_size((WIDTH, 24)).columns if sys.stdout.isatty() else WIDTH


def print_updated(updated: Updated) -> None:
    """Print what was changed in a catalogue, and what is left to do in it."""
    from briefpack.errors import relative_name

    changes = updated.changes
    counts = {
        "new": len(changes.new),
        "moved": len(changes.moved),
        "changed": len(changes.changed),
        "obsolete": len(changes.dropped),
    }
    changed = ", ".join(f"{number} {what}" for what, number in counts.items() if number) or "up to date"
    left = [f"{number} {what}" for what, number in updated.left().items() if number]
    texts = f"{len(updated.catalogue.messages)} texts, {', '.join(left) or 'all translated'}"
    print(plain(f"{relative_name(updated.catalogue.path)}: {changed}; {texts}"))


def print_started(started: Started) -> None:
    """Print what was written, and where its author goes on."""
    from briefpack.errors import relative_name

    for path in started.written:
        print(f"wrote {relative_name(path)}")
    if started.paragraphs:
        print("\nThe source’s paragraphs, as “cites” names them:")
        for paragraph in started.paragraphs:
            print(plain(f"  {paragraph.id:<6} {paragraph.opening()}"))
    if started.overlays:
        print("\nIts documents are made with templates of their own:")
        for overlay in started.overlays:
            print(plain(f"  {overlay}"))
    print("\nEdit next:")
    for place, note in started.next:
        print(plain(f"  {place}  {note}"))
