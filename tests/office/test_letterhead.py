"""Letterheads: what acts is left out or refused, what is paper stays, and the memo is poured where it belongs."""

from __future__ import annotations

import io
import re
import runpy
import time
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx.oxml.ns import qn

from briefpack.document import tree as t
from briefpack.errors import BuildError
from briefpack.look.theme import read_theme
from briefpack.office.letterhead import read_letterhead
from briefpack.office.reading import ForeignFile
from briefpack.writers.word import write_word
from tests.conftest import REPOSITORY
from tests.trees import EVERY_NODE, META, inline, item, p
from tests.writers.docx_lint import lint
from tests.writers.word_text import body_words, files, footnote_words, part, values

FOLDER = REPOSITORY / "templates/letterheads"
THEME = read_theme("ministry", REPOSITORY / "templates/themes")
LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


class Paper:
    """A letterhead to be changed: entries by name."""

    def __init__(self, name: str, folder: Path) -> None:
        self.entries = files((FOLDER / f"{name}.docx").read_bytes())
        self.path = folder / f"{name}.docx"

    def replace(self, name: str, old: str, new: str) -> Paper:
        text = self.entries[name].decode()
        assert old in text, f"{name} does not hold {old}"
        self.entries[name] = text.replace(old, new).encode()
        return self

    def body(self, xml: str) -> Paper:
        return self.replace("word/document.xml", "<w:body>", f"<w:body>{xml}")

    def relate(self, kind: str, target: str, mode: str = "External", of: str = "document") -> Paper:
        node = f'<Relationship Id="new" Type="{LINK}/{kind}" Target="{target}" TargetMode="{mode}"/></Relationships>'
        return self.replace(f"word/_rels/{of}.xml.rels", "</Relationships>", node)

    def read(self) -> ForeignFile:
        with zipfile.ZipFile(self.path, "w", zipfile.ZIP_DEFLATED) as whole:
            for name, data in self.entries.items():
                whole.writestr(name, data)
        return read_letterhead(self.path)


@pytest.fixture
def ministry(tmp_path: Path) -> Paper:
    return Paper("ministry", tmp_path)


@pytest.fixture
def plain(tmp_path: Path) -> Paper:
    return Paper("plain", tmp_path)


def memo(letterhead: ForeignFile, document: t.Document = EVERY_NODE) -> bytes:
    data = write_word(document, THEME, letterhead).data
    assert lint(data) == []
    return data


def messages(letterhead: ForeignFile) -> str:
    assert all(problem.severity == "warning" and problem.hint for problem in letterhead.problems)
    return "\n".join(problem.message for problem in letterhead.problems)


def head_texts(data: bytes) -> dict[str, str]:
    names = [name for name in files(data) if re.match(r"word/(header|footer)\d*\.xml", name)]
    return {name: "".join(part(data, name).itertext(qn("w:t"))) for name in names}


def test_the_shipped_letterheads_are_what_the_script_makes(monkeypatch: pytest.MonkeyPatch) -> None:
    made: dict[str, bytes] = {}
    script = runpy.run_path(str(FOLDER / "make.py"))
    monkeypatch.setattr(Path, "write_bytes", lambda path, data: made.update({path.name: data}))
    script["main"]()
    for name, data in made.items():
        assert files(data) == files((FOLDER / name).read_bytes()), f"run templates/letterheads/make.py: {name} is old"


@pytest.mark.parametrize("name", ["ministry", "plain"])
def test_the_shipped_letterheads_hold_nothing_to_leave_out(name: str) -> None:
    letterhead = read_letterhead(FOLDER / f"{name}.docx")
    assert letterhead.problems == ()
    data = memo(letterhead)
    assert data == memo(letterhead)
    assert body_words(data) == body_words(write_word(EVERY_NODE, THEME).data)
    assert footnote_words(data) == footnote_words(write_word(EVERY_NODE, THEME).data)


