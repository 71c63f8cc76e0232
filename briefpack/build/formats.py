"""The formats in which documents are written, each with its writer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefpack.build.fit import Fitted
from briefpack.content.model import NotesFor
from briefpack.look.theme import Theme
from briefpack.writers import Written

if TYPE_CHECKING:
    from briefpack.office.reading import ForeignFile


@dataclass(frozen=True)
class Look:
    """Hold what an audience's documents look like: its theme and, for the formats that have them, its own files."""

    theme: Theme
    letterhead: ForeignFile | None = None
    master: ForeignFile | None = None


def write_docx(fitted: Fitted, look: Look) -> Written:
    from briefpack.writers.word import write_word

    return write_word(fitted.document, look.theme, look.letterhead)


def write_pdf(fitted: Fitted, look: Look) -> Written:
    from briefpack.writers.pdf import write_pdf

    return write_pdf(fitted.document, look.theme, fitted.tightness)


def write_md(fitted: Fitted, look: Look, notes_for: NotesFor = "marp") -> Written:
    from briefpack.writers.outline import write_outline

    return write_outline(fitted.document, look.theme, notes_for)


def write_outline_docx(fitted: Fitted, look: Look) -> Written:
    from briefpack.writers.outline import write_outline

    return write_outline(fitted.document, look.theme, "outline.docx")


def write_txt(fitted: Fitted, look: Look) -> Written:
    from briefpack.writers.outline import write_outline

    return write_outline(fitted.document, look.theme, "txt")


def write_odt(fitted: Fitted, look: Look) -> Written:
    from briefpack.writers.outline import write_outline

    return write_outline(fitted.document, look.theme, "odt")


def write_pptx(fitted: Fitted, look: Look) -> Written:
    from briefpack.writers.pptx import write_slides

    return write_slides(fitted.document, look.theme, look.master)


Writer = Callable[["Fitted", "Look"], Written]
WRITERS: dict[str, Writer] = {
    "docx": write_docx,
    "pdf": write_pdf,
    "pptx": write_pptx,
    "md": write_md,
    "outline.docx": write_outline_docx,
    "txt": write_txt,
    "odt": write_odt,
}
"""The writer of each format; its library loads when it runs."""
