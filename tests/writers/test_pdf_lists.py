"""Lists over pages in PDF: which items stand where."""

from __future__ import annotations

import pytest

from briefpack.writers.pdf.flows import Flow, Hanging, ListStack, TextFlow
from briefpack.writers.pdf.styles import TextStyle
from briefpack.writers.pdf.text import Word

LINE = 12.0


def items(*lines: int) -> list[Flow]:
    def words(count: int) -> list[Word]:
        return [Word(width=20, stop=number < count - 1) for number in range(count)]

    return [Hanging(None, body=TextFlow(None, words=words(count), style=TextStyle(10, LINE))) for count in lines]


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
