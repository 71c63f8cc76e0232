"""A table too wide for its place: its words are parted with hyphens, and whoever wrote it is told."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from briefpack.document import tree
from briefpack.document.markdown import parse_document
from briefpack.document.tree import Meta
from briefpack.languages.characters import SOFT_HYPHEN
from briefpack.writers import Written
from briefpack.writers.pdf import write_pdf
from briefpack.writers.pptx import write_slides
from briefpack.writers.word import write_word
from tests.hostile.targets import HERE, theme
from tests.writers.pdf_text import pages_text
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
