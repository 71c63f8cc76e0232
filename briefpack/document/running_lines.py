"""What stands on the lines at the head and the foot of pages and slides; how it is set is each writer’s.

Of the marking, what is to strike the eye is shown in capitals. Its words are ordinary ones: they are copied, searched
and read aloud as such.
"""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter

from briefpack.document.tree import Inlines, Meta, Span, Text
from briefpack.languages.capitals import in_capitals, parts_of
from briefpack.languages.marks import DOT, dotted


def marking_of(meta: Meta) -> Inlines:
    """Return the marking; nothing where there is none."""
    return tuple(_shown(part) for part in parts_of(meta.marking, meta.in_capitals))


def shown_marking(meta: Meta) -> str:
    """Return the marking in the letters in which it is shown, for whoever measures it."""
    parts = parts_of(meta.marking, meta.in_capitals)
    return "".join(in_capitals(text, meta.language) if is_loud else text for text, is_loud in parts)


def marked_line(meta: Meta, *others: str) -> Inlines:
    """Return the marking and what stands beside it, with dots between."""
    return tuple(_shown(part) for part in _parts(meta, *others))


def foot_parts(meta: Meta) -> list[tuple[str, bool]]:
    """Return the marking and who sends the document in parts, each with whether it is shown in capitals."""
    return _parts(meta, meta.organisation)


def sent(meta: Meta) -> str:
    """Return who sends a document, and when, as pages say it beside the marking."""
    return dotted(meta.organisation, meta.date_text)


def slide_foot(meta: Meta, other: str = "") -> str:
    """Return what stands at the foot of a slide: the marking, who sends the document, then the part or the date."""
    return dotted(meta.marking, meta.organisation, other)


def _parts(meta: Meta, *others: str) -> list[tuple[str, bool]]:
    rest = dotted(*others)
    parts = [*parts_of(meta.marking, meta.in_capitals), (DOT + rest if meta.marking and rest else rest, False)]
    groups = groupby(parts, key=itemgetter(1))
    return [(text, is_loud) for is_loud, group in groups if (text := "".join(text for text, _ in group))]


def _shown(part: tuple[str, bool]) -> Span | Text:
    text, is_loud = part
    return Span((Text(text),), voice="capitals") if is_loud else Text(text)
