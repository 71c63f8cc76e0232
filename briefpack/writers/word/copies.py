"""Numbered copies of a finished Word file: whose copy it is, at the foot of every page and in the properties.

What all copies share is packed once; the feet and the properties of each are put behind it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from docx.oxml.ns import qn
from lxml import etree

from briefpack.office.markup import escape
from briefpack.office.packing import appended, archive, unpacked
from briefpack.writers.labels import CopyLabel
from briefpack.writers.properties import PROPERTY_LIMIT
from briefpack.writers.word.markup import NAMESPACES

CORE, MAIN, RELATIONS, KINDS = (
    "docProps/core.xml",
    "word/document.xml",
    "word/_rels/document.xml.rels",
    "[Content_Types].xml",
)
PLACE = "\ue000"
"""Stands in a part for what differs from copy to copy."""
ABOVE_EDGE = 600
"""Where the line begins above the lower edge of the page, in twentieths of a point: footers stand higher."""
FOOTER = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"


class WordCopies:
    """Make copies of one file that this product has written."""

    def __init__(self, data: bytes) -> None:
        files = unpacked(data)
        feet = _with_feet(files)
        self._parts: list[tuple[str, Callable[[CopyLabel], bytes]]] = [
            (name, _filled(_with_line(files.pop(name), height))) for name, height in feet.items()
        ]
        self._parts.append((CORE, _described(files.pop(CORE).decode())))
        self._shared = archive(files)

    def can_print(self, text: str) -> bool:
        """Tell whether there are fonts for a text: who reads the file has them."""
        return True

    def copy(self, label: CopyLabel) -> bytes:
        """Return the copy of this label."""
        return appended(self._shared, {name: part(label) for name, part in self._parts})


def _with_feet(files: dict[str, bytes]) -> dict[str, int]:
    """Return the footers of the document, each with the height of its page; pages without one get one."""
    document = etree.fromstring(files[MAIN])
    relations = etree.fromstring(files[RELATIONS])
    settings = files.get("word/settings.xml", b"")
    targets = {one.get("Id"): f"word/{one.get('Target')}".replace("word//", "") for one in relations}
    feet: dict[str, int] = {}
    for section in document.iter(qn("w:sectPr")):
        height = int(section.find(qn("w:pgSz")).get(qn("w:h")))
        named = {one.get(qn("w:type")): one.get(qn("r:id")) for one in section.findall(qn("w:footerReference"))}
        kinds = ["default", *(["first"] if section.find(qn("w:titlePg")) is not None else [])]
        for kind in [*kinds, *(["even"] if b"evenAndOddHeaders" in settings else [])]:
            if kind not in named:
                named[kind] = _new_foot(files, relations, section, kind)
                targets[named[kind]] = f"word/{named[kind]}.xml"
            feet.setdefault(targets[named[kind]], height)
    files[MAIN], files[RELATIONS] = _xml(document), _xml(relations)
    return feet


def _new_foot(files: dict[str, bytes], relations: Any, section: Any, kind: str) -> str:
    """Add an empty footer to a section; return the name of its relation."""
    name = f"copyfoot{sum('copyfoot' in file for file in files) + 1}"
    files[f"word/{name}.xml"] = f"<w:ftr {NAMESPACES}><w:p/></w:ftr>".encode()
    override = f'<Override PartName="/word/{name}.xml" ContentType="{FOOTER}"/></Types>'.encode()
    files[KINDS] = files[KINDS].replace(b"</Types>", override)
    row = etree.SubElement(relations, relations[0].tag)
    row.set("Id", name)
    row.set("Type", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer")
    row.set("Target", f"{name}.xml")
    reference = etree.Element(qn("w:footerReference"))
    reference.set(qn("w:type"), kind)
    reference.set(qn("r:id"), name)
    section.insert(0, reference)
    return name


def _with_line(foot: bytes, height: int) -> str:
    """Return a footer with a line below all else, which moves nothing: a paragraph in a frame."""
    tree = etree.fromstring(foot)
    line = (
        f'<w:p {NAMESPACES}><w:pPr><w:framePr w:w="10200" w:hSpace="0" w:wrap="around" w:vAnchor="page" '
        f'w:hAnchor="page" w:xAlign="center" w:y="{height - ABOVE_EDGE}"/><w:spacing w:before="0" w:after="0"/>'
        f'<w:ind w:left="0" w:right="0" w:firstLine="0"/><w:jc w:val="center"/></w:pPr>'
        '<w:r><w:rPr><w:color w:val="333333"/><w:sz w:val="16"/></w:rPr>'
        f'<w:t xml:space="preserve">{PLACE}</w:t></w:r></w:p>'
    )
    tree.insert(0, etree.fromstring(line))
    etree.cleanup_namespaces(tree[0])
    return _xml(tree).decode()


def _xml(tree: Any) -> bytes:
    data: bytes = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data


def _filled(part: str) -> Callable[[CopyLabel], bytes]:
    before, after = (half.encode() for half in part.split(PLACE))
    return lambda label: before + escape(label.text).encode() + after


def _described(core: str) -> Callable[[CopyLabel], bytes]:
    """Return the properties as a function of whose they are."""
    found = re.search(r"<dc:subject>(.*?)</dc:subject>", core)
    bare = core.replace(found[0], "") if found else core
    before, end, after = bare.partition("</cp:coreProperties>")
    subject = etree.fromstring(f"<a>{found[1]}</a>").text if found else ""

    def described(label: CopyLabel) -> bytes:
        room = PROPERTY_LIMIT - len(label.text) - 3
        said = f"{subject[:room]} · {label.text}" if subject and room > 0 else label.text
        own = f"<dc:subject>{escape(said)}</dc:subject><dc:identifier>{label.code}</dc:identifier>"
        return f"{before}{own}{end}{after}".encode()

    return described
