"""Tables and figures: column widths by what the columns hold, header rows that repeat, figures as tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from briefpack.document import tree as t
from briefpack.document.traits import heads_rows
from briefpack.figures import KINDS
from briefpack.figures.kind import CellLook
from briefpack.languages.characters import SOFT_HYPHEN, cells
from briefpack.languages.line_breaks import SPACE, whole_words
from briefpack.languages.scripts import HANGUL, IDEOGRAPHS, KANA, EastAsian, is_right_to_left
from briefpack.look.columns import shared
from briefpack.look.font_widths import Face, em_width
from briefpack.look.rows import is_kept_whole, keeps_an_end
from briefpack.look.theme import Theme
from briefpack.office.markup import escape
from briefpack.units import twips
from briefpack.writers.word.flow import TableXml
from briefpack.writers.word.inherited import NOTHING
from briefpack.writers.word.inlines import PLAIN, Story, Tone, runs
from briefpack.writers.word.lines import line_count
from briefpack.writers.word.markup import Markup, border, shading
from briefpack.writers.word.styles import CELL_MARGINS_PT, table_size
from briefpack.writers.word.titles import without_runt

PADDING = CELL_MARGINS_PT["left"] + CELL_MARGINS_PT["right"]
NARROW = 0.62
"""A table that needs less than this share of the line stays narrow: the eye need not jump from column to column."""
LINE = 1.22
"""The distance of baselines in a cell as a multiple of the size of type."""
LETTER_EM = 0.5
"""Mean advance of Latin text in the office fonts, in ems, with a little to spare."""
_LETTER = KANA + IDEOGRAPHS + HANGUL
SEAM = EastAsian(f"(?<=[A-Za-z0-9])(?=[{_LETTER}])|(?<=[{_LETTER}])(?=[A-Za-z0-9])")
"""Where a letter or figure meets kana, an ideograph or Hangul."""
WORD_LIMIT = 24
"""No word claims room for more letters than this; longer ones break, as East Asian text does anywhere."""


def text_width(text: str, size_pt: float) -> float:
    """Estimate how wide a line of text is; East Asian letters are as wide as high.

    LibreOffice sets figures apart from them by a quarter of an em, whatever the file says.
    """
    return _ems(text) * size_pt


@lru_cache(maxsize=4096)
def _ems(text: str) -> float:
    """Return the width in ems: tables of other audiences and documents hold the same words."""
    return cells(text) * LETTER_EM + len(SEAM.findall(text)) * 0.25


def column_widths(rows: Sequence[t.Row], available_pt: float, size_pt: float, face: Face) -> list[float]:
    """Return the width of each column: its longest word at least, the rest by how much text waits in it.

    The first row is the bold header.
    """
    least, wanted = [], []
    for column in zip(*(row.cells for row in rows), strict=True):
        texts = [t.plain_text(cell.inlines) for cell in column]
        longest = (
            max((_longest(text, face._replace(bold=not row)) for row, text in enumerate(texts)), default=0) * size_pt
        )
        least.append(longest + PADDING + 2)
        lines = (text_width(line, size_pt) for text in texts for line in text.split("\n"))
        wanted.append(max(longest, max(lines, default=0) * 1.06) + PADDING + 2)
    room = available_pt if sum(wanted) > available_pt * NARROW else min(available_pt, sum(wanted) * 1.25)
    return shared(least, wanted, room)


@lru_cache(maxsize=2048)
def _longest(text: str, face: Face) -> float:
    """Return how wide the longest word of a text is in ems: as estimated, or in the font if that is wider."""
    estimated = max((text_width(word, 1) for word in SPACE.split(text)), default=0) * 1.06
    return max(min(estimated, WORD_LIMIT * LETTER_EM), *(em_width(word, face) for word in whole_words(text)), 0)


@dataclass(frozen=True, slots=True)
class TableLook:
    """Describe what a table has beside its words; a screen reader says caption and alternative text first."""

    caption: str
    cells: list[list[str]]
    """The properties by which cells stand out (CT_TcPr), row by row without the header."""
    alt: str = ""
    has_row_heads: bool = False


def table_xml(table: t.Table, story: Story, left_pt: float, width_pt: float, keep: bool) -> TableXml:
    """Return a table in the light style, no wider than `width_pt`; `keep` holds it on the page of what follows."""
    plain = [[""] * len(row.cells) for row in table.rows]
    look = TableLook(story.heading or _caption(table), plain, has_row_heads=heads_rows(table))
    return _table(table, look, story, left_pt, width_pt, keep)


def figure_table_xml(figure: t.Figure, story: Story, left_pt: float, width_pt: float, keep: bool) -> TableXml:
    """Return a figure's data as a table that looks as its kind of figure says."""
    kind, table = KINDS[figure.kind], figure.table
    caption = t.plain_text(figure.title) or story.heading or _caption(table)
    look = TableLook(caption, _cell_looks(figure, story.theme), figure.alt, kind.has_row_heads)
    return _table(_numbers_right(table, kind.values), look, story, left_pt, width_pt, keep)


