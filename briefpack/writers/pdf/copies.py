"""Numbered copies of a finished PDF: whose copy it is, appended on every page, in the structure and the properties.

What all copies share is made once; what differs is a form with its fonts, the properties and the table of objects.
Clause numbers are those of ISO 32000-1 (PDF 1.7).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from html import escape, unescape
from itertools import count
from typing import BinaryIO

from briefpack.look.theme import Theme
from briefpack.look.typefaces import Absent
from briefpack.units import mm
from briefpack.writers.labels import CopyLabel
from briefpack.writers.pdf.copied_objects import TITLE, Lined
from briefpack.writers.pdf.own_file import NotOurs, OwnFile, Update
from briefpack.writers.pdf.print_file import OTHERS, Line, PrintFile, shown_line, with_line
from briefpack.writers.pdf.printed_line import HIGH, OBJECTS, LineFonts, LineSetter, stream
from briefpack.writers.pdf.tags import text_string

SIDE_MM = 10.0
"""How far from the sides of the page the line ends at most."""
BASELINE_MM, SLIDE_BASELINE_MM = 6.5, 2.5
"""Where the line stands over the edge of paper, which printers reach, or of a slide."""
SLIDE_LARGEST = 11.0
"""A larger line would reach the foot of a slide."""
APART = 1.0
"""The line's ground stays so far from the foot of a page, in points."""
_SUBJECT = re.compile(r"/Subject (?:\((?:[^\\()]|\\.)*\)|<[0-9A-Fa-f\s]*>)", re.DOTALL)
_DESCRIPTION = re.compile(r"<dc:description>.*?<rdf:li[^>]*>(.*?)</rdf:li>.*?</dc:description>\n?", re.DOTALL)


class PdfCopies:
    """Make copies of one file. Raise NotOurs for a file that this version has not written."""

    def __init__(self, data: bytes, theme: Theme, language: str) -> None:
        file = self._file = OwnFile(data)
        self._theme, self._setter = theme, LineSetter(theme, language)
        self._pages = [(number, file.text(number)) for number in file.pages()]
        self._sizes = [_size(text) for _, text in self._pages]
        self._lined = Lined(file.size, {}, {})
        self._add_shared()
        shared = Update(len(data) + 1)
        for number, part in {**self._lined.shared, **self._lined.changed}.items():
            if number != self._element:
                shared.add(number, part)
        self._fonts_from = max(*shared.places, self._element) + 1
        self._places = shared.places
        self._prefix = data + b"\n" + shared.data
        self._info = _SUBJECT.sub("", file.text(file.info)).removesuffix(">>").rstrip() if file.info else ""
        self._packet_number = file.reference(file.text(file.catalogue), "Metadata")
        self._packet = _packet(file.plain_stream(self._packet_number).decode())

    def lacking(self, text: str) -> Absent:
        """Return what of a text no font sets."""
        return self._setter.lacking(text)

    def copy(self, label: CopyLabel) -> bytes:
        """Return the copy of this label."""
        update = Update(len(self._prefix))
        numbers = count(self._fonts_from, OBJECTS)
        fonts = LineFonts(lambda: next(numbers))
        update.add(self._lined.form, self._line_of(label)(fonts))
        for number, part in fonts.objects():
            update.add(number, part)
        element = self._lined.changed[self._element]
        update.add(self._element, element.replace(TITLE, text_string(label.text)))
        before, subject, after = self._packet
        said = f"{subject} · {label.text}" if subject else label.text
        if self._file.info:
            update.add(self._file.info, f"{self._info}/Subject{text_string(said)}/Copy{text_string(label.text)}>>")
        packet = f"{before}{_described(said, label.code)}{after}".encode()
        update.add(self._packet_number, stream("/Type/Metadata/Subtype/XML", packet))
        return self._prefix + update.closed(self._places, self._trailer(label, max(update.places) + 1))

    def write_all(self, labels: Iterable[CopyLabel], out: BinaryIO, duplex: bool) -> None:
        """Write one file to be printed, with the pages and the structure of all copies; what they share is in it once.

        duplex: each copy begins on a sheet of its own where both sides are printed.
        """
        blank = self._sizes[0] if duplex and len(self._pages) % 2 else None
        PrintFile(self._file, self._lined, out, blank).write((label.text, self._line_of(label)) for label in labels)

    def _line_of(self, label: CopyLabel) -> Line:
        width = min(width for width, _ in self._sizes) - 2 * mm(SIDE_MM)
        size = line_size(self._theme, *self._sizes[0])
        return lambda fonts: self._setter.form(label.text, fonts, size, width)

    def _trailer(self, label: CopyLabel, size: int) -> str:
        file = self._file
        changed = hashlib.md5(f"{file.identifier}{label.code}".encode(), usedforsecurity=False).hexdigest()
        info = f"/Info {file.info} 0 R" if file.info else ""
        ends = f"/Root {file.catalogue} 0 R{info}/ID[<{file.identifier}><{changed}>]"
        return f"/Size {max(size, self._fonts_from)}{ends}/Prev {file.start}"

    def _add_shared(self) -> None:
        """Add the pages with the line on them, and its element in the structure."""
        lined = self._lined
        saved, number = lined.form + 1, lined.form + 2
        lined.shared[saved] = stream("", b"q")
        marked = self._add_element(number)
        streams: dict[str, int] = {}
        for place, ((page, text), size) in enumerate(zip(self._pages, self._sizes, strict=True)):
            baseline = baseline_of(self._theme, *size)
            shown = shown_line(OTHERS if place else f"/P<</MCID {marked}>>BDC", size[0] / 2, baseline)
            if shown not in streams:
                number += 1
                streams[shown] = number
                lined.shared[number] = stream("", shown.encode())
            lined.changed[page] = with_line(text, saved, streams[shown], lined.form)

    def _add_element(self, number: int) -> int:
        """Add the element of the first page's line before all others; return its mark on the page (14.7.4.4)."""
        file, changed = self._file, self._lined.changed
        tree = file.reference(file.text(file.catalogue), "StructTreeRoot")
        text = file.text(tree)
        page, first = self._pages[0]
        key = int(file.one(r"/StructParents (\d+)", first))
        row = re.search(rf"[\[\]R ] {key}\[([^\]]*)\]", text)
        document = int(file.one(r"/K\[ (\d+) 0 R\]", text))
        if not row:
            raise NotOurs
        mark = row[1].count(" R")
        space = re.search(r"/NS \d+ 0 R", file.text(document))
        changed[tree] = f"{text[: row.end() - 1]} {number} 0 R{text[row.end() - 1 :]}"
        changed[document] = file.text(document).replace("/K[", f"/K[ {number} 0 R", 1)
        changed[number] = (
            f"<</S/P/P {document} 0 R/K[ {mark}]/Pg {page} 0 R{space[0] if space else ''}/ActualText{TITLE}>>"
        )
        self._element = number
        return mark


def line_size(theme: Theme, width: float, height: float) -> float:
    """Return how large the line is set on a page: as the smallest words of the theme are."""
    return min(theme.sizes.slide_caption, SLIDE_LARGEST) if width > height else theme.sizes.caption


def baseline_of(theme: Theme, width: float, height: float) -> float:
    """Return how far above the edge of a page the line stands: printers reach it, and the page's own foot does not."""
    if width > height:
        return mm(SLIDE_BASELINE_MM)
    return min(mm(BASELINE_MM), mm(theme.page.margin_bottom_mm) - HIGH * line_size(theme, width, height) - APART)


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
