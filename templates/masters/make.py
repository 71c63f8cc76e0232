"""Make the slide master that briefpack ships: `python templates/masters/make.py`. The same bytes every time.

`agency.potx` stands for what an agency hands over: 4:3, made with a German PowerPoint, so that its layouts and
placeholders have German names; a logo; text that starts at 24 pt; three sample slides in two sections, one of them
hidden in a custom show; no master for notes. Everything is found by its type, and the slides go.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
SPACES = f'xmlns:a="{A}" xmlns:r="{OFFICE}/relationships" xmlns:p="{P}"'
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
WIDTH, HEIGHT = 9_144_000, 6_858_000
"""Ten by seven and a half inches, in English Metric Units: 914,400 an inch."""
GREEN, OCHRE = "1E5B3A", "A65E00"
TREE = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)


@dataclass(frozen=True)
class Holder:
    """Describe a placeholder; a box is x, y, width and height in hundredths of an inch."""

    name: str
    kind: str = ""
    index: int = 0
    box: tuple[int, int, int, int] | None = None
    style: str = ""
    anchor: str = ""
    text: str = "Text bearbeiten"

    def xml(self, number: int) -> str:
        kind = f' type="{self.kind}"' if self.kind else ""
        index = f' idx="{self.index}"' if self.index else ""
        place = f"{box_xml(self.box)}{RECTANGLE}" if self.box else ""
        body = f'<a:bodyPr anchor="{self.anchor}"><a:normAutofit/></a:bodyPr>' if self.anchor else "<a:bodyPr/>"
        text = f'<a:p><a:r><a:rPr lang="de-DE"/><a:t>{self.text}</a:t></a:r></a:p>'
        words = NUMBER if self.kind == "sldNum" else text
        return (
            f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{self.name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
            f"<p:nvPr><p:ph{kind}{index}/></p:nvPr></p:nvSpPr><p:spPr>{place}</p:spPr>"
            f"<p:txBody>{body}<a:lstStyle>{self.style}</a:lstStyle>{words}</p:txBody></p:sp>"
        )


RECTANGLE = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
NUMBER = (
    '<a:p><a:fld id="{0E4A5C3D-90B5-4D0B-8F1E-6A5B3C2D1E0F}" type="slidenum"><a:rPr lang="de-DE"/><a:t>‹Nr.›</a:t>'
    "</a:fld></a:p>"
)
TITLE = Holder("Titelplatzhalter 1", "title", 0, (110, 40, 840, 100), anchor="b")
TEXT = Holder("Textplatzhalter 2", "body", 1, (110, 165, 840, 455))
DATE = Holder("Datumsplatzhalter 3", "dt", 2, (110, 695, 200, 35), text="")
FOOTER = Holder("Fußzeilenplatzhalter 4", "ftr", 3, (330, 695, 420, 35), text="")
NUMBER_HOLDER = Holder("Foliennummernplatzhalter 5", "sldNum", 4, (830, 695, 120, 35))
FEET = (Holder("Datum", "dt", 10), Holder("Fußzeile", "ftr", 11), Holder("Foliennummer", "sldNum", 12))


def box_xml(box: tuple[int, int, int, int]) -> str:
    x, y, width, height = (9144 * part for part in box)
    return f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'


def layouts() -> list[str]:
    """Return the layouts; the first is not the one for text, and the title slide comes last."""
    halves = [Holder(f"Inhaltsplatzhalter {n}", "", n, (110 + 430 * (n - 1), 165, 410, 455)) for n in (1, 2)]
    cover = (
        Holder("Titel 1", "ctrTitle", 0, (110, 230, 840, 150), anchor="b"),
        Holder("Untertitel 2", "subTitle", 1, (110, 395, 840, 150), level(1, 2000, "tx1", "<a:buNone/>", 0, 0)),
        *FEET,
    )
    head = Holder("Titel 1", "title")
    return [
        layout("twoObj", "Zwei Inhalte", (head, *halves, *FEET)),
        layout("obj", "Titel und Inhalt", (head, Holder("Inhaltsplatzhalter 2", "", 1), *FEET)),
        layout("titleOnly", "Nur Titel", (head, *FEET)),
        layout("blank", "Leer", FEET),
        layout("title", "Titelfolie", cover),
    ]


def layout(kind: str, name: str, holders: tuple[Holder, ...]) -> str:
    shapes = "".join(holder.xml(number) for number, holder in enumerate(holders, 2))
    return (
        f'{XML}<p:sldLayout {SPACES} type="{kind}" preserve="1"><p:cSld name="{name}"><p:spTree>{TREE}{shapes}'
        "</p:spTree>"
        "</p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def level(number: int, size: int, colour: str, bullet: str, margin: int, indent: int, face: str = "mn") -> str:
    spacing = '<a:lnSpc><a:spcPct val="95000"/></a:lnSpc><a:spcBef><a:spcPct val="25000"/></a:spcBef>'
    return (
        f'<a:lvl{number}pPr marL="{margin}" indent="{indent}" algn="l">{spacing}{bullet}<a:defRPr sz="{size}">'
        f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill><a:latin typeface="+{face}-lt"/></a:defRPr>'
        f"</a:lvl{number}pPr>"
    )


def slide_master(count: int) -> str:
    holders = (TITLE, TEXT, DATE, FOOTER, NUMBER_HOLDER)
    shapes = "".join(holder.xml(number) for number, holder in enumerate(holders, 2))
    square = '<a:buFont typeface="Arial"/><a:buChar char="▪"/>'
    body = "".join(level(n, max(1600, 2600 - 200 * n), "tx1", square, 285750 * n, -285750) for n in range(1, 10))
    other = "".join(level(n, 1000, "tx1", "<a:buNone/>", 0, 0) for n in range(1, 10))
    names = " ".join(f'{name}="{name}"' for name in (*(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink"))
    listed = "".join(f'<p:sldLayoutId id="{2147483660 + n}" r:id="rId{n}"/>' for n in range(1, count + 1))
    return (
        f'{XML}<p:sldMaster {SPACES}><p:cSld><p:bg><p:bgRef idx="1001"><a:schemeClr val="bg1"/></p:bgRef></p:bg>'
        f"<p:spTree>{TREE}{stripe()}{logo(count + 2)}{shapes}</p:spTree></p:cSld>"
        f'<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" {names}/><p:sldLayoutIdLst>{listed}</p:sldLayoutIdLst>'
        f"<p:txStyles><p:titleStyle>{level(1, 3000, 'accent1', '<a:buNone/>', 0, 0, 'mj')}</p:titleStyle>"
        f"<p:bodyStyle>{body}</p:bodyStyle><p:otherStyle>{other}</p:otherStyle></p:txStyles></p:sldMaster>"
    )


def stripe() -> str:
    decorative = (
        '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
        'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
    )
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="20" name="Streifen">{decorative}</p:cNvPr><p:cNvSpPr/>'
        '<p:nvPr userDrawn="1"/></p:nvSpPr>'
        f'<p:spPr>{box_xml((0, 0, 60, 750))}{RECTANGLE}<a:solidFill><a:schemeClr val="accent1"/></a:solidFill>'
        "</p:spPr></p:sp>"
    )


def logo(relation: int) -> str:
    return (
        '<p:pic><p:nvPicPr><p:cNvPr id="21" name="Logo" descr="Logo of the agency: a white ring on green"/>'
        "<p:cNvPicPr/>"
        f'<p:nvPr userDrawn="1"/></p:nvPicPr><p:blipFill><a:blip r:embed="rId{relation}"/><a:stretch>'
        "<a:fillRect/></a:stretch>"
        f"</p:blipFill><p:spPr>{box_xml((8, 690, 44, 44))}{RECTANGLE}</p:spPr></p:pic>"
    )


def logo_png(side: int = 96) -> bytes:
    """Return a white ring on green as a PNG (W3C PNG, colour type 2)."""
    middle = (side - 1) / 2
    rows = b""
    for y in range(side):
        rows += b"\0"
        for x in range(side):
            radius = ((x - middle) ** 2 + (y - middle) ** 2) ** 0.5 / middle
            rows += b"\xff\xff\xff" if 0.5 < radius < 0.75 else bytes.fromhex(GREEN)
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )


def theme() -> str:
    colours = {"dk1": "1C2420", "lt1": "FFFFFF", "dk2": "24402F", "lt2": "EDF3EE", "accent1": GREEN, "accent2": OCHRE}
    colours |= {"accent3": "3E6E8E", "accent4": "8E3E5B", "accent5": "5B5B5B", "accent6": "7A8B3A"}
    colours |= {"hlink": GREEN, "folHlink": "5B5B5B"}
    scheme = "".join(f'<a:{name}><a:srgbClr val="{value}"/></a:{name}>' for name, value in colours.items())
    fonts = "".join(
        f'<a:{kind}Font><a:latin typeface="{name}"/><a:ea typeface=""/><a:cs typeface=""/></a:{kind}Font>'
        for kind, name in (("major", "Times New Roman"), ("minor", "Arial"))
    )
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line, effect = f'<a:ln w="9525">{fill}</a:ln>', "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{XML}<a:theme xmlns:a="{A}" name="Behörde"><a:themeElements><a:clrScheme name="Behörde">{scheme}'
        "</a:clrScheme>"
        f'<a:fontScheme name="Behörde">{fonts}</a:fontScheme><a:fmtScheme name="Behörde">'
        f"<a:fillStyleLst>{fill * 3}</a:fillStyleLst><a:lnStyleLst>{line * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{effect * 3}</a:effectStyleLst><a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst>"
        "</a:fmtScheme>"
        "</a:themeElements></a:theme>"
    )


def sample(title: str) -> str:
    shapes = Holder("Titel 1", "title", text=title).xml(2) + Holder("Inhaltsplatzhalter 2", "", 1, text="Muster").xml(3)
    return (
        f"{XML}<p:sld {SPACES}><p:cSld><p:spTree>{TREE}{shapes}</p:spTree></p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>"
    )


def presentation() -> str:
    """Return the main part, with what refers to the sample slides: sections and a custom show."""
    slides = "".join(f'<p:sldId id="{255 + n}" r:id="rId{n + 1}"/>' for n in (1, 2, 3))
    space = "http://schemas.microsoft.com/office/powerpoint/2010/main"
    guid = "{{8C1A3F52-6D0B-4E7A-9B1C-0A2B3C4D5E0{}}}"
    held = ("256", "257"), ("258",)
    sections = "".join(
        f'<p14:section name="Teil {n}" id="{guid.format(n)}"><p14:sldIdLst>'
        + "".join(f'<p14:sldId id="{one}"/>' for one in ids)
        + "</p14:sldIdLst></p14:section>"
        for n, ids in enumerate(held, 1)
    )
    return (
        f'{XML}<p:presentation {SPACES}><p:sldMasterIdLst><p:sldMasterId id="2147483659" r:id="rId1"/>'
        "</p:sldMasterIdLst>"
        f'<p:sldIdLst>{slides}</p:sldIdLst><p:sldSz cx="{WIDTH}" cy="{HEIGHT}" type="screen4x3"/>'
        f'<p:notesSz cx="{HEIGHT}" cy="{WIDTH}"/><p:custShowLst><p:custShow name="Kurzfassung" id="0"><p:sldLst>'
        '<p:sld r:id="rId2"/></p:sldLst></p:custShow></p:custShowLst><p:extLst>'
        f'<p:ext uri="{{521415D9-36F7-43E2-AB2F-B90AF26B5E84}}"><p14:sectionLst xmlns:p14="{space}">{sections}'
        "</p14:sectionLst></p:ext></p:extLst></p:presentation>"
    )


def main() -> None:
    """Write agency.potx."""
    made = layouts()
    parts = {"ppt/presentation.xml": (presentation(), "presentationml.template.main")}
    parts["ppt/slideMasters/slideMaster1.xml"] = (slide_master(len(made)), "presentationml.slideMaster")
    parts["ppt/theme/theme1.xml"] = (theme(), "theme")
    related = {
        "": [("officeDocument", "ppt/presentation.xml")],
        "ppt/presentation.xml": [("slideMaster", "ppt/slideMasters/slideMaster1.xml")],
        "ppt/slideMasters/slideMaster1.xml": [],
    }
    for number, xml in enumerate(made, 1):
        name = f"ppt/slideLayouts/slideLayout{number}.xml"
        parts[name] = (xml, "presentationml.slideLayout")
        related["ppt/slideMasters/slideMaster1.xml"].append(("slideLayout", name))
        related[name] = [("slideMaster", "ppt/slideMasters/slideMaster1.xml")]
    for number in (1, 2, 3):
        name = f"ppt/slides/slide{number}.xml"
        parts[name] = (sample(f"Musterfolie {number}"), "presentationml.slide")
        related["ppt/presentation.xml"].append(("slide", name))
        related[name] = [("slideLayout", "ppt/slideLayouts/slideLayout2.xml")]
    related["ppt/slideMasters/slideMaster1.xml"] += [("theme", "ppt/theme/theme1.xml"), ("image", "ppt/media/logo.png")]
    (FOLDER / "agency.potx").write_bytes(package(parts, related))


def package(parts: dict[str, tuple[str, str]], related: dict[str, list[tuple[str, str]]]) -> bytes:
    files = {name: xml.encode() for name, (xml, _) in parts.items()}
    files["ppt/media/logo.png"] = logo_png()
    for source, found in related.items():
        folder, _, base = source.rpartition("/")
        held = "".join(
            f'<Relationship Id="rId{n}" Type="{OFFICE}/relationships/{kind}" Target="/{target}"/>'
            for n, (kind, target) in enumerate(found, 1)
        )
        name = f"{folder}/_rels/{base}.rels".lstrip("/")
        files[name] = f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{held}</Relationships>'.encode()
    own = "".join(f'<Override PartName="/{n}" ContentType="{KIND}.{kind}+xml"/>' for n, (_, kind) in parts.items())
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    types = (
        f'{XML}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="{rels}"/>'
        f'<Default Extension="png" ContentType="image/png"/>{own}</Types>'
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in {"[Content_Types].xml": types.encode(), **dict(sorted(files.items()))}.items():
            entry = zipfile.ZipInfo(name)
            entry.create_system, entry.compress_type = 0, zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return stream.getvalue()


if __name__ == "__main__":
    main()
