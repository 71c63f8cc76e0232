"""Flows: what is placed on pages. Each knows its height at a width, can be split, and draws itself.

What is measured is what is drawn: pages are filled by splitting flows, and the parts are what is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from briefpack.writers.pdf.styles import TextStyle
from briefpack.writers.pdf.text import Line, Word, break_lines

if TYPE_CHECKING:
    from briefpack.writers.pdf.canvas import PageCanvas

LEAST_WIDTH = 24.0
"""No text is set in a column narrower than this, however deep it is nested."""
ENOUGH = 0.01
"""Rounding: what is over a height by no more than this fits."""


@dataclass
class Flow:
    """Hold a part of the page and the tree node that it shows.

    before, after: space around it, of which the larger counts between two flows, none at the top of a frame;
    keep: it stays with the flow that follows; added: the writer repeats or adds it, the tree has it elsewhere;
    tag: what it is in the structure of the file, where the node does not say it: a label, the body of an item.
    """

    node: object = None
    before: float = 0
    after: float = 0
    keep: bool = False
    added: bool = False
    tag: str = ""
    _heights: dict[float, float] = field(default_factory=dict, init=False, repr=False, compare=False)

    def height(self, width: float) -> float:
        found = self._heights.get(width)
        if found is None:
            found = self._heights[width] = self.measured(width)
        return found

    def measured(self, width: float) -> float:
        raise NotImplementedError

    def split(self, width: float, height: float, force: bool = False) -> tuple[Flow | None, Flow | None]:
        """Return what fits into the height and what is left; forced, something is always placed."""
        fits = self.height(width) <= height + ENOUGH
        return (self, None) if fits or force else (None, self)

    def baseline(self, width: float) -> float:
        """The distance from the top to the first baseline."""
        return 0

    def paint(self, canvas: PageCanvas, x: float, y: float, width: float) -> None:
        """Draw with the top left corner at x, y, marked as what it is."""
        canvas.marks.open(self)
        self.draw(canvas, x, y, width)
        canvas.marks.close()

    def draw(self, canvas: PageCanvas, x: float, y: float, width: float) -> None:
        """Draw; called by `paint` alone."""
        raise NotImplementedError

    def parts(self) -> Iterator[Flow]:
        """Yield the flow and all flows in it, in reading order."""
        yield self


@dataclass
class TextFlow(Flow):
    """Set words in a style. `level`: the level of a heading, which becomes an entry of the outline."""

    words: list[Word] = field(default_factory=list)
    style: TextStyle = field(default_factory=lambda: TextStyle(10, 13))
    align: str = "left"
    level: int = 0
    title: str = ""
    _lines: dict[float, list[Line]] = field(default_factory=dict)

    def lines(self, width: float) -> list[Line]:
        if width not in self._lines:
            limit = self.style.measure_em * self.style.size or width
            self._lines[width] = break_lines(self.words, max(min(limit, width), LEAST_WIDTH), self.style.balanced)
        return self._lines[width]

    def measured(self, width: float) -> float:
        return len(self.lines(width)) * self.style.leading

    def baseline(self, width: float) -> float:
        return self.style.baseline

    def split(self, width: float, height: float, force: bool = False) -> tuple[Flow | None, Flow | None]:
        """Split between lines, with two at least on either side."""
        lines = self.lines(width)
        room = int((height + ENOUGH) / self.style.leading)
        if len(lines) <= room:
            return self, None
        room = min(room, len(lines) - 2)
        if room < 2:
            if not force:
                return None, self
            room = max(1, int((height + ENOUGH) / self.style.leading))
            if room >= len(lines):
                return self, None
        return self._of(lines[:room], after=0), self._of(lines[room:], level=0)

    def _of(self, lines: Sequence[Line], **changes: float) -> TextFlow:
        words = [word for line in lines for word in line.words]
        return replace(self, words=words, _lines={}, **changes)  # type: ignore[arg-type]

    def draw(self, canvas: PageCanvas, x: float, y: float, width: float) -> None:
        placed = []
        for number, line in enumerate(self.lines(width)):
            shift = {"right": width - line.width, "center": (width - line.width) / 2}.get(self.align, 0)
            placed.append((x + max(0, shift), y + number * self.style.leading + self.style.baseline, line))
        if self.level:
            canvas.bookmark(self.title, self.level, y)
        canvas.write_lines(placed)


@dataclass
class RuleFlow(Flow):
    colour: str = "#000000"
    thickness: float = 0.5

    def measured(self, width: float) -> float:
        return self.thickness

    def draw(self, canvas: PageCanvas, x: float, y: float, width: float) -> None:
        canvas.draw_line(x, y, x + width, y, self.colour, self.thickness)


@dataclass
class SpaceFlow(Flow):
    """Leave room: for a hand that signs, over a line if it has a colour."""

    tall: float = 0
    colour: str = ""
    base: float = 0

    def measured(self, width: float) -> float:
        return self.tall

    def baseline(self, width: float) -> float:
        return self.base

    def draw(self, canvas: PageCanvas, x: float, y: float, width: float) -> None:
        if self.colour:
            canvas.draw_line(x, y + self.base + 2, x + width, y + self.base + 2, self.colour, 0.6)


@dataclass
class BoxFlow(Flow):
    """Draw an empty square to tick."""

    size: float = 9
    base: float = 9
    colour: str = "#000000"

    def measured(self, width: float) -> float:
        return self.size

    def baseline(self, width: float) -> float:
        return self.base

    def draw(self, canvas: PageCanvas, x: float, y: float, width: float) -> None:
        canvas.begin_drawing(x, y, self.size, self.size)
        canvas.stroke_rect(x, y + self.base - self.size * 0.86, self.size, self.size, self.colour, 0.8)
        canvas.end_drawing()


@dataclass
class Stack(Flow):
    """Set flows one below the other. `whole`: on one page where a page can hold it."""

    flows: list[Flow] = field(default_factory=list)
    whole: bool = False

    def placed(self, width: float) -> Iterator[tuple[Flow, float]]:
        """Yield each flow with the distance of its top from the stack's."""
        y, after = 0.0, 0.0
        for number, flow in enumerate(self.flows):
            y += max(after, flow.before) if number else 0
            yield flow, y
            y += flow.height(width)
            after = flow.after

    def measured(self, width: float) -> float:
        return max((y + flow.height(width) for flow, y in self.placed(width)), default=0)

    def baseline(self, width: float) -> float:
        return self.flows[0].baseline(width) if self.flows else 0

    def split(self, width: float, height: float, force: bool = False) -> tuple[Flow | None, Flow | None]:
        if Stack.measured(self, width) <= height + ENOUGH:
            return self, None
        if self.whole and not force:
            return None, self
        placed: list[Flow] = []
        rest = list(self.flows)
        y, after = 0.0, 0.0
        while rest:
            gap = max(after, rest[0].before) if placed else 0
            must = force and all(flow.keep for flow in placed) and not (placed and rest[0].height(width) <= height)
            head, tail = rest[0].split(width, height - y - gap, must)
            if head:
                placed.append(head)
            if tail:
                rest[0] = tail
                break
            y += gap + rest.pop(0).height(width)
            after = placed[-1].after if placed else 0
        _give_back(placed, rest, force)
        return self._of(placed), self._of(rest)

    def _of(self, flows: list[Flow]) -> Stack | None:
        return replace(self, flows=flows) if flows else None

    def draw(self, canvas: PageCanvas, x: float, y: float, width: float) -> None:
        for flow, top in self.placed(width):
            flow.paint(canvas, x, y + top, width)

    def parts(self) -> Iterator[Flow]:
        yield self
        for flow in self.flows:
            yield from flow.parts()


