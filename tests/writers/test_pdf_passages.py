"""A passage that is measured in one size tells what is drawn in another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpack.document import tree as t
from briefpack.writers.pdf import passages
from briefpack.writers.pdf.context import Context
from briefpack.writers.pdf.fonts import Fonts
from briefpack.writers.pdf.styles import TextStyle, full_setting, make_styles
from briefpack.writers.pdf.text import line_width
from tests.trees import inline
from tests.writers.pdf_text import theme

TEXTS = (
    "Trains and boats of both towns, some of them late.\n",
    "Straßenbahnhaltestellenverzeichnisse und Fahrgastinformationssysteme ",
    "shelf-ready, co-operation, https://example.org/a/very/long/address?with=words ",
    "soft\u00adhyphens in unfor\u00adtunate\u00adly long words ",
    "両国の外務省は、共同の作業部会を四半期ごとに開く。",
    "두 나라는 공동 작업반을 만들기로 합의하였다. ",
)
PLACE = t.Span(inline("paras 28–29"), voice="place")


def context(language: str = "en") -> Context:
    look = theme()
    styles = make_styles(look, "memo", full_setting(look, "memo"), language)
    return Context(look, "memo", styles, Fonts(look, language, "memo.pdf"))


SETTINGS = {language: context(language) for language in ("en", "de", "ja", "ko")}


@given(
    st.lists(st.sampled_from(TEXTS), min_size=1, max_size=6),
    st.sampled_from([*SETTINGS]),
    st.lists(st.floats(6, 20), min_size=2, max_size=3),
    st.floats(30, 420),
    st.booleans(),
    st.booleans(),
)
def test_lines_are_counted_as_they_are_drawn(
    texts: list[str], language: str, sizes: list[float], limit: float, balanced: bool, narrow: bool
) -> None:
    parts = [part for text in texts for part in (text.rstrip("\n"), *("\n" for _ in range(text.count("\n"))))]
    nodes = tuple(t.LineBreak() if part == "\n" else t.Text(part) for part in parts)
    for inlines in (nodes, (*nodes, t.Note(1), PLACE)):
        for size in sizes:
            flow = SETTINGS[language].text_flow(None, inlines, TextStyle(size, size * 1.3))
            passage = flow.passage
            assert passage.count(size, limit, balanced, narrow) == len(passage.lines(size, limit, balanced, narrow))
            lines = [line for line in passage.lines(size, passages.NO_LIMIT, False, False) if line.words]
            widest = max((line_width(line.words) for line in lines), default=0)
            assert passage.natural_width(size) == pytest.approx(widest)


def test_sizes_of_one_style_share_a_passage_and_elements_have_their_own() -> None:
    setting = context()
    one, other = (setting.text_flow(None, inline("Words"), TextStyle(size, 13)) for size in (10, 12))
    assert one.passage is other.passage
    assert [word.size for flow in (one, other) for word in flow.words] == [10, 12]
    bold = setting.text_flow(None, inline("Words"), TextStyle(10, 13, bold=True))
    assert bold.passage is not one.passage
    linked = [(t.Link("https://example.org", inline("Words")),) for _ in range(2)]
    first, second = (setting.text_flow(None, nodes, TextStyle(10, 13)) for nodes in linked)
    assert first.passage is not second.passage, "each link is an element of its own"
