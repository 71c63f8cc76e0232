"""Outlines: every word, slide and title comes back; words never become structure; pandoc agrees."""

from __future__ import annotations

import base64
import html
import re
from collections import Counter
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings

from briefpack.document import tree as t
from briefpack.document.slides import deck_of
from briefpack.look.theme import Theme, read_theme
from briefpack.writers.outline import write_outline
from briefpack.writers.outline.levels import with_marking
from briefpack.writers.outline.markdown import MARKDOWN_DIALECTS, comment, draws
from briefpack.writers.outline.nodes import NODES
from tests.conftest import REPOSITORY
from tests.tools import tool
from tests.trees import BARS, CHARTS, EVERY_NODE, MATRIX, META, ROADMAP, TIMELINE, documents, inline, item, p, table
from tests.writers import outline_text as read

THEME = read_theme("ministry", REPOSITORY / "templates/themes")
NOTE_MARKS = re.compile(r"[-•|]|\d+\.")
"""What plain notes show beside their words: marks of lists and cells."""
ADDRESS = re.compile(r" \((https?:|mailto:)[^\s)]+\)")
"""What they show behind the words of a link, which may end within a word."""


def outline(*blocks: t.Block, notes: str = "marp") -> str:
    """Return what stands below the title of a document's slide, without directives and the last line feed."""
    document = t.Document(META, (t.Heading(2, inline("A title")), *blocks))
    text = write_outline(document, THEME, notes).data.decode()
    return text.split("-->\n\n", 1)[1].removesuffix("\n")


def check_outline(document: t.Document, dialect: str) -> None:
    deck = deck_of(document)
    deck = deck if MARKDOWN_DIALECTS[dialect].has_front_matter else with_marking(deck)
    written = write_outline(document, THEME, dialect)
    slides = read.read_outline(written.data)
    assert written.pages == len(slides)
    for slide, found in zip(deck.slides, slides, strict=False):
        draw = draws(slide, deck, THEME) if MARKDOWN_DIALECTS[dialect].draws else None
        assert found.words == read.expected_words(slide, dialect, draw)
        assert found.title == read.expected_title(slide)
        notes = read.expected_notes(slide, dialect)
        if dialect == "marp":
            spoken = Counter(ADDRESS.sub("", " ".join(found.notes)).split())
            more = spoken - Counter(notes)
            assert not Counter(notes) - spoken
            assert all(NOTE_MARKS.fullmatch(word) for word in more), more
        else:
            assert found.notes == notes
    sources = slides[len(deck.slides) :]
    assert [word for slide in sources for word in slide.words[len(slide.title.split()) :]] == read.expected_sources(
        deck
    )


@pytest.mark.parametrize("dialect", list(MARKDOWN_DIALECTS))
def test_every_word_of_every_node_comes_back(dialect: str) -> None:
    check_outline(EVERY_NODE, dialect)


@given(documents("slides"))
@settings(max_examples=60)
def test_every_word_comes_back_with_marp_notes(document: t.Document) -> None:
    check_outline(document, "marp")


@given(documents("slides"))
@settings(max_examples=30)
def test_every_word_comes_back_with_pandoc_notes(document: t.Document) -> None:
    check_outline(document, "pandoc")


@given(documents("slides"))
@settings(max_examples=30)
def test_every_word_comes_back_with_reveal_notes(document: t.Document) -> None:
    check_outline(document, "reveal")


@pytest.fixture(scope="session")
def pandoc() -> None:
    tool("pandoc")


def check_pandoc(document: t.Document) -> None:
    written = write_outline(document, THEME, "pandoc")
    deck = deck_of(document)
    expected = [w for s in deck.slides for w in (*read.expected_words(s, "pandoc"), *read.expected_notes(s, "pandoc"))]
    found = read.pandoc_words(written.data)
    assert found[: len(expected)] == expected
    assert read.pandoc_slides(written.data) == written.pages
    assert read.pandoc_slides(write_outline(document, THEME).data) == written.pages


def test_pandoc_reads_the_same_slides_and_words(pandoc: None) -> None:
    check_pandoc(EVERY_NODE)


def test_powerpoint_by_pandoc_has_the_same_slides(pandoc: None) -> None:
    source, said = t.Region("source", (p("From here."),)), t.Region("notes", (p("Say."),))
    slides = (t.Heading(1, inline("T")), p("x"), t.Heading(2, inline("U")), t.Region("full", (ROADMAP,)), source, said)
    written = write_outline(
        t.Document(META, (*slides, t.Heading(2, inline("V")), p("y"), source, said)), THEME, "pandoc"
    )
    assert read.powerpoint_slides(written.data) == written.pages == 3


