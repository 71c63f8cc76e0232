"""What a text names: dates in every form, numbers in words and digits, acronyms, names; and nothing else."""

from __future__ import annotations

import datetime
import time
from fractions import Fraction
from unittest.mock import Mock, patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefpack.checks import mentions
from briefpack.checks.counts import Counting
from briefpack.checks.mentions import KnownNames, dates, figures_in, mentions_in, numbers
from briefpack.checks.mentions.dates import MONTHS, day_of
from briefpack.checks.mentions.names import RelatedNames
from briefpack.checks.mentions.numbers import ONES, SMALL, TENS
from briefpack.checks.mentions.quantity import Number
from briefpack.checks.shown import Shown

DATES = st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31))
WORDS_OF_NUMBERS = (
    *SMALL, *MONTHS, "half", "a", "third", "tenths", "doubling", "twice", "threefold", "dozens", "millions", "Monday", "first"
)  # fmt: skip
FORMS = (
    "{d} {m} {y}",
    "{d}\u00a0{m}\u00a0{y}",
    "{m} {d}, {y}",
    "{d} {s}. {y}",
    "{y}-{n:02}-{d:02}",
    "{y}年{n}月{d}日",
    "{y}년 {n}월 {d}일",
)


@given(DATES, st.sampled_from(FORMS))
def test_a_day_is_read_in_every_form(date: datetime.date, form: str) -> None:
    month = MONTHS[date.month - 1]
    short = month[:3] if month != "May" else month
    written = form.format(d=date.day, m=month, s=short, n=date.month, y=date.year).replace("May.", "May")
    found = figures_in(f"They meet, if all goes well, on {written}, and not before.")
    assert [(day.year, day.month, day.day) for day in found.dates] == [(date.year, date.month, date.day)]
    assert found.numbers == ()
    assert found.dates[0].agrees_with(day_of(date))
    assert not found.dates[0].agrees_with(day_of(date + datetime.timedelta(days=1)))


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("Each side names a co-chair by 1 September.", [(None, 9, 1)]),
        ("The 3rd of May, or 11–18 August 2023", [(None, 5, 3), (2023, 8, 11), (2023, 8, 18)]),
        ("In May we may march; in March, too.", [(None, 5, None), (None, 3, None)]),
        ("May we? March on!", []),
        (
            "Second half of 2024, in September 2025, since 1997",
            [(2024, None, None), (2025, 9, None), (1997, None, None)],
        ),
        ("2023–25 and the 1990s", [(2023, None, None), (2025, None, None), (1990, None, None)]),
        ("31/12/2023, 12/31/2023, 5.6.2023", [(2023, 12, 31), (2023, 12, 31), (2023, 6, 5)]),
        ("31 February, 2,023 pages, $2023, 99 September weeks", [(None, 2, None), (None, 9, None)]),
        ("9月に集まる。3か月と1年間。", [(None, 9, None)]),
    ],
)
def test_dates(text: str, dates: list[tuple[int | None, ...]]) -> None:
    assert [(day.year, day.month, day.day) for day in figures_in(text).dates] == dates


def test_a_weekday_agrees_with_the_calendar() -> None:
    (friday,) = figures_in("They meet on Friday.").dates
    assert friday.agrees_with(day_of(datetime.date(2023, 8, 18)))
    assert not friday.agrees_with(day_of(datetime.date(2023, 8, 17)))


def spelled(value: int) -> str:
    """Write a number below a million in words, as British readers do."""
    if value < 20:
        return ONES[value]
    if value < 100:
        ten, one = divmod(value, 10)
        return TENS[ten - 2] + (f"-{ONES[one]}" if one else "")
    if value < 1000:
        hundreds, rest = divmod(value, 100)
        return f"{ONES[hundreds]} hundred" + (f" and {spelled(rest)}" if rest else "")
    thousands, rest = divmod(value, 1000)
    joined = " and " if 0 < rest < 100 else " "
    return f"{spelled(thousands)} thousand" + (f"{joined}{spelled(rest)}" if rest else "")


@given(st.integers(2, 999_999))
def test_words_and_digits_are_one_number(value: int) -> None:
    assert [n.value for n in figures_in(f"It takes {spelled(value)} people.").numbers] == [value]
    assert [n.value for n in figures_in(f"It takes {value:,} people.").numbers] == [value]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Three risks, a dozen asks and a hundred more", [(3, ""), (12, ""), (100, "")]),
        ("3%, three per cent, 3 percent and half of it", [(3, "%"), (3, "%"), (3, "%"), (50, "%")]),
        ("a third, two thirds, three quarters", [(Fraction(100, 3), "%"), (Fraction(200, 3), "%"), (75, "%")]),
        ("US$5 million, €1.5bn, 20 dollars, ¥300", [(5 * 10**6, "$"), (15 * 10**8, "€"), (20, "$"), (300, "¥")]),
        ("half a million people; dozens of towns; twice", [(500_000, ""), (12, "~"), (2, "×")]),
        ("the 21st century and the second half of a game", [(21, "th")]),
        ("One scholarship, one page, no one; first, and half a year", []),
        ("the second, third and twenty-first; third parties", [(2, "th"), (3, "th"), (21, "th")]),
        ("quadrupled, tenfold, 10x, three times as many", [(4, "×"), (10, "×"), (10, "×"), (3, "×")]),
        ("a half-dozen, a score of towns, a fortnight, a decade", [(6, ""), (20, ""), (14, ""), (10, "")]),
        ("several towns, most of them, at most serious", [(3, "several"), (50, "most")]),
        ("３００ places, 3\u200b00 places, n=300", [(300, ""), (300, ""), (300, "")]),
        ("ASEAN+3, アセアン+3", []),
        ("ASEAN Plus Three, the Group of Seven, COVID-19, COP28, F-35", []),
        ("500人が参加した", [(500, "")]),
    ],
)
def test_numbers(text: str, numbers: list[tuple[int, str]]) -> None:
    assert [(number.value, number.unit) for number in figures_in(text).numbers] == numbers


