"""Catalogues: what is read is written, an update loses no translation, and a mistake is named with its line."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefpack.errors import BuildError, Place
from briefpack.languages.catalogues.matching import update
from briefpack.languages.catalogues.model import Catalogue, Message, new_catalogue
from briefpack.languages.catalogues.reading import read_catalogue
from briefpack.languages.catalogues.writing import catalogue_text
from briefpack.languages.characters import character_problems
from tests.conftest import REFRESH, REPOSITORY
from tests.tools import tool

CASES = REPOSITORY / "tests" / "cases" / "catalogues"
ORIGINALS = [
    Message("pack.title", "One ticket"),
    Message("pack.series", "Transport"),
    Message("pack.message", "A ticket joins the towns, and it is the cheapest way that anybody has thought of so far."),
    Message("pack.keywords.0", "bridge"),
    Message("pack.keywords.1", "ferry"),
    Message("pack.keywords.2", "ticket"),
]
"""What the catalogue `before.po` is brought up to date with."""


def catalogue(tmp_path: Path, *entries: str, headers: str = r'"Language: de\n"') -> Catalogue:
    path = tmp_path / "de.po"
    path.write_text("\n".join(['msgid ""', 'msgstr ""', headers, "", *entries]), encoding="utf-8")
    return read_catalogue(path)


def reported(tmp_path: Path, *entries: str, headers: str = r'"Language: de\n"') -> str:
    with pytest.raises(BuildError) as found:
        catalogue(tmp_path, *entries, headers=headers)
    return str(found.value)


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


def test_other_programs_read_what_is_written() -> None:
    done = subprocess.run(
        [tool("msgfmt"), "--check", "-o", "-", CASES / "after.po"], capture_output=True, text=False, check=False
    )
    assert done.returncode == 0, done.stderr.decode()


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


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        (['msgid "a', 'msgstr "b"'], 'de.po:5: error: is not a line of a catalogue: msgid "a'),
        (['msgid "a"', r'msgstr "\x"'], "de.po:6: error: is not a line of a catalogue"),
        (["# a", "mgsid ''"], "de.po:6: error: is not a line of a catalogue"),
        (['msgid "a"', "", 'msgid "b"', 'msgstr "c"'], "cannot be read: missing msgstr for msgid 'a'"),
        (['msgid "a"', 'msgstr "b"', 'msgid "a"', 'msgstr "c"'], "de.po:7: error: the same text stands twice"),
        (
            ['msgctxt "k"', 'msgid "a"', 'msgstr "b"', 'msgctxt "k"', 'msgid "c"', 'msgstr "d"'],
            "error: stands twice, with two originals (k)",
        ),
        (['msgid "by %(name)s"', 'msgstr "von %(nmae)s"'], "does not hold the same placeholders: %(name)s, %(nmae)s"),
        (['msgid "page {page}"', 'msgstr "Seite"'], "does not hold the same placeholders: {page}"),
        (['msgctxt "k"', 'msgstr "b"'], "de.po:5: error: cannot be read: missing msgid (k)"),
        (["# x", '"a"', 'msgid "b"', 'msgstr "c"'], 'de.po:6: error: is not a line of a catalogue: "a"'),
        (['msgid "a"', 'msgstr "b"', 'msgstr "c"'], 'de.po:7: error: is not a line of a catalogue: msgstr "c"'),
        (['#| msgid "a"', '"b"', 'msgid "c"', 'msgstr "d"'], 'de.po:6: error: is not a line of a catalogue: "b"'),
        (
            ['msgid "a"', 'msgid_plural "b"', 'msgstr[0] "c"', 'msgstr[1] "d"', 'msgstr[2] "e"'],
            "de.po:5: error: has more translations than its language has plural forms",
        ),
        (['msgid "a"', 'msgstr "50 %"'], "de.po:5: error: a percent sign stands alone"),
        (
            ['msgid "a"', 'msgstr "b\u202ec"'],
            "de.po:5: error: holds an invisible mark that turns words around (U+202E)",
        ),
    ],
)
def test_mistakes_name_the_line(tmp_path: Path, entries: list[str], words: str) -> None:
    assert words in reported(tmp_path, *entries)


def test_a_header_that_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    assert "de.po: error: cannot be read" in reported(tmp_path, headers=r'"Plural-Forms: nplurals=x\n"')
    for rule in ("(n ! 1)", "n/0"):
        said = reported(tmp_path, headers=rf'"Plural-Forms: nplurals=2; plural={rule};\n"')
        assert f"de.po:1: error: its rule of plurals cannot be read: {rule}" in said


def test_a_line_that_is_no_header_costs_no_other(tmp_path: Path) -> None:
    read = catalogue(tmp_path, headers=r'"\nLanguage: de\nChecked in May\nX-Reviewed-By: Erika Mustermann\n"')
    assert read.reviewed_by == "Erika Mustermann"
    assert read.headers == (("Language", "de"), ("X-Reviewed-By", "Erika Mustermann"))


def test_text_that_is_not_utf8_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "de.po").write_bytes(b"\xff")
    with pytest.raises(BuildError, match="is not UTF-8 text"):
        read_catalogue(tmp_path / "de.po")


@given(
    st.text(
        alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="%{}\x85\u2028\u2029")
    ).filter(lambda text: not list(character_problems(text, Place(""))))
)
def test_any_words_survive(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "de.po"
        made = Catalogue(path, "de", (Message("pack.title", "a", translations=(text,)),), comment="#")
        path.write_text(catalogue_text(made), encoding="utf-8")
        assert read_catalogue(path).messages[0].translations == (text,)


def test_a_new_catalogue_says_that_nobody_has_reviewed_it(tmp_path: Path) -> None:
    made = new_catalogue(tmp_path / "pt-BR.po", "two-towns")
    (tmp_path / "pt-BR.po").write_text(catalogue_text(made), encoding="utf-8")
    read = read_catalogue(tmp_path / "pt-BR.po")
    assert read.reviewed_by == ""
    assert dict(read.headers)["Language"] == "pt_BR"
    assert read.plural_form(1) == 0
    assert read.plural_form(7) == 1


def test_an_entry_is_read_with_all_that_stands_around_it(tmp_path: Path) -> None:
    entries = (
        *(
            "#  said by a translator",
            "#",
            "#. said by a program",
            "#: pack.yaml:3 other.yaml",
            "#, fuzzy, python-format, no-wrap",
        ),
        *('#| msgctxt "pack.old"', '#| msgid ""', '#| "old "', '#| "words"', 'msgctxt "pack.title"', "# late"),
        *('msgid ""', r'"a \"b\"\n"', '"c"', 'msgid_plural "d"', 'msgstr[1] "f"', "", '#~| msgid "x"', '#~ msgid "y"'),
        *('#~ msgstr ""', '#~ "z"', "#~", '#~ msgid "y"', '#~ msgstr "later"'),
    )
    read = catalogue(tmp_path, *entries)
    assert read.messages == (
        Message(
            *("pack.title", 'a "b"\nc', "d", ("", "f"), True, "old words", 16),
            comments=("said by a translator", "", "late"),
            files=("pack.yaml", "other.yaml"),
            flags=("no-wrap",),
        ),
    )
    assert [(m.original, m.translations, m.previous) for m in read.obsolete] == [("y", ("later",), "")]
