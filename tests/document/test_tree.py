"""The tree: complete in words, closed, readable when dumped."""

from __future__ import annotations

import typing

import pytest
from hypothesis import given

from briefpack.document import tree
from briefpack.document.traits import introduces, is_quiet, is_reference, said_and_speaker
from tests.tree_dump import dump
from tests.trees import EVERY_NODE, ROADMAP, documents, inline, p


def test_the_sample_holds_every_node() -> None:
    held = {type(node) for node in tree.walk(EVERY_NODE)}
    assert held == set(typing.get_args(tree.Node)) - {tree.Meta}


def test_the_sample_holds_every_role_and_figure() -> None:
    nodes = list(tree.walk(EVERY_NODE))
    assert {node.role for node in nodes if isinstance(node, tree.Region)} == set(tree.ROLES)
    assert {node.kind for node in nodes if isinstance(node, tree.Figure)} == set(tree.FIGURE_KINDS)


@given(documents())
def test_words_and_dump_take_every_tree(document: tree.Document) -> None:
    texts = [node.text for node in tree.walk(document) if isinstance(node, tree.Text)]
    labels = [node.label for node in tree.walk(document) if isinstance(node, tree.Field)]
    assert sorted("".join([*texts, *labels]).replace(" ", "")) == sorted("".join(tree.words(document)))
    assert dump(document).startswith(f"document {document.meta.kind}\n")


def test_a_node_is_frozen() -> None:
    with pytest.raises(AttributeError):
        EVERY_NODE.blocks[0].role = "main"  # type: ignore[misc, union-attr]


SPEAKER = p("\u00a0— the clerk")


@pytest.mark.parametrize(
    ("blocks", "speaker"),
    [
        ((p("So it is."), SPEAKER), SPEAKER),
        ((p("So it is."), p(tree.Strong(inline("— ")), "the clerk")), p(tree.Strong(inline("— ")), "the clerk")),
        ((SPEAKER,), None),
        ((SPEAKER, p("So it is.")), None),
        ((p("So it is."), tree.Rule()), None),
        ((), None),
    ],
)
def test_a_last_paragraph_with_a_dash_says_who_is_quoted(blocks: tree.Blocks, speaker: tree.Paragraph | None) -> None:
    said = blocks[:-1] if speaker else blocks
    assert said_and_speaker(tree.Quote(blocks)) == (said, speaker)


def test_a_line_stays_with_the_decision_that_it_introduces() -> None:
    line = tree.Paragraph((tree.Text("Each side answers for itself."),))
    assert introduces(line, tree.Region("decision", (line,)))
    assert not introduces(line, tree.Region("callout", (line,)))
    assert not introduces(line, line)


def test_a_line_between_a_heading_and_its_first_sub_heading_introduces_the_section() -> None:
    line, section, part = p("Dates are ours."), tree.Heading(2, inline("Proposals")), tree.Heading(3, inline("Near"))
    assert introduces(line, part, section)
    assert not introduces(line, section, part), "the end of a section heads nothing"
    assert not introduces(line, part, line)


def test_a_note_on_a_figure_introduces_nothing() -> None:
    note = p(tree.Span(inline("Counted by the harbour office."), voice="quiet"))
    assert introduces(note, ROADMAP) and not introduces(note, ROADMAP, ROADMAP)


def test_side_remarks_with_a_space_between_them_are_quiet() -> None:
    lead, step = (tree.Span(inline(words), voice="quiet") for words in ("Lead: clerk.", "First step: ask."))
    assert is_quiet(p(lead, " ", step))
    assert not is_quiet(p(lead, " and ", step))


def test_an_address_stays_with_the_reference_that_it_ends() -> None:
    link = tree.Link("https://example.org/", inline("example.org"))
    assert is_reference(p("A. Author, a title. ", link))
    assert not is_reference(p("See ", link, " for more."))
    assert not is_reference(p("Words. " * 100, link))
