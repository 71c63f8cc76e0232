"""What is read, and mistakes that are named with their lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefpack.errors import BuildError
from briefpack.languages.catalogues.model import Message
from briefpack.languages.catalogues.reading import read_catalogue
from tests.languages.catalogues.written import catalogue


def reported(tmp_path: Path, *entries: str, headers: str = r'"Language: de\n"') -> str:
    with pytest.raises(BuildError) as found:
        catalogue(tmp_path, *entries, headers=headers)
    return str(found.value)


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        (['msgid "a', 'msgstr "b"'], 'de.po:5: error: is not a line of a catalogue: msgid "a'),
        (['msgid "a"', r'msgstr "\x"'], "de.po:6: error: is not a line of a catalogue"),
        (["# a", "mgsid ''"], "de.po:6: error: is not a line of a catalogue"),
        (['msgid "a"', "", 'msgid "b"', 'msgstr "c"'], "de.po:5: error: has no translation (msgstr) of “a”"),
        (['msgid "a"', 'msgstr "b"', 'msgid "a"', 'msgstr "c"'], "de.po:7: error: the same text appears twice"),
        (
            ['msgctxt "k"', 'msgid "a"', 'msgstr "b"', 'msgctxt "k"', 'msgid "c"', 'msgstr "d"'],
            "error: appears twice, with two originals (k)",
        ),
        (['msgid "by %(name)s"', 'msgstr "von %(nmae)s"'], "does not hold the same placeholders: %(name)s, %(nmae)s"),
        (['msgid "page {page}"', 'msgstr "Seite"'], "does not hold the same placeholders: {page}"),
        (['msgctxt "k"', 'msgstr "b"'], "de.po:5: error: has no original (msgid) (k)"),
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


@pytest.mark.parametrize(
    "rule",
    [
        "nplurals=x",
        "nplurals=2; plural=(n ! 1);",
        "nplurals=2; plural=n/0;",
        "nplurals=2; plural=0-5;",
        "nplurals=2; plural=n+5;",
        "nplurals=2; plural=1/(n-7);",
        "nplurals=1000000000; plural=0;",
        "nplurals=0; plural=0;",
    ],
)
def test_a_rule_of_plurals_that_cannot_be_read_is_a_problem(tmp_path: Path, rule: str) -> None:
    said = reported(tmp_path, headers=rf'"Plural-Forms: {rule}\n"')
    assert f"de.po:1: error: its rule of plurals cannot be read: {rule}" in said


def test_a_rule_that_fails_for_one_number_is_a_problem_when_it_is_asked_for(tmp_path: Path) -> None:
    read = catalogue(tmp_path, headers=r'"Plural-Forms: nplurals=2; plural=(n==5000 ? 7 : n>1);\n"')
    assert [read.plural_form(number, 2) for number in (1, 2, 4999)] == [0, 1, 1]
    with pytest.raises(BuildError, match=r"de\.po:1: error: its rule of plurals has none of 2 forms for 5000"):
        read.plural_form(5000, 2)


def test_a_line_that_is_no_header_costs_no_other(tmp_path: Path) -> None:
    read = catalogue(tmp_path, headers=r'"\nLanguage: de\nChecked in May\nX-Reviewed-By: Erika Mustermann\n"')
    assert read.reviewed_by == "Erika Mustermann"
    assert read.headers == (("Language", "de"), ("X-Reviewed-By", "Erika Mustermann"))


def test_text_that_is_not_utf8_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "de.po").write_bytes(b"\xff")
    with pytest.raises(BuildError, match="is not UTF-8 text"):
        read_catalogue(tmp_path / "de.po")


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
