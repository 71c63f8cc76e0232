"""The notes of a document: which paragraphs of the source bear it out and what is ours, in order of first mention."""

from __future__ import annotations

import re
from types import SimpleNamespace

from markupsafe import Markup

from briefpack.rendering.escaping import PlainWords


class Notes:
    """Collect what a template cites; the same grounds are one note."""

    def __init__(self) -> None:
        self._cited: dict[str, SimpleNamespace] = {}
        self._first = ""

    def cite(self, *parts: SimpleNamespace) -> Markup:
        """Return the references for what items or statements cite: nothing where they cite nothing."""
        references = []
        for part in parts:
            if part.paragraphs or part.compared or part.ours:
                references.append(f"[^{self._note(part).key}]")
        return Markup("".join(dict.fromkeys(references)))

    def _note(self, part: SimpleNamespace) -> SimpleNamespace:
        """Return the note on what bears a part out; what our own items compare is left out beside the author's."""
        own = [str(title) for title in part.ours]
        compared = "" if part.paragraphs else str(part.compared)
        grounds = "|".join((str(part.paragraphs), compared, *own))
        again = grounds == self._first
        if again:
            grounds += "|again"  # the first note names the source in full: who reads the same again needs less
        if grounds not in self._cited:
            self._first = self._first or grounds
            key = re.sub(r"\W+", "-", str(part.paragraphs)).strip("-")
            if again:
                key = f"{key}-again".strip("-")
            self._cited[grounds] = SimpleNamespace(
                key=Markup(f"{key}-ours-{len(self._cited)}".strip("-") if own or compared else key),
                paragraphs=PlainWords(part.paragraphs),
                paragraph_count=part.paragraph_count,
                several=part.paragraph_count > 1,
                compared=PlainWords(compared),
                compared_count=part.compared_count,
                ours=list(part.ours),
            )
        return self._cited[grounds]

    def all(self) -> list[SimpleNamespace]:
        """Return a note each: its key, the paragraphs that it names, those that it compares, and what is ours.

        Each counts its paragraphs and says whether they are several.
        """
        return list(self._cited.values())
