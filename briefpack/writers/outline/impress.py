"""An outline as an OpenDocument text, as LibreOffice's “Outline to Presentation” takes it.

Impress takes the outline levels of an .odt; of a .docx it makes one slide. OpenDocument 1.2 (ISO/IEC 26300-1).
"""

from __future__ import annotations

from briefpack.document.running_lines import foot_parts
from briefpack.document.slides import Deck
from briefpack.document.tree import Meta
from briefpack.look.theme import Theme
from briefpack.office.markup import DECLARATION, escape
from briefpack.office.packing import archive
from briefpack.units import PAGE_SIZES_PT, to_mm
from briefpack.writers.outline.levels import outline_lines
from briefpack.writers.outline.nodes import TITLE, Line

MIMETYPE = "application/vnd.oasis.opendocument.text"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_NAMES = (
    f'xmlns:office="{_OASIS}:office:1.0" xmlns:text="{_OASIS}:text:1.0" xmlns:style="{_OASIS}:style:1.0" '
    f'xmlns:fo="{_OASIS}:xsl-fo-compatible:1.0" xmlns:svg="{_OASIS}:svg-compatible:1.0" '
    f'xmlns:meta="{_OASIS}:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.2"'
)


def impress_bytes(deck: Deck, theme: Theme) -> bytes:
    """Return a deck as an .odt: a heading of level 1 a title, 2 a line of text, 3 a line below one."""
    parts = {
        "mimetype": MIMETYPE,
        "content.xml": _content(outline_lines(deck)),
        "meta.xml": _meta(deck.meta),
        "styles.xml": _styles(deck.meta, theme),
    }
    parts["META-INF/manifest.xml"] = _manifest(list(parts)[1:])
    return archive(parts, stored=frozenset({"mimetype"}))


def _content(lines: list[Line]) -> str:
    body = "".join(map(_heading, lines))
    return (
        f"{DECLARATION}<office:document-content {_NAMES}><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )


CAPITALS = (
    '<style:style style:name="Capitals" style:family="text"><style:text-properties fo:text-transform="uppercase"/>'
    "</style:style>"
)


def _heading(line: Line) -> str:
    name = f'text:style-name="Heading_20_{line.level}" text:outline-level="{line.level}"'
    return f"<text:h {name}>{escape(line.text)}</text:h>"


def _styles(meta: Meta, theme: Theme) -> str:
    fonts, sizes, colours = theme.fonts, theme.sizes, theme.colours
    looks = (
        (sizes.memo_section, colours.accent, "8mm", "0mm"),
        (sizes.memo_body, colours.ink, "1mm", "6mm"),
        (sizes.memo_body, colours.quiet, "0.5mm", "12mm"),
    )
    headings = "".join(_style(n, *look, fonts.office_title) for n, look in enumerate(looks, 1))
    default = f"<style:text-properties {_font(fonts.office_body, theme, meta)} {_language(meta.language)}/>"
    capitals = CAPITALS if meta.in_capitals else ""
    caption = f'fo:color="{colours.quiet}" fo:font-size="{sizes.caption}pt"'
    return (
        f'{DECLARATION}<office:document-styles {_NAMES}><office:styles><style:default-style style:family="paragraph">'
        f'{default}</style:default-style><style:style style:name="Standard" style:family="paragraph"/>{headings}'
        '<style:style style:name="Header" style:family="paragraph" style:parent-style-name="Standard">'
        f"<style:text-properties {caption}/></style:style>{capitals}</office:styles>{_pages(meta, theme)}"
        "</office:document-styles>"
    )


def _style(number: int, size: float, colour: str, before: str, left: str, font: str) -> str:
    title = f' fo:font-family="{escape(font)}" fo:font-weight="bold"' if number == TITLE else ""
    return (
        f'<style:style style:name="Heading_20_{number}" style:display-name="Heading {number}" style:family="paragraph" '
        f'style:parent-style-name="Standard" style:default-outline-level="{number}">'
        f'<style:paragraph-properties fo:margin-top="{before}" fo:margin-bottom="1mm" fo:margin-left="{left}"/>'
        f'<style:text-properties fo:color="{colour}" fo:font-size="{size}pt"{title}/></style:style>'
    )


def _font(family: str, theme: Theme, meta: Meta) -> str:
    east = theme.fonts.office_east_asian(meta.language)
    return f'fo:font-family="{escape(family)}" style:font-family-asian="{escape(east)}"'


def _language(tag: str) -> str:
    """Return a BCP 47 tag in the two attributes that OpenDocument gives it; `none` where it names no country."""
    language, *others = tag.split("-")
    country = next((part.upper() for part in others if len(part) == 2), "none")
    pair = (escape(language.lower()), escape(country))
    kind = "style:{}-asian" if language.lower() in ("ja", "ko", "zh") else "fo:{}"
    return " ".join(f'{kind.format(name)}="{value}"' for name, value in zip(("language", "country"), pair, strict=True))


def _pages(meta: Meta, theme: Theme) -> str:
    """Return the page's layout and its header with the marking, which is no text of a slide."""
    width, height = (f"{to_mm(length):.1f}mm" for length in PAGE_SIZES_PT[theme.page.size])
    page = theme.page
    marks = "".join(
        f'<text:span text:style-name="Capitals">{escape(text)}</text:span>' if capitals else escape(text)
        for text, capitals in foot_parts(meta)
    )
    return (
        '<office:automatic-styles><style:page-layout style:name="page"><style:page-layout-properties '
        f'fo:page-width="{width}" fo:page-height="{height}" fo:margin-top="{page.margin_top_mm}mm" '
        f'fo:margin-bottom="{page.margin_bottom_mm}mm" fo:margin-left="{page.margin_side_mm}mm" '
        f'fo:margin-right="{page.margin_side_mm}mm"/><style:header-style><style:header-footer-properties '
        'fo:min-height="5mm" fo:margin-bottom="5mm"/></style:header-style></style:page-layout>'
        "</office:automatic-styles>"
        '<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="page"><style:header>'
        f'<text:p text:style-name="Header">{marks}</text:p></style:header></style:master-page></office:master-styles>'
    )


def _meta(meta: Meta) -> str:
    texts = [
        ("meta:generator", "briefpack"),
        ("dc:title", meta.title),
        ("dc:subject", meta.subject),
        *(("meta:keyword", word) for word in meta.keywords),
        ("meta:initial-creator", meta.organisation),
        ("dc:creator", meta.organisation),
        ("meta:creation-date", f"{meta.date}T00:00:00"),
        ("dc:date", f"{meta.date}T00:00:00"),
        ("dc:language", meta.language),
    ]
    entries = "".join(f"<{name}>{escape(text)}</{name}>" for name, text in texts if text)
    return f"{DECLARATION}<office:document-meta {_NAMES}><office:meta>{entries}</office:meta></office:document-meta>"


def _manifest(names: list[str]) -> str:
    kinds = {"/": MIMETYPE, **dict.fromkeys(names, "text/xml")}
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in kinds.items()
    )
    return (
        f'{DECLARATION}<manifest:manifest xmlns:manifest="{_OASIS}:manifest:1.0" manifest:version="1.2">{entries}'
        "</manifest:manifest>"
    )
