"""The slides of a document: which words stand on which slide.

A deck is the same tree, cut. Nothing of the document is lost: what is not on a slide is its speaker notes or its
source line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from briefpack.document import tree as t

TITLE_LEVEL, SLIDE_LEVEL = 1, 2
CLOSING_ROLES: frozenset[t.Role] = frozenset(("ask", "decision"))


@dataclass(frozen=True, slots=True)
class Slide:
    """Hold one slide; level 1 is a title slide, 2 a slide of content; `title` may be empty after a rule.

    `blocks` hold no rule and no region of layout, notes or source at their own level.
    """

    title: t.Inlines
    level: int
    blocks: t.Blocks = ()
    notes: t.Blocks = ()
    sources: t.Blocks = ()

    @property
    def figure(self) -> t.Figure | None:
        """Return the first figure that stands on the slide."""
        return next((node for node in t.walk(self.blocks) if isinstance(node, t.Figure)), None)

    @property
    def asks(self) -> bool:
        """Tell whether the slide asks something of its audience."""
        return any(isinstance(block, t.Region) and block.role in CLOSING_ROLES for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Deck:
    """Hold the slides in order; a `Note` on them refers to `notes[number - 1]`."""

    meta: t.Meta
    slides: tuple[Slide, ...]
    notes: tuple[t.Inlines, ...] = ()


def deck_of(document: t.Document) -> Deck:
    """Cut a document into slides at each heading of level 1 or 2 and at each rule, in regions too.

    What stands before the first heading becomes a title slide with the document's title.
    """
    slides: list[Slide] = []
    after_rule = False
    for piece in _pieces(document.blocks):
        if isinstance(piece, t.Rule):
            after_rule = True
            continue
        if starts_slide(piece) or after_rule or not slides:
            slides.append(_new_slide(piece, first=not slides, meta=document.meta))
        if not starts_slide(piece):
            slides[-1] = _with(slides[-1], piece)
        after_rule = False
    return Deck(document.meta, tuple(slides), document.notes)


def starts_slide(block: t.Block) -> bool:
    """Tell whether a slide begins with a block."""
    return isinstance(block, t.Heading) and block.level <= SLIDE_LEVEL


def _pieces(blocks: t.Blocks) -> Iterator[t.Block]:
    """Yield the blocks; regions of layout, which slides lack, are opened, others cut where a slide starts in them."""
    for block in blocks:
        if not isinstance(block, t.Region) or block.role in ("notes", "source"):
            yield block
        elif block.role in t.LAYOUT_ROLES:
            yield from _pieces(block.blocks)
        else:
            yield from _cut(block)


def _cut(region: t.Region) -> Iterator[t.Block]:
    for apart, group in groupby(_pieces(region.blocks), key=_stands_alone):
        if apart:
            yield from group
        else:
            yield t.Region(region.role, tuple(group))


def _stands_alone(block: t.Block) -> bool:
    """Tell whether a block cannot stay in the region around it."""
    off_slide = isinstance(block, t.Region) and block.role in ("notes", "source")
    return starts_slide(block) or isinstance(block, t.Rule) or off_slide


def _new_slide(piece: t.Block, first: bool, meta: t.Meta) -> Slide:
    title, level = (piece.inlines, piece.level) if isinstance(piece, t.Heading) and starts_slide(piece) else ((), 0)
    if first and not t.plain_text(title).strip():
        return Slide((*title, t.Text(meta.title)), TITLE_LEVEL)
    return Slide(title, level or SLIDE_LEVEL)


def _with(slide: Slide, piece: t.Block) -> Slide:
    match piece:
        case t.Region("notes", blocks):
            return replace(slide, notes=slide.notes + blocks)
        case t.Region("source", blocks):
            return replace(slide, sources=slide.sources + blocks)
    return replace(slide, blocks=(*slide.blocks, piece))


def part_label(meta: t.Meta, part: int, parts: int) -> str:
    """Return what follows the title of a slide that was split: ` (2 of 3)`."""
    filled = meta.part_label.replace("{part}", str(part)).replace("{parts}", str(parts))
    return filled.replace("{title}", "")
