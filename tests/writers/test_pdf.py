"""PDF: every word once, every node, fonts inside, the same bytes each time."""

from __future__ import annotations

import dataclasses
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import get_args, get_type_hints

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefpack.document import tree as t
from briefpack.errors import BuildError
from briefpack.look.theme import Theme, read_theme
from briefpack.units import PAGE_SIZES_PT, SLIDE_SIZE_PT
from briefpack.writers.pdf import filled, lay_out_document, write_pdf
from briefpack.writers.pdf.blocks import FLOWS, REGIONS
from briefpack.writers.pdf.canvas import safe_url, to_unicode_map
from briefpack.writers.pdf.flows import Columns, TextFlow
from briefpack.writers.pdf.inlines import RUNS, VOICES
from briefpack.writers.pdf.pages import NEARLY_EMPTY
from briefpack.writers.pdf.styles import full_setting, tightened
from tests import trees
from tests.conftest import REPOSITORY
from tests.writers.pdf_text import expected_letters, expected_lines, found_letters, letters, pages_text

KINDS = ("onepager", "memo", "slides", "letter")
THEMES = ("ministry", "newsroom", "campaign")


def theme(name: str = "ministry") -> Theme:
    return read_theme(name, REPOSITORY / "templates" / "themes")


def document(*blocks: t.Block, kind: str = "memo", notes: tuple[t.Inlines, ...] = ()) -> t.Document:
    return t.Document(dataclasses.replace(trees.META, kind=kind), blocks, notes)


def every_node(kind: str) -> t.Document:
    return dataclasses.replace(trees.EVERY_NODE, meta=dataclasses.replace(trees.META, kind=kind))


def proposals(count: int, sentences: int = 2) -> t.List:
    words = "The two councils would open a kiosk at the harbour and sell one ticket there. " * sentences
    quiet = t.Span(trees.inline("Councils · near term"), voice="quiet")
    one = t.ListItem((trees.p(t.Strong(trees.inline("A shared kiosk"))), trees.p(words.strip()), trees.p(quiet)))
    return t.List((one,) * count, ordered=True)


ONEPAGER = document(
    t.Region("band", (t.Heading(1, trees.inline("One ticket for two towns")), trees.p("It joins them soonest."))),
    t.Region("main", (t.Heading(2, trees.inline("What we propose")), proposals(5))),
    t.Region(
        "side", (t.Region("ask", (t.Heading(2, trees.inline("The ask")), trees.p("Approve it."))), trees.p("So it is."))
    ),
    t.Region("full", (trees.ROADMAP,)),
    t.Region("source", (trees.p("After the council’s report."),)),
    kind="onepager",
)


def test_no_node_is_left_out() -> None:
    assert set(FLOWS) == set(t.BLOCK_TYPES)
    assert set(RUNS) == set(t.INLINE_TYPES)
    assert set(REGIONS) == set(t.ROLES)
    assert set(VOICES) == set(get_args(get_type_hints(t.Span)["voice"]))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", THEMES)
def test_every_word_is_written_once(kind: str, name: str) -> None:
    written = write_pdf(every_node(kind), theme(name))
    layout = lay_out_document(every_node(kind), theme(name))
    assert found_letters(written.data) == expected_letters(every_node(kind), layout)
    assert written.pages == len(layout.pages) == len(pages_text(written.data))


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=30)
@given(data=st.data())
def test_every_word_of_any_document_is_written_once(kind: str, data: st.DataObject) -> None:
    random = data.draw(trees.documents(kind))
    layout = lay_out_document(random, theme())
    assert found_letters(write_pdf(random, theme()).data) == expected_letters(random, layout)


def test_words_stand_in_reading_order() -> None:
    text = letters("".join(pages_text(write_pdf(ONEPAGER, theme()).data)))
    places = [text.index(letters(line)) for line in expected_lines(ONEPAGER.blocks)]
    first_mentions = list(dict.fromkeys(places))
    assert first_mentions == sorted(first_mentions)