def test_styles_are_found_by_name_and_added_where_they_lack() -> None:
    data = memo(read_letterhead(FOLDER / "ministry.docx"))
    used = values(part(data, "word/document.xml"), "w:pStyle")
    assert used[0] == "berschrift1" and "Listenabsatz" in used and "Ask" in used
    styles = {s.get(qn("w:styleId")): s for s in part(data, "word/styles.xml").iter(qn("w:style"))}
    assert values(styles["Ask"], "w:basedOn") == ["Standard"]
    assert "Heading1" not in styles and "Normal" not in styles


def test_names_of_the_letterhead_cannot_become_structure(ministry: Paper) -> None:
    odd = "a&amp;b&quot;/&gt;&lt;w:altChunk/&gt;"
    ministry.replace("word/styles.xml", "Listenabsatz", odd).replace(
        "word/styles.xml", 'w:lang w:val="en-GB"', 'w:lang w:val="de-DE"'
    )
    used = values(part(memo(ministry.read()), "word/document.xml"), "w:pStyle")
    assert 'a&b"/><w:altChunk/>' in used


def test_the_paper_stays() -> None:
    data = memo(read_letterhead(FOLDER / "ministry.docx"))
    section = next(part(data, "word/document.xml").iter(qn("w:sectPr")))
    assert values(section, "w:pgMar", "w:left") == ["1304"] and section.find(qn("w:titlePg")) is not None
    assert len(section.findall(qn("w:headerReference"))) == 2
    assert "word/media/crest.png" in files(data)
    assert b"Text of the letter" not in files(data)["word/document.xml"]


def test_pages_are_counted_and_marked_once() -> None:
    ministry, plain = (head_texts(memo(read_letterhead(FOLDER / f"{n}.docx"))) for n in ("ministry", "plain"))
    assert all(text.count("For discussion") == 1 for text in [*ministry.values(), *plain.values()])
    assert "page 1 of 1" in plain["word/footer.xml"] and not any("of 1" in text for text in ministry.values())


def test_a_marking_that_is_there_is_not_repeated(ministry: Paper) -> None:
    ministry.replace("word/header2.xml", "Ministry of External Relations", "FOR  DISCUSSION")
    assert "For discussion" not in head_texts(memo(ministry.read()))["word/header2.xml"]


MARK = "<w:p><w:r><w:t>{{ bo</w:t></w:r><w:r><w:t>dy }}</w:t></w:r></w:p>"
CONTROL = (
    '<w:sdt><w:sdtPr><w:id w:val="1001"/><w:tag w:val="Body"/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>'
)
CELL = f'<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="6000"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:tcW w:w="6000" w:type="dxa"/></w:tcPr>{MARK}</w:tc></w:tr></w:tbl><w:p/>'


@pytest.mark.parametrize("mark", [MARK, CONTROL, CELL])
def test_the_body_goes_to_its_mark(ministry: Paper, mark: str) -> None:
    before = "<w:p><w:r><w:t>Before</w:t></w:r></w:p>"
    data = memo(ministry.body(before + mark).read(), t.Document(META, (p("our words"), t.List((item("a"),)))))
    assert body_words(data) == ["Before", "our", "words", "a", "Text", "of", "the", "letter"]


SENTENCE, SECOND = "<w:p><w:r><w:t>Text: {{body}} end</w:t></w:r></w:p>", MARK + MARK
BOX = f'<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent>{MARK}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>'
STRAYS = {
    SENTENCE: "in a sentence",
    SECOND: "once more",
    CELL + SENTENCE: "once more",
    MARK + BOX: "in a text box",
}


@pytest.mark.parametrize("content", STRAYS)
def test_a_mark_where_the_text_cannot_go_is_named_and_taken_out(ministry: Paper, content: str) -> None:
    letterhead = ministry.body(content).read()
    assert STRAYS[content] in messages(letterhead) and len(letterhead.problems) == 1
    assert "body" not in " ".join(body_words(memo(letterhead)))


@pytest.mark.parametrize("part_of_it", ["header1", "footer3"])
def test_a_mark_beside_the_text_is_named_and_taken_out(ministry: Paper, part_of_it: str) -> None:
    letterhead = ministry.replace(f"word/{part_of_it}.xml", "</w:p>", "<w:r><w:t>{{body}}</w:t></w:r></w:p>").read()
    assert part_of_it[:-1] in messages(letterhead)
    assert "body" not in head_texts(memo(letterhead))[f"word/{part_of_it}.xml"]


