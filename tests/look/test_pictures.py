"""Pictures: their sizes beside titles, and what is refused."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from briefpack.errors import BuildError, Place
from briefpack.look.pictures import MAX_BYTES, Picture, read_picture
from briefpack.units import mm

HERE = Place("theme.yaml", 3)


def png(folder: Path, size: tuple[int, int] = (60, 20)) -> Path:
    stream = io.BytesIO()
    Image.new("RGB", size, "navy").save(stream, "PNG")
    path = folder / "logo.png"
    path.write_bytes(stream.getvalue())
    return path


def test_a_picture_keeps_its_proportions(tmp_path: Path) -> None:
    picture = read_picture(png(tmp_path).parent, "logo.png", "Two Towns", 10, HERE)
    assert (picture.height_pt, picture.width_pt) == (mm(10), pytest.approx(mm(30)))


def test_a_logo_is_smaller_in_a_corner_and_larger_on_a_cover() -> None:
    logo = Picture(b"", "Logo", 80, 40)
    assert logo.within(100) == logo
    assert logo.within(40) == Picture(b"", "Logo", 40, 20)
    assert logo.in_corner(400).width_pt == 60
    assert logo.in_corner(4000).height_pt == 40
    assert logo.on_cover(4000, 100) == Picture(b"", "Logo", 160, 80)
    assert logo.on_cover(300, 100).width_pt == 90


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("lgo.png", "there is no picture “lgo.png” beside the theme"),
        ("../logo.png", "there is no picture “../logo.png” beside the theme"),
        ("text.png", "“text.png” cannot be read as a PNG picture"),
        ("large.png", "“large.png” is larger than 2 MB"),
    ],
)
def test_what_no_writer_could_set_is_refused_at_its_place(tmp_path: Path, name: str, words: str) -> None:
    png(tmp_path)
    (tmp_path / "text.png").write_text("no picture")
    (tmp_path / "large.png").write_bytes(b"\0" * (MAX_BYTES + 1))
    with pytest.raises(BuildError) as refused:
        read_picture(tmp_path, name, "Logo", 10, HERE)
    (problem,) = refused.value.problems
    assert (problem.message, problem.place) == (words, HERE)