def test_words_of_two_lines_stay_apart() -> None:
    lines = trees.p("Everybody understands millions of euros and thousands of passengers " * 6)
    text = " ".join(pages_text(write_pdf(document(lines), theme()).data)[0].split())
    assert t.plain_text(lines.inlines).strip() in text


def test_a_onepager_of_normal_length_is_one_page() -> None:
    for name in THEMES:
        assert write_pdf(ONEPAGER, theme(name)).pages == 1
        assert lay_out_document(ONEPAGER, theme(name)).overflow_pt <= 0


def test_what_runs_over_goes_on_and_is_measured() -> None:
    long = document(t.Region("main", (proposals(14, 4),)), t.Region("side", (trees.p("Now."),)), kind="onepager")
    layout = lay_out_document(long, theme())
    assert len(layout.pages) > 1
    assert layout.overflow_pt > 100
    assert found_letters(write_pdf(long, theme()).data) == expected_letters(long, layout)


def test_a_tighter_setting_takes_less_room() -> None:
    looks = [lay_out_document(ONEPAGER, theme(), at) for at in (0, 0.5, 1)]
    lowest = [max(placed.flow.height(placed.width) for placed in look.pages[0].content) for look in looks]
    assert lowest[0] > lowest[1] > lowest[2]
    assert tightened(theme(), 0) == full_setting(theme(), "onepager")
    assert tightened(theme(), 1).body_pt == theme().sizes.floor


def test_nothing_is_set_outside_the_page() -> None:
    word = "a" * 90
    nested = t.List((trees.item(word, t.List((trees.item(word),))),))
    table = trees.table(("One", "Two", "Three", "Four"), (word, word, "short", word))
    side = t.Region("side", (nested, t.Region("callout", (trees.p(word),)), table))
    long = document(t.Region("main", (trees.p(word),)), side, kind="onepager")
    with pikepdf.open(BytesIO(write_pdf(long, theme()).data)) as pdf:
        width = float(pdf.pages[0].mediabox[2])
    for page in lay_out_document(long, theme()).pages:
        for placed in page.content:
            for flow in placed.flow.parts():
                if isinstance(flow, TextFlow):
                    assert all(line.width <= width for lines in flow._lines.values() for line in lines)
    assert write_pdf(long, theme()).pages == 1


def test_a_slide_is_a_page() -> None:
    deck = document(
        t.Heading(1, trees.inline("Two towns")),
        t.Heading(2, trees.inline("They are near")),
        trees.p("A mile apart."),
        t.Region("notes", (trees.p("Show the map."),)),
        t.Heading(2, trees.inline("They are one")),
        trees.ROADMAP,
        kind="slides",
    )
    written = write_pdf(deck, theme())
    texts = pages_text(written.data)
    assert written.pages == 4
    assert "A mile apart." in texts[1]
    assert "Show the map." in texts[3]
    assert found_letters(written.data) == expected_letters(deck, lay_out_document(deck, theme()))


def test_headings_stay_with_what_they_head() -> None:
    filler = [trees.p("Words that fill the page and then some more of them. " * 9) for _ in range(30)]
    sections = [block for p in filler for block in (t.Heading(2, trees.inline("Section")), p)]
    for text in pages_text(write_pdf(document(*sections), theme()).data):
        body = [line for line in text.splitlines() if line.strip()]
        marks = [line for line in body if line.strip() == "Section"]
        assert marks
        assert body[[n for n, line in enumerate(body) if line.strip() == "Section"][-1] + 1].startswith("Words")


INTRODUCED = {
    "table": trees.table(("Who", "When"), ("Clerk", "May"), ("Mayor", "June")),
    "list": t.List((trees.item("Clerk"), trees.item("Mayor"))),
    "quotation": t.Quote((trees.p("Clerk: it is steep."),)),
}


@pytest.mark.parametrize("lines", range(28, 52, 2))
@pytest.mark.parametrize("what", INTRODUCED)
def test_a_line_stays_with_what_it_introduces(lines: int, what: str) -> None:
    filler = [trees.p("Words.") for _ in range(lines)]
    texts = pages_text(write_pdf(document(*filler, trees.p("Days are ours."), INTRODUCED[what]), theme()).data)
    (page,) = (text for text in texts if "Days are ours." in text)
    assert "Clerk" in page


