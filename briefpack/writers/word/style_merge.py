"""Our styles among a letterhead's: its own by name, whatever they are called by id; ours where it has none."""

from __future__ import annotations

import re
from typing import Any

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from briefpack.languages.scripts import is_east_asian, office_tag
from briefpack.writers.word.markup import escape
from briefpack.writers.word.paper import Paper
from briefpack.writers.word.styles_xml import styles_xml

USES = re.compile(r'<w:(pStyle|rStyle|tblStyle) w:val="([^"]*)"/>')
_POINTERS = ("w:basedOn", "w:next", "w:link")
_AFTER_LANGUAGE = ("w:eastAsianLayout", "w:specVanish", "w:oMath", "w:rPrChange")


def used_styles(xml: str) -> set[str]:
    return {style for _, style in USES.findall(xml)}


def restyled(xml: str, ids: dict[str, str]) -> str:
    """Return XML of ours with the ids that the letterhead's styles have."""
    return USES.sub(lambda m: f'<w:{m[1]} w:val="{escape(ids.get(m[2], m[2]))}"/>', xml)


def merge_styles(paper: Paper, wanted: set[str], language: str) -> dict[str, str]:
    """Add what the letterhead lacks of the wanted styles, and what they rest on; return our ids to its ids."""
    theirs = paper.document.styles.element
    made = parse_xml(styles_xml(paper.theme, language).encode())
    ours = {style.get(qn("w:styleId")): style for style in made.iter(qn("w:style"))}
    names = {_key(style): style.get(qn("w:styleId")) for style in reversed(theirs.findall(qn("w:style")))}
    taken = {style.get(qn("w:styleId"), "").casefold() for style in theirs.iter(qn("w:style"))}
    ids: dict[str, str] = {}
    missing: list[str] = []
    waiting = sorted({"Normal", *wanted}, reverse=True)
    while waiting:
        style = waiting.pop()
        if style in ids or style not in ours:
            continue
        ids[style] = names.get(_key(ours[style])) or _free(style, taken)
        if _key(ours[style]) not in names:
            missing.append(style)
            taken.add(ids[style].casefold())
            waiting += [node.get(qn("w:val")) for node in _pointers(ours[style])]
    for style in missing:
        theirs.append(_adopted(ours[style], ids))
    _set_language(paper.document, language)
    return ids


def _key(style: Any) -> tuple[str, str]:
    """Return kind and name; Word writes `heading 1`, others `Heading 1`, and aliases after a comma."""
    name = style.find(qn("w:name"))
    text = name.get(qn("w:val"), "") if name is not None else ""
    return style.get(qn("w:type"), "paragraph"), text.partition(",")[0].strip().casefold()


def _free(style: str, taken: set[str]) -> str:
    name = style
    while name.casefold() in taken:
        name += "Brief"
    return name


def _pointers(style: Any) -> list[Any]:
    return [node for tag in _POINTERS for node in style.findall(qn(tag))]


def _adopted(style: Any, ids: dict[str, str]) -> Any:
    """Return our style under its id here, pointing at the letterhead's ids."""
    style.set(qn("w:styleId"), ids[style.get(qn("w:styleId"))])
    style.attrib.pop(qn("w:default"), None)
    for node in _pointers(style):
        node.set(qn("w:val"), ids[node.get(qn("w:val"))])
    return style


def _set_language(document: Any, language: str) -> None:
    """Make the document's language the default; what the letterhead says in its own keeps that."""
    styles = document.styles.element
    defaults = _defaults(styles)
    spoken = next((n.get(qn("w:val")) for n in styles.iter(qn("w:lang")) if n.get(qn("w:val"))), None)
    tag = escape(office_tag(language))
    for part in document.part.package.iter_parts():
        if str(part.partname).startswith(("/word/header", "/word/footer")) and hasattr(part, "element"):
            _say_language(part.element, spoken or tag)
    _say_language(document.element, spoken or tag)
    for node in list(styles.iter(qn("w:lang"))):
        node.getparent().remove(node)
    east = f' w:eastAsia="{tag}"' if is_east_asian(language) else ""
    attributes = f'w:val="{tag}"{east} w:bidi="ar-SA"'
    defaults.append(parse_xml(f'<w:lang xmlns:w="{styles.nsmap["w"]}" {attributes}/>'))


def _defaults(styles: Any) -> Any:
    """Return the properties of runs by default, made if they lack."""
    path = ("w:docDefaults", "w:rPrDefault", "w:rPr")
    node = styles
    for tag in path:
        found = node.find(qn(tag))
        if found is None:
            found = parse_xml(f'<{tag} xmlns:w="{styles.nsmap["w"]}"/>')
            node.insert(0, found)
        node = found
    return node


def _say_language(root: Any, language: str) -> None:
    for run in root.iter(qn("w:r")):
        properties = run.get_or_add_rPr()
        if properties.find(qn("w:lang")) is None:
            language_node = parse_xml(f'<w:lang xmlns:w="{root.nsmap["w"]}" w:val="{escape(language)}"/>')
            later = [n for n in properties if n.tag in {qn(tag) for tag in _AFTER_LANGUAGE}]
            properties.insert(properties.index(later[0]) if later else len(properties), language_node)
