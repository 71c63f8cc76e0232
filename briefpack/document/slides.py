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
CLOSING_ROLES: frozenset[str] = frozenset(("ask", "decision"))
OFF_SLIDE: frozenset[str] = frozenset(("notes", "source"))


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
    is_section: bool = False
    """Whether it opens a part of the deck."""
    part: t.Inlines = ()
    """The title of the part of the deck in which it stands; empty before the first, and on what opens one."""

    @property
    def figure(self) -> t.Figure | None:
        """Return the first figure that stands on the slide."""
        return next((node for node in t.walk(self.blocks) if isinstance(node, t.Figure)), None)

    @property
    def has_form(self) -> bool:
        """Tell whether something on the slide has a form of its own."""
        return any(isinstance(block, t.Region) and block.role in t.FORM_ROLES for block in self.blocks)

    @property
    def quotes_alone(self) -> bool:
        """Tell whether the slide holds nothing but a quotation of words."""
        match self.blocks:
            case (t.Quote(inner),):
                return bool(t.words(inner)) and all(isinstance(block, t.Paragraph) for block in inner)
        return False

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
        opening = _opening(piece)
        if opening or after_rule or not slides:
            slides.append(_new_slide(opening, slides[-1] if slides else None, document.meta))
        if not opening:
            slides[-1] = _with(slides[-1], piece)
        after_rule = False
    return Deck(document.meta, tuple(slides), document.notes)


def starts_slide(block: t.Block) -> bool:
    """Tell whether a slide begins with a block."""
    return isinstance(block, t.Heading) and block.level <= SLIDE_LEVEL


def _opening(piece: t.Block) -> tuple[t.Heading, bool] | None:
    """Return the heading with which a slide begins, and whether it opens a part of the deck."""
    match piece:
        case t.Heading() if starts_slide(piece):
            return piece, False
        case t.Region("section", (t.Heading() as heading,)) if starts_slide(heading):
            return heading, True
    return None


def _pieces(blocks: t.Blocks) -> Iterator[t.Block]:
    """Yield the blocks; regions of layout, which slides lack, are opened, others cut where a slide starts in them.

    A heading that opens a part of the deck stays in a region of its own, what is said with it does not.
    """
    for block in blocks:
        if not isinstance(block, t.Region) or block.role in OFF_SLIDE:
            yield block
        elif block.role in t.LAYOUT_ROLES:
            yield from _pieces(block.blocks)
        else:
            yield from _cut(block)


def _cut(region: t.Region) -> Iterator[t.Block]:
    for apart, group in groupby(_pieces(region.blocks), key=_stands_alone):
        if region.role == "section":
            yield from (t.Region("section", (block,)) if starts_slide(block) else block for block in group)
        elif apart:
            yield from group
        else:
            yield t.Region(region.role, tuple(group))


def _stands_alone(block: t.Block) -> bool:
    """Tell whether a block cannot stay in the region around it."""
    apart = isinstance(block, t.Region) and block.role in (*OFF_SLIDE, "section")
    return starts_slide(block) or isinstance(block, t.Rule) or apart


def _new_slide(opening: tuple[t.Heading, bool] | None, before: Slide | None, meta: t.Meta) -> Slide:
    heading, is_section = opening or (t.Heading(SLIDE_LEVEL, ()), False)
    if before is None and not t.plain_text(heading.inlines).strip():
        return Slide((*heading.inlines, t.Text(meta.title)), TITLE_LEVEL)
    part = () if is_section or not before else before.title if before.is_section else before.part
    return Slide(heading.inlines, heading.level, is_section=is_section, part=part)


def _with(slide: Slide, piece: t.Block) -> Slide:
    match piece:
        case t.Region("notes", blocks):
            return replace(slide, notes=slide.notes + blocks)
        case t.Region("source", blocks):
            return replace(slide, sources=slide.sources + blocks)
    return replace(slide, blocks=(*slide.blocks, piece))


def without_notes(document: t.Document) -> t.Document:
    """Return the document without what is said to its slides, wherever that stands."""
    return replace(document, blocks=_without_notes(document.blocks))


def _without_notes(blocks: t.Blocks) -> t.Blocks:
    return tuple(
        replace(block, blocks=_without_notes(block.blocks)) if isinstance(block, t.Region) else block
        for block in blocks
        if not (isinstance(block, t.Region) and block.role == "notes")
    )


def part_label(meta: t.Meta, part: int, parts: int) -> str:
    """Return what follows the title of a slide that was split: ` (2 of 3)`."""
    filled = meta.part_label.replace("{part}", str(part)).replace("{parts}", str(parts))
    return filled.replace("{title}", "")
