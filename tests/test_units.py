"""Lengths: points inside, whole units of the formats outside."""

from __future__ import annotations

import pytest

from briefpack.units import PAGE_SIZES_PT, SLIDE_SIZE_PT, emu, half_points, mm, to_mm, twips


def test_a_millimetre_there_and_back() -> None:
    assert mm(25.4) == pytest.approx(72)
    assert to_mm(mm(210)) == pytest.approx(210)


def test_formats_take_whole_numbers_rounded_to_the_nearest() -> None:
    assert (twips(10.52), half_points(10.3), emu(0.5)) == (210, 21, 6350)
    assert (twips(mm(20)), emu(72)) == (1134, 914_400)


def test_sizes_of_paper_and_screen() -> None:
    assert PAGE_SIZES_PT["A4"] == pytest.approx((595.28, 841.89), abs=0.01)
    assert PAGE_SIZES_PT["Letter"] == (8.5 * 72, 11 * 72)
    assert SLIDE_SIZE_PT[0] / SLIDE_SIZE_PT[1] == pytest.approx(16 / 9)
