"""The first pack: every proposal is there, reaches a document, and each audience is told what it must hear."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

import pytest
import yaml

from briefpack.checks.rules import document_problems, pack_problems
from briefpack.content.brief import brief_pack
from briefpack.content.model import ITEM_KINDS
from briefpack.content.pack import cited_paragraphs, read_pack
from briefpack.document import tree
from briefpack.document.markdown import inline_source, parse_document
from briefpack.errors import Place
from briefpack.languages.catalogues.reading import read_catalogue
from briefpack.rendering.meta import document_meta
from briefpack.rendering.templates import render_document
from tests.conftest import REPOSITORY
from tests.tree_dump import dump

FOLDER = REPOSITORY / "content" / "japan-korea-ties"
PACK = read_pack(FOLDER)
PROPOSALS = {
    "like-minded-outreach": range(11, 19),
    "joint-initiatives": range(19, 24),
    "joint-scholarship": [24],
    "asean-higher-education": [25],
    "youth-fund": [26],
    "pacific-mobility": [27],
    "working-table": [28, 29],
    "climate-finance": [30, 31, 32],
    "un-partnerships": [33],
    "aid-coordination": [34, 35],
    "joint-consultations": [23],
    "pacific-forum-mechanism": [38],
    "asean-mechanism": [38, 39],
    "us-incentive": [43, 44],
}
"""Every proposal of the op-ed, by id, with the paragraphs that hold it."""


def document(audience: str, name: str) -> tree.Document:
    brief = brief_pack(PACK, audience, "en")
    source = render_document(brief, name, (REPOSITORY / "templates",), inline_source)
    return parse_document(source, document_meta(brief, name, (REPOSITORY / "templates",)), Place(name))


DOCUMENTS = {
    (audience, name): document(audience, name)
    for audience in PACK.audiences
    for name in PACK.audiences[audience].data.documents
}


@pytest.mark.parametrize("proposal", PROPOSALS)
def test_every_proposal_is_in_the_pack_with_its_paragraphs(proposal: str) -> None:
    item = next(item for item in PACK.facts.proposals if item.id == proposal)
    labels = {PACK.source.paragraphs[n].label for n in cited_paragraphs(PACK, item.cites)}
    assert {str(n) for n in PROPOSALS[proposal]} <= labels
    assert item.short
    assert item.basis == "source"


def test_the_pack_holds_no_other_proposal() -> None:
    assert {item.id for item in PACK.facts.proposals} == set(PROPOSALS)


@pytest.mark.parametrize("proposal", PROPOSALS)
def test_every_proposal_reaches_a_document(proposal: str) -> None:
    item = PACK.item(proposal)
    wordings = [item.title]
    wordings += [a.data.reword[proposal].title for a in PACK.audiences.values() if proposal in a.data.reword]
    told = [" ".join(tree.words(found)) for found in DOCUMENTS.values()]
    assert any(title and title in text for title in wordings for text in told)


def test_each_audience_has_three_documents_and_an_ask_of_its_own() -> None:
    assert sorted(PACK.audiences) == ["civil-society", "journalists", "ministers"]
    assert {tuple(sorted(audience.data.documents)) for audience in PACK.audiences.values()} == {
        ("memo", "onepager", "slides")
    }
    for key in ("ask", "headline", "message", "why_now"):
        assert len({getattr(audience.data, key).text for audience in PACK.audiences.values()}) == 3
    orders = {tuple(audience.data.select.proposals or ()) for audience in PACK.audiences.values()}
    assert len(orders) == 3


def test_there_is_no_problem_in_the_pack_or_its_documents() -> None:
    found = pack_problems(PACK)
    for (audience, name), made in DOCUMENTS.items():
        found += document_problems(made, brief_pack(PACK, audience, "en"), Place(name))
    assert [str(problem) for problem in found] == []


@pytest.mark.parametrize("audience", PACK.audiences)
def test_a_one_pager_can_be_read_quickly(audience: str) -> None:
    made = DOCUMENTS[audience, "onepager"]
    assert 350 <= len(tree.words(made.blocks)) <= 550
    first = next(node for node in tree.walk(made) if isinstance(node, tree.List))
    assert 3 <= len(first.items) <= 5
    assert any(isinstance(node, tree.Figure) and node.kind == "roadmap" for node in tree.walk(made))


def test_the_ministers_decide_and_the_recommendation_comes_first() -> None:
    made = DOCUMENTS["ministers", "memo"]
    headings = [tree.plain_text(node.inlines) for node in tree.walk(made) if isinstance(node, tree.Heading)]
    assert (
        headings.index("Recommendation")
        < headings.index("Context")
        < headings.index("Options")
        < headings.index("Next steps")
    )
    assert {node.role for node in tree.walk(made) if isinstance(node, tree.Region)} >= {"decision", "ask"}
    assert dump(made).count("recommended") == 1


def test_our_own_analysis_is_marked_in_every_document() -> None:
    for made in DOCUMENTS.values():
        voices = {node.voice for node in tree.walk(made) if isinstance(node, tree.Span)}
        said = " ".join(tree.words(made))
        assert "editor" in voices or "ours" in said or "Our analysis" in said


def test_slips_of_the_source_are_mended_once_and_a_doubt_is_left() -> None:
    printed = {item.printed: item.used for item in PACK.facts.corrections}
    assert printed["Green Environmental Facility"] == "Global Environment Facility"
    assert printed["Soul"] == "Seoul"
    assert printed["imaginable"] == ""
    texts = [item.text for kind in ITEM_KINDS if kind != "corrections" for item in getattr(PACK.facts, kind)]
    assert not [
        text
        for text in texts
        if re.search(r"\bSoul\b|Environmental Facility|Erasmus Mundi\b|Pacific Island Forum", text)
    ]


def test_quotations_are_short_and_have_a_speaker() -> None:
    assert PACK.facts.quotes
    for quote in PACK.facts.quotes:
        assert len(quote.text.split()) <= 12
        assert quote.speaker == "Simone Galimberti"
        assert quote.cites


SOURCE_TEXT = Path(
    os.environ.get("BRIEFPACK_SOURCE_TEXT") or REPOSITORY.parent / "shared" / "source" / "paragraphs.yaml"
)


@pytest.mark.skipif(
    not SOURCE_TEXT.is_file(), reason="the op-ed's text is not part of the project; set BRIEFPACK_SOURCE_TEXT"
)
def test_no_sentence_of_the_op_ed_stands_in_the_pack() -> None:
    paragraphs = yaml.safe_load(SOURCE_TEXT.read_text(encoding="utf-8"))["paragraphs"]
    digests = {paragraph.id: paragraph.sha256 for paragraph in PACK.source.paragraphs}
    assert digests == {
        found["id"]: hashlib.sha256(" ".join(found["text"].split()).encode()).hexdigest() for found in paragraphs
    }
    runs = {run for found in paragraphs if found["id"] != "title" for run in _runs(found["text"])}
    allowed = {run for quote in PACK.facts.quotes for run in _runs(quote.text)}
    for file in FOLDER.rglob("*.yaml"):
        text = " ".join(
            yaml.safe_dump(yaml.safe_load(file.read_text(encoding="utf-8")), allow_unicode=True, width=10**6).split()
        )
        assert (_runs(text) & runs) - allowed == set(), file.name
    for file in FOLDER.rglob("*.po"):
        text = " ".join(text for message in read_catalogue(file).messages for text in message.translations)
        assert (_runs(text) & runs) - allowed == set(), file.name


def _runs(text: str, length: int = 6) -> set[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9]+", text.lower())
    return {tuple(words[n : n + length]) for n in range(len(words) - length + 1)}
