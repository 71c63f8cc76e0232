"""Letterheads that have spoilt memos: each is built on, whole, and looks as the organisation and the memo both want."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from briefpack.document import tree as t
from briefpack.look.theme import read_theme
from briefpack.office.letterhead import read_letterhead
from briefpack.office.reading import ForeignFile
from briefpack.writers import Written
from briefpack.writers.word import write_word
from tests.conftest import REPOSITORY
from tests.papers import PAPERS, paper
from tests.trees import EVERY_NODE, META, item
from tests.writers.docx_lint import lint
from tests.writers.word_text import body_words, files, footnote_words, part, values

THEME = read_theme("ministry", REPOSITORY / "templates/themes")
ARABIC = replace(EVERY_NODE, meta=replace(META, language="ar"))


@cache
def letterhead(name: str) -> ForeignFile:
    with TemporaryDirectory() as folder:
        return read_letterhead(paper(name, Path(folder)))


@cache
def memo(name: str) -> Written:
    return write_word(EVERY_NODE, THEME, letterhead(name))


def said(name: str) -> list[str]:
    return [*(one.message for one in letterhead(name).problems), *(message for message, _ in memo(name).warnings)]


def paragraphs(name: str, style: str) -> list[Any]:
    """Return the paragraphs of the memo in a style, by the name that it has in python-docx."""
    document = docx.Document(io.BytesIO(memo(name).data))
    ids = {one.style_id for one in document.styles if one.name == style}
    return [
        node
        for node in document.element.body.iter(qn("w:p"))
        if {one.get(qn("w:val")) for one in node.iterfind(f"{qn('w:pPr')}/{qn('w:pStyle')}")} & ids
    ]


def style(name: str, of: str) -> Any:
    styles = part(memo(name).data, "word/styles.xml").iter(qn("w:style"))
    return next(one for one in styles if one.find(qn("w:name")).get(qn("w:val")) == of)


def heads(name: str, what: str) -> str:
    data = memo(name).data
    return " ".join("".join(part(data, one).itertext(qn("w:t"))) for one in files(data) if f"word/{what}" in one)


@pytest.mark.parametrize("name", PAPERS)
def test_every_memo_on_it_is_whole(name: str) -> None:
    data = memo(name).data
    assert lint(data) == [] and all(hint for _, hint in memo(name).warnings)
    own = write_word(EVERY_NODE, THEME).data
    words = [*(["For", "discussion"] if name in OVER_HEADER else []), *body_words(own)]
    assert body_words(data)[2 * (name == "cover-and-text") :] == words
    assert footnote_words(data) == footnote_words(own)


OVER_HEADER = (
    "band-in-header",
    "bands",
    "drawn-band",
    "framed-header",
    "wide-header",
    "scanned-dark",
    "scanned-with-bands",
)


@pytest.mark.parametrize("name", PAPERS)
def test_nothing_is_said_where_nothing_is_lost(name: str) -> None:
    noted = {*OVER_HEADER, "band-in-footer", "lost-style", "lost-bookmark"}
    assert bool(said(name)) == (name in noted)


def test_tab_stops_of_the_text_do_not_reach_labels() -> None:
    cleared = values(style("tabs", "Memo Field"), "w:tab")
    assert cleared == ["clear"] * 4
    first = paragraphs("tabs", "Memo Field")[0]
    assert values(first.find(f"{qn('w:pPr')}/{qn('w:tabs')}"), "w:tab") == ["left"]


@pytest.mark.parametrize("name", ["justified", "chinese-indent"])
@pytest.mark.parametrize("of", ["Table Text", "Memo Field", "Ask", "Decision", "Source", "Figure Title"])
def test_indents_and_justification_of_the_text_stay_with_the_text(name: str, of: str) -> None:
    own = style(name, of).find(qn("w:pPr"))
    assert values(own, "w:ind", "w:firstLine") == ["0"]
    assert values(own, "w:ind", "w:firstLineChars") == (["0"] if name == "chinese-indent" else [None])
    assert values(own, "w:jc") == (["left"] if name == "justified" else [])


def test_headings_start_where_the_text_starts() -> None:
    assert {tuple(values(one, "w:ind", "w:firstLine")) for one in paragraphs("justified", "Heading 1")} == {("0",)}
    assert {tuple(values(one, "w:ind")) for one in paragraphs("tabs", "Heading 1")} == {()}


def test_paragraphs_that_nothing_parts_are_parted() -> None:
    document = docx.Document(io.BytesIO(memo("unspaced").data))
    plain = [one._p for one in document.paragraphs if one.style.name == "Normal" and one.text]
    assert plain and all(values(one, "w:spacing", "w:after")[0] != "0" for one in plain)
    spaced = docx.Document(io.BytesIO(memo("widely-spaced").data))
    plain = [one._p for one in spaced.paragraphs if one.style.name == "Normal" and one.text]
    assert all(values(one, "w:spacing", "w:afterAutospacing") == ["0"] for one in plain)


def test_prose_starts_at_the_margin_and_is_not_justified() -> None:
    document = docx.Document(io.BytesIO(memo("justified").data))
    plain = [one._p for one in document.paragraphs if one.style.name == "Normal" and one.text]
    assert plain and all(values(one, "w:jc") == ["left"] for one in plain)
    assert all(values(one, "w:ind", "w:firstLine")[0] == "0" for one in plain)


def test_space_that_word_makes_itself_does_not_reach_panels() -> None:
    own = style("widely-spaced", "Ask")
    assert values(own, "w:spacing", "w:beforeAutospacing") == values(own, "w:spacing", "w:afterAutospacing") == ["0"]


def test_labels_of_fields_have_the_room_that_they_need() -> None:
    """Verdana in 14 pt is a third wider than what was taken for granted."""
    hangs = {
        name: int(values(paragraphs(name, "Memo Field")[0], "w:ind", "w:hanging")[0]) for name in ("plain", "wide-type")
    }
    assert hangs["wide-type"] > hangs["plain"]


def test_labels_of_lists_have_the_room_that_they_need() -> None:
    blocks = (t.List(tuple(item("a") for _ in range(12)), ordered=True),)
    for name, hang in (("plain", "360"), ("wide-type", None)):
        data = write_word(t.Document(META, blocks), THEME, letterhead(name)).data
        hangs = set(values(part(data, "word/document.xml"), "w:ind", "w:hanging"))
        assert hangs == {hang} if hang else int(hangs.pop()) > 360


def test_notes_hang_by_their_marks() -> None:
    notes = part(memo("notes-style").data, "word/footnotes.xml")
    hung = [one for one in notes.iter(qn("w:p")) if one.find(f".//{qn('w:footnoteRef')}") is not None]
    assert hung and all(values(one, "w:ind", "w:hanging") == ["180"] for one in hung)
    assert all(values(one, "w:spacing", "w:after") == ["0"] for one in hung)


@pytest.mark.parametrize("name", ["right-to-left", "right-to-left-words"])
def test_a_memo_from_left_to_right_stays_so_on_paper_from_right_to_left(name: str) -> None:
    turned = [one for one in paragraphs(name, "Heading 1") if values(one, "w:bidi") != ["0"]]
    assert not turned and values(style(name, "Ask"), "w:bidi") == ["0"]
    root = part(memo(name).data, "word/document.xml")
    assert set(values(root, "w:bidiVisual")) == {"off"}
    runs = root.iter(qn("w:r"))
    expected = ["0"] if name == "right-to-left-words" else []
    assert all(values(run, "w:rtl") in (expected, [None]) for run in runs)


def test_a_memo_from_right_to_left_stays_so_on_paper_from_left_to_right() -> None:
    data = write_word(ARABIC, THEME, letterhead("plain")).data
    styles = {one.get(qn("w:styleId")): one for one in part(data, "word/styles.xml").iter(qn("w:style"))}
    for node in part(data, "word/document.xml").iter(qn("w:p")):
        chain, name = [node], next(iter(values(node, "w:pStyle")), "")
        while name:
            chain.append(styles[name])
            name = next(iter(values(styles[name], "w:basedOn")), "")
        assert any(values(one, "w:bidi") == [None] for one in chain)


def test_numbered_headings_leave_the_title_to_its_own_style() -> None:
    assert len(paragraphs("numbered-headings", "Title")) == 1
    assert not paragraphs("plain", "Title") and paragraphs("plain", "Heading 1")
    levels = {name: len(paragraphs(name, "Heading 1")) for name in ("plain", "numbered-headings")}
    assert levels["numbered-headings"] == len(paragraphs("plain", "Heading 2"))


def test_panels_take_the_colour_of_the_paper() -> None:
    grounds = {name: values(paragraphs(name, "Ask")[0], "w:shd", "w:fill")[0] for name in ("coloured", "black")}
    assert grounds["coloured"][:1] == "F" and grounds["coloured"][2:4] < "F0"
    red, green, blue = (grounds["black"][n : n + 2] for n in (0, 2, 4))
    assert red == green == blue
    assert values(style("coloured", "Marking"), "w:color") == ["B01E3C"]


def test_headings_do_not_break_the_page() -> None:
    assert all(values(one, "w:pageBreakBefore") == ["0"] for one in paragraphs("breaking-headings", "Heading 2"))


@pytest.mark.parametrize("name", OVER_HEADER)
def test_no_marking_lies_on_a_drawing_in_the_header(name: str) -> None:
    assert "For discussion" not in heads(name, "header") and any("stands above the title" in one for one in said(name))


def test_a_drawing_that_leaves_the_line_free_moves_nothing() -> None:
    names = ("logo-beside-header", "wrapped-logo", "logo-above-header")
    aligned = {name: values(part(memo(name).data, "word/header1.xml"), "w:jc") for name in names}
    assert all("For discussion" in heads(name, "header") for name in names)
    assert aligned == {"logo-beside-header": [], "wrapped-logo": ["right"], "logo-above-header": []}


def test_numbers_of_pages_stand_where_they_have_room() -> None:
    assert "page" in heads("band-in-footer", "header") and "page" not in heads("band-in-footer", "footer")
    for name in ("wide-header", "scanned-dark"):
        assert "page" not in heads(name, "header") + heads(name, "footer")
        assert any("not numbered" in one for one in said(name)) and len(said(name)) == 2


@pytest.mark.parametrize(("name", "lowest"), [("bands", 720), ("scanned-with-bands", 792)])
def test_a_page_s_number_stands_in_a_frame_where_drawings_lie_over_headers_and_footers(name: str, lowest: int) -> None:
    foot = next(part(memo(name).data, one) for one in files(memo(name).data) if "word/footer" in one)
    [frame] = foot.iter(qn("w:framePr"))
    top, width = (int(frame.get(qn(f"w:{name}"))) / 20 for name in "yw")
    assert "page" in heads(name, "footer") and top + 15 <= lowest and width >= 200
    [margins] = part(memo(name).data, "word/document.xml").iter(qn("w:pgMar"))
    text_ends = 792 - int(margins.get(qn("w:bottom"))) / 20
    assert top < 72 or text_ends <= top, "text ends above it"


def test_words_stand_on_a_picture_of_the_whole_page_where_it_is_white() -> None:
    assert "For discussion" in heads("scanned", "header") and "page" in heads("scanned", "footer")
    feet = (part(memo("scanned").data, name) for name in files(memo("scanned").data) if "word/footer" in name)
    assert not [node for foot in feet for node in foot.iter(qn("w:framePr"))] and not said("scanned")


@pytest.mark.parametrize(("name", "words"), [("lost-style", "Your request of 3 May"), ("lost-bookmark", "AZ 17/4")])
def test_words_that_repeat_the_replaced_text_stay_as_words(name: str, words: str) -> None:
    what = "header" if name == "lost-style" else "footer"
    assert words in heads(name, what) and words in said(name)[0]
    assert not any(b"REF" in data for part_, data in files(memo(name).data).items() if what in part_)


def test_a_header_that_shows_the_title_shows_ours() -> None:
    assert META.title in heads("titled-header", "header") and "Contract" not in heads("titled-header", "header")


def test_styles_of_the_house_shape_its_own_text_alone() -> None:
    cells = paragraphs("house-names", "Table Text")
    assert cells and all(values(one, "w:ind", "w:left") == ["0"] and values(one, "w:jc")[0] != "right" for one in cells)
    contact = [one for one in part(memo("house-names").data, "word/styles.xml").iter(qn("w:name"))
               if one.get(qn("w:val")) == "Contact"]  # fmt: skip
    assert len(contact) == 2, "one stands in a frame, and ours beside it"


def test_a_cover_keeps_its_page() -> None:
    root = part(memo("cover-and-text").data, "word/document.xml")
    assert values(root, "w:pgMar", "w:left") == ["3000", "1800"]


def test_figures_and_tables_are_no_wider_than_a_column_of_the_paper() -> None:
    body = part(memo("in-columns").data, "word/document.xml")
    column = (612 - 180 - 36) / 2
    widths = [int(node.get("cx")) / 12700 for node in body.iter(qn("wp:extent"))]
    widths += [sum(int(one.get(qn("w:w"))) for one in grid) / 20 for grid in body.iter(qn("w:tblGrid"))]
    assert widths and max(widths) <= column + 1


@pytest.mark.parametrize("name", ["plain", "right-to-left", "right-to-left-words"])
def test_hebrew_goes_from_the_right_on_any_paper(name: str, tmp_path: Path) -> None:
    document = replace(EVERY_NODE, meta=replace(EVERY_NODE.meta, language="he"))
    data = write_word(document, THEME, read_letterhead(paper(name, tmp_path))).data
    assert lint(data) == []
    styles, body = part(data, "word/styles.xml"), part(data, "word/document.xml")
    worded = [one for one in body.iter(qn("w:p")) if one.find(f".//{qn('w:t')}") is not None]
    assert not ["".join(one.itertext()) for one in worded if not goes_from_right(one, styles)]


def goes_from_right(paragraph: Any, styles: Any) -> bool:
    """Tell in which direction Word sets a paragraph: as it says itself, or its style, or one that this is based on."""
    known = {one.get(qn("w:styleId")): one for one in styles.iter(qn("w:style"))}
    usual = next((name for name, one in known.items() if one.get(qn("w:default")) == "1"), "")
    named = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    node, name = paragraph, usual if named is None else named.get(qn("w:val"))
    while node is not None:
        own = node.find(f"{qn('w:pPr')}/{qn('w:bidi')}")
        if own is not None:
            return own.get(qn("w:val"), "1") not in ("0", "false")
        node = known.get(name)
        based = node.find(qn("w:basedOn")) if node is not None else None
        name = "" if based is None else based.get(qn("w:val"))
    return styles.find(f"{qn('w:docDefaults')}//{qn('w:bidi')}") is not None
