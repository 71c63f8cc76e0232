"""What Word will set on which page, estimated: where pages end, and when a memo is set closer."""

from __future__ import annotations

from dataclasses import replace

import pytest
from docx.oxml.ns import qn

from briefpack.document import tree as t
from briefpack.look.font_widths import Face
from briefpack.look.last_page import saving_a_page, without_holes
from briefpack.writers.word import SETTERS, write_word
from briefpack.writers.word.flow import Panel, Paragraph, TableXml
from briefpack.writers.word.lines import line_count
from briefpack.writers.word.markup import text_xml
from briefpack.writers.word.paging import Paged, measured, paged
from briefpack.writers.word.running_heads import footer_pt
from briefpack.writers.word.stationery import own_stationery
from briefpack.writers.word.styles import RUNNING_LEADING, paragraph_styles, running_size
from tests.trees import META, p
from tests.writers.pdf_text import theme
from tests.writers.word_text import part, values

LINE = theme().sizes.memo_body * theme().leading.memo
GAP = theme().step_pt / 2


def lines(count: int, **how: bool) -> Paragraph:
    return Paragraph("<w:br/>".join(text_xml("Words.") for _ in range(count)), **how)  # type: ignore[arg-type]


def starts(*flow: Paragraph | TableXml, height: float = 10 * LINE) -> list[int]:
    return pages_of(*flow, height=height).starts


def pages_of(*flow: Paragraph | TableXml, height: float = 10 * LINE) -> Paged:
    return paged(measured(flow, theme(), "en", 400), theme(), height)


def test_words_fill_lines() -> None:
    face = Face("Calibri")
    assert line_count("Words.", face, 11, 400) == 1
    assert 5 <= line_count("Each town keeps its own fare. " * 15, face, 11, 400) <= 7
    assert line_count("港の切符" * 20, face, 10, 100) == 8
    assert line_count("a\nb", face, 11, 400) == 2


def test_a_long_paragraph_goes_on_and_a_short_one_does_not_part() -> None:
    assert starts(lines(8), lines(6), lines(2)) == [1, 2, 2]
    assert starts(lines(5), lines(6), lines(2)) == [1, 1, 2]
    assert starts(lines(8), lines(3)) == [1, 2]


def test_what_is_kept_goes_to_the_next_page_together() -> None:
    assert starts(lines(7), lines(1, keep_next=True), lines(2)) == [1, 2, 2]
    assert starts(lines(6), lines(6, keep_next=True, may_part=True), lines(1)) == [1, 1, 2]
    assert starts(lines(7), TableXml("", 5 * LINE, 5 * LINE)) == [1, 2]
    assert starts(lines(7), TableXml("", 9 * LINE, LINE), lines(1)) == [1, 1, 2]
    assert starts(lines(1), lines(1, new_page=True)) == [1, 2]


def test_rows_of_a_table_are_whole_and_its_head_stands_again_where_it_goes_on() -> None:
    table = TableXml("", 9 * LINE, 5 * LINE, rows_pt=(LINE, 4 * LINE, 4 * LINE))
    told = pages_of(lines(4), table, lines(1))
    assert (told.starts, told.pages) == ([1, 1, 2], 2)
    assert told.filled == pytest.approx(0.6 + 0.75 * theme().step_pt / (10 * LINE)) and told.hole == pytest.approx(
        0.1, abs=0.05
    )


def test_the_last_page_is_as_full_as_what_stands_on_it() -> None:
    made = pages_of(lines(8), lines(5))
    assert (made.pages, round(made.filled, 1)) == (2, 0.5)


def test_a_memo_is_set_closer_only_where_that_saves_a_page() -> None:
    def chosen(*attempts: tuple[int, float]) -> tuple[int, float]:
        return saving_a_page(iter(attempts), lambda one: one[0], lambda one: one[1])

    assert chosen((3, 0.1), (3, 0.05), (2, 0.99)) == (2, 0.99)
    assert chosen((3, 0.1), (3, 0.05), (3, 0.02)) == (3, 0.1)
    assert chosen((3, 0.6), (2, 0.99)) == (3, 0.6)
    assert chosen((1, 0.1), (0, 0.0)) == (1, 0.1)