def _give_back(placed: list[Flow], rest: list[Flow], force: bool) -> None:
    """Move headings that end the placed flows to what follows them, unless nothing else were placed."""
    kept = len(placed)
    while rest and kept and placed[kept - 1].keep:
        kept -= 1
    if kept or not force:
        rest[:0] = placed[kept:]
        del placed[kept:]


@dataclass
class Panel(Stack):
    """Set a stack on a ground, beside a bar or under a line. bleed: how far the ground goes beyond the column."""

    fill: str = ""
    bar: str = ""
    line: str = ""
    line_width: float = 1.2
    pad_x: float = 0
    pad_top: float = 0
    pad_bottom: float = 0
    bleed: float = 0

    def _inner(self, width: float) -> float:
        return max(width - self.pad_x - (0 if self.bar or self.line else self.pad_x), LEAST_WIDTH)

    def measured(self, width: float) -> float:
        return Stack.measured(self, self._inner(width)) + self.pad_top + self.pad_bottom

    def baseline(self, width: float) -> float:
        return self.pad_top + Stack.baseline(self, self._inner(width))

    def split(self, width: float, height: float, force: bool = False) -> tuple[Flow | None, Flow | None]:
        return Stack.split(self, self._inner(width), height - self.pad_top - self.pad_bottom, force)

    def draw(self, canvas: PageCanvas, x: float, y: float, width: float) -> None:
        tall = self.height(width)
        if self.fill:
            canvas.fill_rect(x - self.bleed, y, width + 2 * self.bleed, tall, self.fill)
        if self.bar:
            canvas.fill_rect(x, y, 2, tall, self.bar)
        if self.line:
            canvas.draw_line(x, y, x + width, y, self.line, self.line_width)
        Stack.draw(self, canvas, x + self.pad_x, y + self.pad_top, self._inner(width))


