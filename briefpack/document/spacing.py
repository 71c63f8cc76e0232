"""Spaces in Japanese and Chinese: full-width punctuation holds its own, so that none stands beside it.

A template puts a space between two sentences, as most languages do; here it goes.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from typing import Any

from briefpack.document.tree import INLINE_TYPES, Document, Figure, LineBreak, Text, walk
from briefpack.languages.scripts import has_full_width_marks

GAP = re.compile("(?<=[、。，．：；！？」』）】〕〉》]) | (?=[「『（【〔〈《])")
"""A space after or before full-width punctuation; a no-break space stays."""


def without_gaps(document: Document) -> Document:
    """Return the document without spaces beside full-width punctuation, if its language writes none between words."""
    if not has_full_width_marks(document.meta.language):
        return document
    return dataclasses.replace(document, blocks=_closed(document.blocks), notes=_closed(document.notes))


def _closed(node: Any) -> Any:
    """Return blocks without gaps: words that stand in one line are looked at together, whatever marks them."""
    if isinstance(node, tuple):
        if node and isinstance(node[0], INLINE_TYPES):
            return _line(node)
        return tuple(map(_closed, node))
    if not dataclasses.is_dataclass(node) or isinstance(node, type):
        return node
    changes: dict[str, Any] = {f.name: _closed(getattr(node, f.name)) for f in dataclasses.fields(node)}
    if isinstance(node, Figure):
        changes["alt"] = GAP.sub("", node.alt)
    return dataclasses.replace(node, **changes)


def _line(inlines: Any) -> Any:
    texts = [
        node.text if isinstance(node, Text) else "\n" for node in walk(inlines) if isinstance(node, Text | LineBreak)
    ]
    whole = "".join(texts)
    gaps = {found.start() for found in GAP.finditer(whole)}
    kept, position = [], 0
    for text in texts:
        kept.append("".join(c for n, c in enumerate(text, position) if n not in gaps))
        position += len(text)
    return _with_texts(inlines, iter(kept))


def _with_texts(inlines: Any, texts: Iterator[str]) -> Any:
    """Return the nodes with these texts in the place of their own, in reading order; an empty one goes."""
    made: list[Any] = []
    for node in inlines:
        if isinstance(node, Text | LineBreak):
            text = next(texts)
            made += [node] if isinstance(node, LineBreak) else [Text(text)] if text else []
        elif hasattr(node, "inlines"):
            made.append(dataclasses.replace(node, inlines=_with_texts(node.inlines, texts)))
        else:
            made.append(node)
    return tuple(made)
