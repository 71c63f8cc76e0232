"""Marks in what is drawn: which element each part of a page belongs to, and what belongs to none.

Nothing can be forgotten: what is painted or written outside an element is marked as an artifact, which reading
software passes over (ISO 14289-1, 7.1).
"""

from __future__ import annotations

from briefpack.writers.pdf.roles import Role
from briefpack.writers.pdf.tags import Annotated, Elem, Mark, Parents

END = "EMC"


class Marks:
    """Keep the elements that are open while a document is drawn; None on top is an artifact."""

    def __init__(self) -> None:
        self.root = Elem(Role("Document"))
        self.parents: Parents = []
        self.in_drawing = False
        """Whether a sequence is open that takes all that is drawn: such sequences do not nest."""
        self._page = 0
        self._marked: list[Elem] = []
        self._open: list[Elem | None] = [self.root]
        self._artifacts = [""]

    def end_page(self) -> int:
        """End a page and return its key in the parent tree; the next one's marked sequences count from 0 again."""
        self.parents.append(self._marked)
        self._marked = []
        self._page += 1
        return len(self.parents) - 1

    @property
    def current(self) -> Elem | None:
        """The element that is open; None in an artifact."""
        return self._open[-1]

    def open(self, role: Role | None) -> None:
        """Open the element of a role; without one, open the current element again."""
        is_artifact = role is not None and role.tag == "Artifact"
        self._artifacts.append(role.attributes if role and is_artifact and role.attributes else self._artifacts[-1])
        parent = None if is_artifact else self.current
        self._open.append(parent.add(role) if parent and role else parent)

    def close(self) -> None:
        """Close what was opened last."""
        self._open.pop()
        self._artifacts.pop()

    def of(self, path: tuple[Role, ...]) -> Elem | None:
        """Return the element of words here, in inline elements of these roles, outermost first."""
        elem = self.current
        for role in path if elem else ():
            elem = elem and elem.add(role)
        return elem

    def begin(self, elem: Elem | None, word: str = "") -> str:
        """Return the operator that begins a marked sequence of an element, or an artifact.

        `word`: what is read in place of the glyphs (ISO 32000-1, 14.9.4).
        """
        if elem is None:
            return self.begin_artifact()
        number = len(self._marked)
        self._marked.append(elem)
        elem.kids.append(Mark(self._page, number))
        if word:
            return f"/Span <</MCID {number}/ActualText <FEFF{word.encode('utf-16-be').hex().upper()}>>> BDC"
        return f"/{elem.tag} <</MCID {number}>> BDC"

    def begin_artifact(self) -> str:
        """Return the operator that begins what is passed over, with its kind if it has one."""
        kind = self._artifacts[-1]
        return f"/Artifact <<{kind}>> BDC" if kind else "/Artifact BMC"

    def begin_drawing(self) -> str:
        """Return the operator that begins a sequence of the open element for all that is drawn until it ends."""
        self.in_drawing = True
        return self.begin(self.current)

    def end_drawing(self) -> str:
        """Return the operator that ends such a sequence."""
        self.in_drawing = False
        return END

    def annotate(self, elem: Elem, name: str) -> int:
        """Add an annotation of this page to an element; return its key in the parent tree."""
        elem.kids.append(Annotated(self._page, name))
        self.parents.append(elem)
        return len(self.parents) - 1
