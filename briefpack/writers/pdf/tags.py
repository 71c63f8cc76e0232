"""The structure tree of a tagged PDF: its elements, and how they are written.

Clause numbers without a name are those of ISO 32000-1 (PDF 1.7).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from reportlab.pdfbase.pdfdoc import PDFObject

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
    """Hold a structure element.

    level: what a heading asks for, from 1; `tag` is then the level that it gets, which skips none.
    attributes: the inside of an attribute dictionary (14.7.5), as PDF. node: the tree node that it shows.
    """

    tag: str
    node: object = None
    parent: Elem | None = None
    language: str = ""
    alt: str = ""
    actual: str = ""
    attributes: str = ""
    level: int = 0
    kids: list[Elem | Mark | Annotated] = field(default_factory=list)
    _inner: dict[tuple[int, str], Elem] = field(default_factory=dict)

    def add(self, elem: Elem) -> Elem:
        """Add an element, or return the one of the same node and tag: what is drawn in parts is one element."""
        key = (id(elem.node), elem.tag)
        found = self._inner.get(key)
        if found is None:
            found = self._inner[key] = elem
            found.parent = self
            self.kids.append(found)
        return found

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
        if elem.level:
            level = min(elem.level, level + 1)
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
        return self.text.encode("latin-1")


Parents = list["list[Elem] | Elem"]
"""By StructParent(s) key: the elements of a page's marked sequences, or that of an annotation (14.7.4.4)."""


def write_structure(document: Any, root: Elem, parents: Parents) -> Raw:
    """Add the structure tree to ReportLab's document, and return its root for the catalogue."""
    finish(root)
    elems = list(root.elems())
    writer = _Writer(document)
    tree = writer.add(document)
    made = [(elem, writer.add(elem)) for elem in elems]
    for elem, raw in made:
        raw.text = writer.elem(elem, writer.of(elem.parent or document))
    names = "".join(f"({writer.names[id(elem)]}){writer.of(elem)}" for elem in elems if id(elem) in writer.names)
    # Identifiers are found through a name tree, sorted by name (table 322).
    found = f"/IDTree<</Names[{names}]>>" if names else ""
    nums = "".join(f" {key}{writer.parents(entry)}" for key, entry in enumerate(parents))
    tree.text = (
        f"<</Type/StructTreeRoot/K[{writer.of(root)}]/ParentTree<</Nums[{nums}]>>"
        f"/ParentTreeNextKey {len(parents)}{found}>>"
    )
    return tree


class _Writer:
    """Write elements as short as they can be: there are hundreds, and ReportLab has no object streams."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._references: dict[int, str] = {}
        self.names: dict[int, str] = {}

    def add(self, thing: object) -> Raw:
        """Give the thing an object in the file."""
        raw = Raw()
        name = f"structure{len(self._references)}"
        self._document.Reference(raw, name)
        self._references[id(thing)] = self._named(name)
        if isinstance(thing, Elem) and thing.tag == "Note":
            # Each note has an identifier of its own (ISO 14289-1, 7.9).
            self.names[id(thing)] = f"note{len(self.names):05}"
        return raw

    def _named(self, name: str) -> str:
        """Return the reference to an object of ReportLab's."""
        return f" {self._document.idToObjectNumberAndVersion[name][0]} 0 R"

    def of(self, thing: object) -> str:
        return self._references[id(thing)]

    def parents(self, entry: list[Elem] | Elem) -> str:
        return f"[{''.join(map(self.of, entry))}]" if isinstance(entry, list) else self.of(entry)

    def elem(self, elem: Elem, parent: str) -> str:
        """Return an element's dictionary (table 323)."""
        page = next((kid.page for kid in elem.kids if isinstance(kid, Mark)), None)
        parts = [f"<</S/{elem.tag}/P{parent}/K[", *(self._kid(kid, page) for kid in elem.kids), "]"]
        if page is not None:
            parts.append(f"/Pg{self._page(page)}")
        if id(elem) in self.names:
            parts.append(f"/ID({self.names[id(elem)]})")
        for key, text in (("Lang", elem.language), ("Alt", elem.alt), ("ActualText", elem.actual)):
            if text:
                parts.append(f"/{key}{text_string(text)}")
        if elem.attributes:
            parts.append(f"/A<<{elem.attributes}>>")
        return "".join((*parts, ">>"))

    def _page(self, page: int) -> str:
        return self._named(f"Page{page + 1}")

    def _kid(self, kid: Elem | Mark | Annotated, page: int | None) -> str:
        if isinstance(kid, Elem):
            return self.of(kid)
        if isinstance(kid, Annotated):
            return f"<</Type/OBJR/Obj{self._named(f'Annot.{kid.name}')}/Pg{self._page(kid.page)}>>"
        if kid.page == page:
            return f" {kid.number}"
        return f"<</Type/MCR/MCID {kid.number}/Pg{self._page(kid.page)}>>"


def text_string(text: str) -> str:
    """Return a text string (7.9.2.2): ASCII as it is, else UTF-16 in hexadecimal."""
    if text.isascii():
        return "(" + text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)") + ")"
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"
