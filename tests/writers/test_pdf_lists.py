"""Lists and figures side by side over pages in PDF: which parts stand where."""

from __future__ import annotations

import pytest

from briefpack.document import tree as t
from briefpack.writers.pdf import write_pdf
from briefpack.writers.pdf.flows import Flow, Hanging, ListStack, Stack, TextFlow
from briefpack.writers.pdf.passages import Passage
from briefpack.writers.pdf.styles import TextStyle
from briefpack.writers.pdf.text import Word
from tests.trees import inline, p
from tests.writers.pdf_text import document, pages_text, theme

LINE = 12.0


def stopped(lines: int) -> list[Word]:
    return [Word(width=20, stop=number < lines - 1) for number in range(lines)]


def items(*lines: int) -> list[Flow]:
    return [
        Hanging(None, body=TextFlow(None, passage=Passage.of(stopped(count), 10), style=TextStyle(10, LINE)))
        for count in lines
    ]


@pytest.mark.parametrize(
    ("lines", "room", "placed"),
    [
        ((2, 2, 2, 2), 6, 2),
        ((2, 2, 2, 2), 4, 2),
        ((2, 2, 2), 4, 2),
        ((2, 2, 2, 4), 6, 3),
        ((2, 2, 2, 2), 8, 4),
    ],
    ids=["the last takes one with it", "two go on", "a list of three", "a tall one stands alone", "all fit"],
)
def test_a_short_last_item_does_not_go_on_alone(lines: tuple[int, ...], room: int, placed: int) -> None:
    stack = ListStack(None, flows=items(*lines), alone=3.5 * LINE)
    head, rest = stack.split(100, room * LINE)
    assert isinstance(head, ListStack) and len(head.flows) == placed
    assert (rest is None) is (placed == len(lines))


def test_a_long_item_goes_on_over_a_page_and_its_end_stays_with_who_leads() -> None:
    words, lead = (
        TextFlow(None, passage=Passage.of(stopped(lines), 10), style=TextStyle(10, LINE)) for lines in (6, 1)
    )
    words.keep, words.may_part = True, True
    item = Stack(None, flows=[words, lead])
    head, rest = item.split(100, 4 * LINE)
    assert head and rest and (head.height(100), rest.height(100)) == (4 * LINE, 3 * LINE)
    head, rest = item.split(100, 6 * LINE)
    assert (head, rest) == (None, item), "who leads does not stand alone"


@pytest.mark.parametrize("lines", range(42, 47))
def test_a_number_stands_on_the_page_of_what_it_says(lines: int) -> None:
    said = "departments own rooms, trees and tracks, and none of them is in charge when it is hot"
    figures = t.Region(
        "key_figures", (t.Fields(tuple(t.Field(number, inline(said)) for number in ("11", "22", "33"))),)
    )
    filler = t.Paragraph(tuple(node for _ in range(lines) for node in (t.Text("Words."), t.LineBreak())))
    texts = pages_text(write_pdf(document(filler, figures, p("After.")), theme()).data)
    (page,) = [text for text in texts if "22" in text]
    assert "in charge" in page
