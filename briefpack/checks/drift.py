"""Find what an audience is told that the pack does not hold: another number, date, acronym or name.

Each text of an audience file is a claim. Its numbers must be in the items that it words or draws on or at the
head of the pack, or count what it shows. Its dates, acronyms and names must be somewhere in the pack.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, partial

from briefpack.checks.mentions import Day, KnownNames, Mentions, Number, acronyms_in, capitals_in, mentions_in
from briefpack.checks.mentions.dates import day_of
from briefpack.checks.mentions.numbers import PERCENT
from briefpack.content.brief import brief_pack, languages_of, selected_items, shown_items
from briefpack.content.fields import Constant, Entry, Part, Pointer, Words, walk
from briefpack.content.model import ITEM_KINDS, DocumentChoice, Item, Statement
from briefpack.content.pack import Audience, Pack
from briefpack.document.inline_markdown import inline_words
from briefpack.errors import Place, Problem, did_you_mean, error, warning
from briefpack.languages.scripts import is_english
from briefpack.yaml_file import KeyPath, YamlFile

CITES = Pointer("paragraphs")
SEEN = (Words, Constant)


@dataclass(frozen=True)
class Claim:
    """Hold one text of an audience file: where it is written, the items that bear it out, and what it may count."""

    text: str
    place: Place
    items: tuple[str, ...]
    counts: frozenset[int] = frozenset()
    shares: bool = False
    """Whether it may say which share of what it shows is of one kind: half of these proposals."""
    drawn: bool = False
    """Whether the audience file names the items (`draws_on`), so that another can be added there."""


def drift_problems(pack: Pack) -> Iterator[Problem]:
    """Find the words of each audience that the pack does not hold, at the text that holds them."""
    holdings = Holdings(pack)
    for audience in pack.audiences.values():
        addressed = (("label",), ("to",), ("sender",), ("ask", "by"))
        entries = (entry for entry in walk(audience.data) if entry.path in addressed)
        own = Texts(entries, holdings.language)
        for claim in claims(pack, audience):
            yield from _claim_problems(claim, holdings, own)


class Texts:
    """Know what the values that readers see name; what they point at has its own words elsewhere.

    Dates and numbers are looked for when they are first asked for: few texts are compared with most items.
    """

    def __init__(self, entries: Iterable[Entry], language: str, names: Iterable[str] = ()) -> None:
        self._values = [entry.value for entry in entries if isinstance(entry.kind, Words | Constant)]
        self._texts = [inline_words(value) for value in self._values if isinstance(value, str)]
        self._language = language
        self._names = names

    @cached_property
    def mentions(self) -> Mentions:
        texts = iter(self._texts)
        each = (
            mentions_in(next(texts), self._language) if isinstance(value, str) else Mentions((day_of(value),))
            for value in self._values
        )
        return Mentions.of_all((*each, Mentions(names=tuple((name,) for name in self._names))))

    @cached_property
    def acronyms(self) -> frozenset[str]:
        return frozenset(acronym for text in self._texts for acronym in acronyms_in(text))

    @cached_property
    def capitals(self) -> KnownNames:
        return KnownNames(word for text in self._texts for word in capitals_in(text))


class Holdings:
    """Know what the pack says: at its head, in each item, and in all."""

    def __init__(self, pack: Pack) -> None:
        self.language = pack.facts.language
        entries = [*walk(pack.facts, only=SEEN), *walk(pack.source, only=SEEN)]
        actors = [name for actor in pack.facts.actors for name in (actor.name, actor.short) if name]
        self.head = Texts((entry for entry in entries if entry.path[0] not in ITEM_KINDS), self.language)
        self.items = {item_id: Texts(walk(pack.item(item_id), only=SEEN), self.language) for item_id in pack.items}
        self.all = Texts(entries, self.language, actors)

    def of(self, item_ids: Iterable[str]) -> Mentions:
        """Return what some items say together."""
        return Mentions.of_all(self.items[item_id].mentions for item_id in item_ids)

    def holders(self, mention: Day | Number) -> list[str]:
        """Return the items that say a date or a number."""
        return [item_id for item_id, texts in self.items.items() if _agree(mention, texts.mentions)]


def _agree(mention: Day | Number, others: Mentions) -> bool:
    if isinstance(mention, Day):
        return any(mention.agrees_with(day) for day in others.dates)
    return any(mention.agrees_with(number) for number in others.numbers)


# What an audience claims


def claims(pack: Pack, audience: Audience) -> Iterator[Claim]:
    """Yield every text of an audience file that words or sums up items."""
    data, file = audience.data, audience.file
    yield Claim(data.subject, file.place("subject"), tuple(pack.items))
    for item_id, rewording in data.reword.items():
        lists = Counter(path[0] for path, _, kind, _ in walk(pack.item(item_id)) if len(path) > 1 and kind != CITES)
        claim = partial(Claim, items=(item_id,), counts=frozenset({0, *lists.values()}))
        yield from _claims_of(rewording, file, ("reword", item_id), claim)
    for name, statement in data:
        if isinstance(statement, Statement):
            counts = _counts(pack, map(pack.item, statement.draws_on))
            claim = partial(Claim, items=statement.draws_on, counts=counts, drawn=True)
            yield from _claims_of(statement, file, (name,), claim)
    for name, choice in data.documents.items():
        yield from _document_claims(pack, audience, name, choice)


def _claims_of(part: Part, file: YamlFile, head: KeyPath, claim: partial[Claim]) -> Iterator[Claim]:
    for path, _, _, text in walk(part, only=(Words,)):
        if text:
            yield claim(inline_words(text), file.place(*head, *path))


def _document_claims(pack: Pack, audience: Audience, name: str, choice: DocumentChoice) -> Iterator[Claim]:
    """Yield a document's titles, which may count its proposals, and its headlines, which may count a slide's items."""
    brief = brief_pack(pack, audience.name, languages_of(pack, audience.name)[0])
    selected = {kind: selected_items(brief, choice, kind) for kind in ITEM_KINDS}
    items = tuple(item.id for kind in ITEM_KINDS for item in selected[kind])
    counts = _counts(pack, selected["proposals"])
    titles, head = choice.model_copy(update={"slides": ()}), ("documents", name)
    yield from _claims_of(titles, audience.file, head, partial(Claim, items=items, counts=counts, shares=True))
    for n, slide in enumerate(choice.slides):
        shown = _counts(pack, map(pack.item, slide.items)) | (counts if slide.figure else frozenset())
        claim = partial(Claim, items=slide.items, counts=shown, shares=True)
        yield from _claims_of(slide, audience.file, (*head, "slides", n), claim)


def _counts(pack: Pack, items: Iterable[Item]) -> frozenset[int]:
    """Count items: in all, of a kind, and those that point at the same actor, region or horizon, in whichever field."""
    shown = list(items)
    pointing = {
        (item.id, group, entry.value)
        for item in shown
        for entry in walk(item, only=(Pointer,))
        if isinstance(entry.kind, Pointer) and entry.kind != CITES
        for group in (entry.path[0], entry.kind.to)
    }
    kinds = Counter(pack.items[item.id][0] for item in shown)
    shared = Counter((group, pointed_at) for _, group, pointed_at in pointing)
    return frozenset({len(shown), *kinds.values(), *shared.values()})


def untold_problems(pack: Pack) -> Iterator[Problem]:
    """Find the items that no document of any audience shows."""
    briefs = [brief_pack(pack, name, languages_of(pack, name)[0]) for name in pack.audiences]
    shown = {item.id for brief in briefs for name in brief.documents for item in shown_items(brief, name)}
    for item_id, (kind, n) in pack.items.items():
        if item_id not in shown:
            hint = f"Add it to a selection (“select: {kind}: …”) or to a slide, or take it out of the pack."
            yield warning(f"no audience is told “{item_id}”", pack.file.place(kind, n), hint, "untold-item")


# Comparison


def _claim_problems(claim: Claim, holdings: Holdings, own: Texts) -> Iterator[Problem]:
    mentions = mentions_in(claim.text, holdings.language)

    def is_near(mention: Day | Number) -> bool:
        items = (holdings.items[item_id] for item_id in claim.items)
        return any(_agree(mention, texts.mentions) for texts in (own, holdings.head, *items))

    for day in mentions.dates:
        if not is_near(day):
            yield from _date_problem(day, claim, holdings)
    for number in mentions.numbers:
        if not _counts_what_is_shown(number, claim) and not is_near(number):
            yield _number_problem(number, claim, holdings)
    everywhere = (holdings.all, own)
    for acronym in dict.fromkeys(mentions.acronyms):
        if not any(acronym in texts.acronyms for texts in everywhere):
            near = did_you_mean(acronym, (*holdings.all.acronyms, *own.acronyms))
            hint = f"{near} If it is right, add it to “acronyms” in pack.yaml."
            yield error(f"nothing in the pack is called “{acronym}”", claim.place, hint)
    for name in dict.fromkeys(mentions.names if is_english(holdings.language) else ()):
        if not all(any(word in texts.capitals for texts in everywhere) for word in name):
            yield _name_problem(" ".join(name), claim, everywhere)


def _counts_what_is_shown(number: Number, claim: Claim) -> bool:
    """Tell whether a number is one of the counts, or the share that one of them is of another."""
    if number.unit == PERCENT and claim.shares:
        parts = [(part, whole) for whole in claim.counts for part in claim.counts if part < whole]
        return any(100 * Fraction(part, whole) == number.value for part, whole in parts)
    return not number.unit and number.value in claim.counts


def _date_problem(day: Day, claim: Claim, holdings: Holdings) -> Iterator[Problem]:
    """Report a date that no item holds as an error, one that the text should draw on another item for as a warning."""
    holders = holdings.holders(day)
    if not holders:
        hint = _words_instead("date", _unique(other.words for other in holdings.of(claim.items).dates), claim)
        yield error(f"nothing in the pack says “{day.words}”", claim.place, hint)
    elif claim.drawn:
        hint = f"Add “{holders[0]}”, which says it, to “draws_on”."
        yield warning(f"no item that this draws on says “{day.words}”", claim.place, hint, "undrawn-date")


def _number_problem(number: Number, claim: Claim, holdings: Holdings) -> Problem:
    others = holdings.of(claim.items).numbers
    nearest = sorted(others, key=lambda other: (other.unit != number.unit, abs(other.value - number.value)))
    hint = _words_instead("number", _unique(other.words for other in nearest), claim)
    holders = holdings.holders(number) if claim.drawn else []
    if holders:
        hint = f"“{holders[0]}” says it: add that to “draws_on” if it is what you mean."
    if claim.counts:
        hint += f" What it counts: {', '.join(map(str, sorted(claim.counts - {0})))}." if claim.counts - {0} else ""
    return error(f"no item here says “{number.words}”", claim.place, hint)


def _words_instead(what: str, words: list[str], claim: Claim) -> str:
    """Say which dates or numbers there are instead, or which item would have to hold one."""
    named = ", ".join(f"“{item_id}”" for item_id in claim.items[:3])
    if words:
        return f"Here stand: {', '.join(words[:5])}. A new {what} belongs into the item in pack.yaml."
    return f"There is no {what} in {named or 'these items'}: write it into the item in pack.yaml first."


def _name_problem(name: str, claim: Claim, everywhere: Iterable[Texts]) -> Problem:
    near = did_you_mean(name, (" ".join(held) for texts in everywhere for held in texts.mentions.names))
    hint = f"{near} " if near.startswith("Did") else ""
    hint += "If it is right, add it to “actors” or to an item in pack.yaml."
    return error(f"nothing in the pack is called “{name}”", claim.place, hint)


def _unique(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))
