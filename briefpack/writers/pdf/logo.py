"""The theme's logo beside the title of a document."""

from __future__ import annotations

from dataclasses import dataclass, field

from briefpack.look.pictures import WIDEST, Picture
from briefpack.writers.pdf.columns import Columns
from briefpack.writers.pdf.flows import Flow, Stack
from briefpack.writers.pdf.roles import ARTIFACT, Role
from briefpack.writers.pdf.surface import Surface


@dataclass
class LogoFlow(Flow):
    """Show a picture at its own size, at the right of its column."""

    picture: Picture = field(default_factory=lambda: Picture(b"", "", 1, 1))

    def _measure(self, width: float) -> float:
        return self.picture.height_pt

    def _draw(self, surface: Surface, x: float, y: float, width: float) -> None:
        wide, tall = self.picture.width_pt, self.picture.height_pt
        left = x + width - wide
        surface.begin_drawing(left, y, wide, tall)
        surface.draw_picture(self.picture.data, left, y, wide, tall)
        surface.end_drawing()


def logo_flow(picture: Picture, after: float = 0, ornament: bool = False) -> LogoFlow:
    """Return the flow of a logo; an ornament is one of which people who listen need not hear again."""
    return LogoFlow(ARTIFACT if ornament else Role("Figure", alt=picture.alt), after=after, picture=picture)


def beside_logo(
    flows: list[Flow], picture: Picture | None, width: float, gap: float, ornament: bool = False
) -> list[Flow]:
    """Return the flows with the logo at their right, the logo alone where there are none; as they are without one."""
    if not picture:
        return flows
    shown = picture.within(width * WIDEST)
    if not flows:
        return [logo_flow(shown, gap, ornament)]
    share = shown.width_pt / (width - gap)
    columns = [Stack(None, flows=flows), logo_flow(shown, ornament=ornament)]
    shares, space = (1 - share, share), (flows[0].before, flows[-1].after)
    return [Columns(None, *space, flows[-1].keep, columns=columns, shares=shares, gap=gap)]
