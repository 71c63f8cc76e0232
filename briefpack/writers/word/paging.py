"""On which page Word will set what: an estimate, by the widths of the fonts that the styles name.

Word alone knows its pages. What is estimated here fills in the list of contents until Word counts anew, and tells
whether a last page would hold a line or two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from html import unescape
from types import MappingProxyType
from typing import NamedTuple

from briefpack.languages.scripts import is_east_asian, primary
from briefpack.look.font_widths import Face, em_width
from briefpack.look.theme import Theme
from briefpack.units import from_emu
from briefpack.writers.word.flow import PAD_PT, Flowed, Paragraph, Steps, TableXml, points, spaces
from briefpack.writers.word.lines import line_count
from briefpack.writers.word.notes import HANG_PT
from briefpack.writers.word.styles import Style, paragraph_styles

CAUTIOUS = 0.975
"""So much of a page is counted on where one too many would be seen: what is estimated to fill it may go beyond."""
MORE_CAUTIOUS = 0.96
"""The same of Chinese and Japanese, where a letter more or less on a line moves all that follow."""
EAST_ASIAN_LEADING = 1.1
RULE_LINES = 0.5
"""What a footnote takes beside its own lines: its share of the rule above those of a page."""
NO_NOTES: Mapping[int, str] = MappingProxyType({})
WHOLE_LINES = 2
"""So many lines of a paragraph stay together at either end of a page."""
_TEXT = re.compile(r'<w:t xml:space="preserve">([^<]*)</w:t>|<w:(br|tab)/>')
_BOLD = re.compile(r'<w:b/><w:bCs/>(?:(?!</w:r>).)*?<w:t xml:space="preserve">([^<]*)</w:t>')
_BETWEEN = {"br": "\n", "tab": "\t"}
_EDGE = re.compile(r'<w:(?:top|bottom) [^>]*w:space="(\d+)"')
"""The room between an edge of a paragraph and its words, in points."""
_NOTE = re.compile(r'<w:footnoteReference w:id="(\d+)"/>')
_HEIGHT = re.compile(r'<wp:extent cx="\d+" cy="(\d+)"/>')


@dataclass(frozen=True, slots=True)
class Paged:
    """Say on which page each part of a flow begins, how many there are, how full the last is, how empty others end."""

    starts: list[int]
    pages: int
    filled: float
    """From 0 to 1."""
    hole: float = 0
    """The largest part of a page before the last that stays empty, from 0 to 1."""
    parted: frozenset[int] = frozenset()
    """Those of the flow that go on over two pages, though the last of their lines stay with what follows."""


@dataclass(frozen=True, slots=True)
class Extent:
    """Hold what a paragraph takes of a page however closely it is set: its lines or drawings, notes, edges."""

    lines: int
    drawn_pt: float
    notes_pt: float
    edges_pt: float


OF_TABLE = Extent(0, 0, 0, 0)
"""A table knows how tall it is."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Hold the parts of a flow, each paragraph with its extent, so that its pages can be told in several settings."""

    parts: Sequence[tuple[Flowed, Extent]]
    pads: Sequence[float]
    """What the edges of panels take above and below each part, in points."""
    language: str


class Piece(NamedTuple):
    """Hold how tall a part of a flow is, what of it has to stand on the page where it begins, and what it keeps."""

    tall: float
    least: float
    before: float
    after: float
    keeps_next: bool
    breaks: bool = False
    leaves: bool = False
    """What it begins a page for is no cover: what stays empty before it is a hole."""
    parts: bool = False
    line_pt: float = 0
    rows: Sequence[float] = ()
    """How tall the head and the rows of a table are."""


