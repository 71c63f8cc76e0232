"""Spaces that a template or a writer does not think of: none beside full-width marks, and none torn within a date.

A template puts a space between two sentences, as most languages do; in Japanese and Chinese full-width punctuation
holds its own. A date that somebody wrote in a sentence is kept in one line like those that briefpack writes itself.
"""

from __future__ import annotations

import dataclasses
import functools
import operator
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from briefpack.document.tree import FIELDS, INLINE_TYPES, Document, Figure, LineBreak, Text, walk
from briefpack.languages.line_breaks import NO_BREAK
from briefpack.languages.locales import month_names
from briefpack.languages.scripts import has_full_width_marks

GAP = re.compile("(?<=[、。，．：；！？」』）】〕〉》]) | (?=[「『（【〔〈《])")
"""A space after or before full-width punctuation; a no-break space stays."""
SIGNS = r"(?:¶|§|(?<![^\W_])(?:[Pp]aras?|[Nn]os?\.|Nr\.|Abs\.|pp?\.|S\.|단락)) (?=\d)"
SCALES = "hundred|thousand|million|billion|Millionen|Milliarden|Mio\\.|Mrd\\."
COUNTED = re.compile(rf"{SIGNS}|(?<![\w.,])\d+(?:[.,]\d+)*(?: (?:{SCALES}))? (?=[^\W\d_]|[%°€$£¥₩])")
"""A number with what it counts after it, or with the sign before it that says what it is the number of."""


def spaced(document: Document) -> Document:
    """Return the document without spaces beside full-width marks, and with no-break spaces within dates."""
    language = document.meta.language
    return dataclasses.replace(
        document, blocks=_spaced(document.blocks, language), notes=_spaced(document.notes, language)
    )


def _spaced(node: Any, language: str) -> Any:
    """Return blocks with their spaces set: words that stand in one line are looked at together, whatever marks them."""
    if isinstance(node, tuple):
        if node and isinstance(node[0], INLINE_TYPES):
            return _spaced_line(node, language)
        children = tuple([_spaced(child, language) for child in node])
        return children if any(map(operator.is_not, children, node)) else node
    if type(node) not in FIELDS:
        return node
    old = {name: getattr(node, name) for name in FIELDS[type(node)]}
    fields = {name: new for name, value in old.items() if (new := _spaced(value, language)) is not value}
    if isinstance(node, Figure):
        fields["alt"] = "".join(_letters(node.alt, language) or node.alt)
    return dataclasses.replace(node, **fields) if fields else node


def _spaced_line(inlines: Any, language: str) -> Any:
    if type(inlines[0]) is Text and len(inlines) == 1:  # as most lines are
        texts = [inlines[0].text]
    else:
        found = (node for node in walk(inlines) if isinstance(node, Text | LineBreak))
        texts = [node.text if isinstance(node, Text) else "\n" for node in found]
    set_letters = _letters("".join(texts), language)
    if not set_letters:
        return inlines
    letters = iter(set_letters)
    return _with_texts(inlines, iter(["".join(islice(letters, len(text))) for text in texts]))


def _letters(text: str, language: str) -> list[str]:
    """Return the letters of a line, a gap as an empty one and a space within a date as a no-break space.

    Where nothing changes, as in most lines, none are returned.
    """
    gaps = list(GAP.finditer(text)) if has_full_width_marks(language) else []
    bound = [one for one in (*_dates(language).finditer(text), *COUNTED.finditer(text)) if " " in one[0]]
    letters = list(text) if gaps or bound else []
    for gap in gaps:
        letters[gap.start()] = ""
    for one in bound:
        letters[one.start() : one.end()] = [
            NO_BREAK if letter == " " else letter for letter in letters[slice(*one.span())]
        ]
    return letters


@functools.cache
def _dates(language: str) -> re.Pattern[str]:
    """Return what finds a month with what is written beside it: 18 August 2023, 18. August, 2023년 8월 18일."""
    months = "|".join(map(re.escape, sorted(month_names(language), key=len, reverse=True)))
    return re.compile(rf"(?:(?<!\d)\d{{1,4}}(?:\.|년)? )?(?<![^\W_])(?:{months})(?![^\W\d_])(?: \d{{1,4}}(?!\d))?")


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
