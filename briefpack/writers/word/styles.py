"""The styles of a memo, derived from a theme: first as data, then as styles.xml.

Nothing else in the writer names a font, a size or a colour of text: whoever changes a style in Word changes
all that has it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from briefpack.theme import Theme
from briefpack.units import PAGE_SIZES_PT, half_points, mm, twips
from briefpack.writers.word.languages import is_east_asian, primary, word_tag
from briefpack.writers.word.markup import (
    DECLARATION,
    NAMESPACES,
    border,
    escape,
    hex_colour,
    indent,
    shading,
    tab_stop,
)

MEMO_SIDE = 1.4
"""A memo's side margins as a multiple of the theme's: running text wants a shorter line than a page of columns."""
HEADER_MM, FOOTER_MM = 13, 11
"""Room between the theme's margins, where header and footer stand, and the text."""


@dataclass(frozen=True, slots=True)
class Style:
    """Describe a paragraph style; None and "" mean: as in the style that it is based on."""

    id: str
    name: str
    based_on: str = "Normal"
    next: str = ""
    size_pt: float = 0
    leading: float = 0
    before_pt: float = 0
    after_pt: float = 0
    colour: str = ""
    font: str = ""
    bold: bool | None = None
    italic: bool | None = None
    keep_next: bool = False
    keep_lines: bool = False
    outline: int | None = None
    extra: str = ""
    """Elements that come between widowControl and spacing: borders, shading, tabs."""
    indent: str = ""
    spacing_pt: float = 0
    """Letter spacing."""
    built_in: bool = True


@dataclass(frozen=True, slots=True)
class Page:
    width_pt: float
    height_pt: float
    side_pt: float
    header_pt: float
    footer_pt: float

    @property
    def text_width_pt(self) -> float:
        return self.width_pt - 2 * self.side_pt


def page_of(theme: Theme) -> Page:
    width, height = PAGE_SIZES_PT[theme.page.size]
    side = mm(theme.page.margin_side_mm * MEMO_SIDE)
    return Page(width, height, side, mm(theme.page.margin_top_mm), mm(theme.page.margin_bottom_mm))


@lru_cache(maxsize=16)
def paragraph_styles(theme: Theme) -> dict[str, Style]:
    """Return all paragraph styles by id, in the order in which Word lists them."""
    styles = [*_text_styles(theme), *_heading_styles(theme), *_table_styles(theme), *_page_styles(theme)]
    return {style.id: style for style in styles}


def _text_styles(theme: Theme) -> Iterator[Style]:
    size, colours, step = theme.sizes, theme.colours, theme.step_pt
    small = quiet_size(theme)
    body = theme.leading.memo
    yield Style("Normal", "Normal", "", "", size.memo_body, body, 0, step / 2, colours.ink)
    yield Style("Lead", "Lead", size_pt=size.memo_body + 1, leading=body, after_pt=step / 2, built_in=False)
    yield Style("Kicker", "Kicker", size_pt=small, colour=colours.quiet, after_pt=2, keep_next=True, built_in=False)
    yield Style("ListParagraph", "List Paragraph", after_pt=step / 4)
    quote = indent(mm(6), 0, mm(6))
    yield Style("Quote", "Quote", after_pt=step / 2, italic=True, indent=quote, keep_lines=True)
    named = {"size_pt": small, "colour": colours.quiet, "italic": False}
    yield Style("Attribution", "Attribution", "Quote", after_pt=step / 2, indent=quote, built_in=False, **named)
    yield Style("MemoField", "Memo Field", after_pt=step / 4, keep_lines=True, built_in=False)
    yield Style("Ask", "Ask", after_pt=step / 4, keep_lines=True, built_in=False)
    yield Style("Callout", "Callout", after_pt=step / 4, keep_lines=True, built_in=False)
    yield Style("Decision", "Decision", after_pt=step / 4, keep_lines=True, built_in=False)
    yield Style("Signature", "Signature", leading=2.8, after_pt=step / 4, keep_lines=True)
    quiet = {"size_pt": small, "leading": body, "colour": colours.quiet, "after_pt": step / 4, "built_in": False}
    yield Style("SpeakerNotes", "Speaker Notes", **quiet)
    yield Style("Source", "Source", **quiet)
    yield Style("Contact", "Contact", **quiet)
    yield Style("FootnoteText", "footnote text", size_pt=small, leading=1.25, after_pt=2, indent=indent(9, 9))


def _heading_styles(theme: Theme) -> Iterator[Style]:
    size, colours, step = theme.sizes, theme.colours, theme.step_pt
    between = (size.memo_section + size.memo_body) / 2
    title = colours.accent if theme.manner.band == "filled" else colours.ink
    rows = (
        (size.memo_title, title, theme.leading.title, step / 2, step * 0.75),
        (size.memo_section, colours.accent, theme.leading.title, step * 1.25, step / 4),
        (between, colours.ink, theme.leading.title, step * 0.75, step / 4),
        (size.memo_body, colours.quiet, theme.leading.memo, step / 2, 2),
    )
    for level, (points, colour, leading, before, after) in enumerate(rows, 1):
        yield Style(
            f"Heading{level}",
            f"heading {level}",
            next="Normal",
            size_pt=points,
            leading=leading,
            before_pt=before,
            after_pt=after,
            colour=colour,
            font=theme.fonts.office_title if level < 3 else "",
            bold=True,
            keep_next=True,
            keep_lines=True,
            outline=level - 1,
        )


