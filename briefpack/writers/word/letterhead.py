"""An organisation's letterhead made ready for a body: a mark where it goes, our styles, the last numbers given out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from briefpack.document import tree as t
from briefpack.look.theme import Theme
from briefpack.office.body_place import body_place
from briefpack.office.reading import ForeignFile
from briefpack.writers.word.base import settings_xml
from briefpack.writers.word.inherited import NOTHING, Inherited
from briefpack.writers.word.lengths import number_of
from briefpack.writers.word.markup import NAMESPACES, Markup
from briefpack.writers.word.package import add_part, body_mark, open_document, related_part
from briefpack.writers.word.paper_look import look_of
from briefpack.writers.word.stationery import FIRST_CONTROL, Starts, Stationery
from briefpack.writers.word.style_merge import StyleMerge
from briefpack.writers.word.styles_xml import styles_xml

A4_TWIPS, MARGIN_TWIPS = (11906, 16838), 1417


def stationery_of(theme: Theme, meta: t.Meta, letterhead: ForeignFile) -> Stationery:
    """Return a letterhead with a place for the body: the last children of the body, or the mark's own place."""
    document = open_document(letterhead.data)
    for name, xml in (("styles", styles_xml(theme, meta.language)), ("settings", settings_xml(theme, meta.language))):
        if related_part(document, name) is None:
            add_part(document, name, xml)
    body = document.element.body
    complete_sections(body)
    mark_body(body)
    section = section_of_mark(body)
    width = _text_width_pt(section)
    _drop_unused(document.part)
    sized = look_of(document).dressed(theme)
    room = _body_width_pt(body, width)
    styles = StyleMerge(document, sized, meta.language)
    markup = Markup(meta.language, styles.ids, styles.inherited, styles.direction())
    counted = counts_headings(document, styles.inherited)
    return Stationery(document, sized, markup, room, _text_height_pt(section), _starts(document), counted, styles)


def counts_headings(document: Any, inherited: Mapping[str, Inherited]) -> bool:
    """Say whether a letterhead numbers its headings of the first level; a list may be one without marks."""
    number, level = inherited.get("Heading1", NOTHING).number
    part = related_part(document, "numbering")
    root = parse_xml(part.blob) if number and part else None
    if root is None:
        return False
    lists = (one for one in root.iter(qn("w:num")) if one.get(qn("w:numId")) == number)
    marks = [node.get(qn("w:val")) for one in lists for node in one.iter(qn("w:abstractNumId"))]
    levels = [
        node
        for definition in root.iter(qn("w:abstractNum"))
        if definition.get(qn("w:abstractNumId")) in marks
        for node in definition.iter(qn("w:lvl"))
        if number_of(node, "ilvl") == level
    ]
    return bool(marks) and not any(_is_silent(node) for node in levels)


def _is_silent(level: Any) -> bool:
    form, text = level.find(qn("w:numFmt")), level.find(qn("w:lvlText"))
    is_none = form is not None and form.get(qn("w:val")) == "none"
    return is_none or text is None or not text.get(qn("w:val"), "").strip()


def complete_sections(body: Any) -> None:
    """Give each section the page's size and margins where they lack, and a body without one a section."""
    sections = list(body.iter(qn("w:sectPr")))
    if not sections:
        sections.append(parse_xml(f'<w:sectPr xmlns:w="{body.nsmap[body.prefix]}"/>'))
    if sections[-1].getparent() is not body:
        body.append(deepcopy(sections[-1]) if len(sections) > 1 else sections[-1])
        sections.append(body[-1])
    for section in sections:
        _complete(section)
    for node in sections[0].findall(qn("w:type")):
        sections[0].remove(node)


def _complete(section: Any) -> None:
    size, margins = section.get_or_add_pgSz(), section.get_or_add_pgMar()
    for name, number in zip(("w", "h"), A4_TWIPS, strict=True):
        _fill(size, name, number)
    for name in ("top", "right", "bottom", "left"):
        _fill(margins, name, MARGIN_TWIPS)
    for name, number in (("header", 708), ("footer", 708), ("gutter", 0)):
        _fill(margins, name, number)


