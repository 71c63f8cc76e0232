"""What a letterhead's headers and footers lack: the marking, and which page it is. All else in them stays."""

from __future__ import annotations

from typing import Any

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from lxml import etree

from briefpack.document import tree as t
from briefpack.writers.word.languages import spoken
from briefpack.writers.word.markup import DECLARATION, NAMESPACES, clean, escape, run
from briefpack.writers.word.package import add_part, related_part
from briefpack.writers.word.paper import Paper
from briefpack.writers.word.running_heads import marking_run, page_label
from briefpack.writers.word.style_merge import merge_styles, restyled, used_styles

_AFTER_NOTES = (
    "endnotePr compat docVars rsids mathPr attachedSchema themeFontLang clrSchemeMapping doNotIncludeSubdocsInStats "
    "doNotAutoCompressPictures forceUpgrade captions readModeInkLockDown smartTagType schemaLibrary shapeDefaults "
    "doNotEmbedSmartTags decimalSymbol listSeparator docId chartTrackingRefBased"
)
SETTINGS_AFTER_NOTES = frozenset(_AFTER_NOTES.split())
"""What stands after w:footnotePr among settings (CT_Settings), as far as Word writes it."""
PAGE_FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})


def finish_paper(paper: Paper, meta: t.Meta, body: str, notes: str) -> tuple[str, str]:
    """Add to a letterhead what it lacks and return body and notes in its styles; paper of ours has everything."""
    if paper.is_own:
        return body, notes
    document = paper.document
    lines = running_lines(document, meta)
    wanted = {style for xml in (body, notes, *(line for _, line in lines)) for style in used_styles(xml)}
    ids = merge_styles(paper, wanted, meta.language)
    for part, line in lines:
        add_line(part, spoken(restyled(line, ids), meta.language))
    _name_separators(document)
    return restyled(body, ids), restyled(notes, ids)


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


def running_lines(document: Any, meta: t.Meta) -> list[tuple[Any, str]]:
    """Return (header or footer part, paragraph to add), so that each page has its marking and its number."""
    section = document.element.body.findall(qn("w:sectPr"))[-1]
    kinds = _kinds(document, section)
    heads = {(what, kind): _part(document, section, what, kind) for what in ("header", "footer") for kind in kinds}
    numbered = any(_counts_pages(part.element) for part in heads.values() if part)
    lines = []
    for (what, kind), part in heads.items():
        runs = _lacking(meta, what, part, numbered)
        if runs:
            held = part or _new_part(document, section, what, kind)
            lines.append((held, _line(what, runs, held)))
    return lines


def _lacking(meta: t.Meta, what: str, part: Any, numbered: bool) -> str:
    said = " ".join("".join(part.element.itertext(qn("w:t"))).split()) if part else ""
    marking = " ".join(clean(meta.marking).split())
    marked = marking_run(meta) if marking and marking.casefold() not in said.casefold() else ""
    counted = page_label(meta.page_label) if what == "footer" and not numbered else ""
    return marked + (run(" · ") if marked and counted else "") + counted


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
    part, relation = add_part(document, what, f"{DECLARATION}<w:{root} {NAMESPACES}><w:p/></w:{root}>")
    section.insert(0, parse_xml(f'<w:{what}Reference {NAMESPACES} w:type="{kind}" r:id="{relation}"/>'))
    return part


def _counts_pages(root: Any) -> bool:
    orders = [node.text or "" for node in root.iter(qn("w:instrText"))]
    orders += [node.get(qn("w:instr"), "") for node in root.iter(qn("w:fldSimple"))]
    return any(order.split()[0].upper() in PAGE_FIELDS for order in orders if order.split())


def _line(what: str, runs: str, part: Any) -> str:
    """Return a paragraph that is aligned as the last one with words: a centred letterhead stays centred."""
    spoken = [p for p in part.element.iter(qn("w:p")) if "".join(p.itertext(qn("w:t"))).strip()]
    found = spoken[-1].find(f"{qn('w:pPr')}/{qn('w:jc')}") if spoken else None
    align = f'<w:jc w:val="{escape(found.get(qn("w:val"), "left"))}"/>' if found is not None else ""
    style = "Header" if what == "header" else "Footer"
    apart = '<w:spacing w:after="120"/>' if what == "header" else ""
    return f'<w:p {NAMESPACES}><w:pPr><w:pStyle w:val="{style}"/>{apart}{align}</w:pPr>{runs}</w:p>'


def add_line(part: Any, xml: str) -> None:
    """Append the paragraph, or put it in the place of the only one if that is empty."""
    root = part.element
    only = root[0] if len(root) == 1 and root[0].tag == qn("w:p") and not len(root[0].findall(qn("w:r"))) else None
    if only is not None and next(only.iter(qn("w:drawing"), qn("w:pict")), None) is None:
        root.remove(only)
    root.append(parse_xml(xml))
