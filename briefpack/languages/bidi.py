"""Which way each letter of a line goes where scripts from the left and from the right meet (Unicode annex 9).

A text holds no embeddings and overrides, since `characters` refuses them: what is left are isolates and what follows
from the letters themselves.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import TypeVar

Item = TypeVar("Item")
MOST_LEVELS = 125
ISOLATES = {"\u2066": "LRI", "\u2067": "RLI", "\u2068": "FSI"}
CLOSES = "\u2069"
NEUTRAL = {"B", "S", "WS", "ON", "LRI", "RLI", "FSI", "PDI"}
PAIRS = dict(zip("([{⟨〈《「『【（［｛", ")]}⟩〉》」』】）］｝", strict=True))
"""Brackets that go the way of what they hold (rule N0)."""


def isolated(text: str) -> str:
    """Return a text of which nothing around it changes which way its letters go, whichever way that is."""
    return f"\u2068{text}{CLOSES}"


def levels(text: str, from_right: bool) -> list[int]:
    """Return the level of each character of a paragraph: odd ones go to the left.

    `from_right`: the paragraph's own direction. What is invisible has the level of what is before it.
    """
    base = int(from_right)
    kinds = [unicodedata.bidirectional(character) or "L" for character in text]
    found = _explicit(text, kinds, base)
    seen = [place for place, kind in enumerate(kinds) if kind != "BN"]
    for sequence in _sequences(text, seen, found):
        _resolve(text, sequence, kinds, found, base)
    for place, kind in enumerate(kinds):
        if kind == "BN":
            found[place] = found[place - 1] if place else base
    return found


def stretches(text: str, found: Iterator[int]) -> Iterator[tuple[str, int]]:
    """Yield a text in parts of one level, with it; takes as many levels as the text has letters."""
    for level, group in groupby([*zip(text, found, strict=False)], lambda pair: pair[1]):
        yield "".join(letter for letter, _ in group), level


def in_order(items: Sequence[Item], level: Callable[[Item], int]) -> list[Item]:
    """Return the items of a line as they stand from left to right (rule L2)."""
    ordered = [(item, level(item)) for item in items]
    for least in range(max((deep for _, deep in ordered), default=0), 0, -1):
        start = 0
        while start < len(ordered):
            end = next((n for n in range(start, len(ordered)) if ordered[n][1] < least), len(ordered))
            ordered[start:end] = ordered[start:end][::-1]
            start = end + 1
    return [item for item, _ in ordered]


def _explicit(text: str, kinds: Sequence[str], base: int) -> list[int]:
    """Return the levels that isolates give (rules X1 to X8)."""
    matches = _matches(text)
    stack, closing, found = [base], set[int](), []
    for place, character in enumerate(text):
        if character == CLOSES and place in closing:
            stack.pop()
        found.append(stack[-1])
        if character in ISOLATES and place in matches:
            turned = _turns(text, kinds, place, matches[place])
            deeper = stack[-1] + 1 + ((stack[-1] + 1) % 2 != turned)
            stack.append(min(deeper, MOST_LEVELS - (deeper % 2 == 0)))
            closing.add(matches[place])
    return found


def _matches(text: str) -> dict[int, int]:
    """Return where each isolate ends, by where it begins (BD9); one that does not end is none."""
    begun: list[int] = []
    matches = {}
    for place, character in enumerate(text):
        if character in ISOLATES:
            begun.append(place)
        elif character == CLOSES and begun:
            matches[begun.pop()] = place
    return matches


def _turns(text: str, kinds: Sequence[str], start: int, end: int) -> bool:
    """Tell whether an isolate goes from the right: as it says, or as its first letter does."""
    if text[start] != "\u2068":
        return text[start] == "\u2067"
    depth = 0
    for place in range(start + 1, end):
        depth += (text[place] in ISOLATES) - (text[place] == CLOSES)
        if not depth and kinds[place] in ("L", "R", "AL"):
            return kinds[place] != "L"
    return False


def _sequences(text: str, seen: Sequence[int], found: Sequence[int]) -> Iterator[list[int]]:
    """Yield the places of each isolating run sequence (BD13)."""
    matches = _matches(text)
    runs = [[*run] for _, run in groupby(seen, found.__getitem__)]
    starting = {run[0]: run for run in runs}
    inner = {matches[run[-1]] for run in runs if run[-1] in matches}
    for run in runs:
        if run[0] in inner:
            continue
        sequence = [*run]
        while sequence[-1] in matches and matches[sequence[-1]] in starting:
            sequence += starting[matches[sequence[-1]]]
        yield sequence


def _resolve(text: str, places: Sequence[int], kinds: Sequence[str], found: list[int], base: int) -> None:
    """Set the levels of one sequence."""
    level = found[places[0]]
    before = found[places[0] - 1] if places[0] else base
    behind = found[places[-1] + 1] if places[-1] + 1 < len(found) and text[places[-1]] not in ISOLATES else base
    start, end = ("R" if max(level, other) % 2 else "L" for other in (before, behind))
    own = _weak([kinds[place] for place in places], start)
    _pairs([text[place] for place in places], own, "R" if level % 2 else "L", start)
    _neutral(own, "R" if level % 2 else "L", start, end)
    for place, kind in zip(places, own, strict=True):
        if level % 2:
            found[place] = level + (kind != "R")
        else:
            found[place] = level + {"L": 0, "R": 1}.get(kind, 2)


def _weak(kinds: list[str], start: str) -> list[str]:
    """Return the kinds of characters after rules W1 to W7."""
    strong, last = start, start
    for place, kind in enumerate(kinds):
        if kind == "NSM":
            kinds[place] = "ON" if last in ("LRI", "RLI", "FSI", "PDI") else last
        elif kind == "EN" and strong == "AL":
            kinds[place] = "AN"
        last = kinds[place]
        strong = last if last in ("L", "R", "AL") else strong
    kinds = ["R" if kind == "AL" else kind for kind in kinds]
    for place in range(1, len(kinds) - 1):
        around = kinds[place - 1]
        both = around == kinds[place + 1]
        if both and ((kinds[place] == "ES" and around == "EN") or (kinds[place] == "CS" and around in ("EN", "AN"))):
            kinds[place] = around
    terminated: list[str] = []
    for kind, group in groupby(kinds):
        terminated += ["EN" if kind == "ET" and terminated[-1:] == ["EN"] else kind] * len([*group])
    for place in range(len(terminated) - 2, -1, -1):
        if terminated[place] == "ET" and terminated[place + 1] == "EN":
            terminated[place] = "EN"
    strong = start
    for place, kind in enumerate(terminated):
        terminated[place] = "ON" if kind in ("ES", "ET", "CS") else "L" if kind == "EN" and strong == "L" else kind
        strong = kind if kind in ("L", "R") else strong
    return terminated


def _side(kind: str) -> str:
    """Return the direction of what is strong, numbers as the rules N0 to N2 take them; "" for what is neutral."""
    return "R" if kind in ("R", "EN", "AN") else "L" if kind == "L" else ""


def _pairs(letters: Sequence[str], kinds: list[str], own: str, start: str) -> None:
    """Give brackets the direction of what they hold, or of what is before them (rule N0)."""
    for first, last in _brackets(letters, kinds):
        inside = {_side(kind) for kind in kinds[first + 1 : last]} - {""}
        if own in inside:
            kinds[first] = kinds[last] = own
        elif inside:
            before = next((side for kind in reversed(kinds[:first]) if (side := _side(kind))), start)
            kinds[first] = kinds[last] = before if before != own else own


def _brackets(letters: Sequence[str], kinds: Sequence[str]) -> list[tuple[int, int]]:
    """Return where brackets begin and end, by their beginning (BD16)."""
    begun: list[int] = []
    pairs = []
    for place, letter in enumerate(letters):
        if kinds[place] != "ON":
            continue
        if letter in PAIRS:
            begun.append(place)
        else:
            match = next((n for n in reversed(range(len(begun))) if PAIRS[letters[begun[n]]] == letter), None)
            if match is not None:
                pairs.append((begun[match], place))
                del begun[match:]
    return sorted(pairs)


def _neutral(kinds: list[str], own: str, start: str, end: str) -> None:
    """Give what is neutral the direction of both its sides, or its paragraph's (rules N1 and N2)."""
    place = 0
    for is_neutral, group in groupby([*kinds], lambda kind: kind in NEUTRAL):
        length = len([*group])
        if is_neutral:
            before = _side(kinds[place - 1]) if place else start
            behind = _side(kinds[place + length]) if place + length < len(kinds) else end
            kinds[place : place + length] = [before if before == behind else own] * length
        place += length
