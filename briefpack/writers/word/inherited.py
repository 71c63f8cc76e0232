"""What a letterhead's styles hand down to paragraphs of ours that is not the organisation's to say.

Fonts, sizes and colours are; tab stops, indents, alignment and the rest shape the text that Word users write, and break
tables, lists and labels. Properties are those of CT_PPrBase (ECMA-376 part 1, 17.3.1).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from lxml import etree

from briefpack.languages.scripts import is_right_to_left
from briefpack.writers.word.lengths import number_of

_ORDER = (
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
)
ORDER = {qn(f"w:{name}"): number for number, name in enumerate(_ORDER.split())}
"""The order of a paragraph's properties in the schema."""
SWITCHES = ("bidi", "contextualSpacing", "pageBreakBefore", "keepNext", "keepLines")
AT_START = ("", "left", "start")
SET_APART = ("center", "right", "end")
"""How an organisation has its headings stand apart."""
AUTOMATIC = ("beforeAutospacing", "afterAutospacing", "beforeLines", "afterLines")
"""What beats the space before and after that a paragraph states."""
IN_LETTERS = ("leftChars", "rightChars", "firstLineChars", "hangingChars", "startChars", "endChars")
"""What beats the indents that a paragraph states."""
MOST_STYLES = 50
"""Styles that rest on each other are followed so far: some rest on themselves."""


@dataclass(frozen=True, slots=True)
class Inherited:
    """Hold what a paragraph gets from its style and those that it rests on."""

    tabs: tuple[int, ...] = ()
    """Positions in twips."""
    align: str = ""
    on: frozenset[str] = frozenset()
    """Of the switches, those that are on."""
    spacing: tuple[tuple[str, float], ...] = ()
    indents: tuple[tuple[str, float], ...] = ()
    """The attributes that are no 0."""
    number: tuple[str, int] = ("", 0)
    """The list of the style, and the level in it; "" if it is in none."""

    def space(self, name: str) -> float:
        """Return the space before or after a paragraph in points."""
        return dict(self.spacing).get(name, 0.0) / 20

    @property
    def names(self) -> set[str]:
        """Return the attributes of spacing and indents that are no 0."""
        return {name for name, _ in (*self.spacing, *self.indents)}

    def direction(self, language: str) -> str:
        """Return the element that turns a paragraph into the direction of a language; "" if it runs so already."""
        turned = is_right_to_left(language)
        return "" if turned == ("bidi" in self.on) else "<w:bidi/>" if turned else '<w:bidi w:val="0"/>'

    def outdented(self, normal: Inherited) -> str:
        """Return the element that takes away the indent which a heading has from the text alone; "" if it has none."""
        is_text_s = bool(self.indents) and set(self.indents) <= set(normal.indents)
        return f'<w:ind w:left="0" w:right="0" w:firstLine="0"{self.in_letters()}/>' if is_text_s else ""

    def cleared(self, tabs: str = "") -> str:
        """Return tab stops, and among them that those of the style do not hold, in the order of their places."""
        own = [*parse_xml(f"<w:tabs {nsdecls('w')}>{tabs}</w:tabs>")] if self.tabs else []
        kept = {int(number_of(node, "pos")) for node in own}
        gone = "".join(f'<w:tab w:val="clear" w:pos="{pos}"/>' for pos in self.tabs if pos not in kept)
        return f"<w:tabs>{gone}{tabs}</w:tabs>" if gone or tabs else ""

    def off(self, name: str) -> str:
        """Return the element that turns a switch off which is on."""
        return f'<w:{name} w:val="0"/>' if name in self.on else ""

    def automatic(self) -> str:
        """Return the attributes that leave the space before and after to the paragraph."""
        return "".join(f' w:{name}="0"' for name, _ in self.spacing if name in AUTOMATIC)

    def in_letters(self) -> str:
        """Return the attributes that leave indents to the paragraph."""
        return "".join(f' w:{name}="0"' for name, _ in self.indents if name in IN_LETTERS)

    def unnumbered(self) -> str:
        """Return the element that takes a paragraph out of the list of its style."""
        return '<w:numPr><w:numId w:val="0"/></w:numPr>' if self.number[0] else ""

    def aligned(self, align: str = "") -> str:
        """Return how the paragraph is aligned, if its style would have it otherwise."""
        if align:
            return f'<w:jc w:val="{align}"/>'
        return "" if self.align in AT_START else '<w:jc w:val="left"/>'

    def plain(self, language: str, align: str = "") -> str:
        """Return the properties of a paragraph that has nothing of this, in the schema's order."""
        space = f'<w:spacing w:before="0" w:after="0"{self.automatic()}/>' if self.spacing else ""
        ind = f'<w:ind w:left="0" w:right="0" w:firstLine="0"{self.in_letters()}/>' if self.indents else ""
        first = self.off("pageBreakBefore") + self.unnumbered() + self.cleared() + self.direction(language)
        return first + space + ind + self.off("contextualSpacing") + self.aligned(align)


