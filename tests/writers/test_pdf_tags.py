"""Tagged and archival: PDF/UA-1 and PDF/A-2a in every file, the structure whole, the words along it complete."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import page as checker
import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ImageCms

from briefpack.build.formats import FORMATS
from briefpack.build.jobs import Folders, Request
from briefpack.build.run import build
from briefpack.document import tree as t
from briefpack.document.figure_words import figure_rows
from briefpack.figures import KINDS
from briefpack.writers.pdf import write_pdf
from briefpack.writers.pdf.archive import srgb_profile
from briefpack.writers.pdf.blocks import flows
from briefpack.writers.pdf.context import Context
from briefpack.writers.pdf.fonts import Fonts
from briefpack.writers.pdf.styles import full_setting, make_styles
from tests import trees
from tests.conftest import REFRESH, REPOSITORY
from tests.writers.pdf_structure import Structure, dump, is_elem, kids, structure_problems, tag, text_along_tree
from tests.writers.pdf_text import (
    document,
    every_node,
    every_node_written,
    expected_letters,
    handout_heads,
    joined,
    notes_head,
    read_over,
    theme,
)
from tests.writers.test_logo import with_logo
from tests.writers.test_pdf import KINDS as DOCUMENTS
from tests.writers.test_pdf import THEMES, document_letters

PROFILES = ("ua1", "2a")


def faults(data: bytes) -> list[str]:
    """Return what either checker finds, and what the structure lacks."""
    reports = [checker.validate_pdf_bytes(data, profile=profile) for profile in PROFILES]
    found = [str(failure) for report in reports for failure in report.failures]
    with pikepdf.open(BytesIO(data)) as pdf:
        return [*found, *structure_problems(pdf)]


def spoken(node: object) -> list[str]:
    """Return the text of each block in the tree's order.

    A figure is its title, with what is described, and its cells, or its rows told.
    """
    if isinstance(node, t.Figure):
        rows = spoken(node.table) if KINDS[node.kind].read_as == "table" else map(t.plain_text, figure_rows(node))
        caption = joined(t.plain_text(node.title)) + joined(read_over(node))
        return [text for text in (caption, *map(joined, rows)) if text]
    if isinstance(node, t.Picture):
        return [text for text in (node.alt, joined(t.plain_text(node.caption))) if text]
    if isinstance(node, tuple) and not (node and isinstance(node[0], t.INLINE_TYPES)):
        return [line for child in node for line in spoken(child)]
    if isinstance(node, t.Region | t.Quote | t.ListItem):
        return spoken(node.blocks)
    if isinstance(node, t.List):
        return spoken(node.items)
    lines = t.text_lines(node)
    if isinstance(node, t.Table | t.Fields):  # what a cell or a field says in several lines is a paragraph each
        lines = (part for line in lines for part in line.split("\n"))
    return [text for line in lines if (text := joined(line))]


def expected(made: t.Document) -> list[str]:
    return [*spoken(made.blocks), *notes_head(made), *spoken(made.notes), *handout_heads(made)]


def along_tree(data: bytes) -> list[str]:
    with pikepdf.open(BytesIO(data)) as pdf:
        return text_along_tree(pdf)


@pytest.mark.parametrize("kind", DOCUMENTS)
@pytest.mark.parametrize("name", THEMES)
def test_every_node_passes_both_profiles(kind: str, name: str) -> None:
    data = every_node_written(kind, name).data
    assert faults(data) == []
    assert Counter(along_tree(data)) == Counter(expected(every_node(kind)))


def test_words_are_read_in_the_order_of_the_document() -> None:
    for kind in ("memo", "letter"):
        assert along_tree(every_node_written(kind).data) == expected(every_node(kind))


def test_a_onepager_reads_its_source_line_last() -> None:
    made = every_node("onepager")
    sources = tuple(block for block in made.blocks if isinstance(block, t.Region) and block.role == "source")
    others = tuple(block for block in made.blocks if block not in sources)
    assert along_tree(write_pdf(made, theme()).data) == [*spoken(others), *spoken(sources), *spoken(made.notes)]


def assert_read_whole(made: t.Document) -> None:
    """Hold a document to what its file shows and its structure says: every word once, in order, and it passes."""
    written = write_pdf(made, theme()).data
    assert faults(written) == []
    drawn, meant = document_letters(written), expected_letters(made)
    assert {**drawn, "-": 0} == {**meant, "-": 0} and ("-" not in drawn or drawn["-"] == meant["-"])
    found, read = ([text.replace("\u00ad", "") for text in texts] for texts in (along_tree(written), expected(made)))
    assert Counter(found) == Counter(read)
    if made.meta.kind in ("memo", "letter"):
        assert found == read


@pytest.mark.parametrize("kind", DOCUMENTS)
@pytest.mark.parametrize(
    "block",
    [
        pytest.param(trees.ROADMAP, id="words over an axis"),
        pytest.param(trees.p("A well-known-stop-gap-measure " * 9, "harbourmaster" * 9), id="hyphens of both kinds"),
    ],
)
def test_a_small_document_passes_and_is_read_whole(kind: str, block: t.Block) -> None:
    assert_read_whole(document(t.Heading(1, trees.inline("So")), block, kind=kind))


@pytest.mark.parametrize("kind", DOCUMENTS)
@settings(max_examples=30)
@given(data=st.data())
def test_any_document_passes_and_is_read_whole(kind: str, data: st.DataObject) -> None:
    assert_read_whole(data.draw(trees.documents(kind)))


HOLD_WORDS = {"P", "H1", "H2", "H3", "H4", "Lbl", "LBody", "TH", "TD", "Caption", "Figure", "Link", "Span", "Reference"}


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_no_node_is_without_a_role(kind: str) -> None:
    """Words of a node that has none would stand in what is around it: in a section, a list or the document."""
    assert {type(node) for node in t.walk(every_node(kind))} >= {*t.BLOCK_TYPES, *t.INLINE_TYPES}
    with pikepdf.open(BytesIO(every_node_written(kind).data)) as pdf:
        structure = Structure(pdf)
        holders = {tag(elem) for elem in structure.elems() if any(isinstance(kid, int) for kid in kids(elem))}
    assert holders <= HOLD_WORDS


BLOCKS: dict[type, t.Block] = {type(node): node for node in reversed(list(t.walk(trees.EVERY_NODE.blocks)))}  # type: ignore[misc]


@pytest.mark.parametrize("kind", t.BLOCK_TYPES)
def test_every_block_has_a_role(kind: type) -> None:
    styles = make_styles(theme(), "memo", full_setting(theme(), "memo"))
    context = Context(theme(), "memo", styles, Fonts(theme(), "en", "memo.pdf"))
    assert all(flow.role for flow in flows((BLOCKS[kind],), context))


@functools.cache
def real_documents() -> dict[str, bytes]:
    """Return every document of the packs as PDF, whatever formats its audience gets."""
    write = functools.cache(FORMATS["pdf"].write)
    with pytest.MonkeyPatch.context() as patch:
        for name, known in FORMATS.items():
            patch.setitem(FORMATS, name, dataclasses.replace(known, write=write))
        folders = Folders(REPOSITORY / "content", (REPOSITORY / "templates",), REPOSITORY / "build")
        report = build(Request(), folders, lambda *_: None, publish=False)
    return {output.path.rsplit(".", 1)[0]: output.data for output in report.outputs}


def test_real_documents_pass() -> None:
    made = real_documents()
    assert made
    assert {path: found for path, data in made.items() if (found := faults(data))} == {}
    most = {"ja": 150_000}  # a thousand characters have as many outlines to bring along
    assert all(len(data) < most.get(path.split("/")[2], 100_000) for path, data in made.items() if "onepager" in path)


@pytest.mark.parametrize("kind", ["onepager", "memo", "slides"])
def test_tag_trees(kind: str) -> None:
    with pikepdf.open(BytesIO(every_node_written(kind).data)) as pdf:
        found = dump(pdf) + "\n"
    case = REPOSITORY / "tests" / "cases" / "tags" / f"{kind}.txt"
    if REFRESH:
        case.parent.mkdir(parents=True, exist_ok=True)
        case.write_text(found, encoding="utf-8")
    refresh = "refresh with: BRIEFPACK_REFRESH=1 invoke test --only tests/writers/test_pdf_tags.py"
    assert found == case.read_text(encoding="utf-8"), refresh


def elems(data: bytes) -> list[tuple[str, str]]:
    """Return tag and alternative text of each element, in reading order; the marking, which comes first, left out."""

    def below(elem: Any) -> list[tuple[str, str]]:
        inside = [found for kid in kids(elem) if is_elem(kid) for found in below(kid)]
        return [(tag(elem), str(elem.get("/Alt", ""))), *inside]

    with pikepdf.open(BytesIO(data)) as pdf:
        return [("Document", "")] + [
            found for kid in [*kids(pdf.Root["/StructTreeRoot"]["/K"][0])][1:] for found in below(kid)
        ]


def test_headings_skip_no_level() -> None:
    made = document(*(t.Heading(level, trees.inline("So")) for level in (3, 4, 1, 3, 2, 4)))
    assert [name for name, _ in elems(write_pdf(made, theme()).data)][1:] == ["H1", "H2", "H1", "H2", "H2", "H3"]


@pytest.mark.parametrize("figure", [trees.MATRIX, trees.BARS], ids=lambda figure: figure.kind)
def test_a_figure_of_rows_and_columns_is_a_table_whose_marks_have_words(figure: t.Figure) -> None:
    data = write_pdf(document(figure), theme()).data
    assert faults(data) == []
    assert along_tree(data) == spoken(figure)
    rows, columns = 1 + len(figure.table.rows), len(figure.table.header.cells)
    counts = Counter(name for name, _ in elems(data))
    assert (counts["Table"], counts["TR"], counts["Figure"]) == (1, rows, 0)
    assert (counts["TH"], counts["TD"]) == (columns + rows - 1, (rows - 1) * (columns - 1))


def test_a_roadmap_is_a_list_that_names_horizon_and_region_in_each_item() -> None:
    data = write_pdf(document(trees.ROADMAP), theme()).data
    assert faults(data) == []
    assert along_tree(data) == spoken(trees.ROADMAP)
    assert Counter(name for name, _ in elems(data))["LI"] == len(trees.ROADMAP.table.rows)


def test_an_empty_corner_makes_the_first_column_headers() -> None:
    made = document(trees.table(("", "Fare"), ("A to B", "€2")))
    assert [name for name, _ in elems(write_pdf(made, theme()).data)][2:] == ["TR", "TH", "TH", "TR", "TH", "TD"]


def test_steps_are_headed_by_what_is_done_where_the_same_people_do_several() -> None:
    made = document(trees.table(("Who", "What", "When"), ("Council", "Rent", "May"), ("Council", "Hire", "June")))
    with pikepdf.open(BytesIO(write_pdf(made, theme()).data)) as pdf:
        found = Structure(pdf)
        scopes = [str(elem["/A"]["/Scope"]) for elem in found.elems() if str(elem["/S"]) == "/TH"]
    assert scopes == ["/Column"] * 3 + ["/Row"] * 2
    assert [name for name, _ in elems(write_pdf(made, theme()).data)][6:10] == ["TR", "TD", "TH", "TD"]


def test_what_a_cell_says_in_two_lines_is_two_paragraphs() -> None:
    option = t.Cell((t.Text("A ferry"), t.LineBreak(), t.Span(trees.inline("Recommended"), voice="mark")))
    rows = t.Table(trees.table(("Option", "For")).header, (t.Row((option, t.Cell(trees.inline("It is quick.")))),))
    assert along_tree(write_pdf(document(rows), theme()).data)[2:4] == ["A ferry", "Recommended"]


def test_the_words_of_a_figure_are_read_with_its_title_unless_its_cells_say_them() -> None:
    heard = along_tree(write_pdf(document(trees.MATRIX), theme()).data)
    assert heard[0] == joined(t.plain_text(trees.MATRIX.title)) + trees.MATRIX.alt
    told = dataclasses.replace(trees.BARS, alt="2021: 120; 2022: 180; 2023: 240.")
    assert along_tree(write_pdf(document(told), theme()).data)[0] == t.plain_text(told.title)


def test_what_is_split_over_pages_is_one_element() -> None:
    words = "Words that go on and on, over the end of the page and to the next. " * 120
    rows = [(f"Line {n}", "Two euros") for n in range(80)]
    table = trees.table(("Line name", "Fare"), *rows)
    made = document(trees.p(words), t.List((trees.item(words, "and more"),)), table)
    data = write_pdf(made, theme()).data
    assert faults(data) == []
    assert along_tree(data) == expected(made)
    assert Counter(name for name, _ in elems(data)) >= Counter({"P": 3, "L": 1, "LI": 1, "Table": 1, "TR": 81, "TH": 2})


def test_a_node_that_stands_twice_is_two_elements() -> None:
    twice = trees.p("It stands here ", t.Link("https://example.org", trees.inline("and there")), ".")
    made = document(twice, t.Quote((twice,)), t.List((t.ListItem((twice,)),) * 2), notes=((), ()))
    data = write_pdf(made, theme()).data
    assert faults(data) == []
    assert along_tree(data) == expected(made)
    inside = Counter(name for name, _ in elems(data))
    assert inside >= Counter({"P": 4, "BlockQuote": 1, "L": 1, "LI": 2, "LBody": 2, "Link": 4})


def test_hyphens_and_variants_that_the_text_asks_for_pass() -> None:
    data = write_pdf(document(trees.p("har\u00adbour\u200b" * 40), trees.p("葛\U000e0100城 𠮷")), theme()).data
    assert faults(data) == []
    assert along_tree(data)[1] == "葛\U000e0100城 𠮷"


def test_japanese_and_korean_say_their_language() -> None:
    words = trees.p(
        "Signed as ",
        t.Span(trees.inline("日本国と大韓民国との間の基本関係に関する条約" * 4), language="ja"),
        " and ",
        t.Link(
            "https://example.org", (t.Span(trees.inline("대한민국과 일본국 간의 기본관계에 관한 조약"), language="ko"),)
        ),
        ".",
    )
    for kind in DOCUMENTS:
        data = write_pdf(document(words, kind=kind), theme("newsroom")).data
        assert faults(data) == []
        with pikepdf.open(BytesIO(data)) as pdf:
            shown = dump(pdf)
        assert "Span Lang=ja" in shown
        assert "Span Lang=ko" in shown


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_an_empty_document_passes(kind: str) -> None:
    meta = t.Meta(kind, "")
    data = write_pdf(t.Document(meta, ()), theme()).data
    assert faults(data) == []
    with pikepdf.open(BytesIO(data)) as pdf, pdf.open_metadata() as properties:
        assert properties["dc:title"] == str(pdf.docinfo["/Title"]) == kind


def test_properties_equal_those_of_the_information_dictionary() -> None:
    meta = dataclasses.replace(trees.META, title="Fares & <fees> — 運賃", keywords=("a & b", "c"))
    data = write_pdf(t.Document(meta, (t.Heading(1, trees.inline("So")),)), theme()).data
    assert faults(data) == []
    with pikepdf.open(BytesIO(data)) as pdf, pdf.open_metadata() as properties:
        assert properties["dc:title"] == str(pdf.docinfo["/Title"]) == meta.title
        assert properties["dc:creator"] == [str(pdf.docinfo["/Author"])]
        assert properties["pdf:Keywords"] == str(pdf.docinfo["/Keywords"]) == "a & b, c"
        assert properties["pdf:Producer"] == str(pdf.docinfo["/Producer"])
        assert properties["xmp:CreateDate"] == "2024-03-01T00:00:00+00:00"


@pytest.mark.parametrize("kind", ["memo", "onepager"])
def test_who_writes_to_whom_and_how_it_is_handled_is_read_once_and_stands_in_the_properties(kind: str) -> None:
    meta = dataclasses.replace(
        trees.META, kind=kind, marking="EMBARGOED", audience="Mayors", series="Harbour briefing", date_text="1 March"
    )
    paragraphs = tuple(trees.p("Words that go on. " * 60) for _ in range(12 if kind == "memo" else 1))
    data = write_pdf(t.Document(meta, (t.Heading(1, trees.inline("So")), *paragraphs)), theme()).data
    assert faults(data) == []
    with pikepdf.open(BytesIO(data)) as pdf, pdf.open_metadata() as properties:
        read = "".join(Structure(pdf).texts.values())
        assert (read.count("EMBARGOED"), read.count("Harbour briefing")) == (1, 1)
        assert kind == "memo" or (read.count("Mayors"), read.count("1 March")) == (1, 1)
        assert (properties["xmp:Label"], properties["dc:type"]) == ("EMBARGOED", {"Harbour briefing"})
        assert "<dcterms:audience>Mayors</dcterms:audience>" in pdf.Root["/Metadata"].read_bytes().decode()
        code = b"".join(page.Contents.read_bytes() for page in pdf.pages)
        assert kind == "onepager" or (b"/Subtype/Header" in code and b"/Subtype/Footer" in code)


def test_the_profile_is_srgb() -> None:
    """LittleCMS turns no colour of ours into another of its own sRGB."""
    from PIL import Image

    ours = ImageCms.ImageCmsProfile(BytesIO(srgb_profile()))
    colours = Image.new("RGB", (16, 16))
    colours.putdata([(n, (n * 7) % 256, (n * 31) % 256) for n in range(256)])
    turned = ImageCms.profileToProfile(colours, ours, ImageCms.createProfile("sRGB"))
    assert turned is not None
    assert max(abs(a - b) for a, b in zip(colours.tobytes(), turned.tobytes(), strict=True)) <= 1


# Deliberate faults


def found_elem(pdf: pikepdf.Pdf, name: str) -> Any:
    stack = [pdf.Root["/StructTreeRoot"]["/K"][0]]
    while stack:
        elem = stack.pop(0)
        if tag(elem) == name:
            return elem
        stack = [kid for kid in kids(elem) if is_elem(kid)] + stack
    raise LookupError(name)


def change_metadata(pdf: pikepdf.Pdf, pattern: str) -> None:
    data = pdf.Root["/Metadata"].read_bytes()
    changed = re.sub(pattern.encode(), b"", data, flags=re.DOTALL)
    assert changed != data
    pdf.Root["/Metadata"] = pdf.make_stream(changed, Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)


def link(pdf: pikepdf.Pdf) -> Any:
    return next(annotation for page in pdf.pages for annotation in page.obj.get("/Annots", []))


def untag_text(pdf: pikepdf.Pdf) -> None:
    code = list(pikepdf.parse_content_stream(pdf.pages[0]))
    begin = next(n for n, (_, operator) in enumerate(code) if str(operator) == "BDC")
    end = next(n for n in range(begin, len(code)) if str(code[n][1]) == "EMC")
    kept = [part for n, part in enumerate(code) if n not in (begin, end)]
    pdf.pages[0].Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))


def scramble(pdf: pikepdf.Pdf) -> None:
    entries = pdf.Root["/StructTreeRoot"]["/ParentTree"]["/Nums"]
    parents = next(entry for entry in entries if isinstance(entry, pikepdf.Array))
    parents[0], parents[1] = parents[1], parents[0]


def font_of(pdf: pikepdf.Pdf) -> Any:
    return next(
        o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/Font" and "/ToUnicode" in o
    )


def remove(holder: Callable[[pikepdf.Pdf], Any], key: str) -> Callable[[pikepdf.Pdf], None]:
    def mutate(pdf: pikepdf.Pdf) -> None:
        del holder(pdf)[key]

    return mutate


def rename(name: str, other: str) -> Callable[[pikepdf.Pdf], None]:
    def mutate(pdf: pikepdf.Pdf) -> None:
        found_elem(pdf, name)["/S"] = pikepdf.Name(f"/{other}")

    return mutate


def unscope(pdf: pikepdf.Pdf) -> None:
    for elem in Structure(pdf).elems():
        if tag(elem) == "TH":
            del elem["/A"]


def drop_cell(pdf: pikepdf.Pdf) -> None:
    row = found_elem(pdf, "TR")
    del row["/K"][1]


MUTATIONS: dict[str, Callable[[pikepdf.Pdf], None]] = {
    "no language": remove(lambda pdf: pdf.Root, "/Lang"),
    "no title": lambda pdf: change_metadata(pdf, "<dc:title>.*</dc:title>"),
    "no claim of PDF/UA": lambda pdf: change_metadata(pdf, "<pdfuaid:part>1</pdfuaid:part>"),
    "file name as title": remove(lambda pdf: pdf.Root["/ViewerPreferences"], "/DisplayDocTitle"),
    "no order of the tabulator": remove(lambda pdf: link_page(pdf), "/Tabs"),
    "a link without a description": remove(link, "/Contents"),
    "a link that the parent tree does not know": remove(link, "/StructParent"),
    "a link that is not printed": remove(link, "/F"),
    "headers of nothing": unscope,
    "a heading that skips a level": rename("H2", "H4"),
    "not marked": remove(lambda pdf: pdf.Root, "/MarkInfo"),
    "untagged text": untag_text,
    "an unknown type": rename("BlockQuote", "Saying"),
    "a row that is too short": drop_cell,
    "a list without items": rename("LI", "P"),
    "no colour space": remove(lambda pdf: pdf.Root, "/OutputIntents"),
    "no font file": remove(lambda pdf: font_of(pdf)["/FontDescriptor"], "/FontFile2"),
    "no characters": remove(font_of, "/ToUnicode"),
    "a scrambled parent tree": scramble,
    "a mark without words": remove(lambda pdf: said_instead(pdf), "/ActualText"),
    "a box without words": remove(lambda pdf: field_of(pdf), "/TU"),
    "a box that is no field of a form": rename("Form", "Span"),
    "a box without a look": remove(lambda pdf: field_of(pdf), "/AP"),
    "a place to sign without words": remove(lambda pdf: to_sign(pdf), "/TU"),
    "a place to sign that is in no structure": remove(lambda pdf: to_sign(pdf), "/StructParent"),
    "a place to sign without a look": remove(lambda pdf: to_sign(pdf), "/AP"),
    "a note without a name": remove(lambda pdf: found_elem(pdf, "Note"), "/ID"),
    "a reference that leads nowhere": lambda pdf: found_elem(pdf, "Reference")["/K"].__delitem__(0),
    "an audience that the file does not describe": lambda pdf: change_metadata(
        pdf, "<rdf:li[^>]*>\\s*<pdfaSchema:namespaceURI>http://purl.*?</rdf:Seq></pdfaSchema:property>\\s*</rdf:li>"
    ),
}
OWN = frozenset(("a scrambled parent tree", "a mark without words", "a reference that leads nowhere"))
"""What no validator finds, but our own check."""


def said_instead(pdf: pikepdf.Pdf) -> Any:
    spans = (elem for elem in Structure(pdf).elems() if tag(elem) == "Span" and "/ActualText" in elem)
    return next(elem for elem in spans if tag(elem["/P"]) == "TD")


def field_of(pdf: pikepdf.Pdf) -> Any:
    return pdf.Root["/AcroForm"]["/Fields"][0]


def to_sign(pdf: pikepdf.Pdf) -> Any:
    return next(field for field in pdf.Root["/AcroForm"]["/Fields"] if field["/FT"] == "/Sig")


def link_page(pdf: pikepdf.Pdf) -> Any:
    return next(page.obj for page in pdf.pages if "/Annots" in page.obj)


def rewritten(data: bytes, mutate: Callable[[pikepdf.Pdf], None]) -> bytes:
    made = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        mutate(pdf)
        pdf.save(made, fix_metadata_version=False)
    return made.getvalue()


def test_a_file_written_again_passes() -> None:
    assert faults(rewritten(every_node_written("memo").data, lambda pdf: None)) == []


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_deliberate_fault_is_found(name: str) -> None:
    good = every_node_written("memo").data
    assert faults(rewritten(good, MUTATIONS[name])), name


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_pdf_2_says_the_same(kind: str) -> None:
    """Notes are FENote and refer to where they are cited; the outline leads to elements; no information dictionary."""
    modern = theme().model_copy(update={"pdf": "ua2"})
    data = write_pdf(every_node(kind), modern).data
    assert data.startswith(b"%PDF-2.0")
    assert Counter(along_tree(data)) == Counter(along_tree(every_node_written(kind).data))
    with pikepdf.open(BytesIO(data)) as pdf:
        assert structure_problems(pdf) == []
        found = list(Structure(pdf).elems())
        notes = [elem for elem in found if tag(elem) == "FENote"]
        assert len(notes) == len(every_node(kind).notes)
        cited = [note.objgen for elem in found if tag(elem) == "Reference" for note in elem["/Ref"]]
        assert {note.objgen for note in notes} >= set(cited) != set()
        assert "/Info" not in pdf.trailer
        entry = pdf.Root["/Outlines"]["/First"]
        assert tag(entry["/A"]["/SD"][0]) == "H1"


def test_a_picture_without_an_alternative_text_is_found(tmp_path: Path) -> None:
    data = write_pdf(document(trees.p("So")), with_logo(tmp_path)).data
    assert faults(data) == []
    assert faults(rewritten(data, remove(lambda pdf: found_elem(pdf, "Figure"), "/Alt")))
