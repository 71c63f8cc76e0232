"""A source text becomes numbered paragraphs, of which only digests are written."""

from __future__ import annotations

import hashlib
from pathlib import Path

from briefpack.starters.source_text import Paragraph, paragraph_lines, source_paragraphs, source_title


def paragraphs(folder: Path, text: str) -> tuple[Paragraph, ...]:
    (folder / "a.txt").write_bytes(text.encode())
    return source_paragraphs(folder / "a.txt")


def test_white_space_within_a_paragraph_is_one_space(tmp_path: Path) -> None:
    found = paragraphs(tmp_path, "\ufeffOne\r\n  line.\r\n \t\r\nTwo\tlines.\n")
    assert [(p.id, p.text) for p in found] == [("p01", "One line."), ("p02", "Two lines.")]
    assert found[0].sha256 == hashlib.sha256(b"One line.").hexdigest()


def test_a_title_is_not_counted_and_is_a_value_of_yaml(tmp_path: Path) -> None:
    found = paragraphs(tmp_path, 'A “title”: with "marks"\n\nText.')
    assert [p.id for p in found] == ["title", "p01"]
    assert source_title(found) == '"A “title”: with \\"marks\\""'
    assert source_title(found[1:]) == '"Title of the text"'


def test_an_opening_has_so_many_words_and_says_that_there_are_more() -> None:
    paragraph = Paragraph("p01", "1", "one two three")
    assert (paragraph.opening(3), paragraph.opening(2)) == ("one two three", "one two …")


def test_no_word_of_the_text_is_written() -> None:
    lines = paragraph_lines([Paragraph("p01", "1", "secret"), Paragraph("p02", "2", "words")])
    assert lines.splitlines()[::3] == ["  - id: p01", "  - id: p02"]
    assert "secret" not in lines
    assert hashlib.sha256(b"words").hexdigest() in lines
