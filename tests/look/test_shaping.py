"""Shaping: kerning, ligatures, marks and forms of letters are the font's own, and what is copied is what was written."""

from __future__ import annotations

import pytest

from briefpack.look.shaping import sets, shaped
from tests.cases_of_shaping import TEXTS


def text_of(stem: str, text: str) -> str:
    return "".join(glyph.text for glyph in shaped(stem, text))


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
