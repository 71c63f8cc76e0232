"""word/styles.xml: the styles of a memo in Word's own words; what no theme changes is in the file beside."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from string import Template

from briefpack.languages.scripts import has_italics, is_east_asian, is_right_to_left, may_be_set_apart, office_tag
from briefpack.look.theme import Theme
from briefpack.office.markup import escape, hex_colour
from briefpack.units import half_points, twips
from briefpack.writers.word.markup import UNPARTED, border, shading
from briefpack.writers.word.styles import CELL_MARGINS_PT, Style, character_styles, paragraph_styles

STYLES = Path(__file__).with_name("styles.xml")


@lru_cache(maxsize=64)
def styles_xml(theme: Theme, language: str, titled: bool = False) -> str:
    """Return word/styles.xml: defaults, paragraph, character and table styles and the default list style.

    `titled`: with a style for titles that are no heading, which documents of our own have no use for.
    A light table has a tinted header over a rule of the accent, hairlines between rows and none upright.
    """
    tag, colours = escape(office_tag(language)), theme.colours
    margins = (f'<w:{edge} w:w="{twips(pt)}" w:type="dxa"/>' for edge, pt in CELL_MARGINS_PT.items())
    return Template(STYLES.read_text(encoding="utf-8")).substitute(
        fonts=_fonts(theme.fonts.office_body, theme.fonts.office_east_asian(language)),
        size=half_points(theme.sizes.memo_body),
        language=tag,
        east=tag if is_east_asian(language) else "ja-JP",
        direction="<w:bidi/>" if is_right_to_left(language) else "",
        paragraphs="".join(_paragraph_style(style, theme, language) for style in _listed(theme, titled)),
        characters="".join(_character_style(style, language) for style in character_styles(theme)),
        table_lines=border("bottom", colours.rule, 0.75) + border("insideH", colours.rule, 0.5),
        cell_margins="".join(margins),
        header_cell=f"<w:tcBorders>{border('bottom', colours.accent, 1)}</w:tcBorders>{shading(colours.tint)}",
    )


def _listed(theme: Theme, titled: bool) -> Iterator[Style]:
    return (style for name, style in paragraph_styles(theme).items() if titled or name != "Title")


def _fonts(latin: str, east_asian: str = "") -> str:
    name = escape(latin)
    east = f' w:eastAsia="{escape(east_asian)}"' if east_asian else ""
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}"{east} w:cs="{name}"/>'


def _paragraph_style(style: Style, theme: Theme, language: str) -> str:
    default = ' w:default="1"' if style.id == "Normal" else ""
    based = f'<w:basedOn w:val="{style.based_on}"/>' if style.based_on else ""
    following = f'<w:next w:val="{style.next}"/>' if style.next else ""
    return (
        f'<w:style w:type="paragraph"{default}{_custom(style)} w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
        f"{based}{following}<w:qFormat/><w:pPr>{_style_paragraph(style, theme, language)}</w:pPr>"
        f"<w:rPr>{_style_run(style, language)}</w:rPr></w:style>"
    )


def _style_paragraph(style: Style, theme: Theme, language: str) -> str:
    keep = ("<w:keepNext/>" if style.keep_next else "") + ("<w:keepLines/>" if style.keep_lines else "")
    size = style.size_pt or theme.sizes.memo_body
    leading = (style.leading or theme.leading.memo) * (1.1 if is_east_asian(language) else 1)
    # Yu Gothic asks for 1.7 times its size a line: only an exact height keeps Japanese text in step.
    rule = "exact" if is_east_asian(language) and not style.fits else "atLeast"
    space = f'w:before="{twips(style.before_pt)}" w:after="{twips(style.after_pt)}"'
    outline = "" if style.outline is None else f'<w:outlineLvl w:val="{style.outline}"/>'
    line = f'<w:spacing {space} w:line="{twips(size * leading)}" w:lineRule="{rule}"/>'
    # Programs would set letters and figures apart from Hangul and kana: 2023 년, and wider than columns are measured.
    close = '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>' if is_east_asian(language) else ""
    return f"{keep}{style.extra}{_parting(style, theme)}{close}{line}{style.indent}{outline}"


def _parting(style: Style, theme: Theme) -> str:
    """Return where no word is parted by choice: in titles, and all over unless the theme asks for it."""
    is_title = style.outline is not None or style.bold
    unparted = is_title if theme.manner.hyphenated else style.id == "Normal"
    return UNPARTED if unparted else ""


def _style_run(style: Style, language: str) -> str:
    fonts = _fonts(style.font) if style.font else ""
    italic = None if style.italic and not has_italics(language) else style.italic
    weight = _switch("b", style.bold) + _switch("bCs", style.bold) + _switch("i", italic) + _switch("iCs", italic)
    colour = f'<w:color w:val="{hex_colour(style.colour)}"/>' if style.colour else ""
    spacing = (
        f'<w:spacing w:val="{twips(style.spacing_pt)}"/>' if style.spacing_pt and may_be_set_apart(language) else ""
    )
    size = half_points(style.size_pt)
    sizes = f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else ""
    return f"{fonts}{weight}{colour}{spacing}{sizes}"


def _switch(name: str, on: bool | None) -> str:
    return "" if on is None else f"<w:{name}/>" if on else f'<w:{name} w:val="0"/>'


def _character_style(style: Style, language: str) -> str:
    return (
        f'<w:style w:type="character"{_custom(style)} w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:rPr>{_style_run(style, language)}{style.extra}</w:rPr></w:style>'
    )


def _custom(style: Style) -> str:
    return "" if style.built_in else ' w:customStyle="1"'
