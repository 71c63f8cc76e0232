"""What the terminal shows of a run."""

from __future__ import annotations

import io
import re
import sys
import time

import pytest

from briefpack.build.results import Output, Released, Report
from briefpack.errors import Place, error, warning
from briefpack.terminal import Progress, print_blocks, print_problems, said_of

PLACE = Place("pack.yaml", 3)


def test_progress_is_silent_in_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    with Progress() as progress:
        progress("two-towns/voters/en/memo", 0, 1)
    assert capsys.readouterr() == ("", "")


def test_on_a_terminal_progress_is_a_bar_with_a_count_a_rate_and_the_time_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "120")
    with Progress() as progress:
        for done in range(4):
            progress("two-towns/voters/en/memo", done, 4)
            time.sleep(0.2)
    shown = re.sub(r"\x1b\[[\d;?]*[A-Za-z]", "", terminal.getvalue())
    assert re.search(r"━ 3/4 \d\.\d a second \d\d:\d\d two-towns/voters/en/memo", shown)


def test_problems_go_to_the_error_stream(capsys: pytest.CaptureFixture[str]) -> None:
    print_problems([error("is empty", PLACE, "Write a text.")])
    assert capsys.readouterr() == ("", "pack.yaml:3: error: is empty\n    Write a text.\n")


def test_on_a_terminal_no_word_is_broken_at_the_edge(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    monkeypatch.setenv("COLUMNS", "50")
    print_problems([error("is empty and has been so for quite a long time now", PLACE, "Write a text. " * 4)])
    shown = terminal.getvalue()
    assert shown.split("\n")[1].startswith("    ")
    assert max(map(len, shown.split("\n"))) <= 50
    assert (
        shown.split()
        == f"pack.yaml:3: error: is empty and has been so for quite a long time now {'Write a text. ' * 4}".split()
    )


def test_a_failed_run_counts_its_problems(capsys: pytest.CaptureFixture[str]) -> None:
    report = Report((), (error("a", PLACE), warning("b", PLACE), warning("c", PLACE)))
    said_of(report, publish=True).print(as_json=False)
    assert capsys.readouterr().err.endswith("\n1 error, 2 warnings: nothing was written.\n")


def test_a_run_without_documents_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    said_of(Report(), publish=True).print(as_json=False)
    assert capsys.readouterr().err == "Nothing to build: no audience gets such a document.\n"


@pytest.mark.parametrize(("publish", "end"), [(True, "written to build/"), (False, "checked")])
def test_files_are_a_table_with_what_was_done_to_them(
    publish: bool, end: str, capsys: pytest.CaptureFixture[str]
) -> None:
    fitted = Output(
        "p/a/en/onepager.pdf", b"x" * 1500, 1, 400, 2, ("set closer", "“A” left out"), ("“B” split into 2",)
    )
    report = Report((fitted, Output("p/a/en/memo.docx", b"", 0, 9, 0)), (), ("p/old.md",))
    said_of(report, publish).print(as_json=False)
    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert "file pages words kB problems" in lines
    assert "p/a/en/onepager.pdf 1 400 1.5 2" in lines
    assert "p/a/en/memo.docx – 9 0.0 0" in lines, "how many pages it has only Word knows"
    assert "p/a/en/onepager.pdf, to fit one page: set closer; “A” left out" in lines
    assert "p/a/en/onepager.pdf: “B” split into 2" in lines
    assert "removed p/old.md: no audience gets it any more" in lines
    assert lines[-1] == f"2 files {end}; 0 errors, 0 warnings."


def test_a_release_names_its_day_and_what_it_lets_through(capsys: pytest.CaptureFixture[str]) -> None:
    released = Released("2026-03-31", "today", {"not-reviewed": 2, "past-date": 1})
    report = Report((Output("p/a/en/memo.docx", b"", 0, 9, 0),), released=released)
    said_of(report, publish=True).print(as_json=False)
    assert capsys.readouterr().out.splitlines()[-4:-1] == [
        "release: goes out on 2026-03-31 (today)",
        "let through by --allow not-reviewed: 2 places",
        "let through by --allow past-date: 1 place",
    ]


def test_blocks_stand_apart_and_lines_wrap_under_their_text(capsys: pytest.CaptureFixture[str]) -> None:
    long = ((" " * 4, "margin"), (" ".join(["word"] * 30), ""))
    print_blocks([[(("first", "heading"),)], [long]], wrapped=True)
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["first", ""]
    assert all(line.startswith("    word") for line in lines[2:])
    assert " ".join(lines[2:]).split() == ["word"] * 30
