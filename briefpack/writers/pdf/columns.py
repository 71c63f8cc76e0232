"""Flows side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from briefpack.look.slide_grid import HAIRLINE, lowered, step_widths, time_places
from briefpack.writers.pdf.flows import LEAST_WIDTH, Flow, PaddedStack, Split, Stack
from briefpack.writers.pdf.surface import Surface


@dataclass
class Columns(Flow):
    """Set flows side by side; shares: the part of the width that each takes, gaps apart.

    A row of a table is whole: it is split only where a page cannot hold it. led: the first flow is what the others
    are said to, so none of them stands on a page before it. on_baseline: the flows stand on one first baseline.
    """

    columns: Sequence[Flow | None] = ()
    shares: tuple[float, ...] = ()
    gap: float = 0
    whole: bool = False
    led: bool = False
    on_baseline: bool = False
    pad_y: float = 0
    line: str = ""
    thickness: float = 0.5
    fill: str = ""
    bar: str = ""
    bar_width: float = 0

    def areas(self, width: float) -> Iterator[tuple[float, float]]:
        """Yield the x and the width of each column."""
        room = width - self.gap * (len(self.columns) - 1)
        x = 0.0
        for share in self.shares:
            yield x, max(share * room, LEAST_WIDTH)
            x += share * room + self.gap

    def placed(self, width: float) -> Iterator[tuple[Flow, float, float]]:
        """Yield each flow with its x and its width."""
        for flow, (x, wide) in zip(self.columns, self.areas(width), strict=True):
            if flow:
                yield flow, x, wide

    def inside(self, width: float) -> Iterator[tuple[Flow, float]]:
        """Yield its flows, each with its width."""
        return ((flow, wide) for flow, _, wide in self.placed(width))

    def _shift(self, column: Flow, wide: float, width: float) -> float:
        return self.baseline(width) - self.pad_y - column.baseline(wide) if self.on_baseline else 0

    def baseline(self, width: float) -> float:
        """Return the lowest of the columns'."""
        return self.pad_y + max((flow.baseline(wide) for flow, _, wide in self.placed(width)), default=0)

    def _measure(self, width: float) -> float:
        tall = (flow.height(wide) + self._shift(flow, wide, width) for flow, _, wide in self.placed(width))
        return max(tall, default=0) + 2 * self.pad_y

    def _cut(self, width: float, height: float, force: bool) -> Split:
        if self.whole and not force:
            return None, self
        room = height - 2 * self.pad_y
        areas = zip(self.columns, self.areas(width), strict=True)
        split = [flow.split(wide, room, force) if flow else (None, None) for flow, (_, wide) in areas]
        if self.led and not force and not split[0][0]:
            return None, self
        return self._of([head for head, _ in split]), self._of([tail for _, tail in split])

    def _of(self, columns: list[Flow | None]) -> Flow | None:
        return replace(self, columns=columns) if any(columns) else None

    def _draw(self, surface: Surface, x: float, y: float, width: float) -> None:
        tall = self.height(width)
        if self.fill:
            surface.fill_rect(x, y, width, tall, self.fill)
        if self.bar:
            surface.fill_rect(x, y, self.bar_width, tall, self.bar)
        for flow, left, wide in self.placed(width):
            flow.paint(surface, x + left, y + self.pad_y + self._shift(flow, wide, width), wide)
        if self.line:
            surface.draw_line(x, y + tall, x + width, y + tall, self.line, self.thickness)


