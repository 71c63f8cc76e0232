"""What stands on the lines at the head and the foot of pages and slides; how it is set is each writer’s."""

from __future__ import annotations

from briefpack.document.tree import Meta
from briefpack.languages.marks import dotted


def sent(meta: Meta) -> str:
    """Return who sends a document, and when, as pages say it beside the marking."""
    return dotted(meta.organisation, meta.date_text)


def slide_foot(meta: Meta, other: str = "") -> str:
    """Return what stands at the foot of a slide: the marking, who sends the document, then the part or the date."""
    return dotted(meta.marking, meta.organisation, other)
