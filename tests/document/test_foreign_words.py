"""Runs of Latin words in a text of East Asia say their language; what says one already, and addresses, stay."""

from __future__ import annotations

import pytest

from briefpack.document import tree as t
from briefpack.document.foreign_words import in_their_language
from tests.trees import inline


def document(*inlines: t.Inline, language: str = "ja") -> t.Document:
    return t.Document(t.Meta("memo", "題", language=language), (t.Paragraph(inlines),), (inlines,))


def spans(document: t.Document) -> list[tuple[str, str]]:
    found = (node for node in t.walk(document.blocks) if isinstance(node, t.Span) and node.language)
    return [(t.plain_text(span.inlines), span.language) for span in found]


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("論説「No one in Ostmere」による", ["No one in Ostmere"]),
        ("Erasmus Mundus と Green Climate Fund", ["Erasmus Mundus", "Green Climate Fund"]),
        ("原題：Closer ties: A step for two, 寄稿", ["Closer ties: A step for two"]),
        ("제안이 Gutzy Asia에 실린", ["Gutzy Asia"]),
        ("‘working table’이라고", ["working table"]),
        ("Leaders’ Forum の", ["Leaders’ Forum"]),
        ("寄稿がGutzy Asiaの", ["Gutzy Asia"]),
        ("ASEAN は JICA と", []),
        ("a2 Gutzy Asia2", []),
        ("GEF, JICA を", []),
        ("https://example.org/no/one here", []),
    ],
)
def test_two_latin_words_or_more_are_of_the_sources_language(text: str, runs: list[str]) -> None:
    marked = in_their_language(document(t.Text(text)), "en")
    assert spans(marked) == [(run, "en") for run in runs]
    assert t.words(marked.blocks) == t.words(document(t.Text(text)).blocks)
    assert [t.plain_text(note) for note in marked.notes] == [text]


def test_what_says_its_language_and_a_link_stay() -> None:
    said = t.Span(inline("Global Environment Facility"), "fr")
    made = document(said, t.Link("https://example.org", inline("Green Climate Fund")))
    assert in_their_language(made, "en") == made


@pytest.mark.parametrize(("own", "foreign"), [("en", "de"), ("ja", "ko"), ("ja", ""), ("ja", "ru")])
def test_other_pairs_of_languages_are_left_alone(own: str, foreign: str) -> None:
    made = document(t.Text("Green Climate Fund"), language=own)
    assert in_their_language(made, foreign) is made
