"""PDF: every word once, every node, fonts inside, the same bytes each time."""

from __future__ import annotations

import dataclasses
import re
import subprocess
import sys
from collections import Counter
from io import BytesIO
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pikepdf
import pypdfium2 as pdfium
import pytest

from briefpack.document import tree as t
from briefpack.errors import BuildError
from briefpack.look.last_page import CLOSER, NEARLY_EMPTY
from briefpack.look.shaping import shaped
from briefpack.units import PAGE_SIZES_PT, SLIDE_SIZE_PT
from briefpack.writers.pdf import Fit, Measured, measure_pages, spaced, write_pdf
from briefpack.writers.pdf.blocks import FLOWS, REGIONS
from briefpack.writers.pdf.drawing import DrawingFlow
from briefpack.writers.pdf.flows import Flow
from briefpack.writers.pdf.fonts import Fonts, font, shown
from briefpack.writers.pdf.inlines import STYLED, VOICES, Look, StyledText
from briefpack.writers.pdf.lines import break_lines
from briefpack.writers.pdf.mending import to_unicode_map
from briefpack.writers.pdf.pages import Layout
from briefpack.writers.pdf.styles import full_setting, make_styles, tightened
from briefpack.writers.pdf.text import shape
from tests import trees
from tests.cases_of_shaping import TEXTS
from tests.conftest import REPOSITORY
from tests.writers.pdf_structure import Structure, actual_texts, added_text, tag, text_along_tree
from tests.writers.pdf_text import (
    body,
    body_height,
    document,
    every_node,
    every_node_written,
    expected_letters,
    expected_lines,
    letters,
    pages_text,
    stretches,
    theme,
)

KINDS = ("onepager", "memo", "slides", "letter")
THEMES = ("ministry", "newsroom", "campaign")


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
    assert set(STYLED) == set(t.INLINE_TYPES)
    assert set(REGIONS) == set(t.ROLES)
    assert set(VOICES) == set(get_args(get_type_hints(t.Span)["voice"]))


def document_letters(data: bytes) -> Counter[str]:
    """Count the letters that the pages show, without those that the writer adds, hyphens where it parts words too."""
    with pikepdf.open(BytesIO(data)) as pdf:
        added = Counter(letters("".join(added_text(pdf))))
        read_instead = Counter(letters("".join(actual_texts(pdf))))
        is_parted = any("\u00ad" in text for text in Structure(pdf).texts.values())
    shown = Counter(letters("".join(pages_text(data))))
    assert added <= shown
    own = shown - added + read_instead
    if is_parted:  # PDFium gives a hyphen of ours as one of the text, but not on every line
        del own["-"]
    return own


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", THEMES)
def test_every_word_is_written_once(kind: str, name: str) -> None:
    written = every_node_written(kind, name)
    assert document_letters(written.data) == expected_letters(every_node(kind))
    assert written.pages == measure_pages(every_node(kind), theme(name)).pages == len(pages_text(written.data))


@pytest.mark.parametrize("kind", KINDS)
def test_only_marks_and_alternative_texts_that_lack_data_are_read_instead(kind: str) -> None:
    """Those of the charts hold every cell: they are not read; what else has words of its own is a row in a list."""
    lacking = (trees.ROADMAP, trees.TIMELINE, trees.MATRIX, trees.BARS, trees.MAP)
    marks = ["leads"] * 4 + ["takes part"] * 2
    with pikepdf.open(BytesIO(every_node_written(kind).data)) as pdf:
        others = [elem for elem in Structure(pdf).elems() if "/ActualText" in elem and tag(elem) != "LBody"]
        instead = Counter((tag(elem["/P"]), str(elem["/ActualText"])) for elem in others)
    assert instead == Counter([*(("Caption", figure.alt) for figure in lacking), *(("TD", mark) for mark in marks)])


@pytest.mark.parametrize(
    ("alt", "is_read"),
    [
        ("2021: 120; 2022: 180; 2023: 240.", False),
        ("2021: 120; 2022: 180; 2023: 24.", True),
        ("Bars.", True),
        (" ", False),
        ("", False),
    ],
)
def test_an_alternative_text_is_read_where_it_lacks_a_cell(alt: str, is_read: bool) -> None:
    made = document(dataclasses.replace(trees.BARS, alt=alt))
    data = write_pdf(made, theme()).data
    with pikepdf.open(BytesIO(data)) as pdf:
        assert actual_texts(pdf) == [alt] * is_read
    assert document_letters(data) == expected_letters(made)


