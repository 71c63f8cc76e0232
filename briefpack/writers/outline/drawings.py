"""Figures of a deck as images that its Markdown carries itself, for programs that show them."""

from __future__ import annotations

import base64
from collections.abc import Callable
from functools import lru_cache, partial
from html import escape

from briefpack.document import tree as t
from briefpack.document.figure_words import figure_words
from briefpack.figures import Drawing, draw_figure, in_largest_type
from briefpack.figures.mirrored import in_direction
from briefpack.look.slide_grid import BODY, INNER, LABELS
from briefpack.look.theme import Theme
from briefpack.writers.outline.front import body_families

Draw = Callable[[t.Figure], str]
"""Returns a figure as an image, or nothing where it cannot be drawn."""
LEAST_ROOM = 0.4
"""The least part of a slide's area that a drawing beside other things is given."""


def images_of(theme: Theme, meta: t.Meta, others: float) -> Draw:
    """Return what draws the figures of a slide; `others` is the part of its area that all else takes."""
    room = BODY[3] * max(LEAST_ROOM, 1 - others)
    return partial(_image, theme=theme, language=meta.language, families=body_families(meta, theme), room=room)


@lru_cache(maxsize=4)
def _image(figure: t.Figure, theme: Theme, language: str, families: str, room: float) -> str:
    """Return an element of HTML with SVG, the data in its alternative text; nothing where it needs more room.

    Marp passes no SVG of its own on to the page, and Markdown's images are none of SVG there.
    """
    # Measuring words loads libraries that a deck without figures does not need.
    from briefpack.figures.svg import named_svg
    from briefpack.look.typefaces import Typesetter

    typesetter = Typesetter(theme, language)

    def drawn(size: float) -> Drawing:
        drawing = draw_figure(figure, INNER, theme, typesetter.measure, size, language=language, room_pt=room)
        return in_direction(drawing, language)

    drawing = in_largest_type(drawn, LABELS, room)
    if not drawing or not drawing.height:
        return ""
    data = base64.b64encode(named_svg(drawing, typesetter, families)).decode()
    alt = escape(" ".join(figure_words(figure).split()))
    return f'<img class="drawn" alt="{alt}" src="data:image/svg+xml;base64,{data}">'
