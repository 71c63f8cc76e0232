"""The product's own document trees, as what peers read: Markdown, and the words that every file must hold.

Run as a process of its own, since it loads the product: python -m benchmarks.trees PROJECT FOLDER [DOCUMENT …]
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.projects import PACK
from briefpack.build.drafts import Draft
from briefpack.build.fit import Fitted
from briefpack.build.jobs import Folders, Job
from briefpack.build.workshop import Workshop
from briefpack.content.model import SLIDES
from briefpack.document.tree import Document, Figure, Inlines, plain_text, walk, words
from briefpack.layers import template_folders
from briefpack.writers.outline import write_outline


def drafts(project: Path, documents: tuple[str, ...] = ()) -> Iterator[tuple[str, Draft, Fitted]]:
    """Yield the name, the draft and the fitted document of each English document of the first pack."""
    workshop = Workshop(Folders(project / "content", template_folders(project), project / "build"))
    for name, audience in workshop.pack(PACK).audiences.items():
        for document in documents or audience.data.documents:
            draft = workshop.draft(Job(PACK, name, "en", document, ()))
            yield f"{name}-{document}", draft, draft.fitted()


def told_words(document: Document) -> Iterator[str]:
    """Yield the words that every format says; a drawing says its table's once where several rows share them."""
    counts = Counter(words(document))
    for node in walk(document):
        if isinstance(node, Figure):
            counts -= Counter(words(node.table))
    return counts.elements()


def with_footnotes(outline: str, notes: tuple[Inlines, ...]) -> str:
    """Return an outline with its notes at the foot of the page, where the product's paper has them.

    A note is set once, where it is first pointed at; later its number alone stands there, as in the product's files.
    """
    front, *sections = re.split(r"^---\n", outline, flags=re.MULTILINE)[1:]
    body = "\n".join(section for section in sections if "_class: sources" not in section)
    seen: set[str] = set()

    def mark(reference: re.Match[str]) -> str:
        number = reference[1]
        marked = f"^{number}^" if number in seen else f"[^{number}]"
        seen.add(number)
        return marked

    body = re.sub(r"\\\[(\d+)\\\]", mark, body)
    definitions = [f"[^{number}]: {plain_text(note)}" for number, note in enumerate(notes, 1)]
    return "\n\n".join([f"---\n{front}---\n{body}", *definitions]) + "\n"


def main(project: str, folder: str, *documents: str) -> None:
    """Write `NAME.md` and `NAME.words` for each document."""
    for name, draft, fitted in drafts(Path(project), documents):
        path = Path(folder) / name
        outline = write_outline(fitted.document, draft.theme, "pandoc").data.decode()
        text = outline if draft.document == SLIDES else with_footnotes(outline, fitted.document.notes)
        path.with_suffix(".md").write_text(text, encoding="utf-8")
        path.with_suffix(".words").write_text(" ".join(told_words(fitted.document)), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
