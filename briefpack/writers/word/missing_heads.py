"""What a letterhead's headers and footers lack: the marking, and which page it is. All else in them stays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from lxml import etree

from briefpack.document import tree as t
from briefpack.languages.marks import DOT
from briefpack.office.markup import escape
from briefpack.office.word_fields import update_fields
from briefpack.writers.word.art import (
    LINE_PT,
    Art,
    Quiet,
    frame_xml,
    free_room,
    keep_free,
    lies_on_art,
    page_of_section,
)
from briefpack.writers.word.inherited import NOTHING
from briefpack.writers.word.lengths import number_of
from briefpack.writers.word.markup import NAMESPACES, Markup
from briefpack.writers.word.package import add_part, related_part
from briefpack.writers.word.paper_ground import quiet_pictures
from briefpack.writers.word.running_heads import head_xml, marking_run, page_label
from briefpack.writers.word.stationery import Stationery

_AFTER_NOTES = (
    "endnotePr compat docVars rsids mathPr attachedSchema themeFontLang clrSchemeMapping doNotIncludeSubdocsInStats "
    "doNotAutoCompressPictures forceUpgrade captions readModeInkLockDown smartTagType schemaLibrary shapeDefaults "
    "doNotEmbedSmartTags decimalSymbol listSeparator docId chartTrackingRefBased"
)
SETTINGS_AFTER_NOTES = frozenset(_AFTER_NOTES.split())
"""What stands after w:footnotePr among settings (CT_Settings), as far as Word writes it."""
EDGE_TWIPS, LEAST_EDGE_TWIPS = 708, 340
"""How far headers and footers stand from the paper's edge, as in Word, and at least."""
PAGE_FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES"})


@dataclass(frozen=True, slots=True)
class Heads:
    """Say what the headers and footers get, and what has no room in them."""

    lines: tuple[tuple[Any, str], ...]
    """(Header or footer part, paragraph to add)."""
    marks_body: bool
    """Whether the marking stands above the title."""
    warnings: tuple[tuple[str, str], ...]


def plan_heads(stationery: Stationery, meta: t.Meta) -> Heads:
    """Return where the marking and the pages' numbers go: where they would lie on drawings they are set elsewhere."""
    document, markup = stationery.document, stationery.markup
    pages = list(pages_of(document))
    numbered = any(counts_pages(part.element) for page in pages for part in (page.header, page.footer) if part)
    lines: dict[str, tuple[Any, str]] = {}
    moved: dict[str, None] = {}
    for page in pages:
        for what, part in (("header", page.header), ("footer", page.footer)):
            counted = not numbered and what == page.counts_in(meta)
            runs = _lacking(meta, part, counted, markup)
            if not runs:
                continue
            align = page.alignment(what, meta)
            if align is None:
                moved[what] = None
                continue
            target = part or _new_part(document, page, what)
            lines[str(target.partname)] = target, _line(what, runs, align, markup)
        if not numbered and not page.counts_in(meta):
            room = page.free_room()
            if not room:
                moved["number"] = None
                continue
            target = page.footer or _new_part(document, page, "footer")
            label = page_label(meta.page_label, markup)
            lines[str(target.partname)] = target, _line("footer", label, "center", markup, frame_xml(room))
            keep_free(page.section, room)
    marks_body = "header" in moved and bool(meta.marking)
    return Heads(tuple(lines.values()), marks_body, tuple(_warnings(moved, meta)))


def _warnings(moved: Iterable[str], meta: t.Meta) -> Iterator[tuple[str, str]]:
    way_out = "To choose its place yourself, write it into the letterhead"
    if "header" in moved and meta.marking:
        message = f"drawings lie over the letterhead’s header: “{meta.marking}” stands above the title"
        yield message, f"{way_out}, or set the drawings in line with text: in Word, “Layout Options”."
    if "number" in moved:
        message = "drawings lie over all around the letterhead’s text: its pages are not numbered"
        hint = "Insert a page number into the letterhead where there is room for it: in Word, Insert, Page Number."
        yield message, hint
    elif "footer" in moved:
        message = "drawings lie over the letterhead’s footer: what belongs there stands in the header"
        yield message, f"{way_out}, or set the drawings in line with text: in Word, “Layout Options”."


def add_heads(stationery: Stationery, heads: Heads, meta: t.Meta) -> None:
    """Add the lines to the letterhead's headers and footers; the body is written by now.

    Fields that show properties of the document, such as its title, show ours.
    """
    if stationery.styles:
        stationery.styles.add(stationery.markup.used)
    for part, line in heads.lines:
        _add_line(part, line)
    shown = {"TITLE": meta.title, "SUBJECT": meta.subject, "AUTHOR": meta.organisation}
    for part in stationery.document.part.related_parts.values():
        if str(part.partname).startswith(("/word/header", "/word/footer")) and hasattr(part, "element"):
            update_fields(part.element, shown)
    _name_separators(stationery.document)


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


