"""Font files: the static TrueType files of the `rendercv_fonts` package, and which families a theme tries in turn."""

from __future__ import annotations

import functools
import importlib.util
import mmap
from pathlib import Path

from briefpack.errors import Place, Problem, error
from briefpack.languages.line_breaks import holds_hangul
from briefpack.languages.scripts import has_full_width_marks, holds_east_asian
from briefpack.look.theme import Fonts
from briefpack.look.truetype import TrueType

FALLBACKS = ("Source Sans 3", "Noto Sans")
"""Families that are tried where the theme's lacks a character."""
FULL_WIDTH_MARKS = frozenset("“”‘’…—―・×")
"""Marks that Chinese and Japanese set as wide as a character, and Latin fonts as narrow as they are."""


def families(fonts: Fonts, character: str, language: str, title: bool = False) -> tuple[str, ...]:
    """Return the families to try for a character, best first; those of East Asia are large and come last."""
    own = (fonts.title, fonts.body) if title else (fonts.body,)
    own = (*own, *fonts.others, *FALLBACKS)
    east_asian = fonts.east_asian("ko" if holds_hangul(character) else language)
    is_wide = has_full_width_marks(language) and character in FULL_WIDTH_MARKS
    return (*east_asian, *own) if is_wide or holds_east_asian(character) else (*own, *east_asian)


@functools.cache
def font_files() -> dict[str, Path]:
    """Map the stem of each font file, such as `NotoSansJP-Bold`, to its path."""
    spec = importlib.util.find_spec("rendercv_fonts")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("rendercv_fonts")
    folder = Path(next(iter(spec.submodule_search_locations)))
    return {path.stem: path for path in sorted(folder.glob("*/*.ttf"))}


_BROUGHT: dict[str, bytes] = {}
"""Font files of organisations' own, by stems that hold their digests."""


def bring(stem: str, data: bytes) -> None:
    """Keep a font file of an organisation's own for `font_file`; its stem is no other file's."""
    _BROUGHT[stem] = data


@functools.cache
def font_file(stem: str) -> TrueType:
    """Return the font file of that stem, whose tables are read once."""
    if stem in _BROUGHT:
        return TrueType(_BROUGHT[stem])
    with font_files()[stem].open("rb") as file:
        return TrueType(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))


def damaged(stem: str) -> Problem:
    """Return what is wrong with a font file of whose glyphs one cannot be read."""
    name = stem.partition("-")[2] if stem in _BROUGHT else stem
    message = f"the font {name}.ttf is damaged: one of its letters cannot be read"
    return error(message, Place("templates/fonts"), "Get the file from its maker once more.")


def stem_in(fonts: Fonts, family: str, bold: bool, italic: bool = False) -> str:
    """Return the stem of a family's file, an organisation's own first; "" if there is no such family.

    What a family lacks is set in what it has: without an italic in its upright, without a bold in its regular.
    """
    own = {(font.bold, font.italic): font.stem for font in fonts.own if font.family.casefold() == family.casefold()}
    if own:
        looks = ((bold, italic), (bold, False), (False, italic), (False, False))
        return next((own[look] for look in looks if look in own), next(iter(own.values())))
    return stem_of(family, bold, italic)


@functools.cache
def stem_of(family: str, bold: bool, italic: bool = False) -> str:
    """Return the stem of a file that comes with briefpack; without an italic, of its upright; "" without the family."""
    styles = {(False, False): "Regular", (True, False): "Bold", (False, True): "Italic", (True, True): "BoldItalic"}
    stems = (f"{family.replace(' ', '')}-{styles[bold, slanted]}" for slanted in dict.fromkeys((italic, False)))
    return next((stem for stem in stems if stem in font_files()), "")
