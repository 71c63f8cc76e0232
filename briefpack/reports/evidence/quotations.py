"""Find a quotation in the text at hand: word for word, where it is cited or elsewhere, and what its sentence denies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from briefpack.languages.scripts import EAST_ASIAN, is_english
from briefpack.reports.evidence.wording import folded, words_in

LEFT_OUT = re.compile(r"\s*(?:\[[^\]]*\]|\.\.\.)\s*")
"""What a quotation leaves out (…) or puts in ([the two]), once its marks are folded."""
SENTENCE_END = re.compile(r"[.!?][\"')]*\s|[。！？]")
IN_A_WORD = re.compile(rf"[^\W{EAST_ASIAN}]{{2}}")
"""Two letters between which no word ends; Chinese, Japanese and Korean words have no such bounds, or endings."""
LAST_MARKS = " .,;:"
DENIES = re.compile(
    r"(?<![\w'])(?:not|no|never|nor|neither|none|nobody|nothing|without|cannot|hardly|scarcely|barely|\w+n't)"
    r"(?!\w|\s+(?:only|just|least|preclude|prevent|exclude|rule out|deny|doubt)\b)",
    re.IGNORECASE,
)
"""A word that turns a sentence round, but “not only” and what denies a denial."""


@dataclass(frozen=True, slots=True)
class Match:
    """Hold where a passage stands: the position of its paragraph, the letters there, and what differs in writing."""

    paragraph: int
    start: int
    end: int
    differs: tuple[str, ...] = ()


def find_passage(passage: str, paragraphs: Mapping[int, str]) -> Iterator[Match]:
    """Yield a match in each paragraph that holds the passage; of folded texts, by their positions in the list."""
    plain = folded(passage)
    bare = plain.rstrip(LAST_MARKS)
    turned = ((form[:1].swapcase() + form[1:], ("first letter",)) for form in (plain, bare))
    forms = [(plain, ()), (bare, ("last mark",)), *turned]
    for n, text in paragraphs.items():
        for form, differs in forms:
            if form and (span := _span(form, text)):
                yield Match(n, *span, differs)
                break


def _span(passage: str, text: str) -> tuple[int, int] | None:
    """Return where a passage stands in a text, whole words only; in parts, in their order, if it leaves words out."""
    if (start := _whole_words(passage, text, 0)) >= 0:
        return start, start + len(passage)
    parts = [part for part in LEFT_OUT.split(passage) if part]
    first, at = -1, 0
    for part in parts if LEFT_OUT.search(passage) else ():
        start = text.find(part, at)
        if start < 0:
            return None
        first, at = start if first < 0 else first, start + len(part)
    return (first, at) if first >= 0 else None


def _whole_words(passage: str, text: str, at: int) -> int:
    """Return where a passage next stands in a text without cutting a word, or -1."""
    while (start := text.find(passage, at)) >= 0:
        end = start + len(passage)
        if not IN_A_WORD.fullmatch(text[max(start - 1, 0) : start + 1]) and not IN_A_WORD.fullmatch(
            text[end - 1 : end + 1]
        ):
            return start
        at = start + 1
    return -1


def occurrences(passage: str, text: str) -> int:
    """Count how often a passage stands in a folded text, whole words only."""
    plain, count, at = folded(passage), 0, 0
    while plain and (start := _whole_words(plain, text, at)) >= 0:
        count, at = count + 1, start + len(plain)
    return count


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence begins and ends that holds these letters of a text."""
    ends = [match.end() for match in SENTENCE_END.finditer(text)]
    first = max((n for n in ends if n <= start), default=0)
    return first, min((n for n in ends if n >= end), default=len(text))


def denial_beside(match: Match, text: str, language: str) -> str:
    """Return a word that denies, in the sentence from which a passage is taken and outside it; in English only."""
    if not is_english(language):
        return ""
    first, last = sentence_around(text, match.start, match.end)
    around = f"{text[first : match.start]} \n {text[match.end : last]}"
    found = DENIES.search(around)
    return found[0] if found else ""


def nearest_sentence(passage: str, paragraphs: Iterable[str]) -> str:
    """Return the sentence of these paragraphs that shares the most words with a passage; "" if none shares half."""
    ours = {word.text for word in words_in(folded(passage))}
    best, most = "", len(ours) / 2
    for text in paragraphs:
        for sentence in sentences(text):
            if (shared := len(ours & {word.text for word in words_in(sentence)})) > most:
                best, most = sentence, shared
    return best


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a text."""
    start = 0
    for match in SENTENCE_END.finditer(text):
        yield text[start : match.end()].strip()
        start = match.end()
    yield text[start:].strip()
