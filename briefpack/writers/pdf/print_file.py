"""One file with the pages of all copies, to be printed: what is equal in them is in it once.

It is written as it goes: what is kept of a copy is where its objects stand, and its pages in groups.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable, Sequence
from typing import BinaryIO

from briefpack.units import mm
from briefpack.writers.pdf.own_file import OwnFile
from briefpack.writers.pdf.printed_line import stream

NAME = "Copy"
BASELINE_MM, SLIDE_BASELINE_MM = 6.5, 2.5
"""Where the line stands over the edge of paper, which printers reach, or of a slide."""
OTHERS = "/Artifact<</Type/Pagination/Subtype/Footer>>BDC"
"""How the line is marked where it is repeated: it is an element once, on the first page."""
GROUP = 250
"""So many copies are a branch of the tree of pages."""
Line = Callable[[int], Sequence[str | bytes]]
"""Gives the objects of a line from a number on, the form first."""


def shown_line(mark: str, width: float, height: float) -> str:
    """Return what shows the line on a page, whatever the page has left of its own state (ISO 32000-1, 8.4.2)."""
    baseline = mm(BASELINE_MM if height > width else SLIDE_BASELINE_MM)
    return f"Q\n{mark}\nq 1 0 0 1 {width / 2:.2f} {baseline:.2f} cm /{NAME} Do Q\nEMC"


def with_line(page: str, saved: int, shown: int, form: int) -> str:
    """Return a page with a line after its own content."""
    page = re.sub(r"/Contents (\d+ 0 R)", rf"/Contents [{saved} 0 R \1 {shown} 0 R]", page, count=1)
    if "/XObject <<" in page:
        return page.replace("/XObject <<", f"/XObject << /{NAME} {form} 0 R ", 1)
    return page.replace("/Resources <<", f"/Resources << /XObject << /{NAME} {form} 0 R >> ", 1)


class PrintFile:
    """Append the pages of copies to a file whose own pages they take the place of."""

    def __init__(
        self, file: OwnFile, pages: Sequence[tuple[int, str]], sizes: Sequence[tuple[float, float]], out: BinaryIO
    ) -> None:
        self._file, self._sizes, self._out = file, sizes, out
        self._pages = [_bare(text) for _, text in pages]
        self._first = self._next = file.size
        self._places = array("Q")
        """Where the objects from the first new one on stand."""
        out.write(file.data + b"\n")
        self._at = len(file.data) + 1

    def write(self, lines: Iterable[Line], duplex: bool) -> None:
        """Write the copies of these lines, and close the file."""
        root, self._saved = self._number(), self._number()
        self._add(self._saved, stream("", b"q"))
        shown = {size: self._number() for size in dict.fromkeys(self._sizes)}
        for size, number in shown.items():
            self._add(number, stream("", shown_line(OTHERS, *size).encode()))
        groups, total, group, kids = list[int](), 0, 0, list[int]()
        blank = self._sizes[0] if duplex and len(self._pages) % 2 else None
        for count, line in enumerate(lines):
            if count % GROUP == 0:
                self._end_group(group, root, kids)
                group, kids = self._number(), []
                groups.append(group)
            own = self._copy(line, group, shown, blank)
            kids += own
            total += len(own)
        self._end_group(group, root, kids)
        self._add(root, f"<</Type/Pages/Count {total}/Kids[{_references(groups)}]>>")
        self._close(root)

    def _copy(
        self, line: Line, group: int, shown: dict[tuple[float, float], int], blank: tuple[float, float] | None
    ) -> list[int]:
        """Write a copy; return the numbers of its pages."""
        form = self._next
        for part in line(form):
            self._add(self._number(), part)
        kids = []
        for text, size in zip(self._pages, self._sizes, strict=True):
            page = with_line(text, self._saved, shown[size], form)
            kids.append(self._added(re.sub(r"/Parent \d+ 0 R", f"/Parent {group} 0 R", page)))
        if blank:
            box = f"{blank[0]} {blank[1]}"
            kids.append(self._added(f"<</Type/Page/Parent {group} 0 R/MediaBox[0 0 {box}]/Resources<<>>>>"))
        return kids

    def _end_group(self, group: int, root: int, kids: list[int]) -> None:
        if kids:
            self._add(group, f"<</Type/Pages/Parent {root} 0 R/Count {len(kids)}/Kids[{_references(kids)}]>>")

    def _close(self, root: int) -> None:
        """Write the catalogue, without what is of one copy alone, and the table of objects."""
        file, start = self._file, self._at
        intents = file.one(r"(/OutputIntents \[[^\]]*\])", file.text(file.catalogue))
        language = re.search(r"/Lang \([^)]*\)", file.text(file.catalogue))
        catalogue = self._added(f"<</Type/Catalog/Pages {root} 0 R {language[0] if language else ''} {intents}>>")
        start = self._at
        self._out.write(b"xref\n%d %d\n" % (self._first, len(self._places)))
        for place in self._places:
            self._out.write(b"%010d 00000 n \n" % place)
        identifier = f"/ID[<{file.identifier}><{file.identifier}>]"
        ends = f"/Size {self._next}/Root {catalogue} 0 R/Info {file.info} 0 R{identifier}/Prev {file.start}"
        self._out.write(f"trailer\n<<{ends}>>\nstartxref\n{start}\n%%EOF\n".encode())

    def _number(self) -> int:
        self._places.append(0)
        self._next += 1
        return self._next - 1

    def _added(self, data: str) -> int:
        number = self._number()
        self._add(number, data)
        return number

    def _add(self, number: int, data: str | bytes) -> None:
        body = data.encode("latin-1") if isinstance(data, str) else data
        whole = b"%d 0 obj\n%b\nendobj\n" % (number, body)
        self._places[number - self._first] = self._at
        self._out.write(whole)
        self._at += len(whole)


def _bare(page: str) -> str:
    """Return a page without its links and its place in the structure."""
    return re.sub(r"/Annots \[[^\]]*\]|/StructParents \d+|/Tabs /S", "", page)


def _references(numbers: Sequence[int]) -> str:
    return " ".join(f"{number} 0 R" for number in numbers)
