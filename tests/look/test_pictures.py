"""Pictures: their sizes beside titles, and what is refused."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from briefpack.errors import BuildError, Place
from briefpack.look.pictures import MAX_BYTES, Picture, as_shown, read_picture
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


def coded(image: Image.Image, **options: object) -> bytes:
    stream = io.BytesIO()
    image.save(stream, "PNG", **options)
    return stream.getvalue()


def pixels(data: bytes) -> list[tuple[int, ...]]:
    """Return the first two pixels, as red, green, blue and what covers them."""
    with Image.open(io.BytesIO(as_shown(data))) as image:
        shown = image.convert("RGBA")
        return [shown.getpixel((x, 0)) for x in (0, 1)]


def two(mode: str, *values: object) -> Image.Image:
    image = Image.new(mode, (2, 1))
    for x, value in enumerate(values):
        image.putpixel((x, 0), value)
    return image


def numbers(*values: float) -> bytes:
    """Return numbers as gAMA and cHRM hold them."""
    return struct.pack(f">{len(values)}L", *(round(value * 100_000) for value in values))


def stating(image: Image.Image, **chunks: bytes) -> bytes:
    """Return a PNG that states its colours in numbers."""
    info = PngImagePlugin.PngInfo()
    for name, data in chunks.items():
        info.add(name.encode(), data)
    return coded(image, pnginfo=info)


ORANGE = Image.new("RGB", (1, 1), (200, 100, 50))
USUAL = numbers(1 / 2.2)
ADOBE = numbers(0.3127, 0.329, 0.64, 0.33, 0.21, 0.71, 0.15, 0.06)
PROPHOTO = numbers(0.3457, 0.3585, 0.7347, 0.2653, 0.1596, 0.8404, 0.0366, 0.0001)
ONE_POINT = numbers(*[0.3] * 8)


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        (stating(ORANGE, gAMA=numbers(1)), (229, 168, 122, 255)),
        (stating(ORANGE.convert("P", palette=Image.Palette.ADAPTIVE), gAMA=numbers(1)), (229, 168, 122, 255)),
        (stating(Image.new("L", (1, 1), 100), gAMA=numbers(1)), (168, 168, 168, 255)),
        (stating(Image.new("LA", (1, 1), (100, 128)), gAMA=numbers(1)), (168, 168, 168, 128)),
        (stating(ORANGE, gAMA=USUAL, cHRM=ADOBE), (227, 100, 42, 255)),
        (stating(ORANGE, gAMA=numbers(1 / 1.8), cHRM=PROPHOTO), (255, 80, 47, 255)),
        (stating(ORANGE, gAMA=USUAL), (200, 100, 50, 255)),
        (stating(ORANGE, cHRM=ADOBE), (200, 100, 50, 255)),
        (stating(ORANGE, sRGB=b"\0", gAMA=numbers(1)), (200, 100, 50, 255)),
        (stating(ORANGE, gAMA=numbers(0)), (200, 100, 50, 255)),
        (stating(ORANGE, gAMA=USUAL, cHRM=ONE_POINT), (200, 100, 50, 255)),
    ],
    ids=[
        "linear",
        "palette",
        "grey",
        "covered",
        "wide",
        "wider",
        "usual",
        "primaries-alone",
        "sRGB",
        "no-gamma",
        "one-point",
    ],
)
def test_what_a_png_states_of_its_colours_is_what_a_browser_makes_of_it(data: bytes, shown: tuple[int, ...]) -> None:
    """The values are those of a browser's own picture of these files."""
    with Image.open(io.BytesIO(as_shown(data))) as image:
        pixel = image.convert("RGBA").getpixel((0, 0))
    assert all(abs(a - b) <= 1 for a, b in zip(pixel, shown, strict=True)), pixel


def test_a_profile_for_other_colours_than_the_picture_has_counts_as_none() -> None:
    data = coded(Image.new("LA", (1, 1), (100, 128)), icc_profile=SRGB)
    with Image.open(io.BytesIO(as_shown(data))) as image:
        assert image.getpixel((0, 0)) == (100, 100, 100, 128)


SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        (coded(two("I;16", 257 * 40, 65535)), [(40, 40, 40, 255), (255, 255, 255, 255)]),
        (coded(two("I;16", 257 * 40, 65535), transparency=65535), [(40, 40, 40, 255), (255, 255, 255, 0)]),
        (coded(two("L", 40, 200), transparency=200), [(40, 40, 40, 255), (200, 200, 200, 0)]),
        (coded(two("RGB", (9, 8, 7), (1, 2, 3)), transparency=(1, 2, 3)), [(9, 8, 7, 255), (1, 2, 3, 0)]),
        (coded(two("LA", (40, 255), (50, 0))), [(40, 40, 40, 255), (50, 50, 50, 0)]),
        (coded(two("RGB", (200, 100, 50), (0, 0, 0)), icc_profile=SRGB), [(200, 100, 50, 255), (0, 0, 0, 255)]),
        (coded(two("RGB", (200, 100, 50), (0, 0, 0)), icc_profile=b"none"), [(200, 100, 50, 255), (0, 0, 0, 255)]),
    ],
    ids=[
        "16 bits",
        "16 bits, one clear",
        "grey, one clear",
        "colour, one clear",
        "grey, covered",
        "profile",
        "no profile",
    ],
)
def test_a_picture_is_shown_as_its_viewers_show_it(data: bytes, shown: list[tuple[int, ...]]) -> None:
    for one, other in zip(pixels(data), shown, strict=True):
        assert all(abs(a - b) <= 1 for a, b in zip(one, other, strict=True)), (one, other)


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "1"])
def test_a_picture_of_the_usual_kind_stays_as_it_is(mode: str) -> None:
    data = coded(Image.new(mode, (2, 1)))
    assert as_shown(data) is data