@pytest.mark.parametrize("kind", KINDS)
def test_the_writer_adds_only_what_the_document_says_of_itself(kind: str) -> None:
    """Running heads, numbers and bullets; words of figures; headers of tables and titles of slides that go on."""
    made = every_node(kind)
    known = [str(getattr(made.meta, field.name)) for field in dataclasses.fields(made.meta)]
    again: list[t.Heading | t.Row] = [node for node in t.walk(made.blocks) if isinstance(node, t.Heading)]
    again += [node.header for node in t.walk(made.blocks) if isinstance(node, t.Table)]
    figures = [node for node in t.walk(made.blocks) if isinstance(node, t.Figure)]
    words = {
        *t.words(tuple(again)),
        *t.words(tuple(figures)),
        *" ".join(known).split(),
        *["page", "of", "·", "•", "–", "leads"],
    }
    if kind == "slides":  # the handout shows each slide in small, its sources beside it
        words |= {word.rstrip(":,") for word in (*t.words(made.blocks), *t.words(made.notes))}
    words |= {word for figure in figures for word in (*figure.leads.split(), *figure.takes_part.split())}
    with pikepdf.open(BytesIO(every_node_written(kind).data)) as pdf:
        added = {
            word.rstrip(":,") for text in added_text(pdf) for word in text.split()
        }  # as the key of a map has names
    assert not {word for word in added - words if not re.fullmatch(r"\(?\d+[.)]?", word)}


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
        assert measure_pages(ONEPAGER, theme(name)).excess_pt <= 0


def test_what_runs_over_goes_on_and_is_measured() -> None:
    long = document(t.Region("main", (proposals(14, 4),)), t.Region("side", (trees.p("Now."),)), kind="onepager")
    fit = measure_pages(long, theme())
    assert fit.pages > 1
    assert fit.excess_pt > 100
    assert document_letters(write_pdf(long, theme()).data) == expected_letters(long)


def test_a_tighter_setting_takes_less_room() -> None:
    loose, closer, closest = (write_pdf(ONEPAGER, theme(), at).data for at in (0, 0.5, 1))
    room = [
        max(s.y for s in body(data, 0)) - sorted({s.y for s in body(data, 0)})[2] for data in (loose, closer, closest)
    ]
    assert room[0] > room[1] > room[2]
    excess = [measure_pages(ONEPAGER, theme(), at).excess_pt for at in (0, 0.5, 1)]
    assert excess[0] > excess[1] > excess[2]
    assert tightened(theme(), 0) == full_setting(theme(), "onepager")
    assert tightened(theme(), 1).body_pt == theme().sizes.floor


def test_nothing_is_set_outside_the_page() -> None:
    word = "a" * 90
    nested = t.List((trees.item(word, t.List((trees.item(word),))),))
    table = trees.table(("One", "Two", "Three", "Four"), (word, word, "short", word))
    side = t.Region("side", (nested, t.Region("callout", (trees.p(word),)), table))
    long = document(t.Region("main", (trees.p(word),)), side, kind="onepager")
    written = write_pdf(long, theme())
    width, _ = PAGE_SIZES_PT[theme().page.size]
    assert all(stretch.x > 0 and stretch.x + stretch.wide < width for stretch in stretches(written.data))
    assert written.pages == 1


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
    assert document_letters(written.data) == expected_letters(deck)


def test_a_slide_that_goes_on_has_its_title_again_and_is_named() -> None:
    facts = t.List(tuple(trees.item(f"Fact {n} of the ferry and of what it carries.") for n in range(40)))
    written = write_pdf(document(t.Heading(2, trees.inline("Many facts")), facts, kind="slides"), theme())
    first, *others = pages_text(written.data)
    assert others and "Many facts" in first
    for number, text in enumerate(others, 2):
        assert f"Many facts ({number} of {written.pages})" in text
    assert written.steps == (f"“Many facts” split into {written.pages}",)
    with pikepdf.open(BytesIO(written.data)) as pdf:
        assert text_along_tree(pdf).count("Many facts") == 1


