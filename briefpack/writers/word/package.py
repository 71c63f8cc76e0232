"""The package: a body poured into a document, properties, and the same bytes every time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from itertools import count
from typing import Any

import docx
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part, PartFactory
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from lxml import etree

from briefpack.document import tree as t
from briefpack.writers.word.markup import DECLARATION, MC, NAMESPACES, clean, escape
from briefpack.writers.word.pictures import Picture

PROPERTY_LIMIT = 255
"""Letters that a core property may have in Word."""
FIRST_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a ZIP entry can bear."""
SVG = "image/svg+xml"
PLACE = "briefpack"


def open_document(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


def pour_body(document: Any, body_xml: str, links: dict[str, str]) -> None:
    """Put the body where the paper says, as text: moving parsed trees is quadratic in their size."""
    part = document.part
    root = _with_our_prefixes(part.element)
    head, tail = etree.tostring(root, encoding="unicode").split(f"<?{PLACE} body?>")
    part._element = parse_xml(head + body_xml + tail)  # there is no public way to give a part another root
    relate_links(part, links)


def place() -> Any:
    """Return what stands where the body goes, until it is there."""
    return etree.ProcessingInstruction(PLACE, "body")


def _with_our_prefixes(root: Any) -> Any:
    """Return a root that knows the prefixes of our own XML beside those that it has."""
    ours = parse_xml(f"<w:document {NAMESPACES}/>")
    if root.nsmap.items() >= ours.nsmap.items():
        return root
    prefixes: Any = {**root.nsmap, **ours.nsmap}
    whole = etree.Element(root.tag, root.attrib, nsmap=prefixes)
    ignorable = f"{{{MC}}}Ignorable"
    whole.set(ignorable, " ".join(dict.fromkeys([*root.get(ignorable, "").split(), "w14"])))
    whole.extend(list(root))
    return whole


def relate_links(part: Any, links: dict[str, str]) -> None:
    """Relate the part to each address under its own id; python-docx's own search is quadratic in their number."""
    for address, relation in links.items():
        part.load_rel(RELATIONSHIP_TYPE.HYPERLINK, address, relation, is_external=True)


_KINDS = {
    "footnotes": (CONTENT_TYPE.WML_FOOTNOTES, RELATIONSHIP_TYPE.FOOTNOTES),
    "numbering": (CONTENT_TYPE.WML_NUMBERING, RELATIONSHIP_TYPE.NUMBERING),
    "styles": (CONTENT_TYPE.WML_STYLES, RELATIONSHIP_TYPE.STYLES),
    "settings": (CONTENT_TYPE.WML_SETTINGS, RELATIONSHIP_TYPE.SETTINGS),
    "header": (CONTENT_TYPE.WML_HEADER, RELATIONSHIP_TYPE.HEADER),
    "footer": (CONTENT_TYPE.WML_FOOTER, RELATIONSHIP_TYPE.FOOTER),
    "docProps/core": (CONTENT_TYPE.OPC_CORE_PROPERTIES, RELATIONSHIP_TYPE.CORE_PROPERTIES),
    "docProps/app": (CONTENT_TYPE.OFC_EXTENDED_PROPERTIES, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES),
}


def related_part(document: Any, name: str) -> Any:
    """Return the part of one kind beside the document, or None; `name` is a key of the kinds."""
    found = (r.target_part for r in document.part.rels.values() if r.reltype == _KINDS[name][1] and not r.is_external)
    return next(found, None)


def add_part(document: Any, name: str, xml: str, links: dict[str, str] | None = None) -> Any:
    """Add a part beside the document under a name that none has, and return it with its relation's id."""
    kind, relation = _KINDS[name]
    package = document.part.package
    taken = {str(part.partname).casefold() for part in package.iter_parts()}
    places = (f"/word/{name}{n or ''}.xml" for n in range(len(taken) + 1))
    free = PackURI(next(path for path in places if path not in taken))
    part = PartFactory(free, kind, relation, xml.encode("utf-8"), package)
    relate_links(part, links or {})
    return part, document.part.relate_to(part, relation)


def replace_properties(document: Any, name: str, xml: str) -> None:
    """Put a part of the package's own in the place of what a letterhead has; `name` is core or app."""
    kind, relation = _KINDS[f"docProps/{name}"]
    package = document.part.package
    for key in [key for key, found in package.rels.items() if found.reltype == relation]:
        package.rels.pop(key)
    part = PartFactory(PackURI(f"/docProps/{name}.xml"), kind, relation, xml.encode("utf-8"), package)
    package.relate_to(part, relation)


def put_numbering(document: Any, definitions: str, lists: str) -> None:
    """Add definitions and lists beside a letterhead's own; all definitions stand before all lists."""
    part = related_part(document, "numbering")
    if part is None:
        add_part(document, "numbering", f"{DECLARATION}<w:numbering {NAMESPACES}>{definitions}{lists}</w:numbering>")
        return
    root = part.element
    numbers = root.findall(qn("w:num"))
    last = root.find(qn("w:numIdMacAtCleanup"))
    end = root.index(last) if last is not None else len(root)
    for node in reversed(_parsed(lists)):
        root.insert(end, node)
    for node in reversed(_parsed(definitions)):
        root.insert(root.index(numbers[0]) if numbers else end, node)


def put_notes(document: Any, notes: str, separators: str, links: dict[str, str]) -> None:
    """Add footnotes to a letterhead's own; of those, only the separators and what its text refers to stay."""
    part = related_part(document, "footnotes")
    if part is None:
        whole = f"{DECLARATION}<w:footnotes {NAMESPACES}>{separators}{notes}</w:footnotes>"
        add_part(document, "footnotes", whole, links)
        return
    used = {node.get(qn("w:id")) for node in document.element.iter(qn("w:footnoteReference"))}
    root = parse_xml(part.blob)
    for node in root.findall(qn("w:footnote")):
        if node.get(qn("w:type"), "normal") == "normal" and node.get(qn("w:id")) not in used:
            root.remove(node)
    root.extend(_parsed(notes))
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    relate_links(part, links)


def put_pictures(document: Any, pictures: Sequence[Picture]) -> None:
    """Add the files of pictures under names that none has, related by the ids that the body uses."""
    package = document.part.package
    taken = {str(part.partname).casefold() for part in package.iter_parts()}
    free = (n for n in count(1) if not any(f"/word/media/figure{n}.{kind}" in taken for kind in ("png", "svg")))
    for picture, number in zip(pictures, free, strict=False):
        files = ((picture.relation, "png", "image/png", picture.png), (picture.svg_relation, "svg", SVG, picture.svg))
        for relation, ending, kind, data in files:
            part = Part(PackURI(f"/word/media/figure{number}.{ending}"), kind, data, package)
            document.part.load_rel(RELATIONSHIP_TYPE.IMAGE, part, relation)


def put_logo(document: Any, data: bytes, relation: str) -> None:
    """Add the file of a logo to paper of ours, where its name is free."""
    part = Part(PackURI("/word/media/logo.png"), "image/png", data, document.part.package)
    document.part.load_rel(RELATIONSHIP_TYPE.IMAGE, part, relation)


def _parsed(xml: str) -> list[Any]:
    return list(parse_xml(f"<w:held {NAMESPACES}>{xml}</w:held>"))


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