def test_a_sentence_is_parted_at_its_mark(ministry: Paper) -> None:
    bold = (
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Dear all, {{bo</w:t><w:tab/></w:r><w:r><w:t>dy}} yours</w:t></w:r></w:p>"
    )
    data = memo(ministry.body(bold).read(), t.Document(META, (p("our words"),)))
    assert body_words(data) == ["Dear", "all,", "our", "words", "yours", "Text", "of", "the", "letter"]


def test_a_sentence_in_which_a_field_computes_stays_whole(ministry: Paper) -> None:
    counted = f"<w:p><w:r><w:t>On </w:t></w:r>{complex_field('PAGE')}<w:r><w:t> {{{{body}}}} end</w:t></w:r></w:p>"
    data = memo(ministry.body(counted).read(), t.Document(META, (p("our words"),)))
    assert " ".join(body_words(data)).startswith("On end our words")


@pytest.mark.parametrize("mark", [MARK, CONTROL, CELL])
def test_a_mark_at_its_place_is_no_problem(ministry: Paper, mark: str) -> None:
    assert ministry.body(mark).read().problems == ()


def test_tracked_changes_are_as_if_accepted(ministry: Paper) -> None:
    run = "<w:r><w:{0}>{1} </w:{0}></w:r>"
    kept, gone = run.format("t", "kept"), run.format("delText", "secret")
    change = f'<w:p><w:ins w:id="901">{kept}</w:ins><w:del w:id="902">{gone}</w:del></w:p>'
    letterhead = ministry.replace("word/header1.xml", "<w:p>", f"{change}<w:p>").read()
    assert "tracked changes" in messages(letterhead)
    header = part(letterhead.data, "word/header1.xml")
    assert "kept" in "".join(header.itertext()) and "secret" not in "".join(header.itertext())
    assert not list(header.iter(qn("w:ins"), qn("w:del")))


def test_a_deleted_row_goes_whole(ministry: Paper) -> None:
    mark = '<w:trPr><w:del w:id="901"/></w:trPr>'
    rows = "".join(f"<w:tr>{how}<w:tc><w:p><w:r><w:t>{word}</w:t></w:r></w:p></w:tc></w:tr>" for how, word in
                   ((mark, "gone"), ("", "kept")))  # fmt: skip
    letterhead = ministry.replace("word/header1.xml", "<w:p>", f"<w:tbl>{rows}</w:tbl><w:p>").read()
    text = "".join(part(letterhead.data, "word/header1.xml").itertext())
    assert "kept" in text and "gone" not in text


def test_a_part_that_is_not_what_refers_to_it_says_is_refused(ministry: Paper) -> None:
    ministry.replace("[Content_Types].xml", "wordprocessingml.styles+xml", "wordprocessingml.header+xml")
    assert "another kind" in refused(ministry)


def test_a_letterhead_without_a_body_is_refused(ministry: Paper) -> None:
    text = ministry.entries["word/document.xml"].decode()
    ministry.entries["word/document.xml"] = (text[: text.index("<w:body")] + "</w:document>").encode()
    assert "no body" in refused(ministry)


SECTION = '<w:p><w:pPr><w:sectPr><w:type w:val="nextPage"/><w:pgSz w:w="10000" w:h="15000"/></w:sectPr></w:pPr></w:p>'


def test_the_first_section_is_the_page_where_nothing_else_stays(ministry: Paper) -> None:
    letterhead = ministry.body(SECTION).read()
    assert messages(letterhead) == "the letterhead has 2 sections that differ: the memo stands on the page of the first"
    root = part(memo(letterhead), "word/document.xml")
    assert values(root, "w:pgSz", "w:w") == ["10000"] and values(root, "w:pgMar", "w:left") == ["1417"]
    assert not values(root, "w:type")