@dataclass(slots=True)
class PageKind:
    """Hold one kind of page of a section, with the header and footer that it shows."""

    section: Any
    kind: str
    header: Any
    footer: Any

    def part(self, what: str) -> Any:
        """Return the header or the footer."""
        return self.header if what == "header" else self.footer

    def is_free(self, what: str, meta: t.Meta) -> bool:
        """Say whether a line of ours can stand in the header or footer."""
        return self.alignment(what, meta) is not None

    def alignment(self, what: str, meta: t.Meta) -> str | None:
        """Return how a line of ours is aligned where it lies on no drawing: as the last one with words if it can be.

        A centred letterhead stays centred; "" if nothing says so, None where there is no room.
        """
        part, letters = self.part(what), len(meta.marking) + len(meta.page_label)
        roots, quiet = self._roots, self._quiet
        page, own = page_of_section(self.section), _alignment(part) if part else ""
        tried = dict.fromkeys((own, "right", "center", "left"))
        return next((align for align in tried if not lies_on_art(what, roots, page, letters, align, quiet)), None)

    @property
    def _parts(self) -> list[Any]:
        return [one for one in (self.header, self.footer) if one]

    @property
    def _roots(self) -> list[Any]:
        return [one.element for one in self._parts]

    @property
    def _quiet(self) -> Quiet:
        return quiet_pictures(self._parts)

    def free_room(self) -> Art | None:
        """Return where on the page a line can stand beside the text, or below it, on no drawing and no words."""
        return free_room(self._roots, page_of_section(self.section), LINE_PT, self._quiet)

    def counts_in(self, meta: t.Meta) -> str:
        """Return where the page's number has room; "" where it has none."""
        return next((what for what in ("footer", "header") if self.is_free(what, meta)), "")


def pages_of(document: Any) -> Iterator[PageKind]:
    """Yield the kinds of page of each section; one without a header of its own has that of the section before."""
    even = document.settings.element.find(qn("w:evenAndOddHeaders"))
    shown: dict[tuple[str, str], Any] = {}
    for section in document.element.body.iter(qn("w:sectPr")):
        for what in ("header", "footer"):
            for node in section.findall(qn(f"w:{what}Reference")):
                shown[what, node.get(qn("w:type"), "default")] = document.part.related_parts[node.get(qn("r:id"))]
        first = section.find(qn("w:titlePg"))
        apart = [kind for kind, node in (("first", first), ("even", even)) if node is not None and _is_on(node)]
        for kind in ("default", *apart):
            one = PageKind(section, kind, shown.get(("header", kind)), shown.get(("footer", kind)))
            yield one
            shown |= {("header", kind): one.header, ("footer", kind): one.footer}


def _lacking(meta: t.Meta, part: Any, counted: bool, markup: Markup) -> str:
    words = " ".join("".join(part.element.itertext(qn("w:t"))).split()) if part else ""
    marking = " ".join(meta.marking.split())
    marked = marking_run(meta, markup) if marking and marking.casefold() not in words.casefold() else ""
    label = page_label(meta.page_label, markup) if counted else ""
    return marked + (markup.text(DOT) if marked and label else "") + label


def _is_on(node: Any) -> bool:
    return node.get(qn("w:val"), "true") not in ("0", "false", "off")


def _new_part(document: Any, page: PageKind, what: str) -> Any:
    root = "hdr" if what == "header" else "ftr"
    part, relation = add_part(document, what, head_xml(root, "<w:p/>"))
    node = f'<w:{what}Reference {NAMESPACES} w:type="{page.kind}" r:id="{relation}"/>'
    page.section.insert(0, parse_xml(node))
    _keep_off_edge(page.section, what)
    setattr(page, what, part)
    return part


def _keep_off_edge(section: Any, what: str) -> None:
    """Let a header or footer that was not there stand away from the paper's edge, where printers can print."""
    margins = section.find(qn("w:pgMar"))
    beside = abs(number_of(margins, "top" if what == "header" else "bottom"))
    if number_of(margins, what) < LEAST_EDGE_TWIPS:
        margins.set(qn(f"w:{what}"), str(int(max(LEAST_EDGE_TWIPS, min(EDGE_TWIPS, beside / 2)))))


def counts_pages(root: Any) -> bool:
    orders = [node.text or "" for node in root.iter(qn("w:instrText"))]
    orders += [node.get(qn("w:instr"), "") for node in root.iter(qn("w:fldSimple"))]
    return any(order.split()[0].upper() in PAGE_FIELDS for order in orders if order.split())


def _line(what: str, runs: str, aligned: str, markup: Markup, frame: str = "") -> str:
    align = f'<w:jc w:val="{escape(aligned)}"/>' if aligned else ""
    style, apart = ("Header", '<w:spacing w:after="120"/>') if what == "header" else ("Footer", "")
    theirs = markup.inherited.get(style, NOTHING)
    turned = theirs.direction(markup.language) if theirs is not NOTHING else ""
    start = theirs.outdented(markup.inherited.get("Normal", NOTHING))
    return markup.paragraph(style, runs, frame + turned + apart + start + align)


def _alignment(part: Any) -> str:
    """Return how the last paragraph with words is aligned; "" if nothing says so."""
    worded = [p for p in part.element.iter(qn("w:p")) if "".join(p.itertext(qn("w:t"))).strip()]
    aligned = worded[-1].find(f"{qn('w:pPr')}/{qn('w:jc')}") if worded else None
    return "" if aligned is None else aligned.get(qn("w:val"), "left")


def _add_line(part: Any, xml: str) -> None:
    """Append the paragraph, or put it in the place of the only one if that is empty.

    One in a frame comes first: a frame hangs in the paragraph that follows it.
    """
    root = part.element
    added = parse_xml(f"<w:hdr {NAMESPACES}>{xml}</w:hdr>")[0]
    if added.find(f"{qn('w:pPr')}/{qn('w:framePr')}") is not None:
        root.insert(0, added)
        return
    only = root[0] if len(root) == 1 and root[0].tag == qn("w:p") else None
    if only is not None and next(only.iter(qn("w:r")), None) is None:
        root.remove(only)
    root.append(added)
