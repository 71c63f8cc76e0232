"""Lanes side by side along an axis of time: a bar for each row, and on the axis the dates that are set."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import accumulate, product

from briefpack.document.tree import Figure
from briefpack.figures.cells import Cells, Drawn, cell, cells_of, days_of, number_of, with_extras
from briefpack.figures.kind import CellLook, FigureKind, Points, plain_row
from briefpack.figures.marks import COLUMN_GAP_EM, REGION_MARKS, KeyItem, Mark, draw_key
from briefpack.figures.pen import Pen
from briefpack.figures.shapes import Circle, Point, Polygon, Rect, Shape, TextLine
from briefpack.languages.marks import dotted


@dataclass(frozen=True, slots=True)
class Bar:
    text: str
    number: str
    mark: Mark | None
    row: int


@dataclass(frozen=True, slots=True)
class Date:
    """Hold what happens on a day: `when` is how the figure writes the day, `day` is it in ISO 8601."""

    when: str
    what: str
    day: str
    row: int


@dataclass(frozen=True, slots=True)
class Lane:
    """Hold what belongs to a horizon."""

    name: str
    bars: list[Bar] = field(default_factory=list)
    dates: list[Date] = field(default_factory=list)


LEAST_LANE_EM = 11
"""A lane narrower than this, in ems of the labels, starts a second row of lanes; no column of bars is narrower."""
BEFORE_DATES_EM = 1.7
"""Between the begin of a lane, which has a dot, and its first date."""
MOST_COLUMNS = 3
"""A lane sets its bars side by side in so many columns at most."""


def draw_roadmap(figure: Figure, width: float, pen: Pen) -> Drawn:
    lanes, keys, has_marks = _read(figure)
    shapes: list[Shape] = []
    top = 0.0
    drawn_lanes = _Lanes(pen, has_marks, any(bar.number for lane in lanes for bar in lane.bars))
    rows = [(chunk, drawn_lanes.places(chunk, width)) for chunk in _chunks(lanes, width, pen)]
    lines = max((drawn_lanes.most_lines(chunk, places) for chunk, places in rows), default=1)
    for chunk, places in rows:
        drawn, top = drawn_lanes.draw(chunk, places, top, width, lines)
        shapes += drawn
        top += pen.leading * 0.75
    if len(rows) == 1 and (beside := drawn_lanes.key_beside(*rows[0], keys, top - pen.leading * 0.75, width)):
        shapes, keys = shapes + beside, keys[1:]
    return _with_keys(shapes, top, keys, width, pen)


@lru_cache(maxsize=8)
def _read(figure: Figure) -> tuple[list[Lane], list[list[KeyItem]], bool]:
    """Return the lanes of a figure, what explains it, and whether bars have marks; it is drawn in several sizes."""
    lanes, marks = _lanes_of(figure), _region_marks(figure)
    return lanes, _keys(cells_of(figure)[0], lanes, marks), any(marks)


def _lanes_of(figure: Figure) -> list[Lane]:
    """Return the horizons in the order in which the table names them, with their bars and their dates."""
    _, *rows = cells_of(figure)
    marks, lanes = _region_marks(figure), dict[str, Lane]()
    days = days_of(figure, 1)
    for place, (row, data, day) in enumerate(zip(rows, figure.table.rows, days, strict=True), 1):
        horizon, _, when = cell(row, 1).partition("\n")
        lane = lanes.setdefault(horizon, Lane(horizon))
        if day and when:
            lane.dates.append(Date(when, dotted(row[0], *row[2:]), day, place))
            continue
        number = number_of(data.cells[0])
        text = with_extras([row[0][len(number) :].strip(), *row[1:]], 3)
        lane.bars.append(Bar(text, number, marks.get(cell(row, 2)), place))
    return list(lanes.values())


def _region_marks(figure: Figure) -> dict[str, Mark]:
    """Return the sign of each region of the bars: the one of its place among all regions that there are."""
    _, *rows = cells_of(figure)
    days = days_of(figure, 1)
    named = [cell(row, 2) for row, day in zip(rows, days, strict=True) if cell(row, 2) and not day]
    names = dict.fromkeys((*figure.regions, *named))
    return {name: REGION_MARKS[number % len(REGION_MARKS)] for number, name in enumerate(names) if name in {*named}}


def _keys(header: list[str], lanes: Sequence[Lane], marks: dict[str, Mark]) -> list[list[KeyItem]]:
    """Explain the marks of the regions, then the dates; a lane's head and a bar say themselves what they are."""
    regions = [KeyItem(region, mark) for region, mark in marks.items()]
    head = [KeyItem(cell(header, 2))] if cell(header, 2) else []
    dates = [KeyItem(date.what, number=date.when, place=(date.row, 0)) for lane in lanes for date in lane.dates]
    return [key for key in ([*head, *regions], dates) if key]


