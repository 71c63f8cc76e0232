"""The text that a new pack summarises: cut into paragraphs, of which only the digests are kept."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from briefpack.build.jobs import WrongUse
from briefpack.content.starting_points import PARAGRAPH, SOURCE_TITLE
from briefpack.files import Unreadable, file_bytes

SENTENCE_END = re.compile(r"[.!?…:;。！？][”’»)\"']*$")

MAX_BYTES = 10_000_000


@dataclass(frozen=True)
class Paragraph:
    """Hold one paragraph, runs of white space as one space, and the names by which it is cited."""

    id: str
    label: str
    text: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()

    def opening(self, words: int = 9) -> str:
        """Return its first words, for whoever looks for it."""
        split = self.text.split(" ")
        return " ".join(split[:words]) + (" …" if len(split) > words else "")


PLACEHOLDER = (Paragraph("p01", "1", PARAGRAPH),)


def source_paragraphs(path: Path) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a plain text in UTF-8, which has an empty line between them. Raise WrongUse.

    A first paragraph that does not end like a sentence is the title, and is not counted.
    """
    texts = [" ".join(part.split()) for part in re.split(r"\n\s*\n", _text(path)) if part.strip()]
    if not texts:
        raise WrongUse(f"{path}: holds no text")
    titles = texts[:1] if len(texts) > 1 and not SENTENCE_END.search(texts[0]) else []
    numbered = (Paragraph(f"p{n:02}", str(n), text) for n, text in enumerate(texts[len(titles) :], 1))
    return (*(Paragraph("title", "title", text) for text in titles), *numbered)


def _text(path: Path) -> str:
    try:
        return file_bytes(path, MAX_BYTES).decode("utf-8-sig").replace("\r\n", "\n")
    except Unreadable as problem:
        raise WrongUse(f"{path}: {problem}. {problem.hint}") from None
    except UnicodeDecodeError:
        raise WrongUse(f"{path}: is not plain text. Save it as plain text, in UTF-8.") from None


def source_title(paragraphs: Sequence[Paragraph]) -> str:
    """Return the title as a YAML value."""
    first = paragraphs[0]
    return json.dumps(first.text if first.id == "title" else SOURCE_TITLE, ensure_ascii=False)


def paragraph_lines(paragraphs: Sequence[Paragraph]) -> str:
    """Return the paragraphs as items of a YAML list."""
    return "\n".join(f'  - id: {p.id}\n    label: "{p.label}"\n    sha256: {p.sha256}' for p in paragraphs)
