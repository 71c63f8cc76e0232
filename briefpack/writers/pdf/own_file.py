"""A finished file of this writer, read back: its objects as it wrote them, for what is appended to it."""

from __future__ import annotations

import re

from briefpack.writers.pdf.printed_line import stream

_ENTRY = re.compile(rb"(\d{10}) \d{5} ([nf])")


class NotOurs(Exception):
    """Say that a PDF is none that this version writes."""


class OwnFile:
    """Find the objects of a file by their numbers."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.start = int(self._one(rb"startxref\s+(\d+)\s+%%EOF\s*$"))
        count = int(self._one(rb"xref\s+0 (\d+)\s", self.start))
        entries = _ENTRY.findall(data, self.start)[:count]
        self._places = [int(place) if kind == b"n" else 0 for place, kind in entries]
        self.trailer = data[data.rindex(b"trailer") :].decode("latin-1")
        self.size = count
        self.catalogue = self.reference(self.trailer, "Root")
        self.info = self.reference(self.trailer, "Info") if "/Info" in self.trailer else 0
        """The number of the information dictionary; 0 in PDF/A-4, which has none (ISO 19005-4, 6.1.3)."""
        self.identifier = self.one(r"/ID\s*\[\s*<(\w+)>", self.trailer)

    def _one(self, pattern: bytes, start: int = 0) -> bytes:
        found = re.compile(pattern).search(self.data, start or max(0, len(self.data) - 64))
        if not found:
            raise NotOurs
        return found[1]

    def one(self, pattern: str, text: str) -> str:
        """Return the group of a pattern in a text."""
        found = re.search(pattern, text)
        if not found:
            raise NotOurs
        return found[1]

    def reference(self, text: str, name: str) -> int:
        """Return the number of the object that an entry of a dictionary refers to."""
        return int(self.one(rf"/{name} (\d+) 0 R", text))

    def text(self, number: int) -> str:
        """Return an object, up to its stream if it has one."""
        start = self.data.index(b"obj", self._places[number]) + 3
        end = self.data.index(b"endobj", start)
        return self.data[start:end].decode("latin-1").partition("stream")[0].strip()

    @property
    def head(self) -> bytes:
        """What stands before all objects: the version."""
        return self.data[: min(place for place in self._places if place)]

    def whole(self, number: int) -> bytes:
        """Return an object as it stands in the file, with its number and its stream; nothing if it is none."""
        start = self._places[number]
        after = min((place for place in self._places if place > start), default=self.start)
        return self.data[start : min(after, self.start)] if start else b""

    def plain_stream(self, number: int) -> bytes:
        """Return the data of a stream that is not compressed."""
        start = self.data.index(b"stream", self._places[number]) + 6
        return self.data[start : self.data.index(b"endstream", start)].strip(b"\r\n")

    def pages(self) -> list[int]:
        """Return the numbers of the pages, in their order."""
        kids = self.one(r"/Kids \[([^\]]*)\]", self.text(self.reference(self.text(self.catalogue), "Pages")))
        return [int(number) for number in re.findall(r"(\d+) 0 R", kids)]


class Update:
    """Collect objects that are appended to a file, each at its place (ISO 32000-1, 7.5.6)."""

    def __init__(self, start: int) -> None:
        self.places: dict[int, int] = {}
        self._parts: list[bytes] = []
        self._at = start

    def add(self, number: int, data: str | bytes) -> None:
        """Add an object under a number, a new one or that of the object in whose place it stands."""
        whole = object_of(number, data)
        self.places[number] = self._at
        self._parts.append(whole)
        self._at += len(whole)

    @property
    def data(self) -> bytes:
        return b"".join(self._parts)

    def closed(self, places: dict[int, int], trailer: str) -> bytes:
        """Return the objects with a table of these places and their own, and the trailer."""
        whole = {**places, **self.places}
        return b"".join(
            (*self._parts, table(whole), f"trailer\n<<{trailer}>>\nstartxref\n{self._at}\n%%EOF\n".encode())
        )


def object_of(number: int, data: str | bytes) -> bytes:
    """Return an object with its number (7.3.10)."""
    return b"%d 0 obj\n%b\nendobj\n" % (number, data.encode("latin-1") if isinstance(data, str) else data)


def table(places: dict[int, int]) -> bytes:
    """Return a table of objects, neighbouring numbers in one section (7.5.4)."""
    rows, section, last = ["xref\n"], list[str](), -1
    for number in sorted(places):
        if number != last + 1 and section:
            rows += [f"{last + 1 - len(section)} {len(section)}\n", *section]
            section = []
        section.append(f"{places[number]:010d} 00000 n \n")
        last = number
    return "".join([*rows, f"{last + 1 - len(section)} {len(section)}\n", *section]).encode()


__all__ = ["NotOurs", "OwnFile", "Update", "object_of", "stream", "table"]
