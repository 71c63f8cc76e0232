"""Outlines of levels: every title and word is there, nothing but headings, valid, and equal bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from lxml import etree

from briefpack.document import tree as t
from briefpack.document.slides import deck_of
from briefpack.look.theme import read_theme
from briefpack.writers import Written
from briefpack.writers.outline import write_outline
from briefpack.writers.outline.impress import MIMETYPE
from briefpack.writers.outline.levels import outline_lines
from briefpack.writers.outline.markdown import MARKDOWN_DIALECTS
from briefpack.writers.outline.nodes import Line
from tests.conftest import REPOSITORY
from tests.tools import PROFILES, converted, sdk_errors
from tests.trees import EVERY_NODE, MATRIX, META, ROADMAP, documents, inline, item, p, table
from tests.writers.docx_lint import lint
from tests.writers.outline_levels import (
    missing_words,
    parts,
    presented,
    read_impress,
    read_plain,
    read_word,
    slides_of,
)
from tests.writers.outline_text import read_outline

THEME = read_theme("ministry", REPOSITORY / "templates/themes")
FORMATS: dict[str, Callable[[bytes], list[Line]]] = {
    "txt": read_plain,
    "outline.docx": read_word,
    "odt": read_impress,
}
HOSTILE = (
    "# no heading",
    "---",
    "Note: not said",
    "--> <!-- ]]> </w:t></text:h>",
    '&amp; &#65; "quoted" <b>',
    "日本語 한국어 😀 é",
)


def written(name: str, document: t.Document = EVERY_NODE) -> Written:
    return write_outline(document, THEME, name)


def lines(*blocks: t.Block) -> list[str]:
    """Return what stands below the title of a slide, a tab a level."""
    found = outline_lines(deck_of(t.Document(META, (t.Heading(2, inline("A title")), *blocks))))
    assert found[0] == Line(1, "A title")
    return ["\t" * (line.level - 2) + line.text for line in found[1:]]


def check_lines(document: t.Document) -> None:
    deck = deck_of(document)
    found = outline_lines(deck)
    assert {line.level for line in found} <= {1, 2, 3}
    assert all(line.text == " ".join(line.text.split()) and line.text for line in found)
    assert missing_words(found, deck) == []
    titles = [slide[0] for slide in slides_of(found)]
    assert len(titles) == write_outline(document, THEME).pages
    for title, slide in zip(titles, deck.slides, strict=False):
        assert title.startswith(" ".join(t.plain_text(slide.title).split()).split(" ")[0])


def test_every_word_of_every_node_is_in_the_lines() -> None:
    check_lines(EVERY_NODE)


@given(documents("slides"))
@settings(max_examples=80)
def test_every_word_of_any_document_is_in_the_lines(document: t.Document) -> None:
    check_lines(document)


@pytest.mark.parametrize("name", FORMATS)
@given(document=documents("slides"))
@settings(max_examples=25)
def test_every_line_comes_back(name: str, document: t.Document) -> None:
    outline = written(name, document)
    expected = outline_lines(deck_of(document))
    assert FORMATS[name](outline.data) == expected
    assert outline.pages == sum(line.level == 1 for line in expected)


def test_lists_have_two_levels_and_numbers() -> None:
    deep = t.List((item("a", t.List((item("b", t.List((item("c"),))),))), item(p("d"), p("e"))))
    assert lines(deep) == ["a", "\tb", "\tc", "d", "\te"]
    assert lines(t.List((item("x"), item("y")), ordered=True, start=9)) == ["9. x", "10. y"]
    assert lines(t.Region("decision", (t.List((item("Approve"),)),))) == ["☐ Approve"]


def test_figures_are_told_by_what_they_show() -> None:
    assert lines(ROADMAP) == [
        "Most of it can start within a year.",
        *("Near term", "\tShared kiosk (Harbour)", "\tCommon ticket (Both towns)"),
        *("Medium term", "\tNight ferry (Harbour)"),
        *("Long term", "\tNew bridge (Hill)"),
    ]
    assert lines(MATRIX)[1:4] == ["Shared kiosk", "\tleads: Upper town council", "\ttakes part: Lower town council"]
    idle = t.Figure("matrix", (), table(("Actor", "Kiosk"), ("Council", "leads"), ("Nobody", "")), "alt")
    assert lines(idle) == ["Kiosk", "\tleads: Council", "Nobody"]


def test_cells_of_a_table_stand_after_the_heads_of_their_columns() -> None:
    found = lines(table(("Who", "What", "By when"), ("Council", "Rent the hut", ""), ("", "Hire", "May")))
    assert found == ["Who: Council", "\tWhat: Rent the hut", "\tWhat: Hire", "\tBy when: May"]


def test_lines_of_a_cell_are_parted() -> None:
    option = t.Cell((t.Text("A ferry"), t.LineBreak(), t.Span(inline("Recommended"), voice="mark")))
    rows = table(("Option", "For"), ("A bridge", "It lasts."))
    found = lines(replace(rows, rows=(t.Row((option, t.Cell(inline("It is quick.")))), *rows.rows)))
    assert found == ["Option: A ferry, Recommended", "\tFor: It is quick.", "Option: A bridge", "\tFor: It lasts."]


def test_an_address_stands_behind_its_words_and_a_line_break_is_a_blank() -> None:
    link = t.Link("https://example.org/a", inline("the report"))
    assert lines(p("See ", link, t.LineBreak(), "now", t.Note(2))) == ["See the report (https://example.org/a) now[2]"]
    assert lines(p(t.Link("mailto:a@example.org", inline("a@example.org")))) == ["a@example.org"]


def test_a_slide_without_a_title_goes_on_under_the_last_one() -> None:
    document = t.Document(META, (t.Heading(1, inline("T")), p("a"), t.Rule(), p("b"), t.Rule(), p("c")))
    assert slides_of(outline_lines(deck_of(document))) == [["T", "a"], ["T (2)", "b"], ["T (3)", "c"]]


def test_speaker_notes_do_not_travel() -> None:
    assert lines(t.Region("notes", (p("Say."),)), t.Region("source", (p("Report."),))) == ["Report."]


@pytest.mark.parametrize("name", FORMATS)
def test_hostile_words_stay_words(name: str) -> None:
    blocks = [t.Heading(2, inline(word)) for word in HOSTILE] + [p(word) for word in HOSTILE]
    unmarked = replace(META, marking="")
    found = FORMATS[name](written(name, t.Document(unmarked, (t.Heading(1, inline("T")), *blocks))).data)
    assert [line.text for line in found] == ["T", *HOSTILE, *HOSTILE]


@pytest.mark.parametrize("dialect", list(MARKDOWN_DIALECTS))
def test_hostile_words_begin_no_slide_in_markdown(dialect: str) -> None:
    document = t.Document(
        META, (t.Heading(1, inline("T")), *map(p, HOSTILE), t.Region("notes", tuple(map(p, HOSTILE))))
    )
    outline = written(dialect, document)
    assert len(read_outline(outline.data)) == outline.pages == 1


@pytest.mark.parametrize("name", FORMATS)
def test_same_tree_same_bytes(name: str) -> None:
    assert written(name).data == written(name).data


def test_text_is_utf_16_with_a_mark_and_windows_line_ends() -> None:
    data = written("txt", t.Document(replace(META, marking=""), (t.Heading(1, inline("Été 日本")), p("😀")))).data
    assert data == b"\xff\xfe" + "Été 日本\r\n\t😀\r\n".encode("utf-16-le")


def test_an_opendocument_file_says_first_what_it_is() -> None:
    data = written("odt").data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type, first.extra) == ("mimetype", zipfile.ZIP_STORED, b"")
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    files = parts(data)
    assert data[38 : 38 + len(MIMETYPE)] == files["mimetype"] == MIMETYPE.encode()
    listed = {
        node.get(node.nsmap["manifest"].join("{}") + "full-path") for node in _xml(files, "META-INF/manifest.xml")
    }
    assert listed == {"/", *files} - {"mimetype", "META-INF/manifest.xml"}


def _xml(files: dict[str, bytes], name: str) -> etree._Element:
    return etree.fromstring(files[name])


@pytest.mark.parametrize(("name", "part"), [("odt", "meta.xml"), ("outline.docx", "docProps/core.xml")])
def test_properties_are_the_pack_s(name: str, part: str) -> None:
    texts = [node.text for node in _xml(parts(written(name).data), part).iter() if node.text]
    assert {META.title, META.organisation, META.subject, META.language} <= set(texts)
    assert all(keyword in " ".join(texts) for keyword in META.keywords)
    assert {text[:10] for text in texts if "T00:00:00" in text} == {META.date}


@pytest.mark.parametrize(("name", "part"), [("odt", "styles.xml"), ("outline.docx", "word/header.xml")])
def test_the_marking_stands_on_every_page(name: str, part: str) -> None:
    assert META.marking in "".join(_xml(parts(written(name).data), part).itertext())


@pytest.mark.parametrize(
    ("language", "in_word", "in_writer"),
    [
        ("en", 'w:lang w:val="en-US"/', 'fo:language="en" fo:country="none"'),
        ("en-GB", 'w:lang w:val="en-GB"/', 'fo:language="en" fo:country="GB"'),
        ("ko", 'w:lang w:val="ko-KR" w:eastAsia="ko-KR"/', 'style:language-asian="ko" style:country-asian="none"'),
    ],
)
def test_the_language_is_said(language: str, in_word: str, in_writer: str) -> None:
    document = t.Document(t.Meta("slides", "T", language=language), (t.Heading(1, inline("T")),))
    assert in_word in parts(written("outline.docx", document).data)["word/styles.xml"].decode()
    assert in_writer in parts(written("odt", document).data)["styles.xml"].decode()


def test_open_xml_sdk_finds_nothing_in_a_word_outline(tmp_path: Path) -> None:
    for profile in PROFILES:
        assert sdk_errors(written("outline.docx").data, "docx", profile, tmp_path) == []


def test_our_lint_finds_nothing_in_a_word_outline() -> None:
    assert lint(written("outline.docx").data) == []


def test_libreoffice_makes_the_same_slides_of_an_opendocument_outline(tmp_path: Path) -> None:
    outline = written("odt")
    found = presented(outline.data, tmp_path)
    assert found == slides_of(outline_lines(deck_of(EVERY_NODE)))
    assert len(found) == outline.pages


def test_libreoffice_reads_the_levels_of_a_word_outline(tmp_path: Path) -> None:
    path = tmp_path / "slides.outline.docx"
    path.write_bytes(written("outline.docx").data)
    (made,) = converted([path], "odt", tmp_path / "made")
    assert read_impress(made.read_bytes()) == outline_lines(deck_of(EVERY_NODE))
