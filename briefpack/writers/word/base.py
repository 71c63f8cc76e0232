"""The document that a body is poured into: an own, small Word file with styles, settings and running heads.

An organisation's letterhead can stand in its place: whatever is here is a file of its own, and a body needs
only the styles.
"""

from __future__ import annotations

import io
import zipfile

from briefpack.document import tree as t
from briefpack.languages.scripts import is_east_asian, is_right_to_left, office_tag
from briefpack.look.theme import Theme
from briefpack.units import twips
from briefpack.writers.word.languages import spoken
from briefpack.writers.word.markup import DECLARATION, NAMESPACES, escape, hex_colour
from briefpack.writers.word.running_heads import footer_xml, header_xml, letterhead_xml
from briefpack.writers.word.styles import page_of
from briefpack.writers.word.styles_xml import styles_xml

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PARTS = {
    "styles": "styles",
    "settings": "settings",
    "header1": "header",
    "header2": "header",
    "footer1": "footer",
}
"""Parts beside the document, with the kind that names their content type and their relation."""


def base_document(theme: Theme, meta: t.Meta) -> bytes:
    """Return a whole Word file whose body is empty but for the section's properties."""
    files = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _package_relations(),
        "docProps/app.xml": app_xml(meta),
        "docProps/core.xml": core_xml(),
        "word/document.xml": _document(theme, meta.language),
        "word/_rels/document.xml.rels": _document_relations(),
        "word/styles.xml": styles_xml(theme, meta.language),
        "word/settings.xml": settings_xml(meta.language),
        "word/theme/theme1.xml": _theme(theme),
        "word/header1.xml": spoken(letterhead_xml(meta), meta.language),
        "word/header2.xml": spoken(header_xml(meta), meta.language),
        "word/footer1.xml": spoken(footer_xml(meta), meta.language),
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, text in files.items():
            package.writestr(zipfile.ZipInfo(name), text)
    return stream.getvalue()


def _content_types() -> str:
    kinds = {f"/word/{name}.xml": f"wordprocessingml.{kind}" for name, kind in _PARTS.items()}
    kinds["/word/document.xml"] = "wordprocessingml.document.main"
    kinds["/word/theme/theme1.xml"] = "theme"
    kinds["/docProps/app.xml"] = "extended-properties"
    own = [f'<Override PartName="{name}" ContentType="{_TYPE}.{kind}+xml"/>' for name, kind in kinds.items()]
    core = "application/vnd.openxmlformats-package.core-properties+xml"
    own.append(f'<Override PartName="/docProps/core.xml" ContentType="{core}"/>')
    return (
        f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{"".join(own)}</Types>'
    )


def _relations(found: list[tuple[str, str]]) -> str:
    held = [f'<Relationship Id="rId{n}" Type="{kind}" Target="{target}"/>' for n, (kind, target) in enumerate(found, 1)]
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{"".join(held)}</Relationships>'


def _package_relations() -> str:
    return _relations(
        [
            (f"{_OFFICE}/relationships/officeDocument", "word/document.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            (f"{_OFFICE}/relationships/extended-properties", "docProps/app.xml"),
        ]
    )


def _document_relations() -> str:
    parts = [(f"{_OFFICE}/relationships/{kind}", f"{name}.xml") for name, kind in _PARTS.items()]
    return _relations([*parts, (f"{_OFFICE}/relationships/theme", "theme/theme1.xml")])


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
        f"<w:compat>{modern}</w:compat>"
        f'<w:themeFontLang w:val="{latin}" w:eastAsia="{east}"/><w:clrSchemeMapping {mapping}/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    ).replace("<w:compat>", f"<w:footnotePr>{marks}</w:footnotePr><w:compat>", 1)


def app_xml(meta: t.Meta) -> str:
    company = f"<Company>{escape(meta.organisation)}</Company>" if meta.organisation else ""
    return (
        f'{DECLARATION}<Properties xmlns="{_OFFICE}/extended-properties"><Application>briefpack</Application>'
        f"<DocSecurity>0</DocSecurity>{company}</Properties>"
    )


def core_xml() -> str:
    """Return docProps/core.xml with nothing in it: what it holds comes from the document."""
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>'
    )


def _theme(theme: Theme) -> str:
    """Return word/theme/theme1.xml, so that Word offers the theme's colours and fonts to whoever edits."""
    c = theme.colours
    rows = {
        "dk1": c.ink,
        "lt1": c.paper,
        "dk2": c.accent,
        "lt2": c.tint,
        "accent1": c.accent,
        "accent2": c.second,
        "accent3": c.quiet,
        "accent4": c.rule,
        "accent5": c.ink,
        "accent6": c.second,
        "hlink": c.accent,
        "folHlink": c.quiet,
    }
    scheme = "".join(f'<a:{k}><a:srgbClr val="{hex_colour(v)}"/></a:{k}>' for k, v in rows.items())
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="6350">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    name = escape(theme.name)
    return (
        f'{DECLARATION}<a:theme xmlns:a="{_DRAWING}" name="{name}"><a:themeElements>'
        f'<a:clrScheme name="{name}">{scheme}</a:clrScheme><a:fontScheme name="{name}">'
        f"<a:majorFont>{_theme_font(theme.fonts.office_title)}</a:majorFont>"
        f"<a:minorFont>{_theme_font(theme.fonts.office_body)}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="{name}"><a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst>"
        "</a:fmtScheme></a:themeElements></a:theme>"
    )


def _theme_font(font: str) -> str:
    return f'<a:latin typeface="{escape(font)}"/><a:ea typeface=""/><a:cs typeface=""/>'
