"""Colours of series are told apart in grey and by eyes that see fewer colours, in every theme."""

from __future__ import annotations

from itertools import combinations

import pytest

from briefpack.look.dark import dark_colours
from briefpack.look.series import series_colours, series_shares
from briefpack.look.theme import contrast, luminance, read_theme, theme_names
from tests.conftest import REPOSITORY

THEMES = REPOSITORY / "templates" / "themes"
SIGHT = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
    "all colours": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
}
"""What people see of linear red, green and blue (Machado, Oliveira and Fernandes 2009, severity 1)."""
LEAST_APART = 8.0
"""The least difference of lightness L* (CIE 1976) between two series that stand side by side."""


def linear(colour: str) -> list[float]:
    channels = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]


def lightness(colour: str, sight: tuple[tuple[float, ...], ...]) -> float:
    """Return L* of a colour as somebody sees it; that is all that a copier keeps of it."""
    seen = [sum(part * own for part, own in zip(row, linear(colour), strict=True)) for row in sight]
    y = max(0.0, 0.2126 * seen[0] + 0.7152 * seen[1] + 0.0722 * seen[2])
    return 116 * y ** (1 / 3) - 16 if y > 0.008856 else 903.3 * y


@pytest.mark.parametrize("name", theme_names(THEMES))
@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("count", [2, 3, 4])
def test_series_differ_in_lightness_for_all_eyes(name: str, sight: str, count: int) -> None:
    colours = series_colours(read_theme(name, THEMES).colours, count)
    seen = [lightness(colour, SIGHT[sight]) for colour in colours]
    assert min(abs(a - b) for a, b in combinations(seen, 2)) >= LEAST_APART


@pytest.mark.parametrize("name", theme_names(THEMES))
def test_they_stand_out_from_paper_on_both_screens(name: str) -> None:
    light = read_theme(name, THEMES).colours
    for colours in (light, dark_colours(light)):
        for count in (1, 2, 3, 4):
            shares = series_shares(light, count)
            assert shares[0] == ("accent", 1.0)
            assert all(contrast(one, colours.paper) >= 1.4 for one in series_colours(colours, count))


def test_they_grow_lighter_in_their_order() -> None:
    colours = series_colours(read_theme("ministry", THEMES).colours, 4)
    assert [luminance(colour) for colour in colours] == sorted(map(luminance, colours))
