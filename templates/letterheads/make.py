"""Make the two letterheads that briefpack ships: `python templates/letterheads/make.py`. The same bytes every time.

They stand for two kinds of paper: `ministry.docx`, made with a German Word, has a crest on its first page, other
pages that follow, and a footer that counts them; `plain.docx` has one header at the left and a mark for the body.
"""

from __future__ import annotations

import io
import math
import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).parent
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    f'xmlns:r="{OFFICE}/relationships" xmlns:wp="{DRAWING}/wordprocessingDrawing"'
)
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True)
class Look:
    """Say how a letterhead is set; `ids` are the style ids that its Word gives, by style name."""

    font: str
    title_font: str
    ink: str
    accent: str
    size: float
    language: str
    ids: dict[str, str] = field(default_factory=dict)
    centred: bool = False

    def id(self, name: str) -> str:
        return self.ids.get(name, name.title().replace(" ", ""))


GERMAN = {
    "Normal": "Standard",
    "heading 1": "berschrift1",
    "heading 2": "berschrift2",
    "heading 3": "berschrift3",
    "heading 4": "berschrift4",
    "header": "Kopfzeile",
    "footer": "Fuzeile",
    "List Paragraph": "Listenabsatz",
    "Default Paragraph Font": "Absatz-Standardschriftart",
    "Normal Table": "NormaleTabelle",
    "No List": "KeineListe",
}
MINISTRY = Look("Times New Roman", "Times New Roman", "1A1A1A", "1F3A5F", 10.5, "en-GB", GERMAN, centred=True)
PLAIN = Look("Calibri", "Calibri", "222222", "7A2E2E", 10, "en-US")


