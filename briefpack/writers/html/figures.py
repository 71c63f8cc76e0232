"""Figures: drawn for each width that a screen may give them, with the table that they show below."""

from __future__ import annotations

from html import escape

from briefpack.document import tree as t
from briefpack.document.figure_words import figure_words
from briefpack.figures import draw_figure
from briefpack.figures.mirrored import in_direction
from briefpack.figures.svg import inline_svg
from briefpack.look.css import image_address
from briefpack.look.series import series_shares
from briefpack.look.theme import Colours
from briefpack.writers.html.inlines import inlines
from briefpack.writers.html.story import Story
from briefpack.writers.html.tables import table_html

WIDTHS_PT = {"narrow": 232.0, "wide": 470.0, "broad": 800.0}
"""The widths that a figure is drawn for, by the class of the drawing; the style sheet says which one is shown."""
TYPE_PT = 10.2
"""The size of its type where it is shown as large as it was drawn."""
COLOURS = Colours.model_construct(None, **{name: f"var(--{name.replace('_', '-')})" for name in Colours.model_fields})
"""The colours of a figure: those that the page has for the screen it is on."""


def series_mix(base: str, share: float) -> str:
    """Return the colour of a series, mixed by the page, so that a dark screen has its own (CSS Color level 5, 3)."""
    return COLOURS.accent if share == 1 else f"color-mix(in srgb, var(--{base}) {share * 100:g}%, var(--paper))"


def figure(node: t.Figure, story: Story) -> str:
    """Return a figure: its finding, what it shows in words for people who listen, and its table for all."""
    seen = "".join(_drawing(node, name, width, story) for name, width in WIDTHS_PT.items())
    title = f"<figcaption>{inlines(node.title, story)}</figcaption>\n" if node.title else ""
    name = " ".join(t.plain_text(node.title).split()) or story.heading
    described = escape(node.alt or figure_words(node))
    return (
        f'<figure class="drawn">\n{title}<div role="img" aria-label="{described}">{seen}</div>\n'
        f"<details><summary>{escape(story.meta.data_label, quote=False)}</summary>\n"
        f"{table_html(node.table, name, story)}</details>\n</figure>"
    )


def picture(node: t.Picture, story: Story) -> str:
    """Return a picture above its caption."""
    size = f'width="{node.width}" height="{node.height}"'
    image = f'<img src="{image_address(node.data, node.kind)}" alt="{escape(node.alt)}" {size}>'
    said = f"<figcaption>{inlines(node.caption, story)}</figcaption>\n" if node.caption else ""
    return f'<figure class="photo">\n{image}\n{said}</figure>'


def _drawing(node: t.Figure, name: str, width_pt: float, story: Story) -> str:
    theme = story.theme.model_copy(update={"colours": COLOURS})

    def paint(count: int) -> list[str]:
        return [series_mix(base, share) for base, share in series_shares(story.theme.colours, count)]

    drawing = draw_figure(node, width_pt, theme, story.typesetter.measure, TYPE_PT, paint, story.typesetter.language)
    return inline_svg(in_direction(drawing, story.typesetter.language), story.typesetter, name)
