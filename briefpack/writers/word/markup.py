"""WordprocessingML that many elements share. Lengths come in points."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from briefpack.languages.characters import NO_BREAK_HYPHEN, SOFT_HYPHEN
from briefpack.languages.hyphenation import is_hyphenated, is_narrow
from briefpack.office.markup import escape, hex_colour
from briefpack.units import twips
from briefpack.writers.word.inherited import Inherited
from briefpack.writers.word.languages import language_xml

CAPITALS = "<w:caps/>"
"""Shows the letters of words in capitals; the words stay as they are (ECMA-376 part 1, 17.3.2.5)."""

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
NAMESPACES = f'xmlns:w="{W}" xmlns:r="{R}" xmlns:w14="{W14}" xmlns:mc="{MC}" mc:Ignorable="w14"'
UNPARTED, PARTED = "<w:suppressAutoHyphens/>", '<w:suppressAutoHyphens w:val="0"/>'
"""Whether long words of a paragraph are parted at the ends of lines (ECMA-376 part 1, 17.3.1.34)."""


@dataclass(frozen=True, slots=True)
class Markup:
    """Write runs and paragraphs as one document has them: in its language, under the ids of its styles."""

    language: str
    """BCP 47."""
    ids: Mapping[str, str] = field(default_factory=dict)
    """Our ids of styles to the letterhead's, where they differ."""
    inherited: Mapping[str, Inherited] = field(default_factory=dict)
    """What styles that are the letterhead's own hand down, by our ids."""
    direction: str = ""
    """What turns runs into the direction of the language, where the letterhead's run otherwise."""
    used: set[str] = field(default_factory=set)
    """Our ids of the styles that were written."""

    def style(self, element: str, style: str) -> str:
        """Return the element that names a style: pStyle, rStyle or tblStyle; `style` is our id."""
        self.used.add(style)
        return f'<w:{element} w:val="{escape(self.ids.get(style, style))}"/>'

    def run(self, content: str, properties: str = "") -> str:
        """Return a run in the document's language; `properties` stand before it in the schema's order (CT_RPr)."""
        return run_xml(content, properties + self.direction + language_xml(self.language))

    def text(self, text: str, style: str = "", capitals: bool = False) -> str:
        """Return a run of words, in a character style if one is named; capitals: they are shown in these."""
        return self.run(text_xml(text), (self.style("rStyle", style) if style else "") + CAPITALS * capitals)

    def tab(self) -> str:
        """Return a run that goes to the next tab stop."""
        return self.run("<w:tab/>")

    def line_break(self) -> str:
        """Return a run that starts a new line in its paragraph."""
        return self.run("<w:br/>")

    def field(self, instruction: str, result: str, style: str = "") -> str:
        """Return a field in its five runs (ECMA-376 part 1, 17.16.18); `result` shows until Word updates it."""
        properties = self.style("rStyle", style) if style else ""
        begin, separate, end = (
            self.run(f'<w:fldChar w:fldCharType="{kind}"/>', properties) for kind in ("begin", "separate", "end")
        )
        order = self.run(f'<w:instrText xml:space="preserve"> {instruction} </w:instrText>', properties)
        return f"{begin}{order}{separate}{self.run(text_xml(result), properties)}{end}"

    def paragraph(self, style: str, runs: str, properties: str = "") -> str:
        """Return a paragraph; `properties` follow the style in the schema's order (CT_PPr)."""
        return f"<w:p><w:pPr>{self.style('pStyle', style)}{properties}</w:pPr>{runs}</w:p>"

    def plain(self, style: str, align: str = "") -> str:
        """Return the properties of a paragraph in a style that hands down nothing but how words look."""
        theirs = self.inherited.get(style)
        if theirs is None:
            return f'<w:jc w:val="{align}"/>' if align else ""
        return theirs.plain(self.language, align)

    def parting(self, style: str, width_pt: float, size_pt: float) -> str:
        """Return what lets long words of a paragraph be parted, where its column is narrow and its style is ours."""
        narrow = is_narrow(width_pt, size_pt) and is_hyphenated(self.language)
        return PARTED if narrow and self.inherited.get(style) is None else ""


def run_xml(content: str, properties: str) -> str:
    """Return a run whose properties say all, its language included."""
    return f"<w:r><w:rPr>{properties}</w:rPr>{content}</w:r>"


HYPHENS = {SOFT_HYPHEN: "<w:softHyphen/>", NO_BREAK_HYPHEN: "<w:noBreakHyphen/>"}
"""Elements of their own (17.3.3.29, 17.3.3.18): fonts that lack the character have the hyphen."""
_HYPHENS = re.compile(f"([{''.join(HYPHENS)}])")


def text_xml(text: str) -> str:
    """Return words as the content of a run; hyphens that show only at a line's end, or end none, are elements."""
    parts = _HYPHENS.split(text) if not text.isascii() else [text]
    if len(parts) == 1:
        return f'<w:t xml:space="preserve">{escape(text)}</w:t>'
    words = (HYPHENS.get(part) or f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in parts)
    return "".join(words)


def border(edge: str, colour: str, width_pt: float, space_pt: float = 0) -> str:
    """Return one edge; Word takes widths of ¼ to 12 pt, in eighths, and at most 31 pt of space."""
    size = min(96, max(2, round(width_pt * 8)))
    space = min(31, round(space_pt))
    return f'<w:{edge} w:val="single" w:sz="{size}" w:space="{space}" w:color="{hex_colour(colour)}"/>'


def shading(colour: str) -> str:
    """Return the element that gives a paragraph or a cell its ground."""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{hex_colour(colour)}"/>'


def indent(left_pt: float = 0, hanging_pt: float = 0, right_pt: float = 0) -> str:
    """Return the element that indents a paragraph; its first line starts the hanging length before the others."""
    hanging = f' w:hanging="{twips(hanging_pt)}"' if hanging_pt else ' w:firstLine="0"'
    return f'<w:ind w:left="{twips(left_pt)}" w:right="{twips(right_pt)}"{hanging}/>'


def tab_stop(position_pt: float, kind: str = "left", leader: str = "") -> str:
    """Return a tab stop; `kind` is left or right, `leader` what fills the room before it."""
    filled = f' w:leader="{leader}"' if leader else ""
    return f'<w:tab w:val="{kind}"{filled} w:pos="{twips(position_pt)}"/>'
