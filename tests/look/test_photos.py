"""Pictures: cropped around what counts, in sRGB, upright, without what a camera wrote; refused in words."""

from __future__ import annotations

import io
import struct
from typing import Any

import pytest
from PIL import Image, ImageCms, ImageDraw

from briefpack.errors import BuildError, Place
from briefpack.look.photos import LONGEST_SIDE, photo, size_within
from tests.trees import png

PLACE = Place("pack.yaml", 3, 5)


def saved(image: Any, kind: str = "JPEG", **marks: Any) -> bytes:
    stream = io.BytesIO()
    image.save(stream, kind, **marks)
    return stream.getvalue()


def striped(width: int = 900, height: int = 600) -> Any:
    """Return a picture of three upright stripes: red, green, blue."""
    image = Image.new("RGB", (width, height))
    draw = ImageDraw.Draw(image)
    for n, colour in enumerate(("#C00000", "#00A000", "#0000C0")):
        draw.rectangle((n * width / 3, 0, (n + 1) * width / 3, height), fill=colour)
    return image


def opened(data: bytes) -> Any:
    return Image.open(io.BytesIO(data))


@pytest.mark.parametrize(
    ("shape", "size"),
    [("wide", (900, 506)), ("photo", (900, 600)), ("square", (600, 600)), ("tall", (450, 600)), ("whole", (900, 600))],
)
def test_a_picture_has_the_ratio_of_its_shape(shape: str, size: tuple[int, int]) -> None:
    made = photo(saved(striped()), "a.jpg", shape, (0.5, 0.5), PLACE)
    assert (made.width, made.height) == size == opened(made.data).size


@pytest.mark.parametrize(("focus", "seen"), [((0.1, 0.5), 0), ((0.5, 0.5), 1), ((0.95, 0.5), 2)])
def test_what_counts_stays_in_it(focus: tuple[float, float], seen: int) -> None:
    middle = opened(photo(saved(striped()), "a.jpg", "tall", focus, PLACE).data).convert("RGB").getpixel((225, 300))
    assert max(range(3), key=lambda channel: middle[channel]) == seen


def test_it_is_no_larger_than_a_screen_needs_and_the_same_each_time() -> None:
    data = saved(striped(4000, 3000))
    made = photo(data, "a.jpg", "whole", (0.5, 0.5), PLACE)
    assert (made.width, made.height) == (LONGEST_SIDE, LONGEST_SIDE * 3 // 4)
    assert photo(bytes(bytearray(data)), "a.jpg", "whole", (0.5, 0.5), PLACE).data == made.data


def test_a_camera_held_upright_gives_an_upright_picture_without_its_notes() -> None:
    notes = Image.Exif()
    notes[0x0112], notes[0x010F] = 6, "A camera"
    made = photo(saved(striped(), exif=notes.tobytes()), "a.jpg", "whole", (0.5, 0.5), PLACE)
    assert (made.width, made.height) == (600, 900)
    assert b"A camera" not in made.data


def test_colours_of_print_and_of_profiles_become_srgb() -> None:
    for data in (
        saved(striped().convert("CMYK")),
        saved(striped(), icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()),
        saved(striped().convert("LA"), "PNG"),
        saved(striped().convert("P"), "PNG"),
        saved(Image.new("I;16", (300, 300), 40000), "PNG"),
    ):
        made = opened(photo(data, "a", "whole", (0.5, 0.5), PLACE).data)
        assert made.mode in ("RGB", "P")
        assert "icc_profile" not in made.info


def black_ink_profile() -> bytes:
    """Return a profile by which black is the only ink that is seen, evenly darker (ICC.1:2001, lut8Type)."""
    identity = struct.pack(">9l", *(65536 * (n % 4 == 0) for n in range(9)))
    ramp = bytes(range(256))
    table = (
        b"mft1"
        + bytes(4)
        + bytes([4, 3, 2, 0])
        + identity
        + ramp * 4
        + bytes([255, 128, 128, 0, 128, 128]) * 8
        + ramp * 3
    )
    head = struct.pack(">L4xL4s4s4s12x4s", 144 + len(table), 0x02400000, b"prtr", b"CMYK", b"Lab ", b"acsp")
    head += bytes(28) + struct.pack(">3l", 63190, 65536, 54061)
    return head.ljust(128, b"\0") + struct.pack(">L4sLL", 1, b"A2B0", 144, len(table)) + table


def test_inks_are_the_colours_that_their_profile_means() -> None:
    data = saved(Image.new("CMYK", (300, 300), (200, 40, 20, 128)), icc_profile=black_ink_profile())
    red, green, blue = opened(photo(data, "a", "whole", (0.5, 0.5), PLACE).data).convert("RGB").getpixel((9, 9))
    assert max(red, green, blue) - min(red, green, blue) <= 2
    assert abs(green - 119) <= 2  # L* 50 in sRGB


def test_what_is_clear_becomes_white_and_few_colours_stay_sharp() -> None:
    clear = Image.new("RGBA", (300, 300), (0, 0, 0, 0))
    made = photo(saved(clear, "PNG"), "a.png", "whole", (0.5, 0.5), PLACE)
    assert made.kind == "png"
    assert opened(made.data).convert("RGB").getpixel((5, 5)) == (255, 255, 255)
    noisy = Image.effect_noise((300, 300), 60).convert("RGB")
    assert photo(saved(noisy), "a.jpg", "whole", (0.5, 0.5), PLACE).kind == "jpeg"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"GIF89a" + bytes(40), "cannot be read as a PNG or JPEG picture"),
        (b"", "cannot be read as a PNG or JPEG picture"),
        (png(300, 300)[:200], "cannot be read as a PNG or JPEG picture"),
        (png(20, 300), "has 20 × 300 pixels, and 200 on each side are the least"),
    ],
)
def test_a_picture_that_cannot_be_shown_is_refused_in_words(data: bytes, words: str) -> None:
    with pytest.raises(BuildError) as refused:
        photo(data, "a.png", "whole", (0.5, 0.5), PLACE)
    (problem,) = refused.value.problems
    assert problem.message == f"“a.png” {words}"
    assert problem.place == PLACE


def test_one_of_too_many_pixels_is_refused_before_it_is_decoded() -> None:
    huge = bytearray(png(300, 300))
    huge[16:24] = (60_000).to_bytes(4, "big") * 2
    with pytest.raises(BuildError, match=r"million|cannot be read"):
        photo(bytes(huge), "a.png", "whole", (0.5, 0.5), PLACE)


def test_it_is_shown_as_large_as_its_place_allows() -> None:
    assert size_within(600, 400, 300, 1000) == (300, 200)
    assert size_within(600, 400, 300, 100) == (150, 100)