@given(documents("slides"))
@settings(max_examples=15)
def test_pandoc_reads_the_same_slides_and_words_of_any_document(pandoc: None, document: t.Document) -> None:
    check_pandoc(document)


def test_a_writer_lacks_no_node() -> None:
    assert set(NODES) == set(t.BLOCK_TYPES)
    assert {type(node) for node in t.walk(EVERY_NODE.blocks)} >= {*t.BLOCK_TYPES, *t.INLINE_TYPES}


def test_same_tree_same_bytes() -> None:
    assert write_outline(EVERY_NODE, THEME) == write_outline(EVERY_NODE, THEME)


def test_no_word_becomes_structure() -> None:
    words = [
        *("# no heading", "- no item", "+ no item", "1. no item", "(iv) no item", "a) no item", "> no quote", "---"),
        *(
            "===",
            ": no definition",
            "Table: no caption",
            "Note: not said",
            "::: notes",
            "| no | table |",
            "<b>no tag</b>",
        ),
        *("&amp;", "&#65;", "![no](image)", "[no](link)", "*no*", "_no_", "~~no~~", "`no`", "$no$", "@nobody", "x^2^"),
        *("a -- b ... c", 'it\'s "straight"', "the ‘80s", "http://example.org and a@example.org", ":smile: 10:30:45"),
        *("{.no}", "\\no", "--> no end", "# no # end #"),
    ]
    document = t.Document(META, (t.Heading(2, inline("Words")), *map(p, words), t.List(tuple(map(item, words)))))
    check_outline(document, "marp")
    check_outline(t.Document(META, (*document.blocks, t.Region("notes", document.blocks))), "marp")
    assert not re.search(r"^---|(?<!\\)<b>", outline(*document.blocks[1:]), re.M)


def test_no_word_becomes_structure_for_pandoc(pandoc: None) -> None:
    words = [
        "Table: x",
        "x^2^ H~2~O",
        "@nobody [-@x]",
        "$a$",
        "(@) x",
        "#. x",
        "A.  x",
        'it\'s -- "so"...',
        ": x",
        "{.x}",
    ]
    check_pandoc(t.Document(META, (t.Heading(2, inline(*words)), *map(p, words), table(tuple(words), tuple(words)))))


@pytest.mark.parametrize(
    ("inlines", "expected"),
    [
        (("a ", t.Strong(inline(" b ")), "c"), "a **b** c"),
        ((t.Strong(inline("a ", t.Emphasis(inline("b")))),), "**a** ***b***"),
        (("は", t.Strong(inline("「日本」")), "の"), "は「**日本**」の"),
        (("a", t.Strong(inline("...")), "b"), "a.\\.\\.b"),
        ((t.Strong(inline("a")), t.Emphasis(inline("b"))), "**a**b"),
        (
            (t.Link("https://example.org/a b(c)", inline("x", t.Strong(inline("y")))),),
            "[x**y**](https://example.org/a%20b%28c%29)",
        ),
        (("see!", t.Link("https://example.org", inline("x"))), "see\\![x](https://example.org)"),
        (("a", t.LineBreak(), t.LineBreak(), "1. b", t.LineBreak()), "a\\\n1\\. b"),
        (("a", t.Note(3)), "a\\[3\\]"),
        (
            ("a ", t.Span(inline("mise en ", t.Strong(inline("scène"))), "fr")),
            'a <span lang="fr">mise en</span> <span lang="fr">**scène**</span>',
        ),
        ((t.Span((t.Span(inline("note"), "fr"),), voice="editor"),), '<span class="editor" lang="fr">note</span>'),
    ],
)
def test_inlines(inlines: tuple[str | t.Inline, ...], expected: str) -> None:
    assert outline(p(*inlines)) == expected


def test_lists_keep_their_starts_and_stay_apart() -> None:
    bullets = t.List((item("a", t.List((item("b"),))), item("c")))
    numbers = t.List((item("x"), item(p("y"), p("z"))), ordered=True, start=9)
    assert outline(bullets, numbers) == "- a\n  - b\n- c\n\n<!-- -->\n\n9. x\n\n10. y\n\n    z"


def test_for_pandoc_a_figure_is_its_finding_its_table_and_words_for_the_speaker() -> None:
    text = outline(ROADMAP, notes="pandoc")
    assert text.startswith(
        "**Most of it can start within a year.**\n\n| Proposal | Horizon | Region |\n| --- | --- | --- |\n"
    )
    assert text.endswith(f"::: notes\n\n{ROADMAP.alt}\n\n:::")