@pytest.mark.parametrize("lines", range(26, 48, 2))
def test_notes_in_two_columns_keep_their_order_over_pages(lines: int) -> None:
    marks = tuple(t.Note(number) for number in range(1, 41))
    notes = tuple(trees.inline(f"Source number{number}.") for number in range(1, 41))
    filler = [trees.p("Words.") for _ in range(lines)]
    text = "\n".join(pages_text(write_pdf(document(*filler, trees.p(*marks), notes=notes), theme()).data))
    assert [int(found) for found in re.findall(r"number(\d+)\.", text)] == list(range(1, 41))


@pytest.mark.parametrize("lines", range(20, 80, 3))
def test_the_last_page_of_a_memo_holds_more_than_a_few_lines(lines: int) -> None:
    filler = [trees.p("Words that fill a line of the page and then some more of the next line, too. " * 2)] * lines
    layout = lay_out_document(document(*filler), theme())
    assert len(layout.pages) == 1 or filled(layout) > NEARLY_EMPTY
    assert write_pdf(document(*filler), theme()).pages == len(layout.pages)


@pytest.mark.parametrize("lines", range(20, 60, 2))
def test_the_last_page_of_notes_holds_more_than_a_few_lines(lines: int) -> None:
    said = t.Region("notes", (trees.p("What the speaker says about this."),) * lines)
    deck = document(t.Heading(2, trees.inline("A slide")), trees.p("A word."), said, kind="slides")
    layout = lay_out_document(deck, theme())
    (notes,) = layout.pages[-1].content
    assert len(layout.pages) == 2 or notes.flow.height(notes.width) > layout.size[1] * NEARLY_EMPTY * 0.8


def test_a_long_table_says_its_header_again() -> None:
    rows = [(f"Line {n}", "Two euros") for n in range(80)]
    long = document(trees.table(("Line name", "Fare"), *rows))
    texts = pages_text(write_pdf(long, theme()).data)
    assert len(texts) > 1
    assert all("Line name" in text for text in texts)


def test_a_letter_that_no_font_has_is_a_problem() -> None:
    with pytest.raises(BuildError) as raised:
        write_pdf(document(trees.p("The sign 𓀀 stands over the gate.")), theme())
    assert "U+13000" in str(raised.value)
    assert "stands over the gate" in str(raised.value)


def test_letters_come_from_a_font_that_has_them() -> None:
    words = "κόσμος мир 日本語 한국어 ≥ → € ①"
    assert letters(words) in letters(pages_text(write_pdf(document(trees.p(words)), theme("newsroom")).data)[0])


@pytest.mark.parametrize(
    "text", ["a\x00b\x0bc", "soft\u00adhyphen", "zero\u200bwidth", "\ud800lone", "e\u0301", "\ufeffx"]
)
def test_odd_characters_are_dropped_or_composed(text: str) -> None:
    odd = document(trees.p("so ", text))
    assert found_letters(write_pdf(odd, theme()).data) == expected_letters(odd, lay_out_document(odd, theme()))


def test_markup_is_only_text() -> None:
    words = "<b>bold</b> &amp; <para> \\( ) %"
    assert words in pages_text(write_pdf(document(trees.p(words)), theme()).data)[0]


@pytest.mark.parametrize("kind", KINDS)
def test_all_fonts_are_inside(kind: str) -> None:
    with pikepdf.open(BytesIO(write_pdf(every_node(kind), theme()).data)) as pdf:
        fonts = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/Font"]
        assert fonts
        assert all("/FontFile2" in font["/FontDescriptor"] for font in fonts)


