"""How many pages a memo takes at least and at most is told from its letters, and holds for the pages that are set."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from briefpack.document import tree as t
from briefpack.writers.memo_pages import memo_pages
from briefpack.writers.pdf import measure_pages
from tests.trees import MAP, META, ROADMAP, TIMELINE, inline, item, p, table
from tests.writers.pdf_text import theme

WORDS = "The ministers of both towns agree that a joint working group on cooperation should meet once every quarter. "
ITEM = item(t.Paragraph((t.Strong(inline("One timetable for trains and boats")),)), WORDS * 2, "Transport office")
CROWDED = table(*[("administration", WORDS, "cooperation", WORDS, "responsibilities")] * 9)
MEMOS: dict[str, t.Blocks] = {
    "short": (p(WORDS),),
    "paragraphs": tuple(p(WORDS * count) for count in range(1, 9)),
    "lists": (t.List((ITEM,) * 8, ordered=True), t.List((item("Word"),) * 30)),
    "tables": (CROWDED, table(*[("One", "Two", WORDS)] * 8), CROWDED),
    "figures": (p(WORDS), ROADMAP, p(WORDS * 4), TIMELINE, MAP, ROADMAP),
    "regions": tuple(
        t.Region(role, (t.Heading(3, inline("What it is")), p(WORDS * 3), t.List((item(WORDS),) * 3)))
        for role in ("ask", "decision", "callout", "options", "contact", "cards", "columns")
    ),
    "headings": tuple(block for _ in range(12) for block in (t.Heading(2, inline("What it is")), p("So."))),
    "wide letters": tuple(p("両国の外務省は、共同の作業部会を四半期ごとに開くことで合意した。" * 6) for _ in range(9)),
    "long": tuple(p(WORDS * 6) for _ in range(300)),
}


@pytest.mark.parametrize("name", MEMOS)
@pytest.mark.parametrize("in_large_print", [False, True])
def test_a_memo_takes_as_many_pages_as_its_letters_tell(name: str, in_large_print: bool) -> None:
    language = "ja" if name == "wide letters" else "en"
    title = t.Heading(1, inline("What the towns could do"))
    memo = t.Document(replace(META, kind="memo", language=language), (title, *MEMOS[name]))
    look = theme("campaign").in_large_print() if in_large_print else theme("ministry")
    least, most = memo_pages(memo, look)
    assert least <= measure_pages(memo, look).pages <= math.ceil(most)


def test_what_is_clear_is_told() -> None:
    short, long = (t.Document(replace(META, kind="memo"), MEMOS[name]) for name in ("paragraphs", "long"))
    assert memo_pages(short, theme())[1] < 3
    assert memo_pages(long, theme())[0] > 6
