"""The package: slides and notes pages put beside the parts of a master."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

from briefpack.document.tree import Meta
from briefpack.look.theme import Theme
from briefpack.office.markup import DECLARATION, clean, escape
from briefpack.office.packing import packed, relation, relations_of, relations_xml
from briefpack.writers.pptx.own_layouts import P, R
from briefpack.writers.pptx.own_master import notes_master_xml
from briefpack.writers.pptx.own_theme import theme_xml
from briefpack.writers.pptx.stage import Stage

KIND = "application/vnd.openxmlformats-officedocument.presentationml"
OFFICE = "application/vnd.openxmlformats-officedocument"
CORE = "application/vnd.openxmlformats-package.core-properties+xml"
CORE_RELATION = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
FIRST_SLIDE_ID = 256
"""The least id that a slide may have (ECMA-376 part 1, 19.7.13)."""
PLACE = "briefpack"
NOTES_MASTER, NOTES_THEME = "ppt/notesMasters/briefpackNotes.xml", "ppt/theme/briefpackNotes.xml"
"""The names of our notes master where a slide master comes without one."""
PROPERTY_LIMIT = 255


@dataclass(slots=True)
class Package:
    """Collect parts, their kinds and relations."""

    stage: Stage
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
            master = self.stage.notes_master or NOTES_MASTER
            back = [relation("rId1", f"{R}/notesMaster", master), relation("rId2", f"{R}/slide", name)]
            self.put(notes_name, notes, f"{KIND}.notesSlide+xml", [*back, *_linked(notes_links)])
        self.put(name, xml, f"{KIND}.slide+xml", related)


def _linked(links: dict[str, str]) -> list[str]:
    return [relation(name, f"{R}/hyperlink", address, external=True) for address, name in links.items()]


def package_bytes(package: Package, meta: Meta, theme: Theme) -> bytes:
    """Return the whole file: the same bytes for the same slides."""
    stage = package.stage
    names = [f"ppt/slides/slide{number}.xml" for number in range(1, package.slides + 1)]
    added = [relation(f"slide{n}", f"{R}/slide", name) for n, name in enumerate(names, 1)]
    if not stage.notes_master:
        added += _put_notes_master(package, meta, theme)
    listed = "".join(f'<p:sldId id="{FIRST_SLIDE_ID + n}" r:id="slide{n + 1}"/>' for n in range(len(names)))
    head, tail = presentation_frame(stage.files[stage.main], bool(stage.notes_master))
    main = head + f"<p:sldIdLst>{listed}</p:sldIdLst>" * bool(listed) + tail
    rels = (
        stage.files[relations_of(stage.main)].decode().replace("</Relationships>", "".join(added) + "</Relationships>")
    )
    properties = _properties(meta, package)
    beside = [(CORE_RELATION, "docProps/core.xml"), (f"{R}/extended-properties", "docProps/app.xml"), *stage.beside]
    related = [(f"{R}/officeDocument", stage.main), *beside]
    root = "".join(relation(f"rId{n}", kind, target) for n, (kind, target) in enumerate(related, 1))
    files = {
        **stage.files,
        **package.files,
        **properties,
        stage.main: main.encode(),
        relations_of(stage.main): rels.encode(),
    }
    files["_rels/.rels"] = relations_xml(root).encode()
    kinds = {"docProps/core.xml": CORE, "docProps/app.xml": f"{OFFICE}.extended-properties+xml"}
    return packed(files, {**stage.kinds, **package.kinds, **kinds})


def _put_notes_master(package: Package, meta: Meta, theme: Theme) -> list[str]:
    package.put(NOTES_THEME, theme_xml(theme, meta.language), f"{OFFICE}.theme+xml")
    related = [relation("rId1", f"{R}/theme", NOTES_THEME)]
    package.put(NOTES_MASTER, notes_master_xml(meta.language), f"{KIND}.notesMaster+xml", related)
    return [relation("notesMaster", f"{R}/notesMaster", NOTES_MASTER)]


@functools.lru_cache(maxsize=16)
def presentation_frame(data: bytes, has_notes: bool) -> tuple[str, str]:
    """Return presentation.xml as what stands before its list of slides and after it (CT_Presentation)."""
    root = etree.fromstring(data)
    before = [
        node for node in root if node.tag in {f"{{{P}}}{name}" for name in ("sldMasterIdLst", "notesMasterIdLst")}
    ]
    place = root.index(before[-1]) + 1
    if not has_notes:
        listed = etree.Element(f"{{{P}}}notesMasterIdLst")
        etree.SubElement(listed, f"{{{P}}}notesMasterId").set(f"{{{R}}}id", "notesMaster")
        root.insert(place, listed)
        place += 1
    root.insert(place, etree.ProcessingInstruction(PLACE, "slides"))
    head, tail = etree.tostring(root, encoding="unicode").split(f"<?{PLACE} slides?>")
    return DECLARATION + head, tail


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
