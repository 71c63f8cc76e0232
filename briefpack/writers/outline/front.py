"""What stands before the first slide: the deck's own data and its look."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from string import Template

from briefpack.document.running_lines import slide_foot
from briefpack.document.tree import Meta
from briefpack.look.css import families
from briefpack.look.slide_grid import (
    AGENDA,
    ASK,
    BODY,
    COVER_TITLE,
    COVER_TITLE_SCALE,
    HEIGHT,
    LARGER,
    LEAST_CARD,
    LEAST_LIST,
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
    WIDTH,
)
from briefpack.look.theme import Theme
from briefpack.writers.outline.inlines import escaped, line_escaped

SLIDE_PX = 1280
PX_PER_PT = SLIDE_PX / WIDTH
"""Marp's slide is so many pixels wide where ours is 960 points."""


def front_matter(meta: Meta, theme: Theme) -> str:
    """Return the YAML front matter; pandoc reads its values as Markdown, so words are escaped in it.

    pandoc would make a slide of `title`, `author` and `date`, and `theme` names one of reveal.js's: none stands here.
    Without `slide-level`, Quarto would begin slides at headings of level 2.
    """
    foot = escaped(slide_foot(meta))
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
    return [f"  {line}" for line in _rules(meta, theme, "marp")]


def style_element(meta: Meta, theme: Theme) -> str:
    """Return a style sheet within the first slide, for reveal.js, which has no other place for one.

    Its lengths follow the width of the slides, so that these are the same whatever size the page gives reveal.js.
    """
    rules = "\n".join(_rules(meta, theme, "reveal"))
    sheet = re.sub(r"([\d.]+)px", lambda length: f"{float(length[1]) * 100 / SLIDE_PX:.4g}cqw", rules)
    return f"<style>\n.reveal .slides {{\n{sheet}\n}}\n</style>"


def _rules(meta: Meta, theme: Theme, program: str) -> list[str]:
    """Return the rules for slides and forms, then those of a program, line by line; lengths are pixels of Marp's."""
    values = _values(meta, theme)
    return "".join(_sheet(name).substitute(values) for name in ("slides", "forms", program)).strip().splitlines()


def _values(meta: Meta, theme: Theme) -> dict[str, str]:
    """Return what the sheets leave open."""
    colours, sizes, filled = theme.colours, theme.sizes, theme.manner.band == "filled"
    return _form_values(theme) | {
        "paper": colours.paper,
        "ink": colours.ink,
        "body_fonts": body_families(meta, theme),
        "title_fonts": _families(theme.fonts.title, theme.fonts.office_title, meta, theme),
        "title_leading": f"{theme.leading.title:g}",
        "title_ground": colours.band if filled else colours.paper,
        "title_ink": colours.on_band if filled else colours.ink,
        "title_rule": colours.on_band if filled else colours.accent,
        "measure": f"{MEASURE_EM:g}",
        "quote": f"{QUOTE:g}",
        "speaker": f"{SPEAKER / QUOTE:.2f}",
        "side": _px(SIDE),
        "below_source": _px(HEIGHT - SOURCE[1] - SOURCE[3]),
        "text": _px(sizes.slide_body),
        "largest": _px(sizes.slide_body * LARGER[0]),
        "larger": _px(sizes.slide_body * LARGER[-1]),
        "smaller": _px(sizes.slide_body * SMALLER[-1]),
        "sources": _px(sizes.slide_body * LISTED),
        "caption": _px(sizes.slide_caption),
        "title": _px(sizes.slide_title),
        "title_top": _px(TITLE[1]),
        "title_end": _px(TITLE[1] + TITLE[3]),
        "cover_title": _px(sizes.slide_title * COVER_TITLE_SCALE),
        "cover_title_end": _px(COVER_TITLE[1] + COVER_TITLE[3]),
        "section_title": _px(sizes.slide_title * SECTION_TITLE),
        "list": _px(BODY[3] * LEAST_LIST),
        "one_row": _px(BODY[3] * LEAST_CARD),
        "two_rows": _px((BODY[3] * LEAST_CARD - LOOKS["small cards"].gap) / 2),
    }


def _form_values(theme: Theme) -> dict[str, str]:
    colours, tinted = theme.colours, theme.manner.panel == "tint"
    names = ("accent", "on_accent", "second", "quiet", "tint", "rule")
    card = {"card": colours.tint, "card_pad": "0.9em"} if tinted else {"card": "none", "card_pad": "0"}
    card |= (
        {"card_foot": "auto", "card_rows": "auto 1fr auto"}
        if tinted
        else {"card_foot": "0", "card_rows": "auto auto 1fr"}
    )
    sizes = {"agenda": f"{AGENDA:g}", "ask": f"{ASK:g}"}
    return {name: getattr(colours, name) for name in names} | card | sizes


@cache
def _sheet(name: str) -> Template:
    return Template(Path(__file__).with_name(f"{name}.css").read_text(encoding="utf-8"))


def _px(size_pt: float) -> str:
    return f"{round(size_pt * PX_PER_PT, 1):g}"


def body_families(meta: Meta, theme: Theme) -> str:
    """Return the families of text, as CSS lists them."""
    return _families(theme.fonts.body, theme.fonts.office_body, meta, theme)


def _families(first: str, in_office: str, meta: Meta, theme: Theme) -> str:
    """Return font families: the theme's, that of its Office files for who lacks it, the script of the language."""
    own, other, _ = theme.fonts.east_asian(meta.language)
    return f"{families(first, in_office, own, other)}, sans-serif"
