"""Office packages that `packed` made, opened again: what others packed is read by `reading` first."""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import dataclass
from typing import Any

from lxml import etree

from briefpack.office.packing import PACKAGE, relations_of
from briefpack.office.reading import Relation, relation_from, serialised

_RELATIONS = f"{PACKAGE}/relationships"


@dataclass(frozen=True, slots=True)
class Parts:
    """Hold a package: bytes and content types of its parts, relations by the part that has them ("" is the root)."""

    files: dict[str, bytes]
    kinds: dict[str, str]
    relations: dict[str, list[Relation]]


def unpacked(data: bytes) -> Parts:
    """Return the parts of a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    types = etree.fromstring(entries.pop("[Content_Types].xml")).iterfind("{*}Override")
    kinds = {node.get("PartName", "").lstrip("/"): node.get("ContentType", "") for node in types}
    named = {name: entries.pop(relations_of(name), None) for name in ("", *kinds)}
    relations = {
        name: [relation_from(node, posixpath.dirname(name)) for node in (() if xml is None else etree.fromstring(xml))]
        for name, xml in named.items()
    }
    return Parts(entries, kinds, relations)


def relative_relations(name: str, relations: list[Relation]) -> bytes:
    """Return the relations of a part, their targets counted from its folder, those with numbers in their order."""
    root: Any = etree.Element(f"{{{_RELATIONS}}}Relationships", nsmap={None: _RELATIONS})
    for one in sorted(relations, key=_place):
        target = one.target if one.external else posixpath.relpath(one.target, posixpath.dirname(name))
        mode = {"TargetMode": "External"} if one.external else {}
        marks = {"Id": one.id, "Type": one.type, "Target": target, **mode}
        etree.SubElement(root, f"{{{_RELATIONS}}}Relationship", marks)
    return serialised(root)


def _place(relation: Relation) -> tuple[int, str]:
    number = relation.id.removeprefix("rId")
    return int(number) if number.isdigit() and number != relation.id else 0, relation.id
