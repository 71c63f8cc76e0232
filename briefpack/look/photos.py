"""Pictures of a pack, ready for every format: cropped around what counts, in sRGB, no larger than needed."""

from __future__ import annotations

import functools
import io
import struct
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from briefpack.errors import BuildError, Place, error
from briefpack.look.pictures import in_srgb

MAX_PIXELS = 60_000_000
LEAST_SIDE, LONGEST_SIDE = 200, 1600
"""The shorter side has at least so many pixels, and the longer one at most so many in a document."""
TALL, TALLEST_PT = 0.62, 158.0
"""How high a picture on a page is at most: for the width of its column, and at all."""
SHAPES = {"wide": 16 / 9, "photo": 3 / 2, "square": 1.0, "tall": 3 / 4, "whole": 0.0}
"""How wide a picture is for its height; 0: as it is."""
QUALITY, FEW_COLOURS = 86, 512
"""A drawing of few colours stays a PNG, in which its edges are sharp; all else becomes a JPEG."""
KINDS = {"PNG": "png", "JPEG": "jpeg"}
EXPORT = "Export it as PNG or JPEG, in RGB, and no larger than a screen."


@dataclass(frozen=True, slots=True)
class Photo:
    """Hold a picture as it stands in a document: the bytes of a PNG or JPEG, and its size in pixels."""

    data: bytes = field(repr=False)
    kind: str
    width: int
    height: int

    @property
    def digest(self) -> str:
        return sha256(self.data).hexdigest()


def size_within(width_px: int, height_px: int, width_pt: float, height_pt: float) -> tuple[float, float]:
    """Return how large a picture of so many pixels is shown: as large as its place allows."""
    scale = min(width_pt / width_px, height_pt / height_px)
    return width_px * scale, height_px * scale


def photo(data: bytes, name: str, shape: str, focus: tuple[float, float], place: Place) -> Photo:
    """Return a picture ready for documents; `focus`: what must be seen, as parts of its width and its height.

    Raise BuildError at `place`, where it is named, for one that cannot be read or is too large or too small.
    """
    try:
        return _photo(data, shape, focus)
    except _Refused as refused:
        raise BuildError([error(f"“{name}” {refused}", place, EXPORT)]) from None


class _Refused(Exception):
    pass


@functools.lru_cache(maxsize=24)
def _photo(data: bytes, shape: str, focus: tuple[float, float]) -> Photo:
    image, kind = _decoded(data)
    image = _cropped(image, SHAPES[shape], focus)
    if max(image.size) > LONGEST_SIDE:
        scale = LONGEST_SIDE / max(image.size)
        image = image.resize([max(1, round(side * scale)) for side in image.size], resample=3)
    sharp = kind == "PNG" and image.getcolors(FEW_COLOURS) is not None
    stream = io.BytesIO()
    if sharp:
        image.save(stream, "PNG", optimize=True)
    else:
        image.save(stream, "JPEG", quality=QUALITY, optimize=True)
    return Photo(stream.getvalue(), "png" if sharp else "jpeg", *image.size)


def _decoded(data: bytes) -> tuple[Any, str]:
    """Return the pixels in sRGB, upright, on white where there are none; nothing else of the file is kept."""
    from PIL import Image, ImageOps

    try:
        with Image.open(io.BytesIO(data), formats=list(KINDS)) as image:
            width, height = image.size
            if width * height > MAX_PIXELS:
                limit = MAX_PIXELS // 1_000_000
                raise _Refused(f"has {width} × {height} pixels, and {limit} million are the most")
            if min(width, height) < LEAST_SIDE:
                raise _Refused(f"has {width} × {height} pixels, and {LEAST_SIDE} on each side are the least")
            kind = image.format or ""
            image.load()
            return _on_white(in_srgb(ImageOps.exif_transpose(image))), kind
    except (OSError, ValueError, SyntaxError, EOFError, struct.error, Image.DecompressionBombError):
        raise _Refused("cannot be read as a PNG or JPEG picture") from None


def _on_white(image: Any) -> Any:
    """Return an image without anything transparent."""
    from PIL import Image

    if image.mode != "RGBA":
        return image.convert("RGB")
    white = Image.new("RGBA", image.size, "#FFFFFF")
    white.alpha_composite(image)
    return white.convert("RGB")


def _cropped(image: Any, ratio: float, focus: tuple[float, float]) -> Any:
    """Cut a picture to a ratio, so that the focus is as near to the middle as the edges let it."""
    if not ratio:
        return image
    width, height = image.size
    wide, tall = min(width, round(height * ratio)), min(height, round(width / ratio))
    left = min(max(0, round(focus[0] * width - wide / 2)), width - wide)
    top = min(max(0, round(focus[1] * height - tall / 2)), height - tall)
    return image.crop((left, top, left + wide, top + tall))
