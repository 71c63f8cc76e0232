"""Read a picture that a theme names, and refuse what no writer could set: the only pictures that documents have."""

from __future__ import annotations

import functools
import io
import math
import os
import struct
import warnings
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from briefpack.errors import BuildError, Place, did_you_mean, error, relative_name
from briefpack.files import Unreadable, file_bytes
from briefpack.look.png_colours import stated_profile
from briefpack.units import mm

MAX_BYTES = 2_000_000
MAX_PIXELS = 16_000_000
EXPORT_SMALLER = "Export the logo smaller."
BEGINNING = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
"""How a PNG begins (ISO/IEC 15948); width and height follow."""
WIDEST = 0.3
"""The part of the width that a logo may take beside a title; a wider one is set smaller."""
CORNER_PT = 40.0
"""How high a logo beside the title of a slide may be: where the title is short, a figure may stand below."""
COVER_SCALE = 2.0
"""How much larger than on paper a logo is on the first slide."""


@dataclass(frozen=True, slots=True)
class Picture:
    """Hold a PNG as it is in its file, what it shows in words, and the size at which it is set."""

    data: bytes = field(repr=False)
    alt: str
    width_pt: float
    height_pt: float

    def within(self, width_pt: float, height_pt: float = math.inf) -> Picture:
        """Return the picture, smaller if it is wider or higher than that."""
        return self.scaled(min(1, width_pt / self.width_pt, height_pt / self.height_pt))

    def in_corner(self, width_pt: float) -> Picture:
        """Return the picture as a logo beside the title of a slide of that width: half of what it may take on paper."""
        return self.within(width_pt * WIDEST / 2, CORNER_PT)

    def on_cover(self, width_pt: float, height_pt: float) -> Picture:
        """Return the picture as a logo on the first slide: larger than on paper, within that height."""
        return self.scaled(COVER_SCALE).within(width_pt * WIDEST, height_pt)

    def scaled(self, scale: float) -> Picture:
        """Return the picture at a multiple of its size."""
        return Picture(self.data, self.alt, self.width_pt * scale, self.height_pt * scale)


def read_picture(folder: Path, name: str, alt: str, height_mm: float, place: Place) -> Picture:
    """Read a PNG of the folder that is to be so high. Raise BuildError at `place`, where it is named."""
    if Path(name).name != name or not os.path.lexists(folder / name):
        known = [one.name for one in folder.glob("*.png")]
        hint = did_you_mean(name, known) if known else f"Put it into {relative_name(folder)}/."
        raise BuildError([error(f"there is no picture “{name}” beside the theme", place, hint)])
    try:
        data = file_bytes(folder / name, MAX_BYTES, large=EXPORT_SMALLER)
    except Unreadable as refused:
        raise BuildError([error(f"“{name}” {refused}", place, refused.hint)]) from None
    width, height = _pixels(data, name, place)
    return Picture(data, alt, mm(height_mm) * width / height, mm(height_mm))


@functools.lru_cache(maxsize=16)
def as_shown(data: bytes) -> bytes:
    """Return a PNG as its viewers show it, eight bits a channel in sRGB: the same bytes where that is what it holds."""
    if not data.startswith(BEGINNING):  # a JPEG is a picture of the pack, which `photos` has made ready
        return data
    from PIL import Image

    with Image.open(io.BytesIO(data), formats=["PNG"]) as picture:
        picture.load()
        shown = in_srgb(picture)
        if shown is picture:
            return data
    stream = io.BytesIO()
    shown.save(stream, "PNG")
    return stream.getvalue()


def in_srgb(picture: Any) -> Any:
    """Return an image in sRGB with eight bits a channel, with a channel of its own for what is transparent.

    One that holds nothing else is returned itself. A profile that cannot be read counts as none; where there is none,
    what a PNG states of its colours in numbers counts.
    """
    info, family = picture.info, _family(picture.mode)
    clear = info.get("transparency")
    profile = info.get("icc_profile") or (stated_profile(info, family == "GRAY") if family != "CMYK" else b"")
    if picture.mode.startswith("I"):
        picture = _eight_bits(picture, clear)
    elif clear is not None or picture.mode in ("PA", "LA"):
        picture = picture.convert("RGBA")
    return _without_profile(picture, profile, family) if profile else picture


