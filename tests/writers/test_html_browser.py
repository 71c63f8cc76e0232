"""Documents as pages in Chromium: on every screen, on paper, by keyboard, for everybody."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest
from hypothesis import given, settings

from briefpack.document import tree as t
from briefpack.look.theme import read_theme
from briefpack.writers.html import write_html
from tests.browser import WIDTHS, barriers, too_wide, window
from tests.conftest import REPOSITORY
from tests.drafts import Drafts, Request
from tests.trees import EVERY_NODE, META, ROADMAP, documents, inline, p, table

pytestmark = pytest.mark.slow
THEMES = REPOSITORY / "templates/themes"
KINDS = ("memo", "onepager", "slides")
DRAFTS = Drafts(
    Request(packs=("japan-korea-ties",), audiences=("ministers", "journalists"), languages=("en", "ja")),
    {kind: replace(EVERY_NODE, meta=replace(META, kind=kind)) for kind in KINDS},
)


def written(document: t.Document, folder: Path, theme: str = "ministry") -> Path:
    path = folder / "page.html"
    path.write_bytes(write_html(document, read_theme(theme, THEMES).in_language(document.meta.language)).data)
    return path


@pytest.mark.parametrize(
    ("name", "scheme"),
    [
        *((kind, scheme) for kind in KINDS for scheme in ("light", "dark")),
        ("japan-korea-ties--ministers--en--memo", "light"),
        ("japan-korea-ties--ministers--ja--slides", "dark"),
        ("japan-korea-ties--journalists--en--onepager", "dark"),
    ],
)
def test_a_page_can_be_read_by_everybody_on_every_screen(name: str, scheme: str, tmp_path: Path) -> None:
    drafted = DRAFTS[name]
    with window(written(drafted.document, tmp_path, drafted.theme), color_scheme=scheme) as page:
        assert [too_wide(page, width) for width in WIDTHS] == [0] * len(WIDTHS)
        page.set_viewport_size({"width": WIDTHS[0 if scheme == "light" else -1], "height": 900})
        page.evaluate("() => document.querySelectorAll('details').forEach(one => one.open = true)")
        assert barriers(page) == []


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_a_page_holds_it_is_no_wider_than_the_screen(kind: str, tmp_path: Path) -> None:
    with window("about:blank") as page:

        @settings(max_examples=5)
        @given(documents(kind))
        def fits(random: t.Document) -> None:
            page.goto(written(random, tmp_path).as_uri())
            assert [too_wide(page, width) for width in (320, 768)] == [0, 0]

        fits()


@pytest.fixture
def memo(tmp_path: Path) -> Iterator[Any]:
    with window(written(DRAFTS["memo"].document, tmp_path)) as page:
        yield page


def test_notes_and_tables_are_reached_by_keyboard_and_left_again(tmp_path: Path) -> None:
    parts = [t.Heading(2, inline(f"Part {n}")) for n in range(4)]
    text = t.Document(META, (*parts, p("cited", t.Note(1)), ROADMAP), (inline("the note"),))
    with window(written(text, tmp_path), viewport={"width": 390, "height": 700}) as page:
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.locator("nav a").first.is_visible(), "the contents are open"
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.url.endswith("#part-0")
        mark = page.get_by_role("link", name="note 1", exact=True)
        mark.focus()
        page.keyboard.press("Enter")
        assert page.url.endswith("#note.1")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.url.endswith("#cited.1")
        page.locator("summary", has_text="The same as a table").focus()
        page.keyboard.press("Enter")
        assert page.get_by_role("cell", name="Harbour").first.is_visible()


def test_no_line_begins_with_the_dot_that_parts_what_stands_in_it(tmp_path: Path) -> None:
    facts = t.Span(
        (t.Text("Lead: Foreign ministries, Education ministries, others · Near term · paras 23–24"),), voice="quiet"
    )
    lines = """() => [...document.querySelectorAll("main .kept")].map(one => {
      const range = document.createRange();
      range.selectNodeContents(one);
      return [one.textContent, [...range.getClientRects()].length, one.getBoundingClientRect().left];
    })"""
    with window(written(t.Document(META, (p(facts),)), tmp_path), viewport={"width": 320, "height": 700}) as page:
        first, second, third = page.evaluate(lines)
    assert first[:2] == ["Lead: Foreign ministries, Education ministries, others ·", 2], "longer than a line"
    assert second[:2] == ["Near term ·", 1]
    assert second[2] == first[2], "what comes next begins a line"
    assert third[:2] == ["paras 23–24", 1]


def test_what_is_set_quietly_stays_on_one_line_unless_it_is_wider(tmp_path: Path) -> None:
    quiet = t.Span((t.Text("by the end of the summer "), t.Strong((t.Text("in the two towns"),))), voice="quiet")
    wide = t.Span((t.Strong((t.Text("a" * 80),)),), voice="quiet")
    with window(
        written(t.Document(META, (p(quiet), p(wide))), tmp_path), viewport={"width": 320, "height": 700}
    ) as page:
        heights = [page.locator(".quiet strong").nth(n).evaluate("one => one.offsetHeight") for n in (0, 1)]
        assert too_wide(page, 320) == 0
    assert heights[1] > heights[0]


@pytest.mark.parametrize(("count", "rows"), [(3, [3]), (4, [2, 2]), (5, [3, 2])])
def test_cards_leave_no_cell_open(count: int, rows: list[int], tmp_path: Path) -> None:
    cards = t.Region("cards", (t.Heading(3, inline("Card")), p("word")) * count)
    deck = t.Document(replace(META, kind="slides"), (t.Heading(1, inline("T")), t.Heading(2, inline("U")), cards))
    with window(written(deck, tmp_path)) as page:
        boxes = [card.bounding_box() for card in page.locator(".card").all()]
    tops = sorted({box["y"] for box in boxes})
    assert [sum(box["y"] == top for box in boxes) for top in tops] == rows
    ends = {round(max(box["x"] + box["width"] for box in boxes if box["y"] == top)) for top in tops}
    assert len(ends) == 1


def test_a_figure_is_drawn_for_the_width_that_it_has_in_colours_of_the_screen(tmp_path: Path) -> None:
    path = written(t.Document(replace(META, kind="onepager"), (ROADMAP,)), tmp_path)
    with window(path) as page:
        shown = []
        for width in (390, 768, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            shown += [one for one in ("narrow", "wide", "broad") if page.locator(f"svg.{one}").is_visible()]
        assert shown == ["narrow", "wide", "broad"]
        fill = "() => getComputedStyle(document.querySelector('svg.broad rect')).fill"
        day = page.evaluate(fill)
        page.emulate_media(color_scheme="dark")
        night = page.evaluate(fill)
        assert day == "rgb(238, 243, 247)", "the theme's tint"
        assert night not in (day, "rgb(0, 0, 0)")


def test_a_quotation_is_set_as_on_paper_and_its_place_as_other_text(tmp_path: Path) -> None:
    place = t.Span((t.Text("[¶ 28]"),), voice="place")
    said = t.Quote((t.Paragraph((t.Text("“It can be done.” "), place)),))
    with window(written(t.Document(META, (said, p("A word."))), tmp_path, "newsroom")) as page:
        title, below, other = page.evaluate(
            """["blockquote", "blockquote .place", "main > p"].map(one => document.querySelector(one))
            .map(one => [getComputedStyle(one).fontFamily, getComputedStyle(one).fontStyle])"""
        )
    assert title[1] == "italic"
    assert title[0] != other[0]
    assert below == other


def test_cells_of_a_wide_table_stand_below_each_other_on_a_phone_and_stay_a_table(tmp_path: Path) -> None:
    rows = (("Option", "For", "Against"), ("A bridge", "quick", "dear"), ("A ferry", "cheap", "slow"))
    with window(written(t.Document(META, (table(*rows),)), tmp_path), viewport={"width": 320, "height": 700}) as page:
        cells = page.locator("td").all()
        left, top = zip(*((box["x"], box["y"]) for box in (cell.bounding_box() for cell in cells)), strict=True)
        assert len({*left}) == 1
        assert sorted(top) == list(top)
        assert page.evaluate("() => getComputedStyle(document.querySelector('td'), '::before').content") == '"For"'
        assert page.get_by_role("table").count() == 1
        assert page.get_by_role("rowheader", name="A ferry").count() == 1
        assert page.get_by_role("columnheader").count() == 3


def printed(page: Any) -> list[tuple[tuple[float, float], str]]:
    """Return the size of each printed sheet with its words."""
    data = page.pdf(prefer_css_page_size=True)
    pdf = pdfium.PdfDocument(io.BytesIO(data))
    sheets = [(sheet.get_size(), sheet.get_textpage().get_text_bounded()) for sheet in pdf]
    pdf.close()
    return sheets


def test_a_page_prints_on_the_theme_s_paper_with_its_marking_and_uncut_rows(tmp_path: Path) -> None:
    rows = [(f"Line {n}", " ".join(f"cell{n}" for _ in range(60))) for n in range(30)]
    text = t.Document(META, (t.Heading(1, inline("Fares")), table(("Line", "Fare"), *rows), p("The end.")))
    path = tmp_path / "page.html"
    path.write_bytes(write_html(text, read_theme("ministry", THEMES).on_paper("Letter")).data)
    with window(path, color_scheme="dark") as page:
        sheets = printed(page)
    assert {(round(width), round(height)) for (width, height), _ in sheets} == {(612, 792)}
    assert len(sheets) > 2
    for number, (_, words) in enumerate(sheets, 1):
        assert META.marking in words
        assert f"page {number} of {len(sheets)}" in words
    for n in range(30):
        counts = [words.split().count(f"cell{n}") for _, words in sheets]
        assert sorted(counts)[-1] == 60, "a row is whole on one sheet"
    assert "The end." in sheets[-1][1]


def test_a_heading_and_the_line_below_it_are_printed_with_the_table_that_they_introduce(tmp_path: Path) -> None:
    rows = table(("Line", "Fare"), *[(f"Line {n}", "word " * 40) for n in range(5)])
    for lines in range(12, 24, 3):
        filler = [p("Words.")] * lines
        text = t.Document(
            META, (t.Heading(1, inline("T")), *filler, t.Heading(2, inline("Fares")), p("All new."), rows)
        )
        with window(written(text, tmp_path)) as page:
            sheets = [words for _, words in printed(page)]
        assert ["Line 0" in words for words in sheets] == ["All new." in words for words in sheets]


def test_a_printed_choice_can_be_ticked_and_typed_into(memo: Any) -> None:
    memo.get_by_label("Approve", exact=True).check()
    memo.get_by_label("Signature").fill("A. Ferryman")
    assert memo.get_by_label("Approve", exact=True).is_checked()
    assert any("Approve" in words for _, words in printed(memo))
