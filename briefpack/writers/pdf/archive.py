"""What makes a file an archive's: its properties as XMP, and the colour space that its colours are in.

PDF/A-2a is ISO 19005-2, PDF/UA-1 is ISO 14289-1.
"""

from __future__ import annotations

import functools
import struct
from collections.abc import Sequence
from datetime import UTC, datetime
from html import escape
from typing import Any

from reportlab.lib.utils import TimeStamp
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFString

from briefpack.document.tree import Meta
from briefpack.look.theme import PdfStandard


def title_of(meta: Meta) -> str:
    """Return the document's title, which may not be empty (ISO 14289-1, 7.1): else what it is about, or its kind."""
    texts = (text.strip() for text in (meta.title, meta.subject, meta.series, meta.organisation, meta.kind))
    return next((text for text in texts if text), "–")


def describe(document: Any, meta: Meta, creator: str, producer: str, standard: PdfStandard = "ua1") -> None:
    """Add properties, colour space and the claim of conformance to the catalogue of ReportLab's document."""
    catalogue = document.Catalog
    catalogue.Metadata = document.Reference(_metadata(packet(meta, creator, producer, standard)), "Metadata")
    catalogue.MarkInfo = PDFDictionary({"Marked": "true"})
    catalogue.OutputIntents = PDFArray([_output_intent(document)])
    # ReportLab writes only the entries that it knows.
    catalogue.__NoDefault__ = [*catalogue.__NoDefault__, "OutputIntents"]


class DocumentDate(TimeStamp):
    """Midnight, UTC, of an ISO date: what the file says of when it was made."""

    def __init__(self, date: str) -> None:
        moment = datetime.fromisoformat(date).replace(tzinfo=UTC)
        self.t = moment.timestamp()
        self.lt = moment.timetuple()
        self.YMDhms = moment.timetuple()[:6]
        self.dhh = self.dmm = 0
        self.tzname = "UTC"


# Properties


def _metadata(text: str) -> PDFStream:
    """Return the packet unfiltered: ISO 19005-2, 6.6.2.1."""
    kind = PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")})
    return PDFStream(kind, text.encode())


def packet(meta: Meta, creator: str, producer: str, standard: PdfStandard = "ua1") -> str:
    """Return the XMP packet; what it says equals what the information dictionary says."""
    moment = f"{meta.date}T00:00:00+00:00"
    parts = (
        _container("dc:title", "Alt", [title_of(meta)], ' xml:lang="x-default"'),
        _container("dc:creator", "Seq", [meta.organisation]),
        _container("dc:description", "Alt", [meta.subject], ' xml:lang="x-default"'),
        _container("dc:language", "Bag", [meta.language]),
        _container("dc:subject", "Bag", meta.keywords),
        _container("dc:type", "Bag", [meta.series]),
        _simple("dcterms:audience", meta.audience),
        _simple("xmp:Label", meta.marking),
        _simple("dc:format", "application/pdf"),
        _simple("pdf:Keywords", ", ".join(meta.keywords)),
        _simple("pdf:Producer", producer),
        _simple("xmp:CreatorTool", creator),
        _simple("xmp:CreateDate", moment),
        _simple("xmp:ModifyDate", moment),
        *(_simple(name, value) for name, value in CLAIMS[standard].items()),
        DECLARATION if standard == "ua2" else "",
    )
    # PDF/A-4 needs no description of what it does not know.
    extension = EXTENSION if standard == "ua1" else ""
    spaces = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    described = f'<rdf:Description rdf:about=""{spaces}>\n{"".join(parts)}{extension}</rdf:Description>'
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
        f'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n{described}\n</rdf:RDF>\n</x:xmpmeta>\n'
        '<?xpacket end="r"?>'
    )


def _simple(name: str, text: str) -> str:
    return f"<{name}>{escape(text, quote=False)}</{name}>\n" if text else ""


def _container(name: str, kind: str, texts: Sequence[str], language: str = "") -> str:
    items = "".join(f"<rdf:li{language}>{escape(text, quote=False)}</rdf:li>" for text in texts if text)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>\n" if items else ""


CLAIMS: dict[PdfStandard, dict[str, str]] = {
    "ua1": {"pdfaid:part": "2", "pdfaid:conformance": "A", "pdfuaid:part": "1"},
    "ua2": {"pdfaid:part": "4", "pdfaid:rev": "2020", "pdfuaid:part": "2", "pdfuaid:rev": "2024"},
}
"""What a file says that it conforms to: ISO 19005-2, 6.6.4, ISO 14289-1, 5; ISO 19005-4, 6.7.3, ISO 14289-2, 6."""
DECLARATION = """<pdfd:declarations><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfd:conformsTo>http://pdfa.org/declarations/wtpdf#accessibility1.0</pdfd:conformsTo>
</rdf:li></rdf:Bag></pdfd:declarations>
"""
"""The claim of Well-Tagged PDF 1.0 for accessibility (6.1.3), which asks for the same as PDF/UA-2."""
NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdfd": "http://pdfa.org/declarations/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}