@pytest.mark.parametrize("dialect", ["marp", "reveal"])
@pytest.mark.parametrize("figure", (ROADMAP, TIMELINE, MATRIX, BARS, *CHARTS), ids=lambda figure: figure.kind)
def test_a_figure_is_drawn_with_its_data_in_words(figure: t.Figure, dialect: str) -> None:
    text = outline(figure, notes=dialect)
    drawing = read.DRAWING.search(text)
    assert drawing
    assert "| --- |" not in text
    root = ElementTree.fromstring(base64.b64decode(drawing[2]))
    labels = " ".join(node.text or "" for node in root.iter("{http://www.w3.org/2000/svg}text"))
    first = [t.plain_text(row.cells[0].inlines) for row in figure.table.rows]
    assert all(word in labels for text in first for word in text.split())
    values = {t.plain_text(cell.inlines) for row in figure.table.rows for cell in row.cells}
    said = html.unescape(drawing[1])
    assert all(value in said for value in values - {figure.leads, figure.takes_part})


def test_a_figure_that_finds_no_room_is_its_table() -> None:
    rows = tuple((f"Measure {n}", "Near term", f"Region {n}") for n in range(80))
    crowded = t.Figure("roadmap", (), table(("Proposal", "Horizon", "Region"), *rows), "Many.")
    assert "| Measure 79 | Near term | Region 79 |" in outline(crowded)


def test_the_source_line_stands_small_before_the_notes() -> None:
    source, said = t.Region("source", (p("From here"), p("and there"))), t.Region("notes", (p("Say."),))
    assert outline(said, source) == "<small>From here <br> and there</small>\n\n<!--\nSay.\n-->"
    assert outline(said, source, notes="pandoc").endswith("</small>\n\n::: notes\n\nSay.\n\n:::")
    assert outline(said, source, notes="reveal").endswith("</small>\n\nNote:\n\nSay.")


@pytest.mark.parametrize("line", ["class: title", "_paginate: false", "{theme: gaia}", '"style": x'])
def test_marp_obeys_no_speaker_note(line: str) -> None:
    assert outline(t.Region("notes", (p(line),))) == f"<!--\n• {line}\n-->"


def test_a_comment_does_not_end_within() -> None:
    assert comment("a --> b --!> c") == "<!--\na --\\> b --\\!> c\n-->"


def test_the_front_matter_quotes_what_a_pack_says() -> None:
    meta = t.Meta(kind="slides", title='1. "A": b # c --> d', marking="*secret*", organisation="O\\ne", language="ko")
    text = write_outline(t.Document(meta, (p("x"),)), THEME).data.decode()
    assert 'lang: "ko"' in text
    assert 'footer: "\\\\*secret\\\\* · O\\\\\\\\ne"' in text
    assert '\ntitle: "1. \\"A\\": b # c -\\x2d> d"\n' in text
    assert '"Source Sans 3", "Calibri", "Noto Sans KR", "Noto Sans JP", sans-serif' in text


def test_many_notes_take_several_slides() -> None:
    notes = tuple(inline(f"Source number {n}") for n in range(1, 11))
    document = t.Document(META, (t.Heading(1, inline("T")), p("x", t.Note(10))), notes)
    check_outline(document, "marp")
    text = write_outline(document, THEME).data.decode()
    assert re.findall(r"^# .*", text, re.M) == ["# T", "# Sources", "# Sources (2)"]
    assert "\n9. Source number 9\n" in text


def test_only_a_full_slide_is_set_smaller() -> None:
    def classes(*blocks: t.Block) -> list[str]:
        document = t.Document(
            META, (t.Heading(1, inline("T")), t.Heading(2, inline("U")), *blocks, t.Heading(2, inline("V")))
        )
        return re.findall(r"_class: (.*?)(?: -->|\n)", write_outline(document, THEME).data.decode())

    assert classes(ROADMAP) == ["title"]
    assert classes(*[p("word " * 40)] * 6) == ["title", "dense"]
    assert [classes(*[p("word")] * count) for count in (8, 9)] == [["title"], ["title", "dense"]]
    fields = [t.Fields((t.Field("Name", ()),) * count) for count in (12, 13)]
    assert [classes(form) for form in fields] == [["title"], ["title", "dense"]]
    long = [(t.Heading(3, inline("A card")), p("word " * 50))] * 4
    cards = [t.Region("cards", tuple(block for card in long[:count] for block in card)) for count in (2, 4)]
    assert [classes(form) for form in cards] == [["title"], ["title", "dense"]]
    assert classes(t.Quote((p("So it is."), p("— a clerk")))) == ["title", "quotation"]


