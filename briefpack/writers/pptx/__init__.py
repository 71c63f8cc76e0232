"""The PowerPoint writer: a document tree as a deck in Office Open XML (ISO/IEC 29500, transitional)."""

from __future__ import annotations

from dataclasses import replace

from briefpack.document.slides import deck_of
from briefpack.document.tree import Document
from briefpack.languages.scripts import is_right_to_left
from briefpack.look.theme import Theme
from briefpack.office.reading import ForeignFile
from briefpack.writers import SlideFill, Written
from briefpack.writers.pptx.deck import PlannedSlide, Planner
from briefpack.writers.pptx.demands import BrokenMaster
from briefpack.writers.pptx.markup import SlidePart
from briefpack.writers.pptx.mirrored import mirrored, mirrored_master
from briefpack.writers.pptx.notes_page import notes_xml
from briefpack.writers.pptx.own_master import own_master
from briefpack.writers.pptx.package import DeckPackage
from briefpack.writers.pptx.slide_master import SlideMaster, read_slide_master
from briefpack.writers.pptx.slide_xml import slide_xml

__all__ = ["opened_master", "slide_fills", "write_slides"]


def write_slides(document: Document, theme: Theme, master: ForeignFile | None = None) -> Written:
    """Return the document's deck as a .pptx file, on an organisation's master if one is given.

    What does not fit a slide is set a little smaller; what does not fit even so goes on on the next. Raise BuildError
    if the master lacks what slides need.
    """
    meta = document.meta
    planner, slides = _planned(document, theme, master)
    base, turned = planner.master, master is None and is_right_to_left(meta.language)
    package = DeckPackage(replace(base, files=mirrored_master(base.files)) if turned else base)
    for number, slide in enumerate(slides, 1):
        part, notes_page = SlidePart(base, theme, meta.language), SlidePart(base, theme, meta.language)
        xml = slide_xml(slide, number, meta, part)
        notes = notes_xml(slide, number, meta, notes_page) if slide.notes else ""
        package.add_slide(
            mirrored(xml, part.drawn) if turned else xml, slide.layout.part, part.links, notes, notes_page.links
        )
        package.add_charts(part.charts)
        package.add_images(part.images)
    return Written(package.packed(meta, theme), len(slides), tuple(planner.steps), tuple(planner.warnings))


def slide_fills(document: Document, theme: Theme, master: ForeignFile | None = None) -> list[SlideFill]:
    """Return how far each slide of a deck is filled, title slides left out."""
    _, slides = _planned(document, theme, master)
    return [slide.fill for slide in slides if slide.fill]


def opened_master(master: ForeignFile, theme: Theme) -> SlideMaster:
    """Return what a deck finds in an organisation's master. Raise BuildError if it lacks what slides need."""
    try:
        return read_slide_master(master.data, theme, False)
    except BrokenMaster as broken:
        raise master.refused(str(broken), broken.hint) from None


def _planned(document: Document, theme: Theme, master: ForeignFile | None) -> tuple[Planner, list[PlannedSlide]]:
    language = document.meta.language
    base = opened_master(master, theme) if master else read_slide_master(own_master(theme, language), theme, True)
    planner = Planner(base, theme, language)
    return planner, planner.slides(deck_of(document))
