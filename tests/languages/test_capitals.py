"""Capitals by the rules of each language."""

from __future__ import annotations

import pytest

from briefpack.languages.capitals import in_capitals, parts_of


@pytest.mark.parametrize(
    "language, text, capitals",
    [
        ("en", "Draft, 5 pm", "DRAFT, 5 PM"),
        ("de", "große Frist", "GROSSE FRIST"),
        ("tr", "gizli ıslak", "GİZLİ ISLAK"),
        ("az-Latn", "iş", "İŞ"),
        ("el", "Πρόχειρο, Μαΐου", "ΠΡΟΧΕΙΡΟ, ΜΑΪΟΥ"),
        ("ja", "草案 ９月", "草案 ９月"),
        ("ko", "초안", "초안"),
    ],
)
def test_letters_become_capitals_as_a_language_has_them(language: str, text: str, capitals: str) -> None:
    assert in_capitals(text, language) == capitals


@pytest.mark.parametrize(
    "text, loud, parts",
    [
        ("", "", []),
        ("Open", "", [("Open", False)]),
        ("Draft", "Draft", [("Draft", True)]),
        ("Open · Draft · To you", "Draft", [("Open · ", False), ("Draft", True), (" · To you", False)]),
    ],
)
def test_a_text_is_parted_where_its_capitals_begin_and_end(text: str, loud: str, parts: list[tuple[str, bool]]) -> None:
    assert parts_of(text, loud) == parts