@pytest.mark.parametrize(("paragraphs", "closer"), [(10, False), (36, True), (60, False)])
def test_word_sets_a_memo_closer_whose_last_page_would_be_nearly_empty(paragraphs: int, closer: bool) -> None:
    filler = tuple(p("Words that fill a line of the page.") for _ in range(paragraphs - 1))
    data = write_word(t.Document(replace(META), filler), theme()).data
    after = {style: values(node, "w:spacing", "w:after") for style, node in normal(data)}
    assert (after["Normal"] != [str(round(GAP * 20))]) is closer


def normal(data: bytes) -> list[tuple[str, object]]:
    root = part(data, "word/styles.xml")
    name = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}styleId"
    return [(node.get(name), node) for node in root if node.get(name) == "Normal"]


def test_a_memo_with_a_hole_is_set_closer_where_that_closes_it() -> None:
    def chosen(*attempts: tuple[int, float, float]) -> tuple[int, float, float]:
        return without_holes(iter(attempts), lambda one: one[0], lambda one: one[1], lambda one: one[2])

    assert chosen((3, 0.7, 0.1), (3, 0.6, 0.0)) == (3, 0.7, 0.1), "no hole"
    assert chosen((3, 0.7, 0.3), (3, 0.6, 0.2), (3, 0.5, 0.1)) == (3, 0.5, 0.1)
    assert chosen((3, 0.7, 0.3), (3, 0.05, 0.1)) == (3, 0.7, 0.3), "a last page of a line or two is no better"
    assert chosen((3, 0.7, 0.3), (3, 0.2, 0.1), (3, 0.4, 0.1)) == (3, 0.4, 0.1), "of those without one the fullest"
    assert chosen((3, 0.4, 0.3), (2, 0.9, 0.3), (2, 0.8, 0.1)) == (2, 0.8, 0.1)


def test_a_memo_whose_last_page_is_little_filled_is_set_as_close_as_saves_that_page() -> None:
    def chosen(*attempts: tuple[int, float, float]) -> tuple[int, float, float]:
        return without_holes(iter(attempts), lambda one: one[0], lambda one: one[1], lambda one: one[2])

    assert chosen((3, 0.4, 0.1), (3, 0.2, 0.1), (2, 0.9, 0.1)) == (2, 0.9, 0.1)
    assert chosen((3, 0.6, 0.2), (3, 0.3, 0.1), (2, 0.8, 0.1)) == (2, 0.8, 0.1), "it has a hole, too"
    assert chosen((3, 0.4, 0.1), (3, 0.3, 0.1), (3, 0.2, 0.1)) == (3, 0.4, 0.1), "nothing saves it"


def test_where_nothing_spares_a_page_of_which_little_is_taken_a_memo_is_set_wider() -> None:
    def chosen(closer: list[tuple[int, float, float]], *wider: tuple[int, float, float]) -> tuple[int, float, float]:
        return without_holes(iter(closer), lambda one: one[0], lambda one: one[1], lambda one: one[2], wider)

    forgotten = (3, 0.1, 0.1)
    assert chosen([forgotten, (3, 0.05, 0.1)], (3, 0.3, 0.1), (3, 0.5, 0.1), (3, 0.6, 0.1)) == (3, 0.5, 0.1)
    assert chosen([forgotten], (3, 0.3, 0.1), (4, 0.2, 0.1)) == (3, 0.3, 0.1), "no page more"
    assert chosen([forgotten], (3, 0.5, 0.3)) == forgotten, "no hole for it"
    assert chosen([forgotten, (2, 0.9, 0.1)], (3, 0.5, 0.1)) == (2, 0.9, 0.1), "a page fewer is better"
    assert chosen([(3, 0.5, 0.1)], (3, 0.6, 0.1)) == (3, 0.5, 0.1), "enough is taken"
    assert chosen([forgotten]) == forgotten, "it cannot be set wider, as slides cannot"
    assert chosen([(9, 0.5, 0.22), (8, 0.7, 0.28), (8, 0.5, 0.16), (8, 0.1, 0.07)]) == (8, 0.5, 0.16)
    assert chosen([(1, 0.1, 0.0)], (1, 0.2, 0.0)) == (1, 0.1, 0.0), "it is the only page"


