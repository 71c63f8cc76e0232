"""What stands before the first slide: the deck's own data and its look."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from string import Template

from briefpack.document.tree import Meta
from briefpack.look.slide_grid import (
    AGENDA,
    ASK,
    BODY,
    COVER_TITLE,
    COVER_TITLE_SCALE,
    HEIGHT,
    LEAST_CARD,
    LISTED,
    LOOKS,
    MEASURE_EM,
    QUOTE,
    SECTION_TITLE,
    SIDE,
    SMALLER,
    SOURCE,
    SPEAKER,
    TITLE,
)
from briefpack.look.theme import Theme
from briefpack.writers.outline.families import families_of
from briefpack.writers.outline.inlines import escaped, line_escaped

PX_PER_PT = 4 / 3
"""Marp's slide is 1280 pixels wide where ours is 960 points."""


def front_matter(meta: Meta, theme: Theme) -> str:
    """Return the YAML front matter; pandoc reads its values as Markdown, so words are escaped in it.

    pandoc would make a slide of `title`, `author` and `date`, and `theme` names one of reveal.js's: none stands here.
    Without `slide-level`, Quarto would begin slides at headings of level 2.
    """
    foot = footer(meta)
    values = {
        "lang": quoted(meta.language),
        "footer": quoted(foot) if foot else "",
        "pagetitle": quoted(line_escaped(escaped(meta.title))),
        "author-meta": quoted(line_escaped(escaped(meta.organisation))) if meta.organisation else "",
        "date-meta": quoted(meta.date),
    }
    lines = [f"{key}: {value}" for key, value in values.items() if value]
    return "\n".join(
        ["---", "marp: true", "paginate: true", "slide-level: 1", *lines, "style: |", *style(meta, theme), "---"]
    )


def footer(meta: Meta, part: str = "") -> str:
    """Return what stands at the foot of a slide, as Markdown: marking, sender, and the part of the deck."""
    return " · ".join(escaped(text) for text in (meta.marking, meta.organisation, part) if text)


def directives(meta: Meta) -> list[str]:
    """Return the lines that tell Marp the file's title, author, description and keywords."""
    values = {
        "title": meta.title,
        "author": meta.organisation,
        "description": meta.subject,
        "keywords": ", ".join(meta.keywords),
    }
    return [f"{key}: {quoted(value)}" for key, value in values.items() if value]


def quoted(text: str) -> str:
    """Return text as a double-quoted scalar of YAML that ends no comment of HTML."""
    return json.dumps(text, ensure_ascii=False).replace("--", "-\\x2d").replace("\ufeff", "\\ufeff")


def style(meta: Meta, theme: Theme) -> list[str]:
    """Return the theme as the lines of a style sheet over Marp's default theme, indented for YAML."""
    colours, sizes, filled = theme.colours, theme.sizes, theme.manner.band == "filled"
    rules = _sheet("marp").substitute(
        _form_values(theme),
        paper=colours.paper,
        ink=colours.ink,
        body_fonts=families_of(meta, theme),
        title_fonts=families_of(meta, theme, theme.fonts.title),
        title_leading=theme.leading.title,
        title_ground=colours.band if filled else colours.paper,
        title_ink=colours.on_band if filled else colours.ink,
        title_rule=colours.on_band if filled else colours.accent,
        measure=f"{MEASURE_EM:g}",
        quote=f"{QUOTE:g}",
        speaker=f"{SPEAKER / QUOTE:.2f}",
        side=_px(SIDE),
        below_source=_px(HEIGHT - SOURCE[1] - SOURCE[3]),
        text=_px(sizes.slide_body),
        smaller=_px(sizes.slide_body * SMALLER[-1]),
        sources=_px(sizes.slide_body * LISTED),
        caption=_px(sizes.slide_caption),
        title=_px(sizes.slide_title),
        title_top=_px(TITLE[1]),
        title_end=_px(TITLE[1] + TITLE[3]),
        cover_title=_px(sizes.slide_title * COVER_TITLE_SCALE),
        cover_title_end=_px(COVER_TITLE[1] + COVER_TITLE[3]),
        section_title=_px(sizes.slide_title * SECTION_TITLE),
        one_row=_px(BODY[3] * LEAST_CARD),
        two_rows=_px((BODY[3] * LEAST_CARD - LOOKS["small cards"].gap) / 2),
    )
    return [f"  {line}" for line in (rules + _form_rules(theme)).strip().splitlines()]


def style_element(theme: Theme) -> str:
    """Return a style sheet within the first slide, for reveal.js, which has no other place for one.

    It sets the forms, and sizes in which they fit; all else is the theme's that the page names.
    """
    on_band = theme.manner.band == "filled"
    sizes = _sheet("reveal").substitute(
        _form_values(theme),
        ink=theme.colours.ink,
        measure=f"{MEASURE_EM:g}",
        quote=f"{QUOTE:g}",
        speaker=f"{SPEAKER / QUOTE:.2f}",
        cover_title=f"{COVER_TITLE_SCALE * 1.4:g}",
        title_ink=theme.colours.on_band if on_band else theme.colours.ink,
        title_rule=theme.colours.on_band if on_band else theme.colours.accent,
    )
    scoped = re.sub(r"^(?=[.:a-z])", ".reveal ", (sizes + _form_rules(theme)).strip(), flags=re.MULTILINE)
    return f"<style>\n{scoped}\n</style>"


def _form_rules(theme: Theme) -> str:
    """Return the rules for the forms, in sizes of the text around them."""
    return _sheet("forms").substitute(_form_values(theme))


def _form_values(theme: Theme) -> dict[str, str]:
    colours, tinted = theme.colours, theme.manner.panel == "tint"
    names = ("accent", "on_accent", "second", "quiet", "tint", "rule")
    card = {"card": colours.tint, "card_pad": "0.9em"} if tinted else {"card": "none", "card_pad": "0"}
    sizes = {"agenda": f"{AGENDA:g}", "ask": f"{ASK:g}"}
    return {name: getattr(colours, name) for name in names} | card | sizes


@cache
def _sheet(name: str) -> Template:
    return Template(Path(__file__).with_name(f"{name}.css").read_text(encoding="utf-8"))


def _px(size_pt: float) -> str:
    return f"{round(size_pt * PX_PER_PT, 1):g}"
