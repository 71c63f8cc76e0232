"""Compare two audiences: who is told what, in which order, in which words, and what each of them is asked."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import Literal

from briefpack.content.fields import Constant, Words, kinds, walk
from briefpack.content.model import ITEM_KINDS, Rewording
from briefpack.languages.locales import date_text
from briefpack.languages.scripts import IDEOGRAPHS, KANA
from briefpack.reports.lines import Line, Run, columns, line
from briefpack.reports.trace import Trace, field_name, in_groups, pack_items, plain_words

REWORDABLE = [field_name((name,)) for name in kinds(Rewording)]
"""The fields that an audience may reword, as a trace calls them."""
WORD = re.compile(rf"[{KANA}{IDEOGRAPHS}]|[^\W{KANA}{IDEOGRAPHS}]+|\s+|[^\w\s]")
"""A word, a space or a sign; Japanese and Chinese characters count one by one."""
ALIKE = 0.5
"""The least share of common words with which a difference is shown word by word."""
Change = Literal["same", "removed", "added"]
Difference = tuple[tuple[Change, str], ...]


@dataclass(frozen=True, slots=True)
class Wordings:
    """Hold what two audiences are told in one field of an item, and the difference of the two."""

    item: str
    field: str
    first: str
    second: str
    difference: Difference


@dataclass(frozen=True, slots=True)
class Side:
    """Hold something that each of two audiences has, such as its ask."""

    name: str
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Order:
    """Hold the items of a kind that both audiences are told in a document, as each of them meets them."""

    document: str
    kind: str
    first: tuple[str, ...]
    second: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """Hold where two audiences of a pack are told different things in one language.

    lengths: items that one of them is told in its long or its short wording only, with the wordings that each is told.
    """

    pack: str
    language: str
    first: str
    second: str
    sides: tuple[Side, ...]
    first_only: tuple[str, ...]
    second_only: tuple[str, ...]
    wordings: tuple[Wordings, ...]
    lengths: tuple[Side, ...]
    orders: tuple[Order, ...]


def comparisons(traces: Sequence[Trace], first: str, second: str) -> list[Comparison]:
    """Compare the two audiences in every pack and language in which both are briefed."""
    sides = ([[t for t in group if t.audience == name] for name in (first, second)] for group in in_groups(traces))
    return [compare(ours, theirs) for ours, theirs in sides if ours and theirs]


def compare(ours: list[Trace], theirs: list[Trace]) -> Comparison:
    """Compare two audiences of one pack in one language by all their documents."""
    ours_by_item, theirs_by_item = _words_by_item(ours), _words_by_item(theirs)
    shared = [item for item in ours_by_item if item in theirs_by_item]
    return Comparison(
        ours[0].pack.name,
        ours[0].language,
        ours[0].audience,
        theirs[0].audience,
        tuple(_sides(ours, theirs)),
        tuple(item for item in ours_by_item if item not in theirs_by_item),
        tuple(item for item in theirs_by_item if item not in ours_by_item),
        tuple(pair for item in shared for pair in _wordings(item, ours_by_item[item], theirs_by_item[item])),
        tuple(pair for item in shared for pair in _lengths(item, ours_by_item[item], theirs_by_item[item])),
        tuple(_orders(ours, theirs)),
    )


def _words_by_item(traces: list[Trace]) -> dict[str, dict[str, str]]:
    """Return the words of each item that any of the documents tells, by id and field, in the pack's order."""
    by_item: dict[str, dict[str, str]] = {}
    for trace in traces:
        for passage in trace.passages():
            if passage.item:
                fields = by_item.setdefault(passage.item, {})
                if not passage.about:
                    fields.setdefault(passage.field, passage.text)
    return {item: by_item[item] for item in pack_items(traces[0].pack) if item in by_item}


def _wordings(item: str, ours: dict[str, str], theirs: dict[str, str]) -> Iterator[Wordings]:
    for field in REWORDABLE:
        first, second = ours.get(field, ""), theirs.get(field, "")
        if first and second and first != second:
            yield Wordings(item, field, first, second, difference(first, second))


def _lengths(item: str, ours: dict[str, str], theirs: dict[str, str]) -> Iterator[Side]:
    """Yield the item if one audience is told at more length than the other."""
    first, second = (" and ".join(n for n in ("long", "short") if n in told) for told in (ours, theirs))
    if first != second:
        yield Side(item, first or "title", second or "title")


def _sides(ours: list[Trace], theirs: list[Trace]) -> Iterator[Side]:
    """Yield what each audience is told beside the items, and what it gets, where the two differ."""
    for first, second in ((_statements(ours[0]), _statements(theirs[0])), (_gets(ours), _gets(theirs))):
        for name in first | second:
            if first.get(name) != second.get(name):
                yield Side(name, first.get(name, ""), second.get(name, ""))


def _statements(trace: Trace) -> dict[str, str]:
    """Return what the audience's file says for all its documents, by field, in their language."""
    texts: dict[str, str] = {}
    for path, _, kind, value in walk(trace.brief.audience.data):
        if isinstance(kind, Words | Constant) and value and path[0] not in ("documents", "reword"):
            texts[field_name(path)] = date_text(value, trace.language) if isinstance(kind, Constant) else value
    return {name: plain_words(text) for name, text in texts.items()}