NOTHING = Inherited()
"""What a style of ours hands down: each says all that matters."""


def inherited_by(styles: Any, style_id: str) -> Inherited:
    """Return what a style of w:styles hands down; "" is a paragraph that names none."""
    tabs: dict[int, None] = {}
    on: set[str] = set()
    spacing: dict[str, float] = {}
    indents: dict[str, float] = {}
    align, number, level = "", "", 0
    for properties in _chain(styles, style_id):
        for name in SWITCHES:
            node = properties.find(qn(f"w:{name}"))
            if node is not None:
                (on.add if node.get(qn("w:val"), "1") not in ("0", "false", "off") else on.discard)(name)
        for node in properties.findall(f"{qn('w:tabs')}/{qn('w:tab')}"):
            place = int(number_of(node, "pos"))
            tabs.pop(place, None)
            if node.get(qn("w:val")) != "clear":
                tabs[place] = None
        spacing |= _numbers(properties.find(qn("w:spacing")))
        indents |= _numbers(properties.find(qn("w:ind")))
        align = _value(properties, "jc") or align
        for node in properties.findall(qn("w:numPr")):
            number, level = _value(node, "numId") or number, int(number_of(node.find(qn("w:ilvl")), "val"))
    listed = "" if number == "0" else number, level
    return Inherited(tuple(sorted(tabs)), align, frozenset(on), _of_note(spacing), _of_note(indents), listed)


def _chain(styles: Any, style_id: str) -> Iterator[Any]:
    """Yield properties of paragraphs: the defaults, then those of each style, the farthest first."""
    defaults = styles.find(f"{qn('w:docDefaults')}/{qn('w:pPrDefault')}/{qn('w:pPr')}")
    nodes = [] if defaults is None else [defaults]
    nodes += [one for style in reversed(style_chain(styles, style_id)) for one in style.findall(qn("w:pPr"))]
    return iter(nodes)


def style_chain(styles: Any, style_id: str) -> list[Any]:
    """Return a style and those that it rests on, the farthest last."""
    known = {style.get(qn("w:styleId")): style for style in reversed(styles.findall(qn("w:style")))}
    chain: list[Any] = []
    while style_id in known and len(chain) < MOST_STYLES:
        chain.append(known.pop(style_id))
        style_id = _value(chain[-1], "basedOn")
    return chain


def _value(node: Any, name: str) -> str:
    one = node.find(qn(f"w:{name}"))
    return "" if one is None else one.get(qn("w:val"), "")


def _numbers(node: Any) -> dict[str, float]:
    """Return the attributes of an element that are numbers; a switch that is on is one."""
    if node is None:
        return {}
    names = [etree.QName(name).localname for name in node.attrib if name.startswith("{")]
    return {name: 1.0 if node.get(qn(f"w:{name}")) in ("true", "on") else number_of(node, name) for name in names}


def _of_note(numbers: dict[str, float]) -> tuple[tuple[str, float], ...]:
    return tuple((name, number) for name, number in numbers.items() if number)


def put(properties: Any, xml: str) -> None:
    """Put properties among those of a paragraph or style, each in its place; one that is there stays."""
    for node in parse_xml(f"<w:pPr {nsdecls('w')}>{xml}</w:pPr>"):
        if properties.find(node.tag) is None:
            later = [one for one in properties if ORDER.get(one.tag, len(ORDER)) > ORDER[node.tag]]
            properties.insert(properties.index(later[0]) if later else len(properties), node)
