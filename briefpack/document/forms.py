"""What a reader fills in by hand: boxes to tick, and blanks."""

from __future__ import annotations

from dataclasses import replace

from briefpack.document.tree import Block, List, ListItem, Paragraph, Text

TICK_BOX = "☐"
BLANK = "________"
"""A field without a value, in formats that draw no line to write on."""


def ticked(block: Block) -> Block:
    """Return a list with a box to tick before each item, in letters; another block as it is."""
    return replace(block, items=tuple(map(_choice, block.items))) if isinstance(block, List) else block


def _choice(item: ListItem) -> ListItem:
    box = Text(f"{TICK_BOX} ")
    match item.blocks:
        case (Paragraph(inlines), *others):
            return ListItem((Paragraph((box, *inlines)), *others))
    return ListItem((Paragraph((box,)), *item.blocks))