def _table_styles(theme: Theme) -> Iterator[Style]:
    small = table_size(theme)
    yield Style("TableText", "Table Text", size_pt=small, leading=1.22, built_in=False)
    heading = {"bold": True, "keep_next": True, "built_in": False}
    yield Style("TableHeading", "Table Heading", "TableText", colour=theme.colours.accent, leading=1.22, **heading)
    step = theme.step_pt
    yield Style("FigureTitle", "Figure Title", before_pt=step / 2, after_pt=step / 3, keep_lines=True, **heading)


def _page_styles(theme: Theme) -> Iterator[Style]:
    page, colours = page_of(theme), theme.colours
    width = page.text_width_pt
    small = {"size_pt": theme.sizes.caption + 0.7, "leading": 1.22, "colour": colours.quiet}
    right = f"<w:tabs>{tab_stop(width, 'right')}</w:tabs>"
    yield Style("Header", "header", extra=right, **small)
    yield Style("Footer", "footer", extra=right, **small)
    filled = theme.manner.band == "filled"
    rule = border("bottom", colours.accent if filled else colours.ink, 1.5 if filled else 2.25, 6)
    gap = theme.step_pt * 0.75
    ruled = f"<w:pBdr>{rule}</w:pBdr>{right}"
    yield Style("Letterhead", "Letterhead", "Header", leading=1.22, after_pt=gap, extra=ruled, built_in=False)
    line = f"<w:pBdr>{border('bottom', colours.rule, 0.5)}</w:pBdr>"
    yield Style("Rule", "Rule", size_pt=4, leading=1, after_pt=gap, extra=line, built_in=False)
    yield Style("Gap", "Gap", size_pt=4, leading=1, built_in=False)


def quiet_size(theme: Theme) -> float:
    """Return the size of asides in points: two below the body, to the half point that Word knows."""
    return max(theme.sizes.caption, theme.sizes.memo_body - 1.5)


def table_size(theme: Theme) -> float:
    return theme.sizes.memo_body - 1


@lru_cache(maxsize=64)
def styles_xml(theme: Theme, language: str) -> str:
    """Return word/styles.xml: defaults, paragraph, character and table styles and the default list style."""
    paragraphs = "".join(_paragraph_style(style, theme, language) for style in paragraph_styles(theme).values())
    return (
        f"{DECLARATION}<w:styles {NAMESPACES}>{_defaults(theme, language)}{paragraphs}"
        f"{_character_styles(theme)}{_table_style(theme)}"
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style></w:styles>'
    )


def east_asian_font(theme: Theme, language: str) -> str:
    return theme.fonts.office_korean if primary(language) == "ko" else theme.fonts.office_japanese


def _fonts(latin: str, east_asian: str = "") -> str:
    name = escape(latin)
    east = f' w:eastAsia="{escape(east_asian)}"' if east_asian else ""
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}"{east} w:cs="{name}"/>'


def _defaults(theme: Theme, language: str) -> str:
    tag = escape(word_tag(language))
    east = tag if is_east_asian(language) else "ja-JP"
    latin = "en-US" if is_east_asian(language) else tag
    size = half_points(theme.sizes.memo_body)
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_fonts(theme.fonts.office_body, east_asian_font(theme, language))}"
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/><w:lang w:val="{latin}" w:eastAsia="{east}" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:widowControl/></w:pPr></w:pPrDefault></w:docDefaults>"
    )


def _paragraph_style(style: Style, theme: Theme, language: str) -> str:
    default = ' w:default="1"' if style.id == "Normal" else ""
    custom = "" if style.built_in else ' w:customStyle="1"'
    based = f'<w:basedOn w:val="{style.based_on}"/>' if style.based_on else ""
    following = f'<w:next w:val="{style.next}"/>' if style.next else ""
    return (
        f'<w:style w:type="paragraph"{default}{custom} w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
        f"{based}{following}<w:qFormat/><w:pPr>{_style_paragraph(style, theme, language)}</w:pPr>"
        f"<w:rPr>{_style_run(style, language)}</w:rPr></w:style>"
    )