@dataclass
class Hanging(Flow):
    """Set a label in the margin of a flow, on its first baseline."""

    label: Flow | None = None
    body: Flow = field(default_factory=Stack)
    indent: float = 12
    gap: float = 4
    """The space between the label, which ends before it, and the flow."""

    def _inner(self, width: float) -> float:
        return max(width - self.indent, LEAST_WIDTH)

    def measured(self, width: float) -> float:
        own = self.label.height(self.indent) if self.label else 0
        return max(self.body.height(self._inner(width)), own)

    def baseline(self, width: float) -> float:
        return self.body.baseline(self._inner(width))

    def split(self, width: float, height: float, force: bool = False) -> tuple[Flow | None, Flow | None]:
        head, tail = self.body.split(self._inner(width), height, force)
        if head is None or tail is None:
            return (self, None) if head else (None, self)
        return replace(self, body=head, after=0), replace(self, body=tail, label=None)

    def draw(self, canvas: PageCanvas, x: float, y: float, width: float) -> None:
        if self.label:
            shift = self.baseline(width) - self.label.baseline(self.indent)
            self.label.paint(canvas, x, y + shift, self.indent - self.gap)
        self.body.paint(canvas, x + self.indent, y, self._inner(width))

    def parts(self) -> Iterator[Flow]:
        yield self
        if self.label:
            yield from self.label.parts()
        yield from self.body.parts()


