"""Numbered copies of a finished PDF: whose copy it is, appended on every page, in the structure and the properties.

What all copies share is made once; what differs is a form with its fonts, the properties and the table of objects.
Clause numbers are those of ISO 32000-1 (PDF 1.7).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from html import escape, unescape
from typing import BinaryIO

from briefpack.look.theme import Theme
from briefpack.units import mm
from briefpack.writers.labels import CopyLabel
from briefpack.writers.pdf.own_file import NotOurs, OwnFile, Update
from briefpack.writers.pdf.print_file import OTHERS, Line, PrintFile, shown_line, with_line
from briefpack.writers.pdf.printed_line import LineSetter, stream
from briefpack.writers.pdf.tags import text_string

SIDE_MM = 10.0
"""How far from the sides of the page the line ends at most."""
_SUBJECT = re.compile(r"/Subject (?:\((?:[^\\()]|\\.)*\)|<[0-9A-Fa-f\s]*>)", re.DOTALL)
_DESCRIPTION = re.compile(r"<dc:description>.*?<rdf:li[^>]*>(.*?)</rdf:li>.*?</dc:description>\n?", re.DOTALL)


class PdfCopies:
    """Make copies of one file. Raise NotOurs for a file that this version has not written."""

    def __init__(self, data: bytes, theme: Theme, language: str) -> None:
        file = self._file = OwnFile(data)
        self._setter = LineSetter(theme, language)
        self._pages = [(number, file.text(number)) for number in file.pages()]
        self._sizes = [_size(text) for _, text in self._pages]
        self._form, self._first = file.size, file.size + 1
        shared = Update(len(data) + 1)
        self._add_shared(shared)
        self._places = shared.places
        self._prefix = data + b"\n" + shared.data
        self._info = _SUBJECT.sub("", file.text(file.info)).removesuffix(">>").rstrip()
        self._packet_number = file.reference(file.text(file.catalogue), "Metadata")
        self._packet = _packet(file.plain_stream(self._packet_number).decode())

    def can_print(self, text: str) -> bool:
        """Tell whether there are fonts for a text."""
        return self._setter.can_set(text)

    def copy(self, label: CopyLabel) -> bytes:
        """Return the copy of this label."""
        update = Update(len(self._prefix))
        for place, part in enumerate(self._line_of(label)(self._fonts_from - 1)):
            update.add(self._number(place), part)
        before, subject, after = self._packet
        said = f"{subject} · {label.text}" if subject else label.text
        update.add(self._file.info, f"{self._info}/Subject{text_string(said)}/Copy{text_string(label.text)}>>")
        packet = f"{before}{_described(said, label.code)}{after}".encode()
        update.add(self._packet_number, stream("/Type/Metadata/Subtype/XML", packet))
        return self._prefix + update.closed(self._places, self._trailer(label, max(update.places) + 1))

    def write_all(self, labels: Iterable[CopyLabel], out: BinaryIO, duplex: bool) -> None:
        """Write one file to be printed, with the pages of all copies; what they share is in it once.

        duplex: each copy begins on a sheet of its own where both sides are printed. Its structure is left out: it would
        be that of one copy.
        """
        PrintFile(self._file, self._pages, self._sizes, out).write(map(self._line_of, labels), duplex)

    def _line_of(self, label: CopyLabel) -> Line:
        width = min(width for width, _ in self._sizes) - 2 * mm(SIDE_MM)
        return lambda first: self._setter.objects(label.printed, first, width)

    def _number(self, place: int) -> int:
        """Return the number of an object of the line: the form's was given away among those that are shared."""
        return self._form if place == 0 else self._fonts_from + place - 1

    def _trailer(self, label: CopyLabel, size: int) -> str:
        file = self._file
        changed = hashlib.md5(f"{file.identifier}{label.code}".encode(), usedforsecurity=False).hexdigest()
        ends = f"/Root {file.catalogue} 0 R/Info {file.info} 0 R/ID[<{file.identifier}><{changed}>]"
        return f"/Size {max(size, self._fonts_from)}{ends}/Prev {file.start}"

    def _add_shared(self, update: Update) -> None:
        """Add the pages with the line on them, and its element in the structure."""
        saved, number = self._first, self._first + 1
        update.add(saved, stream("", b"q"))
        marked = self._add_element(update, number)
        number += 1
        streams: dict[str, int] = {}
        for place, ((page, text), size) in enumerate(zip(self._pages, self._sizes, strict=True)):
            shown = shown_line(OTHERS if place else f"/P<</MCID {marked}>>BDC", *size)
            if shown not in streams:
                streams[shown] = number
                update.add(number, stream("", shown.encode()))
                number += 1
            update.add(page, with_line(text, saved, streams[shown], self._form))
        self._fonts_from = number

    def _add_element(self, update: Update, number: int) -> int:
        """Add the element of the first page's line before all others; return its mark on the page (14.7.4.4)."""
        file = self._file
        tree = file.reference(file.text(file.catalogue), "StructTreeRoot")
        text = file.text(tree)
        page, first = self._pages[0]
        key = int(file.one(r"/StructParents (\d+)", first))
        row = re.search(rf"[\[\]R ] {key}\[([^\]]*)\]", text)
        document = int(file.one(r"/K\[ (\d+) 0 R\]", text))
        if not row:
            raise NotOurs
        mark = row[1].count(" R")
        update.add(tree, f"{text[: row.end() - 1]} {number} 0 R{text[row.end() - 1 :]}")
        update.add(document, file.text(document).replace("/K[", f"/K[ {number} 0 R", 1))
        update.add(number, f"<</S/P/P {document} 0 R/K[ {mark}]/Pg {page} 0 R>>")
        return mark


def _size(page: str) -> tuple[float, float]:
    box = re.search(r"/MediaBox \[ 0 0 ([\d.]+) ([\d.]+) \]", page)
    if not box:
        raise NotOurs
    return float(box[1]), float(box[2])


def _packet(packet: str) -> tuple[str, str, str]:
    """Return the properties before the description, the description, and those after it."""
    found = _DESCRIPTION.search(packet)
    if found:
        return packet[: found.start()], unescape(found[1]), packet[found.end() :]
    before, format_, after = packet.partition("<dc:format>")
    if not format_:
        raise NotOurs
    return before, "", format_ + after


def _described(text: str, code: str) -> str:
    words = escape(text, quote=False)
    return (
        f'<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{words}</rdf:li></rdf:Alt></dc:description>\n'
        f"<dc:identifier>{code}</dc:identifier>\n"
    )
