"""A package as it is made: its parts, their content types and relations. One that `packed` made can be opened again.

What others packed is read by `reading` first.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from lxml import etree

from briefpack.office.packing import OFFICE, PACKAGE, packed, relation, relations_of, relations_xml

_RELATIONS = f"{PACKAGE}/relationships"
DECLARED = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
"""The declaration as lxml writes it."""
_PARSER = etree.XMLParser(remove_blank_text=True, resolve_entities=False)


OFFICE_TYPES = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
    "http://schemas.openxmlformats.org/package/2006/relationships/",
    "http://schemas.microsoft.com/",
    "http://purl.oclc.org/ooxml/",
)
"""How the types of relations begin that mean something to Office (ECMA-376 part 1, 8; the last are those of Strict)."""


@dataclass(frozen=True, slots=True)
class Relation:
    """Hold one relation; `target` is the name of a part, or an address if it is external."""

    id: str
    type: str
    target: str
    external: bool

    @property
    def kind(self) -> str:
        """Return the last word of its type, image or header; all of a type that is none of Office’s own."""
        return self.type.rstrip("/").rpartition("/")[2] if self.type.startswith(OFFICE_TYPES) else self.type


@dataclass(slots=True)
class Package:
    """Hold parts, their content types and their relations, all by the name of the part; "" is the package."""

    files: dict[str, str | bytes] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    relations: dict[str, list[Relation]] = field(default_factory=dict)
    trees: dict[str, Any] = field(default_factory=dict)
    """Of the parts that are written anew, without the white space between their elements."""
    is_relative: bool = False
    """Relations name their targets from the folder of their part, and not from the root."""

    @property
    def main(self) -> str:
        """Return the name of the part that the package is about: the document, the presentation."""
        return self.related("", "officeDocument")

    def related(self, source: str, kind: str) -> str:
        """Return the name of the first part that a part has a relation of this kind to, or ""."""
        rows = self.relations.get(source, ())
        return next((one.target for one in rows if one.kind == kind and not one.external), "")

    def put(self, name: str, data: str | bytes, kind: str) -> None:
        """Add a part; `kind` is its content type, or what tells one of Office's from another (theme)."""
        self.kinds[name] = kind if "/" in kind else f"application/vnd.openxmlformats-officedocument.{kind}+xml"
        self.files[name] = data

    def relate(self, source: str, kind: str, target: str, name: str = "", external: bool = False) -> str:
        """Relate a part to another or to an address, and return the id of the relation.

        `kind` is a URI or the last word of one of Office's. Without a name the id is the first free of rId1, rId2 …
        """
        rows = self.relations.setdefault(source, [])
        if not name:
            taken = {one.id for one in rows}
            name = next(free for n in range(len(rows) + 1) if (free := f"rId{n + 1}") not in taken)
        rows.append(Relation(name, kind if ":" in kind else f"{OFFICE}/relationships/{kind}", target, external))
        return name

    def add(self, source: str, name: str, xml: str | bytes, kind: str) -> str:
        """Add a part, relate its source to it and return the id; the last word of its kind names the relation, too."""
        self.put(name, xml, kind)
        word = kind.rpartition(".")[2]
        return self.relate(source, "officeDocument" if word == "main" else word, name)

    def written(self) -> dict[str, str | bytes]:
        """Return all parts and relations as they are now."""
        related = {name: rows for name, rows in self.relations.items() if rows}
        write = relative_relations if self.is_relative else _relations
        trees = {name: serialised(tree) for name, tree in self.trees.items()}
        return self.files | trees | {relations_of(name): write(name, rows) for name, rows in related.items()}

    def packed(self, compressed: bool = True) -> bytes:
        """Return the package as a file."""
        return packed(self.written(), self.kinds, compressed)


def unpacked(data: bytes, parsed: tuple[str, ...] = ()) -> Package:
    """Return the parts of a package; `parsed` are the ends of the content types of those that are written anew."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    types = etree.fromstring(entries.pop("[Content_Types].xml")).iterfind("{*}Override")
    kinds = {node.get("PartName", "").lstrip("/"): node.get("ContentType", "") for node in types}
    named = {name: entries.pop(relations_of(name), None) for name in ("", *kinds)}
    relations = {
        name: [relation_from(node, posixpath.dirname(name)) for node in (() if xml is None else etree.fromstring(xml))]
        for name, xml in named.items()
    }
    trees = {name: parse_xml(entries[name]) for name in entries if kinds[name].endswith(parsed)}
    return Package(entries, kinds, relations, trees, is_relative=True)


def relation_from(node: Any, folder: str) -> Relation:
    """Return the relation of an element, of a part in that folder."""
    target, external = node.get("Target", ""), node.get("TargetMode") == "External"
    if not external:
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return Relation(node.get("Id", ""), node.get("Type", ""), target, external)


def serialised(tree: Any) -> bytes:
    """Return a part's tree as UTF-8 with a declaration."""
    data: bytes = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data


def parse_xml(xml: str | bytes) -> Any:
    """Return the root of a part, without the white space between its elements."""
    return etree.fromstring(xml.encode() if isinstance(xml, str) else xml, _PARSER)


def _relations(_: str, relations: list[Relation]) -> str:
    return relations_xml("".join(relation(one.id, one.type, one.target, one.external) for one in relations))


_from_folder = lru_cache(maxsize=256)(posixpath.relpath)
"""A part's name as seen from a folder: packages of a kind have the same ones."""


def relative_relations(name: str, relations: list[Relation]) -> bytes:
    """Return the relations of a part, their targets counted from its folder."""
    root: Any = etree.Element(f"{{{_RELATIONS}}}Relationships", nsmap={None: _RELATIONS})
    for one in relations:
        target = one.target if one.external else _from_folder(one.target, posixpath.dirname(name))
        mode = {"TargetMode": "External"} if one.external else {}
        marks = {"Id": one.id, "Type": one.type, "Target": target, **mode}
        etree.SubElement(root, f"{{{_RELATIONS}}}Relationship", marks)
    return serialised(root)