def _caption(table: t.Table) -> str:
    return ", ".join(t.plain_text(cell.inlines) for cell in table.header.cells)


def _cell_looks(figure: t.Figure, theme: Theme) -> list[list[str]]:
    xml: dict[CellLook, str] = {
        "plain": "",
        "tinted": shading(theme.colours.tint),
        "ruled": f"<w:tcBorders>{border('top', theme.colours.accent, 1)}</w:tcBorders>",
    }
    rows = [[t.plain_text(cell.inlines) for cell in row.cells] for row in figure.table.rows]
    row_look = KINDS[figure.kind].row_look
    return [[xml[look] for look in row_look(rows, number, figure)] for number in range(len(rows))]


def _numbers_right(table: t.Table, columns: tuple[int, ...]) -> t.Table:
    """Return the table with its columns of numbers set to the right."""
    rows = [
        t.Row(tuple(replace(c, alignment="right") if n in columns else c for n, c in enumerate(row.cells)))
        for row in (table.header, *table.rows)
    ]
    return t.Table(rows[0], tuple(rows[1:]))


@dataclass(frozen=True, slots=True)
class Grid:
    """Hold the columns of a table in points, and the type in which its cells are set."""

    widths: Sequence[float]
    size_pt: float
    face: Face

    @property
    def rooms(self) -> list[float]:
        """How wide the words of each column may be, in points."""
        return [width - PADDING for width in self.widths]

    def height(self, row: t.Row, bold: bool = False) -> float:
        """Estimate how tall a row is, in points."""
        texts = [t.plain_text(cell.inlines) for cell in row.cells]
        face, pairs = self.face._replace(bold=bold), zip(texts, self.rooms, strict=True)
        lines = max((line_count(text, face, self.size_pt, room) for text, room in pairs), default=1)
        return lines * self.size_pt * LINE + CELL_MARGINS_PT["top"] + CELL_MARGINS_PT["bottom"]

    def tones(self, row: t.Row, bold: bool = False) -> list[Tone]:
        """Return how each cell is set: one with a word wider than its column says where long words may be parted."""
        face = self.face._replace(bold=bold)
        return [
            Tone(room_em=room / self.size_pt, in_head=bold)
            if self._is_cut(t.plain_text(cell.inlines), room, face)
            else PLAIN
            for cell, room in zip(row.cells, self.rooms, strict=True)
        ]

    def _is_cut(self, text: str, room: float, face: Face) -> bool:
        return _widest(text, face) * self.size_pt > room


@lru_cache(maxsize=2048)
def _widest(text: str, face: Face) -> float:
    """Return how wide the widest part of a cell is that no line may part, in ems, once for all columns and sizes."""
    parts = (part for word in whole_words(text) for part in word.split(SOFT_HYPHEN))
    return max((em_width(part, face) for part in parts), default=0.0)