@dataclass
class TextColumns(Columns):
    """Set one run of flows in two columns, down the first and then the second; the rest goes on on the next page."""

    @classmethod
    def of(cls, flows: Sequence[Flow], gap: float) -> TextColumns:
        """Return the flows in two columns of as many flows each."""
        half = -(-len(flows) // 2)
        columns = [Stack(None, flows=list(part)) if part else None for part in (flows[:half], flows[half:])]
        return cls(None, columns=columns, shares=(0.5, 0.5), gap=gap)

    def fits(self, width: float, height: float) -> bool:
        """Tell whether both columns fit, without measuring what is left for other pages."""
        return all(flow.fits(wide, height) for flow, _, wide in self.placed(width))

    def _cut(self, width: float, height: float, force: bool) -> Split:
        _, wide = next(self.areas(width))
        flows = [flow for column in self.columns if isinstance(column, Stack) for flow in column.flows]
        rest: Flow | None = Stack(None, flows=flows)
        columns: list[Flow | None] = []
        for column in range(2):
            head, rest = rest.split(wide, height, force and not column) if rest else (None, None)
            columns.append(head)
        tail = TextColumns.of(rest.flows, self.gap) if isinstance(rest, Stack) else None
        return self._of(columns), tail


@dataclass
class BandColumns(Columns):
    """Set what a band says beside its head, on one baseline, and what is said in its margin, the third, below that."""

    below: float = 0
    """The space between the head and what stands below it."""

    def areas(self, width: float) -> Iterator[tuple[float, float]]:
        """Yield the x and the width of the head, of the text and of what stands in the margin."""
        head, text = Columns(None, columns=(None, None), shares=self.shares, gap=self.gap).areas(width)
        yield from (head, text, head)[: len(self.columns)]

    def _measure(self, width: float) -> float:
        return max(self._shift(flow, wide, width) + flow.height(wide) for flow, _, wide in self.placed(width))

    def _shift(self, column: Flow, wide: float, width: float) -> float:
        head, *others = self.columns
        if column is head or not head:
            return 0
        if others[1:] and column is others[1]:
            return head.height(wide) + self.below
        (_, own), *_ = self.areas(width)
        return max(0.0, head.baseline(own) - column.baseline(wide))


@dataclass
class EvenColumns(Columns):
    """Draw the grounds of padded stacks side by side as tall as the tallest, and at least so tall."""

    least: float = 0

    def _measure(self, width: float) -> float:
        return max(super()._measure(width), self.least)

    def _draw(self, surface: Surface, x: float, y: float, width: float) -> None:
        tall = self.height(width)
        lower = lowered(tall - super()._measure(width))
        for flow, left, wide in self.placed(width):
            if isinstance(flow, PaddedStack):
                flow = flow.taller(tall - flow.height(wide), lower if flow.fill else 0)
            flow.paint(surface, x + left, y, wide)


@dataclass
class PartColumns(EvenColumns):
    """Set parts side by side whose texts begin on one line: the first flow of each, its head, is as tall as any.

    between: the colour of a hairline between two columns.
    """

    between: str = ""
    _aligned: dict[float, list[tuple[Flow, float, float]]] = field(default_factory=dict, init=False, compare=False)

    def placed(self, width: float) -> Iterator[tuple[Flow, float, float]]:
        """Yield each part with its x and its width, its head as tall as the tallest."""
        if width not in self._aligned:
            parts = list(super().placed(width))
            tallest = max((_head_height(part, wide) for part, _, wide in parts), default=0)
            self._aligned[width] = [(_with_head(part, wide, tallest), x, wide) for part, x, wide in parts]
        yield from self._aligned[width]

    def head_height(self, width: float) -> float:
        """Return how tall the heads are."""
        return max((_head_height(part, wide) for part, _, wide in super().placed(width)), default=0)

    def _draw(self, surface: Surface, x: float, y: float, width: float) -> None:
        tall = self.height(width)
        for left, _ in list(self.areas(width))[1:] if self.between else ():
            middle = x + left - self.gap / 2
            surface.draw_line(middle, y, middle, y + tall, self.between, HAIRLINE)
        super()._draw(surface, x, y, width)


def _head_height(part: Flow, width: float) -> float:
    return part.flows[0].height(part.inner(width)) if isinstance(part, Stack) and part.flows else 0


def _with_head(part: Flow, width: float, tall: float) -> Flow:
    if not isinstance(part, Stack) or not part.flows:
        return part
    head, *others = part.flows
    return replace(part, flows=[replace(head, after=head.after + tall - _head_height(part, width)), *others])


@dataclass
class AxisColumns(PartColumns):
    """Set steps along an axis between their heads, which are dates, and what is done.

    days: in ISO 8601, or empty; dates, words: how wide each date is, and the longest word below it; room: the height
    of the axis.
    """

    days: tuple[str, ...] = ()
    dates: tuple[float, ...] = ()
    words: tuple[float, ...] = ()
    marked: frozenset[int] = frozenset()
    room: float = 0
    colour: str = "#000000"
    paper: str = "#FFFFFF"
    radius: float = 0

    def areas(self, width: float) -> Iterator[tuple[float, float]]:
        """Yield the x and the width of each column, as far apart as the days are where there is room."""
        dates, words = ([wide + self.gap for wide in needed] for needed in (self.dates, self.words))
        least = step_widths(dates, words, width)
        starts = time_places(self.days, least, width)
        for start, end in zip(starts, [*starts[1:], width + self.gap], strict=True):
            yield start, max(end - start - self.gap, LEAST_WIDTH)

    def _draw(self, surface: Surface, x: float, y: float, width: float) -> None:
        axis = y + self.head_height(width) + self.room / 2
        surface.draw_line(x, axis, x + width, axis, self.colour, self.radius / 3)
        for number, (left, _) in enumerate(self.areas(width)):
            fill = self.paper if number in self.marked else self.colour
            surface.draw_circle(x + left + self.radius, axis, self.radius, fill, self.colour, self.radius / 2.5)
        super()._draw(surface, x, y, width)
