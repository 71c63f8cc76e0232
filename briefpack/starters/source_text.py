"""The text that a new pack summarises: cut into paragraphs, of which only the digests are kept."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from briefpack.build.disk import read_plain_text
from briefpack.build.jobs import WrongUse
from briefpack.content.source_text import opening, paragraph_digest, paragraph_texts
from briefpack.content.starting_points import PARAGRAPH, SOURCE_TITLE

SENTENCE_END = re.compile(r"[.!?…:;。！？][”’»)\"']*$")


@dataclass(frozen=True)
class Paragraph:
    """Hold one paragraph, runs of white space as one space, and the names by which it is cited."""

    id: str
    label: str
    text: str

    @property
    def sha256(self) -> str:
        return paragraph_digest(self.text)

    def opening(self, words: int = 9) -> str:
        return opening(self.text, words)


PLACEHOLDER = (Paragraph("p01", "1", PARAGRAPH),)


def source_paragraphs(path: Path) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a plain text in UTF-8, which has an empty line between them. Raise WrongUse.

    A first paragraph that does not end like a sentence is the title, and is not counted.
    """
    texts = paragraph_texts(read_plain_text(path))
    if not texts:
        raise WrongUse(f"{path}: holds no text")
    titles = texts[:1] if len(texts) > 1 and not SENTENCE_END.search(texts[0]) else []
    numbered = (Paragraph(f"p{n:02}", str(n), text) for n, text in enumerate(texts[len(titles) :], 1))
    return (*(Paragraph("title", "title", text) for text in titles), *numbered)


def source_title(paragraphs: Sequence[Paragraph]) -> str:
    """Return the title as a YAML value."""
    first = paragraphs[0]
    return json.dumps(first.text if first.id == "title" else SOURCE_TITLE, ensure_ascii=False)


def paragraph_lines(paragraphs: Sequence[Paragraph]) -> str:
    """Return the paragraphs as items of a YAML list."""
    return "\n".join(f'  - id: {p.id}\n    label: "{p.label}"\n    sha256: {p.sha256}' for p in paragraphs)
