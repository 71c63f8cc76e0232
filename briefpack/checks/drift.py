"""Find what an audience is told that the pack does not hold: another number, date, count, acronym or name.

Each text of an audience file is a claim. Its numbers must be in the items that it words or draws on or at the
head of the pack, or count what it shows. Its dates, acronyms and names must be somewhere in the pack.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

from briefpack.checks.claims import Claim, claims
from briefpack.checks.counts import Counting
from briefpack.checks.holdings import Holdings, Texts
from briefpack.checks.mentions import Day, Mentions, Number, figures_in, mentions_in, prose, words_behind
from briefpack.checks.mentions.dates import WEEKDAYS, day_of
from briefpack.checks.mentions.quantity import ORDINAL, ORDINARY, SEVERAL, WORDS_ONLY
from briefpack.checks.name_drift import NameDrift
from briefpack.content.brief import brief_pack, items_shown_anywhere, languages_of
from briefpack.content.fields import walk
from briefpack.content.pack import Pack
from briefpack.errors import Place, Problem, did_you_mean, error, warning
from briefpack.languages.locales import language_name
from briefpack.languages.scripts import is_english

MOST_A_TEXT = 50
"""So many problems of one text are named: whoever has more will mend those first."""
DURATION = re.compile(r"[\s-](day|week)s?\b")
MEMBERS = re.compile(
    r"\s(?:[A-Z][\w’'-]*\s){1,4}(?:countries|members|states|nations|governments|capitals)\b|"
    r"\s(?:countries|members|states|nations) of (?:the )?[A-Z]"
)
"""How many members a body has can be looked up: what says so without the pack is a warning."""


def drift_problems(pack: Pack, statements: Iterable[tuple[Place, str]] = ()) -> Iterator[Problem]:
    """Find what audiences are told that the pack does not hold, at the text that tells it.

    statements: what templates say themselves, each text with its place.
    """
    holdings = Holdings(pack)
    for audience in pack.audiences.values():
        own = holdings.texts(entry for entry in walk(audience.data) if entry.path in (("sender",), ("ask", "by")))
        spoken = " ".join(map(language_name, languages_of(pack, audience.name)))
        comparison = Comparison(holdings, own, NameDrift((holdings.all.names, own.names), spoken))
        for claim in claims(holdings, audience):
            yield from comparison.problems(claim)
    comparison = Comparison(holdings, holdings.texts(()), NameDrift((holdings.all.names,)))
    everything, shown = tuple(pack.items), holdings.shown((), holdings.counted)
    for place, text in dict.fromkeys(statements):
        yield from comparison.problems(Claim(prose(text), place, everything, shown, fragment=True))


def untold_problems(pack: Pack) -> Iterator[Problem]:
    """Find the items that no document of any audience shows."""
    briefs = [brief_pack(pack, name, languages_of(pack, name)[0]) for name in pack.audiences]
    shown = {item_id for brief in briefs for item_id in items_shown_anywhere(brief)}
    for item_id, (kind, n) in pack.items.items():
        if item_id not in shown:
            hint = f"Add it to a selection (“select: {kind}: …”) or to a slide, or take it out of the pack."
            yield warning(f"no audience is told “{item_id}”", pack.file.place(kind, n), hint, "untold-item")


@dataclass(frozen=True)
class Comparison:
    """Compare the claims of one audience with what its pack holds."""

    holdings: Holdings
    own: Texts
    names: NameDrift

    def problems(self, claim: Claim) -> Iterator[Problem]:
        """Yield what a claim says and the pack does not; of very many, some."""
        problems = list(islice(self._problems(claim), MOST_A_TEXT + 1))
        yield from problems[:MOST_A_TEXT]
        if len(problems) > MOST_A_TEXT:
            hint = "Mend these first."
            yield error(f"says more that the pack does not: {MOST_A_TEXT} are named", claim.place, hint)

    def _problems(self, claim: Claim) -> Iterator[Problem]:
        mentions = mentions_in(claim.text, self.holdings.language, self.holdings.today)
        for day in mentions.figures.dates:
            if not self._is_near(day, claim):
                yield from _date_problem(day, claim, self.holdings)
        yield from self._weekday_problems(mentions, claim)
        yield from self._number_problems(mentions, claim)
        everywhere = (self.holdings.all, *((self.own,) if claim.own else ()))
        for acronym in dict.fromkeys(mentions.acronyms):
            if not any(acronym in texts.acronyms for texts in everywhere) and not _is_label(claim):
                near = did_you_mean(acronym, (known for texts in everywhere for known in texts.acronyms))
                hint = f"{near} If it is right, add it to “acronyms” in pack.yaml."
                yield error(f"nothing in the pack is called “{acronym}”", claim.place, hint)
        if is_english(self.holdings.language):
            yield from self.names.problems(claim, mentions)

    def _is_near(self, mention: Day | Number, claim: Claim) -> bool:
        texts = (*((self.own,) if claim.own else ()), *self.holdings.near(claim.items))
        return any(each.hold(mention) for each in texts)

    def _weekday_problems(self, mentions: Mentions, claim: Claim) -> Iterator[Problem]:
        """Find a day of the week beside a date that the calendar has on another one."""
        for weekday, day in pairwise(mentions.figures.dates):
            beside = rf"{re.escape(weekday.words)}\W{{1,3}}(?:the )?{re.escape(day.words)}"
            if weekday.weekday is None or not re.search(beside, claim.text):
                continue
            dates = [other for other in self.holdings.all.figures.dates if other.date() and day.agrees_with(other)]
            if dates and not any(weekday.agrees_with(other) for other in dates):
                its_own = WEEKDAYS[dates[0].weekday_of() or 0]
                hint = f"It is a {its_own}."
                yield error(f"“{day.words}” is not a {weekday.words}", claim.place, hint)

    def _number_problems(self, mentions: Mentions, claim: Claim) -> Iterator[Problem]:
        verdicts = {}
        for count, wrong in Counting(claim.text, mentions.figures.numbers, claim.shown).verdicts():
            verdicts[count.start] = wrong
            if wrong:
                yield _count_problem(wrong, claim)
        for number in mentions.figures.numbers:
            is_word = number.unit == ORDINAL and number.value <= ORDINARY
            if number.start in verdicts or is_word or _counts_what_is_shown(number, claim):
                continue
            if self._is_time_between(number, claim, mentions.figures.dates):
                continue
            if not self._is_near(number, claim):
                yield _number_problem(number, claim, self.holdings)
            elif claim.headline and self._is_of_something_else(number, claim):
                yield _headline_problem(number, claim)

    def _is_time_between(self, number: Number, claim: Claim, days: Iterable[Day]) -> bool:
        """Tell whether so many days lie between a date that the text names and one that is near: five days before."""
        unit = DURATION.match(claim.text, number.start + len(number.words))
        if not unit:
            return False
        known = {day.date() for texts in self.holdings.near(claim.items) for day in texts.figures.dates} - {None}
        named = [other for day in days for other in known if other and day.agrees_with(day_of(other))]
        lengths = {abs((one - other).days) for one in named for other in known if other}
        return number.value * (7 if unit[1] == "week" else 1) in lengths

    def _is_of_something_else(self, number: Number, claim: Claim) -> bool:
        """Tell whether a headline that opens with a number says it of what no item on the slide says it of."""
        if number.unit or number.start or claim.shown.total() == {0}:
            return False
        said = words_behind(number, claim.text)
        items = (self.holdings.items[item_id] for item_id in claim.items)
        texts = (text for each in (self.holdings.head, *items) for text in each.texts)
        same = (
            (other, text)
            for text in texts
            for other in figures_in(text, self.holdings.language, self.holdings.today).numbers
            if number.agrees_with(other)
        )
        return not any(said & words_behind(other, text) for other, text in same)


def _is_label(claim: Claim) -> bool:
    """Tell whether a piece of a template is a word in capitals, as labels are: TO, FROM."""
    return claim.fragment and claim.text.isupper()


def _counts_what_is_shown(number: Number, claim: Claim) -> bool:
    """Tell whether a number is one of the counts, or the share that one of them is of another."""
    if number.unit == SEVERAL:
        return claim.shown.here and max(claim.shown.total(), default=0) >= number.value
    return not number.unit and number.value in claim.lists | claim.shown.total()


def _count_problem(wrong: str, claim: Claim) -> Problem:
    hint = f"Count again, or change what is selected.{_what_is_shown(claim)}"
    return error(wrong, claim.place, hint)


def _headline_problem(number: Number, claim: Claim) -> Problem:
    message = f"no item on this slide says “{number.words}” of the same thing"
    return error(message, claim.place, f"Count again.{_what_is_shown(claim)}")


def _what_is_shown(claim: Claim) -> str:
    counts = sorted((claim.shown.total() | claim.lists) - {0})
    return f" What it counts: {', '.join(map(str, counts))}." if counts else ""


def _date_problem(day: Day, claim: Claim, holdings: Holdings) -> Iterator[Problem]:
    """Report a date that no item holds as an error, one that the text should draw on another item for as a warning."""
    holders = holdings.holders(day)
    if not holders:
        hint = _words_instead("date", (other.words for other in holdings.of(claim.items).dates), claim)
        yield error(f"nothing in the pack says “{day.words}”", claim.place, hint)
    elif claim.drawn:
        hint = f"Add “{holders[0]}”, which says it, to “draws_on”."
        yield warning(f"no item that this draws on says “{day.words}”", claim.place, hint, "undrawn-date")


def _number_problem(number: Number, claim: Claim, holdings: Holdings) -> Problem:
    others = (other for other in holdings.of(claim.items).numbers if other.unit not in (ORDINAL, *WORDS_ONLY))
    nearest = sorted(others, key=lambda other: (other.unit != number.unit, abs(other.value - number.value)))
    hint = _words_instead("number", (other.words for other in nearest), claim)
    holders = holdings.holders(number) if claim.drawn else []
    if holders:
        hint = f"“{holders[0]}” says it: add that to “draws_on” if it is what you mean."
    where = "nothing in the pack" if claim.fragment else "no item here"
    message, hint = f"{where} says “{number.words}”", hint + _what_is_shown(claim)
    if number.unit in WORDS_ONLY or MEMBERS.match(claim.text, number.start + len(number.words)):
        return warning(message, claim.place, hint, "loose-number")
    return error(message, claim.place, hint)


def _words_instead(what: str, others: Iterable[str], claim: Claim) -> str:
    """Say which dates or numbers there are instead, or which item would have to hold one."""
    words = list(dict.fromkeys(others))
    named = ", ".join(f"“{item_id}”" for item_id in claim.items[:3])
    if words:
        return f"Here stand: {', '.join(words[:5])}. A new {what} belongs in the item in pack.yaml."
    return f"There is no {what} in {named or 'these items'}: write it into the item in pack.yaml first."
