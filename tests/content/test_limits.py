"""The nearer limit wins; what counts words holds in its own language alone."""

from __future__ import annotations

from dataclasses import replace

from briefpack.content.brief import Brief, brief_pack
from briefpack.content.limits import limits_for, limits_place
from briefpack.content.model import Limits, TextLimits
from briefpack.content.pack import read_pack
from tests.conftest import TINY

BRIEF = brief_pack(read_pack(TINY), "councillors", "en")


def limited(limits: Limits, language: str = "en") -> Brief:
    data = BRIEF.audience.data.model_copy(update={"limits": limits})
    return replace(BRIEF, audience=replace(BRIEF.audience, data=data), language=language)


def test_a_document_s_limit_comes_before_the_audience_s_and_that_before_ours() -> None:
    assert limits_for(limited(Limits()), "memo").words_max == 1500
    assert limits_for(limited(Limits(words_max=90)), "memo").words_max == 90
    assert limits_for(limited(Limits(words_max=90)), "onepager").words_max == 550


def test_words_are_counted_in_the_pack_s_own_language_and_pages_in_all() -> None:
    limits = Limits(words_max=90, pages=3, languages={"ja": TextLimits(sentence_characters=50)})
    japanese = limits_for(limited(limits, "ja"), "memo")
    assert (japanese.words_max, japanese.pages, japanese.sentence_characters) == (0, 3, 50)
    assert limits_for(limited(limits), "memo").sentence_characters == 0


def test_words_to_avoid_add_up() -> None:
    avoid = limits_for(limited(Limits(avoid={"hut": "kiosk"})), "memo").avoid
    assert avoid["hut"] == "kiosk" and len(avoid) > 1


def test_a_limit_s_place_is_where_it_is_set_else_where_it_could_be() -> None:
    assert limits_place(BRIEF, "onepager", "words_min").key == "documents.onepager.limits.words_min"
    assert limits_place(BRIEF, "memo", "words_max").key == "documents.memo.limits.words_max"
