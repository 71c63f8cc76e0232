"""The structure tree of a tagged PDF: its elements, and how they are written.

Clause numbers without a name are those of ISO 32000-1 (PDF 1.7).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from reportlab.pdfbase.pdfdoc import PDFObject

from briefpack.look.theme import PdfStandard
from briefpack.writers.pdf.roles import Role

TABLE_PARTS = ("TR", "TH", "TD")
"""What stays though it is empty: every row of a table has the same cells (ISO 14289-1, 7.5)."""


class Mark(NamedTuple):
    """Name a marked sequence of a page, both counted from 0."""

    page: int
    number: int


class Annotated(NamedTuple):
    """Name an annotation that stands on a page, counted from 0."""

    page: int
    name: str


@dataclass(eq=False, slots=True)
class Elem:
    """Hold a structure element; where it starts as its role says, tag and attributes may still change.

    A heading gets the level that its role asks for, or a higher one: none is skipped.
    """

    role: Role
    parent: Elem | None = None
    tag: str = field(init=False)
    attributes: str = field(init=False)
    reference: str = ""
    """How other objects of the file refer to it; known once it is written."""
    kids: list[Elem | Mark | Annotated] = field(default_factory=list)
    refers_to: list[Elem] = field(default_factory=list)
    """Notes, or references to one, as PDF 2.0 links them (ISO 32000-2, table 355)."""
    _inner: dict[Role, Elem] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.tag, self.attributes = self.role.tag, self.role.attributes

    def add(self, role: Role) -> Elem:
        """Add the element of a role, or return the one that is there: what is drawn in parts is one element."""
        if role not in self._inner:
            self._inner[role] = Elem(role, self)
            self.kids.append(self._inner[role])
        return self._inner[role]

    def around(self, tag: str) -> Elem | None:
        """Return the element with a tag that this one is or stands in."""
        elem: Elem | None = self
        while elem and elem.tag != tag:
            elem = elem.parent
        return elem

    def elems(self) -> Iterator[Elem]:
        """Yield the element and all below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Elem):
                yield from kid.elems()


def finish(root: Elem) -> None:
    """Drop elements that hold nothing, and raise headings so that no level is skipped (ISO 14289-1, 7.4.2)."""
    _prune(root)
    level = 0
    for elem in root.elems():
        if elem.role.level:
            level = min(elem.role.level, level + 1)
            elem.tag = f"H{level}"


def _prune(elem: Elem) -> None:
    for kid in elem.kids:
        if isinstance(kid, Elem):
            _prune(kid)
    elem.kids = [kid for kid in elem.kids if not isinstance(kid, Elem) or kid.kids or kid.tag in TABLE_PARTS]


class Raw(PDFObject):
    """Hold an object of the file that is PDF already."""

    __RefOnly__ = 1

    def __init__(self) -> None:
        self.text = ""

    def format(self, document: Any) -> bytes:
        """Return the object as the file holds it."""
        return self.text.encode("latin-1")


Parents = list["list[Elem] | Elem"]
"""By StructParent(s) key: the elements of a page's marked sequences, or that of an annotation (14.7.4.4)."""


PDF_2 = "http://iso.org/pdf2/ssn"
"""The namespace of the structure types of PDF 2.0 (ISO 32000-2, 14.8.6)."""
OLD_TYPES = frozenset(("BlockQuote", "Note", "Reference"))
"""What PDF 2.0 has no longer; it stays in the namespace of PDF 1.7."""


def _modern(root: Elem) -> None:
    """Change the elements to what PDF/UA-2 asks: notes are FENote, and lists with labels say of which kind they are."""
    for elem in root.elems():
        if elem.tag == "Note":
            elem.tag = "FENote"
        elif elem.attributes == "/O/List/ListNumbering/None":
            labels = [inner for inner in elem.elems() if inner.tag == "Lbl"]
            kind = "Unordered" if any(one.tag == "Form" for label in labels for one in label.elems()) else "Description"
            elem.attributes = f"/O/List/ListNumbering/{kind}" if labels else elem.attributes


