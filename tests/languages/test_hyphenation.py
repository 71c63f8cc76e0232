"""Hyphenation: by the patterns of each language, never within an address, and only where it is asked for."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO

import pikepdf
import pyphen
import pytest

from briefpack.document import tree as t
from briefpack.languages.hyphenation import (
    LEAST_LETTERS,
    LEFT,
    MOST_IN_A_ROW,
    RIGHT,
    hyphen_places,
    own_hyphens,
    patterns_of,
    places_of_choice,
    with_soft_hyphens,
)
from briefpack.look.theme import Theme, read_theme
from briefpack.writers.html import write_html
from briefpack.writers.pdf import write_pdf
from briefpack.writers.pdf.fonts import Fonts
from briefpack.writers.pdf.inlines import Look, StyledText
from briefpack.writers.pdf.lines import break_lines
from briefpack.writers.pdf.text import shape
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


@pytest.mark.parametrize(
    ("word", "language", "parted"),
    [
        ("cooperation,", "en", True),
        ("Cooperation", "en", False),
        ("UNESCO", "en", False),
        ("Haushaltsplan", "de", True),
        ("HAUSHALTSPLAN", "de", False),
        ("協力", "ja", False),
    ],
)
def test_only_words_that_are_neither_names_nor_capitals_are_parted_by_choice(
    word: str, language: str, parted: bool
) -> None:
    assert bool(places_of_choice(word, language)) is parted


def ends(texts: list[StyledText], width_em: float, narrow: bool, language: str = "de") -> list[str]:
    """Return the lines of a text in 10 pt; where a word is parted, one ends in a soft hyphen."""
    fonts = Fonts(theme(False), language, "memo.pdf")
    lines = break_lines(shape(texts, fonts), width_em * 10, narrow=narrow)
    return ["".join(segment.text for segment in line.segments) for line in lines]


def plain(text: str, url: str = "") -> list[StyledText]:
    return [StyledText(text, Look(10, "#000000", url=url), ())]


NARROW = "Die Regeln für eine neue Verwaltungsvereinbarung und andere Haushaltsangelegenheiten stehen fest."


def test_a_narrow_column_parts_a_long_word_where_a_line_would_leave_a_hole() -> None:
    lines = ends(plain(NARROW), 12, narrow=True)
    assert any(line.endswith("\u00ad") for line in lines)
    assert "".join(line.replace("\u00ad", "") if "\u00ad" in line else f"{line} " for line in lines).strip() == NARROW
    assert not any("\u00ad" in line for line in ends(plain(NARROW), 12, narrow=False))
    assert not any("\u00ad" in line for line in ends(plain("in der Stadt und auf dem Land"), 8, narrow=True))


COMPOUND = "The two sides name their long-standing co-chairs and agree."


def test_a_compound_is_parted_at_its_own_hyphen_behind_four_letters() -> None:
    assert ends(plain("We seek longer-lasting ties"), 8, narrow=True, language="xx")[0] == "We seek longer-"
    assert ends(plain("We longer-lasting ties"), 6.6, narrow=True, language="xx")[0] == "We longer-"
    assert own_hyphens("long-standing") == (5,)


@pytest.mark.parametrize("width", [7, 9, 11, 13, 15])
def test_one_with_a_short_first_part_is_not_where_it_fits(width: int) -> None:
    assert not any(line.endswith("co-") for line in ends(plain(COMPOUND), width, narrow=True, language="en"))
    assert own_hyphens("co-chairs") == () and own_hyphens("e-mail") == ()


def test_it_is_where_nothing_else_fits_and_shows_one_hyphen() -> None:
    assert ends(plain("co-chairmanships"), 6, narrow=False, language="xx")[0] == "co-"
    assert ends(plain("Donau-Dampf"), 4, narrow=False, language="xx") == ["Donau-", "Dampf"]


def test_neither_an_address_nor_the_last_word_is_parted() -> None:
    assert not any("\u00ad" in line for line in ends(plain(NARROW, url="https://example.org/"), 14, narrow=True))
    assert not any("\u00ad" in line for line in ends(plain("Das ist eine Haushaltsangelegenheit"), 12, narrow=True))


def test_a_word_that_is_not_parted_has_its_letters_where_a_whole_one_has() -> None:
    whole, marked = (
        break_lines(shape(plain(text), Fonts(theme(False), "en", "memo.pdf")), 400)[0].segments
        for text in ("Towards office", "To\u00adwards of\u00adfice")
    )
    assert [(part.parts, part.width) for part in whole] == [(part.parts, part.width) for part in marked]


def test_cells_of_a_narrow_column_are_set_with_hyphens_and_their_heads_without() -> None:
    table = trees.table(*[("", NARROW, NARROW, NARROW)] * 2)
    memo = replace(document(table), meta=replace(trees.META, language="de"))
    assert soft_hyphens(write_pdf(memo, theme(False)).data) > 0


def soft_hyphens(pdf: bytes) -> int:
    """Count the hyphens that are read as soft ones."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        return sum(text.count("\u00ad") for text in Structure(opened).texts.values())


