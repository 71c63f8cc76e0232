"""What a page says, read back from the finished file, without what the writer adds around the document's words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import lxml.html

ADDED = (
    "./header",
    "./footer",
    ".//nav",
    ".//caption",
    ".//svg",
    ".//summary",
    ".//p[@class='name']",
    ".//p[@class='part']",
    ".//sup",
)
"""Furniture of the page, and what stands there for those who do not see or do not listen."""
BLOCKS = frozenset(
    {
        *("h1", "h2", "h3", "h4", "p", "li", "td", "th", "dt", "dd", "figcaption", "label", "section", "article"),
        *("div", "header", "footer", "main", "aside", "address"),
    }
)


def page_of(data: bytes) -> Any:
    """Return the parsed page."""
    return lxml.html.document_fromstring(data.decode())


def said_words(data: bytes) -> list[str]:
    """Return the document's words, in reading order; its notes come last, without their heading."""
    body = page_of(data).find("body")
    for path in (*ADDED, ".//*[@role='doc-backlink']", ".//section[@role='doc-endnotes']/h2"):
        for node in body.findall(path):
            node.drop_tree()
    return [word for line in _lines(body) for word in line.split()]


def lines_of(data: bytes) -> list[str]:
    """Return the text of each item of a list, as it stands in the page."""
    return ["".join(node.itertext()) for node in page_of(data).iter("li")]


def _lines(node: Any) -> Iterator[str]:
    """Yield the texts between the borders of blocks and line breaks."""
    text: list[str] = []

    def walk(element: Any) -> Iterator[str]:
        border = element.tag in BLOCKS or element.tag == "br"
        if border and text:
            yield "".join(text)
            text.clear()
        text.append(element.text or "")
        for child in element:
            yield from walk(child)
            text.append(child.tail or "")
        if border:
            yield "".join(text)
            text.clear()

    yield from walk(node)
    yield "".join(text)