@dataclass
class Columns(Flow):
    """Set flows side by side; shares: the part of the width that each takes, gaps apart.

    A row of a table is whole: it is split only where a page cannot hold it. on_baseline: the flows stand on one
    first baseline.
    """

    columns: list[Flow | None] = field(default_factory=list)
    shares: tuple[float, ...] = ()
    gap: float = 0
    whole: bool = False
    on_baseline: bool = False
    pad_y: float = 0
    line: str = ""
    thickness: float = 0.5
    fill: str = ""

    def placed(self, width: float) -> Iterator[tuple[Flow | None, float, float]]:
        """Yield each column with its x and its width."""
        room = width - self.gap * (len(self.columns) - 1)
        x = 0.0
        for column, share in zip(self.columns, self.shares, strict=True):
            yield column, x, max(share * room, LEAST_WIDTH)
            x += share * room + self.gap

    def _shift(self, column: Flow, wide: float, width: float) -> float:
        return self.baseline(width) - self.pad_y - column.baseline(wide) if self.on_baseline else 0

    def baseline(self, width: float) -> float:
        return self.pad_y + max((flow.baseline(wide) for flow, _, wide in self.placed(width) if flow), default=0)

    def measured(self, width: float) -> float:
        tall = (flow.height(wide) + self._shift(flow, wide, width) for flow, _, wide in self.placed(width) if flow)
        return max(tall, default=0) + 2 * self.pad_y

    def split(self, width: float, height: float, force: bool = False) -> tuple[Flow | None, Flow | None]:
        if self.height(width) <= height + ENOUGH:
            return self, None
        if self.whole and not force:
            return None, self
        room = height - 2 * self.pad_y
        split = [flow.split(wide, room, force) if flow else (None, None) for flow, _, wide in self.placed(width)]
        return self._of([head for head, _ in split]), self._of([tail for _, tail in split])

    def _of(self, columns: list[Flow | None]) -> Flow | None:
        return replace(self, columns=columns) if any(columns) else None

    def draw(self, canvas: PageCanvas, x: float, y: float, width: float) -> None:
        tall = self.height(width)
        if self.fill:
            canvas.fill_rect(x, y, width, tall, self.fill)
        for flow, left, wide in self.placed(width):
            if flow:
                flow.paint(canvas, x + left, y + self.pad_y + self._shift(flow, wide, width), wide)
        if self.line:
            canvas.draw_line(x, y + tall, x + width, y + tall, self.line, self.thickness)

    def parts(self) -> Iterator[Flow]:
        yield self
        for flow in self.columns:
            if flow:
                yield from flow.parts()


@dataclass
class TextColumns(Columns):
    """Set one run of flows in two columns, down the first and then the second; the rest goes on on the next page."""

    @classmethod
    def of(cls, flows: Sequence[Flow], gap: float) -> TextColumns:
        """Return the flows in two columns of as many flows each."""
        half = -(-len(flows) // 2)
        columns: list[Flow | None] = [
            Stack(flows=list(part)) if part else None for part in (flows[:half], flows[half:])
        ]
        return cls(columns=columns, shares=(0.5, 0.5), gap=gap)

    def split(self, width: float, height: float, force: bool = False) -> tuple[Flow | None, Flow | None]:
        if self.height(width) <= height + ENOUGH:
            return self, None
        _, _, wide = next(self.placed(width))
        rest: Flow | None = Stack(
            flows=[flow for column in self.columns if isinstance(column, Stack) for flow in column.flows]
        )
        columns: list[Flow | None] = []
        for column in range(2):
            head, rest = rest.split(wide, height, force and not column) if rest else (None, None)
            columns.append(head)
        tail = TextColumns.of(rest.flows, self.gap) if isinstance(rest, Stack) else None
        return self._of(columns), tail


@dataclass
class EvenColumns(Columns):
    """Draw the grounds of panels side by side as tall as the tallest."""

    def draw(self, canvas: PageCanvas, x: float, y: float, width: float) -> None:
        tall = self.height(width)
        for flow, left, wide in self.placed(width):
            if isinstance(flow, Panel):
                spare = tall - flow.height(wide)
                flow = replace(flow, pad_bottom=flow.pad_bottom + spare)
            if flow:
                flow.paint(canvas, x + left, y, wide)


@dataclass
class TableFlow(Stack):
    """Set rows under a header, which stands again where the table goes on."""

    header: Columns = field(default_factory=Columns)

    def split(self, width: float, height: float, force: bool = False) -> tuple[Flow | None, Flow | None]:
        head, tail = Stack.split(self, width, height, force)
        # A header is not said again where it would take half of the page, or left no room for the next row.
        begun = isinstance(head, TableFlow) and any(not flow.keep for flow in head.flows)
        if begun and isinstance(tail, TableFlow) and self.header.height(width) < height / 2:
            cells = [cell and replace(cell, added=True) for cell in self.header.columns]
            tail = replace(tail, flows=[replace(self.header, columns=cells, added=True), *tail.flows])
        return head, tail