@pytest.mark.parametrize("mark", [MARK, MARK.replace("<w:p>", SECTION.replace("</w:p>", ""))])
def test_sections_around_the_place_keep_their_pages(ministry: Paper, mark: str) -> None:
    letterhead = ministry.body(mark + SECTION.replace("10000", "11000")).read()
    assert letterhead.problems == ()
    data = memo(letterhead, t.Document(META, (p("our words"),)))
    widths = values(part(data, "word/document.xml"), "w:pgSz", "w:w")
    assert widths == [*(["10000"] if "sectPr" in mark else []), "11000", "11906"]
    assert len({text.count("For discussion") for text in head_texts(data).values()}) == 1


def test_what_looks_like_a_template_stays_text(ministry: Paper) -> None:
    ministry.replace(
        "word/header1.xml", "Policy Planning Staff", "{{ 7 * 7 }} {% raw %} {{ ''.__class__ }} {{ body() }}"
    )
    text = head_texts(memo(ministry.read()))["word/header1.xml"]
    assert "{{ 7 * 7 }} {% raw %} {{ ''.__class__ }} {{ body() }}" in text


def test_the_language_of_the_paper_stays_with_its_words(ministry: Paper) -> None:
    ministry.replace("word/styles.xml", '"en-GB"', '"de-DE"')
    data = memo(ministry.read())
    assert set(values(part(data, "word/styles.xml"), "w:lang")) == {"en-US"}
    assert "de-DE" in values(part(data, "word/header1.xml"), "w:lang")


def test_lists_notes_and_controls_get_numbers_of_their_own(ministry: Paper, tmp_path: Path) -> None:
    """A memo of ours as a letterhead: every number that we give out is taken already."""
    first = memo(ministry.read())
    path = tmp_path / "memo.docx"
    path.write_bytes(first)
    again = memo(read_letterhead(path))
    assert body_words(again) == body_words(first) and footnote_words(again) == footnote_words(first)
    ids = values(part(again, "word/numbering.xml"), "w:num", "w:numId")
    assert len(ids) == len(set(ids))
    marks = values(part(again, "word/numbering.xml"), "w:nsid")
    assert len(marks) == len(set(marks))


def test_properties_are_the_document_s_own(ministry: Paper) -> None:
    core = files(memo(ministry.read()))["docProps/core.xml"].decode()
    assert META.title in core and "python-docx" not in core


def test_templates_become_documents_and_macros_go(ministry: Paper) -> None:
    old, new = (
        "vnd.openxmlformats-officedocument.wordprocessingml.document.main",
        "vnd.ms-word.template.macroEnabledTemplate.main",
    )
    ministry.replace("[Content_Types].xml", old, new)
    ministry.entries["word/vbaProject.bin"] = b"macro"
    letterhead = ministry.relate("vbaProject", "vbaProject.bin", "Internal").read()
    assert "macros" in messages(letterhead) and b"macro" not in b"".join(files(letterhead.data).values())
    assert "word/vbaProject.bin" not in files(memo(letterhead))


def test_comments_and_building_blocks_go_with_a_word(ministry: Paper) -> None:
    ministry.entries["word/comments.xml"] = f"<w:comments {W}/>".encode()
    ministry.relate("comments", "comments.xml", "Internal")
    comment = '<w:p><w:r><w:commentReference w:id="0"/></w:r></w:p>'
    assert "holds comments" in messages(ministry.body(MARK + comment).read())


SAMPLE = """<w:p><w:r><w:commentReference w:id="0"/></w:r>
<w:del w:id="9" w:author="A. Person"><w:r><w:delText>secret</w:delText></w:r></w:del>
<w:hyperlink r:id="new"><w:r><w:t>a link</w:t></w:r></w:hyperlink>
<w:fldSimple w:instr="TOC"/><w:r><w:object/></w:r></w:p>"""


def test_nothing_is_said_of_what_the_text_replaces(ministry: Paper) -> None:
    """Sample text is written to be written over: what is wrong with it is no reader's business."""
    letterhead = ministry.relate("hyperlink", "file:///c:/secret").body(SAMPLE).read()
    assert letterhead.problems == ()
    assert not any(word in data for data in files(letterhead.data).values() for word in (b"secret", b"A. Person"))


