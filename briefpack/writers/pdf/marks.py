"""Marks in what is drawn: which element each part of a page belongs to, and what belongs to none.

Nothing can be forgotten: what is painted or written outside an element is marked as an artifact, which reading
software passes over (ISO 14289-1, 7.1).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefpack.document.tree import Inline
from briefpack.writers.pdf.roles import elem_of, inline_elem_of
from briefpack.writers.pdf.tags import Annotated, Elem, Mark, Parents

if TYPE_CHECKING:
    from briefpack.writers.pdf.flows import Flow

ARTIFACT = "/Artifact BMC"
END = "EMC"


class Marks:
    """Keep the elements that are open while a document is drawn; None on top is an artifact."""

    def __init__(self) -> None:
        self.root = Elem("Document")
        self.parents: Parents = []
        self._page = 0
        self._marked: list[Elem] = []
        self._open: list[Elem | None] = [self.root]
        self._whole = False

    def end_page(self) -> int:
        """End a page and return its key in the parent tree; the next one's marked sequences count from 0 again."""
        self.parents.append(self._marked)
        self._marked = []
        self._page += 1
        return len(self.parents) - 1

    @property
    def current(self) -> Elem | None:
        return self._open[-1]

    @property
    def whole(self) -> bool:
        """Tell whether a sequence is open that takes all that is drawn: such sequences do not nest."""
        return self._whole

    def open(self, flow: Flow) -> None:
        """Open the element of a flow; what the writer adds, and all in it, is an artifact unless it has a tag."""
        parent = self._open[-1]
        if parent is None or (flow.added and not flow.tag):
            self._open.append(None)
        else:
            self._open.append(elem_of(flow, parent) or parent)

    def open_artifact(self) -> None:
        self._open.append(None)

    def close(self) -> None:
        self._open.pop()

    def of(self, path: tuple[Inline, ...]) -> Elem | None:
        """Return the element of words that stand in inline nodes, here."""
        parent = self._open[-1]
        return inline_elem_of(path, parent) if parent and path else parent

    def begin(self, elem: Elem | None) -> str:
        """Return the operator that begins a marked sequence of an element, or an artifact."""
        if elem is None:
            return ARTIFACT
        number = len(self._marked)
        self._marked.append(elem)
        elem.kids.append(Mark(self._page, number))
        return f"/{elem.tag} <</MCID {number}>> BDC"

    def begin_whole(self) -> str:
        """Begin a sequence of the element that is open, for all that is drawn until it ends."""
        self._whole = True
        return self.begin(self.current)

    def end_whole(self) -> str:
        self._whole = False
        return END

    def annotate(self, elem: Elem, name: str) -> int:
        """Add an annotation of this page to an element; return its key in the parent tree."""
        elem.kids.append(Annotated(self._page, name))
        self.parents.append(elem)
        return len(self.parents) - 1


def link_of(elem: Elem | None) -> Elem | None:
    """Return the link that an element is or stands in."""
    while elem and elem.tag != "Link":
        elem = elem.parent
    return elem
