"""The few words that the writer adds, by language."""

from __future__ import annotations

from briefpack.office.languages import primary

SOURCES = {"en": "Sources", "fr": "Sources", "de": "Quellen", "es": "Fuentes", "ja": "出典", "ko": "출처"}
"""The title of the slides that list the notes."""
PARTS = {
    "en": " ({part} of {parts})",
    "fr": " ({part} sur {parts})",
    "de": " ({part} von {parts})",
    "es": " ({part} de {parts})",
    "ja": "（{part}／{parts}）",
    "ko": " ({part}/{parts})",
}
"""What follows the title of a slide that was split."""


def sources_title(language: str) -> str:
    return SOURCES.get(primary(language), SOURCES["en"])


def part_label(language: str, part: int, parts: int) -> str:
    return PARTS.get(primary(language), PARTS["en"]).format(part=part, parts=parts)
