"""Places in the source stand in the text, where they are cited, and short ones on the line of what they bear out."""

from __future__ import annotations

import pytest

from briefpack.document import tree as t
from briefpack.document.source_places import with_places


def placed(place: str, language: str, *more: t.Inline) -> t.Document:
    note = (t.Span((t.Text(place),), voice="place"), *more)
    paragraph = t.Paragraph((t.Text("It is so."), t.Note(1)))
    return with_places(t.Document(t.Meta("memo", "t", language), (paragraph,), (note,)))


@pytest.mark.parametrize(
    ("language", "place", "shown"),
    [
        ("en", "[¶ 2, 43–44]", "It is so.~[¶~2,~43–^44]"),
        ("en", "[op-ed (2023), ¶ 1–2]", "It is so. [op-ed (2023), ¶ 1–^2]"),
        ("ko", "[단락 5]", "It is so.~[단락~5]"),
        ("ja", "[段落5〜8]", "It is so.^[段落^5〜^8]"),
    ],
)
def test_a_short_place_stays_with_the_word_before_it(language: str, place: str, shown: str) -> None:
    (block,) = placed(place, language).blocks
    assert isinstance(block, t.Paragraph)
    assert t.plain_text(block.inlines) == shown.replace("~", "\u00a0").replace("^", "\u2060")


def test_what_else_a_note_says_stays_a_note() -> None:
    document = placed("[¶ 5]", "en", t.Text(" Our analysis: costs."))
    assert document.notes == ((t.Text("Our analysis: costs."),),)
    (block,) = document.blocks
    assert isinstance(block, t.Paragraph) and block.inlines[-1] == t.Note(1)
