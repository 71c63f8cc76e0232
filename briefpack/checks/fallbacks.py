"""Texts that a translated document shows in the original, because they have no translation yet."""

from __future__ import annotations

from collections.abc import Iterator

from briefpack.content.brief import Brief
from briefpack.content.translation import concerns
from briefpack.document.markdown import parse_inlines
from briefpack.document.tree import Document, plain_text, text_lines
from briefpack.errors import Place, Problem, warning


def fallback_problems(document: Document, brief: Brief) -> Iterator[Problem]:
    """Count such texts where the audience takes them for now, and name the first."""
    pack, audience = brief.pack, brief.audience
    if not pack.catalogue or not pack.untranslated or not audience.data.fallback:
        return
    shown = "\n".join(text_lines((document.blocks, document.notes)))
    originals = {key: text for key, text in pack.untranslated.items() if concerns(key, audience.name)}
    keys = [key for key, text in originals.items() if plain_text(parse_inlines(text, Place(""))[0]) in shown]
    if keys:
        named = ", ".join(f"“{key}”" for key in keys[:3]) + (" …" if len(keys) > 3 else "")
        many = "1 text is" if len(keys) == 1 else f"{len(keys)} texts are"
        message = f"the {document.meta.kind} in “{brief.language}”: {many} not translated and in the original: {named}"
        yield warning(message, pack.catalogue.place())
