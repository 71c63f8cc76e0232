"""Check each text of a pack where it is written: its characters, its Markdown, its quotation marks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from briefpack.content.model import Markdown
from briefpack.content.pack import Pack
from briefpack.content.translation import written_texts
from briefpack.document.markdown import parse_inlines
from briefpack.errors import Place, Problem, warning
from briefpack.languages.characters import character_problems
from briefpack.languages.locales import quotation_marks

NOWHERE = Place("")
STRAIGHT_QUOTES = re.compile(r"[\"']")


def forbidden_characters(pack: Pack) -> Iterator[Problem]:
    """Find the characters that no text may hold; an escape of YAML or of a catalogue can write them, too."""
    return _in_texts(pack, lambda text: character_problems(text, NOWHERE))


def markdown_problems(pack: Pack) -> Iterator[Problem]:
    """Find what is no inline Markdown or cannot be linked, and straight quotation marks."""

    def check(text: str) -> Iterator[Problem]:
        if isinstance(text, Markdown):
            yield from parse_inlines(text, NOWHERE)[1]
            yield from _quote_problems(text, pack.facts.language)

    return _in_texts(pack, check)


def _in_texts(pack: Pack, check: Callable[[str], Iterable[Problem]]) -> Iterator[Problem]:
    """Check each text of a pack; where it is written is looked up for a problem only."""
    for text, place in written_texts(pack):
        for problem in check(text):
            yield replace(problem, place=place())


def _quote_problems(text: str, language: str) -> Iterator[Problem]:
    if STRAIGHT_QUOTES.search(text):
        opening, closing = (mark.strip() for mark in quotation_marks(language))
        hint = f"Write ’ for an apostrophe and {opening} {closing} for a quotation."
        yield warning("has straight quotation marks", NOWHERE, hint)
