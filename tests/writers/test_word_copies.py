"""Numbered copies of Word files: a line at the foot of every page, and in the properties; nothing else is touched."""

from __future__ import annotations

import functools
import io
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from lxml import etree

from briefpack.look.theme import Theme
from briefpack.office.letterhead import read_letterhead
from briefpack.writers.labels import CopyLabel
from briefpack.writers.word import write_word
from briefpack.writers.word.copies import WordCopies
from tests.papers import paper
from tests.tools import PROFILES, sdk_errors
from tests.trees import EVERY_NODE
from tests.writers.pdf_text import theme

TEXT = "Copy 17 of 240 for Jana <Nováková> & ⁨محمد⁩ · 7K3F-Q2XM"
LABEL = CopyLabel(TEXT, "7K3F-Q2XM")


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
    data = WordCopies(built(), theme(), "en").copy(LABEL)
    assert [TEXT in foot for foot in feet(data)] == [True] * len(feet(data)) and feet(data)
    properties = Document(io.BytesIO(data)).core_properties
    assert properties.subject.endswith(f" · {TEXT}")
    assert properties.identifier == "7K3F-Q2XM"
    assert data == WordCopies(built(), theme(), "en").copy(LABEL)


def test_all_else_is_as_it_was_built() -> None:
    with (
        zipfile.ZipFile(io.BytesIO(built())) as before,
        zipfile.ZipFile(io.BytesIO(WordCopies(built(), theme(), "en").copy(LABEL))) as after,
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
    assert sdk_errors(WordCopies(built(), theme(), "en").copy(LABEL), "docx", profile, tmp_path) == []


@pytest.mark.parametrize(("look", "half_points"), [(theme(), 17), (theme().in_large_print(), 29)])
def test_the_line_is_as_large_as_words_of_a_footer(look: Theme, half_points: int) -> None:
    data = WordCopies(built(), look, "en").copy(LABEL)
    assert {run.font.size.pt * 2 for run in line_of(data).runs if run.font.size} == {half_points}


def line_of(data: bytes) -> Paragraph:
    """Return the paragraph of the first foot that says whose copy it is."""
    section = Document(io.BytesIO(data)).sections[0]
    return next(paragraph for paragraph in section.footer.paragraphs if "7K3F" in paragraph.text)


def test_a_name_from_the_right_is_a_run_that_goes_there() -> None:
    runs = line_of(WordCopies(built(), theme(), "en").copy(LABEL)).runs
    assert [(run.text, run.font.rtl) for run in runs if run.font.rtl] == [("محمد", True)]


def test_the_line_lies_on_no_art_of_a_letterhead(tmp_path: Path) -> None:
    letterhead = read_letterhead(paper("bands", tmp_path))
    data = WordCopies(write_word(EVERY_NODE, theme(), letterhead).data, theme(), "en").copy(LABEL)
    letter = Document(io.BytesIO(data))
    (frame,) = line_of(data)._p.pPr.iterchildren(qn("w:framePr"))
    top = float(frame.get(qn("w:y"))) / 20
    margin = letter.sections[0].page_height.pt - letter.sections[0].bottom_margin.pt
    assert 64 < top < 708 and margin < top, "above the band, below the text"


def test_pages_without_a_foot_get_one() -> None:
    data = WordCopies(without_feet(built()), theme(), "en").copy(LABEL)
    assert [foot.strip() for foot in feet(data)] == [TEXT] * len(feet(data)) and len(feet(data)) >= 2


def test_a_long_subject_gives_way_to_whose_copy_it_is() -> None:
    document = Document(io.BytesIO(built()))
    document.core_properties.subject = "s" * 250
    stream = io.BytesIO()
    document.save(stream)
    subject = Document(io.BytesIO(WordCopies(stream.getvalue(), theme(), "en").copy(LABEL))).core_properties.subject
    assert len(subject) == 255 and subject.endswith(TEXT)
