"""Headers and footers: who writes, how it is marked, which page it is. None of it is part of the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefpack.document import tree as t
from briefpack.document.running_lines import sent, shown_marking
from briefpack.languages.capitals import parts_of
from briefpack.languages.marks import DOT
from briefpack.languages.running_titles import GAP_PT, WIDEST_PAGE, is_room_beside, on_one_line
from briefpack.look.font_widths import Face, em_width
from briefpack.look.theme import Theme
from briefpack.office.markup import DECLARATION
from briefpack.units import mm
from briefpack.writers.word.markup import NAMESPACES, Markup
from briefpack.writers.word.styles import (
    FOOTER_MM,
    HEADER_MM,
    MARKING_SPACING_PT,
    RULE_GAP_PT,
    RUNNING_LEADING,
    page_of,
    paragraph_styles,
    running_size,
)

CAUTIOUS = 0.97
"""So much of the line is filled: programs differ a little in what letters take."""
_FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}


@dataclass(frozen=True, slots=True)
class Line:
    """Know how wide the line of a header or footer is, and what its words take of it."""

    theme: Theme

    @property
    def width_pt(self) -> float:
        """Return the room between the margins."""
        return page_of(self.theme).text_width_pt * CAUTIOUS

    def measure(self, text: str, bold: bool = False) -> float:
        """Return how wide a text is, in points; what is bold is spaced as markings are."""
        size = running_size(self.theme)
        spaced = MARKING_SPACING_PT * len(text) if bold else 0
        return em_width(text, Face(self.theme.fonts.office_body, bold)) * size + spaced

    def marking_pt(self, meta: t.Meta) -> float:
        """Return how wide the marking is; 0 without one."""
        return self.measure(shown_marking(meta), bold=True) if meta.marking else 0

    def room_before_page(self, meta: t.Meta) -> float:
        """Return what the number of the page leaves of the line."""
        return self.width_pt - self.measure(re.sub(r"\{pages?\}", str(WIDEST_PAGE), meta.page_label)) - GAP_PT

    def room_beside(self, meta: t.Meta) -> float:
        """Return what the marking leaves of the line."""
        return self.width_pt - (self.marking_pt(meta) + GAP_PT if meta.marking else 0)


def letterhead_xml(meta: t.Meta, theme: Theme, markup: Markup) -> str:
    """Return the first page's header: the organisation, below it the series and at the right the marking."""
    line = Line(theme)
    name = markup.text(meta.organisation, "Organisation") + markup.line_break() if meta.organisation else ""
    is_beside = line.measure(meta.series) <= line.room_beside(meta)
    runs = name + markup.text(meta.series) + _before_marking(meta.series, is_beside, markup)
    return head_xml("hdr", markup.paragraph("Letterhead", runs + marking_run(meta, markup)))


def letterhead_pt(meta: t.Meta, theme: Theme) -> float:
    """Return how much lower the text of the first page begins, as its header is taller than the room for headers."""
    name = theme.sizes.memo_section if meta.organisation else 0
    lines = (name + running_size(theme)) * RUNNING_LEADING
    return max(0.0, lines + RULE_GAP_PT + paragraph_styles(theme)["Letterhead"].after_pt - mm(HEADER_MM))


def header_xml(meta: t.Meta, theme: Theme, markup: Markup) -> str:
    """Return the header of the pages that follow: the title at the left, the marking at the right."""
    line = Line(theme)
    is_beside = is_room_beside(line.width_pt, line.marking_pt(meta))
    title = on_one_line(meta.title, line.room_beside(meta) if is_beside else line.width_pt, line.measure)
    runs = markup.text(title) + _before_marking(title, is_beside, markup) + marking_run(meta, markup)
    return head_xml("hdr", markup.paragraph("Header", runs))


def footer_xml(meta: t.Meta, theme: Theme, markup: Markup) -> str:
    """Return the footer: marking, organisation and date at the left, the page at the right.

    Where they do not fit on a line, the marking has one of its own.
    """
    line, whole = Line(theme), sent(meta)
    apart = markup.line_break() if _marks_above(meta, line) else markup.text(DOT)
    marked = marking_run(meta, markup) + (apart if meta.marking and whole else "")
    pages = markup.tab() + page_label(meta.page_label, markup)
    words = on_one_line(whole, line.room_before_page(meta), line.measure)
    return head_xml("ftr", markup.paragraph("Footer", marked + markup.text(words) + pages))


def footer_pt(meta: t.Meta, theme: Theme) -> float:
    """Return how much less text pages hold, as their footer is taller than the room for footers."""
    style = paragraph_styles(theme)["Footer"]
    lines = 1 + _marks_above(meta, Line(theme))
    return max(0.0, style.before_pt + lines * style.size_pt * style.leading - mm(FOOTER_MM))


def _marks_above(meta: t.Meta, line: Line) -> bool:
    """Tell whether the marking has a line of its own, above who writes and when."""
    whole = sent(meta)
    taken = line.width_pt - line.room_before_page(meta)
    return bool(meta.marking and whole) and line.measure(DOT + whole) > line.room_beside(meta) - taken


def head_xml(root: str, content: str) -> str:
    """Return a header's (`hdr`) or a footer's (`ftr`) part."""
    return f"{DECLARATION}<w:{root} {NAMESPACES}>{content}</w:{root}>"


def page_label(label: str, markup: Markup) -> str:
    """Return `page {page} of {pages}` with fields in the place of the names."""
    texts = (text for text in re.split(r"(\{pages?\})", label) if text)
    return "".join(markup.field(_FIELDS[text], "1") if text in _FIELDS else markup.text(text) for text in texts)


def marking_run(meta: t.Meta, markup: Markup) -> str:
    """Return the marking in runs; nothing where there is none."""
    parts = parts_of(meta.marking, meta.in_capitals)
    return "".join(markup.text(text, "Marking", capitals) for text, capitals in parts)


def _before_marking(text: str, is_beside: bool, markup: Markup) -> str:
    """Return what parts a text from the marking: they stand at both ends of a line, or each on its own."""
    return markup.tab() if is_beside else markup.line_break() if text else ""
