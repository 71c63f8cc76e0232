"""The document that a body is poured into: a small Word file of our own, with styles, settings and running heads.

An organisation's letterhead can stand in its place: a body needs nothing of it but the styles.
"""

from __future__ import annotations

from briefpack.document import tree as t
from briefpack.languages.scripts import is_east_asian, is_right_to_left, office_tag
from briefpack.look.office_theme import theme_xml
from briefpack.look.theme import Theme
from briefpack.office.markup import DECLARATION, escape
from briefpack.office.packing import DOCUMENT_RELATION, packed, relation, relations_of, relations_xml
from briefpack.units import twips
from briefpack.writers.word.markup import NAMESPACES, Markup
from briefpack.writers.word.markup import R as RELATIONS
from briefpack.writers.word.running_heads import footer_xml, header_xml, letterhead_xml
from briefpack.writers.word.styles import page_of
from briefpack.writers.word.styles_xml import styles_xml

_KIND = "application/vnd.openxmlformats-officedocument"
_PARTS = {
    "styles": "wordprocessingml.styles",
    "settings": "wordprocessingml.settings",
    "header1": "wordprocessingml.header",
    "header2": "wordprocessingml.header",
    "footer1": "wordprocessingml.footer",
    "theme/theme1": "theme",
}
"""Parts beside the document, with their content types; the last word of each names the relation, too."""


def base_document(theme: Theme, meta: t.Meta) -> bytes:
    """Return a whole Word file whose body is empty but for the section's properties."""
    markup = Markup(meta.language)
    texts = {
        "document": _document(theme, meta.language),
        "styles": styles_xml(theme, meta.language),
        "settings": settings_xml(meta.language),
        "theme/theme1": theme_xml(theme, meta.language),
        "header1": letterhead_xml(meta, markup),
        "header2": header_xml(meta, markup),
        "footer1": footer_xml(meta, markup),
    }
    files = {f"word/{name}.xml": text for name, text in texts.items()}
    kinds = {f"word/{name}.xml": f"{_KIND}.{kind}+xml" for name, kind in _PARTS.items()}
    kinds["word/document.xml"] = f"{_KIND}.wordprocessingml.document.main+xml"
    beside = (
        relation(_relation_id(name), f"{RELATIONS}/{kind.rpartition('.')[2]}", f"word/{name}.xml")
        for name, kind in _PARTS.items()
    )
    files[relations_of("word/document.xml")] = relations_xml("".join(beside))
    files[relations_of("")] = relations_xml(relation("rId1", DOCUMENT_RELATION, "word/document.xml"))
    return packed(files, kinds)


def _relation_id(part: str) -> str:
    return f"rId{list(_PARTS).index(part) + 1}"


def _document(theme: Theme, language: str) -> str:
    page = page_of(theme)
    references = (
        ("header", "first", "header1"),
        ("header", "default", "header2"),
        ("footer", "first", "footer1"),
        ("footer", "default", "footer1"),
    )
    running = "".join(
        f'<w:{kind}Reference w:type="{on}" r:id="{_relation_id(part)}"/>' for kind, on, part in references
    )
    side = twips(page.side_pt)
    margins = (
        f'w:top="{twips(page.top_pt)}" w:right="{side}" w:bottom="{twips(page.bottom_pt)}" w:left="{side}" '
        f'w:header="{twips(page.header_pt)}" w:footer="{twips(page.footer_pt)}" w:gutter="0"'
    )
    size = f'<w:pgSz w:w="{twips(page.width_pt)}" w:h="{twips(page.height_pt)}"/>'
    bidi = "<w:bidi/>" if is_right_to_left(language) else ""
    section = f"<w:sectPr>{running}{size}<w:pgMar {margins}/><w:titlePg/>{bidi}</w:sectPr>"
    return f"{DECLARATION}<w:document {NAMESPACES}><w:body>{section}</w:body></w:document>"


def settings_xml(language: str) -> str:
    """Return word/settings.xml for compatibility mode 15: what Word 2013 and later write for new documents."""
    tag = escape(office_tag(language))
    latin, east = ("en-US", tag) if is_east_asian(language) else (tag, "ja-JP")
    marks = "".join(f'<w:footnote w:id="{number}"/>' for number in (-1, 0))
    modern = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in (
            ("compatibilityMode", 15),
            ("overrideTableStyleFontSizeAndJustification", 1),
            ("enableOpenTypeFeatures", 1),
            ("doNotFlipMirrorIndents", 1),
            ("differentiateMultirowTableHeaders", 1),
        )
    )
    slots = ("bg1", "t1", "bg2", "t2", *(f"accent{n}" for n in range(1, 7)), "hyperlink", "followedHyperlink")
    names = ("light1", "dark1", "light2", "dark2", *slots[4:])
    mapping = " ".join(f'w:{slot}="{name}"' for slot, name in zip(slots, names, strict=True))
    return (
        f'{DECLARATION}<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        f'<w:characterSpacingControl w:val="doNotCompress"/>'
        f"<w:footnotePr>{marks}</w:footnotePr><w:compat>{modern}</w:compat>"
        f'<w:themeFontLang w:val="{latin}" w:eastAsia="{east}"/><w:clrSchemeMapping {mapping}/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )
