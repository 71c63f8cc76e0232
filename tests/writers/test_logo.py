"""The theme's logo in memos and decks: described, in its proportions, clear of the text, and only on paper of ours."""

from __future__ import annotations

import io
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from docx.oxml.ns import qn
from pptx import Presentation

from briefpack.document import tree as t
from briefpack.look.theme import Theme, read_theme
from briefpack.units import emu, mm
from briefpack.writers.outline import DIALECTS, write_outline
from briefpack.writers.pptx import write_slides
from briefpack.writers.word import write_word
from briefpack.writers.word.styles import page_of
from tests.look.test_theme import logo_theme
from tests.tools import PROFILES, converted, sdk_errors
from tests.trees import EVERY_NODE, ROADMAP, inline, p
from tests.writers.docx_lint import lint
from tests.writers.memos import LETTERHEADS
from tests.writers.pptx_text import A, P, R, problems
from tests.writers.test_pptx import AGENCY, END, THEMES, assert_complete, deck, slide
from tests.writers.word_text import files, part, values

ALT = "Mark of the “two” towns & their ferry"
LONG = "One ticket for two towns, and what both councils must decide before the summer, so that it is sold in time"
MEMO = replace(EVERY_NODE, blocks=(t.Heading(1, inline(LONG)), *EVERY_NODE.blocks[1:]))
DECK = deck(t.Heading(1, inline(LONG)), p("By ferry."), *slide(LONG, p("Words.")), *slide("When", ROADMAP), *END)
LOGOS = ("plain", "on_band")
Box = tuple[float, float, float, float]


def with_logo(folder: Path, like: str = "ministry", kind: str = "on_band", size: tuple[int, int] = (40, 20)) -> Theme:
    folder.mkdir(parents=True, exist_ok=True)
    second = "on_band: mark-white.png, " if kind == "on_band" else ""
    return read_theme("own", logo_theme(folder, f"file: mark.png, {second}alt: '{ALT}'", size, like))


def in_language(document: t.Document, language: str) -> t.Document:
    return replace(document, meta=replace(document.meta, language=language))


def anchor_of(data: bytes) -> Any:
    (anchor,) = part(data, "word/document.xml").iter(qn("wp:anchor"))
    return anchor


def test_a_memo_shows_the_logo_with_its_words_and_in_its_proportions(tmp_path: Path) -> None:
    theme = with_logo(tmp_path)
    data = write_word(MEMO, theme).data
    anchor = anchor_of(data)
    (blip,) = anchor.iter(f"{A}blip")
    related = {one.get("Id"): one.get("Target") for one in part(data, "word/_rels/document.xml.rels")}
    assert related[blip.get(f"{R}embed")] == "media/logo.png"
    assert files(data)["word/media/logo.png"] == (tmp_path / "mark.png").read_bytes(), "a memo's title is on paper"
    assert anchor.find(qn("wp:docPr")).get("descr") == ALT
    sizes = [
        (int(node.get("cx")), int(node.get("cy"))) for node in (anchor.find(qn("wp:extent")), *anchor.iter(f"{A}ext"))
    ]
    assert sizes == [(emu(mm(24)), emu(mm(12)))] * 2
    assert lint(data) == []
    assert data == write_word(MEMO, with_logo(tmp_path)).data


def test_the_text_of_a_memo_goes_on_below_its_title_and_the_logo(tmp_path: Path) -> None:
    data = write_word(MEMO, with_logo(tmp_path)).data
    logo, title, clear = part(data, "word/document.xml")[0][:3]
    assert logo.find(f".//{qn('wp:anchor')}/{qn('wp:wrapSquare')}") is not None
    assert values(title, "w:pStyle") == ["Heading1"]
    assert not list(title.iter(qn("w:drawing"))), "a list of headings would repeat it"
    assert values(clear, "w:br", "w:clear") == ["all"]


@pytest.mark.parametrize(("language", "edge"), [("en", "right"), ("ja", "right"), ("he", "left"), ("ar", "left")])
def test_the_logo_of_a_memo_stands_at_the_end_of_the_line(language: str, edge: str, tmp_path: Path) -> None:
    data = write_word(in_language(MEMO, language), with_logo(tmp_path)).data
    assert anchor_of(data).findtext(f"{qn('wp:positionH')}/{qn('wp:align')}") == edge
    assert lint(data) == []


def test_a_wide_logo_leaves_the_title_of_a_memo_its_room(tmp_path: Path) -> None:
    theme = with_logo(tmp_path, size=(900, 20))
    size = anchor_of(write_word(MEMO, theme).data).find(qn("wp:extent"))
    wide, tall = int(size.get("cx")), int(size.get("cy"))
    assert wide == emu(page_of(theme).text_width_pt * 0.3)
    assert wide / tall == pytest.approx(45, rel=0.001)


@pytest.mark.parametrize("blocks", [(), (p("Words."),), (t.Region("ask", (t.Heading(1, inline("Ask")),)),)])
def test_without_a_title_the_logo_stands_alone(blocks: t.Blocks, tmp_path: Path) -> None:
    data = write_word(replace(MEMO, blocks=blocks), with_logo(tmp_path)).data
    logo, clear = part(data, "word/document.xml")[0][:2]
    assert logo.find(f".//{qn('wp:anchor')}") is not None
    assert values(clear, "w:br", "w:clear") == ["all"]
    assert lint(data) == []


