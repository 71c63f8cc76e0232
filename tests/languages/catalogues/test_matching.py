"""An update loses no translation."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefpack.languages.catalogues.matching import update
from briefpack.languages.catalogues.model import Message
from briefpack.languages.catalogues.reading import read_catalogue
from briefpack.languages.catalogues.writing import catalogue_text
from tests.conftest import REFRESH
from tests.languages.catalogues.written import CASES, catalogue

ORIGINALS = [
    Message("pack.title", "One ticket"),
    Message("pack.series", "Transport"),
    Message("pack.message", "A ticket joins the towns, and it is the cheapest way that anybody has thought of so far."),
    Message("pack.keywords.0", "bridge"),
    Message("pack.keywords.1", "ferry"),
    Message("pack.keywords.2", "ticket"),
]
"""What the catalogue `before.po` is brought up to date with."""


def test_an_update_keeps_moves_marks_and_puts_aside() -> None:
    updated, changes = update(read_catalogue(CASES / "before.po"), ORIGINALS)
    found = catalogue_text(updated)
    if REFRESH:
        (CASES / "after.po").write_text(found, encoding="utf-8")
    assert found == (CASES / "after.po").read_text(encoding="utf-8"), "refresh with BRIEFPACK_REFRESH=1"
    by_kind = {
        "new": [m.context for m in changes.new],
        "moved": [m.context for m in changes.moved],
        "changed": [m.context for m in changes.changed],
        "dropped": [m.context for m in changes.dropped],
    }
    assert by_kind == {
        "new": ["pack.keywords.0", "pack.keywords.2"],
        "moved": ["pack.series", "pack.keywords.1"],
        "changed": ["pack.message"],
        "dropped": ["pack.keywords.1", "pack.marking"],
    }


def test_an_updated_catalogue_is_up_to_date_and_reads_as_it_was_written() -> None:
    updated, _ = update(read_catalogue(CASES / "before.po"), ORIGINALS)
    again = read_catalogue(CASES / "after.po")
    assert catalogue_text(again) == catalogue_text(updated)
    same, changes = update(again, ORIGINALS)
    assert not changes
    assert catalogue_text(same) == catalogue_text(updated)


def test_words_of_templates_are_matched_by_what_they_say(tmp_path: Path) -> None:
    before = catalogue(tmp_path, 'msgid "What stands in the way"', 'msgstr "Was im Weg steht"')
    updated, changes = update(before, [Message("", "What stands in our way")])
    assert [(m.original, m.translations, m.unsure, m.previous) for m in updated.messages] == [
        ("What stands in our way", ("Was im Weg steht",), True, "What stands in the way")
    ]
    assert len(changes.changed) == 1


def test_an_uncertain_translation_that_was_put_aside_comes_back_uncertain(tmp_path: Path) -> None:
    entries = ("#, fuzzy", '#| msgid "old"', 'msgctxt "pack.title"', 'msgid "new"', 'msgstr "alt"')
    dropped, _ = update(catalogue(tmp_path, *entries), [])
    (tmp_path / "de.po").write_text(catalogue_text(dropped), encoding="utf-8")
    assert '#, fuzzy\n#~| msgid "old"\n#~ msgctxt' in catalogue_text(dropped)
    back, _ = update(read_catalogue(tmp_path / "de.po"), [Message("pack.title", "new")])
    assert [(m.translations, m.unsure, m.previous) for m in back.messages] == [(("alt",), True, "old")]


@pytest.mark.parametrize(
    ("before", "after", "kept"),
    [
        ("pack.proposals.call-list.title", "pack.proposals.phone-list.title", True),
        ("audiences.employers.ask.title", "audiences.firms.ask.title", True),
        ("pack.proposals.call-list.title", "pack.proposals.call-list.text", False),
        ("pack.proposals.call-list.title", "audiences.firms.ask.title", False),
        ("pack.proposals.call-list.title", "pack.steps.phone-list.title", False),
    ],
)
def test_what_is_called_something_else_keeps_its_translation(
    tmp_path: Path, before: str, after: str, kept: bool
) -> None:
    old = catalogue(tmp_path, f'msgctxt "{before}"', 'msgid "A call"', 'msgstr "Ein Anruf"')
    updated, changes = update(old, [Message(after, "A call")])
    assert [(m.translations, m.unsure) for m in updated.messages] == [(("Ein Anruf",) if kept else (), False)]
    assert (len(changes.moved), len(changes.dropped), len(updated.obsolete)) == ((1, 0, 0) if kept else (0, 1, 1))
    both = [Message(before, "A call"), Message(after, "A call")]
    assert [m.translated for m in update(old, both)[0].messages] == [True, False]
