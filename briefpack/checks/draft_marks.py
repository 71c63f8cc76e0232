"""Find what tells readers that a document is not final: its handling mark, or a label at a title."""

from __future__ import annotations

from collections.abc import Iterator

from briefpack.checks.handling import stated_handling
from briefpack.content.brief import Brief
from briefpack.content.pack import Pack
from briefpack.content.translation import text_place
from briefpack.errors import Place, Problem, warning
from briefpack.languages.draft_words import draft_label_of, draft_words_in
from briefpack.yaml_file import KeyPath, YamlFile

Written = tuple[str, YamlFile, KeyPath]
"""A text, the file in which it stands, and where there."""


def draft_problems(brief: Brief) -> Iterator[Problem]:
    """Find what says “draft”, where it is written; a translation says it anew only where its original does not."""
    original = brief.pack.original
    said = {**_said(brief.pack, brief.audience.name), **(_said(original, brief.audience.name) if original else {})}
    for words, place in said.values():
        yield warning(
            f"tells readers that this is not final: “{words}”", place, "Take it out once the text is final.", "draft"
        )


def _said(pack: Pack, audience: str) -> dict[object, tuple[str, Place]]:
    """Return what an audience's documents say of being a draft, and where, each by what it is that says so."""
    readings = ((draft_words_in, _marks(pack, audience)), (draft_label_of, _titles(pack, audience)))
    return {
        (file.path, path): (words, text_place(pack, file, path))
        for reading, texts in readings
        for text, file, path in texts
        if (words := reading(text))
    }


def _marks(pack: Pack, audience: str) -> Iterator[Written]:
    """Yield what says in which state an audience's documents are: its handling mark, else the pack's."""
    yield from stated_handling(pack, audience, "marking")
    yield from (one for one in stated_handling(pack, audience, "status") if one[0] == "draft")


def _titles(pack: Pack, audience: str) -> Iterator[Written]:
    facts, own = pack.facts, pack.audiences[audience]
    data = own.data
    yield from ((getattr(facts, name), pack.file, (name,)) for name in ("title", "series", "subject"))
    yield from ((getattr(data, name), own.file, (name,)) for name in ("subject", "purpose"))
    yield data.headline.text, own.file, ("headline", "text")
    yield from ((choice.title, own.file, ("documents", name, "title")) for name, choice in data.documents.items())