def test_there_is_no_logo_on_paper_of_others_nor_in_outlines(tmp_path: Path) -> None:
    theme = with_logo(tmp_path)
    plain = Theme.model_validate(theme.model_dump())
    assert plain.picture is None
    for letterhead in filter(None, LETTERHEADS.values()):
        assert write_word(MEMO, theme, letterhead).data == write_word(MEMO, plain, letterhead).data
    assert write_slides(DECK, theme, AGENCY).data == write_slides(DECK, plain, AGENCY).data
    assert not [name for name in files(write_word(MEMO, plain).data) if "logo" in name]
    assert not [name for name in files(write_slides(DECK, plain).data) if "media" in name]
    for dialect in DIALECTS:
        assert write_outline(DECK, theme, dialect).data == write_outline(DECK, plain, dialect).data


def shown_logos(layout: Any) -> list[Any]:
    """Return the logos that a slide of the layout shows: its own, and the master's unless it hides them."""
    above = layout.slide_master.shapes if layout._element.get("showMasterSp") != "0" else ()
    return [shape for shape in (*layout.shapes, *above) if shape._element.tag == f"{P}pic"]


def box_of(shape: Any) -> Box:
    return shape.left, shape.top, shape.left + shape.width, shape.top + shape.height


def meet(first: Box, second: Box) -> bool:
    return first[0] < second[2] and second[0] < first[2] and first[1] < second[3] and second[1] < first[3]


@pytest.mark.parametrize("kind", LOGOS)
@pytest.mark.parametrize("like", THEMES)
def test_each_slide_shows_one_logo_made_for_its_ground(like: str, kind: str, tmp_path: Path) -> None:
    theme = with_logo(tmp_path, like, kind)
    data = write_slides(DECK, theme).data
    assert problems(data) == []
    assert_complete(DECK, data)
    for page in Presentation(io.BytesIO(data)).slides:
        (logo,) = shown_logos(page.slide_layout)
        on_band = theme.manner.band == "filled" and page.slide_layout._element.get("type") == "title"
        name = "mark-white.png" if on_band and kind == "on_band" else "mark.png"
        assert logo.image.blob == (tmp_path / name).read_bytes()
        assert logo._element.find(f".//{P}cNvPr").get("descr") == ALT
        assert logo.width / logo.height == pytest.approx(2, rel=0.001)
        assert logo.height == emu(mm(12) * (2 if page.slide_layout._element.get("type") == "title" else 1))
    assert data == write_slides(DECK, with_logo(tmp_path, like, kind)).data


@pytest.mark.parametrize("size", [(40, 20), (900, 20), (20, 90)])
@pytest.mark.parametrize("language", ["en", "he"])
def test_the_logo_of_a_slide_meets_neither_a_placeholder_nor_what_is_drawn(
    language: str, size: tuple[int, int], tmp_path: Path
) -> None:
    theme = with_logo(tmp_path, size=size)
    data = write_slides(in_language(DECK, language), theme).data
    shown: Any = Presentation(io.BytesIO(data))
    for layout in shown.slide_layouts:
        (logo,) = shown_logos(layout)
        assert logo.width / logo.height == pytest.approx(size[0] / size[1], rel=0.001)
        above = [one for one in layout.slide_master.shapes if not one.is_placeholder]
        others = [*layout.shapes, *(above if layout._element.get("showMasterSp") != "0" else [])]
        assert [
            one.name for one in others if one._element is not logo._element and meet(box_of(one), box_of(logo))
        ] == []
        assert (logo.left > shown.slide_width / 2) == (language == "en")
    for page in shown.slides:
        (logo,) = shown_logos(page.slide_layout)
        assert [one.name for one in page.shapes if meet(box_of(one), box_of(logo))] == []


@pytest.mark.slow
@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("kind", LOGOS)
@pytest.mark.parametrize("like", THEMES)
def test_the_sdk_finds_nothing_in_files_with_a_logo(like: str, kind: str, profile: str, tmp_path: Path) -> None:
    theme = with_logo(tmp_path, like, kind)
    for name, data in (("docx", write_word(MEMO, theme).data), ("pptx", write_slides(DECK, theme).data)):
        assert sdk_errors(data, name, profile, tmp_path) == []


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Convert memos and decks, with logos of several shapes, in one start of LibreOffice."""
    folder, made = tmp_path_factory.mktemp("logos"), []
    for like, size, language in product(THEMES, [(40, 20), (900, 90), (20, 20)], ["en", "he"]):
        name = f"{like}-{size[0]}-{language}"
        theme = with_logo(folder / name, like, size=size)
        for ending, write, document in (("docx", write_word, MEMO), ("pptx", write_slides, DECK)):
            path = folder / f"{name}-{ending}.{ending}"
            path.write_bytes(write(in_language(document, language), theme).data)
            made.append(path)
    return converted(made, "pdf", folder / "pdf")


@pytest.mark.slow
def test_libreoffice_shows_each_logo_clear_of_the_text(pages: list[Path]) -> None:
    for path in pages:
        with pypdfium2.PdfDocument(path) as pdf:
            for page in [pdf[0]] if path.stem.endswith("docx") else pdf:
                # Figures of a memo are pictures, too; those of a deck are shapes.
                logo = max(
                    (one.get_bounds() for one in page.get_objects([pdfium.FPDF_PAGEOBJ_IMAGE])), key=lambda b: b[3]
                )
                text = page.get_textpage()
                lines = [text.get_rect(number) for number in range(text.count_rects())]
                assert lines
                assert [line for line in lines if meet(line, logo)] == [], path
