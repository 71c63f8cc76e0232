"""Numbered copies of PDFs: accessible and archival as before, on each page and in the properties somebody's own."""

from __future__ import annotations

import functools
import io
import re
import struct
import subprocess
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from fontTools.ttLib import TTFont

from briefpack.document import tree as t
from briefpack.look.subsets import Subsets
from briefpack.look.typefaces import font_file
from briefpack.units import mm
from briefpack.writers.labels import CopyLabel
from briefpack.writers.pdf import write_pdf
from briefpack.writers.pdf.copies import PdfCopies
from briefpack.writers.pdf.own_file import NotOurs
from tests.tools import tool
from tests.trees import META, inline, p
from tests.writers.pdf_text import every_node, every_node_written, theme
from tests.writers.test_pdf_tags import along_tree, faults

NAMES = ("Jana Nováková", "田中 宏", "김민준", "张伟 (新华社)", "Ελένη <Q&A> \\(x)", "O’Brien " * 20)


def label(name: str = "Jana Nováková", number: int = 17, code: str = "7K3F-Q2XM") -> CopyLabel:
    text = f"Copy {number} of 240 for {name} · {code}"
    return CopyLabel(text, code)


@functools.cache
def copies(kind: str = "memo") -> PdfCopies:
    return PdfCopies(every_node_written(kind).data, theme(), "en")


def page_texts(data: bytes) -> list[str]:
    document = pdfium.PdfDocument(data)
    try:
        return [str(page.get_textpage().get_text_bounded()) for page in document]
    finally:
        document.close()


