"""A table too wide for its place: its words are parted with hyphens, and whoever wrote it is told."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest

from briefpack.document import tree
from briefpack.document.markdown import parse_document
from briefpack.document.tree import Meta
from briefpack.languages.characters import SOFT_HYPHEN
from briefpack.languages.line_breaks import with_hyphens_where_wide
from briefpack.look.columns import shared
from briefpack.writers import Written
from briefpack.writers.pdf import write_pdf
from briefpack.writers.pptx import write_slides
from briefpack.writers.word import write_word
from tests.hostile.targets import HERE, theme
from tests.writers.pdf_text import pages_text
from tests.writers.pptx_text import A, slides
from tests.writers.word_text import body_words

WRITERS: dict[str, Callable[[tree.Document], Written]] = {
    "docx": lambda document: write_word(document, theme(), None),
    "pdf": lambda document: write_pdf(document, theme(), 0),
    "pptx": lambda document: write_slides(document, theme(), None),
}


def table(columns: int, word: str = "constitutional", language: str = "en", kind: str = "memo") -> tree.Document:
    lines = [f"| {' | '.join([cell] * columns)} |" for cell in ("Part", "---", f"{word} 12")]
    return parse_document("# One\n\n## Two\n\n" + "\n".join(lines), Meta(kind, "One", language=language), HERE)


@pytest.mark.parametrize("name", WRITERS)
def test_a_table_whose_words_are_cut_is_named(name: str) -> None:
    (told,) = [message for message, _ in WRITERS[name](table(16)).warnings if "columns" in message]
    assert told.startswith("words of the table “Part, Part, ") and len(told) < 140


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize(
    "document",
    [
        table(4),
        table(7, "憲法上の価値を述べる文字", "ja"),
        table(3, "https://example.org/a/very/long/address/that/may/be/parted/behind/each/of/its/slashes"),
    ],
    ids=["few", "Japanese", "addresses"],
)
def test_a_table_whose_words_fit_is_not(name: str, document: tree.Document) -> None:
    assert not [message for message, _ in WRITERS[name](document).warnings if "columns" in message]


def test_a_memo_parts_them_with_hyphens() -> None:
    words = {
        text: body_words(write_word(table(columns), theme(), None).data) for text, columns in (("few", 4), ("many", 12))
    }
    assert "constitutional" in words["few"]
    parted = next(word for word in words["many"] if word.startswith("con"))
    assert parted.count(SOFT_HYPHEN) > 1 and parted.replace(SOFT_HYPHEN, "") == "constitutional"


@pytest.mark.parametrize(("word", "columns"), [("Wordings", 12), ("Column", 10), ("heading", 12)])
def test_no_letter_or_two_of_a_word_stand_alone_behind_a_hyphen(word: str, columns: int) -> None:
    text = "".join(pages_text(write_pdf(table(columns, word), theme(), 0).data))
    assert all(len(end) > 2 for end in re.findall(r"\w-\s*(\w+)", text))


@pytest.mark.parametrize(
    ("text", "language", "parted"),
    [
        ("Constitutional DECISIONS", "en", "Con|sti|tu|tional DE|CISIONS"),
        ("Abcdefghi", "xx", "Ab|c|d|e|f|ghi"),
        ("Donau-Dampfschiff", "xx", "Donau-Da|m|p|f|s|c|h|iff"),
        ("https://example.org/abcdefgh", "en", "https://example.org/abcdefgh"),
        ("so\u00adlong", "en", "so|long"),
    ],
)
def test_a_word_that_no_column_holds_is_parted_by_patterns_else_anywhere(text: str, language: str, parted: str) -> None:
    wide = with_hyphens_where_wide(text, language, lambda word: len(word) > 7)
    assert wide.replace(SOFT_HYPHEN, "|") == parted


def cells_of(columns: int, word: str, language: str = "en") -> list[str]:
    """Return the cells of a table on a slide, a bar for each line break."""
    deck = write_slides(table(columns, word, language, "slides"), theme(), None).data
    with zipfile.ZipFile(BytesIO(deck)) as package:
        slides = [package.read(name).decode() for name in package.namelist() if re.match(r"ppt/slides/slide\d", name)]
    (xml,) = [slide for slide in slides if "<a:tbl>" in slide]
    cells = re.findall("<a:tc>.*?</a:tc>", xml, re.DOTALL)
    return [re.sub("<[^>]+>", "", cell.replace("<a:br/>", "|")) for cell in cells]


def test_a_deck_parts_them_with_a_hyphen_and_a_break_of_its_own() -> None:
    cell = cells_of(9, "constitutionalisation")[-1]
    assert "-|" in cell and SOFT_HYPHEN not in cell
    assert cell.replace("-|", "") == "constitutionalisation 12"
    assert all(len(part) > 1 for part in cell.removesuffix(" 12").split("-|"))


def test_a_deck_parts_no_word_that_fits_and_no_address() -> None:
    assert cells_of(4, "constitutional")[-1] == "constitutional 12"
    assert "|" not in cells_of(12, "https://example.org/a/long/address")[-1]


def test_a_compound_shows_one_hyphen() -> None:
    assert cells_of(7, "Wirtschafts-Verfassung", "de")[-1] == "Wirtschafts-|Verfassung 12"


def test_short_columns_stay_whole_beside_one_that_is_cut() -> None:
    assert shared([30, 40, 500], [30, 40, 500], 200) == pytest.approx([30, 40, 130])


@pytest.mark.parametrize("word", ["UNESCO", "1,234.5", "12–15%", "Wassersportvereinigung"])
def test_a_column_of_a_deck_holds_its_words_in_the_size_in_which_the_table_is_set(word: str) -> None:
    """Few rows are set larger, and their columns are shared by the larger words."""
    long = "A ticket for both towns is the quickest way to join them, and the night ferry comes after it. " * 2
    lines = ("| Who | What | How much |", "| --- | --- | --- |", *[f"| {word} | {long} | {word} |"] * 2)
    source = "# One\n\n## Two\n\n" + "\n".join(lines)
    found = slides(write_slides(parse_document(source, Meta("slides", "One"), HERE), theme(), None).data)[-1]
    cells = ["".join(cell.itertext(f"{A}t")) for cell in found.iter(f"{A}tc")]
    assert cells.count(word) == 4
    assert not list(found.iter(f"{A}br"))


def test_an_author_says_where_a_word_of_a_deck_is_parted() -> None:
    """Of soft hyphens, those are written behind which a line ends, as hyphens; the others would be in the way of who
    searches."""
    word = "Rindfleisch\u00adetikettierungs\u00adüberwachungs\u00adaufgaben"
    found = slides(write_slides(table(6, word, "de", "slides"), theme(), None).data)[-1]
    texts = [text.text for text in found.iter(f"{A}t")]
    assert "\u00ad" not in "".join(texts)
    ends = [text for text in texts if text.endswith("-")]
    assert ends and all(end.rstrip("-") in word.split("\u00ad") for end in ends)