def _gets(traces: list[Trace]) -> dict[str, str]:
    data = traces[0].brief.audience.data
    gets = {"theme": data.theme, "letterhead": data.letterhead}
    for trace in traces:
        gets[trace.document] = ", ".join(trace.job.formats)
        gets |= {f"{trace.document}, {limit.name.replace('_', ' ')}": limit.value for limit in trace.limits}
        gets[f"{trace.document}, length"] = f"{trace.words} words"
    return {name: text for name, text in gets.items() if text}


def _orders(ours: list[Trace], theirs: list[Trace]) -> Iterator[Order]:
    """Yield each document and kind of item that both get, where the items that both are told come in another order."""
    by_document = {trace.document: trace for trace in theirs}
    for trace in ours:
        if other := by_document.get(trace.document):
            first, second = _met(trace), _met(other)
            for kind in ITEM_KINDS:
                both = {item for item in first if item in second and trace.pack.items[item][0] == kind}
                orders = [tuple(item for item in met if item in both) for met in (first, second)]
                if orders[0] != orders[1]:
                    yield Order(trace.document, kind, *orders)


def _met(trace: Trace) -> list[str]:
    """Return the items in the order in which a reader of the document meets them."""
    return list(dict.fromkeys(passage.item for passage in trace.passages() if passage.item))


def difference(first: str, second: str) -> Difference:
    """Return the words that both texts have, and those that only one has; the same either way round."""
    swapped = first > second
    pairs = _pairs(second, first) if swapped else _pairs(first, second)
    parts: list[tuple[Change, str]] = []
    for one, other in pairs:
        removed, added = (other, one) if swapped else (one, other)
        changes: tuple[tuple[Change, str], ...] = (("removed", removed), ("added", added))
        parts += [("same", one)] if one == other else [change for change in changes if change[1]]
    return tuple(parts)


def _pairs(first: str, second: str) -> Iterator[tuple[str, str]]:
    """Yield pairs of texts that stand for each other, equal ones and different ones in turn."""
    ours, theirs = WORD.findall(first), WORD.findall(second)
    if SequenceMatcher(None, _bare(ours), _bare(theirs), autojunk=False).ratio() < ALIKE:
        yield first, second
        return
    steps = SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
    pairs = [("".join(ours[a:b]), "".join(theirs[c:d])) for _, a, b, c, d in steps]
    # A space between two differences belongs to them: a reader compares phrases and not words.
    differs = [one != other or (n > 0 and one.isspace()) for n, (one, other) in enumerate(pairs)]
    for _, group in groupby(zip(differs, pairs, strict=True), lambda pair: pair[0]):
        ones, others = zip(*(pair for _, pair in group), strict=True)
        yield "".join(ones), "".join(others)


def _bare(tokens: list[str]) -> list[str]:
    return [token for token in tokens if not token.isspace()]


def compare_lines(comparison: Comparison) -> list[Line]:
    """Return a comparison as lines; what only one audience is told stands in [-…-] and {+…+}."""
    first, second = comparison.first, comparison.second
    return [
        line((f"{first} and {second}, in {comparison.language}", "heading"), f"  {comparison.pack}"),
        *_block("told beside the items, and what each gets", _side_lines(comparison)),
        *_block(f"told to {first} only", [line(f"  {item}") for item in comparison.first_only]),
        *_block(f"told to {second} only", [line(f"  {item}") for item in comparison.second_only]),
        *_block("told in other words", [one for wording in comparison.wordings for one in _wording_lines(wording)]),
        *_block(
            "told at another length", columns([(s.name, s.first, s.second) for s in comparison.lengths], 2, indent=2)
        ),
        *_block("told in another order", [one for order in comparison.orders for one in _order_lines(order)]),
    ]


def _block(heading: str, lines: Iterable[Line]) -> list[Line]:
    block = list(lines)
    return [line(), line((heading, "strong")), *block] if block else []


def _side_lines(comparison: Comparison) -> Iterator[Line]:
    """Yield what stands side by side: short values in columns, sentences below each other."""
    for side in comparison.sides:
        yield line("  ", (side.name, "quiet"))
        texts = ((comparison.first, side.first), (comparison.second, side.second))
        yield from columns([((name, "margin"), text or "–") for name, text in texts], 1, indent=4)


def _wording_lines(wording: Wordings) -> Iterator[Line]:
    yield line(f"  {wording.item}  ", (wording.field, "quiet"))
    yield line(("    ", "margin"), *(_marked(change, text) for change, text in wording.difference))


def _marked(change: Change, text: str) -> Run:
    if change == "removed":
        return f"[-{text}-]", "removed"
    return (f"{{+{text}+}}", "added") if change == "added" else text


def _order_lines(order: Order) -> Iterator[Line]:
    yield line("  ", (f"{order.document}, {order.kind}", "quiet"))
    places = zip(order.first, order.second, strict=True)
    yield from columns([(f"{n:2}", *both) for n, both in enumerate(places, 1)], 2, indent=4)


def compare_json(shown: Sequence[Comparison]) -> str:
    """Return the comparisons for a program."""
    return json.dumps([asdict(comparison) for comparison in shown], ensure_ascii=False, indent=2)