def main() -> None:
    crest = {"word/media/crest.png": crest_png()}
    (FOLDER / "ministry.docx").write_bytes(package(MINISTRY, ministry_parts(), ministry_body(), crest))
    (FOLDER / "plain.docx").write_bytes(package(PLAIN, plain_parts(), plain_body(), {}))


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(look: Look, style: str, content: str, properties: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{look.id(style)}"/>{properties}</w:pPr>{content}</w:p>'


def field_of(order: str) -> str:
    return f'<w:fldSimple w:instr=" {order} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def edge(side: str, look: Look, eighths: int = 8, space: int = 8) -> str:
    return f'<w:pBdr><w:{side} w:val="single" w:sz="{eighths}" w:space="{space}" w:color="{look.accent}"/></w:pBdr>'


def ministry_parts() -> dict[str, str]:
    """Return headers and footers: the crest on the first page only, the page's number on those that follow."""
    centred = '<w:jc w:val="center"/>'
    name = '<w:b/><w:smallCaps/><w:color w:val="1F3A5F"/><w:spacing w:val="30"/><w:sz w:val="30"/>'
    first = (
        paragraph(MINISTRY, "header", f"<w:r>{crest_drawing()}</w:r>", centred)
        + paragraph(MINISTRY, "header", run("Ministry of External Relations", name), centred)
        + paragraph(MINISTRY, "header", run("Policy Planning Staff"), edge("bottom", MINISTRY) + SPACED + centred)
    )
    later = paragraph(
        MINISTRY, "header", run("Ministry of External Relations"), edge("bottom", MINISTRY, 4, 4) + centred
    )
    address = paragraph(
        MINISTRY, "footer", run("1 Harbour Square · Government Quarter"), edge("top", MINISTRY, 4, 4) + centred
    )
    count = paragraph(MINISTRY, "footer", run("– ") + field_of("PAGE") + run(" –"), centred)
    return {"header:first": first, "header:default": later, "footer:first": address + count, "footer:default": count}


SPACED = '<w:spacing w:after="240"/>'


def ministry_body() -> str:
    """Return the text of the sample letter that such files come with: a memo stands in its place."""
    return paragraph(MINISTRY, "Normal", run("Text of the letter"))


def plain_parts() -> dict[str, str]:
    name = '<w:b/><w:color w:val="7A2E2E"/><w:sz w:val="26"/>'
    top = paragraph(PLAIN, "header", run("Institute for Public Affairs", name))
    top += paragraph(PLAIN, "header", run("24 Mill Lane · office@example.org"), '<w:spacing w:after="200"/>')
    return {"header:default": top}


def plain_body() -> str:
    return paragraph(PLAIN, "Normal", run("{{body}}"))


def crest_drawing() -> str:
    """Return the crest as a picture in the line, 22 mm square, with its alternative text."""
    size, pic = 792_000, f"{DRAWING}/picture"
    return (
        f'<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{size}" cy="{size}"/>'
        '<wp:docPr id="1" name="Crest" descr="Crest of the ministry: a star within two rings"/>'
        f'<a:graphic xmlns:a="{DRAWING}/main"><a:graphicData uri="{pic}"><pic:pic xmlns:pic="{pic}">'
        '<pic:nvPicPr><pic:cNvPr id="1" name="crest.png"/><pic:cNvPicPr/></pic:nvPicPr>'
        '<pic:blipFill><a:blip r:embed="rId1"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{size}" cy="{size}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing>"
    )


def crest_png(side: int = 260) -> bytes:
    """Return a star of four rays within two rings as a PNG (W3C PNG, colour type 6: colours and alpha), smoothed."""
    rows = b"".join(b"\0" + bytes(b for x in range(side) for b in _pixel(x, y, side)) for y in range(side))
    head = struct.pack(">IIBBBBB", side, side, 8, 6, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


def _pixel(x: int, y: int, side: int) -> tuple[int, int, int, int]:
    middle, quarters = side / 2, (0.125, 0.375, 0.625, 0.875)
    hits = sum(_is_ink((x + a) / middle - 1, (y + b) / middle - 1) for a in quarters for b in quarters)
    return 0x1F, 0x3A, 0x5F, round(hits / 16 * 255)


def _is_ink(x: float, y: float) -> bool:
    radius = math.hypot(x, y)
    star = math.sqrt(abs(x)) + math.sqrt(abs(y)) < math.sqrt(0.62)
    return 0.93 < radius < 0.99 or 0.78 < radius < 0.81 or star


def styles_xml(look: Look) -> str:
    fonts = f'<w:rFonts w:ascii="{look.font}" w:hAnsi="{look.font}" w:cs="{look.font}"/>'
    size = round(look.size * 2)
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:color w:val="{look.ink}"/><w:sz w:val="{size}"/>'
        f'<w:szCs w:val="{size}"/><w:lang w:val="{look.language}" w:eastAsia="ja-JP" w:bidi="ar-SA"/>'
        "</w:rPr></w:rPrDefault>"
        "<w:pPrDefault><w:pPr><w:widowControl/></w:pPr></w:pPrDefault></w:docDefaults>"
    )
    normal = _style(look, "Normal", "", '<w:spacing w:after="110" w:line="264" w:lineRule="auto"/>', "", default=True)
    headings = "".join(_heading(look, level) for level in range(1, 5))
    tabs = '<w:tabs><w:tab w:val="center" w:pos="4536"/><w:tab w:val="right" w:pos="9072"/></w:tabs>'
    small = '<w:sz w:val="18"/><w:szCs w:val="18"/>'
    heads = "".join(
        _style(look, name, "Normal", f'{tabs}<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>', small)
        for name in ("header", "footer")
    )
    listed = _style(look, "List Paragraph", "Normal", '<w:spacing w:after="60"/><w:ind w:left="720"/>', "")
    return f"{XML}<w:styles {SPACES}>{defaults}{normal}{headings}{heads}{listed}{_tables_and_lists(look)}</w:styles>"


def _heading(look: Look, level: int) -> str:
    size = (18, 14, 12, 11)[level - 1]
    before = (120, 280, 200, 160)[level - 1]
    aligned = '<w:jc w:val="center"/>' if look.centred and level == 1 else ""
    block = f'<w:keepNext/><w:keepLines/><w:spacing w:before="{before}" w:after="80"/>{aligned}'
    fonts = f'<w:rFonts w:ascii="{look.title_font}" w:hAnsi="{look.title_font}"/>'
    letters = f'{fonts}<w:b/><w:color w:val="{look.accent}"/><w:sz w:val="{size * 2}"/><w:szCs w:val="{size * 2}"/>'
    return _style(look, f"heading {level}", "Normal", f'{block}<w:outlineLvl w:val="{level - 1}"/>', letters)


def _style(look: Look, name: str, based_on: str, block: str, letters: str, default: bool = False) -> str:
    based = f'<w:basedOn w:val="{look.id(based_on)}"/>' if based_on else ""
    following = f'<w:next w:val="{look.id("Normal")}"/>' if name.startswith("heading") else ""
    return (
        f'<w:style w:type="paragraph"{_default(default)} w:styleId="{look.id(name)}"><w:name w:val="{name}"/>'
        f"{based}{following}<w:qFormat/><w:pPr>{block}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
    )


def _default(on: bool) -> str:
    return ' w:default="1"' if on else ""


def _tables_and_lists(look: Look) -> str:
    cells = "".join(f'<w:{side} w:w="{w}" w:type="dxa"/>' for side, w in (("left", 108), ("right", 108)))
    table = f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>{cells}</w:tblCellMar></w:tblPr>'
    rows = (("character", "Default Paragraph Font", ""), ("table", "Normal Table", table), ("numbering", "No List", ""))
    return "".join(
        f'<w:style w:type="{kind}" w:default="1" w:styleId="{look.id(name)}"><w:name w:val="{name}"/>'
        f'<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>{more}</w:style>'
        for kind, name, more in rows
    )


def settings_xml() -> str:
    mode = '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    return (
        f'{XML}<w:settings {SPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="708"/>'
        f'<w:compat>{mode}</w:compat><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def package(look: Look, heads: dict[str, str], body: str, media: dict[str, bytes]) -> bytes:
    """Return the whole file; `heads` are keyed `header:first` and the like, and the first one shows the picture."""
    parts = {"styles": styles_xml(look), "settings": settings_xml()}
    kinds = {"styles": "styles", "settings": "settings"}
    references = ""
    for number, (key, content) in enumerate(heads.items(), 1):
        what, _, kind = key.partition(":")
        name, root = f"{what}{number}", "hdr" if what == "header" else "ftr"
        parts[name], kinds[name] = f"{XML}<w:{root} {SPACES}>{content}</w:{root}>", what
        references += f'<w:{what}Reference w:type="{kind}" r:id="{name}"/>'
    files = {f"word/{name}.xml": xml.encode() for name, xml in parts.items()} | media
    files["word/document.xml"] = document_xml(body, references, "header:first" in heads).encode()
    files["word/_rels/document.xml.rels"] = relations(
        {n: (f"{OFFICE}/relationships/{k}", f"{n}.xml") for n, k in kinds.items()}
    )
    files["_rels/.rels"] = relations({"rId1": (f"{OFFICE}/relationships/officeDocument", "word/document.xml")})
    for name in media:
        target = name.removeprefix("word/")
        files["word/_rels/header1.xml.rels"] = relations({"rId1": (f"{OFFICE}/relationships/image", target)})
    return zipped({"[Content_Types].xml": content_types(kinds).encode(), **dict(sorted(files.items()))})


def document_xml(body: str, references: str, has_first: bool) -> str:
    margins = 'w:top="1814" w:right="1304" w:bottom="1134" w:left="1304" w:header="709" w:footer="567" w:gutter="0"'
    first = "<w:titlePg/>" if has_first else ""
    section = f'<w:sectPr>{references}<w:pgSz w:w="11906" w:h="16838"/><w:pgMar {margins}/>{first}</w:sectPr>'
    return f"{XML}<w:document {SPACES}><w:body>{body}{section}</w:body></w:document>"


def relations(found: dict[str, tuple[str, str]]) -> bytes:
    held = "".join(f'<Relationship Id="{i}" Type="{kind}" Target="{target}"/>' for i, (kind, target) in found.items())
    return f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{held}</Relationships>'.encode()


def content_types(kinds: dict[str, str]) -> str:
    named = {f"/word/{name}.xml": f"{TYPE}.{kind}+xml" for name, kind in kinds.items()}
    named["/word/document.xml"] = f"{TYPE}.document.main+xml"
    own = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in named.items())
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'{XML}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="{rels}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="png" ContentType="image/png"/>{own}</Types>'
    )


def zipped(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name)
            entry.create_system, entry.compress_type = 0, zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return stream.getvalue()


if __name__ == "__main__":
    main()
