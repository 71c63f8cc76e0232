"""Pictures into a document: each `Picture` that the parser leaves empty gets the pixels of the file that it names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from briefpack.document.tree import Block, Document, List, ListItem, Picture, Quote, Region
from briefpack.look.photos import Photo

Load = Callable[[str], Photo]
"""Returns the picture of a name. Raises BuildError if there is none."""


def with_pictures(document: Document, load: Load) -> Document:
    """Return the document with its pictures."""
    return replace(document, blocks=tuple(_filled(block, load) for block in document.blocks))


def _filled(block: Block, load: Load) -> Block:
    match block:
        case Picture(name):
            photo = load(name)
            return replace(block, data=photo.data, digest=photo.digest, width=photo.width, height=photo.height)
        case Region(_, blocks) | Quote(blocks):
            return replace(block, blocks=tuple(_filled(one, load) for one in blocks))
        case List(items):
            return replace(block, items=tuple(ListItem(tuple(_filled(b, load) for b in item.blocks)) for item in items))
    return block
