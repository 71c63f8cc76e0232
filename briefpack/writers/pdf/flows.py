"""Flows: what is placed on pages. Each knows its height at a width, can be split, and draws itself.

What is measured is what is drawn: pages are filled by splitting flows, and what they are split into is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from briefpack.languages.hyphenation import is_narrow
from briefpack.writers.pdf.lines import ROUNDING
from briefpack.writers.pdf.passages import Passage
from briefpack.writers.pdf.roles import Role
from briefpack.writers.pdf.styles import TextStyle
from briefpack.writers.pdf.surface import Surface
from briefpack.writers.pdf.text import TextLine, Word

FEW_ITEMS = 3
"""A list of no more items may leave one of them to the next page."""
LEAST_WIDTH = 24.0
"""No text is set in a column narrower than this, however deep it is nested."""
ENOUGH = 0.01
"""Rounding: what is over a height by no more than this fits."""
Split = tuple["Flow | None", "Flow | None"]
"""What fits, and what is left."""


@dataclass
class Flow:
    """Hold what takes the width of a column and a height; lengths are points.

    role: what it is in the structure of the file; None: it is of what is around it.
    before, after: space around it, of which the larger counts between two flows, none at the top of a frame;
    keep: it stays with the flow that follows.
    """

    role: Role | None
    before: float = 0
    after: float = 0
    keep: bool = False
    _heights: dict[float, float] = field(default_factory=dict, init=False, repr=False, compare=False)

    def height(self, width: float) -> float:
        """Return how tall the flow is at a width."""
        if width not in self._heights:
            self._heights[width] = self._measure(width)
        return self._heights[width]

    def _measure(self, width: float) -> float:
        raise NotImplementedError

    def inside(self, width: float) -> Iterator[tuple[Flow, float]]:
        """Yield the flows that it is made of, each with its width."""
        yield from ()

    def split(self, width: float, height: float, force: bool = False) -> Split:
        """Return what fits into the height and what is left; forced, something is always placed."""
        if self.fits(width, height + ENOUGH):
            return self, None
        return self._cut(width, height, force)

    def fits(self, width: float, height: float) -> bool:
        """Tell whether the flow is no taller than a height."""
        return self.height(width) <= height

    def _cut(self, width: float, height: float, force: bool) -> Split:
        """Split what is taller than the height."""
        return (self, None) if force else (None, self)

    def baseline(self, width: float) -> float:
        """Return the distance from the top to the first baseline."""
        return 0

    def paint(self, surface: Surface, x: float, y: float, width: float) -> None:
        """Draw with the top left corner at x, y, marked as what it is."""
        surface.open(self.role, y)
        self._draw(surface, x, y, width)
        surface.close()

    def _draw(self, surface: Surface, x: float, y: float, width: float) -> None:
        raise NotImplementedError


@dataclass
class TextFlow(Flow):
    """Set words in a style; align: left, center or right; whole: on one page where a page can hold it.

    parted: long words are parted where the column is narrow; may_part: of what stays with what follows, only the end
    does.
    """

    passage: Passage = field(default_factory=lambda: Passage.of([], 10))
    style: TextStyle = field(default_factory=lambda: TextStyle(10, 13))
    align: str = "left"
    whole: bool = False
    parted: bool = False
    may_part: bool = False
    _lines: dict[float, list[TextLine]] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def words(self) -> list[Word]:
        """The words in the size of the style."""
        return self.passage.words(self.style.size)

    def lines(self, width: float) -> list[TextLine]:
        """Return the lines at a width, or at the style's measure if that is narrower."""
        if width not in self._lines:
            style, limit = self.style, self._limit(width)
            self._lines[width] = self.passage.lines(style.size, limit, style.balanced, self._is_narrow(limit))
        return self._lines[width]

    def cuts_words(self, width: float) -> bool:
        """Tell whether a word is wider than the lines, so that it has to be cut; an address may be, at its slashes."""
        limit = self._limit(width) + ROUNDING
        return any(word.end_width > limit and "/" not in word.text for word in self.words)

    def _is_narrow(self, limit: float) -> bool:
        return self.parted and is_narrow(limit, self.style.size)

    def _limit(self, width: float) -> float:
        return max(min(self.style.measure_em * self.style.size or width, width), LEAST_WIDTH)

    def natural_width(self) -> float:
        """Return how wide the text is where only its own line breaks end lines."""
        return self.passage.natural_width(self.style.size)

    def _measure(self, width: float) -> float:
        rows = len(self._lines[width]) if width in self._lines else self._count(width)
        breaks = self.passage.stops if self.style.between else 0
        return rows * self.style.leading + breaks * self.style.between

    def _count(self, width: float) -> int:
        """Return how many lines there are at a width."""
        style, limit = self.style, self._limit(width)
        return self.passage.count(style.size, limit, style.balanced, self._is_narrow(limit))

    def _breaks(self, lines: Sequence[TextLine]) -> int:
        """Return how many of the lines a break ends; nobody asks where it makes no difference."""
        return sum(line.words[-1].stop for line in lines if line.words) if self.style.between else 0

    def baseline(self, width: float) -> float:
        """Return the distance from the top to the first baseline."""
        return self.style.baseline

    def _cut(self, width: float, height: float, force: bool) -> Split:
        """Split between lines, with two at least on either side."""
        if self.whole and not force:
            return None, self
        lines = self.lines(width)
        fitting = int((height + ENOUGH - self._breaks(lines[:-1]) * self.style.between) / self.style.leading)
        room = min(fitting, len(lines) - 2)
        if room < 2:
            if not force or len(lines) == 1:
                return super()._cut(width, height, force)
            room = min(max(1, fitting), len(lines) - 1)
        above = self._of(lines[:room], width)
        above.after, above.keep = 0, self.keep and not self.may_part
        return above, self._of(lines[room:], width)

    def _of(self, lines: Sequence[TextLine], width: float) -> TextFlow:
        """Return the flow of some of the lines, which end where they ended."""
        words = [word for line in lines for word in line.words]
        part = replace(self, passage=Passage.of(words, self.style.size))
        part._lines[width] = list(lines)
        return part

    def _draw(self, surface: Surface, x: float, y: float, width: float) -> None:
        placed = []
        y += self.style.baseline
        for line in self.lines(width):
            shift = {"right": width - line.width, "center": (width - line.width) / 2}.get(self.align, 0)
            placed.append((x + max(0, shift), y, line))
            y += self.style.leading + self._breaks((line,)) * self.style.between
        surface.write_lines(placed)


