"""The cover of a long memo: what stands before the first section, and the sections that a list of contents names."""

from __future__ import annotations

from collections.abc import Iterator

from briefpack.document.tree import Block, Blocks, Heading

MOST_PAGES = 6
"""A memo of more pages than this has a cover with its contents."""
LISTED_LEVELS = (2, 3)
"""The levels of headings that the contents name."""


def front_and_body(blocks: Blocks) -> tuple[Blocks, Blocks]:
    """Return what stands on the cover, which is all before the first section, and the sections."""
    first = next((n for n, block in enumerate(blocks) if _is_listed(block)), len(blocks))
    return blocks[:first], blocks[first:]


def listed(blocks: Blocks) -> Iterator[Heading]:
    """Yield the headings that the contents name, in their order: none that stands in a region of its own."""
    return (block for block in blocks if isinstance(block, Heading) and _is_listed(block))


def has_sections(blocks: Blocks) -> bool:
    """Tell whether there is more than one section to find."""
    return sum(heading.level == LISTED_LEVELS[0] for heading in listed(blocks)) > 1


def _is_listed(block: Block) -> bool:
    return isinstance(block, Heading) and block.level in LISTED_LEVELS