def section_of_mark(body: Any) -> Any:
    """Return the section in which the body's mark stands: the first that ends behind it."""
    nodes = iter(body.iter())
    next(node for node in nodes if not isinstance(node.tag, str))
    return next(node for node in nodes if node.tag == qn("w:sectPr"))


def _fill(node: Any, name: str, number: int) -> None:
    if node.get(qn(f"w:{name}")) is None:
        node.set(qn(f"w:{name}"), str(number))


def _text_width_pt(section: Any) -> float:
    size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
    width = (
        number_of(size, "w") - number_of(margins, "left") - number_of(margins, "right") - number_of(margins, "gutter")
    )
    columns = section.find(qn("w:cols"))
    count = max(1, int(number_of(columns, "num"))) if columns is not None else 1
    space = (number_of(columns, "space") or 720) * (count - 1) if count > 1 else 0
    return max(100.0, (width - space) / count / 20)


def _text_height_pt(section: Any) -> float:
    size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
    # A negative margin is one that headers do not push down.
    height = number_of(size, "h") - abs(number_of(margins, "top")) - abs(number_of(margins, "bottom"))
    return max(100.0, height / 20)


def mark_body(body: Any) -> None:
    """Mark where the body goes: at the letterhead's place for it, or before the section that is all it has."""
    place = body_place(body)
    if place is None:
        body.insert(0, body_mark())
        return
    ends = list(place.iter(qn("w:sectPr")))
    place.getparent().replace(place, mark := body_mark())
    if ends:
        # The section ends with the paragraph of the mark: now it ends with an empty one behind the body.
        mark.addnext(parse_xml(f"<w:p {NAMESPACES}><w:pPr/></w:p>"))
        mark.getnext()[0].append(ends[-1])


def _body_width_pt(body: Any, width_pt: float) -> float:
    """Return how wide the text is where the body goes: a cell's width within a table."""
    mark = next(node for node in body.iter() if not isinstance(node.tag, str))
    cell = next(mark.iterancestors(qn("w:tc")), None)
    size = cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}") if cell is not None else None
    if size is None or size.get(qn("w:type"), "dxa") != "dxa":
        return width_pt
    return min(width_pt, max(100.0, number_of(size, "w") / 20 - 11))


def _drop_unused(part: Any) -> None:
    """Let go of pictures and links that stood in the replaced text."""
    used = {value for node in part.element.iter() for value in node.attrib.values()}
    for name, relation in list(part.rels.items()):
        if relation.reltype.endswith(("/hyperlink", "/image")) and name not in used:
            part.rels.pop(name)


def _starts(document: Any) -> Starts:
    numbering = related_part(document, "numbering")
    lists = parse_xml(numbering.blob) if numbering else None
    notes = related_part(document, "footnotes")
    body = document.element.body
    related = [*document.part.rels, *(notes.rels if notes else ())]
    links = ("link" + "_" * n for n in range(1000))
    noted = _numbers(parse_xml(notes.blob) if notes else None, "w:footnote", "w:id")
    return Starts(
        definition=max([-1, *_numbers(lists, "w:abstractNum", "w:abstractNumId")]),
        number=max([0, *_numbers(lists, "w:num", "w:numId")]),
        note=max([0, *noted, *_numbers(body, "w:bookmarkStart", "w:id")]),
        control=max([FIRST_CONTROL, *_controls(document)]),
        link=next(name for name in links if not any(one.startswith(name) for one in related)),
        marks=frozenset(n.get(qn("w:val"), "").upper() for n in ([] if lists is None else lists.iter(qn("w:nsid")))),
    )


def _numbers(root: Any, tag: str, attribute: str) -> list[int]:
    if root is None:
        return []
    texts = (node.get(qn(attribute), "") for node in root.iter(qn(tag)))
    return [int(text) for text in texts if re.fullmatch(r"-?\d{1,9}", text)]


def _controls(document: Any) -> Iterator[int]:
    for part in document.part.package.iter_parts():
        if hasattr(part, "element"):
            for properties in part.element.iter(qn("w:sdtPr")):
                yield from (n for n in _numbers(properties, "w:id", "w:val") if n < 2**30)
