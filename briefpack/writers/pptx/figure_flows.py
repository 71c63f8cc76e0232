"""Drawings and pictures on a slide: as large as there is room, and what becomes of them where there is too little."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from math import inf

from briefpack.document import tree as t
from briefpack.figures import KINDS, Drawing, draw_figure, in_largest_type
from briefpack.figures.mirrored import in_direction
from briefpack.figures.shapes import FontRole
from briefpack.look.font_widths import Face, kerned_width
from briefpack.look.photos import size_within
from briefpack.look.slide_grid import LABELS, LARGEST_ON_MAP, PICTURE_GAP, picture_share
from briefpack.look.theme import Theme
from briefpack.writers.pptx.flows import Parted, TableFlow, TextFlow

LOWER = (150.0, 190.0, 230.0, 270.0)
"""How high a figure that is one picture may be at least, in points, by the room that its key takes."""


@dataclass(frozen=True)
class FigureFlow:
    """Show a figure as large as there is room; one that is too full even in small type becomes its table."""

    figure: t.Figure
    theme: Theme
    family: str
    as_table: TableFlow = field(compare=False)
    language: str = ""
    grows = False

    def at(self, scale: float) -> FigureFlow:
        return self

    def finished(self, width: float) -> FigureFlow:
        return self

    def height(self, width: float) -> float:
        """Return the least height: that of the smallest type, and of one that cannot be parted as low as it may be."""
        rooms = (*LOWER, inf) if KINDS[self.figure.kind].is_whole else (inf,)
        drawings = ((room, _drawn(self, width, LABELS[-1], room)) for room in rooms)
        return next(drawing.height for room, drawing in drawings if drawing.fits(room))

    def fits(self, width: float, room: float) -> bool:
        return self.height(width) <= room

    def filled(self, width: float, room: float) -> float:
        """Return how much of the room it takes: a chart all, a drawing as much as it needs in the largest type."""
        return room if self.figure.kind in t.CHARTS else self.fitted(width, room).height

    def fitted(self, width: float, room: float) -> Drawing:
        """Return the drawing in the largest type with which it fits."""
        return _largest(self, width, room)

    def split(self, width: float, room: float, force: bool = False) -> Parted:
        """Share the rows evenly between drawings; what does not fit even so becomes a table."""
        rows = self.figure.table.rows
        if not force:
            return None, self
        if KINDS[self.figure.kind].is_whole:
            return self.as_table.split(width, room, force)
        most = next((count for count in range(len(rows), 0, -1) if self._of(rows[:count]).height(width) <= room), 0)
        if not most:
            return self.as_table.split(width, room, force)
        parts = -(-len(rows) // most)
        count = -(-len(rows) // parts)
        return self._of(rows[:count]), (self._of(rows[count:]) if rows[count:] else None)

    def _of(self, rows: tuple[t.Row, ...]) -> FigureFlow:
        """Return the figure with some of its rows."""
        figure = replace(self.figure, table=replace(self.figure.table, rows=rows))
        first = self.figure.table.rows.index(rows[0]) if rows else 0
        table = self.as_table._of(first, first + len(rows))
        return replace(self, figure=figure, as_table=table)


@lru_cache(maxsize=32)
def _drawn(flow: FigureFlow, width: float, size: float, room: float = inf) -> Drawing:
    """Return a figure drawn over the width, with words of a size in points; `room`: how high it had better be."""
    faces = {"body": Face(flow.family, False), "bold": Face(flow.family, True)}

    def measure(text: str, role: FontRole, size: float) -> float:
        return kerned_width(text, faces[role]) * size

    drawing = draw_figure(flow.figure, width, flow.theme, measure, size, language=flow.language, room_pt=room)
    return in_direction(drawing, flow.language)


@lru_cache(maxsize=16)
def _largest(flow: FigureFlow, width: float, room: float) -> Drawing:
    """Return the drawing in the largest type that fits; one picture lower, if its key then stands beside it."""
    sizes = [size for size in LABELS if size <= LARGEST_ON_MAP] if KINDS[flow.figure.kind].is_whole else LABELS
    for lower in (room, *(one for one in reversed(LOWER) if one < room)):
        if drawing := in_largest_type(partial(_drawn, flow, width, room=lower), sizes, lower):
            return drawing
    return _drawn(flow, width, LABELS[-1])


LEAST_PHOTO = 150.0
"""The least height of a picture on a slide, in points."""
BELOW_PHOTO = 6.0


@dataclass(frozen=True)
class PhotoFlow:
    """Show a picture as large as there is room, its caption below it, and beside it what is said to it."""

    picture: t.Picture
    caption: TextFlow | None
    beside: TextFlow | None

    @property
    def grows(self) -> bool:
        """Whether few words beside it may be set larger."""
        return self.beside is not None

    def at(self, scale: float) -> PhotoFlow:
        return replace(self, beside=self.beside.at(scale) if self.beside else None)

    def finished(self, width: float) -> PhotoFlow:
        words = self.beside.finished(self.columns(width)[1]) if self.beside else None
        return replace(self, beside=words)

    def columns(self, width: float) -> tuple[float, float]:
        """Return how wide the picture's place is, and that of what is said."""
        if not self.beside:
            return width, 0.0
        own = (width - PICTURE_GAP) * picture_share(self.picture.width, self.picture.height)
        return own, width - PICTURE_GAP - own

    def below(self, width: float) -> float:
        """Return the height of the caption, with the space above it."""
        return self.caption.height(self.columns(width)[0]) + BELOW_PHOTO if self.caption else 0.0

    def height(self, width: float) -> float:
        words = self.beside.height(self.columns(width)[1]) if self.beside else 0.0
        return max(LEAST_PHOTO + self.below(width), words)

    def fits(self, width: float, room: float) -> bool:
        return self.height(width) <= room

    def filled(self, width: float, room: float) -> float:
        """Return how much of the room it takes: all that the picture can fill."""
        own, _ = self.columns(width)
        tall = size_within(self.picture.width, self.picture.height, own, room - self.below(width))[1]
        return max(self.height(width), min(room, tall + self.below(width)))

    def split(self, width: float, room: float, force: bool = False) -> Parted:
        """Leave to the next slide what of the words beside it does not fit."""
        if not force:
            return None, self
        if not self.beside:
            return self, None
        head, tail = self.beside.split(self.columns(width)[1], room, force)
        return replace(self, beside=head if isinstance(head, TextFlow) else None), tail