def test_who_changed_the_paper_is_nobody_s_business(ministry: Paper) -> None:
    change = '<w:rPr><w:rPrChange w:id="9" w:author="A. Person"><w:rPr/></w:rPrChange></w:rPr>'
    ministry.replace("word/header2.xml", "</w:hdr>", f"<w:p><w:r>{change}<w:t>words</w:t></w:r></w:p></w:hdr>")
    letterhead = ministry.read()
    assert "tracked changes" in messages(letterhead) and "Accept All Changes" in letterhead.problems[0].hint
    assert b"A. Person" not in files(letterhead.data)["word/header2.xml"]


def test_a_moved_mark_is_read_where_it_was_moved_to(ministry: Paper) -> None:
    run = "<w:r><w:t>{{body}}</w:t></w:r>"
    moved = f'<w:p><w:moveFrom w:id="8">{run}</w:moveFrom></w:p><w:p><w:r><w:t>Before</w:t></w:r></w:p><w:p><w:moveTo w:id="9">{run}</w:moveTo></w:p>'
    data = memo(ministry.body(moved).read(), t.Document(META, (p("our words"),)))
    assert body_words(data)[:3] == ["Before", "our", "words"]


@pytest.mark.parametrize("mark", ["", MARK], ids=["replaced", "kept"])
def test_paper_of_many_pages_is_read_in_time_that_grows_with_it(ministry: Paper, mark: str) -> None:
    """Trees were moved paragraph by paragraph, and each looked for its names among all the others."""
    change = '<w:ins w:id="{0}"><w:r><w:t>{1:x}</w:t></w:r></w:ins>'
    words = "".join(change.format(n, n * 2654435761 % 2**64) for n in range(20_000))
    letterhead = ministry.body(f"{mark}<w:p>{words}</w:p>")
    start = time.process_time()
    data = write_word(t.Document(META, (p("our words"),)), THEME, letterhead.read()).data
    assert time.process_time() - start < 4 and body_words(data)[:2] == ["our", "words"]


REMOTE = (
    ("attachedTemplate", "https://example.org/evil.dotm", "a link to another template"),
    ("image", "https://example.org/track.png", "only linked"),
    ("oleObject", "file:///c:/a.xls", "an embedded object"),
    ("hyperlink", "javascript:alert(1)", "javascript:"),
    ("hyperlink", "ms-word:ofe|u|https://example.org", "ms-word:"),
    ("frame", "https://example.org", "“frame”"),
)


@pytest.mark.parametrize(("kind", "target", "said"), REMOTE)
def test_what_leads_outside_is_left_out(ministry: Paper, kind: str, target: str, said: str) -> None:
    letterhead = ministry.relate(kind, target).read()
    assert said in messages(letterhead)
    assert target.encode() not in b"".join(files(letterhead.data).values())


def test_a_linked_picture_in_a_header_goes_with_its_drawing(ministry: Paper) -> None:
    ministry.relate("image", "https://example.org/track.png", of="header1")
    ministry.replace("word/header1.xml", 'r:embed="rId1"', 'r:link="new"')
    data = memo(ministry.read())
    assert not list(part(data, "word/header1.xml").iter(qn("w:drawing")))


def complex_field(order: str) -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    held = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in order)
    return mark.format("begin") + held + mark.format("separate") + "<w:r><w:t>shown</w:t></w:r>" + mark.format("end")


@pytest.mark.parametrize("order", ["DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE", "INCLUDE", "LINK", "MACROBUTTON"])
@pytest.mark.parametrize("shape", ["simple", "complex", "nested"])
def test_active_fields_become_their_words(ministry: Paper, order: str, shape: str) -> None:
    simple = f'<w:fldSimple w:instr=" {order.lower()} a b"><w:r><w:t>shown</w:t></w:r></w:fldSimple>'
    nested = f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{complex_field("QUOTE 68")}<w:r><w:instrText>{order} a</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>shown</w:t></w:r>'
    xml = {"simple": simple, "complex": complex_field(f"{order} a b"), "nested": nested}[shape]
    ministry.replace("word/header2.xml", "</w:hdr>", f"<w:p>{xml}</w:p></w:hdr>")
    letterhead = ministry.read()
    assert order in messages(letterhead).upper()
    header = files(memo(letterhead))["word/header2.xml"].decode()
    assert "shown" in header and order not in header.upper()


