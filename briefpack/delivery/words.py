"""How pages name kinds of documents, formats and sizes."""

from __future__ import annotations

from briefpack.content.formats import FORMAT_TITLES
from briefpack.errors import noun_for
from briefpack.languages.locales import number_text

KINDS = {"onepager": "One-pager"}
"""The documents whose name is not what they are called."""


def kind_of(name: str) -> str:
    """Return what a document is called."""
    return KINDS.get(name) or name.replace("-", " ").capitalize()


def format_of(name: str) -> str:
    """Return what a format is called."""
    return FORMAT_TITLES.get(name, name)


def size_of(count: int, language: str = "en") -> str:
    """Return a number of bytes in the unit that people compare."""
    if count < 1_000_000:
        return f"{max(1, round(count / 1000))} kB"
    return f"{number_text(round(count / 1_000_000, 1), language)} MB"


def counted(count: int, one: str, many: str = "") -> str:
    """Return a number as pages have it, thousands apart, with its noun."""
    return f"{count:,} {noun_for(count, one, many)}"
