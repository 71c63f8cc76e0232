"""A document is checked once for all its formats; its length only where it has pages."""

from __future__ import annotations

from dataclasses import replace

from briefpack.build.checking import check_document
from briefpack.build.drafts import Draft
from briefpack.build.jobs import Request
from briefpack.build.workshop import Workshop
from briefpack.content.model import Limits
from tests.drafts import TINY_FOLDERS, jobs


def draft(audience: str, document: str) -> Draft:
    workshop = Workshop(TINY_FOLDERS, (audience,))
    (job,) = jobs(Request(audiences=(audience,), documents=(document,)), workshop)
    return workshop.draft(job)


def limited(made: Draft, **limits: int) -> Draft:
    """Return the draft with limits of its audience's own for the document."""
    data = made.brief.audience.data
    documents = dict(data.documents)
    documents[made.document] = documents[made.document].model_copy(update={"limits": Limits(**limits)})
    audience = replace(made.brief.audience, data=data.model_copy(update={"documents": documents}))
    return replace(made, brief=replace(made.brief, audience=audience))


def messages(made: Draft, excess_pt: float = 0) -> list[tuple[str, str]]:
    fitted = replace(made.fitted(), excess_pt=excess_pt)
    return [(problem.severity, problem.message) for problem in check_document(made, fitted)]


def test_a_sound_document_has_no_problem() -> None:
    assert messages(draft("councillors", "memo")) == []


def test_what_does_not_fit_is_an_error_in_millimetres() -> None:
    ((severity, message),) = messages(draft("councillors", "onepager"), excess_pt=72)
    assert severity == "error"
    assert message.startswith("the onepager is 25 mm too long for one page")


def test_pages_are_limited_on_paper_alone() -> None:
    assert messages(limited(draft("councillors", "memo"), pages=1)) == [
        ("warning", "the memo has 2 pages; the limit is 1")
    ]
    assert messages(limited(draft("voters", "memo"), pages=1)) == []


def test_the_rules_of_documents_are_asked_too() -> None:
    assert [message for _, message in messages(limited(draft("voters", "memo"), words_max=9))] != []
