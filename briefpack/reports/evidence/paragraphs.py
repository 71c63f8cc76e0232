"""The paragraphs of the text at hand beside those that `source.yaml` lists: the same, changed, gone, new or moved."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from briefpack.content.model import SourceFile
from briefpack.content.source_text import EMPTY_LINE, paragraph_digests, paragraph_texts

State = Literal["same", "moved", "changed", "missing"]
EACH_LINE = re.compile(r"\n")


@dataclass(frozen=True, slots=True)
class Standing:
    """Say of a listed paragraph how it stands in the text, and what stands there; nothing if it is missing."""

    state: State
    text: str = ""


@dataclass(frozen=True, slots=True)
class Addition:
    """Hold a paragraph that is not listed; `before` is the position of the listed one that follows it."""

    text: str
    before: int


@dataclass(frozen=True)
class Text:
    """Hold the text at hand as it compares with what is listed; without a text, nothing is known of any paragraph."""

    standings: tuple[Standing, ...]
    """One for each listed paragraph, in their order."""
    additions: tuple[Addition, ...]

    @property
    def paragraphs(self) -> Iterator[tuple[int, str]]:
        """Yield the text of each listed paragraph that is there, with its position in the list."""
        return ((n, standing.text) for n, standing in enumerate(self.standings) if standing.text)

    @property
    def same(self) -> int:
        """How many listed paragraphs are there, word for word."""
        return sum(standing.state in ("same", "moved") for standing in self.standings)


def read_text(text: str, source: SourceFile) -> Text:
    """Compare a text, cut at its empty lines, or at each line if that finds more of the listed paragraphs."""
    by_empty_line, by_line = (_compare(paragraph_texts(text, cut), source) for cut in (EMPTY_LINE, EACH_LINE))
    return by_line if by_line.same > by_empty_line.same else by_empty_line


def _compare(texts: list[str], source: SourceFile) -> Text:
    digests = [paragraph_digests(text) for text in texts]
    beside = {line.sha256 for line in source.beside}
    own = [n for n, forms in enumerate(digests) if not forms & beside]
    pairs = _pairs([digests[n] for n in own], source)
    in_place = _longest_rise([listed for _, listed in pairs])
    standings = [Standing("missing") for _ in source.paragraphs]
    for (n, listed), stays in zip(pairs, in_place, strict=True):
        standings[listed] = Standing("same" if stays else "moved", texts[own[n]])
    fixed = [pair for pair, stays in zip(pairs, in_place, strict=True) if stays]
    unknown = set(range(len(own))) - {n for n, _ in pairs}
    additions = []
    for (text_from, listed_from), (text_to, listed_to) in pairwise([(-1, -1), *fixed, (len(own), len(standings))]):
        gone = [n for n in range(listed_from + 1, listed_to) if standings[n].state == "missing"]
        new = [n for n in range(text_from + 1, text_to) if n in unknown]
        for n, listed in zip(new, gone, strict=False):
            standings[listed] = Standing("changed", texts[own[n]])
        additions += [Addition(texts[own[n]], listed_to) for n in new[len(gone) :]]
    return Text(tuple(standings), tuple(additions))


def _pairs(digests: Sequence[set[str]], source: SourceFile) -> list[tuple[int, int]]:
    """Return the positions of paragraphs that are the same, in the order of the text; equal ones in their order."""
    listed: dict[str, list[int]] = defaultdict(list)
    for n, paragraph in reversed([*enumerate(source.paragraphs)]):
        listed[paragraph.sha256].append(n)
    pairs = []
    for n, forms in enumerate(digests):
        if known := next((listed[form] for form in sorted(forms) if listed.get(form)), None):
            pairs.append((n, known.pop()))
    return pairs


def _longest_rise(numbers: Sequence[int]) -> list[bool]:
    """Tell of each number whether it is one of the most that rise from first to last: the others have moved."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for n, number in enumerate(numbers):
        place = bisect_left(tails, number)
        before.append(ends[place - 1] if place else -1)
        if place == len(tails):
            tails.append(number)
            ends.append(n)
        tails[place], ends[place] = number, n
    rises, n = [False] * len(numbers), ends[-1] if ends else -1
    while n >= 0:
        rises[n], n = True, before[n]
    return rises