def read_out(data: bytes) -> tuple[str, bytes]:
    """Return what the first element in the structure is, and what its sequence on the first page shows."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        element = pdf.Root.StructTreeRoot.K[0].K[0]
        shown = pdf.pages[0].Contents[2].read_bytes()
        assert f"/P<</MCID {int(element.K[0])}>>BDC".encode() in shown and element.Pg.objgen == pdf.pages[0].objgen
        return str(element.S)[1:], re.search(rb"/Copy Do", shown)[0]  # type: ignore[index]


@pytest.mark.parametrize("name", NAMES)
def test_a_copy_says_whose_it_is_and_passes_both_profiles(name: str) -> None:
    data = copies().copy(label(name))
    assert faults(data) == []
    said = " ".join(label(name).text.split())
    assert read_out(data) == ("P", b"/Copy Do")
    assert all(said in " ".join(text.split()) for text in page_texts(data))
    with pikepdf.open(io.BytesIO(data)) as pdf, pdf.open_metadata() as properties:
        assert str(pdf.docinfo.Subject).endswith(f" · {label(name).text}")
        assert str(properties["dc:description"]) == str(pdf.docinfo.Subject)
        assert properties["dc:identifier"] == "7K3F-Q2XM"


@pytest.mark.parametrize("kind", ["onepager", "slides", "letter"])
def test_every_kind_of_document_has_copies(kind: str) -> None:
    data = copies(kind).copy(label())
    assert faults(data) == []
    assert all(label().text in text for text in page_texts(data))
    assert read_out(data) == ("P", b"/Copy Do")
    assert not Counter(along_tree(every_node_written(kind).data)) - Counter(along_tree(data))


def test_a_screen_reader_says_first_whose_it_is(tmp_path: Path) -> None:
    (tmp_path / "copy.pdf").write_bytes(copies().copy(label()))
    command = [tool("pdfinfo"), "-struct-text", "copy.pdf"]
    said = subprocess.run(command, cwd=tmp_path, capture_output=True, check=True).stdout.decode().split("\n")
    assert [line.strip() for line in said[:3]] == ["Document", "P (block)", f'"{label().text}"']


def test_what_was_built_stays_byte_for_byte_and_the_same_label_gives_the_same_bytes() -> None:
    built = every_node_written("memo").data
    one, other = copies().copy(label()), copies().copy(label("Another"))
    assert one.startswith(built) and other.startswith(built)
    assert one == PdfCopies(built, theme(), "en").copy(label())
    assert one != other


def test_a_document_without_a_subject_has_one_in_its_copies() -> None:
    made = t.Document(replace(META, subject="", kind="memo"), (t.Heading(1, inline("A title")), p("Words.")))
    data = PdfCopies(write_pdf(made, theme()).data, theme(), "en").copy(label())
    assert faults(data) == []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert str(pdf.docinfo.Subject) == label().text


@pytest.mark.parametrize("name", ["محمد علي", "ทดสอบ", "ᚠᚢᚦ"])
def test_a_name_that_no_font_sets_is_known(name: str) -> None:
    assert copies().lacking(name)
    for one in ("Zoë Ångström 鈴木 Łukasz", "विद्या", "葛\U000e0100城", "a\u0332", "יעל כהן"):
        assert copies().lacking(one) == ()


def test_the_line_stays_on_the_page() -> None:
    data = copies("onepager").copy(label("Wide " * 60))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        page = pdf.pages[0]
        left, _, right, _ = map(float, page.Resources.XObject["/Copy"].BBox)
        assert right - left < float(page.MediaBox[2])


@pytest.mark.parametrize(("kind", "size"), [("memo", 14), ("slides", 11)])
def test_the_line_is_as_large_as_the_smallest_words_of_large_print(kind: str, size: float) -> None:
    large = theme().in_large_print()
    data = PdfCopies(every_node_written(kind).data, large, "en").copy(label())
    with pikepdf.open(io.BytesIO(data)) as pdf:
        shown = pdf.pages[0].Resources.XObject["/Copy"].read_bytes()
    assert {float(one) for one in re.findall(rb"([\d.]+) Tf", shown)} == {size}
    assert faults(data) == []


def test_the_line_stands_below_the_foot_of_a_page_with_narrow_margins() -> None:
    narrow = theme().model_copy(update={"page": theme().page.model_copy(update={"margin_bottom_mm": 8})})
    made = t.Document(META, (t.Heading(1, inline("A title")), p("Words.")))
    data = PdfCopies(write_pdf(made, narrow).data, narrow, "en").copy(label())
    with pikepdf.open(io.BytesIO(data)) as pdf:
        page = pdf.pages[0]
        top = float(page.Resources.XObject["/Copy"].BBox[3])
        (baseline,) = re.findall(rb"([\d.]+) cm /Copy", page.Contents[2].read_bytes())
    assert float(baseline) + top < mm(8)


@pytest.mark.parametrize("kind", ["memo", "onepager", "slides"])
def test_a_file_of_pdf_2_has_copies(kind: str) -> None:
    modern = theme().model_copy(update={"pdf": "ua2"})
    data = PdfCopies(write_pdf(every_node(kind), modern).data, modern, "en").copy(label())
    assert all(label().text in text for text in page_texts(data))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert "/Info" not in pdf.trailer
        assert pdf.Root.StructTreeRoot.K[0].K[0].NS.objgen == pdf.Root.StructTreeRoot.K[0].NS.objgen


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"startxref\n9\n%%EOF", copies().copy(label())])
def test_a_file_of_others_is_refused(data: bytes) -> None:
    with pytest.raises(NotOurs):
        PdfCopies(data, theme(), "en")


@pytest.mark.parametrize("duplex", [False, True])
def test_a_file_for_a_printer_has_the_pages_of_all_copies_once(duplex: bool) -> None:
    made = t.Document(META, (t.Heading(1, inline("A title")), p("Words.")))
    built = write_pdf(made, theme()).data
    few, many = io.BytesIO(), io.BytesIO()
    labels = [label(f"Nr {number}", number) for number in range(1, 601)]
    PdfCopies(built, theme(), "en").write_all(labels[:2], few, duplex)
    PdfCopies(built, theme(), "en").write_all(labels, many, duplex)
    each = (len(many.getvalue()) - len(few.getvalue())) / 598
    assert each < len(PdfCopies(built, theme(), "en").copy(labels[0])) / 2
    with pikepdf.open(many) as pdf:
        assert len(pdf.pages) == 600 * (2 if duplex else 1)
        assert pdf.check_pdf_syntax() == [] if hasattr(pdf, "check_pdf_syntax") else not pdf.check()
        contents = {page.Contents[1].objgen for page in pdf.pages if "/Contents" in page}
        assert len(contents) == 1
    texts = page_texts(many.getvalue())[:: 2 if duplex else 1]
    assert all(f"Copy {number} of 240 for Nr {number} " in text for number, text in enumerate(texts, 1))


@pytest.mark.parametrize("kind", ["memo", "onepager", "slides"])
def test_a_file_for_a_printer_is_tagged_like_each_copy(kind: str) -> None:
    out = io.BytesIO()
    labels = [label(name, number) for number, name in enumerate(NAMES, 1)]
    copies(kind).write_all(labels, out, duplex=kind == "onepager")
    assert faults(out.getvalue()) == []
    with pikepdf.open(out) as pdf:
        (document,) = pdf.Root.StructTreeRoot.K
        assert [str(part.T) for part in document.K] == [one.text for one in labels]
        assert [str(part.K[0].ActualText) for part in document.K] == [one.text for one in labels]
        fonts = {form.objgen for page in pdf.pages for form in fonts_of(page)}
        assert len(fonts) < 8, "lines share their fonts"
    assert along_tree(out.getvalue()).count("P") == len(NAMES) * along_tree(copies(kind).copy(labels[0])).count("P")


def fonts_of(page: pikepdf.Page) -> list[pikepdf.Object]:
    form = page.Resources.get("/XObject", {}).get("/Copy")
    return list(form.Resources.Font.values()) if form else []


def test_links_and_fields_of_a_file_for_a_printer_are_each_copys_own() -> None:
    out = io.BytesIO()
    copies().write_all([label("A", 1), label("B", 2)], out, duplex=False)
    with pikepdf.open(out) as pdf:
        pages = {page.objgen: number for number, page in enumerate(pdf.pages)}
        for number, page in enumerate(pdf.pages):
            for note in page.get("/Annots", []):
                if "/Dest" in note:
                    assert pages[note.Dest[0].objgen] // 4 == number // 4
        names = [f"{field.T}.{kid.T}" for field in pdf.Root.AcroForm.Fields for kid in field.Kids]
        assert len(set(names)) == len(names) == 2 * 5


@pytest.mark.parametrize(("stem", "text"), [("SourceSans3-Regular", "Až ë½Åﬁ"), ("NotoSansJP-Regular", "田中宏")])
def test_a_subset_draws_its_letters_as_the_font_does(stem: str, text: str) -> None:
    font = font_file(stem)
    glyphs = [font.characters[ord(letter)] for letter in text if ord(letter) in font.characters]
    data = Subsets(font).subset(glyphs)
    subset, whole = TTFont(io.BytesIO(data), lazy=False), TTFont(io.BytesIO(bytes(font.data)), lazy=True)
    assert (
        struct.unpack(f">{len(data) // 4}L", data)
        and sum(struct.unpack(f">{len(data) // 4}L", data)) & 0xFFFFFFFF == 0xB1B0AFBA
    )
    names, own = whole.getGlyphOrder(), subset.getGlyphOrder()
    for number, glyph in enumerate(glyphs, 1):
        drawn, asked = subset["glyf"][own[number]], whole["glyf"][names[glyph]]
        assert drawn.getCoordinates(subset["glyf"])[0] == asked.getCoordinates(whole["glyf"])[0]
        assert subset["hmtx"][own[number]] == whole["hmtx"][names[glyph]]
        assert not hasattr(drawn, "program") or not drawn.program.getBytecode()
