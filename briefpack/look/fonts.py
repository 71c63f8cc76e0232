"""Font files: the static TrueType files of the `rendercv_fonts` package, and which families a theme tries in turn."""

from __future__ import annotations

import functools
import importlib.util
from pathlib import Path

from briefpack.languages.line_breaks import holds_hangul
from briefpack.languages.scripts import holds_east_asian, is_korean, primary
from briefpack.look.theme import Fonts
from briefpack.look.truetype import TrueType

FALLBACKS = ("Source Sans 3", "Noto Sans")
"""Families that are tried where the theme's lacks a character."""
JAPANESE_MARKS = frozenset("“”‘’…—―・×")
"""Marks that Japanese sets as wide as a character, and Latin fonts as narrow as they are."""


def families(fonts: Fonts, character: str, language: str, title: bool = False) -> tuple[str, ...]:
    """Return the families to try for a character, best first; those of Japanese and Korean are large and come last."""
    own = (fonts.title, fonts.body, *FALLBACKS) if title else (fonts.body, *FALLBACKS)
    asian = (fonts.japanese, fonts.korean)
    east_asian = holds_east_asian(character)
    if holds_hangul(character) or (is_korean(language) and east_asian):
        return (*reversed(asian), *own)
    if east_asian or (primary(language) == "ja" and character in JAPANESE_MARKS):
        return (*asian, *own)
    return (*own, *asian)


@functools.cache
def font_files() -> dict[str, Path]:
    """Map the stem of each font file, such as `NotoSansJP-Bold`, to its path."""
    spec = importlib.util.find_spec("rendercv_fonts")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("rendercv_fonts")
    folder = Path(next(iter(spec.submodule_search_locations)))
    return {path.stem: path for path in sorted(folder.glob("*/*.ttf"))}


@functools.cache
def font_file(stem: str) -> TrueType:
    """Return the font file of that stem, whose tables are read once."""
    return TrueType(font_files()[stem])


@functools.cache
def stem_of(family: str, bold: bool, italic: bool = False) -> str:
    """Return the stem of a family's file; without an italic, of its upright; "" if there is no such family."""
    styles = {(False, False): "Regular", (True, False): "Bold", (False, True): "Italic", (True, True): "BoldItalic"}
    stems = (f"{family.replace(' ', '')}-{styles[bold, slanted]}" for slanted in dict.fromkeys((italic, False)))
    return next((stem for stem in stems if stem in font_files()), "")
