"""The PowerPoint writer: a document tree as a deck in Office Open XML (ISO/IEC 29500, transitional)."""

from __future__ import annotations

from briefpack.document.slides import deck_of
from briefpack.document.tree import Document
from briefpack.look.theme import Theme
from briefpack.office.reading import ForeignFile
from briefpack.writers import Written
from briefpack.writers.pptx.deck import Planner
from briefpack.writers.pptx.markup import Pen
from briefpack.writers.pptx.own_master import own_master
from briefpack.writers.pptx.package import Package, package_bytes
from briefpack.writers.pptx.slide_xml import notes_xml, slide_xml
from briefpack.writers.pptx.stage import stage_of

__all__ = ["write_slides"]


def write_slides(document: Document, theme: Theme, master: ForeignFile | None = None) -> Written:
    """Return the document's deck as a .pptx file, on an organisation's master if one is given.

    What does not fit a slide goes on on the next; nothing is made smaller.
    """
    meta = document.meta
    stage = stage_of(master.data if master else own_master(theme, meta.language), theme, master is None)
    planner = Planner(stage, theme, meta.language)
    shown = planner.slides(deck_of(document))
    package = Package(stage)
    for number, slide in enumerate(shown, 1):
        pen, spoken = Pen(stage, theme, meta.language), Pen(stage, theme, meta.language)
        xml = slide_xml(slide, number, meta, pen)
        notes = notes_xml(slide.notes, spoken) if slide.notes else ""
        package.add_slide(xml, slide.layout.part, pen.links, notes, spoken.links)
    return Written(package_bytes(package, meta, theme), len(shown), tuple(planner.steps), tuple(planner.warnings))
