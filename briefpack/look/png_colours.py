"""Tell the colours of a PNG that states them in numbers, without a profile (chunks gAMA and cHRM, ISO/IEC 15948)."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import Any

Matrix = Sequence[Sequence[float]]

WHITE_D50 = (0.9642, 1.0, 0.8249)
BRADFORD = ((0.8951, 0.2664, -0.1614), (-0.7502, 1.7135, 0.0367), (0.0389, -0.0685, 1.0296))
"""From XYZ to what the cones of an eye answer, in which a white is adapted to another (ICC.1, annex E)."""
USUAL_GAMMA, NEAR = 1 / 2.2, 0.002
USUAL_POINTS = (0.3127, 0.329, 0.64, 0.33, 0.3, 0.6, 0.15, 0.06)
"""x and y of white, red, green and blue in sRGB (IEC 61966-2-1)."""


def stated_profile(info: dict[Any, Any], grey: bool) -> bytes:
    """Return the ICC profile of what a PNG states of its colours; empty if it states nothing, sRGB, or nonsense.

    As in browsers, primaries count only beside a gamma, and are those of sRGB where they are not stated.
    """
    gamma, points = info.get("gamma", 0), info.get("chromaticity", USUAL_POINTS)
    if "srgb" in info or gamma <= 0 or (_near([gamma], [USUAL_GAMMA]) and (grey or _near(points, USUAL_POINTS))):
        return b""
    curve = b"para" + bytes(8) + _fixed(1 / gamma)
    if grey:
        return _profile(b"GRAY", {b"wtpt": _xyz(WHITE_D50), b"kTRC": curve})
    try:
        red, green, blue = zip(*_primaries(points), strict=True)
    except ZeroDivisionError:
        return b""
    places = {b"rXYZ": _xyz(red), b"gXYZ": _xyz(green), b"bXYZ": _xyz(blue), b"wtpt": _xyz(WHITE_D50)}
    return _profile(b"RGB ", places | dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve))


def _near(values: Sequence[float], usual: Sequence[float]) -> bool:
    return all(abs(value - other) < NEAR for value, other in zip(values, usual, strict=True))


def _primaries(points: Sequence[float]) -> Matrix:
    """Return the XYZ of red, green and blue, a column each, for a white of D50.

    Raise ZeroDivisionError where the points span no colours.
    """
    white, *primaries = ((x / y, 1.0, (1 - x - y) / y) for x, y in zip(points[::2], points[1::2], strict=True))
    columns = tuple(zip(*primaries, strict=True))
    shares = _times(_inverse(columns), [[value] for value in white])
    meant = [[value * share for value, (share,) in zip(row, shares, strict=True)] for row in columns]
    eyes = [_times(BRADFORD, [[value] for value in one]) for one in (WHITE_D50, white)]
    scales = [new / old for (new,), (old,) in zip(*eyes, strict=True)]
    adapted = [[scale * value for value in row] for scale, row in zip(scales, BRADFORD, strict=True)]
    return _times(_times(_inverse(BRADFORD), adapted), meant)


def _times(left: Matrix, right: Matrix) -> list[list[float]]:
    return [
        [sum(a * b for a, b in zip(row, column, strict=True)) for column in zip(*right, strict=True)] for row in left
    ]


def _inverse(matrix: Matrix) -> list[list[float]]:
    """Return the inverse of three by three numbers, by cofactors."""
    (a, b, c), (d, e, f), (g, h, i) = matrix
    cofactors = (
        (e * i - f * h, c * h - b * i, b * f - c * e),
        (f * g - d * i, a * i - c * g, c * d - a * f),
        (d * h - e * g, b * g - a * h, a * e - b * d),
    )
    size = a * cofactors[0][0] + b * cofactors[1][0] + c * cofactors[2][0]
    return [[value / size for value in row] for row in cofactors]


def _fixed(value: float) -> bytes:
    """Return a number as ICC writes it: signed, sixteen bits before the point and sixteen behind."""
    return struct.pack(">l", max(-(2**31), min(2**31 - 1, round(value * 65536))))


def _xyz(values: Sequence[float]) -> bytes:
    return b"XYZ " + bytes(4) + b"".join(map(_fixed, values))


def _profile(space: bytes, tags: dict[bytes, bytes]) -> bytes:
    """Return a profile of a display with these tags (ICC.1:2010, section 7)."""
    start, table, data = 132 + 12 * len(tags), b"", b""
    for name, value in tags.items():
        table += name + struct.pack(">LL", start + len(data), len(value))
        data += value
    head = struct.pack(">L4xL4s4s4s12x4s", start + len(data), 0x04200000, b"mntr", space, b"XYZ ", b"acsp")
    head += bytes(28) + b"".join(map(_fixed, WHITE_D50))
    return head.ljust(128, b"\0") + struct.pack(">L", len(tags)) + table + data
