"""What Marp, pandoc and reveal.js make of an outline, read from their HTML: slides with their words and notes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
BLOCKS = {"p", "li", "td", "th", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "div", "br", "aside", "header", "footer"}
HEARD_BEFORE = "caption that repeats the alternative text"
HIDDEN = {"style", "script", "title", "footer", HEARD_BEFORE}


@dataclass
class Shown:
    title: str = ""
    words: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class Slides(HTMLParser):
    """Collect slides: `section` elements, with their `aside` or, in Marp's presenter view, the notes by index."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.slides: list[dict[str, str]] = []
        self.notes: dict[int, str] = {}

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag in BLOCKS:
            self._add(" ")
        if given.get("type") == "checkbox":
            self._add("☐ ")  # pandoc makes one of the box that begins an item
        if given.get("class") == "drawn":
            self._add(f" {given['alt']} ")  # a figure
        if tag == "section":
            self.slides.append({"title": "", "words": "", "notes": ""})
        if tag not in VOID:
            role = (
                f"note {given['data-index']}" if given.get("class") == "bespoke-marp-note" else given.get("class", "")
            )
            self.open.append((HEARD_BEFORE if given.get("aria-hidden") == "true" else tag, role))

    def handle_endtag(self, tag: str) -> None:
        while tag not in VOID and self.open and self.open.pop()[0] not in (tag, HEARD_BEFORE):
            pass
        if tag in BLOCKS:
            self._add(" ")

    def handle_data(self, data: str) -> None:
        self._add(data)

    def _add(self, text: str) -> None:
        tags, roles = [tag for tag, _ in self.open], [role for _, role in self.open]
        marp_note = next((role for role in roles if role.startswith("note ")), "")
        if marp_note:
            number = int(marp_note.removeprefix("note "))
            self.notes[number] = self.notes.get(number, "") + text
        elif "section" in tags and not HIDDEN & set(tags):
            slide = self.slides[-1]
            slide["notes" if "aside" in tags else "words"] += text
            slide["title"] += text if "h1" in tags else ""


def read_html(html: str) -> list[Shown]:
    parser = Slides()
    parser.feed(html)
    found = []
    for n, slide in enumerate(parser.slides):
        notes = slide["notes"] + parser.notes.get(n, "")
        title = " ".join(slide["title"].split())
        found.append(Shown(title, slide["words"].split(), re.sub(r"^•", "", notes).split()))
    return found
