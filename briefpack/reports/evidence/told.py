"""What the documents say, gathered from their traces: wordings of items, statements, the templates’ own words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from briefpack.content.fields import Words, walk
from briefpack.content.model import Ask, Slide, Statement
from briefpack.content.pack import Pack
from briefpack.errors import Place
from briefpack.reports.evidence.quotations import SENTENCE_END
from briefpack.reports.trace import Passage, Trace, field_name, pack_items, plain_words

NO_STATEMENT = ("cites", "original")
"""Fields of an item that state nothing of their own: its paragraphs, and the original of a translated quotation."""
NAMES = ("label", "sender")
"""Fields of an audience that only name somebody."""
SHORTEST = 15
"""A template’s own words state something from so many letters on."""
Source = tuple[Trace, Passage]


@dataclass(frozen=True, slots=True)
class Readers:
    """Say which documents of an audience hold a wording."""

    audience: str
    documents: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.audience}: {', '.join(self.documents)}"


@dataclass(frozen=True, slots=True)
class Wording:
    """Hold one way in which documents of one language word a field, and who reads it."""

    field: str
    text: str
    reworded: bool
    readers: tuple[Readers, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Said:
    """Hold what an audience is told beside the items, and the items that bear it out; none for a name or a label."""

    audience: str
    field: str
    text: str
    draws_on: tuple[str, ...]


@dataclass(frozen=True)
class Told:
    """Hold what the documents of a pack say in one language: wordings by item, statements, the templates’ own words."""

    language: str
    pack: Pack
    items: dict[str, tuple[Wording, ...]]
    statements: tuple[Said, ...]
    templates: tuple[Wording, ...]

    @property
    def count(self) -> int:
        """How many wordings and statements there are."""
        return sum(map(len, self.items.values())) + len(self.statements) + len(self.templates)


def told_in(traces: Sequence[Trace]) -> Told:
    """Gather what the documents of one pack and language say."""
    of_items: dict[str, list[Source]] = {item: [] for item in pack_items(traces[0].pack)}
    of_templates: list[Source] = []
    for trace in traces:
        for passage in trace.passages():
            if passage.item and not passage.about and passage.field not in NO_STATEMENT:
                of_items[passage.item].append((trace, passage))
            elif passage.origin == "template" and _is_sentence(passage.text):
                of_templates.append((trace, passage))
    items = {item: tuple(_gathered(passages)) for item, passages in of_items.items()}
    return Told(traces[0].language, traces[0].pack, items, tuple(_statements(traces)), tuple(_gathered(of_templates)))


def _is_sentence(text: str) -> bool:
    """Tell whether a template's own words state something: headings, labels and the numbers of notes do not."""
    states = len(text) >= SHORTEST and text[-1] in ".。:：" and SENTENCE_END.search(f"{text} ")
    return bool(states) and not re.search(r"\d", text)


def _gathered(passages: Iterable[Source]) -> Iterator[Wording]:
    """Yield a wording each for passages of one field that say the same, with all who read it."""
    groups: dict[tuple[str, str], list[Source]] = {}
    for trace, passage in passages:
        groups.setdefault((passage.field, passage.text), []).append((trace, passage))
    for (field, text), group in groups.items():
        documents: dict[str, dict[str, None]] = {}
        for trace, _ in group:
            documents.setdefault(trace.audience, {})[trace.document] = None
        readers = tuple(Readers(audience, tuple(names)) for audience, names in documents.items())
        reworded = any(passage.origin == "reworded" for _, passage in group)
        yield Wording(field, text, reworded, readers, group[0][1].place)


def _statements(traces: Sequence[Trace]) -> Iterator[Said]:
    """Yield what each audience’s file says for its documents, in their language, in its order."""
    for audience, trace in {trace.audience: trace for trace in traces}.items():
        data = trace.brief.audience.data
        for path, _, kind, value in walk(data):
            if isinstance(kind, Words) and value and path[0] not in ("reword", *NAMES):
                yield Said(audience, field_name(path), plain_words(value), _draws_on(data, path))


def _draws_on(data: object, path: Sequence[str | int]) -> tuple[str, ...]:
    """Return the items that a text of an audience’s file draws on: those of the statement or slide that holds it."""
    draws_on: tuple[str, ...] = ()
    for step in path:
        data = data[step] if isinstance(data, dict | tuple) else getattr(data, str(step))  # type: ignore[index]
        match data:
            case Ask() | Statement():
                draws_on = data.draws_on
            case Slide():
                draws_on = data.items
    return draws_on
