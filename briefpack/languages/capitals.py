"""Capitals as a style: words stay as they are written, and are shown in capitals."""

from __future__ import annotations

import unicodedata

from briefpack.languages.scripts import primary

DOTTED = ("az", "crh", "tr", "tt")
"""Languages whose i keeps its dot (Unicode, SpecialCasing)."""
ACCENT = "\u0301"


def in_capitals(text: str, language: str) -> str:
    """Return a text in capitals, by the rules of its language (BCP 47): of Turkish i is İ, of German ß is SS.

    Greek loses its accents, but for diaereses. Letters of a script without capitals stay.
    """
    if primary(language) in DOTTED:
        text = text.replace("i", "İ")
    capitals = text.upper()
    if primary(language) == "el":
        capitals = unicodedata.normalize("NFC", unicodedata.normalize("NFD", capitals).replace(ACCENT, ""))
    return capitals


def parts_of(text: str, loud: str) -> list[tuple[str, bool]]:
    """Return a text in parts, each with whether it is shown in capitals, as `loud`, which the text holds, is."""
    before, capitals, after = text.partition(loud) if loud else (text, "", "")
    return [part for part in ((before, False), (capitals, True), (after, False)) if part[0]]
