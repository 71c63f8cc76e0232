"""Publishing: files are whole or absent, and the manifest says which there are."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from briefpack.build.jobs import Folders, Request
from briefpack.build.publish import MANIFEST, publish_outputs, read_manifest, write_whole
from briefpack.build.results import Output


def folders(tmp_path: Path) -> Folders:
    for name in ("content", "templates", "packaged"):
        (tmp_path / name).mkdir(exist_ok=True)
    return Folders(tmp_path / "content", (tmp_path / "templates", tmp_path / "packaged"), tmp_path / "build")


def output(path: str, data: bytes = b"x") -> Output:
    return Output(path, data, pages=1, words=2, problems=0, steps=("“A” left out",))


def test_a_file_is_whole_or_absent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a" / "file.pdf"
    write_whole(path, b"first")

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        write_whole(path, b"second")
    assert [found.name for found in path.parent.iterdir()] == ["file.pdf"]
    assert path.read_bytes() == b"first"


def test_an_equal_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "file.md"
    write_whole(path, b"same")
    path.chmod(0o444)
    before = path.stat().st_mtime_ns
    write_whole(path, b"same")
    assert path.stat().st_mtime_ns == before


def test_the_manifest_has_a_record_of_each_file(tmp_path: Path) -> None:
    publish_outputs([output("p/b.md"), output("p/a.md", b"yz")], Request(), folders(tmp_path))
    records = read_manifest(tmp_path / "build" / MANIFEST)
    assert list(records) == ["p/a.md", "p/b.md"]
    assert records["p/a.md"] == {
        "path": "p/a.md",
        "sha256": hashlib.sha256(b"yz").hexdigest(),
        "bytes": 2,
        "pages": 1,
        "words": 2,
        "fitting": ["“A” left out"],
        "split": [],
    }


def test_inputs_are_named_from_the_project_and_from_briefpack(tmp_path: Path) -> None:
    known = folders(tmp_path)
    for path in ("content/p/pack.yaml", "templates/themes/own.yaml", "packaged/themes/base.yaml"):
        write_whole(tmp_path / path, path.encode())
    publish_outputs([], Request(), known)
    inputs = json.loads((tmp_path / "build" / MANIFEST).read_bytes())["inputs"]
    assert {entry["path"]: entry["sha256"] for entry in inputs} == {
        "content/p/pack.yaml": hashlib.sha256(b"content/p/pack.yaml").hexdigest(),
        "templates/themes/own.yaml": hashlib.sha256(b"templates/themes/own.yaml").hexdigest(),
        "briefpack/templates/themes/base.yaml": hashlib.sha256(b"packaged/themes/base.yaml").hexdigest(),
    }


def test_a_full_build_removes_what_it_no_longer_makes_and_a_partial_one_nothing(tmp_path: Path) -> None:
    known = folders(tmp_path)
    publish_outputs([output("p/a.md"), output("p/b.md")], Request(), known)
    assert publish_outputs([output("p/c.md")], Request(formats=("md",)), known) == ()
    assert list(read_manifest(known.build / MANIFEST)) == ["p/a.md", "p/b.md", "p/c.md"]
    assert publish_outputs([output("p/b.md")], Request(), known) == ("p/a.md", "p/c.md")
    assert sorted(path.name for path in (known.build / "p").iterdir()) == ["b.md"]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"outputs": [{}]}', '{"outputs": [{"path": "../precious"}]}'])
def test_a_manifest_that_cannot_be_read_or_trusted_has_no_records(tmp_path: Path, text: str) -> None:
    (tmp_path / MANIFEST).write_text(text, encoding="utf-8")
    assert read_manifest(tmp_path / MANIFEST) == {}
