"""A limit that cannot be measured, or that nobody is held to, is a mistake."""

from __future__ import annotations

from dataclasses import replace

from briefpack.checks.limits import limit_problems
from briefpack.content.model import Limits, TextLimits
from briefpack.content.pack import read_pack
from tests.conftest import TINY

PACK = read_pack(TINY)


def messages(limits: Limits) -> list[tuple[str, str]]:
    audience = PACK.audiences["councillors"]
    limited = replace(audience, data=audience.data.model_copy(update={"limits": limits}))
    found = limit_problems(replace(PACK, audiences={"councillors": limited}))
    return [(problem.severity, problem.message) for problem in found]


def test_a_grade_is_measured_in_english_only() -> None:
    assert messages(Limits(reading_grade=9)) == []
    french = messages(Limits(languages={"fr": TextLimits(reading_grade=9)}))
    assert [severity for severity, _ in french] == ["error", "warning"]
    assert french[1][1] == "a reading grade can be measured in English only, not in “fr”"


def test_limits_are_for_languages_in_which_the_audience_is_briefed() -> None:
    assert messages(Limits(languages={"en": TextLimits(words_max=9)})) == []
    assert messages(Limits(languages={"fr": TextLimits(words_max=9)}))[0][1] == "this audience is not briefed in “fr”"
