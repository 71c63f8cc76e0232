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
from briefpack.writers.word.flow import PAD_PT, Flowed, Steps, TableXml, points, spaces
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


class Extent(NamedTuple):
    """Hold what a part of a flow takes of a page however closely it is set; a table knows how tall it is."""

    part: Flowed
    lines: int = 0
    """Of words; a drawing has none."""
    fixed_pt: float = 0
    """What it takes beside lines: drawings, notes, edges."""
    is_whole: bool = False
    """All of it has to stand on the page where it begins."""
    keeps_next: bool = False
    parts: bool = False
    """It may go on over two pages, though the last of its lines stay with what follows."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Hold the parts of a flow, each with its extent, so that its pages can be told in several settings."""

    extents: Sequence[Extent]
    language: str


@dataclass(frozen=True, slots=True)
class Line:
    """Say what words are set in while they are measured: the styles, how wide a line is, how tall each footnote."""

    styles: Mapping[str, Style]
    theme: Theme
    width_pt: float
    noted: Mapping[int, float]


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
    line = Line(styles, theme, width_pt, noted)
    extents = [_extent(_in_points(one, step), pads, line) for one, pads in zip(flow, _pads(flow), strict=True)]
    return Measured(extents, language)


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
        if (
            piece.parts and y - height_pt > WHOLE_LINES * piece.line_pt
        ):  # one line counted too many parts it all the same
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
    around = spaces([one.part for one in measured.extents], theme)
    for (before, after), (one, count, fixed, is_whole, keeps_next, parts) in zip(around, measured.extents, strict=True):
        if isinstance(one, TableXml):
            yield Piece(one.height_pt, one.kept_pt, before, after, one.keeps_next, rows=one.rows_pt)
        else:
            line = max(lines[one.style], points(one.line, theme.step_pt))
            tall, leaves = count * line + fixed, one.style == "TOCHeading"
            least = tall if is_whole else WHOLE_LINES * line
            yield Piece(tall, least, before, after, keeps_next, one.new_page, leaves, parts, line)


def _pads(flow: Sequence[Flowed]) -> list[float]:
    """Return what the edges of panels take above and below each part of a flow, in points."""
    panels = [None if isinstance(one, TableXml) else one.panel for one in flow]
    around = zip([None, *panels[:-1]], panels, [*panels[1:], None], strict=True)
    return [own.pad_pt * ((last is not own) + (then is not own)) if own else 0.0 for last, own, then in around]


def _extent(one: Flowed, pads_pt: float, line: Line) -> Extent:
    if isinstance(one, TableXml):
        return Extent(one)
    style, said = line.styles[one.style], _said(one.runs)
    size = style.size_pt or line.theme.sizes.memo_body
    room = line.width_pt - (one.left_pt or 0) - one.right_pt - (PAD_PT if one.panel else 0)
    face = Face(style.font or line.theme.fonts.office_body, bool(style.bold))
    count = 0 if said.drawn_pt else _lines(said, face, size, max(room, size))
    noted = sum(line.noted.get(number, 0) for number in said.notes)
    edges = sum(map(float, _EDGE.findall(one.borders + style.extra)))
    stays = count <= WHOLE_LINES + 1
    parts = one.may_part and not stays
    keeps = one.keep_next and not parts
    is_whole = keeps or one.keep_lines or style.keep_lines or stays
    return Extent(one, count, said.drawn_pt + noted + edges + pads_pt, is_whole, keeps or style.keep_next, parts)


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
