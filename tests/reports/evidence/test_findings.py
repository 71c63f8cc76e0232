"""Paragraphs that are not used, and what is known without the text."""

from __future__ import annotations

from tests.reports.evidence.packs import evidence, messages, with_item, with_paragraph


def test_a_paragraph_that_no_item_cites_needs_a_reason() -> None:
    assert messages("use") == []
    assert messages("use", with_paragraph(0, unused="")) == ["warning: no item cites “title”"]
    uncited = with_item("context", lambda item: {"cites": (), "basis": "editor"})
    assert "warning: no item cites paragraph 1" in messages("use", uncited)


def test_a_reason_beside_a_citation_is_a_contradiction() -> None:
    assert messages("use", with_paragraph(1, unused="It is an aside.")) == [
        "warning: says why paragraph 1 is not used, and harbour-fact cites it"
    ]


def test_without_the_text_what_can_be_known_is_known_and_the_rest_is_said() -> None:
    found = evidence(with_paragraph(0, unused=""), None)
    states = {result.name: result.state for result in found.results}
    assert states.pop("use") == "to read"
    assert set(states.values()) == {"not checked"}
    assert found.errors == 0
    assert [item.id for item in found.ours][:2] == ["other-towns", "cost-unknown"]
