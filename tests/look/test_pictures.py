"""Pictures: their sizes beside titles, and what is refused."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from briefpack.errors import BuildError, Place
from briefpack.look.pictures import MAX_BYTES, Picture, in_eight_bits, read_picture, seen_colour
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


DARK, LIGHT = 0x3C3C, 0xC8C8


def grey(bits: int, transparent: int | None = None) -> bytes:
    """Return a PNG of one dark column and one light one, in a depth that Pillow writes."""
    picture = Image.new("I;16" if bits == 16 else "L", (2, 1))
    for x, value in enumerate((DARK, LIGHT)):
        picture.putpixel((x, 0), value if bits == 16 else value >> 8)
    picture.save(stream := io.BytesIO(), "PNG", **({} if transparent is None else {"transparency": transparent}))
    return stream.getvalue()


@pytest.mark.parametrize("bits", [8, 16])
@pytest.mark.parametrize("is_transparent", [False, True])
def test_grey_logos_of_any_depth_keep_their_shades_and_what_is_transparent(bits: int, is_transparent: bool) -> None:
    light = LIGHT if bits == 16 else LIGHT >> 8
    with Image.open(io.BytesIO(in_eight_bits(grey(bits, light if is_transparent else None)))) as shown:
        pixels = [shown.convert("RGBA").getpixel((x, 0)) for x in range(2)]
    assert pixels == [(0x3C,) * 3 + (255,), (0xC8,) * 3 + (0 if is_transparent else 255,)]
    assert seen_colour(grey(bits, light))[1:3] < "44", "what is transparent is not seen"


def test_a_picture_of_eight_bits_stays_as_it_is(tmp_path: Path) -> None:
    data = png(tmp_path).read_bytes()
    assert in_eight_bits(data) is data
