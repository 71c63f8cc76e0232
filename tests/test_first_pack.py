"""The first pack: every proposal is there, reaches a document, and each audience is told what it must hear."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

import pytest
import yaml

from briefpack.checks.rules import document_problems, pack_problems
from briefpack.content.brief import brief_pack, item_as_told, shown_items
from briefpack.content.fields import walk
from briefpack.content.items import Quote
from briefpack.content.model import ITEM_KINDS
from briefpack.content.pack import cited_paragraphs, read_pack
from briefpack.content.translation import translate_pack
from briefpack.content.values import Markdown
from briefpack.content.views import document_view
from briefpack.document import tree
from briefpack.document.inline_markdown import inline_source
from briefpack.document.markdown import parse_document
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


LANGUAGES = {"en": PACK} | {
    language: translate_pack(PACK, read_catalogue(FOLDER / "languages" / f"{language}.po")) for language in ("ja", "ko")
}
STATEMENTS = ("headline", "message", "why_now", "ask")
HOLIDAYS = {
    2023: {(8, 11), (8, 15), (9, 18), (9, 28), (9, 29), (10, 3), (10, 9), (11, 3), (11, 23), (12, 25)},
    2024: {(1, 1), (1, 8), (2, 9), (2, 12), (2, 23), (3, 1), (3, 20), (4, 10), (4, 29), (5, 3), (5, 6), (5, 15)},
}
"""Public holidays of Japan or Korea on weekdays, as far as the dates go."""


def document(audience: str, name: str, language: str = "en") -> tree.Document:
    brief = brief_pack(LANGUAGES[language], audience, language)
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
        < headings.index("Options")
        < headings.index("Context")
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
    assert not [text for text in texts if re.search(r"\bSHARE (?:is|aims|offers|runs|would)\b", text)]
    assert "share-ended" in {item.id for item in PACK.facts.corrections}


def test_what_rests_on_our_own_items_alone_names_no_paragraph_as_its_source() -> None:
    for language, pack in LANGUAGES.items():
        for audience in PACK.audiences:
            brief = brief_pack(pack, audience, language)
            data = PACK.audiences[audience].data
            view = document_view(brief, "slides")
            grounded = [(getattr(data, name).draws_on, getattr(view["audience"], name)) for name in STATEMENTS]
            slides = zip(data.documents["slides"].slides, view["document"].slides, strict=True)
            grounded += [(slide.items, shown) for slide, shown in slides]
            for item_ids, shown in grounded:
                kinds = [PACK.item(item_id).basis for item_id in item_ids]
                assert len(shown.ours) == kinds.count("editor")
                assert bool(shown.paragraphs) == ("source" in kinds)


@pytest.mark.parametrize("language", ["en", "ja", "ko"])
def test_every_note_and_source_line_that_rests_on_our_own_items_says_so(language: str) -> None:
    ours = {"en": "Our analysis", "ja": "当方の分析", "ko": "자체 분석"}[language]
    for audience in PACK.audiences:
        deck = document(audience, "slides", language)
        lines = [" ".join(tree.words(node)) for node in tree.walk(deck) if getattr(node, "role", "") == "source"]
        data = PACK.audiences[audience].data
        slides = data.documents["slides"].slides
        if "editor" in {PACK.item(item_id).basis for item_id in data.message.draws_on}:
            assert ours.lower() in lines.pop(0).lower(), "the title slide has a source line of its own"
        for slide, line in zip(slides, lines, strict=False):
            kinds = {PACK.item(item_id).basis for item_id in slide.items}
            if "editor" in kinds and not slide.figure:
                assert ours.lower() in line.lower()
            if kinds == {"editor"} and not slide.figure:
                assert line.startswith(ours)
        memo = document(audience, "memo", language)
        own = [node for node in tree.walk(memo.blocks) if isinstance(node, tree.ListItem) and _is_ours(node)]
        numbers = [note.number for node in own for note in tree.walk(node) if isinstance(note, tree.Note)]
        assert all(tree.plain_text(memo.notes[n - 1]).startswith(ours) for n in numbers)


def _is_ours(node: object) -> bool:
    return any(isinstance(span, tree.Span) and span.voice == "editor" for span in tree.walk(node))


def test_our_dates_are_working_days_in_both_countries_and_come_in_their_order() -> None:
    due = {step.id: step.due for step in PACK.facts.steps if step.due}
    assert not [day for day in due.values() if day.weekday() > 4 or (day.month, day.day) in HOLIDAYS[day.year]]
    order = ("decision", "leaders-instruction", "inform-partners", "name-co-chairs", "pass-on-ideas", "first-meeting")
    assert [due[step] for step in order] == sorted(due[step] for step in order)
    for audience in PACK.audiences.values():
        chosen = [due[step] for step in audience.data.select.steps or () if step in due]
        assert chosen == sorted(chosen)
        assert not audience.data.ask.by or audience.data.ask.by in due.values()
    assert due["decision"] < due["leaders-instruction"]
    assert {step.id for step in PACK.facts.steps if step.announced} >= {"camp-david-day", "forum-leaders"}


def test_the_op_ed_and_its_author_are_named_before_the_memos_lean_on_them() -> None:
    for audience in PACK.audiences:
        texts = list(tree.text_lines(DOCUMENTS[audience, "memo"].blocks))
        named = next(n for n, text in enumerate(texts) if "Simone Galimberti" in text)
        assert not [text for text in texts[:named] if "author" in text]
    assert PACK.source.published == "Gutzy Asia, 7 August 2023"


def test_real_ministries_are_named_and_the_phrase_working_table_stands_once() -> None:
    told = " ".join(tree.words(DOCUMENTS["ministers", "memo"]))
    for name in ("Children and Families Agency", "Gender Equality and Family", "JICA", "KOICA"):
        assert name in told
    for audience in PACK.audiences:
        memo = " ".join(tree.words(DOCUMENTS[audience, "memo"]))
        assert memo.count("working table") == 1


def test_civil_society_is_invited_and_told_no_dates_of_others() -> None:
    memo = DOCUMENTS["civil-society", "memo"]
    assert not any(isinstance(node, tree.Fields) for node in tree.walk(memo))
    steps = [PACK.item(step) for step in PACK.audiences["civil-society"].data.select.steps or ()]
    assert {getattr(step, "owner", "") for step in steps} == {"youth-organisations", "universities", "desk"}
    assert [document(name, "memo").meta.marking for name in PACK.audiences] == ["", "For information", "For discussion"]


def test_a_pack_in_british_english_says_so_to_programs_and_keeps_its_folders() -> None:
    assert DOCUMENTS["ministers", "memo"].meta.language == "en-GB"
    assert document("ministers", "memo", "ja").meta.language == "ja"
    assert PACK.audiences["ministers"].data.languages == ("en", "ja", "ko")


@pytest.mark.parametrize("audience", PACK.audiences)
@pytest.mark.parametrize("language", ["ja", "ko"])
def test_a_document_keeps_to_one_register(audience: str, language: str) -> None:
    brief = brief_pack(LANGUAGES[language], audience, language)
    shown = {item.id: item for name in brief.documents for item in shown_items(brief, name)}
    told = [item_as_told(brief, item) for item in shown.values() if not isinstance(item, Quote)]
    polite = {"ja": r"(?:です|ます|ました|ません|ください)[。]?\Z", "ko": r"(?:니다|십시오)[.]?\Z"}[language]
    for text in (entry.value for item in told for entry in walk(item) if isinstance(entry.value, Markdown)):
        for sentence in filter(str.strip, re.split(r"(?<=。)|(?<=[.?!])\s", text)):
            is_polite = bool(re.search(polite, sentence.strip())) and not sentence.strip().endswith("아니다.")
            assert is_polite == (audience == "civil-society"), sentence


@pytest.mark.parametrize("language", ["ja", "ko"])
def test_ministers_are_not_told_what_the_united_nations_are_and_the_press_gets_the_original(language: str) -> None:
    told = " ".join(tree.words(document("ministers", "memo", language)))
    assert not re.search("国際連合|アメリカ合衆国|국제연합|미합중국", told)
    press = " ".join(tree.words(document("journalists", "memo", language)))
    for quote in PACK.facts.quotes:
        assert quote.text in press


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
