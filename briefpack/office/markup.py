"""Words and colours as the XML of Office files holds them.

What a tree holds may stand in XML as it is but for its five signs: `languages.characters` sees to that.
"""

from __future__ import annotations

import re
import unicodedata

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


_BLANKS = re.compile("[\t\n\r\x0b\x0c\x85\u2028\u2029]")
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")


def clean(text: str) -> str:
    """Return text as XML 1.0 can hold it; texts of a tree need none of this."""
    spaced = _BIDI.sub("", _BLANKS.sub(" ", text))
    return unicodedata.normalize("NFC", _FORBIDDEN.sub("\ufffd", spaced))


def escape(text: str) -> str:
    """Return text fit for content and for attributes in double quotes."""
    return text.translate(_ENTITIES)


def hex_colour(colour: str) -> str:
    """Return `#1a2b3c` as Office writes it: 1A2B3C."""
    return colour.removeprefix("#").upper()
