"""Our own slide masters, 16:9, made from a theme: layouts for a title, text, an ask, a section, two columns."""

from __future__ import annotations

import functools

from briefpack.languages.scripts import is_right_to_left, office_tag
from briefpack.look.theme import Theme
from briefpack.office.markup import DECLARATION, escape
from briefpack.office.packing import packed, relation, relations_of, relations_xml
from briefpack.units import emu
from briefpack.writers.pptx.logo import PlacedLogo, corner_logo, cover_logo, title_beside, turned
from briefpack.writers.pptx.own_layouts import (
    BODY,
    DATE,
    EMPTY_TREE,
    HEIGHT,
    MARK,
    NUMBER,
    RULE,
    SPACES,
    TITLE,
    WIDTH,
    Holder,
    R,
    decoration,
    layouts_of,
    level,
    place,
    solid,
    transform,
)
from briefpack.writers.pptx.own_theme import A, theme_xml

KIND = "application/vnd.openxmlformats-officedocument"
NOTES_SIZE_PT = (540.0, 720.0)
COVER_RELATION = 2
"""The relation of the title slide's layout to its logo: after that to the master."""
_KEPT_NAMES = (*(f"accent{number}" for number in range(1, 7)), "hlink", "folHlink")
_COLOUR_MAP = 'bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" ' + " ".join(f'{name}="{name}"' for name in _KEPT_NAMES)


@functools.lru_cache(maxsize=32)
def own_master(theme: Theme, language: str) -> bytes:
    """Return a .pptx package without slides, in a theme and for a language."""
    corner, cover = corner_logo(theme, language), cover_logo(theme, language)
    layouts = layouts_of(theme, language, cover.xml(9, f"rId{COVER_RELATION}") if cover else "")
    parts = {
        "ppt/presentation.xml": (_presentation(language), "presentationml.presentation.main"),
        "ppt/slideMasters/slideMaster1.xml": (
            _slide_master(theme, language, len(layouts), corner),
            "presentationml.slideMaster",
        ),
        "ppt/theme/theme1.xml": (theme_xml(theme, language), "theme"),
        "ppt/theme/theme2.xml": (theme_xml(theme, language), "theme"),
        "ppt/notesMasters/notesMaster1.xml": (notes_master_xml(language), "presentationml.notesMaster"),
        "ppt/tableStyles.xml": (_TABLE_STYLES, "presentationml.tableStyles"),
    }
    related = {
        "": [("officeDocument", "ppt/presentation.xml")],
        "ppt/presentation.xml": [
            ("slideMaster", "ppt/slideMasters/slideMaster1.xml"),
            ("notesMaster", "ppt/notesMasters/notesMaster1.xml"),
            ("theme", "ppt/theme/theme1.xml"),
            ("tableStyles", "ppt/tableStyles.xml"),
        ],
        "ppt/slideMasters/slideMaster1.xml": [("theme", "ppt/theme/theme1.xml")],
        "ppt/notesMasters/notesMaster1.xml": [("theme", "ppt/theme/theme2.xml")],
    }
    for number, layout in enumerate(layouts, 1):
        name = f"ppt/slideLayouts/slideLayout{number}.xml"
        parts[name] = (layout.xml(), "presentationml.slideLayout")
        related["ppt/slideMasters/slideMaster1.xml"].append(("slideLayout", name))
        related[name] = [("slideMaster", "ppt/slideMasters/slideMaster1.xml")]
    if corner and cover:
        related["ppt/slideMasters/slideMaster1.xml"].append(("image", corner.part))
        related["ppt/slideLayouts/slideLayout1.xml"].append(("image", cover.part))
    pictures = {logo.part: logo.picture.data for logo in (corner, cover) if logo}
    files = {name: xml.encode() for name, (xml, _) in parts.items()} | pictures
    for source, found in related.items():
        held = "".join(relation(f"rId{n}", f"{R}/{kind}", target) for n, (kind, target) in enumerate(found, 1))
        files[relations_of(source)] = relations_xml(held).encode()
    kinds = {name: f"{KIND}.{kind}+xml" for name, (_, kind) in parts.items()}
    return packed(files, kinds | dict.fromkeys(pictures, "image/png"))


_TABLE_STYLES = f'{DECLARATION}<a:tblStyleLst xmlns:a="{A}" def="{{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}}"/>'


def _presentation(language: str) -> str:
    levels = "".join(
        f'<a:lvl{n}pPr marL="{emu((n - 1) * 36)}" algn="l" rtl="0">'
        f'<a:defRPr lang="{escape(office_tag(language))}" sz="1800">'
        '<a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/>'
        f'<a:cs typeface="+mn-cs"/></a:defRPr></a:lvl{n}pPr>'
        for n in range(1, 10)
    )
    notes_wide, notes_tall = map(emu, NOTES_SIZE_PT)
    return (
        f'{DECLARATION}<p:presentation {SPACES} saveSubsetFonts="1"{_rtl(language)}><p:sldMasterIdLst>'
        '<p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst><p:notesMasterIdLst>'
        '<p:notesMasterId r:id="rId2"/>'
        f'</p:notesMasterIdLst><p:sldSz cx="{emu(WIDTH)}" cy="{emu(HEIGHT)}"/><p:notesSz cx="{notes_wide}" '
        f'cy="{notes_tall}"/><p:defaultTextStyle>{levels}</p:defaultTextStyle></p:presentation>'
    )


