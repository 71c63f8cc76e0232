"""What a body is set for: paper of our own, or an organisation's letterhead made ready for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from briefpack.document import tree as t
from briefpack.look.theme import Theme
from briefpack.writers.word.markup import Markup
from briefpack.writers.word.running_heads import footer_pt
from briefpack.writers.word.styles import page_of

if TYPE_CHECKING:
    from briefpack.writers.word.style_merge import StyleMerge

FIRST_CONTROL = 1000
"""Content controls are numbered from here on."""


@dataclass(frozen=True, slots=True)
class Starts:
    """Hold the last numbers that a letterhead has given out, so that ours come after them."""

    definition: int = -1
    number: int = 0
    note: int = 0
    control: int = FIRST_CONTROL
    link: str = "link"
    marks: frozenset[str] = frozenset()
    """The marks of list definitions (nsid), by which Word tells lists apart."""


@dataclass(slots=True)
class Stationery:
    """Hold what a body must know of its paper."""

    document: Any
    """A letterhead with a mark where the body goes; None on paper of ours."""
    theme: Theme
    """The theme, with the sizes of the letterhead's own text."""
    markup: Markup
    width_pt: float
    height_pt: float
    """Of the text on a page."""
    starts: Starts = field(default_factory=Starts)
    counts_headings: bool = False
    """The letterhead numbers its headings."""
    styles: StyleMerge | None = None
    """Our styles among a letterhead's; a document of our own has them all."""


def own_stationery(theme: Theme, meta: t.Meta) -> Stationery:
    """Return paper of ours: its file is written when the body is known."""
    page = page_of(theme)
    height = page.text_height_pt - footer_pt(meta, theme)
    return Stationery(None, theme, Markup(meta.language), page.text_width_pt, height)
