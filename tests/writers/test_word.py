"""The Word writer: no word is lost, and what Word calls a heading, a list, a note is one."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from lxml import etree
from PIL import Image

from briefpack.document import tree as t
from briefpack.errors import MissingGlyphs
from briefpack.figures import KINDS
from briefpack.languages.characters import SOFT_HYPHEN
from briefpack.look.font_widths import Face, em_width
from briefpack.look.theme import Theme, read_theme
from briefpack.writers.word import SETTERS, write_word
from briefpack.writers.word.inlines import INLINES
from briefpack.writers.word.regions import REGIONS
from briefpack.writers.word.styles import page_of, table_size
from briefpack.writers.word.tables import text_width
from tests.conftest import REPOSITORY
from tests.trees import BARS, EVERY_NODE, MATRIX, META, ROADMAP, documents, inline, item, p, table
from tests.writers.memos import LETTERHEADS
from tests.writers.word_text import (
    body_words,
    data_of,
    drawing_texts,
    files,
    footnote_words,
    part,
    titles_only,
    values,
)

THEMES = {name: read_theme(name, REPOSITORY / "templates/themes") for name in ("ministry", "newsroom", "campaign")}
THEME = THEMES["ministry"]
FEW = settings(max_examples=40, deadline=None)


def written(*blocks: t.Block, notes: tuple[t.Inlines, ...] = (), theme: Theme = THEME, **meta: Any) -> bytes:
    return write_word(t.Document(replace(META, **meta), blocks, notes), theme).data


def body(data: bytes) -> Any:
    return part(data, "word/document.xml")


def assert_same_words(document: t.Document, data: bytes) -> None:
    """Hold the file to the tree: cited notes as footnotes in the order of their marks, others after the body.

    A figure has its title in the body and its data in the words that are read out for its drawing.
    """
    nodes = [node for node in t.walk(document.blocks) if isinstance(node, t.Figure | t.Picture)]
    drawn = [node for node in nodes if isinstance(node, t.Picture) or not KINDS[node.kind].has_row_heads]
    for node, said in zip(drawn, drawing_texts(data), strict=True):
        assert said.startswith(node.alt)
        assert isinstance(node, t.Picture) or [text for text in data_of(node) if text not in said] == []
    blocks = titles_only(document.blocks)
    marks = [node.number for node in t.walk(blocks) if isinstance(node, t.Note)]
    cited = list(dict.fromkeys(marks))
    others = [note for number, note in enumerate(document.notes, 1) if number not in cited]
    # Long words of narrow tables say where they may be parted.
    found, meant = (
        [word.replace(SOFT_HYPHEN, "") for word in words] for words in (body_words(data), t.words((*blocks, *others)))
    )
    assert found == meant
    assert footnote_words(data) == t.words(tuple(document.notes[number - 1] for number in cited))


def assert_sound(data: bytes) -> None:
    """Hold every reference within the file to what it names: Word repairs or refuses a file where one dangles."""
    root = body(data)
    styles = set(values(part(data, "word/styles.xml"), "w:style", "w:styleId"))
    used = {name for tag in ("w:pStyle", "w:rStyle", "w:tblStyle") for name in values(root, tag)}
    assert used <= styles
    numbering = files(data).get("word/numbering.xml")
    lists = set(values(part(data, "word/numbering.xml"), "w:num", "w:numId")) if numbering else set()
    assert set(values(root, "w:numId")) <= lists
    relations = {node.get("Id") for node in part(data, "word/_rels/document.xml.rels")}
    assert set(values(root, "w:hyperlink", "r:id")) <= relations
    assert values(root, "w:bookmarkStart", "w:id") == values(root, "w:bookmarkEnd", "w:id")
    ids = values(root, "w:footnoteReference", "w:id")
    assert len(ids) == len(set(ids))
    assert ["-1", "0", *ids] == values(part(data, "word/footnotes.xml"), "w:footnote", "w:id")
    for one in root.iter(qn("w:tbl")):
        assert one.getnext().tag == qn("w:p"), "Word joins two tables and wants a paragraph after the last"
        assert {len(row.findall(qn("w:tc"))) for row in one.findall(qn("w:tr"))} == {
            len(one.findall(".//" + qn("w:gridCol")))
        }


@pytest.mark.parametrize("theme", THEMES)
def test_every_node_keeps_its_words(theme: str) -> None:
    data = write_word(EVERY_NODE, THEMES[theme]).data
    assert_same_words(EVERY_NODE, data)
    assert_sound(data)


@FEW
@given(documents())
def test_any_document_keeps_its_words_and_is_sound(document: t.Document) -> None:
    data = write_word(document, THEMES["newsroom"]).data
    assert_same_words(document, data)
    assert_sound(data)


def test_no_node_and_no_role_is_left_out() -> None:
    assert set(SETTERS) == set(t.BLOCK_TYPES)
    assert set(INLINES) == set(t.INLINE_TYPES)
    assert set(REGIONS) == set(t.ROLES)


def test_equal_documents_are_equal_bytes() -> None:
    first = write_word(EVERY_NODE, THEME).data
    assert first == write_word(EVERY_NODE, THEME).data
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert list(files(first)) == ["[Content_Types].xml", *sorted(set(files(first)) - {"[Content_Types].xml"})]


def test_headings_are_headings() -> None:
    data = written(*(t.Heading(level, inline(f"level {level}")) for level in range(1, 5)))
    names = [paragraph.style.name for paragraph in docx.Document(io.BytesIO(data)).paragraphs]
    assert names == ["Heading 1", "Heading 2", "Heading 3", "Heading 4"]
    headings = {s.get(qn("w:styleId")): s for s in part(data, "word/styles.xml").iter(qn("w:style"))}
    assert values(headings["Heading3"], "w:outlineLvl") == ["2"]
    assert headings["Heading2"].find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None


def test_each_ordered_list_counts_from_its_start() -> None:
    one, two = t.List((item("a"), item("b")), ordered=True), t.List((item("c"),), ordered=True, start=7)
    data = written(one, p("between"), two)
    numbers = values(body(data), "w:numId")
    assert numbers[0] == numbers[1] != numbers[2]
    lists = {node.get(qn("w:numId")): node for node in part(data, "word/numbering.xml").iter(qn("w:num"))}
    assert [values(lists[number], "w:startOverride") for number in (numbers[0], numbers[2])] == [["1"], ["7"]]


def test_lists_nest_to_nine_levels_and_no_further() -> None:
    node = t.List((item("innermost"),))
    for _ in range(11):
        node = t.List((item("level", node),))
    data = written(node)
    assert values(body(data), "w:ilvl") == [*"012345678", "8", "8", "8"]
    assert len(values(part(data, "word/numbering.xml"), "w:lvl", "w:ilvl")) % 9 == 0


def test_an_item_that_starts_with_a_list_still_has_a_label() -> None:
    data = written(t.List((t.ListItem((t.List((item("inner"),)),)), t.ListItem((table(("a",), ("b",)),)))))
    assert values(body(data), "w:ilvl") == ["0", "1", "0"]
    assert_sound(data)


def test_tables_repeat_their_header_and_do_not_split_rows() -> None:
    root = body(written(table(("a", "b"), ("c", "d"), ("e", ""))))
    rows = list(root.iter(qn("w:tr")))
    assert [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows] == [True, False, False]
    assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)


def test_cells_keep_their_alignment() -> None:
    cells = t.Row((t.Cell(inline("a")), t.Cell(inline("b"), "center"), t.Cell(inline("c"), "right")))
    root = body(written(t.Table(cells, (cells,))))
    assert values(root, "w:jc") == ["center", "right"] * 2


def test_a_wide_column_leaves_room_for_its_neighbours() -> None:
    root = body(written(table(("Who", "What"), ("Harbour office", "words " * 60))))
    first, second = (int(width) for width in values(root, "w:gridCol", "w:w"))
    assert 1300 < first < second < 8000


def test_a_figure_is_a_drawing_with_a_picture_for_older_word() -> None:
    data = written(ROADMAP)
    root = body(data)
    assert values(root, "w:pStyle") == ["FigureTitle", "FigurePicture"]
    kinds = {
        node.get("Id"): node.get("Target").rpartition(".")[2] for node in part(data, "word/_rels/document.xml.rels")
    }
    blips = [node.get(qn("r:embed")) for node in root.iter() if etree.QName(node).localname in ("blip", "svgBlip")]
    assert [kinds[blip] for blip in blips] == ["png", "svg"]
    drawing = etree.fromstring(files(data)["word/media/figure1.svg"])
    assert {etree.QName(node).localname for node in drawing.iter()} <= {
        "svg",
        "title",
        "rect",
        "path",
        "polygon",
        "circle",
    }
    picture = Image.open(io.BytesIO(files(data)["word/media/figure1.png"]))
    width, height = (float(drawing.get(name).removesuffix("pt")) for name in ("width", "height"))
    assert abs(picture.height - picture.width * height / width) < 1


def test_words_read_out_for_a_figure_hold_its_data_once() -> None:
    whole = replace(ROADMAP, alt="Near term: Shared kiosk (Harbour), Common ticket (Both towns); "
                    "Medium term: Night ferry (Harbour); Long term: New bridge (Hill).")  # fmt: skip
    assert drawing_texts(written(whole)) == [whole.alt]
    told = "2021; Passengers: 120. 2022; Passengers: 180. 2023; Passengers: 240."
    assert drawing_texts(written(BARS))[0].endswith(told)
    assert drawing_texts(written(MATRIX)) == []


def test_a_table_is_called_by_its_heading() -> None:
    rows = table(("Who", "What"), ("Council", "Rent"))
    assert values(body(written(rows, t.Heading(2, inline("Next steps")), rows)), "w:tblCaption") == [
        "Who, What",
        "Next steps",
    ]
    figures = t.Region("key_figures", (t.Fields(tuple(t.Field(n, inline("ferries")) for n in ("9", "4"))),))
    assert values(body(written(t.Heading(2, inline("Context")), figures)), "w:tblCaption") == ["Context"]


def test_a_figure_taller_than_a_page_is_its_table() -> None:
    rows = [(f"Measure {n}", "Near term", "Harbour") for n in range(300)]
    tall = replace(ROADMAP, table=table(("Proposal", "Horizon", "Region"), *rows))
    data = written(tall)
    assert drawing_texts(data) == []
    assert values(body(data), "w:tblDescription") == [tall.alt]
    assert body_words(data) == t.words(tall.title) + t.words(tall.table)


def test_a_figure_without_a_title_leaves_no_empty_line() -> None:
    assert values(body(written(replace(BARS, title=()))), "w:pStyle") == ["FigurePicture"]


def test_a_character_that_no_font_can_draw_is_a_problem() -> None:
    bars = replace(BARS, table=table(("Year", "Passengers"), ("\U00012000", "120")))
    with pytest.raises(MissingGlyphs, match="U\\+12000"):
        written(bars)


def test_every_run_says_its_language() -> None:
    for language, tag in (("en-GB", "en-GB"), ("ja", "ja-JP"), ("ko", "ko-KR")):
        data = write_word(replace(EVERY_NODE, meta=replace(EVERY_NODE.meta, language=language)), THEME).data
        for name in ("document", "footnotes", "header1", "header2", "footer1"):
            runs = [run for run in part(data, f"word/{name}.xml").iter(qn("w:r")) if run.find(qn("w:t")) is not None]
            slot = "w:val" if language == "en-GB" else "w:eastAsia"
            said = [values(run, "w:lang", slot) for run in runs]
            assert runs and all(said), name
            assert tag in {one for found in said for one in found}


def test_a_right_to_left_document_runs_from_right_to_left() -> None:
    data = written(p("שלום לכם"), p("ASCII"), table(("א", "ב"), ("ג", "ד")), language="he")
    root = body(data)
    assert [len(list(paragraph.iter(qn("w:rtl")))) for paragraph in root.iter(qn("w:p"))][:2] == [1, 0]
    assert values(root, "w:lang", "w:bidi")[0] == "he-IL"
    assert root.find(f".//{qn('w:bidiVisual')}") is not None
    assert root.find(f"{qn('w:body')}/{qn('w:sectPr')}/{qn('w:bidi')}") is not None
    assert next(part(data, "word/styles.xml").iter(qn("w:pPrDefault"))).find(f".//{qn('w:bidi')}") is not None


@pytest.mark.parametrize(("language", "side"), [("en", "left"), ("he", "right")])
def test_the_bar_of_a_quotation_is_where_its_lines_begin(language: str, side: str) -> None:
    root = body(written(t.Quote((p("A bridge is a promise."),)), language=language))
    edges = next(root.iter(qn("w:pBdr")))
    widths = {etree.QName(edge).localname: int(edge.get(qn("w:sz"))) for edge in edges}
    assert max(("left", "right"), key=widths.__getitem__) == side


def test_marks_of_direction_stay() -> None:
    text = "1\u200f2\u20673\u20694\u061c5\u200e6"
    assert body_words(written(p(text))) == [text]


def test_places_where_a_line_may_end_are_those_that_word_knows() -> None:
    root = body(written(p("co\u00adoperation on/\u200boff e\u2011mail")))
    run = next(root.iter(qn("w:r")))
    assert [node.text or etree.QName(node).localname for node in run[1:]] == [
        "co",
        "softHyphen",
        "operation on/\u200boff e",
        "noBreakHyphen",
        "mail",
    ]


def test_what_is_filled_in_stands_in_named_controls() -> None:
    fields = (("TO", "The Board"), ("DATE", "1 March 2024"))
    data = written(
        t.Fields(tuple(t.Field(a, inline(b)) for a, b in fields)), date="2024-03-01", date_text="1 March 2024"
    )
    controls = list(body(data).iter(qn("w:sdt")))
    assert [values(one, "w:alias") for one in controls] == [["TO"], ["DATE"]]
    assert ["".join(one.itertext(qn("w:t"))) for one in controls] == ["The Board", "1 March 2024"]
    assert values(controls[1], "w:date", "w:fullDate") == ["2024-03-01T00:00:00Z"]
    assert controls[0].find(f"{qn('w:sdtPr')}/{qn('w:date')}") is None


def test_a_note_cited_twice_is_one_footnote() -> None:
    data = written(
        p("one", t.Note(2)), p("two", t.Note(1)), p("again", t.Note(2)), notes=(inline("first"), inline("second"))
    )
    root = body(data)
    assert values(root, "w:footnoteReference", "w:id") == ["1", "2"]
    assert footnote_words(data) == ["second", "first"]
    orders = [node.text.split() for node in root.iter(qn("w:instrText"))]
    assert orders == [["NOTEREF", values(root, "w:bookmarkStart", "w:name")[0], "\\f", "\\h"]]
    last = list(root.iter(qn("w:p")))[2]
    assert [node.text for node in last.iter(qn("w:t"))] == ["again", "1"]


def test_a_note_that_nothing_cites_is_not_lost() -> None:
    assert body_words(written(p("text"), notes=(inline("orphan"),))) == ["text", "orphan"]


def test_links_are_related_once_each() -> None:
    one = t.Link("https://example.org/a?b=1&c=2", inline("here"))
    data = written(p(one), p("and ", one), p(t.Link("mailto:a@example.org", inline("mail"))))
    relations = part(data, "word/_rels/document.xml.rels")
    outside = [node.get("Target") for node in relations if node.get("TargetMode") == "External"]
    assert outside == ["https://example.org/a?b=1&c=2", "mailto:a@example.org"]
    assert len(values(body(data), "w:hyperlink", "r:id")) == 3


def stays(paragraph: Any) -> bool:
    """Tell whether Word holds a paragraph on the page of the next."""
    return paragraph.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None


@pytest.mark.parametrize(
    "block", [t.List((item("Clerk"),)), t.Quote((p("Steep."),)), table(("Who",), ("Clerk",)), ROADMAP], ids=type
)
def test_a_line_stays_with_what_it_introduces(block: t.Block) -> None:
    text = " ".join(["Many words."] * 30)
    root = body(written(p("Days are ours."), block, p(text), block))
    kept = {"".join(one.itertext()).replace("\u00a0", " "): stays(one) for one in root.iter(qn("w:p"))}
    assert kept["Days are ours."]
    assert not kept[text], "a page of text that stays with a table leaves a hole"


@pytest.mark.parametrize("rows", [1, 2, 8, 9, 30])
def test_a_short_table_stays_on_a_page_and_a_long_one_leaves_no_row_alone(rows: int) -> None:
    root = body(written(table(("a",), *((f"row {n}",) for n in range(rows)))))
    kept = [stays(paragraph) for row in list(root.iter(qn("w:tr")))[1:] for paragraph in row.iter(qn("w:p"))]
    if rows <= 8:
        assert kept == [*[True] * (rows - 1), False]
    else:
        assert kept == [True, *[False] * (rows - 3), True, False]


@pytest.mark.parametrize(("tall", "kept"), [((0, 1, 2), [False] * 3), ((1, 2), [True, False, False])])
def test_a_tall_table_breaks_between_its_rows_and_leaves_no_low_row_alone(
    tall: tuple[int, ...], kept: list[bool]
) -> None:
    rows = [("A sentence that takes room. " * (70 if n in tall else 1), "b") for n in range(3)]
    root = body(written(table(("a", "b"), *rows)))
    firsts = [next(row.iter(qn("w:p"))) for row in list(root.iter(qn("w:tr")))[1:]]
    assert [stays(paragraph) for paragraph in firsts] == kept


def test_a_table_that_introduces_nothing_may_be_last_on_a_page_but_a_decision_s_stays() -> None:
    alone = body(written(table(("a",), ("b",))))
    within = body(written(t.Region("decision", (table(("a",), ("b",)), p("Sign here.")))))
    assert [stays(list(root.iter(qn("w:tc")))[-1].find(qn("w:p"))) for root in (alone, within)] == [False, True]


def test_a_matrix_as_a_table_tints_who_leads_and_heads_its_rows() -> None:
    rows = [(f"Actor {n}", "leads", "takes part", "") for n in range(80)]
    root = body(written(replace(MATRIX, table=table(("Actor", "Kiosk", "Ticket", "Ferry"), *rows))))
    fills = [values(cell, "w:shd", "w:fill") for cell in list(root.iter(qn("w:tr")))[1].iter(qn("w:tc"))]
    assert fills == [[], [THEME.colours.tint[1:]], [], []]
    assert values(root, "w:tblLook", "w:firstColumn") == ["1"]


def test_a_roadmap_as_a_table_has_a_rule_above_each_new_horizon() -> None:
    rows = [(f"Measure {n}", "Near term" if n < 40 else "Long term", "Harbour") for n in range(200)]
    root = body(written(replace(ROADMAP, table=table(("Proposal", "Horizon", "Region"), *rows))))
    ruled = [n for n, row in enumerate(list(root.iter(qn("w:tr")))[1:]) if list(row.iter(qn("w:tcBorders")))]
    assert ruled == [40]
    assert values(root, "w:tblLook", "w:firstColumn") == ["0"]


def test_bars_as_a_table_set_their_values_to_the_right() -> None:
    root = body(written(replace(BARS, table=table(("Year", "Passengers"), *((str(n), "120") for n in range(200))))))
    assert set(values(root, "w:jc")) == {"right"} and len(values(root, "w:jc")) == 201


def test_runs_and_document_say_their_language() -> None:
    data = written(
        p("in ", t.Span(inline("日本語"), language="ja"), t.Span(inline("mot"), language="fr")), language="en-GB"
    )
    runs = list(body(data).iter(qn("w:lang")))
    assert [(run.get(qn("w:val")), run.get(qn("w:eastAsia"))) for run in runs] == [
        ("en-GB", None),
        ("en-US", "ja-JP"),
        ("fr-FR", None),
    ]
    fonts = next(body(data).iter(qn("w:rFonts")))
    assert (fonts.get(qn("w:hint")), fonts.get(qn("w:eastAsia"))) == ("eastAsia", THEME.fonts.office_japanese)
    defaults = next(part(data, "word/styles.xml").iter(qn("w:docDefaults")))
    assert values(defaults, "w:lang") == ["en-GB"]
    assert docx.Document(io.BytesIO(data)).core_properties.language == "en-GB"


def test_east_asian_words_are_stressed_by_weight() -> None:
    root = body(written(p(t.Emphasis(inline("so ", t.Span(inline("重要"), language="ja"))))))
    latin, east = root.iter(qn("w:rPr"))
    assert latin.find(qn("w:i")) is not None and latin.find(qn("w:b")) is None
    assert east.find(qn("w:b")) is not None and east.find(qn("w:i")) is None


@pytest.mark.parametrize(("language", "word"), [("ja", "重要"), ("hi", "महत्वपूर्ण"), ("he", "חשוב"), ("th", "สำคัญ")])
def test_a_document_whose_script_has_no_italics_has_none(language: str, word: str) -> None:
    data = written(
        t.Quote((p(t.Emphasis(inline(word))),)), p(t.Note(1)), language=language, notes=((t.Emphasis(inline(word)),),)
    )
    for name in ("word/document.xml", "word/footnotes.xml"):
        assert not list(part(data, name).iter(qn("w:i"))) and list(part(data, name).iter(qn("w:b")))
    assert set(values(part(data, "word/styles.xml"), "w:i")) <= {"0"}


@pytest.mark.parametrize(("language", "expected"), [("en", True), ("ja", True), ("ar", False), ("hi", False)])
def test_letters_that_join_are_not_set_apart(language: str, expected: bool) -> None:
    styles = part(written(p("A"), language=language), "word/styles.xml")
    assert any(properties.find(qn("w:spacing")) is not None for properties in styles.iter(qn("w:rPr"))) is expected


def test_voices_are_styles() -> None:
    root = body(written(p(*(t.Span(inline(v), voice=v) for v in ("editor", "label", "quiet")))))
    assert values(root, "w:rStyle") == ["EditorVoice", "Label", "Quiet"]
    both = t.Span((t.Span(inline("ours"), voice="label"),), voice="editor")
    root = body(written(p(both)))
    assert values(root, "w:rStyle") == ["EditorVoice"] and len(list(root.iter(qn("w:b")))) == 1


def test_properties_come_from_the_document_alone() -> None:
    data = written(p("text"), title="T" * 300, keywords=("a", "b"), date="2024-03-01")
    properties = docx.Document(io.BytesIO(data)).core_properties
    assert (properties.title, properties.author, properties.subject) == ("T" * 255, META.organisation, META.subject)
    assert (properties.keywords, properties.comments, properties.last_modified_by) == ("a, b", "", "")
    assert str(properties.created) == str(properties.modified) == "2024-03-01 00:00:00+00:00"
    assert b"python-docx" not in b"".join(files(data).values())


def test_the_file_is_of_a_current_word() -> None:
    settings_part = part(written(p("text")), "word/settings.xml")
    modes = [node.get(qn("w:val")) for node in settings_part.iter(qn("w:compatSetting"))]
    assert modes[0] == "15"


def test_the_page_is_the_theme_s() -> None:
    letter = THEME.model_copy(update={"page": THEME.page.model_copy(update={"size": "Letter"})})
    size = next(body(written(p("text"), theme=letter)).iter(qn("w:pgSz")))
    assert (size.get(qn("w:w")), size.get(qn("w:h"))) == ("12240", "15840")


def test_the_footer_counts_pages_in_the_reader_s_words() -> None:
    footer = part(written(p("text"), page_label="{page}/{pages} ページ"), "word/footer1.xml")
    assert [node.text.strip() for node in footer.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]
    assert [node.text for node in footer.iter(qn("w:t"))][-4:] == ["1", "/", "1", " ページ"]


def test_a_running_title_is_cut_between_words() -> None:
    header = part(written(p("text"), title="cooperation " * 12), "word/header2.xml")
    assert re.fullmatch("cooperation( cooperation){5,7}…", next(header.iter(qn("w:t"))).text)


LONG = "A joint working table for the two towns on the river and what it will have done by the end of the year"


@pytest.mark.parametrize(
    ("marking", "shares"),
    [("For discussion", True), ("Embargoed until 28 August 2026, 06:00", True), ("Only for those who " * 5, False)],
)
def test_a_title_shares_its_line_with_the_marking_or_has_its_own(marking: str, shares: bool) -> None:
    data = written(p("text"), title=LONG, marking=marking)
    header, footer = part(data, "word/header2.xml"), part(data, "word/footer1.xml")
    assert bool(list(header.iter(qn("w:tab")))) == shares and bool(list(header.iter(qn("w:br")))) != shares
    texts = [node.text for node in header.iter(qn("w:t"))]
    assert texts[0].endswith("…") == shares and texts[-1] == marking
    width = em_width(texts[0], Face("Calibri")) * 9 + em_width(marking, Face("Calibri", bold=True)) * 9
    assert not shares or width < page_of(THEMES["ministry"]).text_width_pt
    assert "1 March 2024" in "".join(footer.itertext()), "nothing of the footer is left out"


def test_a_decision_is_boxes_to_tick_and_lines_to_sign_on_one_page() -> None:
    fields = t.Fields((t.Field("Signature", ()), t.Field("Date", ())))
    choices = [f"{word}, with what we have told you in mind" for word in ("Approve", "Discuss")]
    data = written(t.Region("decision", (t.List(tuple(map(item, choices))), fields)), p("after"))
    root = body(data)
    paragraphs = list(root.iter(qn("w:p")))
    assert values(root, "w:alias") == [*choices, "Signature", "Date"], "a blank is named, as it is in PDF"
    assert [node.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None for node in paragraphs] == [
        True,
        True,
        False,
        False,
    ]
    assert values(paragraphs[2], "w:tab", "w:leader").count("underscore") == 2


def test_short_choices_stand_on_a_line() -> None:
    root = body(written(t.Region("decision", (t.List((item("Approve"), item("Discuss"))),))))
    line, *_ = root.iter(qn("w:p"))
    assert values(line, "w:alias") == ["Approve", "Discuss"]
    assert len(list(line.find(qn("w:pPr")).iter(qn("w:tab")))) == 1


def test_whom_to_ask_stands_below_a_rule() -> None:
    styles = {node.get(qn("w:styleId")): node for node in part(written(p("text")), "word/styles.xml")}
    assert styles["Contact"].find(f".//{qn('w:pBdr')}/{qn('w:top')}") is not None


@pytest.mark.parametrize(("name", "label", "bold"), [("ministry", "%1", True), ("newsroom", "%1.", False)])
def test_numbers_look_as_the_theme_s_manner_has_them(name: str, label: str, bold: bool) -> None:
    data = write_word(t.Document(META, (t.List((item("a"),), ordered=True),)), THEMES[name]).data
    levels = [
        one for one in part(data, "word/numbering.xml").iter(qn("w:lvl")) if values(one, "w:numFmt") == ["decimal"]
    ]
    first = next(one for one in levels if one.get(qn("w:ilvl")) == "0")
    assert values(first, "w:lvlText") == [label]
    assert (values(first, "w:b") != ["0"]) is bold


@pytest.mark.parametrize("large", [False, True])
def test_items_with_one_figure_and_with_two_stand_on_one_edge(large: bool) -> None:
    look = THEME.in_large_print() if large else THEME
    listed = (t.List((item("a"),), ordered=True), t.List((item("b"), item("c")), ordered=True, start=98))
    first, last, *_ = body(write_word(t.Document(META, listed), look).data).iter(qn("w:p"))
    assert values(first, "w:ind", "w:left") == values(last, "w:ind", "w:left") != []


def test_a_short_last_word_stays_with_the_one_before_it_though_a_place_follows() -> None:
    place = t.Span(inline("[¶ 7]"), voice="place")
    *_, last = list(
        body(written(p("People in both countries remain cautious about closer ties.", "\u00a0", place))).iter(qn("w:p"))
    )
    assert "closer\u00a0ties.\u00a0[¶ 7]" in "".join(node.text for node in last.iter(qn("w:t")))


@pytest.mark.parametrize(
    ("last", "stays"), [("Short.", True), ("A long item. " * 30, False), ("港の切符を数える。" * 20, False)]
)
def test_a_short_last_item_of_a_list_takes_the_one_before_it_along(last: str, stays: bool) -> None:
    listed = list(body(written(t.List((item("a"), item("b"), item("c"), item(last))))).iter(qn("w:p")))
    kept = [node.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None for node in listed[:4]]
    assert kept == [False, False, stays, False]


def test_a_long_item_may_part_though_its_end_stays_with_who_leads_it() -> None:
    lead = t.Span(inline("Lead: harbour office."), voice="quiet")
    words, *_ = body(written(t.List((item("Words. " * 90, p(lead)),)))).iter(qn("w:p"))
    kept = {node.tag for node in words.find(qn("w:pPr"))}
    assert qn("w:keepNext") in kept and qn("w:keepLines") not in kept


def test_a_picture_stands_clear_of_the_words_above_it() -> None:
    pictures = [node for node in t.walk(EVERY_NODE.blocks) if isinstance(node, t.Picture)]
    _, shown, *_ = body(written(p("Words."), pictures[0])).iter(qn("w:p"))
    assert values(shown, "w:spacing", "w:before") == [str(round(THEME.step_pt * 15))]


def test_fields_hang_and_end_in_a_hairline() -> None:
    root = body(written(t.Fields((t.Field("TO", inline("a")), t.Field("FROM", inline("b"))))))
    first, last = root.iter(qn("w:p"))
    assert values(first, "w:ind", "w:hanging") == values(last, "w:ind", "w:hanging") != []
    assert first.find(f"{qn('w:pPr')}/{qn('w:pBdr')}") is None
    assert last.find(f"{qn('w:pPr')}/{qn('w:pBdr')}/{qn('w:bottom')}") is not None


def test_panels_follow_the_manner_of_the_theme() -> None:
    region = t.Region("callout", (p("apart"),))
    assert values(body(written(region)), "w:shd", "w:fill") == [THEME.colours.tint[1:]]
    beside = body(written(region, theme=THEMES["newsroom"]))
    assert values(beside, "w:left", "w:color") == [THEMES["newsroom"].colours.accent[1:]]


def test_two_panels_alike_stay_two() -> None:
    region = t.Region("callout", (p("apart"),))
    styles = values(body(written(region, region)), "w:pStyle")
    assert styles == ["Callout", "Gap", "Callout"]


HOSTILE = "a\u2067b\u2069c\u00add\u200be <w:p>&amp; ]]> \"'"


def test_no_character_breaks_the_file() -> None:
    text = inline(HOSTILE)
    document = t.Document(
        replace(
            META,
            title=HOSTILE,
            organisation=HOSTILE,
            series=HOSTILE,
            marking=HOSTILE,
            keywords=(HOSTILE,),
            page_label=HOSTILE,
        ),
        (
            t.Heading(1, text),
            t.Fields((t.Field(HOSTILE, text), t.Field(HOSTILE, ()))),
            t.Figure("bars", text, table((HOSTILE, "b"), (HOSTILE, "1")), HOSTILE),
            t.Region("decision", (t.List((item(HOSTILE),)),)),
            p(t.Span(text, language=HOSTILE), t.Link("https://example.org/", text), t.Note(1)),
        ),
        (text,),
    )
    data = write_word(document, THEME).data
    assert body_words(data)[:2] == ["a\u2067b\u2069c\u00add\u200be", "<w:p>&amp;"]
    assert_sound(data)


def test_a_blank_of_its_own_stays() -> None:
    assert body_words(written(p("a", t.Strong(inline(" ")), "d"))) == ["a", "d"]


def test_a_title_of_two_lines_has_them_even() -> None:
    def lines(text: str, **look: Any) -> list[str]:
        root = body(written(t.Heading(1, inline(text)), **look))
        runs = next(root.iter(qn("w:p"))).iter(qn("w:t"), qn("w:br"))
        return "".join(run.text or "\n" for run in runs).split("\n")

    first, second = lines("A working group of ministries for shared study programmes, with the first steps this year")
    assert 0.7 < len(second) / len(first) < 1.4
    assert len(lines("A short title")) == 1
    japanese = lines("太平洋と東南アジアで日本と韓国が共同の留学プログラムから協力を始める提案について", language="ja")
    assert japanese[0].endswith(("が", "で", "と", "の")), japanese


def test_a_title_s_lines_are_a_letterhead_s_own() -> None:
    letterhead = LETTERHEADS["plain"]
    long = t.Heading(
        1, inline("A working group of ministries for shared study programmes, with the first steps this year")
    )
    data = write_word(t.Document(META, (long,)), THEME, letterhead).data
    assert not list(body(data).iter(qn("w:br")))


def test_a_date_with_no_break_spaces_has_room_in_its_column() -> None:
    date = "25\u00a0September\u00a02023"
    rows = [("Working group", "Meet, adopt a work plan and divide the work among all. " * 3, date)] * 3
    root = body(written(table(("Who", "What", "By when"), *rows)))
    widths = [int(width) / 20 for width in values(root, "w:gridCol", "w:w")]
    assert widths[2] > text_width(date, table_size(THEME)) + 10


def test_places_are_upright_in_slanted_text() -> None:
    place = t.Span(inline("[¶ 5]"), voice="place")
    root = body(written(t.Quote((p(t.Emphasis(inline("So it is. ")), place),))))
    (slant,) = (
        run.findall(f"{qn('w:rPr')}/{qn('w:i')}") for run in root.iter(qn("w:r")) if "¶" in "".join(run.itertext())
    )
    assert [one.get(qn("w:val")) for one in slant] == ["0"]


def test_an_address_stays_on_the_page_of_its_reference() -> None:
    link = t.Link("https://example.org/", inline("example.org"))
    root = body(written(p("A. Author, a title. ", link), p("Words.")))
    kept = [list(paragraph.iter(qn("w:keepLines"))) != [] for paragraph in root.iter(qn("w:p"))]
    assert kept[:2] == [True, False]


def test_the_ask_stands_on_a_tint_in_every_theme() -> None:
    for theme in THEMES.values():
        root = body(written(t.Region("ask", (p("Please approve."),)), theme=theme))
        assert values(root, "w:shd", "w:fill") == [theme.colours.tint[1:]]


def test_the_lines_of_a_figure_s_title_are_even() -> None:
    title = inline(
        "Five of these nine proposals belong to the near term, and all of them concern study, youth or planning."
    )
    root = body(written(replace(ROADMAP, title=title)))
    (shown,) = (par for par in root.iter(qn("w:p")) if values(par, "w:pStyle") == ["FigureTitle"])
    assert len(list(shown.iter(qn("w:br")))) == 1


def test_figures_are_drawn_in_a_face_like_the_document_s() -> None:
    def picture(office_body: str) -> bytes:
        fonts = THEME.fonts.model_copy(update={"office_body": office_body})
        return files(written(ROADMAP, theme=THEME.model_copy(update={"fonts": fonts})))["word/media/figure1.svg"]

    assert picture("Calibri") == picture("Carlito") != picture("Arial")
    assert picture("A face of nobody’s") == picture(THEME.fonts.body)


@pytest.mark.parametrize("count", [1, 3, 5])
def test_key_figures_stand_side_by_side_as_far_as_there_is_room(count: int) -> None:
    fields = t.Fields(tuple(t.Field(f"{n}0", inline(f"ferries in harbour {n}")) for n in range(1, count + 1)))
    root = body(written(t.Region("key_figures", (fields,))))
    tables = list(root.iter(qn("w:tbl")))
    assert len(tables) == (1 if count <= 4 else 0)
    for shown in tables:
        cells = [["".join(par.itertext()) for par in cell.iter(qn("w:p"))] for cell in shown.iter(qn("w:tc"))]
        assert cells == [[one.label, t.plain_text(one.inlines)] for one in fields.fields]


@pytest.mark.parametrize("name", THEMES)
def test_a_box_for_what_matters_is_one_panel_with_its_heading(name: str) -> None:
    box = t.Region("callout", (t.Heading(3, inline("What it takes")), p("One office."), t.List((item("A clerk."),))))
    root = body(written(p("Before."), box, p("After."), theme=THEMES[name]))
    bordered = ["".join(par.itertext()) for par in root.iter(qn("w:p")) if list(par.iter(qn("w:pBdr")))]
    assert [text for text in bordered if text] == ["What it takes", "One office.", "A clerk."]


def test_no_last_line_is_one_short_word() -> None:
    root = body(written(p("The proposals are the author’s, and the first steps are ours."), p("This is ours.")))
    texts = ["".join(paragraph.itertext()) for paragraph in root.iter(qn("w:p"))]
    assert texts[:2] == ["The proposals are the author’s, and the first steps are\u00a0ours.", "This is ours."]
