"""What stands around a body on paper of our own: a small Word file with styles, settings and running heads."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from string import Template

from briefpack.document import tree as t
from briefpack.languages.hyphenation import HOLE, MOST_IN_A_ROW, NARROW_EM, is_hyphenated
from briefpack.languages.scripts import is_east_asian, is_right_to_left, office_tag
from briefpack.look.office_theme import theme_xml
from briefpack.look.theme import Theme
from briefpack.office.markup import escape
from briefpack.office.package import DECLARED, Package, parse_xml, serialised
from briefpack.units import twips
from briefpack.writers.word.markup import NAMESPACES, Markup
from briefpack.writers.word.running_heads import footer_xml, header_xml, letterhead_xml
from briefpack.writers.word.styles import page_of, table_size
from briefpack.writers.word.styles_xml import styles_xml

MAIN = "word/document.xml"
SETTINGS = Path(__file__).with_name("settings.xml")
RUNNING_HEADS = (
    '<w:headerReference w:type="first" r:id="rId3"/><w:headerReference w:type="default" r:id="rId4"/>'
    '<w:footerReference w:type="first" r:id="rId5"/><w:footerReference w:type="default" r:id="rId5"/>'
)
"""The section's headers and footer, by their place among the parts beside the document."""


def base_package(theme: Theme, meta: t.Meta, body: str) -> Package:
    """Return a whole Word file around a body that is written already."""
    markup = Markup(meta.language)
    package = Package(is_relative=True)
    package.add("", MAIN, _document(theme, meta.language, body), "wordprocessingml.document.main")
    for name, part in _looks(theme, meta.language).items():
        package.add(MAIN, f"word/{name}.xml", part, f"wordprocessingml.{name}")
    for name, write in (("header1", letterhead_xml), ("header2", header_xml), ("footer1", footer_xml)):
        part = as_written(write(meta, theme, markup))
        package.add(MAIN, f"word/{name}.xml", part, f"wordprocessingml.{name[:-1]}")
    package.add(MAIN, "word/theme/theme1.xml", theme_xml(theme, meta.language), "theme")
    return package


def facts_of(meta: t.Meta) -> dict[str, str | int]:
    """Return what docProps/app.xml says of a memo."""
    return {"Application": "briefpack", "DocSecurity": 0, "Company": meta.organisation}


@lru_cache(maxsize=8)
def _looks(theme: Theme, language: str) -> dict[str, bytes]:
    """Return the parts that all memos of a theme and language share."""
    texts = {"styles": styles_xml(theme, language), "settings": settings_xml(theme, language, True)}
    return {name: as_written(xml) for name, xml in texts.items()}


@lru_cache(maxsize=32)
def as_written(xml: str) -> bytes:
    """Return a part as lxml writes it, which writes those of a letterhead."""
    return serialised(parse_xml(xml))


def _document(theme: Theme, language: str, body: str) -> bytes:
    page = page_of(theme)
    side = twips(page.side_pt)
    margins = (
        f'w:top="{twips(page.top_pt)}" w:right="{side}" w:bottom="{twips(page.bottom_pt)}" w:left="{side}" '
        f'w:header="{twips(page.header_pt)}" w:footer="{twips(page.footer_pt)}" w:gutter="0"'
    )
    size = f'<w:pgSz w:w="{twips(page.width_pt)}" w:h="{twips(page.height_pt)}"/>'
    bidi = "<w:bidi/>" if is_right_to_left(language) else ""
    section = f"<w:sectPr>{RUNNING_HEADS}{size}<w:pgMar {margins}/><w:titlePg/>{bidi}</w:sectPr>"
    return f"{DECLARED}<w:document {NAMESPACES}><w:body>{body}{section}</w:body></w:document>".encode()


def settings_xml(theme: Theme, language: str, own_styles: bool = False) -> str:
    """Return word/settings.xml for compatibility mode 15: what Word 2013 and later write for new documents.

    own_styles: the styles are ours, which say where no word is parted.
    """
    tag = escape(office_tag(language))
    latin, east = ("en-US", tag) if is_east_asian(language) else (tag, "ja-JP")
    return Template(SETTINGS.read_text(encoding="utf-8")).substitute(
        latin=latin, east=east, hyphenation=_hyphenation(theme, language, own_styles)
    )


def _hyphenation(theme: Theme, language: str, own_styles: bool) -> str:
    """Return by what rules Word parts words (ECMA-376 part 1, 17.15.1.10 and 53): not to fill less than a hole."""
    if not is_hyphenated(language) or not (theme.manner.hyphenated or own_styles):
        return ""
    zone = twips(HOLE * NARROW_EM * table_size(theme))
    return (
        f'<w:autoHyphenation/><w:consecutiveHyphenLimit w:val="{MOST_IN_A_ROW}"/>'
        f'<w:hyphenationZone w:val="{zone}"/><w:doNotHyphenateCaps/>'
    )
