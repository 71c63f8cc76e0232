"""Bundles: the same bytes each time, and no byte of them can change without a word."""

from __future__ import annotations

import random
import zipfile
from pathlib import Path

import pytest

from briefpack.build.jobs import Request, RunStopped
from briefpack.delivery.bundle import MANIFEST, NOTE, SUMS, Bundle, make_bundles, packed, sealed
from briefpack.delivery.opened import open_bundle


def bundles(built: Path, **asked: object) -> list[Bundle]:
    return list(make_bundles(built, Request(**asked), []))  # type: ignore[arg-type]


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
    assert [one.name for one in make_bundles(built, Request(), [], whole=True)][1] == "two-towns_2024-03-01.zip"
    assert bundles(built) == bundles(built)


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
