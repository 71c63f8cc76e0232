"""Themes: differences over the base, places in the right file, contrast by WCAG's own numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefpack.errors import BuildError
from briefpack.theme import TEXT_ON_GROUND, contrast, read_theme, theme_names
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
    assert "own.yaml:1:1: error: the key “colors” is not known here" in found
    assert "Did you mean “colours”?" in found
    assert "own.yaml:4:9: error: “wavy” is not one of the possible values" in found
    assert "own.yaml:6:10: error: must be greater than or equal to 8.5" in found


def test_an_unknown_theme_names_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="Did you mean “ministry”"):
        read_theme("minstry", THEMES)
