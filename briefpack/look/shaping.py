"""Shaping: the glyphs that stand for a text in one font, and their places, as HarfBuzz has them (OpenType 1.9, GSUB
and GPOS): kerning, ligatures, placed marks, the forms of Indic and Arabic letters, chosen shapes of ideographs.

What is as wide as high stays on its grid (JLREQ, 2.1.2), though HarfBuzz would kern it: kerning of such fonts is made
for letters of their own widths, and is to go with these (OpenType 1.9, palt).
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

from briefpack.languages.scripts import WIDE, EastAsian
from briefpack.look.fonts import font_file, font_files

_GRID = EastAsian(f"[{WIDE}]+")
DOTTED_CIRCLE = 0x25CC
"""What HarfBuzz sets below a mark that stands on no letter."""
FAMILY, TYPOGRAPHIC_FAMILY = 1, 16
"""Numbers of names in a font file (OpenType 1.9, name)."""
NOTDEF = 0
"""The glyph that stands for a character without one: an empty box."""
FIRST_COMPLEX = "\u0590"
"""Letters before this one are of scripts that are read without tables of the font."""
SIMPLE = frozenset(
    [
        "Arme",
        "Cher",
        "Copt",
        "Cyrl",
        "Dsrt",
        "Geor",
        "Goth",
        "Grek",
        "Hang",
        "Hani",
        "Hira",
        "Ital",
        "Kana",
        "Latn",
        "Lisu",
        "Ogam",
        "Olck",
        "Osge",
        "Runr",
        "Tfng",
        "Vaii",
        "Yiii",
        "Zinh",
        "Zyyy",
        "Zzzz",
        "Bopo",
        "Brai",
        "Ethi",
    ]
)
"""Scripts that are read without a font's tables for them (ISO 15924); letters of all others need these."""


class Glyph(NamedTuple):
    """Hold a glyph and where it stands; lengths in ems.

    text: the characters that it stands for, "" where there are fewer than glyphs; advance: from its origin to that of
    the next; x, y: from there to where it is drawn.
    """

    number: int
    text: str
    advance: float
    x: float
    y: float


@functools.lru_cache(maxsize=1_024)
def shaped(stem: str, text: str, language: str = "", joined: bool = True, leftwards: bool = False) -> tuple[Glyph, ...]:
    """Return the glyphs of a text without line ends in the font file of that stem, from left to right.

    `joined`: letters may be one glyph, which letters that are set apart must not; `leftwards`: the text is read from
    the right.
    """
    import uharfbuzz

    font, em = _font(stem)
    buffer = uharfbuzz.Buffer()
    buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.flags = uharfbuzz.BufferFlags.REMOVE_DEFAULT_IGNORABLES
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if leftwards else "ltr"
    if language:
        buffer.language = language
    uharfbuzz.shape(font, buffer, _features(text, joined))
    infos, places = buffer.glyph_infos, buffer.glyph_positions
    clusters = [info.cluster for info in infos]
    texts = _texts(text, clusters[::-1])[::-1] if leftwards else _texts(text, clusters)
    return tuple(
        Glyph(info.codepoint, part, place.x_advance / em, place.x_offset / em, place.y_offset / em)
        for info, place, part in zip(infos, places, texts, strict=True)
    )


def _features(text: str, joined: bool) -> dict[str, Any]:
    """Return what is turned off: kerning from where to where, and letters that are one glyph."""
    wide = [(found.start(), found.end(), False) for found in _GRID.finditer(text)]
    return ({"kern": wide} if wide else {}) | ({} if joined else {"liga": False, "clig": False})


def _texts(text: str, clusters: list[int]) -> list[str]:
    """Return the characters of each glyph, given the place of the first of its cluster's.

    Glyphs that share characters are given them in turn, so that together they spell them.
    """
    if clusters == [*range(len(text))]:
        return [*text]
    starts = sorted({*clusters})
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    sharing = Counter(clusters)
    texts, given = [], 0
    for number, cluster in enumerate(clusters):
        if number == 0 or cluster != clusters[number - 1]:
            given = 0 if cluster == starts[0] else cluster  # what is removed before the first glyph belongs to it
        sharing[cluster] -= 1
        end = given + 1 if sharing[cluster] else ends[cluster]
        texts.append(text[given : min(end, ends[cluster])])
        given = end
    return texts


def sets(stem: str, cluster: str) -> bool:
    """Tell whether a font sets a letter with its marks as its readers know it.

    It has a glyph for each, and the tables of the letter's script where that is not SIMPLE.
    """
    if len(cluster) == 1 and cluster < FIRST_COMPLEX:
        return bool(font_file(stem).characters.get(ord(cluster)))
    numbers = {glyph.number for glyph in shaped(stem, cluster)}
    circle = font_file(stem).characters.get(DOTTED_CIRCLE)
    if NOTDEF in numbers or (circle in numbers and chr(DOTTED_CIRCLE) not in cluster):
        return False
    script = script_of(cluster)
    return script in SIMPLE or script in _scripts(stem)


@functools.lru_cache(maxsize=4096)
def script_of(cluster: str) -> str:
    """Return the script of the first letter that has one (ISO 15924), Zyyy without."""
    import uharfbuzz

    buffer = uharfbuzz.Buffer()
    buffer.add_str(cluster)
    buffer.guess_segment_properties()
    return str(buffer.script or "Zyyy")


@functools.cache
def _scripts(stem: str) -> frozenset[str]:
    """Return the scripts for which a font has tables (ISO 15924)."""
    import uharfbuzz

    face = _font(stem)[0].face
    tags = {tag for table in ("GSUB", "GPOS") for tag in face.get_table_script_tags(table)}
    return frozenset(str(uharfbuzz.ot_tag_to_script(tag)) for tag in tags)


class PlacedGlyph(NamedTuple):
    """Hold a glyph of a font and where its origin is, in pixels from the top left corner."""

    stem: str
    number: int
    x: float
    y: float


class Pixels(NamedTuple):
    """Hold how much of each pixel glyphs cover, a byte each, rows from the lowest up, and the place of the box."""

    left: int
    top: int
    width: int
    height: int
    stride: int
    rows: bytes


def coverage(glyphs: Iterable[PlacedGlyph], size: float) -> Pixels | None:
    """Draw glyphs, `size` pixels an em; None if they leave no mark."""
    import uharfbuzz

    draw = uharfbuzz.RasterDraw()
    for stem, number, x, y in glyphs:
        font, em = _font(stem)
        draw.transform = (size / em, 0, 0, size / em, x, -y)
        draw.draw_glyph(font, number)
    image = draw.render()
    if image is None or not image.extents.height:
        return None
    box = image.extents
    return Pixels(box.x_origin, -box.y_origin - box.height, box.width, box.height, box.stride, image.buffer)


@functools.cache
def _font(stem: str) -> tuple[Any, float]:
    """Return a font at a scale of its own units, and how many of these are an em."""
    import uharfbuzz

    data = font_file(stem).data
    own = isinstance(data, bytes)
    blob = uharfbuzz.Blob(data) if own else uharfbuzz.Blob.from_file_path(str(font_files()[stem]))
    face = uharfbuzz.Face(blob)
    return uharfbuzz.Font(face), face.upem


def family_of(data: bytes) -> str:
    """Return the family that a font file names, the one of all its weights first; "" if it names none."""
    import uharfbuzz

    face = uharfbuzz.Face(uharfbuzz.Blob(data))
    names = (face.get_name(number) for number in (TYPOGRAPHIC_FAMILY, FAMILY))
    return next((" ".join(name.split()) for name in names if name and name.strip()), "")
