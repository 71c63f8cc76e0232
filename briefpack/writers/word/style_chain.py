"""A letterhead's styles and those that they rest on, and what they hand down together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from lxml import etree

from briefpack.writers.word.inherited import Inherited
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
MOST_STYLES = 50
"""Styles that rest on each other are followed so far: some rest on themselves."""


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
