"""Figures as drawings: a table and a kind become shapes that every format can draw.

Lengths are points, x grows to the right and y downwards from the top left corner. The drawing knows no
fonts: the caller says how wide words are. Every word of the figure's table stands in the drawing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Literal

from briefpack.theme import Colours, Theme
from briefpack.tree import Figure, plain_text

FontRole = Literal["body", "bold"]
Measure = Callable[[str, FontRole, float], float]
Anchor = Literal["start", "middle", "end"]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Rect:
    x: float
    y: float
    width: float
    height: float
    fill: str


@dataclass(frozen=True, slots=True)
class Line:
    x1: float
    y1: float
    x2: float
    y2: float
    colour: str
    thickness: float = 0.5


@dataclass(frozen=True, slots=True)
class Circle:
    """Draw a disc, or a ring where `stroke` is a colour."""

    x: float
    y: float
    radius: float
    fill: str
    stroke: str = ""
    thickness: float = 1.0


@dataclass(frozen=True, slots=True)
class Polygon:
    points: tuple[Point, ...]
    fill: str
    stroke: str = ""
    thickness: float = 1.0


@dataclass(frozen=True, slots=True)
class Label:
    """Set one line of text; y is its baseline. `goes_on`: the next label goes on within the same word."""

    x: float
    y: float
    text: str
    size: float
    colour: str
    bold: bool = False
    anchor: Anchor = "start"
    goes_on: bool = False


Shape = Rect | Line | Circle | Polygon | Label


@dataclass(frozen=True, slots=True)
class Drawing:
    width: float
    height: float
    shapes: tuple[Shape, ...]


def draw_figure(figure: Figure, width_pt: float, theme: Theme, measure: Measure, size_pt: float = 0) -> Drawing:
    """Draw the figure's table over the width; its title and alt text are the caller's to place.

    `size_pt` is the size of its type; without it, a little over the theme's captions.
    """
    pen = Pen(theme.colours, size_pt or theme.sizes.caption + 0.6, measure)
    shapes, height = KINDS[figure.kind](_cells(figure), width_pt, pen)
    return Drawing(width_pt, height, tuple(shapes))


def drawn_words(drawing: Drawing) -> list[str]:
    """Return the words that the drawing shows, in the order in which it draws them."""
    labels = [shape for shape in drawing.shapes if isinstance(shape, Label)]
    return "".join(label.text + ("" if label.goes_on else " ") for label in labels).split()


# Breaking text into lines

WIDE = (
    "\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\U00020000-\U0003ffff"
)
CLOSING = "、。，．・：；？！）」』】〕〉》’”…‥ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々,.:;?!)%"
OPENING = "（「『【〔〈《‘“"
_CLOSED = f"[{re.escape(CLOSING)}]*"
_ATOM = re.compile(f"[{OPENING}]*[{WIDE}]{_CLOSED}|(?:(?![{WIDE}{OPENING}]).)+{_CLOSED}|.", re.DOTALL)
_WIDE = re.compile(f"[{WIDE}]")


def atoms(word: str) -> list[str]:
    """Split a word without spaces where a line may end: between the characters of Chinese and Japanese."""
    return _ATOM.findall(word) if _WIDE.search(word) else [word]


@dataclass(frozen=True, slots=True)
class Pen:
    colours: Colours
    size: float
    measure: Measure

    @property
    def leading(self) -> float:
        return self.size * 1.24

    @property
    def rise(self) -> float:
        """The distance from the top of a line to its baseline: capitals stand in the middle of the line."""
        return self.leading / 2 + self.size * 0.33

    def width(self, text: str, bold: bool = False) -> float:
        return self.measure(text, "bold" if bold else "body", self.size)

    def lines(self, text: str, width: float, bold: bool = False) -> list[tuple[str, bool]]:
        """Break text into lines no wider than the width; True marks a line that ends within a word."""
        lines: list[tuple[str, bool]] = []
        line = ""
        for atom, glued in self._pieces(text, width, bold):
            longer = line + atom if glued or not line else f"{line} {atom}"
            if line and self.width(longer, bold) > width:
                lines.append((line, glued))
                line = atom
            else:
                line = longer
        return [*lines, (line, False)] if line else lines

    def _pieces(self, text: str, width: float, bold: bool) -> Iterable[tuple[str, bool]]:
        """Yield what is not broken, and whether it joins what stands before it without a space."""
        for word in text.split():
            for number, atom in enumerate(atoms(word)):
                for part, piece in enumerate(self._chopped(atom, width, bold)):
                    yield piece, bool(number or part)

    def _chopped(self, atom: str, width: float, bold: bool) -> list[str]:
        """Split an atom that is wider than the column."""
        if self.width(atom, bold) <= width:
            return [atom]
        pieces = [""]
        for character in atom:
            if pieces[-1] and self.width(pieces[-1] + character, bold) > width:
                pieces.append("")
            pieces[-1] += character
        return pieces

    def longest_word(self, text: str, bold: bool = False) -> float:
        return max((self.width(atom, bold) for word in text.split() for atom in atoms(word)), default=0)

    def labels(
        self,
        lines: Sequence[tuple[str, bool]],
        x: float,
        top: float,
        colour: str,
        bold: bool = False,
        anchor: Anchor = "start",
    ) -> list[Shape]:
        return [
            Label(x, top + self.rise + row * self.leading, line, self.size, colour, bold, anchor, goes_on)
            for row, (line, goes_on) in enumerate(lines)
        ]

    def middle(self, top: float) -> float:
        """The height at which a mark before a line that starts at `top` stands: half of the capitals'."""
        return top + self.leading / 2


