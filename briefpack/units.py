"""Lengths. Inside briefpack a length is a float in points (1/72 inch); these are the ways in and out."""

from __future__ import annotations

POINTS_PER_MM = 72 / 25.4
EMU_PER_PT = 12700
PAGE_SIZES_PT = {"A4": (210 * POINTS_PER_MM, 297 * POINTS_PER_MM), "Letter": (612.0, 792.0)}
SLIDE_SIZE_PT = (960.0, 540.0)
"""13⅓ by 7½ inches: the 16:9 size that current presentation software uses."""


def mm(length_mm: float) -> float:
    return length_mm * POINTS_PER_MM


def to_mm(length_pt: float) -> float:
    return length_pt / POINTS_PER_MM


def twips(length_pt: float) -> int:
    """Return twentieths of a point, the unit of WordprocessingML."""
    return round(length_pt * 20)


def half_points(size_pt: float) -> int:
    """Return half-points, the unit of font sizes in WordprocessingML."""
    return round(size_pt * 2)


def emu(length_pt: float) -> int:
    """Return English Metric Units (914,400 an inch), the unit of DrawingML."""
    return round(length_pt * EMU_PER_PT)


def from_emu(length_emu: int) -> float:
    return length_emu / EMU_PER_PT
