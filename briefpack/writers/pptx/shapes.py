"""What every slide, layout and master is made of (ECMA-376 part 1, 19.3 and 20.1), and shapes in DrawingML.

A box is x, y, width and height in points from the slide's upper left corner.
"""

from __future__ import annotations

from briefpack.look.slide_grid import Box as Box
from briefpack.office.markup import DECLARATION, escape
from briefpack.units import emu

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MASTER_COLOURS = "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>"
DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
NO_LINE = "<a:ln><a:noFill/></a:ln>"
PLACEHOLDER, TEXT_BOX = '<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>', '<p:cNvSpPr txBox="1"/>'
SLIDE_IMAGE = '<p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr>'
FURNITURE = ("dt", "ftr", "sldNum")
"""The kinds of placeholder at the foot of a slide: date, marking, number."""
_NUMBER_FIELD = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"
"""The id of the field that shows a slide's number; any GUID will do, as long as it stays the same."""


def part_xml(
    tag: str, shapes: str, after: str = MASTER_COLOURS, marks: str = "", name: str = "", ground: str = ""
) -> str:
    """Return a slide, notes page, layout or master; `shapes` stand from back to front, `after` follows them."""
    named = f' name="{escape(name)}"' if name else ""
    return (
        f'{DECLARATION}<p:{tag} xmlns:a="{A}" xmlns:r="{R}" xmlns:p="{P}"{marks}><p:cSld{named}>{ground}<p:spTree>'
        '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr>'
        f"{transform((0, 0, 0, 0), is_group=True)}</p:grpSpPr>{shapes}</p:spTree></p:cSld>{after}</p:{tag}>"
    )


def transform(box: Box, is_group: bool = False, is_frame: bool = False) -> str:
    """Return where a shape, a group or a graphic frame stands; a group's own shapes count as those outside it do."""
    x, y, wide, tall = map(emu, box)
    inner = f'<a:chOff x="{x}" y="{y}"/><a:chExt cx="{wide}" cy="{tall}"/>' if is_group else ""
    name = "p:xfrm" if is_frame else "a:xfrm"
    return f'<{name}><a:off x="{x}" y="{y}"/><a:ext cx="{wide}" cy="{tall}"/>{inner}</{name}>'


def outline(box: Box, preset: str = "rect") -> str:
    """Return place and form of a shape, by the name of the form (20.1.10.56)."""
    return f'{transform(box)}<a:prstGeom prst="{preset}"><a:avLst/></a:prstGeom>'


def shape_xml(
    number: int,
    name: str,
    properties: str | None,
    text: str = "",
    kind: str = "<p:cNvSpPr/>",
    use: str = "<p:nvPr/>",
    extension: str = "",
    descr: str = "",
) -> str:
    """Return a shape; `properties` are the content of spPr, None an empty element, `extension` is the content of cNvPr.

    `text` is the whole txBody, `kind` the cNvSpPr, `use` the nvPr, `descr` the alternative text.
    """
    named = f'<p:cNvPr id="{number}" name="{escape(name)}"' + (f' descr="{escape(descr)}"' if descr else "")
    named += f">{extension}</p:cNvPr>" if extension else "/>"
    filled = "<p:spPr/>" if properties is None else f"<p:spPr>{properties}</p:spPr>"
    return f"<p:sp><p:nvSpPr>{named}{kind}{use}</p:nvSpPr>{filled}{text}</p:sp>"


def placeholder_use(kind: str, index: int = 0, is_small: bool = False) -> str:
    """Return the mark of a placeholder (19.3.1.36): `obj` and 0 are what a missing attribute says."""
    marks = f' type="{kind}"' if kind != "obj" else ""
    marks += ' sz="quarter"' if is_small else ""
    return f"<p:nvPr><p:ph{marks}" + (f' idx="{index}"' if index else "") + "/></p:nvPr>"


def slide_number(tag: str, shown: str = "‹#›") -> str:
    """Return the paragraph that shows a slide's number; `tag` is its language, escaped."""
    return (
        f'<a:p><a:fld id="{_NUMBER_FIELD}" type="slidenum"><a:rPr lang="{tag}"/><a:t>{shown}</a:t></a:fld>'
        f'<a:endParaRPr lang="{tag}"/></a:p>'
    )


def insets(across: float, down: float) -> str:
    """Return the attributes that keep text from the edges of its shape, in points."""
    return f' lIns="{emu(across)}" tIns="{emu(down)}" rIns="{emu(across)}" bIns="{emu(down)}"'


def picture_xml(number: int, name: str, alt: str, relation: str, box: Box, use: str = "<p:nvPr/>") -> str:
    """Return a picture (ECMA-376 part 1, 19.3.1.37); `use` is the nvPr."""
    return (
        f'<p:pic><p:nvPicPr><p:cNvPr id="{number}" name="{name}" descr="{escape(alt)}"/><p:cNvPicPr>'
        f'<a:picLocks noChangeAspect="1"/></p:cNvPicPr>{use}</p:nvPicPr><p:blipFill>'
        f'<a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>'
        f"{outline(box)}</p:spPr></p:pic>"
    )
