"""The text that a pack summarises, where it is at hand: its paragraphs, each known by the digest of its words."""

from __future__ import annotations

import hashlib
import re
import unicodedata

EMPTY_LINE = re.compile(r"\n\s*\n")
DIGEST = r"^[0-9a-f]{64}$"


def paragraph_texts(text: str, separator: re.Pattern[str] = EMPTY_LINE) -> list[str]:
    """Return the paragraphs of a plain text, with an empty line between them; runs of white space are one space."""
    parts = (" ".join(part.split()) for part in separator.split(text.replace("\r\n", "\n")))
    return [part for part in parts if part]


def paragraph_digest(text: str) -> str:
    """Return the SHA-256 of a paragraph in UTF-8, as `source.yaml` lists it."""
    return hashlib.sha256(text.encode()).hexdigest()


def paragraph_digests(text: str) -> set[str]:
    """Return the digests by which a paragraph may be listed: as it stands, and in composed letters (Unicode NFC)."""
    return {paragraph_digest(form) for form in (text, unicodedata.normalize("NFC", text))}


def opening(text: str, words: int) -> str:
    """Return the first words of a paragraph, for whoever looks for it."""
    split = text.split(" ")
    return " ".join(split[:words]) + (" …" if len(split) > words else "")
