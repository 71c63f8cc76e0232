"""How an organisation's paper looks: the font and size of its text, its headings, its colours.

What is found dresses what a letterhead has no style for: panels, table heads, the marking, figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from lxml import etree

from briefpack.look.shades import darkened, is_grey, mixed
from briefpack.look.theme import Colours, Theme
from briefpack.writers.word.lengths import number_of
from briefpack.writers.word.package import related_part
from briefpack.writers.word.style_chain import style_chain
from briefpack.writers.word.style_merge import NORMAL, name_of

DEFAULT_SIZE_PT = 10.0
"""The size that Word takes where no style names one."""
DEFAULT_FONT = "Times New Roman"
"""The font that Word takes where no style names one."""
SIZES_PT = 8.0, 16.0
"""Text of a letterhead counts as no smaller and no larger than this."""
PLAIN = "#262626"
"""What stands for the colour of an organisation that shows none."""
OFFICE_ACCENTS = frozenset({"4F81BD", "4472C4", "5B9BD5", "156082"})
"""The first accents of the themes that Office itself brings: nobody chose them."""
_NAMES = "dark1 dk1 light1 lt1 dark2 dk2 light2 lt2 text1 dk1 background1 lt1 text2 dk2 background2 lt2 hyperlink hlink"
SCHEME = dict(zip(_NAMES.split()[::2], _NAMES.split()[1::2], strict=True))
"""What Word's names for colours of a theme are called in it, where the settings do not map them (17.15.1.20)."""
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@dataclass(frozen=True, slots=True)
class PaperStyle:
    """Say how words in a style look; "" is a colour that the style leaves to the program, which is black."""

    family: str
    size_pt: float
    colour: str
    bold: bool


@dataclass(frozen=True, slots=True)
class PaperLook:
    """Hold the look of a letterhead's text and headings."""

    text: PaperStyle
    headings: tuple[PaperStyle, ...]
    """Of the first two levels, as far as it has styles for them."""
    accent: str
    """The organisation's colour as #RRGGBB; "" if it shows none."""

    def dressed(self, theme: Theme) -> Theme:
        """Return the theme in the paper's size of text, without fonts of ours, in colours that stand on the paper."""
        size = min(SIZES_PT[1], max(SIZES_PT[0], self.text.size_pt))
        sizes = theme.sizes.model_copy(update={"memo_body": size})
        fonts = theme.fonts.model_copy(update={"office_body": self.text.family, "office_title": ""})
        return theme.model_copy(update={"sizes": sizes, "fonts": fonts, "colours": self.colours(theme.colours)})

    def colours(self, own: Colours) -> Colours:
        """Return the colours of panels, rules and figures: shades of the organisation's, of grey if it has none."""
        accent = darkened(self.accent or PLAIN, own.paper)
        tint = mixed(accent, own.paper, 0.08)
        accent = darkened(accent, tint)
        return own.model_copy(
            update={
                "accent": accent,
                "on_accent": own.paper,
                "second": mixed(accent, own.ink, 0.45),
                "tint": tint,
                "rule": mixed(accent, own.paper, 0.3),
                "band": accent,
                "on_band": own.paper,
            }
        )


def look_of(document: Any) -> PaperLook:
    """Return the look of a letterhead that python-docx has opened."""
    styles = document.styles.element
    scheme, fonts = _theme_part(document)
    named = {name_of(style): style.get(qn("w:styleId"), "") for style in reversed(styles.findall(qn("w:style")))}
    text = _style(styles, named.get(NORMAL, ""), scheme, fonts)
    levels = (named.get(("paragraph", f"heading {level}")) for level in (1, 2))
    headings = tuple(_style(styles, one, scheme, fonts) for one in levels if one)
    shown = [one.colour for one in (*headings, text) if one.colour and not is_grey(one.colour)]
    chosen = scheme.get("accent1", "")
    theirs = f"#{chosen}" if chosen and chosen.upper() not in OFFICE_ACCENTS and not is_grey(f"#{chosen}") else ""
    return PaperLook(text, headings, next(iter(shown), theirs))


def _style(styles: Any, style_id: str, scheme: dict[str, str], fonts: dict[str, str]) -> PaperStyle:
    family, size, colour, bold = "", DEFAULT_SIZE_PT, "", False
    for properties in _run_properties(styles, style_id):
        node = properties.find(qn("w:rFonts"))
        family = _family(node, fonts) or family
        node = properties.find(qn("w:sz"))
        size = number_of(node, "val") / 2 or size
        node = properties.find(qn("w:color"))
        colour = colour if node is None else _colour(node, scheme)
        node = properties.find(qn("w:b"))
        bold = bold if node is None else node.get(qn("w:val"), "1") not in ("0", "false", "off")
    return PaperStyle(family or DEFAULT_FONT, size, colour, bold)


def _run_properties(styles: Any, style_id: str) -> Iterator[Any]:
    """Yield properties of runs: the defaults, then those of each style, the farthest first."""
    yield from styles.iterfind(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for style in reversed(style_chain(styles, style_id)):
        yield from style.findall(qn("w:rPr"))


def _family(node: Any, fonts: dict[str, str]) -> str:
    if node is None:
        return ""
    themed = node.get(qn("w:asciiTheme")) or node.get(qn("w:hAnsiTheme")) or ""
    return fonts.get(themed[:5], "") or node.get(qn("w:ascii")) or node.get(qn("w:hAnsi")) or ""


def _colour(node: Any, scheme: dict[str, str]) -> str:
    """Return a w:color as #RRGGBB; Word writes what a colour of the theme comes to beside its name."""
    stated = node.get(qn("w:val"), "auto")
    if not re.fullmatch("[0-9A-Fa-f]{6}", stated):
        name = node.get(qn("w:themeColor"), "")
        stated = scheme.get(SCHEME.get(name, name), "")
    return f"#{stated.upper()}" if stated and int(stated, 16) else ""


def _theme_part(document: Any) -> tuple[dict[str, str], dict[str, str]]:
    """Return the colours of the theme by name, and its fonts: major and minor."""
    part = related_part(document, "theme")
    if part is None:
        return {}, {}
    try:
        root = parse_xml(part.blob)
    except etree.XMLSyntaxError:
        return {}, {}  # whoever wrote it called it something else than XML
    scheme = {}
    for node in root.iterfind(f".//{A}clrScheme/*"):
        value = next((one.get("lastClr") or one.get("val", "") for one in node), "")
        if re.fullmatch("[0-9A-Fa-f]{6}", value):
            scheme[node.tag.removeprefix(A)] = value
    fonts = {
        name: node.get("typeface", "")
        for name in ("major", "minor")
        for node in root.iterfind(f".//{A}fontScheme/{A}{name}Font/{A}latin")
    }
    return scheme, fonts
