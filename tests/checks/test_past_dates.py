"""Which day a mention of a day or a month means when it is taken for a deadline."""

from __future__ import annotations

import datetime

import pytest

from briefpack.checks.mentions import figures_in
from briefpack.checks.past_dates import _last_day

WRITTEN = datetime.date(2024, 3, 1)


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("by 5 May 2024", datetime.date(2024, 5, 5)),
        ("by 5 May", datetime.date(2024, 5, 5)),
        ("by 5 February", datetime.date(2025, 2, 5)),
        ("in February 2024", datetime.date(2024, 2, 29)),
        ("in March", datetime.date(2024, 3, 31)),
        ("by 29 February", datetime.date(2025, 2, 28)),
        ("in 2024", None),
        ("on Monday", None),
    ],
)
def test_a_mention_means_its_last_day_and_without_a_year_the_next_one(text: str, last: datetime.date | None) -> None:
    (mention,) = figures_in(text).dates
    assert _last_day(mention, WRITTEN) == last
