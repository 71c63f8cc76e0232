"""Find what a text has taken from the source: runs of its words, and sentences that share most of their shingles.

Both are looked up in indexes of the source that are made once; the work grows with the texts and not with their pairs.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from briefpack.reports.evidence.quotations import sentences
from briefpack.reports.evidence.wording import folded, length_in, quoted_passages, words_in

RUN_WORDS = 8
"""So many words in a row that are the source’s own are copied."""
SHINGLE_WORDS = 3
ALIKE = 0.4
"""The share of a sentence’s shingles that are the source’s, from which on it is a near copy.

In a pack of honest paraphrases no sentence has more than a third of them from one paragraph.
"""
FEWEST_SHARED = 4
COMMONPLACE = 12
"""A shingle in more paragraphs than this is anybody’s: “in order to”."""


@dataclass(frozen=True, slots=True)
class Copy:
    """Hold words that are the source’s own, and the position of the paragraph that has them."""

    words: str
    paragraph: int
    count: int
    """How many words the run has; of a near copy, the percentage of its shingles that are the source’s."""


class CopyFinder:
    """Know the source’s runs and shingles by the positions of their paragraphs."""

    def __init__(self, paragraphs: Mapping[int, str], language: str) -> None:
        self.length, self._shingle = length_in(RUN_WORDS, language), length_in(SHINGLE_WORDS, language)
        self._runs: dict[tuple[str, ...], int] = {}
        self._shingles: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for n, text in paragraphs.items():
            words = [word.text for word in words_in(text)]
            for run in _grams(words, self.length):
                self._runs.setdefault(run, n)
            for shingle in dict.fromkeys(_grams(words, self._shingle)):
                self._shingles[shingle].append(n)

    def runs(self, text: str) -> Iterator[Copy]:
        """Yield each run of the source’s words, as long as it goes; what stands in one pair of quotation marks is said
        to be quoted."""
        words, quoted = _marked_words(text)
        copied = [
            (n, self._runs[run])
            for n, run in enumerate(_grams(words, self.length))
            if run in self._runs and (not quoted[n] or len({*quoted[n : n + self.length]}) > 1)
        ]
        for _, group in groupby(enumerate(copied), lambda pair: pair[1][0] - pair[0]):
            run = [window for _, window in group]
            first, last = run[0][0], run[-1][0] + self.length
            yield Copy(" ".join(words[first:last]), run[0][1], last - first)

    def near(self, text: str) -> Iterator[Copy]:
        """Yield each sentence of whose shingles one paragraph of the source has many, but those with a copied run."""
        for sentence in sentences(folded(_unquoted(text))):
            own = set(_grams([word.text for word in words_in(sentence)], self._shingle))
            shared = Counter(n for shingle in own for n in self._known(shingle))
            if not shared:
                continue
            paragraph, count = min(shared.items(), key=lambda pair: (-pair[1], pair[0]))
            if count >= FEWEST_SHARED and count >= ALIKE * len(own) and not any(self.runs(sentence)):
                yield Copy(sentence, paragraph, round(100 * count / len(own)))

    def _known(self, shingle: tuple[str, ...]) -> Iterable[int]:
        paragraphs = self._shingles.get(shingle, ())
        return paragraphs if len(paragraphs) <= COMMONPLACE else ()


def _grams(words: list[str], length: int) -> Iterator[tuple[str, ...]]:
    return (tuple(words[n : n + length]) for n in range(len(words) - length + 1))


def _marked_words(text: str) -> tuple[list[str], list[int]]:
    """Return the words of a text, and for each the number of the quotation in which it stands, 0 for none."""
    words: list[str] = []
    quoted: list[int] = []
    at = 0
    for number, (start, end, passage) in enumerate([*quoted_passages(text), (len(text), len(text), "")], 1):
        for part, mark in ((text[at:start], 0), (passage, number)):
            own = [word.text for word in words_in(folded(part))]
            words += own
            quoted += [mark] * len(own)
        at = end
    return words, quoted


def _unquoted(text: str) -> str:
    """Return a text without what stands in quotation marks."""
    kept, at = [], 0
    for start, end, _ in quoted_passages(text):
        kept.append(text[at:start])
        at = end
    return " ".join([*kept, text[at:]])
