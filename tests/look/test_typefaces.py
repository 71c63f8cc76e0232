"""Typefaces: each letter with its marks is set in the first font that sets it, and no font is opened for nothing."""

from __future__ import annotations

import pytest

from briefpack.errors import MissingGlyphs
from briefpack.look import fonts
from briefpack.look.theme import read_theme
from briefpack.look.typefaces import FontStyle, Typefaces, Typesetter
from tests.conftest import REPOSITORY

THEME = read_theme("ministry", REPOSITORY / "templates" / "themes")


def typesetter(language: str = "en") -> Typesetter:
    return Typesetter(THEME, language)


def runs(text: str, language: str = "en", bold: bool = False) -> list[tuple[str, str]]:
    return list(Typefaces(THEME.fonts).runs(text, FontStyle(language, bold))[0])


def test_each_script_has_its_font() -> None:
    assert runs("Cool rooms") == [("SourceSans3-Regular", "Cool rooms")]
    assert runs("SHARE 日本と한국") == [
        *(("SourceSans3-Regular", "SHARE "), ("NotoSansJP-Regular", "日本と"), ("NotoSansKR-Regular", "한국"))
    ]
    assert runs("日本", "ko", bold=True) == [("NotoSansKR-Bold", "日本")]


@pytest.mark.parametrize("text", ["n\u0304", "हिन्दी", "ᄒᆞᆫ", "葛\U000e0100", "M\u0327a"])
def test_a_letter_and_its_marks_are_of_one_font(text: str) -> None:
    assert "".join(run for _, run in runs(text)) == text
    assert len({stem for stem, _ in runs(text)}) == 1


def test_only_fonts_that_are_needed_are_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []
    file = fonts.font_file
    monkeypatch.setattr("briefpack.look.shaping.font_file", lambda stem: opened.append(stem) or file(stem))
    Typefaces(THEME.fonts).runs("Cool rooms", FontStyle("en"))
    assert set(opened) == {"SourceSans3-Regular"}


def test_marks_without_a_shape_take_no_room() -> None:
    setter = typesetter()
    for text in ("a\u00adb", "a\u2066b\u2069", "a\u200bb", "a\u2060b"):
        assert setter.measure(text, "body", 10) == setter.measure("ab", "body", 10)
    assert setter.measure("❤\ufe0f", "body", 10) == setter.measure("❤", "body", 10)


def test_a_character_that_no_font_has_is_a_problem() -> None:
    setter = typesetter()
    assert setter.measure("a\ue000", "body", 10) > setter.measure("a", "body", 10)
    with pytest.raises(MissingGlyphs) as missing:
        setter.raise_missing("memo")
    (problem,) = missing.value.problems
    assert "U+E000, unnamed), which a figure shows" in problem.message


@pytest.mark.parametrize("text", ["ििक", "\u0e33\u0301"])
def test_a_letter_that_no_font_sets_as_it_is_read_is_a_problem(text: str) -> None:
    setter = typesetter()
    setter.measure(text, "body", 10)
    assert setter.missing


def test_no_family_no_file() -> None:
    assert fonts.stem_of("No Such Family", False) == ""
    assert fonts.stem_of("Noto Sans JP", True, italic=True) == "NotoSansJP-Bold"
