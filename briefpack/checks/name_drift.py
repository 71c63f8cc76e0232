"""Find the names in what an audience is told that the pack does not hold, or holds in another company."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from briefpack.checks.claims import Claim
from briefpack.checks.mentions import KnownNames, Mentions, Name
from briefpack.checks.mentions.names import COURTESY, OFFICES, is_acronym
from briefpack.errors import LONGEST_SAID, Place, Problem, error, nearest_name, warning
from briefpack.languages.english_words import is_name, is_word

BEFORE_OFFICE = frozenset(("prime", "foreign", "vice"))
HINT = "If it is right, add it to “actors” or to an item in pack.yaml."


class NameDrift:
    """Compare the names of claims in English with those that are known.

    spoken: what English calls the languages in which an audience is briefed.
    """

    def __init__(self, known: Iterable[KnownNames], spoken: str = "") -> None:
        self._known = (*known, KnownNames((spoken,)))
        self._reported: set[str] = set()

    def problems(self, claim: Claim, mentions: Mentions) -> Iterator[Problem]:
        known = self._known if claim.own else self._known[:1]
        for name in dict.fromkeys(mentions.names):
            yield from _Comparison(name, known, claim).problems()
        for small in dict.fromkeys(mentions.small_words):
            yield from self._word_problem(*small, claim.place, known)

    def _word_problem(
        self, word: str, has_office: bool, place: Place, known: Iterable[KnownNames]
    ) -> Iterator[Problem]:
        """Find a name in small letters, and once an audience a word that may be one: no dictionary has it."""
        if word in self._reported or any(word in names.words or word in names for names in known) or is_word(word):
            return
        self._reported.add(word)
        if is_name(word) or has_office:
            yield error(f"nothing in the pack is called “{word}”", place, f"Names have capitals. {HINT}")
        else:
            hint = "A name belongs in the pack, with a capital; a word may stay, or stand in an item."
            yield warning(f"“{word}” stands nowhere in the pack and in no dictionary", place, hint, "unknown-word")


class _Comparison:
    """Compare one name."""

    def __init__(self, name: Name, known: Iterable[KnownNames], claim: Claim) -> None:
        self.name, self.known, self.claim = name, tuple(known), claim

    def problems(self) -> Iterator[Problem]:
        words = self._words()
        unknown = [n for n, word in enumerate(words) if not self._knows(word, n)]
        if unknown and self.name.headline:
            words = tuple(words[n] for n in unknown)
        if unknown:
            yield self._problem(words)
        elif pair := self._torn_apart(words):
            hint = " or ".join(f"“{name}”" for name in self._with_word(pair[1]))
            yield error(
                f"nothing in the pack is called “{' '.join(words)}”", self.claim.place, f"It has {hint}. {HINT}"
            )

    def _words(self) -> tuple[str, ...]:
        """Return the words of the name: without the first of a sentence, if that is a word like others."""
        first, *others = self.name.words
        if self.name.headline or not others or not self._opens():
            return self.name.words
        begins = (
            first.casefold() in OFFICES or not is_word(first) or any(first.casefold() in k.inner for k in self.known)
        )
        return self.name.words if begins else tuple(others)

    def _opens(self) -> bool:
        return self.name.opens or self.claim.fragment

    def _knows(self, word: str, n: int) -> bool:
        if is_acronym(word) or word.casefold() in COURTESY or any(word in names for names in self.known):
            return True
        is_first = self._opens() and n == 0 and word == self.name.words[0]
        may_be_a_word = self.name.headline or is_first or (self.claim.fragment and len(self.name.words) == 1)
        is_office = word.casefold() in OFFICES and word[0].islower()
        parts = word.split("-")
        return is_office or (
            may_be_a_word
            and all(is_word(part) or any(part.casefold() in names.words for names in self.known) for part in parts)
        )

    def _torn_apart(self, words: tuple[str, ...]) -> tuple[str, str] | None:
        """Return two words that stand side by side here and nowhere in the pack."""
        of = self.name.of - (len(self.name.words) - len(words))
        for n, (first, second) in enumerate(pairwise(words), 1):
            is_of_somebody = n == of and any(word.casefold() in OFFICES for word in words[:n])
            if not is_of_somebody and not self._may_stand_together(first, second):
                return first, second
        return None

    def _may_stand_together(self, first: str, second: str) -> bool:
        """Tell whether they do in the pack, or whether anybody may put them so: Korean President."""
        one, other = first.casefold(), second.casefold()
        if any(names.stand_together(first, second) for names in self.known) or one in COURTESY:
            return True
        if self.name.headline:  # where every word has a capital, an office still shows
            return not (one in OFFICES and any(other in names.inner for names in self.known))
        return one not in OFFICES and (other in OFFICES or other in BEFORE_OFFICE)

    def _with_word(self, word: str) -> list[str]:
        names = [name for known in self.known for name in known.with_word(word)]
        return list(dict.fromkeys(names))[:1] or [word]

    def _problem(self, words: tuple[str, ...]) -> Problem:
        name = " ".join(words)
        near = nearest_name(name[:LONGEST_SAID], {" ".join(held) for known in self.known for held in known.names})
        hint = f"Did you mean “{near}”? {HINT}" if near else HINT
        return error(f"nothing in the pack is called “{name}”", self.claim.place, hint)
