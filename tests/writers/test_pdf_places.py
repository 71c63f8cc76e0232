"""What is measured is what is drawn: letters end where those that follow on the line were measured to begin."""

from __future__ import annotations

import dataclasses
from io import BytesIO
from itertools import pairwise

import pikepdf
import pytest

from briefpack.document import tree as t
from briefpack.writers.pdf import write_pdf
from tests import trees
from tests.writers.pdf_text import stretches, theme

KOREAN = "항구와 언덕을 잇는 승차권은 내년 봄부터 두 도시에서 판매될 예정입니다."
JAPANESE = "港と丘を結ぶ切符は 来年の春から 双方の町で 売り出される"
COLUMN_GAP_PT = 20.0
"""Words on one line that are farther apart belong to two texts."""


def mixed(language: str) -> t.Document:
    strong = t.Strong(trees.inline(KOREAN))
    link = t.Link("https://example.org/", trees.inline(KOREAN, " SHARE ", JAPANESE))
    spaced = t.Strong(trees.inline(" "))
    leaning = t.Emphasis(trees.inline("all of them agree"))
    japanese = t.Span(trees.inline(JAPANESE, " "), "ja")
    label = t.Span(trees.inline("도시 두 곳 A:"), voice="label")
    paragraph = trees.p(
        *(KOREAN, " ", strong, " ASEAN countries ", leaning, " ", KOREAN, ", ", link, " ", KOREAN, spaced, KOREAN),
        *(t.Note(1), " ", KOREAN, " ", japanese, KOREAN, " → that is the end ", strong, " of it."),
    )
    blocks = (
        t.Heading(1, trees.inline(KOREAN, " 2023 ", leaning)),
        paragraph,
        trees.p(label, " ", KOREAN, " A ", strong),
    )
    meta = dataclasses.replace(trees.META, kind="memo", language=language)
    return t.Document(meta, blocks)


@pytest.mark.parametrize("language", ["en", "ja", "ko"])
@pytest.mark.parametrize("name", ["ministry", "newsroom", "campaign"])
def test_letters_end_where_the_next_ones_begin(name: str, language: str) -> None:
    data = write_pdf(mixed(language), theme(name)).data
    checked = 0
    for before, after in pairwise(stretches(data)):
        gap = after.x - before.x - before.wide
        if before.y == after.y and abs(gap) < COLUMN_GAP_PT:
            checked += 1
            # The space after a raised number is as wide as the text's, and written as small as the number.
            assert (0 <= gap < 2) if before.raised else gap == pytest.approx(0, abs=0.05), (before, after)
    assert checked > 15


@pytest.mark.parametrize("kind", ["memo", "slides"])
def test_what_stands_at_the_foot_ends_at_the_margin(kind: str) -> None:
    """Words of a page's foot, however short, end where those of its head do."""
    meta = dataclasses.replace(trees.META, kind=kind, page_label="{page}", marking="For discussion")
    level = 2 if kind == "slides" else 1  # a title slide has no number
    blocks = (t.Heading(level, trees.inline("Two towns")), trees.p("A mile apart."))
    data = write_pdf(
        t.Document(meta, blocks if level == 1 else (t.Heading(2, trees.inline("One")), *blocks)), theme()
    ).data
    foot = min(stretches(data), key=lambda stretch: (round(stretch.y), -stretch.x))
    with pikepdf.open(BytesIO(data)) as pdf:
        width = float(pdf.pages[0].mediabox[2])
    left = min(stretch.x for stretch in stretches(data))
    assert foot.x + foot.wide == pytest.approx(width - left, abs=0.1)
