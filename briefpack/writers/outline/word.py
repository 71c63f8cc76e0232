"""An outline as a Word file of headings and nothing else, as PowerPoint's “Slides from Outline” takes it.

Only headings travel to PowerPoint; a body text that stood between them would be lost without a word. The marking
stands in the header, which is no text of a slide. WordprocessingML: ISO/IEC 29500-1, transitional.
"""

from __future__ import annotations

from briefpack.document.running_lines import foot_parts
from briefpack.document.slides import Deck
from briefpack.document.tree import Meta
from briefpack.languages.scripts import is_east_asian, office_tag
from briefpack.look.theme import Theme
from briefpack.office.markup import DECLARATION, escape, hex_colour
from briefpack.office.package import Package
from briefpack.office.packing import OFFICE
from briefpack.units import PAGE_SIZES_PT, half_points, mm, twips
from briefpack.writers.outline.levels import outline_lines
from briefpack.writers.outline.nodes import DETAIL, TITLE, Line
from briefpack.writers.properties import add_properties

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMES = f'xmlns:w="{_W}" xmlns:r="{OFFICE}/relationships"'
_MAIN = "word/document.xml"
_HEADER = "rId3"
"""The relation of the document to its header: the third of the parts beside it."""


def word_bytes(deck: Deck, theme: Theme) -> bytes:
    """Return a deck as a .docx: Heading 1 a title, Heading 2 a line of text, Heading 3 a line below one."""
    meta = deck.meta
    package = Package()
    package.add("", _MAIN, _document(outline_lines(deck), theme), "wordprocessingml.document.main")
    beside = {"styles": _styles(theme, meta.language), "settings": _SETTINGS, "header": _header(meta)}
    for name, xml in beside.items():
        package.add(_MAIN, f"word/{name}.xml", xml, f"wordprocessingml.{name}")
    add_properties(package, meta, {"Application": "briefpack", "Company": meta.organisation})
    return package.packed()


def _document(lines: list[Line], theme: Theme) -> str:
    width, height = PAGE_SIZES_PT[theme.page.size]
    page = theme.page
    side, top, bottom = (twips(mm(n)) for n in (page.margin_side_mm, page.margin_top_mm, page.margin_bottom_mm))
    section = (
        f'<w:sectPr><w:headerReference w:type="default" r:id="{_HEADER}"/>'
        f'<w:pgSz w:w="{twips(width)}" w:h="{twips(height)}"/>'
        f'<w:pgMar w:top="{top + twips(24)}" w:right="{side}" w:bottom="{bottom}" w:left="{side}" '
        f'w:header="{top}" w:footer="{bottom}" w:gutter="0"/></w:sectPr>'
    )
    body = "".join(_paragraph(f"Heading{line.level}", _run(line.text)) for line in lines)
    return f"{DECLARATION}<w:document {_NAMES}><w:body>{body}{section}</w:body></w:document>"


def _paragraph(style: str, runs: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>'


def _run(text: str, capitals: bool = False) -> str:
    look = "<w:rPr><w:caps/></w:rPr>" if capitals else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _header(meta: Meta) -> str:
    runs = "".join(_run(text, capitals) for text, capitals in foot_parts(meta))
    return f"{DECLARATION}<w:hdr {_NAMES}>{_paragraph('Header', runs)}</w:hdr>"


_SETTINGS = (
    f'{DECLARATION}<w:settings {_NAMES}><w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
)
"""Compatibility mode 15: else Word opens the file as one of an older version."""


def _styles(theme: Theme, language: str) -> str:
    fonts, sizes, colours = theme.fonts, theme.sizes, theme.colours
    east = fonts.office_east_asian(language)
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_fonts(fonts.office_body, east)}"
        f'<w:sz w:val="{half_points(sizes.memo_body)}"/>{_language(language)}</w:rPr></w:rPrDefault></w:docDefaults>'
    )
    looks = (
        (sizes.memo_section, colours.accent, '<w:spacing w:before="320" w:after="80"/>'),
        (sizes.memo_body, colours.ink, '<w:spacing w:before="40" w:after="40"/><w:ind w:left="360"/>'),
        (sizes.memo_body, colours.quiet, '<w:spacing w:before="20" w:after="20"/><w:ind w:left="720"/>'),
    )
    headings = "".join(_heading(n, *look, _fonts(fonts.office_title, east)) for n, look in enumerate(looks, 1))
    return (
        f'{DECLARATION}<w:styles {_NAMES}>{defaults}<w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
        f'<w:name w:val="Normal"/><w:qFormat/></w:style>{headings}'
        '<w:style w:type="paragraph" w:styleId="Header"><w:name w:val="header"/><w:basedOn w:val="Normal"/>'
        f"<w:rPr>{_letters(colours.quiet, sizes.caption)}</w:rPr></w:style></w:styles>"
    )


def _heading(number: int, size: float, colour: str, spacing: str, font: str) -> str:
    """Return a heading's style; PowerPoint goes by its outline level, which counts from 0."""
    kept, bold = ("<w:keepNext/>", f"{font}<w:b/>") if number == TITLE else ("", "")
    return (
        f'<w:style w:type="paragraph" w:styleId="Heading{number}"><w:name w:val="heading {number}"/>'
        f'<w:basedOn w:val="Normal"/><w:next w:val="Heading{min(number + 1, DETAIL)}"/><w:qFormat/>'
        f'<w:pPr>{kept}{spacing}<w:outlineLvl w:val="{number - 1}"/></w:pPr>'
        f"<w:rPr>{bold}{_letters(colour, size)}</w:rPr></w:style>"
    )


def _letters(colour: str, size: float) -> str:
    return f'<w:color w:val="{hex_colour(colour)}"/><w:sz w:val="{half_points(size)}"/>'


def _fonts(latin: str, east: str) -> str:
    name = escape(latin)
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{escape(east)}" w:cs="{name}"/>'


def _language(language: str) -> str:
    tag = escape(office_tag(language))
    return f'<w:lang w:val="{tag}"' + (f' w:eastAsia="{tag}"/>' if is_east_asian(language) else "/>")
