"""The colours of themes are read in print without colours, and by eyes that lack one of three kinds of cones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from briefpack.look.theme import AA_CONTRAST, TEXT_ON_GROUND, contrast, read_theme
from tests.conftest import REPOSITORY

FOLDER = REPOSITORY / "templates/themes"
THEMES = sorted(path.stem for path in Path(FOLDER).glob("*.yaml"))
Matrix = tuple[tuple[float, float, float], ...]
MACHADO: dict[str, Matrix] = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
"""What such eyes see of linear light: Machado, Oliveira, Fernandes (2009), severity 1."""
SHAPES = (("accent", "paper"), ("accent", "tint"))
"""Rules over cards, axes, bars and signs, which say something without words: ISO 14289-1 and WCAG 1.4.11 ask 3 to 1."""
LEAST_OF_SHAPES = 3.0


def channels(colour: str) -> list[float]:
    return [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]


def written(values: list[float]) -> str:
    return "#" + "".join(f"{round(max(0.0, min(1.0, value)) * 255):02X}" for value in values)


def linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def encoded(value: float) -> float:
    value = max(0.0, min(1.0, value))
    return value * 12.92 if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055


def in_grey(colour: str) -> str:
    """Return what a printer without colours makes of one (Rec. 601)."""
    red, green, blue = channels(colour)
    return written([0.299 * red + 0.587 * green + 0.114 * blue] * 3)


def seen_with(matrix: Matrix) -> Callable[[str], str]:
    def seen(colour: str) -> str:
        light = [linear(value) for value in channels(colour)]
        return written([encoded(sum(a * b for a, b in zip(row, light, strict=True))) for row in matrix])

    return seen


EYES: dict[str, Callable[[str], str]] = {"grey": in_grey} | {name: seen_with(one) for name, one in MACHADO.items()}


def test_white_and_grey_are_the_same_to_all_eyes() -> None:
    assert {eye("#FFFFFF") for eye in EYES.values()} == {"#FFFFFF"}
    assert {eye("#808080") for eye in EYES.values()} == {"#808080"}
    assert EYES["deuteranopia"]("#C00000") != "#C00000"


@pytest.mark.parametrize("eye", EYES)
@pytest.mark.parametrize("name", THEMES)
def test_words_and_shapes_are_seen(name: str, eye: str) -> None:
    colours = read_theme(name, FOLDER).colours
    for pairs, least in ((TEXT_ON_GROUND, AA_CONTRAST), (SHAPES, LEAST_OF_SHAPES)):
        seen = {pair: contrast(*(EYES[eye](getattr(colours, one)) for one in pair)) for pair in pairs}
        assert {pair: round(value, 2) for pair, value in seen.items() if value < least} == {}
