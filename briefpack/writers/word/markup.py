"""Text that may stand in XML, and the attributes that many elements share. Lengths come in points."""

from __future__ import annotations

import re

from briefpack.units import twips

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
NAMESPACES = f'xmlns:w="{W}" xmlns:r="{R}" xmlns:w14="{W14}" xmlns:mc="{MC}" mc:Ignorable="w14"'
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_BLANKS = re.compile("[\t\n\r]")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\u202d\u202e\ud800-\udfff\ufffe\uffff]")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})


def clean(text: str) -> str:
    """Replace what XML 1.0 forbids (section 2.2, Char) by U+FFFD, and line feeds and tabs by spaces.

    So are the marks that turn words around (U+202D, U+202E): they make a name or an address look like another.
    """
    return _FORBIDDEN.sub("\ufffd", _BLANKS.sub(" ", text))


def escape(text: str) -> str:
    """Return text fit for content and for attributes in double quotes."""
    return clean(text).translate(_ENTITIES)


def hex_colour(colour: str) -> str:
    return colour.removeprefix("#").upper()


def border(edge: str, colour: str, width_pt: float, space_pt: float = 0) -> str:
    """Return one edge; Word takes widths of ¼ to 12 pt, in eighths, and at most 31 pt of space."""
    size = min(96, max(2, round(width_pt * 8)))
    space = min(31, round(space_pt))
    return f'<w:{edge} w:val="single" w:sz="{size}" w:space="{space}" w:color="{hex_colour(colour)}"/>'


def shading(colour: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{hex_colour(colour)}"/>'


def indent(left_pt: float = 0, hanging_pt: float = 0, right_pt: float = 0) -> str:
    hanging = f' w:hanging="{twips(hanging_pt)}"' if hanging_pt else ' w:firstLine="0"'
    return f'<w:ind w:left="{twips(left_pt)}" w:right="{twips(right_pt)}"{hanging}/>'


def tab_stop(position_pt: float, kind: str = "left", leader: str = "") -> str:
    filled = f' w:leader="{leader}"' if leader else ""
    return f'<w:tab w:val="{kind}"{filled} w:pos="{twips(position_pt)}"/>'


def run(text: str, properties: str = "") -> str:
    held = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{held}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


TAB = "<w:r><w:tab/></w:r>"


def simple_field(instruction: str, result: str, properties: str = "") -> str:
    """Return a field in its five runs (ECMA-376 part 1, 17.16.18); `result` shows until Word updates it."""
    held = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    mark = f'<w:r>{held}<w:fldChar w:fldCharType="{{}}"/></w:r>'
    order = f'<w:r>{held}<w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
    return mark.format("begin") + order + mark.format("separate") + run(result, properties) + mark.format("end")