def write_structure(document: Any, root: Elem, parents: Parents, standard: PdfStandard = "ua1") -> Raw:
    """Add the structure tree to ReportLab's document, and return its root for the catalogue.

    What is written is as short as it can be: elements are hundreds, and ReportLab has no object streams.
    """
    finish(root)
    space = Raw()
    space.text = f"<</Type/Namespace/NS({PDF_2})>>"
    if standard == "ua2":
        _modern(root)
    elems = list(root.elems())
    tree, *raws = [Raw() for _ in (root, *elems)]
    top, *references = [_add(document, raw, f"structure{number}") for number, raw in enumerate((tree, *raws))]
    for elem, reference in zip(elems, references, strict=True):
        elem.reference = reference
    own = _add(document, space, "namespace") if standard == "ua2" else ""
    # Each note has an identifier (ISO 14289-1, 7.9), listed in a name tree that is sorted by name (table 322).
    notes = {elem: f"note{number:05}" for number, elem in enumerate(e for e in elems if e.tag in ("Note", "FENote"))}
    for elem, raw in zip(elems, raws, strict=True):
        raw.text = _dictionary(document, elem, elem.parent.reference if elem.parent else top, notes.get(elem, ""))
        if own and elem.tag not in OLD_TYPES:
            raw.text = raw.text.removesuffix(">>") + f"/NS{own}>>"
    names = "".join(f"({name}){elem.reference}" for elem, name in notes.items())
    identifiers = f"/IDTree<</Names[{names}]>>" if names else ""
    nums = "".join(f" {key}{_parents(entry)}" for key, entry in enumerate(parents))
    tree.text = (
        f"<</Type/StructTreeRoot/K[{root.reference}]/ParentTree<</Nums[{nums}]>>"
        f"/ParentTreeNextKey {len(parents)}{identifiers}{f'/Namespaces[{own}]' if own else ''}>>"
    )
    return tree


def _add(document: Any, raw: Raw, name: str) -> str:
    """Add an object to the file; return the reference to it."""
    document.Reference(raw, name)
    return _reference(document, name)


def _reference(document: Any, name: str) -> str:
    return f" {document.idToObjectNumberAndVersion[name][0]} 0 R"


def _page(document: Any, page: int) -> str:
    return _reference(document, f"Page{page + 1}")


def _parents(entry: list[Elem] | Elem) -> str:
    return f"[{''.join(elem.reference for elem in entry)}]" if isinstance(entry, list) else entry.reference


def _dictionary(document: Any, elem: Elem, parent: str, name: str) -> str:
    """Return an element's dictionary (table 323)."""
    page = next((kid.page for kid in elem.kids if isinstance(kid, Mark)), None)
    parts = [f"<</S/{elem.tag}/P{parent}/K[", *(_kid(document, kid, page) for kid in elem.kids), "]"]
    if page is not None:
        parts.append(f"/Pg{_page(document, page)}")
    if name:
        parts.append(f"/ID({name})")
    for key, text in (("Lang", elem.role.language), ("Alt", elem.role.alt), ("ActualText", elem.role.actual)):
        if text:
            parts.append(f"/{key}{text_string(text)}")
    if elem.refers_to:
        parts.append(f"/Ref[{''.join(other.reference for other in elem.refers_to)}]")
    if elem.attributes:
        parts.append(f"/A<<{elem.attributes}>>")
    return "".join((*parts, ">>"))


def _kid(document: Any, kid: Elem | Mark | Annotated, page: int | None) -> str:
    if isinstance(kid, Elem):
        return kid.reference
    if isinstance(kid, Annotated):
        return f"<</Type/OBJR/Obj{_reference(document, f'Annot.{kid.name}')}/Pg{_page(document, kid.page)}>>"
    if kid.page == page:
        return f" {kid.number}"
    return f"<</Type/MCR/MCID {kid.number}/Pg{_page(document, kid.page)}>>"


def text_string(text: str) -> str:
    """Return a text string (7.9.2.2): ASCII as it is, else UTF-16 in hexadecimal."""
    if text.isascii():
        return "(" + text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)") + ")"
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"
