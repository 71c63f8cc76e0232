"""The few words that the writer adds to titles."""

from __future__ import annotations

from briefpack.document.tree import Meta


def part_label(meta: Meta, part: int, parts: int) -> str:
    """Return what follows the title of a slide that was split: ` (2 of 3)`."""
    filled = meta.part_label.replace("{part}", str(part)).replace("{parts}", str(parts))
    return filled.replace("{title}", "")
