"""Where a letterhead wants the text: a paragraph that holds {{body}} alone, or a content control tagged “body”.

A mark in a sentence is set apart from it; one where no text can go is taken out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from briefpack.office.word_fields import W

MARK = re.compile(r"\{\{\s*body\s*\}\}")
CONTROL = "body"
APART = (f"{W}txbxContent", "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent")
"""What stands apart from the text: the body cannot go there."""
NUMBERED = f"{W}bookmarkStart", f"{W}bookmarkEnd", f"{W}id"
"""What may stand once only, and stays in the first part of a sentence."""


def body_place(body: Any) -> Any:
    """Return the first element of a w:body that the text takes the place of; None if it replaces all there is."""
    return next(_places(body), None)


def _places(body: Any) -> Iterator[Any]:
    for node in body.iter(f"{W}p", f"{W}sdt"):
        if next(node.iterancestors(*APART), None) is not None:
            continue
        if node.tag == f"{W}p" and MARK.fullmatch(_text(node).strip()):
            yield _outermost(node)
        tag = node.find(f"{W}sdtPr/{W}tag") if node.tag == f"{W}sdt" else None
        if tag is not None and tag.get(f"{W}val", "").casefold() == CONTROL:
            yield next(node.iterancestors(f"{W}p"), node)


def _outermost(paragraph: Any) -> Any:
    """Return the content control that holds nothing but the paragraph, else the paragraph."""
    content = paragraph.getparent()
    return content.getparent() if content.tag == f"{W}sdtContent" and len(content) == 1 else paragraph


def place_in_sentence(body: Any) -> Any:
    """Give the first mark in a sentence a paragraph of its own and return that; None if no sentence has a mark."""
    marked = (node for node in body.iter(f"{W}p") if MARK.search(_text(node)))
    sentence = next((node for node in marked if next(node.iterancestors(*APART), None) is None), None)
    return None if sentence is None else _set_apart(sentence)


def _set_apart(sentence: Any) -> Any:
    """Part a sentence at its mark; one in which a field computes stays whole, above the text."""
    place = deepcopy(sentence)
    for node in list(place):
        place.remove(node)
    place.append(_run("{{body}}", sentence))
    after = deepcopy(sentence)
    if next(sentence.iter(f"{W}fldChar"), None) is None:
        mark = next(MARK.finditer(_text(sentence)))
        _cut(sentence, mark.start(), None)
        _cut(after, 0, mark.end())
        for node in list(after.iter(*NUMBERED)):
            node.getparent().remove(node)
        _move_section(sentence, after)
        sentence.addnext(after)
    sentence.addnext(place)
    take_out_marks(sentence)
    if not _text(sentence).strip() and next(sentence.iter(f"{W}drawing", f"{W}pict", f"{W}sectPr"), None) is None:
        sentence.getparent().remove(sentence)
    return place


def _run(text: str, beside: Any) -> Any:
    run = beside.makeelement(f"{W}r")
    words = beside.makeelement(f"{W}t")
    words.text = text
    run.append(words)
    return run


def _move_section(sentence: Any, after: Any) -> None:
    """Leave the end of a section with what comes last."""
    for node in sentence.findall(f"{W}pPr/{W}sectPr"):
        node.getparent().remove(node)


def _cut(paragraph: Any, start: int, end: int | None) -> None:
    """Take the letters from `start` to `end` out of a paragraph, and what stands among them in its runs."""
    at = 0
    for node in [child for run in _own(paragraph, f"{W}r") for child in run if child.tag != f"{W}rPr"]:
        length = len(node.text or "") if node.tag == f"{W}t" else 0
        first, last = max(start, at) - at, (at + length if end is None else min(end, at + length)) - at
        is_among = at >= start and (end is None or at + length <= end) and (end is None or at < end)
        if is_among:
            node.getparent().remove(node)
        elif first < last:
            node.text = node.text[:first] + node.text[last:]
            node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        at += length


def take_out_marks(tree: Any, place: Any = None) -> list[Any]:
    """Take {{body}} out of all paragraphs but that of its place, and return them."""
    marked = [node for node in tree.iter(f"{W}p") if MARK.search(_text(node))]
    strays = [node for node in marked if place is None or (node is not place and place not in node.iterancestors())]
    for node in strays:
        while mark := MARK.search(_text(node)):
            _cut(node, *mark.span())
    return strays


def _text(paragraph: Any) -> str:
    return "".join(node.text or "" for node in _own(paragraph, f"{W}t"))


def _own(paragraph: Any, tag: str) -> Iterator[Any]:
    """Yield what stands in a paragraph itself: not in a text box that hangs in it, and not moved away from it."""
    around = f"{W}p", f"{W}moveFrom", f"{W}del"
    return (node for node in paragraph.iter(tag) if next(node.iterancestors(*around), None) is paragraph)