Drawn = tuple[list[Shape], float]
"""Shapes and the height that they take."""
Cells = list[list[str]]


def _cells(figure: Figure) -> Cells:
    rows = (figure.table.header, *figure.table.rows)
    return [[plain_text(cell.inlines).strip() for cell in row.cells] for row in rows]


def _cell(row: list[str], column: int) -> str:
    return row[column] if column < len(row) else ""


def _with_extras(row: list[str], columns: int) -> str:
    """Return a row's label with the cells that its kind of figure has no place for."""
    return " · ".join(part for part in (_cell(row, 0), *row[columns:]) if part)


# Marks: shapes that tell regions and roles apart without colour

Mark = Callable[[float, float, float, str, str], Shape]


def _disc(x: float, y: float, r: float, colour: str, ground: str) -> Shape:
    return Circle(x, y, r, colour)


def _ring(x: float, y: float, r: float, colour: str, ground: str) -> Shape:
    return Circle(x, y, r - 0.4, ground, colour, max(1.0, r * 0.34))


def _polygon(*corners: Point, hollow: bool = False) -> Mark:
    def mark(x: float, y: float, r: float, colour: str, ground: str) -> Shape:
        points = tuple((x + dx * r, y + dy * r) for dx, dy in corners)
        return Polygon(points, ground, colour, r * 0.34) if hollow else Polygon(points, colour)

    return mark


_SQUARE = ((-0.88, -0.88), (0.88, -0.88), (0.88, 0.88), (-0.88, 0.88))
_TRIANGLE = ((0.0, -1.05), (1.08, 0.85), (-1.08, 0.85))
_DIAMOND = ((0.0, -1.2), (1.2, 0.0), (0.0, 1.2), (-1.2, 0.0))
_PLUS = (
    (-0.36, -1.05),
    (0.36, -1.05),
    (0.36, -0.36),
    (1.05, -0.36),
    (1.05, 0.36),
    (0.36, 0.36),
    (0.36, 1.05),
    (-0.36, 1.05),
    (-0.36, 0.36),
    (-1.05, 0.36),
    (-1.05, -0.36),
    (-0.36, -0.36),
)
REGION_MARKS: tuple[Mark, ...] = (
    _disc,
    _polygon(*_SQUARE),
    _polygon(*_TRIANGLE),
    _polygon(*_DIAMOND),
    _ring,
    _polygon(*_SQUARE, hollow=True),
    _polygon(*_TRIANGLE, hollow=True),
    _polygon(*_DIAMOND, hollow=True),
    _polygon(*_PLUS),
)


@dataclass(frozen=True, slots=True)
class KeyItem:
    """Explain a mark, or a number, or stand alone as a heading."""

    text: str
    mark: Mark | None = None
    number: str = ""


def _key(items: list[KeyItem], top: float, width: float, pen: Pen) -> Drawn:
    """Set the items one after another, in as many lines as they need."""
    shapes: list[Shape] = []
    x, y = 0.0, top
    for item in items:
        lead = _key_lead(item, pen)
        lines = pen.lines(item.text, width - lead)
        wide = lead + max((pen.width(line) for line, _ in lines), default=0)
        if x and x + wide > width:
            x, y = 0.0, y + pen.leading * 1.15
        shapes += _key_sign(item, x, y, pen)
        shapes += pen.labels(lines, x + lead, y, pen.colours.quiet)
        x, y = x + wide + pen.size * 1.5, y + pen.leading * max(0, len(lines) - 1)
    return shapes, y + pen.leading