@dataclass
class RuleFlow(Flow):
    """Draw a line over the width."""

    colour: str = "#000000"
    thickness: float = 0.5

    def _measure(self, width: float) -> float:
        return self.thickness

    def _draw(self, surface: Surface, x: float, y: float, width: float) -> None:
        surface.draw_line(x, y, x + width, y, self.colour, self.thickness)


@dataclass
class Stack(Flow):
    """Set flows one below the other. `whole`: on one page where a page can hold it."""

    flows: list[Flow] = field(default_factory=list)
    whole: bool = False

    def inner(self, width: float) -> float:
        """Return the width that the words have."""
        return width

    def placed(self, width: float) -> Iterator[tuple[Flow, float]]:
        """Yield each flow with the distance of its top from the stack's."""
        y, after = 0.0, 0.0
        for number, flow in enumerate(self.flows):
            y += max(after, flow.before) if number else 0
            yield flow, y
            y += flow.height(width)
            after = flow.after

    def inside(self, width: float) -> Iterator[tuple[Flow, float]]:
        """Yield its flows, each as wide as the words are."""
        return ((flow, self.inner(width)) for flow in self.flows)

    def _measure(self, width: float) -> float:
        tallest = y = after = 0.0
        for number, flow in enumerate(self.flows):
            y += max(after, flow.before) if number else 0
            y, after = y + flow.height(width), flow.after
            tallest = max(tallest, y)
        return tallest

    def fits(self, width: float, height: float) -> bool:
        """Tell whether the stack is no taller; what is left for many pages is not measured at each of them."""
        return height >= 0 and _all_fit(self.placed(width), width, height)

    def baseline(self, width: float) -> float:
        """Return the first flow's."""
        return self.flows[0].baseline(width) if self.flows else 0

    def _cut(self, width: float, height: float, force: bool) -> Split:
        if self.whole and not force:
            return None, self
        placed: list[Flow] = []
        y, after, whole = 0.0, 0.0, 0
        tail: Flow | None = None
        for flow in self.flows:
            gap = max(after, flow.before) if placed else 0
            must = force and all(flow.keep for flow in placed) and not (placed and flow.height(width) <= height)
            head, tail = flow.split(width, height - y - gap, must)
            if head:
                placed.append(head)
            if tail:
                break
            y += gap + flow.height(width)
            after = placed[-1].after if placed else 0
            whole += 1
        rest = [*([tail] if tail else []), *self.flows[whole + 1 :]]
        _give_back(placed, rest, force)
        return self._of(placed), self._of(rest)

    def _of(self, flows: list[Flow]) -> Stack | None:
        return replace(self, flows=flows) if flows else None

    def _draw(self, surface: Surface, x: float, y: float, width: float) -> None:
        for flow, top in self.placed(width):
            flow.paint(surface, x, y + top, width)


@dataclass
class ListStack(Stack):
    """Set the items of a list. alone: an item that is no taller is not the only one on a page after others."""

    alone: float = 0

    def _cut(self, width: float, height: float, force: bool) -> Split:
        head, rest = super()._cut(width, height, force)
        is_lone = isinstance(rest, Stack) and rest.flows[0] is self.flows[-1] and len(self.flows) > FEW_ITEMS
        if is_lone and self.flows[-1].height(width) <= self.alone:
            return self._of(self.flows[:-2]), self._of(self.flows[-2:])
        return head, rest


