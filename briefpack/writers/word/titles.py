"""Titles whose lines are about equally long: Word itself fills the first and leaves what remains to the last."""

from __future__ import annotations

import re
from itertools import accumulate

from briefpack.document import tree as t
from briefpack.languages.line_breaks import NO_BREAK, SPACE, atoms
from briefpack.languages.ragged import MOST_BALANCED, Atom, even_ends, filled
from briefpack.look.font_widths import Face, em_width

CAUTIOUS = 0.96
"""So much of the line a title may fill: programs differ a little in what letters take."""
SHORT, LEAST = re.compile(r"[^\W\d_]{1,7}[.?!]"), 24
"""A short last word of a sentence stays with the one before it, if at least so many letters stand before it."""
_WORD = re.compile(r"[\S\u00a0\u2007\u202f]+\s*")


def balanced(inlines: t.Inlines, width_pt: float, face: Face, size_pt: float) -> t.Inlines:
    """Return a title with a line break where each of its lines but the last ends; one of one line as it is."""
    text = t.plain_text(inlines)
    parts = _parts(text, face, size_pt)
    width = width_pt * CAUTIOUS
    if "\n" in text or not parts or any(part.width > width for part in parts):
        return inlines
    count = len(filled(parts, width))
    if not 1 < count <= MOST_BALANCED:
        return inlines
    ends = even_ends(parts, width, count, size_pt)
    letters = list(accumulate(len(part.text) for part in parts))
    return _broken(inlines, [letters[end - 1] for end in ends[:-1]])


def _parts(text: str, face: Face, size_pt: float) -> list[Atom]:
    """Return what no line ends in, each with the space behind it as a part of its text."""
    parts = []
    for word in _WORD.findall(text):
        core = SPACE.sub("", word)
        *firsts, last = atoms(core) or [core]
        parts += [Atom(first, em_width(first, face) * size_pt) for first in firsts]
        space = word[len(core) :]
        parts.append(Atom(last + space, em_width(last, face) * size_pt, em_width(space, face) * size_pt))
    return parts


def _broken(inlines: t.Inlines, places: list[int]) -> t.Inlines:
    """Return the nodes with line breaks after so many letters; the space before a break goes."""
    nodes: list[t.Inline] = []
    start = 0
    for node in inlines:
        end = start + len(t.plain_text((node,)))
        within = [place - start for place in places if start < place <= end]
        nodes += _cut(node, within) if within else [node]
        start = end
    return tuple(nodes)


def _cut(node: t.Inline, places: list[int]) -> list[t.Inline]:
    if not isinstance(node, t.Text):
        return [node]  # a word of another look is not parted
    nodes: list[t.Inline] = []
    for first, last in zip([0, *places], [*places, len(node.text)], strict=True):
        line = node.text[first:last]
        nodes.append(t.Text(line.rstrip() if last in places else line))
        nodes += [t.LineBreak()] if last in places else []
    return [one for one in nodes if one != t.Text("")]


def without_runt(inlines: t.Inlines) -> t.Inlines:
    """Return words that do not end in a line of one short word: Word ends lines where they are full."""
    at = len(inlines) - 1
    while at > 0 and _says_where(inlines[at]):
        at -= 1
    last = inlines[at] if inlines else None
    if not isinstance(last, t.Text):
        return inlines
    text = last.text.rstrip(" ")
    before, space, word = text.rpartition(" ")
    if not space or not SHORT.fullmatch(word) or len(before) < LEAST:
        return inlines
    return (*inlines[:at], t.Text(f"{before}{NO_BREAK}{word}{last.text[len(text) :]}"), *inlines[at + 1 :])


def _says_where(node: t.Inline) -> bool:
    """Tell whether a node only says what the words before it rest on, or is the space before it."""
    is_place = isinstance(node, t.Note) or (isinstance(node, t.Span) and node.voice == "place")
    return is_place or (isinstance(node, t.Text) and not node.text.strip())
