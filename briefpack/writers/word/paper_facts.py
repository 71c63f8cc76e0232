"""What a memo finds in a letterhead: its page, headers and footers, type and colours, and which styles it brings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

from briefpack.document import tree as t
from briefpack.look.theme import Theme
from briefpack.office.body_place import body_place
from briefpack.office.reading import ForeignFile
from briefpack.units import to_mm
from briefpack.writers.word.art import FALLBACK, page_of_section
from briefpack.writers.word.letterhead import stationery_of
from briefpack.writers.word.missing_heads import PageKind, counts_pages, pages_of
from briefpack.writers.word.package import open_document
from briefpack.writers.word.paper_look import PaperLook, look_of
from briefpack.writers.word.stationery import Stationery

SHOWN = ("Normal", "Title", "Heading1", "Heading2", "Heading3", "Heading4", "ListParagraph", "Quote", "FootnoteText")
"""Our ids of the styles that a person knows from Word."""
KINDS = {"default": "", "first": " of the first page", "even": " of even pages"}


@dataclass(frozen=True, slots=True)
class PageFacts:
    """Hold the lengths of a section's page in millimetres."""

    width_mm: float
    height_mm: float
    left_mm: float
    right_mm: float
    top_mm: float
    bottom_mm: float


@dataclass(frozen=True, slots=True)
class HeadFacts:
    """Say what a header or footer holds, and whether a line of ours has room in it."""

    where: str
    words: str
    drawings: int
    has_room: bool
    counts_pages: bool


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """Hold what is known of a letterhead; lengths are millimetres, sizes of type points."""

    replaces_text: bool
    """The memo stands instead of what the letterhead's body holds, and not at a place in it."""
    pages: tuple[PageFacts, ...]
    text_width_mm: float
    """Of the text where the memo stands."""
    text_height_mm: float
    heads: tuple[HeadFacts, ...]
    look: PaperLook
    colour: str
    """Of panels, table heads, the marking and figures."""
    counts_headings: bool
    styles: tuple[str, ...]
    """Those of the letterhead's own that a memo is set in, by their names in Word."""
    added: tuple[str, ...]
    """Those that it lacks."""


def paper_facts(letterhead: ForeignFile, theme: Theme, meta: t.Meta) -> PaperFacts:
    """Return what a memo of this description and theme finds in a letterhead."""
    document = open_document(letterhead.data)
    place = body_place(document.element.body)
    stationery = stationery_of(theme, meta, letterhead)
    pages = list(pages_of(stationery.document))
    return PaperFacts(
        replaces_text=place is None,
        pages=tuple(dict.fromkeys(_page(one.section) for one in pages)),
        text_width_mm=round(to_mm(stationery.width_pt), 1),
        text_height_mm=round(to_mm(stationery.height_pt), 1),
        heads=tuple(dict.fromkeys(head for one in pages for head in _heads(one, meta))),
        look=look_of(document),
        colour=stationery.theme.colours.accent,
        counts_headings=stationery.counts_headings,
        styles=tuple(_names(stationery, own=True)),
        added=tuple(_names(stationery, own=False)),
    )


def _page(section: Any) -> PageFacts:
    page = page_of_section(section)
    lengths = (page.width, page.height, page.left, page.right, page.top, page.bottom)
    return PageFacts(*(round(to_mm(length), 1) for length in lengths))


def _heads(page: PageKind, meta: t.Meta) -> Iterator[HeadFacts]:
    for what, part in (("header", page.header), ("footer", page.footer)):
        root = None if part is None else part.element
        where, has_room = f"{what}{KINDS.get(page.kind, '')}", page.is_free(what, meta)
        if root is None:
            yield HeadFacts(where, "", 0, has_room, False)
            continue
        words = " ".join("".join(_shown(one, "w:t", "w:tab", "w:br")) for one in root.iter(qn("w:p")))
        drawings = len(list(_shown(root, "w:drawing", "w:pict")))
        yield HeadFacts(where, " ".join(words.split()), drawings, has_room, counts_pages(root))


def _shown(node: Any, *tags: str) -> Iterator[str]:
    """Yield the words of elements, a space for those without, but for what older programs show in their place.

    Of a paragraph's, those of text boxes that hang in it are not: they stand in paragraphs of their own.
    """
    for one in node.iter(*map(qn, tags)):
        around = next(one.iterancestors(qn("w:p")), None)
        is_own = node.tag != qn("w:p") or around is node
        if is_own and next(one.iterancestors(FALLBACK), None) is None:
            yield one.text or " "


def _names(stationery: Stationery, own: bool) -> Iterator[str]:
    """Yield the names of styles that a person knows, those of the letterhead's own or those that it lacks."""
    if styles := stationery.styles:
        yield from (styles.name(style) for style in SHOWN if (style in styles.inherited) == own)
