"""Publishing: the set of files is the old one or the new one, and the manifest says which there are."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from briefpack.build.jobs import MANIFEST, Request, RunStopped
from briefpack.build.publish import Published, publish_outputs, publish_reports, read_manifest, remove_built
from briefpack.build.results import Output

EVERYTHING = Request()
INPUTS = {"content/p/pack.yaml": "1" * 64, "content/q/pack.yaml": "2" * 64, "templates/documents/memo.md.j2": "3" * 64}


def output(path: str, data: bytes = b"x") -> Output:
    return Output(path, data, pages=1, words=2, problems=0, steps=("“A” left out",))


def published(
    build: Path, *paths: str, request: Request = EVERYTHING, inputs: dict[str, str] = INPUTS, data: bytes = b"x"
) -> Published:
    return publish_outputs([output(path, data) for path in paths], request, build, inputs)


def files(build: Path) -> list[str]:
    return sorted(path.relative_to(build).as_posix() for path in build.rglob("*") if not path.is_dir())


def test_the_manifest_has_a_record_of_each_file(tmp_path: Path) -> None:
    publish_outputs([output("p/a/en/b.md"), output("p/a/en/a.md", b"yz")], Request(), tmp_path, INPUTS)
    manifest = read_manifest(tmp_path / MANIFEST)
    assert list(manifest.records) == ["p/a/en/a.md", "p/a/en/b.md"]
    assert manifest.records["p/a/en/a.md"] == {
        "path": "p/a/en/a.md",
        "sha256": hashlib.sha256(b"yz").hexdigest(),
        "bytes": 2,
        "pages": 1,
        "words": 2,
        "fitting": ["“A” left out"],
        "split": [],
    }
    assert manifest.inputs == INPUTS
    assert files(tmp_path) == [MANIFEST, "p/a/en/a.md", "p/a/en/b.md"]


def test_an_equal_set_is_left_alone(tmp_path: Path) -> None:
    published(tmp_path, "p/a/en/memo.md")
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()}
    published(tmp_path, "p/a/en/memo.md")
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()} == before


def test_what_its_audience_no_longer_makes_is_removed_as_far_as_it_was_asked_for(tmp_path: Path) -> None:
    published(tmp_path, "p/a/en/memo.md", "p/a/en/memo.docx", "p/a/ja/memo.md", "p/b/en/memo.md", "q/a/en/memo.md")
    assert published(tmp_path, "p/a/en/slides.md", request=Request(formats=("md",), languages=("en",))) == Published(
        removed=("p/a/en/memo.md",)
    )
    assert "p/a/en/memo.docx" in files(tmp_path)
    assert published(tmp_path, "p/a/en/slides.md", "p/b/en/memo.md") == Published(
        removed=("p/a/en/memo.docx", "p/a/ja/memo.md"), left=("q/a/en/memo.md",)
    )
    assert files(tmp_path) == [MANIFEST, "p/a/en/slides.md", "p/b/en/memo.md", "q/a/en/memo.md"]
    assert list(read_manifest(tmp_path / MANIFEST).records) == files(tmp_path)[1:], "what is left stays named"


def test_what_was_not_made_again_keeps_the_digests_of_its_own_inputs(tmp_path: Path) -> None:
    published(tmp_path, "p/a/en/memo.md", "p/b/en/memo.md", "q/a/en/memo.md")
    changed = {**INPUTS, "content/p/pack.yaml": "4" * 64, "content/p/audiences/c.yaml": "5" * 64}
    for _ in range(2):
        published(tmp_path, "p/a/en/memo.md", request=Request(audiences=("a",), packs=("p",)), inputs=changed)
        manifest = read_manifest(tmp_path / MANIFEST)
        assert manifest.inputs == changed
        assert {path: record.get("inputs") for path, record in manifest.records.items()} == {
            "p/a/en/memo.md": None,
            "p/b/en/memo.md": [
                {"path": "content/p/audiences/c.yaml", "sha256": ""},
                {"path": "content/p/pack.yaml", "sha256": "1" * 64},
            ],
            "q/a/en/memo.md": None,
        }
    published(tmp_path, "p/a/en/memo.md", request=Request(packs=("p",), audiences=("a",)))
    assert not any("inputs" in record for record in read_manifest(tmp_path / MANIFEST).records.values())


HOSTILE = ["", ".", "..", "/etc/passwd", "../precious", "p/../../precious", "p", "p/", "p//x", ".cache/x", "p/\x1b[2J"]
HOSTILE += ["p/" + "n" * 5000, "p/" + "n" * 300, "manifest.json/x/..", "C:/x", "p\\..\\x", "p/\ud800", "p/.hidden"]


@pytest.mark.parametrize("name", [*HOSTILE, 7, None, ["p/a"]])
def test_a_name_that_no_output_has_is_passed_over(tmp_path: Path, name: object) -> None:
    (tmp_path / "precious").write_text("x", encoding="utf-8")
    build = tmp_path / "build"
    published(build, "p/a/en/memo.md")
    manifest = json.loads((build / MANIFEST).read_bytes())
    manifest["outputs"].append({"path": name})
    (build / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    assert published(build, "p/a/en/memo.md", data=b"new").removed == ()
    assert list(read_manifest(build / MANIFEST).records) == ["p/a/en/memo.md"]
    assert remove_built(build) == 1
    assert (tmp_path / "precious").exists()


@pytest.mark.parametrize("name", ["p/a", "p/a/en", "p/link/memo.md"])
def test_a_record_of_a_folder_or_beyond_a_link_removes_nothing(tmp_path: Path, name: str) -> None:
    build, elsewhere = tmp_path / "build", tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "memo.md").write_text("precious", encoding="utf-8")
    published(build, "p/a/en/memo.md")
    (build / "p" / "link").symlink_to(elsewhere)
    (build / MANIFEST).write_text(json.dumps({"outputs": [{"path": name}], "inputs": []}), encoding="utf-8")
    published(build, "p/a/en/memo.md", "p/link2/en/memo.md")
    assert remove_built(build) == 2
    assert (elsewhere / "memo.md").read_text(encoding="utf-8") == "precious"


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"outputs": [{}]}', "[" * 100_000, '{"outputs": 1, "inputs": []}', "\0"]
)
def test_a_damaged_manifest_is_written_anew_and_said(tmp_path: Path, text: str) -> None:
    published(tmp_path, "p/a/en/memo.md")
    (tmp_path / MANIFEST).write_text(text, encoding="utf-8")
    with pytest.raises(RunStopped, match="nothing was removed"):
        remove_built(tmp_path)
    assert published(tmp_path, "p/a/en/memo.md") == Published(lost=True)
    assert published(tmp_path, "p/a/en/memo.md") == Published()


def test_cleaning_removes_what_was_built_and_nothing_else(tmp_path: Path) -> None:
    build = tmp_path / "build"
    assert remove_built(build) == 0
    published(build, "p/a/en/memo.md", "p/b/en/memo.md")
    own = build / "p" / "a" / "en" / "my notes.txt"
    own.write_text("mine", encoding="utf-8")
    (build / ".cache" / "runs").mkdir(parents=True)
    assert remove_built(build) == 2
    assert files(build) == ["p/a/en/my notes.txt"]
    assert not (build / "p" / "b").exists()
    assert remove_built(build) == 0


def test_a_link_is_no_place_to_build_or_to_clean(tmp_path: Path) -> None:
    published(tmp_path / "elsewhere", "p/a/en/memo.md")
    (tmp_path / "build").symlink_to(tmp_path / "elsewhere")
    for refused in (lambda: published(tmp_path / "build", "p/a/en/memo.md"), lambda: remove_built(tmp_path / "build")):
        with pytest.raises(RunStopped, match="build/ is a link"):
            refused()
    assert files(tmp_path / "elsewhere") == [MANIFEST, "p/a/en/memo.md"]


def test_a_report_stays_until_it_is_cleaned_and_is_stale_once_content_changes(tmp_path: Path) -> None:
    build = tmp_path / "build"
    published(build, "p/a/en/memo.md")
    publish_reports({"p/matrix.html": b"x", "q/matrix.html": b"y"}, build, INPUTS)
    assert published(build, "p/a/en/memo.md") == Published()
    assert list(read_manifest(build / MANIFEST).reports) == ["p/matrix.html", "q/matrix.html"]
    changed = {**INPUTS, "content/p/pack.yaml": "4" * 64}
    assert published(build, "p/a/en/memo.md", inputs=changed).stale == ("p/matrix.html",)
    templates = {**INPUTS, "templates/documents/memo.md.j2": "4" * 64}
    assert published(build, "p/a/en/memo.md", inputs=templates).stale == ("p/matrix.html", "q/matrix.html")
    publish_reports({"p/matrix.html": b"z"}, build, changed)
    assert published(build, "p/a/en/memo.md", inputs=changed) == Published()
    (build / "q" / "matrix.html").unlink()
    assert published(build, "p/a/en/memo.md", inputs=templates).stale == ("p/matrix.html",)
    assert remove_built(build) == 2
    assert files(tmp_path) == []


def test_where_the_manifest_is_damaged_no_report_is_written(tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_text("{", encoding="utf-8")
    with pytest.raises(RunStopped, match="nothing was written"):
        publish_reports({"p/matrix.html": b"x"}, tmp_path, INPUTS)
    assert files(tmp_path) == [MANIFEST]


def test_a_run_for_a_whole_pack_names_what_it_left_of_that_pack() -> None:
    assert Request(packs=("heat",)).covers("heat") and Request().covers("heat")
    assert not Request(packs=("wind",)).covers("heat")
    assert not Request(packs=("heat",), formats=("pdf",)).covers("heat")
