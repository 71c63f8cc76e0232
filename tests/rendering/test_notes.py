"""Notes: the same paragraphs are one note, in order of first mention."""

from __future__ import annotations

from types import SimpleNamespace

from briefpack.rendering.notes import Notes


def part(paragraphs: str, count: int) -> SimpleNamespace:
    return SimpleNamespace(paragraphs=paragraphs, paragraph_count=count)


def test_the_same_paragraphs_are_one_note_in_order_of_first_mention() -> None:
    notes = Notes()
    assert notes.cite(part("11–18, 23", 9), part("4", 1), part("11–18, 23", 9)) == "[^11-18-23][^4]"
    assert notes.cite(part("4", 1)) == "[^4]"
    assert [(n.key, n.paragraphs, n.paragraph_count, n.several) for n in notes.all()] == [
        ("11-18-23", "11–18, 23", 9, True),
        ("4", "4", 1, False),
    ]


def test_what_cites_nothing_has_no_note() -> None:
    notes = Notes()
    assert notes.cite(part("", 0)) == ""
    assert notes.all() == []
