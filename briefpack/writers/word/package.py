"""The package of a letterhead: a body poured into it, properties, and the same bytes every time."""

from __future__ import annotations

import io
from collections.abc import Sequence
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
from briefpack.office.markup import DECLARATION
from briefpack.office.package import DECLARED, serialised
from briefpack.office.packing import app_xml, packed
from briefpack.writers.properties import core_xml
from briefpack.writers.word.base import facts_of
from briefpack.writers.word.markup import MC, NAMESPACES
from briefpack.writers.word.pictures import IMAGES, FigureFiles, PhotoFile

MARK = "briefpack"
"""The processing instruction that stands where the body goes."""


def open_document(data: bytes) -> Any:
    """Return python-docx's document of a .docx file's bytes."""
    return docx.Document(io.BytesIO(data))


def poured(document: Any, body_xml: str, links: dict[str, str]) -> bytes:
    """Return the document's part with the body at its mark, put there as text: trees of long bodies are large."""
    part = document.part
    head, tail = _with_our_prefixes(part.element).split(f"<?{MARK} body?>")
    relate_links(part, links)
    return f"{DECLARED}{head}{body_xml}{tail}".encode()


def parse_body(document: Any, part: bytes) -> None:
    """Let the document know its body, for what is still to be done in it."""
    document.part._element = parse_xml(part)  # there is no public way to give a part another root


def body_mark() -> Any:
    """Return what stands where the body goes, until it is there."""
    return etree.ProcessingInstruction(MARK, "body")


def _with_our_prefixes(root: Any) -> str:
    """Return a root as text that knows the prefixes of our own XML beside those that it has.

    They are added to the text: a tree that moves below another root takes time that grows with its square.
    """
    ours = parse_xml(f"<w:document {NAMESPACES}/>").nsmap
    root = _without_clashes(root, ours)
    lacking = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in ours.items() if prefix not in root.nsmap)
    ignorable = f"{{{MC}}}Ignorable"
    if lacking and root.get(ignorable) is None:
        lacking += ' mc:Ignorable="w14"'
    elif lacking:
        root.set(ignorable, " ".join(dict.fromkeys([*root.get(ignorable).split(), "w14"])))
    text: str = etree.tostring(root, encoding="unicode")
    end = text.index(">")  # lxml writes &gt; within attributes
    return text[:end] + lacking + text[end:]


def _without_clashes(root: Any, ours: Any) -> Any:
    """Return a root that means by our prefixes what we mean: nobody's does not, but for a person who tries."""
    if all(root.nsmap.get(prefix, uri) == uri for prefix, uri in ours.items()):
        return root
    renamed = etree.Element(root.tag, root.attrib, nsmap={**root.nsmap, **ours})
    renamed.extend(list(root))
    return renamed


def relate_links(part: Any, links: dict[str, str]) -> None:
    """Relate the part to each address under its own id; python-docx's own search is quadratic in their number."""
    for address, relation in links.items():
        part.load_rel(RELATIONSHIP_TYPE.HYPERLINK, address, relation, is_external=True)


_KINDS = {
    "footnotes": (CONTENT_TYPE.WML_FOOTNOTES, RELATIONSHIP_TYPE.FOOTNOTES),
    "numbering": (CONTENT_TYPE.WML_NUMBERING, RELATIONSHIP_TYPE.NUMBERING),
    "styles": (CONTENT_TYPE.WML_STYLES, RELATIONSHIP_TYPE.STYLES),
    "theme": (CONTENT_TYPE.OFC_THEME, RELATIONSHIP_TYPE.THEME),
    "settings": (CONTENT_TYPE.WML_SETTINGS, RELATIONSHIP_TYPE.SETTINGS),
    "header": (CONTENT_TYPE.WML_HEADER, RELATIONSHIP_TYPE.HEADER),
    "footer": (CONTENT_TYPE.WML_FOOTER, RELATIONSHIP_TYPE.FOOTER),
    "docProps/core": (CONTENT_TYPE.OPC_CORE_PROPERTIES, RELATIONSHIP_TYPE.CORE_PROPERTIES),
    "docProps/app": (CONTENT_TYPE.OFC_EXTENDED_PROPERTIES, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES),
}