def _family(mode: str) -> str:
    """Return the space of colours of an image's mode, as profiles name it."""
    return "GRAY" if mode in ("L", "LA", "1") or mode.startswith("I") else "CMYK" if mode == "CMYK" else "RGB"


def _eight_bits(picture: Any, clear: int | None) -> Any:
    """Return an image of one channel of sixteen bits in eight, without the value that is transparent."""
    from PIL import Image, ImageMath

    deep = picture.convert("I")
    grey = ImageMath.lambda_eval(lambda own: own["convert"](own["deep"] / 257, "L"), deep=deep)
    if clear is None:
        return grey
    mask = ImageMath.lambda_eval(lambda own: own["convert"]((own["deep"] != clear) * 255, "L"), deep=deep)
    return Image.merge("RGBA", (grey, grey, grey, mask))


def _without_profile(picture: Any, profile: bytes, family: str) -> Any:
    """Return an image whose colours are those that its profile means; as it is if that is for other colours."""
    from PIL import ImageCms

    try:
        meant = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if meant.profile.xcolor_space.strip() != family:
            return picture
        own = picture.convert("L" if family == "GRAY" else family)
        shown: Any = ImageCms.profileToProfile(own, meant, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture
    if picture.mode == "RGBA":
        shown.putalpha(picture.getchannel("A"))
    return shown


SEEN, SAMPLE, LARGEST_SHARE = 128, (64, 64), 0.98


def seen_colour(data: bytes) -> str:
    """Return the mean colour of what is seen of a PNG, #RRGGBB; empty if it brings its own ground with it.

    A picture of which next to nothing is transparent stands on its own ground, whatever lies around it.
    """
    from PIL import Image

    with Image.open(io.BytesIO(data), formats=["PNG"]) as picture:
        small = picture.convert("RGBA").resize(SAMPLE)
    raw = small.tobytes()
    seen = [raw[n : n + 3] for n in range(0, len(raw), 4) if raw[n + 3] >= SEEN]
    if not seen or len(seen) > SAMPLE[0] * SAMPLE[1] * LARGEST_SHARE:
        return ""
    return "#" + "".join(f"{round(sum(channel) / len(seen)):02X}" for channel in zip(*seen, strict=True))


def _pixels(data: bytes, name: str, place: Place) -> tuple[int, int]:
    refused = BuildError([error(f"“{name}” cannot be read as a PNG picture", place, "Export the logo as PNG.")])
    if data[: len(BEGINNING)] != BEGINNING or len(data) < len(BEGINNING) + 8:
        raise refused
    width, height = struct.unpack_from(">LL", data, len(BEGINNING))
    if width * height > MAX_PIXELS:
        what = f"“{name}” has {width} × {height} pixels, and {MAX_PIXELS // 1_000_000} million are the most"
        raise BuildError([error(what, place, EXPORT_SMALLER)])
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data), formats=["PNG"]) as picture:
            picture.load()
            return picture.size
    except (OSError, ValueError, SyntaxError, EOFError, struct.error):
        raise refused from None


MOST_PIXELS = 40_000_000
READ = ["PNG", "JPEG", "GIF", "BMP", "TIFF"]


def small_picture(data: bytes, size: tuple[int, int]) -> Any:
    """Return a picture of any usual kind in so many pixels, RGBA; None for one that cannot be read or is huge."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(data), formats=READ) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    return None
                picture.draft("RGB", size)  # a JPEG is read small
                return picture.convert("RGBA").resize(size, Image.Resampling.BOX)
    except Exception:  # whatever a broken file makes the decoders raise
        return None


def darkest(picture: Any, box: tuple[int, int, int, int]) -> int:
    """Return the least channel, of 255, of a small picture on white within left, top, right and bottom in pixels."""
    from PIL import Image

    left, top, right, bottom = max(0, box[0]), max(0, box[1]), min(picture.width, box[2]), min(picture.height, box[3])
    if left >= right or top >= bottom:
        return 255
    part = picture.crop((left, top, right, bottom))
    white = Image.new("RGBA", part.size, "white")
    shown = Image.alpha_composite(white, part).convert("RGB")
    return min(shown.tobytes())
