"""What stands at the head and the foot of pages and slides: what a document says of itself, and no dot beside nothing."""

from __future__ import annotations

from dataclasses import replace

from briefpack.document.running_lines import sent, slide_foot
from tests.trees import META

WHOLE = replace(META, marking="Draft", organisation="Ministry", date_text="18 August 2023")


def test_the_foot_of_a_slide_names_marking_sender_and_part() -> None:
    assert slide_foot(WHOLE, "Part two") == "Draft · Ministry · Part two"
    assert slide_foot(replace(WHOLE, marking="")) == "Ministry"


def test_who_sends_it_and_when_stand_on_one_line() -> None:
    assert sent(WHOLE) == "Ministry · 18 August 2023"
    assert sent(replace(WHOLE, organisation="")) == "18 August 2023"
