"""How a document is to be handled, as readers see it: what is to strike the eye stands in capitals.

The words themselves are ordinary ones: they are copied, searched and read aloud as such.
"""

from __future__ import annotations

from briefpack.document.tree import Inlines, Meta, Span, Text
from briefpack.languages.capitals import in_capitals, parts_of


def marking_of(meta: Meta) -> Inlines:
    """Return the marking; nothing where there is none."""
    return tuple(
        Span((Text(text),), voice="capitals") if is_loud else Text(text)
        for text, is_loud in parts_of(meta.marking, meta.in_capitals)
    )


def shown_marking(meta: Meta) -> str:
    """Return the marking in the letters in which it is shown, for whoever measures it."""
    return "".join(
        in_capitals(text, meta.language) if is_loud else text
        for text, is_loud in parts_of(meta.marking, meta.in_capitals)
    )
