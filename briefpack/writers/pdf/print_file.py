"""One file with the pages of all copies, to be printed: tagged like each of them, and what is equal is in it once.

It is written as it goes. What a copy has of its own is packed as a stream of objects (ISO 32000-1, 7.5.7), so that all
that is kept of it is where its streams stand.
"""

from __future__ import annotations

import re
import struct
import zlib
from array import array
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO

from briefpack.writers.pdf.copied_objects import CopiedObjects, Given, Lined, Roots, mark_of
from briefpack.writers.pdf.own_file import OwnFile, object_of
from briefpack.writers.pdf.printed_line import LEVEL, OBJECTS, LineFonts, stream

NAME = "Copy"
OTHERS = "/Artifact<</Type/Pagination/Subtype/Footer>>BDC"
"""How the line is marked where it is repeated: it is an element once, on the first page."""
GROUP = 250
"""So many copies share a branch of the trees of pages, keys and names."""
BRANCHES = 3
MOST_FONTS = 64
"""For so many fonts of lines there are numbers."""
FREE, PLAIN, PACKED = 0, 1, 2
"""How an object stands in the file (7.5.8.3): not at all, as it is, or in a stream of objects."""
DIGITS = 12
"""Room for the length of the table, which is known once it is written."""
Line = Callable[[LineFonts], bytes]
"""Gives the form of a line, in fonts that it may share with others."""


def shown_line(mark: str, middle: float, baseline: float) -> str:
    """Return what shows the line on a page, whatever the page has left of its own state (8.4.2)."""
    return f"Q\n{mark}\nq 1 0 0 1 {middle:.2f} {baseline:.2f} cm /{NAME} Do Q\nEMC"


def with_line(page: str, saved: int, shown: int, form: int) -> str:
    """Return a page with a line after its own content."""
    page = re.sub(r"/Contents (\d+ 0 R)", rf"/Contents [{saved} 0 R \1 {shown} 0 R]", page, count=1)
    if "/XObject <<" in page:
        return page.replace("/XObject <<", f"/XObject << /{NAME} {form} 0 R ", 1)
    return page.replace("/Resources <<", f"/Resources << /XObject << /{NAME} {form} 0 R >> ", 1)


class PrintFile:
    """Write copies of a file into one; blank: the size of an empty page behind each, if there is to be one."""

    def __init__(self, file: OwnFile, lined: Lined, out: BinaryIO, blank: tuple[float, float] | None) -> None:
        self._file, self._lined, self._out, self._at = file, lined, out, 0
        self._copied = CopiedObjects(file, lined, blank)
        self._places: dict[int, int] = {}
        """Where the objects stand that are there but once."""
        end = self._copied.end
        self._roots = Roots(end, end + 1, end + 2, end + 3)
        fonts = iter(range(end + 4, end + 4 + MOST_FONTS * OBJECTS, OBJECTS))
        self._fonts = LineFonts(lambda: next(fonts))
        self._next = self._start = end + 4 + MOST_FONTS * OBJECTS
        self._branches: list[int] = []
        self._firsts, self._streams = array("Q"), array("Q")
        """The number of each copy's first object, and where its two streams stand: its form, and its other objects."""

    def write(self, lines: Iterable[tuple[str, Line]]) -> None:
        """Write the copies of these lines, each beside what it says, and close the file."""
        self._put(self._file.head)
        for number in self._copied.shared:
            self._places[number] = self._at
            self._put(self._file.whole(number))
        for number, part in self._lined.shared.items():
            self._add(number, part)
        for number, (text, line) in enumerate(lines):
            if number % GROUP == 0:
                self._branches.append(self._next)
                self._next += BRANCHES
            self._copy(number, text, line)
        for number, part in self._fonts.objects():
            self._add(number, part)
        for number, branch in enumerate(self._branches):
            own = self._firsts[number * GROUP : (number + 1) * GROUP]
            for place, text in enumerate(self._copied.branch(own, number * GROUP, self._roots.pages), branch):
                self._add(place, text)
        for number, text in self._copied.roots(self._roots, self._firsts, self._branches):
            self._add(number, text)
        self._close()

    def _copy(self, number: int, text: str, line: Line) -> None:
        """Write the form of a copy, and the stream of its other objects."""
        first, copied = self._next, self._copied
        self._firsts.append(first)
        self._streams.append(self._at)
        self._put(object_of(first, line(self._fonts)))
        key, document = number * copied.keys, self._roots.document
        texts = copied.of(Given(first, self._branches[-1], key, document, mark_of(number), text))
        self._next = first + 1 + len(texts)
        self._streams.append(self._at)
        self._put(object_of(self._next, _packed(texts, first + 1)))
        self._next += 1

    def _close(self) -> None:
        """Write the table of objects, a stream (7.5.8), and where it is; its length goes where there is room for it."""
        file, number, start = self._file, self._next, self._at
        self._next += 1
        self._places[number] = start
        info = f"/Info {file.info} 0 R" if file.info else ""
        ends = f"/Root {file.catalogue} 0 R{info}/ID[<{file.identifier}><{file.identifier}>]"
        about = f"/Type/XRef/Size {self._next}/W[1 8 2]{ends}/Filter/FlateDecode"
        self._put(f"{number} 0 obj\n<<{about}/Length ".encode())
        length_at = self._at
        self._put(f"{0:0{DIGITS}}>>\nstream\n".encode())
        before, packer = self._at, zlib.compressobj()
        for row in self._rows():
            self._put(packer.compress(row))
        self._put(packer.flush())
        length = self._at - before
        self._put(f"\nendstream\nendobj\nstartxref\n{start}\n%%EOF\n".encode())
        self._out.seek(length_at)
        self._out.write(f"{length:0{DIGITS}}".encode())
        self._out.seek(self._at)

    def _rows(self) -> Iterator[bytes]:
        """Yield how each object stands in the file, by their numbers."""
        yield _row(FREE, 0, 65535)
        for number in range(1, self._start):
            yield self._row_of(number)
        for copy, first in enumerate(self._firsts):
            if copy % GROUP == 0:
                yield b"".join(map(self._row_of, range(first - BRANCHES, first)))
            yield _row(PLAIN, self._streams[2 * copy], 0)
            stream_at = first + 1 + self._copied.count
            yield b"".join(_row(PACKED, stream_at, place) for place in range(self._copied.count))
            yield _row(PLAIN, self._streams[2 * copy + 1], 0)
        yield self._row_of(self._next - 1)

    def _row_of(self, number: int) -> bytes:
        place = self._places.get(number)
        return _row(PLAIN, place, 0) if place else _row(FREE, 0, 0)

    def _add(self, number: int, data: str | bytes) -> None:
        self._places[number] = self._at
        self._put(object_of(number, data))

    def _put(self, data: bytes) -> None:
        self._out.write(data)
        self._at += len(data)


def _row(kind: int, place: int, more: int) -> bytes:
    return struct.pack(">BQH", kind, place, more)


def _packed(texts: list[str], first: int) -> bytes:
    """Return a stream of objects, numbered from `first` on."""
    places, at = [], 0
    for number, text in enumerate(texts, first):
        places.append(f"{number} {at} ")
        at += len(text) + 1
    head = "".join(places)
    data = zlib.compress((head + "\n".join(texts)).encode("latin-1"), LEVEL)
    return stream(f"/Type/ObjStm/N {len(texts)}/First {len(head)}/Filter/FlateDecode", data)
