"""The product's own document trees, as what peers read: Markdown, and the words that every file must hold.

Run as a process of its own, since it loads the product: python -m benchmarks.trees PROJECT FOLDER [DOCUMENT …]
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.projects import PACK
from briefpack.build.drafts import Draft
from briefpack.build.fit import Fitted
from briefpack.build.jobs import Folders, Job
from briefpack.build.workshop import Workshop
from briefpack.document.tree import Document, Figure, walk, words
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


def main(project: str, folder: str, *documents: str) -> None:
    """Write `NAME.md` and `NAME.words` for each document."""
    for name, draft, fitted in drafts(Path(project), documents):
        path = Path(folder) / name
        path.with_suffix(".md").write_bytes(write_outline(fitted.document, draft.theme, "pandoc").data)
        path.with_suffix(".words").write_text(" ".join(told_words(fitted.document)), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
