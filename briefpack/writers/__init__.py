"""Writers: each turns a document tree into the bytes of one format and knows nothing of the others."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Written:
    """Hold a file's bytes and how many pages or slides it has; 0 where only the reader's program knows."""

    data: bytes
    pages: int = 0
