"""How documents are to be handled: times with their zones, and what counts of several statements."""

from __future__ import annotations

import pytest

from briefpack.content.handling import Handling, merged, moment_of
from briefpack.languages.locales import clock_text
from briefpack.refusals import Unusable


@pytest.mark.parametrize(
    ("text", "language", "clock"),
    [
        ("2026-03-03 00:01 Europe/London", "en", "00:01 GMT"),
        ("2026-07-03 00:01 Europe/London", "en", "00:01 BST"),
        ("2026-07-03 00:01 Europe/London", "de", "00:01 UTC+1"),
        ("2026-03-03T00:01 +05:30", "en", "00:01 UTC+5:30"),
        ("2026-03-03 00:01 -0330", "ja", "00:01 UTC-3:30"),
        ("2026-03-03 00:01 Asia/Tokyo", "ja", "00:01 JST"),
        ("2026-03-03 00:01 GMT", "ko", "00:01 GMT"),
        ("2026-03-03 00:01Z", "en", "00:01 UTC"),
    ],
)
def test_a_time_is_shown_with_its_zone(text: str, language: str, clock: str) -> None:
    assert clock_text(moment_of(text), language).replace("\u00a0", " ") == clock


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2026-03-03 00:01", "with its zone"),
        ("tomorrow", "with its zone"),
        ("2026-02-30 00:01 GMT", "no day, hour or zone"),
        ("2026-03-03 00:01 Mars/Olympus", "no day, hour or zone"),
        ("2026-03-29 01:30 Europe/London", "put forward"),
        ("2026-10-25 01:30 Europe/London", "there twice"),
        ("2026-03-03 00:01 Europe/../../etc/passwd", "zone"),
    ],
)
def test_a_time_that_no_clock_shows_once_is_refused(text: str, said: str) -> None:
    with pytest.raises(Unusable, match=said):
        moment_of(text)


def test_what_is_said_first_counts_even_if_it_is_nothing() -> None:
    pack = Handling(marking="OFFICIAL", status="draft", embargo="2026-03-03 00:01 GMT")
    found = merged([Handling(status="final"), Handling(embargo=""), pack])
    assert (found.marking, found.status, found.embargo) == ("OFFICIAL", "final", "")
