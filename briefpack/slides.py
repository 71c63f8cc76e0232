"""The slides of a document: which words stand on which slide, and what the craft says of them.

A deck is the same tree, cut. Nothing of the document is lost: what is not on a slide is its speaker notes or its
source line.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from briefpack.errors import Place, Problem, warning
from briefpack.tree import (
    Block,
    Blocks,
    Document,
    Figure,
    Heading,
    Inlines,
    List,
    Meta,
    Note,
    Region,
    Role,
    Rule,
    Text,
    plain_text,
    walk,
)

TITLE_LEVEL, SLIDE_LEVEL = 1, 2
LAYOUT_ROLES: frozenset[Role] = frozenset(("band", "main", "side", "full"))
"""Regions that say where on a page something stands: a slide has no such places, so they are opened."""
CLOSING_ROLES: frozenset[Role] = frozenset(("ask", "decision"))
TITLE_WIDTH, TITLE_WORDS = 90, 3
"""A title takes two lines at most, a wide (Chinese, Japanese, Korean) letter counting two; fewer words are a label."""
LIST_ITEMS = (2, 6)
LIST_DEPTH = 2
SLIDES = (5, 15)


@dataclass(frozen=True, slots=True)
class Slide:
    """Hold one slide; level 1 is a title slide, 2 a slide of content; `title` may be empty after a rule.

    `blocks` hold no rule and no region of layout, notes or source at their own level.
    """

    title: Inlines
    level: int
    blocks: Blocks = ()
    notes: Blocks = ()
    sources: Blocks = ()

    @property
    def figure(self) -> Figure | None:
        """Return the first figure that stands on the slide."""
        return next((node for node in walk(self.blocks) if isinstance(node, Figure)), None)

    @property
    def asks(self) -> bool:
        """Tell whether the slide asks something of its audience."""
        return any(isinstance(block, Region) and block.role in CLOSING_ROLES for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Deck:
    """Hold the slides in order; a `Note` on them refers to `notes[number - 1]`."""

    meta: Meta
    slides: tuple[Slide, ...]
    notes: tuple[Inlines, ...] = ()


def deck_of(document: Document) -> Deck:
    """Cut a document into slides at each heading of level 1 or 2 and at each rule, in regions too.

    What stands before the first heading becomes a title slide with the document's title.
    """
    slides: list[Slide] = []
    after_rule = False
    for piece in _pieces(document.blocks):
        if isinstance(piece, Rule):
            after_rule = True
            continue
        if starts_slide(piece) or after_rule or not slides:
            slides.append(_new_slide(piece, first=not slides, meta=document.meta))
        if not starts_slide(piece):
            slides[-1] = _with(slides[-1], piece)
        after_rule = False
    return Deck(document.meta, tuple(slides), document.notes)


def starts_slide(block: Block) -> bool:
    return isinstance(block, Heading) and block.level <= SLIDE_LEVEL


def _pieces(blocks: Blocks) -> Iterator[Block]:
    """Yield the blocks with layout regions opened, and other regions cut where a slide starts within them."""
    for block in blocks:
        if not isinstance(block, Region) or block.role in ("notes", "source"):
            yield block
        elif block.role in LAYOUT_ROLES:
            yield from _pieces(block.blocks)
        else:
            yield from _cut(block)


def _cut(region: Region) -> Iterator[Block]:
    for apart, group in groupby(_pieces(region.blocks), key=_stands_alone):
        if apart:
            yield from group
        else:
            yield Region(region.role, tuple(group))


def _stands_alone(block: Block) -> bool:
    """Tell whether a block cannot stay in the region around it."""
    off_slide = isinstance(block, Region) and block.role in ("notes", "source")
    return starts_slide(block) or isinstance(block, Rule) or off_slide


def _new_slide(piece: Block, first: bool, meta: Meta) -> Slide:
    title, level = (piece.inlines, piece.level) if isinstance(piece, Heading) and starts_slide(piece) else ((), 0)
    if first and not plain_text(title).strip():
        return Slide((*title, Text(meta.title)), TITLE_LEVEL)
    return Slide(title, level or SLIDE_LEVEL)


def _with(slide: Slide, piece: Block) -> Slide:
    match piece:
        case Region("notes", blocks):
            return replace(slide, notes=slide.notes + blocks)
        case Region("source", blocks):
            return replace(slide, sources=slide.sources + blocks)
    return replace(slide, blocks=(*slide.blocks, piece))


def deck_problems(deck: Deck, place: Place) -> list[Problem]:
    """Find where a deck breaks the rules of the craft; all are warnings, in the order of the slides."""
    problems = [warning(message, place, hint) for message, hint in _deck_findings(deck)]
    for number, slide in enumerate(deck.slides, 1):
        name = _name(slide, number)
        problems += [warning(f"{name} {what}", place, hint) for what, hint in _slide_findings(slide, deck, number)]
    return problems


Finding = tuple[str, str]
"""What is wrong, and how to mend it."""


def _name(slide: Slide, number: int) -> str:
    title = " ".join(plain_text(slide.title).split())
    return f"slide {number} “{title}”" if title else f"slide {number}"


def _deck_findings(deck: Deck) -> Iterator[Finding]:
    least, most = SLIDES
    if len(deck.slides) < least:
        yield f"the deck has {_count(len(deck.slides), 'slide')}", f"Give it {least} to {most}: one claim a slide."
    if len(deck.slides) > most:
        yield (
            f"the deck has {len(deck.slides)} slides",
            f"Keep {least} to {most}: move detail to the notes.",
        )
    counts = Counter(" ".join(plain_text(slide.title).split()) for slide in deck.slides)
    for title, count in counts.items():
        if title and count > 1:
            yield f"{count} slides have the title “{title}”", "Word each title for what its own slide says."


def _slide_findings(slide: Slide, deck: Deck, number: int) -> Iterator[Finding]:
    is_content = slide.level > TITLE_LEVEL
    is_closing = slide.asks or number == len(deck.slides)
    yield from _title_findings(slide, is_content and not is_closing)
    for block in _lists(slide.blocks):
        yield from _list_findings(block)
    if is_content and not is_closing and not _has_source(slide):
        yield "names no source", "Add a “source” region, or a note to the claim."
    if is_content and not slide.notes:
        yield "has no speaker notes", "Add a “notes” region with what to say and what may be asked."


def _title_findings(slide: Slide, is_claim: bool) -> Iterator[Finding]:
    title = plain_text(slide.title).strip()
    if not title:
        yield "has no title", "Start it with a heading of level 2: readers find a slide by its title."
    elif (width := text_width(title)) > TITLE_WIDTH:
        yield f"has a title of {width} characters", f"Keep it to {TITLE_WIDTH}, two lines; a wide letter counts two."
    elif is_claim and len(title.split()) < TITLE_WORDS and text_width(title) == len(title):
        yield "has a label for a title", "Say in a sentence what the slide shows."


def text_width(text: str) -> int:
    """Return how many columns a text takes, wide letters taking two (Unicode annex 11)."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _lists(blocks: Blocks) -> Iterator[List]:
    """Yield the outermost lists of a slide; the choices of a decision are no list of arguments."""
    for block in blocks:
        if isinstance(block, List):
            yield block
        elif isinstance(block, Region) and block.role != "decision":
            yield from _lists(block.blocks)


def _list_findings(block: List) -> Iterator[Finding]:
    least, most = LIST_ITEMS
    count = len(block.items)
    if count < least:
        yield f"has a list of {_count(count, 'item')}", "Write it as a sentence."
    if count > most:
        yield f"has a list of {count} items", f"Keep {least} to {most}: cut, group, or split the slide."
    if _depth(block) > LIST_DEPTH:
        yield f"has a list of {_depth(block)} levels", f"Keep {LIST_DEPTH}: move the detail to the notes."


def _depth(block: List) -> int:
    inner = (node for item in block.items for node in item.blocks if isinstance(node, List))
    return 1 + max(map(_depth, inner), default=0)


def _has_source(slide: Slide) -> bool:
    return bool(slide.sources) or any(isinstance(node, Note) for node in walk((slide.title, slide.blocks)))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
