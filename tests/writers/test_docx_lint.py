"""The lint of .docx files finds every fault that is planted, and nothing in what we write; the SDK agrees."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given, settings

from briefpack.document import tree as t
from briefpack.look.theme import read_theme
from briefpack.office.letterhead import read_letterhead
from briefpack.office.reading import ForeignFile
from briefpack.writers.word import write_word
from tests.conftest import REPOSITORY
from tests.trees import EVERY_NODE, documents
from tests.writers.docx_lint import CHECKS, lint
from tests.writers.word_text import files

THEMES = {name: read_theme(name, REPOSITORY / "templates/themes") for name in ("ministry", "newsroom", "campaign")}
LETTERHEADS: dict[str, ForeignFile | None] = {
    "none": None,
    **{name: read_letterhead(REPOSITORY / f"templates/letterheads/{name}.docx") for name in ("ministry", "plain")},
}
GOOD = write_word(EVERY_NODE, THEMES["ministry"], LETTERHEADS["ministry"]).data
BODY, STYLES, CORE, TYPES = "word/document.xml", "word/styles.xml", "docProps/core.xml", "[Content_Types].xml"
RELATIONS = "word/_rels/document.xml.rels"
LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def packed(entries: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as whole:
        for name, data in entries.items():
            whole.writestr(name, data)
    return stream.getvalue()


def replaced(name: str, old: str, new: str) -> Callable[[dict[str, bytes]], None]:
    """Return the change of the first place where a part holds a text."""

    def change(entries: dict[str, bytes]) -> None:
        text = entries[name].decode()
        assert old in text, f"{name} does not hold {old}"
        entries[name] = text.replace(old, new, 1).encode()

    return change


def with_orphan(entries: dict[str, bytes]) -> None:
    entries["word/media/orphan.png"] = b"png"


def related(kind: str, target: str) -> Callable[[dict[str, bytes]], None]:
    node = f'<Relationship Id="out" Type="{LINK}/{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    return replaced(RELATIONS, "</Relationships>", node)


FIRST_BODY = "<w:body>"
SDT = '<w:sdt><w:sdtPr><w:id w:val="1001"/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>'
CELLS = '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="9"/></w:tblGrid>'
FAULTS: dict[str, tuple[str, Callable[[dict[str, bytes]], None]]] = {
    "style that is not there": ("missing_style", replaced(BODY, '<w:pStyle w:val="berschrift1"/>', '<w:pStyle w:val="Gone"/>')),
    "base of a style that is not there": ("missing_style", replaced(STYLES, '<w:basedOn w:val="Standard"/>', '<w:basedOn w:val="Gone"/>')),
    "list that is not there": ("undefined_number", replaced(BODY, '<w:numId w:val="1"/>', '<w:numId w:val="99"/>')),
    "field without an end": ("unbalanced_field", replaced(BODY, '<w:fldChar w:fldCharType="end"/>', "")),
    "field without a start": ("unbalanced_field", replaced(BODY, '<w:fldChar w:fldCharType="begin"/>', "")),
    "cell without a paragraph": ("cell_without_paragraph", replaced(BODY, FIRST_BODY, f"{FIRST_BODY}{CELLS}<w:tr><w:tc><w:tcPr/></w:tc></w:tr></w:tbl>")),
    "span over too many columns": ("bad_grid_span", replaced(BODY, "<w:tc><w:tcPr>", '<w:tc><w:tcPr><w:gridSpan w:val="9"/>')),
    "bookmark without an end": ("unclosed_bookmark", replaced(BODY, '<w:bookmarkEnd w:id="1"/>', "")),
    "content control twice": ("duplicate_control", replaced(BODY, FIRST_BODY, FIRST_BODY + SDT)),
    "language that is none": ("bad_language", replaced(STYLES, '<w:lang w:val="en-US"', '<w:lang w:val="english_us"')),
    "text in the body": ("stray_text", replaced(BODY, FIRST_BODY, f"{FIRST_BODY}stray")),
    "date that is none": ("bad_date", replaced(CORE, "2024-03-01T00:00:00Z", "yesterday")),
    "part that nothing names": ("orphan_part", with_orphan),
    "template under a document's name": ("wrong_kind", replaced(TYPES, "wordprocessingml.document.main", "wordprocessingml.template.main")),
    "table without rows": ("empty_table", replaced(BODY, FIRST_BODY, f"{FIRST_BODY}{CELLS}</w:tbl><w:p/>")),
    "picture without words": ("missing_words", replaced("word/header1.xml", 'descr="Crest', 'title="Crest')),
    "drawing twice": ("duplicate_drawing", replaced(BODY, "<w:p>", '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wp:docPr id="1" name="a" descr="b"/></wp:inline></w:drawing></w:r>')),
    "picture elsewhere": ("outside_target", related("image", "https://example.org/a.png")),
    "template elsewhere": ("outside_target", related("attachedTemplate", "https://example.org/a.dotm")),
    "script as a link": ("outside_target", related("hyperlink", "javascript:alert(1)")),
    "command as a link": ("outside_target", related("hyperlink", "ms-word:ofe|u|https://example.org")),
    "field that fetches": ("active_content", replaced(BODY, "NOTEREF", "INCLUDETEXT")),
    "field that runs": ("active_content", replaced(BODY, "<w:p>", '<w:p><w:fldSimple w:instr="DDEAUTO c a b"/>')),
    "piece of another file": ("active_content", replaced(BODY, FIRST_BODY, f"{FIRST_BODY}<w:altChunk/>")),
    "relation that is not there": ("dangling_relation", replaced(BODY, 'r:id="link1"', 'r:id="gone"')),
    "footnote that is not there": ("dangling_note", replaced(BODY, '<w:footnoteReference w:id="1"/>', '<w:footnoteReference w:id="77"/>')),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found(fault: str) -> None:
    check, plant = FAULTS[fault]
    entries = files(GOOD)
    plant(entries)
    assert any(line.startswith(f"{check}: ") for line in lint(packed(entries)))


def test_every_check_has_a_fault() -> None:
    assert {check for check, _ in FAULTS.values()} == {check.__name__ for check in CHECKS}


@pytest.mark.parametrize("letterhead", LETTERHEADS)
@pytest.mark.parametrize("theme", THEMES)
def test_what_we_write_has_no_fault(theme: str, letterhead: str) -> None:
    assert lint(write_word(EVERY_NODE, THEMES[theme], LETTERHEADS[letterhead]).data) == []


@settings(max_examples=25)
@given(documents())
def test_no_document_has_a_fault(document: t.Document) -> None:
    assert lint(write_word(document, THEMES["newsroom"]).data) == []
    assert lint(write_word(document, THEMES["campaign"], LETTERHEADS["ministry"]).data) == []
