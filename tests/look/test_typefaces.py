"""Typefaces: each character is drawn in the first face that has it, and no face is opened for nothing."""

from __future__ import annotations

import pytest

from briefpack.errors import MissingGlyphs
from briefpack.look import typefaces
from briefpack.look.font_widths import Face as OfficeFace
from briefpack.look.font_widths import em_width
from briefpack.look.theme import read_theme
from briefpack.look.typefaces import Typesetter, drawn_as, face
from tests.conftest import REPOSITORY


def typesetter(language: str = "en") -> Typesetter:
    return Typesetter(read_theme("ministry", REPOSITORY / "templates" / "themes"), language)


def stems(text: str, language: str = "en", bold: bool = False) -> list[tuple[str, str]]:
    return [(chosen.path.stem, run) for chosen, run in typesetter(language).runs(text, bold)]


def test_each_script_has_its_face() -> None:
    assert stems("Cool rooms") == [("SourceSans3-Regular", "Cool rooms")]
    assert stems("SHARE 日本と한국") == [
        *(("SourceSans3-Regular", "SHARE "), ("NotoSansJP-Regular", "日本と"), ("NotoSansKR-Regular", "한국"))
    ]
    assert stems("日本", "ko", bold=True) == [("NotoSansKR-Bold", "日本")]


def test_only_faces_that_are_needed_are_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []
    monkeypatch.setattr(typefaces, "face", lambda family, bold: opened.append(family) or face(family, bold))
    typesetter().measure("Cool rooms", "body", 10)
    assert set(opened) == {"Source Sans 3"}


def test_marks_without_a_shape_take_no_room() -> None:
    assert typesetter().drawn("a\u200b\u2066b\u2069\u3000葛\U000e0100❤\ufe0f") == "ab 葛❤"
    assert typesetter().measure("a\u00adb", "body", 10) == typesetter().measure("ab", "body", 10)


def test_a_character_that_no_face_has_is_a_problem() -> None:
    setter = typesetter()
    assert setter.measure("a\ue000", "body", 10) > setter.measure("a", "body", 10)
    with pytest.raises(MissingGlyphs) as missing:
        setter.raise_missing("memo")
    (problem,) = missing.value.problems
    assert "U+E000, unnamed), which a figure shows" in problem.message


def test_no_family_no_face() -> None:
    assert face("No Such Family") is None


@pytest.mark.parametrize(
    ("named", "drawn"),
    [("Calibri", "Lato"), ("cambria", "Gentium Book Plus"), ("Open Sans", "Open Sans"), ("Of nobody", "Source Sans 3")],
)
def test_figures_of_office_files_are_drawn_in_a_face_that_looks_alike_and_is_as_wide(named: str, drawn: str) -> None:
    family, scale = drawn_as(named, "Source Sans 3")
    assert family == drawn
    own = face(family)
    assert own
    wide = sum(map(own.advance, "Working group")) * scale
    if named == "Calibri":
        assert wide == pytest.approx(em_width("Working group", OfficeFace("Calibri")), rel=0.03)
