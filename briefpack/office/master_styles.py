"""Masters that show how text looks only in their sample words, as LibreOffice exports them.

PowerPoint inherits from styles of text (ECMA-376 part 1, 19.3.1.51), and such a master has none: slides would be in
black type of 18 points. What its sample words look like is written as styles, so that every program shows the same.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator
from typing import Any

from lxml import etree

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
STYLES = {"title": "titleStyle", "body": "bodyStyle"}
LEVELS = 9
_BEHIND_STYLES = f"{P}extLst"
_LEFT_OUT = (f"{A}defRPr", f"{A}extLst")
_OF_LETTERS = ("ln", "noFill", "solidFill", "gradFill", "latin", "ea", "cs", "sym")
"""What styles take of the properties of sample words: no links, and no marks of a pen."""
_STAND_IN = re.compile(r"<[^<>]{1,40}>")
TEXTS = ("body", "subTitle", "obj")


def lacks_styles(master: Any) -> bool:
    """Tell whether a slide master has no styles of text."""
    return master.find(f"{P}txStyles/*/*") is None


def write_styles(master: Any, layouts: Iterable[Any]) -> None:
    """Give a master that lacks them the styles of its sample words, and let its layouts inherit them.

    LibreOffice writes the boxes of its last master into the layouts of all, so those go where the master's hold.
    """
    samples = _samples(master)
    styles = etree.Element(f"{P}txStyles")
    for kind, name in STYLES.items():
        style = etree.SubElement(styles, f"{P}{name}")
        if kind in samples:
            style.extend(_levels(samples[kind]))
    etree.SubElement(styles, f"{P}otherStyle")
    for node in master.findall(f"{P}txStyles"):
        master.remove(node)
    behind = master.find(_BEHIND_STYLES)
    master.insert(len(master) if behind is None else master.index(behind), styles)
    side = styles.find(f"{P}titleStyle/{A}lvl1pPr")
    _drop_stand_ins(master)
    for layout in layouts:
        _drop_stand_ins(layout)
        _inherit(layout, samples, "l" if side is None else side.get("algn", "l"))


def _drop_stand_ins(tree: Any) -> None:
    """Remove text boxes that hold nothing but a name in brackets: where a date or a number would be filled in."""
    for shape in tree.findall(f"{P}cSld/{P}spTree/{P}sp"):
        is_place = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph") is not None
        if not is_place and _STAND_IN.fullmatch("".join(node.text or "" for node in shape.iter(f"{A}t")).strip()):
            shape.getparent().remove(shape)


def _samples(master: Any) -> dict[str, Any]:
    """Return a master's title and text; a second one of a kind, which PowerPoint does not know, goes."""
    samples: dict[str, Any] = {}
    for kind, shape in list(_marked(master)):
        if kind in STYLES and samples.setdefault(kind, shape) is not shape:
            shape.getparent().remove(shape)
    return samples


def _marked(tree: Any) -> Iterator[tuple[str, Any]]:
    for shape in tree.iterfind(f"{P}cSld/{P}spTree/{P}sp"):
        mark = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
        if mark is not None:
            yield mark.get("type", "obj"), shape


def _levels(shape: Any) -> Iterator[Any]:
    """Yield the levels that a shape's paragraphs show, the last of them for all that follow."""
    shown: dict[int, Any] = {}
    for paragraph in shape.iterfind(f"{P}txBody/{A}p"):
        properties, letters = paragraph.find(f"{A}pPr"), paragraph.find(f"{A}r/{A}rPr")
        letters = paragraph.find(f"{A}endParaRPr") if letters is None else letters
        written = properties.get("lvl", "0") if properties is not None else "0"
        number = int(written) if written in set("012345678") else 0
        if letters is not None and number not in shown:
            shown[number] = _level(properties, letters)
    usual = None
    for number in range(LEVELS if shown else 0):
        usual = shown.get(number, usual)
        if usual is not None:
            level = copy.deepcopy(usual)
            level.tag = f"{A}lvl{number + 1}pPr"
            yield level


def _level(properties: Any, letters: Any) -> Any:
    level = etree.Element(f"{A}lvl1pPr")
    if properties is not None:
        level.attrib.update({name: value for name, value in properties.attrib.items() if name != "lvl"})
        level.extend(copy.deepcopy(node) for node in properties if node.tag not in _LEFT_OUT)
    own = {name: value for name, value in letters.attrib.items() if name not in ("lang", "altLang", "dirty", "err")}
    usual = etree.SubElement(level, f"{A}defRPr", own)
    usual.extend(copy.deepcopy(node) for node in letters if etree.QName(node).localname in _OF_LETTERS)
    return level


def _inherit(layout: Any, samples: dict[str, Any], side: str) -> None:
    """Let the title of a layout, and its text if it has one place for that, stand and look as the master's."""
    texts = [(kind, shape) for kind, shape in _marked(layout) if kind in TEXTS]
    titles = [(kind, shape) for kind, shape in _marked(layout) if kind == "title"]
    for kind, shape in [*titles, *(texts if len(texts) == 1 else ())]:
        if ("title" if kind == "title" else "body") in samples:
            _empty(shape, kind, side)


def _empty(shape: Any, kind: str, side: str) -> None:
    properties, text = shape.find(f"{P}spPr"), shape.find(f"{P}txBody")
    if properties is not None:
        properties[:] = []
    for node in () if text is None else text.findall(f"{A}bodyPr"):
        node.attrib.clear()
        node[:] = []
    if kind == "subTitle" and text is not None:
        for node in text.findall(f"{A}lstStyle"):
            text.remove(node)
        style = etree.Element(f"{A}lstStyle")
        level = etree.SubElement(style, f"{A}lvl1pPr", {"marL": "0", "indent": "0", "algn": side})
        etree.SubElement(level, f"{A}buNone")
        text.insert(1, style)
