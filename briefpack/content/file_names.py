"""What files are called that leave the building: a pattern with fields, and names that every system takes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator

from briefpack.content.fields import Mark
from briefpack.errors import did_you_mean, shortened
from briefpack.refusals import Unusable

DEFAULT = "{pack}_{audience}_{document}_{language}_{date}"
FIELDS = ("pack", "audience", "document", "language", "date", "marking", "status", "embargo", "handling")
HANDLING = ("handling", "marking", "status", "embargo")
LONGEST = 120
"""Windows takes 255 letters, and many systems 255 bytes, together with a number and an ending."""
_FIELD = re.compile(r"\{([^{}]*)\}")
_REFUSED = re.compile(r"[^\w.+-]")
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def file_name(pattern: str, values: Mapping[str, str]) -> str:
    """Return a name without its ending. A field without a value goes with the separator before it.

    How a file is to be handled stands at its end if the pattern does not say where.
    """
    pattern = pattern or DEFAULT
    if not any(f"{{{name}}}" in pattern for name in HANDLING):
        pattern += "_{handling}"
    parts = _FIELD.split(pattern)
    filled = [part if n % 2 == 0 else _safe(values.get(part, "")) for n, part in enumerate(parts)]
    name = _allowed("".join(filled))
    name = re.sub(r"([_.-])[_.-]+", r"\1", name).strip("_.-") or "files"
    return (f"{name}_" if _RESERVED.fullmatch(name) else name)[:LONGEST].rstrip("_.-")


def _safe(value: str) -> str:
    """Return a value with nothing that a system refuses or that reads as a folder."""
    return _allowed(unicodedata.normalize("NFC", value)).strip("_.-")


def _allowed(text: str) -> str:
    """Return a text with a hyphen for what no name has; marks stay on their letters."""
    return _REFUSED.sub(lambda sign: sign[0] if unicodedata.category(sign[0])[0] == "M" else "-", text)


def _pattern(text: str) -> str:
    text = text.strip()
    for name in _FIELD.findall(text):
        if name not in FIELDS:
            raise Unusable(f"a file name has no field “{{{name}}}”", did_you_mean(name, FIELDS))
    outside = _FIELD.sub("", text)
    if text and (not _FIELD.search(text) or re.search(r"[^\w .+-]", outside)):
        hint = f"Write fields, letters, digits, “_” and “-”, as {DEFAULT}."
        raise Unusable(f"“{shortened(text)}” cannot be how files are called", hint)
    return text


Pattern = Annotated[str, AfterValidator(_pattern), Mark()]
