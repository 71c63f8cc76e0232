"""What PowerPoint makes of a slide's shapes: where they stand, what their text inherits, how items count."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from briefpack.document import tree as t
from briefpack.figures import Line
from briefpack.writers.pptx.figures import SHAPES, Origin
from briefpack.writers.pptx.titles import name_of
from briefpack.writers.pptx.words import Run
from tests.trees import MAP, MATRIX, ROADMAP, inline, item, p, table
from tests.writers.pptx_text import A, P, R, content_of, part, slides, text_of
from tests.writers.test_pptx import END, THEME, deck, slide, written


def first_slide(*blocks: t.Block, master: str = "own") -> Any:
    return slides(written(deck(*slide("A title", *blocks), *END), master))[0]


def paragraph(root: Any, words: str) -> Any:
    (found,) = [one for one in root.iter(f"{A}p") if "".join(one.itertext()) == words]
    return found


def test_the_shapes_of_a_group_stand_where_they_say() -> None:
    place = first_slide(ROADMAP).find(f".//{P}grpSpPr/{A}xfrm[{A}chOff]")
    group = first_slide(ROADMAP).find(f".//{P}grpSp/{P}grpSpPr/{A}xfrm")
    assert place is not None
    for outer, inner in (("off", "chOff"), ("ext", "chExt")):
        assert dict(group.find(f"{A}{outer}").attrib) == dict(group.find(f"{A}{inner}").attrib)


def test_words_of_a_figure_stand_in_the_lines_that_were_measured() -> None:
    """Those of a bar too: a program that breaks them anew leaves lone words below."""
    name = "A proposal with a name that is far too long for a single line of its bar"
    far = "A horizon so far away that its name takes two lines over its lane"
    rows = (("Proposal", "Horizon", "Region"), (name, "Near", "Hill"), ("b", far, "Hill"), ("c", "Later", "Hill"))
    shapes = list(first_slide(t.Figure("roadmap", (), table(*rows), "alt")).iter(f"{P}sp"))
    (bar,) = [shape for shape in shapes if " ".join(text_of(shape).split()) == name]
    label = next(shape for shape in shapes if " ".join(text_of(shape).split()) == far)
    for shape in (bar, label):
        assert len(list(shape.iter(f"{A}br"))) == len(list(shape.iter(f"{A}r"))) - 1 > 0
    assert first_slide(MATRIX) is not None


def test_items_go_on_counting_after_one_that_holds_more() -> None:
    steps = t.List((item("one"), item(p("two"), p("more")), item("three"), item("four")), ordered=True)
    starts = {
        words: paragraph(first_slide(steps), words).find(f"{A}pPr/{A}buAutoNum").get("startAt")
        for words in ("one", "two", "three", "four")
    }
    assert starts == {"one": None, "two": None, "three": "3", "four": "3"}


def test_no_item_is_deeper_than_the_master_has_levels() -> None:
    deep: t.Block = p("deepest")
    for _ in range(12):
        deep = t.List((item(deep),)) if isinstance(deep, t.Paragraph) else t.List((t.ListItem((p("x"), deep)),))
    levels = [one for one in first_slide(deep).iter(f"{A}pPr") if one.get("lvl")]
    assert max(int(one.get("lvl")) for one in levels) == 8, "counted from 0"
    assert all(one.find(f"{A}buNone") is None for one in levels), "an item keeps its bullet"


@pytest.mark.parametrize("role", ["ask", "callout"])
def test_a_heading_has_the_accent_but_on_a_filled_ground(role: t.Role) -> None:
    root = first_slide(p("Text."), t.Region(role, (t.Heading(3, inline("Heading")), p("words"))))
    colours = {
        words: paragraph(root, words).find(f"{A}r/{A}rPr/{A}solidFill")[0].get("val") for words in ("Heading", "words")
    }
    expected = {"ask": {"Heading": "bg1", "words": "bg1"}, "callout": {"Heading": "accent1", "words": "tx1"}}
    assert colours == expected[role]
    assert THEME.colours.accent != THEME.colours.paper


def test_a_heading_on_a_title_slide_has_the_colour_of_its_band() -> None:
    document = t.Document(deck().meta, (t.Heading(1, inline("Title")), t.Heading(3, inline("Heading")), *END))
    assert paragraph(slides(written(document))[0], "Heading").find(f"{A}r/{A}rPr/{A}solidFill") is None


@pytest.mark.parametrize("count", range(2, 8))
def test_a_finding_stays_with_its_figure(count: int) -> None:
    lines = [p("One line of text.") for _ in range(count)]
    rows = [(f"Proposal {n}", "Near", "Hill") for n in range(8)]
    figure = t.Figure("roadmap", inline("The finding."), table(("Proposal", "Horizon", "Region"), *rows), "alt")
    shown = slides(written(deck(*slide("A title", *lines, figure), *END)))
    (drawn,) = [one for one in shown if list(one.iter(f"{P}grpSp"))]
    assert "The finding." in text_of(drawn)


def test_on_a_filled_ground_bullets_and_links_have_its_colour() -> None:
    link = t.Link("https://example.org/", inline("a link"))
    noted = t.Span((link,), voice="editor")
    asking = (*slide("Please decide", t.List((item(p(noted)),))),)
    root = slides(written(deck(*asking), "agency"))[0]
    properties = paragraph(root, "a link")
    on_ground = properties.find(f"{A}r/{A}rPr/{A}solidFill")[0].get("val")
    assert properties.find(f"{A}pPr/{A}buClr")[0].get("val") == on_ground == "bg1"
    plain = paragraph(first_slide(t.List((item(p(noted)),)), master="agency"), "a link")
    assert plain.find(f"{A}pPr/{A}buClr") is None
    assert plain.find(f"{A}r/{A}rPr/{A}solidFill") is None


def test_no_word_starves_a_column_of_a_table() -> None:
    root = first_slide(table(("Word", "Text"), ("x" * 300, "some words in the other column")))
    wide, other = (int(column.get("w")) for column in root.iter(f"{A}gridCol"))
    assert other > wide / 4


def test_a_link_within_a_link_leads_where_the_outer_one_does() -> None:
    inner = t.Link("https://inner.example/", inline("inner"))
    root = first_slide(p(t.Link("https://outer.example/", (t.Text("outer "), inner))))
    assert len({link.get(f"{R}id") for link in root.iter(f"{A}hlinkClick")}) == 1


def test_a_long_paragraph_below_others_is_parted_and_begins_without_a_blank() -> None:
    words = "The ferry would then run from early in the morning until late at night. " * 12
    parts = slides(written(deck(*slide("Lines", *[p("One line.")] * 5, p(words)), *END)))[:2]
    assert [content_of(one).count("The ferry") > 0 for one in parts] == [True, True]
    assert not [line for one in parts for line in content_of(one).split("\n") if line != line.strip()]


def test_a_source_of_many_lines_has_a_higher_box_than_the_layout_s() -> None:
    def boxes(words: str) -> list[bool]:
        root = first_slide(p("Text."), t.Region("source", (p(words),)))
        sources = [shape for shape in root.iter(f"{P}sp") if shape.find(f".//{P}cNvPr").get("name") == "Source"]
        return [source.find(f".//{A}xfrm") is not None for source in sources]

    sentence = "A source with a title that is far too long for a single line. "
    assert boxes("Short.") == [False]
    assert boxes(sentence * 10) == [True]
    assert boxes(sentence * 30) == [], "one that takes too much of the slide is part of its text"


@pytest.mark.parametrize(("language", "side"), [("en", "l"), ("ar", "r")])
def test_text_of_a_master_starts_where_its_language_does(language: str, side: str) -> None:
    master = part(written(deck(*END, language=language)), "ppt/slideMasters/slideMaster1.xml")
    for style in ("titleStyle", "bodyStyle", "otherStyle"):
        levels = master.find(f"{P}txStyles/{P}{style}")
        assert {(one.get("algn"), one.get("rtl")) for one in levels} == {(side, str(int(side == "r")))}


@pytest.mark.parametrize(("end", "turned"), [(5.0, True), (35.0, False)])
def test_a_line_that_rises_is_turned(end: float, turned: bool) -> None:
    """A map's line from a mark up to its name ran downwards, through other names."""
    part: Any = SimpleNamespace(next_id=lambda: 1, fill=lambda colour: "")
    drawn = SHAPES[Line](Line(0, 20, 30, end, "#000000"), Origin(0, 0, part, "Arial", []))
    assert ('flipV="1"' in drawn) == turned