def test_objects_and_pieces_of_other_files_go(ministry: Paper) -> None:
    xml = f"<w:altChunk/>{MARK}<w:p><w:r><w:object/></w:r><w:r><w:control/></w:r></w:p>"
    letterhead = ministry.body(xml).read()
    assert all(what in messages(letterhead) for what in ("a piece of another file", "an embedded object", "ActiveX"))
    memo(letterhead)


def refused(paper: Paper) -> str:
    with pytest.raises(BuildError) as found:
        paper.read()
    assert all(problem.hint and problem.place.file.endswith(".docx") for problem in found.value.problems)
    return str(found.value)


def test_bombs_are_refused(ministry: Paper) -> None:
    ministry.entries["word/media/bomb.png"] = bytes(30_000_000)
    assert "unpacks to far more" in refused(ministry)


def test_many_parts_are_refused(ministry: Paper) -> None:
    ministry.entries |= {f"word/media/{n}.png": b"" for n in range(2100)}
    assert "unpacks to far more" in refused(ministry)


@pytest.mark.parametrize("depth", [300, 50_000])
def test_deep_xml_is_refused(ministry: Paper, depth: int) -> None:
    assert "not sound XML" in refused(ministry.body("<w:p>" * depth + "</w:p>" * depth))


def test_entities_are_refused(ministry: Paper) -> None:
    bomb = '<!DOCTYPE w [<!ENTITY a "lol"><!ENTITY b SYSTEM "file:///etc/passwd">]><w:document'
    assert "entities" in refused(ministry.replace("word/document.xml", "<w:document", bomb))


@pytest.mark.parametrize("data", [b"", b"text", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04rubbish"])
def test_other_files_are_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "letterhead.docx"
    path.write_bytes(data)
    with pytest.raises(BuildError):
        read_letterhead(path)
    with pytest.raises(BuildError, match="is missing"):
        read_letterhead(tmp_path / "none.docx")


def test_names_that_leave_the_package_are_refused(ministry: Paper) -> None:
    ministry.entries["../evil.xml"] = b"<a/>"
    assert "names" in refused(ministry)


def test_any_damage_is_a_problem_and_not_a_crash(ministry: Paper) -> None:
    for name in list(ministry.entries):
        damaged = Paper("ministry", ministry.path.parent)
        damaged.entries[name] = b"<damaged"
        try:
            write_word(EVERY_NODE, THEME, damaged.read())
        except BuildError as found:
            assert found.problems


HOSTILE = "a\u200fb\u2067c\u2069d gpj.exe שלום עולم 👩‍👩‍👧 {{ 7*7 }} {% x %} <w:p>&amp;"


@pytest.mark.parametrize("name", ["ministry", "plain"])
def test_hostile_words_stay_words(name: str) -> None:
    texts: Any = inline(HOSTILE)
    link = t.Link("https://example.org/", inline("link"))
    arabic = t.Span(inline("مرحبا"), language="ar")
    blocks = (t.Heading(1, texts), p(*texts, arabic, link, t.Note(1)))
    data = memo(read_letterhead(FOLDER / f"{name}.docx"), t.Document(META, blocks, (texts,)))
    said = body_words(data)
    assert "gpj.exe" in " ".join(said) and "👩‍👩‍👧" in said and "{{" in said and "<w:p>&amp;" in " ".join(said)
    relations = part(data, "word/_rels/document.xml.rels")
    assert [n.get("Target") for n in relations if n.get("TargetMode") == "External"] == ["https://example.org/"]


def test_the_cleaned_file_is_the_same_every_time(ministry: Paper) -> None:
    assert ministry.read() == ministry.read()
    with zipfile.ZipFile(io.BytesIO(ministry.read().data)) as whole:
        assert {entry.date_time for entry in whole.infolist()} == {(1980, 1, 1, 0, 0, 0)}