@pytest.mark.parametrize("sentences", [4, 5, 7, 9, 11])
def test_headings_stay_with_what_they_head(sentences: int) -> None:
    """At 4, 5 and 11 sentences a heading would end a page."""
    filler = [trees.p("Words that fill the page and then some more of them. " * sentences) for _ in range(30)]
    sections = [block for p in filler for block in (t.Heading(2, trees.inline("Section")), p)]
    for text in pages_text(write_pdf(document(*sections), theme()).data):
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        marks = [n for n, line in enumerate(lines) if line == "Section"]
        assert marks
        assert all(lines[n + 1].startswith("Words") for n in marks)


@pytest.mark.parametrize("lines", range(28, 36))
def test_who_is_quoted_stands_below_the_last_words(lines: int) -> None:
    """After 32 lines the first quotation ends a page."""
    speaker = "— Clerk{}, on how the way to the harbour is"
    quotes = [t.Quote((trees.p(f"“It is steep{n}.”"), trees.p(speaker.format(n)))) for n in "1234"]
    filler = [*[trees.p("Words.")] * lines, t.Heading(2, trees.inline("Quotations")), trees.p("These are verbatim.")]
    for text in pages_text(write_pdf(document(*filler, *quotes), theme()).data):
        assert re.findall(r"steep(\d)", text) == re.findall(r"Clerk(\d)", text)


def test_the_original_of_a_quotation_is_a_remark_below_it() -> None:
    original = t.Paragraph((t.Span((t.Text("It is steep"),), voice="quiet"),))
    quoted = t.Quote((trees.p("It is steep"), original, trees.p("— A clerk")))
    written = body(write_pdf(document(quoted, kind="onepager"), theme()).data, 0)
    said, below, _ = sorted({stretch.y for stretch in written}, reverse=True)[-3:]
    wide = {y: sum(stretch.wide for stretch in written if stretch.y == y) for y in (said, below)}
    assert wide[below] < wide[said] * 0.8


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
    written = write_pdf(document(*filler), theme())
    assert written.pages == measure_pages(document(*filler), theme()).pages
    _, height = PAGE_SIZES_PT[theme().page.size]
    assert written.pages == 1 or body_height(written.data, -1) > height * NEARLY_EMPTY


def test_charts_are_flatter_where_that_saves_a_memo_a_page() -> None:
    filler = trees.p("Words that fill a line of the page and then some more of the next line, too. " * 2)
    attempts = Measured().attempts(document(*[filler] * 16, *trees.CHARTS[:1] * 4, filler), theme(), 0.0)
    settings = [attempts.setting, *(spaced(attempts.setting, factor) for factor in CLOSER)]
    flatness = [make_styles(theme(), "memo", setting).flatter for setting in settings]
    assert flatness[0] == 1
    assert flatness == sorted({*flatness}, reverse=True)
    usual, flat = (chart_height(layout) for layout in (attempts.first, attempts.chosen))
    assert len(attempts.chosen.pages) < len(attempts.first.pages)
    assert flat < usual - 10


def chart_height(layout: Layout) -> float:
    """Return the height of the first chart."""
    flows = [placed for page in layout.pages for placed in page.content]
    charts = [(one, placed.width) for placed in flows for one in _flows_in(placed.flow) if isinstance(one, DrawingFlow)]
    return charts[0][0].height(charts[0][1])


def _flows_in(flow: Flow) -> list[Flow]:
    return [flow, *(inner for one in getattr(flow, "flows", ()) for inner in _flows_in(one))]


@pytest.mark.parametrize("lines", range(20, 60, 2))
def test_the_last_page_of_notes_holds_more_than_a_few_lines(lines: int) -> None:
    said = t.Region("notes", (trees.p("What the speaker says about this."),) * lines)
    deck = document(t.Heading(2, trees.inline("A slide")), trees.p("A word."), said, kind="slides")
    written = write_pdf(deck, theme())
    assert written.pages == 2 or body_height(written.data, -1) > SLIDE_SIZE_PT[1] * NEARLY_EMPTY * 0.8


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


@pytest.mark.parametrize("mark", ["\u200e", "\u2060", "\u2066", "\ufeff"])
def test_marks_that_no_font_draws_are_left_out(mark: str) -> None:
    (shown,) = pages_text(write_pdf(document(trees.p(f"join{mark}ed")), theme()).data)
    assert "joined" in shown


@pytest.mark.parametrize("mark", ["\u200d", "\ufe0f"])
def test_what_joins_and_selects_is_copied_with_its_letter(mark: str) -> None:
    (shown,) = pages_text(write_pdf(document(trees.p(f"join{mark}ed")), theme()).data)
    assert f"join{mark}ed" in shown


