"""The package: slides and notes pages put beside the parts of a master."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

from briefpack.document.tree import Meta
from briefpack.look.theme import Theme
from briefpack.office.markup import DECLARATION, clean, escape
from briefpack.office.packing import RELATIONS, packed, relation, relations_of, relations_xml
from briefpack.writers.pptx.own_master import notes_master_xml
from briefpack.writers.pptx.own_theme import theme_xml
from briefpack.writers.pptx.shapes import P, R
from briefpack.writers.pptx.slide_master import SlideMaster

KIND = "application/vnd.openxmlformats-officedocument.presentationml"
OFFICE = "application/vnd.openxmlformats-officedocument"
CORE = "application/vnd.openxmlformats-package.core-properties+xml"
CORE_RELATION = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
FIRST_SLIDE_ID = 256
"""The least id that a slide may have (ECMA-376 part 1, 19.7.13)."""
NOTES_RELATION = "notesMaster"
NOTES_MASTER, NOTES_THEME = "ppt/notesMasters/briefpackNotes.xml", "ppt/theme/briefpackNotes.xml"
"""The names of our notes master where a slide master comes without one."""
PROPERTY_LIMIT = 255


@dataclass(slots=True)
class Package:
    """Collect parts, their kinds and relations."""

    master: SlideMaster
    files: dict[str, bytes] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    slides: int = 0
    notes: int = 0

    def put(self, name: str, xml: str, kind: str, relations: Iterable[str] = ()) -> None:
        self.files[name] = xml.encode("utf-8")
        self.kinds[name] = kind
        held = "".join(relations)
        if held:
            self.files[relations_of(name)] = relations_xml(held).encode("utf-8")

    def add_slide(self, xml: str, layout: str, links: dict[str, str], notes: str, notes_links: dict[str, str]) -> None:
        self.slides += 1
        name, notes_name = f"ppt/slides/slide{self.slides}.xml", f"ppt/notesSlides/notesSlide{self.slides}.xml"
        related = [relation("rId1", f"{R}/slideLayout", layout), *_linked(links)]
        if notes:
            self.notes += 1
            related.append(relation("rId2", f"{R}/notesSlide", notes_name))
            master = self.master.notes_master or NOTES_MASTER
            back = [relation("rId1", f"{R}/notesMaster", master), relation("rId2", f"{R}/slide", name)]
            self.put(notes_name, notes, f"{KIND}.notesSlide+xml", [*back, *_linked(notes_links)])
        self.put(name, xml, f"{KIND}.slide+xml", related)


def _linked(links: dict[str, str]) -> list[str]:
    return [relation(name, f"{R}/hyperlink", address, external=True) for address, name in links.items()]


def package_bytes(package: Package, meta: Meta, theme: Theme) -> bytes:
    """Return the whole file: the same bytes for the same slides."""
    master = package.master
    relations = [(f"slide{n}", f"{R}/slide", f"/ppt/slides/slide{n}.xml") for n in range(1, package.slides + 1)]
    if not master.notes_master:
        _put_notes_master(package, meta, theme)
        relations.append((NOTES_RELATION, f"{R}/notesMaster", f"/{NOTES_MASTER}"))
    beside = [(CORE_RELATION, "docProps/core.xml"), (f"{R}/extended-properties", "docProps/app.xml"), *master.beside]
    related = [(f"{R}/officeDocument", master.main), *beside]
    root = "".join(relation(f"rId{n}", kind, target) for n, (kind, target) in enumerate(related, 1))
    files = {
        **master.files,
        **package.files,
        **_properties(meta, package),
        master.main: _with_slides(master.files[master.main], package.slides, bool(master.notes_master)),
        relations_of(master.main): _with_relations(master.files[relations_of(master.main)], relations),
        "_rels/.rels": relations_xml(root).encode(),
    }
    kinds = {"docProps/core.xml": CORE, "docProps/app.xml": f"{OFFICE}.extended-properties+xml"}
    return packed(files, {**master.kinds, **package.kinds, **kinds})


def _put_notes_master(package: Package, meta: Meta, theme: Theme) -> None:
    package.put(NOTES_THEME, theme_xml(theme, meta.language), f"{OFFICE}.theme+xml")
    related = [relation("rId1", f"{R}/theme", NOTES_THEME)]
    package.put(NOTES_MASTER, notes_master_xml(meta.language), f"{KIND}.notesMaster+xml", related)


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
        etree.SubElement(root, f"{{{RELATIONS}}}Relationship", {"Id": name, "Type": kind, "Target": target})
    return bytes(etree.tostring(root, encoding="UTF-8", standalone=True))


def _properties(meta: Meta, package: Package) -> dict[str, bytes]:
    """Return the file's properties, from the document's own description and from nothing else."""
    texts = {
        "dc:title": meta.title,
        "dc:creator": meta.organisation,
        "dc:subject": meta.subject,
        "dc:language": meta.language,
        "cp:keywords": ", ".join(meta.keywords),
        "cp:category": meta.marking,
    }
    held = "".join(f"<{n}>{escape(clean(text)[:PROPERTY_LIMIT])}</{n}>" for n, text in texts.items() if text)
    dates = "".join(
        f'<dcterms:{n} xsi:type="dcterms:W3CDTF">{escape(meta.date)}T00:00:00Z</dcterms:{n}>'
        for n in ("created", "modified")
    )
    core = (
        f"{DECLARATION}<cp:coreProperties "
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{held}{dates}</cp:coreProperties>'
    )
    app = (
        f'{DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        f"<Slides>{package.slides}</Slides><Notes>{package.notes}</Notes></Properties>"
    )
    return {"docProps/core.xml": core.encode(), "docProps/app.xml": app.encode()}
