"""What a text names: dates in every form, numbers in words and digits, acronyms, names; and nothing else."""

from __future__ import annotations

import datetime
from fractions import Fraction
from unittest.mock import Mock, patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefpack.checks.mentions import KnownNames, dates, mentions_in, numbers
from briefpack.checks.mentions.dates import MONTHS, day_of
from briefpack.checks.mentions.numbers import ONES, SMALL, TENS, Number

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
    found = mentions_in(f"They meet, if all goes well, on {written}, and not before.")
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
    assert [(day.year, day.month, day.day) for day in mentions_in(text).dates] == dates


def test_a_weekday_agrees_with_the_calendar() -> None:
    (friday,) = mentions_in("They meet on Friday.").dates
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
    assert [n.value for n in mentions_in(f"It takes {spelled(value)} people.").numbers] == [value]
    assert [n.value for n in mentions_in(f"It takes {value:,} people.").numbers] == [value]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Three risks, a dozen asks and a hundred more", [(3, ""), (12, ""), (100, "")]),
        ("3%, three per cent, 3 percent and half of it", [(3, "%"), (3, "%"), (3, "%"), (50, "%")]),
        ("a third, two thirds, three quarters", [(Fraction(100, 3), "%"), (Fraction(200, 3), "%"), (75, "%")]),
        ("US$5 million, €1.5bn, 20 dollars, ¥300", [(5 * 10**6, "$"), (15 * 10**8, "€"), (20, "$"), (300, "¥")]),
        ("half a million people; dozens of towns; twice", [(500_000, ""), (12, "~"), (2, "×")]),
        ("the 21st century and the second half of a game", [(21, "")]),
        ("One scholarship, one page, no one; first and second", []),
        ("ASEAN Plus Three, the Group of Seven, COVID-19, COP28, F-35", []),
        ("500人が参加した", [(500, "")]),
    ],
)
def test_numbers(text: str, numbers: list[tuple[int, str]]) -> None:
    assert [(number.value, number.unit) for number in mentions_in(text).numbers] == numbers


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
    (mine,), (its,) = mentions_in(said).numbers, mentions_in(held).numbers
    assert mine.agrees_with(its) is agrees


@pytest.mark.parametrize(
    ("text", "acronyms", "names"),
    [
        ("Tell ASEAN and the U.S. about COP28 and NGOs.", ["ASEAN", "US", "COP28", "NGO"], []),
        ("TO THE MINISTER OF TRADE", [], []),
        ("See https://example.org/%E6%97/A5?q=NGO, www.UN.org or desk@EU.int.", [], []),
        ("World War II ended.", [], [("War",)]),
        (
            "The Bank of Japan told Prime Minister Kishida so.",
            [],
            [("Bank", "Japan"), ("Prime", "Minister", "Kishida")],
        ),
        ("Officials met. Ministers in Seoul’s port agreed in August.", [], [("Seoul",)]),
        ("A Very Bold Headline About Nothing Much", [], []),
    ],
)
def test_acronyms_and_names(text: str, acronyms: list[str], names: list[tuple[str, ...]]) -> None:
    found = mentions_in(text)
    assert (list(found.acronyms), list(found.names)) == (acronyms, names)


@pytest.mark.parametrize(
    ("name", "held", "expected"),
    [("Korean", "Korea", True), ("Japan", "Japanese", True), ("Austria", "Australia", False), ("Iran", "Iraq", False)],
)
def test_derived_names_are_held(name: str, held: str, expected: bool) -> None:
    assert (name in KnownNames([held])) is expected


WORDS = st.sampled_from(
    ["15 August 2023", "May 2024", "€3.5", "million", "12,000", "per cent", "a third", "Friday", "，"]
)


@given(st.lists(WORDS | st.text(max_size=30), max_size=12).map(" ".join))
@example("15 August 2023, €3.5 million")
def test_no_text_breaks_the_reading(text: str) -> None:
    found = mentions_in(text)
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

    assert (name in KnownNames(known)) == any(map(related, known))


@given(st.lists(st.sampled_from(WORDS_OF_NUMBERS), max_size=6).map(" ".join))
def test_numbers_are_found_as_by_all_readings(text: str) -> None:
    every = Mock(search=Mock(return_value=True))
    with patch.multiple(numbers, DIGIT=every, NUMBER_WORD=every), patch.object(dates, "DIGIT", every):
        expected = mentions_in(text)
    assert mentions_in(text) == expected
