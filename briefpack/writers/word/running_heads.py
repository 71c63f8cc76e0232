"""Headers and footers: who writes, how it is marked, which page it is. None of it is part of the text."""

from __future__ import annotations

import re

from briefpack.document import tree as t
from briefpack.office.markup import DECLARATION
from briefpack.writers.word.markup import NAMESPACES, Markup

LIMIT = 80
"""A running text is cut at this many letters, so that it fits on one line with the text at the right."""
LINE = 100
"""So many letters of both fit on one line."""
_FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}


def letterhead_xml(meta: t.Meta, markup: Markup) -> str:
    """Return the first page's header: the organisation, below it the series and at the right the marking."""
    name = markup.text(meta.organisation, "Organisation") + markup.line_break() if meta.organisation else ""
    runs = name + markup.text(meta.series) + _before_marking(meta.series, meta, markup) + marking_run(meta, markup)
    return head_xml("hdr", markup.paragraph("Letterhead", runs))


def header_xml(meta: t.Meta, markup: Markup) -> str:
    """Return the header of the pages that follow: the title at the left, the marking at the right."""
    title = _shortened(meta.title)
    runs = markup.text(title) + _before_marking(title, meta, markup) + marking_run(meta, markup)
    return head_xml("hdr", markup.paragraph("Header", runs))


def footer_xml(meta: t.Meta, markup: Markup) -> str:
    """Return the footer: marking, organisation and date at the left, the page at the right."""
    left = _shortened(" · ".join(text for text in (meta.organisation, meta.date_text) if text))
    between = markup.text(" · ") if meta.marking and left else ""
    pages = markup.tab() + page_label(meta.page_label, markup)
    return head_xml("ftr", markup.paragraph("Footer", marking_run(meta, markup) + between + markup.text(left) + pages))


def head_xml(root: str, content: str) -> str:
    """Return a header's (`hdr`) or a footer's (`ftr`) part."""
    return f"{DECLARATION}<w:{root} {NAMESPACES}>{content}</w:{root}>"


def page_label(label: str, markup: Markup) -> str:
    """Return `page {page} of {pages}` with fields in the place of the names."""
    texts = (text for text in re.split(r"(\{pages?\})", label) if text)
    return "".join(markup.field(_FIELDS[text], "1") if text in _FIELDS else markup.text(text) for text in texts)


def marking_run(meta: t.Meta, markup: Markup) -> str:
    """Return the marking as a run; nothing where there is none."""
    return markup.text(meta.marking, "Marking") if meta.marking else ""


def _before_marking(text: str, meta: t.Meta, markup: Markup) -> str:
    """Return what parts a text from the marking: they stand at both ends of a line, or each on its own."""
    return markup.tab() if len(text) + len(meta.marking) <= LINE else markup.line_break() if text else ""


def _shortened(text: str) -> str:
    """Return what fits of a text, whole words if it has any, with an ellipsis for the rest."""
    if len(text) <= LIMIT:
        return text
    fitting = text[:LIMIT]
    return (fitting.rpartition(" ")[0] or fitting).rstrip(" ,;:–—") + "…"
