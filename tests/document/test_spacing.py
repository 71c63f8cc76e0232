"""Spaces in Japanese and Chinese: none stands beside a mark that is as wide as a letter."""

from __future__ import annotations

from briefpack.document.spacing import without_gaps
from briefpack.document.tree import (
    Document,
    Figure,
    Heading,
    Meta,
    Note,
    Paragraph,
    Row,
    Strong,
    Table,
    Text,
    plain_text,
)


def test_no_space_stands_beside_full_width_punctuation() -> None:
    told = Document(
        Meta("memo", "t", "ja"),
        (
            Heading(1, (Text("一、 二"),)),
            Paragraph((Strong((Text("三："),)), Text(" 四。"), Note(1), Text(" 五 （六） 七 A B"))),
            Table(Row(()), ()),
            Figure("bars", (), Table(Row(()), ()), "八。 九"),
        ),
        ((Text("十。 十一"),),),
    )
    closed = without_gaps(told)
    assert closed.blocks[0] == Heading(1, (Text("一、二"),))
    assert closed.blocks[1] == Paragraph((Strong((Text("三："),)), Text("四。"), Note(1), Text("五（六）七 A B")))
    assert isinstance(closed.blocks[3], Figure)
    assert closed.blocks[3].alt == "八。九"
    assert plain_text(closed.notes[0]) == "十。十一"
    korean = Document(Meta("memo", "t", "ko"), told.blocks, told.notes)
    assert without_gaps(korean) is korean
