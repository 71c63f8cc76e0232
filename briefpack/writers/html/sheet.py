"""The style sheet of a page: the theme's colours, fonts, sizes and paper as properties, and what uses them.

`sheet.css` beside this module is all but the properties.
"""

from __future__ import annotations

import functools
from pathlib import Path

from briefpack.document.tree import Meta
from briefpack.languages.capitals import parts_of
from briefpack.languages.hyphenation import LEAST_LETTERS, LEFT, MOST_IN_A_ROW, RIGHT
from briefpack.languages.marks import DOT, dotted
from briefpack.languages.scripts import has_italics, is_east_asian, may_be_set_apart, primary
from briefpack.look.css import colour_properties, css_string, dark_rule, families
from briefpack.look.theme import Theme

SHEET = Path(__file__).with_name("sheet.css")
SERIFS = frozenset(
    {
        *("Book Antiqua", "Cambria", "Constantia", "EB Garamond", "Garamond", "Georgia", "Gentium Book Plus", "Lora"),
        *("Merriweather", "Noto Serif", "Palatino Linotype", "PT Serif", "Source Serif 4", "Times New Roman"),
    }
)
"""Families with serifs: where a reader has none of a theme's fonts, another one with serifs stands in."""


def style_sheet(meta: Meta, theme: Theme) -> str:
    """Return the style sheet of a document."""
    # The ask keeps the theme's own ground: its text has been checked against it.
    ground = f"--fill: {theme.colours.accent}; --on-fill: {theme.colours.on_accent}"
    return (
        f":root {{ {colour_properties(theme.colours)}; {ground}; {_fonts(meta, theme)}; {_sizes(meta, theme)} }}\n"
        f"{dark_rule(theme.colours)}\n{_paper(meta, theme)}\n{_static()}{_script_rules(meta.language)}"
    )


def _script_rules(language: str) -> str:
    """Return what turns off italics, and letters set apart, for a language whose script has none of them."""
    rules = ""
    if not (has_italics(language) or is_east_asian(language)):
        rules += f"em:lang({primary(language)}) {{ font-style: normal; font-weight: 600 }}\n"
        rules += f":is(.editor, blockquote):lang({primary(language)}) {{ font-style: normal }}\n"
    if not may_be_set_apart(language):
        rules += f":lang({primary(language)}) {{ letter-spacing: 0 !important }}\n"
    return rules


@functools.cache
def _static() -> str:
    return SHEET.read_text(encoding="utf-8")


def _fonts(meta: Meta, theme: Theme) -> str:
    """Return the families by name, for those who have them: the fonts themselves would be larger than the page."""
    fonts = theme.fonts
    east = {"ja": (fonts.japanese, fonts.office_japanese), "ko": (fonts.korean, fonts.office_korean)}
    east["zh"] = (fonts.chinese, fonts.office_chinese)
    first = primary(meta.language) if primary(meta.language) in east else "ja"
    other = "ko" if first == "ja" else "ja"
    properties = {
        "body": families(fonts.body, fonts.office_body),
        "display": families(fonts.title, fonts.office_title),
        "east": families(*east[first], *east[other]),
        "korean": families(*east["ko"]),
        "japanese": families(*east["ja"]),
        "body-kind": "serif" if fonts.body in SERIFS else "system-ui, sans-serif",
        "display-kind": "serif" if fonts.title in SERIFS else "system-ui, sans-serif",
    }
    return "; ".join(f"--{name}: {value}" for name, value in properties.items())


def _sizes(meta: Meta, theme: Theme) -> str:
    """Return the theme's sizes as multiples of that of the text, which a reader's browser sets."""
    sizes, leading = theme.sizes, theme.leading
    base = sizes.slide_body if meta.kind == "slides" else _printed_pt(meta, theme)
    of_kind = {
        "onepager": (sizes.title, sizes.section, sizes.item, sizes.lead),
        "slides": (sizes.slide_title * 1.4, sizes.slide_title, sizes.slide_body, sizes.slide_body),
    }
    memo = (sizes.memo_title, sizes.memo_section, (sizes.memo_section + base) / 2, base)
    named = zip(("title", "section", "item", "lead"), of_kind.get(meta.kind, memo), strict=True)
    scale = [f"--{name}: {size / base:.3f}rem" for name, size in named]
    shares = f"--main: {theme.page.main_columns}fr; --side: {12 - theme.page.main_columns}fr"
    hyphens = f"--hyphen-letters: {LEAST_LETTERS} {LEFT} {RIGHT}; --hyphen-lines: {MOST_IN_A_ROW}"
    return "; ".join([*scale, hyphens, f"--tight: {leading.title}", f"--printed: {leading.memo}", shares])


def _printed_pt(meta: Meta, theme: Theme) -> float:
    return theme.sizes.body if meta.kind == "onepager" else theme.sizes.memo_body


def _paper(meta: Meta, theme: Theme) -> str:
    """Return how the page is printed: the theme's paper and size of type, marking and number on every sheet.

    A box at the edge is of one style: what of the marking is shown in capitals stands at the right, the rest left.
    """
    page = theme.page
    margins = f"{page.margin_top_mm + 4:g}mm {page.margin_side_mm:g}mm {page.margin_bottom_mm + 4:g}mm"
    label = css_string(meta.page_label)
    numbered = label.replace("{page}", '" counter(page) "').replace("{pages}", '" counter(pages) "')
    boxes = {
        "top-right": css_string(meta.in_capitals or meta.marking),
        "bottom-left": css_string(meta.marking or meta.organisation),
        "bottom-right": numbered,
    }
    if meta.in_capitals:
        quiet = (text for text, is_loud in parts_of(meta.marking, meta.in_capitals) if not is_loud)
        boxes["top-left"] = css_string(dotted(*(text.removeprefix(DOT).removesuffix(DOT) for text in quiet)))
    looks = {"top-right": "; text-transform: uppercase"} if meta.in_capitals else {}
    edges = " ".join(
        f"@{place} {{ content: {text}; font-size: 7.5pt{looks.get(place, '')} }}" for place, text in boxes.items()
    )
    return (
        f"@page {{ size: {page.size}; margin: {margins}; {edges} }}\n"
        f"@media print {{ html {{ font-size: {_printed_pt(meta, theme):g}pt }} }}"
    )
