"""What a text may hold: which characters are refused, in which words, and what stays as it is."""

from __future__ import annotations

import unicodedata

import pytest

from briefpack.errors import Place
from briefpack.languages.characters import cells, character_problems, file_problems, in_one_line, is_invisible

HERE = Place("pack.yaml", 3, 7, "title")


@pytest.mark.parametrize(
    ("characters", "words"),
    [
        ("\x00\x08\x0b\x0c\x1b\x7f\x85\x9f", "holds a control character"),
        ("\u2028\u2029", "holds a separator of lines or paragraphs"),
        ("\u202a\u202b\u202c\u202d\u202e", "holds an invisible mark that turns words around"),
        ("\ud800\udfff", "holds one half of a character"),
        ("\ufdd0\ufdef\ufffe\uffff\U0001fffe\U0010ffff", "holds a code that is no character"),
    ],
)
def test_what_no_text_may_hold_is_refused_by_name(characters: str, words: str) -> None:
    for character in characters:
        (problem,) = character_problems(f"a{character}b{character}", HERE)
        assert problem.message == f"{words} (U+{ord(character):04X})"
        assert (problem.place, problem.severity) == (HERE, "error")
        assert problem.hint


def test_everything_else_may_stand_in_a_text() -> None:
    refused = {code for code in range(0x110000) if list(character_problems(chr(code), HERE))}
    by_category = {unicodedata.category(chr(code)) for code in refused}
    assert by_category == {"Cc", "Cf", "Cn", "Cs", "Zl", "Zp"}
    assert not refused & set(map(ord, "\t\n\r\u00ad\u061c\u200b\u200d\u200e\u200f\u2066\u2069\ue000\ufe0f\U000e0100"))
    assert len(refused) == 65 - 3 + 2 + 5 + 2048 + 66


def test_each_character_of_a_file_has_its_line_and_column() -> None:
    found = [str(problem.place) for problem in file_problems("# A\n\nb\u202ec\x07\n", "memo.md.j2")]
    assert found == ["memo.md.j2:3:2", "memo.md.j2:3:4"]


def test_a_text_enters_the_tree_composed_and_on_one_line() -> None:
    assert in_one_line("Ga\u0308ste\tund\r\nWirte\u00a0") == "Gäste und Wirte\u00a0"
    assert in_one_line("\u1112\u1161\u11ab") == "한"


def test_marks_without_a_shape_are_known() -> None:
    assert all(map(is_invisible, "\u00ad\u200b\u200d\u200e\u2066\ufe0f\ufeff\U000e0100\U000e0067"))
    assert not any(map(is_invisible, "a \u00a0\u0301\u3000\ue000"))


def test_a_wide_letter_takes_two_cells() -> None:
    assert (cells("abc"), cells("日本"), cells("한a"), cells("ｶﾅ"), cells("")) == (3, 4, 3, 2, 0)


@pytest.mark.parametrize("marks", ["\u0301" * 31, "\u0301\u0323" * 16, "\u3099\u0323" * 20])
def test_a_letter_has_an_end_of_marks(marks: str) -> None:
    (problem,) = character_problems(f"so a{marks} b", HERE)
    assert problem.message == "holds a letter with more than 30 marks"
    (problem,) = file_problems(f"# A\na{marks}", "memo.md.j2")
    assert str(problem.place) == "memo.md.j2:2"


@pytest.mark.parametrize("text", ["a" + "\u0301" * 30, "—" * 100, "日本" * 50, "👍🏽" * 50, "ก็" * 50, "“‘" * 40])
def test_many_signs_are_no_marks_on_a_letter(text: str) -> None:
    assert list(character_problems(text, HERE)) == []
