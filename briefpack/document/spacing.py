"""Spaces in Japanese and Chinese: full-width punctuation holds its own, so that none stands beside it.

A template puts a space between two sentences, as most languages do; here it goes.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from briefpack.document.tree import FIELDS, INLINE_TYPES, Document, Figure, LineBreak, Text, walk
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
            return _closed_line(node)
        return tuple(map(_closed, node))
    if type(node) not in FIELDS:
        return node
    closed = dataclasses.replace(node, **{name: _closed(getattr(node, name)) for name in FIELDS[type(node)]})
    return dataclasses.replace(closed, alt=GAP.sub("", closed.alt)) if isinstance(closed, Figure) else closed


def _closed_line(inlines: Any) -> Any:
    texts = [
        node.text if isinstance(node, Text) else "\n" for node in walk(inlines) if isinstance(node, Text | LineBreak)
    ]
    gaps = {match.start() for match in GAP.finditer("".join(texts))}
    letters = enumerate("".join(texts))
    return _with_texts(
        inlines, iter(["".join(letter for n, letter in islice(letters, len(text)) if n not in gaps) for text in texts])
    )


def _with_texts(inlines: Any, texts: Iterator[str]) -> Any:
    """Return the nodes with these texts in the place of their own, in reading order; an empty one goes."""
    nodes: list[Any] = []
    for node in inlines:
        if isinstance(node, Text | LineBreak):
            text = next(texts)
            nodes += [node] if isinstance(node, LineBreak) else [Text(text)] if text else []
        elif hasattr(node, "inlines"):
            nodes.append(dataclasses.replace(node, inlines=_with_texts(node.inlines, texts)))
        else:
            nodes.append(node)
    return tuple(nodes)
