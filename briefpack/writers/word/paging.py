"""On which page Word will set what: an estimate, by the widths of the fonts that the styles name.

Word alone knows its pages. What is estimated here fills in the list of contents until Word counts anew, and tells
whether a last page would hold a line or two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape

from briefpack.languages.scripts import is_east_asian
from briefpack.look.font_widths import Face
from briefpack.look.theme import Theme
from briefpack.units import from_emu
from briefpack.writers.word.flow import PAD_PT, Flowed, Paragraph, TableXml, spaces
from briefpack.writers.word.lines import line_count
from briefpack.writers.word.styles import Style, paragraph_styles

CAUTIOUS = 0.975
"""So much of a page is counted on where one too many would be seen: what is estimated to fill it may go beyond."""
EAST_ASIAN_LEADING = 1.1
NOTE_PT = 16.0
"""What a footnote takes at the foot of its page: a line or two."""
WHOLE_LINES = 2
"""So many lines of a paragraph stay together at either end of a page."""
_TEXT = re.compile(r'<w:t xml:space="preserve">([^<]*)</w:t>|<w:(br|tab)/>')
_BETWEEN = {"br": "\n", "tab": "\t"}
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


@dataclass(frozen=True, slots=True)
class Piece:
    """Hold how tall a part of a flow is, what of it has to stand on the page where it begins, and what it keeps."""

    tall: float
    least: float
    before: float
    after: float
    keeps_next: bool
    breaks: bool = False


def paged(flow: Sequence[Flowed], theme: Theme, language: str, width_pt: float, height_pt: float) -> Paged:
    """Estimate where the parts of a flow stand on pages that are so tall."""
    pieces = list(_pieces(flow, theme, language, width_pt))
    starts: list[int] = []
    page, y, after, hole = 1, 0.0, 0.0, 0.0
    for number, piece in enumerate(pieces):
        gap = max(after, piece.before) if y else 0.0
        if y and (piece.breaks or y + gap + _kept(pieces, number, height_pt) > height_pt):
            hole = max(hole, 0.0 if piece.breaks else (height_pt - y) / height_pt)
            page, y, gap = page + 1, 0.0, 0.0
        starts.append(page)
        y += gap + piece.tall
        while y > height_pt:
            page, y = page + 1, y - height_pt
        after = piece.after
    return Paged(starts, page, y / height_pt, hole)


def _kept(pieces: Sequence[Piece], first: int, height_pt: float) -> float:
    """Return the height that has to stand together from a piece on; a run taller than a page is not kept."""
    tall, number = 0.0, first
    while number < len(pieces) - 1 and pieces[number].keeps_next:
        tall += pieces[number].tall + max(pieces[number].after, pieces[number + 1].before)
        number += 1
    tall += pieces[number].least
    return tall if tall <= height_pt else pieces[first].least


def _pieces(flow: Sequence[Flowed], theme: Theme, language: str, width_pt: float) -> Iterator[Piece]:
    styles = paragraph_styles(theme)
    for (before, after), one in zip(spaces(flow, theme), flow, strict=True):
        if isinstance(one, TableXml):
            yield Piece(one.height_pt, one.kept_pt, before, after, one.keeps_next)
        else:
            yield _piece(one, styles[one.style], (before, after), theme, language, width_pt)


def _piece(
    par: Paragraph, style: Style, around: tuple[float, float], theme: Theme, language: str, width_pt: float
) -> Piece:
    size = style.size_pt or theme.sizes.memo_body
    leading = (style.leading or theme.leading.memo) * (EAST_ASIAN_LEADING if is_east_asian(language) else 1)
    line = max(size * leading, par.line_pt)
    room = width_pt - (par.left_pt or 0) - par.right_pt - (PAD_PT if par.panel else 0)
    count = _lines(par, Face(style.font or theme.fonts.office_body, bool(style.bold)), size, max(room, size))
    drawn = sum(from_emu(int(height)) for height in _HEIGHT.findall(par.runs))
    tall = (drawn or count * line) + par.runs.count("<w:footnoteReference") * NOTE_PT
    kept = par.keep_next or par.keep_lines or style.keep_lines or drawn or count <= WHOLE_LINES + 1
    return Piece(tall, tall if kept else WHOLE_LINES * line, *around, par.keep_next or style.keep_next, par.new_page)


def _lines(par: Paragraph, face: Face, size: float, width: float) -> int:
    """Count the lines that words take; a hanging label stands in the margin."""
    text = "".join(_BETWEEN.get(between) or unescape(words) for words, between in _TEXT.findall(par.runs))
    return line_count(text.rpartition("\t")[2], face, size, width)