def heard(root: Any) -> list[str]:
    """Return what is told of each shape of a figure, in order: its words, or what it says in place of some."""
    shapes = root.find(f".//{P}grpSp").iter(f"{P}sp")
    told = (" ".join(text_of(one).split()) or one.find(f"{P}nvSpPr/{P}cNvPr").get("descr", "") for one in shapes)
    return [words for words in told if words]


def test_each_horizon_is_heard_before_what_belongs_to_it() -> None:
    rows = (("Proposal", "Horizon", "Region"), ("a", "Near", "Hill"), ("b", "Far", "Harbour"), ("c", "Near", "Hill"))
    told = heard(first_slide(t.Figure("roadmap", (), table(*rows), "alt")))
    assert told[:8] == ["Near", "a", "Hill", "c", "Hill", "Far", "b", "Harbour"]


def test_a_dated_step_is_named_once_where_a_list_below_the_axis_names_it() -> None:
    day = (t.Text("Near"), t.LineBreak(), t.Span(inline("18 May"), day="2026-05-18"))
    rows = table(("Proposal", "Horizon", "Region"), ("Count", "Near", ""))
    dated = t.Row((t.Cell(inline("Meet")), t.Cell(day), t.Cell(())))
    told = heard(first_slide(t.Figure("roadmap", (), t.Table(rows.header, (*rows.rows, dated)), "alt")))
    assert (told.count("Count"), told.count("Meet")) == (1, 1)


def test_no_mark_of_a_map_says_what_its_name_or_another_mark_says() -> None:
    told = heard(first_slide(MAP))
    names = [t.plain_text(row.cells[0].inlines) for row in MAP.table.rows]
    assert names and {name: told.count(name) for name in names if told.count(name) != 1} == {}


def test_names_in_japanese_have_no_blank_where_a_line_ends() -> None:
    assert (
        name_of((Run("学生が受けられる\nかもしれない"), Run("奨学金\nCAMPUS")))
        == "学生が受けられるかもしれない奨学金CAMPUS"
    )
    assert name_of((Run("件のうち）\u2028が co\u00ad\u2028operation"),)) == "件のうち）が cooperation"
    assert name_of((Run("한국과\n일본"), Run(" two\nwords"))) == "한국과 일본 two words"
