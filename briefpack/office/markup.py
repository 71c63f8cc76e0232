"""Words and colours as the XML of Office files holds them.

What a tree holds may stand in XML as it is but for its five signs: `languages.characters` sees to that.
"""

from __future__ import annotations

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def escape(text: str) -> str:
    """Return text fit for content and for attributes in double quotes."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def hex_colour(colour: str) -> str:
    """Return `#1a2b3c` as Office writes it: 1A2B3C."""
    return colour.removeprefix("#").upper()
