"""The package: slides and notes pages put beside the parts of a master."""

from __future__ import annotations

from hashlib import sha256

from lxml import etree

from briefpack.document.tree import Meta
from briefpack.look.office_theme import theme_xml
from briefpack.look.theme import Theme
from briefpack.office.markup import DECLARATION
from briefpack.office.package import Package
from briefpack.office.packing import PACKAGE, relations_of
from briefpack.writers.pptx.notes_master import notes_master_xml
from briefpack.writers.pptx.shapes import P, R
from briefpack.writers.pptx.slide_master import SlideMaster
from briefpack.writers.properties import add_properties

FIRST_SLIDE_ID = 256
"""The least id that a slide may have (ECMA-376 part 1, 19.7.13)."""
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NOTES_RELATION = "notesMaster"
NOTES_MASTER, NOTES_THEME = "ppt/notesMasters/briefpackNotes.xml", "ppt/theme/briefpackNotes.xml"
"""The names of our notes master where a slide master comes without one."""


class DeckPackage:
    """Put slides beside a master's parts."""

    def __init__(self, master: SlideMaster) -> None:
        """Start with the parts of a master; they are copied, not changed."""
        self._master = master
        self._package = Package({**master.files}, {**master.kinds})
        self._slides = self._notes = self._charts = 0

    def add_charts(self, charts: list[tuple[bytes, bytes]]) -> None:
        """Add the charts of the slide that was added last, each with its workbook."""
        slide = f"ppt/slides/slide{self._slides}.xml"
        for number, (xml, workbook) in enumerate(charts, 1):
            self._charts += 1
            name, data = f"ppt/charts/chart{self._charts}.xml", f"ppt/embeddings/chart{self._charts}.xlsx"
            self._package.put(name, xml, "drawingml.chart")
            self._package.put(data, workbook, WORKBOOK)
            self._package.relate(slide, "chart", name, f"chart{number}")
            self._package.relate(name, "package", data, "rId1")

    def add_images(self, images: list[tuple[bytes, str]]) -> None:
        """Add the files of the pictures of the slide that was added last; one that is shown again is there once."""
        slide = f"ppt/slides/slide{self._slides}.xml"
        for number, (data, kind) in enumerate(images, 1):
            name = f"ppt/media/photo-{sha256(data).hexdigest()[:12]}.{kind}"
            self._package.put(name, data, f"image/{kind}")
            self._package.relate(slide, "image", name, f"image{number}")

    def add_slide(self, xml: str, layout: str, links: dict[str, str], notes: str, notes_links: dict[str, str]) -> None:
        """Add a slide on the layout of that part name, with its notes page; links are by address, ids of relations."""
        self._slides += 1
        name, notes_name = f"ppt/slides/slide{self._slides}.xml", f"ppt/notesSlides/notesSlide{self._slides}.xml"
        self._package.put(name, xml, "presentationml.slide")
        self._package.relate(name, "slideLayout", layout, "rId1")
        self._link(name, links)
        if notes:
            self._notes += 1
            self._package.relate(name, "notesSlide", notes_name, "rId2")
            self._package.put(notes_name, notes, "presentationml.notesSlide")
            self._package.relate(notes_name, "notesMaster", self._master.notes_master or NOTES_MASTER)
            self._package.relate(notes_name, "slide", name)
            self._link(notes_name, notes_links)

    def _link(self, source: str, links: dict[str, str]) -> None:
        for address, name in links.items():
            self._package.relate(source, "hyperlink", address, name, external=True)

    def packed(self, meta: Meta, theme: Theme) -> bytes:
        """Return the whole file: the same bytes for the same slides."""
        package, master = self._package, self._master
        relations = [(f"slide{n}", "slide", f"/ppt/slides/slide{n}.xml") for n in range(1, self._slides + 1)]
        if not master.notes_master:
            package.put(NOTES_MASTER, notes_master_xml(meta.language), "presentationml.notesMaster")
            package.add(NOTES_MASTER, NOTES_THEME, theme_xml(theme, meta.language), "theme")
            relations.append((NOTES_RELATION, "notesMaster", f"/{NOTES_MASTER}"))
        package.relate("", "officeDocument", master.main)
        add_properties(package, meta, {"Slides": self._slides, "Notes": self._notes})
        for kind, target in master.beside:
            package.relate("", kind, target)
        related = relations_of(master.main)
        package.files[master.main] = _with_slides(master.files[master.main], self._slides, bool(master.notes_master))
        package.files[related] = _with_relations(master.files[related], relations)
        return package.packed()


def _with_slides(data: str | bytes, slides: int, has_notes: bool) -> bytes:
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


def _with_relations(data: str | bytes, relations: list[tuple[str, str, str]]) -> bytes:
    """Return a part's relations with others behind them: ids, last words of kinds, and targets."""
    root = etree.fromstring(data)
    for name, kind, target in relations:
        relation = {"Id": name, "Type": f"{R}/{kind}", "Target": target}
        etree.SubElement(root, f"{{{PACKAGE}/relationships}}Relationship", relation)
    return bytes(etree.tostring(root, encoding="UTF-8", standalone=True))
