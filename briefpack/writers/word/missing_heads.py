"""What a letterhead's headers and footers lack: the marking, and which page it is. All else in them stays."""

from __future__ import annotations

from typing import Any

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from lxml import etree

from briefpack.document import tree as t
from briefpack.office.markup import escape
from briefpack.writers.word.markup import NAMESPACES, Markup
from briefpack.writers.word.package import add_part, related_part
from briefpack.writers.word.running_heads import head_xml, marking_run, page_label
from briefpack.writers.word.stationery import Stationery

_AFTER_NOTES = (
    "endnotePr compat docVars rsids mathPr attachedSchema themeFontLang clrSchemeMapping doNotIncludeSubdocsInStats "
    "doNotAutoCompressPictures forceUpgrade captions readModeInkLockDown smartTagType schemaLibrary shapeDefaults "
    "doNotEmbedSmartTags decimalSymbol listSeparator docId chartTrackingRefBased"
)
SETTINGS_AFTER_NOTES = frozenset(_AFTER_NOTES.split())
"""What stands after w:footnotePr among settings (CT_Settings), as far as Word writes it."""
PAGE_FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})


def add_missing_heads(stationery: Stationery, meta: t.Meta) -> None:
    """Add the marking and the pages' numbers to a letterhead's headers and footers; the body is written by now."""
    document, markup = stationery.document, stationery.markup
    lines = _running_lines(document, meta, markup)
    if stationery.styles:
        stationery.styles.add(markup.used)
    for part, line in lines:
        _add_line(part, line)
    _name_separators(document)


def _name_separators(document: Any) -> None:
    """Name the separators of footnotes among the settings, where a letterhead has none (17.11.9)."""
    settings = document.settings.element
    if related_part(document, "footnotes") is not None:
        return
    for node in settings.findall(qn("w:footnotePr")):
        settings.remove(node)
    later = [n for n in settings if etree.QName(n).localname in SETTINGS_AFTER_NOTES]
    marks = "".join(f'<w:footnote w:id="{number}"/>' for number in (-1, 0))
    node = parse_xml(f"<w:footnotePr {NAMESPACES}>{marks}</w:footnotePr>")
    settings.insert(settings.index(later[0]) if later else len(settings), node)


def number_drawings(document: Any) -> None:
    """Give every drawing a number of its own: Word numbers them a part at a time."""
    number = 0
    for part in sorted(document.part.package.iter_parts(), key=lambda part: str(part.partname)):
        for node in part.element.iter(qn("wp:docPr")) if hasattr(part, "element") else ():
            number += 1
            node.set("id", str(number))


def _running_lines(document: Any, meta: t.Meta, markup: Markup) -> list[tuple[Any, str]]:
    """Return (header or footer part, paragraph to add), so that each page has its marking and its number."""
    section = document.element.body.findall(qn("w:sectPr"))[-1]
    kinds = _kinds(document, section)
    heads = {(what, kind): _part(document, section, what, kind) for what in ("header", "footer") for kind in kinds}
    numbered = any(_counts_pages(part.element) for part in heads.values() if part)
    lines = []
    for (what, kind), part in heads.items():
        if runs := _lacking(meta, what, part, numbered, markup):
            target = part or _new_part(document, section, what, kind)
            lines.append((target, _line(what, runs, target, markup)))
    return lines


def _lacking(meta: t.Meta, what: str, part: Any, numbered: bool, markup: Markup) -> str:
    words = " ".join("".join(part.element.itertext(qn("w:t"))).split()) if part else ""
    marking = " ".join(meta.marking.split())
    marked = marking_run(meta, markup) if marking and marking.casefold() not in words.casefold() else ""
    counted = page_label(meta.page_label, markup) if what == "footer" and not numbered else ""
    return marked + (markup.text(" · ") if marked and counted else "") + counted


def _kinds(document: Any, section: Any) -> list[str]:
    """Return the kinds of page that the section tells apart."""
    first = section.find(qn("w:titlePg"))
    even = document.settings.element.find(qn("w:evenAndOddHeaders"))
    apart = [kind for kind, node in (("first", first), ("even", even)) if node is not None and _is_on(node)]
    return ["default", *apart]


def _is_on(node: Any) -> bool:
    return node.get(qn("w:val"), "true") not in ("0", "false", "off")


def _part(document: Any, section: Any, what: str, kind: str) -> Any:
    for node in section.findall(qn(f"w:{what}Reference")):
        if node.get(qn("w:type"), "default") == kind:
            return document.part.related_parts[node.get(qn("r:id"))]
    return None


def _new_part(document: Any, section: Any, what: str, kind: str) -> Any:
    root = "hdr" if what == "header" else "ftr"
    part, relation = add_part(document, what, head_xml(root, "<w:p/>"))
    section.insert(0, parse_xml(f'<w:{what}Reference {NAMESPACES} w:type="{kind}" r:id="{relation}"/>'))
    return part


def _counts_pages(root: Any) -> bool:
    orders = [node.text or "" for node in root.iter(qn("w:instrText"))]
    orders += [node.get(qn("w:instr"), "") for node in root.iter(qn("w:fldSimple"))]
    return any(order.split()[0].upper() in PAGE_FIELDS for order in orders if order.split())


def _line(what: str, runs: str, part: Any, markup: Markup) -> str:
    """Return a paragraph that is aligned as the last one with words: a centred letterhead stays centred."""
    worded = [p for p in part.element.iter(qn("w:p")) if "".join(p.itertext(qn("w:t"))).strip()]
    aligned = worded[-1].find(f"{qn('w:pPr')}/{qn('w:jc')}") if worded else None
    align = f'<w:jc w:val="{escape(aligned.get(qn("w:val"), "left"))}"/>' if aligned is not None else ""
    style, apart = ("Header", '<w:spacing w:after="120"/>') if what == "header" else ("Footer", "")
    return markup.paragraph(style, runs, apart + align)


def _add_line(part: Any, xml: str) -> None:
    """Append the paragraph, or put it in the place of the only one if that is empty."""
    root = part.element
    only = root[0] if len(root) == 1 and root[0].tag == qn("w:p") and not len(root[0].findall(qn("w:r"))) else None
    if only is not None and next(only.iter(qn("w:drawing"), qn("w:pict")), None) is None:
        root.remove(only)
    root.extend(parse_xml(f"<w:hdr {NAMESPACES}>{xml}</w:hdr>"))
