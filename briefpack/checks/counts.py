"""What a text counts of what is shown beside it: “two of these four”, “six in the medium term”, “all 14 proposals”.

A count is no number among others: the groups have names, so that each is compared with the group that it is said of.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from briefpack.checks.mentions import Number
from briefpack.checks.mentions.quantity import MOST, ORDINAL, PERCENT
from briefpack.checks.shown import ALL, SIDES, Group, Shown, plain

NOUNS = {
    **dict.fromkeys(("proposal", "proposals", "measure", "measures", "idea", "ideas"), "proposals"),
    **dict.fromkeys(("option", "options", "alternative", "alternatives"), "options"),
    **dict.fromkeys(("step", "steps"), "steps"),
    **dict.fromkeys(("obstacle", "obstacles", "hurdle", "hurdles"), "obstacles"),
    **dict.fromkeys(("precedent", "precedents"), "precedents"),
    **dict.fromkeys(("quotation", "quotations", "quote", "quotes"), "quotes"),
    **dict.fromkeys(("slip", "slips", "correction", "corrections"), "corrections"),
    **dict.fromkeys(("vorschlag", "vorschläge", "vorschlägen", "proposition", "propositions"), "proposals"),
}
"""What items are called, by the list that holds them."""
OWN_NOUNS = frozenset(("proposals", "options", "steps", "obstacles", "precedents", "quotations", "slips", "vorschläge"))
"""Those that mean the items and nothing else."""
OF = re.compile(r"\s(?:out )?(?:of|von|de|di|sur|van)\s(?:\w+\s){0,2}\Z", re.IGNORECASE)
OPENING_OF = re.compile(r"(?:\A|[.;:!?]\s)(?:out )?(?:of|von)\s(?:\w+\s)?\Z", re.IGNORECASE)
DEFINITE = re.compile(r"\b(?:the|these|those|all|our|its|diese[nr]?|alle[nr]?)\s\Z", re.IGNORECASE)
POINTING = re.compile(r"\b(?:these|those|all|diese[nr]?|alle[nr]?)\s\Z", re.IGNORECASE)
MORE = re.compile(r"\b(?:more than|over)\s\Z")
LESS = re.compile(r"\b(?:(?:less|fewer) than|under|nearly|almost)\s\Z")
BEFORE = 24
"""How far back the words before a number are looked at, in letters."""
ALONE = re.compile(
    r"\s*(?:\Z|[.,;:]|(?:can|could|may|might|must|should|will|would|are|have|were|belong|begin|come|concern|need|start)\b)",
    re.IGNORECASE,
)
"""What stands behind a number that no noun follows: these four can start."""
ONE = re.compile(r"\bone\b(?=\s(?:out )?of\b)", re.IGNORECASE)
IN_REGION = re.compile(r"\b(?:in|for|within|concern|concerns|about|on|im|in der|für)\s(?:the\s)?\Z")
"""What stands before a region in which something is counted; its name may be there for another reason."""
OUTSIDE = re.compile(r"\b(?:before|after|beyond|outside|not|vor|nach)\s(?:(?:in|for|to)\s)?(?:the\s|der\s|dem\s)?\Z")
"""What stands before a group to which something does not belong."""
LEADING = re.compile(r"\b(?:lead|leads|led|take part|takes part|own|owns|owned)\b")
"""What an actor does of which something is counted."""
SENTENCE_END = re.compile(r"[.;:!?](?=\s|\Z)")
WORD = re.compile(r"\w+")
NOUN_WITHIN = 3
"""How many words behind a number its noun may stand: five selected near-term proposals."""


@dataclass(frozen=True)
class Count:
    """Hold a number of a text that may count something; `one of` is such a number as well."""

    value: Fraction
    unit: str
    words: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.words)


class Counting:
    """Judge the counts of one text against what is shown."""

    def __init__(self, text: str, numbers: Iterable[Number], shown: Shown) -> None:
        self.text, self.shown = plain(text), shown
        ones = [Count(Fraction(1), "", match[0], match.start()) for match in ONE.finditer(text)]
        counted = [Count(n.value, n.unit, n.words, n.start) for n in numbers if n.unit in ("", PERCENT, MOST, ORDINAL)]
        self.counts = sorted((*ones, *counted), key=lambda count: count.start)
        self._last_of_first = self._parts_of_first()
        self.wholes = {n: whole for n in range(len(self.counts)) if (whole := self._whole(n)) is not None}
        self._are_wholes = frozenset(self.wholes.values())
        self._said: set[Fraction] = set()

    def verdicts(self) -> Iterator[tuple[Count, str]]:
        """Yield each count that can be judged, with what is wrong about it, or nothing."""
        labelled = False
        for n, count in enumerate(self.counts):
            group = self._group(n)
            is_part = n in self.wholes
            if n in self._are_wholes or self._names_all(n):
                wrong = self._wrong_total(n, is_whole=True)
            elif group and (is_part or self._noun(n) or labelled or group in SIDES):
                labelled, wrong = True, self._wrong_part(n, group)
            elif is_part:
                wrong = self._wrong_part(n, None)
            else:
                wrong = self._wrong_total(n, is_whole=False)
            self._said.add(count.value)
            if wrong is not None:
                yield count, wrong

    # How the counts hang together

    def _before(self, n: int) -> str:
        start = self.counts[n].start
        return self.text[max(0, start - BEFORE) : start]

    def _whole(self, n: int) -> int | None:
        """Return the count of which this one is a part: two of four; of the four, two."""
        counts = self.counts
        if n + 1 < len(counts) and OF.fullmatch(self.text, counts[n].end, counts[n + 1].start):
            return n + 1
        return 0 if 0 < n <= self._last_of_first else None

    def _parts_of_first(self) -> int:
        """Return the last count of the first sentence if that begins with “of the four”; 0 if it does not."""
        if not self.counts or not OPENING_OF.search(self._before(0)):
            return 0
        end = SENTENCE_END.search(self.text, self.counts[0].end)
        stop = end.start() if end else len(self.text)
        return sum(count.start < stop for count in self.counts) - 1

    def _names_all(self, n: int) -> bool:
        """Tell whether a count is that of all there are: the twelve proposals."""
        noun = self._noun(n)
        is_all = n not in self.wholes and self.counts[n].value in self.shown.total(NOUNS.get(noun, ALL))
        return is_all and noun in OWN_NOUNS and bool(DEFINITE.search(self._before(n)))

    def _noun(self, n: int) -> str:
        """Return the word for items that follows a count or the one of which it is a part."""
        place = self.counts[self.wholes.get(n, n)].end
        words = WORD.findall(self.text[place : place + 60])[:NOUN_WITHIN]
        return next((word for word in words if word in NOUNS), "")

    def _group(self, n: int) -> Group | None:
        """Return the group that is named behind a count, before the next one or the end of the sentence."""
        whole = self.wholes.get(n, n)
        start = self.counts[max(n, whole)].end
        following = max(n, whole) + 1
        stop = self.counts[following].start if following < len(self.counts) else len(self.text)
        end = SENTENCE_END.search(self.text, start, stop)
        stop = end.start() if end else stop
        behind = self._named(self.text[start:stop])
        return behind or (self._leading(n) if n in self.wholes else None)

    def _leading(self, n: int) -> Group | None:
        """Return the group that is named before a count: the foreign ministries lead four of these."""
        start = self.counts[n - 1].end if n else 0
        return self._named(self.text[start : self.counts[n].start])

    def _named(self, text: str) -> Group | None:
        places = [
            (start, -len(name), group)
            for group, names in self.shown.names.items()
            for name in names
            if (start := _place_of(name, text)) >= 0
        ]
        if not places:
            return None
        start, _, group = min(places)
        is_region, is_actor = group[0] == "regions", group[0] == "actors"
        before = text[max(0, start - BEFORE) : start]
        elsewhere = (is_region and not IN_REGION.search(before)) or (is_actor and not LEADING.search(self.text))
        return None if elsewhere or OUTSIDE.search(before) else group

    # What is wrong

    def _wrong_part(self, n: int, group: Group | None) -> str | None:
        count, whole = self.counts[n], self.wholes.get(n)
        if whole is not None and not count.unit and count.value > self.counts[whole].value:
            return f"“{count.words}” of “{self.counts[whole].words}” are more than there are"
        counts: Iterable[Fraction | int] = (
            self.shown.in_group(group) if group else self.shown.parts() | self.shown.total()
        )
        wholes = [self.counts[whole].value] if whole is not None else self.shown.total(NOUNS.get(self._noun(n), ALL))
        if count.unit not in ("", ORDINAL):
            counts = {Fraction(100 * part) / total for part in counts for total in wholes if total}
        if any(self._compared(n)(part, count.value) for part in counts):
            return ""
        if group is None:
            return None
        name, numbers = self.shown.names[group][0], self.shown.in_group(group)
        return f"“{count.words}” is said of “{name}”, where {_are_shown(numbers)}"

    def _compared(self, n: int) -> Callable[[Fraction | int, Fraction], bool]:
        """Return how a count is meant: as it stands, as more than the truth (fewer than half) or as less."""
        if self.counts[n].unit == MOST or MORE.search(self._before(n)):
            return operator.gt
        return operator.lt if LESS.search(self._before(n)) else operator.eq

    def _wrong_total(self, n: int, is_whole: bool) -> str | None:
        count, noun = self.counts[n], self._noun(n)
        before = self._before(n)
        totals = self.shown.total(NOUNS.get(noun, ALL))
        if count.unit == ORDINAL:
            return "" if noun and totals and count.value <= max(totals) else None
        if count.unit:
            return self._wrong_part(n, None) if self.shown.here else None
        if count.value in totals or count.value in self._said:
            return ""
        points = bool(POINTING.search(before)) and self.shown.here and bool(ALONE.match(self.text, count.end))
        is_definite = is_whole or bool(DEFINITE.search(before))
        is_too_many = bool(totals) and count.value > max(totals) and self.shown.here
        if not totals or not (points or (noun in OWN_NOUNS and (is_definite or is_too_many))):
            return None
        return f"“{count.words}” is said of {noun or 'what is shown'}, and {_are_shown(totals)}"


def _place_of(name: str, text: str) -> int:
    """Return where a name stands in a text as words of its own; -1 if it does not."""
    start = text.find(name)
    while start >= 0:
        end = start + len(name)
        if not (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum()):
            return start
        start = text.find(name, end)
    return -1


def _are_shown(counts: Iterable[int]) -> str:
    *others, last = sorted(counts)
    numbers = f"{', '.join(map(str, others))} or {last}" if others else str(last)
    return f"{numbers} {'is' if not others and last == 1 else 'are'} shown"
