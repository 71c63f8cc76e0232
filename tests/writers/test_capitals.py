"""Capitals are a style: each format holds ordinary words and says that they are shown in capitals."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import pikepdf
import pytest

from briefpack.build.fit import Fitted
from briefpack.build.formats import FORMATS, Look
from briefpack.document import tree as t
from briefpack.document.running_lines import marking_of, shown_marking
from briefpack.writers.pdf.fonts import AFTER_FIRST
from tests import trees
from tests.writers.pdf_structure import Structure
from tests.writers.pdf_text import letters, pages_text, theme
from tests.writers.test_pdf_tags import faults

LOUD = "Draft · Embargoed until 9 March, große Pause"
META = replace(trees.META, marking=f"For discussion · {LOUD} · Only for: Mayors", in_capitals=LOUD)
SHOWN = "For discussion · DRAFT · EMBARGOED UNTIL 9 MARCH, GROSSE PAUSE · Only for: Mayors"
SPAN = t.Span(trees.inline("A slow word"), voice="capitals")


def written(form: str, kind: str, *inlines: t.Inline) -> bytes:
    blocks = (t.Heading(1, trees.inline("One ticket")), *([trees.p(*inlines)] if inlines else []))
    document = t.Document(replace(META, kind=kind), blocks)
    return FORMATS[form].write(Fitted(document), Look(theme())).data


def parts(data: bytes) -> str:
    """Return the parts of a package that hold words, one after another."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return "".join(package.read(name).decode() for name in package.namelist() if name.endswith(".xml"))


def test_what_is_shown_in_capitals_is_a_part_of_the_marking() -> None:
    assert shown_marking(META) == SHOWN
    assert t.plain_text(marking_of(META)) == META.marking
    assert marking_of(replace(META, marking="", in_capitals="")) == ()


@pytest.mark.parametrize("form", sorted(FORMATS.keys() - {"pdf"}))
def test_every_format_holds_the_words_as_they_are_and_none_in_capitals(form: str) -> None:
    data = written(form, "memo" if form == "docx" else "slides")
    text = parts(data) if zipfile.is_zipfile(io.BytesIO(data)) else data.decode("utf-16" if form == "txt" else "utf-8")
    assert LOUD in text
    assert not re.search("DRAFT|EMBARGOED|GROSSE", text)


CAPS = {
    "docx": rf"<w:caps/>(?:(?!</w:r>).)*>{LOUD}<",
    "outline.docx": rf"<w:caps/></w:rPr><w:t[^>]*>{LOUD}<",
    "pptx": rf'<a:rPr[^>]* cap="all"(?:(?!</a:r>).)*<a:t>{LOUD}<',
    "odt": rf'<text:span text:style-name="Capitals">{LOUD}</text:span>',
    "html": rf'<p class="marking">For discussion · <span class="capitals">{LOUD}</span> · Only for: Mayors</p>',
}


@pytest.mark.parametrize("form", CAPS)
def test_the_style_is_that_of_the_words_alone(form: str) -> None:
    data = written(form, "memo" if form in ("docx", "html") else "slides")
    text = data.decode() if form == "html" else parts(data)
    assert re.search(CAPS[form], text)
    assert not re.search(r'(?:<w:caps/>|cap="all")(?:(?!</[aw]:r>).)*(?:For discussion|Mayors)', text)


def test_at_the_edge_of_a_printed_page_capitals_are_those_of_the_part_alone() -> None:
    text = written("html", "memo").decode()
    assert '@top-left { content: "For discussion · Only for: Mayors"; font-size: 7.5pt }' in text
    assert f'@top-right {{ content: "{LOUD}"; font-size: 7.5pt; text-transform: uppercase }}' in text
    assert f'@bottom-left {{ content: "{META.marking}"; font-size: 7.5pt }}' in text


@pytest.mark.parametrize("kind", ["memo", "onepager", "slides"])
def test_a_pdf_draws_capitals_over_words_that_are_read_and_copied(kind: str) -> None:
    data = written("pdf", kind, trees.inline("Be quiet. ")[0], SPAN, *trees.inline(" is one."))
    assert faults(data) == []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        read = "".join(Structure(pdf).texts.values()).replace(AFTER_FIRST, "")
        assert read.count(META.marking) == 1
        assert "Be quiet. A slow word is one." in read
    copied = letters("".join(pages_text(data))).replace(AFTER_FIRST, "")
    assert letters(META.marking) in copied and "DRAFT" not in copied and "SLOW" not in copied


@pytest.mark.parametrize("form, shows", [("docx", "<w:caps/>"), ("pptx", 'cap="all"')])
def test_a_template_may_show_words_in_capitals(form: str, shows: str) -> None:
    text = parts(written(form, "memo" if form == "docx" else "slides", SPAN))
    assert re.search(rf"{shows}(?:(?!</[aw]:r>).)*>A slow word<", text)


@pytest.mark.parametrize("word", ["ab\u00adcd ef", "abc дом 안녕", "İi ǰ", "Rückfragen", "a" * 200])
def test_words_that_are_parted_or_of_several_fonts_are_spelled_as_they_are_written(word: str) -> None:
    span = t.Span(trees.inline(word), voice="capitals")
    data = FORMATS["pdf"].write(Fitted(t.Document(META, (trees.p("so ", span),))), Look(theme())).data
    assert letters(word) in letters("".join(pages_text(data))).replace("-", "")
