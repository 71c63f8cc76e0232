"""Check each text of a pack where it is written: its characters, its Markdown, its quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefpack.content.model import Markdown
from briefpack.content.pack import Pack
from briefpack.content.translation import written_texts
from briefpack.document.markdown import parse_inlines
from briefpack.errors import Place, Problem, warning
from briefpack.languages.characters import character_problems
from briefpack.languages.locales import quotation_marks

STRAIGHT_QUOTES = re.compile(r"[\"']")


def forbidden_characters(pack: Pack) -> Iterator[Problem]:
    """Find the characters that no text may hold; an escape of YAML or of a catalogue can write them, too."""
    for text, place in written_texts(pack):
        yield from character_problems(text, place)


def markdown_problems(pack: Pack) -> Iterator[Problem]:
    """Find what is no inline Markdown or cannot be linked, and straight quotation marks."""
    for text, place in written_texts(pack):
        if isinstance(text, Markdown):
            yield from parse_inlines(text, place)[1]
            yield from _quote_problems(text, place, pack.facts.language)


def _quote_problems(text: str, place: Place, language: str) -> Iterator[Problem]:
    if STRAIGHT_QUOTES.search(text):
        opening, closing = (mark.strip() for mark in quotation_marks(language))
        hint = f"Write ’ for an apostrophe and {opening} {closing} for a quotation."
        yield warning("has straight quotation marks", place, hint)
