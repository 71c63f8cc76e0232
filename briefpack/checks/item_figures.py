"""Find an item that contradicts itself: 31 in its long wording and 36 in its short one or in its title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from briefpack.checks.mentions import Figures, Number, figures_in, prose, words_behind
from briefpack.checks.mentions.quantity import ORDINAL, ORDINARY, WORDS_ONLY
from briefpack.content.fields import Constant, Words, walk
from briefpack.content.items import Item
from briefpack.content.model import ITEM_KINDS
from briefpack.content.pack import Pack
from briefpack.document.inline_markdown import inline_words
from briefpack.errors import Place, Problem, error, warning

BRIEF_FIELDS = ("title", "short")
SMALL = 10
"""Up to here a number in words may count what the long wording names one by one, unless it counts the same thing."""


def item_problems(pack: Pack) -> Iterator[Problem]:
    """Find the dates and numbers of titles and short wordings that the long wording says otherwise."""
    for kind in ITEM_KINDS:
        for n, item in enumerate(getattr(pack.facts, kind)):
            for name in BRIEF_FIELDS:
                yield from _field_problems(pack, item, name, pack.file.place(kind, n, name))


def _field_problems(pack: Pack, item: Item, name: str, place: Place) -> Iterator[Problem]:
    text = prose(inline_words(getattr(item, name)))
    brief = figures_in(text, pack.facts.language, pack.facts.date)
    if not brief.dates and not brief.numbers:
        return
    texts = _other_texts(item, name)
    long = Figures.of_all(figures_in(other, pack.facts.language, pack.facts.date) for other in texts)
    for day in brief.dates:
        if not any(day.agrees_with(other) for other in long.dates):
            yield from _problem(day.words, [other.words for other in long.dates], name, place)
    for number in brief.numbers:
        if not _is_word(number) and not any(number.agrees_with(other) for other in long.numbers):
            others = [other.words for other in _others(number, text, pack, texts)]
            if others or _is_large(number):
                yield from _problem(number.words, others, name, place)


def _other_texts(item: Item, name: str) -> list[str]:
    """Return an item's texts beside one of its brief ones, with its day; the short one may say what the title does."""
    entries = [
        entry for entry in walk(item, only=(Words, Constant)) if entry.path[0] != "short" and entry.path[0] != name
    ]
    texts = [inline_words(entry.value) for entry in entries if isinstance(entry.kind, Words)]
    return texts + [str(entry.value) for entry in entries if isinstance(entry.kind, Constant)]


def _is_word(number: Number) -> bool:
    return number.unit in WORDS_ONLY or (number.unit == ORDINAL and number.value <= ORDINARY)


def _is_large(number: Number) -> bool:
    return number.value > SMALL and bool(re.search(r"\d", number.words))


def _others(number: Number, text: str, pack: Pack, texts: Iterable[str]) -> Iterator[Number]:
    """Yield the numbers of the long wording that stand in this one’s place: of the same kind, or of the same thing."""
    counted = words_behind(number, text)
    for other_text in texts:
        for other in figures_in(other_text, pack.facts.language, pack.facts.date).numbers:
            same_kind = _is_large(number) and _is_large(other) and number.unit == other.unit
            if other.value > 1 and (same_kind or counted & words_behind(other, other_text)):
                yield other


def _problem(words: str, others: list[str], name: str, place: Place) -> Iterator[Problem]:
    """Report what the long wording says otherwise as an error, what only a short one says as a warning."""
    if others:
        hint = f"There stands: {', '.join(dict.fromkeys(others))}. One is wrong, or the long wording should say both."
        yield error(f"the item says “{words}” here, and not in its text", place, hint)
    elif name == "short":
        hint = "Say it there, too: a document that has room tells the long wording."
        yield warning(f"the item says “{words}” only in its short wording", place, hint, "short-only")
