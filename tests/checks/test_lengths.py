"""Pages: the limit at its exact value, and what a page too long says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefpack.checks.lengths import excess_problem, page_problems
from briefpack.checks.rules import checked_pack
from briefpack.content.brief import Brief, brief_pack
from briefpack.content.model import Limits
from briefpack.units import mm
from tests.conftest import TINY

BRIEF = brief_pack(checked_pack(TINY), "councillors", "en")


def limited(pages: int) -> Brief:
    memo = BRIEF.documents["memo"].model_copy(update={"limits": Limits(pages=pages)})
    data = BRIEF.audience.data.model_copy(update={"documents": {"memo": memo}})
    return replace(BRIEF, audience=replace(BRIEF.audience, data=data))


@pytest.mark.parametrize(("pages", "problems"), [(2, 0), (3, 1)])
def test_a_limit_of_pages_holds_at_its_exact_value(pages: int, problems: int) -> None:
    found = list(page_problems(limited(2), "memo", lambda: pages))
    assert len(found) == problems
    assert all(problem.message == "the memo has 3 pages; the limit is 2" for problem in found)


def test_pages_are_not_counted_where_there_is_no_limit() -> None:
    def count() -> int:
        raise AssertionError

    assert list(page_problems(limited(0), "memo", count)) == []


def test_too_long_a_page_names_the_first_three_cuts_and_makes_no_more() -> None:
    def titles() -> object:
        yield from ("One", "Two", "Three")
        raise AssertionError("a fourth cut was tried")

    problem = excess_problem(BRIEF, "onepager", mm(12.4), 8.5, titles())  # type: ignore[arg-type]
    assert problem.severity == "error"
    assert problem.message == "the onepager is 12 mm too long for one page, even in 8.5 pt type"
    assert problem.hint.startswith("Cut or shorten “One”, “Two”, “Three”;")
    assert "Cut or shorten the template;" in excess_problem(BRIEF, "onepager", mm(12.4), 8.5, []).hint
