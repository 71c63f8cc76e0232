"""PDFs with letters that go from the right: lines in their order, pages turned where the language is written so."""

from __future__ import annotations

from dataclasses import fields, replace
from io import BytesIO

import pikepdf
import pytest

from briefpack.document import tree as t
from briefpack.look.shaping import Glyph
from briefpack.look.theme import Theme
from briefpack.writers.pdf import write_pdf
from briefpack.writers.pdf.fonts import Fonts, shown, spelled
from briefpack.writers.pdf.glyphs import _operators, _placed
from briefpack.writers.pdf.inlines import Look, StyledText
from briefpack.writers.pdf.lines import break_lines
from briefpack.writers.pdf.styles import Setting, TextStyle, make_styles
from briefpack.writers.pdf.text import Segment, shape
from tests import trees
from tests.writers.pdf_structure import Structure, text_along_tree
from tests.writers.pdf_text import body, document, pages_text, stretches, theme
from tests.writers.test_pdf_tags import faults

FROM_RIGHT = replace(trees.META, language="he")


def hebrew() -> Theme:
    """Return a theme whose font has Hebrew letters."""
    own = theme()
    return own.model_copy(update={"fonts": own.fonts.model_copy(update={"others": ("Open Sans",)})})


def segments(*texts: tuple[str, Look], language: str = "en") -> list[Segment]:
    (line,) = break_lines(shape([StyledText(*text) for text in texts], Fonts(hebrew(), language, "test.pdf")), 1e6)
    return list(line.segments)


def from_left(found: list[Segment]) -> list[str]:
    """Return what stands on a line from left to right, without what is blank."""
    return [text for one in sorted(found, key=lambda one: one.x) if (text := one.text.strip())]


PLAIN = Look(size=10, colour="#000000")


def test_words_from_the_right_stand_in_their_order_within_a_line_from_the_left() -> None:
    found = segments(("name שלום עולם, 3 of 5", PLAIN))
    assert "".join(segment.text for segment in found) == "name שלום עולם, 3 of 5"
    assert from_left(found) == ["name", "3", ",", "שלום עולם", "of 5"], "the number follows the words, to their left"
    assert {one.text.strip() for one in found if one.leftwards} == {"שלום עולם", ","}


def test_the_same_words_go_from_the_right_in_a_document_of_their_language() -> None:
    assert from_left(segments(("שלום abc עולם", PLAIN), language="he")) == ["עולם", "abc", "שלום"]


def test_a_change_of_look_does_not_change_the_order() -> None:
    bold = replace(PLAIN, bold=True)
    assert from_left(segments(("שלום ", PLAIN), ("עולם", bold), language="he")) == ["עולם", "שלום"]


def test_a_bracket_opens_towards_what_it_holds() -> None:
    found = segments(("(שלום)", PLAIN), language="he")
    assert from_left(found) == [")", "שלום", "("]
    (opening,) = shown(found[0].font, "(", "he", leftwards=True).codes
    assert spelled(opening) == "(" and opening != "(", "its sign is turned"


@pytest.mark.parametrize("kind", ["memo", "onepager", "slides"])
def test_a_page_is_turned(kind: str) -> None:
    blocks = (
        t.Heading(1, trees.inline("כרטיס אחד")),
        trees.p("שלום עולם"),
        t.List((trees.item("ראשון"), trees.item("שני"))),
        trees.table(("שם", "ערך"), ("אחד", "1")),
    )
    turned = write_pdf(t.Document(replace(FROM_RIGHT, kind=kind), blocks), hebrew()).data
    plain = write_pdf(t.Document(replace(FROM_RIGHT, kind=kind, language="en"), blocks), hebrew()).data
    assert faults(turned) == []
    ends = max(one.x + one.wide for one in stretches(turned))
    starts = min(one.x for one in stretches(plain))
    width = {"slides": 960.0}.get(kind, 595.28)
    assert ends == pytest.approx(width - starts, abs=2)


