"""The lists of a new audience’s file, made from the items of its pack: YAML that its author cuts and reorders."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from briefpack.content.items import Item
from briefpack.content.model import ITEM_KINDS, PackFile
from briefpack.content.starting_points import CHANGES, DOUBTS, HAPPENED, ROADMAP

Items = Mapping[str, Sequence[Item]]
ON_ONE_PAGE = {"proposals": 4, "obstacles": 3}
"""How many items of a kind a one-pager starts with; of every other kind it has none."""
IN_MEMO, LEAST_IN_MEMO = 8, 2
"""How many proposals and steps a memo starts with, and half as many of every other kind: as its words allow."""
MEMO_WORDS = 1000
"""So many words of items leave a memo room for what else it says."""
ON_SLIDE = 3
IN_FIGURE = 8
LEAST_SLIDES = 3
"""Fewer, with a title and a closing slide, are no deck."""
DECK = (
    "  slides:",
    "    formats: [md, pdf]",
    f"    limits: {{slides_min: {LEAST_SLIDES + 2}, slides_max: 12}} # with the title and the closing slide",
    "    select: # what figures show",
)
SLIDES = ("    slides: # a headline states the point in one sentence; two to four items bear it out",)


def items_by_kind(facts: PackFile) -> Items:
    """Return the lists of a pack that hold something."""
    return {kind: getattr(facts, kind) for kind in ITEM_KINDS if getattr(facts, kind)}


def select_lines(items: Items) -> str:
    """Return every item by its id, with its title as a remark."""
    lines = []
    for kind, listed in items.items():
        lines += [f"  {kind}:", *(f"    - {item.id} # {item.title}" for item in listed)]
    return "\n".join(lines)


def one_page_lines(items: Items) -> str:
    """Return what a one-pager starts with: of some kinds the items of highest priority, of the others none."""
    return "\n".join(_selection(kind, listed, ON_ONE_PAGE.get(kind, 0)) for kind, listed in items.items())


def memo_lines(items: Items) -> str:
    """Return a memo's selection from a pack that holds more than a memo has room for; nothing from any other."""
    counts = _memo_counts(items)
    lines = [_selection(kind, listed, counts[kind]) for kind, listed in items.items() if len(listed) > counts[kind]]
    return "\n".join(["", "    select: # what a memo has room for", *lines]) if lines else ""


def _memo_counts(items: Items) -> dict[str, int]:
    """Return how many items of each kind a memo has room for."""
    for most in range(IN_MEMO, LEAST_IN_MEMO - 1, -1):
        counts = {kind: most if kind in ("proposals", "steps") else (most + 1) // 2 for kind in items}
        chosen = [item for kind, listed in items.items() for item in _foremost(listed, counts[kind])]
        if sum(map(_words, chosen)) <= MEMO_WORDS:
            break
    return counts


def _words(item: Item) -> int:
    """Count the words of an item in its long wording."""
    texts = (getattr(item, name, "") for name in ("title", "text", "rationale", "first_step"))
    return sum(len(text.split()) for text in texts)


def deck_lines(items: Items) -> str:
    """Return a deck: what has happened, what is proposed, when, what is open; nothing where that makes no deck."""
    doubts = [*items.get("obstacles", ()), *items.get("analysis", ())]
    proposals = items.get("proposals", ())
    slides = [
        *_slide(HAPPENED, items.get("context", ())),
        *_slide(CHANGES, proposals),
        *([f"      - headline: {ROADMAP}", "        figure: roadmap"] if proposals else ()),
        *_slide(DOUBTS, doubts),
    ]
    return (
        "\n".join([*DECK, _selection("proposals", proposals, IN_FIGURE), *SLIDES, *slides])
        if len(slides) >= 2 * LEAST_SLIDES
        else ""
    )


def _slide(headline: str, items: Sequence[Item]) -> list[str]:
    """Return a slide in two lines; none for a single item, which would be a list of one."""
    chosen = _foremost(items, ON_SLIDE)
    return [f"      - headline: {headline}", f"        items: {_ids(chosen)}"] if len(chosen) > 1 else []


def _selection(kind: str, items: Sequence[Item], count: int) -> str:
    """Return the line of a document that selects so many items of a kind."""
    return f"      {kind}: {_ids(_foremost(items, count))}"


def _foremost(items: Sequence[Item], count: int) -> list[Item]:
    """Return so many items of highest priority, in their own order."""
    first = sorted(items, key=lambda item: item.priority)[:count]
    return [item for item in items if item in first]


def _ids(items: Iterable[Item]) -> str:
    return f"[{', '.join(item.id for item in items)}]"
