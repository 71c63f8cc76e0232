"""How documents read: acronyms at first use, the grade, words in a part; and which limit holds."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import Mock, patch

import pytest

from briefpack.checks import prose
from briefpack.checks.prose import prose_problems
from briefpack.checks.rules import document_problems
from briefpack.content.brief import Brief, brief_pack
from briefpack.content.limits import limits_for
from briefpack.content.model import Limits, TextLimits
from briefpack.content.pack import read_pack
from briefpack.document import tree
from briefpack.errors import Place, Problem
from briefpack.languages.plain_words import AVOID, HEDGED, PASSIVE, words_to_avoid
from tests.conftest import TINY
from tests.trees import inline, p

BRIEF = brief_pack(read_pack(TINY), "councillors", "en")
TITLE = tree.Heading(1, inline("A title"))


def limited(language: str = "en", **limits: Any) -> Brief:
    data = BRIEF.audience.data.model_copy(update={"limits": Limits(**limits)})
    return replace(BRIEF, audience=replace(BRIEF.audience, data=data), language=language)


def found(brief: Brief, *blocks: tree.Block) -> list[Problem]:
    document = tree.Document(tree.Meta("memo", "A title"), (TITLE, *blocks))
    return document_problems(document, brief, Place("memo.md.j2"))


def messages(brief: Brief, *blocks: tree.Block) -> list[str]:
    return [problem.message for problem in found(brief, *blocks)]


@pytest.mark.parametrize(
    ("lines", "unexplained"),
    [
        (["The OTT sells it."], ["OTT"]),
        (["The Office of the Two Towns (OTT) sells it.", "The OTT is small."], []),
        (["The OTT (the Office of the Two Towns) sells it."], []),
        (["The OTT sells it.", "The Office of the Two Towns (OTT) is small."], ["OTT"]),
        (["The OTT sells it.", "Short forms: OTT: Office of the Two Towns."], []),
        (["Gross domestic product (GDP) rose; the GDP is high."], []),
        (["The GDP rose."], ["GDP"]),
        (["CALL US NOW"], []),
    ],
)  # fmt: skip
def test_acronyms_are_explained_where_they_first_stand(lines: list[str], unexplained: list[str]) -> None:
    expected = [f"“{acronym}” is not explained in the memo" for acronym in unexplained]
    assert messages(BRIEF, *map(p, lines)) == expected
    assert messages(limited(known_acronyms=("OTT", "GDP")), *map(p, lines)) == []


def test_labels_are_no_acronyms() -> None:
    assert messages(BRIEF, tree.Fields((tree.Field("TO", inline("The council")),))) == []


def test_an_acronym_is_reported_at_the_field_that_uses_it(project: Path) -> None:
    pack = project / "content/two-towns/pack.yaml"
    text = pack.read_text(encoding="utf-8").replace("The two towns share a harbour.", "The OTT shares a harbour.")
    pack.write_text(text, encoding="utf-8")
    brief = brief_pack(read_pack(project / "content/two-towns"), "councillors", "en")
    (problem,) = found(brief, p("The OTT shares a harbour."))
    assert (Path(problem.place.file).name, problem.place.key) == ("pack.yaml", "context.0.text")
    assert problem.hint.startswith("Write “Office of the Two Towns (OTT)” here")


HARD = "Institutional modernisation necessitates considerable administrative coordination among participating authorities everywhere, notwithstanding organisational peculiarities."


def test_a_hard_document_is_reported_at_its_hardest_field(project: Path) -> None:
    pack = project / "content/two-towns/pack.yaml"
    pack.write_text(pack.read_text(encoding="utf-8").replace("The two towns share a harbour.", HARD), encoding="utf-8")
    brief = brief_pack(read_pack(project / "content/two-towns"), "councillors", "en")
    (problem,) = found(brief, p(HARD))
    assert problem.message.startswith("the memo reads at grade ")
    assert "and the limit is 13; this passage at " in problem.message
    assert problem.place.key == "context.0.text"
    assert messages(limited(reading_grade=0), p(HARD)) == []
    assert messages(limited("ko"), p(HARD)) == []


def test_a_hard_template_is_reported_at_the_limit() -> None:
    (problem,) = found(limited(reading_grade=4), p(HARD))
    assert problem.place.key == "documents.memo.limits.reading_grade"


def test_a_long_part_is_named() -> None:
    blocks = (
        tree.Heading(2, inline("One")),
        tree.Region("main", (p("word " * 8),)),
        tree.Heading(2, inline("Two")),
        p("x"),
    )
    assert messages(limited(section_words=7), *blocks) == ["the part “One” of the memo has 8 words; the limit is 7"]


def test_the_nearer_limit_wins_and_lists_add_up() -> None:
    brief = limited(sentence_words=20, avoid={"tariff": "fare", "utilise": ""}, known_acronyms=("UN",), pages=3)
    limits = limits_for(brief, "onepager")
    assert (limits.sentence_words, limits.pages, limits.words_min, limits.words_max) == (20, 3, 20, 550)
    assert limits.avoid == {**AVOID, "tariff": "fare", "utilise": ""}
    assert limits_for(BRIEF, "memo").words_max == 1500


def test_counts_are_of_the_pack_s_own_language_unless_another_is_named() -> None:
    special = {"ja": TextLimits(sentence_characters=60)}
    limits = limits_for(limited("ja", words_max=9, pages=2, known_acronyms=("UN",), languages=special), "memo")
    assert (limits.words_max, limits.sentence_words, limits.sentence_characters) == (0, 0, 60)
    assert (limits.pages, limits.known_acronyms, limits.avoid) == (2, ("UN",), {})
    assert limits_for(limited("ja"), "memo").sentence_characters == 80
    assert limits_for(limited("ja", slides_max=9), "memo").slides_max == 9
    assert limits_for(limited("ko"), "memo").sentence_words == 20


@pytest.mark.parametrize(
    "text",
    ["Approve the kiosk by 1 May 2024.", "Send us one idea.", "Put these questions to them.", "Decide who leads."],
)
def test_direct_asks_pass(text: str) -> None:
    assert not HEDGED.search(text)
    assert not PASSIVE.search(text)


@pytest.mark.parametrize(
    "text",
    ["You might consider it.", "Could you perhaps approve it?", "We would be grateful for it.", "Approve it if possible.",
     "It is proposed that you act.", "The kiosk should be approved.", "You are kindly requested to act.", "It needs to be built."],
)  # fmt: skip
def test_asks_that_do_not_ask_are_found(text: str) -> None:
    assert HEDGED.search(text) or PASSIVE.search(text)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Utilising it", "Utilising"),
        ("They utilize it", "utilize"),
        ("in Order to go", "in Order to"),
        ("It facilitates", "facilitates"),
    ],
)
def test_words_to_avoid_are_found_with_their_endings(text: str, word: str) -> None:
    assert [found for found, _ in words_to_avoid(text, AVOID, english=True)] == [word]


def test_words_to_avoid_are_not_found_in_others() -> None:
    assert list(words_to_avoid("A constitution of facilities, prior work, in respect", AVOID, english=True)) == []
    assert list(words_to_avoid("利活用する", {"利活用": "活用"}, english=False)) == [("利活用", "活用")]


def test_the_grade_is_measured_without_the_libraries_that_need_the_network() -> None:
    code = "import sys, briefpack.checks.rules; assert not {'PIL', 'nltk', 'textstat'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_text_is_checked_once_for_all_documents_and_audiences() -> None:
    pack = read_pack(TINY)
    prose._findings.cache_clear()
    with patch.object(prose, "sentences", Mock(wraps=prose.sentences)) as read:
        problems = list(prose_problems(pack))
        texts = [call.args[0] for call in read.call_args_list]
        assert len(texts) == len({*texts})
        assert list(prose_problems(pack)) == problems
        assert read.call_count == len(texts)
