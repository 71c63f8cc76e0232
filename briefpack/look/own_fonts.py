"""Font files of an organisation's own, `templates/fonts/*.ttf`: read as data of strangers, and only as far as needed.

A file is known by what it says of itself: its family, its weight, whether it leans, and whether it may be embedded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from briefpack.errors import BuildError, Place, Problem, error, relative_name
from briefpack.files import Unreadable, file_bytes
from briefpack.look.fonts import bring
from briefpack.look.shaping import family_of
from briefpack.look.theme import BASE, OwnFont, Theme, read_theme
from briefpack.look.truetype import BROKEN, TrueType

ENDINGS = (".ttf", ".otf", ".ttc", ".woff", ".woff2")
MAX_BYTES = 40_000_000
SEMIBOLD = 600
"""From this weight on a font is bold."""
RESTRICTED, WHOLE, BITMAPS = 0x0002, 0x0100, 0x0200
"""What a font's maker forbids: to embed it, a part of it, its outlines (OpenType 1.9, OS/2, fsType)."""
KINDS = {
    b"OTTO": (
        "holds PostScript outlines, which our PDFs do not carry",
        "Put the family’s TrueType files (.ttf) there.",
    ),
    b"ttcf": ("is a collection of fonts", "Put each of its fonts there as a file of its own."),
    b"wOFF": ("is a font for web pages", "Put the family’s TrueType files (.ttf) there."),
    b"wOF2": ("is a font for web pages", "Put the family’s TrueType files (.ttf) there."),
}
"""What people have in place of TrueType files, by the bytes with which it begins."""


def with_own_fonts(theme: Theme, *folders: Path) -> Theme:
    """Return a theme that may use the fonts in these folders. Raise BuildError, a problem a file."""
    fonts: dict[tuple[str, bool, bool], tuple[OwnFont, Path]] = {}
    problems: list[Problem] = []
    for path in sorted(path for folder in folders for path in folder.glob("*") if path.suffix.lower() in ENDINGS):
        try:
            font = _read(path)
        except Unreadable as refused:
            problems.append(error(f"{path.name} {refused}", Place(relative_name(path)), refused.hint))
            continue
        key = (font.family.casefold(), font.bold, font.italic)
        first = fonts.setdefault(key, (font, path))
        problems += _twice(font, path, first[1]) if first[1] != path else ()
    if problems:
        raise BuildError(problems)
    own = tuple(font for font, _ in fonts.values())
    return theme.with_fonts(own) if own else theme


def base_theme(themes: Sequence[Path], fonts: Sequence[Path]) -> Theme:
    """Return the theme over which all others are read: that of what belongs to no audience. Raise BuildError.

    themes, fonts: the folders of each, an organisation’s own first.
    """
    return with_own_fonts(read_theme(BASE, *themes), *fonts)


def _twice(font: OwnFont, path: Path, first: Path) -> Iterator[Problem]:
    look = " ".join(["bold"] * font.bold + ["italic"] * font.italic) or "regular"
    message = f"{path.name} is the {look} of “{font.family}”, as {first.name} is"
    yield error(message, Place(relative_name(path)), "Leave one of the two there.")


def _read(path: Path) -> OwnFont:
    data = file_bytes(path, MAX_BYTES)
    if data[:4] in KINDS:
        raise Unreadable(*KINDS[data[:4]])
    try:
        font, named = TrueType(data), family_of(data)
        if "fvar" in font.tables:
            raise Unreadable("is a variable font", "Put the static files of its family there: Regular, Bold, Italic.")
        allowed = font.number("OS/2", 8)
        weight, selection = font.number("OS/2", 4), font.number("OS/2", 62)
        if not (named and font.em and font.characters and font.metrics.widths and font.positions):
            raise ValueError
    except BROKEN:
        raise Unreadable("is no TrueType font that can be read", "Get the file from its maker once more.") from None
    if allowed & (RESTRICTED | WHOLE | BITMAPS):
        raise Unreadable(
            "may not be embedded in documents as PDFs need it, by its maker’s word",
            "Take another font, or ask its maker.",
        )
    stem = f"{sha256(data).hexdigest()[:16]}-{path.stem}"
    bring(stem, data)
    return OwnFont(named, weight >= SEMIBOLD, bool(selection & 1), stem)
