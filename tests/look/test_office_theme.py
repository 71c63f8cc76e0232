"""The theme part of Office files offers the theme's colours and fonts."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from briefpack.look.office_theme import A, scheme_of, theme_xml
from briefpack.look.theme import read_theme
from tests.conftest import REPOSITORY

THEME = read_theme("ministry", REPOSITORY / "templates/themes")


def part(language: str = "en") -> Any:
    return etree.fromstring(theme_xml(THEME, language).encode())


def test_every_colour_of_the_scheme_is_there_in_the_order_of_the_standard() -> None:
    (scheme,) = part().iter(f"{{{A}}}clrScheme")
    names = ["dk1", "lt1", "dk2", "lt2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink"]
    assert [etree.QName(one).localname for one in scheme] == names
    assert [f"#{one[0].get('val')}".lower() for one in scheme] == [
        scheme_of(THEME.colours)[name].lower() for name in names
    ]


@pytest.mark.parametrize(
    ("language", "east"),
    [
        ("en", ""),
        ("ja", THEME.fonts.office_japanese),
        ("ko-KR", THEME.fonts.office_korean),
        ("zh", THEME.fonts.office_chinese),
    ],
)
def test_fonts_are_those_of_the_document_s_language(language: str, east: str) -> None:
    fonts = part(language)
    found = {etree.QName(one.getparent()).localname: one.get("typeface") for one in fonts.iter(f"{{{A}}}latin")}
    assert found == {"majorFont": THEME.fonts.office_title, "minorFont": THEME.fonts.office_body}
    assert {one.get("typeface") for one in fonts.iter(f"{{{A}}}ea")} == {east}


def test_a_band_of_the_paper_s_colour_gives_the_text_s() -> None:
    colours = THEME.colours.model_copy(update={"band": THEME.colours.paper})
    assert (scheme_of(colours)["dk2"], scheme_of(colours)["accent5"]) == (colours.ink, colours.accent)
