"""Notes: the same grounds are one note, in order of first mention, and what is ours names no paragraph as its source."""

from __future__ import annotations

from types import SimpleNamespace

from briefpack.rendering.notes import Notes


def part(paragraphs: str, count: int, compared: str = "", ours: tuple[str, ...] = ()) -> SimpleNamespace:
    compared_count = len(compared.split(", ")) if compared else 0
    return SimpleNamespace(
        paragraphs=paragraphs, paragraph_count=count, compared=compared, compared_count=compared_count, ours=ours
    )


def test_the_same_paragraphs_are_one_note_in_order_of_first_mention() -> None:
    notes = Notes()
    assert notes.cite(part("2", 1)) == "[^2]"
    assert notes.cite(part("11–18, 23", 9), part("4", 1), part("11–18, 23", 9)) == "[^11-18-23][^4]"
    assert notes.cite(part("4", 1)) == "[^4]"
    assert [(n.key, n.paragraphs, n.paragraph_count, n.several) for n in notes.all()] == [
        ("2", "2", 1, False),
        ("11-18-23", "11–18, 23", 9, True),
        ("4", "4", 1, False),
    ]


def test_the_first_note_names_the_source_in_full_and_is_for_one_place_alone() -> None:
    notes = Notes()
    assert [notes.cite(part("4", 1)) for _ in range(3)] == ["[^4]", "[^4-again]", "[^4-again]"]
    assert [(n.key, n.paragraphs) for n in notes.all()] == [("4", "4"), ("4-again", "4")]


def test_what_cites_nothing_has_no_note() -> None:
    notes = Notes()
    assert notes.cite(part("", 0)) == ""
    assert notes.all() == []


def test_what_is_ours_has_a_note_of_its_own_that_compares_paragraphs_or_names_the_item() -> None:
    notes = Notes()
    notes.cite(part("1", 1))
    grounds = [part("4", 1), part("", 0, "4"), part("4", 1, "5", ("A date",)), part("", 0, "", ("A date",))]
    assert notes.cite(*grounds) == "[^4][^ours-2][^4-ours-3][^ours-4]"
    assert notes.cite(*reversed(grounds)) == "[^ours-4][^4-ours-3][^ours-2][^4]"
    assert [(n.paragraphs, n.compared, n.ours) for n in notes.all()[1:]] == [
        ("4", "", []),
        ("", "4", []),
        ("4", "", ["A date"]),
        ("", "", ["A date"]),
    ]
