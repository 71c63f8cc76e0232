"""Writers: each turns a document tree into the bytes of one format and knows nothing of the others."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Written:
    """Hold a file's bytes and how many pages or slides it has; 0 where only the reader's program knows."""

    data: bytes
    pages: int = 0
    steps: tuple[str, ...] = ()
    """What was done to make the document fit, in words: which slides were split."""
    warnings: tuple[tuple[str, str], ...] = ()
    """What may look wrong, as messages and hints; the writer knows no place in a person's file."""