def test_hebrew_words_are_found_in_the_file() -> None:
    text = pages_text(write_pdf(document(trees.p("שלום עולם")), hebrew()).data)[0]
    assert all(word in text for word in ("שלום", "עולם"))


def test_words_from_the_right_are_read_as_they_were_written() -> None:
    text = "One שלום עולם, and בְּרֵאשִׁית (ראשית) two"
    data = write_pdf(document(trees.p(text)), hebrew()).data
    assert faults(data) == []
    with pikepdf.open(BytesIO(data)) as opened:
        assert text_along_tree(opened) == [text]
        assert not any("/ActualText" in elem for elem in Structure(opened).elems())


def test_the_space_at_the_end_of_a_line_from_the_right_is_read() -> None:
    text = " ".join(["שלום עולם"] * 30)
    data = write_pdf(t.Document(FROM_RIGHT, (trees.p(text),)), hebrew()).data
    with pikepdf.open(BytesIO(data)) as opened:
        assert text in " ".join(text_along_tree(opened))


def test_letters_of_one_glyph_have_each_a_place_in_the_order_in_which_they_are_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ligature = Glyph(970, "לא", 0.5, 0, 0)
    monkeypatch.setattr("briefpack.writers.pdf.fonts.shaped", lambda *text: (ligature,))
    segment = Segment(("לא",), "OpenSans-Regular", PLAIN, (), "as two", 0, 5, leftwards=True)
    whole, first = _placed(segment, "")
    assert (spelled(whole.code), whole.unseen) == ("א", False)
    assert (first.code, first.unseen) == ("ל", True) and whole.x < first.x


@pytest.mark.parametrize(
    ("language", "leans", "apart"), [("en", True, True), ("he", False, True), ("hi", False, False), ("ja", False, True)]
)
def test_letters_lean_and_are_set_apart_as_their_script_allows(language: str, leans: bool, apart: bool) -> None:
    styles = make_styles(theme(), "memo", Setting(10, 1.4), language)
    own = [getattr(styles, field.name) for field in fields(styles)]
    found = [style for style in own if isinstance(style, TextStyle)]
    assert any(style.italic for style in found) is leans
    assert any(style.tracking for style in found) is apart


def test_a_word_of_a_script_without_italics_stands_upright_in_a_quotation() -> None:
    greeting = t.Span(trees.inline("“שלום”!"), language="he")
    fonts = {
        inlines: {
            font
            for one in body(write_pdf(document(t.Quote((trees.p(*inlines),))), hebrew()).data, 0)
            for font in one.fonts
        }
        for inlines in ((greeting,), (greeting, " he said"))
    }
    assert not any("Italic" in font for font in fonts[(greeting,)])
    assert any("Italic" in font for font in fonts[(greeting, " he said")])


def test_only_words_from_the_left_are_spelled_beside_their_glyphs() -> None:
    assert shown("SourceSans3-Regular", "n̄", "en").speaks
    assert not shown("OpenSans-Regular", "בְּרֵא", "he", leftwards=True).speaks


def test_words_from_the_right_that_are_shown_from_the_left_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def turned(text: object, segment: Segment, after: str) -> list[str]:
        codes = "".join(shown(segment.font, part, segment.language, True, True).codes for part in segment.parts)
        return list(_operators(text, segment.font, codes, ()))

    monkeypatch.setattr("briefpack.writers.pdf.glyphs._from_right", turned)
    assert faults(write_pdf(document(trees.p("One שלום עולם two")), hebrew()).data)


def test_a_dot_that_a_line_end_stands_for_is_read_from_the_right_too() -> None:
    parts = " · ".join(["משרד הנמל של העיר", "עד הקיץ הבא"] * 9)
    data = write_pdf(t.Document(FROM_RIGHT, (trees.p(parts),)), hebrew()).data
    assert faults(data) == []
    with pikepdf.open(BytesIO(data)) as pdf:
        assert text_along_tree(pdf) == [parts]
        assert b"3 Tr" in pdf.pages[0].Contents.read_bytes()
