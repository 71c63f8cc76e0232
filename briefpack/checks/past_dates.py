"""Find days that are over when a document goes out: that of the briefing, and those by which somebody is to act."""

from __future__ import annotations

import datetime
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple

from briefpack.checks.handling import past_handling
from briefpack.checks.mentions import Day, figures_in
from briefpack.content.brief import Brief, in_original, items_shown_anywhere, own_wording
from briefpack.content.items import Item, Proposal, Step
from briefpack.document.inline_markdown import inline_words
from briefpack.errors import Place, Problem, warning


class Today(NamedTuple):
    """Hold the day on which documents go out, and what says so."""

    day: datetime.date
    said_by: str


Find = Callable[[], Place]
"""What finds where something is written."""


def past_dates(brief: Brief, today: Today) -> Iterator[Problem]:
    """Find the days that are before `today`: the pack's own, deadlines, and days in the texts that ask for something.

    A day in a text that was over before the briefing was written is history, and no deadline.
    """
    own = in_original(brief)
    pack, shown = own.pack, list(items_shown_anywhere(own).values())
    if pack.facts.date < today.day:
        what = f"the day of the briefing, {pack.facts.date}, is over"
        yield _past(what, today, pack.file.place("date"), "past-date")
    yield from past_handling(pack, brief.audience.name, today.day, today.said_by)
    for day, find in _stated_days(own, shown):
        if day < today.day:
            yield _past(f"“{day}” is over", today, find(), "past-deadline")
    for text, stated, find in _asking_texts(own, shown):
        for mention in figures_in(inline_words(text), own.language, pack.facts.date).dates:
            last = _last_day(mention, pack.facts.date)
            if last and last != stated and pack.facts.date <= last < today.day:
                yield _past(f"“{mention.words}” is over", today, find(), "past-deadline")


def _past(what: str, today: Today, place: Place, code: str) -> Problem:
    hint = "Name a day that is still to come; or say with --as-of on which day it goes out."
    return warning(f"{what}: this goes out on {today.day} ({today.said_by})", place, hint, code)


def _stated_days(brief: Brief, shown: Iterable[Item]) -> Iterator[tuple[datetime.date, Find]]:
    """Yield the days that fields of their own state."""
    ask = brief.audience.data.ask
    if ask.by:
        yield ask.by, partial(brief.audience.file.place, "ask", "by")
    for step in shown:
        if isinstance(step, Step) and step.due:
            yield step.due, partial(brief.pack.file.place, *brief.pack.items[step.id], "due")


def _asking_texts(brief: Brief, shown: Iterable[Item]) -> Iterator[tuple[str, datetime.date | None, Find]]:
    """Yield the texts that may name a deadline, with the day that a field beside them states."""
    ask, file = brief.audience.data.ask, brief.audience.file
    yield ask.title, ask.by, partial(file.place, "ask", "title")
    yield ask.text, ask.by, partial(file.place, "ask", "text")
    yield from ((detail, ask.by, partial(file.place, "ask", "details", n)) for n, detail in enumerate(ask.details))
    for step in (item for item in shown if isinstance(item, Step)):
        yield step.when, step.due, partial(brief.pack.file.place, *brief.pack.items[step.id], "when")
    for proposal in (item for item in shown if isinstance(item, Proposal)):
        reworded = own_wording(brief, proposal).get("first_step", "")
        find = partial(brief.pack.file.place, *brief.pack.items[proposal.id], "first_step")
        its_own = partial(file.place, "reword", proposal.id, "first_step")
        yield reworded or proposal.first_step, None, its_own if reworded else find


def _last_day(mention: Day, since: datetime.date) -> datetime.date | None:
    """Return the last day that a mention of a month or a day can mean; without a year, the next one after `since`."""
    if mention.month is None:
        return None
    for year in (mention.year,) if mention.year else (since.year, since.year + 1):
        ends = monthrange(year, mention.month)[1]
        last = datetime.date(year, mention.month, min(mention.day or ends, ends))
        if mention.year or last >= since:
            return last
    return None