@pytest.mark.parametrize(("stem", "text"), TEXTS)
def test_what_is_copied_is_what_was_written(stem: str, text: str) -> None:
    copied = pages_text(write_pdf(document(trees.p(text)), theme()).data)[0]
    assert letters(text) in letters(copied)


@pytest.mark.parametrize("tracking", [0, 0.08])
@pytest.mark.parametrize(("stem", "text"), TEXTS)
def test_glyphs_stand_where_the_font_has_them(stem: str, text: str, tracking: float) -> None:
    """What a viewer draws (advances of the file, shifts, lifts) is what HarfBuzz placed."""
    face = font(stem).face
    word = shown(stem, text, "en", joined=not tracking)
    shifts, pen, places = dict(word.shifts), 0.0, []
    for number, code in enumerate(word.codes):
        pen -= shifts.get(number, 0)
        places.append((face.charToGlyph[ord(code)], pen, word.lifts[number] if word.lifts else 0))
        pen += face.charWidths[ord(code)]
    origin, expected = 0.0, []
    for glyph in shaped(stem, text, "en", joined=not tracking):
        expected.append((glyph.number, origin + glyph.x * 1000, glyph.y * 1000))
        origin += glyph.advance * 1000
    assert [place[0] for place in places] == [place[0] for place in expected]
    assert [length for place in places for length in place[1:]] == pytest.approx(
        [length for place in expected for length in place[1:]], abs=1
    )
    assert word.width == pytest.approx(origin, abs=1)


@pytest.mark.parametrize("space", "\u2003\u2009\u3000")
def test_every_space_ends_a_word(space: str) -> None:
    (shown,) = pages_text(write_pdf(document(trees.p(f"two{space}words")), theme()).data)
    assert "two words" in shown


def test_markup_is_only_text() -> None:
    words = "<b>bold</b> &amp; <para> \\( ) %"
    assert words in pages_text(write_pdf(document(trees.p(words)), theme()).data)[0]


@pytest.mark.parametrize("kind", KINDS)
def test_all_fonts_are_inside(kind: str) -> None:
    with pikepdf.open(BytesIO(every_node_written(kind).data)) as pdf:
        fonts = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/Font"]
        assert fonts
        assert all("/FontFile2" in font["/FontDescriptor"] for font in fonts)


def test_the_file_says_what_it_is() -> None:
    with pikepdf.open(BytesIO(every_node_written("memo").data)) as pdf:
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
    link = t.Link("https://example.org/?a=1&b=2", trees.inline("a link of many words that runs over the line " * 4))
    with pikepdf.open(BytesIO(write_pdf(document(trees.p("See ", link)), theme()).data)) as pdf:
        annotations = list(pdf.pages[0]["/Annots"])
    assert len(annotations) > 1
    assert {str(annotation["/A"]["/URI"]) for annotation in annotations} == {link.url}
    assert {str(annotation["/Contents"]) for annotation in annotations} == {t.plain_text(link.inlines).strip()}


def test_pages_are_of_the_size_that_the_theme_or_the_kind_asks() -> None:
    for kind, size in (("memo", PAGE_SIZES_PT["A4"]), ("slides", SLIDE_SIZE_PT)):
        with pikepdf.open(BytesIO(every_node_written(kind).data)) as pdf:
            assert [float(length) for length in pdf.pages[0].mediabox[2:]] == pytest.approx(size, abs=0.01)


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_document_is_the_same_bytes(kind: str) -> None:
    assert write_pdf(every_node(kind), theme()).data == every_node_written(kind).data


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
    assert made == {every_node_written("onepager").data}


def test_a_table_row_that_leaves_no_room_under_its_header_ends() -> None:
    tall = "word " * 1700
    long = document(trees.table(("A header " * 40, "Fare"), (tall, "€2"), ("B", "€3")))
    assert document_letters(write_pdf(long, theme()).data) == expected_letters(long)


def test_the_marking_stands_on_every_page() -> None:
    for kind in KINDS:
        assert all("For discussion" in text for text in pages_text(every_node_written(kind).data))


def test_an_empty_document_is_a_page() -> None:
    for kind in KINDS:
        assert write_pdf(document(kind=kind), theme()).pages == 1


def test_the_map_to_unicode_leaves_out_what_is_unused() -> None:
    cmap = to_unicode_map("Face", [0, 65, 0, 0x20BB7])
    assert "<01> <0041>" in cmap
    assert "<03> <D842DFB7>" in cmap
    assert "<00> <0000>" not in cmap


