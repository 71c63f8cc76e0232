"""Words of Korean that lean on a neighbour."""

from __future__ import annotations

from itertools import pairwise

import pytest

from briefpack.languages.korean_words import belong_together


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("역할을 보완할 수 있다고 주장한다.", "보완할 수 있다고"),
        ("소관 부처 간 공동 실무협의체", "부처 간"),
        ("함께 행동할 것을 제안한다.", "행동할 것을"),
        ("기금(GCF) 등 기존 기구", "기금(GCF) 등"),
        ("방법으로 두 가지를 든다.", "두 가지를"),
        ("브뤼셀과 그 밖의 수도", "그 밖의"),
        ("표현은 발신 기관의 것.", "기관의 것."),
        ("정상회의 전에 설명한다", "정상회의 전에"),
    ],
)
def test_what_leans_on_a_neighbour_stays_with_it(text: str, held: str) -> None:
    words = text.split()
    bound = {(one, other) for one, other in pairwise(words) if belong_together(one, other)}
    parts = held.split()
    assert bound == {*pairwise(parts)}


@pytest.mark.parametrize("following", ["장관", "수도", "간담회", "데이비드에서", "등록", "바이든", "중국과", "전환,"])
def test_a_longer_word_that_begins_alike_may_begin_a_line(following: str) -> None:
    assert not belong_together("외교당국의", following)
