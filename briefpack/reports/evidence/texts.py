"""The texts in which the source’s words might stand: what packs, audiences and catalogues say, and their remarks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from briefpack.content.fields import Words, walk
from briefpack.content.pack import Pack
from briefpack.errors import Place, relative_name

REMARK = re.compile(r"\s*#[.:,|~]?\s?")
"""How a remark begins in YAML and in a catalogue."""


class OwnText(NamedTuple):
    """Hold a text of ours and what finds where it is written."""

    words: str
    place: Callable[[], Place]
    keys: tuple[str, ...]
    """The way to it in catalogues; nothing for a remark."""


def pack_texts(pack: Pack) -> Iterator[OwnText]:
    """Yield what a pack and its audiences say in the pack's own language, but for what is marked as said by others."""
    quotes = _quotes(pack)
    for head, part, file in pack.parts():
        for path, key, kind, value in walk(part, key=head):
            stated = isinstance(kind, Words) and head != ("source",)
            if value and (stated or key[-1:] == ("unused",)) and not _is_said_by_others(key, quotes):
                yield OwnText(value, partial(file.place, *path), key)


def catalogue_texts(pack: Pack, translated: Iterable[Pack]) -> Iterator[OwnText]:
    """Yield what the catalogues of a pack say in other languages, but for what is marked as said by others."""
    quotes = _quotes(pack)
    for other in translated:
        if not (catalogue := other.catalogue):
            continue
        for message in catalogue.messages:
            key = tuple(message.context.split("."))
            if message.translated and key[0] != "source" and not _is_said_by_others(key, quotes):
                yield OwnText(message.translations[0], partial(catalogue.place, message), key)


def _quotes(pack: Pack) -> frozenset[str]:
    return frozenset(quote.id for quote in pack.facts.quotes)


def _is_said_by_others(key: tuple[str, ...], quotes: frozenset[str]) -> bool:
    """Tell whether a text is a quotation or a slip of the source, in the pack’s words, an audience’s or another’s."""
    return (not quotes.isdisjoint(key) and key[-1] in ("text", "short")) or key[-1] == "printed"


def remarks(pack: Pack, translated: Iterable[Pack]) -> Iterator[OwnText]:
    """Yield the remarks in a pack's files: lines that begin with “#”, those in a row as one text."""
    files = [file.path for _, _, file in pack.parts()]
    for path in dict.fromkeys([*files, *(other.catalogue.path for other in translated if other.catalogue)]):
        yield from _remarks(path)


def _remarks(path: Path) -> Iterator[OwnText]:
    lines = enumerate(path.read_text(encoding="utf-8").split("\n"), 1)
    for is_remark, group in groupby(lines, lambda line: line[1].lstrip().startswith("#")):
        if is_remark:
            numbered = list(group)
            words = " ".join(REMARK.sub("", line, count=1) for _, line in numbered)
            yield OwnText(words, partial(Place, relative_name(path), numbered[0][0]), ())