def column_ends(data: bytes) -> tuple[float, float]:
    """Return the lowest baselines of the left and of the right column of a page."""
    lines = body(data, 0)
    right = max(line.x for line in lines)
    return min(line.y for line in lines if line.x < right), min(line.y for line in lines if line.x == right)


def columns(main: int, side: int, words: str = "One line.") -> t.Document:
    regions = (
        t.Region("main", tuple(trees.p("One line.") for _ in range(main))),
        t.Region("side", tuple(trees.p(words) for _ in range(side))),
    )
    return t.Document(t.Meta("onepager", "A title"), regions)


@pytest.mark.parametrize(("side", "level"), [(9, True), (3, False)])
def test_columns_that_are_nearly_as_tall_end_on_one_line(side: int, level: bool) -> None:
    left, right = column_ends(write_pdf(columns(10, side), theme()).data)
    assert (abs(left - right) < 0.1) == level


def test_a_side_column_that_is_taller_takes_up_to_two_twelfths_of_the_main_one() -> None:
    words = "Words that fill a column which is narrow, and then some more of them. " * 3

    def right(main: int, side: int) -> float:
        made = columns(main, side, words)
        said = {"marking": "", "organisation": "", "series": "", "audience": "", "date_text": ""}
        unmarked = dataclasses.replace(made, meta=dataclasses.replace(made.meta, **said))
        return max(line.x for line in body(write_pdf(unmarked, theme()).data, 0))

    paper, margin = PAGE_SIZES_PT[theme().page.size][0], body(write_pdf(columns(1, 1), theme()).data, 0)[0].x
    twelfth = (paper - 2 * margin) / 12
    assert twelfth * 1.8 < right(40, 1) - right(1, 6) < twelfth * 2


# Where lines may end within words


def test_a_soft_hyphen_shows_only_where_it_ends_a_line() -> None:
    data = write_pdf(document(trees.p("har\u00adbour\u00admas\u00adter\u00adship\u200b" * 40)), theme()).data
    *ended, _ = pages_text(data)[0].split("-")
    assert len(ended) > 2
    assert all(re.search("har$|harbour$|harbourmas$|harbourmaster$", line) for line in ended)
    with pikepdf.open(BytesIO(data)) as pdf:
        (text,) = text_along_tree(pdf)
    assert text.count("\u00ad") == len(ended), "people who listen hear whole words"


def test_a_line_may_end_at_a_space_without_width() -> None:
    one = document(trees.p("harbourmaster\u200b" * 45))
    data = write_pdf(
        dataclasses.replace(one, meta=dataclasses.replace(one.meta, marking="", organisation="", series="")), theme()
    ).data
    lines = sorted(Counter(round(stretch.wide, 1) for stretch in body(data, 0)))
    assert lines, "every line but the last holds as many whole words"
    assert len(lines) == 2


@pytest.mark.parametrize("mark", "\u00ad\u200b")
def test_a_space_after_a_place_where_a_line_may_end_is_kept(mark: str) -> None:
    (shown,) = pages_text(write_pdf(document(trees.p("one", t.Strong(trees.inline(mark)), " two")), theme()).data)
    assert "one two" in shown


def test_an_ideograph_with_a_variation_selector_is_drawn_in_its_own_form() -> None:
    plain, variant = (write_pdf(document(trees.p(text)), theme()).data for text in ("葛城", "葛\U000e0100城"))
    assert drawing_of(plain) != drawing_of(variant)
    with pikepdf.open(BytesIO(variant)) as pdf:
        assert text_along_tree(pdf) == ["葛\U000e0100城"]


def test_a_variation_selector_that_the_font_does_not_know_changes_nothing() -> None:
    plain, unknown = (write_pdf(document(trees.p(text)), theme()).data for text in ("葛城", "葛\U000e01ef城"))
    assert drawing_of(plain) == drawing_of(unknown)


