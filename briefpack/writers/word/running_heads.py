"""Headers and footers: who writes, how it is marked, which page it is. None of it is part of the text."""

from __future__ import annotations

import re

from briefpack.document import tree as t
from briefpack.writers.word.markup import DECLARATION, NAMESPACES, TAB, run, simple_field

LIMIT = 80
"""A running text is cut at this many letters, so that it stays on one line with what stands at the right."""
_FIELDS = {"{page}": "PAGE", "{pages}": "NUMPAGES"}


def letterhead_xml(meta: t.Meta) -> str:
    """Return the first page's header: the organisation, below it the series and at the right the marking."""
    name = (
        run(meta.organisation, '<w:rStyle w:val="Organisation"/>') + "<w:r><w:br/></w:r>" if meta.organisation else ""
    )
    return _part("hdr", "Letterhead", name + run(meta.series) + TAB + marking_run(meta))


def header_xml(meta: t.Meta) -> str:
    """Return the header of the pages that follow: the title at the left, the marking at the right."""
    return _part("hdr", "Header", run(cut(meta.title)) + TAB + marking_run(meta))


def footer_xml(meta: t.Meta) -> str:
    """Return the footer: marking, organisation and date at the left, the page at the right."""
    left = cut(" · ".join(part for part in (meta.organisation, meta.date_text) if part))
    between = run(" · ") if meta.marking and left else ""
    return _part("ftr", "Footer", marking_run(meta) + between + run(left) + TAB + page_label(meta.page_label))


def cut(text: str) -> str:
    """Return what fits of a text, whole words if it has any, with an ellipsis for the rest."""
    if len(text) <= LIMIT:
        return text
    fitting = text[:LIMIT]
    return (fitting.rpartition(" ")[0] or fitting).rstrip(" ,;:–—") + "…"


def page_label(label: str) -> str:
    """Return `page {page} of {pages}` with fields in the place of the names."""
    parts = (part for part in re.split(r"(\{pages?\})", label) if part)
    return "".join(simple_field(_FIELDS[part], "1") if part in _FIELDS else run(part) for part in parts)


def marking_run(meta: t.Meta) -> str:
    return run(meta.marking, '<w:rStyle w:val="Marking"/>') if meta.marking else ""


def _part(root: str, style: str, runs: str) -> str:
    paragraph = f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>'
    return f"{DECLARATION}<w:{root} {NAMESPACES}>{paragraph}</w:{root}>"
