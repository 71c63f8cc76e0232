"""Scripts: what follows from the one that a language is written in."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from briefpack.languages.scripts import (
    EAST_ASIAN,
    has_full_width_marks,
    has_italics,
    holds_right_to_left,
    is_east_asian,
    is_right_to_left,
    may_be_set_apart,
    office_tag,
    script,
    writes_spaces,
)


@pytest.mark.parametrize(
    ("language", "written_in", "tag", "east_asian", "full_width", "spaces"),
    [
        ("en", "Latn", "en-US", False, False, True),
        ("en-GB", "Latn", "en-GB", False, False, True),
        ("pt", "Latn", "pt-PT", False, False, True),
        ("ar", "Arab", "ar-SA", False, False, True),
        ("ja", "Jpan", "ja-JP", True, True, False),
        ("ko", "Kore", "ko-KR", True, False, True),
        ("zh", "Hans", "zh-CN", True, True, False),
        ("zh-TW", "Hant", "zh-TW", True, True, False),
        ("zh-Hant-HK", "Hant", "zh-Hant-HK", True, True, False),
        ("th", "Thai", "th-TH", False, False, False),
        ("sr-Latn", "Latn", "sr-Latn", False, False, True),
        ("no such", "", "no such", False, False, True),
        ("", "", "", False, False, True),
    ],
)
def test_what_follows_from_a_language(
    language: str, written_in: str, tag: str, east_asian: bool, full_width: bool, spaces: bool
) -> None:
    assert (script(language), office_tag(language)) == (written_in, tag)
    assert (is_east_asian(language), has_full_width_marks(language), writes_spaces(language)) == (
        *(east_asian, full_width),
        spaces,
    )


def test_type_leans_and_is_set_apart_as_its_script_allows() -> None:
    assert all(map(has_italics, ("en", "el", "uk", "yo", "sr-Latn", "no such", "")))
    assert not any(map(has_italics, ("ar", "he", "hi", "bn", "ta", "th", "km", "ka", "hy", "ja", "ko", "zh")))
    assert all(map(may_be_set_apart, ("en", "el", "uk", "he", "ka", "hy", "ja", "ko", "zh", "")))
    assert not any(map(may_be_set_apart, ("ar", "fa", "hi", "bn", "ta", "th", "km")))


def test_which_languages_go_from_the_right() -> None:
    assert all(map(is_right_to_left, ("ar", "ar-EG", "fa", "he", "ur", "ps", "dv")))
    assert not any(map(is_right_to_left, ("en", "ja", "no such", "")))
    assert [holds_right_to_left(text) for text in ("see שלום", "see مرحبا", "see “it”", "日本")] == [True] * 2 + [
        False
    ] * 2


def test_letters_of_east_asia_are_told_from_others() -> None:
    letters = re.compile(f"[{EAST_ASIAN}]")
    assert all(map(letters.match, "日ひカｶー한ㄱ、Ａ𠮷"))
    assert not any(map(letters.match, "aé—“”…ꓐא"))


def test_babel_is_not_loaded_before_it_is_asked() -> None:
    code = "import sys; import briefpack.languages.scripts; sys.exit('babel' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
