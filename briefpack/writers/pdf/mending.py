"""What ReportLab writes that the specifications do not allow, mended, and what it writes slowly, in less time."""

from __future__ import annotations

import functools
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc, ttfonts
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFString

from briefpack.writers.pdf.destinations import ElementDestination, leads_to
from briefpack.writers.pdf.fonts import spelled
from briefpack.writers.pdf.spelling import to_unicode
from briefpack.writers.pdf.tags import Raw

MOST_NAMES = 1_024
"""So many names of entries are kept as they are written; a file has a few dozen, and one for each field and link."""


def mend_reportlab() -> None:
    """Change ReportLab's writing of streams, character maps and the outline, once for the process."""
    rl_config.useA85 = 0
    rl_config.ttfAsciiReadable = 0
    written = pdfdoc.PDFStream.format

    def format_stream(self: pdfdoc.PDFStream, document: Any) -> bytes:
        """End the data with an end of line before `endstream`: PDF/A-2, ISO 19005-2, 6.1.7.1.

        It is of two characters, so that data that ends in a carriage return cannot be taken for a part of it.
        """
        return bytes(written(self, document)).removesuffix(b"endstream\n") + b"\r\nendstream\n"

    outline = pdfdoc.OutlineEntryObject.format

    def format_entry(self: pdfdoc.OutlineEntryObject, document: Any) -> bytes:
        """Write an entry of the outline; where it leads to an element, by an action."""
        if not isinstance(self.Dest, ElementDestination):
            return bytes(outline(self, document))
        names = ("Parent", "Prev", "Next", "First", "Last", "Count")
        entries = {name: value for name in names if (value := getattr(self, name)) is not None}
        return bytes(PDFDictionary({"Title": PDFString(self.Title), **entries, **leads_to(self.Dest)}).format(document))

    pdfdoc.OutlineEntryObject.format = format_entry  # type: ignore[method-assign]
    pdfdoc.PDFStream.format = format_stream  # type: ignore[method-assign]
    ttfonts.makeToUnicodeCMap = to_unicode_map
    indirect = pdfdoc.PDFIndirectObject.format

    def format_object(self: pdfdoc.PDFIndirectObject, document: Any) -> bytes:
        """Write an object under its number: an element of the structure, of which a file has hundreds, as it is."""
        if not isinstance(self.content, Raw):
            return bytes(indirect(self, document))
        number, version = document.idToObjectNumberAndVersion[self.name]
        return b"%d %d obj\n%b\nendobj\n" % (number, version, self.content.format(document))

    pdfdoc.PDFIndirectObject.format = format_object  # type: ignore[method-assign]
    encoded = pdfdoc.pdfdocEnc

    def encode(text: Any) -> Any:
        """Encode in PDFDocEncoding, in which printable ASCII is as it is: nearly all of a file."""
        if isinstance(text, str) and text.isascii() and text.isprintable():
            return text.encode("ascii")
        return encoded(text)

    pdfdoc.pdfdocEnc = encode  # type: ignore[assignment]
    pdfdoc.PDFName = functools.lru_cache(maxsize=MOST_NAMES)(pdfdoc.PDFName)


def to_unicode_map(fontname: str, subset: list[int]) -> str:
    """Return the CMap from a subset's codes to characters: unused codes left out, UTF-16BE, 100 a block."""
    pairs = [(code, spelled(chr(character))) for code, character in enumerate(subset) if character]
    return to_unicode(fontname, pairs, len(subset) - 1)
