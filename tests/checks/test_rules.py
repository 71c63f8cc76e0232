"""Rules for every format."""

from __future__ import annotations

import pytest

from briefpack.checks.rules import document_problems
from briefpack.content.brief import brief_pack
from briefpack.content.model import Limits
from briefpack.content.pack import read_pack
from briefpack.document import tree
from briefpack.errors import Place
from tests.conftest import TINY
from tests.trees import ROADMAP, inline, p, table

BRIEF = brief_pack(read_pack(TINY), "councillors", "en")
TITLE = tree.Heading(1, inline("A title"))


def found(*blocks: tree.Block, kind: str = "memo") -> str:
    document = tree.Document(tree.Meta(kind, "A title"), blocks)
    return "\n".join(str(problem) for problem in document_problems(document, BRIEF, Place("memo.md.j2")))


@pytest.mark.parametrize(
    ("blocks", "words"),
    [
        ((p("x"),), "the document has 0 titles"),
        ((TITLE, TITLE), "the document has 2 titles"),
        ((TITLE, tree.Heading(3, inline("deep"))), "“deep” skips a heading level (1 to 3)"),
        ((TITLE, tree.Heading(2, ())), "has an empty heading of level 2"),
        ((TITLE, tree.Figure("roadmap", (), table(("a", "b"), ("c", "d")), "alt")), "a roadmap has 3 columns, not 2"),
        ((TITLE, tree.Figure("bars", (), table(("a", "b")), "alt")), "the bars has no rows"),
        ((TITLE, tree.Figure("roadmap", (), ROADMAP.table, " ")), "no text that says what is to be seen"),
    ],
)
def test_rules(blocks: tuple[tree.Block, ...], words: str) -> None:
    assert words in found(*blocks)


def test_a_good_document_has_no_problem() -> None:
    assert found(TITLE, tree.Heading(2, inline("Part")), ROADMAP) == ""


def test_word_limits_are_reported_at_the_audience_s_line() -> None:
    choice = BRIEF.documents["onepager"]
    assert choice.limits == Limits(words_min=20, words_max=550)
    assert "councillors.yaml:41:25: warning: the onepager has 2 words; 20 are wanted" in found(TITLE, kind="onepager")
    assert "the limit is 550" in found(TITLE, p("word " * 600), kind="onepager")
