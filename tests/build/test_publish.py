"""Publishing: files are whole or absent, and the manifest says which there are."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from briefpack.build.jobs import Folders, Request
from briefpack.build.leftovers import left_files, left_problems
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


def audience(known: Folders, pack: str, name: str) -> None:
    for path in (f"{pack}/pack.yaml", f"{pack}/audiences/{name}.yaml"):
        write_whole(known.content / path, b"")


def test_what_is_asked_for_and_no_longer_made_is_removed(tmp_path: Path) -> None:
    known = folders(tmp_path)
    audience(known, "p", "a")
    audience(known, "p", "b")
    publish_outputs([output(f"p/{path}.md") for path in ("a/en/memo", "a/en/slides", "b/en/memo")], Request(), known)
    assert publish_outputs([output("p/a/en/memo.pdf")], Request(formats=("pdf",)), known) == ()
    some = Request(audiences=("a",), documents=("slides",))
    assert publish_outputs([output("p/a/en/slides.pdf")], some, known) == ("p/a/en/slides.md",)
    left = ["p/a/en/memo.md", "p/a/en/memo.pdf", "p/a/en/slides.pdf", "p/b/en/memo.md"]
    assert list(read_manifest(known.build / MANIFEST)) == left
    assert publish_outputs([output("p/b/en/memo.md")], Request(), known) == tuple(left[:3])
    assert [path.name for path in (known.build / "p").rglob("*.*")] == ["memo.md"]


def test_what_was_built_for_a_pack_or_audience_that_is_not_seen_stays(tmp_path: Path) -> None:
    known = folders(tmp_path)
    audience(known, "p", "a")
    publish_outputs([output(f"{path}.md") for path in ("p/a/en/memo", "p/b/en/memo", "q/a/en/memo")], Request(), known)
    assert publish_outputs([output("p/a/en/memo.md")], Request(), known) == ()
    left = left_files(read_manifest(known.build / MANIFEST), Request(), known)
    assert left == ("p/b/en/memo.md", "q/a/en/memo.md")
    said = [(problem.place.file.rpartition("build/")[2], problem.message) for problem in left_problems(left, known)]
    assert said == [
        ("p/b", "was built for an audience that is not there any more"),
        ("q", "was built for a pack that is not there any more"),
    ]
    (known.build / "q/a/en/memo.md").unlink()
    publish_outputs([output("p/a/en/memo.md")], Request(), known)
    assert list(read_manifest(known.build / MANIFEST)) == ["p/a/en/memo.md", "p/b/en/memo.md"]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"outputs": [{}]}', '{"outputs": [{"path": "../precious"}]}'])
def test_a_manifest_that_cannot_be_read_or_trusted_has_no_records(tmp_path: Path, text: str) -> None:
    (tmp_path / MANIFEST).write_text(text, encoding="utf-8")
    assert read_manifest(tmp_path / MANIFEST) == {}
