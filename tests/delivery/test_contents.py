"""What lies in the build folder, read from the manifest alone."""

from __future__ import annotations

from pathlib import Path

from briefpack.build.jobs import MANIFEST
from briefpack.build.publish import read_manifest
from briefpack.delivery.contents import packs_of


def test_files_are_found_by_pack_audience_language_and_document(built: Path) -> None:
    rivers, towns = packs_of(read_manifest(built / MANIFEST).records.values())
    assert (rivers.name, towns.name) == ("rivers", "two-towns")
    assert [audience.name for audience in towns.audiences] == ["councillors", "voters"]
    councillors = towns.audiences[0]
    assert councillors.languages == ("en", "ja")
    (memo,) = councillors.in_language("en")
    assert [file.format for file in memo.files] == ["docx", "pdf", "html"], "in the order of the formats"
    assert memo.done == ("“A bridge” left out",)
    assert memo.file("pdf") == memo.files[1]
    assert memo.file("odt") is None
    slides = next(one for one in towns.documents if one.name == "slides")
    assert (slides.files[0].format, slides.files[0].pages, slides.done) == ("outline.docx", 9, ("slide “A” in two",))


def test_a_pack_is_named_in_its_own_language(built: Path) -> None:
    towns = packs_of(read_manifest(built / MANIFEST).records.values())[1]
    assert (towns.title, towns.language) == ("The pack “two-towns” & more", "en")
    assert towns.audiences[0].label == "Councillors"
    assert towns.about["date"] == "2024-03-01"


def test_records_of_a_manifest_without_titles_are_named_by_their_paths() -> None:
    counts = {"bytes": 1, "pages": 0, "words": 2, "sha256": "0" * 64, "fitting": [], "split": []}
    (pack,) = packs_of([{"path": "p/a/en/memo.md", **counts}, {"path": "p/other.md", **counts}])
    assert (pack.title, pack.audiences[0].label, pack.documents[0].title) == ("p", "a", "memo")
