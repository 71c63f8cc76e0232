"""What a pack says, and where: at its head, in each of its items, and in all."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from functools import cached_property

from briefpack.checks.mentions import Day, Figures, KnownNames, Number, acronyms_in, figures_in, prose
from briefpack.checks.mentions.dates import day_of
from briefpack.checks.shown import Counted, Shown, group_names
from briefpack.content.fields import Constant, Entry, Words, walk
from briefpack.content.items import Item
from briefpack.content.model import ITEM_KINDS
from briefpack.content.pack import Pack
from briefpack.document.inline_markdown import inline_words

SEEN = (Words, Constant)
"""The kinds of fields whose values readers see."""
OF_THE_SERIES = "number"
"""The field that counts packs: “No. 7” states no seven of anything."""


class Texts:
    """Know what the values that readers see name; what they point at has its own words elsewhere.

    Each is looked for when it is first asked for: few texts are compared with most items.
    """

    def __init__(
        self, entries: Iterable[Entry], language: str, today: datetime.date, sentences: Iterable[str] = ()
    ) -> None:
        self._stated = [entry for entry in entries if isinstance(entry.kind, SEEN)]
        words = [*(entry.value for entry in self._stated if isinstance(entry.kind, Words)), *sentences]
        self.texts = [prose(inline_words(text)) for text in words]
        self._language, self._today = language, today

    @cached_property
    def figures(self) -> Figures:
        days = tuple(day_of(entry.value) for entry in self._stated if not isinstance(entry.value, str))
        return Figures.of_all((*(figures_in(text, self._language, self._today) for text in self.texts), Figures(days)))

    @cached_property
    def acronyms(self) -> frozenset[str]:
        return frozenset(acronym for text in self.texts for acronym in acronyms_in(text))

    @cached_property
    def names(self) -> KnownNames:
        return KnownNames(self.texts)

    def hold(self, mention: Day | Number) -> bool:
        """Tell whether one of them says a date or a number."""
        if isinstance(mention, Day):
            return any(mention.agrees_with(day) for day in self.figures.dates)
        return any(mention.agrees_with(number) for number in self.figures.numbers)


class Holdings:
    """Know what a pack says."""

    def __init__(self, pack: Pack) -> None:
        self.pack, self.language, self.today = pack, pack.facts.language, pack.facts.date
        facts = (entry for entry in walk(pack.facts, only=SEEN) if entry.path[0] != OF_THE_SERIES)
        entries = [*facts, *walk(pack.source, only=SEEN)]
        self.head = self.texts(entry for entry in entries if entry.path[0] not in ITEM_KINDS)
        self.items = {item_id: self._item_texts(pack.item(item_id)) for item_id in pack.items}
        said = (sentence for item in pack.all_items for sentence in item.sentences(self.language))
        self.all = Texts(entries, self.language, self.today, said)
        self.group_names = group_names(pack)
        self.counted = self.count(pack.all_items)

    def texts(self, entries: Iterable[Entry]) -> Texts:
        return Texts(entries, self.language, self.today)

    def _item_texts(self, item: Item) -> Texts:
        """Return what an item says in each of its fields, and in some of them together."""
        return Texts(walk(item, only=SEEN), self.language, self.today, item.sentences(self.language))

    def of(self, item_ids: Iterable[str]) -> Figures:
        """Return what some items say together."""
        return Figures.of_all(self.items[item_id].figures for item_id in item_ids)

    def holders(self, mention: Day | Number) -> list[str]:
        """Return the items that say a date or a number."""
        return [item_id for item_id, texts in self.items.items() if texts.hold(mention)]

    def count(self, items: Iterable[Item]) -> Counted:
        return Counted((self.pack.items[item.id][0], item) for item in items)

    def shown(self, items: Iterable[Item], *others: Counted, here: bool = False) -> Shown:
        """Return what a text may count of these items, and of others."""
        return Shown(self.count(items), others, self.group_names, here)

    def near(self, item_ids: Iterable[str]) -> Iterator[Texts]:
        """Yield what the head of the pack and some items say."""
        yield self.head
        yield from (self.items[item_id] for item_id in item_ids)
