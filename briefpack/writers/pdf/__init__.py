"""PDF: a document tree becomes pages that are measured before they are drawn."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from briefpack.document.tree import Document, text_lines
from briefpack.look.last_page import CLOSER, WIDER, closer_leading, without_holes
from briefpack.look.theme import Theme
from briefpack.writers import Written, table_warnings
from briefpack.writers.pdf.canvas import PageCanvas
from briefpack.writers.pdf.fonts import Fonts
from briefpack.writers.pdf.layouts import OnePager, context_of, lay_out
from briefpack.writers.pdf.mirrored import MirroredSurface
from briefpack.writers.pdf.pages import Layout, PageContent, draw, furnished
from briefpack.writers.pdf.styles import Setting, full_setting, theme_in, tightened
from briefpack.writers.pdf.tables import narrow_tables

__all__ = ["Fit", "body_size", "excess_pt", "measure_pages", "takes_more_pages", "write_pdf"]


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


def excess_pt(document: Document, theme: Theme, tightness: float) -> float:
    """Return by how many points a one-pager is taller than its page; negative: the room left.

    It is told without its pages, of which `write_pdf` draws one setting only.
    """
    return _MEASURED.attempts(document, theme, tightness).excess_pt


def measure_pages(document: Document, theme: Theme, tightness: float = 0.0) -> Fit:
    """Measure a document on the layout that `write_pdf` would draw."""
    layout, _ = _MEASURED.layout(document, theme, tightness)
    return Fit(len(layout.pages), layout.overflow_pt)


def takes_more_pages(document: Document, theme: Theme, most: int) -> bool:
    """Tell whether a document takes more pages, as `measure_pages` counts them; it is set closer only to know that."""
    return _MEASURED.attempts(document, theme, 0.0).take_more_pages(most)


class Measured(threading.local):
    """Keep the layouts of the document that was measured last, so that the one which is written is not made again."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Let go of them: those of a long document are large."""
        self._of: tuple[Document, Theme] | None = None
        self._fonts: Fonts | None = None
        self._attempts: dict[float, Attempts] = {}

    def layout(self, document: Document, theme: Theme, tightness: float) -> tuple[Layout, Fonts]:
        """Return a layout and the fonts that it was made with."""
        attempts = self.attempts(document, theme, tightness)
        return attempts.chosen, attempts.fonts

    def attempts(self, document: Document, theme: Theme, tightness: float) -> Attempts:
        """Return the layouts of a document."""
        if self._of is None or self._of[0] is not document or self._of[1] is not theme:
            self.forget()
            self._of = document, theme
        theme = theme_in(theme, document.meta.language)
        self._fonts = self._fonts or Fonts(theme, document.meta.language, f"{document.meta.kind}.pdf")
        if tightness not in self._attempts:
            self._attempts[tightness] = Attempts(document, theme, self._fonts, _setting(document, theme, tightness))
        return self._attempts[tightness]


@dataclass
class Attempts:
    """Make the layouts of a document in its settings, the usual one first, each when it is asked for."""

    document: Document
    theme: Theme
    fonts: Fonts
    setting: Setting
    """The usual one."""

    @cached_property
    def _one_page(self) -> OnePager:
        return OnePager(self.document, context_of(self.document, self.theme, self.fonts, self.setting))

    @property
    def excess_pt(self) -> float:
        """How much too tall a one-pager is."""
        return self._one_page.excess_pt

    @cached_property
    def first(self) -> Layout:
        """The layout in the usual setting."""
        if self.document.meta.kind == "onepager":
            return self._one_page.layout
        return lay_out(self.document, self.theme, self.fonts, self.setting)

    @property
    def is_free(self) -> bool:
        """Whether it may be set closer or wider, as what takes several pages may."""
        kind = self.document.meta.kind
        return self.theme.is_large_print if kind == "onepager" else kind != "slides"

    def _layouts(self) -> Iterator[Layout]:
        yield self.first
        if self.is_free:
            yield from self._in_settings(CLOSER)

    def _in_settings(self, factors: Iterable[float]) -> Iterator[Layout]:
        others = (spaced(self.setting, factor) for factor in factors)
        return (lay_out(self.document, self.theme, self.fonts, other) for other in others)

    @cached_property
    def chosen(self) -> Layout:
        """The layout to write: closer where a page would be nearly empty, and that mends it."""
        wider = self._in_settings(WIDER if self.is_free else ())
        chosen = without_holes(self._layouts(), lambda layout: len(layout.pages), _filled, _hole, wider)
        return furnished(chosen, self.document.meta)

    def take_more_pages(self, most: int) -> bool:
        """Tell whether the document takes more pages."""
        return len(self.first.pages) > most and len(self.chosen.pages) > most


_MEASURED = Measured()


def spaced(setting: Setting, factor: float) -> Setting:
    """Return a setting with so much of its space around blocks; lines and plots follow as `look.last_page` says."""
    return replace(setting, spacing=setting.spacing * factor, leading=closer_leading(setting.leading, factor))


def _filled(layout: Layout) -> float:
    """Return how much of the last page its content takes, from 0 to 1."""
    top, bottom = _taken(layout.pages[-1])
    return (bottom - top) / layout.size[1]


def _hole(layout: Layout) -> float:
    """Return the largest part of a page before the last that stays empty below its content, from 0 to 1."""
    ends = [_taken(page)[1] for page in layout.pages[:-1]]
    return (max(ends) - min(ends)) / layout.size[1] if ends else 0.0


def _taken(page: PageContent) -> tuple[float, float]:
    """Return where the content of a page begins and ends."""
    ends = [placed.y + placed.flow.height(placed.width) for placed in page.content]
    return min((placed.y for placed in page.content), default=0.0), max(ends, default=0.0)


def body_size(document: Document, theme: Theme, tightness: float) -> float:
    """Return the size in points in which a document's text is set."""
    return _setting(document, theme_in(theme, document.meta.language), tightness).body_pt


def _setting(document: Document, theme: Theme, tightness: float) -> Setting:
    kind = document.meta.kind
    return tightened(theme, tightness) if kind == "onepager" else full_setting(theme, kind)
