"""Names of files that leave the building: what a pattern may hold, and names that every system takes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpack.content.file_names import DEFAULT, FIELDS, LONGEST, _pattern, file_name
from briefpack.refusals import Unusable

VALUES = {"pack": "two-towns", "audience": "voters", "document": "memo", "language": "en", "date": "2024-03-01"}


def test_a_name_says_what_a_file_is() -> None:
    assert file_name("", VALUES) == "two-towns_voters_memo_en_2024-03-01"
    assert file_name("", {**VALUES, "document": ""}) == "two-towns_voters_en_2024-03-01"
    assert file_name("{date} {pack}", VALUES) == "2024-03-01-two-towns"


def test_how_a_file_is_to_be_handled_is_never_left_out() -> None:
    assert file_name("{pack}", {**VALUES, "handling": "DRAFT"}) == "two-towns_DRAFT"
    assert file_name("{handling}_{pack}", {**VALUES, "handling": "DRAFT"}) == "DRAFT_two-towns"


@pytest.mark.parametrize("pattern", ["{pak}", "memo", "../{pack}", "{pack}:{date}", "{pack"])
def test_a_pattern_that_is_none_is_refused(pattern: str) -> None:
    with pytest.raises(Unusable) as refused:
        _pattern(pattern)
    assert pattern != "{pak}" or "“pack”" in refused.value.hint


@given(st.fixed_dictionaries({name: st.text(max_size=40) for name in FIELDS}))
def test_a_name_is_safe_on_every_system(values: dict[str, str]) -> None:
    name = file_name(DEFAULT, values)
    assert 0 < len(name) <= LONGEST
    assert not set(name) & set('<>:"/\\|?*\0\n')
    assert name[-1] not in ". " and name[0] != "."
    assert name.partition(".")[0].lower() not in ("con", "nul", "aux", "prn", "com1")


def test_marks_stay_on_their_letters() -> None:
    assert file_name("{pack}", {"pack": "विद्या शर्मा"}) == "विद्या-शर्मा"
    assert file_name("{pack}", {"pack": "a//b: c"}) == "a-b-c"
