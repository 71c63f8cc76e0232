"""The forms of slides, from one readable deck: every format says all its words, and sets parts where they belong."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from typing import Any

import pikepdf
import pypdfium2 as pdfium
import pytest

from briefpack.build.fit import Fitted
from briefpack.build.formats import FORMATS, Look
from briefpack.document import traits
from briefpack.document import tree as t
from briefpack.document.markdown import parse_document
from briefpack.document.slides import deck_of, without_notes
from briefpack.errors import Place
from briefpack.languages.line_breaks import NO_BREAK
from briefpack.look.slide_grid import (
    BODY,
    LARGER,
    LARGEST_HEAD,
    LEAST_CARD,
    LEAST_ON_PAPER,
    LOWER,
    MOST_LOWER,
    MOST_PARTS,
    SMALLER,
    TITLE,
    in_rows,
    lowered,
)
from briefpack.units import emu, mm
from briefpack.writers import MOST_EMPTY
from briefpack.writers.outline import write_outline
from briefpack.writers.pdf import write_pdf
from briefpack.writers.pptx import write_slides
from briefpack.writers.pptx.deck import PlannedSlide, Planner
from briefpack.writers.pptx.flows import TableFlow, TextFlow
from briefpack.writers.pptx.own_master import own_master
from briefpack.writers.pptx.pages import is_ask
from briefpack.writers.pptx.parts import PartsFlow
from briefpack.writers.pptx.slide_master import read_slide_master
from briefpack.writers.pptx.text import Level, Paragraph, Setting, measured, without_orphan
from briefpack.writers.pptx.words import BREAK, CUT, Run
from tests.conftest import REPOSITORY
from tests.trees import META, inline, item, p
from tests.writers.html_text import said_words
from tests.writers.outline_levels import read_impress, read_plain, read_word
from tests.writers.outline_text import read_outline
from tests.writers.pdf_structure import text_along_tree
from tests.writers.pdf_text import letters, pages_text, theme
from tests.writers.pptx_text import A, P, content_of, kind_of, notes, part, slides, text_of, title_of

CASE = REPOSITORY / "tests/cases/decks/every-form.md"
THEMES = ("ministry", "newsroom", "campaign")
SIDE_BY_SIDE = ("cards", "columns", "timeline", "key_figures")


@functools.cache
def deck(**meta: Any) -> t.Document:
    text = CASE.read_text(encoding="utf-8")
    return parse_document(text, replace(META, kind="slides", **meta), Place("every-form.md"))


def document(*blocks: t.Block, **meta: Any) -> t.Document:
    return t.Document(replace(META, kind="slides", **meta), (t.Heading(1, inline("T")), p("W."), *blocks))


@functools.cache
def planned(source: t.Document, name: str = "ministry") -> tuple[list[PlannedSlide], Planner]:
    look = theme(name)
    master = read_slide_master(own_master(look, source.meta.language), look, is_own=True)
    planner = Planner(master, look, source.meta.language)
    return planner.slides(deck_of(source)), planner


def regions(role: str) -> list[t.Region]:
    return [node for node in t.walk(deck().blocks) if isinstance(node, t.Region) and node.role == role]


def part_count(region: t.Region) -> int:
    fields = [len(block.fields) for block in region.blocks if isinstance(block, t.Fields)]
    return sum(fields) or len(traits.parts_of(region.blocks)[1])


# Words


def of_outline(dialect: str) -> str:
    read = read_outline(write_outline(deck(), theme(), dialect).data)
    return " ".join(" ".join((slide.title, *slide.words, *slide.notes)) for slide in read)


def written(form: str) -> bytes:
    return FORMATS[form].write(Fitted(deck()), Look(theme())).data


def of_pptx() -> str:
    data = written("pptx")
    return " ".join([*map(title_of, slides(data)), *map(content_of, slides(data)), *map(content_of, notes(data))])


SAID: dict[str, Callable[[], str]] = {
    "pptx": of_pptx,
    "pdf": lambda: " ".join(pages_text(written("pdf"))),
    "html": lambda: " ".join(said_words(written("html"))),
    "md for Marp": lambda: of_outline("marp"),
    "md for pandoc": lambda: of_outline("pandoc"),
    "md for reveal.js": lambda: of_outline("reveal"),
    "txt": lambda: " ".join(line.text for line in read_plain(written("txt"))),
    "outline.docx": lambda: " ".join(line.text for line in read_word(written("outline.docx"))),
    "odt": lambda: " ".join(line.text for line in read_impress(written("odt"))),
}
OUTLINES = ("txt", "outline.docx", "odt")


@pytest.mark.parametrize("form", SAID)
def test_every_format_says_all_words_of_every_form(form: str) -> None:
    source = without_notes(deck()) if form in OUTLINES else deck()
    said = letters(SAID[form]())
    words = list(map(letters, t.words(source.blocks)))
    assert [word for word in words if said.count(word) < words.count(word)] == []


def test_the_case_holds_every_form() -> None:
    forms = {node.role for node in t.walk(deck().blocks) if isinstance(node, t.Region)}
    assert t.FORM_ROLES - {"beside"} | {"ask"} <= forms, "pictures are a pack’s: their own tests hold them"
    kinds = {type(block) for slide in deck_of(deck()).slides for block in slide.blocks}
    assert {t.Table, t.List} <= kinds
    assert any(slide.quotes_alone for slide in deck_of(deck()).slides)


# Parts


def test_two_columns_stand_in_the_places_that_a_layout_has_for_them() -> None:
    ((shown, own),) = [
        (slide, [shape for shape in slide.iter(f"{P}sp") if name_of(shape).startswith("Column ")])
        for slide in slides(write_slides(deck(), theme()).data)
        if "Column 1" in map(name_of, slide.iter(f"{P}sp"))
    ]
    assert [next(shape.iter(f"{P}ph")).get("idx") for shape in own] == ["1", "2"]
    assert not any(shape in group for group in shown.iter(f"{P}grpSp") for shape in own)
    xs = [int(shape.find(f"{P}spPr/{A}xfrm/{A}off").get("x")) for shape in own]
    assert xs == sorted(xs)


@pytest.mark.parametrize("role", [role for role in SIDE_BY_SIDE if role != "columns"])
@pytest.mark.parametrize("name", THEMES)
def test_powerpoint_has_a_group_of_as_many_parts(role: str, name: str) -> None:
    groups = {"cards": "Cards", "timeline": "Timeline", "key_figures": "Key figures"}
    shown = slides(write_slides(deck(), theme(name)).data)
    found = [group for slide in shown for group in slide.iter(f"{P}grpSp") if name_of(group) == groups[role]]
    parts = {"cards": "Card", "timeline": "Step", "key_figures": "Figure"}
    names = [{name_of(shape).split(":")[0] for shape in group.iter(f"{P}sp")} for group in found]
    counts = [len({one for one in own if one.startswith(f"{parts[role]} ")}) for own in names]
    assert counts == [part_count(region) for region in regions(role)]


def test_what_names_the_parts_of_a_group_has_one_mark_between_two() -> None:
    shown = slides(write_slides(deck(), theme("ministry")).data)
    said = [next(one.iter(f"{P}cNvPr")).get("descr", "") for slide in shown for one in slide.iter(f"{P}grpSp")]
    assert any("; " in words for words in said)
    assert [words for words in said if ".; " in words or words.endswith(".")] == []


def name_of(shape: Any) -> str:
    return str(next(shape.iter(f"{P}cNvPr")).get("name"))


def box_of(shape: Any) -> tuple[int, ...]:
    place = shape.find(f"{P}spPr/{A}xfrm")
    return tuple(
        int(place.find(f"{A}{tag}").get(key)) for tag, key in (("off", "x"), ("off", "y"), ("ext", "cx"), ("ext", "cy"))
    )


def parts_of(role: str, name: str = "ministry") -> list[tuple[PartsFlow, Any]]:
    found = [at for slide in planned(deck(), name)[0] for at in slide.content]
    return [(at.flow, at) for at in found if isinstance(at.flow, PartsFlow) and at.flow.form == role]


@pytest.mark.parametrize("name", THEMES)
def test_cards_are_as_tall_as_each_other_and_fill_their_slide(name: str) -> None:
    for flow, at in parts_of("cards", name):
        slots = flow.slots(at.width, at.height)
        rows = {slot.y: {round(other.height, 3) for other in slots if other.y == slot.y} for slot in slots}
        assert {len(heights) for heights in rows.values()} == {1}
        assert not flow.on_ground or len({round(slot.height, 3) for slot in slots}) == 1
        assert len(rows) == len(in_rows("cards", flow.parts))
        assert max(slot.y + slot.height for slot in slots) <= at.height + 0.01


@pytest.mark.parametrize("name", THEMES)
def test_texts_side_by_side_begin_on_one_line(name: str) -> None:
    for role in SIDE_BY_SIDE:
        for flow, at in parts_of(role, name):
            starts = [(slot.y, slot.y + slot.text) for slot in flow.slots(at.width, at.height)]
            assert len(set(starts)) == len({y for y, _ in starts})


def test_steps_stand_in_the_order_of_their_days_and_dates_on_one_line() -> None:
    ((flow, at),) = parts_of("timeline")
    slots = flow.slots(at.width)
    assert [slot.x for slot in slots] == sorted(slot.x for slot in slots)
    on_one_line = measured(slots[0].head, 1e6, flow.head_setting).height
    assert [slot.head_tall for slot in slots] == [on_one_line] * len(slots)


def test_a_date_that_is_long_takes_room_from_its_neighbours() -> None:
    dates = ("18 August", "5–7 September 2023", "6–10 November 2023", "December")
    steps = t.Fields(tuple(t.Field(date, inline("Meet.")) for date in dates))
    ((*_, shown), _) = planned(document(t.Heading(2, inline("U")), t.Region("timeline", (steps,))))
    (at,) = shown.content
    assert isinstance(at.flow, PartsFlow)
    assert len({slot.head_tall for slot in at.flow.slots(at.width)}) == 1
    pages = pages_text(write_pdf(document(t.Heading(2, inline("U")), t.Region("timeline", (steps,))), theme()).data)
    assert "6–10 November 2023" in pages[-1]


def test_rows_of_cards_are_even_where_texts_are_not() -> None:
    texts = ("Short.", "Short.", "Rather long, so that it takes more lines of its card than one. " * 2, "Short.")
    blocks = tuple(block for n, text in enumerate(texts) for block in (t.Heading(3, inline(f"Head {n}")), p(text)))
    ((*_, shown), _) = planned(document(t.Heading(2, inline("U")), t.Region("cards", blocks)))
    (at,) = shown.content
    assert isinstance(at.flow, PartsFlow)
    assert len({round(slot.height, 3) for slot in at.flow.slots(at.width, at.height)}) == 1


def test_heads_of_cards_are_smaller_where_that_saves_a_line_and_balanced_where_not() -> None:
    def heads(*words: str) -> list[Paragraph]:
        blocks = tuple(block for head in words for block in (t.Heading(3, inline(head)), p("w")))
        ((*_, shown), _) = planned(document(t.Heading(2, inline("U")), t.Region("cards", blocks)))
        (at,) = shown.content
        assert isinstance(at.flow, PartsFlow)
        return at.flow.heads(at.width)

    usual, smaller = heads("Price", "Staff", "People"), heads("Price", "Staff in the late evening", "No price is known")
    assert max(head.scale for head in smaller) < max(head.scale for head in usual)
    lines = [
        len(line)
        for line in heads("Seven councils prepare choices together every summer", "Price", "Staff")[0].text.split("\n")
    ]
    assert len(lines) > 1
    assert max(lines) < 2 * min(lines), "filled one by one, the last would be a word"


def test_who_leads_stands_at_the_foot_of_its_card_whatever_is_said_above() -> None:
    texts = ("Short.", "Rather long, so that it takes more lines of its card than one. " * 2, "Short.")
    quiet = t.Paragraph((t.Span(inline("Lead: Councils."), voice="quiet"),))
    blocks = [block for n, text in enumerate(texts) for block in (t.Heading(3, inline(f"Head {n}")), p(text), quiet)]
    source = document(t.Heading(2, inline("U")), t.Region("cards", tuple(blocks)))
    *_, shown = slides(write_slides(source, theme()).data)
    boxes = {name_of(shape): box_of(shape) for shape in shown.iter(f"{P}sp") if name_of(shape).startswith("Card ")}
    feet, cards = ([boxes[f"Card {n}{part}"] for n in (1, 2, 3)] for part in (": foot", ""))
    assert len({y + height for _, y, _, height in feet}) == 1
    assert all(foot[1] + foot[3] < card[1] + card[3] for foot, card in zip(feet, cards, strict=True))


@pytest.mark.parametrize("name", THEMES)
def test_no_head_of_a_card_is_as_large_as_a_title(name: str) -> None:
    for flow, at in parts_of("cards", name):
        largest = max(head.scale for head in flow.heads(at.width)) * flow.scale
        assert largest * flow.size < theme(name).sizes.slide_title
        assert largest <= LARGEST_HEAD + 0.001


def test_a_column_of_our_own_words_has_a_rule_in_their_colour() -> None:
    ours = t.Heading(3, (t.Span(inline("Our analysis"), voice="editor"),))
    columns = t.Region("columns", (t.Heading(3, inline("Proposals")), p("w"), ours, p("w")))
    *_, shown = slides(write_slides(document(t.Heading(2, inline("U")), columns), theme()).data)
    rules = [shape for shape in shown.iter(f"{P}sp") if name_of(shape) == "Rule"]
    colours = [next(shape.iter(f"{A}schemeClr", f"{A}srgbClr")).get("val") for shape in rules]
    assert len(set(colours)) == len(rules) == 2


def test_a_table_of_few_words_is_set_larger() -> None:
    def size(words: str) -> float:
        rows = tuple(t.Row((t.Cell(inline(words)), t.Cell(inline(words)))) for _ in range(3))
        table = t.Table(t.Row((t.Cell(inline("A")), t.Cell(inline("B")))), rows)
        ((*_, shown), _) = planned(document(t.Heading(2, inline("U")), table))
        (at,) = shown.content
        assert isinstance(at.flow, TableFlow)
        return at.flow.setting.levels[0].size

    assert size("Few.") > size("Rather many words, so that each cell takes several lines of its column. " * 3)


def test_what_counts_is_marked_by_more_than_a_colour() -> None:
    """A recommended option has a bar, the card that counts a thicker rule, the step that counts a ring."""
    ((table, _),) = [
        (at.flow, at) for slide in planned(deck())[0] for at in slide.content if isinstance(at.flow, TableFlow)
    ]
    assert table.marked == {0}
    marked = [[part.marked for part in flow.parts] for role in ("cards", "timeline") for flow, _ in parts_of(role)]
    assert [sum(one) for one in marked] == [0, 1, 0, 1]
    xml = b"".join(
        content for name, content in files_of(write_slides(deck(), theme()).data) if name.startswith("ppt/slides/slide")
    )
    assert xml.count(b'<a:lnL w="63500">') == 1
    assert xml.count(b'cy="76200"') == 1, "the rule of the card that counts is six points thick"


def files_of(data: bytes) -> list[tuple[str, bytes]]:
    from tests.writers.pptx_text import files

    return list(files(data).items())


@pytest.mark.parametrize("role", SIDE_BY_SIDE)
def test_too_many_parts_stand_one_below_the_other(role: str) -> None:
    most = max(MOST_PARTS[role])
    counts = {}
    for count in (most, most + 1):
        if role in ("cards", "columns"):
            inner: tuple[t.Block, ...] = tuple(
                block for n in range(count) for block in (t.Heading(3, inline(f"H{n}")), p("w"))
            )
        else:
            inner = (t.Fields(tuple(t.Field(f"L{n}", inline("w")) for n in range(count))),)
        shown, _ = planned(document(t.Heading(2, inline("U")), t.Region(role, inner)))
        counts[count] = sum(isinstance(at.flow, PartsFlow) for slide in shown for at in slide.content)
    assert counts == {most: 1, most + 1: 0}


# Titles


def test_what_stands_below_titles_starts_at_one_height_whatever_their_lines() -> None:
    long = "A title that is rather long and therefore takes two lines of a slide of the usual width"
    bodies = (t.List((item("One."), item("Two."))), regions("cards")[0], regions("columns")[0])
    blocks = [(t.Heading(2, inline(title)), body) for title in ("Short is better", long) for body in bodies]
    shown, _ = planned(document(*(block for pair in blocks for block in pair)))
    assert len({round(slide.content[0].y, 2) for slide in shown[1:]}) == 1
    assert {slide.title_box for slide in shown[1:]} == {None}, "titles end at the bottom of the layout's box"
    assert shown[1].content[0].y > TITLE[1] + TITLE[3]


# Room


ASK = t.Region(
    "ask", (p("Please approve the ticket."), t.List(tuple(map(item, ("Now.", "Whole.", *("For both towns.",) * 4)))))
)


def paragraphs(count: int) -> tuple[t.Block, ...]:
    return (
        p("A sentence of some words that goes on and on until it fills a line of a slide and half of one. " * 2),
    ) * count


def sizes(slide: PlannedSlide) -> set[float]:
    return {
        para.scale
        for at in slide.content
        if isinstance(at.flow, TextFlow) and at.flow.panel != "contact"
        for para in at.flow.paras
    }


@pytest.mark.parametrize("count", range(1, 12))
def test_what_no_size_holds_is_split_and_an_ask_moves_whole(count: int) -> None:
    for role in SIDE_BY_SIDE:
        shown, _ = planned(document(t.Heading(2, inline("U")), regions(role)[0], *paragraphs(count), ASK))
        asked = [at.flow for slide in shown for at in slide.content if is_ask(at.flow)]
        assert [len(flow.paras) for flow in asked if isinstance(flow, TextFlow)] == [7]
        assert min(size for slide in shown[1:] for size in sizes(slide)) >= SMALLER[-1]


def test_an_ask_that_no_slide_holds_is_a_warning_in_both_formats() -> None:
    long = t.Region("ask", paragraphs(9))
    source = document(t.Heading(2, inline("Please decide")), long)
    message = "the ask of the slide “Please decide” is too long for one slide"
    for written_deck in (write_slides(source, theme()), write_pdf(source, theme())):
        assert message in [warning for warning, _ in written_deck.warnings]
        assert written_deck.pages > 2
    short = document(t.Heading(2, inline("Please decide")), t.Region("ask", paragraphs(3)))
    for written_deck in (write_slides(short, theme()), write_pdf(short, theme())):
        assert [warning for warning, _ in written_deck.warnings if "ask" in warning] == []


def test_pages_of_a_split_slide_are_as_few_as_a_smaller_size_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    def counts() -> list[int]:
        decks = (document(t.Heading(2, inline("U")), *(p("A line."),) * count) for count in range(17, 23))
        return [write_pdf(source, theme()).pages for source in decks]

    fewest = counts()
    monkeypatch.setattr("briefpack.writers.pdf.deck.SMALLER", SMALLER[:1])
    assert any(few < many for few, many in zip(fewest, counts(), strict=True) if few > 2)


def test_an_ask_below_what_fills_a_slide_stands_whole_on_the_next_page() -> None:
    source = document(t.Heading(2, inline("U")), *paragraphs(7), t.Region("ask", (p("Say yes."), *paragraphs(2))))
    pages = pages_text(write_pdf(source, theme()).data)
    (asked,) = [page for page in pages if "Say yes." in page]
    assert letters(asked).count(letters("until it fills a line")) == 4


@pytest.mark.parametrize("write", [write_slides, write_pdf])
def test_half_as_many_slides_again_are_a_warning(write: Callable[..., Any]) -> None:
    def warned(count: int) -> bool:
        full = [block for n in range(2) for block in (t.Heading(2, inline(f"U{n}")), *paragraphs(count))]
        return any("the deck takes" in message for message, _ in write(document(*full), theme()).warnings)

    assert [warned(count) for count in (2, 14)] == [False, True]


@pytest.mark.parametrize("write", [write_slides, write_pdf])
def test_a_slide_that_stays_empty_is_a_warning(write: Callable[..., Any]) -> None:
    source = document(t.Heading(2, inline("An empty slide")), p("One line."), t.Heading(2, inline("V")), *paragraphs(4))
    (message,) = [message for message, _ in write(source, theme()).warnings if "empty" in message]
    assert message == "more than a third is empty below the content of the slide “An empty slide”"


@pytest.mark.parametrize("name", THEMES)
def test_no_slide_of_the_case_is_empty_below_its_content(name: str) -> None:
    fills = [slide.fill for slide in planned(deck(), name)[0] if slide.fill]
    assert [fill for fill in fills if fill.empty > MOST_EMPTY] == []
    assert [message for message, _ in write_pdf(deck(), theme(name)).warnings if "empty" in message] == []


def test_cards_that_stand_alone_take_most_of_their_slide() -> None:
    two = t.Region("cards", (t.Heading(3, inline("A")), p("w"), t.Heading(3, inline("B")), p("w")))
    ((*_, shown), _) = planned(document(t.Heading(2, inline("U")), two))
    assert shown.fill
    assert shown.fill.taken >= LEAST_CARD - 0.01


def test_few_words_are_set_larger_and_a_quotation_stands_in_the_middle() -> None:
    ((*_, shown), _) = planned(document(t.Heading(2, inline("U")), t.List((item("One."), item("Two.")))))
    assert sizes(shown) == {LARGER[0]}
    quoted = next(
        slide
        for slide in planned(deck())[0]
        if slide.content and getattr(slide.content[0].flow, "panel", "") == "quote"
    )
    (at,) = quoted.content
    source = quoted.source
    assert source
    above, below = at.y - (TITLE[1] + TITLE[3]), source.y - at.y - at.height
    assert 0.5 < above / below < 1.0


@pytest.mark.parametrize("role", ["timeline", "key_figures"])
def test_what_has_no_ground_to_fill_its_slide_stands_lower_alone(role: str) -> None:
    alone, beside = (t.Heading(2, inline("U")), regions(role)[0]), (t.Heading(2, inline("V")), regions(role)[0], p("w"))
    first, second = planned(document(*alone, *beside))[0][1:]
    assert first.content[0].y > second.content[0].y
    assert first.content[0].y + first.content[0].height < BODY[1] + BODY[3]


# Titles of one size


def test_titles_of_a_deck_share_a_size_but_for_one_that_is_far_longer() -> None:
    def titles(*lengths: int) -> list[float]:
        slides = [
            (t.Heading(2, inline(f"{n} " + "words of a title " * length)), p("w")) for n, length in enumerate(lengths)
        ]
        return [slide.title.scale for slide in planned(document(*(block for one in slides for block in one)))[0][1:]]

    assert set(titles(1, 2, 2)) == {1}
    (together,) = set(titles(1, 2, 12))
    assert together < 1
    shared = titles(*(1,) * 8, 12)
    assert [scale for scale in shared if scale < 1] == [shared[-1]]


# Notes


def test_a_deck_without_notes_says_none_in_any_format() -> None:
    source = without_notes(deck(with_notes=False))
    assert notes(write_slides(source, theme()).data) == []
    assert write_pdf(source, theme()).pages == len(deck_of(source).slides)
    for dialect in ("marp", "pandoc", "reveal"):
        read = read_outline(write_outline(source, theme(), dialect).data)
        assert [slide.notes for slide in read if slide.notes] == []


def test_the_handout_shows_each_slide_above_what_is_said_to_it() -> None:
    pages = pages_text(write_pdf(deck(), theme()).data)
    shown = len(deck_of(deck()).slides)
    handout = " ".join(pages[shown:])
    assert "It is the smallest step that tells us something." in " ".join(handout.split())
    assert "A trial of one summer costs least" in " ".join(handout.split())


def test_the_handout_has_the_sources_of_each_slide_beside_it_and_lines_to_write_on() -> None:
    made = write_pdf(deck(), theme())
    first = len(deck_of(deck()).slides)
    with contextlib.closing(pdfium.PdfDocument(made.data)) as pages:
        paper = pages[first]
        words = paper.get_textpage()
        sources = [slide.sources for slide in deck_of(deck()).slides if slide.notes and slide.sources]
        beside = words.get_text_bounded(left=mm(18 + 110 + 8), right=paper.get_width())
        assert letters(t.plain_text(sources[0][0].inlines)) in letters(beside)
        lines = [one.get_bounds() for one in paper.get_objects() if one.type == pdfium.raw.FPDF_PAGEOBJ_PATH]
    ruled = [bounds for bounds in lines if bounds[0] > mm(18 + 110) and bounds[3] - bounds[1] < 1]
    assert len(ruled) >= 6


def test_a_notes_page_is_a_handout_with_marking_title_sources_and_lines_to_write_on() -> None:
    source = deck(marking="For discussion", organisation="Ferry office")
    data = write_slides(source, theme()).data
    spoken = [(n, slide) for n, slide in enumerate(deck_of(source).slides, 1) if slide.notes]
    for page, (number, slide) in zip(notes(data), spoken, strict=True):
        feet = {kind_of(shape): text_of(shape) for shape in page.iter(f"{P}sp")}
        assert feet["hdr"] == source.meta.title
        assert feet["ftr"] == f"For discussion · Ferry office · {source.meta.date_text}"
        assert feet["sldNum"] == str(number)
        named = {shape.find(f".//{P}cNvPr").get("name"): shape for shape in page.iter(f"{P}sp")}
        assert letters(text_of(named["Title of the slide"])) == letters(t.plain_text(slide.title))
        if slide.sources and slide.level > 1:
            assert letters(t.plain_text(slide.sources[0].inlines)) in letters(text_of(named["Sources"]))
        lines = sum(len(list(shape.iter(f"{A}lnTo"))) for shape in page.iter(f"{P}sp") if "Lines" in names_of(shape))
        assert lines >= 6
    master = part(data, "ppt/notesMasters/notesMaster1.xml")
    text = next(shape for shape in master.iter(f"{P}sp") if kind_of(shape) == "body")
    assert int(text.find(f".//{A}ext").get("cx")) == emu(312)


def names_of(shape: Any) -> list[str]:
    return [node.get("name") for node in shape.iter(f"{P}cNvPr")]


def test_a_notes_page_names_its_fonts_and_colours_as_libreoffice_knows_no_theme_there() -> None:
    for page in notes(write_slides(deck(), theme()).data):
        faces = [node.get("typeface") for node in page.iter(f"{A}latin", f"{A}ea")]
        assert faces and not [face for face in faces if face.startswith("+")]
        assert not list(page.iter(f"{A}schemeClr"))


def test_lines_over_the_whole_page_start_below_what_is_said() -> None:
    def below(said: int) -> list[int]:
        spoken = tuple(p("One more sentence is said to this slide. " * 6) for _ in range(said))
        shown = document(t.Heading(2, inline("A.")), p("B."), t.Region("notes", spoken))
        (page,) = notes(write_slides(shown, theme()).data)
        drawn = [shape for shape in page.iter(f"{P}sp") if names_of(shape) == ["Lines"]]
        wide = [shape for shape in drawn if int(shape.find(f".//{A}xfrm/{A}ext").get("cx")) > emu(312)]
        return [int(shape.find(f".//{A}xfrm/{A}off").get("y")) for shape in wide]

    (few,), (more,) = below(1), below(3)
    assert few < more
    assert below(9) == []


def test_what_is_said_to_a_slide_ends_on_its_notes_page() -> None:
    said = tuple(
        p("One more sentence is said to this slide, and it is as long as most of them are. " * 4) for _ in "12345678"
    )
    few = write_slides(document(t.Heading(2, inline("A.")), p("B."), t.Region("notes", said[:2])), theme()).data
    many = write_slides(document(t.Heading(2, inline("A.")), p("B."), t.Region("notes", said)), theme()).data
    sizes = [{int(run.get("sz")) for run in notes(data)[0].iter(f"{A}rPr") if run.get("sz")} for data in (few, many)]
    assert sizes[0] == {1000} and sizes[1] and max(sizes[1]) < 1000


def test_what_is_asked_and_the_titles_of_steps_end_in_lines_of_one_length() -> None:
    ask = p("Use any of these questions, and credit the proposals to the author whom the paper in the capital named.")
    shown, _ = planned(document(t.Heading(2, inline("Take part.")), t.Region("ask", (ask,)), p("W.")))
    (asked,) = (at.flow for at in shown[-1].content if isinstance(at.flow, TextFlow) and at.flow.panel == "ask")
    lines = asked.paras[0].text.split(BREAK)
    assert len(lines) == 2 and min(map(len, lines)) > 0.75 * max(map(len, lines))
    long = t.Strong((t.Text("Put the post of an officer into the budget"),))
    steps = t.Fields(tuple(t.Field(day, (long,)) for day in ("1 May", "15 May", "20 June", "1 July")))
    shown, _ = planned(
        document(t.Heading(2, inline("A.")), t.Region("timeline", (steps,)), t.Heading(2, inline("B.")), p("W."))
    )
    (step, *_) = (
        para
        for slide in shown
        for at in slide.content
        if isinstance(at.flow, PartsFlow) and at.flow.form == "timeline"
        for part in at.flow.parts
        for para in part.paras
        if BREAK in para.text
    )
    lines = step.text.split(BREAK)
    assert min(map(len, lines)) > 0.6 * max(map(len, lines))


def test_a_listener_gets_what_a_cell_says_line_by_line() -> None:
    cell = t.Cell(
        (t.Strong((t.Text("One summer with an officer"),)), t.LineBreak(), t.Span((t.Text("Recommended"),), "mark"))
    )
    options = t.Table(
        t.Row((t.Cell(inline("Option")), t.Cell(inline("For")))), (t.Row((cell, t.Cell(inline("Cheap.")))),)
    )
    with pikepdf.open(BytesIO(write_pdf(document(t.Heading(2, inline("A.")), options), theme()).data)) as pdf:
        said = [line.strip() for line in text_along_tree(pdf)]
    assert {"One summer with an officer", "Recommended"} <= {*said}


def test_dates_are_a_little_smaller_where_each_then_stands_on_one_line() -> None:
    days = ("18–19 September 2023", "25–27 September 2023", "26–30 November 2023", "24–25 December 2023")
    steps = t.Fields(tuple(t.Field(day, (t.Strong((t.Text("Meet"),)),)) for day in days))
    shown, _ = planned(document(t.Heading(2, inline("A.")), t.Region("timeline", (steps,)), t.Heading(2, inline("B."))))
    (flow,) = (at.flow for one in shown for at in one.content if isinstance(at.flow, PartsFlow))
    wide = BODY[2]
    assert flow.date_room(flow.look.head, wide) > wide
    assert flow.date_room(flow.heads(wide)[0].scale, wide) <= wide


def test_lines_of_japanese_in_forms_end_between_phrases_and_none_holds_a_few_letters_alone() -> None:
    setting = Setting((Level(16),))
    para = Paragraph((Run("裁判所の判決、節目の日、選挙により、協力が突然止まる可能性がある。"),))
    ended = without_orphan(para, 330, setting)
    first, second = ended.text.split(CUT)
    assert ended.text.replace(CUT, "") == para.text
    assert (first, second) == ("裁判所の判決、節目の日、選挙により、", "協力が突然止まる可能性がある。")
    assert len(measured(ended, 330, setting).starts) == len(measured(para, 330, setting).starts)
    tight = Paragraph((Run("協力が突然止まる可能性があると言える。"),))
    width = 16 * (len(tight.text) - 1.5)
    assert len(without_orphan(tight, width, setting).text.split(CUT)[1]) >= 4
    full = Paragraph((Run("協力が突然止まる可能性がある。" * 2),))
    assert without_orphan(full, 16 * 15.2, setting) == full, "lines without room elsewhere are left as they are"


SHORT, ASIDE = "Parishes and clubs would ring people who live alone when a heat spell begins.", "Lead: Parishes"


def two_cards() -> t.Document:
    aside = t.Paragraph((t.Span(inline(ASIDE), voice="quiet"),))
    blocks = (
        t.Heading(3, inline("A call on the first morning")),
        p(SHORT),
        aside,
        t.Heading(3, inline("Early")),
        p(SHORT),
    )
    return document(t.Heading(2, inline("U")), t.Region("cards", blocks))


def test_two_cards_are_bands_whose_text_stands_beside_its_head_and_in_the_middle() -> None:
    ((*_, shown), _) = planned(two_cards())
    (at,) = shown.content
    flow = at.flow
    assert isinstance(flow, PartsFlow)
    assert flow.is_in_bands
    head, text = flow.inner(at.width)
    assert head < text < at.width - head
    for slot in flow.slots(at.width, at.height):
        said, foot, tall = flow.at_foot(slot)
        needs = max(
            slot.head_tall + (tall if foot else 0), sum(measured(one, text, flow.setting).height for one in said)
        )
        assert needs <= slot.height - slot.lower - slot.text
        assert slot.lower > 0
    texts = {para.scale for slot in flow.slots(at.width) for para in slot.paras if not para.aside}
    assert texts == {head.scale for head in flow.heads(at.width)}, "a text is as large as the head beside it"


def test_bands_are_read_head_text_and_margin() -> None:
    told = " ".join(pages_text(write_pdf(two_cards(), theme()).data)[-1].split())
    order = [told.index(part) for part in ("A call", "Parishes and", ASIDE)]
    assert sorted(order) == order


def test_words_of_cards_start_lower_on_a_ground_that_is_much_taller_than_they_are() -> None:
    blocks = tuple(block for head in ("One", "Two", "Three") for block in (t.Heading(3, inline(head)), p("Short.")))
    ((*_, shown), _) = planned(document(t.Heading(2, inline("U")), t.Region("cards", blocks)))
    (at,) = shown.content
    flow = at.flow
    assert isinstance(flow, PartsFlow)
    assert {slot.lower for slot in flow.slots(at.width, at.height)} == {MOST_LOWER}
    assert {slot.lower for slot in flow.slots(at.width)} == {0}, "none is left"
    assert lowered(8) == 8 * LOWER


@pytest.mark.parametrize("count", [4, 5])
def test_cards_on_paper_leave_the_room_that_they_do_not_fill_above_and_below(count: int) -> None:
    heads = ("One", "Two", "Three", "Four", "Five")[:count]
    cards = t.Region("cards", tuple(block for head in heads for block in (t.Heading(3, inline(head)), p("Short."))))
    source = document(t.Heading(2, inline("U")), cards)
    ((*_, shown), _) = planned(source, "newsroom")
    (at,) = shown.content
    bottom = BODY[1] + BODY[3]
    assert isinstance(at.flow, PartsFlow)
    assert at.flow.is_on_paper
    assert at.y - BODY[1] == pytest.approx(bottom - at.y - at.height)
    assert at.height == pytest.approx(BODY[3] * LEAST_ON_PAPER)
    ((*_, tinted), _) = planned(source, "ministry")
    assert tinted.content[0].y == BODY[1], "on grounds they begin where all content begins"


FEW = "The op-ed gives no figures of any kind and we have none to add."


@pytest.mark.parametrize(
    ("alone", "last"),
    [("add.", "to add."), ("to add.", "none to add."), ("we have none to add.", "add.")],
)
def test_a_last_line_of_few_letters_takes_a_word_from_the_line_above(alone: str, last: str) -> None:
    setting, para = Setting((Level(16),)), Paragraph((Run(FEW),))
    width = next(wide for wide in range(500, 100, -1) if _lines(para, wide, setting)[1:] == [alone])
    ended = without_orphan(para, width, setting)
    assert ended.text.replace(NO_BREAK, " ") == FEW
    assert ended.text.rsplit(" ", 1)[1].replace(NO_BREAK, " ") == last
    assert len(_lines(ended, width, setting)) == 2, "and no line more"


def _lines(para: Paragraph, width: float, setting: Setting) -> list[str]:
    starts = [*measured(para, width, setting).starts, len(para.text)]
    return [para.text[first:last].strip() for first, last in pairwise(starts)]


def _cell(*lines: str, strong: bool = False) -> t.Cell:
    whole = [part for line in lines for part in (t.LineBreak(), t.Text(line))][1:]
    return t.Cell((t.Strong(tuple(whole)),) if strong else tuple(whole))


def test_a_table_of_options_shares_its_columns_so_that_it_takes_few_lines_in_both_formats() -> None:
    said = (
        (
            ("One summer with a heat officer", "Recommended"),
            ("It shows within a year what works.", "It needs no new building."),
            ("Roofs and streets stay as they are for now.",),
        ),
        (
            ("Roofs and streets first",),
            ("What is built lasts.",),
            ("It helps nobody next summer.", "Costs are unknown."),
        ),
        (("Another year of study",), ("The numbers would be better.",), ("Next summer has no cool room.",)),
    )
    rows = tuple(t.Row(tuple(_cell(*lines, strong=not n) for n, lines in enumerate(row))) for row in said)
    table = t.Table(t.Row(tuple(_cell(name) for name in ("Option", "For", "Against"))), rows)
    source = document(t.Heading(2, inline("A trial tells you more")), table)
    told = pages_text(write_pdf(source, theme()).data)[1]
    assert said[2][2][0] in told, "the last cell stands on one line"
    ((*_, shown), _) = planned(source)
    flow = next(at.flow for at in shown.content if isinstance(at.flow, TableFlow))
    last, wide = flow.rows[2][2], flow._inner(BODY[2])[2]
    assert len(measured(last, wide, flow.setting).starts) == 1


@pytest.mark.parametrize(("words", "scale"), [(8, 1.2), (24, 1), (30, 1.2)])
def test_what_is_asked_below_steps_is_larger_where_that_takes_no_line_more(words: int, scale: float) -> None:
    ask = t.Region("ask", (p(" ".join(["agreed"] * words)),))
    source = document(t.Heading(2, inline("U")), t.Region("timeline", regions("timeline")[0].blocks), ask)
    ((*_, shown), _) = planned(source)
    (asked,) = (at.flow for at in shown.content if is_ask(at.flow))
    assert isinstance(asked, TextFlow)
    assert {para.scale for para in asked.paras} == {scale}