def _schema(prefix: str, called: str, name: str, category: str, described: str, kind: str) -> str:
    """Return the description of a namespace with one property (ISO 19005-2, tables 4 and 5)."""
    return (
        '<rdf:li rdf:parseType="Resource">\n'
        f"<pdfaSchema:namespaceURI>{NAMESPACES[prefix]}</pdfaSchema:namespaceURI>\n"
        f"<pdfaSchema:prefix>{prefix}</pdfaSchema:prefix>\n<pdfaSchema:schema>{called}</pdfaSchema:schema>\n"
        '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\n'
        f"<pdfaProperty:category>{category}</pdfaProperty:category>\n"
        f"<pdfaProperty:description>{described}</pdfaProperty:description>\n"
        f"<pdfaProperty:name>{name}</pdfaProperty:name>\n"
        f"<pdfaProperty:valueType>{kind}</pdfaProperty:valueType>\n"
        "</rdf:li></rdf:Seq></pdfaSchema:property>\n</rdf:li>"
    )


EXTENSION = (
    "<pdfaExtension:schemas><rdf:Bag>"
    + _schema("pdfuaid", "PDF/UA identification", "part", "internal", "Part of ISO 14289", "Integer")
    + _schema("dcterms", "DCMI Metadata Terms", "audience", "external", "For whom the document is meant", "Text")
    + "</rdf:Bag></pdfaExtension:schemas>\n"
)
"""PDF/A does not know the property that claims PDF/UA, nor for whom a document is meant, so that the file describes
them: ISO 19005-2, 6.6.2.3."""


# Colours

D50 = (0.9642, 1.0, 0.8249)
"""The white of the profile connection space."""
BRADFORD = (1.04788, 0.02292, -0.05019, 0.02959, 0.99048, -0.01706, -0.00923, 0.01508, 0.75168)
"""The adaptation from sRGB's white, D65, to D50."""
PRIMARIES = {"r": (0.43607, 0.22249, 0.01392), "g": (0.38515, 0.71687, 0.09708), "b": (0.14307, 0.06061, 0.71410)}
"""sRGB's red, green and blue (IEC 61966-2-1) as XYZ, adapted to D50."""
CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
"""sRGB's transfer curve, as ICC's function type 3: ((a x + b) ** g) from d on, c x below."""


def _output_intent(document: Any) -> PDFDictionary:
    """Say what the colours are: ISO 19005-2, 6.2.3."""
    profile = PDFStream(PDFDictionary({"N": 3}), srgb_profile())
    return PDFDictionary(
        {
            "Type": PDFName("OutputIntent"),
            "S": PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": PDFString("sRGB"),
            "Info": PDFString("sRGB IEC61966-2.1"),
            "DestOutputProfile": document.Reference(profile, "sRGB"),
        }
    )


@functools.cache
def srgb_profile() -> bytes:
    """Return a version 4.2 ICC profile (ICC.1:2004-10) of sRGB."""
    curve = struct.pack(">4sIHH", b"para", 0, 3, 0) + _fixed(*CURVE)
    tags = {
        b"desc": _words("sRGB"),
        b"cprt": _words("No copyright"),
        b"wtpt": _xyz(D50),
        b"chad": struct.pack(">4sI", b"sf32", 0) + _fixed(*BRADFORD),
        **{f"{colour}XYZ".encode(): _xyz(value) for colour, value in PRIMARIES.items()},
        **{f"{colour}TRC".encode(): curve for colour in PRIMARIES},
    }
    table, data = _tag_table(tags)
    body = table + data
    head = struct.pack(">I4sI4s4s4s", 128 + len(body), b"\0" * 4, 0x04200000, b"mntr", b"RGB ", b"XYZ ")
    # A fixed date (1 January 2000), the signature, then no platform, flags, maker or model; perceptual intent.
    head += struct.pack(">6H4s28x", 2000, 1, 1, 0, 0, 0, b"acsp") + _fixed(*D50)
    return head.ljust(128, b"\0") + body


def _tag_table(tags: dict[bytes, bytes]) -> tuple[bytes, bytes]:
    """Return the table of tags and their data, equal data once."""
    start = 128 + 4 + 12 * len(tags)
    data = b""
    places: dict[bytes, int] = {}
    for value in tags.values():
        if value not in places:
            places[value] = start + len(data)
            data += value + b"\0" * (-len(value) % 4)
    entries = (struct.pack(">4sII", name, places[value], len(value)) for name, value in tags.items())
    return struct.pack(">I", len(tags)) + b"".join(entries), data


def _fixed(*numbers: float) -> bytes:
    return struct.pack(f">{len(numbers)}i", *(round(number * 65536) for number in numbers))


def _xyz(numbers: tuple[float, float, float]) -> bytes:
    return struct.pack(">4sI", b"XYZ ", 0) + _fixed(*numbers)


def _words(text: str) -> bytes:
    """Return a text of one language, English: a header of 16 bytes, a record of 12, then UTF-16."""
    data = text.encode("utf-16-be")
    return struct.pack(">4sIII2s2sII", b"mluc", 0, 1, 12, b"en", b"US", len(data), 28) + data
