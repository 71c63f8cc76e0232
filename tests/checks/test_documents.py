"""Limits hold at their exact value."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefpack.checks.documents import word_problems
from briefpack.content.brief import Brief, brief_pack
from briefpack.content.model import Limits
from briefpack.content.pack import read_pack
from briefpack.document import tree
from tests.conftest import TINY
from tests.trees import inline, p

BRIEF = brief_pack(read_pack(TINY), "councillors", "en")


def limited(**limits: int) -> Brief:
    choice = BRIEF.documents["memo"].model_copy(update={"limits": Limits(**limits)})  # type: ignore[arg-type]
    data = BRIEF.audience.data.model_copy(update={"documents": {"memo": choice}})
    return replace(BRIEF, audience=replace(BRIEF.audience, data=data))


@pytest.mark.parametrize(
    ("limits", "words", "message"),
    [
        ({"words_max": 7}, 7, None),
        ({"words_max": 7}, 8, "the memo has 8 words; the limit is 7"),
        ({"words_min": 7}, 7, None),
        ({"words_min": 7}, 6, "the memo has 6 words; 7 are wanted"),
        ({"section_words": 6}, 7, None),
        ({"section_words": 6}, 8, "the part “Part” of the memo has 7 words; the limit is 6"),
    ],
)
def test_a_limit_is_the_last_number_that_is_allowed(limits: dict[str, int], words: int, message: str | None) -> None:
    """The heading is one of the words, and does not count as a word of its own part."""
    document = tree.Document(
        tree.Meta("memo", "x"), (tree.Heading(2, inline("Part")), p(" ".join(["word"] * (words - 1))))
    )
    assert [problem.message for problem in word_problems(document, limited(**limits))] == [message][
        : message is not None
    ]


def test_languages_without_spaces_are_not_counted_in_words() -> None:
    document = tree.Document(tree.Meta("memo", "x"), (p("word " * 20),))
    assert list(word_problems(document, replace(limited(words_max=3), language="ja"))) == []
