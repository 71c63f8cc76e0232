"""Hold back from a release what its readers would notice, unless it is let through by its code.

Warnings are advice while one writes. For a release each of them is either an error or none of the readers' business,
and this is the one place that says which.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from briefpack.checks.draft_marks import draft_problems
from briefpack.checks.past_dates import Today, past_dates
from briefpack.checks.placeholders import placeholder_problems
from briefpack.content.brief import Brief
from briefpack.errors import Problem

HELD_BACK: Mapping[str, str] = {
    "placeholder": "words of a starting point, “TODO”, an address at example.org: nobody meant to send them",
    "draft": "a marking, a status or a title says that this is not final",
    "past-date": "the day of the briefing is over",
    "past-deadline": "a day by which somebody is to act is over",
    "unparted-words": "lines of Khmer, Lao or Burmese would end within words",
    "past-embargo": "readers are told of an embargo that is over",
    "expired": "the last day on which a document holds is over",
    "late-ask": "an ask is due after what follows from it",
    "not-translated": "readers of a translation would meet the original’s words",
    "unsure-translation": "a translation is marked fuzzy, or its original has changed",
    "translation-drift": "a translation names another number or day than its original",
    "loose-number": "“most”, “several” or the number of a body’s members, of which the pack says nothing",
    "not-reviewed": "no native speaker has read a translation",
    "unmarked-words": "words of a template stand in every language as they are",
    "html": "readers would see the marks of HTML",
    "visible-marks": "readers would see marks of Markdown, such as ** in a title",
    "switch-word": "“no” or “true” would be printed where a text is wanted",
    "cut-text": "a text ends where “ #” begins a remark",
    "straight-quotes": "straight quotation marks look like a typing slip",
    "selected-twice": "the same item would stand in a document twice",
    "unexplained-acronym": "readers meet an acronym that nobody explains to them",
    "page-limit": "a document has more pages than its readers were promised",
    "empty-slide": "a slide shows nothing but its title",
    "untitled-slide": "a slide has no title",
    "repeated-title": "two slides have the same title",
    "unshown-selection": "readers do not get what was selected for them",
    "paper-left-out": "the letterhead or slide master shows less than its file",
    "stray-mark": "a mark of the letterhead stands where no memo can stand, or twice",
    "disputed-lines": "readers would see borders that their government may draw otherwise",
    "no-alt-text": "readers who listen to a document do not learn what a picture shows",
}
"""What a release holds back, by its code, and why."""
ADVICE: Mapping[str, str] = {
    "copy-name": "a name that is left off the line of a copy; number and code are there",
    "column-unused": "a column of a list of recipients that is not used",
    "long-sentence": "how a text reads",
    "word-to-avoid": "how a text reads",
    "indirect-ask": "how a text reads",
    "hard-passage": "how a text reads",
    "word-limit": "how long a text is",
    "unmeasured-limit": "a limit that cannot be measured",
    "slide-count": "the craft of slides",
    "no-closing-ask": "the craft of slides",
    "long-title": "the craft of slides",
    "label-title": "the craft of slides",
    "one-item": "the craft of slides",
    "many-items": "the craft of slides",
    "deep-list": "the craft of slides",
    "no-source": "the craft of slides",
    "no-notes": "the craft of slides",
    "memo-layout": "where on a letterhead the marking and the pages’ numbers have room",
    "slide-layout": "what another program may set otherwise",
    "short-only": "what only a short wording says",
    "undrawn-date": "what a text rests on",
    "unknown-word": "a word that may be a name in small letters",
    "untold-item": "what no reader gets",
    "unread-file": "what no reader gets",
    "original-words": "said of each document; a release names each text",
}
"""What stays a warning in a release, and what it concerns."""


def release_problems(brief: Brief, today: Today) -> Iterator[Problem]:
    """Find what only a release asks of an audience's documents, which go out `today`."""
    yield from placeholder_problems(brief)
    yield from draft_problems(brief)
    yield from past_dates(brief, today)


def held_back(problems: Iterable[Problem], let_through: Collection[str]) -> Iterator[Problem]:
    """Yield problems as a release sees them: what is held back is an error, unless its code is let through."""
    for problem in problems:
        if problem.severity == "warning" and problem.code in HELD_BACK and problem.code not in let_through:
            hint = f"{problem.hint} If it may go out like this: --allow {problem.code}.".lstrip()
            problem = replace(problem, severity="error", hint=hint)
        yield problem
