"""Outlines: every word, slide and title comes back; words never become structure; pandoc agrees."""

from __future__ import annotations

import os
import re
import shutil
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings

from briefpack import tree as t
from briefpack.slides import deck_of
from briefpack.theme import Theme, read_theme
from briefpack.writers.outline import NOTES, Dialect, comment, write_outline
from briefpack.writers.outline.blocks import BLOCKS
from tests.conftest import REPOSITORY
from tests.trees import EVERY_NODE, META, ROADMAP, documents, inline, item, p, table
from tests.writers import outline_text as read

THEME = read_theme("ministry", REPOSITORY / "templates/themes")
NOTE_MARKS = re.compile(r"[-•|]|\d+\.|\((https?:|mailto:)\S+\)")
"""What plain notes show beside their words: list and cell marks, addresses."""


def outline(*blocks: t.Block, notes: Dialect = "marp") -> str:
    """Return the slides of a document without the front matter and the last line feed."""
    document = t.Document(META, (t.Heading(2, inline("A title")), *blocks))
    text = write_outline(document, THEME, notes).data.decode()
    return text.split("\n---\n\n", 1)[1].split("-->\n\n", 1)[1].removesuffix("\n")


def plain(inlines: t.Inlines) -> t.Inlines:
    return inlines


def check_outline(document: t.Document, dialect: Dialect) -> None:
    deck = deck_of(document)
    written = write_outline(document, THEME, dialect)
    slides = read.read_outline(written.data)
    assert written.pages == len(slides)
    for slide, found in zip(deck.slides, slides, strict=False):
        assert found.words == read.expected_words(slide)
        assert found.title == read.expected_title(slide)
        notes = read.expected_notes(slide)
        if dialect == "marp":
            more = Counter(found.notes) - Counter(notes)
            assert not Counter(notes) - Counter(found.notes)
            assert all(NOTE_MARKS.fullmatch(word) for word in more), more
        else:
            assert found.notes == notes
    sources = slides[len(deck.slides) :]
    assert [word for slide in sources for word in slide.words[len(slide.title.split()) :]] == read.expected_sources(
        deck
    )


@pytest.mark.parametrize("dialect", list(NOTES))
def test_every_word_of_every_node_comes_back(dialect: Dialect) -> None:
    check_outline(EVERY_NODE, dialect)


@given(documents("slides"))
@settings(max_examples=60)
def test_every_word_comes_back_with_marp_notes(document: t.Document) -> None:
    check_outline(document, "marp")


@given(documents("slides"))
@settings(max_examples=30)
def test_every_word_comes_back_with_pandoc_notes(document: t.Document) -> None:
    check_outline(document, "pandoc")


@given(documents("slides"))
@settings(max_examples=30)
def test_every_word_comes_back_with_reveal_notes(document: t.Document) -> None:
    check_outline(document, "reveal")


@pytest.fixture(scope="session")
def pandoc() -> None:
    if not shutil.which("pandoc"):
        if os.environ.get("CI") == "true":
            pytest.fail("pandoc is not installed: the outline is not proved to be what pandoc reads")
        pytest.skip("PANDOC IS MISSING: install it to prove that pandoc reads the outline as Marp does")


def check_pandoc(document: t.Document) -> None:
    written = write_outline(document, THEME, "pandoc")
    deck = deck_of(document)
    expected = [w for s in deck.slides for w in (*read.expected_words(s), *read.expected_notes(s))]
    found = read.pandoc_words(written.data)
    assert found[: len(expected)] == expected
    assert read.pandoc_slides(written.data) == written.pages
    assert read.pandoc_slides(write_outline(document, THEME).data) == written.pages


def test_pandoc_reads_the_same_slides_and_words(pandoc: None) -> None:
    check_pandoc(EVERY_NODE)


@given(documents("slides"))
@settings(max_examples=25)
def test_pandoc_reads_the_same_slides_and_words_of_any_document(pandoc: None, document: t.Document) -> None:
    check_pandoc(document)