def test_the_file_says_what_it_is() -> None:
    with pikepdf.open(BytesIO(write_pdf(every_node("memo"), theme()).data)) as pdf:
        info = {key: str(value) for key, value in pdf.docinfo.items()}
        assert info["/Title"] == "One ticket for two towns"
        assert info["/Author"] == "Office of the Two Towns"
        assert info["/Subject"] == "Public transport"
        assert info["/Keywords"] == "ferry, ticket"
        assert info["/CreationDate"].startswith("D:20240301000000")
        assert info["/Producer"].startswith("briefpack")
        assert str(pdf.Root["/Lang"]) == "en"
        assert pdf.Root["/ViewerPreferences"]["/DisplayDocTitle"]
        with pdf.open_outline() as outline:
            assert next(entry.title for entry in outline.root) == "One ticket for two towns"


def test_links_lead_where_they_say() -> None:
    bad = t.Link("javascript:alert(1)", trees.inline("no"))
    good = t.Link("https://example.org/é?a=1&b=2", trees.inline("a link of many words that runs over the line " * 4))
    with pikepdf.open(BytesIO(write_pdf(document(trees.p(bad, " ", good)), theme()).data)) as pdf:
        urls = {str(annotation["/A"]["/URI"]) for annotation in pdf.pages[0]["/Annots"]}
    assert urls == {"https://example.org/%C3%A9?a=1&b=2"}
    assert safe_url("mailto:office@example.org") == "mailto:office@example.org"
    assert safe_url("file:///etc/passwd") == ""


def test_pages_are_of_the_size_that_the_theme_or_the_kind_asks() -> None:
    for kind, size in (("memo", PAGE_SIZES_PT["A4"]), ("slides", SLIDE_SIZE_PT)):
        with pikepdf.open(BytesIO(write_pdf(every_node(kind), theme()).data)) as pdf:
            assert [float(length) for length in pdf.pages[0].mediabox[2:]] == pytest.approx(size, abs=0.01)


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_document_is_the_same_bytes(kind: str) -> None:
    assert write_pdf(every_node(kind), theme()).data == write_pdf(every_node(kind), theme()).data


def test_another_process_on_another_day_writes_the_same_bytes(tmp_path: Path) -> None:
    script = (
        "import sys; from tests.writers.test_pdf import *;"
        "sys.stdout.buffer.write(write_pdf(every_node('onepager'), theme()).data)"
    )
    seeds = [{"PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": date} for seed, date in (("1", ""), ("2", "1700000000"))]
    made = {
        subprocess.run([sys.executable, "-c", script], cwd=REPOSITORY, env=env, capture_output=True, check=True).stdout
        for env in seeds
    }
    assert made == {write_pdf(every_node("onepager"), theme()).data}


def test_a_table_row_that_leaves_no_room_under_its_header_ends() -> None:
    tall = "word " * 1700
    long = document(trees.table(("A header " * 40, "Fare"), (tall, "€2"), ("B", "€3")))
    assert found_letters(write_pdf(long, theme()).data) == expected_letters(long, lay_out_document(long, theme()))


def test_the_marking_stands_on_every_page() -> None:
    for kind in KINDS:
        assert all("For discussion" in text for text in pages_text(write_pdf(every_node(kind), theme()).data))


def test_an_empty_document_is_a_page() -> None:
    for kind in KINDS:
        assert write_pdf(document(kind=kind), theme()).pages == 1


def test_the_map_to_unicode_leaves_out_what_is_unused() -> None:
    cmap = to_unicode_map("Face", [0, 65, 0, 0x20BB7])
    assert "<01> <0041>" in cmap
    assert "<03> <D842DFB7>" in cmap
    assert "<00> <0000>" not in cmap


@pytest.mark.parametrize(("side", "level"), [(9, True), (3, False)])
def test_columns_that_are_nearly_as_tall_end_on_one_line(side: int, level: bool) -> None:
    main = t.Region("main", tuple(trees.p("One line.") for _ in range(10)))
    aside = t.Region("side", tuple(trees.p("One line.") for _ in range(side)))
    document = t.Document(t.Meta("onepager", "A title"), (main, aside))
    layout = lay_out_document(document, theme("ministry"))
    columns = next(flow for flow in layout.parts() if type(flow) is Columns and len(flow.columns) == 2)
    width = layout.pages[0].content[0].width
    first, second = (flow.height(wide) for flow, _, wide in columns.placed(width) if flow)
    assert (abs(first - second) < 0.1) == level
