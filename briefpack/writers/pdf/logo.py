"""The theme's logo beside the title of a document."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefpack.pictures import WIDEST, Picture
from briefpack.writers.pdf.flows import Columns, Flow, Stack

if TYPE_CHECKING:
    from briefpack.writers.pdf.canvas import PageCanvas


@dataclass
class LogoFlow(Flow):
    """Show a picture at its own size, at the right of its column."""

    picture: Picture = field(default_factory=lambda: Picture(b"", "", 1, 1))

    def measured(self, width: float) -> float:
        return self.picture.height_pt

    def draw(self, canvas: PageCanvas, x: float, y: float, width: float) -> None:
        wide, tall = self.picture.width_pt, self.picture.height_pt
        left = x + width - wide
        canvas.begin_drawing(left, y, wide, tall)
        canvas.draw_picture(self.picture.data, left, y, wide, tall)
        canvas.end_drawing()


def beside_logo(flows: list[Flow], picture: Picture | None, width: float, gap: float) -> list[Flow]:
    """Return the flows with the logo at their right, the logo alone where there are none; as they are without one."""
    if not picture:
        return flows
    shown = picture.within(width * WIDEST)
    if not flows:
        return [LogoFlow(shown, after=gap, picture=shown)]
    share = shown.width_pt / (width - gap)
    columns: list[Flow | None] = [Stack(flows=flows), LogoFlow(shown, picture=shown)]
    return [Columns(before=flows[0].before, after=flows[-1].after, columns=columns, shares=(1 - share, share), gap=gap)]