def measured(
    flow: Sequence[Flowed], theme: Theme, language: str, width_pt: float, notes: Mapping[int, str] = NO_NOTES
) -> Measured:
    """Measure a flow once, in lines so wide; what is told of it in closer settings of the theme rests on that.

    notes: the words of each footnote, by its number.

    Space that paragraphs have of their own counts in full in all of them: a closer one is chosen where it surely helps.
    """
    styles = paragraph_styles(theme)
    step = theme.step_pt
    noted = {number: _note_pt(words, styles["FootnoteText"], theme, width_pt) for number, words in notes.items()}
    parts = [(_in_points(one, step), _extent(one, styles, theme, width_pt, noted)) for one in flow]
    return Measured(parts, _pads(flow), language)


def _note_pt(words: str, style: Style, theme: Theme, width_pt: float) -> float:
    lines = line_count(words, Face(theme.fonts.office_body), style.size_pt, width_pt - HANG_PT)
    return (lines + RULE_LINES) * style.size_pt * style.leading


def _in_points(one: Flowed, step_pt: float) -> Flowed:
    if isinstance(one, TableXml) or not (isinstance(one.before, Steps) or isinstance(one.after, Steps)):
        return one
    before, after = (length and points(length, step_pt) for length in (one.before, one.after))
    return replace(one, before=before, after=after)


def counted_on(language: str) -> float:
    """Return which part of a page is counted on."""
    return MORE_CAUTIOUS if is_east_asian(language) and primary(language) != "ko" else CAUTIOUS


def paged(measured: Measured, theme: Theme, height_pt: float, head_pt: float = 0) -> Paged:
    """Estimate where the parts of a flow stand on pages that are so tall, as closely set as the theme has it.

    head_pt: how much lower the first page begins.
    """
    pieces = list(_pieces(measured, theme))
    return _filled(pieces, _kept(pieces), height_pt, head_pt)


def paged_at_worst(measured: Measured, theme: Theme, height_pt: float, head_pt: float) -> Paged:
    """Estimate the same as it may be if programs set a little more on a page, or a little less.

    Of both, it has the more pages, the less on the last and the larger hole.
    """
    pieces = list(_pieces(measured, theme))
    kept = _kept(pieces)
    full = _filled(pieces, kept, height_pt, head_pt)
    lean = _filled(pieces, kept, height_pt * counted_on(measured.language), head_pt)
    pages, filled = max(full.pages, lean.pages), min(full.filled, lean.filled)
    return replace(full, pages=pages, filled=filled, hole=max(full.hole, lean.hole))


def _filled(pieces: Sequence[Piece], kept: Sequence[float], height_pt: float, head_pt: float) -> Paged:
    """Fill pages; what has to stand together is not kept where it is taller than one."""
    starts: list[int] = []
    parted = set()
    page, y, after, hole = 1, head_pt, 0.0, 0.0
    for number, (piece, whole) in enumerate(zip(pieces, kept, strict=True)):
        begun = bool(starts) and y > 0
        gap = max(after, piece.before) if begun or not starts else 0.0
        if begun and (piece.breaks or y + gap + (whole if whole <= height_pt else piece.least) > height_pt):
            hole = max(hole, 0.0 if piece.breaks and not piece.leaves else (height_pt - y) / height_pt)
            page, y, gap = page + 1, 0.0, 0.0
        starts.append(page)
        y += gap
        for row in piece.rows or (piece.tall,):
            if piece.rows and y + row > height_pt:
                hole = max(hole, (height_pt - y) / height_pt)
                page, y = page + 1, piece.rows[0]
            y += row
        if piece.parts and y - height_pt > piece.line_pt:
            parted.add(number)
        while y > height_pt:
            page, y = page + 1, y - height_pt
        after = piece.after
    return Paged(starts, page, y / height_pt, hole, frozenset(parted))


def _kept(pieces: Sequence[Piece]) -> list[float]:
    """Return the height that has to stand together from each piece on."""
    kept: list[float] = []
    following: Piece | None = None
    for piece in reversed(pieces):
        if following and piece.keeps_next:
            kept.append(piece.tall + max(piece.after, following.before) + kept[-1])
        else:
            kept.append(piece.least)
        following = piece
    return kept[::-1]


