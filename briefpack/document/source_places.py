"""Places in the source that stand in the text: a note that opens with one is printed where it is cited.

A reader of a memo sees at once on which paragraph a sentence rests, and looks down only for other sources.
"""

from __future__ import annotations

import dataclasses
import operator
import re
from itertools import chain
from typing import Any

from briefpack.document.tree import FIELDS, Blocks, Document, Inlines, Note, Span, Text, plain_text
from briefpack.languages.characters import JOINER
from briefpack.languages.line_breaks import NAMED, NO_BREAK
from briefpack.languages.scripts import has_full_width_marks

SHORT = 12
"""A place of so many letters stays with the word before it."""
WITHIN = re.compile(rf"(?:(?<=\d)[–〜～]|{NAMED})(?=\d)")
"""What joins the ends of a run, and what a number is the number of: many programs end a line behind them."""


def with_places(document: Document) -> Document:
    """Return the document with the places of its notes in the text; what else a note says stays a note.

    Notes are counted anew, in order of first mention.
    """
    parts = [_parted(note) for note in document.notes]
    if not any(place for place, _ in parts):
        return document
    glue = JOINER if has_full_width_marks(document.meta.language) else NO_BREAK
    standing = [number for number, (_, rest) in enumerate(parts, 1) if rest]
    instead: dict[int, Inlines] = {}
    for number, (place, rest) in enumerate(parts, 1):
        shown = _behind_words(place, glue) if place else ()
        instead[number] = (*shown, Note(standing.index(number) + 1)) if rest else shown
    blocks: Blocks = _replaced(document.blocks, instead)
    return dataclasses.replace(document, blocks=blocks, notes=tuple(rest for _, rest in parts if rest))


def _behind_words(place: Inlines, glue: str) -> Inlines:
    """Return a place as it stands behind words: a short one stays on the line of the word before it."""
    words = plain_text(place)
    short = len(words) <= SHORT
    whole = WITHIN.sub(rf"\g<0>{JOINER}", words.replace(" ", NO_BREAK) if short else words)
    return Text(glue if short else " "), Span((Text(whole),), voice="place")


def _parted(note: Inlines) -> tuple[Inlines, Inlines]:
    """Return the place with which a note opens, if it does, and the rest."""
    if not note or not (isinstance(note[0], Span) and note[0].voice == "place"):
        return (), note
    rest = note[1:]
    if rest and isinstance(rest[0], Text):
        first = rest[0].text.lstrip()
        rest = (Text(first), *rest[1:]) if first else rest[1:]
    return note[:1], rest if plain_text(rest).strip() else ()


def _replaced(node: Any, instead: dict[int, Inlines]) -> Any:
    if isinstance(node, tuple):
        parts = [instead[one.number] if isinstance(one, Note) else (_replaced(one, instead),) for one in node]
        children = tuple(chain.from_iterable(parts))
        same = len(children) == len(node) and not any(map(operator.is_not, children, node))
        return node if same else children
    if type(node) not in FIELDS:
        return node
    old = {name: getattr(node, name) for name in FIELDS[type(node)]}
    new = {name: value for name in old if (value := _replaced(old[name], instead)) is not old[name]}
    return dataclasses.replace(node, **new) if new else node
