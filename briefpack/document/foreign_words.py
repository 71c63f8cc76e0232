"""Words of another language in a text of East Asia, each run of them a span that says so (WCAG 2.1, 3.1.2).

A Japanese or Korean voice spells a title or a name in Latin letters; told the language, it reads it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from briefpack.document.tree import Document, Inlines, Link, Meta, Span, Text
from briefpack.languages.scripts import is_east_asian, script

_LETTER = "A-Za-zÀ-ɏ"
_WORD = rf"[{_LETTER}][{_LETTER}’'-]*"
RUN = re.compile(rf"(?<![{_LETTER}\d_@./]){_WORD}(?:[ \u00a0]{_WORD}|[,:] {_WORD})+(?<![’'-])(?![{_LETTER}\d_@/])")
"""Two words or more, also right beside letters of East Asia; a single one may be a name that readers know as it is."""


def in_their_language(document: Document, language: str) -> Document:
    """Return the document with its runs of Latin words as spans of a language; as it is, where they are at home."""
    own = document.meta.language
    if not language or not is_east_asian(own) or is_east_asian(language) or script(language) != "Latn":
        return document
    return replace(
        document, blocks=_marked(document.blocks, language), notes=tuple(_marked(n, language) for n in document.notes)
    )


def _marked(node: Any, language: str) -> Any:
    """Return a node with the texts below it marked; what is of a language already, and a link, stays."""
    if isinstance(node, tuple):
        return tuple(part for child in node for part in _parts(child, language))
    if not is_dataclass(node) or isinstance(node, Link | Meta) or (isinstance(node, Span) and node.language):
        return node
    values = {field.name: getattr(node, field.name) for field in fields(node)}
    changed = {name: _marked(value, language) for name, value in values.items() if not isinstance(value, str)}
    return replace(node, **{name: value for name, value in changed.items() if value != values[name]})  # type: ignore[type-var]


def _parts(child: Any, language: str) -> Inlines | tuple[Any, ...]:
    return tuple(_texts(child.text, language)) if isinstance(child, Text) else (_marked(child, language),)


def _texts(text: str, language: str) -> Iterator[Text | Span]:
    end = 0
    for run in RUN.finditer(text):
        if run.group().isupper():
            continue
        if text[end : run.start()]:
            yield Text(text[end : run.start()])
        yield Span((Text(run.group()),), language)
        end = run.end()
    if text[end:] or not text:
        yield Text(text[end:])
