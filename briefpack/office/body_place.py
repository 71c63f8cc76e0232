"""Where a letterhead wants the text: a paragraph that holds {{body}} alone, or a content control tagged “body”."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from briefpack.office.word_fields import W

MARK = re.compile(r"\{\{\s*body\s*\}\}")
CONTROL = "body"
APART = (f"{W}txbxContent", "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent")
"""What stands apart from the text: the body cannot go there."""


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


def has_stray_marks(trees: Iterable[Any], place: Any) -> bool:
    """Tell whether {{body}} stands anywhere but at its place: in a sentence, a header, a text box, or once more."""
    marked = (node for tree in trees for node in tree.iter(f"{W}p") if MARK.search(_text(node)))
    return any(place is None or (node is not place and place not in node.iterancestors()) for node in marked)


def _text(paragraph: Any) -> str:
    return "".join(paragraph.itertext(f"{W}t"))
