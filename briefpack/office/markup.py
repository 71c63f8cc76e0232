"""Text that may stand in the XML of an Office file."""

from __future__ import annotations

import re
import unicodedata

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_BLANKS = re.compile("[\t\n\r\x0b\x0c\x85\u2028\u2029]")
_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Marks that turn the order of letters around: they can make a text look like another one."""
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def clean(text: str) -> str:
    """Return text as XML 1.0 can hold it (section 2.2, Char), composed: controls become U+FFFD, line feeds spaces."""
    if text.isascii() and text.isprintable():
        return text
    spaced = _BIDI.sub("", _BLANKS.sub(" ", text))
    return unicodedata.normalize("NFC", _FORBIDDEN.sub("\ufffd", spaced))


def escape(text: str) -> str:
    """Return text fit for content and for attributes in double quotes."""
    return clean(text).translate(_ENTITIES)


def hex_colour(colour: str) -> str:
    return colour.removeprefix("#").upper()