def test_a_theme_that_asks_parts_words_in_every_format() -> None:
    text = replace(trees.META, language="de")
    memo = replace(document(trees.p(LONG)), meta=text)
    hyphens = {one: soft_hyphens(write_pdf(memo, theme(one)).data) for one in (False, True)}
    assert hyphens[True] > 2 and hyphens[False] == 0
    assert UNPARTED in style_of("Heading1", memo, hyphenated=True)
    assert UNPARTED not in style_of("Normal", memo, hyphenated=True)
    assert b'class="memo filled tint numbered hyphenated"' in write_html(memo, theme(True)).data


UNPARTED, PARTED = "<w:suppressAutoHyphens/>", '<w:suppressAutoHyphens w:val="0"/>'


def word_parts(memo: t.Document, hyphenated: bool = False) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(write_word(memo, theme(hyphenated)).data)) as word:
        return {name: word.read(f"word/{name}.xml").decode() for name in ("settings", "styles", "document")}


def style_of(name: str, memo: t.Document, hyphenated: bool = False) -> str:
    return word_parts(memo, hyphenated)["styles"].split(f'w:styleId="{name}"')[1].split("</w:style>")[0]


def table_of(columns: int, language: str = "de", text: str = NARROW) -> t.Document:
    rows = trees.table(("Kopf",) * columns, (text,) * columns)
    return replace(document(trees.p(LONG), rows), meta=replace(trees.META, language=language))


def test_word_parts_words_in_narrow_columns_alone() -> None:
    parts = word_parts(table_of(4))
    assert parts["document"].count(PARTED) == 4
    assert "<w:autoHyphenation/>" in parts["settings"]
    assert f'<w:consecutiveHyphenLimit w:val="{MOST_IN_A_ROW}"/>' in parts["settings"]
    assert UNPARTED in style_of("Normal", table_of(4))
    assert PARTED not in word_parts(table_of(1))["document"]


@pytest.mark.parametrize("language", ["ja", "ko"])
def test_word_parts_none_in_a_language_without_patterns(language: str) -> None:
    parts = word_parts(table_of(4, language, "共同奨学金"))
    assert PARTED not in parts["document"] and "autoHyphenation" not in parts["settings"]


def test_pages_part_words_by_the_same_rule() -> None:
    page = write_html(table_of(4), theme(False)).data.decode()
    assert f"--hyphen-letters: {LEAST_LETTERS} {LEFT} {RIGHT}; --hyphen-lines: {MOST_IN_A_ROW}" in page
    assert ":is(.some, .many) td { hyphens: auto }" in page and '<table role="table" class="some">' in page


@pytest.mark.parametrize("language", ["en_US", "da_DK", "hr_HR", "sv", "eo"])
def test_patterns_that_are_read_when_a_word_needs_them_part_as_those_read_at_once(language: str) -> None:
    path = pyphen.LANGUAGES[language]
    quick, whole = patterns_of(path), pyphen.HyphDict(path)
    assert all(
        quick.patterns.get(letters) == (start, tuple(values)) for letters, (start, values) in whole.patterns.items()
    )
    words = ("administration", "genopretningsplan", "samordningsgrupp", "međunarodni", "internacia", "ab")
    assert [quick.positions(word) for word in words] == [whole.positions(word) for word in words]


def test_patterns_that_change_letters_are_left_to_pyphen() -> None:
    assert patterns_of(pyphen.LANGUAGES["ca"]) is None


def test_a_word_of_a_drawing_that_no_line_holds_is_read_whole() -> None:
    word = "Katastrophenschutzübungskoordinationsstellenverzeichnis" * 2
    rows = [(word, horizon, "Stadt") for horizon in ("Bald", "Später", "Zuletzt")]
    figure = t.Figure("roadmap", (), trees.table(("Vorschlag", "Horizont", "Gebiet"), *rows), "Plan.")
    memo = replace(document(figure), meta=replace(trees.META, language="de"))
    assert soft_hyphens(write_pdf(memo, theme(False)).data) >= 3
