"""Numbered copies of Word files: a line at the foot of every page, and in the properties; nothing else is touched."""

from __future__ import annotations

import functools
import io
import zipfile
from pathlib import Path

import pytest
from docx import Document
from lxml import etree

from briefpack.writers.labels import CopyLabel
from briefpack.writers.word import write_word
from briefpack.writers.word.copies import WordCopies
from tests.tools import PROFILES, sdk_errors
from tests.trees import EVERY_NODE
from tests.writers.pdf_text import theme

TEXT = "Copy 17 of 240 for Jana <Nováková> & محمد · 7K3F-Q2XM"
LABEL = CopyLabel(TEXT, TEXT, "7K3F-Q2XM")


@functools.cache
def built() -> bytes:
    return write_word(EVERY_NODE, theme()).data


def feet(data: bytes) -> list[str]:
    """Return the words of every footer that a page can have."""
    sections = Document(io.BytesIO(data)).sections
    parts = [foot for one in sections for foot in (one.footer, one.first_page_footer, one.even_page_footer)]
    return [
        "\n".join(paragraph.text for paragraph in part.paragraphs) for part in parts if not part.is_linked_to_previous
    ]


def test_a_copy_says_whose_it_is_on_every_page_and_in_the_properties() -> None:
    data = WordCopies(built()).copy(LABEL)
    assert [TEXT in foot for foot in feet(data)] == [True] * len(feet(data)) and feet(data)
    properties = Document(io.BytesIO(data)).core_properties
    assert properties.subject.endswith(f" · {TEXT}")
    assert properties.identifier == "7K3F-Q2XM"
    assert data == WordCopies(built()).copy(LABEL)


def test_all_else_is_as_it_was_built() -> None:
    with (
        zipfile.ZipFile(io.BytesIO(built())) as before,
        zipfile.ZipFile(io.BytesIO(WordCopies(built()).copy(LABEL))) as after,
    ):
        assert sorted(before.namelist()) == sorted(after.namelist())
        assert after.namelist()[0] == "[Content_Types].xml"
        same = {name for name in before.namelist() if canonical(before, name) == canonical(after, name)}
        assert {name for name in before.namelist() if name not in same and "footer" not in name} == {
            "docProps/core.xml"
        }


def canonical(archive: zipfile.ZipFile, name: str) -> object:
    return (
        etree.canonicalize(archive.read(name).decode().partition("?>")[2])
        if name.endswith((".xml", ".rels"))
        else archive.read(name)
    )


def without_feet(data: bytes) -> bytes:
    """Return a file whose pages have no footers, as some letterheads have it."""
    document = Document(io.BytesIO(data))
    for node in list(document.element.body.iter("{*}footerReference")):
        node.getparent().remove(node)
    document.settings.odd_and_even_pages_header_footer = True
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("profile", PROFILES)
def test_the_sdk_finds_nothing(profile: str, tmp_path: Path) -> None:
    assert sdk_errors(WordCopies(built()).copy(LABEL), "docx", profile, tmp_path) == []


def test_pages_without_a_foot_get_one() -> None:
    data = WordCopies(without_feet(built())).copy(LABEL)
    assert [foot.strip() for foot in feet(data)] == [TEXT] * len(feet(data)) and len(feet(data)) >= 2


def test_a_long_subject_gives_way_to_whose_copy_it_is() -> None:
    document = Document(io.BytesIO(built()))
    document.core_properties.subject = "s" * 250
    stream = io.BytesIO()
    document.save(stream)
    subject = Document(io.BytesIO(WordCopies(stream.getvalue()).copy(LABEL))).core_properties.subject
    assert len(subject) == 255 and subject.endswith(TEXT)