def test_contents_that_have_no_room_on_the_cover_leave_a_hole_there() -> None:
    contents = replace(lines(2, new_page=True), style="TOCHeading")
    assert pages_of(lines(4), lines(2, new_page=True)).hole == 0
    assert pages_of(lines(4), contents).hole == pytest.approx(0.6, abs=0.02)


def test_what_goes_on_over_two_pages_need_not_say_that_its_end_stays_with_what_follows() -> None:
    item = lines(6, keep_next=True, may_part=True)
    assert pages_of(lines(6), item, lines(1)).parted == {1}
    assert pages_of(lines(3), item, lines(1)).parted == set(), "it stands on one page"
    assert pages_of(lines(4), replace(item, may_part=False), lines(1)).parted == set()
    shorter = lines(5, keep_next=True, may_part=True)
    assert pages_of(lines(6), shorter, lines(1)).parted == set(), "a line counted too many would leave its end alone"

    def kept(before: int) -> bool:
        lead = t.Paragraph((t.Span((t.Text("Lead: the office."),), voice="quiet"),))
        words = t.ListItem((p("Words that fill a line of the page and go on for some more lines of it. " * 6), lead))
        filler, rest = (p(" ".join(["Words that fill a line of the page."] * count)) for count in (2 * before, 80))
        data = write_word(t.Document(META, (filler, t.List((words,)), rest)), theme()).data
        _, par, *_ = part(data, "word/document.xml").iter(PARAGRAPH)
        return par.find(f"{PROPERTIES}/{KEEPS}") is not None

    assert kept(10) and not all(kept(before) for before in range(58, 62)), "in one of them it begins a page's end"


PARAGRAPH, PROPERTIES, KEEPS = (qn(f"w:{name}") for name in ("p", "pPr", "keepNext"))


def test_what_edges_a_panel_and_the_first_page_s_head_take_is_counted() -> None:
    def filled(pad_pt: float) -> float:
        panel = Panel("#FFFFFF", "#000000", 1, pad_pt=pad_pt)
        return pages_of(lines(2, panel=panel), lines(2, panel=panel)).filled  # type: ignore[arg-type]

    assert filled(LINE / 2) - filled(0) == pytest.approx(0.1), "above the first and below the last, of ten lines"
    flow = measured([lines(8), lines(2)], theme(), "en", 400)
    assert paged(flow, theme(), 11 * LINE).starts == [1, 1]
    assert paged(flow, theme(), 11 * LINE, head_pt=LINE).starts == [1, 2]


def test_a_footnote_takes_as_many_lines_of_the_page_as_its_words() -> None:
    noted = replace(lines(2), runs=lines(2).runs + '<w:footnoteReference w:id="3"/>')

    def filled(words: str) -> float:
        return paged(measured([noted], theme(), "en", 400, {3: words}), theme(), 100 * LINE).filled * 100 * LINE

    note = paragraph_styles(theme())["FootnoteText"]
    assert filled("Short.") - filled("") == pytest.approx(0)
    assert filled("Words that go on. " * 12) - filled("Short.") == pytest.approx(2 * note.size_pt * note.leading)


def test_a_footer_of_two_lines_leaves_less_of_the_page() -> None:
    large, meta = (
        theme().in_large_print(),
        replace(META, marking="For discussion", organisation="The harbour office of both towns on the river"),
    )
    assert footer_pt(replace(meta, marking=""), theme()) == 0
    line = running_size(large) * RUNNING_LEADING
    assert footer_pt(meta, large) - footer_pt(replace(meta, marking=""), large) == pytest.approx(line)
    assert own_stationery(large, meta).height_pt < own_stationery(large, replace(meta, marking="")).height_pt


def test_a_korean_letter_is_narrower_than_an_em() -> None:
    assert line_count("회의" * 26, Face("Malgun Gothic"), 10, 490) == 1
    assert line_count("会議" * 26, Face("Yu Gothic"), 10, 490) == 2


def test_blocks_are_set_once_however_closely_they_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[object] = []
    paragraph = SETTERS[t.Paragraph]

    def counted(*call: object) -> None:
        seen.append(call[0])
        paragraph(*call)  # type: ignore[arg-type]

    monkeypatch.setitem(SETTERS, t.Paragraph, counted)
    filler = tuple(p("Words that fill a line of the page.") for _ in range(35))
    write_word(t.Document(META, filler), theme())
    assert len(seen) == len(filler)
