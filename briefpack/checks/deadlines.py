"""Find days that cannot be: an ask that is due before it is made, after what follows from it, or on two days."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefpack.checks.mentions import Day, figures_in
from briefpack.checks.mentions.dates import day_of
from briefpack.content.items import Step
from briefpack.content.pack import Audience, Pack
from briefpack.document.inline_markdown import inline_words
from briefpack.errors import Problem, error, warning

UNTIL = re.compile(
    r"(?:\b(?:by|until|till|before|no later than|not later than|bis(?: zum)?|vor dem|avant le|d’ici au|antes del?|"
    r"entro il|até|uiterlijk|vóór)\s(?:\w+,?\s)?)\Z",
    re.IGNORECASE,
)
"""What stands before a day by which something is to be done; the name of a weekday may be between."""
BEFORE = 40


def deadline_problems(pack: Pack) -> Iterator[Problem]:
    """Find what is wrong with the days of asks and steps."""
    for audience in pack.audiences.values():
        yield from _ask_problems(pack, audience)
    for n, step in enumerate(pack.facts.steps):
        if step.due and step.when:
            hint = f"Readers would see “{step.when}” alone: keep the one that they are to read."
            yield error("“when” stands beside “due”", pack.file.place("steps", n, "when"), hint)
        if step.due and step.due < pack.facts.date and not step.announced:
            message = f"{_said(step)} is over on the day of the briefing, {day_of(pack.facts.date).words}"
            hint = "Name a day that is still to come; or write “announced: true” if others have set it."
            yield warning(message, pack.file.place("steps", n, "due"), hint, "past-deadline")


def _ask_problems(pack: Pack, audience: Audience) -> Iterator[Problem]:
    ask, place = audience.data.ask, audience.file.place("ask", "by")
    if ask.by is None:
        return
    due = day_of(ask.by)
    if ask.by < pack.facts.date:
        message = f"the ask is due on {due.words}, before the day of the briefing, {day_of(pack.facts.date).words}"
        yield error(message, place, "Name a day that is still to come, or correct “date” in pack.yaml.")
    asked = [day for text in (ask.title, ask.text) for day in _deadlines(inline_words(text), pack)]
    if asked and not any(day.agrees_with(due) for day in asked):
        message = f"the ask is due on {due.words} here, and by “{asked[0].words}” in its own words"
        yield error(message, place, "Make both the same day.")
    for item in map(pack.item, ask.draws_on):
        if isinstance(item, Step) and item.due and item.due < ask.by:
            message = f"the ask is due on {due.words}, after {_said(item)}, on which it draws"
            hint = "What follows from an answer comes after it: move one of the two days."
            yield warning(message, place, hint, "late-ask")


def _said(step: Step) -> str:
    assert step.due
    return f"“{step.id}” ({day_of(step.due).words})"


def _deadlines(text: str, pack: Pack) -> Iterator[Day]:
    """Yield the days of a text by which something is to be done, as far as they are named to the day."""
    for day in figures_in(text, pack.facts.language, pack.facts.date).dates:
        start = text.find(day.words)
        if day.day and (UNTIL.search(text, max(0, start - BEFORE), start) or day.words.endswith(("日", "일"))):
            yield day