def _rtl(language: str) -> str:
    return ' rtl="1"' if is_right_to_left(language) else ""


def _slide_master(theme: Theme, language: str, layouts: int, logo: PlacedLogo | None) -> str:
    sizes = theme.sizes
    title, rule, drawn = TITLE, RULE, ""
    if logo:
        title, rule = title_beside(logo, language), turned(RULE, language)
        drawn = logo.xml(31, f"rId{layouts + 2}")
    holders = (
        Holder("title", "Title", 0, title, place("t")),
        Holder("body", "Text", 1, BODY, place("t"), prompt="First level|Second level|Third level"),
        Holder("ftr", "Marking", 3, MARK, place("ctr"), level(1, sizes.slide_caption - 1, "accent3", ' algn="l"')),
        Holder("dt", "Date", 2, DATE, place("ctr"), level(1, sizes.slide_caption - 1, "accent3", ' algn="r"')),
        Holder("sldNum", "Number", 4, NUMBER, place("ctr"), level(1, sizes.slide_caption - 1, "accent3", ' algn="r"')),
    )
    shapes = "".join(holder.xml(number, language) for number, holder in enumerate(holders, 2))
    drawn = decoration(30, rule, "accent1") + drawn
    listed = "".join(f'<p:sldLayoutId id="{2147483648 + n}" r:id="rId{n + 1}"/>' for n in range(1, layouts + 1))
    return (
        f'{DECLARATION}<p:sldMaster {SPACES} preserve="1"><p:cSld><p:bg><p:bgPr>{solid("bg1")}<a:effectLst/>'
        "</p:bgPr></p:bg>"
        f"<p:spTree>{EMPTY_TREE}{drawn}{shapes}</p:spTree></p:cSld><p:clrMap {_COLOUR_MAP}/>"
        f"<p:sldLayoutIdLst>{listed}</p:sldLayoutIdLst>{_text_styles(theme, language)}</p:sldMaster>"
    )


def _text_styles(theme: Theme, language: str) -> str:
    rtl, side = (' rtl="1"', "r") if is_right_to_left(language) else (' rtl="0"', "l")
    spaced = '<a:lnSpc><a:spcPct val="{}"/></a:lnSpc><a:spcBef><a:spcPts val="{}"/></a:spcBef>'
    title = level(
        1,
        theme.sizes.slide_title,
        "accent1",
        f' algn="{side}"{rtl}',
        spaced.format(92000, 0) + "<a:buNone/>",
        "mj",
        True,
    )
    size = theme.sizes.slide_body
    body = "".join(
        level(
            n,
            [size, size - 2, size - 4][min(n, 3) - 1],
            "tx1",
            f' marL="{emu(20 * n)}" indent="{emu(-20)}" algn="{side}"{rtl}',
            spaced.format(100000, 900 if n == 1 else 500)
            + '<a:buClr><a:schemeClr val="accent1"/></a:buClr><a:buFont typeface="Arial"/>'
            f'<a:buChar char="{"•" if n == 1 else "–"}"/>',
        )
        for n in range(1, 10)
    )
    other = "".join(level(n, 18, "tx1", f' marL="{emu(36 * (n - 1))}" algn="{side}"{rtl}') for n in range(1, 10))
    styles = {"titleStyle": title, "bodyStyle": body, "otherStyle": other}
    held = "".join(f"<p:{name}>{style}</p:{name}>" for name, style in styles.items())
    return f"<p:txStyles>{held}</p:txStyles>"


def notes_master_xml(language: str) -> str:
    """Return the master of the notes pages: the slide above, what the speaker says below."""
    wide, tall = NOTES_SIZE_PT
    tag = escape(office_tag(language))
    picture = (
        '<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide"/><p:cNvSpPr>'
        '<a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr>'
        '<p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr>'
        f"<p:spPr>{transform((30, 40, wide - 60, (wide - 60) * 9 / 16))}"
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln w="6350">'
        f"{solid('tx1')}</a:ln></p:spPr></p:sp>"
    )
    notes = Holder("body", "Notes", 3, (40, 340, wide - 80, tall - 380), '<a:bodyPr lIns="0" rIns="0"/>').xml(3, tag)
    levels = "".join(
        level(n, 12, "tx1", f' marL="{emu(14 * (n - 1))}" algn="l"', '<a:spcBef><a:spcPts val="400"/></a:spcBef>')
        for n in range(1, 10)
    )
    return (
        f"{DECLARATION}<p:notesMaster {SPACES}><p:cSld><p:bg><p:bgPr>{solid('bg1')}<a:effectLst/></p:bgPr></p:bg>"
        "<p:spTree>"
        f"{EMPTY_TREE}{picture}{notes}</p:spTree></p:cSld><p:clrMap {_COLOUR_MAP}/><p:notesStyle>{levels}"
        "</p:notesStyle></p:notesMaster>"
    )
