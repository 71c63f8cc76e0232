"""Names of themes, letterheads, masters and documents: unknown ones are named with the nearest."""

from __future__ import annotations

from dataclasses import replace

from briefpack.checks.looks import unknown_documents, unknown_looks
from briefpack.checks.rules import checked_pack
from tests.conftest import TINY

AUDIENCE = checked_pack(TINY).audiences["councillors"]
KNOWN = {"theme": ["minstry"], "letterhead": [], "master": ["agency"]}


def test_what_is_not_asked_for_need_not_be_there() -> None:
    assert list(unknown_looks(AUDIENCE, {"theme": ["ministry"], "letterhead": [], "master": []})) == []


def test_a_name_that_is_not_there_is_an_error_where_it_stands() -> None:
    asking = replace(AUDIENCE, data=AUDIENCE.data.model_copy(update={"letterhead": "plain"}))
    theme, letterhead = unknown_looks(asking, KNOWN)
    assert (theme.message, theme.hint) == ("there is no theme “ministry”", "Did you mean “minstry”?")
    assert theme.place.key == "theme"
    assert (letterhead.message, letterhead.hint) == ("there is no letterhead “plain”", "None is defined here yet.")


def test_a_document_without_a_template_is_an_error_at_its_key() -> None:
    problems = list(unknown_documents(AUDIENCE, ["memo", "slide"]))
    assert [problem.place.key for problem in problems] == ["documents.onepager", "documents.slides"]
    assert problems[1].hint == "Did you mean “slide”?"
