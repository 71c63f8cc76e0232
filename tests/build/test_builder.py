"""Builds that follow each other in one process are those of new processes, whatever was changed between them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from briefpack.build import builder as builder_module
from briefpack.build.builder import Builder
from briefpack.build.jobs import Job, Request
from briefpack.build.results import Basis, Report
from briefpack.build.run import build
from briefpack.rendering import phrases, template_words
from tests.build.test_run import folders
from tests.conftest import REPOSITORY

PACK = "content/two-towns"
ASKED = Request(audiences=("councillors",), documents=("memo", "slides"), formats=("md", "docx"))


def bare(report: Report) -> Report:
    """Return a report without the digests that a cache needs."""
    return replace(report, outputs=tuple(replace(output, basis=Basis()) for output in report.outputs))


def fresh(project: Path, request: Request) -> Report:
    """Build as a new process does: with nothing in memory of the files that it reads."""
    template_words.forget()
    phrases.forget()
    return bare(build(request, folders(project), lambda *_: None, publish=False))


def text_of(file: str, old: str, new: str) -> Callable[[Path], None]:
    """Return a change of a file that keeps its size and its times."""

    def change(project: Path) -> None:
        path = project / file
        times = path.stat()
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} does not hold {old}"
        path.write_text(text.replace(old, new), encoding="utf-8")
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))

    return change


def added(file: str, text: str) -> Callable[[Path], None]:
    def change(project: Path) -> None:
        path = project / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    return change


def removed(file: str) -> Callable[[Path], None]:
    return lambda project: (project / file).unlink()


CHANGES = {
    "a word of the pack": text_of(f"{PACK}/pack.yaml", "One ticket", "Our ticket"),
    "a number that an audience repeats": text_of(f"{PACK}/pack.yaml", "text:", "text:  "),
    "an audience": text_of(f"{PACK}/audiences/councillors.yaml", "theme: ministry", "theme: newsdesk"),
    "a name that is not there": text_of(f"{PACK}/audiences/councillors.yaml", "theme: ministry", "theme: minstry"),
    "an audience more": lambda project: shutil.copy(
        project / PACK / "audiences/voters.yaml", project / PACK / "audiences/others.yaml"
    ),
    "the source": text_of(f"{PACK}/source.yaml", "title:", "title:  "),
    "a template": text_of("templates/documents/memo.md.j2", "{% block", "Words.\n\n{% block"),
    "a piece of templates": text_of("templates/parts/_macros.md.j2", "{% macro", "\n{% macro"),
    "a template that is broken": text_of("templates/documents/slides.md.j2", "{% block", "{% blick"),
    "a template that is gone": removed("templates/documents/onepager.md.j2"),
    "an overlay": added(
        "templates/audiences/councillors/documents/memo.md.j2",
        "# Short\n\nOnly this is said.\n",
    ),
    "a theme": text_of("templates/themes/ministry.yaml", "manner:", "sizes: {memo_body: 11.5}\nmanner:"),
    "the base of themes": text_of("templates/themes/base.yaml", "memo_body: 11", "memo_body: 11.5"),
}


@pytest.fixture
def warm(project: Path, monkeypatch: pytest.MonkeyPatch) -> Builder:
    monkeypatch.chdir(project)
    return Builder(folders(project))


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_after_a_change_a_warm_build_is_a_fresh_one(
    project: Path, warm: Builder, change: Callable[[Path], None]
) -> None:
    before = bare(warm.build(ASKED))
    assert before == fresh(project, ASKED)
    change(project)
    assert bare(warm.build(ASKED)) == fresh(project, ASKED)


def test_a_catalogue_that_changes_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("content/example-summer-heat", "templates"):
        shutil.copytree(REPOSITORY / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    builder, request = Builder(folders(tmp_path)), Request(languages=("de",), formats=("memo.docx",))
    assert (before := bare(builder.build(request))).outputs
    for catalogue in ("content/example-summer-heat/languages/de.po", "templates/languages/de.po"):
        text_of(catalogue, 'msgstr "D', 'msgstr "E')(tmp_path)
        after = bare(builder.build(request))
        assert after == fresh(tmp_path, request)
        assert after != before
        before = after


def test_requests_take_turns(project: Path, warm: Builder) -> None:
    others = Request(audiences=("voters",)), Request(), ASKED
    for request in (*others, *others):
        assert bare(warm.build(request)) == fresh(project, request)


def test_only_what_has_changed_is_made_again(project: Path, warm: Builder, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    real = builder_module.make_document

    def counted(job: Job, *work: object) -> object:
        made.append(job.audience)
        return real(job, *work)  # type: ignore[arg-type]

    monkeypatch.setattr(builder_module, "make_document", counted)
    everything = Request(formats=("md", "docx"))
    for _ in range(2):
        warm.build(everything)
    assert sorted({*made}) == ["councillors", "voters"]
    made.clear()
    text_of(f"{PACK}/audiences/voters.yaml", "label:", "label:  ")(project)
    warm.build(everything)
    assert {*made} == {"voters"}
