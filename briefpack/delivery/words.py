"""How pages name kinds of documents, formats and sizes."""

from __future__ import annotations

from briefpack.content.formats import FORMAT_TITLES
from briefpack.errors import noun_for

KINDS = {"onepager": "One-pager"}
"""The documents whose name is not what they are called."""


def kind_of(name: str) -> str:
    """Return what a document is called."""
    return KINDS.get(name) or name.replace("-", " ").capitalize()


def format_of(name: str) -> str:
    """Return what a format is called."""
    return FORMAT_TITLES.get(name, name)


def size_of(count: int) -> str:
    """Return a number of bytes in the unit that people compare."""
    return f"{count / 1_000_000:.1f} MB" if count >= 1_000_000 else f"{max(1, round(count / 1000))} kB"


def counted(count: int, one: str, many: str = "") -> str:
    """Return a number as pages have it, thousands apart, with its noun."""
    return f"{count:,} {noun_for(count, one, many)}"
