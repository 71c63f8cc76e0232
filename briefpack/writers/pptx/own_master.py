"""Our own slide masters, 16:9, made from a theme: layouts for a title, text, an ask, a section, two columns."""

from __future__ import annotations

import functools

from briefpack.languages.scripts import is_right_to_left, office_tag
from briefpack.look.office_theme import theme_xml
from briefpack.look.slide_grid import BODY, HEIGHT, TITLE, WIDTH
from briefpack.look.theme import Theme
from briefpack.office.markup import DECLARATION, escape
from briefpack.office.package import Package
from briefpack.units import emu
from briefpack.writers.pptx.logo import PlacedLogo, corner_logo, cover_logo, title_beside
from briefpack.writers.pptx.notes_master import COLOUR_MAP, NOTES_SIZE_PT, notes_master_xml
from briefpack.writers.pptx.own_layouts import (
    DATE,
    KERNED,
    MARK,
    NUMBER,
    UNLISTED,
    OwnPlaceholder,
    body_properties,
    ground,
    layouts_of,
    level,
    solid,
)
from briefpack.writers.pptx.shapes import A, P, R, part_xml

COVER_RELATION = 2
"""The relation of the title slide's layout to its logo: after that to the master."""
PRESENTATION, MASTER = "ppt/presentation.xml", "ppt/slideMasters/slideMaster1.xml"
NOTES, STYLES = "ppt/notesMasters/notesMaster1.xml", "ppt/tableStyles.xml"
THEMES = ("ppt/theme/theme1.xml", "ppt/theme/theme2.xml")


@functools.lru_cache(maxsize=32)
def own_master(theme: Theme, language: str) -> bytes:
    """Return a .pptx package without slides, in a theme and for a language."""
    corner, cover = corner_logo(theme), cover_logo(theme)
    layouts = layouts_of(theme, cover.xml(9, f"rId{COVER_RELATION}") if cover else "")
    names = [f"ppt/slideLayouts/slideLayout{number}.xml" for number in range(1, len(layouts) + 1)]
    package = Package()
    package.add("", PRESENTATION, _presentation(language), "presentationml.presentation.main")
    master = _slide_master(theme, language, len(layouts), corner)
    package.add(PRESENTATION, MASTER, master, "presentationml.slideMaster")
    package.add(PRESENTATION, NOTES, notes_master_xml(language), "presentationml.notesMaster")
    package.add(PRESENTATION, THEMES[0], theme_xml(theme, language), "theme")
    package.add(PRESENTATION, STYLES, _TABLE_STYLES, "presentationml.tableStyles")
    package.add(NOTES, THEMES[1], theme_xml(theme, language), "theme")
    package.relate(MASTER, "theme", THEMES[0])
    for name, layout in zip(names, layouts, strict=True):
        package.add(MASTER, name, layout.xml(language), "presentationml.slideLayout")
        package.relate(name, "slideMaster", MASTER)
    for source, logo in ((MASTER, corner), (names[0], cover)):
        if logo:
            package.put(logo.part, logo.picture.data, "image/png")
            package.relate(source, "image", logo.part)
    return package.packed()


_TABLE_STYLES = f'{DECLARATION}<a:tblStyleLst xmlns:a="{A}" def="{{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}}"/>'


def _presentation(language: str) -> str:
    levels = "".join(
        f'<a:lvl{n}pPr marL="{emu((n - 1) * 36)}" algn="l" rtl="0">'
        f'<a:defRPr lang="{escape(office_tag(language))}" sz="1800"{KERNED}>{solid("tx1")}<a:latin typeface="+mn-lt"/>'
        f'<a:ea typeface="+mn-ea"/><a:cs typeface="+mn-cs"/></a:defRPr></a:lvl{n}pPr>'
        for n in range(1, 10)
    )
    notes_wide, notes_tall = map(emu, NOTES_SIZE_PT)
    rtl = ' rtl="1"' if is_right_to_left(language) else ""
    return (
        f'{DECLARATION}<p:presentation xmlns:a="{A}" xmlns:r="{R}" xmlns:p="{P}" saveSubsetFonts="1"{rtl}>'
        '<p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst>'
        '<p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst>'
        f'<p:sldSz cx="{emu(WIDTH)}" cy="{emu(HEIGHT)}"/><p:notesSz cx="{notes_wide}" cy="{notes_tall}"/>'
        f"<p:defaultTextStyle>{levels}</p:defaultTextStyle></p:presentation>"
    )


def _slide_master(theme: Theme, language: str, layouts: int, logo: PlacedLogo | None) -> str:
    title, drawn = TITLE, ""
    if logo:
        title, drawn = title_beside(logo), logo.xml(31, f"rId{layouts + 2}")
    feet = (("ftr", "Marking", 3, MARK, "l"), ("dt", "Date", 2, DATE, "r"), ("sldNum", "Number", 4, NUMBER, "r"))
    size, middle = theme.sizes.slide_caption - 1, body_properties("ctr")
    placeholders = (
        OwnPlaceholder("title", "Title", 0, title, body_properties("b")),
        OwnPlaceholder(
            "body", "Text", 1, BODY, body_properties(), prompt=("First level", "Second level", "Third level")
        ),
        *(
            OwnPlaceholder(kind, name, index, box, middle, level(1, size, "accent3", f' algn="{side}"'))
            for kind, name, index, box, side in feet
        ),
    )
    shapes = "".join(each.xml(number, language) for number, each in enumerate(placeholders, 2))
    listed = "".join(f'<p:sldLayoutId id="{2147483648 + n}" r:id="rId{n + 1}"/>' for n in range(1, layouts + 1))
    after = f"{COLOUR_MAP}<p:sldLayoutIdLst>{listed}</p:sldLayoutIdLst>{_text_styles(theme, language)}"
    return part_xml("sldMaster", drawn + shapes, after, ' preserve="1"', ground=ground("bg1"))


def _text_styles(theme: Theme, language: str) -> str:
    side = ' algn="r" rtl="1"' if is_right_to_left(language) else ' algn="l" rtl="0"'
    spaced = '<a:lnSpc><a:spcPct val="{}"/></a:lnSpc><a:spcBef><a:spcPts val="{}"/></a:spcBef>'
    above = spaced.format(92000, 0) + UNLISTED
    title = level(1, theme.sizes.slide_title, "accent1", side, above, "mj", True)
    size = theme.sizes.slide_body
    bullet = '<a:buClr><a:schemeClr val="accent1"/></a:buClr><a:buFont typeface="Arial"/>'
    body = "".join(
        level(
            n,
            size - 2 * min(n - 1, 2),
            "tx1",
            f' marL="{emu(20 * n)}" indent="{emu(-20)}"{side}',
            f'{spaced.format(100000, 1400 if n == 1 else 600)}{bullet}<a:buChar char="{"•" if n == 1 else "–"}"/>',
        )
        for n in range(1, 10)
    )
    other = "".join(level(n, 18, "tx1", f' marL="{emu(36 * (n - 1))}"{side}') for n in range(1, 10))
    styles = {"titleStyle": title, "bodyStyle": body, "otherStyle": other}
    return f"<p:txStyles>{''.join(f'<p:{name}>{style}</p:{name}>' for name, style in styles.items())}</p:txStyles>"
