"""Hyphenation: by the patterns of each language, never within an address, and only where it is asked for."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest

from briefpack.languages.hyphenation import hyphen_places, with_soft_hyphens
from briefpack.look.theme import Theme, read_theme
from briefpack.writers.html import write_html
from briefpack.writers.pdf import write_pdf
from briefpack.writers.word import write_word
from tests import trees
from tests.conftest import REPOSITORY
from tests.writers.pdf_structure import Structure
from tests.writers.pdf_text import document

LONG = "Donaudampfschifffahrtsgesellschaft und Klimaanpassungsmaßnahmen im Stadtentwicklungsausschuss beraten. " * 6


def theme(hyphenated: bool) -> Theme:
    own = read_theme("ministry", REPOSITORY / "templates" / "themes")
    return own.model_copy(update={"manner": own.manner.model_copy(update={"hyphenated": hyphenated})})


@pytest.mark.parametrize(
    ("word", "language", "parted"),
    [
        ("Klimaanpassung", "de", "Kli-maan-pas-sung"),
        ("cooperation", "en-GB", "co-oper-a-tion"),
        ("coopération", "fr", "co-opé-ra-tion"),
        ("short", "en", "short"),
        ("日本", "ja", "日本"),
        ("2023–2024", "en", "2023–2024"),
    ],
)
def test_words_are_parted_by_the_patterns_of_their_language(word: str, language: str, parted: str) -> None:
    assert with_soft_hyphens(word, language).replace("\u00ad", "-") == parted


def test_letters_around_a_hyphen_are_not_lone() -> None:
    for word in ("responsibility", "approach", "evolution"):
        assert all(2 <= place <= len(word) - 3 for place in hyphen_places(word, "en"))


def test_a_text_that_says_where_it_may_be_parted_keeps_its_own_places() -> None:
    assert with_soft_hyphens("re\u00adsponsibility", "en") == "re\u00adsponsibility"


def soft_hyphens(pdf: bytes) -> int:
    """Count the hyphens that are read as soft ones."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        return sum(text.count("\u00ad") for text in Structure(opened).texts.values())


def test_a_theme_that_asks_parts_words_in_every_format() -> None:
    text = replace(trees.META, language="de")
    memo = replace(document(trees.p(LONG)), meta=text)
    hyphens = {one: soft_hyphens(write_pdf(memo, theme(one)).data) for one in (False, True)}
    assert hyphens[True] > 2 and hyphens[False] == 0
    with zipfile.ZipFile(BytesIO(write_word(memo, theme(True)).data)) as word:
        assert b"<w:autoHyphenation/>" in word.read("word/settings.xml")
    assert b'class="memo filled tint numbered hyphenated"' in write_html(memo, theme(True)).data
