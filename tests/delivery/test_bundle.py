"""Bundles: the same bytes each time, and no byte of them can change without a word."""

from __future__ import annotations

import io
import json
import os
import random
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from briefpack.build.jobs import Request, RunStopped
from briefpack.build.publish import publish_outputs
from briefpack.delivery.bundle import MANIFEST, NOTE, SUMS, Bundle, make_bundles, packed, sealed
from briefpack.delivery.opened import open_bundle
from tests.delivery.conftest import INPUTS, SAY, output, pdf
from tests.tools import tool


def bundles(built: Path, **asked: object) -> list[Bundle]:
    return list(make_bundles(built, Request(**asked), [], SAY))  # type: ignore[arg-type]


def opened(tmp_path: Path, data: bytes) -> object:
    path = tmp_path / "one.zip"
    path.write_bytes(data)
    return open_bundle(path)


def test_each_audience_and_language_has_one(built: Path) -> None:
    names = [bundle.name for bundle in bundles(built)]
    assert names == [
        "rivers_farmers_en_2024-03-01.zip",
        "two-towns_councillors_en_2024-03-01.zip",
        "two-towns_councillors_ja_2024-03-01.zip",
        "two-towns_voters_en_2024-03-01.zip",
    ]
    assert [one.name for one in make_bundles(built, Request(), [], SAY, whole=True)][1] == "two-towns_2024-03-01.zip"
    assert bundles(built) == bundles(built)


def problem(file: Path) -> dict[str, object]:
    return {"message": "a", "hint": "", "place": {"file": str(file), "line": 1, "column": 1}}


def test_problems_of_another_pack_stay_at_home_wherever_the_command_is_run(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = built.parent / "content"
    files = ["two-towns/pack.yaml", "rivers/pack.yaml"]
    manifests = []
    for folder, above in ((built.parent, "content/"), (content, ""), (built.parent / "docs", "../content/")):
        folder.mkdir(exist_ok=True)
        monkeypatch.chdir(folder)
        problems = [problem(Path(above + file)) for file in files]
        (made,) = make_bundles(built, Request(packs=("rivers",)), problems, SAY)
        manifests.append(json.loads(zipfile.ZipFile(io.BytesIO(made.data)).read(MANIFEST))["problems"])
    assert [[one["place"]["file"] for one in problems] for problems in manifests] == [["content/rivers/pack.yaml"]] * 3


def test_the_note_names_the_files_that_are_there(tmp_path: Path) -> None:
    outputs = [output(f"two-towns/{audience}/en/memo.pdf", pdf("en"), 1) for audience in ("councillors", "voters")]
    outputs = [replace(one, about={**one.about, "names": "{pack}_{document}"}) for one in outputs]
    publish_outputs(outputs, Request(), tmp_path / "build", INPUTS)
    (made,) = make_bundles(tmp_path / "build", Request(), [], SAY, whole=True)
    with zipfile.ZipFile(io.BytesIO(made.data)) as archive:
        note = archive.read(NOTE).decode()
        names = [name for name in archive.namelist() if name.endswith(".pdf")]
    assert len(names) == 2
    assert [line.split()[0] for line in note.splitlines() if ".pdf (" in line] == sorted(names, key=len)


def test_the_note_speaks_the_language_of_its_readers(built: Path) -> None:
    made = bundles(built, packs=("two-towns",), audiences=("councillors",), languages=("ja",))
    with zipfile.ZipFile(io.BytesIO(made[0].data)) as archive:
        note = archive.read(NOTE).decode()
    assert (
        note.startswith("二つの町に一枚の切符\n")
        and "メモ · Councillors · 日本語" in note
        and "1ページ" in note
        and f"変更がないことの確認：sha256sum -c {SUMS}" in note
    )
    assert "pages" not in note and "To check" not in note


def test_a_bundle_opens_anywhere(built: Path, tmp_path: Path) -> None:
    found = open_bundle_of(built, tmp_path)
    assert {NOTE, MANIFEST, SUMS, "two-towns_councillors_memo_en_2024-03-01.pdf"} <= found


def open_bundle_of(built: Path, tmp_path: Path) -> set[str]:
    path = tmp_path / "one.zip"
    path.write_bytes(bundles(built, packs=("two-towns",))[0].data)
    return set(open_bundle(path).files)


def test_a_changed_byte_anywhere_is_found(built: Path, tmp_path: Path) -> None:
    data = bundles(built, audiences=("voters",))[0].data
    places = {*range(60), *range(len(data) - 400, len(data)), *random.Random(7).sample(range(len(data)), 400)}
    for place in places:
        changed = bytearray(data)
        changed[place] ^= 1
        with pytest.raises(RunStopped):
            opened(tmp_path, bytes(changed))
    for changed in (data + b"x", data[:-1], b"x" + data):
        with pytest.raises(RunStopped):
            opened(tmp_path, bytes(changed))


@pytest.mark.parametrize("name", ["../x", "/x", "a/b", "C:x", "a\\b", ".hidden", "a\nb", "x" * 300])
def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(RunStopped, match="name that no bundle has"):
        opened(tmp_path, sealed({name: b"x"}, {}))


def test_what_is_compressed_is_not_inflated(tmp_path: Path) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("a.txt", bytes(50_000_000))
    with pytest.raises(RunStopped, match="more than its size allows"):
        open_bundle(path)


@pytest.mark.parametrize("about", [{}, [], {"files": 1}, {"files": [{}], "pack": 1}])
def test_a_manifest_that_is_none_is_said_to_be(tmp_path: Path, about: object) -> None:
    with pytest.raises(RunStopped, match="not one that briefpack writes"):
        opened(tmp_path, sealed({"a.txt": b"x"}, about))  # type: ignore[arg-type]


def test_a_file_that_nobody_names_is_found(tmp_path: Path) -> None:
    with pytest.raises(RunStopped, match="SHA256SUMS is missing"):
        opened(tmp_path, packed({"a.txt": b"x"}))


def test_names_in_all_scripts_are_unpacked_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(packed({"a.txt": b"a", "討議用.txt": b"b"}))
    subprocess.run([tool("unzip"), "-q", "a.zip"], cwd=tmp_path, check=True, env={**os.environ, "LC_ALL": "C.UTF-8"})
    assert (tmp_path / "討議用.txt").read_bytes() == b"b"
    assert (tmp_path / "討議用.txt").stat().st_mode & 0o444 == 0o444
