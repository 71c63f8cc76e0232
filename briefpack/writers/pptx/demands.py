"""What a master must have, and what no master can say."""

from __future__ import annotations

import re
from typing import Any

EMU_A_POINT = 12700
SIZES_OF_SLIDES = 914_400, 51_206_400
SIZES_OF_TYPE = 100, 400_000
"""The least and the largest side of a slide in EMU, and size of type in hundredths of a point (19.7.16, 20.1.10.72)."""
FARTHEST = 10 * SIZES_OF_SLIDES[1]
"""How far from a slide's corner anything may stand, in EMU."""


class BrokenMaster(ValueError):
    """Say what a master lacks, or what no master can say; `hint` is the way out, "" that of every file."""

    def __init__(self, what: str, hint: str = "") -> None:
        super().__init__(what)
        self.hint = hint


def needed(part: Any, without: str) -> Any:
    """Return what a master must have. Raise BrokenMaster if it is None."""
    if part is None:
        raise BrokenMaster(without)
    return part


def number(text: str | None, name: str, least: float = -FARTHEST, most: float = FARTHEST) -> float:
    """Return the number that an attribute holds. Raise BrokenMaster for another text, or for one that cannot be."""
    if text is None or not re.fullmatch(r"[+-]?[0-9]{1,12}(\.[0-9]{1,9})?", text) or not least <= float(text) <= most:
        raise BrokenMaster(f"says “{(text or '')[:20]}” as “{name}”, which no slide can have")
    return float(text)


def first(nodes: list[Any], name: str, usual: Any) -> Any:
    """Return an attribute of the first node that has it."""
    return next((node.get(name) for node in nodes if node is not None and node.get(name) is not None), usual)
