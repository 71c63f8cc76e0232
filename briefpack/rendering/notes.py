"""The notes of a document: which paragraphs of the source it cites, in order of first mention."""

from __future__ import annotations

import re
from types import SimpleNamespace

from markupsafe import Markup

from briefpack.rendering.escaping import PlainWords


class Notes:
    """Collect what a template cites; the same paragraphs are one note."""

    def __init__(self) -> None:
        self._cited: dict[str, tuple[str, int]] = {}

    def cite(self, *parts: SimpleNamespace) -> Markup:
        """Return the references for what items or statements cite: nothing where they cite nothing."""
        references = []
        for part in parts:
            if part.paragraphs:
                key = re.sub(r"\W+", "-", str(part.paragraphs)).strip("-")
                self._cited[key] = (str(part.paragraphs), part.paragraph_count)
                references.append(f"[^{key}]")
        return Markup("".join(dict.fromkeys(references)))

    def all(self) -> list[SimpleNamespace]:
        """Return a note each: its key, the paragraphs that it names, how many they are and whether they are several."""
        return [
            SimpleNamespace(key=Markup(key), paragraphs=PlainWords(labels), paragraph_count=count, several=count > 1)
            for key, (labels, count) in self._cited.items()
        ]