def _all_fit(
    placed: Iterator[tuple[Flow, float]], width: float, height: float, top: float = 0, bottom: float = 0
) -> bool:
    """Tell whether no flow ends below a height; one that is much too tall is not measured to its end."""
    return all(
        flow.fits(width, height - y + 1) and y + flow.height(width) + top + bottom <= height for flow, y in placed
    )


def _give_back(placed: list[Flow], rest: list[Flow], force: bool) -> None:
    """Move headings that end the placed flows to what follows them, unless nothing else were placed."""
    kept = len(placed)
    while rest and kept and placed[kept - 1].keep:
        kept -= 1
    if kept or not force:
        rest[:0] = placed[kept:]
        del placed[kept:]


@dataclass
class PaddedStack(Stack):
    """Set a stack on a ground, beside a bar or under a line. bleed: how far the ground goes beyond the column.

    Beside a bar and under a line alone the words go to the end of the column. foot_last: if it is made taller, the
    last flow stands at its foot. in_middle: if it is made taller, all of them stand in its middle.
    """

    fill: str = ""
    bar: str = ""
    bar_width: float = 2
    line: str = ""
    line_width: float = 1.2
    pad_x: float = 0
    pad_top: float = 0
    pad_bottom: float = 0
    bleed: float = 0
    foot_last: bool = False
    in_middle: bool = False

    def taller(self, more: float, lower: float = 0) -> PaddedStack:
        """Return it so much taller; lower: how much of that stands above its words."""
        lower = more / 2 if self.in_middle else lower
        top, more = self.pad_top + lower, more - lower
        *others, last = self.flows
        if not self.foot_last or not others:
            return replace(self, pad_top=top, pad_bottom=self.pad_bottom + more)
        at_foot = replace(last, before=max(last.before, others[-1].after) + more)
        return replace(self, pad_top=top, flows=[*others, at_foot])

    def inner(self, width: float) -> float:
        """Return the width that the words have."""
        at_end = 0 if (self.bar or self.line) and not self.fill else self.pad_x
        return max(width - self.pad_x - at_end, LEAST_WIDTH)

    def _measure(self, width: float) -> float:
        return super()._measure(self.inner(width)) + self.pad_top + self.pad_bottom

    def fits(self, width: float, height: float) -> bool:
        """Tell whether the stack with its padding is no taller."""
        inner, pads = self.inner(width), (self.pad_top, self.pad_bottom)
        return sum(pads) <= height and _all_fit(self.placed(inner), inner, height, *pads)

    def baseline(self, width: float) -> float:
        """Return the first flow's, below the padding."""
        return self.pad_top + super().baseline(self.inner(width))

    def _cut(self, width: float, height: float, force: bool) -> Split:
        return super()._cut(self.inner(width), height - self.pad_top - self.pad_bottom, force)

    def _draw(self, surface: Surface, x: float, y: float, width: float) -> None:
        tall = self.height(width)
        if self.fill:
            surface.fill_rect(x - self.bleed, y, width + 2 * self.bleed, tall, self.fill)
        if self.bar:
            surface.fill_rect(x, y, self.bar_width, tall, self.bar)
        if self.line:
            surface.draw_line(x, y, x + width, y, self.line, self.line_width)
        super()._draw(surface, x + self.pad_x, y + self.pad_top, self.inner(width))


@dataclass
class Hanging(Flow):
    """Set a label in the margin of a flow, on its first baseline. gap: the space between the two."""

    label: Flow | None = None
    body: Flow = field(default_factory=lambda: Stack(None))
    indent: float = 12
    gap: float = 4

    def _inner(self, width: float) -> float:
        return max(width - self.indent, LEAST_WIDTH)

    def inside(self, width: float) -> Iterator[tuple[Flow, float]]:
        """Yield its body."""
        yield self.body, self._inner(width)

    def _measure(self, width: float) -> float:
        own = self.label.height(self.indent) if self.label else 0
        return max(self.body.height(self._inner(width)), own)

    def baseline(self, width: float) -> float:
        """Return the body's."""
        return self.body.baseline(self._inner(width))

    def _cut(self, width: float, height: float, force: bool) -> Split:
        head, tail = self.body.split(self._inner(width), height, force)
        if head is None or tail is None:
            return (self, None) if head else (None, self)
        return replace(self, body=head, after=0), replace(self, body=tail, label=None)

    def _draw(self, surface: Surface, x: float, y: float, width: float) -> None:
        if self.label:
            shift = self.baseline(width) - self.label.baseline(self.indent)
            self.label.paint(surface, x, y + shift, self.indent - self.gap)
        self.body.paint(surface, x + self.indent, y, self._inner(width))
