"""Spaces in Japanese and Chinese: none stands beside a mark that is as wide as a letter."""

from __future__ import annotations

import pytest

from briefpack.document.spacing import spaced
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
    closed = spaced(told)
    assert closed.blocks[0] == Heading(1, (Text("一、二"),))
    assert closed.blocks[1] == Paragraph((Strong((Text("三："),)), Text("四。"), Note(1), Text("五（六）七 A B")))
    assert isinstance(closed.blocks[3], Figure)
    assert closed.blocks[3].alt == "八。九"
    assert plain_text(closed.notes[0]) == "十。十一"
    korean = Document(Meta("memo", "t", "ko"), told.blocks, told.notes)
    assert spaced(korean) == korean


@pytest.mark.parametrize(
    ("language", "text", "kept"),
    [
        ("en", "by 15 September 2023, on 18 August", "by 15~September~2023, on 18~August"),
        ("en-GB", "5–7 September 2023, in May 2024, 12 people", "5–7~September~2023, in May~2024, 12~people"),
        ("de", "am 18. August 2025", "am 18.~August~2025"),
        ("ko", "2023년 8월 18일과 9월 15일, 회의 8월", "2023년~8월~18일과 9월~15일, 회의 8월"),
    ],
)
def test_no_line_ends_within_a_date(language: str, text: str, kept: str) -> None:
    document = Document(
        Meta("memo", "t", language), (Paragraph((Text("A "), Strong((Text(text),)))),), ((Text(text),),)
    )
    whole = spaced(document)
    assert plain_text(whole.blocks[0].inlines) == f"A {kept}".replace("~", "\u00a0")  # type: ignore[union-attr]
    assert plain_text(whole.notes[0]) == kept.replace("~", "\u00a0")


@pytest.mark.parametrize(
    ("language", "text", "kept"),
    [
        ("ko", "근거는 단락 12, 14", "근거는 단락~12, 14"),
        ("ko", "단락 번호는 12", "단락 번호는 12"),
    ],
)
def test_the_number_of_a_paragraph_stays_with_its_name(language: str, text: str, kept: str) -> None:
    (block,) = spaced(Document(Meta("memo", "t", language), (Paragraph((Text(text),)),))).blocks
    assert isinstance(block, Paragraph)
    assert plain_text(block.inlines) == kept.replace("~", "\u00a0")