def _table(table: t.Table, look: TableLook, story: Story, left_pt: float, width_pt: float, keep: bool) -> TableXml:
    size = table_size(story.theme)
    face = Face(story.theme.fonts.office_body)
    widths = column_widths((table.header, *table.rows), width_pt, size, face)
    columns = Grid(widths, size, face)
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    heights = [columns.height(row) for row in table.rows]
    stays = _rows_that_stay(heights)
    tones = [columns.tones(table.header, bold=True), *map(columns.tones, table.rows)]
    if any(tone.room_em for row in tones for tone in row):
        story.narrow_tables.append([t.plain_text(cell.inlines) for cell in table.header.cells])
    places = [Cells(widths, looks, row) for looks, row in zip(([""] * len(widths), *look.cells), tones, strict=True)]
    header = _row(table.header, places[0], "TableHeading", "", story)
    rows = [
        _row(row, place, "TableText", "<w:keepNext/>" if keep or stay else "", story)
        for row, place, stay in zip(table.rows, places[1:], stays, strict=True)
    ]
    properties = _properties(look, story.markup, left_pt, sum(widths))
    xml = f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{header}{''.join(rows)}</w:tbl>"
    head = columns.height(table.header, bold=True)
    together = _heights_together(heights, stays)
    return TableXml(xml, head + sum(heights), head + sum(together[:1]), keep, (head, *together))


def _heights_together(heights: Sequence[float], stays: Sequence[bool]) -> list[float]:
    """Return how tall rows are, each with those that it stays with."""
    ends = [n + 1 for n, stay in enumerate(stays) if not stay or n == len(stays) - 1]
    return [sum(heights[start:end]) for start, end in zip([0, *ends], ends, strict=False)]


def _rows_that_stay(heights: Sequence[float]) -> list[bool]:
    """Tell of each row whether it stays with the next."""
    last = len(heights) - 1
    if is_kept_whole(len(heights), sum(heights)):
        return [n < last for n in range(len(heights))]
    begins, ends = keeps_an_end(heights[0], heights[-1])
    return [(n == 0 and begins) or (n == last - 1 and ends) for n in range(len(heights))]


def bidi(markup: Markup) -> str:
    """Return what makes the columns of a table go from right to left, where the document does.

    Where a letterhead goes so and the document does not, programs would turn them round, too.
    """
    if is_right_to_left(markup.language):
        return "<w:bidiVisual/>"
    return '<w:bidiVisual w:val="off"/>' if markup.inherited.get("Normal", NOTHING).direction(markup.language) else ""


def _properties(look: TableLook, markup: Markup, left_pt: float, width_pt: float) -> str:
    """Return the table's properties in the order of the schema (CT_TblPr)."""
    conditions = (
        f'<w:tblLook w:val="{"00A0" if look.has_row_heads else "0020"}" w:firstRow="1" w:lastRow="0" '
        f'w:firstColumn="{int(look.has_row_heads)}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
    )
    description = f'<w:tblDescription w:val="{escape(look.alt)}"/>' if look.alt else ""
    return (
        f"<w:tblPr>{markup.style('tblStyle', 'LightTable')}{bidi(markup)}"
        f'<w:tblW w:w="{twips(width_pt)}" w:type="dxa"/><w:tblInd w:w="{twips(left_pt)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{conditions}'
        f'<w:tblCaption w:val="{escape(look.caption)}"/>{description}</w:tblPr>'
    )


@dataclass(frozen=True, slots=True)
class Cells:
    """Hold of each cell of a row how wide it is, its properties (CT_TcPr), and the tone of its words."""

    widths: Sequence[float]
    looks: Sequence[str]
    tones: Sequence[Tone]


def _row(row: t.Row, places: Cells, style: str, kept: str, story: Story) -> str:
    repeated = "<w:tblHeader/>" if style == "TableHeading" else ""
    cells = []
    for cell, width, look, tone in zip(row.cells, places.widths, places.looks, places.tones, strict=True):
        words = runs(without_runt(cell.inlines), story, tone)
        parting = "" if repeated else story.markup.parting(style, width - PADDING, table_size(story.theme))
        paragraph = story.markup.paragraph(style, words, kept + parting + _plain(style, cell, story))
        cells.append(f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{look}</w:tcPr>{paragraph}</w:tc>')
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{''.join(cells)}</w:tr>"


def _plain(style: str, cell: t.Cell, story: Story) -> str:
    return story.markup.plain(style, "" if cell.alignment == "left" else cell.alignment)