@pytest.mark.parametrize(
    ("said", "held", "agrees"),
    [
        ("three towns", "3 towns", True),
        ("three towns", "four towns", False),
        ("3 per cent", "three towns", False),
        ("$5 million", "€5 million", False),
        ("5 million", "$5 million", True),
        ("about 1,200 people", "1,234 people", True),
        ("1,200 people", "1,234 people", False),
        ("about 1,300 people", "1,234 people", False),
        ("half of them", "50% of them", True),
        ("twice as much", "two towns", False),
        ("dozens of towns", "a dozen towns", False),
    ],
)
def test_what_a_number_agrees_with(said: str, held: str, agrees: bool) -> None:
    (mine,), (its,) = figures_in(said).numbers, figures_in(held).numbers
    assert mine.agrees_with(its) is agrees


@pytest.mark.parametrize(
    ("text", "acronyms", "names"),
    [
        ("Tell ASEAN and the U.S. about COP28 and NGOs.", ["ASEAN", "US", "COP28", "NGO"], [("Tell", "ASEAN")]),
        ("TO THE MINISTER OF TRADE", [], []),
        ("World War II ended.", [], [("World", "War", "II")]),
        ("See https://example.org/%E6%97/A5?q=NGO, www.UN.org or desk@EU.int.", [], [("See",)]),
        (
            "The Bank of Japan told Prime Minister Kishida so.",
            [],
            [("The", "Bank", "Japan"), ("Prime", "Minister", "Kishida")],
        ),
        (
            "They met. Ministers in Seoul’s Old Port agreed in August.",
            [],
            [("They",), ("Ministers",), ("Seoul",), ("Old", "Port")],
        ),
        (
            "It was president Biden, in the EU’s Erasmus Mundus.",
            ["EU"],
            [("It",), ("president", "Biden"), ("Erasmus", "Mundus")],
        ),
        ("A Very Bold Headline", [], [("A", "Very", "Bold", "Headline")]),
    ],
)
def test_acronyms_and_names(text: str, acronyms: list[str], names: list[tuple[str, ...]]) -> None:
    found = mentions_in(text)
    assert (list(found.acronyms), [name.words for name in found.names]) == (acronyms, names)


@pytest.mark.parametrize(
    ("name", "held", "expected"),
    [("Korean", "Korea", True), ("Japan", "Japanese", True), ("Austria", "Australia", False), ("Iran", "Iraq", False)],
)
def test_derived_names_are_held(name: str, held: str, expected: bool) -> None:
    assert (name in RelatedNames([held])) is expected


WORDS = st.sampled_from(
    ["15 August 2023", "May 2024", "€3.5", "million", "12,000", "per cent", "a third", "Friday", "，"]
)


@given(st.lists(WORDS | st.text(max_size=30), max_size=12).map(" ".join))
@example("15 August 2023, €3.5 million")
def test_no_text_breaks_the_reading(text: str) -> None:
    found = figures_in(text)
    for number in found.numbers:
        assert number.agrees_with(Number(number.words, number.value, number.unit))
    for day in found.dates:
        assert day.agrees_with(day)
        assert day.words


@given(st.text("ab", min_size=1, max_size=8), st.lists(st.text("ab", min_size=1, max_size=8), max_size=4))
def test_names_are_related_by_all_letters_but_the_last_of_the_shorter(name: str, known: list[str]) -> None:
    def related(other: str) -> bool:
        least = min(len(name), len(other))
        return name == other or (least > 4 and name[: least - 1] == other[: least - 1])

    assert (name in RelatedNames(known)) == any(map(related, known))


@given(st.lists(st.sampled_from(WORDS_OF_NUMBERS), max_size=6).map(" ".join))
def test_numbers_are_found_as_by_all_readings(text: str) -> None:
    every = Mock(search=Mock(return_value=True))
    with (
        patch.multiple(numbers, DIGIT=every, _may_have_words=Mock(return_value=True)),
        patch.object(dates, "DIGIT", every),
    ):
        mentions._read.cache_clear()
        expected = mentions_in(text)
    mentions._read.cache_clear()
    assert mentions_in(text) == expected


UNITS = (
    *(
        "1,234 ",
        "Prime Minister Kishida ",
        "about ",
        "a",
        "two hundred and five thousand ",
        "五千万",
        "오천만 ",
        "1.",
        "“‘(",
    ),
    *(
        "May ",
        "a-",
        "one of the two ",
        "5 per cent of ",
        "about 5 ",
        "9",
        "half a ",
        "第",
        "3割",
        "a@",
        "www.",
        "Bank of the ",
    ),
    *("two of the ", "half-", "August the ", "千", "twenty-", "the majority ", "A+", "'s "),
)


@pytest.mark.parametrize("unit", UNITS)
def test_no_reading_grows_faster_than_its_text(unit: str) -> None:
    text = unit * (10_000 // len(unit))
    began = time.process_time()
    for language in ("en", "ja", "ko", "de"):
        numbers = figures_in(text, language).numbers
    KnownNames([text])
    list(Counting(text, numbers, Shown()).verdicts())
    assert time.process_time() - began < 1


def test_a_number_of_more_digits_than_anybody_reads_is_none() -> None:
    assert figures_in("9" * 5000).numbers == ()
    assert figures_in("9" * 5000 + "th of them").numbers == ()
    assert figures_in("五" * 5000 + "人", "ja").numbers == ()
