"""The PowerPoint writer: no word is lost, nothing runs over, what is drawn can be edited and is described."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from lxml import etree

from briefpack.build.jobs import Request
from briefpack.document import tree as t
from briefpack.document.figure_words import figure_name
from briefpack.document.slides import deck_of
from briefpack.look.theme import Theme, read_theme
from briefpack.office.master import read_master
from briefpack.writers.pptx import write_slides
from briefpack.writers.pptx.blocks import BLOCKS
from briefpack.writers.pptx.deck import Planner
from briefpack.writers.pptx.inlines import INLINES
from briefpack.writers.pptx.own_master import own_master
from briefpack.writers.pptx.pages import ENOUGH
from briefpack.writers.pptx.slide_master import read_slide_master
from briefpack.writers.pptx.text import _measured as paragraph_lines
from tests.conftest import REPOSITORY
from tests.drafts import Drafts
from tests.tools import PROFILES, sdk_errors
from tests.trees import EVERY_NODE, MATRIX, META, ROADMAP, documents, inline, item, p, table
from tests.writers.pptx_text import (
    A,
    P,
    chart_words,
    content_of,
    files,
    glued,
    kind_of,
    notes,
    part,
    problems,
    slides,
    title_of,
    told_words,
)

THEMES = {name: read_theme(name, REPOSITORY / "templates/themes") for name in ("ministry", "newsroom", "campaign")}
THEME = THEMES["ministry"]
AGENCY = read_master(REPOSITORY / "templates/masters/agency.potx")
MASTERS = {"own": None, "agency": AGENCY}


DECKS = Drafts(
    Request(documents=("slides",), formats=("pptx",)),
    {"every-node": replace(EVERY_NODE, meta=replace(META, kind="slides"))},
)


def deck(*blocks: t.Block, notes: tuple[t.Inlines, ...] = (), **meta: Any) -> t.Document:
    return t.Document(replace(META, kind="slides", **meta), blocks, notes)


def slide(title: str, *blocks: t.Block) -> tuple[t.Block, ...]:
    return t.Heading(2, inline(title)), *blocks


END = slide("Please decide", p("Say yes."))


def written(document: t.Document, master: str = "own", theme: Theme = THEME) -> bytes:
    return write_slides(document, theme, MASTERS[master]).data


@cache
def written_deck(name: str, master: str, theme: str = "ministry") -> bytes:
    return written(DECKS[name].document, master, THEMES[theme])


def assert_complete(document: t.Document, data: bytes) -> None:
    """Hold slides and notes to the tree: every word as often as there, those of a drawing’s rows once."""
    shown = "\n".join([*map(title_of, slides(data)), *map(content_of, slides(data)), *map(content_of, notes(data))])
    shown += chart_words(data)
    text, wanted = glued(shown), Counter(map(glued, told_words(document)))
    joined = glued(shown.replace("-\n", ""))  # a word that no line of a cell holds has hyphens and breaks of ours
    missing = [word for word, count in wanted.items() if max(text.count(word), joined.count(word)) < count]
    assert [word for word in missing if not _is_parted(word, text)] == []


def _is_parted(word: str, text: str) -> bool:
    """Tell whether a word of Chinese or Japanese, which has no blanks, is there in two parts."""
    parts = ((word[:n], word[n:]) for n in range(1, len(word)))
    return bool(re.search("[\u2e80-\u9fff]", word)) and any(head in text and tail in text for head, tail in parts)


def assert_within(document: t.Document, master: str, theme: Theme = THEME) -> None:
    """Hold every slide to its areas, by the measure with which it was made."""
    found = MASTERS[master]
    language = document.meta.language
    slide_master = read_slide_master(found.data if found else own_master(theme, language), theme, found is None)
    for shown in Planner(slide_master, theme, language).slides(deck_of(document)):
        bottom = shown.source.y if shown.source else slide_master.height
        limits = [*(at.y for at in shown.content[1:]), bottom]
        for at, limit in zip(shown.content, limits, strict=False):
            assert at.y + at.height <= limit + 2 * ENOUGH
            assert at.x >= 0
            assert at.x + at.width <= slide_master.width
        title = shown.title_box or shown.layout.title.box
        top = shown.content[0].y if shown.content else bottom
        assert title[1] + title[3] <= top + 80, "a figure may stand in the empty line of a title's box"


@pytest.mark.parametrize("master", MASTERS)
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", DECKS)
def test_every_deck_is_whole_sound_and_within_its_slides(name: str, theme: str, master: str) -> None:
    data = written_deck(name, master, theme)
    assert problems(data) == []
    assert_complete(DECKS[name].document, data)
    assert_within(DECKS[name].document, master, THEMES[theme])


@settings(max_examples=60, deadline=None)
@given(documents("slides"))
def test_any_document_becomes_a_whole_and_sound_deck(document: t.Document) -> None:
    for master in MASTERS:
        data = written(document, master)
        assert problems(data) == []
        assert_complete(document, data)
        assert_within(document, master)


def test_no_node_is_left_out() -> None:
    assert set(BLOCKS) == set(t.BLOCK_TYPES)
    assert set(INLINES) == set(t.INLINE_TYPES)


@pytest.mark.slow
@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("master", MASTERS)
@pytest.mark.parametrize("name", DECKS)
def test_open_xml_sdk_finds_nothing(name: str, master: str, profile: str, tmp_path: Path) -> None:
    assert sdk_errors(written_deck(name, master), "pptx", profile, tmp_path) == []


def digests() -> str:
    """Return the digest of every deck on every master."""
    return " ".join(hashlib.sha256(written_deck(name, master)).hexdigest() for name in DECKS for master in MASTERS)


def test_equal_documents_are_equal_bytes_everywhere() -> None:
    """Here, where strings are hashed at random, and in another process with a seed and a time of day of its own."""
    script = "import sys; sys.path.insert(0, '.'); from tests.writers.test_pptx import digests; print(digests())"
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Seoul"}
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=REPOSITORY, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == digests().split()


def test_a_full_slide_is_split_between_items_and_nothing_is_shrunk() -> None:
    items = [f"Point {n}: " + "it goes on about what could be done in both towns and by whom. " * 3 for n in range(9)]
    document = deck(
        *slide(
            "Nine points",
            t.List(tuple(map(item, items))),
            t.Region("notes", (p("Be brief."),)),
            t.Region("source", (p("Report"),)),
        ),
        *END,
    )
    made = write_slides(document, THEME)
    titles = [title_of(one) for one in slides(made.data)]
    assert titles[:3] == ["Nine points (1 of 3)", "Nine points (2 of 3)", "Nine points (3 of 3)"]
    assert made.steps == ("“Nine points” split into 3",)
    assert made.pages == 4
    parts = [content_of(one) for one in slides(made.data)[:3]]
    assert [part.count("Point ") for part in parts] == [3, 3, 3], "evenly"
    assert all("Report" in part for part in parts), "the source stands on each part"
    assert "Be brief." in content_of(notes(made.data)[0])
    assert len(notes(made.data)) == 1
    assert b"normAutofit" not in b"".join(files(made.data).values())
    assert not [run for one in slides(made.data)[:3] for run in one.iter(f"{A}rPr") if run.get("sz")], (
        "sizes are the master's"
    )


def test_a_long_paragraph_is_split_after_a_sentence() -> None:
    sentence = "The ferry would then run from early in the morning until late at night. "
    data = written(deck(*slide("One long text", p(sentence * 24)), *END))
    first = content_of(slides(data)[0]).strip()
    assert title_of(slides(data)[0]).endswith("(1 of 2)")
    assert first.endswith("night.")


def test_a_long_table_is_split_between_rows_under_its_header() -> None:
    rows = [("Line", "Fare"), *((f"Line {n}", f"€{n}") for n in range(40))]
    data = written(deck(*slide("All fares", table(*rows)), *END))
    tables = [found for one in slides(data) for found in one.iter(f"{A}tbl")]
    assert len(tables) > 2
    heads = [[cell.findtext(f".//{A}t") for cell in next(one.iter(f"{A}tr"))] for one in tables]
    assert heads == [["Line", "Fare"]] * len(tables)


def test_a_slide_that_is_nearly_full_is_a_warning() -> None:
    def made(lines: int, words: int = 1) -> Any:
        shown = (*[p("One line.")] * lines, p("word " * words))
        return write_slides(deck(*slide("Lines", *shown), *END), THEME)

    assert [made(n).warnings for n in (3, 7)] == [(), ()]
    tried = (made(lines, words) for lines in range(7, 14) for words in (1, 20, 40))
    message, hint = next(one for found in tried for one in found.warnings if "full" in one[0])
    assert message.startswith("the slide “Lines” is 9")
    assert hint


LONG_TITLE = "A sentence that is far too long to be the title of a slide, "


def test_a_long_title_is_whole_and_smaller_in_its_place_with_a_warning() -> None:
    made = write_slides(deck(*slide(LONG_TITLE * 3, p("Words.")), *END), THEME)
    (message,) = [message for message, _ in made.warnings if "smaller" in message]
    size = int(re.search(r"is set in (\d+) pt, not 28", message).group(1))  # type: ignore[union-attr]
    assert 20 <= size < 28
    shown = slides(made.data)[0]
    assert title_of(shown).split() == (LONG_TITLE * 3).split()
    assert {shape.find(f".//{A}off") is None for shape in shown.iter(f"{P}sp") if kind_of(shape) == "title"} == {True}


def test_a_title_too_long_for_the_least_size_takes_a_higher_place_and_its_text_moves_down() -> None:
    made = write_slides(deck(*slide(LONG_TITLE * 6, p("Words.")), *END), THEME)
    assert any("lines" in message for message, _ in made.warnings)
    (first, *_) = slides(made.data)
    shapes = {kind_of(shape): shape for shape in first.iter(f"{P}sp")}
    top, text = (int(shapes[kind].find(f".//{A}off").get("y")) for kind in ("title", "obj"))
    tall = int(shapes["title"].find(f".//{A}ext").get("cy"))
    assert text >= top + tall
    assert title_of(first).split() == (LONG_TITLE * 6).split()


@pytest.mark.parametrize("master", MASTERS)
@pytest.mark.parametrize("level", [1, 2])
def test_no_title_is_cut_and_none_makes_a_slide_of_its_own(level: int, master: str) -> None:
    heading = t.Heading(level, (t.Text(LONG_TITLE * 20),))
    head = () if level == 1 else (t.Heading(1, (t.Text("T"),)),)
    document = t.Document(t.Meta("slides", "T"), (*head, heading, p("Words.")))
    shown = slides(written(document, master))
    assert len(shown) == level
    assert title_of(shown[-1]).split() == (LONG_TITLE * 20).split()


def test_only_a_slide_that_is_split_keeps_room_for_its_number_in_the_title() -> None:
    planner = Planner(read_slide_master(own_master(THEME, "en"), THEME, True), THEME, "en")
    words = "A title of just the width that the place for titles has on slides"
    whole, split = (planner.slides(deck_of(deck(*slide(words, *[p("word " * 60)] * n)))) for n in (1, 9))
    assert {one.title.scale for one in whole} == {1}
    assert [one.title.text.replace("\n", " ") for one in split] == [
        f"{words} ({n} of {len(split)})" for n in range(1, len(split) + 1)
    ]


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("ja", "日韓が共に若者に提供できるものを、皆さんも|一緒に形にしてみませんか、今年の夏から"),
        ("ja", "短い題名はそのまま"),
        ("ko", "기고문은 한국과 일본에 태평양과 동남아시아에서|공동으로 행동할 것을 촉구하고 있다고 한다"),
        ("en", "A title of many words that needs two lines|is broken where both are about as long"),
        ("de", "Kurz genug für eine Zeile"),
    ],
)
def test_titles_are_balanced_and_in_japanese_and_korean_their_lines_end_between_phrases(
    language: str, title: str
) -> None:
    whole = title.replace("|", "" if language == "ja" else " ")
    (shown,) = map(title_of, slides(written(deck(*slide(whole, p("Text.")), language=language))))
    assert shown == title.replace("|", "\n")


def test_slides_without_titles_and_with_equal_ones_get_their_own() -> None:
    document = deck(*slide("Fares", p("one")), t.Rule(), p("two"), *slide("Fares", p("three")), *END)
    assert [title_of(one) for one in slides(written(document))] == ["Fares", "Fares (2)", "Fares (3)", "Please decide"]


def test_a_matrix_is_a_table_whose_rows_have_heads() -> None:
    data = written(deck(*slide("Who leads", MATRIX), *END))
    one = slides(data)[0]
    (frame,) = one.iter(f"{P}graphicFrame")
    properties = frame.find(f".//{A}tblPr")
    assert (properties.get("firstRow"), properties.get("firstCol")) == ("1", "1")
    cells = ["".join(cell.itertext()).strip() for cell in frame.iter(f"{A}tc")]
    rows = (MATRIX.table.header, *MATRIX.table.rows)
    assert cells == [t.plain_text(cell.inlines) for row in rows for cell in row.cells]


def test_each_mark_says_what_it_stands_for_and_all_else_is_decoration() -> None:
    (group,) = slides(written(deck(*slide("When", ROADMAP), *END)))[0].iter(f"{P}grpSp")
    silent = [shape for shape in group.iter(f"{P}sp") if shape.find(f"{P}txBody") is None]
    said = {shape.find(f".//{P}cNvPr").get("descr") for shape in silent} - {None}
    assert said == {t.plain_text(row.cells[2].inlines) for row in ROADMAP.table.rows}
    rest = [shape for shape in silent if not shape.find(f".//{P}cNvPr").get("descr")]
    assert rest and all("decorative" in etree.tostring(shape, encoding="unicode") for shape in rest)


def test_a_figure_is_a_group_of_shapes_with_its_words_and_its_data_in_the_notes() -> None:
    figure = ROADMAP
    data = written(deck(*slide("What comes when", figure), *END))
    one = slides(data)[0]
    (group,) = one.iter(f"{P}grpSp")
    assert group.find(f"{P}nvGrpSpPr/{P}cNvPr").get("descr") == figure_name(figure)
    assert not list(one.iter(f"{P}pic"))
    sizes = [int(run.get("sz")) for run in group.iter(f"{A}rPr")]
    assert min(sizes) >= 1200
    said = glued(content_of(notes(data)[0]))
    told = (*figure.table.header.cells[1:], *figure.table.rows)  # what names a row needs no label
    assert all(glued(word) in said for word in t.words(told))
    assert glued(figure.alt) in said


def test_a_bar_of_a_roadmap_holds_its_own_words() -> None:
    (group,) = slides(written(deck(*slide("When", ROADMAP), *END)))[0].iter(f"{P}grpSp")
    bars = [
        shape
        for shape in group.iter(f"{P}sp")
        if shape.find(f"{P}txBody") is not None and shape.find(f".//{P}cNvSpPr").get("txBox") is None
    ]
    assert [" ".join("".join(bar.itertext()).split()) for bar in bars] == [
        "Shared kiosk",
        "Common ticket",
        "Night ferry",
        "New bridge",
    ]


def test_a_figure_too_full_for_a_slide_goes_on_on_the_next() -> None:
    rows = [
        ("Proposal", "Horizon", "Region"),
        *((f"Proposal number {n} with a long name", "Near term", "Hill") for n in range(40)),
    ]
    full = replace(ROADMAP, table=table(*rows))
    data = written(deck(*slide("Too much", full), *END))
    assert len(list(filter(None, (list(one.iter(f"{P}grpSp")) for one in slides(data))))) > 1
    assert_complete(deck(*slide("Too much", full), *END), data)


def test_the_foot_names_marking_date_and_number_on_every_slide() -> None:
    for master in MASTERS:
        data = written(DECKS["every-node"].document, master)
        for number, one in enumerate(slides(data), 1):
            feet = {kind_of(shape): "".join(shape.itertext()).strip() for shape in one.iter(f"{P}sp")}
            assert feet["ftr"].startswith(META.marking)
            assert feet.get("dt", META.date_text) == META.date_text
            assert feet.get("sldNum", str(number)) == str(number)


def test_the_closing_slide_has_its_own_look() -> None:
    data = written(deck(*slide("One", p("text")), *END))
    layouts = [part(data, f"ppt/slides/_rels/slide{n}.xml.rels")[0].get("Target") for n in (1, 2)]
    assert part(data, layouts[1].lstrip("/")).get("matchingName") == "ask"
    assert part(data, layouts[0].lstrip("/")).get("type") == "obj"
    fill = next(slides(written(deck(*END), "agency"))[0].iter(f"{P}ph")).getparent().getparent().getparent()
    assert fill is not None
    assert (
        b'<a:schemeClr val="accent1"/></a:solidFill></p:spPr>'
        in files(written(deck(*END), "agency"))["ppt/slides/slide1.xml"]
    )


def test_notes_are_raised_numbers_and_a_list_at_the_end() -> None:
    noted = p("A claim", t.Note(1), t.Note(2), ".")
    data = written(deck(*slide("One", noted), *END, notes=(inline("First source"), inline("Second source"))))
    raised = [node.findtext(f"{A}t") for node in slides(data)[0].iter(f"{A}r") if node.find(f"{A}rPr").get("baseline")]
    assert raised == ["1, 2"]
    assert title_of(slides(data)[-1]) == "Sources"
    assert content_of(slides(data)[-1]).strip() == "First source\nSecond source"


def test_language_direction_and_links() -> None:
    words = p(
        t.Span(inline("日本語"), language="ja"), " and ", t.Link("https://example.org/a?b=1&c=2", inline("a link"))
    )
    data = written(deck(*slide("One", words, p(t.Strong(inline("no link")))), *END, language="de"))
    (japanese,) = [run for run in slides(data)[0].iter(f"{A}rPr") if run.get("lang") == "ja-JP"]
    assert japanese.find(f"{A}ea").get("typeface") == THEME.fonts.office_japanese
    assert len(list(slides(data)[0].iter(f"{A}hlinkClick"))) == 1
    arabic = written(deck(*slide("عنوان", p("نص قصير")), *END, language="ar"))
    assert {one.get("rtl") for one in slides(arabic)[0].iter(f"{A}pPr")} == {"1"}
    assert part(arabic, "ppt/presentation.xml").get("rtl") == "1"


HOSTILE = {
    "marks of direction": "a\u200fb\u2067c\u2069 d\u061c",
    "break points": "a\u00adb\u200bc",
    "markup": "</a:t></a:r><p:sp>&amp;<![CDATA[x]]>",
    "emoji and accents": "👩‍👩‍👧 Z͑ͫ̓a̴ e\u0301",
    "very long": "x" * 3000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_gives_a_sound_file(text: str) -> None:
    figure = replace(ROADMAP, alt=text, table=table(("a", "b", text), (text, text, text)))
    blocks = slide(
        text, p(text), t.List((item(text),)), table((text, "b"), ("c", text)), figure, t.Region("notes", (p(text),))
    )
    data = written(deck(*blocks, *END, title=text, marking=text, organisation=text))
    assert problems(data) == []


def test_no_trace_of_a_library_or_a_person() -> None:
    data = written(DECKS["every-node"].document)
    core = files(data)["docProps/core.xml"].decode()
    assert META.organisation in core
    assert "2024-03-01T00:00:00Z" in core
    whole = b"".join(files(data).values())
    assert not [word for word in (b"python-pptx", b"Steve", b"PowerPoint Presentation") if word in whole]
    assert not [name for name in files(data) if "thumbnail" in name or "printerSettings" in name]


def test_an_unknown_font_is_a_warning(tmp_path: Path) -> None:
    theme = THEME.model_copy(update={"fonts": THEME.fonts.model_copy(update={"office_body": "Futura"})})
    ((message, _),) = write_slides(deck(*END), theme).warnings
    assert "“Futura” is not known here" in message


def test_titles_that_are_cut_to_the_same_words_are_told_apart() -> None:
    words = f"so 、 0 {'a' * 48} {'a' * 40}"
    headings = tuple(t.Heading(2, (t.Text(f"{words}{end}"),)) for end in ("", "", " b"))
    document = t.Document(t.Meta("slides", "T"), (t.Heading(1, (t.Text("T"),)), *headings))
    for master in MASTERS:
        assert problems(written(document, master)) == []


def test_three_decks_in_turn_measure_no_paragraph_twice() -> None:
    decks = [name for name in DECKS if name.startswith("japan-korea-ties") and "--en--" in name]
    assert len(decks) == 3
    documents = [DECKS[name].document for name in decks]
    for document in documents:
        written(document)
    before = paragraph_lines.cache_info().misses
    for document in documents:
        written(document)
    assert paragraph_lines.cache_info().misses == before
