"""The theme's logo beside the title of a document."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from briefpack.look.pictures import WIDEST, Picture
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


def beside_logo(
    flows: list[Flow], picture: Picture | None, width: float, gap: float, added: bool = False
) -> list[Flow]:
    """Return the flows with the logo at their right, the logo alone where there are none; as they are without one.

    added: it is an ornament, of which people who listen need not hear again.
    """
    if not picture:
        return flows
    shown = picture.within(width * WIDEST)
    if not flows:
        return [LogoFlow(shown, after=gap, added=added, picture=shown)]
    share = shown.width_pt / (width - gap)
    columns: list[Flow | None] = [Stack(flows=flows), LogoFlow(shown, added=added, picture=shown)]
    shares, space = (1 - share, share), (flows[0].before, flows[-1].after)
    return [Columns(None, *space, flows[-1].keep, columns=columns, shares=shares, gap=gap)]