def related_part(document: Any, name: str) -> Any:
    """Return the part of one kind beside the document, or None; `name` is a key of the kinds."""
    kind = _KINDS[name][1]
    parts = (r.target_part for r in document.part.rels.values() if r.reltype == kind and not r.is_external)
    return next(parts, None)


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
        xml = f"{DECLARATION}<w:footnotes {NAMESPACES}>{separators}{notes}</w:footnotes>"
        add_part(document, "footnotes", xml, links)
        return
    used = {node.get(qn("w:id")) for node in document.element.iter(qn("w:footnoteReference"))}
    root = parse_xml(part.blob)
    for node in root.findall(qn("w:footnote")):
        if node.get(qn("w:type"), "normal") == "normal" and node.get(qn("w:id")) not in used:
            root.remove(node)
    root.extend(_parsed(notes))
    part._blob = serialised(root)
    relate_links(part, links)


def put_figures(document: Any, figures: Sequence[FigureFiles]) -> None:
    """Add the files of figures under names that none has, related by the ids that the body uses."""
    taken = {str(part.partname).casefold() for part in document.part.package.iter_parts()}
    free = (n for n in count(1) if not any(f"/word/media/figure{n}.{kind}" in taken for kind in ("png", "svg")))
    for figure, number in zip(figures, free, strict=False):
        put_image(document, f"figure{number}.png", figure.png, figure.relation)
        put_image(document, f"figure{number}.svg", figure.svg, figure.svg_relation)


def put_photos(document: Any, photos: Sequence[PhotoFile]) -> None:
    """Add the files of pictures under names that none has, each once."""
    taken = {str(part.partname).casefold() for part in document.part.package.iter_parts()}
    free = (n for n in count(1) if not any(f"/word/media/photo{n}.{kind}" in taken for kind in ("png", "jpeg")))
    for photo, number in zip(photos, free, strict=False):
        put_image(document, f"photo{number}.{photo.kind}", photo.data, photo.relation)


def put_image(document: Any, name: str, data: bytes, relation: str) -> None:
    """Add the file of a picture under its name, related by the id that the body uses."""
    part = Part(PackURI(f"/word/media/{name}"), IMAGES[name.rpartition(".")[2]], data, document.part.package)
    document.part.load_rel(RELATIONSHIP_TYPE.IMAGE, part, relation)


def _parsed(xml: str) -> list[Any]:
    return list(parse_xml(f"<w:fragment {NAMESPACES}>{xml}</w:fragment>"))


def set_properties(document: Any, meta: t.Meta) -> None:
    """Fill the file's properties from the document's own description and from nothing else."""
    _replace_properties(document, "core", core_xml(meta))
    _replace_properties(document, "app", app_xml(facts_of(meta)))


def _replace_properties(document: Any, name: str, xml: str) -> None:
    """Put properties in the place of what a letterhead has; `name` is core or app."""
    kind, relation = _KINDS[f"docProps/{name}"]
    package = document.part.package
    for key in [key for key, related in package.rels.items() if related.reltype == relation]:
        package.rels.pop(key)
    part = PartFactory(PackURI(f"/docProps/{name}.xml"), kind, relation, xml.encode("utf-8"), package)
    package.relate_to(part, relation)


def package_bytes(document: Any) -> bytes:
    """Return the file; python-docx would write today's date, and its parts in the order in which it found them."""
    package = document.part.package
    parts = list(package.iter_parts())
    files: dict[str, str | bytes] = {"_rels/.rels": package.rels.xml}
    for part in parts:
        files[part.partname.membername] = part.blob
        if part.rels:
            files[part.partname.rels_uri.membername] = part.rels.xml
    return packed(files, {part.partname.membername: part.content_type for part in parts})
