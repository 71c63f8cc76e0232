"""What an audience file may say without an item that says it: counts and shares of what it shows."""

from __future__ import annotations

from dataclasses import replace
from unittest.mock import Mock, patch

import pytest

from briefpack.checks import mentions
from briefpack.checks.claims import claims
from briefpack.checks.drift import drift_problems
from briefpack.checks.holdings import Holdings
from briefpack.checks.rules import pack_problems
from briefpack.content.model import Statement
from briefpack.content.pack import Pack, read_pack
from briefpack.content.values import Markdown
from tests.conftest import TINY

PACK = read_pack(TINY)
COUNCILLORS = PACK.audiences["councillors"]


def saying(text: str, *draws_on: str) -> Pack:
    """Return the tiny pack, whose councillors are told a text that draws on some items."""
    statement = Statement(text=Markdown(text), draws_on=draws_on)
    data = COUNCILLORS.data.model_copy(update={"why_now": statement})
    return replace(PACK, audiences={"councillors": replace(COUNCILLORS, data=data)})


def messages(text: str, *draws_on: str) -> list[str]:
    return [problem.message for problem in drift_problems(saying(text, *draws_on))]


BOTH = ("shared-kiosk", "new-bridge")


@pytest.mark.parametrize(
    "text",
    [
        "The two proposals cost little.",
        "2 of them are led by Lower Town Council.",
        "The hut is empty since 1 March 2024.",
    ],
)
def test_counts_and_what_the_head_of_the_pack_says_may_be_said(text: str) -> None:
    assert messages(text, *BOTH) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("The seven proposals cost little.", "“seven” is said of proposals, and 2 are shown"),
        ("Seven ferries would cost little.", "no item here says “Seven”"),
        ("It begins on 5 May 2031.", "nothing in the pack says “5 May 2031”"),
        ("Ask the EBRD.", "nothing in the pack is called “EBRD”"),
        ("It was Prime Minister Kishida who asked.", "nothing in the pack is called “Prime Minister Kishida”"),
    ],
)
def test_what_nothing_in_the_pack_says_is_an_error(text: str, message: str) -> None:
    assert messages(text, *BOTH) == [message]


def test_every_text_that_words_or_sums_up_items_is_a_claim() -> None:
    keys = {claim.place.key for claim in claims(Holdings(PACK), COUNCILLORS)}
    assert {"subject", "headline.text", "ask.title", "ask.details.0", "reword.shared-kiosk.title"} <= keys
    assert {"documents.slides.slides.0.headline", "documents.memo.title", "label", "to", "purpose"} <= keys
    assert "sender" not in keys


def test_each_text_is_read_once_for_all_checks() -> None:
    mentions._read.cache_clear()
    with patch.object(mentions, "take_dates", Mock(wraps=mentions.take_dates)) as reading:
        assert pack_problems(PACK) == []
    texts = [call.args for call in reading.call_args_list]
    assert texts
    assert len(texts) == len(set(texts))
