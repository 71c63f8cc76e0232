"""Shaping: kerning, ligatures, marks and forms of letters are the font's own, and what is copied is what was written."""

from __future__ import annotations

import re
from typing import Any

import pytest
import uharfbuzz

from briefpack.languages.scripts import WIDE
from briefpack.look.fonts import font_files
from briefpack.look.shaping import sets, shaped
from briefpack.writers.pdf.fonts import font, shown
from tests.cases_of_shaping import TEXTS


def text_of(stem: str, text: str) -> str:
    return "".join(glyph.text for glyph in shaped(stem, text))


def by_harfbuzz(stem: str, text: str, **features: bool) -> list[tuple[int, float, float, float]]:
    """Return number, advance and place of each glyph as HarfBuzz has them, in ems."""
    face = uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(font_files()[stem])))
    buffer: Any = uharfbuzz.Buffer()
    buffer.flags = uharfbuzz.BufferFlags.REMOVE_DEFAULT_IGNORABLES
    buffer.add_str(text)
    buffer.guess_segment_properties()
    uharfbuzz.shape(uharfbuzz.Font(face), buffer, features)
    em = face.upem
    return [
        (info.codepoint, place.x_advance / em, place.x_offset / em, place.y_offset / em)
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    ]


@pytest.mark.parametrize(
    ("stem", "text"), [*TEXTS, ("NotoSansJP-Regular", "AVATAR（To）"), ("NotoSansSC-Bold", "“好”AV")]
)
def test_glyphs_and_places_are_those_of_harfbuzz(stem: str, text: str) -> None:
    """But for kerning of what is as wide as high, and only of that."""
    glyphs = [(glyph.number, glyph.advance, glyph.x, glyph.y) for glyph in shaped(stem, text)]
    whole, unkerned = by_harfbuzz(stem, text), by_harfbuzz(stem, text, kern=False)
    wide = [bool(re.match(f"[{WIDE}]", glyph.text)) for glyph in shaped(stem, text)]
    assert glyphs == [
        plain if is_wide else kerned for kerned, plain, is_wide in zip(whole, unkerned, wide, strict=True)
    ]


@pytest.mark.parametrize(("stem", "text"), TEXTS)
def test_a_page_shows_glyphs_where_they_are_in_large_type_too(stem: str, text: str) -> None:
    """Places are rounded to a ten-thousandth of the size, and the rest is carried: a title of 40 points is exact."""
    glyphs, on_page = shaped(stem, text), shown(stem, text, "")
    shifts, face = dict(on_page.shifts), font(stem).face
    pen, place, largest = 0.0, 0.0, 0.0
    for number, (glyph, code) in enumerate(zip(glyphs, on_page.codes, strict=True)):
        place -= shifts.get(number, 0) / 1000
        largest = max(largest, abs(place - pen - glyph.x))
        place += face.getCharWidth(ord(code)) / 1000
        pen += glyph.advance
    assert largest * 40 < 0.01


@pytest.mark.parametrize(("stem", "text"), TEXTS)
def test_glyphs_spell_the_text(stem: str, text: str) -> None:
    assert text_of(stem, text) == text


def test_pairs_are_kerned_and_letters_that_touch_are_one() -> None:
    pair = sum(glyph.advance for glyph in shaped("SourceSans3-Regular", "AV"))
    apart = sum(shaped("SourceSans3-Regular", letter)[0].advance for letter in "AV")
    assert pair < apart
    assert [glyph.text for glyph in shaped("SourceSans3-Regular", "waffle")] == ["w", "a", "ff", "l", "e"]
    assert len(shaped("SourceSans3-Regular", "waffle", joined=False)) == 6


def test_what_is_as_wide_as_high_stays_on_its_grid() -> None:
    glyphs = shaped("NotoSansJP-Regular", "タイムライン・プレー")
    assert {glyph.advance for glyph in glyphs} == {1.0}


def test_a_mark_stands_on_its_letter() -> None:
    letter, mark = shaped("NotoSans-Regular", "n\u0304")
    assert (letter.text, mark.text, mark.advance) == ("n", "\u0304", 0)
    assert mark.x < 0


def test_the_vowel_that_is_written_first_stands_first() -> None:
    plain = {shaped("NotoSans-Regular", letter)[0].number for letter in "हन"}
    assert shaped("NotoSans-Regular", "हि")[1].number in plain, "the letter follows its vowel sign"


def test_the_chosen_shape_of_an_ideograph_is_set() -> None:
    (plain,), (chosen,) = (shaped("NotoSansJP-Regular", text) for text in ("葛", "葛\U000e0100"))
    assert plain.number != chosen.number
    assert chosen.text == "葛\U000e0100"


@pytest.mark.parametrize(
    ("stem", "cluster", "expected"),
    [
        ("NotoSans-Regular", "क्षि", True),
        ("NotoSans-Regular", "ि", False),
        ("SourceSans3-Regular", "क", False),
        ("NotoSansKR-Regular", "ᄒᆞᆫ", True),
        ("SourceSans3-Regular", "n\u0304", True),
        ("SourceSans3-Regular", "\u25cc", True),
    ],
)
def test_a_font_sets_what_its_readers_know(stem: str, cluster: str, expected: bool) -> None:
    assert sets(stem, cluster) is expected
