"""What flows draw on. Lengths are points, y is the distance from the top of the page, colours are #RRGGBB."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, Protocol

from briefpack.writers.pdf.roles import Role
from briefpack.writers.pdf.text import TextLine

Point = tuple[float, float]
FieldKind = Literal["check_box", "text", "signature"]


class Surface(Protocol):
    """Take what is drawn, page after page: words as of the role that is open, what is painted as decoration.

    A drawing is all of the role that is open.
    """

    def open(self, role: Role | None, y: float) -> None:
        """Begin what belongs to a role, or without one to the role around it; y: the top of it."""

    def close(self) -> None:
        """End what belongs to the role opened last."""

    def hold_sides(self, x: float, width: float) -> None:
        """Begin a drawing whose left and right are those of the earth, in whatever direction a language is written."""

    def turn_sides(self) -> None:
        """End it."""

    def begin_drawing(self, x: float, y: float, width: float, height: float) -> None:
        """Begin what is read as one thing, within this box; drawings do not nest."""

    def end_drawing(self) -> None:
        """End the drawing."""

    def write_lines(self, lines: Iterable[tuple[float, float, TextLine]]) -> None:
        """Write lines of text, each given with the x of its start and the y of its baseline."""

    def fill_rect(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Fill a rectangle whose top left corner is x, y."""

    def stroke_rect(self, x: float, y: float, width: float, height: float, colour: str, thickness: float) -> None:
        """Draw the outline of a rectangle."""

    def fill_in(self, kind: FieldKind, words: str, x: float, y: float, width: float, height: float) -> None:
        """Let a box be ticked, or a blank be written in, on screen; `words`: what it is for."""

    def draw_line(self, x1: float, y1: float, x2: float, y2: float, colour: str, thickness: float = 0.5) -> None:
        """Draw a straight line."""

    def draw_circle(self, x: float, y: float, radius: float, fill: str, stroke: str, thickness: float) -> None:
        """Fill a circle around x, y; an outline is drawn if `stroke` is a colour."""

    def draw_polygon(self, points: Iterable[Point], fill: str, stroke: str, thickness: float) -> None:
        """Fill a polygon; an outline is drawn if `stroke` is a colour."""

    def draw_area(self, rings: Iterable[Sequence[Point]], fill: str, stroke: str, thickness: float) -> None:
        """Fill what lies within rings; draw their outlines if `stroke` is a colour."""

    def draw_strokes(self, lines: Iterable[tuple[Point, Point]], colour: str, thickness: float) -> None:
        """Draw straight lines as one path."""

    def draw_picture(self, data: bytes, x: float, y: float, width: float, height: float) -> None:
        """Draw a PNG with its top left corner at x, y."""

    def begin_page(self, width: float, height: float) -> None:
        """Begin a page of a size."""

    def begin_picture(self, x: float, y: float, scale: float, height: float) -> None:
        """Begin a page in small with its top left corner at x, y; its own height is that of the page."""

    def end_picture(self) -> None:
        """End it."""

    def next_page(self) -> None:
        """End the page."""