def _pieces(measured: Measured, theme: Theme) -> Iterator[Piece]:
    styles = paragraph_styles(theme)
    closeness = EAST_ASIAN_LEADING if is_east_asian(measured.language) else 1
    lines = {
        name: (one.size_pt or theme.sizes.memo_body) * ((one.leading or theme.leading.memo) * closeness)
        for name, one in styles.items()
    }
    flow = [one for one, _ in measured.parts]
    around = zip(spaces(flow, theme), measured.pads, strict=True)
    for ((before, after), pads), (one, extent) in zip(around, measured.parts, strict=True):
        if isinstance(one, TableXml):
            yield Piece(one.height_pt, one.kept_pt, before, after, one.keeps_next, rows=one.rows_pt)
        else:
            line = max(lines[one.style], points(one.line, theme.step_pt))
            yield _piece(one, extent, styles[one.style], (line, pads), (before, after))


def _pads(flow: Sequence[Flowed]) -> list[float]:
    """Return what the edges of panels take above and below each part of a flow, in points."""
    panels = [None if isinstance(one, TableXml) else one.panel for one in flow]
    around = zip([None, *panels[:-1]], panels, [*panels[1:], None], strict=True)
    return [own.pad_pt * ((last is not own) + (then is not own)) if own else 0.0 for last, own, then in around]


def _piece(
    par: Paragraph, extent: Extent, style: Style, heights: tuple[float, float], around: tuple[float, float]
) -> Piece:
    line_pt, pads = heights
    tall = (extent.drawn_pt or extent.lines * line_pt) + extent.notes_pt + extent.edges_pt + pads
    whole = extent.drawn_pt or extent.lines <= WHOLE_LINES + 1
    parts, leaves = par.may_part and not whole, par.style == "TOCHeading"
    kept = (par.keep_next and not parts) or par.keep_lines or style.keep_lines or whole
    least = tall if kept else WHOLE_LINES * line_pt
    keeps_next = (par.keep_next and not parts) or style.keep_next
    return Piece(tall, least, *around, keeps_next, par.new_page, leaves, parts, line_pt)


def _extent(
    par: Flowed, styles: Mapping[str, Style], theme: Theme, width_pt: float, notes: Mapping[int, float]
) -> Extent:
    if isinstance(par, TableXml):
        return OF_TABLE
    style = styles[par.style]
    size = style.size_pt or theme.sizes.memo_body
    room = width_pt - (par.left_pt or 0) - par.right_pt - (PAD_PT if par.panel else 0)
    said = _said(par.runs)
    lines = _lines(said, Face(style.font or theme.fonts.office_body, bool(style.bold)), size, max(room, size))
    edges = sum(map(float, _EDGE.findall(par.borders + style.extra)))
    return Extent(lines, said.drawn_pt, sum(notes.get(number, 0) for number in said.notes), edges)


class Said(NamedTuple):
    """Hold what the runs of a paragraph take room with."""

    words: str
    """Behind a label that hangs in the margin."""
    bold: str
    drawn_pt: float
    """How tall its drawings are."""
    notes: tuple[int, ...]
    """The numbers of its footnotes."""


@lru_cache(maxsize=1024)
def _said(runs: str) -> Said:
    """Return what runs say, read once however often they are set."""
    text = "".join(_BETWEEN.get(between) or unescape(words) for words, between in _TEXT.findall(runs))
    drawn = sum(from_emu(int(height)) for height in _HEIGHT.findall(runs))
    notes = tuple(map(int, _NOTE.findall(runs)))
    return Said(text.rpartition("\t")[2], unescape("".join(_BOLD.findall(runs))), drawn, notes)


def _lines(said: Said, face: Face, size: float, width: float) -> int:
    """Count the lines that words take."""
    return line_count(said.words, face, size, width * _share_of_room(said, face))


def _share_of_room(said: Said, face: Face) -> float:
    """Return the part of the room that words take in one weight, where some of them are bold."""
    if face.bold or not said.bold:
        return 1
    whole = em_width(said.words, face)
    return whole / (whole + em_width(said.bold, face._replace(bold=True)) - em_width(said.bold, face))
