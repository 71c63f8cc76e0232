"""Files at an address of fsspec: the set that a build at home would write, or none of it."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from briefpack.build.jobs import Request, RunStopped, WrongUse
from briefpack.build.run import build, build_elsewhere
from briefpack.build.workers import one_by_one
from tests.build.test_run import change, folders, on_disk
from tests.tools import module

module("fsspec")

from fsspec.registry import _registry  # noqa: E402

from briefpack.build.addresses import Address  # noqa: E402
from briefpack.build.elsewhere import Elsewhere  # noqa: E402

MARKDOWN = Request(formats=("md",))


def silent(name: str, done: int, total: int) -> None: ...


def files_in(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_the_set_is_the_one_of_a_build_at_home(project: Path, tmp_path: Path) -> None:
    there, address = tmp_path / "share" / "briefs", (tmp_path / "share" / "briefs").as_uri()
    for old, new in (("Each town keeps", "Each of both keeps"), ("keeps its own fare", "has its own fare")):
        report = build_elsewhere(MARKDOWN, folders(project), silent, one_by_one, Elsewhere(Address(address)))
        assert report.outputs and not any(output.data for output in report.outputs), "it has not come back"
        assert report.written_to == address
        at_home = build(MARKDOWN, folders(project), silent)
        assert [output.record() for output in report.outputs] == [output.record() for output in at_home.outputs]
        assert files_in(there) == on_disk(project), "with its manifest, and with nothing that was put down beside it"
        change(project, "pack.yaml", old, new)


def test_what_is_no_longer_made_goes_and_what_others_put_there_stays(project: Path, tmp_path: Path) -> None:
    there, run = tmp_path / "there", Elsewhere(Address((tmp_path / "there").as_uri()))
    request = Request(formats=("md", "docx"))
    build_elsewhere(request, folders(project), silent, one_by_one, run)
    (there / "ours.txt").write_text("ours")
    change(project, "audiences/voters.yaml", "memo: {formats: [md]", "memo: {formats: [docx]")
    report = build_elsewhere(request, folders(project), silent, one_by_one, Elsewhere(run.address))
    assert report.removed == ("two-towns/voters/en/memo.md",)
    assert not (there / report.removed[0]).exists()
    assert (there / "ours.txt").exists()


def test_where_one_document_fails_nothing_changes(project: Path, tmp_path: Path) -> None:
    there, address = tmp_path / "there", (tmp_path / "there").as_uri()
    build_elsewhere(MARKDOWN, folders(project), silent, one_by_one, Elsewhere(Address(address)))
    before = files_in(there)
    memo = project / "templates" / "audiences" / "voters" / "documents" / "memo.md.j2"
    memo.parent.mkdir(parents=True)
    memo.write_text("# {{ pack.titel }}", encoding="utf-8")
    assert build_elsewhere(MARKDOWN, folders(project), silent, one_by_one, Elsewhere(Address(address))).failed
    assert files_in(there) == before


@pytest.mark.parametrize(
    ("address", "stop", "message"),
    [
        ("nowhere://bucket/briefs", WrongUse, "“nowhere://bucket/briefs” is no address that can be written to"),
        (
            "file:///proc/none/briefs",
            RunStopped,
            "file:///proc/none/briefs: no folder can be made: there is no such fo",
        ),
    ],
)
def test_an_address_that_takes_nothing_is_said_before_anything_is_made(
    project: Path, address: str, stop: type[Exception], message: str
) -> None:
    with pytest.raises(stop, match=re.escape(message)):
        build_elsewhere(MARKDOWN, folders(project), silent, never, Elsewhere(Address(address)))  # type: ignore[arg-type]


def never(*_: object) -> None:
    raise AssertionError


def test_an_address_whose_package_is_missing_names_it_before_anything_is_made(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "s3fs", None)  # type: ignore[arg-type]  # as where it is not installed
    monkeypatch.delitem(_registry, "s3", raising=False)
    with pytest.raises(WrongUse, match=re.escape("“s3://” needs the package s3fs, which is not installed here.")):
        build_elsewhere(MARKDOWN, folders(project), silent, never, Elsewhere(Address("s3://bucket/briefs")))  # type: ignore[arg-type]


def test_a_worker_that_may_not_write_is_a_problem_with_its_reason(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = Elsewhere(Address((tmp_path / "there").as_uri()))
    monkeypatch.setattr(Address, "write", refused)
    report = build_elsewhere(MARKDOWN, folders(project), silent, one_by_one, run)
    assert "you have no right to it there" in {problem.message for problem in report.problems}
    assert report.failed and not files_in(tmp_path / "there")


def refused(*_: object) -> None:
    raise RunStopped("you have no right to it there")


def test_a_set_that_is_half_moved_says_so(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Address, "move", refused)
    with pytest.raises(RunStopped, match="Some files there may be new and others old: build again"):
        build_elsewhere(MARKDOWN, folders(project), silent, one_by_one, Elsewhere(Address((tmp_path / "x").as_uri())))
