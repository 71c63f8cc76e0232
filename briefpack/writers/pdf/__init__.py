"""PDF: a document tree becomes pages that are measured before they are drawn."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace

from briefpack.document.tree import Document, text_lines
from briefpack.look.last_page import CLOSER, LITTLE, closer_leading, saving_a_page
from briefpack.look.theme import Theme
from briefpack.writers import Written, table_warnings
from briefpack.writers.pdf.canvas import PageCanvas
from briefpack.writers.pdf.fonts import Fonts
from briefpack.writers.pdf.layouts import lay_out
from briefpack.writers.pdf.mirrored import MirroredSurface
from briefpack.writers.pdf.pages import Layout, draw
from briefpack.writers.pdf.styles import Setting, full_setting, theme_in, tightened
from briefpack.writers.pdf.tables import narrow_tables

__all__ = ["Fit", "body_size", "measure_pages", "write_pdf"]


@dataclass(frozen=True, slots=True)
class Fit:
    """Say how a document stands on its pages. excess_pt: how much too tall a one-pager is; negative: the room left."""

    pages: int
    excess_pt: float


def write_pdf(document: Document, theme: Theme, tightness: float = 0.0) -> Written:
    """Write a document as PDF. Raise BuildError if no font has one of its characters.

    `tightness`: how far a one-pager goes from the theme's full size (0) to its floor (1).
    """
    layout, fonts = _MEASURED.layout(document, theme, tightness)
    _MEASURED.forget()
    canvas = PageCanvas(document.meta, fonts, layout.size, len(document.notes), theme.pdf)
    fonts.raise_missing(text_lines(document))
    draw(layout, MirroredSurface(canvas) if fonts.from_right else canvas)
    warnings = (*layout.warnings, *table_warnings(_narrow_tables(layout)))
    return Written(canvas.to_bytes(), len(layout.pages), layout.steps, warnings)


def _narrow_tables(layout: Layout) -> Iterator[list[str]]:
    for page in layout.pages:
        for placed in page.content:
            yield from narrow_tables(placed.flow, placed.width)


def measure_pages(document: Document, theme: Theme, tightness: float = 0.0) -> Fit:
    """Measure a document on the layout that `write_pdf` would draw."""
    layout, _ = _MEASURED.layout(document, theme, tightness)
    return Fit(len(layout.pages), layout.overflow_pt)


class Measured(threading.local):
    """Keep the layouts of the document that was measured last, so that the one which is written is not made again."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Let go of them: those of a long document are large."""
        self._of: tuple[Document, Theme] | None = None
        self._layouts: dict[float, tuple[Layout, Fonts]] = {}

    def layout(self, document: Document, theme: Theme, tightness: float) -> tuple[Layout, Fonts]:
        """Return a layout and the fonts that it was made with."""
        if self._of is None or self._of[0] is not document or self._of[1] is not theme:
            self.forget()
            self._of = document, theme
        if tightness not in self._layouts:
            self._layouts[tightness] = _laid_out(document, theme, tightness)
        return self._layouts[tightness]


_MEASURED = Measured()


def _laid_out(document: Document, theme: Theme, tightness: float) -> tuple[Layout, Fonts]:
    """Place a document on pages; a memo whose last page would be nearly empty is set closer, if that saves the page."""
    theme = theme_in(theme, document.meta.language)
    fonts = Fonts(theme, document.meta.language, f"{document.meta.kind}.pdf")
    settings = [_setting(document, theme, tightness)]
    if document.meta.kind not in ("onepager", "slides"):
        settings += [_closer(settings[0], factor) for factor in CLOSER]
    tried = (lay_out(document, theme, fonts, setting) for setting in settings)
    return saving_a_page(tried, lambda layout: len(layout.pages), _filled, LITTLE), fonts


def _closer(setting: Setting, factor: float) -> Setting:
    return replace(setting, spacing=setting.spacing * factor, leading=closer_leading(setting.leading, factor))


def _filled(layout: Layout) -> float:
    """Return how much of the last page its content takes, from 0 to 1."""
    last = layout.pages[-1].content
    if not last:
        return 0.0
    ends = max(placed.y + placed.flow.height(placed.width) for placed in last)
    return (ends - min(placed.y for placed in last)) / layout.size[1]


def body_size(document: Document, theme: Theme, tightness: float) -> float:
    """Return the size in points in which a document's text is set."""
    return _setting(document, theme_in(theme, document.meta.language), tightness).body_pt


def _setting(document: Document, theme: Theme, tightness: float) -> Setting:
    kind = document.meta.kind
    return tightened(theme, tightness) if kind == "onepager" else full_setting(theme, kind)