def _key_lead(item: KeyItem, pen: Pen) -> float:
    if item.number:
        return pen.width(item.number, bold=True) + pen.size * 0.5
    return pen.size * 1.15 if item.mark else 0


def _key_sign(item: KeyItem, x: float, top: float, pen: Pen) -> list[Shape]:
    if item.number:
        return pen.labels([(item.number, False)], x, top, pen.colours.accent, bold=True)
    if item.mark:
        radius = pen.size * 0.32
        return [item.mark(x + radius * 1.2, pen.middle(top), radius, pen.colours.accent, pen.colours.paper)]
    return []


# Roadmap: lanes side by side along an axis of time, a bar for each row


@dataclass(frozen=True, slots=True)
class Bar:
    text: str
    mark: Mark | None


LEAST_LANE_EM = 11
"""A lane narrower than this, in ems of the labels, starts a second row of lanes."""


def _roadmap(cells: Cells, width: float, pen: Pen) -> Drawn:
    header, *rows = cells
    marks = _region_marks(_cell(row, 2) for row in rows)
    lanes: dict[str, list[Bar]] = {}
    for row in rows:
        bar = Bar(_with_extras(row, 3), marks.get(_cell(row, 2)))
        lanes.setdefault(_cell(row, 1), []).append(bar)
    shapes: list[Shape] = []
    top = 0.0
    for chunk in _chunks(list(lanes.items()), max(1, int(width // (LEAST_LANE_EM * pen.size)))):
        drawn, top = _lanes(chunk, top, width, pen)
        shapes += drawn
        top += pen.leading * 0.75
    drawn, height = _key(_roadmap_key(header, marks), top, width, pen)
    return shapes + drawn, height


def _region_marks(regions: Iterable[str]) -> dict[str, Mark]:
    names = [name for name in dict.fromkeys(regions) if name]
    return {name: REGION_MARKS[number % len(REGION_MARKS)] for number, name in enumerate(names)}


def _roadmap_key(header: list[str], marks: dict[str, Mark]) -> list[KeyItem]:
    """Explain the regions, then what a bar and a lane are."""
    regions = [KeyItem(_cell(header, 2))] if _cell(header, 2) else []
    regions += [KeyItem(region, mark) for region, mark in marks.items()]
    others = [
        KeyItem(name, sign) for name, sign in ((_with_extras(header, 3), _bar_sign), (_cell(header, 1), _axis_sign))
    ]
    return regions + [item for item in others if item.text]


def _bar_sign(x: float, y: float, r: float, colour: str, ground: str) -> Shape:
    return Polygon(
        ((x - r, y - r * 0.7), (x + r, y - r * 0.7), (x + r, y + r * 0.7), (x - r, y + r * 0.7)), ground, colour, 0.8
    )


def _axis_sign(x: float, y: float, r: float, colour: str, ground: str) -> Shape:
    return Polygon(_arrow(x - r, x + r, y, r * 0.55), colour)


def _arrow(x1: float, x2: float, y: float, head: float) -> tuple[Point, ...]:
    """Return the outline of an arrow to the right, its shaft 1.4 pt thick."""
    neck = x2 - head * 1.5
    return ((x1, y - 0.7), (neck, y - 0.7), (neck, y - head), (x2, y), (neck, y + head), (neck, y + 0.7), (x1, y + 0.7))


def _chunks(lanes: list[tuple[str, list[Bar]]], size: int) -> list[list[tuple[str, list[Bar]]]]:
    """Share the lanes evenly between as few rows as hold them."""
    rows = -(-len(lanes) // size)
    per_row = -(-len(lanes) // rows) if rows else 1
    return [lanes[start : start + per_row] for start in range(0, len(lanes), per_row)]


def _lanes(lanes: list[tuple[str, list[Bar]]], top: float, width: float, pen: Pen) -> Drawn:
    gap = pen.size * 1.1
    lane = (width - gap * (len(lanes) - 1)) / len(lanes)
    xs = [number * (lane + gap) for number in range(len(lanes))]
    heads = [pen.lines(name, lane, bold=True) for name, _ in lanes]
    axis = top + max(len(head) for head in heads) * pen.leading + pen.size * 0.55
    shapes: list[Shape] = []
    for x, head in zip(xs, heads, strict=True):
        shapes += pen.labels(head, x, axis - pen.size * 0.55 - len(head) * pen.leading, pen.colours.accent, bold=True)
    shapes.append(Polygon(_arrow(0, width, axis, pen.size * 0.42), pen.colours.accent))
    shapes += [Circle(x + pen.size * 0.3, axis, pen.size * 0.3, pen.colours.accent) for x in xs]
    bars, bottom = _bars_of_lanes([bars for _, bars in lanes], xs, axis + pen.size * 0.85, lane, pen)
    return shapes + bars, bottom


def _bars_of_lanes(lanes: list[list[Bar]], xs: list[float], top: float, width: float, pen: Pen) -> Drawn:
    """Draw the bars lane by lane; bars of one row are as tall as the tallest of them."""
    indent = pen.size * (1.75 if any(bar.mark for bars in lanes for bar in bars) else 0.85)
    texts = [[pen.lines(bar.text, width - indent - pen.size * 0.5) for bar in bars] for bars in lanes]
    gap, pad = pen.size * 0.42, pen.size * 0.36
    tops = [top]
    for row in range(max(len(bars) for bars in lanes)):
        lines = max(len(text[row]) for text in texts if row < len(text))
        tops.append(tops[-1] + max(1, lines) * pen.leading + 2 * pad + gap)
    shapes: list[Shape] = []
    for x, bars, lane_texts in zip(xs, lanes, texts, strict=True):
        for bar, text, y, following in zip(bars, lane_texts, tops, tops[1:], strict=False):
            height = following - y - gap
            shapes += _bar(bar, text, Rect(x, y, width, height, pen.colours.tint), indent, pen)
    return shapes, tops[-1] - gap


def _bar(bar: Bar, text: list[tuple[str, bool]], box: Rect, indent: float, pen: Pen) -> list[Shape]:
    top = box.y + (box.height - len(text) * pen.leading) / 2
    shapes: list[Shape] = [box, Rect(box.x, box.y, pen.size * 0.22, box.height, pen.colours.accent)]
    if bar.mark:
        x = box.x + indent / 2 + pen.size * 0.08
        shapes.append(bar.mark(x, pen.middle(top), pen.size * 0.32, pen.colours.accent, box.fill))
    return shapes + pen.labels(text, box.x + indent, top, pen.colours.ink)


# Matrix: actors down, proposals across

LEADS, TAKES_PART = "leads", "takes part"


def _matrix(cells: Cells, width: float, pen: Pen) -> Drawn:
    header, *rows = cells
    columns = max(1, len(header) - 1)
    names = max(pen.width(_cell(row, 0)) for row in cells) + pen.size
    names = min(names, width * 0.36) if len(header) > 1 else width
    column = (width - names) / columns
    heads, numbered = _matrix_heads(header[1:], column, pen)
    shapes, y = _matrix_header(header[0], heads, names, column, pen)
    for row in rows:
        shapes.append(Line(0, y, width, y, pen.colours.rule))
        drawn, y = _matrix_row(row, y, names, column, pen)
        shapes += drawn
    shapes.append(Line(0, y, width, y, pen.colours.rule))
    drawn, height = _key(_matrix_key(header, rows, numbered), y + pen.leading * 0.6, width, pen)
    return shapes + drawn, height


def _matrix_heads(titles: list[str], column: float, pen: Pen) -> tuple[list[list[tuple[str, bool]]], bool]:
    """Return the lines that head the columns: the titles where they fit in three lines, else numbers."""
    room = column - pen.size * 0.6
    heads = [pen.lines(title, room, bold=True) for title in titles]
    fits = all(len(head) <= 3 for head in heads) and all(pen.longest_word(title, True) <= room for title in titles)
    return (heads, False) if fits else ([[(str(number), False)] for number in range(1, len(titles) + 1)], True)


def _matrix_header(
    corner: str, heads: list[list[tuple[str, bool]]], names: float, column: float, pen: Pen
) -> tuple[list[Shape], float]:
    corner_lines = pen.lines(corner, names - pen.size * 0.5)
    bottom = max(len(lines) for lines in (corner_lines, *heads)) * pen.leading
    shapes = pen.labels(corner_lines, 0, bottom - len(corner_lines) * pen.leading, pen.colours.quiet)
    for number, head in enumerate(heads):
        x = names + (number + 0.5) * column
        shapes += pen.labels(head, x, bottom - len(head) * pen.leading, pen.colours.accent, True, "middle")
    return shapes, bottom + pen.size * 0.4


def _matrix_row(row: list[str], top: float, names: float, column: float, pen: Pen) -> Drawn:
    pad = pen.size * 0.42
    texts = [pen.lines(row[0], names - pen.size * 0.5)]
    texts += [[] if _role(text) else pen.lines(text, column - pen.size * 0.4) for text in row[1:]]
    height = max(1, *(len(text) for text in texts)) * pen.leading if texts else pen.leading
    shapes: list[Shape] = []
    for number, text in enumerate(texts):
        y = top + pad + (height - max(1, len(text)) * pen.leading) / 2
        if number == 0:
            shapes += pen.labels(text, 0, y, pen.colours.ink)
            continue
        x = names + (number - 0.5) * column
        if mark := _role(row[number]):
            shapes.append(mark(x, pen.middle(y), pen.size * 0.42, pen.colours.accent, pen.colours.paper))
        shapes += pen.labels(text, x, y, pen.colours.ink, anchor="middle")
    return shapes, top + height + 2 * pad


def _role(text: str) -> Mark | None:
    return {LEADS: _disc, TAKES_PART: _ring}.get(text.casefold())


def _matrix_key(header: list[str], rows: list[list[str]], numbered: bool) -> list[KeyItem]:
    """Explain the dots as the table words them, and the numbers if columns have numbers."""
    used = {text: mark for row in rows for text in row[1:] if (mark := _role(text))}
    items = [KeyItem(text, mark) for text, mark in sorted(used.items(), key=lambda pair: (pair[1] is _ring, pair[0]))]
    if numbered:
        items += [KeyItem(text, number=str(number)) for number, text in zip(count(1), header[1:])]
    return items


# Bars: one horizontal bar for each row

_NUMBER = re.compile(r"[-−–]?\d[\d\s,.'’]*")


def amount(text: str) -> float | None:
    """Read the number in a value such as `1,240`, `−3.5 %` or `€12 000`; None if it holds none."""
    found = _NUMBER.search(text)
    if not found:
        return None
    digits = re.sub(r"[\s'’]", "", found.group()).rstrip(".,").replace("−", "-").replace("–", "-")
    digits = re.sub(r"[.,](?=\d{3}(?:\D|$))", "", digits).replace(",", ".")
    try:
        return float(digits)
    except ValueError:
        return None


def _bars(cells: Cells, width: float, pen: Pen) -> Drawn:
    header, *rows = cells
    names = min(max(pen.width(_with_extras(row, 2)) for row in cells) + pen.size, width * 0.36)
    values = min(max(pen.width(_cell(row, 1), bold=True) for row in cells) + pen.size, width * 0.4)
    amounts = [amount(_cell(row, 1)) for row in rows]
    scale = _Scale(names, max(1.0, width - names - values), amounts)
    shapes, y = _bars_row(header, None, 0, scale, values, pen, pen.colours.quiet)
    start = y
    for row, value in zip(rows, amounts, strict=True):
        drawn, y = _bars_row(row, value, y, scale, values, pen, pen.colours.ink)
        shapes += drawn
    return [*shapes, Line(scale.zero, start, scale.zero, y, pen.colours.quiet)], y


class _Scale:
    """Place amounts between the least and the greatest, zero always among them."""

    def __init__(self, left: float, width: float, amounts: Sequence[float | None]) -> None:
        known = [value for value in amounts if value is not None]
        self.left, self.width = left, width
        self.low, self.high = min([0.0, *known]), max([0.0, *known])
        self.zero = self.x(0.0)

    def x(self, value: float) -> float:
        return self.left + self.width * (value - self.low) / ((self.high - self.low) or 1)


def _bars_row(
    row: list[str], value: float | None, top: float, scale: _Scale, values: float, pen: Pen, colour: str
) -> tuple[list[Shape], float]:
    pad = pen.size * 0.3
    name = pen.lines(_with_extras(row, 2), scale.left - pen.size * 0.6)
    text = pen.lines(_cell(row, 1), values - pen.size * 0.5, bold=value is not None)
    height = max(1, len(name), len(text)) * pen.leading
    shapes = pen.labels(name, 0, top + pad, colour)
    end = scale.zero
    if value is not None:
        x1, x2 = sorted((scale.zero, scale.x(value)))
        shapes.append(Rect(x1, top + pad * 0.7, x2 - x1, height + pad * 0.6, pen.colours.accent))
        end = x2
    shapes += pen.labels(text, end + pen.size * 0.5, top + pad, colour, bold=value is not None)
    return shapes, top + height + 2 * pad


KINDS: dict[str, Callable[[Cells, float, Pen], Drawn]] = {"roadmap": _roadmap, "matrix": _matrix, "bars": _bars}
