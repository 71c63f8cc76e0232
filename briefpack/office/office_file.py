"""Office files: ZIP archives of XML parts, whose bytes depend on the parts alone."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
FIRST_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a ZIP entry can bear."""
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202d\u202e\ud800-\udfff\ufffe\uffff]")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def clean(text: str) -> str:
    """Return text on one line: runs of white space become a blank, a control character or lone surrogate U+FFFD.

    So do the marks that turn words around (U+202D, U+202E), which make a name look like another. What is left may
    stand in XML 1.0 (section 2.2) and in any Unicode encoding; no-break spaces stay.
    """
    return _FORBIDDEN.sub("\ufffd", re.sub(r"[ \t\n\r\v\f\x85\u2028\u2029]+", " ", text))


def xml_escaped(text: str) -> str:
    """Return text fit for the content of an element and for an attribute in double quotes."""
    return clean(text).translate(_ENTITIES)


def zipped(parts: Mapping[str, str], stored: frozenset[str] = frozenset()) -> bytes:
    """Return an archive of UTF-8 parts in their order, under a fixed date; those in `stored` are not compressed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as whole:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, FIRST_DATE)
            entry.create_system = 0
            entry.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            whole.writestr(entry, text.encode("utf-8"), compresslevel=6)
    return stream.getvalue()
