"""The package: slides and notes pages put beside the parts of a master."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

from briefpack.document.tree import Meta
from briefpack.look.office_theme import theme_xml
from briefpack.look.theme import Theme
from briefpack.office.markup import DECLARATION
from briefpack.office.packing import (
    APP_KIND,
    APP_RELATION,
    CORE_KIND,
    CORE_RELATION,
    DOCUMENT_RELATION,
    PACKAGE,
    app_xml,
    packed,
    relation,
    relations_of,
    relations_xml,
)
from briefpack.writers.pptx.own_master import KIND, notes_master_xml
from briefpack.writers.pptx.shapes import P, R
from briefpack.writers.pptx.slide_master import SlideMaster
from briefpack.writers.properties import core_xml

CORE_PART, APP_PART = "docProps/core.xml", "docProps/app.xml"
FIRST_SLIDE_ID = 256
"""The least id that a slide may have (ECMA-376 part 1, 19.7.13)."""
NOTES_RELATION = "notesMaster"
NOTES_MASTER, NOTES_THEME = "ppt/notesMasters/briefpackNotes.xml", "ppt/theme/briefpackNotes.xml"
"""The names of our notes master where a slide master comes without one."""


@dataclass(slots=True)
class Package:
    """Collect what is put beside a master's parts: parts and content types by part name."""

    master: SlideMaster
    files: dict[str, str | bytes] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    slides: int = 0
    notes: int = 0

    def put(self, name: str, xml: str, kind: str, relations: Iterable[str]) -> None:
        """Add a part; `relations` are its own, as `relation` writes them."""
        self.files[name] = xml
        self.kinds[name] = kind
        self.files[relations_of(name)] = relations_xml("".join(relations))

    def add_slide(self, xml: str, layout: str, links: dict[str, str], notes: str, notes_links: dict[str, str]) -> None:
        """Add a slide on the layout of that part name, with its notes page; links are by address, ids of relations."""
        self.slides += 1
        name, notes_name = f"ppt/slides/slide{self.slides}.xml", f"ppt/notesSlides/notesSlide{self.slides}.xml"
        related = [relation("rId1", f"{R}/slideLayout", layout), *_linked(links)]
        if notes:
            self.notes += 1
            related.append(relation("rId2", f"{R}/notesSlide", notes_name))
            master = self.master.notes_master or NOTES_MASTER
            back = [relation("rId1", f"{R}/notesMaster", master), relation("rId2", f"{R}/slide", name)]
            self.put(notes_name, notes, f"{KIND}.presentationml.notesSlide+xml", [*back, *_linked(notes_links)])
        self.put(name, xml, f"{KIND}.presentationml.slide+xml", related)


def _linked(links: dict[str, str]) -> list[str]:
    return [relation(name, f"{R}/hyperlink", address, external=True) for address, name in links.items()]


def package_bytes(package: Package, meta: Meta, theme: Theme) -> bytes:
    """Return the whole file: the same bytes for the same slides."""
    master = package.master
    relations = [(f"slide{n}", f"{R}/slide", f"/ppt/slides/slide{n}.xml") for n in range(1, package.slides + 1)]
    if not master.notes_master:
        _put_notes_master(package, meta, theme)
        relations.append((NOTES_RELATION, f"{R}/notesMaster", f"/{NOTES_MASTER}"))
    related = [(DOCUMENT_RELATION, master.main), (CORE_RELATION, CORE_PART), (APP_RELATION, APP_PART), *master.beside]
    root = "".join(relation(f"rId{n}", kind, target) for n, (kind, target) in enumerate(related, 1))
    files: dict[str, str | bytes] = {
        **master.files,
        **package.files,
        CORE_PART: core_xml(meta),
        APP_PART: app_xml({"Slides": package.slides, "Notes": package.notes}),
        master.main: _with_slides(master.files[master.main], package.slides, bool(master.notes_master)),
        relations_of(master.main): _with_relations(master.files[relations_of(master.main)], relations),
        relations_of(""): relations_xml(root),
    }
    return packed(files, {**master.kinds, **package.kinds, CORE_PART: CORE_KIND, APP_PART: APP_KIND})


def _put_notes_master(package: Package, meta: Meta, theme: Theme) -> None:
    package.files[NOTES_THEME] = theme_xml(theme, meta.language)
    package.kinds[NOTES_THEME] = f"{KIND}.theme+xml"
    related = [relation("rId1", f"{R}/theme", NOTES_THEME)]
    package.put(NOTES_MASTER, notes_master_xml(meta.language), f"{KIND}.presentationml.notesMaster+xml", related)


def _with_slides(data: bytes, slides: int, has_notes: bool) -> bytes:
    """Return presentation.xml with its list of slides, and of our notes master if it has none (CT_Presentation)."""
    root = etree.fromstring(data)
    before = [node for node in root if node.tag in (f"{{{P}}}sldMasterIdLst", f"{{{P}}}notesMasterIdLst")]
    place = root.index(before[-1]) + 1
    ids = [{"id": str(FIRST_SLIDE_ID + number), f"{{{R}}}id": f"slide{number + 1}"} for number in range(slides)]
    notes = [] if has_notes else [{f"{{{R}}}id": NOTES_RELATION}]
    for name, entries in (("sldId", ids), ("notesMasterId", notes)):
        if entries:
            root.insert(place, etree.Element(f"{{{P}}}{name}Lst"))
            for entry in entries:
                etree.SubElement(root[place], f"{{{P}}}{name}", entry)
    return f"{DECLARATION}{etree.tostring(root, encoding='unicode')}".encode()


def _with_relations(data: bytes, relations: list[tuple[str, str, str]]) -> bytes:
    """Return a part's relations with others behind them: ids, kinds and targets."""
    root = etree.fromstring(data)
    for name, kind, target in relations:
        etree.SubElement(root, f"{{{PACKAGE}/relationships}}Relationship", {"Id": name, "Type": kind, "Target": target})
    return bytes(etree.tostring(root, encoding="UTF-8", standalone=True))
