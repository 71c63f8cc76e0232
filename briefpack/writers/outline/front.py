"""What stands before the first slide: the deck's own data and its look."""

from __future__ import annotations

import json
import re

from briefpack.document.tree import Meta
from briefpack.languages.scripts import is_korean
from briefpack.look.theme import Theme
from briefpack.writers.outline.inlines import escaped, line_escaped

PX_PER_PT = 4 / 3
"""Marp's slide is 1280 pixels wide where ours is 960 points."""


def front_matter(meta: Meta, theme: Theme) -> str:
    """Return the YAML front matter; pandoc reads its values as Markdown, so words are escaped in it.

    pandoc would make a slide of `title`, `author` and `date`, and `theme` names one of reveal.js's: none stands here.
    Without `slide-level`, Quarto would begin slides at headings of level 2.
    """
    footer = " · ".join(escaped(text) for text in (meta.marking, meta.organisation) if text)
    values = {
        "lang": quoted(meta.language),
        "footer": quoted(footer) if footer else "",
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
    colours, sizes = theme.colours, theme.sizes
    side_px = round(theme.page.margin_side_mm * 4)
    title_ground, title_ink = (
        (colours.band, colours.on_band) if theme.manner.band == "filled" else (colours.paper, colours.ink)
    )
    rules = f"""
section {{
  display: flex; flex-direction: column; justify-content: flex-start;
  padding: {side_px - 16}px {side_px}px {side_px}px; gap: {_px(theme.step_pt)};
  background: {colours.paper}; color: {colours.ink}; border-top: 10px solid {colours.accent};
  font-family: {_families(theme.fonts.body, meta, theme)};
  font-size: {_px(sizes.slide_body)}; line-height: {theme.leading.body};
}}
section > *, li > p {{ margin: 0; }}
h1, h2, h3 {{ font-family: {_families(theme.fonts.title, meta, theme)}; line-height: {theme.leading.title}; }}
h1 {{ text-wrap: balance; }}
p, li {{ text-wrap: pretty; }}
h1 {{ color: {colours.accent}; font-size: {_px(sizes.slide_title)}; margin-bottom: {_px(theme.step_pt)}; }}
h2, h3 {{ color: {colours.ink}; font-size: {_px(sizes.slide_body)}; }}
a {{ color: {colours.accent}; }}
li + li {{ margin-top: 0.6em; }}
li::marker {{ color: {colours.accent}; }}
blockquote {{ border-left: 4px solid {colours.accent}; color: {colours.ink}; padding: 0 0 0 0.8em; }}
table {{ display: table; width: 100%; border-collapse: collapse; font-size: 0.72em; line-height: 1.25; }}
table tr, table tr:nth-child(2n) {{ background: none; border: 0; }}
table th, table td {{ border: 0; padding: 0.28em 0.6em; vertical-align: top; }}
table td {{ border-bottom: 1px solid {colours.rule}; }}
table th {{ background: {colours.tint}; color: {colours.ink}; vertical-align: bottom; }}
th:not([align], [style]) {{ text-align: left; }}
tr > :first-child {{ min-width: 10em; }}
small {{ color: {colours.quiet}; font-size: {_px(sizes.slide_caption)}; line-height: 1.3; display: block; }}
p:has(> small) {{ margin-top: auto; }}
footer, section::after {{ color: {colours.quiet}; font-size: {_px(sizes.slide_caption)}; }}
footer {{ left: {side_px}px; right: auto; }}
section::after {{ right: {side_px}px; }}
section.title {{ justify-content: center; background: {title_ground}; color: {title_ink}; }}
section.title h1 {{ font-size: {_px(sizes.slide_title * 1.4)}; color: {title_ink}; }}
section.title :is(a, small, footer) {{ color: {title_ink}; }}
section.ask h1 {{ background: {colours.accent}; color: {colours.on_accent}; padding: 0.5em 0.6em; }}
section.dense {{ font-size: {_px(sizes.slide_body * 0.8)}; gap: {_px(theme.step_pt / 2)}; }}
section.sources {{ font-size: {_px(sizes.slide_body * 0.7)}; }}
"""
    return [f"  {line}" for line in rules.strip().splitlines()]


def _px(size_pt: float) -> str:
    return f"{round(size_pt * PX_PER_PT, 1):g}px"


def _families(first: str, meta: Meta, theme: Theme) -> str:
    """Return font families, the script of the document's language before others."""
    scripts = [theme.fonts.japanese, theme.fonts.korean]
    scripts.sort(key=lambda family: family != theme.fonts.korean or not is_korean(meta.language))
    names = dict.fromkeys([first, *scripts])
    return ", ".join([*('"' + re.sub(r'[\\"]', "", name) + '"' for name in names), "sans-serif"])
