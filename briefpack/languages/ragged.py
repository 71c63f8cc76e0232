"""Where the lines of ragged text do end, of the places where they may: even at the edge, and between phrases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain, pairwise, takewhile

from briefpack.languages.hyphenation import MOST_IN_A_ROW
from briefpack.languages.leaning_words import break_minded
from briefpack.languages.line_breaks import (
    NAME_DOT,
    holds_hangul,
    is_wide,
    joins_a_name,
    letter_kind,
    phrase_ends,
    ugliness,
)

WITHIN_A_PHRASE = 36
"""How much more a reader minds a line that ends within a phrase."""
MOST_BALANCED = 5
"""Text of more lines than this is not balanced."""
MOST_LEFT = 0.7
"""What a last line may leave of the width without harm."""
HYPHENED = 0.25
"""How much a reader minds a hyphen at the end of a line: as a line that leaves this part of the width."""
ALONE = 0.8
"""What takes so much of the width has a line for itself."""
LEAST_FILLED = 0.5
"""A line ends within a phrase rather than leave more than this part of the width."""
SCRIPTS_PARTED, NAME_PARTED, COMPOUND_PARTED, WORD_PARTED = 0.2, 0.45, 0.4, 0.5
"""How much a reader minds a line that ends within a phrase, in the same measure: between two scripts, within a name,
between two pairs of ideographs, which mostly are words, and within a word or before its ending."""
KEPT = 0.6
"""How much a reader minds a line that ends within what belongs together, in the same measure."""
TOGETHER = 150
"""The same where lines are even, in squared ems."""
WIDE_EM = 24
"""In narrower columns sense counts less beside even lines, where these are more than a pair: a paragraph of lines that
are long and short in turn looks broken.
"""
ENDLESS = 10
"""So many lines more are better than one hyphen more in a row than there may be."""
TOLERANCE = 0.01


@dataclass(frozen=True, slots=True)
class Atom:
    """Hold what is not broken over lines; lengths are of one unit.

    space: the width of the space after it; hyphen: that of the hyphen that it shows at the end of a line; parted: the
    next one is of the same word, as behind a hyphen of its own; kept: the next one belongs with it.
    """

    text: str
    width: float
    space: float = 0
    hyphen: float = 0
    parted: bool = False
    kept: bool = False


def even_ends(parts: Sequence[Atom], width: float, count: int, em: float) -> list[int]:
    """Return where so many lines end that are about equally long, by the rule of their script."""
    text = "".join(part.text for part in parts)
    by_phrase = is_wide(text) and not holds_hangul(text)
    return (phrased if by_phrase else evened)(parts, width, count, em)


def phrased(parts: Sequence[Atom], width: float, count: int, em: float) -> list[int]:
    """Return where so many lines end that are about equally long, better between phrases than even.

    For titles and labels in Chinese and Japanese; no part is wider than the width, and the lines hold them all. None
    where so few lines cannot hold them.
    """
    letters = [*accumulate(len(part.text) for part in parts)]
    phrases = phrase_ends("".join(part.text for part in parts))
    minds = [
        ugliness(part.text, following.text) + (WITHIN_A_PHRASE if phrases and end not in phrases else 0)
        for end, (part, following) in zip(letters, pairwise(parts), strict=False)
    ]
    return _most_even(parts, width, count, em, minds)


def evened(parts: Sequence[Atom], width: float, count: int, em: float) -> list[int]:
    """Return where so many lines end that are about equally long, better where the sense allows than even.

    For titles, labels and short paragraphs whose words are parted by spaces; no part is wider than the width. None
    where so few lines cannot hold them.
    """
    words, share = [part.text for part in parts], min(1.0, (width / em / WIDE_EM) ** 2) if count > 2 else 1
    by_sense = _minded_ends(tuple(words))
    minds = [
        TOGETHER if part.kept or part.parted or part.hyphen or not part.space else minded * share
        for part, minded in zip(parts[:-1], by_sense, strict=True)
    ]
    return _most_even(parts, width, count, em, minds)


@lru_cache(maxsize=512)
def _minded_ends(words: tuple[str, ...]) -> tuple[int, ...]:
    """Return how much a reader minds each end but the last, once for all sizes and widths of a text."""
    return tuple(break_minded(words, place) for place in range(len(words) - 1))


def _most_even(parts: Sequence[Atom], width: float, count: int, em: float, minds: Sequence[float]) -> list[int]:
    """Return where so many lines end.

    The sum of how far each line is from the mean, squared, in ems, and of what a reader minds at its end is the least.
    """
    places = [0.0, *accumulate(part.width + part.space for part in parts)]
    mean = places[-1] / count
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    whole = len(parts)
    for _ in range(count):
        ends: dict[int, tuple[float, int]] = {}
        for first, (before, _start) in best[-1].items():
            for last in range(first + 1, whole + 1):
                long = places[last] - parts[last - 1].space - places[first]
                if long > width + TOLERANCE:
                    break
                cost = before + ((long - mean) / em) ** 2
                if last < whole:
                    cost += minds[last - 1]
                    if long + parts[last - 1].hyphen > width + TOLERANCE:
                        continue
                if last not in ends or cost < ends[last][0]:
                    ends[last] = cost, first
        best.append(ends)
    if len(parts) not in best[-1]:
        return []
    chosen = [len(parts)]
    for ends in reversed(best[2:]):
        chosen.insert(0, ends[chosen[0]][1])
    return chosen


def ragged(parts: Sequence[Atom], width: float) -> list[int]:
    """Return where lines of a paragraph end: as few as can be, and of these the ones that end most alike.

    The sum of what each line leaves of the width, squared, is the least; the last line may be short, but is better
    not a fraction of the others or a word alone. No part is wider than the width. No more lines in a row end in a
    hyphen than there may be, unless nothing else is left. A line ends within a phrase of Japanese only where the phrase
    is wider than the column, or where it would leave more than half of it.
    """
    places = [0.0, *accumulate(part.width + part.space for part in parts)]
    texts = [part.text for part in parts]
    phrases, count = _phrases(texts), len(parts)
    best: list[tuple[int, float, int, int]] = [(0, 0.0, 0, 0)]  # lines, cost, where the last begins, hyphens in a row
    for last, part in enumerate(parts, 1):
        hyphen = part.hyphen if last < count else 0
        minded = last < count and (hyphen or part.parted)
        at_end = (HYPHENED * width if minded else 0) ** 2, (KEPT * width if part.kept else 0) ** 2
        end = places[last] - part.space + hyphen
        within = (_parted(texts, last) * width if last in phrases else 0) ** 2
        is_last = last == count or parts[last].width > width * ALONE  # an address below ends the text as well
        least, chosen = ((count + 1) * ENDLESS, 0.0), (0, 0)
        for first in range(last - 1, -1, -1):
            room = width - (end - places[first])
            if room < -TOLERANCE and first < last - 1:
                break
            if last in phrases and _has_a_better_end(parts, places, first, phrases[last], width):
                continue
            if not is_last:
                cost = room * room + at_end[0] + at_end[1] + within
            else:
                short = max(0.0, room - width * MOST_LEFT) * (3 if first == last - 1 else 1)
                cost = short * short * 4 + at_end[0] + at_end[1] + within
            lines, before, _, row = best[first]
            row = row + 1 if minded else 0
            candidate = lines + (ENDLESS if row > MOST_IN_A_ROW else 1), before + cost
            if candidate < least:
                least, chosen = candidate, (first, row)
        best.append((*least, *chosen))
    ends = [len(parts)]
    while best[ends[0]][2]:
        ends.insert(0, best[ends[0]][2])
    return ends


def _phrases(texts: Sequence[str]) -> dict[int, tuple[int, int]]:
    """Return for each end within a phrase of Japanese, counted in texts, which of them begin and end the phrase."""
    ends = phrase_ends("".join(texts))
    if not ends:
        return {}
    letters = [*accumulate(map(len, texts))]
    stops = [number for number, place in enumerate(letters, 1) if place in ends]
    within = dict[int, tuple[int, int]]()
    for first, last in pairwise([0, *stops, *([len(texts)] if len(texts) not in stops else [])]):
        within.update(dict.fromkeys(range(first + 1, last), (first, last)))
    return within


def _has_a_better_end(
    parts: Sequence[Atom], places: Sequence[float], first: int, phrase: tuple[int, int], width: float
) -> bool:
    """Tell whether a line that starts with the part of that number had better not end within a phrase."""
    begins, ends = phrase
    if begins <= first:
        return places[ends] - parts[ends - 1].space - places[first] <= width + TOLERANCE
    return places[begins] - parts[begins - 1].space - places[first] >= width * LEAST_FILLED


def _parted(texts: Sequence[str], end: int) -> float:
    """Return how much a reader minds a line that ends within a phrase of Japanese, after so many texts."""
    left, right = texts[end - 1], texts[end]
    if left[-1:] == NAME_DOT:
        return NAME_PARTED if joins_a_name(left, right) else SCRIPTS_PARTED
    ends, begins = letter_kind(left[-1:]), letter_kind(right[:1])
    if begins in ("hiragana", "mark"):
        return WORD_PARTED
    if ends != begins:
        return SCRIPTS_PARTED
    before, behind = (
        sum(1 for _ in takewhile(lambda letter: letter_kind(letter) == "other", letters))
        for letters in (chain.from_iterable(map(reversed, reversed(texts[:end]))), chain.from_iterable(texts[end:]))
    )
    return COMPOUND_PARTED if before and before % 2 == behind % 2 == 0 else WORD_PARTED


def in_phrases(texts: Sequence[str], widths: Sequence[float], width: float) -> list[int]:
    """Return where what no line had better part ends: phrases of Japanese, none wider than half the column.

    texts: what no line may part, with the widths of each, its space too. Longer phrases stay as they are.
    """
    ends, start = list[int](), 0
    within = _phrases(texts)
    for last in range(1, len(texts) + 1):
        if last in within:
            continue
        whole = sum(widths[start:last]) <= width * (1 - LEAST_FILLED)
        ends += [last] if whole else range(start + 1, last + 1)
        start = last
    return ends


def filled(parts: Sequence[Atom], width: float) -> list[int]:
    """Return where lines end that are filled one after the other; no part is wider than the width."""
    ends, line = list[int](), 0.0
    for number, part in enumerate(parts):
        if line and line + part.width > width + TOLERANCE:
            ends.append(number)
            line = 0.0
        line += part.width + part.space
    return [*ends, len(parts)]
