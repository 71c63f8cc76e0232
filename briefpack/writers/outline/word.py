"""An outline as a Word file of headings and nothing else, as PowerPoint's “Slides from Outline” takes it.

Only headings travel to PowerPoint; a body text that stood between them would be lost without a word. The marking
stands in the header, which is no text of a slide. WordprocessingML: ISO/IEC 29500-1, transitional.
"""

from __future__ import annotations

from briefpack.document.slides import deck_of
from briefpack.document.tree import Document, Meta
from briefpack.languages.scripts import is_east_asian, office_tag
from briefpack.look.theme import Theme
from briefpack.office.markup import DECLARATION, escape
from briefpack.office.packing import archive
from briefpack.units import PAGE_SIZES_PT, half_points, mm, twips
from briefpack.writers import Written
from briefpack.writers.outline.levels import DEEPEST, TITLE, Line, outline_lines

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_NAMES = f'xmlns:w="{_W}" xmlns:r="{_R}"'
_PARTS = {"styles": "rId1", "settings": "rId2", "header": "rId3"}
"""The parts beside the document, each with its relation's id; each is the kind that its name says."""


def write_word(document: Document, theme: Theme) -> Written:
    """Write a deck as a .docx: Heading 1 a title, Heading 2 a line of text, Heading 3 a line below one."""
    meta, lines = document.meta, outline_lines(deck_of(document))
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            {
                "rId1": (f"{_R}/officeDocument", "word/document.xml"),
                "rId2": (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
                "rId3": (f"{_R}/extended-properties", "docProps/app.xml"),
            }
        ),
        "docProps/app.xml": _app(meta),
        "docProps/core.xml": _core(meta),
        "word/_rels/document.xml.rels": _relations(
            {key: (f"{_R}/{name}", f"{name}.xml") for name, key in _PARTS.items()}
        ),
        "word/document.xml": _document(lines, theme),
        "word/header.xml": _header(meta),
        "word/settings.xml": _settings(),
        "word/styles.xml": _styles(theme, meta.language),
    }
    slides = sum(line.level == TITLE for line in lines)
    return Written(archive(parts), slides)


def _document(lines: list[Line], theme: Theme) -> str:
    width, height = PAGE_SIZES_PT[theme.page.size]
    side, top, bottom = (
        twips(mm(length))
        for length in (theme.page.margin_side_mm, theme.page.margin_top_mm, theme.page.margin_bottom_mm)
    )
    section = (
        f'<w:sectPr><w:headerReference w:type="default" r:id="{_PARTS["header"]}"/>'
        f'<w:pgSz w:w="{twips(width)}" w:h="{twips(height)}"/>'
        f'<w:pgMar w:top="{top + twips(24)}" w:right="{side}" w:bottom="{bottom}" w:left="{side}" '
        f'w:header="{top}" w:footer="{bottom}" w:gutter="0"/></w:sectPr>'
    )
    body = "".join(map(_paragraph, lines))
    return f"{DECLARATION}<w:document {_NAMES}><w:body>{body}{section}</w:body></w:document>"


def _paragraph(line: Line) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="Heading{line.level}"/></w:pPr>{_run(line.text)}</w:p>'


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _header(meta: Meta) -> str:
    text = _run(" · ".join(part for part in (meta.marking, meta.organisation) if part))
    return f'{DECLARATION}<w:hdr {_NAMES}><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr>{text}</w:p></w:hdr>'


def _settings() -> str:
    """Return settings for compatibility mode 15: else Word opens the file as one of an older version."""
    mode = '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    return f"{DECLARATION}<w:settings {_NAMES}><w:compat>{mode}</w:compat></w:settings>"


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
    headings = "".join(_heading(n, look, fonts.office_title, east) for n, look in enumerate(looks, 1))
    return (
        f'{DECLARATION}<w:styles {_NAMES}>{defaults}<w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
        f'<w:name w:val="Normal"/><w:qFormat/></w:style>{headings}'
        '<w:style w:type="paragraph" w:styleId="Header"><w:name w:val="header"/><w:basedOn w:val="Normal"/>'
        f'<w:rPr><w:color w:val="{_hex(colours.quiet)}"/><w:sz w:val="{half_points(sizes.caption)}"/></w:rPr></w:style>'
        "</w:styles>"
    )


def _heading(number: int, look: tuple[float, str, str], font: str, east: str) -> str:
    """Return a heading's style; PowerPoint goes by its outline level, which counts from 0."""
    size, colour, spacing = look
    bold, kept = ("<w:b/>", "<w:keepNext/>") if number == TITLE else ("", "")
    return (
        f'<w:style w:type="paragraph" w:styleId="Heading{number}"><w:name w:val="heading {number}"/>'
        f'<w:basedOn w:val="Normal"/><w:next w:val="Heading{min(number + 1, DEEPEST)}"/><w:qFormat/>'
        f'<w:pPr>{kept}{spacing}<w:outlineLvl w:val="{number - 1}"/></w:pPr>'
        f'<w:rPr>{_fonts(font, east) if bold else ""}{bold}<w:color w:val="{_hex(colour)}"/>'
        f'<w:sz w:val="{half_points(size)}"/></w:rPr></w:style>'
    )


def _fonts(latin: str, east: str) -> str:
    name = escape(latin)
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{escape(east)}" w:cs="{name}"/>'


def _language(language: str) -> str:
    tag = escape(office_tag(language))
    return f'<w:lang w:val="{tag}"' + (f' w:eastAsia="{tag}"/>' if is_east_asian(language) else "/>")


def _hex(colour: str) -> str:
    return colour.removeprefix("#").upper()


def _content_types() -> str:
    kinds = {
        "/word/document.xml": f"{_KIND}.document.main+xml",
        **{f"/word/{name}.xml": f"{_KIND}.{name}+xml" for name in _PARTS},
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    }
    held = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in kinds.items())
    rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">{rels}{held}</Types>'


def _relations(found: dict[str, tuple[str, str]]) -> str:
    held = "".join(f'<Relationship Id="{key}" Type="{kind}" Target="{to}"/>' for key, (kind, to) in found.items())
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{held}</Relationships>'


def _core(meta: Meta) -> str:
    texts = {
        "dc:title": meta.title,
        "dc:creator": meta.organisation,
        "dc:subject": meta.subject,
        "cp:keywords": ", ".join(meta.keywords),
        "dc:language": meta.language,
    }
    held = "".join(f"<{name}>{escape(text)}</{name}>" for name, text in texts.items() if text)
    date = f'xsi:type="dcterms:W3CDTF">{meta.date}T00:00:00Z<'
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{held}<dcterms:created {date}/dcterms:created>'
        f"<dcterms:modified {date}/dcterms:modified></cp:coreProperties>"
    )


def _app(meta: Meta) -> str:
    company = f"<Company>{escape(meta.organisation)}</Company>" if meta.organisation else ""
    return (
        f'{DECLARATION}<Properties xmlns="{_R.replace("/relationships", "/extended-properties")}">'
        f"<Application>briefpack</Application>{company}</Properties>"
    )
