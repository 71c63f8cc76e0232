"""Numbered copies of a finished Word file: whose copy it is, at the foot of every page and in the properties.

What all copies share is packed once; the feet and the properties of each are put behind it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn
from lxml import etree

from briefpack.languages.bidi import levels, stretches
from briefpack.languages.scripts import holds_right_to_left, is_right_to_left
from briefpack.look.theme import Theme
from briefpack.office.markup import escape
from briefpack.office.packing import appended, archive, unpacked
from briefpack.writers.labels import CopyLabel
from briefpack.writers.properties import PROPERTY_LIMIT
from briefpack.writers.word.art import Art, frame_xml, free_room, keep_free, page_of_section
from briefpack.writers.word.markup import NAMESPACES
from briefpack.writers.word.styles import running_size

CORE, MAIN, RELATIONS, KINDS = (
    "docProps/core.xml",
    "word/document.xml",
    "word/_rels/document.xml.rels",
    "[Content_Types].xml",
)
PLACE = "\ue000"
"""Stands in a part for what differs from copy to copy."""
FOOTER = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"


class WordCopies:
    """Make copies of one file that this product has written."""

    def __init__(self, data: bytes, theme: Theme, language: str) -> None:
        files = unpacked(data)
        look = _Look(theme, language)
        feet = _with_feet(files, look.height)
        self._parts: list[tuple[str, Callable[[CopyLabel], bytes]]] = [
            (name, _filled(_with_line(files.pop(name), room, look), look)) for name, room in feet.items()
        ]
        self._parts.append((CORE, _described(files.pop(CORE).decode())))
        self._shared = archive(files)

    def lacking(self, text: str) -> tuple[str, ...]:
        """Return what of a text no font sets: who reads the file has fonts for it."""
        return ()

    def copy(self, label: CopyLabel) -> bytes:
        """Return the copy of this label."""
        return appended(self._shared, {name: part(label) for name, part in self._parts})


@dataclass(frozen=True)
class _Look:
    """Know how the line is set: as large as a footer's words, and in the direction of the language."""

    theme: Theme
    language: str

    @property
    def size(self) -> float:
        return running_size(self.theme)

    @property
    def height(self) -> float:
        return self.size * 1.25

    @property
    def from_right(self) -> bool:
        return is_right_to_left(self.language)

    def runs(self, text: str) -> str:
        """Return a text as runs, each of which goes one way."""
        parts = [(text, 0)]
        if holds_right_to_left(text):
            parts = [*stretches(text, iter(levels(text, self.from_right)))]
        half_points = round(self.size * 2)
        return "".join(
            f'<w:r><w:rPr><w:color w:val="333333"/><w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
            f'{"<w:rtl/>" if level % 2 else ""}</w:rPr><w:t xml:space="preserve">{escape(part)}</w:t></w:r>'
            for part, level in parts
        )


def _with_feet(files: dict[str, bytes], height: float) -> dict[str, Art | None]:
    """Return the footers of the document, each with the room for a line; pages without one get one."""
    document = etree.fromstring(files[MAIN])
    relations = etree.fromstring(files[RELATIONS])
    settings = files.get("word/settings.xml", b"")
    targets = {one.get("Id"): f"word/{one.get('Target')}".replace("word//", "") for one in relations}
    feet: dict[str, Art | None] = {}
    heads, named = dict[str, str](), dict[str, str]()
    for section in document.iter(qn("w:sectPr")):
        heads |= _named(section, "header")
        named |= _named(section, "footer")
        kinds = ["default", *(["first"] if section.find(qn("w:titlePg")) is not None else [])]
        for kind in [*kinds, *(["even"] if b"evenAndOddHeaders" in settings else [])]:
            if kind not in named:
                named[kind] = _new_foot(files, relations, section, kind)
                targets[named[kind]] = f"word/{named[kind]}.xml"
            foot = targets[named[kind]]
            if foot not in feet:
                around = [targets[heads[kind]]] if kind in heads else []
                roots = [etree.fromstring(files[name]) for name in (*around, foot)]
                feet[foot] = free_room(roots, page_of_section(section), height)
            keep_free(section, feet[foot])
    files[MAIN], files[RELATIONS] = _xml(document), _xml(relations)
    return feet


def _named(section: Any, what: str) -> dict[str, str]:
    """Return the relations of a section's headers or footers by their kinds; what it does not name, it inherits."""
    return {one.get(qn("w:type")): one.get(qn("r:id")) for one in section.findall(qn(f"w:{what}Reference"))}


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


def _with_line(foot: bytes, room: Art | None, look: _Look) -> str:
    """Return a footer with a line that moves nothing, a paragraph in a frame; above its words where no room is free."""
    tree = etree.fromstring(foot)
    line = (
        f"<w:p {NAMESPACES}><w:pPr>{frame_xml(room) if room else ''}{'<w:bidi/>' if look.from_right else ''}"
        '<w:spacing w:before="0" w:after="0"/><w:ind w:left="0" w:right="0" w:firstLine="0"/>'
        f'<w:jc w:val="center"/></w:pPr>{PLACE}</w:p>'
    )
    tree.insert(0, etree.fromstring(line))
    etree.cleanup_namespaces(tree[0])
    return _xml(tree).decode()


def _xml(tree: Any) -> bytes:
    data: bytes = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data


def _filled(part: str, look: _Look) -> Callable[[CopyLabel], bytes]:
    before, after = (half.encode() for half in part.split(PLACE))
    return lambda label: before + look.runs(label.text).encode() + after


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
