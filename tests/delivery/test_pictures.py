"""Pictures of pages: drawn once, kept by digest, and the same every time."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from briefpack.delivery import pictures
from briefpack.delivery.pictures import Pictures
from tests.delivery.conftest import pdf


def test_a_page_is_drawn_within_its_box(tmp_path: Path) -> None:
    (one,) = Pictures(tmp_path, (200, 150)).of(pdf("en"), "digest", [0])
    with Image.open(io.BytesIO(one.data)) as image:
        assert image.size == (one.width, one.height)
        assert len(image.getcolors() or ()) > 1, "something is on it"
    assert one.height == 150
    assert 105 <= one.width <= 107, "as wide as A4 is"


def test_what_is_kept_is_not_drawn_again_and_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = pdf("en")
    first = Pictures(tmp_path, (100, 100)).of(data, "digest", [0])
    monkeypatch.setattr(pictures, "_drawn", lambda *_: pytest.fail("it was drawn before"))
    assert Pictures(tmp_path, (100, 100)).of(data, "digest", [0]) == first


@pytest.mark.parametrize("damage", [b"", b"\x89PNG\r\n\x1a\n cut off"])
def test_a_damaged_picture_is_drawn_again(damage: bytes, tmp_path: Path) -> None:
    data = pdf("en")
    first = Pictures(tmp_path, (100, 100)).of(data, "digest", [0])
    (kept,) = tmp_path.glob("*.png")
    kept.write_bytes(damage)
    assert Pictures(tmp_path, (100, 100)).of(data, "digest", [0]) == first


def test_another_file_and_another_size_are_other_pictures(tmp_path: Path) -> None:
    data = pdf("en")
    Pictures(tmp_path, (100, 100)).of(data, "one", [0])
    Pictures(tmp_path, (100, 100)).of(data, "two", [0])
    last = Pictures(tmp_path, (90, 90))
    last.of(data, "one", [0])
    assert len(list(tmp_path.glob("*.png"))) == 3
    last.sweep()
    assert len(list(tmp_path.glob("*.png"))) == 1
