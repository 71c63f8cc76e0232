"""What stands above and below the pages of a memo in PDF: one line of each, however long the words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpack.units import mm
from briefpack.writers.pdf.columns import Columns
from briefpack.writers.pdf.context import Context
from briefpack.writers.pdf.flows import TextFlow
from briefpack.writers.pdf.fonts import Fonts
from briefpack.writers.pdf.pages import Placed, furniture, page_frame
from briefpack.writers.pdf.styles import full_setting, make_styles
from tests.trees import META
from tests.writers.pdf_text import theme

CONTEXT = Context(
    theme(), "memo", make_styles(theme(), "memo", full_setting(theme(), "memo")), Fonts(theme(), "en", "")
)
_, PAPER = page_frame(theme(), theme().page.memo_margin_side_mm)
TITLES = st.lists(st.text("abcdeäé", min_size=1, max_size=14), min_size=1, max_size=60).map(" ".join)
MARKINGS = (
    "",
    "For discussion",
    "Embargoed until 28 August 2026, 06:00",
    "Only for those who read it, and " * 3 + "us",
)


def around(**meta: str) -> tuple[Placed, Placed]:
    above, below = furniture(replace(META, kind="memo", **meta), 2, 4, PAPER, CONTEXT)
    return above, below


def lines(placed: Placed) -> list[list[str]]:
    """Return the lines at the left and at the right."""
    assert isinstance(placed.flow, Columns)
    return [
        ["".join(word.text for word in line.words).replace("\u00a0", " ").strip() for line in flow.lines(width)]
        for flow, _, width in placed.flow.placed(placed.width)
        if isinstance(flow, TextFlow)
    ]


@given(TITLES, st.sampled_from(MARKINGS))
def test_a_page_that_goes_on_is_headed_by_one_line_of_the_title(title: str, marking: str) -> None:
    above, below = around(title=title, organisation=title, marking=marking)
    (head, *_), *beside = lines(above)
    assert head == title or (head.endswith("…") and title.startswith(head[:-1]))
    assert [line for side in beside for line in side] in ([], [marking]) or marking == MARKINGS[-1]
    assert above.y >= mm(theme().page.margin_top_mm) / 2 and len(lines(below)[0]) <= 2
    assert "".join(lines(below)[0]).startswith(marking)


@pytest.mark.parametrize(("marking", "shares"), [("For discussion", True), (MARKINGS[-1], False)])
def test_a_title_shares_its_line_with_the_marking_or_has_its_own(marking: str, shares: bool) -> None:
    above, _ = around(title="Cooperation " * 20, marking=marking)
    title, *beside = lines(above)
    assert bool(beside) is shares
    assert (beside[0] if shares else title[1:]) == [marking]
