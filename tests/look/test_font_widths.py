"""Widths of words on slides: as HarfBuzz sets them where the font is at hand, else by the table."""

from __future__ import annotations

import pytest
import uharfbuzz

from briefpack.look.font_widths import Face, em_width, kerned_width
from briefpack.look.fonts import font_files
from briefpack.look.shaping import shaped

TEXTS = (
    "Towards a Treaty, To Vary AVATARS",
    "Type: P.A. Työväenyhdistys Ýmir",
    "fi ffi office, 2023–2024",
    "Łódź Øresund",
)


def by_harfbuzz(text: str, stem: str, size: int) -> float:
    """Return the width of a text that HarfBuzz shapes word by word at a size of type, in points."""
    font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(font_files()[stem]))))
    font.scale = (size * 1000, size * 1000)
    wide = 0
    for word in text.replace(" ", " \x00").split("\x00"):
        for piece in filter(None, (word.rstrip(" "), " " if word.endswith(" ") else "")):
            buffer = uharfbuzz.Buffer()
            buffer.add_str(piece)
            buffer.guess_segment_properties()
            uharfbuzz.shape(font, buffer)
            wide += sum(place.x_advance for place in buffer.glyph_positions)
    return wide / 1000


@pytest.mark.parametrize("size", [12, 18, 20, 28, 44])
@pytest.mark.parametrize("family", ["Lato", "Source Sans 3", "Open Sans"])
@pytest.mark.parametrize("bold", [False, True])
def test_kerned_latin_is_as_wide_as_harfbuzz_has_it_at_the_sizes_of_slides(family: str, bold: bool, size: int) -> None:
    stem = f"{family.replace(' ', '')}-{'Bold' if bold else 'Regular'}"
    for text in TEXTS:
        wide = kerned_width(text, Face(family, bold)) * size
        assert wide == pytest.approx(by_harfbuzz(text, stem, size), abs=0.05)


def test_kerning_counts() -> None:
    assert kerned_width("AVATAR To", Face("Lato")) < em_width("AVATAR To", Face("Lato")) - 0.1


@pytest.mark.parametrize("family", ["Calibri", "Segoe UI", "Nobody's"])
def test_a_font_that_is_not_at_hand_is_measured_by_the_table(family: str) -> None:
    assert kerned_width(TEXTS[0], Face(family)) == em_width(TEXTS[0], Face(family))


def test_letters_that_the_font_lacks_are_as_wide_as_another_font_s() -> None:
    assert kerned_width("日本 To", Face("Lato")) == pytest.approx(2 + kerned_width(" To", Face("Lato")))


def test_a_word_is_shaped_once() -> None:
    kerned_width("onceuponatime", Face("Lato"))
    known = shaped.cache_info().misses
    kerned_width("onceuponatime onceuponatime", Face("Lato"))
    assert shaped.cache_info().misses <= known + 1, "the space alone may be new"


@pytest.mark.parametrize("family", ["Calibri", "Cambria", "Trebuchet MS", "Source Sans 3"])
def test_a_space_or_hyphen_at_which_no_line_ends_is_as_wide_as_the_usual_one(family: str) -> None:
    face = Face(family, False)
    assert em_width("18\u00a0August", face) == pytest.approx(em_width("18 August", face))
    assert em_width("co\u2011chair", face) == pytest.approx(em_width("co-chair", face))
    assert em_width("1\u202f000", face) <= em_width("1 000", face)
