"""Explain a letterhead: where a memo stands on it, what it takes from it, and what was taken out of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

from briefpack.build.jobs import Folders, chosen
from briefpack.build.workshop import Workshop
from briefpack.document.tree import Meta
from briefpack.errors import Problem
from briefpack.reports.lines import Line, Run, columns, line

if TYPE_CHECKING:
    from briefpack.office.reading import ForeignFile
    from briefpack.writers.word.paper_facts import HeadFacts, PageFacts, PaperFacts
    from briefpack.writers.word.paper_look import PaperStyle

SAMPLE = Meta("memo", "Memo", marking="For discussion")
"""A memo as any: whether its marking has room is asked of the letterhead."""
MOST_WORDS = 60


def read_paper(name: str, folders: Folders) -> tuple[ForeignFile, PaperFacts]:
    """Return a letterhead and what a memo finds in it. Raise WrongUse for an unknown name, BuildError."""
    from briefpack.writers.word.paper_facts import paper_facts

    workshop = Workshop(folders)
    [known] = chosen((name,), workshop.stationery_paths("letterhead"), "letterhead")
    letterhead = workshop.stationery("letterhead", known)
    assert letterhead is not None  # it is one of those that lie there
    theme = workshop.theme(workshop.looks()["theme"][0], "", SAMPLE.language)
    return letterhead, paper_facts(letterhead, theme, SAMPLE)


def paper_lines(letterhead: ForeignFile, facts: PaperFacts) -> list[Line]:
    """Return the explanation of a letterhead."""
    head = line((f"letterhead {letterhead.name}", "heading"), "  ", (str(letterhead.place), "place"))
    gone = [line(), line(("taken out or changed", "heading"))] if letterhead.problems else []
    told = [one for problem in letterhead.problems for one in _problem(problem)]
    return [head, *columns(_rows(facts), 1, indent=2), *gone, *told]


def _problem(problem: Problem) -> Iterator[Line]:
    yield line("  ", problem.message)
    yield line("    ", (problem.hint, "quiet"))


def _rows(facts: PaperFacts) -> Iterator[tuple[Run, ...]]:
    stands = "instead of the text in it" if facts.replaces_text else "in the place of {{body}}"
    room = f"in {facts.text_width_mm:.0f} × {facts.text_height_mm:.0f} mm"
    yield ("memo", "strong"), f"stands {stands}, {room}"
    for page in facts.pages:
        yield ("page", "strong"), _page(page)
    for head in facts.heads:
        yield (head.where, "strong"), _head(head)
    yield ("text", "strong"), _style(facts.look.text)
    for level, style in enumerate(facts.look.headings, 1):
        yield (f"heading {level}", "strong"), _style(style)
    if facts.counts_headings:
        yield ("numbers", "strong"), "headings are numbered: the title has the style “Title”"
    source = "" if facts.look.accent else "; the letterhead shows no colour of its own"
    yield ("colour", "strong"), f"{facts.colour}: panels, table heads, the marking, figures{source}"
    yield ("styles", "strong"), ", ".join(facts.styles) or "none"
    if facts.added:
        yield ("added", "strong"), ", ".join(facts.added)


def _page(page: PageFacts) -> str:
    margins = f"{page.left_mm:.0f} left, {page.right_mm:.0f} right, {page.top_mm:.0f} above, {page.bottom_mm:.0f} below"
    return f"{page.width_mm:.0f} × {page.height_mm:.0f} mm; margins {margins}"


def _head(head: HeadFacts) -> str:
    words = f"“{head.words[:MOST_WORDS]}{'…' if len(head.words) > MOST_WORDS else ''}”" if head.words else "no words"
    drawings = {0: "", 1: ", a drawing"}.get(head.drawings, f", {head.drawings} drawings")
    counts = ", the page’s number" if head.counts_pages else ""
    return f"{words}{drawings}{counts}{'' if head.has_room else '; no room for another line: drawings lie over it'}"


def _style(style: PaperStyle) -> str:
    return f"{style.family} {style.size_pt:g} pt{', bold' if style.bold else ''}, {style.colour or 'black'}"


def paper_json(letterhead: ForeignFile, facts: PaperFacts) -> str:
    """Return what is known of a letterhead as JSON."""
    gone = [{"message": one.message, "hint": one.hint} for one in letterhead.problems]
    record = {"letterhead": letterhead.name, "file": letterhead.place.file, **asdict(facts), "taken_out": gone}
    return json.dumps(record, indent=2, ensure_ascii=False)
