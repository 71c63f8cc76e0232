"""The package: a body poured into a document, properties, and the same bytes every time."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import Any

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml
from lxml import etree

from briefpack import tree as t
from briefpack.writers.word.markup import DECLARATION, clean, escape

PROPERTY_LIMIT = 255
"""Letters that a core property may have in Word."""
FIRST_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a ZIP entry can bear."""
_PLACE = "briefpack"


def open_document(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


def pour_body(document: Any, body_xml: str, links: dict[str, str]) -> None:
    """Put the body before the last section's properties, as text: moving parsed trees is quadratic in their size."""
    part = document.part
    body = part.element.body
    for child in list(body)[:-1]:
        body.remove(child)
    body.insert(0, etree.ProcessingInstruction(_PLACE, "body"))
    head, tail = etree.tostring(part.element, encoding="unicode").split(f"<?{_PLACE} body?>")
    part._element = parse_xml(head + body_xml + tail)  # there is no public way to give a part another root
    relate_links(part, links)


def relate_links(part: Any, links: dict[str, str]) -> None:
    """Relate the part to each address under its own id; python-docx's own search is quadratic in their number."""
    for address, relation in links.items():
        part.load_rel(RELATIONSHIP_TYPE.HYPERLINK, address, relation, is_external=True)


def add_part(document: Any, name: str, xml: str, links: dict[str, str] | None = None) -> None:
    """Add a part beside the document; `name` is one of `footnotes`, `numbering`."""
    kind, relation = _KINDS[name]
    part = Part(PackURI(f"/word/{name}.xml"), kind, xml.encode("utf-8"), document.part.package)
    relate_links(part, links or {})
    document.part.relate_to(part, relation)


_KINDS = {
    "footnotes": (CONTENT_TYPE.WML_FOOTNOTES, RELATIONSHIP_TYPE.FOOTNOTES),
    "numbering": (CONTENT_TYPE.WML_NUMBERING, RELATIONSHIP_TYPE.NUMBERING),
}


def set_properties(document: Any, meta: t.Meta) -> None:
    """Fill the core properties from the document's own description and from nothing else."""
    properties = document.core_properties
    texts = {
        "title": meta.title,
        "author": meta.organisation,
        "subject": meta.subject,
        "keywords": ", ".join(meta.keywords),
        "language": meta.language,
    }
    for name, text in texts.items():
        if text:
            setattr(properties, name, clean(text)[:PROPERTY_LIMIT])
    properties.created = properties.modified = datetime.fromisoformat(meta.date)


def package_bytes(document: Any) -> bytes:
    """Return the file with its parts in a fixed order and under a fixed date: equal documents, equal bytes.

    python-docx would write today's date. Content types come first, as readers of a stream expect.
    """
    package = document.part.package
    parts = list(package.iter_parts())
    files = {"_rels/.rels": package.rels.xml}
    for part in parts:
        files[part.partname.membername] = part.blob
        if part.rels:
            files[part.partname.rels_uri.membername] = part.rels.xml
    types = _content_types({part.partname: part.content_type for part in parts})
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as whole:
        for name, data in [("[Content_Types].xml", types.encode("utf-8")), *sorted(files.items())]:
            whole.writestr(_entry(name), data, compresslevel=6)
    return stream.getvalue()


def _content_types(kinds: dict[str, str]) -> str:
    """Return [Content_Types].xml, each part named (ECMA-376 part 2, 10.1.2.2)."""
    rels = f'<Default Extension="rels" ContentType="{CONTENT_TYPE.OPC_RELATIONSHIPS}"/>'
    held = "".join(f'<Override PartName="{escape(n)}" ContentType="{k}"/>' for n, k in sorted(kinds.items()))
    return (
        f'{DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{rels}{held}</Types>'
    )


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, FIRST_DATE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 0
    return entry