def _with_keys(shapes: list[Shape], top: float, keys: list[list[KeyItem]], width: float, pen: Pen) -> Drawn:
    bottom = top
    for key in keys:
        drawn, bottom = draw_key(key, top, width, pen)
        shapes = shapes + drawn
        top = bottom + pen.leading * 0.4
    return shapes, bottom


def _arrow(x1: float, x2: float, y: float, head: float) -> tuple[Point, ...]:
    """Return the outline of an arrow to the right, its shaft 1.4 pt thick."""
    neck = x2 - head * 1.5
    return ((x1, y - 0.7), (neck, y - 0.7), (neck, y - head), (x2, y), (neck, y + head), (neck, y + 0.7), (x1, y + 0.7))


def _chunks(lanes: list[Lane], width: float, pen: Pen) -> list[list[Lane]]:
    """Share the lanes evenly between as few rows as hold them."""
    size = max(1, int(width // (LEAST_LANE_EM * pen.size)))
    rows = -(-len(lanes) // size)
    per_row = -(-len(lanes) // rows) if rows else 1
    return [lanes[start : start + per_row] for start in range(0, len(lanes), per_row)]


Columns = list[tuple[float, float]]
"""Where the columns start in which a lane sets its bars, and how wide they are."""


def _columns(counts: Sequence[int], width: float, pen: Pen) -> list[Columns]:
    """Return the columns of each lane, as many as `counts` says, all equally wide.

    The last lane of two or three columns is as wide as the page's side column.
    """
    total, gap = sum(counts), pen.size * COLUMN_GAP_EM
    widths = [(width - gap * (total - 1)) / total] * total
    if total in (2, 3) and counts[-1] == 1 and pen.side_start:
        main = (pen.side_start - gap * (total - 1)) / (total - 1)
        uneven = [*[main] * (total - 1), width - pen.side_start]
        widths = uneven if min(uneven) >= LEAST_LANE_EM * pen.size else widths
    columns = [(sum(widths[:n]) + gap * n, wide) for n, wide in enumerate(widths)]
    ends = list(accumulate(counts))
    return [columns[end - count : end] for count, end in zip(counts, ends, strict=True)]


@dataclass(frozen=True, slots=True)
class _Lanes:
    """Draw lanes side by side, all bars of one height."""

    pen: Pen
    has_marks: bool
    has_numbers: bool
    counts: dict[tuple[str, float], int] = field(default_factory=dict)
    """How many lines the texts of bars take that were asked for, by text and width of the bar."""

    @property
    def gap(self) -> float:
        return self.pen.size * 0.42

    def _indents(self) -> tuple[float, float, float]:
        """Return where a bar's mark has its middle, where its number starts and where its text does."""
        em = self.pen.size
        number = em * (1.65 if self.has_marks else 0.85)
        return em * 0.94, number, number + (em if self.has_numbers else 0)

    def places(self, lanes: Sequence[Lane], width: float) -> list[Columns]:
        """Return the columns of lanes side by side: those in which the bars take the least height, as few as do."""
        most = int((width + self.pen.size * COLUMN_GAP_EM) / (self.pen.size * (LEAST_LANE_EM + COLUMN_GAP_EM)))
        counts = product(*[range(1, max(1, min(len(lane.bars), MOST_COLUMNS)) + 1) for lane in lanes])
        fitting = [one for one in counts if sum(one) <= max(most, len(lanes))]
        tried = [_columns(one, width, self.pen) for one in sorted(fitting, key=sum)]
        return min(tried, key=lambda columns: self._height(lanes, columns))

    def _height(self, lanes: Sequence[Lane], columns: Sequence[Columns]) -> float:
        rows = max((-(-len(lane.bars) // len(own)) for lane, own in zip(lanes, columns, strict=True)), default=0)
        return rows * (self.bar_height(self.most_lines(lanes, columns)) + self.gap)

    def key_beside(
        self, lanes: Sequence[Lane], columns: Sequence[Columns], keys: list[list[KeyItem]], bottom: float, width: float
    ) -> list[Shape]:
        """Return the key of the regions where later lanes leave room for it below their bars, or nothing."""
        if not keys or not any(item.mark for item in keys[0]):
            return []
        counts = [-(-len(lane.bars) // len(own)) for lane, own in zip(lanes, columns, strict=True)]
        row = self.bar_height(self.most_lines(lanes, columns)) + self.gap
        for first in range(1, len(lanes)):
            room, x = (max(counts) - max(counts[first:])) * row, columns[first][0][0]
            _, tall = draw_key(keys[0], 0, width - x, self.pen, x)
            if tall <= room:
                return draw_key(keys[0], bottom - tall, width - x, self.pen, x)[0]
        return []

    def bar_height(self, lines: int) -> float:
        """Return how tall a bar of so many lines is."""
        return lines * self.pen.leading + self.pen.size * 0.72

    def _text(self, bar: Bar, wide: float) -> list[TextLine]:
        return self.pen.lines(bar.text, self._room(wide))

    def _lines(self, bar: Bar, wide: float) -> int:
        if (bar.text, wide) not in self.counts:
            self.counts[bar.text, wide] = self.pen.line_count(bar.text, self._room(wide))
        return self.counts[bar.text, wide]

    def _room(self, wide: float) -> float:
        return wide - self._indents()[2] - self.pen.size * 0.5

    def most_lines(self, lanes: Sequence[Lane], places: Sequence[Columns]) -> int:
        """Return how many lines the longest text of a bar takes."""
        texts = (
            self._lines(bar, columns[0][1]) for lane, columns in zip(lanes, places, strict=True) for bar in lane.bars
        )
        return max(1, max(texts, default=1))

    def draw(self, lanes: Sequence[Lane], columns: Sequence[Columns], top: float, width: float, lines: int) -> Drawn:
        pen = self.pen
        places = [(own[0][0], own[-1][0] + own[-1][1] - own[0][0]) for own in columns]
        heads = [pen.lines(lane.name, wide, bold=True) for lane, (_, wide) in zip(lanes, places, strict=True)]
        axis = top + max(len(head) for head in heads) * pen.leading + pen.size * 0.55
        accent = pen.colours.accent
        shapes: list[Shape] = [Polygon(_arrow(0, width, axis, pen.size * 0.42), accent)]
        dates = [self._dates(lane.dates, place, axis) for lane, place in zip(lanes, places, strict=True)]
        has_days = any(named for _, named in dates)
        bottom = start = axis + pen.size * 0.85 + (pen.leading if has_days else 0)
        above = axis - pen.size * 0.55
        # Whoever hears the shapes one by one hears each horizon before what belongs to it.
        for lane, own, (x, _), head, (rings, _) in zip(lanes, columns, places, heads, dates, strict=True):
            shapes += pen.words(head, x, above - len(head) * pen.leading, accent, bold=True)
            drawn, low = self._bars(lane.bars, own, start, lines)
            shapes += [Circle(x + pen.size * 0.3, axis, pen.size * 0.3, accent), *rings, *drawn]
            bottom = max(bottom, low)
        return shapes, bottom

    def _dates(self, dates: Sequence[Date], place: tuple[float, float], axis: float) -> tuple[list[Shape], bool]:
        """Draw a ring on the axis for each date; tell whether the days stand below them, where there is room."""
        pen, (x, wide) = self.pen, place
        before = pen.size * BEFORE_DATES_EM
        needs = [pen.width(date.when) + pen.size for date in dates]
        named = bool(dates) and sum(needs) <= wide - before
        room = needs if named else [pen.size * 0.9] * len(dates)
        shapes: list[Shape] = []
        for date, at in zip(dates, _along([date.day for date in dates], room, wide - before), strict=True):
            left = x + before + at
            colours = pen.colours
            ring = Circle(left + pen.size * 0.3, axis, pen.size * 0.26, colours.paper, colours.accent, 1.3)
            shapes.append(replace(ring, place=(date.row, 0)))
            if named:
                line = [TextLine(date.when)]
                shapes += pen.words(line, left, axis + pen.size * 0.45, colours.quiet, place=(date.row, 1))
        return shapes, named

    def _bars(self, bars: Sequence[Bar], columns: Columns, top: float, lines: int) -> Drawn:
        pen, height = self.pen, self.bar_height(lines)
        shapes: list[Shape] = []
        bottom = top
        for number, bar in enumerate(bars):
            row, column = divmod(number, len(columns))
            x, wide = columns[column]
            box = Rect(x, top + row * (height + self.gap), wide, height, pen.colours.tint)
            shapes += self._bar(bar, box)
            bottom = box.y + height
        return shapes, bottom

    def _bar(self, bar: Bar, box: Rect) -> list[Shape]:
        pen, (mark, number, text) = self.pen, self._indents()
        lines = self._text(bar, box.width)
        middle = box.y + box.height / 2
        shapes: list[Shape] = [box, Rect(box.x, box.y, pen.size * 0.22, box.height, pen.colours.accent)]
        if bar.mark:
            sign = bar.mark(box.x + mark, middle, pen.size * 0.32, pen.colours.accent, box.fill)
            shapes.append(replace(sign, place=(bar.row, 2)))
        if bar.number:
            line, place = [TextLine(bar.number)], (bar.row, 0)
            shapes += pen.words(line, box.x + number, middle - pen.leading / 2, pen.colours.accent, True, place=place)
        top = middle - len(lines) * pen.leading / 2
        return shapes + pen.words(lines, box.x + text, top, pen.colours.ink, box=box, place=(bar.row, 0))


def _along(days: Sequence[str], room: Sequence[float], width: float) -> list[float]:
    """Return where dates stand along an axis: as far apart as their days are, but each with its room."""
    dates = [datetime.date.fromisoformat(day).toordinal() for day in days]
    span = (max(dates) - min(dates)) if dates else 0
    spare = width - sum(room)
    places, x = list[float](), 0.0
    for number, wide in enumerate(room):
        places.append(x)
        gap = max(0, dates[number + 1] - dates[number]) / span if number + 1 < len(dates) and span else 0
        x += wide + max(0.0, spare) * gap
    return places


def _points(cells: Cells) -> Points:
    """Tell each horizon, and below it what belongs to it: with its region, or with its date."""
    horizons: dict[str, list[str]] = {}
    for label, when, region in cells[1:]:
        horizon, _, day = when.partition("\n")
        horizons.setdefault(horizon, []).append(_with_region(f"{day}: {label}" if day else label, region))
    yield from horizons.items()


def _with_region(label: str, region: str) -> str:
    return f"{label} ({region})" if label and region else label or region


def _row_look(rows: Cells, number: int, figure: Figure) -> list[CellLook]:
    """Rule a line above the first row of each further horizon."""
    if number and _horizon(rows[number]) != _horizon(rows[number - 1]):
        return ["ruled"] * len(rows[number])
    return plain_row(rows, number, figure)


def _horizon(row: list[str]) -> str:
    return cell(row, 1).partition("\n")[0]


ROADMAP = FigureKind(draw_roadmap, _points, row_look=_row_look, read_as="list")
