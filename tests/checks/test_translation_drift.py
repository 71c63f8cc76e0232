"""A translation says the dates and numbers of its original, in its own way of writing them, and no others."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpack.checks.translation_drift import translation_drift
from briefpack.errors import Problem
from briefpack.languages.catalogues.model import Catalogue, Message
from briefpack.languages.locales import date_text, number_text

LANGUAGES = st.sampled_from(
    ["cs", "de", "es", "fi", "fr", "hu", "it", "ja", "ko", "lt", "nl", "pl", "pt-BR", "ru", "sv"]
)


def said(
    original: str, translation: str, language: str = "ja", original_language: str = "en", **more: bool
) -> list[str]:
    return [problem.message for problem in reported(original, translation, language, original_language, **more)]


def reported(
    original: str, translation: str, language: str = "ja", original_language: str = "en", **more: bool
) -> list[Problem]:
    message = Message("pack.message", original, "", (translation,), **more)
    catalogue = Catalogue(Path(f"{language}.po"), language, (message,))
    return list(translation_drift(catalogue, original_language, datetime.date(2023, 8, 14)))


@pytest.mark.parametrize(
    ("original", "translation"),
    [
        ("They met on 18 August 2023.", "2023年8月18日に会談した。"),
        ("They met on 18 August 2023.", "令和5年8月18日に会談した。"),
        ("The two governments name a co-chair each.", "양국이 공동의장을 1명씩 지명."),
        ("About 20,000 students", "約2万人の学生"),
        ("About 20,000 students", "학생 약 2만 명"),
        ("150 million yen", "1億5千万円"),
        ("1.2 trillion won, 45 per cent of it", "1조 2,000억 원, 그 45퍼센트"),
        ("One hundred scholarships", "奨学金100件"),
        ("The treaty of 1963", "1963年の条約"),
        ("Since 1963", "1963 이후"),
        ("A dozen projects", "12건의 사업"),
        ("5,000 people a year", "연간 5천 명"),
        ("5,000 people a year", "年間五千人"),
        ("5,000 people a year", "年間5千人"),
        ("Five thousand people", "오천 명"),
        ("Three proposals for four countries", "四か国への三つの提案"),
        ("Three proposals for four countries", "네 나라를 위한 세 가지 제안"),
        ("Thirty per cent of them, then half", "その3割、次に半数"),
        ("Half of them, most of them", "절반, 대부분"),
        ("ASEAN Plus Three stays.", "ASEAN+3は維持される。"),
        ("ASEAN Plus Three stays.", "아세안+3은 유지된다."),
        ("After the Second World War", "제2차 세계대전 이후"),
        ("After the Second World War", "第二次世界大戦後"),
        ("The third meeting", "第3回会合"),
        ("The third meeting", "세 번째 회의"),
        ("The two leaders meet.", "両首脳が会談する。"),
        ("Both names stand in one list of ten.", "두 이름이 10개의 목록에 있다."),
        ("They meet tomorrow, and next year.", "明日、そして来年会談する。"),
        ("They met in 2019.", "令和元年に会談した。"),
        ("The state of the conditions", "조건과 사건, 십분 활용, 役割と十分な割合"),
    ],
)
def test_the_same_in_another_language(original: str, translation: str) -> None:
    assert said(original, translation) == []


@pytest.mark.parametrize(
    ("original", "translation", "problems"),
    [
        (
            "They meet on 18 August.",
            "8月19日に会談する。",
            [
                "the translation says “8月19日”, which its original does not",
                "the translation leaves “18 August” out",
            ],
        ),
        ("They meet.", "2024년 3월에 만난다.", ["the translation says “2024년 3월”, which its original does not"]),
        ("They meet.", "회의는 2024년이다.", ["the translation says “2024”, which its original does not"]),
        (
            "20,000 students",
            "20万人の学生",
            ["the translation says “20万”, which its original does not", "the translation leaves “20,000” out"],
        ),
        ("A budget of 300 million won", "예산", ["the translation leaves “300 million” out"]),
        (
            "Five projects",
            "3件の事業",
            ["the translation says “3”, which its original does not", "the translation leaves “Five” out"],
        ),
        (
            "Three aims",
            "四つの目標",
            ["the translation says “四”, which its original does not", "the translation leaves “Three” out"],
        ),
        ("A mandate of one page", "10ページの任務", ["the translation says “10”, which its original does not"]),
        ("Many of them", "その3割", ["the translation says “3割”, which its original does not"]),
        (
            "5,000 people",
            "五百人",
            ["the translation says “五百”, which its original does not", "the translation leaves “5,000” out"],
        ),
        (
            "5,000 people",
            "5천만 명",
            ["the translation says “5천만”, which its original does not", "the translation leaves “5,000” out"],
        ),
        (
            "Half of them",
            "その大半",
            ["the translation says “大半”, which its original does not", "the translation leaves “Half” out"],
        ),
        (
            "Three towns",
            "다섯 나라",
            ["the translation says “다섯”, which its original does not", "the translation leaves “Three” out"],
        ),
        (
            "They meet tomorrow.",
            "昨日会談した。",
            ["the translation says “昨日”, which its original does not", "the translation leaves “tomorrow” out"],
        ),
    ],
)
def test_another_date_or_number(original: str, translation: str, problems: list[str]) -> None:
    assert said(original, translation) == problems


@pytest.mark.parametrize(
    ("language", "original", "translation"),
    [
        ("de", "They met on 18 August 2023.", "Sie trafen sich am 18.\u00a0August 2023."),
        ("de", "by the first of May", "bis zum 1. Mai"),
        ("de", "On 27 and 28 February 2026", "am 27. und 28. Februar 2026"),
        ("de", "On 27–28 February 2026", "am 27.–28. Februar 2026"),
        ("de", "On Monday in July", "am Montag im Juli"),
        ("de", "About 20,000 students, 1.5 million euros, 40.5 %", "20.000 Studierende, 1,5 Millionen Euro, 40,5 %"),
        ("de", "300 billion", "300 Milliarden"),
        ("de", "2 trillion", "2 Billionen"),
        ("de", "25 million", "25 Mio."),
        ("de", "from noon to ten at night", "von 12 bis 22 Uhr"),
        ("de", "at two in the afternoon", "um 14:00"),
        ("fr", "on 1 May 2026, from noon to ten at night", "le 1er mai 2026, de 12 h à 22 h"),
        ("fr", "Twelve thousand schools, 12,500 teachers", "12 mille écoles, 12\u202f500 professeurs"),
        ("es", "in August 2023, 30 billion", "en agosto de 2023, 30 mil millones"),
        ("ja", "at three in the afternoon", "15時に"),
        ("ko", "They meet tomorrow, and next year.", "내일, 그리고 내년에 만난다."),
        ("de", "A fifth of twelve towns, within a decade", "ein Fünftel von zwölf Städten in zehn Jahren"),
    ],
)
def test_the_same_as_each_language_writes_it(language: str, original: str, translation: str) -> None:
    assert said(original, translation, language) == []


@pytest.mark.parametrize(
    ("original", "translation", "problems"),
    [
        (
            "They meet on 18 August.",
            "Sie treffen sich am 19. August.",
            [
                "the translation says “19. August”, which its original does not",
                "the translation leaves “18 August” out",
            ],
        ),
        (
            "20,500 students",
            "20.005 Studierende",
            ["the translation says “20.005”, which its original does not", "the translation leaves “20,500” out"],
        ),
        (
            "30 billion",
            "30 Billionen",
            [
                "the translation says “30 Billionen”, which its original does not",
                "the translation leaves “30 billion” out",
            ],
        ),
        ("They work.", "Sie arbeiten 13 Tage.", ["the translation says “13”, which its original does not"]),
        (
            "Five towns",
            "sieben Städte",
            ["the translation says “sieben”, which its original does not", "the translation leaves “Five” out"],
        ),
        (
            "The third time",
            "zum vierten Mal",
            ["the translation says “vierten”, which its original does not", "the translation leaves “third” out"],
        ),
    ],
)
def test_another_date_or_number_in_german(original: str, translation: str, problems: list[str]) -> None:
    assert said(original, translation, "de") == problems


def test_one_in_the_place_of_another_is_an_error_and_what_is_only_added_or_left_out_a_warning() -> None:
    assert [problem.severity for problem in reported("31 towns", "36の町")] == ["error", "error"]
    assert [problem.severity for problem in reported("Towns", "36の町")] == ["warning"]
    assert [problem.severity for problem in reported("31 towns", "町")] == ["warning"]


def test_an_uncertain_translation_is_uncertain_enough() -> None:
    assert said("They meet on 18 August.", "8月19日に会談する。", unsure=True) == []


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31)), st.integers(0, 10**7), LANGUAGES)
def test_what_cldr_writes_agrees(date: datetime.date, number: int, language: str) -> None:
    english = f"{date_text(date, 'en')}: {number_text(number, 'en')} pupils"
    other = f"{date_text(date, language)}、{number_text(number, language)}名"
    assert said(english, other, language) == []
    later = date_text(date + datetime.timedelta(days=1), language)
    assert len(said(english, f"{later}、{number_text(number, language)}名", language)) == 2


def test_the_original_is_read_in_its_own_language() -> None:
    assert said("Sie treffen sich am 18. August 2023.", "They meet on 18 August 2023.", "en", "de") == []
    assert said("Un budget de 20 000 euros", "A budget of 20,000 euros", "en", "fr") == []
    assert said("Sie treffen sich am 18. März.", "They meet on 19 March.", "en", "de") == [
        "the translation says “19 March”, which its original does not",
        "the translation leaves “18. März” out",
    ]
