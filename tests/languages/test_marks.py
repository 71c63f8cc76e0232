"""What stands between texts on a line, by language, and nothing beside what there is not."""

from __future__ import annotations

import pytest

from briefpack.languages.marks import NARROW_MARKS, WIDE_MARKS, Marks, dotted, marks_in


@pytest.mark.parametrize(
    ("language", "expected"), [("en", NARROW_MARKS), ("ko", NARROW_MARKS), ("ja", WIDE_MARKS), ("zh-TW", WIDE_MARKS)]
)
def test_marks_are_as_wide_as_the_letters_of_the_language(language: str, expected: Marks) -> None:
    assert marks_in(language) == expected


def test_dots_stand_between_what_there_is() -> None:
    assert dotted("Draft", "", "Ministry") == "Draft · Ministry"
    assert dotted("", "") == ""
