"""A handling mark that says “draft” is known in the languages that people write their marks in."""

from __future__ import annotations

import pytest

from briefpack.languages.draft_words import draft_label_of, draft_words_in


@pytest.mark.parametrize(
    "mark",
    [
        *("Draft", "DRAFT – embargoed until 06:00", "Second draft, for comment", "Preliminary", "work in progress"),
        *("Entwurf", "Referentenentwurf", "Vorläufige Fassung", "Arbeitsstand 3.2."),
        *("草案", "未定稿", "取扱注意（案）", "ドラフト版", "仮訳"),
        *("초안", "잠정", "회의자료(안)", "검토용 초안입니다"),
        *("Projet – brouillon", "Borrador", "Bozza", "Rascunho", "草稿"),
    ],
)
def test_a_mark_says_that_it_is_a_draft(mark: str) -> None:
    assert draft_words_in(mark)


@pytest.mark.parametrize(
    "mark",
    [
        "",
        "For discussion",
        "Draftsman’s copy",
        "Zur Beratung",
        "Vertraulich",
        "検討用",
        "案内",
        "논의용",
        "안내",
        "Final",
    ],
)
def test_a_mark_says_nothing_of_a_draft(mark: str) -> None:
    assert draft_words_in(mark) == ""


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("DRAFT: One ticket", "DRAFT"),
        ("[Entwurf] Ein Fahrschein", "Entwurf"),
        ("One ticket (draft v2)", "draft v2"),
        ("Draft – one ticket", "Draft"),
        ("一枚の切符（案）", "案"),
        ("One ticket", ""),
        ("The draft law on tickets", ""),
        ("Draft law on tickets", ""),
        ("Entwurf eines Gesetzes", ""),
        ("The council’s draft-horse parade", ""),
    ],
)
def test_a_label_at_a_title_is_no_word_of_it(title: str, label: str) -> None:
    assert draft_label_of(title) == label
