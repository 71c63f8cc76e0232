"""The formats in which documents are written: each is a value that says how it is written and what it needs.

Their names stand in `content/formats`, which audience files are checked against.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefpack.build.fit import Fitted
from briefpack.content.model import NotesFor
from briefpack.errors import Problem
from briefpack.look.theme import Theme
from briefpack.writers import Written

if TYPE_CHECKING:
    from briefpack.office.reading import ForeignFile


@dataclass(frozen=True, slots=True)
class Look:
    """Hold what a writer is handed beside the document."""

    theme: Theme
    stationery: ForeignFile | None = None
    """The organisation's own file that the format is written on."""
    notes_for: NotesFor = "marp"
    """The program for which an outline's speaker notes are marked."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was taken out of the organisation's own file."""
        return self.stationery.problems if self.stationery else ()

    @property
    def content(self) -> tuple[object, ...]:
        """All that there is to it, as values that show all that there is to them."""
        pictures = [picture and (picture, picture.data) for picture in (self.theme.picture, self.theme.picture_on_band)]
        fonts = self.theme.fonts.own
        return self.theme, fonts, pictures, self.stationery and self.stationery.data, self.notes_for


@dataclass(frozen=True, slots=True)
class Format:
    """Describe a format of files."""

    name: str
    write: Callable[[Fitted, Look], Written]
    """Loads its library when it runs. Raises BuildError, MissingGlyphs among them."""
    on_paper: bool = False
    """Whether it has pages: a one-pager must then fit one, and the limit of pages holds."""
    tightens: bool = False
    """Whether it can be set closer before anything is cut."""
    stationery: str = ""
    """The kind of an organisation's own file that it is written on: `letterhead` or `master`."""


def write_docx(fitted: Fitted, look: Look) -> Written:
    from briefpack.writers.word import write_word

    return write_word(fitted.document, look.theme, look.stationery)


def write_pdf(fitted: Fitted, look: Look) -> Written:
    from briefpack.writers.pdf import write_pdf

    return write_pdf(fitted.document, look.theme, fitted.tightness)


def write_pptx(fitted: Fitted, look: Look) -> Written:
    from briefpack.writers.pptx import write_slides

    return write_slides(fitted.document, look.theme, look.stationery)


def write_html(fitted: Fitted, look: Look) -> Written:
    from briefpack.writers.html import write_html

    return write_html(fitted.document, look.theme)


def write_md(fitted: Fitted, look: Look) -> Written:
    from briefpack.writers.outline import write_outline

    return write_outline(fitted.document, look.theme, look.notes_for)


def write_outline_docx(fitted: Fitted, look: Look) -> Written:
    from briefpack.writers.outline import write_outline

    return write_outline(fitted.document, look.theme, "outline.docx")


def write_txt(fitted: Fitted, look: Look) -> Written:
    from briefpack.writers.outline import write_outline

    return write_outline(fitted.document, look.theme, "txt")


def write_odt(fitted: Fitted, look: Look) -> Written:
    from briefpack.writers.outline import write_outline

    return write_outline(fitted.document, look.theme, "odt")


FORMATS = {
    one.name: one
    for one in (
        Format("docx", write_docx, on_paper=True, stationery="letterhead"),
        Format("pdf", write_pdf, on_paper=True, tightens=True),
        Format("pptx", write_pptx, stationery="master"),
        Format("html", write_html),
        Format("md", write_md),
        Format("outline.docx", write_outline_docx),
        Format("txt", write_txt),
        Format("odt", write_odt),
    )
}
