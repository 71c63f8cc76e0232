"""Where links and the outline lead: to a place on a page, and in PDF/UA-2 to an element of the structure, too."""

from __future__ import annotations

import re
from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName

from briefpack.writers.pdf.tags import Elem


class ElementDestination(pdfdoc.Destination):
    """Lead to an element, whose reference is known once the structure is written (ISO 32000-2, 12.3.2.3)."""

    elem: Elem | None = None


class OfElement(pdfdoc.PDFObject):
    """Write a place as one of its element, once both are known."""

    def __init__(self, place: ElementDestination) -> None:
        self.place = place

    def format(self, document: Any) -> bytes:
        """Return the array as the file holds it."""
        at, elem = self.place.fmt, self.place.elem
        assert at and elem
        return bytes(PDFArray([Reference(elem), PDFName("XYZ"), at.left, at.top, at.zoom]).format(document))


class Reference(pdfdoc.PDFObject):
    """Refer to an element."""

    def __init__(self, elem: Elem) -> None:
        self.elem = elem

    def format(self, document: Any) -> bytes:
        """Return the reference as the file holds it."""
        return self.elem.reference.encode()


def leads_to(destination: Any) -> dict[str, Any]:
    """Return the entry of an annotation, or of the outline, that leads to a place, and to its element if it has one."""
    if not isinstance(destination, ElementDestination):
        return {"Dest": destination}
    places = {"D": destination, "SD": OfElement(destination)}
    return {"A": PDFDictionary({"S": PDFName("GoTo"), **places})}


def without_information(data: bytes) -> bytes:
    """Return a file whose trailer names no information dictionary: ISO 19005-4, 6.1.3."""
    body, trailer, end = data.rpartition(b"trailer\n")
    return body + trailer + re.sub(rb"/Info \d+ 0 R\s*", b"", end)
