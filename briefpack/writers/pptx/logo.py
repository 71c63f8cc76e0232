"""The theme's logo on our own masters: large above the title of a title slide, small beside that of any other."""

from __future__ import annotations

from dataclasses import dataclass

from briefpack.look.pictures import Picture
from briefpack.look.slide_grid import INNER, SIDE, TITLE, WIDTH
from briefpack.look.theme import Theme
from briefpack.writers.pptx.shapes import Box, picture_xml

TOP = 24.0
"""Where the logo beside a title starts."""
COVER_TOP, COVER_TALLEST = 40.0, 84.0
"""Where that of a title slide starts, and how high it may be: it ends above the title."""
GAP = 24.0


@dataclass(frozen=True, slots=True)
class PlacedLogo:
    """Hold a logo, its box on a slide and the name of its part in the package."""

    picture: Picture
    box: Box
    part: str

    def xml(self, number: int, relation: str) -> str:
        """Return the logo as a picture with the id `number`; `relation` is the id of that to its part."""
        return picture_xml(number, "Logo", self.picture.alt, relation, self.box, '<p:nvPr userDrawn="1"/>')


def corner_logo(theme: Theme) -> PlacedLogo | None:
    """Return the logo for the upper corner of every slide but the first; it takes half the width of one on paper."""
    logo = theme.picture
    return _placed(logo.in_corner(INNER), TOP, "logo") if logo else None


def cover_logo(theme: Theme) -> PlacedLogo | None:
    """Return the logo for the title slide, the one that is made for its ground."""
    logo = theme.picture_on_band
    if logo is None:
        return None
    name = "logo" if logo == theme.picture else "logo-on-band"
    return _placed(logo.on_cover(INNER, COVER_TALLEST), COVER_TOP, name)


def _placed(logo: Picture, top: float, name: str) -> PlacedLogo:
    box = (WIDTH - SIDE - logo.width_pt, top, logo.width_pt, logo.height_pt)
    return PlacedLogo(logo, box, f"ppt/media/{name}.png")


def title_beside(logo: PlacedLogo) -> Box:
    """Return where titles stand: their usual place, less what the logo takes."""
    x, y, width, height = TITLE
    return x, y, width - logo.picture.width_pt - GAP, height