def test_what_stands_in_a_form_is_set_larger_where_it_leaves_room() -> None:
    def classes(*blocks: t.Block) -> list[str]:
        document = t.Document(META, (t.Heading(1, inline("T")), t.Heading(2, inline("U")), *blocks))
        return re.findall(r"_class: (.*?)(?: -->|\n)", write_outline(document, THEME).data.decode())[1:]

    def cards(words: int) -> t.Region:
        return t.Region("cards", (t.Heading(3, inline("A card")), p("word " * words)) * 4)

    assert [classes(cards(words)) for words in (8, 17, 25, 50)] == [["roomiest"], ["roomy"], [], ["dense"]]
    japanese = t.Region("cards", (t.Heading(3, inline("題")), p("言葉を並べる" * 6)) * 4)
    chinese = t.Region("cards", (t.Heading(3, inline("题")), p("言葉並文字書" * 6)) * 4)
    assert (classes(japanese), classes(chinese)) == (["roomy"], ["roomiest"]), "phrases take room"
    cells = tuple(t.Row(tuple(t.Cell(inline(text)) for text in ("Option", "quick", "dear"))) for _ in range(3))
    assert classes(t.Table(cells[0], cells[1:])) == ["roomy"]


def test_headings_within_a_slide_are_a_level_higher_as_slides_begin_at_1() -> None:
    assert outline(t.Heading(3, inline("Three")), t.Heading(4, inline("Four"))) == "## Three\n\n### Four"


@pytest.mark.parametrize("name", ["ministry", "newsroom", "campaign"])
def test_each_theme_gives_a_style(name: str) -> None:
    theme: Theme = read_theme(name, REPOSITORY / "templates/themes")
    text = write_outline(EVERY_NODE, theme).data.decode()
    assert theme.colours.accent in text
    assert text.count("{") == text.count("}")


@pytest.mark.parametrize(("dialect", "encoding"), [("txt", "utf-16"), ("reveal", "utf-8")])
def test_the_marking_is_said_once_where_a_format_has_no_foot(dialect: str, encoding: str) -> None:
    document = t.Document(replace(META, marking="EMBARGOED UNTIL NOON"), (t.Heading(1, inline("Fares")), p("So.")))
    assert write_outline(document, THEME, dialect).data.decode(encoding).count("EMBARGOED UNTIL NOON") == 1


def test_slides_of_revealjs_have_a_foot_and_the_ground_of_the_theme() -> None:
    meta = replace(META, marking='EMBARGOED "until" -- noon', organisation="Ferry Desk")
    document = t.Document(meta, (t.Heading(1, inline("Fares")), t.Heading(2, inline("Boats")), p("So.")))
    first, second = write_outline(document, THEME, "reveal").data.decode().split("\n\n---\n\n")
    band, paper = THEME.colours.band, THEME.colours.paper
    assert f'<!-- .slide: lang="en" class="title" data-background-color="{band}" -->' in first
    foot = "EMBARGOED ”until” –– noon · Ferry Desk"
    assert f'<!-- .slide: lang="en" data-background-color="{paper}" data-foot="{foot}" -->' in second


def test_lengths_of_revealjs_follow_the_width_of_its_slides() -> None:
    style = write_outline(EVERY_NODE, THEME, "reveal").data.decode().partition("</style>")[0]
    assert "cqw" in style and "px" not in style


def test_a_heading_in_the_notes_begins_no_slide_of_pandoc(pandoc: None) -> None:
    noted = t.Region("notes", (t.Heading(3, (t.Text("so "), t.Note(1))),))
    check_pandoc(t.Document(META, (noted,), ((t.Text("so aaa"),),)))


def test_the_fuller_of_two_columns_is_wider_and_lines_of_a_cell_stand_apart() -> None:
    long, short = p("One point says in a sentence of some length what the two could do together. " * 9), p("One point.")

    def columns(first: t.Paragraph, second: t.Paragraph) -> str:
        parts = (t.Heading(3, inline("Theirs")), first, t.Heading(3, inline("Ours")), second)
        document = t.Document(replace(META, kind="slides"), (t.Heading(2, inline("A")), t.Region("columns", parts)))
        return write_outline(document, THEME, "marp").data.decode()

    assert '<div class="beside columns-8-4">' in columns(long, short)
    assert '<div class="beside columns-4-8">' in columns(short, long)
    assert '<div class="beside">' in columns(long, long)
    cell = t.Cell((t.Text("It is cheap."), t.LineBreak(), t.Text("It is quick.")))
    options = t.Table(t.Row((t.Cell(inline("For")),)), (t.Row((cell,)),))
    shown = write_outline(t.Document(META, (t.Heading(2, inline("A")), options)), THEME, "marp").data.decode()
    assert '| It is cheap. <br> <span class="point">It is quick.</span> |' in shown