def drawing_of(data: bytes) -> bytes:
    pdf = pdfium.PdfDocument(data)
    try:
        return bytes(pdf[0].render().to_pil().tobytes())
    finally:
        pdf.close()


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("paper", PAGE_SIZES_PT)
def test_a_onepager_in_large_print_takes_up_to_four_sides_in_one_column(name: str, paper: Any) -> None:
    large = theme(name).on_paper(paper).in_large_print()
    words = "The clerk would sell one ticket for both towns. "
    main = t.Region("main", (t.Heading(2, trees.inline("Proposals")), *[trees.p(words * 3)] * 13))
    side = t.Region("side", (t.Region("ask", (trees.p(words * 4),)), trees.p(words)))
    title = t.Region("band", (t.Heading(1, trees.inline("One ticket")), trees.p(words)))
    made = document(title, main, side, t.Region("source", (trees.p("A letter."),)), kind="onepager")
    assert measure_pages(made, large, 1.0) == Fit(2, 0)
    first, second = pages_text(write_pdf(made, large, 1.0).data)
    assert "Proposals" in first and "A letter." in second
    long = dataclasses.replace(made, blocks=(*made.blocks, *[trees.p(words * 20)] * 4))
    assert measure_pages(long, large, 1.0).excess_pt == 0
    longer = dataclasses.replace(made, blocks=(*made.blocks, *[trees.p(words * 20)] * 14))
    assert measure_pages(longer, large, 1.0).excess_pt > 0
    japanese = dataclasses.replace(long, meta=dataclasses.replace(long.meta, language="ja"))
    assert measure_pages(japanese, large, 1.0).excess_pt == 0, "it is large print, too"


@pytest.mark.parametrize("count", range(7, 13))
def test_in_large_print_who_leads_stands_below_what_is_proposed(count: int) -> None:
    lead = t.Paragraph((t.Span((t.Text("Lead: clerk"),), voice="quiet"),))
    titled = t.Paragraph((t.Strong((t.Text("Proposal"),)),))
    items = t.List((t.ListItem((titled, trees.p("Two fares. " * 12), lead)),) * count, ordered=True)
    made = document(t.Region("main", (items,)), t.Region("side", (trees.p("Ask."),)), kind="onepager")
    for text in pages_text(write_pdf(made, theme().in_large_print()).data):
        assert not text.replace("Harbour Office", "").lstrip().startswith("Lead")


def test_in_large_print_a_onepager_is_set_closer_where_that_saves_a_page() -> None:
    words = "The clerk would sell one ticket for both towns. "
    side, roadmap = t.Region("side", (trees.p(words),)), t.Region("full", (trees.ROADMAP,))
    counts = []
    for paragraphs in range(10, 22, 2):
        main = t.Region("main", tuple(trees.p(words * 3) for _ in range(paragraphs)))
        attempts = Measured().attempts(document(main, side, roadmap, kind="onepager"), theme().in_large_print(), 0.0)
        counts.append((len(attempts.first.pages), len(attempts.chosen.pages)))
    assert any(chosen < first for first, chosen in counts)
    assert all(chosen <= first for first, chosen in counts)


@pytest.mark.parametrize("audience", ["Clubs", "Parishes, clubs and all the others who go to see their neighbours"])
def test_what_heads_a_onepager_ends_above_what_it_holds(audience: str) -> None:
    made = document(t.Region("band", (t.Heading(1, trees.inline("One ticket")),)), kind="onepager")
    meta = dataclasses.replace(made.meta, marking="For discussion", audience=audience, date_text="22 September 2025")
    large = theme().in_large_print()
    page = Measured().attempts(dataclasses.replace(made, meta=meta), large, 0.0).chosen.pages[0]
    (head,), (content,) = page.marked, page.content
    assert head.flow.height(head.width) > large.sizes.caption * (1 if audience == "Clubs" else 3)
    assert head.y + head.flow.height(head.width) < content.y


def test_a_dot_between_parts_neither_ends_nor_begins_a_line_but_is_read() -> None:
    parts = " · ".join(["Foreign ministries and all the others", "Near term and beyond", "paras 28–29"] * 6)
    look = Look(size=10, colour="#000000")
    lines = break_lines(shape([StyledText(parts, look)], Fonts(theme(), "en", "test.pdf")), 300)
    told = ["".join(word.text for word in line.words).strip() for line in lines]
    assert len(told) > 3
    assert not [line for line in told if line.startswith("·") or line.endswith("·")]
    assert {line.after for line in lines[:-1]} == {" ", " · "}
    data = write_pdf(document(trees.p(parts)), theme()).data
    with pikepdf.open(BytesIO(data)) as pdf:
        assert parts in text_along_tree(pdf)
        assert b"3 Tr" in pdf.pages[0].Contents.read_bytes(), "but not seen"
