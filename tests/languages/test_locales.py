"""Dates, rows, quotation marks and numbers, as readers of a language write them."""

from __future__ import annotations

import datetime

import pytest

from briefpack.errors import Place
from briefpack.languages.locales import (
    date_text,
    in_a_row,
    language_name,
    language_problems,
    listed,
    number_text,
    quotation_marks,
    run_text,
    word_count,
)

DAY = datetime.date(2023, 8, 18)
BREAK = "\u00a0"


@pytest.mark.parametrize(
    ("language", "date", "several", "two", "row", "marks", "run", "number"),
    [
        ("en", "18_August_2023", "A, B and C", "A and B", "A, B, C", "“”", "11–18", "1,234.5"),
        ("en-US", "August_18,_2023", "A, B, and C", "A and B", "A, B, C", "“”", "11–18", "1,234.5"),
        ("de", "18._August_2023", "A, B und C", "A und B", "A, B, C", "„“", "11–18", "1.234,5"),
        ("ja", "2023年8月18日", "A、B、C", "A、B", "A、B、C", "「」", "11〜18", "1,234.5"),
        ("ko", "2023년_8월_18일", "A, B 및 C", "A 및 B", "A, B, C", "“”", "11~18", "1,234.5"),
        ("pt-BR", "18_de_agosto_de_2023", "A, B e C", "A e B", "A, B, C", "“”", "11–18", "1.234,5"),
    ],
)
def test_as_readers_write(
    language: str, date: str, several: str, two: str, row: str, marks: str, run: str, number: str
) -> None:
    assert date_text(DAY, language) == date.replace("_", BREAK)
    assert listed(["A", "B", "C"], language) == several
    assert listed(["A", "B"], language) == two
    assert (listed([], language), listed(["A"], language)) == ("", "A")
    assert in_a_row(["A", "B", "C"], language) == row
    assert "".join(quotation_marks(language)) == marks
    assert run_text("11", "18", language) == run
    assert number_text(1234.5, language) == number


def test_rows_of_titles_stand_apart() -> None:
    assert in_a_row(["One, two", "three"], "en", apart=True) == "One, two; three"
    assert in_a_row(["一、二", "三"], "ja", apart=True) == "一、二；三"


def test_french_marks_hold_a_space() -> None:
    assert quotation_marks("fr") == (f"«{BREAK}", f"{BREAK}»")


def test_a_language_that_nobody_knows_is_a_problem() -> None:
    assert language_problems("pt-BR", Place("pack.yaml")) == []
    (problem,) = language_problems("jaa", Place("pack.yaml"))
    assert "“jaa” is not a language" in problem.message
    assert "ja" in problem.hint
    assert language_problems("no such", Place("pack.yaml"))


def test_words_are_counted_where_no_space_is_between_them() -> None:
    assert word_count(["two", "plain", "words"]) == 3
    assert word_count(["外務省と教育省が設置する。"]) == 5
    assert word_count(["PIF", "외교", "당국이"]) == 3


def test_languages_have_names_in_english() -> None:
    named = {code: language_name(code) for code in ("en", "ja", "ko", "pt-BR")}
    assert named == {"en": "English", "ja": "Japanese", "ko": "Korean", "pt-BR": "Portuguese (Brazil)"}
