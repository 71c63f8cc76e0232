"""How many pages a document may have."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from briefpack.content.brief import Brief
from briefpack.content.limits import limits_for, limits_place
from briefpack.errors import Problem, error, warning
from briefpack.units import to_mm


def page_problems(brief: Brief, document: str, pages: Callable[[], int]) -> Iterator[Problem]:
    """Find more pages than the audience allows; they are counted only where there is a limit."""
    limit = limits_for(brief, document).pages
    if limit and (count := pages()) > limit:
        hint = "Select fewer items or write shorter wordings; in Word the pages may break a little differently."
        place = limits_place(brief, document, "pages")
        yield warning(f"the {document} has {count} pages; the limit is {limit}", place, hint, "page-limit")


def excess_problem(
    brief: Brief, document: str, excess_pt: float, floor_pt: float, cuts: Iterable[str], room: str = "one page"
) -> Problem:
    """Say by how much a document is too long for one page, or what room it has, in type of the floor's size.

    `cuts` are the titles of the items that would make it shorter if they were left out.
    """
    message = f"the {document} is {to_mm(excess_pt):.0f} mm too long for {room}, even in {floor_pt:g} pt type"
    named = ", ".join(f"“{title}”" for title in islice(cuts, 3)) or "the template"
    hint = f"Cut or shorten {named}; items of priority 1 are never left out."
    return error(message, limits_place(brief, document, "pages"), hint)
