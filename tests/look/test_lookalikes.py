"""Figures of Office files are drawn in a face that looks like the font that the file names, and is as wide."""

from __future__ import annotations

import pytest

from briefpack.look.font_widths import Face, em_width
from briefpack.look.lookalikes import drawn_as
from briefpack.look.theme import read_theme
from briefpack.look.typefaces import Typesetter
from tests.conftest import REPOSITORY


@pytest.mark.parametrize(
    ("named", "drawn"),
    [("Calibri", "Lato"), ("cambria", "Gentium Book Plus"), ("Open Sans", "Open Sans"), ("Of nobody", "Source Sans 3")],
)
def test_a_font_has_a_face_that_looks_like_it(named: str, drawn: str) -> None:
    assert drawn_as(named, "Source Sans 3")[0] == drawn


@pytest.mark.parametrize("named", ["Calibri", "Arial", "Times New Roman"])
def test_words_are_as_wide_as_in_the_font(named: str) -> None:
    theme = read_theme("ministry", REPOSITORY / "templates" / "themes")
    family, scale = drawn_as(named, theme.fonts.body)
    drawn = Typesetter(theme.model_copy(update={"fonts": theme.fonts.model_copy(update={"body": family})}), "en")
    words = "A working group of ministries"
    assert drawn.measure(words, "body", scale) == pytest.approx(em_width(words, Face(named)), rel=0.04)
