"""What there is to count beside a text: items in all, of a kind, and in the groups that have names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from briefpack.content.fields import Pointer, walk
from briefpack.content.items import Item, Option
from briefpack.content.model import Horizons
from briefpack.content.pack import Pack

Group = tuple[str, str]
"""A list and an id in it: what a horizon, a region or an actor has of the items, or a side of options."""
Names = dict[Group, tuple[str, ...]]
"""The phrases that name each group, in small letters without hyphens."""
SIDES: Names = {
    ("sides", "pros"): ("arguments for", "arguments in favour", "reasons for", "advantages", "in its favour", "pros"),
    ("sides", "cons"): ("arguments against", "reasons against", "drawbacks", "disadvantages", "against it", "cons"),
}
"""What speaks for an option, and against it."""
ALL = ""
"""The kind of items of every kind."""


class Counted:
    """Hold items, each with its kind, and count them when somebody asks."""

    def __init__(self, items: Iterable[tuple[str, Item]]) -> None:
        self._items = tuple(items)

    @cached_property
    def kinds(self) -> Counter[str]:
        return Counter(kind for kind, _ in self._items)

    @cached_property
    def whole(self) -> frozenset[int]:
        """How many there are, of all kinds or of one."""
        return frozenset({len(self._items), *self.kinds.values()})

    @cached_property
    def groups(self) -> dict[Group, set[int]]:
        """How many there are in each group: in one field (those that an actor leads), or in any."""
        fields: dict[Group, Counter[str]] = defaultdict(Counter)
        for _, item in self._items:
            pointers = {
                (kind.to, value, str(path[0]))
                for path, _, kind, value in walk(item, only=(Pointer,))
                if isinstance(kind, Pointer)
            }
            for to, value, name in pointers:
                fields[to, value][name] += 1
            for group in {(to, value) for to, value, _ in pointers}:
                fields[group][ALL] += 1
        return {group: set(counts.values()) for group, counts in fields.items()} | self._sides()

    def _sides(self) -> dict[Group, set[int]]:
        options = [item for _, item in self._items if isinstance(item, Option)]
        sides = {side: [len(getattr(option, side[1])) for option in options] for side in SIDES if options}
        return {side: {*counts, sum(counts)} for side, counts in sides.items()}


@dataclass(frozen=True)
class Shown:
    """Hold what a text may count: the items beside it, and others that it may mean when it names their kind."""

    items: Counted = field(default_factory=lambda: Counted(()))
    others: tuple[Counted, ...] = ()
    names: Names = field(default_factory=dict)
    here: bool = False
    """Whether the items are shown beside the text, so that “these” means them."""

    def total(self, kind: str = ALL) -> frozenset[int]:
        """Return how many there may be said to be of a kind; of all kinds, only those beside the text."""
        if kind == ALL:
            return self.items.whole
        return frozenset(each.kinds[kind] for each in (self.items, *self.others) if each.kinds[kind])

    def in_group(self, group: Group) -> frozenset[int]:
        """Return how many there may be said to be in a group; in a region, those in wider ones may count as well."""
        counts: set[int] = set()
        for each in (self.items, *self.others):
            counts |= each.groups.get(group, set())
            counts.add(sum(max(each.groups.get(wider, {0})) for wider in self._wider(group)))
        return frozenset(filter(None, counts)) or frozenset({0})

    def _wider(self, group: Group) -> list[Group]:
        kind, name = group[0], self.names.get(group, ("",))[0]
        return [other for other, names in self.names.items() if kind == "regions" == other[0] and name in names[0]]

    def parts(self) -> frozenset[int]:
        """Return how many there are in any group of those beside the text."""
        return frozenset(count for counts in self.items.groups.values() for count in counts)


NOTHING = Shown()


def group_names(pack: Pack) -> Names:
    """Return the phrases that name a pack’s horizons, regions and actors, and the sides of options."""
    facts = pack.facts
    horizons = {name: getattr(facts.horizons, name) for name in Horizons.model_fields}
    ends = {name.split()[-1] for name in horizons.values() if " " in name}
    shared = f" {ends.pop()}" if len(ends) == 1 else " "
    phrases: Names = {("horizons", key): (name, name.removesuffix(shared)) for key, name in horizons.items()}
    phrases |= {("regions", region.id): (region.name,) for region in facts.regions}
    phrases |= {("actors", actor.id): (actor.short or actor.name, actor.name) for actor in facts.actors}
    return {group: tuple(dict.fromkeys(map(plain, names))) for group, names in phrases.items()} | SIDES


def plain(text: str) -> str:
    """Return a text in small letters without hyphens, as long as before: near-term is near term."""
    small = text.lower()
    if len(small) != len(text):  # as with the İ of İzmir
        small = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    return small.replace("-", " ")
