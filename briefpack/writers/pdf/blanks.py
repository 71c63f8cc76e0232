"""Where a hand decides, in ink or on the screen: lines to write on and boxes to tick."""

from __future__ import annotations

from dataclasses import dataclass

from briefpack.writers.pdf.flows import Flow
from briefpack.writers.pdf.roles import Role
from briefpack.writers.pdf.surface import FieldKind, Surface


@dataclass
class BlankFlow(Flow):
    """Leave room for a hand that writes, or signs, over a line; `words`: what is written there."""

    words: str = ""
    kind: FieldKind = "text"
    room: float = 0
    colour: str = "#000000"
    base: float = 0

    def _measure(self, width: float) -> float:
        return self.room

    def baseline(self, width: float) -> float:
        """Return the distance from the top to where the hand writes."""
        return self.base

    def _draw(self, surface: Surface, x: float, y: float, width: float) -> None:
        surface.draw_line(x, y + self.base + 2, x + width, y + self.base + 2, self.colour, 0.6)
        surface.open(Role("Form"), y)
        surface.fill_in(self.kind, self.words, x, y, width, self.base + 2)
        surface.close()


@dataclass
class TickBoxFlow(Flow):
    """Draw an empty square to tick; `words`: what is chosen with it."""

    words: str = ""
    size: float = 9
    base: float = 9
    colour: str = "#000000"

    def _measure(self, width: float) -> float:
        return self.size

    def baseline(self, width: float) -> float:
        """Return the distance from the top to the baseline of the text beside it."""
        return self.base

    def _draw(self, surface: Surface, x: float, y: float, width: float) -> None:
        top = y + self.base - self.size * 0.86
        surface.stroke_rect(x, top, self.size, self.size, self.colour, 0.8)
        surface.open(Role("Form"), y)
        surface.fill_in("check_box", self.words, x, top, self.size, self.size)
        surface.close()
