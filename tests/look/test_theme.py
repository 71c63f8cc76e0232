"""Themes: differences over the base, places in the right file, contrast by WCAG's own numbers."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from briefpack.errors import BuildError
from briefpack.look.theme import TEXT_ON_GROUND, contrast, read_theme, theme_names
from briefpack.units import mm
from tests.conftest import REPOSITORY

THEMES = REPOSITORY / "templates" / "themes"


@pytest.mark.parametrize("name", theme_names(THEMES))
def test_shipped_themes_are_readable(name: str) -> None:
    theme = read_theme(name, THEMES)
    assert min(contrast(getattr(theme.colours, a), getattr(theme.colours, b)) for a, b in TEXT_ON_GROUND) >= 4.5


def test_the_three_themes_differ() -> None:
    themes = [read_theme(name, THEMES) for name in ("ministry", "newsroom", "campaign")]
    assert len({theme.colours.accent for theme in themes}) == 3
    assert len({(theme.fonts.title, theme.fonts.body, theme.manner.band) for theme in themes}) == 3


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)
    assert contrast("#FFFFFF", "#767676") == contrast("#767676", "#FFFFFF")


def own_theme(folder: Path, text: str) -> str:
    for name in ("base", "ministry"):
        (folder / f"{name}.yaml").write_text((THEMES / f"{name}.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "own.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(BuildError) as found:
        read_theme("own", folder)
    return str(found.value)


def test_pale_text_is_a_problem_at_its_line(tmp_path: Path) -> None:
    found = own_theme(tmp_path, 'colours:\n  quiet: "#AAAAAA"\n')
    assert "own.yaml:2:10: error: text in “quiet” on “paper” has a contrast of 2.3 to 1" in found
    assert "“quiet” on “tint”" in found


def test_unknown_keys_and_values_are_problems(tmp_path: Path) -> None:
    found = own_theme(tmp_path, "colors:\n  ink: red\nmanner:\n  band: wavy\nsizes:\n  floor: 6\n")
    assert "own.yaml:1:1: error: there is no field “colors” here" in found
    assert "Did you mean “colours”?" in found
    assert "own.yaml:4:9: error: “wavy” is not one of the words that can stand here" in found
    assert "own.yaml:6:10: error: “6” is out of range: it must be at least 8.5" in found


def test_what_no_text_may_hold_is_a_problem_at_its_line(tmp_path: Path) -> None:
    found = own_theme(tmp_path, 'fonts:\n  office_body: "Cali\\x07bri"\nlogo:\n  alt: "\\u202eksed"\n')
    assert "own.yaml:2:16: error: holds a control character (U+0007) (fonts.office_body)" in found
    assert "own.yaml:4:8: error: holds an invisible mark that turns words around (U+202E) (logo.alt)" in found


def test_an_unknown_theme_names_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="Did you mean “ministry”"):
        read_theme("minstry", THEMES)


def logo_theme(folder: Path, logo: str, size: tuple[int, int] = (40, 20), like: str = "") -> Path:
    """Write a theme with a logo, and two pictures beside it; `like` is the theme that it copies."""
    for name in ("base", "ministry"):
        (folder / f"{name}.yaml").write_text((THEMES / f"{name}.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    for name in ("mark.png", "mark-white.png"):
        Image.new("RGBA", size, "#14466BFF" if name == "mark.png" else "#FFFFFFFF").save(folder / name)
    copied = (THEMES / f"{like}.yaml").read_text(encoding="utf-8") if like else ""
    (folder / "own.yaml").write_text(f"{copied}\nlogo: {{{logo}}}\n".lstrip(), encoding="utf-8")
    return folder


def test_a_logo_is_read_with_its_words_and_its_size(tmp_path: Path) -> None:
    theme = read_theme(
        "own", logo_theme(tmp_path, "file: mark.png, on_band: mark-white.png, alt: The Desk, height_mm: 10")
    )
    assert theme.picture and theme.picture_on_band
    assert theme.picture.data == (tmp_path / "mark.png").read_bytes()
    assert theme.picture_on_band.data == (tmp_path / "mark-white.png").read_bytes()
    assert (theme.picture.alt, theme.picture.height_pt) == ("The Desk", pytest.approx(mm(10)))
    assert theme.picture.width_pt == pytest.approx(mm(20))
    assert theme.picture.within(mm(5)).height_pt == pytest.approx(mm(2.5))
    assert theme.picture.within(mm(50), mm(5)).width_pt == pytest.approx(mm(10))
    assert theme.on_paper("Letter").picture == theme.picture


@pytest.mark.parametrize("name", theme_names(THEMES))
def test_large_print_has_no_text_below_its_size_and_keeps_the_order_of_sizes(name: str) -> None:
    theme = read_theme(name, THEMES).in_large_print()
    sizes = theme.sizes
    assert min(sizes.body, sizes.floor, sizes.memo_body) == 16
    assert 14 <= sizes.caption < sizes.body < sizes.item < sizes.lead < sizes.section < sizes.title
    assert sizes.memo_body < sizes.memo_section < sizes.memo_title
    assert theme.on_paper("Letter").sizes == sizes


def on_clear(path: Path, colour: str) -> None:
    """Draw a mark of one colour on a ground that lets through what lies below."""
    picture = Image.new("RGBA", (40, 20), "#00000000")
    picture.paste(Image.new("RGBA", (20, 10), colour), (10, 5))
    picture.save(path)


def test_a_logo_is_seen_on_the_ground_where_it_stands(tmp_path: Path) -> None:
    folder = logo_theme(tmp_path, "file: mark.png, alt: The Desk")
    on_clear(folder / "mark.png", "#14466B")
    with pytest.raises(BuildError) as refused:
        read_theme("own", folder)
    (problem,) = refused.value.problems
    assert "own.yaml:1:14: error: the logo has a contrast of 1.4 to 1 on “band”, and 3 to 1 is the least" in str(
        problem
    )
    assert "Name a logo for a filled title block with “on_band: …”." in str(problem)
    logo_theme(tmp_path, "file: mark.png, on_band: mark-white.png, alt: The Desk")
    on_clear(folder / "mark.png", "#14466B")
    on_clear(folder / "mark-white.png", "#FFFFFF")
    assert read_theme("own", folder).picture
    on_clear(folder / "mark.png", "#F0F0F0")
    with pytest.raises(BuildError, match="on “paper”"):
        read_theme("own", folder)


def test_a_logo_that_brings_its_own_ground_is_seen_on_any(tmp_path: Path) -> None:
    assert read_theme("own", logo_theme(tmp_path, "file: mark.png, alt: The Desk")).picture


@pytest.mark.parametrize(
    ("logo", "words"),
    [
        ("file: mark.png", "own.yaml:1:7: error: the logo has no text that says what it is"),
        ("alt: The Desk", "own.yaml:1:7: error: the logo names no file"),
        ("file: marc.png, alt: The Desk", "own.yaml:1:14: error: there is no picture “marc.png” beside the theme (logo.file)\n    Did you mean “mark.png”?"),
        ("file: ../mark.png, alt: The Desk", "there is no picture “../mark.png” beside the theme"),
        ("file: own.yaml, alt: The Desk", "“own.yaml” cannot be read as a PNG picture"),
        ("file: mark.png, alt: The Desk, hight_mm: 9", "own.yaml:1:39: error: there is no field “hight_mm” here (logo.hight_mm)\n    Did you mean “height_mm”?"),
        ("file: mark.png, alt: The Desk, height_mm: 90", "own.yaml:1:50: error: “90” is out of range: it must be at most 30"),
    ],
)  # fmt: skip
def test_a_logo_that_cannot_be_set_is_a_problem_at_its_place(tmp_path: Path, logo: str, words: str) -> None:
    logo_theme(tmp_path, logo)
    with pytest.raises(BuildError) as found:
        read_theme("own", tmp_path)
    assert words in str(found.value)


def test_paper_is_replaced_and_nothing_else() -> None:
    theme = read_theme("ministry", THEMES)
    assert theme.on_paper("") is theme
    assert theme.on_paper("Letter").page.size == "Letter"
    assert theme.on_paper("Letter").on_paper("A4") == theme


def test_headings_beside_japanese_or_korean_are_in_the_family_of_the_body() -> None:
    theme = read_theme("newsroom", THEMES)
    assert theme.in_language("fr") is theme
    for language in ("ja", "ko", "zh-TW"):
        fonts = theme.in_language(language).fonts
        assert (fonts.title, fonts.office_title) == (theme.fonts.body, theme.fonts.office_body)
        assert fonts.east_asian(language) == theme.fonts.east_asian(language)


def test_the_families_of_east_asia_are_tried_from_that_of_the_language_on() -> None:
    fonts = read_theme("ministry", THEMES).fonts
    assert [fonts.east_asian(language)[0] for language in ("en", "ja", "ko-KR", "zh-TW")] == [
        *(fonts.japanese, fonts.japanese, fonts.korean, fonts.chinese)
    ]
    assert fonts.office_east_asian("zh") == fonts.office_chinese