def _style_paragraph(style: Style, theme: Theme, language: str) -> str:
    keep = ("<w:keepNext/>" if style.keep_next else "") + ("<w:keepLines/>" if style.keep_lines else "")
    size = style.size_pt or theme.sizes.memo_body
    leading = (style.leading or theme.leading.memo) * (1.1 if is_east_asian(language) else 1)
    # Yu Gothic asks for 1.7 times its size a line: only an exact height keeps Japanese text in step.
    rule = "exact" if is_east_asian(language) else "atLeast"
    space = f'w:before="{twips(style.before_pt)}" w:after="{twips(style.after_pt)}"'
    outline = "" if style.outline is None else f'<w:outlineLvl w:val="{style.outline}"/>'
    line = f'<w:spacing {space} w:line="{twips(size * leading)}" w:lineRule="{rule}"/>'
    return f"{keep}{style.extra}{line}{style.indent}{outline}"


def _style_run(style: Style, language: str) -> str:
    fonts = _fonts(style.font) if style.font else ""
    # Japanese, Korean and Chinese type has no italics.
    italic = None if style.italic and is_east_asian(language) else style.italic
    weight = _switch("b", style.bold) + _switch("bCs", style.bold) + _switch("i", italic) + _switch("iCs", italic)
    colour = f'<w:color w:val="{hex_colour(style.colour)}"/>' if style.colour else ""
    spacing = f'<w:spacing w:val="{twips(style.spacing_pt)}"/>' if style.spacing_pt else ""
    size = half_points(style.size_pt)
    sizes = f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else ""
    return f"{fonts}{weight}{colour}{spacing}{sizes}"


def _switch(name: str, on: bool | None) -> str:
    return "" if on is None else f"<w:{name}/>" if on else f'<w:{name} w:val="0"/>'


def _character_styles(theme: Theme) -> str:
    colours, small = theme.colours, half_points(quiet_size(theme))
    sizes = f'<w:sz w:val="{small}"/><w:szCs w:val="{small}"/>'
    styles = (
        ("DefaultParagraphFont", "Default Paragraph Font", ""),
        ("Hyperlink", "Hyperlink", f'{_colour(colours.accent)}<w:u w:val="single"/>'),
        ("FootnoteReference", "footnote reference", '<w:vertAlign w:val="superscript"/>'),
        ("EditorVoice", "Editor Voice", _colour(colours.second)),
        ("Quiet", "Quiet", _colour(colours.quiet)),
        ("Label", "Label", f"<w:b/><w:bCs/>{sizes}"),
        ("FieldLabel", "Field Label", f'<w:b/><w:bCs/>{_colour(colours.quiet)}<w:spacing w:val="12"/>{sizes}'),
        ("Marking", "Marking", f'<w:b/><w:bCs/>{_colour(colours.second)}<w:spacing w:val="10"/>'),
        ("Organisation", "Organisation", _organisation(theme)),
    )
    return "".join(_character_style(*style) for style in styles)


def _organisation(theme: Theme) -> str:
    size = half_points(theme.sizes.memo_section)
    colour = theme.colours.accent if theme.manner.band == "filled" else theme.colours.ink
    return f'{_fonts(theme.fonts.office_title)}<w:b/><w:bCs/>{_colour(colour)}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'


def _colour(colour: str) -> str:
    return f'<w:color w:val="{hex_colour(colour)}"/>'


CUSTOM_CHARACTER_STYLES = frozenset({"EditorVoice", "Quiet", "Label", "FieldLabel", "Marking", "Organisation"})


def _character_style(style_id: str, name: str, properties: str) -> str:
    if style_id == "DefaultParagraphFont":
        hidden = '<w:uiPriority w:val="1"/><w:semiHidden/>'
        return f'<w:style w:type="character" w:default="1" w:styleId="{style_id}"><w:name w:val="{name}"/>{hidden}</w:style>'
    custom = ' w:customStyle="1"' if style_id in CUSTOM_CHARACTER_STYLES else ""
    based = '<w:basedOn w:val="DefaultParagraphFont"/>'
    return (
        f'<w:style w:type="character"{custom} w:styleId="{style_id}"><w:name w:val="{name}"/>{based}'
        f"<w:rPr>{properties}</w:rPr></w:style>"
    )


def _table_style(theme: Theme) -> str:
    """Return the light table: a tinted header over a rule of the accent, hairlines between rows, none upright."""
    colours = theme.colours
    lines = border("bottom", colours.rule, 0.75) + border("insideH", colours.rule, 0.5)
    header = f"<w:tcBorders>{border('bottom', colours.accent, 1)}</w:tcBorders>{shading(colours.tint)}"
    margins = "".join(f'<w:{edge} w:w="{twips(pt)}" w:type="dxa"/>' for edge, pt in CELL_MARGINS_PT.items())
    normal = (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    )
    return normal + (
        '<w:style w:type="table" w:customStyle="1" w:styleId="LightTable"><w:name w:val="Light Table"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{lines}</w:tblBorders>'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
        f'<w:tblStylePr w:type="firstRow"><w:tcPr>{header}</w:tcPr></w:tblStylePr>'
        '<w:tblStylePr w:type="firstCol"><w:rPr><w:b/><w:bCs/></w:rPr></w:tblStylePr></w:style>'
    )


CELL_MARGINS_PT = {"top": 3.0, "left": 5.0, "bottom": 3.0, "right": 5.0}
