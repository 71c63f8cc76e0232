"""Find what nobody means to send: words of a starting point, a note to oneself, an address that stands for another."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, partial

from briefpack.content.brief import Brief, in_original, items_shown_anywhere
from briefpack.content.fields import Constant, Words, walk
from briefpack.content.model import ITEM_KINDS
from briefpack.content.pack import Pack
from briefpack.content.source_text import paragraph_digest
from briefpack.content.starting_points import PARAGRAPH, placeholders
from briefpack.content.translation import written_texts
from briefpack.errors import Place, Problem, warning

RESERVED = re.compile(
    r"(?<![\w.-])(?:[\w-]+\.)*(?:example\.(?:com|net|org|edu)|[\w-]+\.(?:example|invalid|test))(?![\w-]|\.\w)",
    re.IGNORECASE,
)
"""Addresses that belong to nobody (RFC 2606, RFC 6761)."""
NOTE = re.compile(
    r"\b(?:TODO|TBD|TBC|TBA|FIXME|XXX+|[Ll]orem ipsum)\b|\?\?\?+"
    r"|\[(?:insert|add|name|date|figure|number|title|text)\b[^\]()]*\](?!\()"
)
"""What people write where something is still to come."""
PARTS = re.compile(r"[.,;:!?()–—\n]+")
LEAST_WORDS = 4
"""So many words of a starting point are known again within a longer text."""


def placeholder_problems(brief: Brief) -> Iterator[Problem]:
    """Find placeholders in what an audience reads: in the pack's own language, and in what translators have written."""
    own = in_original(brief)
    yield from _unknown_source(own.pack)
    for text, place in _texts(own):
        if what := _placeholder_in(text):
            yield _problem(what, place())
    for text, place in written_texts(brief.pack) if brief.pack.original else ():
        if note := NOTE.search(text):
            yield _problem(_note(note[0]), place())


def _problem(what: str, place: Place) -> Problem:
    return warning(what, place, "Write what these readers are to read.", "placeholder")


def _texts(brief: Brief) -> Iterator[tuple[str, Callable[[], Place]]]:
    """Yield what an audience may read, each with what finds its place: all but the items that it does not get."""
    pack = brief.pack
    shown = {pack.items[item_id] for item_id in items_shown_anywhere(brief)}
    parts = ((pack.facts, pack.file), (pack.source, pack.source_file), (brief.audience.data, brief.audience.file))
    for part, file in parts:
        for path, _, _, value in walk(part, only=(Words, Constant)):
            told = path[0] not in ITEM_KINDS or part is not pack.facts or path[:2] in shown
            if told and isinstance(value, str):
                yield value, partial(file.place, *path)


def _placeholder_in(text: str) -> str:
    """Say what in a text is a placeholder; nothing if there is none."""
    parts = [text, *(part for part in PARTS.split(text) if len(part.split()) >= LEAST_WORDS)]
    if left := next((part.strip() for part in parts if _plainly(part) in _known()), ""):
        return f"still says what a starting point says: “{left if len(left) <= 60 else left[:59] + '…'}”"
    if address := RESERVED.search(text):
        return f"holds an address that belongs to nobody: “{address[0]}”"
    note = NOTE.search(text)
    return _note(note[0]) if note else ""


def _note(words: str) -> str:
    return f"says that something is still to come: “{words}”"


@cache
def _known() -> frozenset[str]:
    return frozenset(map(_plainly, placeholders()))


def _plainly(text: str) -> str:
    """Return a text without what somebody may change and leave it what it is."""
    return " ".join(text.casefold().split()).strip(".!?:;,…")


def _unknown_source(pack: Pack) -> Iterator[Problem]:
    digest = paragraph_digest(PARAGRAPH)
    for n, paragraph in enumerate(pack.source.paragraphs):
        if paragraph.sha256 == digest:
            hint = "Give the digest of its text: invoke new.pack NAME --source TEXT.txt writes one for each paragraph."
            place = pack.source_file.place("paragraphs", n, "sha256")
            yield warning("is the paragraph of a starting point", place, hint, "placeholder")
