"""Phrases: the words of templates in a language, filled with what is escaped."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from briefpack.rendering.escaping import as_markdown
from briefpack.rendering.phrases import Phrases, catalogue_at, needs_translation, phrase_catalogues

PO = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Language: de\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "%(n)s of %(name)s"
msgstr "{} von %(name)s: %(n)s"

msgid "%(num)s town"
msgid_plural "%(num)s towns"
msgstr[0] "%(num)s Stadt"
msgstr[1] "%(num)s Städte"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "languages").mkdir()
    (tmp_path / "languages" / "de.po").write_text(PO.format("Eins"), encoding="utf-8")
    return tmp_path


def phrases(folder: Path, language: str = "de") -> Phrases:
    return Phrases(phrase_catalogues((folder,), language), language, as_markdown)


def test_what_fills_a_phrase_is_escaped_and_the_phrase_is_not(folder: Path) -> None:
    functions = phrases(folder).functions()
    assert functions["_"]("%(n)s of %(name)s", n=2, name="a*b") == r"Eins von a\*b: 2"
    assert functions["_"]("**New** %(name)s", name="x_y") == r"**New** x\_y", "it has no translation"


@pytest.mark.parametrize(("number", "text"), [(0, "0 Städte"), (1, "1 Stadt"), (2, "2 Städte")])
def test_plurals_follow_the_catalogue(folder: Path, number: int, text: str) -> None:
    assert phrases(folder).functions()["ngettext"]("%(num)s town", "%(num)s towns", number) == text


def test_without_a_translation_the_plural_is_english(folder: Path) -> None:
    ngettext = phrases(folder, "fr").functions()["ngettext"]
    assert [ngettext("%(num)s town", "%(num)s towns", n) for n in (0, 1, 2)] == ["0 towns", "1 town", "2 towns"]


def test_the_first_folder_and_the_nearest_language_win(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    own = tmp_path_factory.mktemp("own")
    (own / "languages").mkdir()
    (own / "languages" / "de-AT.po").write_text(PO.format("Oans"), encoding="utf-8")
    texts = [
        Phrases(phrase_catalogues((own, folder), language), language).text("", "%(n)s of %(name)s")
        for language in ("de-AT", "de", "de-CH")
    ]
    assert [text.split()[0] for text in texts] == ["Oans", "Eins", "Eins"]


def test_english_needs_no_translation(folder: Path) -> None:
    assert [needs_translation(language) for language in ("en", "en-GB", "de")] == [False, False, True]
    assert phrase_catalogues((folder,), "en-GB") == ()


def test_a_catalogue_that_changes_is_read_again(folder: Path) -> None:
    path = folder / "languages" / "de.po"
    before = catalogue_at(path)
    assert catalogue_at(path) is before
    path.write_text(PO.format("Zwei"), encoding="utf-8")
    os.utime(path, ns=(10**18, 10**18))
    assert catalogue_at(path) is not before


def test_a_quotation_in_another_language_says_so() -> None:
    phrases = Phrases((), "de", as_markdown).functions()
    assert phrases["quote"]("No one", "en") == "„[No one]{lang=en}“"
    assert phrases["quote"]("Niemand", "de-CH") == phrases["quote"]("Niemand") == "„Niemand“"
    assert phrases["in_language"]("a*b", "fr") == r"[a\*b]{lang=fr}"
